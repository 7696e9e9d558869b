/* tests/learning/test_perceptron_bound.c -- mirrors lib/learning/perceptron_bound.c */
#include "learning/perceptron_bound.h"
#include "support/test.h"

#include <float.h>
#include <math.h>

static ohm_error err;

/* Least squares of targets 0 1 1 0 by values with v_a <= v_b <= v_c <= v_d in this order of
 * the corners: pool adjacent violators. */
static double
isotonic(const int order[4], const double count[4])
{
    static const double TARGET[4] = { 0.0, 1.0, 1.0, 0.0 };
    double weight[4], sum[4], error = 0.0;
    int size[4], blocks = 0, first = 0;

    for (int k = 0; k < 4; k++) {
        weight[blocks] = count[order[k]];
        sum[blocks] = count[order[k]] * TARGET[order[k]];
        size[blocks++] = 1;
        while (blocks > 1 && sum[blocks - 2] * weight[blocks - 1] >= sum[blocks - 1] * weight[blocks - 2]) {
            blocks--;
            weight[blocks - 1] += weight[blocks];
            sum[blocks - 1] += sum[blocks];
            size[blocks - 1] += size[blocks];
        }
    }
    for (int b = 0; b < blocks; first += size[b++])
        for (int k = first; k < first + size[b]; k++) {
            const double miss = TARGET[order[k]] - (weight[b] > 0.0 ? sum[b] / weight[b] : 0.0);

            error += 0.5 * count[order[k]] * miss * miss;
        }
    return error;
}

/* Brute force: the corner sums satisfy s00 + s11 = s01 + s10, so one pair encloses the
 * other; all orders that allows, and the best monotone fit of each. */
START_TEST(monotone_bound_is_the_best_fit)
{
    static const int ORDER[8][4] = { { 0, 1, 2, 3 }, { 0, 2, 1, 3 }, { 3, 1, 2, 0 }, { 3, 2, 1, 0 },
                                     { 1, 0, 3, 2 }, { 1, 3, 0, 2 }, { 2, 0, 3, 1 }, { 2, 3, 0, 1 } };
    ohm_rng *rng = test_rng((unsigned long)_i);
    double count[4], best = INFINITY;

    for (int c = 0; c < 4; c++)
        count[c] = (double)(1 + ohm_rng_below(rng, 50));
    for (int k = 0; k < 8; k++)
        best = fmin(best, isotonic(ORDER[k], count));
    ck_assert_double_eq_tol(ohm_perceptron_bound_monotone(count), best, 1e-14 * best);
    ck_assert_double_ge(ohm_perceptron_bound_sigmoid(count), ohm_perceptron_bound_monotone(count));
    ohm_rng_free(rng);
}
END_TEST

START_TEST(published_values)
{
    static const double BALANCED[4] = { 25.0, 25.0, 25.0, 25.0 }, NONE[4] = { 0.0 };
    static const double COUNT[3][4] = { { 30, 25, 25, 20 }, { 31, 17, 24, 28 }, { 20, 30, 30, 20 } };
    static const double SIGMOID[3] = { 10.0, 8.5, 10.0 };

    ck_assert_double_eq_tol(ohm_perceptron_bound_monotone(BALANCED), 25.0 / 3.0, 4.0 * DBL_EPSILON * 25.0);
    ck_assert(ohm_perceptron_bound_sigmoid(BALANCED) == 12.5);
    for (int k = 0; k < 3; k++)
        ck_assert(ohm_perceptron_bound_sigmoid(COUNT[k]) == SIGMOID[k]);
    ck_assert(ohm_perceptron_bound_monotone(NONE) == 0.0);
    ck_assert_double_eq_tol(ohm_perceptron_bound_ceiling(0.5, 50.0), 6.25, 1e-14);
    ck_assert_double_eq_tol(ohm_perceptron_bound_ceiling(1.0, 50.0), 14.0625, 1e-14);
    ck_assert(ohm_perceptron_bound_ceiling(0.25, 50.0) == 0.0);
    ck_assert(ohm_perceptron_bound_ceiling(0.2, 50.0) == 0.0);
}
END_TEST

typedef struct {
    const char *gate;
    size_t hidden;
    ohm_node_kind node;
    ohm_perceptron_code code;
    double bound;               /* for counts 30 25 25 20; negative: none */
} rule;

static const double MONOTONE = 0.5 * 50.0 * 20.0 / 70.0;
#define NONE_APPLIES (-1.0)

/* Which bound the field carries, row by row. */
START_TEST(rules_of_the_field)
{
    const rule RULE[] = {
        { "xor", 0, OHM_NODE_SIGMOID, OHM_CODE_01, 10.0 }, { "xnor", 0, OHM_NODE_SIGMOID, OHM_CODE_01, 10.0 },
        { "xor", 0, OHM_NODE_TANH, OHM_CODE_PM, 10.0 }, { "xor", 0, OHM_NODE_TANH, OHM_CODE_01, MONOTONE },
        { "table:1001", 0, OHM_NODE_SIGMOID, OHM_CODE_PM, MONOTONE },
        { "or", 0, OHM_NODE_SIGMOID, OHM_CODE_01, NONE_APPLIES },
        { "xor", 0, OHM_NODE_PARABOLA, OHM_CODE_01, NONE_APPLIES },
        { "xor", 0, OHM_NODE_HP, OHM_CODE_01, NONE_APPLIES },
        { "xor", 0, OHM_NODE_HPGAIN, OHM_CODE_01, NONE_APPLIES },
        { "xor", 2, OHM_NODE_SIGMOID, OHM_CODE_01, NONE_APPLIES }
    };
    static const double COUNT[4] = { 30.0, 25.0, 25.0, 20.0 };

    for (size_t k = 0; k < sizeof RULE / sizeof *RULE; k++) {
        const ohm_perceptron_shape shape = { 2, RULE[k].hidden, 1 };
        ohm_perceptron_task *task;
        ohm_perceptron_plan plan;
        double bound = NONE_APPLIES;

        test_ok(ohm_perceptron_task_gate(&task, RULE[k].gate, RULE[k].code, &err), &err);
        ohm_perceptron_defaults(&plan, &shape, RULE[k].node);
        ck_assert(ohm_perceptron_bound(&bound, &plan, task, COUNT) == (RULE[k].bound > 0.0));
        ck_assert_double_eq_tol(bound, RULE[k].bound, 1e-14);
        ohm_perceptron_task_free(task);
    }
}
END_TEST

/* 100 runs, every epoch: none falls below its own bound, and a false bound is noticed. */
START_TEST(training_never_beats_the_bound)
{
    const ohm_perceptron_shape shape = { 2, 0, 1 };
    ohm_perceptron_task *task;
    ohm_perceptron_plan plan;
    ohm_perceptron_run *run;

    test_ok(ohm_perceptron_task_gate(&task, "xor", _i < 2 ? OHM_CODE_01 : OHM_CODE_PM, &err), &err);
    ohm_perceptron_defaults(&plan, &shape, _i % 2 == 0 ? OHM_NODE_SIGMOID : OHM_NODE_TANH);
    plan.epochs = 300;
    test_ok(ohm_perceptron_train(&run, &plan, task, NULL, &err), &err);
    ohm_perceptron_bound_check check = ohm_perceptron_check_bound(run, &plan, task);
    ck_assert(check.applies && check.violations == 0 && check.margin > 0.0);
    run->error[17] = check.lowest * 0.99;
    check = ohm_perceptron_check_bound(run, &plan, task);
    ck_assert_uint_eq(check.violations, 1);
    ohm_perceptron_run_free(run);
    ohm_perceptron_task_free(task);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/perceptron_bound");
    TCase *cases = tcase_create("perceptron_bound");

    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, monotone_bound_is_the_best_fit, 0, 200);
    tcase_add_test(cases, published_values);
    tcase_add_test(cases, rules_of_the_field);
    tcase_add_loop_test(cases, training_never_beats_the_bound, 0, 4);
    suite_add_tcase(suite, cases);
    return suite;
}
