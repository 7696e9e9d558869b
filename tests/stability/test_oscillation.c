/* tests/stability/test_oscillation.c -- mirrors lib/stability/oscillation.c */
#include "stability/oscillation.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static ohm_graph *
graph_of(size_t nodes, size_t edges, const size_t *tail, const size_t *head)
{
    ohm_graph *graph;

    ck_assert_int_eq(ohm_graph_alloc(&graph, nodes, edges, tail, head, NULL), OHM_OK);
    return graph;
}

static ohm_oscillation *
search(const ohm_graph *graph, double xi)
{
    const ohm_oscillation_options options = { xi, 60, 1 };
    ohm_oscillation *o;
    ohm_error err;

    test_ok(ohm_oscillation_search(&o, graph, &options, NULL, &err), &err);
    return o;
}

/* Two nodes, two edges one way and one back. */
static ohm_graph *
smallest(void)
{
    const size_t tail[3] = { 0, 0, 1 }, head[3] = { 1, 1, 0 };

    return graph_of(2, 3, tail, head);
}

/* The pair of two nodes and three edges, exactly. */
START_TEST(the_known_pair_is_seen)
{
    const signed char sign[3] = { 1, -1, 1 };
    const double w[3] = { 0.25, 0.5, 0.75 };
    ohm_graph *graph = smallest();
    double re, im;
    ohm_error err;

    test_ok(ohm_oscillation_at(&re, &im, graph, sign, w, 5.0, &err), &err);
    ck_assert_double_eq_tol(re, 386.0 / 221.0, 1e-12);
    ck_assert_double_eq_tol(im, 20.0 / 221.0, 1e-12);
    ohm_graph_free(graph);
}
END_TEST

/* That of the 4-node digraph: a root of 43 x^3 - 190 x^2 + 284 x - 144. */
START_TEST(the_pair_of_four_nodes_is_seen)
{
    const size_t tail[7] = { 0, 1, 2, 2, 3, 1, 3 }, head[7] = { 1, 2, 0, 3, 0, 3, 1 };
    const signed char sign[7] = { 1, 1, 1, -1, 1, 1, 1 };
    const double w[7] = { 0.3, 0.3, 0.1, 0.2, 0.2, 0.4, 0.4 };
    ohm_graph *graph = graph_of(4, 7, tail, head);
    double re, im;
    ohm_error err;

    test_ok(ohm_oscillation_at(&re, &im, graph, sign, w, 5.0, &err), &err);
    const double complex x = re + I * im, value = ((43.0 * x - 190.0) * x + 284.0) * x - 144.0;

    ck_assert_double_gt(im, 0.3);
    ck_assert_double_lt(cabs(value), 1e-10);            /* |d/dx| is 60 there */
    ohm_graph_free(graph);
}
END_TEST

/* Two nodes and three edges in closed form (doc/stability.md): with w = (a, b, a + b) and the
 * second edge active, nu = b +- i sqrt(a (b - a)), real for a > b; and never a pair where it is
 * the edge back that is active. */
START_TEST(three_edges_turn_as_the_formula_says)
{
    const signed char one[3] = { 1, -1, 1 }, back[3] = { 1, 1, -1 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double a = ohm_rng_between(rng, 0.02, 0.45), b = ohm_rng_between(rng, 0.02, 0.45), w[3] = { a, b, a + b };
    const double xi = pow(10.0, ohm_rng_between(rng, -1.0, 2.0));
    ohm_graph *graph = smallest();
    double re, im;
    ohm_error err;

    test_ok(ohm_oscillation_at(&re, &im, graph, one, w, xi, &err), &err);
    if (b > a) {
        const double complex nu = xi * (b + I * sqrt(a * (b - a)));

        ck_assert_double_eq_tol(re, 1.0 + creal(nu / (1.0 + nu)), 1e-9);
        ck_assert_double_eq_tol(im, cimag(nu / (1.0 + nu)), 1e-9);
    } else {
        ck_assert(im == 0.0);
    }
    ck_assert_int_eq(ohm_oscillation_at(&re, &im, graph, back, w, xi, &err), OHM_OK);
    ck_assert(im == 0.0);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* So the largest imaginary part of three edges is (sqrt 5 - 2) / 2, at b = 2 a; the search comes
 * close to it, from below, by two of the four patterns. */
START_TEST(the_search_finds_the_top)
{
    const double top = (sqrt(5.0) - 2.0) / 2.0;
    ohm_graph *graph = smallest();
    ohm_oscillation *o = search(graph, 5.0);

    ck_assert_uint_eq(o->patterns, 4);
    ck_assert_uint_eq(o->turning, 2);
    ck_assert_double_le(o->im, top + 1e-12);
    ck_assert_double_gt(o->im, top - 1e-4);
    ohm_oscillation_free(o);
    ohm_graph_free(graph);
}
END_TEST

/* The pair of one state along xi: the formula and the eigenvalues agree, and the imaginary part
 * is largest where it is said to be; there the real part is 3/2. */
START_TEST(pairs_move_along_xi_by_the_formula)
{
    const size_t tail[7] = { 0, 1, 2, 2, 3, 1, 3 }, head[7] = { 1, 2, 0, 3, 0, 3, 1 };
    ohm_graph *graph = graph_of(4, 7, tail, head);
    ohm_oscillation *o = search(graph, 5.0);
    const double peak = ohm_oscillation_peak(o->re, o->im, 5.0);
    double re, im, most_re = o->re, most = o->im;
    ohm_error err;

    ohm_oscillation_move(&most_re, &most, 5.0, peak);
    ck_assert_double_eq_tol(most_re, 1.5, 1e-12);
    for (double xi = 0.01; xi < 1e4; xi *= 3.0) {
        double move_re = o->re, move_im = o->im;

        ohm_oscillation_move(&move_re, &move_im, 5.0, xi);
        test_ok(ohm_oscillation_at(&re, &im, graph, o->sign, o->w, xi, &err), &err);
        ck_assert_double_le(im, most + 1e-9);
        if (move_im > 1e-3) {           /* the largest of several pairs may be another elsewhere */
            ck_assert_double_ge(im, move_im - 1e-8);
            ck_assert_double_eq_tol(im > move_im + 1e-8 ? move_re : re, move_re, 1e-8);
        }
    }
    ck_assert(ohm_oscillation_peak(1.5, 0.0, 5.0) == 0.0);
    ohm_oscillation_free(o);
    ohm_graph_free(graph);
}
END_TEST

/* What is found is a fixed point with that pair, by the road of fixed_points.h; and a
 * passive pattern is not among them. */
START_TEST(what_turns_is_at_rest)
{
    const size_t tail[7] = { 0, 1, 2, 2, 3, 1, 3 }, head[7] = { 1, 2, 0, 3, 0, 3, 1 };
    ohm_graph *graph = graph_of(4, 7, tail, head);
    ohm_oscillation *o = search(graph, 5.0);
    size_t active = 0;
    double re, im;
    ohm_error err;

    ck_assert_uint_eq(o->patterns, 64);
    ck_assert_uint_gt(o->turning, 0);
    ck_assert_uint_lt(o->turning, 64);
    ck_assert_double_gt(o->im, 0.32399);            /* more than the known state of this digraph */
    for (size_t k = 0; k < 7; k++) {
        active += o->sign[k] < 0;
        ck_assert(o->w[k] > 0.0 && o->w[k] < 1.0);
        ck_assert_double_eq_tol(o->emf[k], o->sign[k] * (1.0 + 5.0 * o->w[k]) * o->w[k], 1e-14);
    }
    ck_assert_uint_gt(active, 0);
    test_ok(ohm_oscillation_at(&re, &im, graph, o->sign, o->w, 5.0, &err), &err);
    ck_assert_double_eq_tol(im, o->im, 1e-9 * (1.0 + im));
    ohm_oscillation_free(o);
    ohm_graph_free(graph);
}
END_TEST

/* A square of edges both ways: cycles of two edges alone leave w symmetric, and nothing turns;
 * those around the square must be drawn too. */
START_TEST(every_cycle_is_drawn)
{
    const size_t tail[8] = { 0, 0, 1, 1, 2, 2, 3, 3 }, head[8] = { 1, 2, 0, 3, 3, 0, 2, 1 };
    ohm_graph *graph = graph_of(4, 8, tail, head);
    ohm_oscillation *o = search(graph, 5.0);

    ck_assert_uint_eq(o->patterns, 128);
    ck_assert_uint_gt(o->turning, 100);
    ohm_oscillation_free(o);
    ohm_graph_free(graph);
}
END_TEST

START_TEST(circuits_without_circulation_are_refused)
{
    const ohm_oscillation_options options = { 5.0, 5, 1 }, linear = { 0.0, 5, 1 };
    const size_t tail[3] = { 0, 0, 1 }, head[3] = { 1, 2, 2 };
    ohm_graph *graph = graph_of(3, 3, tail, head), *turns = smallest();
    test_problem *large = test_problem_ring(OHM_OSCILLATION_MAX + 1, 0.0);
    ohm_oscillation *o;
    ohm_error err;

    test_fails(ohm_oscillation_search(&o, graph, &options, NULL, &err), OHM_E_METHOD, &err, "edge 0");
    test_fails(ohm_oscillation_search(&o, large->graph, &options, NULL, &err), OHM_E_METHOD, &err, "too many");
    test_fails(ohm_oscillation_search(&o, turns, &linear, NULL, &err), OHM_E_ARG, &err, "xi = 0");
    ck_assert_ptr_null(o);
    ohm_graph_free(graph);
    ohm_graph_free(turns);
    test_problem_free(large);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    const ohm_oscillation_options options = { 5.0, 1, 1 };
    const size_t tail[2] = { 0, 1 }, head[2] = { 1, 0 };
    ohm_graph *graph = graph_of(2, 2, tail, head);
    ohm_oscillation *o;

    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_oscillation_search(&o, graph, &options, NULL, NULL);
        const bool refused = test_alloc_allow();

        if (status == OHM_OK)
            ohm_oscillation_free(o);
        else
            ck_assert_int_eq(status, OHM_E_NOMEM);
        if (!refused)
            break;
    }
    ohm_graph_free(graph);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("stability/oscillation");
    TCase *cases = tcase_create("oscillation");

    tcase_add_test(cases, the_known_pair_is_seen);
    tcase_add_test(cases, the_pair_of_four_nodes_is_seen);
    tcase_add_loop_test(cases, three_edges_turn_as_the_formula_says, 0, 40);
    tcase_add_test(cases, the_search_finds_the_top);
    tcase_add_test(cases, pairs_move_along_xi_by_the_formula);
    tcase_add_test(cases, what_turns_is_at_rest);
    tcase_add_test(cases, every_cycle_is_drawn);
    tcase_add_test(cases, circuits_without_circulation_are_refused);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
