/* tests/case/test_assign.c -- mirrors lib/case/assign.c */
#include "case/assign.h"
#include "support/test.h"
#include "topology/graph.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NODES = 4, EDGES = 5 };

/* A table of 4 nodes and 5 edges, one of them a loop. */
static ohm_table *
make_table(void)
{
    ohm_table *table;
    ohm_error err;
    size_t at;

    test_ok(ohm_table_alloc(&table, &err), &err);
    for (size_t n = 0; n < NODES; n++) {
        char id[8];

        snprintf(id, sizeof id, "n%zu", n);
        test_ok(ohm_table_add_node(&at, table, id, &err), &err);
    }
    for (size_t k = 0; k < EDGES; k++)
        test_ok(ohm_table_add_edge(&at, table, NULL, k % NODES, (k + (k < 4)) % NODES, &err), &err);
    return table;
}

static const char *
cell(const ohm_table *table, ohm_table_scope scope, const char *name, size_t element)
{
    const size_t column = ohm_table_find_column(table, scope, name);

    return column != OHM_NONE ? ohm_table_cell(table, column, element) : NULL;
}

static double
number(const ohm_table *table, const char *name, size_t edge)
{
    double value = NAN;
    bool present;

    ck_assert_int_eq(ohm_table_number(&value, &present, table,
                                      ohm_table_find_column(table, OHM_FOR_EDGE, name), edge, NULL), OHM_OK);
    ck_assert(present);
    return value;
}

START_TEST(one_value_for_all_or_for_one)
{
    ohm_table *table = make_table();
    ohm_rng *rng = test_rng(1);
    ohm_error err;

    test_ok(ohm_assign(table, "r_on=10.0", rng, &err), &err);
    test_ok(ohm_assign(table, "window=joglekar:2", rng, &err), &err);
    test_ok(ohm_assign(table, "potential@2=1.5", rng, &err), &err);
    test_ok(ohm_assign(table, "edge.colour@4=red=blue", rng, &err), &err);
    test_ok(ohm_assign(table, "node.mass=2", rng, &err), &err);
    for (size_t k = 0; k < EDGES; k++) {
        ck_assert_str_eq(cell(table, OHM_FOR_EDGE, "r_on", k), "10.0");
        ck_assert_str_eq(cell(table, OHM_FOR_EDGE, "window", k), "joglekar:2");
    }
    for (size_t n = 0; n < NODES; n++) {
        ck_assert((cell(table, OHM_FOR_NODE, "potential", n) != NULL) == (n == 2));
        ck_assert_str_eq(cell(table, OHM_FOR_NODE, "mass", n), "2");
    }
    ck_assert_str_eq(cell(table, OHM_FOR_EDGE, "colour", 4), "red=blue");
    ck_assert_ptr_null(cell(table, OHM_FOR_EDGE, "colour", 3));
    ohm_rng_free(rng);
    ohm_table_free(table);
}
END_TEST

/* What is drawn is what the stream gives, element by element. */
START_TEST(draws_follow_the_stream)
{
    ohm_table *table = make_table();
    ohm_rng *rng = test_rng((unsigned long)_i), *twin = test_rng((unsigned long)_i);
    ohm_error err;

    test_ok(ohm_assign(table, "w=uniform:0.25,0.75", rng, &err), &err);
    test_ok(ohm_assign(table, "beta=normal:2,0.5", rng, &err), &err);
    for (size_t k = 0; k < EDGES; k++) {
        const double w = number(table, "w", k);

        ck_assert(w >= 0.25 && w < 0.75);
        ck_assert_double_eq(w, ohm_rng_between(twin, 0.25, 0.75));
    }
    for (size_t k = 0; k < EDGES; k++)
        ck_assert_double_eq(number(table, "beta", k), 2.0 + 0.5 * ohm_rng_normal(twin));
    ohm_rng_free(rng);
    ohm_rng_free(twin);
    ohm_table_free(table);
}
END_TEST

typedef struct {
    const char *text, *words;
} refusal;

static const refusal refusals[] = {
    { "w", "ATTR=VALUE" }, { "=3", "ATTR=VALUE" }, { "w=", "value is missing" },
    { "nosuch=3", "edge.nosuch" }, { "edge.=3", "without a name" },
    { "w=uniform:1", "uniform:a,b" }, { "w=uniform:1,0", "uniform:a,b" },
    { "w=uniform:0,inf", "uniform:a,b" }, { "w=normal:0,-1", "normal:m,s" },
    { "w=normal:nan,1", "normal:m,s" }, { "w@5=1", "5 edges" }, { "potential@4=1", "4 nodes" },
    { "w@-1=1", "5 edges" }, { "w@=1", "5 edges" },
};

START_TEST(what_makes_no_sense_is_refused)
{
    ohm_table *table = make_table();
    ohm_rng *rng = test_rng(1);
    ohm_error err;

    test_fails(ohm_assign(table, refusals[_i].text, rng, &err), OHM_E_ARG, &err, refusals[_i].words);
    ohm_rng_free(rng);
    ohm_table_free(table);
}
END_TEST

START_TEST(a_name_too_long_is_refused)
{
    ohm_table *table = make_table();
    ohm_rng *rng = test_rng(1);
    ohm_error err;
    char text[300];

    memset(text, 'a', sizeof text);
    memcpy(text + sizeof text - 3, "=1", 3);
    test_fails(ohm_assign(table, text, rng, &err), OHM_E_ARG, &err, "ATTR=VALUE");
    ohm_rng_free(rng);
    ohm_table_free(table);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/assign");
    TCase *cases = tcase_create("assign");

    tcase_add_test(cases, one_value_for_all_or_for_one);
    tcase_add_loop_test(cases, draws_follow_the_stream, 0, 5);
    tcase_add_loop_test(cases, what_makes_no_sense_is_refused, 0, sizeof refusals / sizeof refusals[0]);
    tcase_add_test(cases, a_name_too_long_is_refused);
    suite_add_tcase(suite, cases);
    return suite;
}
