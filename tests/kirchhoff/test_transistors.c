/* tests/kirchhoff/test_transistors.c -- mirrors lib/kirchhoff/transistors.c */
#include "device/transistor.h"
#include "kirchhoff/transistors.h"
#include "support/lattice.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

enum { NODES = 16, EDGES = 32, SOURCES = 3 };

/* Currents of a few A, each good to a few ulp, and what Newton leaves. */
static const double BALANCE_TOL = 1e-12;

/* Central differences of step 1e-5: 1e-10 truncated, 1e-11 rounded, relative to slopes ~ 1. */
static const double DIFFERENCE_STEP = 1e-5, DIFFERENCE_TOL = 1e-8;

static const size_t SOURCE[SOURCES] = { 0, 10, 2 };

typedef struct {
    ohm_graph *graph;
    ohm_readout readout[2];
    double gate[EDGES], strength[EDGES];
    ohm_transistor_edges edges;
    ohm_transistors *net;
} network;

static void
draw(network *w, double lowest, size_t readouts, ohm_rng *rng)
{
    ohm_error err;

    w->graph = test_torus(4);
    w->readout[0] = (ohm_readout){ 7, OHM_NONE };
    w->readout[1] = (ohm_readout){ 13, 4 };
    const double n = 1.0 + ohm_rng_uniform(rng) * 0.5, gamma = ohm_rng_uniform(rng) < 0.5 ? 0.0 : 0.3;

    for (size_t e = 0; e < EDGES; e++) {
        /* gamma sqrt(0.45 + psi) = 0.32 V more, and the same edges conduct */
        w->gate[e] = ohm_rng_between(rng, lowest, 3.0) + (gamma > 0.0 ? 0.32 : 0.0);
        w->strength[e] = ohm_rng_between(rng, 0.5, 2.0);
    }
    w->edges = (ohm_transistor_edges){ w->gate, w->strength, { n, gamma, 0.7 } };
    const ohm_terminals t = { w->graph, SOURCES, SOURCE, readouts, w->readout, NULL };

    test_ok(ohm_transistors_alloc(&w->net, &t, &err), &err);
}

static void
release(network *w)
{
    ohm_transistors_free(w->net);
    ohm_graph_free(w->graph);
}

static void
hold(double v[NODES], double a, double b, double c)
{
    for (size_t n = 0; n < NODES; n++)
        v[n] = 0.2;
    v[0] = a;
    v[10] = b;
    v[2] = c;
}

/* Current that leaves each node. */
static void
leaving(double out[NODES], const network *w, const double *v)
{
    memset(out, 0, NODES * sizeof *out);
    for (size_t e = 0; e < EDGES; e++) {
        const size_t i = w->graph->tail[e], j = w->graph->head[e];
        const double current = w->strength[e] * ohm_transistor_current(&w->edges.law, w->gate[e], v[i], v[j]);

        out[i] += current;
        out[j] -= current;
    }
}

/* The current is the integral of the drive, cut-off and saturation included; what the gate adds is a
 * difference of currents.  Simpson of 2000 steps on a function with one kink: (kink * step^2) ~ 1e-7. */
START_TEST(the_law_is_the_integral_of_its_slope)
{
    enum { STEPS = 2000 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    const ohm_transistor_law law = { 1.0 + 0.5 * ohm_rng_uniform(rng), _i % 2 == 0 ? 0.0 : 0.4, 0.7 };
    const double g = ohm_rng_between(rng, -0.2, 1.5), a = ohm_rng_between(rng, 0.0, 1.0);
    const double b = ohm_rng_between(rng, 0.0, 1.0), h = (a - b) / STEPS;
    double sum = 0.0;

    for (int k = 0; k <= STEPS; k++)
        sum += (k == 0 || k == STEPS ? 1.0 : k % 2 == 1 ? 4.0 : 2.0) * h / 3.0 * ohm_transistor_drive(&law, g, b + k * h);
    ck_assert_double_le(fabs(ohm_transistor_current(&law, g, a, b) - sum), 1e-6);
    const double up = ohm_transistor_current(&law, g + DIFFERENCE_STEP, a, b);
    const double down = ohm_transistor_current(&law, g - DIFFERENCE_STEP, a, b);

    /* a kink of the second derivative, 1/n, between the two */
    ck_assert_double_le(fabs((up - down) / (2.0 * DIFFERENCE_STEP) - ohm_transistor_by_gate(&law, g, a, b)),
                        DIFFERENCE_STEP);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(currents_balance_free_forced_and_pushed)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    network w;
    double v[NODES], out[NODES], value[2], pushed[2] = { 0.01, -0.02 };
    ohm_error err;

    draw(&w, 0.4, 2, rng);
    hold(v, 0.0, 0.45, ohm_rng_between(rng, 0.0, 0.45));
    test_ok(ohm_transistors_rest(v, w.net, &w.edges, &err), &err);
    leaving(out, &w, v);
    for (size_t n = 0; n < NODES; n++)
        ck_assert(n == 0 || n == 10 || n == 2 || fabs(out[n]) <= BALANCE_TOL);
    value[0] = v[7] + 0.02;
    value[1] = v[13] - v[4] - 0.01;
    test_ok(ohm_transistors_force(v, w.net, &w.edges, value, &err), &err);
    leaving(out, &w, v);
    ck_assert_double_le(fabs(v[7] - value[0]), BALANCE_TOL);
    ck_assert_double_le(fabs(v[13] - v[4] - value[1]), BALANCE_TOL);
    ck_assert_double_le(fabs(out[13] + out[4]), BALANCE_TOL);     /* what enters one leaves the other */
    test_ok(ohm_transistors_push(v, w.net, &w.edges, pushed, &err), &err);
    leaving(out, &w, v);
    ck_assert_double_le(fabs(out[7] - pushed[0]), BALANCE_TOL);
    ck_assert_double_le(fabs(out[13] - pushed[1]), BALANCE_TOL);
    ck_assert_double_le(fabs(out[4] + pushed[1]), BALANCE_TOL);
    release(&w);
    ohm_rng_free(rng);
}
END_TEST

/* J^{-1} >= 0: no node falls when a source rises. */
START_TEST(every_node_rises_with_every_source)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    network w;
    double v[NODES], higher[NODES];
    ohm_error err;

    draw(&w, 0.5, 0, rng);
    for (size_t s = 0; s < SOURCES; s++) {
        hold(v, 0.1, 0.3, 0.2);
        hold(higher, 0.1, 0.3, 0.2);
        higher[SOURCE[s]] += 0.1;
        test_ok(ohm_transistors_rest(v, w.net, &w.edges, &err), &err);
        test_ok(ohm_transistors_rest(higher, w.net, &w.edges, &err), &err);
        for (size_t n = 0; n < NODES; n++)
            ck_assert_double_ge(higher[n] - v[n], -BALANCE_TOL);
    }
    release(&w);
    ohm_rng_free(rng);
}
END_TEST

/* d(d . O)/dG by J^T against central differences; with J itself it fails. */
START_TEST(the_adjoint_is_that_of_a_network_that_is_not_reciprocal)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double d[2] = { 0.7, -1.3 };
    network w;
    double v[NODES], lambda[NODES], above[NODES], below[NODES];
    ohm_error err;

    draw(&w, 0.6, 2, rng);
    hold(v, 0.0, 0.45, 0.2);
    test_ok(ohm_transistors_rest(v, w.net, &w.edges, &err), &err);
    test_ok(ohm_transistors_adjoint(lambda, w.net, &w.edges, v, d, &err), &err);
    for (size_t e = 0; e < EDGES; e++) {
        const size_t i = w.graph->tail[e], j = w.graph->head[e];
        const double gate = w.gate[e];
        const double by_gate = w.strength[e] * ohm_transistor_by_gate(&w.edges.law, gate, v[i], v[j]);

        memcpy(above, v, sizeof v);
        memcpy(below, v, sizeof v);
        w.gate[e] = gate + DIFFERENCE_STEP;
        test_ok(ohm_transistors_rest(above, w.net, &w.edges, &err), &err);
        w.gate[e] = gate - DIFFERENCE_STEP;
        test_ok(ohm_transistors_rest(below, w.net, &w.edges, &err), &err);
        w.gate[e] = gate;
        const double up = d[0] * above[7] + d[1] * (above[13] - above[4]);
        const double down = d[0] * below[7] + d[1] * (below[13] - below[4]);

        ck_assert_double_le(fabs((up - down) / (2.0 * DIFFERENCE_STEP) + by_gate * (lambda[i] - lambda[j])),
                            DIFFERENCE_TOL);
    }
    release(&w);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(a_node_cut_off_is_held_by_the_leak)
{
    ohm_rng *rng = test_rng(1);
    network w;
    double v[NODES];
    ohm_error err;

    draw(&w, 0.6, 0, rng);
    for (size_t e = 0; e < EDGES; e++)
        if (w.graph->tail[e] == 5 || w.graph->head[e] == 5)
            w.gate[e] = -1.0;
    hold(v, 0.0, 0.45, 0.2);
    test_ok(ohm_transistors_rest(v, w.net, &w.edges, &err), &err);
    ck_assert_uint_eq(ohm_transistors_worked(w.net)->cut_off, 1);
    ck_assert(v[5] >= 0.0 && v[5] <= 0.45);
    release(&w);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("transistors");
    TCase *tc = tcase_create("transistors");

    tcase_add_loop_test(tc, the_law_is_the_integral_of_its_slope, 0, 40);
    tcase_add_loop_test(tc, currents_balance_free_forced_and_pushed, 0, 20);
    tcase_add_loop_test(tc, every_node_rises_with_every_source, 0, 20);
    tcase_add_loop_test(tc, the_adjoint_is_that_of_a_network_that_is_not_reciprocal, 0, 5);
    tcase_add_test(tc, a_node_cut_off_is_held_by_the_leak);
    suite_add_tcase(suite, tc);
    return suite;
}
