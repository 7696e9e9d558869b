/* tests/learning/test_perceptron_span.c -- mirrors lib/learning/perceptron_span.c */
#include "learning/perceptron_span.h"
#include "learning/perceptron_train.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>

enum { GRID = 401, WIDEST = 64, DRAWS = 20, WIDTHS = 6 };

static ohm_error err;

static void
sine_on(double *x, double *y, size_t points)
{
    for (size_t p = 0; p < points; p++) {
        x[p] = M_PI * (2.0 * (double)p / (double)(points - 1) - 1.0);
        y[p] = sin(x[p]);
    }
}

static int
ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The median error of random layers: weights U(-2, 2), biases U(-6, 6). */
static double
median_error(ohm_node_kind kind, size_t hidden)
{
    const ohm_node node = { kind, 0.25, 0.01 };
    double x[GRID], y[GRID], weight[2 * WIDEST], error[DRAWS];

    sine_on(x, y, GRID);
    for (unsigned long d = 0; d < DRAWS; d++) {
        ohm_rng *rng = test_rng(d);

        for (size_t k = 0; k < 2 * hidden; k++)
            weight[k] = ohm_rng_between(rng, -1.0, 1.0) * (k % 2 == 0 ? 2.0 : 6.0);
        test_ok(ohm_perceptron_span_error(&error[d], x, y, GRID, 1, weight, hidden, &node, &err), &err);
        ohm_rng_free(rng);
    }
    qsort(error, DRAWS, sizeof *error, ascending);
    return 0.5 * (error[DRAWS / 2 - 1] + error[DRAWS / 2]);
}

/* y is odd, so only x projects: E = <y^2> - <x y>^2 / <x^2>, on the grid in use. */
static double
floor_on(const double *x, const double *y, size_t points)
{
    double xx = 0.0, xy = 0.0, yy = 0.0;

    for (size_t p = 0; p < points; p++) {
        xx += x[p] * x[p];
        xy += x[p] * y[p];
        yy += y[p] * y[p];
    }
    return (yy - xy * xy / xx) / (double)points;
}

/* Any two parabolas with a constant span 1, x, x^2 and more of them no more: the floor on the
 * grid exactly, and 1/2 - 3/pi^2 as the grid gets fine (error of the rectangle rule: 1/points). */
START_TEST(parabolas_stop_at_the_floor)
{
    static const size_t POINTS[2] = { 401, 20001 };
    const ohm_node node = { OHM_NODE_PARABOLA, 0.25, 0.0 };
    const double weight[8] = { 1.0, -2.0, -1.5, 3.0, 0.7, 0.1, 2.0, -0.3 };

    for (int k = 0; k < 2; k++) {
        double *x = malloc(POINTS[k] * sizeof *x), *y = malloc(POINTS[k] * sizeof *y), error;

        sine_on(x, y, POINTS[k]);
        for (size_t hidden = 2; hidden <= 4; hidden++) {
            test_ok(ohm_perceptron_span_error(&error, x, y, POINTS[k], 1, weight, hidden, &node, &err), &err);
            ck_assert_double_eq_tol(error, floor_on(x, y, POINTS[k]), 1e-12);
            ck_assert_double_eq_tol(error, 0.5 - 3.0 / (M_PI * M_PI), 2.0 / (double)POINTS[k]);
        }
        free(x);
        free(y);
    }
}
END_TEST

/* The specification's medians of 20, which it calls reproducible to a factor of 2; twice
 * that for the ratio of two such medians. */
START_TEST(saturation_approximates)
{
    static const double HP[WIDTHS] = { 1.67e-1, 5.38e-2, 8.0e-4, 8.3e-5, 3.7e-6, 1.9e-7 };
    const size_t hidden = (size_t)2 << _i;
    const double hp = median_error(OHM_NODE_HP, hidden);

    ck_assert_double_lt(hp, 4.0 * HP[_i]);
    ck_assert_double_gt(hp, 0.25 * HP[_i]);
    ck_assert_double_gt(median_error(OHM_NODE_PARABOLA, hidden), 0.195);
}
END_TEST

/* Trained through and through, with the ensemble's own kernels: w ~ 1.5 U(-1, 1),
 * b ~ U(-3, 3), 8 hidden nodes, eta 0.005, 400 epochs of 200 points.  The specification saw
 * 6.5e-4 .. 2.2e-3 in five runs; some stay in a local minimum, so the median is asked. */
START_TEST(training_gets_there)
{
    enum { HIDDEN = 8, POINTS = 200, RUNS = 32, WEIGHTS = 3 * HIDDEN + 1 };
    const ohm_node_kind kind = _i == 0 ? OHM_NODE_HP : OHM_NODE_PARABOLA;
    const ohm_perceptron_shape shape = { 1, HIDDEN, 1 };
    double x[POINTS], y[POINTS], rows[2 * POINTS], start[RUNS * WEIGHTS], error[RUNS];
    ohm_rng *rng = test_rng(7);
    ohm_perceptron_task *task;
    ohm_perceptron_plan plan;
    ohm_perceptron_run *run;

    sine_on(x, y, POINTS);
    for (size_t p = 0; p < POINTS; p++) {
        rows[2 * p] = x[p];
        rows[2 * p + 1] = y[p];
    }
    for (size_t k = 0; k < RUNS * WEIGHTS; k++) {
        const size_t place = k % WEIGHTS;
        const bool bias = place < 2 * HIDDEN ? place % 2 == 1 : place == WEIGHTS - 1;

        start[k] = ohm_rng_between(rng, -1.0, 1.0) * (bias ? 3.0 : 1.5);
    }
    test_ok(ohm_perceptron_task_data(&task, 1, 1, POINTS, rows, OHM_CODE_01, true, &err), &err);
    ohm_perceptron_defaults(&plan, &shape, kind);
    plan.linear_output = true;
    plan.samples = 0;
    plan.rate = 0.005;
    plan.epochs = 400;
    plan.every = 400;
    plan.realizations = RUNS;
    plan.initial = start;
    plan.initial_sets = RUNS;
    test_ok(ohm_perceptron_train(&run, &plan, task, NULL, &err), &err);
    for (size_t r = 0; r < RUNS; r++)
        error[r] = run->error[RUNS + r] * 2.0 / POINTS;     /* E_total is half the sum */
    qsort(error, RUNS, sizeof *error, ascending);
    if (kind == OHM_NODE_HP)
        ck_assert_double_lt(error[RUNS / 2], 4e-3);
    else
        ck_assert_double_gt(error[0], floor_on(x, y, POINTS));
    ohm_perceptron_run_free(run);
    ohm_perceptron_task_free(task);
    ohm_rng_free(rng);
}
END_TEST

/* Something in the span is fitted exactly, in several inputs, also by dependent nodes. */
START_TEST(what_is_in_the_span_has_no_error)
{
    enum { POINTS = 50, INPUTS = 3, HIDDEN = 6 };
    const ohm_node node = { OHM_NODE_TANH, 0.25, 0.01 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    double x[POINTS * INPUTS], y[POINTS], weight[HIDDEN * (INPUTS + 1)], error;

    for (size_t k = 0; k < POINTS * INPUTS; k++)
        x[k] = ohm_rng_normal(rng);
    for (size_t k = 0; k < HIDDEN * (INPUTS + 1); k++)
        weight[k] = k < 3 * (INPUTS + 1) ? ohm_rng_normal(rng) : weight[k - 3 * (INPUTS + 1)];
    for (size_t p = 0; p < POINTS; p++) {
        double s = weight[INPUTS];

        for (size_t i = 0; i < INPUTS; i++)
            s += weight[i] * x[p * INPUTS + i];
        y[p] = 2.0 * tanh(s) - 3.0;
    }
    test_ok(ohm_perceptron_span_error(&error, x, y, POINTS, INPUTS, weight, HIDDEN, &node, &err), &err);
    ck_assert_double_lt(error, 1e-26);              /* (|y| eps)^2 and some */
    test_fails(ohm_perceptron_span_error(&error, x, y, 0, INPUTS, weight, HIDDEN, &node, &err), OHM_E_ARG,
               &err, "no points");
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/perceptron_span");
    TCase *cases = tcase_create("perceptron_span");

    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, parabolas_stop_at_the_floor);
    tcase_add_loop_test(cases, saturation_approximates, 0, WIDTHS);
    tcase_add_loop_test(cases, training_gets_there, 0, 2);
    tcase_add_loop_test(cases, what_is_in_the_span_has_no_error, 0, 5);
    suite_add_tcase(suite, cases);
    return suite;
}
