/* tests/dynamics/test_taylor_tangent.c -- mirrors lib/dynamics/taylor_tangent.c */
#include "dynamics/taylor_tangent.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const unsigned FEATURES[] = {
    0, TEST_PER_EDGE | TEST_POLARITY, TEST_TERMINALS | TEST_SINES | TEST_RELAX | TEST_PER_EDGE,
    TEST_VOLTAGE | TEST_RELAX | TEST_PER_EDGE, TEST_ACTIVE | TEST_RELAX, TEST_ACTIVE | TEST_VOLTAGE | TEST_RELAX,
    TEST_WINDOWS | TEST_RELAX | TEST_TERMINALS, TEST_WINDOWS | TEST_VOLTAGE | TEST_PER_EDGE,
    TEST_WINDOWS | TEST_RECTIFIED, TEST_RECTIFIED | TEST_RELAX
};
enum { FEATURE_SETS = sizeof FEATURES / sizeof *FEATURES, ORDER = 24, COLUMNS = 18 };

/* Central differences at h = 1e-6: rounding eps / h, and h^2 times third derivatives, which
 * the short step keeps near 1e3. */
static const double DIFFERENCE_TOL = 1e-6;

/* The trajectory from w at s, by the series itself, on the same branch of every kink. */
static ohm_status
run(double *end, const double *w, const bool *hold, const signed char *towards, double s,
    ohm_taylor_series *series, ohm_error *err)
{
    ohm_status status = ohm_taylor_series_begin(series, 0.1, w, hold, towards, err);

    for (int k = 0; k < ORDER && status == OHM_OK; k++)
        status = ohm_taylor_series_raise(series, err);
    if (status == OHM_OK)
        ohm_taylor_series_w_at(end, s, series);
    return status;
}

/* The step at which the highest term is 1e-16 of the lowest, at most 0.05 s. */
static double
safe_step(const ohm_taylor_series *series, size_t m)
{
    double s = 0.05;

    for (size_t e = 0; e < m; e++)
        s = fmin(s, pow(1e16 * (1.0 + fabs(ohm_taylor_series_w(series, ORDER)[e])
                                + fabs(ohm_taylor_series_current(series, ORDER)[e])), -1.0 / ORDER));
    return s;
}

/* Tangent vectors are the differences of neighbouring trajectories, for every law, with and
 * without held elements. */
START_TEST(tangents_are_differences)
{
    const double h = 1e-6;
    ohm_rng *rng = test_rng((unsigned long)_i);
    const unsigned features = FEATURES[_i % FEATURE_SETS];
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / FEATURE_SETS % TEST_KINDS), features, rng);
    const size_t m = circuit->graph->edges;
    double *frame = calloc(m * COLUMNS + 1, sizeof *frame), *start = calloc(m * COLUMNS + 1, sizeof *start);
    double *w = calloc(m + 1, sizeof *w), *up = calloc(m + 1, sizeof *up), *down = calloc(m + 1, sizeof *down);
    bool *hold = calloc(m + 1, sizeof *hold);
    signed char *towards = calloc(m + 1, sizeof *towards);
    ohm_taylor_tangent *tangent;
    ohm_taylor_series *series;
    double tail;
    ohm_error err = { 0 };

    for (size_t e = 0; e < m; e++)
        hold[e] = _i % 4 == 3 && e % 3 == 0;
    test_normals(start, m * COLUMNS, rng);
    for (size_t c = 0; c < COLUMNS; c++)
        for (size_t e = 0; e < m; e++)
            start[e + c * m] = hold[e] ? 0.0 : start[e + c * m] / 10.0;
    test_ok(ohm_taylor_series_alloc(&series, &circuit->problem, NULL, ORDER, 0.0, &err), &err);
    test_ok(ohm_taylor_tangent_alloc(&tangent, &circuit->problem, &err), &err);
    const ohm_status ran = run(w, circuit->w, hold, NULL, 0.0, series, &err);
    if (ran == OHM_E_SINGULAR && features & TEST_ACTIVE)
        goto done;
    test_ok(ran, &err);
    const double s = safe_step(series, m);

    if (features & TEST_ACTIVE && s < 0.01)
        goto done;                          /* near a singular state: no place for differences */
    for (size_t e = 0; e < m; e++)
        towards[e] = ohm_taylor_series_current(series, 0)[e] < 0.0 ? -1 : 1;
    test_ok(ohm_taylor_tangent_carry(frame, start, COLUMNS, s, &tail, 1e-13, series, tangent, &err), &err);
    ck_assert_double_le(tail, 1e-13);
    for (size_t c = 0; c < COLUMNS; c += 17) {
        for (int side = -1; side <= 1; side += 2) {
            for (size_t e = 0; e < m; e++)
                w[e] = circuit->w[e] + side * h * start[e + c * m];
            test_ok(run(side > 0 ? up : down, w, hold, towards, s, series, &err), &err);
        }
        for (size_t e = 0; e < m; e++)
            ck_assert_double_eq_tol(frame[e + c * m], (up[e] - down[e]) / (2.0 * h),
                                    DIFFERENCE_TOL * (features & TEST_ACTIVE ? 100.0 : 1.0));
    }
done:
    ohm_taylor_tangent_free(tangent);
    ohm_taylor_series_free(series);
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(frame);
    free(start);
    free(w);
    free(up);
    free(down);
    free(hold);
    free(towards);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    test_problem *circuit = test_problem_ring(4, 1.0);
    ohm_taylor_series *series;

    ck_assert_int_eq(ohm_window_parse(&circuit->device->window[1], "joglekar:2", NULL), OHM_OK);
    ohm_memristors_survey(circuit->device);
    ck_assert_int_eq(ohm_taylor_series_alloc(&series, &circuit->problem, NULL, 4, 0.0, NULL), OHM_OK);
    circuit->w[0] = circuit->w[1] = circuit->w[2] = circuit->w[3] = 0.5;
    ck_assert_int_eq(ohm_taylor_series_begin(series, 0.0, circuit->w, NULL, NULL, NULL), OHM_OK);
    ck_assert_int_eq(ohm_taylor_series_raise(series, NULL), OHM_OK);
    for (unsigned long k = 0;; k++) {
        double frame[4], tail;
        const double start[4] = { 1.0, 0.0, 0.0, 0.0 };
        ohm_taylor_tangent *tangent = NULL;

        test_alloc_refuse(k);
        ohm_status status = ohm_taylor_tangent_alloc(&tangent, &circuit->problem, NULL);
        if (status == OHM_OK)
            status = ohm_taylor_tangent_carry(frame, start, 1, 0.01, &tail, 1.0, series, tangent, NULL);
        const bool refused = test_alloc_allow();

        ohm_taylor_tangent_free(tangent);
        if (!refused) {
            ck_assert_int_eq(status, OHM_OK);
            break;
        }
        ck_assert(status == OHM_E_NOMEM || status == OHM_OK);
    }
    ohm_taylor_series_free(series);
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("dynamics/taylor_tangent");
    TCase *cases = tcase_create("tangent");

    tcase_add_loop_test(cases, tangents_are_differences, 0, 4 * FEATURE_SETS * TEST_KINDS);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
