/* tests/stability/test_circulation.c -- mirrors lib/stability/circulation.c */
#include "stability/circulation.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

/* Transitive closure of the arcs: reach[u * n + v]. */
static bool *
closure(const ohm_graph *graph, const ohm_runs *runs)
{
    const size_t n = graph->nodes;
    bool *reach = calloc(n * n + 1, sizeof *reach);

    for (size_t v = 0; v < n; v++)
        reach[v * n + v] = true;
    for (size_t k = 0; k < graph->edges; k++) {
        if (runs[k] == OHM_RUNS_FORWARD || runs[k] == OHM_RUNS_EITHER)
            reach[graph->tail[k] * n + graph->head[k]] = true;
        if (runs[k] == OHM_RUNS_BACKWARD || runs[k] == OHM_RUNS_EITHER)
            reach[graph->head[k] * n + graph->tail[k]] = true;
    }
    for (size_t via = 0; via < n; via++)
        for (size_t u = 0; u < n; u++)
            for (size_t v = 0; v < n; v++)
                reach[u * n + v] |= reach[u * n + via] && reach[via * n + v];
    return reach;
}

/* Every directed edge has its way back, or the cut says why not: the edges of the cut
 * part the circuit, and none but them may be crossed, all one way. */
static void
check_cut(const ohm_circulation *c, const ohm_graph *graph, const ohm_runs *runs)
{
    bool *inside = calloc(graph->nodes + 1, sizeof *inside), grown = true;
    bool *in_cut = calloc(graph->edges + 1, sizeof *in_cut), named = false;

    for (size_t i = 0; i < c->count; i++) {
        in_cut[c->cut[i]] = true;
        named |= c->cut[i] == c->edge;
    }
    ck_assert(named);
    /* all that hangs together with the far end of the edge without the cut */
    inside[runs[c->edge] == OHM_RUNS_FORWARD ? graph->head[c->edge] : graph->tail[c->edge]] = true;
    while (grown) {
        grown = false;
        for (size_t k = 0; k < graph->edges; k++)
            if (!in_cut[k] && runs[k] != OHM_RUNS_NOT && inside[graph->tail[k]] != inside[graph->head[k]])
                inside[graph->tail[k]] = inside[graph->head[k]] = grown = true;
    }
    for (size_t i = 0; i < c->count; i++) {
        const size_t k = c->cut[i];

        ck_assert(runs[k] == OHM_RUNS_FORWARD || runs[k] == OHM_RUNS_BACKWARD);
        if (inside[graph->tail[k]] != inside[graph->head[k]])
            ck_assert(inside[runs[k] == OHM_RUNS_FORWARD ? graph->head[k] : graph->tail[k]]);
    }
    ck_assert(!inside[runs[c->edge] == OHM_RUNS_FORWARD ? graph->tail[c->edge] : graph->head[c->edge]]);
    free(inside);
    free(in_cut);
}

START_TEST(agrees_with_the_transitive_closure)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = test_graph((test_graph_kind)(_i % TEST_KINDS), 12, rng);
    ohm_runs *runs = calloc(graph->edges + 1, sizeof *runs);
    ohm_circulation *c;
    bool *reach, exists = true;
    ohm_error err;

    for (size_t k = 0; k < graph->edges; k++)
        runs[k] = (ohm_runs)((int)ohm_rng_below(rng, 20) < 2 ? (int)ohm_rng_below(rng, 2) * 2
                             : (int)ohm_rng_below(rng, 2) * 2 - 1);
    reach = closure(graph, runs);
    for (size_t k = 0; k < graph->edges; k++) {
        const size_t t = graph->tail[k], h = graph->head[k], n = graph->nodes;

        if (runs[k] == OHM_RUNS_FORWARD)
            exists &= reach[h * n + t];
        else if (runs[k] == OHM_RUNS_BACKWARD)
            exists &= reach[t * n + h];
    }
    test_ok(ohm_circulation_alloc(&c, graph, runs, NULL, &err), &err);
    ck_assert_int_eq(c->exists, exists);
    if (exists)
        ck_assert_uint_eq(c->count, 0);
    else
        check_cut(c, graph, runs);
    ohm_circulation_free(c);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
    free(runs);
    free(reach);
}
END_TEST

/* A circuit at rest inside has the circulation its laws want, whatever the polarities. */
START_TEST(resting_circuits_have_theirs)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_resting(_i % 2 ? 1.0 : -0.7, 5.0, true, _i % 3 == 0, rng);
    ohm_runs *runs = calloc(circuit->graph->edges, sizeof *runs);
    ohm_circulation *c;
    ohm_error err;

    test_ok(ohm_circulation_wanted(runs, circuit->device, &err), &err);
    test_ok(ohm_circulation_alloc(&c, circuit->graph, runs, NULL, &err), &err);
    ck_assert(c->exists);
    ohm_circulation_free(c);
    /* turning one polarity of a circuit without bridges can break it; rest in the middle
     * frees every direction */
    for (size_t k = 0; k < circuit->graph->edges; k++)
        circuit->device->w_rest[k] = 0.5;
    test_ok(ohm_circulation_wanted(runs, circuit->device, &err), &err);
    for (size_t k = 0; k < circuit->graph->edges; k++)
        ck_assert_int_eq(runs[k], OHM_RUNS_EITHER);
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(runs);
}
END_TEST

/* A ring, and the same with one edge turned; a bridge; two held nodes let it return. */
START_TEST(rings_bridges_and_held_nodes)
{
    const size_t tail[4] = { 0, 1, 2, 2 }, head[4] = { 1, 2, 0, 3 };
    const bool joined[4] = { true, false, false, true };
    ohm_runs runs[4] = { OHM_RUNS_FORWARD, OHM_RUNS_FORWARD, OHM_RUNS_FORWARD, OHM_RUNS_NOT };
    ohm_graph *graph;
    ohm_circulation *c;

    ck_assert_int_eq(ohm_graph_alloc(&graph, 4, 4, tail, head, NULL), OHM_OK);
    ck_assert_int_eq(ohm_circulation_alloc(&c, graph, runs, NULL, NULL), OHM_OK);
    ck_assert(c->exists);
    ohm_circulation_free(c);
    runs[3] = OHM_RUNS_FORWARD;                 /* the bridge */
    ck_assert_int_eq(ohm_circulation_alloc(&c, graph, runs, NULL, NULL), OHM_OK);
    ck_assert(!c->exists);
    ck_assert_uint_eq(c->count, 1);
    ck_assert_uint_eq(c->cut[0], 3);
    ohm_circulation_free(c);
    ck_assert_int_eq(ohm_circulation_alloc(&c, graph, runs, joined, NULL), OHM_OK);
    ck_assert(c->exists);                       /* back through the sources at nodes 0 and 3 */
    ohm_circulation_free(c);
    runs[3] = OHM_RUNS_NOT;
    runs[1] = OHM_RUNS_BACKWARD;
    ck_assert_int_eq(ohm_circulation_alloc(&c, graph, runs, NULL, NULL), OHM_OK);
    ck_assert(!c->exists);
    ck_assert_uint_eq(c->count, 2);
    ohm_circulation_free(c);
    ohm_graph_free(graph);
}
END_TEST

START_TEST(laws_choose_directions)
{
    ohm_memristors *device;
    ohm_runs runs[1];
    ohm_error err;

    ck_assert_int_eq(ohm_memristors_alloc(&device, 1, NULL), OHM_OK);
    test_ok(ohm_circulation_wanted(runs, device, &err), &err);
    ck_assert_int_eq(runs[0], OHM_RUNS_NOT);                    /* alpha = 0 */
    device->alpha[0] = 2.0;
    test_ok(ohm_circulation_wanted(runs, device, &err), &err);
    ck_assert_int_eq(runs[0], OHM_RUNS_FORWARD);
    device->polarity[0] = -1;
    test_ok(ohm_circulation_wanted(runs, device, &err), &err);
    ck_assert_int_eq(runs[0], OHM_RUNS_BACKWARD);
    device->control = OHM_CONTROL_VOLTAGE;
    device->sign[0] = -1;
    test_ok(ohm_circulation_wanted(runs, device, &err), &err);
    ck_assert_int_eq(runs[0], OHM_RUNS_FORWARD);
    device->w_rest[0] = 1.0;
    test_ok(ohm_circulation_wanted(runs, device, &err), &err);
    ck_assert_int_eq(runs[0], OHM_RUNS_BACKWARD);
    device->polarity[0] = 0;
    test_fails(ohm_circulation_wanted(runs, device, &err), OHM_E_METHOD, &err, "edge 0");
    ohm_memristors_free(device);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    const ohm_runs runs[3] = { OHM_RUNS_FORWARD, OHM_RUNS_FORWARD, OHM_RUNS_BACKWARD };
    test_problem *circuit = test_problem_ring(3, 1.0);
    ohm_circulation *c;
    ohm_status status;

    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        status = ohm_circulation_alloc(&c, circuit->graph, runs, NULL, NULL);
        if (!test_alloc_allow())
            break;
        ck_assert_int_eq(status, OHM_E_NOMEM);
    }
    ck_assert_int_eq(status, OHM_OK);
    ohm_circulation_free(c);
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("stability/circulation");
    TCase *cases = tcase_create("circulation");

    tcase_add_loop_test(cases, agrees_with_the_transitive_closure, 0, 20 * TEST_KINDS);
    tcase_add_loop_test(cases, resting_circuits_have_theirs, 0, 12);
    tcase_add_test(cases, rings_bridges_and_held_nodes);
    tcase_add_test(cases, laws_choose_directions);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
