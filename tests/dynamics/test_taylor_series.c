/* tests/dynamics/test_taylor_series.c -- mirrors lib/dynamics/taylor_series.c */
#include "dynamics/flow.h"
#include "dynamics/taylor_series.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const unsigned FEATURES[] = {
    0, TEST_PER_EDGE | TEST_POLARITY, TEST_TERMINALS | TEST_SINES, TEST_VOLTAGE | TEST_RELAX | TEST_PER_EDGE,
    TEST_ACTIVE | TEST_RELAX, TEST_WINDOWS | TEST_RELAX | TEST_TERMINALS, TEST_WINDOWS | TEST_VOLTAGE | TEST_PER_EDGE,
    TEST_WINDOWS | TEST_RECTIFIED, TEST_RECTIFIED | TEST_VOLTAGE | TEST_TERMINALS
};
enum { FEATURE_SETS = sizeof FEATURES / sizeof *FEATURES, ORDER = 30 };

/* At s well inside the radius of convergence the truncated series obeys the differential
 * equation to rounding: d/ds of the sum against the right-hand side at the summed state. */
static const double RESIDUAL_TOL = 1e-10;

/* The largest s at which the highest terms are below rounding of the lowest. */
static double
safe_step(const ohm_taylor_series *series, size_t m)
{
    double s = 0.05;

    for (size_t e = 0; e < m; e++)
        for (size_t k = ORDER - 1; k <= ORDER; k++) {
            const double w = fabs(ohm_taylor_series_w(series, k)[e]);
            const double i = fabs(ohm_taylor_series_current(series, k)[e]);

            s = fmin(s, pow(fmax(w, i) / 1e-17, -1.0 / (double)k));
        }
    return s;
}

START_TEST(series_obeys_the_equation)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const unsigned features = FEATURES[_i % FEATURE_SETS];
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / FEATURE_SETS % TEST_KINDS), features, rng);
    const size_t m = circuit->graph->edges, n = circuit->graph->nodes;
    double *w = calloc(m + 1, sizeof *w), *drift = calloc(m + 1, sizeof *drift);
    double *current = calloc(m + 1, sizeof *current), *potential = calloc(n + 1, sizeof *potential);
    ohm_taylor_series *series;
    ohm_flow *flow;
    ohm_error err = { 0 };

    test_ok(ohm_taylor_series_alloc(&series, &circuit->problem, NULL, ORDER, 0.0, &err), &err);
    test_ok(ohm_flow_alloc(&flow, &circuit->problem, NULL, &err), &err);
    const ohm_status began = ohm_taylor_series_begin(series, 0.2, circuit->w, NULL, NULL, &err);
    if (began == OHM_E_SINGULAR && features & TEST_ACTIVE)
        goto done;
    test_ok(began, &err);
    for (int k = 0; k < ORDER; k++)
        test_ok(ohm_taylor_series_raise(series, &err), &err);
    ck_assert_int_eq(ohm_taylor_series_raise(series, NULL), OHM_E_ARG);
    const double s = safe_step(series, m);

    ohm_taylor_series_w_at(w, s, series);
    ohm_taylor_series_current_at(current, s, series);
    ohm_taylor_series_potential_at(potential, s, series);
    test_ok(ohm_flow_rhs(drift, 0.2 + s, w, flow, &err), &err);
    for (size_t e = 0; e < m; e++) {
        const double by_series = ohm_taylor_series_drift_of(e, s, series);
        const bool turned = ohm_taylor_series_has_kink(e, series)
            && circuit->graph->edges > 0 && current[e] * ohm_taylor_series_current(series, 0)[e] <= 0.0;

        ck_assert_double_eq_tol(ohm_taylor_series_w_of(e, s, series), w[e], 1e-15);
        ck_assert_double_eq_tol(ohm_taylor_series_current_of(e, s, series), current[e], 1e-12 * (1.0 + fabs(current[e])));
        ck_assert_double_eq_tol(current[e], ohm_flow_current(flow)[e], RESIDUAL_TOL * (1.0 + fabs(current[e])));
        if (!turned)                        /* beyond a kink the series is of the other branch */
            ck_assert_double_eq_tol(by_series, drift[e], RESIDUAL_TOL * (1.0 + fabs(drift[e])) / s * 0.05);
    }
    for (size_t v = 0; v < n; v++)
        ck_assert_double_eq_tol(potential[v], ohm_flow_potential(flow)[v], RESIDUAL_TOL * (1.0 + fabs(potential[v])));
done:
    ohm_flow_free(flow);
    ohm_taylor_series_free(series);
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(w);
    free(drift);
    free(current);
    free(potential);
}
END_TEST

/* A held element stays; its drift is the one it has in the free right-hand side. */
START_TEST(held_elements_stay_and_know_their_drift)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make(TEST_COMPLETE, TEST_PER_EDGE, rng);
    const size_t m = circuit->graph->edges;
    double *w = calloc(m + 1, sizeof *w), *drift = calloc(m + 1, sizeof *drift);
    bool *hold = calloc(m + 1, sizeof *hold);
    ohm_taylor_series *series;
    ohm_flow *flow;
    ohm_error err = { 0 };

    for (size_t e = 0; e < m; e += 3)
        hold[e] = true;
    test_ok(ohm_taylor_series_alloc(&series, &circuit->problem, NULL, ORDER, 0.0, &err), &err);
    test_ok(ohm_flow_alloc(&flow, &circuit->problem, NULL, &err), &err);
    test_ok(ohm_taylor_series_begin(series, 0.0, circuit->w, hold, NULL, &err), &err);
    for (int k = 0; k < ORDER; k++)
        test_ok(ohm_taylor_series_raise(series, &err), &err);
    const double s = safe_step(series, m);

    ohm_taylor_series_w_at(w, s, series);
    test_ok(ohm_flow_rhs(drift, s, w, flow, &err), &err);
    for (size_t e = 0; e < m; e++) {
        if (hold[e])
            ck_assert(w[e] == circuit->w[e]);
        ck_assert_double_eq_tol(ohm_taylor_series_drift_of(e, s, series), drift[e], RESIDUAL_TOL / s * 0.05);
    }
    ohm_flow_free(flow);
    ohm_taylor_series_free(series);
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(w);
    free(drift);
    free(hold);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("dynamics/taylor_series");
    TCase *cases = tcase_create("series");

    tcase_add_loop_test(cases, series_obeys_the_equation, 0, 3 * FEATURE_SETS * TEST_KINDS);
    tcase_add_loop_test(cases, held_elements_stay_and_know_their_drift, 0, 5);
    suite_add_tcase(suite, cases);
    return suite;
}
