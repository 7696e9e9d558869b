/* tests/learning/test_fluidic.c -- mirrors lib/learning/fluidic.c */
#include "learning/fluidic.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static ohm_error err;

/* Fills a network's numbers from a stream, within what the theory allows. */
static void
draw_values(ohm_fluidic *network, ohm_rng *rng)
{
    static const double low[] = { 6.0, 100.0, 0.98, 0.2 }, high[] = { 15.0, 300.0, 1.02, 0.4 };

    for (int kind = 0; kind < OHM_FLUIDIC_KINDS; kind++)
        for (size_t i = 0; i < ohm_fluidic_count(network, (ohm_fluidic_kind)kind); i++)
            ohm_fluidic_values(network, (ohm_fluidic_kind)kind)[i] = ohm_rng_between(rng, low[kind],
                                                                                     high[kind]);
    test_ok(ohm_fluidic_prepare(network, &err), &err);
}

/* The divider of the specification, found with an independent program. */
START_TEST(divider_of_the_specification)
{
    static const size_t tail[] = { 0, 1 }, head[] = { 1, 2 };
    static const bool held[] = { true, false, true }, lengths[OHM_FLUIDIC_KINDS] = { true };
    static const double numbers[][3] = { { 8.0, 12.5 }, { 250.0, 120.0 }, { 1.0, 0.97, 1.02 },
                                         { 0.2, 0.25, 0.15 } };
    double p[] = { 5.0, 0.0, 0.0 }, gradient[2], by_potential[3] = { 0.0 };
    ohm_graph *graph;
    ohm_fluidic *network;

    test_ok(ohm_graph_alloc(&graph, 3, 2, tail, head, &err), &err);
    test_ok(ohm_fluidic_alloc(&network, graph, held, &err), &err);
    for (int kind = 0; kind < OHM_FLUIDIC_KINDS; kind++)
        memcpy(ohm_fluidic_values(network, (ohm_fluidic_kind)kind), numbers[kind],
               ohm_fluidic_count(network, (ohm_fluidic_kind)kind) * sizeof(double));
    test_ok(ohm_fluidic_prepare(network, &err), &err);
    test_ok(ohm_fluidic_solve(p, network, &err), &err);
    ck_assert_double_eq_tol(p[1], 3.79740779883832, 1e-13);
    ck_assert_double_eq_tol(ohm_fluidic_conductance(network, 0), 9.067400329262, 1e-12);
    ck_assert_double_eq_tol(ohm_fluidic_conductance(network, 1), 2.8715338194958, 1e-12);
    by_potential[1] = 2.0 * (p[1] - 4.0);
    test_ok(ohm_fluidic_linearize(network, &err), &err);
    test_ok(ohm_fluidic_pull(gradient, lengths, by_potential, network, &err), &err);
    ck_assert_double_eq_tol(gradient[0], 0.055332804252, 1e-12);
    ck_assert_double_eq_tol(gradient[1], -0.0354129947213, 1e-12);
    ohm_fluidic_free(network);
    ohm_graph_free(graph);
}
END_TEST

/* Six nodes, nine channels, two of them antiparallel: the adjoint against differences of
 * fourth order, all kinds at once.  Steps of 1e-3 of a weight leave 1e-12 of fifth
 * derivatives (pressures: p = 40 per bar, 1e-4 bar), and 1e-13/1e-3 of the states. */
START_TEST(adjoint_is_the_difference)
{
    static const size_t tail[] = { 0, 1, 2, 3, 4, 0, 1, 2, 3 }, head[] = { 1, 2, 3, 4, 5, 2, 4, 5, 2 };
    static const bool held[] = { true, false, false, false, false, true };
    static const bool kinds[OHM_FLUIDIC_KINDS] = { true, true, true, true };
    static const double step[OHM_FLUIDIC_KINDS] = { 1e-2, 0.2, 1e-4, 2e-4 };
    static const double weight[] = { 1.0 / 12.0, -2.0 / 3.0, 0.0, 2.0 / 3.0, -1.0 / 12.0 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    const ohm_density density = _i % 2 ? OHM_DENSITY_COMPAT : OHM_DENSITY_PHYSICAL;
    double p[6] = { 5.0, 2.0, 2.0, 2.0, 2.0, 0.0 }, by_potential[6], gradient[30], largest = 0.0;
    ohm_graph *graph;
    ohm_fluidic *network;
    size_t w = 0;

    test_ok(ohm_graph_alloc(&graph, 6, 9, tail, head, &err), &err);
    test_ok(ohm_fluidic_alloc(&network, graph, held, &err), &err);
    ohm_fluidic_set_density(network, density);
    draw_values(network, rng);
    for (int v = 0; v < 6; v++)
        by_potential[v] = ohm_rng_normal(rng);
    test_ok(ohm_fluidic_solve(p, network, &err), &err);
    test_ok(ohm_fluidic_linearize(network, &err), &err);
    test_ok(ohm_fluidic_pull(gradient, kinds, by_potential, network, &err), &err);
    for (int kind = 0; kind < OHM_FLUIDIC_KINDS; kind++) {
        const size_t count = ohm_fluidic_count(network, (ohm_fluidic_kind)kind);

        largest = 0.0;
        for (size_t i = 0; i < count; i++)
            largest = fmax(largest, fabs(gradient[w + i]));
        for (size_t i = 0; i < count; i++, w++) {
            double *value = &ohm_fluidic_values(network, (ohm_fluidic_kind)kind)[i], kept = *value, sum = 0.0;

            for (int k = 0; k < 5; k++) {
                double q[6] = { 5.0, p[1], p[2], p[3], p[4], 0.0 };

                *value = kept + (k - 2) * step[kind];
                test_ok(ohm_fluidic_prepare(network, &err), &err);
                test_ok(ohm_fluidic_solve(q, network, &err), &err);
                for (int v = 1; v < 5; v++)
                    sum += weight[k] * by_potential[v] * q[v] / step[kind];
            }
            *value = kept;
            ck_assert_msg(fabs(sum - gradient[w]) <= 1e-8 * largest, "%s %zu: %.15g, differences %.15g",
                          ohm_fluidic_kind_name((ohm_fluidic_kind)kind), i, gradient[w], sum);
        }
    }
    ohm_fluidic_free(network);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* A ladder of 20 nodes: positive conductances keep every potential between the sources, and
 * Kirchhoff's law holds with g_inf of the voltages found. */
START_TEST(potentials_lie_between_the_sources)
{
    size_t tail[57], head[57];
    bool held[20] = { true };
    double p[20], g[57], drop[57], net[20] = { 0.0 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_fluidic_validity validity;
    ohm_graph *graph;
    ohm_fluidic *network;

    held[19] = true;
    for (size_t k = 0; k < 57; k++) {
        tail[k] = k % 19;
        head[k] = k < 19 ? k + 1 : ohm_rng_below(rng, 20);
    }
    test_ok(ohm_graph_alloc(&graph, 20, 57, tail, head, &err), &err);
    test_ok(ohm_fluidic_alloc(&network, graph, held, &err), &err);
    draw_values(network, rng);
    for (int v = 0; v < 20; v++)
        p[v] = 1.0;
    p[0] = ohm_rng_between(rng, -3.0, 3.0);
    p[19] = ohm_rng_between(rng, -3.0, 3.0);
    test_ok(ohm_fluidic_solve(p, network, &err), &err);
    ohm_fluidic_validity_start(&validity);
    ohm_fluidic_validity_add(&validity, p, network);
    ck_assert(validity.min_conductance > 0.0);
    ck_assert_uint_eq(validity.maximum_principle, 0);
    for (size_t k = 0; k < 57; k++)
        drop[k] = p[tail[k]] - p[head[k]];
    ohm_fluidic_conductances(g, drop, network);
    for (size_t k = 0; k < 57; k++) {
        ck_assert(ohm_fluidic_drop(network, k) == drop[k]);
        net[tail[k]] += g[k] * drop[k];
        net[head[k]] -= g[k] * drop[k];
    }
    for (int v = 1; v < 19; v++)
        ck_assert_double_eq_tol(net[v], 0.0, 1e-10);        /* of currents of some 100 pA */
    p[5] = 10.0;                                    /* a potential beyond them is counted */
    ohm_fluidic_validity_add(&validity, p, network);
    ck_assert_uint_eq(validity.maximum_principle, 1);
    ohm_fluidic_free(network);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(what_makes_no_channel_is_named)
{
    static const size_t tail[] = { 0, 2 }, head[] = { 1, 3 };
    static const bool held[] = { true, false, false, false }, none[4] = { false };
    double p[] = { 1.0, 0.5, 0.5, 0.5 };
    ohm_graph *graph;
    ohm_fluidic *network;

    test_ok(ohm_graph_alloc(&graph, 4, 2, tail, head, &err), &err);
    test_fails(ohm_fluidic_alloc(&network, graph, none, &err), OHM_E_ARG, &err, "no node is held");
    test_ok(ohm_fluidic_alloc(&network, graph, held, &err), &err);
    test_ok(ohm_fluidic_solve(p, network, &err), &err);
    ck_assert(p[1] == 1.0 || fabs(p[1] - 1.0) < 1e-12);
    ck_assert(p[2] == 0.5 && p[3] == 0.5);          /* no source reaches them */
    ck_assert(ohm_fluidic_reached(network)[1] && !ohm_fluidic_reached(network)[2]);
    ohm_fluidic_values(network, OHM_FLUIDIC_LENGTH)[1] = -2.0;
    test_fails(ohm_fluidic_prepare(network, &err), OHM_E_DOMAIN, &err, "edge 1: length = -2");
    ohm_fluidic_values(network, OHM_FLUIDIC_LENGTH)[1] = 2.0;
    ohm_fluidic_values(network, OHM_FLUIDIC_DENSITY)[3] = -0.1;
    test_fails(ohm_fluidic_prepare(network, &err), OHM_E_DOMAIN, &err, "node 3: density = -0.1");
    ohm_fluidic_values(network, OHM_FLUIDIC_DENSITY)[3] = 0.0;
    ohm_fluidic_values(network, OHM_FLUIDIC_PRESSURE)[3] = -5.0;
    test_ok(ohm_fluidic_prepare(network, &err), &err);
    ck_assert_str_eq(ohm_fluidic_kind_unit(OHM_FLUIDIC_PRESSURE), "bar");
    ohm_fluidic_free(network);
    ohm_graph_free(graph);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/fluidic");
    TCase *cases = tcase_create("fluidic");

    tcase_add_test(cases, divider_of_the_specification);
    tcase_add_loop_test(cases, adjoint_is_the_difference, 0, 20);
    tcase_add_loop_test(cases, potentials_lie_between_the_sources, 0, 20);
    tcase_add_test(cases, what_makes_no_channel_is_named);
    suite_add_tcase(suite, cases);
    return suite;
}
