/* tests/stability/test_oscillation_census.c -- mirrors lib/stability/oscillation_census.c */
#include "stability/oscillation_census.h"
#include "support/test.h"

#include <stdlib.h>

static const ohm_oscillation_options SEARCH = { 5.0, 30, 1 };

/* Two nodes and three edges are the smallest circuit that turns; with one independent loop none
 * does, and with two or more every size has one. */
START_TEST(two_nodes_and_three_edges_are_the_smallest)
{
    ohm_oscillation_census *census;
    ohm_error err;

    test_ok(ohm_oscillation_census_alloc(&census, 5, &SEARCH, NULL, &err), &err);
    ck_assert_uint_eq(census->rows, 1 + 2 + 3 + 4);
    for (size_t i = 0; i < census->rows; i++) {
        const ohm_census_row *row = census->row + i;

        ck_assert_uint_ge(row->circuits, 1);
        ck_assert_uint_eq(row->patterns, row->circuits << (row->edges - 1));
        ck_assert_uint_le(row->oscillating, row->circuits);
        ck_assert_int_eq(row->turning > 0, row->edges > row->nodes);
        ck_assert_int_eq(row->largest > 0.0, row->turning > 0);
        ck_assert_int_eq(row->oscillating > 0, row->turning > 0);
    }
    ck_assert_ptr_nonnull(census->graph);
    ck_assert_uint_eq(census->graph->nodes, 2);
    ck_assert_uint_eq(census->graph->edges, 3);
    ck_assert_uint_eq(census->smallest->turning, 2);
    ck_assert_double_gt(census->smallest->im, 0.117);
    ck_assert(census->smallest->im == census->row[1].largest);
    ohm_oscillation_census_free(census);
}
END_TEST

START_TEST(nothing_turns_with_two_edges)
{
    ohm_oscillation_census *census;
    ohm_error err;

    test_ok(ohm_oscillation_census_alloc(&census, 2, &SEARCH, NULL, &err), &err);
    ck_assert_uint_eq(census->rows, 1);
    ck_assert_uint_eq(census->row[0].circuits, 1);
    ck_assert_uint_eq(census->row[0].turning, 0);
    ck_assert_ptr_null(census->graph);
    ck_assert_ptr_null(census->smallest);
    ohm_oscillation_census_free(census);
}
END_TEST

START_TEST(bad_sizes_and_stops_are_told)
{
    static volatile sig_atomic_t stop = 1;
    const ohm_control control = { &stop, NULL, NULL };
    ohm_oscillation_census *census;
    ohm_error err;

    test_fails(ohm_oscillation_census_alloc(&census, 1, &SEARCH, NULL, &err), OHM_E_ARG, &err, "2 to 6");
    test_fails(ohm_oscillation_census_alloc(&census, 7, &SEARCH, NULL, &err), OHM_E_ARG, &err, "up to 7");
    ck_assert_int_eq(ohm_oscillation_census_alloc(&census, 3, &SEARCH, &control, NULL), OHM_E_INTERRUPT);
    ck_assert_ptr_null(census);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    const ohm_oscillation_options search = { 5.0, 2, 1 };

    if (!test_alloc_enabled())
        return;                         /* nothing is refused in this build */
    for (unsigned long k = 0;; k += 1 + k / 20) {       /* there are thousands: fewer and fewer */
        ohm_oscillation_census *census;

        test_alloc_refuse(k);
        const ohm_status status = ohm_oscillation_census_alloc(&census, 3, &search, NULL, NULL);
        const bool refused = test_alloc_allow();

        if (status == OHM_OK)
            ohm_oscillation_census_free(census);
        else
            ck_assert_int_eq(status, OHM_E_NOMEM);
        if (!refused)
            break;
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("stability/oscillation_census");
    TCase *cases = tcase_create("census");

    tcase_add_test(cases, two_nodes_and_three_edges_are_the_smallest);
    tcase_add_test(cases, nothing_turns_with_two_edges);
    tcase_add_test(cases, bad_sizes_and_stops_are_told);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
