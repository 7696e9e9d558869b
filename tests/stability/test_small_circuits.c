/* tests/stability/test_small_circuits.c -- mirrors lib/stability/small_circuits.c */
#include "stability/small_circuits.h"
#include "stability/circulation.h"
#include "support/test.h"
#include "topology/forest.h"

#include <stdlib.h>
#include <string.h>

enum { N = OHM_SMALL_NODES_MAX, M = OHM_SMALL_EDGES_MAX };

typedef struct {
    size_t nodes, circuits;
    double labelled;            /* numberings of all of them, up to turning all edges */
} tally;

static void
count_edges(unsigned char count[N][N], const ohm_graph *graph, const size_t *name, bool turned)
{
    memset(count, 0, N * N);
    for (size_t k = 0; k < graph->edges; k++) {
        const size_t u = name[graph->tail[k]], v = name[graph->head[k]];

        count[turned ? v : u][turned ? u : v]++;
    }
}

/* Calls itself over all numberings; *same counts those that leave the circuit as it is. */
static void
try_names(size_t *name, size_t known, const ohm_graph *graph, unsigned char own[N][N], size_t *all, size_t *same)
{
    unsigned char other[N][N];

    if (known == graph->nodes)
        for (int turned = 0; turned < 2; turned++) {
            count_edges(other, graph, name, turned);
            *same += memcmp(own, other, N * N) == 0;
            (*all)++;
        }
    for (size_t v = 0; v < graph->nodes && known < graph->nodes; v++) {
        bool taken = false;

        for (size_t i = 0; i < known; i++)
            taken |= name[i] == v;
        if (!taken) {
            name[known] = v;
            try_names(name, known + 1, graph, own, all, same);
        }
    }
}

/* A circuit, and how many different ones its class has: all numberings over those that change
 * nothing. */
static ohm_status
take(void *data, const ohm_graph *graph, ohm_error *err)
{
    tally *t = data;
    unsigned char own[N][N];
    size_t name[N] = { 0, 1, 2, 3, 4 }, all = 0, same = 0;

    (void)err;
    ck_assert_uint_eq(graph->nodes, t->nodes);
    count_edges(own, graph, name, false);
    try_names(name, 0, graph, own, &all, &same);
    t->circuits++;
    t->labelled += (double)all / (double)same;
    return OHM_OK;
}

/* Whether the circuit is one of those wanted, by the library's forest and circulation. */
static bool
is_wanted(const ohm_graph *graph)
{
    ohm_runs runs[M];
    ohm_circulation *circulation;
    ohm_forest *forest;

    for (size_t k = 0; k < graph->edges; k++)
        runs[k] = OHM_RUNS_FORWARD;
    ck_assert_int_eq(ohm_forest_alloc(&forest, graph, NULL), OHM_OK);
    ck_assert_int_eq(ohm_circulation_alloc(&circulation, graph, runs, NULL, NULL), OHM_OK);
    const bool wanted = forest->components == 1 && circulation->exists;

    ohm_forest_free(forest);
    ohm_circulation_free(circulation);
    return wanted;
}

/* Every multiset of `edges` ordered pairs of different nodes: those with a positive circulation. */
static double
count_wanted(size_t nodes, size_t edges)
{
    const size_t pairs = nodes * nodes;
    size_t pair[M] = { 0 }, wanted = 0;
    ohm_graph *graph;

    ck_assert_int_eq(ohm_graph_alloc_blank(&graph, nodes, edges, NULL), OHM_OK);
    for (;;) {
        bool loops = false;

        for (size_t k = 0; k < edges; k++) {
            graph->tail[k] = pair[k] / nodes;
            graph->head[k] = pair[k] % nodes;
            loops |= graph->tail[k] == graph->head[k];
        }
        wanted += !loops && is_wanted(graph);
        size_t k = edges;

        while (k > 0 && pair[k - 1] + 1 == pairs)
            k--;
        if (k == 0)
            break;
        pair[k - 1]++;
        for (; k < edges; k++)                  /* never descending: a multiset once */
            pair[k] = pair[k - 1];
    }
    ohm_graph_free(graph);
    return (double)wanted;
}

/* Orbits: the classes that are listed have as many members as there are circuits altogether. */
START_TEST(every_class_is_there_once)
{
    for (size_t nodes = 2; nodes <= 4; nodes++)
        for (size_t edges = nodes; edges <= 5; edges++) {
            tally t = { .nodes = nodes };
            ohm_error err;

            test_ok(ohm_small_circuits(nodes, edges, take, &t, &err), &err);
            ck_assert_double_eq_tol(t.labelled, count_wanted(nodes, edges), 1e-9);
        }
}
END_TEST

/* Two nodes: a edges one way and b >= 1 back, a >= b.  n edges on n nodes: the ring. */
START_TEST(simple_sizes_are_counted_by_hand)
{
    ohm_error err;

    for (size_t edges = 2; edges <= M; edges++) {
        tally t = { .nodes = 2 };

        test_ok(ohm_small_circuits(2, edges, take, &t, &err), &err);
        ck_assert_uint_eq(t.circuits, edges / 2);
    }
    for (size_t nodes = 2; nodes <= N; nodes++) {
        tally t = { .nodes = nodes };

        test_ok(ohm_small_circuits(nodes, nodes, take, &t, &err), &err);
        ck_assert_uint_eq(t.circuits, 1);
    }
}
END_TEST

static ohm_status
refuse(void *data, const ohm_graph *graph, ohm_error *err)
{
    size_t *visits = data;

    (void)graph;
    ++*visits;
    return ohm_fail(err, OHM_E_NOCONV, "enough");
}

START_TEST(limits_and_refusals_are_told)
{
    size_t visits = 0;
    ohm_error err;

    test_fails(ohm_small_circuits(2, 4, refuse, &visits, &err), OHM_E_NOCONV, &err, "enough");
    ck_assert_uint_eq(visits, 1);
    test_fails(ohm_small_circuits(6, 4, refuse, &visits, &err), OHM_E_ARG, &err, "6 nodes");
    test_fails(ohm_small_circuits(2, 7, refuse, &visits, &err), OHM_E_ARG, &err, "7 edges");
    test_fails(ohm_small_circuits(0, 2, refuse, &visits, &err), OHM_E_ARG, &err, "0 nodes");
    ck_assert_uint_eq(visits, 1);
}
END_TEST

/* Without an assertion: Check allocates too. */
static ohm_status
count_quietly(void *data, const ohm_graph *graph, ohm_error *err)
{
    size_t *visits = data;

    (void)graph, (void)err;
    ++*visits;
    return OHM_OK;
}

START_TEST(every_allocation_fails_once)
{
    for (unsigned long k = 0;; k++) {
        size_t visits = 0;

        test_alloc_refuse(k);
        const ohm_status status = ohm_small_circuits(3, 4, count_quietly, &visits, NULL);
        const bool refused = test_alloc_allow();

        ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
        ck_assert_uint_eq(visits, refused ? 0 : 3);
        if (!refused)
            break;
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("stability/small_circuits");
    TCase *cases = tcase_create("small circuits");

    tcase_add_test(cases, every_class_is_there_once);
    tcase_add_test(cases, simple_sizes_are_counted_by_hand);
    tcase_add_test(cases, limits_and_refusals_are_told);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
