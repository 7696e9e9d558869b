/* tests/topology/test_igraph_door.c -- mirrors lib/topology/igraph_door.c */
#include "topology/igraph_door.h"
#include "support/test.h"


static igraph_real_t
first_number(ohm_rng *rng)
{
    ohm_igraph_visit now;

    ohm_igraph_enter(&now, rng);
    ck_assert_int_eq(now.code, IGRAPH_SUCCESS);
    const igraph_real_t number = igraph_rng_get_unif01(igraph_rng_default());
    ohm_igraph_leave(&now);
    return number;
}

/* Without a stream every visit draws the same, with one it draws what the seed says. */
START_TEST(visits_start_from_the_seed)
{
    ohm_rng *one = test_rng(1), *again = test_rng(1), *other = test_rng(2);

    ck_assert(first_number(NULL) == first_number(NULL));
    const igraph_real_t number = first_number(one);
    ck_assert(number == first_number(again));
    ck_assert(number != first_number(other));
    ohm_rng_free(one);
    ohm_rng_free(again);
    ohm_rng_free(other);
}
END_TEST

/* A visitor finds igraph's own handlers back, and a mistake within is a value. */
START_TEST(handlers_are_put_back)
{
    igraph_error_handler_t *before = igraph_set_error_handler(igraph_error_handler_printignore);
    ohm_igraph_visit now;
    igraph_t graph;

    ohm_igraph_enter(&now, NULL);
    ck_assert_int_ne(igraph_ring(&graph, -1, 0, 0, 1), IGRAPH_SUCCESS);
    ohm_igraph_leave(&now);
    ck_assert_ptr_eq((void *)igraph_set_error_handler(before), (void *)igraph_error_handler_printignore);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/igraph_door");
    TCase *cases = tcase_create("igraph_door");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, visits_start_from_the_seed);
    tcase_add_test(cases, handlers_are_put_back);
    suite_add_tcase(suite, cases);
    return suite;
}
