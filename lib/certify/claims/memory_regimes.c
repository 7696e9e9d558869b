/* lib/certify/claims/memory_regimes.c -- [C17] sec. 2.4 and the head of sec. 4: weak and strong
 * non-linearity, the flux law, the uniform flow. */
#include "certify/claim_case.h"
#include "certify/claim_tables.h"

enum { SCENES = 24 };

static void
decide_contrast(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_claim_next(c);
        const ohm_q *on = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng), *one = ohm_q_number(c->arena, 1, 1);
        const ohm_q *off = ohm_q_add(on, ohm_q_random(c->arena, 1, 1, 1, 9, c->rng));
        const ohm_q *w = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng);
        const ohm_q *law = ohm_q_add(ohm_q_times(off, w), ohm_q_times(on, ohm_q_sub(one, w)));
        const ohm_q *printed = ohm_q_sub(ohm_q_over(on, off), one);
        const ohm_q *right = c->planted ? printed : ohm_q_sub(ohm_q_over(off, on), one);

        ohm_claim_found(c, "r_on", on);
        ohm_claim_found(c, "r_off", off);
        ohm_claim_found(c, "w", w);
        ohm_claim_printed(c, ohm_q_equal(ohm_q_times(ohm_q_add(one, ohm_q_times(printed, w)), on), law));
        ohm_claim_corrected(c, ohm_q_equal(ohm_q_times(ohm_q_add(one, ohm_q_times(right, w)), on), law));
    }
}

/* T - (Omega - xi Omega W Omega) = xi^2 (I + xi Omega W)^-1 (Omega W)^2 Omega: the remainder. */
static void
decide_expansion(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, k % 2 == 0 ? OHM_SCENE_MIXED | OHM_SCENE_CYCLIC : OHM_SCENE_CYCLIC);
        const ohm_q *omega = ohm_scene_omega_bar(&s), *t = ohm_scene_response(&s);
        const ohm_q *ow = ohm_q_mul(omega, ohm_q_diagonal(s.w));
        const ohm_q *first = ohm_q_times(ohm_q_mul(ow, omega), s.xi);
        const ohm_q *series = c->planted ? ohm_q_add(omega, first) : ohm_q_sub(omega, first);
        const ohm_q *inverse = ohm_q_inverse(ohm_q_add(s.one, ohm_q_times(ow, s.xi)));
        const ohm_q *rest =
            ohm_q_times(ohm_q_times(ohm_q_mul(inverse, ohm_q_mul3(ow, ow, omega)), s.xi), s.xi);

        ohm_claim_found(c, "t", t);
        ohm_claim_printed(c, ohm_q_equal(ohm_q_sub(t, series), rest));
    }
}

/* Pi = A^t (A W A^t)^-1 A W, onto range Omega along W^-1 range B^t. */
static ohm_q *
oblique(const ohm_scene *s)
{
    const ohm_q *t = ohm_q_transpose(s->a), *aw = ohm_q_mul(s->a, ohm_q_diagonal(s->w));

    return ohm_q_mul3(t, ohm_q_inverse(ohm_q_mul(aw, t)), aw);
}

static void
decide_tikhonov(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC | OHM_SCENE_SIMPLE);
        if (c->planted)
            s.w = ohm_q_filled(c->arena, s.edges, 1, 1, 2);
        const ohm_q *w = ohm_q_diagonal(s.w), *ow = ohm_q_mul(s.omega, w), *pi = oblique(&s);
        /* pinv(X) X projects orthogonally on the range of X^t = W Omega, that is of W A^t */
        const ohm_q *orthogonal = ohm_q_projector(ohm_q_mul(s.a, w));
        const ohm_q *small = ohm_q_reciprocal(s.xi);
        const ohm_q *shifted = ohm_q_add(ow, ohm_q_times(s.one, small));
        /* a vector of the kernel of Omega W: there (I / xi + Omega W)^-1 is xi */
        const ohm_q *lost = ohm_q_mul(ohm_q_inverse(w), ohm_scene_cut(&s, c->rng));

        ohm_claim_found(c, "oblique", pi);
        ohm_claim_found(c, "orthogonal", orthogonal);
        ohm_claim_printed(c, ohm_q_equal(pi, orthogonal));
        ohm_claim_control(c, ohm_q_equal(ohm_q_mul(shifted, pi), ohm_q_add(ow, ohm_q_times(pi, small))));
        ohm_claim_control(c, ohm_q_equal(ohm_q_mul(ohm_q_inverse(shifted), lost), ohm_q_times(lost, s.xi)));
    }
}

/* Omega W dW/dt + Omega S / (xi beta) = -dW/dt / xi, and |dW/dt| <= |Omega S| / (beta (1 + xi min w)). */
static void
decide_strong(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC);
        s.alpha = ohm_q_number(c->arena, 0, 1);
        for (long xi = 10; xi <= 100000; xi *= 100) {
            s.xi = ohm_q_number(c->arena, xi, 1);
            const ohm_q *rate = ohm_scene_velocity(&s), *os = ohm_q_mul(s.omega, s.s);
            const ohm_q *left = ohm_q_mul3(s.omega, ohm_q_diagonal(s.w), rate);
            const ohm_q *limit = ohm_q_scale(ohm_q_over(os, s.beta), -1, xi);
            const ohm_q *error = c->planted ? ohm_q_add(left, limit) : ohm_q_sub(left, limit);
            /* w >= 1/12 in these states: 1 + xi w >= 1 + xi / 12 */
            const ohm_q *floor = ohm_q_times(s.beta, ohm_q_number(c->arena, xi * (12 + xi), 12));
            const ohm_q *bound = ohm_q_over(ohm_q_dot(os, os), ohm_q_times(floor, floor));

            ohm_claim_found(c, "error_squared", ohm_q_dot(error, error));
            ohm_claim_printed(c, ohm_q_compare(ohm_q_dot(error, error), bound) <= 0);
        }
    }
}

/* d/dt of Omega_bar [J (beta w + xi beta w^2 / 2) + int S_bar]; `drift` says whether the term
 * beta w is there, `polar` whether J is. */
static ohm_q *
flux_rate(const ohm_scene *s, bool drift, bool polar, bool planted)
{
    const ohm_q *rate = ohm_scene_velocity(s);
    const ohm_q *weight = drift ? ohm_scene_swing(s) : ohm_q_times(s->w, s->xi);
    const ohm_q *used = planted ? ohm_q_sub(weight, ohm_q_filled(s->arena, s->edges, 1, 2, 1)) : weight;
    const ohm_q *moved = ohm_q_times(ohm_q_each(used, rate), s->beta);
    const ohm_q *signed_moved = polar ? ohm_q_each(s->polarity, moved) : moved;

    return ohm_q_mul(ohm_scene_omega_bar(s), ohm_q_add(signed_moved, ohm_scene_drive(s)));
}

static void
decide_flux_printed(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC);
        s.alpha = ohm_q_number(c->arena, 0, 1);
        const ohm_q *printed = flux_rate(&s, false, false, false);

        ohm_claim_found(c, "rate_without_beta_w", printed);
        ohm_claim_printed(c, ohm_q_is_zero(printed));
        ohm_claim_corrected(c, ohm_q_is_zero(flux_rate(&s, true, false, c->planted)));
    }
}

static void
decide_flux(ohm_claim_case *c)
{
    for (int k = 0; k < 2 * SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, k % 2 == 0 ? OHM_SCENE_MIXED | OHM_SCENE_CYCLIC : OHM_SCENE_CYCLIC);
        s.alpha = ohm_q_number(c->arena, 0, 1);
        const ohm_q *rate = flux_rate(&s, true, false, c->planted);

        ohm_claim_found(c, "velocity", ohm_scene_velocity(&s));
        ohm_claim_printed(c, ohm_q_is_zero(rate));
    }
}

static void
decide_flux_polar(ohm_claim_case *c)
{
    bool needed = false;

    for (int k = 0; k < 2 * SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_POLAR | OHM_SCENE_MIXED | OHM_SCENE_CYCLIC);
        s.alpha = ohm_q_number(c->arena, 0, 1);
        const ohm_q *with = flux_rate(&s, true, !c->planted, false);

        ohm_claim_found(c, "velocity", ohm_scene_velocity(&s));
        ohm_claim_printed(c, ohm_q_is_zero(with));
        needed = needed || !ohm_q_is_zero(flux_rate(&s, true, false, false));
    }
    ohm_claim_control(c, needed);       /* without J it is false somewhere */
}

/* ---- uniform w ----------------------------------------------------------------------- */

static void
make_uniform(ohm_scene *s)
{
    s->w = ohm_q_times(ohm_q_filled(s->arena, s->edges, 1, 1, 1), ohm_q_entry(s->w, 0, 0));
}

static bool
is_uniform(const ohm_q *v)
{
    const ohm_q *first = ohm_q_entry(v, 0, 0);

    for (size_t k = 1; k < ohm_q_rows(v); k++)
        if (!ohm_q_equal(ohm_q_entry(v, k, 0), first))
            return false;
    return true;
}

static void
decide_ansatz(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next(c);
        if (k % 2 == 0)
            ohm_scene_complete(&s, c->arena, 4);
        else
            ohm_scene_ring(&s, c->arena, 3 + (size_t)k % 5);
        ohm_scene_excite(&s, 0, c->rng);
        make_uniform(&s);
        const ohm_q *velocity = ohm_scene_velocity(&s), *os = ohm_q_mul(s.omega, s.s);
        const ohm_q *swing = ohm_q_entry(ohm_scene_swing(&s), 0, 0);
        const ohm_q *used = c->planted ? ohm_q_reciprocal(swing) : swing;
        const ohm_q *law = ohm_q_sub(ohm_q_times(s.w, s.alpha), ohm_q_over(ohm_q_over(os, used), s.beta));

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "velocity", velocity);
        ohm_claim_printed(c, is_uniform(velocity));
        ohm_claim_corrected(c, ohm_q_equal(velocity, law) && is_uniform(velocity) == is_uniform(os));
    }
}

/* r* of (43) and (44) against the uniform flow (40) and against the zero of the gradient of (42). */
static void
decide_least_squares(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC);
        make_uniform(&s);
        const ohm_q *x = ohm_q_times(ohm_q_entry(s.w, 0, 0), s.xi), *os = ohm_q_mul(s.omega, s.s);
        const ohm_q *lifted = ohm_q_add(s.omega, ohm_q_times(s.one, ohm_q_reciprocal(x)));
        const ohm_q *r = ohm_q_mul(ohm_q_inverse(lifted), os);
        const ohm_q *flow = ohm_scene_current(&s);      /* (I + xi w Omega)^-1 Omega S */
        const ohm_q *gradient = ohm_q_sub(ohm_q_add(ohm_q_mul3(s.omega, s.omega, r),
                                                    ohm_q_over(r, x)), os);
        const ohm_q *scaled = c->planted ? r : ohm_q_over(r, x);

        ohm_claim_found(c, "r", r);
        ohm_claim_found(c, "flow", flow);
        ohm_claim_printed(c, ohm_q_equal(scaled, flow) && ohm_q_is_zero(gradient));
    }
}

static const ohm_claim rows[] = {
    {
        .id = "C17-22", .source = "C17", .where = "eq. (22)",
        .statement = "xi = R_on / R_off - 1 makes R(w) = R_on (1 + xi w)", .domain = "R_off > R_on, w > 0",
        .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random triples against eq. (1), exactly",
        .proof = "R_off w + R_on (1 - w) = R_on (1 + (R_off / R_on - 1) w)",
        .correction = "xi = R_off / R_on - 1 = (R_off - R_on) / R_on", .falsified_by = "the printed quotient",
        .decide = decide_contrast,
    },
    {
        .id = "C17-23", .source = "C17", .where = "eq. (23)",
        .statement = "T(xi) = (I - xi Omega_bar W) Omega_bar + O(xi^2)", .domain = "every circuit, xi -> 0",
        .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, the remainder as an identity on 24 random circuits, passive and "
            "mixed, exactly",
        .proof = "T - (I - xi X) Omega_bar = xi^2 (I + xi X)^-1 X^2 Omega_bar with X = Omega_bar W, from (I "
            "+ x)^-1 = I - x + x^2 (I + x)^-1; the factor of xi^2 stays bounded as xi -> 0",
        .falsified_by = "the first-order term with the wrong sign", .decide = decide_expansion,
    },
    {
        .id = "C17-25", .source = "C17", .where = "after eq. (25)",
        .statement = "(I / xi + Omega W)^-1 Omega W tends to pinv(Omega W) Omega W, as if to the "
            "Moore-Penrose inverse", .domain = "W > 0 not uniform", .expected = OHM_VERDICT_REFUTED,
        .ground = OHM_GROUND_EXACT,
        .method = "24 random circuits: the limit is the oblique projector A^t (A W A^t)^-1 A W, not the "
            "orthogonal one; controls, exactly: (I / xi + Omega W) Pi = Omega W + Pi / xi, and on W^-1 "
            "range B^t the inverse is xi, so it has no limit", .falsified_by = "uniform weights",
        .decide = decide_tikhonov,
    },
    {
        .id = "C17-26", .source = "C17", .where = "eq. (26)",
        .statement = "Omega W dW/dt -> -(1 / (xi beta)) Omega S as xi -> infinity",
        .domain = "W > 0, passive, alpha = 0", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof with a bound on the error; besides, the bound at xi = 10, 1000, 100000 on "
            "24 random circuits, exactly",
        .proof = "(I + xi Omega W) dW/dt = -Omega S / beta, so the error is -dW/dt / xi; power balance "
            "gives (1 + xi min w) |R_on i|^2 <= S . R_on i, so it is at most |Omega S| / (xi beta (1 + xi "
            "min w))", .falsified_by = "the limit with the wrong sign", .decide = decide_strong,
    },
    {
        .id = "C17-27", .source = "C17", .where = "eq. (27)",
        .statement = "Omega [(xi beta / 2)(w^2 - w0^2) + int S dt] = 0",
        .domain = "finite xi, alpha = 0, bulk", .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random circuits: the time derivative of both laws along eq. (4), exactly",
        .proof = "as C17-27b",
        .correction = "Omega [beta (w - w0) + (xi beta / 2)(w^2 - w0^2) + int S dt] = 0",
        .falsified_by = "the term beta (w - w0) with the wrong sign", .decide = decide_flux_printed,
    },
    {
        .id = "C17-27b", .source = "C17", .where = "eq. (27) with the term beta (w - w0)",
        .statement = "Omega_bar [beta (w - w0) + (xi beta / 2)(w^2 - w0^2) + int S_bar dt] = 0 for every xi",
        .domain = "alpha = 0, bulk, P passive or mixed", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, the derivative vanishes exactly on 48 random circuits, half of "
            "them mixed",
        .proof = "d/dt gives Omega_bar [-(1 + xi W) R_on i + P S], and A P times the bracket is A (S - R i) "
            "= 0; at t = 0 it is 0", .falsified_by = "the term beta (w - w0) with the wrong sign",
        .decide = decide_flux,
    },
    {
        .id = "C17-27c", .source = "C17", .where = "eq. (27) with polarities",
        .statement = "Omega_bar [J (beta (w - w0) + (xi beta / 2)(w^2 - w0^2)) + int S_bar dt] = 0",
        .domain = "alpha = 0, bulk, mixed j and P", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, the derivative vanishes exactly on 48 random circuits; control: "
            "without J it does not", .proof = "as C17-27b with dw/dt = -(J / beta) R_on i and J^2 = I",
        .falsified_by = "J left out", .decide = decide_flux_polar,
    },
    {
        .id = "C17-40", .source = "C17", .where = "eq. (40)",
        .statement = "w(t) 1 is a solution: a uniform state stays uniform",
        .domain = "K4 and rings, random S", .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "12 random states of K4 and 12 of rings, exactly",
        .proof = "at uniform w the inverse acts on range Omega as 1 / (1 + xi w), so dw/dt = alpha w - "
            "Omega S / (beta (1 + xi w))",
        .correction = "a uniform state stays uniform iff Omega S is a multiple of 1",
        .falsified_by = "1 + xi w in place of its inverse", .decide = decide_ansatz,
    },
    {
        .id = "C17-44", .source = "C17", .where = "eqs. (41) to (44)",
        .statement = "the flow (40) is proportional to the Tikhonov solution r* of Omega r = S",
        .domain = "uniform w > 0, passive", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, 24 random circuits: flow = r* / (xi w), and the gradient of (42) "
            "vanishes at r*, exactly",
        .proof = "(I + xi w Omega)^-1 = (1 / (xi w)) (I / (xi w) + Omega)^-1; (42) is strictly convex and "
            "Omega^t Omega = Omega", .falsified_by = "the factor 1 / (xi w) left out",
        .decide = decide_least_squares,
    },
};

const ohm_claim_table ohm_claims_memory_regimes = { rows, sizeof rows / sizeof *rows };
