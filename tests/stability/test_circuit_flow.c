/* tests/stability/test_circuit_flow.c -- mirrors lib/stability/circuit_flow.c */
#include "stability/circuit_flow.h"
#include "dynamics/simulate.h"
#include "solve/dense.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const unsigned FEATURES[] = {
    TEST_RELAX, TEST_PER_EDGE | TEST_POLARITY | TEST_SINES, TEST_VOLTAGE | TEST_RELAX, TEST_ACTIVE | TEST_RELAX,
    TEST_WINDOWS | TEST_SINES | TEST_TERMINALS, TEST_RECTIFIED | TEST_SINES | TEST_WINDOWS
};
enum { FEATURE_SETS = sizeof FEATURES / sizeof *FEATURES };

static ohm_tangent_flow *
full_flow(const test_problem *circuit, ohm_bounds bounds)
{
    const ohm_circuit_flow_options options = { .count = circuit->graph->edges, .bounds = bounds };
    ohm_tangent_flow *flow;
    ohm_error err;

    test_ok(ohm_circuit_flow_alloc(&flow, &circuit->problem, circuit->w, &options, &err), &err);
    return flow;
}

static double
log_volume(const ohm_tangent_flow *flow)
{
    ohm_dense_lu *lu;
    ohm_error err;
    int sign;

    test_ok(ohm_dense_lu_alloc(&lu, flow->dimension, &err), &err);
    memcpy(ohm_dense_lu_matrix(lu), flow->frame, flow->dimension * flow->dimension * sizeof(double));
    test_ok(ohm_dense_lu_factor(lu, &err), &err);
    const double volume = ohm_dense_lu_log_determinant(&sign, lu);

    ohm_dense_lu_free(lu);
    return volume;
}

/* Liouville's theorem for every law: the volume of the frame is the integral of tr J, which
 * is computed without it. */
START_TEST(volumes_follow_the_trace)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const unsigned features = FEATURES[_i % FEATURE_SETS];
    test_problem *circuit = test_problem_make(_i % 2 ? TEST_COMPLETE : TEST_CONNECTED, features, rng);
    const size_t m = circuit->graph->edges;
    ohm_status status = OHM_OK;
    ohm_tangent_flow *flow;
    ohm_error err;

    for (size_t k = 0; k < m && features & TEST_ACTIVE; k++)    /* R > 0 around every loop */
        circuit->device->xi[k] = circuit->device->sign[k] < 0 ? 0.1 : 8.0;
    flow = full_flow(circuit, OHM_BOUNDS_FREE);
    for (size_t c = 0; c < m; c++)
        for (size_t e = 0; e < m; e++)
            flow->frame[e + c * m] = (e == c ? 1.0 : 0.0) + 0.05 * ohm_rng_normal(rng);
    const double before = log_volume(flow);

    while (flow->time < 0.2 && status == OHM_OK)
        status = flow->calls->step(flow, 0.2, &err);
    if (!(features & TEST_ACTIVE))
        test_ok(status, &err);
    if (status == OHM_OK)
        ck_assert_double_eq_tol(log_volume(flow) - before, flow->trace, 1e-8 * (1.0 + fabs(flow->trace)));
    ohm_tangent_flow_free(flow);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* The same trajectory as the simulation's, with elements that meet their bounds: those
 * forget (their rows of the frame vanish), and stay at the bound. */
START_TEST(bounds_project_the_frame)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make(TEST_COMPLETE, TEST_PER_EDGE, rng);
    const size_t m = circuit->graph->edges;
    const ohm_simulation simulation = { .time = 20.0, .rtol = 1e-10, .atol = 1e-12, .bounds = OHM_BOUNDS_EXACT };
    double *w = calloc(m, sizeof *w);
    ohm_tangent_flow *flow = full_flow(circuit, OHM_BOUNDS_EXACT);
    size_t at_bounds = 0;
    ohm_error err;

    for (size_t c = 0; c < m; c++)
        for (size_t e = 0; e < m; e++)
            flow->frame[e + c * m] = ohm_rng_normal(rng);
    while (flow->time < 20.0)
        test_ok(flow->calls->step(flow, 20.0, &err), &err);
    memcpy(w, circuit->w, m * sizeof *w);
    test_ok(ohm_simulate(w, NULL, NULL, NULL, NULL, &circuit->problem, &simulation, NULL, NULL, NULL, &err), &err);
    for (size_t e = 0; e < m; e++) {
        if (w[e] > 0.0 && w[e] < 1.0)
            continue;
        at_bounds++;
        for (size_t c = 0; c < m; c++)
            ck_assert(flow->frame[e + c * m] == 0.0);
    }
    ck_assert_uint_gt(at_bounds, 0);
    ohm_tangent_flow_free(flow);
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(w);
}
END_TEST

START_TEST(counts_are_checked)
{
    const ohm_circuit_flow_options none = { .count = 0 }, many = { .count = 5 };
    const ohm_circuit_flow_options clipped = { .count = 1, .bounds = OHM_BOUNDS_CLIP };
    test_problem *circuit = test_problem_ring(4, 1.0);
    ohm_tangent_flow *flow;
    ohm_error err;

    test_fails(ohm_circuit_flow_alloc(&flow, &circuit->problem, circuit->w, &none, &err), OHM_E_ARG, &err, "1 to 4");
    test_fails(ohm_circuit_flow_alloc(&flow, &circuit->problem, circuit->w, &many, &err), OHM_E_ARG, &err, "1 to 4");
    test_fails(ohm_circuit_flow_alloc(&flow, &circuit->problem, circuit->w, &clipped, &err), OHM_E_METHOD, &err,
               "clipped");
    test_problem_free(circuit);
}
END_TEST

/* R and -R grow equal on the way: the time and an element are named. */
START_TEST(singular_points_are_named)
{
    const ohm_circuit_flow_options options = { .count = 2 };
    test_problem *circuit = test_problem_ring(2, 1.0);
    ohm_tangent_flow *flow;
    ohm_status status = OHM_OK;
    ohm_error err;

    circuit->device->sign[1] = -1;
    circuit->device->xi[0] = 4.0;
    circuit->device->xi[1] = 3.0;
    circuit->w[0] = 0.5;
    circuit->w[1] = 0.5;                    /* R = 3 - 2.5, and w[0] falls faster in effect */
    ohm_memristors_survey(circuit->device);
    test_ok(ohm_circuit_flow_alloc(&flow, &circuit->problem, circuit->w, &options, &err), &err);
    flow->frame[0] = flow->frame[3] = 1.0;
    while (flow->time < 10.0 && status == OHM_OK)
        status = flow->calls->step(flow, 10.0, &err);
    ck_assert_int_ne(status, OHM_OK);
    ck_assert_msg(strstr(err.text, "edge") != NULL && strstr(err.text, "t = ") != NULL, "%s", err.text);
    ohm_tangent_flow_free(flow);
    test_problem_free(circuit);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    const ohm_circuit_flow_options options = { .count = 3, .bounds = OHM_BOUNDS_EXACT };
    test_problem *circuit = test_problem_ring(3, 1.0);

    circuit->w[0] = circuit->w[1] = circuit->w[2] = 0.5;
    for (unsigned long k = 0;; k++) {
        ohm_tangent_flow *flow;

        test_alloc_refuse(k);
        ohm_status status = ohm_circuit_flow_alloc(&flow, &circuit->problem, circuit->w, &options, NULL);
        if (status == OHM_OK)
            status = flow->calls->step(flow, 0.1, NULL);
        const bool refused = test_alloc_allow();

        ohm_tangent_flow_free(flow);
        if (!refused) {
            ck_assert_int_eq(status, OHM_OK);
            break;
        }
        ck_assert(status == OHM_E_NOMEM || status == OHM_OK);
    }
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("stability/circuit_flow");
    TCase *cases = tcase_create("circuit");

    tcase_add_loop_test(cases, volumes_follow_the_trace, 0, 3 * FEATURE_SETS);
    tcase_add_loop_test(cases, bounds_project_the_frame, 0, 3);
    tcase_add_test(cases, counts_are_checked);
    tcase_add_test(cases, singular_points_are_named);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
