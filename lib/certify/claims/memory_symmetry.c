/* lib/certify/claims/memory_symmetry.c -- [C17] sec. 3.1: symmetries and dualities. */
#include "certify/claim_case.h"
#include "certify/claim_tables.h"

enum { SCENES = 24 };

/* A regular matrix near a permutation of the identity: random below the diagonal. */
static ohm_q *
random_regular(ohm_claim_case *c, size_t n)
{
    ohm_q *m = ohm_q_identity(c->arena, n);

    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            ohm_q_set(m, i, j, (long)ohm_rng_below(c->rng, 5) - 2, 1);
    return ohm_q_mul(m, ohm_q_transpose(m));
}

static void
decide_tree_change(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s, other;

        ohm_claim_next_scene(c, &s, OHM_SCENE_MIXED | OHM_SCENE_CYCLIC);
        other = s;
        other.a = k == 0 ? ohm_q_neg(s.a) : ohm_q_mul(random_regular(c, s.chords), s.a);
        const ohm_q *omega = ohm_scene_omega_bar(&s);
        const ohm_q *changed = c->planted
            ? ohm_q_mul3(ohm_q_transpose(other.a), other.a, other.p) : ohm_scene_omega_bar(&other);

        ohm_claim_found(c, "omega_bar", omega);
        ohm_claim_printed(c, ohm_q_equal(omega, changed));
    }
}

/* S_bar = P S_bar as printed: that is only so where S_bar vanishes on the active elements. */
static void
decide_drive(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_MIXED | OHM_SCENE_CYCLIC);
        const ohm_q *bar = c->planted ? s.s : ohm_scene_drive(&s), *current = ohm_scene_kirchhoff(&s);

        ohm_claim_found(c, "current", current);
        ohm_claim_printed(c, ohm_q_equal(ohm_scene_drive(&s), ohm_q_each(s.sign, ohm_scene_drive(&s))));
        ohm_claim_corrected(c, ohm_q_equal(ohm_q_mul(ohm_scene_response(&s), bar), current));
    }
}

/* Eq. (9) is dw/dt = a i for one number a: with the drift alpha w it is not. */
static void
decide_equation_meant(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC);
        const ohm_q *velocity = ohm_scene_velocity(&s), *current = ohm_scene_kirchhoff(&s);
        const ohm_q *drift = ohm_q_times(s.w, s.alpha), *driven = ohm_q_over(current, s.beta);
        const ohm_q *four = c->planted ? ohm_q_add(drift, driven) : ohm_q_sub(drift, driven);

        ohm_claim_found(c, "velocity", velocity);
        ohm_claim_printed(c, ohm_q_rank(ohm_q_beside(velocity, current)) <= ohm_q_rank(current));
        ohm_claim_corrected(c, ohm_q_equal(velocity, four));
    }
}

static void
decide_active(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s, other;

        ohm_claim_next_scene(c, &s, OHM_SCENE_MIXED | OHM_SCENE_CYCLIC);
        s.alpha = ohm_q_number(c->arena, 0, 1);
        other = s;
        ohm_scene_set_sign(&other, ohm_q_neg(s.sign));
        const ohm_q *before = ohm_scene_velocity(&s);
        const ohm_q *after = ohm_scene_velocity(c->planted ? &s : &other);

        ohm_claim_found(c, "velocity", before);
        ohm_claim_printed(c, ohm_q_equal(before, after));
        if (!c->planted)
            ohm_claim_control(c, ohm_q_equal(after, ohm_q_neg(before)));
        ohm_claim_control(c, ohm_q_equal(ohm_scene_omega_bar(&s), ohm_scene_omega_bar(&other)));
    }
}

/* w'(t) = f(w, S) with f(w, -S) = -f(w, S): then w(-t) solves it with -S(-t). */
static void
decide_reversal(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s, other;

        ohm_claim_next_scene(c, &s, OHM_SCENE_MIXED | OHM_SCENE_POLAR | OHM_SCENE_CYCLIC);
        if (!c->planted)
            s.alpha = ohm_q_number(c->arena, 0, 1);
        other = s;
        other.s = ohm_q_neg(s.s);
        const ohm_q *forth = ohm_scene_velocity(&s), *back = ohm_scene_velocity(&other);

        ohm_claim_found(c, "velocity", forth);
        ohm_claim_printed(c, ohm_q_equal(back, ohm_q_neg(forth)));
    }
}

/* Turning the edges where D = -1: A' = A D. */
static void
decide_orientation(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s, turned;
        ohm_q *turn;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC);
        turn = ohm_q_filled(c->arena, s.edges, 1, 1, 1);
        for (size_t e = 0; e < s.edges; e++)
            if (e == 0 || ohm_rng_below(c->rng, 2) == 0)
                ohm_q_set(turn, e, 0, -1, 1);
        const ohm_q *d = ohm_q_diagonal(turn);

        turned = s;
        turned.a = ohm_q_mul(s.a, d);
        turned.b = ohm_q_mul(s.b, d);
        turned.polarity = c->planted ? s.polarity : turn;
        const ohm_q *before = ohm_scene_velocity(&s), *alone = ohm_scene_velocity(&turned);

        turned.s = ohm_q_each(turn, s.s);
        ohm_claim_found(c, "turned", turn);
        ohm_claim_found(c, "velocity", before);
        ohm_claim_printed(c, ohm_q_equal(before, alone));
        ohm_claim_corrected(c, ohm_q_equal(before, ohm_scene_velocity(&turned)));
    }
}

static void
decide_covariance(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_MIXED | OHM_SCENE_CYCLIC);
        const ohm_q *o = random_regular(c, s.edges), *inverse = ohm_q_inverse(o);
        const ohm_q *omega = ohm_scene_omega_bar(&s);
        const ohm_q *omega2 = c->planted ? ohm_q_mul3(o, omega, inverse) : ohm_q_mul3(inverse, omega, o);
        const ohm_q *w2 = ohm_q_mul3(inverse, ohm_q_diagonal(s.w), o);
        const ohm_q *s2 = ohm_q_mul(inverse, ohm_scene_drive(&s));
        const ohm_q *left = ohm_q_add(s.one, ohm_q_times(ohm_q_mul(omega2, w2), s.xi));
        const ohm_q *driven = ohm_q_mul(ohm_q_inverse(left), ohm_q_mul(omega2, s2));
        const ohm_q *drift = ohm_q_times(ohm_q_mul(inverse, s.w), s.alpha);
        const ohm_q *here = ohm_q_sub(drift, ohm_q_over(driven, s.beta));

        ohm_claim_found(c, "o", o);
        ohm_claim_found(c, "velocity", here);
        ohm_claim_printed(c, ohm_q_equal(here, ohm_q_mul(inverse, ohm_scene_velocity(&s))));
    }
}

static void
decide_gauge(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_MIXED | OHM_SCENE_CYCLIC);
        const ohm_q *omega = ohm_scene_omega_bar(&s), *m = ohm_scene_response(&s);
        const ohm_q *any = ohm_q_random(c->arena, s.edges, 1, 1, 9, c->rng);
        const ohm_q *gauge = c->planted ? any : ohm_q_mul(ohm_q_sub(s.one, omega), any);
        const ohm_q *drive = ohm_scene_drive(&s);

        ohm_claim_found(c, "k", any);
        ohm_claim_printed(c, ohm_q_equal(ohm_q_mul(m, drive), ohm_q_mul(m, ohm_q_add(drive, gauge))));
    }
}

static void
decide_orthogonality(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_MIXED | OHM_SCENE_CYCLIC);
        const ohm_q *omega = c->planted ? s.omega : ohm_scene_omega_bar(&s);
        const ohm_q *inside = ohm_q_mul(omega, ohm_scene_drive(&s));
        const ohm_q *outside = ohm_q_sub(ohm_scene_drive(&s), inside);

        ohm_claim_found(c, "inner_product", ohm_q_dot(inside, outside));
        ohm_claim_printed(c, ohm_q_is_zero(ohm_q_dot(inside, outside)));
        if (!c->planted)
            ohm_claim_control(c, ohm_q_is_zero(ohm_q_dot(ohm_q_mul(s.p, inside), outside)));
    }
}

/* det(z I - (I + xi X)^-1) det(I + xi X) = det((z - 1) I + z xi X): two polynomials of degree M
 * in z that agree at M + 1 points.  The right side is (-z xi)^M det(y I - X), y = (1 - z) / (z xi). */
static void
decide_spectrum_map(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_MIXED | OHM_SCENE_CYCLIC);
        const ohm_q *x = ohm_q_mul(ohm_scene_omega_bar(&s), ohm_q_diagonal(s.w));
        const ohm_q *lifted = ohm_q_add(s.one, ohm_q_times(x, s.xi)), *r = ohm_q_inverse(lifted);
        bool same = true;

        for (long z = 1; z <= (long)s.edges + 1; z++) {
            const ohm_q *left = ohm_q_times(ohm_q_determinant(ohm_q_sub(ohm_q_scale(s.one, z, 1), r)),
                                            ohm_q_determinant(lifted));
            const ohm_q *scale = ohm_q_scale(s.xi, c->planted ? z : -z, 1);
            const ohm_q *y = ohm_q_over(ohm_q_number(c->arena, 1 - z, 1), ohm_q_scale(s.xi, z, 1));
            const ohm_q *right = ohm_q_determinant(
                ohm_q_times(ohm_q_sub(ohm_q_times(s.one, y), x), scale));

            same = same && ohm_q_equal(left, right);
        }
        ohm_claim_found(c, "characteristic_of_omega_w", ohm_q_characteristic(x));
        ohm_claim_found(c, "characteristic_of_inverse", ohm_q_characteristic(r));
        /* an even M hides the sign of the scale: odd ones tell */
        ohm_claim_printed(c, same);
    }
}

/* Permutations of the labels: the only mixing that keeps W' diagonal for every w, up to scale. */
static void
decide_relabelling(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s, other;
        size_t order[16];

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC);
        for (size_t e = 0; e < s.edges; e++)
            order[e] = e;
        ohm_rng_shuffle(order, s.edges, c->rng);
        const ohm_q *o = ohm_q_pick_columns(s.one, s.edges, order), *t = ohm_q_transpose(o);

        other = s;
        other.a = ohm_q_mul(s.a, o);
        other.w = ohm_q_mul(t, s.w);
        other.s = c->planted ? s.s : ohm_q_mul(t, s.s);
        other.sign = ohm_q_mul(t, s.sign);
        ohm_claim_found(c, "permutation", o);
        ohm_claim_printed(c, ohm_q_equal(ohm_scene_velocity(&other), ohm_q_mul(t, ohm_scene_velocity(&s))));
        ohm_claim_control(c, ohm_q_equal(ohm_q_mul3(t, ohm_q_diagonal(s.w), o), ohm_q_diagonal(other.w)));
    }
}

static const ohm_claim rows[] = {
    {
        .id = "C17-S0", .source = "C17", .where = "sec. 3.1, A -> -A",
        .statement = "Omega_bar does not change under A -> -A, nor with the choice of cycles",
        .domain = "every circuit, A -> U A with U regular", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, 24 random mixed circuits and random regular U, exactly",
        .proof = "A^t U^t (U A P A^t U^t)^-1 U A P = A^t (A P A^t)^-1 A P",
        .falsified_by = "A^t A P in place of Omega_bar", .decide = decide_tree_change,
    },
    {
        .id = "C17-4b", .source = "C17", .where = "after eq. (4)", .statement = "S_bar = P S_bar",
        .domain = "mixed P", .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random mixed circuits: the drive that gives the current of Kirchhoff's laws, exactly",
        .proof = "C17-4P", .correction = "S_bar = P S", .falsified_by = "S in place of P S",
        .decide = decide_drive,
    },
    {
        .id = "C17-9", .source = "C17", .where = "sec. 3.1, first sentence",
        .statement = "the equation with the symmetries of sec. 3.1 is eq. (9), dw/dt = a i",
        .domain = "alpha != 0", .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random circuits: the velocity that (29) transforms is no multiple of the current, "
            "exactly", .proof = "(29) carries the drift alpha W", .correction = "it is eq. (4)",
        .falsified_by = "the current with the wrong sign", .decide = decide_equation_meant,
    },
    {
        .id = "C17-S1", .source = "C17", .where = "sec. 3.1, P -> -P",
        .statement = "P -> -P leaves the dynamics unchanged",
        .domain = "alpha = 0, mixed or passive circuits", .expected = OHM_VERDICT_REFUTED,
        .ground = OHM_GROUND_EXACT,
        .method = "24 random mixed circuits, exactly; controls: Omega_bar is unchanged and dw/dt is "
            "reversed, since P S is", .falsified_by = "the sign change left out", .decide = decide_active,
    },
    {
        .id = "C17-S2", .source = "C17", .where = "sec. 3.1, S -> -S and t -> -t",
        .statement = "reversing generators and time is a symmetry", .domain = "alpha = 0, bulk",
        .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, dw/dt is odd in S on 24 random circuits, exactly",
        .proof = "dw/dt is linear in S; so w(-t) solves the equation driven by -S(-t)",
        .falsified_by = "the drift alpha w kept", .decide = decide_reversal,
    },
    {
        .id = "C17-S3", .source = "C17", .where = "sec. 3.1, the orientation",
        .statement = "a change of the currents' directions is absorbed in J alone", .domain = "S != 0",
        .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random circuits with edges turned at random, exactly",
        .proof = "A' = A D gives Omega' = D Omega D, and D W D = W: J' = J D and S' = D S restore eq. (4)",
        .correction = "turning edge k takes j_k -> -j_k and S_k -> -S_k", .falsified_by = "J left as it was",
        .decide = decide_orientation,
    },
    {
        .id = "C17-29", .source = "C17", .where = "eq. (29)",
        .statement = "eq. (4) is covariant under W -> O^-1 W with Omega' = O^-1 Omega O and S' = O^-1 S",
        .domain = "every regular O", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, 24 random mixed circuits with random regular O, exactly",
        .proof = "O^-1 (I + xi Omega W)^-1 O = (I + xi Omega' O^-1 W O)^-1",
        .falsified_by = "O and O^-1 exchanged", .decide = decide_covariance,
    },
    {
        .id = "C17-29b", .source = "C17", .where = "after eq. (29)",
        .statement = "for a permutation of the labels W' is diagonal, with permuted entries, and eq. (4) "
            "keeps its form", .domain = "every circuit", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, 24 random circuits with random permutations, exactly",
        .proof = "O^t diag(w) O = diag(O^t w) for a permutation matrix O; then C17-29",
        .falsified_by = "S left in its old order", .decide = decide_relabelling,
    },
    {
        .id = "C17-30", .source = "C17", .where = "eq. (30)",
        .statement = "adding (I - Omega_bar) k to S_bar changes nothing",
        .domain = "every circuit, P passive or mixed", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, 24 random mixed circuits and k, exactly",
        .proof = "Omega_bar is idempotent and S_bar enters as Omega_bar S_bar",
        .falsified_by = "k in place of (I - Omega_bar) k", .decide = decide_gauge,
    },
    {
        .id = "C17-31", .source = "C17", .where = "after eq. (31)",
        .statement = "(I - Omega_bar) S_bar is orthogonal to Omega_bar S_bar", .domain = "mixed P",
        .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random mixed circuits: the inner product is not zero; control: the one weighted with "
            "P is, exactly", .falsified_by = "Omega in place of Omega_bar", .decide = decide_orthogonality,
    },
    {
        .id = "C17-32", .source = "C17", .where = "eq. (32)",
        .statement = "the eigenvalues of (I + xi Omega_bar W)^-1 are 1 / (1 + xi lambda), lambda those of "
            "Omega_bar W", .domain = "every circuit, P passive or mixed", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, the characteristic polynomials agree at M + 1 points on 24 "
            "random mixed circuits, exactly",
        .proof = "(I + xi X) v = (1 + xi lambda) v; with multiplicities: both sides are polynomials of "
            "degree M in z that agree at M + 1 points", .falsified_by = "the scale of z with the wrong sign",
        .decide = decide_spectrum_map,
    },
};

const ohm_claim_table ohm_claims_memory_symmetry = { rows, sizeof rows / sizeof *rows };
