/* tests/learning/test_contrastive_split.c -- mirrors lib/learning/contrastive_split.c */
#include "learning/contrastive_net.h"
#include "learning/contrastive_split.h"

#include <math.h>
#include <string.h>

enum { COUNT = 30, CLASSES = 3, TRAINS = 4 };

/* Samples whose first input is their number, of class number % 3. */
typedef struct {
    test_net net;
    double x[COUNT * NET_SOURCES], label[COUNT];
    size_t class_of[COUNT];
    ohm_contrastive_data data, none;
} numbered;

static void
numbered_open(numbered *n, bool classes, ohm_rng *rng)
{
    test_net_plan(&n->net, OHM_EDGE_LINEAR, 1, rng);
    for (size_t b = 0; b < COUNT; b++) {
        for (size_t s = 0; s < NET_SOURCES; s++)
            n->x[b * NET_SOURCES + s] = s == 0 ? (double)b : s == 1 ? 7.0 : -(double)b;
        n->label[b] = 100.0 + (double)b;
        n->class_of[b] = b % CLASSES;
    }
    n->data = (ohm_contrastive_data){ .count = COUNT, .x = n->x, .label = classes ? NULL : n->label,
                                      .classes = classes ? CLASSES : 0, .class_of = classes ? n->class_of
                                      : NULL };
    n->none = (ohm_contrastive_data){ .count = 0 };
}

/* Every sample is somewhere once, with its own label; as many of each class train as were asked. */
START_TEST(samples_are_dealt_once)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const bool classes = _i % 2 == 0;
    bool seen[COUNT] = { false };
    size_t members[CLASSES] = { 0 };
    ohm_contrastive_split split;
    numbered n;
    ohm_error err;

    numbered_open(&n, classes, rng);
    n.net.plan.realization = (uint64_t)_i;
    test_ok(ohm_contrastive_split_make(&split, &n.net.plan, &n.data, &n.none, TRAINS, &err), &err);
    ck_assert_uint_eq(split.train.count, classes ? TRAINS * CLASSES : TRAINS);
    ck_assert_uint_eq(split.train.count + split.test.count, COUNT);
    for (size_t b = 0; b < COUNT; b++) {
        const bool trains = b < split.train.count;
        const ohm_contrastive_data *d = trains ? &split.train : &split.test;
        const size_t at = trains ? b : b - split.train.count, number = (size_t)d->x[at * NET_SOURCES];

        ck_assert(number < COUNT && !seen[number]);
        seen[number] = true;
        ck_assert_double_eq(d->x[at * NET_SOURCES + 2], -(double)number);
        if (classes) {
            ck_assert_uint_eq(d->class_of[at], number % CLASSES);
            members[d->class_of[at]] += trains;
        } else {
            ck_assert_double_eq(d->label[at], 100.0 + (double)number);
        }
    }
    for (size_t c = 0; classes && c < CLASSES; c++)
        ck_assert_uint_eq(members[c], TRAINS);
    ohm_contrastive_split_free(&split);
    ohm_graph_free(n.net.graph);
    ohm_rng_free(rng);
}
END_TEST

/* Without a split both are copies; the scale is that of training, and tests are clipped to it. */
START_TEST(scaled_by_training_alone)
{
    ohm_rng *rng = test_rng(1);
    ohm_contrastive_data test;
    ohm_contrastive_split split;
    numbered n;
    ohm_error err;

    numbered_open(&n, false, rng);
    test = n.data;
    n.data.count = 11;
    test_ok(ohm_contrastive_split_make(&split, &n.net.plan, &n.data, &test, 0, &err), &err);
    ck_assert_uint_eq(split.test.count, COUNT);
    ck_assert_mem_eq(split.train.x, n.x, 11 * NET_SOURCES * sizeof *n.x);
    ck_assert_mem_eq(split.test.x, n.x, sizeof n.x);
    ohm_contrastive_split_scale(&split, NET_SOURCES);
    for (size_t b = 0; b < COUNT; b++) {
        ck_assert_double_eq(split.test.x[b * NET_SOURCES], fmin(1.0, (double)b / 10.0));
        ck_assert_double_eq(split.test.x[b * NET_SOURCES + 1], 7.0);
        ck_assert_double_eq(split.test.x[b * NET_SOURCES + 2], fmax(0.0, (10.0 - (double)b) / 10.0));
    }
    ohm_contrastive_split_free(&split);
    ohm_graph_free(n.net.graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(none_left_to_test_is_refused)
{
    ohm_rng *rng = test_rng(1);
    ohm_contrastive_split split;
    numbered n;
    ohm_error err;

    numbered_open(&n, true, rng);
    test_fails(ohm_contrastive_split_make(&split, &n.net.plan, &n.data, &n.none, COUNT / CLASSES, &err),
               OHM_E_ARG, &err, "none would be left");
    ohm_graph_free(n.net.graph);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("contrastive_split");
    TCase *tc = tcase_create("contrastive_split");

    tcase_add_loop_test(tc, samples_are_dealt_once, 0, 6);
    tcase_add_test(tc, scaled_by_training_alone);
    tcase_add_test(tc, none_left_to_test_is_refused);
    suite_add_tcase(suite, tc);
    return suite;
}
