/* lib/certify/claims/memory_stability.c -- [C17] sec. 3.2: the Lyapunov matrix, its spectrum, fixed
 * points. */
#include "certify/claim_case.h"
#include "certify/claim_tables.h"

enum { SCENES = 24 };

/* L = -xi M diag(M S_bar), the matrix of eq. (35). */
static ohm_q *
lyapunov_matrix(const ohm_scene *s)
{
    const ohm_q *m = ohm_scene_response(s), *d = ohm_q_diagonal(ohm_scene_current(s));

    return ohm_q_neg(ohm_q_times(ohm_q_mul(m, d), s->xi));
}

/* J = alpha I - L / beta (uniform polarity). */
static ohm_q *
jacobian(const ohm_scene *s)
{
    return ohm_q_sub(ohm_q_times(s->one, s->alpha), ohm_q_over(lyapunov_matrix(s), s->beta));
}

static bool
is_real(const ohm_q *m)
{
    return ohm_q_count_eigenvalues(m).complex == 0;
}

/* Two nodes, edges 01, 01, 10, with a fixed point at W* = (1/4, 1/2, 3/4): the smallest mixture
 * with a complex pair (doc/theory/memory.md sec. 3.7). */
static void
theta(ohm_scene *s, ohm_arena *arena, bool mixed)
{
    static const unsigned char ends[3][2] = { { 0, 1 }, { 0, 1 }, { 1, 0 } };
    static const short w[3][2] = { { 1, 4 }, { 1, 2 }, { 3, 4 } };
    static const short drive[3][2] = { { 9, 16 }, { -7, 4 }, { 57, 16 } };
    const short sign[3][2] = { { 1, 1 }, { (short)(mixed ? -1 : 1), 1 }, { 1, 1 } };

    ohm_scene_of_ends(s, arena, 2, 3, ends);
    s->w = ohm_q_vector(arena, 3, w);
    s->s = ohm_q_vector(arena, 3, drive);
    s->xi = ohm_q_number(arena, 5, 1);
    s->alpha = ohm_q_number(arena, 1, 1);
    ohm_scene_set_sign(s, ohm_q_vector(arena, 3, sign));
}

/* The secant of f along edge k is J e_k - h (xi^2 / beta) M_kk (M S)_k M(h) e_k exactly, with
 * M(h) the response of the moved state: so J is the derivative.  f by Kirchhoff's laws. */
static bool
is_derivative(const ohm_scene *s, const ohm_q *j, size_t k)
{
    ohm_scene moved = *s;
    const ohm_q *h = ohm_q_number(s->arena, 1, 1000), *m = ohm_scene_response(s);
    const ohm_q *step = ohm_q_times(ohm_q_column(s->one, k), h);

    moved.w = ohm_q_add(s->w, step);
    const ohm_q *here = ohm_q_sub(ohm_q_times(s->w, s->alpha), ohm_q_over(ohm_scene_kirchhoff(s), s->beta));
    const ohm_q *there = ohm_q_sub(ohm_q_times(moved.w, s->alpha),
                                   ohm_q_over(ohm_scene_kirchhoff(&moved), s->beta));
    const ohm_q *secant = ohm_q_over(ohm_q_sub(there, here), h);
    const ohm_q *factor = ohm_q_times(ohm_q_times(ohm_q_entry(m, k, k),
                                                  ohm_q_entry(ohm_scene_current(s), k, 0)),
                                      ohm_q_over(ohm_q_times(ohm_q_times(s->xi, s->xi), h), s->beta));
    const ohm_q *rest = ohm_q_times(ohm_q_column(ohm_scene_response(&moved), k), factor);

    return ohm_q_equal(secant, ohm_q_sub(ohm_q_column(j, k), rest));
}

static void
decide_jacobian(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES / 2; k++) {
        ohm_scene s;
        bool printed = true, right = true;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC);
        const ohm_q *l = lyapunov_matrix(&s);
        const ohm_q *j =
            c->planted ? ohm_q_add(ohm_q_times(s.one, s.alpha), ohm_q_over(l, s.beta)) : jacobian(&s);

        for (size_t e = 0; e < s.edges; e++) {
            printed = printed && is_derivative(&s, l, e);
            right = right && is_derivative(&s, j, e);
        }
        ohm_claim_found(c, "jacobian", j);
        ohm_claim_printed(c, printed);
        ohm_claim_corrected(c, right);
    }
}

/* "Real if and only if D > 0": a negative D would have to give a complex pair. */
static void
decide_sign_of_d(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC);
        const ohm_q *current = ohm_scene_current(&s);
        const ohm_q *d = c->planted ? ohm_q_absolute(current) : current;
        const ohm_q *l = ohm_q_mul(ohm_scene_response(&s), ohm_q_diagonal(d));
        const bool positive = ohm_q_all_at_least(d, 0, 1);

        ohm_claim_found(c, "d", d);
        ohm_claim_printed(c, is_real(l) == positive);
    }
}

static void
decide_passive_real(ohm_claim_case *c)
{
    const ohm_scene *atlas;
    const size_t graphs = ohm_claim_atlas(c, &atlas);
    ohm_scene s;

    ohm_claim_next(c);
    theta(&s, c->arena, c->planted);
    ohm_claim_show(c, &s);
    ohm_claim_found(c, "characteristic", ohm_q_characteristic(jacobian(&s)));
    ohm_claim_printed(c, is_real(jacobian(&s)));
    for (size_t g = 0; g < graphs && atlas[g].nodes <= 6; g++) {
        ohm_claim_next(c);
        s = ohm_claim_take(c, &atlas[g]);
        if (s.chords == 0)
            continue;
        ohm_scene_excite(&s, 0, c->rng);
        const ohm_q *j = jacobian(&s);

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "characteristic", ohm_q_characteristic(j));
        ohm_claim_printed(c, is_real(j));
    }
}

static bool
is_definite(const ohm_scene *s)
{
    const ohm_q *ara = ohm_q_mul3(s->a, ohm_q_diagonal(ohm_scene_resistance(s)), ohm_q_transpose(s->a));

    return ohm_q_is_positive_definite(ara) || ohm_q_is_positive_definite(ohm_q_neg(ara));
}

static void
decide_definite_real(ohm_claim_case *c)
{
    ohm_scene s;
    size_t found = 0;

    if (c->planted) {           /* A R A^t is indefinite here */
        ohm_claim_next(c);
        theta(&s, c->arena, true);
        ohm_claim_printed(c, is_real(jacobian(&s)));
    }
    for (int k = 0; k < 400 && found < 2 * SCENES; k++) {
        ohm_claim_next(c);
        ohm_scene_random(&s, c->arena, OHM_SCENE_MIXED | OHM_SCENE_CYCLIC, c->rng);
        if (!is_definite(&s) || ohm_q_all_positive(s.sign) || ohm_q_all_positive(ohm_q_neg(s.sign)))
            continue;
        found++;
        ohm_claim_show(c, &s);
        ohm_claim_found(c, "characteristic", ohm_q_characteristic(jacobian(&s)));
        ohm_claim_printed(c, is_real(jacobian(&s)));
    }
    ohm_claim_control(c, found == 2 * SCENES);
    ohm_claim_note(c, "mixed_and_definite", ohm_json_integer((long long)found));
}

/* Two rings that share a node, P = +1 on one and -1 on the other. */
static void
decide_symmetry_of_omega(ohm_claim_case *c)
{
    static const unsigned char ends[6][2] = { { 0, 1 }, { 1, 2 }, { 2, 0 }, { 0, 3 }, { 3, 4 }, { 4, 0 } };
    ohm_scene s;

    ohm_claim_next(c);
    ohm_scene_of_ends(&s, c->arena, 5, 6, ends);
    ohm_q *sign = ohm_q_filled(c->arena, 6, 1, 1, 1);

    for (size_t k = c->planted ? 2 : 3; k < 6; k++)
        ohm_q_set(sign, k, 0, -1, 1);
    ohm_scene_set_sign(&s, sign);
    const ohm_q *omega = ohm_scene_omega_bar(&s);

    ohm_claim_show(c, &s);
    ohm_claim_found(c, "omega_bar", omega);
    ohm_claim_printed(c, !ohm_q_is_symmetric(omega));   /* as it would have to be, P not being +-I */
    for (int k = 0; k < SCENES; k++) {                  /* within one block it is so */
        ohm_claim_next(c);
        ohm_scene_complete(&s, c->arena, 4);
        ohm_scene_excite(&s, OHM_SCENE_MIXED, c->rng);
        const bool constant = ohm_q_all_positive(s.sign) || ohm_q_all_positive(ohm_q_neg(s.sign));

        ohm_claim_control(c, ohm_q_is_symmetric(ohm_scene_omega_bar(&s)) == constant);
    }
}

static void
decide_complex_pair(ohm_claim_case *c)
{
    ohm_scene s;

    ohm_claim_next(c);
    theta(&s, c->arena, !c->planted);
    const ohm_q *velocity = ohm_scene_velocity(&s), *j = jacobian(&s);
    const ohm_q_spectrum spectrum = ohm_q_count_eigenvalues(j);
    /* (z - 1)(z^2 - (772/221) z + (386^2 + 20^2) / 221^2), constant term first */
    const long square = 386 * 386 + 20 * 20, scale = 221 * 221;
    ohm_q *expected = ohm_q_number(c->arena, -square, scale);

    expected = ohm_q_stack(expected, ohm_q_number(c->arena, square + 772 * 221, scale));
    expected = ohm_q_stack(expected, ohm_q_number(c->arena, -772 - 221, 221));
    expected = ohm_q_stack(expected, ohm_q_number(c->arena, 1, 1));
    ohm_claim_show(c, &s);
    ohm_claim_found(c, "velocity", velocity);
    ohm_claim_found(c, "characteristic", ohm_q_characteristic(j));
    ohm_claim_printed(c, ohm_q_is_zero(velocity) && spectrum.complex == 2
                             && ohm_q_equal(ohm_q_characteristic(j), expected));
}

/* The larger example: 4 nodes, 7 edges, one active element. */
static void
decide_complex_pair_of_seven(ohm_claim_case *c)
{
    static const unsigned char ends[7][2] = { { 0, 1 }, { 1, 2 }, { 2, 0 }, { 2, 3 },
                                              { 3, 0 }, { 1, 3 }, { 3, 1 } };
    static const short w[7][2] = {
        { 3, 10 }, { 3, 10 }, { 1, 10 }, { 2, 10 }, { 2, 10 }, { 4, 10 }, { 4, 10 }
    };
    static const short drive[7][2] = {
        { 3, 4 }, { 3, 4 }, { 3, 20 }, { -2, 5 }, { 2, 5 }, { 6, 5 }, { 6, 5 }
    };
    const short sign[7][2] = { { 1, 1 }, { 1, 1 }, { 1, 1 }, { (short)(c->planted ? 1 : -1), 1 },
                               { 1, 1 }, { 1, 1 }, { 1, 1 } };
    ohm_scene s;

    ohm_claim_next(c);
    ohm_scene_of_ends(&s, c->arena, 4, 7, ends);
    s.w = ohm_q_vector(c->arena, 7, w);
    s.s = ohm_q_vector(c->arena, 7, drive);
    s.xi = ohm_q_number(c->arena, 5, 1);
    s.alpha = ohm_q_number(c->arena, 1, 1);
    ohm_scene_set_sign(&s, ohm_q_vector(c->arena, 7, sign));
    const ohm_q *j = jacobian(&s);

    ohm_claim_show(c, &s);
    ohm_claim_found(c, "velocity", ohm_scene_velocity(&s));
    ohm_claim_found(c, "characteristic", ohm_q_characteristic(j));
    ohm_claim_printed(c, ohm_q_is_zero(ohm_scene_velocity(&s)) && ohm_q_count_eigenvalues(j).complex == 2);
}

/* ---- fixed points -------------------------------------------------------------------- */

/* A random digraph in which every edge is on a directed cycle: a ring and chords closed by
 * returning edges; W* a positive circulation, and S such that f(W*) = 0, up to a cut. */
static void
fixed_point(ohm_claim_case *c, ohm_scene *s, bool wrong_drift)
{
    unsigned char ends[8][2];
    const size_t n = 3 + ohm_rng_below(c->rng, 2), pairs = 1 + ohm_rng_below(c->rng, 2);
    size_t edges = 0;

    for (size_t v = 0; v < n; v++, edges++) {
        ends[edges][0] = (unsigned char)v;
        ends[edges][1] = (unsigned char)((v + 1) % n);
    }
    for (size_t p = 0; p < pairs; p++, edges += 2) {
        ends[edges][0] = ends[edges + 1][1] = (unsigned char)p;
        ends[edges][1] = ends[edges + 1][0] = (unsigned char)((p + 2) % n);
    }
    ohm_claim_next(c);
    ohm_scene_of_ends(s, c->arena, n, edges, ends);
    ohm_scene_excite(s, 0, c->rng);
    s->w = ohm_q_zero(c->arena, edges, 1);
    const long round = 1 + (long)ohm_rng_below(c->rng, 10);

    for (size_t e = 0; e < n; e++)
        ohm_q_set(s->w, e, 0, round, 12);
    for (size_t e = n; e < edges; e += 2) {
        const long both = 1 + (long)ohm_rng_below(c->rng, 10);

        ohm_q_set(s->w, e, 0, both, 12);
        ohm_q_set(s->w, e + 1, 0, both, 12);
    }
    const ohm_q *i = ohm_q_times(ohm_q_times(s->w, s->alpha), s->beta);
    const ohm_q *v = ohm_q_each(ohm_scene_resistance(s), wrong_drift ? ohm_q_neg(i) : i);

    s->s = ohm_q_add(v, ohm_scene_cut(s, c->rng));
}

static void
decide_fixed_point(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        fixed_point(c, &s, c->planted);
        const ohm_q *d = ohm_scene_current(&s);
        const ohm_q *w = ohm_q_times(ohm_q_times(s.w, s.alpha), s.beta);

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "d", d);
        ohm_claim_printed(c, ohm_q_equal(d, w));
        if (!c->planted)
            ohm_claim_control(c, ohm_q_is_zero(ohm_scene_velocity(&s)));
    }
}

/* alpha with multiplicity N - 1, the other L eigenvalues between alpha and 2 alpha: with
 * alpha > 0 none is stable. */
static void
decide_stability(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        fixed_point(c, &s, false);
        const ohm_q *j = jacobian(&s), *a = ohm_q_times(s.one, s.alpha);
        const ohm_q *seen = c->planted ? ohm_q_neg(j) : j;      /* time running backwards */
        const ohm_q_spectrum spectrum = ohm_q_count_eigenvalues(seen);
        const ohm_q *above = ohm_q_sub(j, a), *below = ohm_q_sub(ohm_q_scale(a, 2, 1), j);
        const ohm_q_spectrum low = ohm_q_count_eigenvalues(above), high = ohm_q_count_eigenvalues(below);

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "characteristic", ohm_q_characteristic(j));
        ohm_claim_printed(c, spectrum.positive == 0 && spectrum.complex == 0 && !spectrum.zero);
        ohm_claim_control(c, low.negative == 0 && low.complex == 0 && ohm_q_rank(above) == s.chords
                                 && high.negative == 0 && !high.zero && high.complex == 0);
    }
}

/* f(w) = 0 iff B w = 0 and A (alpha beta (1 + xi W) w - S) = 0, the stationarity of a strictly convex
 * function on B w = 0: (g(w) - g(v)) . (w - v) > 0 with g = w + xi w^2. */
static void
decide_uniqueness(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s, other;

        fixed_point(c, &s, false);
        other = s;
        ohm_scene_excite(&other, 0, c->rng);
        if (c->planted)
            s.xi = ohm_q_scale(s.xi, -12, 1);
        other.xi = s.xi;
        const ohm_q *g = ohm_q_each(s.w, ohm_scene_swing(&s)),
                    *h = ohm_q_each(other.w, ohm_scene_swing(&other));
        const ohm_q *apart = ohm_q_sub(s.w, other.w);
        const ohm_q *law = ohm_q_sub(ohm_q_times(ohm_q_times(g, s.alpha), s.beta), s.s);

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "other_w", other.w);
        ohm_claim_printed(c, ohm_q_sign(ohm_q_dot(ohm_q_sub(g, h), apart), 0, 0) > 0
                                 && ohm_q_is_zero(ohm_q_mul(s.b, s.w))
                                 && (c->planted || ohm_q_is_zero(ohm_q_mul(s.a, law))));
    }
}

/* Without a circulation that is positive on every edge there is no interior fixed point; y with
 * B^t y >= 0 and > 0 somewhere shows that there is none (0 = w . B^t y > 0). */
static void
decide_existence(ohm_claim_case *c)
{
    static const unsigned char bridge[4][2] = { { 0, 1 }, { 1, 2 }, { 2, 0 }, { 2, 3 } };
    static const unsigned char acyclic[5][2] = { { 0, 1 }, { 1, 2 }, { 0, 2 }, { 0, 3 }, { 2, 3 } };
    const short heights[2][4] = { { 0, 0, 0, 1 }, { 0, 1, 2, 3 } };

    for (int k = 0; k < 2; k++) {
        ohm_scene s;

        ohm_claim_next(c);
        if (k == 0)
            ohm_scene_of_ends(&s, c->arena, 4, c->planted ? 3 : 4, bridge);
        else
            ohm_scene_of_ends(&s, c->arena, 4, 5, acyclic);
        ohm_q *rise = ohm_q_zero(c->arena, s.edges, 1);

        for (size_t e = 0; e < s.edges; e++)
            ohm_q_set(rise, e, 0, heights[k][(size_t)ohm_q_double(s.ends, e, 1)]
                                      - heights[k][(size_t)ohm_q_double(s.ends, e, 0)], 1);
        const bool none = ohm_q_all_at_least(rise, 0, 1) && !ohm_q_is_zero(rise)
            && ohm_q_is_zero(ohm_q_mul(s.omega, rise));

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "rise", rise);
        ohm_claim_printed(c, !none);
        if (c->planted)
            break;
    }
    ohm_scene ring;

    ohm_claim_next(c);          /* a directed ring has one */
    ohm_scene_ring(&ring, c->arena, 4);
    ohm_claim_control(c, ohm_q_is_zero(ohm_q_mul(ring.b, ohm_q_filled(c->arena, 4, 1, 1, 2))));
}

/* "Oscillations around an asymptotic fixed point": B w = e^(alpha t) B w0 whatever P is. */
static void
decide_growth(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_MIXED | OHM_SCENE_CYCLIC);
        const ohm_q *rate = ohm_q_mul(s.b, ohm_scene_velocity(&s));
        const ohm_q *growth = ohm_q_times(ohm_q_mul(s.b, s.w), c->planted ? ohm_q_neg(s.alpha) : s.alpha);

        ohm_claim_found(c, "velocity", ohm_scene_velocity(&s));
        ohm_claim_printed(c, ohm_q_equal(rate, growth));
    }
}

static const ohm_claim rows[] = {
    {
        .id = "C17-35", .source = "C17", .where = "eqs. (33) to (35)",
        .statement = "the linearised flow is L = -xi M diag(M S_bar), M = (I + xi Omega_bar W)^-1 Omega_bar",
        .domain = "every state", .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "12 random circuits: the secant of dw/dt (by Kirchhoff's laws) along every edge equals J "
            "e_k up to the exact remainder h (xi^2 / beta) M_kk (M S)_k M(h) e_k",
        .proof = "differentiate (I + xi Omega_bar W) x = Omega_bar S_bar",
        .correction = "J = alpha I - L / beta", .falsified_by = "alpha I + L / beta",
        .decide = decide_jacobian,
    },
    {
        .id = "C17-37", .source = "C17", .where = "after eq. (37)",
        .statement = "the eigenvalues of M D are real if and only if D > 0", .domain = "passive circuits",
        .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random circuits with D of mixed signs: all eigenvalues are real, by Sturm's theorem "
            "on the exact characteristic polynomial", .falsified_by = "the absolute value of D",
        .decide = decide_sign_of_d,
    },
    {
        .id = "C17-37b", .source = "C17", .where = "sec. 3.2",
        .statement = "the Jacobian of a passive circuit has real eigenvalues at every state and drive",
        .domain = "passive", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, Sturm's theorem on the exact characteristic polynomial in a "
            "random state of every connected graph of up to 6 nodes",
        .proof = "M = A^t (A R A^t)^-1 A is symmetric and positive semidefinite; M D has the eigenvalues of "
            "M^(1/2) D M^(1/2), symmetric for every real D", .falsified_by = "one active element",
        .decide = decide_passive_real,
    },
    {
        .id = "C17-37c", .source = "C17", .where = "sec. 3.2, sharpened",
        .statement = "the Jacobian is real also for mixtures as long as A R A^t is definite",
        .domain = "mixed P", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, 48 random mixed circuits with definite A R A^t, by Sturm's "
            "theorem exactly",
        .proof = "M = K P with K = A^t (A R A^t)^-1 A definite on its range; K (P D) has the eigenvalues of "
            "+-|K|^(1/2) P D |K|^(1/2), symmetric", .falsified_by = "a circuit with A R A^t indefinite",
        .decide = decide_definite_real,
    },
    {
        .id = "C17-37d", .source = "C17", .where = "sec. 3.2, first paragraph",
        .statement = "Omega_bar is symmetric only if P = +-I", .domain = "every circuit",
        .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "counterexample: two triangles that share a node, P = +1 on one and -1 on the other; "
            "control: on K4, one block, it is so for 24 random P",
        .falsified_by = "P not constant on a triangle", .decide = decide_symmetry_of_omega,
    },
    {
        .id = "C17-37e", .source = "C17", .where = "sec. 3.2, abstract",
        .statement = "mixtures of active and passive elements have fixed points with complex eigenvalues",
        .domain = "two nodes, three edges, one active", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "an exact example: f(W*) = 0 at W* = (1/4, 1/2, 3/4) and eigenvalues 1, (386 +- 20 i)/221",
        .proof = "one example proves existence", .falsified_by = "all elements passive",
        .decide = decide_complex_pair,
    },
    {
        .id = "C17-37f", .source = "C17", .where = "sec. 3.2, a larger example",
        .statement = "one active element among seven gives a complex pair at a fixed point",
        .domain = "4 nodes, 7 edges", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "an exact example: f(W*) = 0 and two eigenvalues that are not real, by Sturm's theorem",
        .proof = "one example proves existence", .falsified_by = "all elements passive",
        .decide = decide_complex_pair_of_seven,
    },
    {
        .id = "C17-39", .source = "C17", .where = "eq. (39)",
        .statement = "at a fixed point D = alpha beta W*", .domain = "passive circuits",
        .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, 24 random digraphs with an interior fixed point, exactly",
        .proof = "f(W*) = 0 reads alpha W* = M S / beta = D / beta",
        .falsified_by = "S with the opposite current", .decide = decide_fixed_point,
    },
    {
        .id = "C17-39b", .source = "C17", .where = "sec. 3.2, \"asymptotic fixed point\"",
        .statement = "an interior fixed point with alpha > 0 is asymptotically stable",
        .domain = "passive, alpha > 0", .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random digraphs with a fixed point: alpha is an eigenvalue of multiplicity N - 1 and "
            "the other L lie in (alpha, 2 alpha), by exact ranks and Sturm's theorem: none is stable",
        .falsified_by = "-J in place of J", .decide = decide_stability,
    },
    {
        .id = "C17-39c", .source = "C17", .where = "sec. 3.2, fixed points",
        .statement = "there is at most one fixed point with 0 <= w",
        .domain = "passive, alpha beta > 0, constant S", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, the equivalence and the strict monotony exactly on 24 random "
            "digraphs",
        .proof = "f(w) = 0 iff B w = 0 and A (alpha beta (w + xi w^2) - S) = 0: stationarity of the "
            "strictly convex sum of w^2/2 + xi w^3/3 - S w / (alpha beta) on B w = 0",
        .falsified_by = "xi < 0", .decide = decide_uniqueness,
    },
    {
        .id = "C17-39d", .source = "C17", .where = "sec. 3.2, \"given the fixed points\"",
        .statement = "every circuit has an interior fixed point for some S",
        .domain = "passive, j = 1, alpha != 0", .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "counterexamples: a bridge, and an acyclic digraph; heights y with B^t y >= 0, not all 0, "
            "show that no circulation is positive on every edge; control: a directed ring has one",
        .falsified_by = "the bridge left out", .decide = decide_existence,
    },
    {
        .id = "C17-39e", .source = "C17", .where = "sec. 3.2, alpha > 0",
        .statement = "B w grows as e^(alpha t), so with alpha > 0 and N > 1 nothing inside the bulk is "
            "stable, passive or mixed", .domain = "uniform parameters, P passive or mixed",
        .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, d/dt (B w) = alpha B w exactly on 24 random mixed circuits",
        .proof = "B i = 0; where B w != 0 it grows, and every neighbourhood of a state holds such states",
        .falsified_by = "-alpha in place of alpha", .decide = decide_growth,
    },
};

const ohm_claim_table ohm_claims_memory_stability = { rows, sizeof rows / sizeof *rows };
