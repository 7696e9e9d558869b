/* tests/learning/test_perceptron_train.c -- mirrors lib/learning/perceptron_train.c */
#include "learning/perceptron_train.h"
#include "learning/perceptron_lanes.h"
#include "learning/perceptron_reference.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static ohm_error err;

static ohm_perceptron_task *
gate(const char *name)
{
    ohm_perceptron_task *task;

    test_ok(ohm_perceptron_task_gate(&task, name, OHM_CODE_01, &err), &err);
    return task;
}

static ohm_perceptron_run *
train(const ohm_perceptron_plan *plan, const ohm_perceptron_task *task)
{
    ohm_perceptron_run *run;

    test_ok(ohm_perceptron_train(&run, plan, task, NULL, &err), &err);
    return run;
}

/* Corners in counting order, once an epoch, from given weights. */
static ohm_perceptron_plan
plan_fixed(size_t hidden, ohm_node_kind node, const double *initial, size_t epochs)
{
    const ohm_perceptron_shape shape = { 2, hidden, 1 };
    ohm_perceptron_plan plan;

    ohm_perceptron_defaults(&plan, &shape, node);
    plan.realizations = 1;
    plan.samples = 0;
    plan.shuffled = false;
    plan.initial = initial;
    plan.initial_sets = 1;
    plan.epochs = epochs;
    return plan;
}

/* ---- the published cases ------------------------------------------------------- */
static const double PRINTED = 1e-13;        /* the specification prints 13 digits */

START_TEST(single_layer_or_after_one_epoch)
{
    static const double START[3] = { 0.5, -0.3, 0.1 };
    static const double END[3] = { 0.5182754115256, -0.2761559892123, 0.1188547129541 };
    ohm_perceptron_plan plan = plan_fixed(0, OHM_NODE_SIGMOID, START, 1);
    ohm_perceptron_task *task = gate("or");

    plan.device = _i == 1;
    ohm_perceptron_run *run = train(&plan, task);
    for (int k = 0; k < 3; k++)
        ck_assert_double_eq_tol(run->weight[k], END[k], PRINTED);
    ck_assert_double_eq_tol(run->error[1], 0.4298409481569, PRINTED);
    ohm_perceptron_run_free(run);
    ohm_perceptron_task_free(task);
}
END_TEST

START_TEST(two_layers_xor_after_one_epoch)
{
    static const double START[9] = { 0.8, -0.6, 0.2, -0.4, 0.9, -0.1, 0.7, 1.1, 0.05 };
    ohm_perceptron_plan plan = plan_fixed(2, OHM_NODE_PARABOLA, START, 1);
    ohm_perceptron_task *task = gate("xor");

    plan.device = _i == 1;
    plan.rate = 0.01;
    ohm_perceptron_run *run = train(&plan, task);
    ck_assert_double_eq_tol(run->weight[0], 0.8015507028432, PRINTED);
    ck_assert_double_eq_tol(run->weight[1], -0.5981801494545, PRINTED);
    ck_assert_double_eq_tol(run->weight[3], -0.3886825433685, PRINTED);
    ck_assert_double_eq_tol(run->weight[4], 0.8998347011010, PRINTED);
    ck_assert_double_eq_tol(run->error[1], 0.84852076815758, PRINTED);
    ohm_perceptron_run_free(run);
    ohm_perceptron_task_free(task);
}
END_TEST

/* ---- the second road ------------------------------------------------------------- */
/* The two roads round differently (another exp, gradients associated otherwise): some
 * ulps per update of weights below 4, and 30 epochs of 6 updates amplify little. */
static const double ROADS_TOL = 1e-12;

enum { ROWS = 6, VARIANTS = 9 };

/* One way of running the device for each variant. */
static void
choose_variant(ohm_perceptron_plan *plan, int variant)
{
    const bool memristor = ohm_node_is_memristor(plan->node.kind), layers = plan->shape.hidden > 0;

    plan->device = variant > 1;
    /* a device of the reference has one pair of limits, and a state has others than weights */
    plan->limit = (variant == 1 || variant == 3) && plan->node.kind != OHM_NODE_HPGAIN ? 0.5 : INFINITY;
    plan->rise = variant == 4 || variant == 5 ? 0.01 : 0.0;
    plan->compensate = variant == 5;
    plan->rate_in_amplitude = variant == 6 && !layers;
    if (!layers && variant == 7)
        plan->window = 0.05;                        /* dead pulses and cross-talk */
    if (!layers && variant == 7)
        plan->spacing = 0.03;
    plan->cure = !memristor || variant < 7 ? OHM_READ_IDEAL : variant == 7 ? OHM_READ_NONE : OHM_READ_MIRROR;
    if (variant == 6)
        plan->linear_output = true;
}

START_TEST(ensemble_follows_the_reference)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const ohm_node_kind kind = (ohm_node_kind)(_i % OHM_NODE_LINEAR);
    const ohm_perceptron_shape shape = { 1 + (size_t)_i % 3, _i / 5 % 2 == 0 ? 0 : 1 + (size_t)_i % 4,
                                         1 + (size_t)_i / 7 % 2 };
    const size_t weights = ohm_perceptron_weights(&shape), columns = shape.inputs + shape.outputs;
    double rows[ROWS * 5], start[40], weight[40], rest[8] = { 0.0 };
    ohm_threshold_tally tally = { 0 };
    ohm_perceptron_task *task;
    ohm_perceptron_plan plan;

    for (size_t k = 0; k < ROWS * columns; k++)
        rows[k] = k % columns < shape.inputs ? ohm_rng_between(rng, -1.0, 1.0)
                                             : (double)ohm_rng_below(rng, 2);
    test_ok(ohm_perceptron_task_data(&task, shape.inputs, shape.outputs, ROWS, rows, OHM_CODE_01, false,
                                     &err), &err);
    for (size_t k = 0; k < weights; k++)
        start[k] = weight[k] = ohm_rng_uniform(rng) - (kind == OHM_NODE_HPGAIN ? 0.0 : 0.5);
    ohm_perceptron_defaults(&plan, &shape, kind);
    choose_variant(&plan, _i / 10 % VARIANTS);
    plan.rate = 0.05;
    plan.realizations = 1;
    plan.samples = 0;
    plan.shuffled = false;
    plan.initial = start;
    plan.initial_sets = 1;
    plan.epochs = 30;
    ohm_perceptron_run *run = train(&plan, task);
    reference_train(weight, rest, &plan, task, &tally);
    for (size_t k = 0; k < weights; k++)
        ck_assert_msg(fabs(run->weight[k] - weight[k]) <= ROADS_TOL, "weight %zu: %.17g, not %.17g", k,
                      run->weight[k], weight[k]);
    for (size_t k = 0; k < ohm_perceptron_nodes(&shape); k++)
        ck_assert_double_eq_tol(run->rest[k], rest[k], ROADS_TOL);
    ck_assert_double_eq_tol(run->error[30], reference_error(weight, rest, &plan, task), ROADS_TOL);
    ck_assert(run->audit.pulses == (double)tally.pulses && run->audit.dead == (double)tally.dead);
    ck_assert(run->audit.crosstalk == (double)tally.crosstalk);
    if (kind != OHM_NODE_HPGAIN)                    /* the reference clips states outside the device */
        ck_assert(run->audit.clipped == (double)tally.clipped);
    ck_assert(test_close(run->audit.square, tally.square, 1e-12));
    ohm_perceptron_run_free(run);
    ohm_perceptron_task_free(task);
    ohm_rng_free(rng);
}
END_TEST

/* ---- independence ------------------------------------------------------------------ */
/* NaN equals NaN here: the same bits. */
static void
assert_same(const double *a, const double *b, size_t n)
{
    ck_assert_mem_eq(a, b, n * sizeof *a);
}

static ohm_perceptron_plan
plan_ensemble(size_t hidden, ohm_node_kind node, size_t realizations)
{
    const ohm_perceptron_shape shape = { 2, hidden, 1 };
    ohm_perceptron_plan plan;

    ohm_perceptron_defaults(&plan, &shape, node);
    plan.realizations = realizations;
    plan.epochs = 20;
    plan.device = true;
    plan.write_noise = 0.01;
    plan.spread = 0.001;
    return plan;
}

START_TEST(a_few_realizations_are_the_first_of_many)
{
    const size_t hidden = _i % 2 == 0 ? 0 : 3;
    ohm_perceptron_plan plan = plan_ensemble(hidden, _i < 2 ? OHM_NODE_TANH : OHM_NODE_HP, 45);
    ohm_perceptron_task *task = gate("xor");
    ohm_perceptron_run *many = train(&plan, task);

    plan.realizations = 10;
    ohm_perceptron_run *few = train(&plan, task);
    assert_same(few->weight, many->weight, 10 * few->weights);
    for (size_t p = 0; p < few->points; p++)
        assert_same(few->error + p * 10, many->error + p * 45, 10);
    ohm_perceptron_run_free(few);
    ohm_perceptron_run_free(many);
    ohm_perceptron_task_free(task);
}
END_TEST

START_TEST(threads_and_widths_give_the_same_bits)
{
    ohm_perceptron_plan plan = plan_ensemble(_i % 2 == 0 ? 0 : 2, (ohm_node_kind)(_i / 2), 50);
    ohm_perceptron_task *task = gate("and");
    ohm_perceptron_run *one = train(&plan, task), *other;
    const ohm_lanes_set *sets;

    for (size_t set = 0, count = ohm_lanes_sets(&sets); set < count; set++) {
        plan.threads = set + 2;
        test_ok(ohm_perceptron_train_with(&other, &plan, task, set, NULL, &err), &err);
        assert_same(one->weight, other->weight, 50 * one->weights);
        assert_same(one->error, other->error, 50 * one->points);
        assert_same(one->running, other->running, 50 * one->points);
        ck_assert_mem_eq(&one->audit, &other->audit, sizeof one->audit);
        ohm_perceptron_run_free(other);
    }
    ohm_perceptron_run_free(one);
    ohm_perceptron_task_free(task);
}
END_TEST

/* Trained 7 and 13 epochs from the weights and stream position in between, or 20 at once. */
START_TEST(resuming_changes_nothing)
{
    ohm_perceptron_plan plan = plan_ensemble((size_t)_i, OHM_NODE_PARABOLA, 5);
    ohm_perceptron_task *task = gate("xor");
    ohm_perceptron_run *whole = train(&plan, task), *head, *tail;

    plan.epochs = 7;
    head = train(&plan, task);
    plan.first_epoch = 7;
    plan.epochs = 13;
    plan.initial = head->weight;
    plan.initial_sets = 5;
    tail = train(&plan, task);
    assert_same(whole->weight, tail->weight, 5 * whole->weights);
    assert_same(whole->error + 7 * 5, tail->error, 5 * tail->points);
    ck_assert_uint_eq(tail->epoch[13], 20);
    ohm_perceptron_run_free(head);
    ohm_perceptron_run_free(tail);
    ohm_perceptron_run_free(whole);
    ohm_perceptron_task_free(task);
}
END_TEST

START_TEST(recording_fewer_epochs_changes_nothing)
{
    ohm_perceptron_plan plan = plan_ensemble(0, OHM_NODE_SIGMOID, 3);
    ohm_perceptron_task *task = gate("or");
    ohm_perceptron_run *all = train(&plan, task), *some;
    static const size_t EPOCH[4] = { 0, 8, 16, 20 };

    plan.every = 8;
    some = train(&plan, task);
    ck_assert_uint_eq(some->points, 4);
    for (size_t p = 0; p < 4; p++) {
        ck_assert_uint_eq(some->epoch[p], EPOCH[p]);
        assert_same(some->error + p * 3, all->error + EPOCH[p] * 3, 3);
        assert_same(some->running + p * 3, all->running + EPOCH[p] * 3, 3);
    }
    ohm_perceptron_run_free(some);
    ohm_perceptron_run_free(all);
    ohm_perceptron_task_free(task);
}
END_TEST

/* ---- device against ideal -------------------------------------------------------------- */
static int
ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The largest difference of a weight in each of 60 runs, in ascending order. */
static void
compare_levels(double difference[60], ohm_perceptron_plan *plan, const ohm_perceptron_task *task)
{
    ohm_perceptron_run *ideal, *device;

    plan->realizations = 60;
    plan->device = false;
    ideal = train(plan, task);
    plan->device = true;
    device = train(plan, task);
    for (size_t r = 0; r < 60; r++) {
        difference[r] = 0.0;
        for (size_t k = r * ideal->weights; k < (r + 1) * ideal->weights; k++)
            difference[r] = fmax(difference[r], fabs(ideal->weight[k] - device->weight[k]));
    }
    qsort(difference, 60, sizeof *difference, ascending);
    ohm_perceptron_run_free(ideal);
    ohm_perceptron_run_free(device);
}

/* 20,000 samples of 60 runs.  Each pulse adds an error of tau ulp(I)/2 = 1.8e-16 of random
 * sign; sqrt(20000) of them make 2.5e-14, and the delta rule contracts. */
START_TEST(pulses_equal_the_delta_rule)
{
    static const char *const GATE[3] = { "or", "and", "xor" };
    const ohm_perceptron_shape shape = { 2, 0, 1 };
    ohm_perceptron_task *task = gate(GATE[_i % 3]);
    ohm_perceptron_plan plan;
    double difference[60];

    ohm_perceptron_defaults(&plan, &shape, _i < 3 ? OHM_NODE_SIGMOID : OHM_NODE_TANH);
    plan.epochs = 200;
    compare_levels(difference, &plan, task);
    ck_assert_double_le(difference[59], 1e-12);
    ohm_perceptron_task_free(task);
}
END_TEST

/* 15,000 samples of two layers, thresholds at 2 A.  Runs with large transients amplify the
 * rounding of pulses as they would any other, so the median is held to the bound that the
 * specification gives for it, not the worst run. */
START_TEST(pulses_equal_backpropagation)
{
    const ohm_perceptron_shape shape = { 2, 2, 1 };
    ohm_perceptron_task *task = gate("xor");
    ohm_perceptron_plan plan;
    double difference[60];

    ohm_perceptron_defaults(&plan, &shape, _i == 0 ? OHM_NODE_PARABOLA : OHM_NODE_SIGMOID);
    plan.epochs = 150;
    plan.rate = 0.01;
    plan.first = 2.0;
    compare_levels(difference, &plan, task);
    ck_assert_double_le(difference[30], 2e-13);
    ohm_perceptron_task_free(task);
}
END_TEST

/* The largest update is 4/27, at V = 1/3 and T = 1: a window just above it writes, one
 * just below is dead. */
START_TEST(dead_zone_begins_at_four_27ths)
{
    static const double EDGE = 1e-6;
    const double start[3] = { 0.0, 0.0, log(0.5) };         /* sigma(-log 2) = 1/3 */
    ohm_perceptron_plan plan = plan_fixed(0, OHM_NODE_SIGMOID, start, 1);
    const double row[3] = { 0.0, 0.0, 1.0 };
    ohm_perceptron_task *task;

    plan.device = true;
    plan.window = 4.0 / 27.0 * (_i == 0 ? 1.0 + EDGE : 1.0 - EDGE);
    test_ok(ohm_perceptron_task_data(&task, 2, 1, 1, row, OHM_CODE_01, false, &err), &err);
    ohm_perceptron_run *run = train(&plan, task);
    ck_assert(run->audit.pulses == 1.0 && run->audit.dead == (_i == 0 ? 0.0 : 1.0));
    ck_assert((run->weight[2] != start[2]) == (_i == 0));
    ohm_perceptron_run_free(run);
    ohm_perceptron_task_free(task);
}
END_TEST

/* ---- divergence -------------------------------------------------------------------------- */
START_TEST(divergence_is_counted_and_sticky)
{
    const ohm_perceptron_shape shape = { 2, 2, 1 };
    ohm_perceptron_task *task = gate("xor");
    ohm_perceptron_plan plan;
    size_t diverged = 0;

    ohm_perceptron_defaults(&plan, &shape, OHM_NODE_PARABOLA);
    plan.rate = 0.5;
    plan.epochs = 50;
    ohm_perceptron_run *run = train(&plan, task);
    for (size_t r = 0; r < run->realizations; r++) {
        const size_t end = run->diverged[r];

        diverged += end != SIZE_MAX;
        for (size_t p = 0; p < run->points; p++)
            ck_assert(isnan(run->error[p * run->realizations + r]) == (p >= end));
        ck_assert(end == SIZE_MAX || run->accuracy[r] == 0.0);
    }
    ck_assert_uint_gt(diverged, 10);
    ck_assert_uint_lt(diverged, 100);
    ohm_perceptron_run_free(run);
    ohm_perceptron_task_free(task);
}
END_TEST

typedef struct {
    volatile sig_atomic_t stop;
    size_t reports, last;       /* stops at the last */
} stopper;

static void
count_report(void *data, double fraction)
{
    stopper *s = data;

    (void)fraction;
    s->stop = ++s->reports >= s->last;
}

/* 100 realizations of 1000 epochs, with a report after each epoch of eight. */
static ohm_perceptron_run *
train_until(size_t reports, ohm_status expected)
{
    stopper until = { .last = reports };
    const ohm_control control = { &until.stop, count_report, &until };
    const ohm_perceptron_shape shape = { 2, 0, 1 };
    ohm_perceptron_task *task = gate("or");
    ohm_perceptron_plan plan;
    ohm_perceptron_run *run;

    ohm_perceptron_defaults(&plan, &shape, OHM_NODE_SIGMOID);
    plan.every = 7;
    ck_assert_int_eq(ohm_perceptron_train(&run, &plan, task, &control, &err), expected);
    ohm_perceptron_task_free(task);
    return run;
}

/* What an interrupted ensemble leaves is part of what the whole one would have left. */
START_TEST(interrupt_keeps_what_was_finished)
{
    static const size_t AT[] = { 1, 2, 9, 999, 1000, 1001, 1700, 4321 };
    const size_t reports = AT[_i];
    ohm_perceptron_run *whole = train_until(SIZE_MAX, OHM_OK), *part = train_until(reports, OHM_E_INTERRUPT);

    ck_assert_uint_lt(part->reached, 1001);
    ck_assert_uint_lt(part->realizations, 100);
    ck_assert_uint_ge(part->realizations, 1);
    ck_assert(part->reached == 1000 || part->reached < reports);
    ck_assert_uint_le(part->epoch[part->points - 1], part->reached);
    ck_assert(part->points == whole->points || whole->epoch[part->points] > part->reached);
    for (size_t p = 0; p < part->points; p++)
        for (size_t r = 0; r < part->realizations; r++)
            ck_assert(memcmp(&part->error[p * part->realizations + r], &whole->error[p * 100 + r],
                             sizeof(double)) == 0);
    if (part->reached == 1000)
        ck_assert(memcmp(part->weight, whole->weight, part->realizations * part->weights * sizeof(double)) == 0);
    ohm_perceptron_run_free(part);
    ohm_perceptron_run_free(whole);
}
END_TEST

/* ---- the statements of the paper, with the spread the specification measured ---------------- */
typedef struct {
    const char *gate;
    size_t hidden;
    ohm_node_kind node;
    double rate;
    double least, most;             /* fraction of 100 runs right at all corners */
} claim;

/* 100 runs of true success p spread by sqrt(p (1-p) / 100): the bounds are the
 * specification's, about 4 sd wide. */
static const claim CLAIM[] = {
    { "or", 0, OHM_NODE_SIGMOID, 0.1, 1.0, 1.0 }, { "and", 0, OHM_NODE_SIGMOID, 0.1, 1.0, 1.0 },
    { "xor", 0, OHM_NODE_SIGMOID, 0.1, 0.0, 0.0 }, { "xor", 0, OHM_NODE_PARABOLA, 0.1, 0.24, 0.64 },
    { "or", 2, OHM_NODE_PARABOLA, 0.1, 0.90, 1.0 }, { "and", 2, OHM_NODE_PARABOLA, 0.1, 0.90, 1.0 },
    { "xor", 2, OHM_NODE_PARABOLA, 0.01, 1.0, 1.0 }, { "xor", 2, OHM_NODE_HP, 0.01, 0.84, 1.0 },
    { "or", 2, OHM_NODE_HP, 0.1, 0.97, 1.0 }, { "and", 2, OHM_NODE_HP, 0.1, 0.97, 1.0 },
    { "xor", 2, OHM_NODE_SIGMOID, 0.01, 0.0, 0.30 }
};
enum { CLAIMS = sizeof CLAIM / sizeof *CLAIM };

START_TEST(ensembles_learn_what_they_should)
{
    const claim *c = &CLAIM[_i % CLAIMS];
    const ohm_perceptron_shape shape = { 2, c->hidden, 1 };
    ohm_perceptron_task *task = gate(c->gate);
    ohm_perceptron_plan plan;
    double right = 0.0, at_200 = 0.0;

    ohm_perceptron_defaults(&plan, &shape, c->node);
    plan.rate = c->rate;
    plan.seed = 1 + (uint64_t)_i / CLAIMS;
    ohm_perceptron_run *run = train(&plan, task);
    for (size_t r = 0; r < 100; r++) {
        right += run->accuracy[r] == 1.0;
        at_200 += run->error[200 * 100 + r] / 100.0;
    }
    ck_assert_double_ge(right / 100.0, c->least);
    ck_assert_double_le(right / 100.0, c->most);
    if (c->hidden == 0 && c->least == 1.0)
        ck_assert_double_lt(at_200, 1.0);
    ohm_perceptron_run_free(run);
    ohm_perceptron_task_free(task);
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    const ohm_perceptron_shape shape = { 2, 2, 1 };
    ohm_perceptron_task *task = gate("or");
    ohm_perceptron_plan plan;
    ohm_perceptron_run *run = NULL;

    ohm_perceptron_defaults(&plan, &shape, OHM_NODE_HP);
    plan.epochs = 2;
    plan.realizations = 3;
    plan.device = true;
    plan.write_noise = 0.1;
    for (unsigned long k = 0; test_alloc_enabled(); k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_perceptron_train(&run, &plan, task, NULL, NULL);
        if (!test_alloc_allow())
            break;
        ck_assert_int_eq(status, OHM_E_NOMEM);
        ck_assert_ptr_null(run);
    }
    ohm_perceptron_run_free(run);
    ohm_perceptron_task_free(task);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/perceptron_train");
    TCase *cases = tcase_create("perceptron_train");

    tcase_set_timeout(cases, 300);      /* sanitizers and valgrind take their time */
    tcase_add_loop_test(cases, single_layer_or_after_one_epoch, 0, 2);
    tcase_add_loop_test(cases, two_layers_xor_after_one_epoch, 0, 2);
    tcase_add_loop_test(cases, ensemble_follows_the_reference, 0, 10 * VARIANTS);
    tcase_add_loop_test(cases, a_few_realizations_are_the_first_of_many, 0, 4);
    tcase_add_loop_test(cases, threads_and_widths_give_the_same_bits, 0, 2 * OHM_NODE_LINEAR);
    tcase_add_loop_test(cases, resuming_changes_nothing, 0, 3);
    tcase_add_test(cases, recording_fewer_epochs_changes_nothing);
    tcase_add_loop_test(cases, pulses_equal_the_delta_rule, 0, 6);
    tcase_add_loop_test(cases, pulses_equal_backpropagation, 0, 2);
    tcase_add_loop_test(cases, dead_zone_begins_at_four_27ths, 0, 2);
    tcase_add_test(cases, divergence_is_counted_and_sticky);
    tcase_add_loop_test(cases, interrupt_keeps_what_was_finished, 0, 8);
    tcase_add_loop_test(cases, ensembles_learn_what_they_should, 0, 2 * CLAIMS);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
