/* lib/certify/claims/memory_gradient.c -- [C17] sec. 4 and note 2: descent, and voltage control. */
#include "certify/claim_case.h"
#include "certify/claim_tables.h"

enum { SCENES = 24 };

/* |Omega diag(Omega S) - diag(Omega S)|^2 / |diag(Omega S)|^2 = 2/n on K_n, for every S. */
static void
decide_identity(ohm_claim_case *c)
{
    const ohm_scene *atlas;
    const size_t graphs = ohm_claim_atlas(c, &atlas);
    size_t cyclic = 0, holding = 0;

    for (size_t n = 3; n <= 7; n++) {
        ohm_scene s;

        ohm_claim_next(c);
        ohm_scene_complete(&s, c->arena, n);
        ohm_scene_excite(&s, 0, c->rng);
        const ohm_q *d = ohm_q_diagonal(ohm_q_mul(s.omega, s.s));
        const ohm_q *left = c->planted ? d : ohm_q_mul(s.omega, d);
        const ohm_q *gap = ohm_q_sub(left, d), *ratio = ohm_q_over(ohm_q_dot(gap, gap), ohm_q_dot(d, d));

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "relative_residual_squared", ratio);
        ohm_claim_printed(c, ohm_q_is_zero(gap));
        if (!c->planted)
            ohm_claim_control(c, ohm_q_equal(ratio, ohm_q_number(c->arena, 2, (long)n)));
    }
    for (size_t g = 0; g < graphs; g++) {
        ohm_claim_next(c);
        ohm_scene s = ohm_claim_take(c, &atlas[g]);

        if (s.chords == 0)
            continue;
        const ohm_q *d;

        do {                    /* Omega S = 0 would hold trivially */
            ohm_scene_excite(&s, 0, c->rng);
            d = ohm_q_diagonal(ohm_q_mul(s.omega, s.s));
        } while (ohm_q_is_zero(d));
        const bool holds = ohm_q_equal(c->planted ? d : ohm_q_mul(s.omega, d), d);

        cyclic++;
        holding += holds;
        ohm_claim_printed(c, holds);
    }
    ohm_claim_note(c, "connected_graphs_with_a_cycle", ohm_json_integer((long long)cyclic));
    ohm_claim_note(c, "where_it_holds", ohm_json_integer((long long)holding));
}

/* f(W) = sum (Omega S)_k (W_k - xi W_k^2 / 2): -(1 / beta) Omega grad f */
static ohm_q *
weak_flow(const ohm_scene *s, bool planted)
{
    const ohm_q *os = ohm_q_mul(s->omega, s->s), *xw = ohm_q_times(s->w, s->xi);
    const ohm_q *ones = ohm_q_filled(s->arena, s->edges, 1, 1, 1);
    const ohm_q *slope = planted ? ohm_q_add(ones, xw) : ohm_q_sub(ones, xw);

    return ohm_q_neg(ohm_q_over(ohm_q_mul(s->omega, ohm_q_each(os, slope)), s->beta));
}

/* As xi -> 0 dW/dt -> -Omega S / beta, but (47) has ((xi - 1) / beta) Omega diag(Omega S) W. */
static void
decide_weak_printed(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC | OHM_SCENE_SIMPLE);
        s.alpha = s.xi = ohm_q_number(c->arena, 0, 1);
        if (c->planted)         /* the one state where the printed flow is the right one */
            s.w = ohm_q_filled(c->arena, s.edges, 1, 1, 1);
        const ohm_q *limit = ohm_scene_velocity(&s), *os = ohm_q_mul(s.omega, s.s);
        const ohm_q *printed = ohm_q_neg(ohm_q_over(ohm_q_mul(s.omega, ohm_q_each(os, s.w)), s.beta));

        ohm_claim_found(c, "limit", limit);
        ohm_claim_found(c, "printed_limit", printed);
        ohm_claim_printed(c, ohm_q_equal(printed, limit));
        ohm_claim_control(c, ohm_q_equal(weak_flow(&s, false), limit));
    }
}

/* The flow less the weak one is -(xi^2 / beta)(I + xi X)^-1 X^2 Omega S, X = Omega W. */
static void
decide_weak(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC);
        s.alpha = ohm_q_number(c->arena, 0, 1);
        const ohm_q *x = ohm_q_mul(s.omega, ohm_q_diagonal(s.w)), *os = ohm_q_mul(s.omega, s.s);
        const ohm_q *inverse = ohm_q_inverse(ohm_q_add(s.one, ohm_q_times(x, s.xi)));
        const ohm_q *rest = ohm_q_over(
            ohm_q_times(ohm_q_times(ohm_q_mul(inverse, ohm_q_mul3(x, x, os)), s.xi), s.xi), s.beta);
        const ohm_q *gap = ohm_q_sub(ohm_scene_velocity(&s), weak_flow(&s, c->planted));

        ohm_claim_found(c, "weak_flow", weak_flow(&s, c->planted));
        ohm_claim_printed(c, ohm_q_equal(gap, ohm_q_neg(rest))
                                 && ohm_q_is_zero(ohm_q_mul(s.b, weak_flow(&s, c->planted))));
    }
}

/* x = R_on i is the gradient of S . w on the leaf in the metric G: B x = 0, A G x = A S. */
static void
decide_metric(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC);
        const ohm_q *x = ohm_scene_current(&s);
        const ohm_q *g = c->planted ? ohm_q_reciprocal(ohm_scene_swing(&s)) : ohm_scene_swing(&s);

        ohm_claim_found(c, "current", x);
        ohm_claim_printed(c, ohm_q_is_zero(ohm_q_mul(s.b, x))
                                 && ohm_q_equal(ohm_q_mul(s.a, ohm_q_each(g, x)), ohm_q_mul(s.a, s.s))
                                 && ohm_q_all_positive(g));
    }
}

static void
decide_constraint(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC | OHM_SCENE_SIMPLE);
        s.alpha = ohm_q_number(c->arena, 0, 1);
        const ohm_q *b = c->planted ? ohm_q_absolute(s.b) : s.b;

        ohm_claim_found(c, "b_w0", ohm_q_mul(s.b, s.w));
        ohm_claim_printed(c, ohm_q_is_zero(ohm_q_mul(s.b, s.w)));
        ohm_claim_corrected(c, ohm_q_is_zero(ohm_q_mul(b, ohm_scene_velocity(&s))));
    }
}

/* The step z = Omega grad f / (2 mu) with z . z = 1: z . grad f = |Omega grad f|^2 / (2 mu). */
static void
decide_rosen(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC | OHM_SCENE_SIMPLE);
        const ohm_q *gradient = ohm_q_random(c->arena, s.edges, 1, 1, 9, c->rng);
        const ohm_q *inside = ohm_q_mul(s.omega, gradient), *norm2 = ohm_q_dot(inside, inside);
        const ohm_q *other = ohm_q_mul(s.omega, ohm_q_random(c->arena, s.edges, 1, 1, 9, c->rng));
        const ohm_q *along = ohm_q_dot(inside, gradient);       /* 2 mu z . grad f */
        const int rising = ohm_q_sign(along, 0, 0), step = c->planted ? 1 : -1;
        /* any other unit tangent step falls by less: (o . g)^2 <= |Omega g|^2 |o|^2 */
        const ohm_q *rival = ohm_q_dot(other, gradient);

        ohm_claim_found(c, "gradient", gradient);
        ohm_claim_found(c, "two_mu_z_dot_gradient", along);
        if (ohm_q_is_zero(inside))
            continue;
        ohm_claim_printed(c, rising < 0);                       /* mu > 0 would have to descend */
        ohm_claim_corrected(c, step * rising < 0 && ohm_q_equal(along, norm2)
                                   && ohm_q_compare(ohm_q_times(rival, rival),
                                                    ohm_q_times(norm2, ohm_q_dot(other, other))) <= 0);
    }
}

/* s . B lambda: B lambda has a row for every node, s one for every edge. */
static void
decide_multiplier(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC | OHM_SCENE_SIMPLE);
        const ohm_q *gradient = ohm_q_random(c->arena, s.edges, 1, 1, 9, c->rng), *t = ohm_q_transpose(s.b);
        const ohm_q *lambda = ohm_q_mul(ohm_q_inverse(ohm_q_mul(s.b, t)), ohm_q_mul(s.b, gradient));
        const ohm_q *pulled = ohm_q_mul(t, lambda);
        const ohm_q *z = c->planted ? ohm_q_add(gradient, pulled) : ohm_q_sub(gradient, pulled);

        ohm_claim_found(c, "gradient", gradient);
        ohm_claim_found(c, "lambda", lambda);
        ohm_claim_printed(c, ohm_q_columns(s.b) == ohm_q_rows(lambda) && ohm_q_rows(s.b) == s.edges);
        ohm_claim_corrected(c,
                            ohm_q_equal(z, ohm_q_mul(s.omega, gradient)) && ohm_q_is_zero(ohm_q_mul(s.b, z)));
    }
}

/* (1 / 2) sum_ij Omega_ij S_j W_i^2 on a directed ring. */
static void
decide_series_functional(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next(c);
        ohm_scene_ring(&s, c->arena, 2 + (size_t)k % 6);
        ohm_scene_excite(&s, 0, c->rng);
        const ohm_q *squares = ohm_q_each(s.w, s.w);
        const ohm_q *own = ohm_q_scale(ohm_q_dot(ohm_q_mul(s.omega, s.s), squares), 1, 2);
        const ohm_q *printed = ohm_q_scale(ohm_q_dot(s.s, squares), 1, 2);      /* sum over j of 1 is N */
        const ohm_q *right = ohm_q_scale(ohm_q_times(ohm_q_sum(s.s), ohm_q_sum(squares)), 1,
                                         c->planted ? 2 : 2 * (long)s.edges);

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "functional", own);
        ohm_claim_printed(c, ohm_q_equal(printed, own));
        ohm_claim_corrected(c, ohm_q_equal(right, own));
    }
}

/* ---- note 2: voltage control --------------------------------------------------------- */

static void
decide_voltage_flow(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_MIXED | OHM_SCENE_CYCLIC);
        const ohm_q *flow = ohm_q_each(ohm_scene_swing(&s), ohm_scene_current(&s));      /* of (61) */
        const ohm_q *v = ohm_q_each(ohm_scene_resistance(&s), ohm_scene_kirchhoff(&s));
        const ohm_q *pv = c->planted ? v : ohm_q_each(s.sign, v);

        ohm_claim_found(c, "flow", flow);
        ohm_claim_found(c, "voltage", v);
        ohm_claim_printed(c, ohm_q_equal(flow, v));
        ohm_claim_corrected(c, ohm_q_equal(flow, pv));
    }
}

/* d/dt B ln(1 + xi w) = xi B (1 + xi W)^-1 dw/dt */
static void
decide_logarithm(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, k % 2 == 0 ? OHM_SCENE_MIXED | OHM_SCENE_CYCLIC : OHM_SCENE_CYCLIC);
        const ohm_q *flow = ohm_q_each(ohm_scene_swing(&s), ohm_scene_current(&s));
        const ohm_q *rate = ohm_q_neg(ohm_q_over(flow, s.beta));
        const ohm_q *weight = c->planted ? ohm_scene_swing(&s) : ohm_q_reciprocal(ohm_scene_swing(&s));

        ohm_claim_found(c, "velocity", rate);
        ohm_claim_printed(c, ohm_q_is_zero(ohm_q_mul(s.b, ohm_q_each(weight, rate))));
    }
}

static const ohm_claim rows[] = {
    {
        .id = "C17-46", .source = "C17", .where = "eq. (46)",
        .statement = "Omega diag(Omega S) = diag(Omega S)", .domain = "circuits without self-loops, Omega S != 0",
        .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "where (Omega S)_k != 0 it asks for Omega_kk = 1, a self-loop; false on every connected graph of "
            "up to 7 nodes with a cycle, each with a random S, Omega S != 0; "
            "control: on K_n, n = 3 to 7, the squared relative Frobenius residual is exactly 2/n",
        .falsified_by = "Omega left out on the left side", .decide = decide_identity,
    },
    {
        .id = "C17-47", .source = "C17", .where = "eqs. (45) to (47)",
        .statement = "as xi -> 0 the flow is ((xi - 1) / beta) Omega diag(Omega S) W",
        .domain = "passive, alpha = 0", .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random circuits at xi = 0: dW/dt = -Omega S / beta does not depend on W, the printed "
            "flow does; control: the corrected flow has the right limit", .falsified_by = "W = 1",
        .decide = decide_weak_printed,
    },
    {
        .id = "C17-47c", .source = "C17", .where = "eqs. (45) to (48), corrected",
        .statement = "dW/dt = -(1 / beta) Omega grad f + O(xi^2) with f = sum (Omega S)_k (W_k - xi W_k^2 / "
            "2), on B W = const", .domain = "passive, alpha = 0, xi -> 0", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, the remainder -(xi^2 / beta)(I + xi X)^-1 X^2 Omega S, X = Omega "
            "W, exactly on 24 random circuits",
        .proof = "C17-23 applied to S, and Omega diag(Omega S) W = Omega diag(W) Omega S",
        .falsified_by = "xi with the wrong sign in f", .decide = decide_weak,
    },
    {
        .id = "C17-47d", .source = "C17", .where = "sec. 4, exact form",
        .statement = "dW/dt is minus the gradient of S . w / beta on B w = const in the metric diag(1 + xi "
            "w), at every xi", .domain = "passive, alpha = 0, bulk", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, B x = 0 and A G x = A S exactly on 24 random circuits",
        .proof = "x tangent with t . G x = t . S for every tangent t = A^t y is the gradient; R = R_on G "
            "and A R i = A S", .falsified_by = "the inverse metric", .decide = decide_metric,
    },
    {
        .id = "C17-50", .source = "C17", .where = "eq. (50)",
        .statement = "the constraint of the descent is B W = 0", .domain = "generic W0, alpha = 0",
        .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random circuits, exactly", .proof = "C17-12", .correction = "B W = B W0",
        .falsified_by = "an incidence matrix without signs", .decide = decide_constraint,
    },
    {
        .id = "C17-55", .source = "C17", .where = "eq. (55)",
        .statement = "the Lagrangian has the term s . B lambda", .domain = "every circuit with a cycle",
        .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random circuits: the shapes do not fit; the corrected term gives z = Omega grad f "
            "with B z = 0, exactly", .proof = "d/d lambda of z . B^t lambda is B z",
        .correction = "z . B^t lambda, lambda a number for every node",
        .falsified_by = "lambda with the wrong sign", .decide = decide_multiplier,
    },
    {
        .id = "C17-59", .source = "C17", .where = "eqs. (48), (59), (60)",
        .statement = "the step z = Omega grad f / (2 mu) with mu > 0 descends", .domain = "Omega grad f != 0",
        .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random circuits and gradients: sign of z . grad f, and Cauchy-Schwarz against another "
            "step, exactly",
        .proof = "z . grad f = |Omega grad f|^2 / (2 mu), and |z| = 1 leaves mu = +-|Omega grad f| / 2",
        .correction = "the minimiser has mu = -|Omega grad f| / 2 < 0", .falsified_by = "mu > 0",
        .decide = decide_rosen,
    },
    {
        .id = "C17-f", .source = "C17", .where = "end of sec. 4",
        .statement = "for a series f = (1 / 2N) sum_ij S_i W_i^2", .domain = "directed rings",
        .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "24 rings against the paper's own f = sum_ij Omega_ij S_j W_i^2 / 2, exactly",
        .proof = "Omega = (1 / N) 1 1^t on a directed ring",
        .correction = "f = (1 / 2N) (sum_j S_j)(sum_i W_i^2)", .falsified_by = "the factor 1/N left out",
        .decide = decide_series_functional,
    },
    {
        .id = "C17-61", .source = "C17", .where = "eq. (61)",
        .statement = "the drive (I + xi W)(I + xi Omega_bar W)^-1 Omega_bar S_bar of (61) is the voltage v "
            "on the memristor", .domain = "mixed P", .expected = OHM_VERDICT_CORRECTED,
        .ground = OHM_GROUND_EXACT,
        .method = "24 random mixed circuits, v = R i by Kirchhoff's laws, exactly",
        .proof = "R = R_on P (I + xi W) and R_on i = (I + xi Omega_bar W)^-1 Omega_bar S_bar",
        .correction = "it is P v", .falsified_by = "P left out", .decide = decide_voltage_flow,
    },
    {
        .id = "C17-61b", .source = "C17", .where = "eq. (61)",
        .statement = "B ln(1 + xi w) is conserved under voltage control",
        .domain = "alpha = 0, bulk, P passive or mixed", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, B (1 + xi W)^-1 dw/dt = 0 exactly on 24 random circuits",
        .proof = "(1 + xi W)^-1 dw/dt = -(R_on / beta) i and B i = 0",
        .falsified_by = "1 + xi w in place of its inverse", .decide = decide_logarithm,
    },
};

const ohm_claim_table ohm_claims_memory_gradient = { rows, sizeof rows / sizeof *rows };
