/* tests/kirchhoff/test_choice.c -- mirrors lib/kirchhoff/choice.c
 *
 * How near the choice comes to the best is measured by validation/bench/bench_solvers;
 * here stands what no machine should choose otherwise. */
#include "base/array.h"
#include "kirchhoff/network.h"
#include "support/random_graph.h"
#include "support/test.h"
#include "topology/families_classic.h"
#include "topology/families_lattice.h"
#include "topology/families_random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static ohm_solver_choice
chosen(const ohm_graph *graph, ohm_network_options options)
{
    ohm_network *network;
    ohm_solver_choice choice;
    ohm_error err;

    test_ok(ohm_network_alloc(&network, graph, NULL, &options, &err), &err);
    choice = *ohm_network_choice(network);
    ohm_network_free(network);
    ck_assert(memchr(choice.why, '\0', sizeof choice.why) != NULL);
    ck_assert_msg(strpbrk(choice.why, "0123456789") != NULL, "%s", choice.why);
    return choice;
}

static void
expect(const ohm_graph *graph, ohm_network_options options, ohm_solver_kind kind)
{
    const ohm_solver_choice choice = chosen(graph, options);

    ck_assert_msg(choice.kind == kind, "%s, not %s: %s", ohm_solver_name(choice.kind), ohm_solver_name(kind),
                  choice.why);
}

START_TEST(the_plain_cases)
{
    const ohm_network_options once = { .solver = OHM_SOLVER_AUTO }, often = { .solves = 1000.0 };
    const ohm_network_options mixed = { .mixed_signs = true };
    ohm_rng *rng = test_rng(1);
    ohm_graph *graph;
    ohm_error err;

    test_ok(ohm_graph_complete(&graph, 100, &err), &err);
    expect(graph, once, OHM_SOLVER_DENSE);
    expect(graph, mixed, OHM_SOLVER_DENSE);
    ohm_graph_free(graph);
    test_ok(ohm_graph_grid(&graph, 32, 32, 0, &err), &err);
    expect(graph, once, OHM_SOLVER_CHOLESKY);
    expect(graph, mixed, OHM_SOLVER_LU);
    ohm_graph_free(graph);
    test_ok(ohm_graph_regular(&graph, 3000, 4, rng, &err), &err);
    expect(graph, once, OHM_SOLVER_CG);
    ohm_graph_free(graph);
    test_ok(ohm_graph_grid(&graph, 12, 12, 12, &err), &err);
    expect(graph, once, OHM_SOLVER_CG);
    expect(graph, often, OHM_SOLVER_CHOLESKY);      /* one factor for a thousand solutions */
    ohm_graph_free(graph);
    test_ok(ohm_graph_ring(&graph, 10000, &err), &err);
    expect(graph, once, OHM_SOLVER_LOOP);
    expect(graph, mixed, OHM_SOLVER_LOOP);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* The numbers of a choice: K_n full, a ring one loop, unknowns N - 1. */
START_TEST(numbers_are_those_of_the_system)
{
    const ohm_network_options dense = { .solver = OHM_SOLVER_DENSE }, loop = { .solver = OHM_SOLVER_LOOP };
    const ohm_network_options cholesky = { .solver = OHM_SOLVER_CHOLESKY };
    ohm_solver_choice choice;
    ohm_graph *graph;
    ohm_error err;

    test_ok(ohm_graph_complete(&graph, 20, &err), &err);
    choice = chosen(graph, dense);
    ck_assert(choice.unknowns == 19.0 && choice.fill == 190.0);
    choice = chosen(graph, cholesky);
    ck_assert(choice.unknowns == 19.0 && choice.fill == 190.0);
    ck_assert_ptr_nonnull(strstr(choice.why, "asked for"));
    ohm_graph_free(graph);
    test_ok(ohm_graph_ring(&graph, 50, &err), &err);
    choice = chosen(graph, loop);
    ck_assert(choice.unknowns == 1.0 && choice.fill == 1.0);
    ohm_graph_free(graph);
}
END_TEST

START_TEST(every_graph_gets_a_solver)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = test_graph((test_graph_kind)(_i % TEST_KINDS), 30, rng);
    const ohm_solver_choice passive = chosen(graph, (ohm_network_options){ .mixed_signs = false });
    const ohm_solver_choice mixed = chosen(graph, (ohm_network_options){ .mixed_signs = true });

    ck_assert_int_ne(passive.kind, OHM_SOLVER_AUTO);
    ck_assert_int_ne(passive.kind, OHM_SOLVER_CG);      /* so few unknowns are solved exactly */
    ck_assert(mixed.kind == OHM_SOLVER_LU || mixed.kind == OHM_SOLVER_DENSE || mixed.kind == OHM_SOLVER_LOOP);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(solvers_have_names_of_their_own)
{
    for (int a = OHM_SOLVER_AUTO; a <= OHM_SOLVER_PETSC; a++)
        for (int b = OHM_SOLVER_AUTO; b < a; b++)
            ck_assert_str_ne(ohm_solver_name((ohm_solver_kind)a), ohm_solver_name((ohm_solver_kind)b));
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("kirchhoff/choice");
    TCase *cases = tcase_create("choice");

    tcase_add_test(cases, the_plain_cases);
    tcase_add_test(cases, numbers_are_those_of_the_system);
    tcase_add_loop_test(cases, every_graph_gets_a_solver, 0, 2 * TEST_KINDS);
    tcase_add_test(cases, solvers_have_names_of_their_own);
    suite_add_tcase(suite, cases);
    return suite;
}
