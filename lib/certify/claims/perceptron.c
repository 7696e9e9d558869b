/* lib/certify/claims/perceptron.c -- [SIL20]: perceptrons of memristors.
 * What is corrected: doc/theory/perceptron.md sec. 2 and 3. */
#include "certify/claim_case.h"
#include "certify/claim_tables.h"
#include "certify/real.h"

enum { SCENES = 24 };

/* Corner k of the square, inputs 0/1, and y = -1 or +1, the label of XOR. */
static ohm_q *
corner(ohm_claim_case *c, long k)
{
    ohm_q *x = ohm_q_filled(c->arena, 3, 1, 1, 1);

    ohm_q_set(x, 0, 0, k / 2, 1);
    ohm_q_set(x, 1, 0, k % 2, 1);
    return x;
}

static long
label(long k, bool planted)
{
    const bool one = planted ? k >= 1 : k == 1 || k == 2;       /* OR where planted */

    return one ? 1 : -1;
}

/* Farkas: multipliers 1, 1, 1, 1 with sum y (x, 1) = 0 and sum > 0 refute y (w . x + b) >= 1. */
static void
decide_separable(ohm_claim_case *c)
{
    ohm_q *sum = NULL;

    ohm_claim_next(c);
    ohm_json *labels = ohm_json_array();

    for (long k = 0; k < 4; k++) {
        const long y = label(k, c->planted);
        ohm_q *term = ohm_q_scale(corner(c, k), y, 1);

        sum = sum == NULL ? term : ohm_q_add(sum, term);
        ohm_json_append(labels, ohm_json_integer(y));
    }
    ohm_claim_found_json(c, "labels", labels);
    ohm_claim_found(c, "sum_of_y_x_1", sum);
    ohm_claim_printed(c, ohm_q_is_zero(sum));
}

/* phi(z) = z (1 - c z) */
static ohm_q *
parabola(const ohm_q *z, const ohm_q *bend)
{
    return ohm_q_sub(z, ohm_q_times(ohm_q_times(z, z), bend));
}

/* "A single memristor neuron cannot learn XOR": with the memristor's own parabola it can. */
static void
decide_single_node(ohm_claim_case *c)
{
    static const short weights[3][2] = { { 2, 1 }, { 2, 1 }, { 0, 1 } };
    bool exact = true;

    ohm_claim_next(c);
    const ohm_q *w = ohm_q_vector(c->arena, 3, weights),
                *bend = ohm_q_number(c->arena, c->planted ? 0 : 1, 4);
    ohm_json *outputs = ohm_json_array();

    for (long k = 0; k < 4; k++) {
        const ohm_q *v = parabola(ohm_q_dot(w, corner(c, k)), bend);

        exact = exact && ohm_q_equal(v, ohm_q_number(c->arena, label(k, false) > 0, 1));
        ohm_json_append(outputs, ohm_q_json(v));
    }
    ohm_claim_found(c, "weights", w);
    ohm_claim_found_json(c, "outputs", outputs);
    ohm_claim_printed(c, !exact);
}

/* A layer of parabolas under a linear output is a polynomial of degree 2: its third difference
 * vanishes, that of sin does not. */
static void
decide_universal(ohm_claim_case *c)
{
    const short binomial[4] = { -1, 3, -3, 1 };
    bool flat = true;

    for (int draw = 0; draw < SCENES; draw++) {
        const size_t width = 1 + (size_t)draw * 3;

        ohm_claim_next(c);
        const ohm_q *w = ohm_q_random(c->arena, width, 1, 0, 9, c->rng),
                    *b = ohm_q_random(c->arena, width, 1, 0, 9, c->rng);
        const ohm_q *out = ohm_q_random(c->arena, width, 1, 0, 9, c->rng),
                    *x = ohm_q_random(c->arena, 1, 1, 0, 9, c->rng);
        ohm_q *third = ohm_q_number(c->arena, 0, 1);

        for (long j = 0; j < 4; j++) {
            const ohm_q *at = ohm_q_add(x, ohm_q_number(c->arena, j, 5));
            const ohm_q *z = ohm_q_add(ohm_q_times(w, at), b);
            const ohm_q *bent =
                ohm_q_sub(z, ohm_q_scale(ohm_q_each(z, c->planted ? ohm_q_each(z, z) : z), 1, 4));

            third = ohm_q_add(third, ohm_q_scale(ohm_q_dot(out, bent), binomial[j], 1));
        }
        ohm_claim_found_count(c, "width", width);
        ohm_claim_found(c, "third_difference", third);
        flat = flat && ohm_q_is_zero(third);
    }
    ohm_claim_printed(c, !flat);
}

/* 1/2 - 3 / pi^2: the mean square of sin on [-pi, pi] less its projection on x, its only part
 * among 1, x, x^2; from the integrals 1/2, 1 and pi^2 / 3. */
static void
decide_floor(ohm_claim_case *c)
{
    ohm_claim_next(c);
    const ohm_real *pi = ohm_real_pi(c->arena), *pi2 = ohm_real_mul(pi, pi);
    const ohm_real *along = ohm_real_number(c->arena, 1, 1);            /* mean of x sin x */
    const ohm_real *size = ohm_real_scale(pi2, 1, c->planted ? 2 : 3);  /* mean of x^2 */
    const ohm_real *floor = ohm_real_sub(ohm_real_number(c->arena, 1, 2),
                                         ohm_real_div(ohm_real_mul(along, along), size));

    ohm_claim_found_json(c, "floor", ohm_real_json(floor));
    ohm_claim_printed(c, ohm_real_less(ohm_real_number(c->arena, 196, 1000), floor)
                             && ohm_real_less(floor, ohm_real_number(c->arena, 1961, 10000)));
}

/* p - x = (x - a)^2 q >= 0 as polynomials of degree 3, by 4 points. */
static void
decide_largest_update(ohm_claim_case *c)
{
    for (long k = 0; k <= 8; k++) {
        ohm_claim_next(c);
        const ohm_q *v = ohm_q_number(c->arena, k, 8), *one = ohm_q_number(c->arena, 1, 1);
        const ohm_q *u = ohm_q_times(ohm_q_times(v, ohm_q_sub(one, v)), ohm_q_sub(one, v));
        const ohm_q *gap = ohm_q_sub(v, ohm_q_number(c->arena, 1, 3));
        const ohm_q *rest = ohm_q_sub(ohm_q_number(c->arena, 4, 3), v);
        const ohm_q *square = ohm_q_times(ohm_q_times(gap, gap), rest);
        const ohm_q *bound = ohm_q_number(c->arena, c->planted ? 3 : 4, 27);

        ohm_claim_found(c, "v", v);
        ohm_claim_found(c, "update", u);
        ohm_claim_printed(c, ohm_q_equal(ohm_q_sub(bound, u), square) && ohm_q_sign(square, 0, 0) >= 0);
    }
}

/* tanh, targets +-1: u = (1 - V)(1 - V^2) <= 32/27, reached at V = -1/3. */
static void
decide_largest_tanh(ohm_claim_case *c)
{
    for (long k = -8; k <= 8; k++) {
        ohm_claim_next(c);
        const ohm_q *v = ohm_q_number(c->arena, k, 8), *one = ohm_q_number(c->arena, 1, 1);
        const ohm_q *u = ohm_q_times(ohm_q_sub(one, v), ohm_q_sub(one, ohm_q_times(v, v)));
        const ohm_q *gap = ohm_q_add(v, ohm_q_number(c->arena, 1, 3));
        const ohm_q *rest = ohm_q_sub(ohm_q_number(c->arena, 5, 3), v);
        const ohm_q *square = ohm_q_times(ohm_q_times(gap, gap), rest);
        const ohm_q *bound = ohm_q_number(c->arena, c->planted ? 27 : 32, 27);

        ohm_claim_found(c, "v", v);
        ohm_claim_found(c, "update", u);
        ohm_claim_printed(c, ohm_q_equal(ohm_q_sub(bound, u), square) && ohm_q_sign(square, 0, 0) >= 0);
    }
}

/* ---- the node ------------------------------------------------------------------------ */

/* (13) is gamma(t) = (mu R_on / D) I_0 t under I_0 + I_gamma; so V of (7) has the factor
 * I_0 + I_gamma. */
static void
decide_applied_current(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_claim_next(c);
        const ohm_q *base = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng),
                    *threshold = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng);
        const ohm_q *drift = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng);         /* mu R_on t / D^2 */
        const ohm_q *left = ohm_q_sub(ohm_q_number(c->arena, 1, 1), ohm_q_times(drift, base));
        const ohm_q *applied = ohm_q_add(base, threshold);
        const ohm_q *law = ohm_q_times(left, applied), *printed = ohm_q_times(left, base);
        const ohm_q *right = ohm_q_times(left, c->planted ? ohm_q_sub(base, threshold) : applied);

        ohm_claim_found(c, "i0", base);
        ohm_claim_found(c, "i_gamma", threshold);
        ohm_claim_printed(c, ohm_q_is_zero(left) || ohm_q_equal(printed, law));
        ohm_claim_corrected(c, ohm_q_equal(right, law));
    }
}

/* (15) needs kappa I t >> 1, but gamma <= D means kappa I t <= 1; beyond it V I < 0. */
static void
decide_quadratic_limit(ohm_claim_case *c)
{
    for (long k = 1; k <= 16; k++) {
        ohm_claim_next(c);
        const ohm_q *x = ohm_q_number(c->arena, k, 4);          /* kappa I t = gamma / D */
        const ohm_q *power =
            ohm_q_sub(ohm_q_number(c->arena, 1, 1), c->planted ? ohm_q_number(c->arena, 0, 1) : x);
        const bool within = ohm_q_all_at_most(x, 1, 1);

        ohm_claim_found(c, "gamma_over_d", x);
        ohm_claim_found(c, "v_over_i_r_off", power);
        if (!within)            /* the limit lies there: the device would have to be passive */
            ohm_claim_printed(c, ohm_q_sign(power, 0, 0) >= 0);
        else
            ohm_claim_control(c, ohm_q_sign(power, 0, 0) >= 0);
    }
}

/* -z^2 is never 1: of n_1 targets 1 each costs at least 1/2. */
static void
decide_square_output(ohm_claim_case *c)
{
    bool reached = false;

    for (long k = -20; k <= 20; k++) {
        ohm_claim_next(c);
        const ohm_q *z = ohm_q_number(c->arena, k, 5);
        const ohm_q *v = ohm_q_scale(ohm_q_times(z, z), c->planted ? 1 : -1, 1);

        ohm_claim_found(c, "z", z);
        ohm_claim_found(c, "v", v);
        reached = reached || ohm_q_sign(v, 0, 0) > 0;
    }
    ohm_claim_printed(c, reached);
}

/* Alg. 2 with a static bias state: every layer is linear without constant, so the whole is
 * a x1 + b x2; least squares on XOR with 25 of each corner leaves 50/3. */
static void
decide_static_bias(ohm_claim_case *c)
{
    ohm_q *gram = NULL, *right = NULL, *square = NULL;

    ohm_claim_next(c);
    for (long k = 0; k < 4; k++) {
        const ohm_q *full = corner(c, k);
        ohm_q *x = ohm_q_zero(c->arena, c->planted ? 3 : 2, 1);
        const ohm_q *t = ohm_q_number(c->arena, label(k, c->planted) > 0, 1);

        for (size_t i = 0; i < ohm_q_rows(x); i++)
            ohm_q_put(x, i, 0, ohm_q_entry(full, i, 0));
        ohm_q *outer = ohm_q_mul(x, ohm_q_transpose(x)), *pulled = ohm_q_times(x, t),
              *own = ohm_q_times(t, t);

        gram = gram == NULL ? outer : ohm_q_add(gram, outer);
        right = right == NULL ? pulled : ohm_q_add(right, pulled);
        square = square == NULL ? own : ohm_q_add(square, own);
    }
    const ohm_q *best = ohm_q_mul(ohm_q_inverse(gram), right);
    const ohm_q *error = ohm_q_scale(ohm_q_sub(square, ohm_q_dot(right, best)), 25, 2);

    ohm_claim_found(c, "best", best);
    ohm_claim_found(c, "error", error);
    ohm_claim_printed(c, ohm_q_sign(ohm_q_sub(error, ohm_q_number(c->arena, 1, 1)), 0, 0) < 0);
    ohm_claim_control(c, ohm_q_equal(error, ohm_q_number(c->arena, 50, 3)));
}

/* V(y) = (1 - (1 - rho) y) s with y = y_b + c s: dV/dy_b = -(1 - rho) s, dV/dz = 1 - ... */
static void
decide_bias_gradient(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_claim_next(c);
        const ohm_q *s = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng),
                    *y = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng);
        const ohm_q *lost = ohm_q_number(c->arena, 99, 100), *bend = ohm_q_number(c->arena, 1, 4);
        const ohm_q *h = ohm_q_number(c->arena, 1, 8), *one = ohm_q_number(c->arena, 1, 1);
        const ohm_q *here =
            ohm_q_times(ohm_q_sub(one, ohm_q_times(lost, ohm_q_add(y, ohm_q_times(bend, s)))), s);
        const ohm_q *there = ohm_q_times(
            ohm_q_sub(one, ohm_q_times(lost, ohm_q_add(ohm_q_add(y, h), ohm_q_times(bend, s)))), s);
        const ohm_q *slope = ohm_q_over(ohm_q_sub(there, here), h);     /* V is linear in y_b */
        const ohm_q *own = ohm_q_neg(ohm_q_times(lost, s));
        const ohm_q *additive = ohm_q_sub(ohm_q_sub(one, ohm_q_times(lost, y)),
                                          ohm_q_scale(ohm_q_times(ohm_q_times(lost, bend), s), 2, 1));

        ohm_claim_found(c, "s", s);
        ohm_claim_found(c, "slope", slope);
        ohm_claim_printed(c, ohm_q_equal(slope, additive));     /* phi' of (20) */
        ohm_claim_corrected(c, ohm_q_equal(slope, c->planted ? ohm_q_neg(own) : own));
    }
}

/* dE/dz = -(T - V) phi'; with T phi' a perfect output would still be moved. */
static void
decide_local_gradient(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_claim_next(c);
        const ohm_q *z = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng), *bend = ohm_q_number(c->arena, 1, 4);
        const ohm_q *t = k == 0 ? parabola(z, bend) : ohm_q_random(c->arena, 1, 1, 1, 9, c->rng);
        const ohm_q *h = ohm_q_number(c->arena, 1, 1000000), *v = parabola(z, bend);
        const ohm_q *slope = ohm_q_sub(ohm_q_number(c->arena, 1, 1), ohm_q_scale(ohm_q_times(bend, z), 2, 1));
        const ohm_q *gap = ohm_q_sub(t, v), *moved = ohm_q_sub(t, parabola(ohm_q_add(z, h), bend));
        const ohm_q *secant =
            ohm_q_scale(ohm_q_over(ohm_q_sub(ohm_q_times(gap, gap), ohm_q_times(moved, moved)), h), 1, 2);
        const ohm_q *right = ohm_q_times(c->planted ? t : gap, slope), *printed = ohm_q_times(t, slope);

        ohm_claim_found(c, "t", t);
        ohm_claim_found(c, "z", z);
        ohm_claim_printed(c, ohm_q_all_at_most(ohm_q_absolute(ohm_q_sub(secant, printed)), 1, 1000));
        ohm_claim_corrected(c, ohm_q_all_at_most(ohm_q_absolute(ohm_q_sub(secant, right)), 1, 1000));
    }
}

/* 1/(4c) - phi(z) = c (z - 1/(2c))^2 >= 0, so c > 1/4 caps the output below 1. */
static void
decide_calibration(ohm_claim_case *c)
{
    for (long k = -10; k <= 10; k++) {
        ohm_claim_next(c);
        const ohm_q *bend = ohm_q_number(c->arena, 1 + (k + 10) % 5, 4), *z = ohm_q_number(c->arena, k, 3);
        const ohm_q *cap = ohm_q_reciprocal(ohm_q_scale(bend, c->planted ? 2 : 4, 1));
        const ohm_q *gap = ohm_q_sub(z, ohm_q_reciprocal(ohm_q_scale(bend, 2, 1)));
        const ohm_q *square = ohm_q_times(ohm_q_times(gap, gap), bend);

        ohm_claim_found(c, "c", bend);
        ohm_claim_found(c, "z", z);
        ohm_claim_printed(c, ohm_q_equal(ohm_q_sub(cap, parabola(z, bend)), square)
                                 && ohm_q_sign(square, 0, 0) >= 0);
    }
}

static const ohm_claim rows[] = {
    {
        .id = "SIL-XOR", .source = "SIL20", .where = "sec. 3.1, Minsky and Papert",
        .statement = "no weights and no increasing g let a single neuron g(w1 x1 + w2 x2 + b) compute XOR "
            "by a threshold", .domain = "the four corners, all real weights", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT, .method = "Farkas' certificate in integers: multipliers 1, 1, 1, 1",
        .falsified_by = "the labels of OR",
        .proof = "sum of y_k (x_k, 1) = 0, so sum of y_k (w . x_k + b) = 0 while it would have to be at "
            "least 4", .decide = decide_separable,
    },
    {
        .id = "SIL-20", .source = "SIL20", .where = "abstract and sec. 3.1",
        .statement = "a single-layer perceptron of memristors cannot compute XOR, whatever its activation",
        .domain = "the node's own parabola, eqs. (12) and (13)", .expected = OHM_VERDICT_REFUTED,
        .ground = OHM_GROUND_EXACT,
        .method = "counterexample: phi(z) = z (1 - z/4), w = (2, 2), b = 0 gives 0, 1, 1, 0 exactly",
        .falsified_by = "a linear node", .decide = decide_single_node,
    },
    {
        .id = "SIL-21", .source = "SIL20", .where = "abstract and sec. 2.2, universality after eq. (16)",
        .statement = "with the quadratic node of eq. (16) one hidden layer approximates every function",
        .domain = "any width", .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random networks of 1 to 70 nodes have third difference 0, exactly: all are "
            "polynomials of degree 2", .falsified_by = "a cubic node", .decide = decide_universal,
    },
    {
        .id = "SIL-21b", .source = "SIL20", .where = "the same, on sin x",
        .statement = "the best mean square error of parabolas for sin x on [-pi, pi] is 1/2 - 3 / pi^2 = "
            "0.19604", .domain = "any width", .expected = OHM_VERDICT_CERTIFIED, .ground = OHM_GROUND_BALLS,
        .method = "projection on 1, x, x^2, in balls: between 0.1960 and 0.1961",
        .falsified_by = "pi^2 / 2 as the mean of x^2",
        .proof = "sin is odd: only x counts; the means of sin^2, x sin x and x^2 are 1/2, 1 and pi^2 / 3",
        .decide = decide_floor,
    },
    {
        .id = "SIL-u", .source = "SIL20", .where = "eq. (6), the window a",
        .statement = "with a sigmoid and targets 0, 1 no update exceeds 4/27, so a > 4/27 is enough",
        .domain = "|x| <= 1", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "a polynomial identity of degree 3 at 9 points",
        .proof = "u = (1 - V) V (1 - V), and 4/27 - u = (V - 1/3)^2 (4/3 - V) >= 0 on [0, 1]",
        .falsified_by = "3/27", .decide = decide_largest_update,
    },
    {
        .id = "SIL-ut", .source = "SIL20", .where = "eq. (6), the window a",
        .statement = "with tanh and targets -1, 1 no update exceeds 32/27", .domain = "|x| <= 1",
        .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "a polynomial identity of degree 3 at 17 points",
        .proof = "32/27 - (1 - V)(1 - V^2) = (V + 1/3)^2 (5/3 - V) >= 0 on [-1, 1]", .falsified_by = "1",
        .decide = decide_largest_tanh,
    },
    {
        .id = "SIL-9", .source = "SIL20", .where = "eq. (14)",
        .statement = "under the current I_0 + I_gamma V = R_off (1 - kappa I_0 t) I_0",
        .domain = "I_gamma > 0", .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random triples against eqs. (7) and (13), exactly",
        .proof = "eq. (7) has the applied current as its factor",
        .correction = "V = R_off (1 - kappa I_0 t)(I_0 + I_gamma)", .falsified_by = "I_0 - I_gamma",
        .decide = decide_applied_current,
    },
    {
        .id = "SIL-10", .source = "SIL20", .where = "eq. (14) to (15)",
        .statement = "in the limit kappa I t >> 1 of eq. (15) the node is still a resistance, V I >= 0",
        .domain = "gamma > D", .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "gamma / D = kappa I t from 1/4 to 4: beyond 1, outside the device, V I < 0; control: up "
            "to 1 it is not", .falsified_by = "the drift left out", .decide = decide_quadratic_limit,
    },
    {
        .id = "SIL-16", .source = "SIL20", .where = "eq. (16)",
        .statement = "a node V ~ -I^2 t can output the target 1", .domain = "all inputs",
        .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "41 inputs; in general -z^2 <= 0, so every target 1 costs at least 1/2",
        .falsified_by = "+z^2", .decide = decide_square_output,
    },
    {
        .id = "SIL-12", .source = "SIL20", .where = "Alg. 2, the node's output",
        .statement = "with the static gain of Alg. 2 the network can learn XOR (error below 1 of 100 "
            "elements)", .domain = "25 of each corner", .expected = OHM_VERDICT_REFUTED,
        .ground = OHM_GROUND_EXACT,
        .method = "the network is a x1 + b x2: least squares leaves 50/3, exactly",
        .falsified_by = "a constant input and the labels of OR", .decide = decide_static_bias,
    },
    {
        .id = "SIL-13", .source = "SIL20", .where = "eq. (20)",
        .statement = "Delta w_b = eta delta is the gradient with respect to the state of the node, eq. (7)",
        .domain = "bulk", .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random states, exact difference quotients (V is linear in y_b)",
        .proof = "V = (1 - (1 - rho)(y_b + c s)) s", .correction = "dV/dy_b = -(1 - rho) s",
        .falsified_by = "the opposite sign", .decide = decide_bias_gradient,
    },
    {
        .id = "SIL-14", .source = "SIL20", .where = "eq. (19a)",
        .statement = "the local gradient of an output is T phi'", .domain = "the parabola",
        .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random states, difference quotients of (T - V)^2 / 2 at 1e-6, exact rationals; one "
            "with V = T", .proof = "-d/dz (T - V)^2 / 2 = (T - V) phi'", .correction = "(T - V) phi'",
        .falsified_by = "V left out", .decide = decide_local_gradient,
    },
    {
        .id = "SIL-c", .source = "SIL20", .where = "eqs. (12) and (13), the calibration",
        .statement = "the parabola z (1 - c z) never exceeds 1 / (4c): c <= 1/4 is needed to output 1",
        .domain = "every z, c > 0", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "a polynomial identity at 21 points", .proof = "1/(4c) - z (1 - c z) = c (z - 1/(2c))^2",
        .falsified_by = "1 / (2c)", .decide = decide_calibration,
    },
};

const ohm_claim_table ohm_claims_perceptron = { rows, sizeof rows / sizeof *rows };
