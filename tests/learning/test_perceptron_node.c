/* tests/learning/test_perceptron_node.c -- mirrors lib/learning/perceptron_node.c */
#include "learning/perceptron_node.h"
#include "support/test.h"

#include <float.h>
#include <math.h>

enum { KINDS = OHM_NODE_LINEAR + 1 };

/* Central differences with step h: truncation h^2 V'''/6 with |V'''| <= 2 for the smooth
 * nodes (the others are piecewise quadratic), rounding eps |V| / h with |V| < 50. */
static const double STEP = 1e-5, SLOPE_TOL = 1e-9;

static ohm_node
node_of(int kind)
{
    return (ohm_node){ (ohm_node_kind)kind, 0.25, 0.01 };
}

static double
value(const ohm_node *node, double s, double b, double y0)
{
    return ohm_node_at(node, s, b, y0).value;
}

START_TEST(slopes_are_derivatives)
{
    ohm_rng *rng = test_rng((unsigned long)_i);

    for (int kind = 0; kind < KINDS; kind++) {
        const ohm_node node = node_of(kind);
        const bool gain = kind == OHM_NODE_HPGAIN;
        const double s = ohm_rng_between(rng, -6.0, 6.0);
        const double b = gain ? ohm_rng_uniform(rng) : ohm_rng_between(rng, -1.0, 1.0);
        const double y0 = ohm_rng_uniform(rng), state = gain ? b + 0.25 * s : y0 + 0.25 * (s + b);
        const ohm_node_response at = ohm_node_at(&node, s, b, y0);

        if (fabs(state) < 2.0 * STEP || fabs(state - 1.0) < 2.0 * STEP)
            continue;                       /* a kink of the clipped nodes */
        ck_assert_double_eq_tol(at.slope, (value(&node, s + STEP, b, y0) - value(&node, s - STEP, b, y0))
                                / (2.0 * STEP), SLOPE_TOL);
        ck_assert_double_eq_tol(at.bias_slope, (value(&node, s, b + STEP, y0) - value(&node, s, b - STEP, y0))
                                / (2.0 * STEP), SLOPE_TOL);
    }
    ohm_rng_free(rng);
}
END_TEST

/* phi(z) = z (1 - z/4) with weights (2, 2) is XOR, exactly. */
START_TEST(one_parabola_computes_xor)
{
    const ohm_node node = node_of(OHM_NODE_PARABOLA);

    for (int k = 0; k < 4; k++)
        ck_assert(value(&node, 2.0 * (k >> 1) + 2.0 * (k & 1), 0.0, 0.0) == ((k >> 1) ^ (k & 1)));
}
END_TEST

/* hp is passive, V z >= 0, and its first two pieces are the parabola's and ohmic. */
START_TEST(hp_is_a_passive_parabola)
{
    const ohm_node hp = { OHM_NODE_HP, 0.25, 0.0 }, parabola = node_of(OHM_NODE_PARABOLA);
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double z = ohm_rng_between(rng, -8.0, 8.0), v = value(&hp, z, 0.0, 0.0);

    ck_assert(v * z >= 0.0);
    if (z >= 0.0 && z <= 4.0)
        ck_assert_double_eq_tol(v, value(&parabola, z, 0.0, 0.0), 4.0 * DBL_EPSILON);
    else
        ck_assert(v == (z < 0.0 ? z : 0.0));
    ohm_rng_free(rng);
}
END_TEST

/* The tails: nothing cancels, nothing overflows, NaN stays NaN. */
START_TEST(tails_are_exact)
{
    const ohm_node sigmoid = node_of(OHM_NODE_SIGMOID), tanh_node = node_of(OHM_NODE_TANH);

    for (double z = -700.0; z < -40.0; z += 30.0) {
        ck_assert(test_close(value(&sigmoid, z, 0.0, 0.0), exp(z), 4.0 * DBL_EPSILON));
        ck_assert(test_close(ohm_node_at(&sigmoid, -z, 0.0, 0.0).slope, exp(z), 4.0 * DBL_EPSILON));
        const double slope = ohm_node_at(&tanh_node, z / 2.0, 0.0, 0.0).slope;

        ck_assert(test_close(slope, 4.0 * exp(z), 8.0 * DBL_EPSILON));
    }
    for (int kind = 0; kind < KINDS; kind++) {
        const ohm_node node = node_of(kind);

        ck_assert(isnan(value(&node, NAN, 0.1, 0.0)));
    }
}
END_TEST

/* Two roads to what a read and its mirror leave: the residue, and both pulses clipped in turn. */
START_TEST(mirror_leaves_what_the_walls_swallow)
{
    const ohm_node node = node_of(_i % 2 == 0 ? OHM_NODE_HP : OHM_NODE_HPGAIN);
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double y = ohm_rng_uniform(rng), z = ohm_rng_between(rng, -10.0, 10.0), swing = 0.25 * z;
    const double there = fmin(fmax(y + swing, 0.0), 1.0), back = fmin(fmax(there - swing, 0.0), 1.0);

    ck_assert(ohm_node_after_read(&node, OHM_READ_IDEAL, z, y) == y);
    ck_assert_double_eq_tol(ohm_node_after_read(&node, OHM_READ_NONE, z, y), there, DBL_EPSILON);
    ck_assert_double_eq_tol(ohm_node_after_read(&node, OHM_READ_MIRROR, z, y), back, 4.0 * DBL_EPSILON);
    if (y + swing > 0.0 && y + swing < 1.0)
        ck_assert(ohm_node_after_read(&node, OHM_READ_MIRROR, z, y) == y);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(parabola_has_no_walls)
{
    const ohm_node node = node_of(OHM_NODE_PARABOLA), plain = node_of(OHM_NODE_TANH);

    ck_assert(ohm_node_after_read(&node, OHM_READ_MIRROR, 9.0, 0.5) == 0.5);
    ck_assert(ohm_node_after_read(&node, OHM_READ_NONE, 8.0, 0.5) == 2.5);
    ck_assert(ohm_node_after_read(&plain, OHM_READ_NONE, 8.0, 0.5) == 0.5);
}
END_TEST

START_TEST(names_read_back)
{
    ohm_node_kind kind;

    for (int k = 0; k < KINDS; k++) {
        ck_assert(ohm_node_named(&kind, ohm_node_name((ohm_node_kind)k)));
        ck_assert_int_eq((int)kind, k);
        ck_assert(ohm_node_is_memristor(kind) != ohm_node_is_monotone(kind));
    }
    ck_assert(!ohm_node_named(&kind, "relu"));
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/perceptron_node");
    TCase *cases = tcase_create("perceptron_node");

    tcase_add_loop_test(cases, slopes_are_derivatives, 0, 50);
    tcase_add_test(cases, one_parabola_computes_xor);
    tcase_add_loop_test(cases, hp_is_a_passive_parabola, 0, 50);
    tcase_add_test(cases, tails_are_exact);
    tcase_add_loop_test(cases, mirror_leaves_what_the_walls_swallow, 0, 60);
    tcase_add_test(cases, parabola_has_no_walls);
    tcase_add_test(cases, names_read_back);
    suite_add_tcase(suite, cases);
    return suite;
}
