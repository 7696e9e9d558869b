/* tests/learning/test_perceptron_start.c -- mirrors lib/learning/perceptron_start.c */
#include "learning/perceptron_start.h"
#include "support/test.h"

#include <math.h>

enum { DRAWS = 20000 };

static ohm_perceptron_plan
plan_of(size_t hidden, ohm_node_kind node)
{
    const ohm_perceptron_shape shape = { 2, hidden, 1 };
    ohm_perceptron_plan plan;

    ohm_perceptron_defaults(&plan, &shape, node);
    return plan;
}

/* Largest |w| and mean of w^2 over many realizations, weight by weight. */
static void
survey(double *largest, double *square, double *least, const ohm_perceptron_plan *plan)
{
    const size_t weights = ohm_perceptron_weights(&plan->shape);
    ohm_rng *rng = test_rng(1);
    double weight[9];

    for (size_t k = 0; k < weights; k++)
        largest[k] = square[k] = least[k] = 0.0;
    for (size_t r = 0; r < DRAWS; r++) {
        ohm_perceptron_draw_weights(weight, plan, r, rng);
        for (size_t k = 0; k < weights; k++) {
            largest[k] = fmax(largest[k], fabs(weight[k]));
            least[k] = fmin(least[k], weight[k]);
            square[k] += weight[k] * weight[k] / DRAWS;
        }
    }
    ohm_rng_free(rng);
}

/* U(-h, h): no number beyond h, none of 20000 within 1 - 1e-3 of it with chance e^-20, and
 * mean square h^2/3 within 5 of its sd h^2 sqrt(4/45/n). */
START_TEST(weights_fill_glorots_box)
{
    const ohm_perceptron_plan plan = plan_of(_i == 0 ? 0 : 2, OHM_NODE_SIGMOID);
    const size_t weights = ohm_perceptron_weights(&plan.shape);
    double largest[9], square[9], least[9];

    survey(largest, square, least, &plan);
    for (size_t k = 0; k < weights; k++) {
        const double h = sqrt(_i == 1 && k < 6 ? 1.5 : 2.0), spread = h * h * sqrt(4.0 / 45.0 / DRAWS);

        ck_assert(largest[k] <= h && largest[k] > 0.999 * h);
        ck_assert_double_eq_tol(square[k], h * h / 3.0, 5.0 * spread);
    }
}
END_TEST

/* The state of hpgain is U(0, 1); zero_bias changes biases only. */
START_TEST(states_and_zero_biases)
{
    ohm_perceptron_plan plan = plan_of(0, OHM_NODE_HPGAIN);
    double largest[9], square[9], least[9], drawn[3], zero[3];
    ohm_rng *rng = test_rng(2);

    survey(largest, square, least, &plan);
    ck_assert(least[2] == 0.0 && largest[2] <= 1.0 && largest[2] > 0.999);
    ck_assert_double_eq_tol(square[2], 1.0 / 3.0, 5.0 * sqrt(4.0 / 45.0 / DRAWS));
    ohm_perceptron_draw_weights(drawn, &plan, 7, rng);
    plan.zero_bias = true;
    ohm_perceptron_draw_weights(zero, &plan, 7, rng);
    ck_assert(zero[0] == drawn[0] && zero[1] == drawn[1] && zero[2] == 0.0);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(given_weights_are_taken_as_they_are)
{
    const double given[6] = { 1, 2, 3, 4, 5, 6 };
    ohm_perceptron_plan plan = plan_of(0, OHM_NODE_TANH);
    ohm_rng *rng = test_rng(3);
    double weight[3];

    plan.initial = given;
    plan.initial_sets = (size_t)_i + 1;
    ohm_perceptron_draw_weights(weight, &plan, 1, rng);
    for (int k = 0; k < 3; k++)
        ck_assert(weight[k] == given[3 * _i + k]);
    ohm_rng_free(rng);
}
END_TEST

/* Corners come up evenly: 400000 draws, 5 sd of a binomial with p = 1/4. */
START_TEST(data_are_even)
{
    enum { RUNS = 4000, SAMPLES = 100 };
    const ohm_perceptron_plan plan = plan_of(0, OHM_NODE_SIGMOID);
    const double draws = (double)RUNS * SAMPLES;
    ohm_rng *rng = test_rng(4);
    uint32_t data[SAMPLES];
    double times[4], sum[4] = { 0.0 };

    for (size_t r = 0; r < RUNS; r++) {
        ohm_perceptron_draw_data(data, times, SAMPLES, 4, &plan, r, rng);
        ck_assert(times[0] + times[1] + times[2] + times[3] == SAMPLES);
        for (int c = 0; c < 4; c++)
            sum[c] += times[c];
    }
    for (int c = 0; c < 4; c++)
        ck_assert_double_eq_tol(sum[c], draws / 4.0, 5.0 * sqrt(draws * 3.0 / 16.0));
    ohm_rng_free(rng);
}
END_TEST

START_TEST(thresholds_spread_around_the_nominal_ones)
{
    ohm_perceptron_plan plan = plan_of(0, OHM_NODE_SIGMOID);
    ohm_rng *rng = test_rng(5);
    double threshold[3], sum = 0.0;

    ohm_perceptron_draw_thresholds(threshold, 1, &plan, 0, rng);
    ck_assert(threshold[0] == 20.0 && threshold[1] == 20.5 && threshold[2] == 21.0);
    plan.spread = 0.5;
    for (size_t r = 0; r < DRAWS; r++) {
        ohm_perceptron_draw_thresholds(threshold, 1, &plan, r, rng);
        sum += (threshold[1] - 20.5) * (threshold[1] - 20.5) / DRAWS;
    }
    ck_assert_double_eq_tol(sum, 0.25, 5.0 * 0.25 * sqrt(2.0 / DRAWS));
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/perceptron_start");
    TCase *cases = tcase_create("perceptron_start");

    tcase_add_loop_test(cases, weights_fill_glorots_box, 0, 2);
    tcase_add_test(cases, states_and_zero_biases);
    tcase_add_loop_test(cases, given_weights_are_taken_as_they_are, 0, 2);
    tcase_add_test(cases, data_are_even);
    tcase_add_test(cases, thresholds_spread_around_the_nominal_ones);
    suite_add_tcase(suite, cases);
    return suite;
}
