/* tests/learning/test_perceptron_curve.c -- mirrors lib/learning/perceptron_curve.c */
#include "learning/perceptron_curve.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <stdint.h>

enum { RUNS = 11, POINTS = 2 };

/* A run made by hand: errors 10, 9, ..., 0 in realizations 0 .. 10. */
typedef struct {
    size_t epoch[POINTS], diverged[RUNS];
    double error[POINTS * RUNS], running[POINTS * RUNS], accuracy[RUNS], multiplicity[RUNS * 2];
    ohm_perceptron_run run;
} made;

static void
make(made *m)
{
    *m = (made){ .epoch = { 0, 5 } };
    for (size_t r = 0; r < RUNS; r++) {
        m->diverged[r] = SIZE_MAX;
        m->error[r] = m->error[RUNS + r] = (double)(RUNS - 1 - r);
        m->running[r] = NAN;
        m->running[RUNS + r] = 2.0;
        m->accuracy[r] = r < 4 ? 1.0 : 0.5;
        m->multiplicity[2 * r] = m->multiplicity[2 * r + 1] = 1.0;
    }
    m->run = (ohm_perceptron_run){ .realizations = RUNS, .patterns = 2, .points = POINTS, .epoch = m->epoch,
                                   .error = m->error, .running = m->running, .diverged = m->diverged,
                                   .accuracy = m->accuracy, .multiplicity = m->multiplicity };
}

START_TEST(statistics_of_a_ladder)
{
    ohm_perceptron_point curve[POINTS];
    made m;

    make(&m);
    ck_assert_int_eq(ohm_perceptron_curve(curve, &m.run, 2, NULL), OHM_OK);
    ck_assert_uint_eq(curve[1].epoch, 5);
    ck_assert(curve[0].mean == 5.0 && curve[0].median == 5.0);
    ck_assert(curve[0].q10 == 1.0 && curve[0].q90 == 9.0);
    ck_assert_double_eq_tol(curve[0].sd, sqrt(10.0), 4.0 * DBL_EPSILON);   /* (n^2 - 1) / 12 */
    ck_assert(isnan(curve[0].running) && curve[1].running == 2.0);
}
END_TEST

/* Run 0 diverged at epoch 5: it is left out of epoch 0 as well. */
START_TEST(diverged_runs_are_left_out_everywhere)
{
    ohm_perceptron_point curve[POINTS];
    made m;

    make(&m);
    m.diverged[0] = 5;
    m.error[RUNS] = m.running[RUNS] = NAN;
    ck_assert_int_eq(ohm_perceptron_curve(curve, &m.run, 1, NULL), OHM_OK);
    for (size_t p = 0; p < POINTS; p++) {
        ck_assert(curve[p].mean == 4.5 && curve[p].median == 4.5);
        ck_assert_double_eq_tol(curve[p].q10, 0.9, DBL_EPSILON);
    }
    for (size_t r = 0; r < RUNS; r++)
        m.diverged[r] = 5;
    ck_assert_int_eq(ohm_perceptron_curve(curve, &m.run, 1, NULL), OHM_OK);
    ck_assert(isnan(curve[0].mean) && isnan(curve[1].running) && isnan(curve[1].q90));
}
END_TEST

START_TEST(summary_counts_failures)
{
    made m;

    make(&m);
    m.diverged[0] = 5;
    m.error[RUNS] = NAN;
    m.accuracy[0] = 0.0;
    m.multiplicity[7] = 0.0;
    const ohm_perceptron_summary sum = ohm_perceptron_summarize(&m.run);
    ck_assert(sum.diverged == 1 && sum.incomplete == 1);
    ck_assert(sum.success.fraction == 3.0 / RUNS && sum.e_below_1 == 1.0 / RUNS);
}
END_TEST

/* The ends of Wilson's interval are where the fraction is z standard errors away, which is
 * how it is defined. */
START_TEST(wilson_solves_its_equation)
{
    static const double Z = 1.959963984540054;
    const size_t n = 1 + (size_t)_i * 7, count = n * ((size_t)_i % 5) / 4;
    const ohm_fraction f = ohm_fraction_of(count, n);
    const double end[2] = { f.low, f.high };

    ck_assert(f.low >= 0.0 && f.low <= f.fraction && f.fraction <= f.high && f.high <= 1.0);
    for (int k = 0; k < 2; k++) {
        const double gap = f.fraction - end[k], spread = end[k] * (1.0 - end[k]) / (double)n;

        ck_assert_double_eq_tol(gap * gap, Z * Z * spread, 1e-14);
    }
}
END_TEST

START_TEST(nothing_has_no_fraction)
{
    ck_assert(isnan(ohm_fraction_of(0, 0).fraction));
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/perceptron_curve");
    TCase *cases = tcase_create("perceptron_curve");

    tcase_add_test(cases, statistics_of_a_ladder);
    tcase_add_test(cases, diverged_runs_are_left_out_everywhere);
    tcase_add_test(cases, summary_counts_failures);
    tcase_add_loop_test(cases, wilson_solves_its_equation, 0, 30);
    tcase_add_test(cases, nothing_has_no_fraction);
    suite_add_tcase(suite, cases);
    return suite;
}
