/* tests/kirchhoff/test_curves.c -- mirrors lib/kirchhoff/curves.c and lib/device/two_terminal.h */
#include "kirchhoff/clamp.h"
#include "kirchhoff/curves.h"
#include "support/lattice.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

enum { NODES = 16, EDGES = 32, SOURCES = 3, KINDS = 3 };

/* What Newton leaves (BALANCE_WORST of curves.c) of currents up to 2 S x 0.3 V x sinh 5 < 100 A. */
static const double BALANCE_TOL = 1e-9;

/* Central differences of step 1e-5, relative to derivatives of order 1 to 100. */
static const double DIFFERENCE_STEP = 1e-5, DIFFERENCE_TOL = 1e-6;

static const size_t SOURCE[SOURCES] = { 0, 10, 2 };

typedef struct {
    ohm_graph *graph;
    ohm_readout readout[2];
    double k[EDGES];
    ohm_curve curve;
    ohm_curves *net;
} network;

static void
draw(network *w, int kind, double scale, ohm_rng *rng)
{
    ohm_error err;

    w->graph = test_torus(4);
    w->readout[0] = (ohm_readout){ 7, OHM_NONE };
    w->readout[1] = (ohm_readout){ 13, 4 };
    for (size_t e = 0; e < EDGES; e++)
        w->k[e] = ohm_rng_between(rng, 0.5, 2.0);
    w->curve = (ohm_curve){ (ohm_curve_kind)kind, scale };
    const ohm_terminals t = { w->graph, SOURCES, SOURCE, 2, w->readout, NULL };

    test_ok(ohm_curves_alloc(&w->net, &t, &w->curve, &err), &err);
}

static void
release(network *w)
{
    ohm_curves_free(w->net);
    ohm_graph_free(w->graph);
}

static void
hold(double v[NODES], ohm_rng *rng)
{
    for (size_t n = 0; n < NODES; n++)
        v[n] = 0.2;
    v[0] = 0.0;
    v[10] = 1.0;
    v[2] = ohm_rng_uniform(rng);
}

/* Current that leaves each node. */
static void
leaving(double out[NODES], const network *w, const double *v)
{
    memset(out, 0, NODES * sizeof *out);
    for (size_t e = 0; e < EDGES; e++) {
        const size_t i = w->graph->tail[e], j = w->graph->head[e];
        const double current = w->k[e] * ohm_curve_current(&w->curve, v[i] - v[j]);

        out[i] += current;
        out[j] -= current;
    }
}

static void
check_balance(const network *w, const double *v, const double *pushed)
{
    double out[NODES];

    leaving(out, w, v);
    out[7] -= pushed[0];
    out[13] -= pushed[1];
    out[4] += pushed[1];
    for (size_t n = 0; n < NODES; n++)
        ck_assert(n == 0 || n == 10 || n == 2 || fabs(out[n]) <= BALANCE_TOL);
}

/* Current and slope are the first two derivatives of the co-content, which is 0 at 0. */
START_TEST(the_curve_is_the_slope_of_its_content)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const ohm_curve curve = { (ohm_curve_kind)(_i % KINDS), 0.3 };
    const double u = ohm_rng_between(rng, -1.0, 1.0), h = DIFFERENCE_STEP;
    const double content = (ohm_curve_content(&curve, u + h) - ohm_curve_content(&curve, u - h)) / (2.0 * h);
    const double current = (ohm_curve_current(&curve, u + h) - ohm_curve_current(&curve, u - h)) / (2.0 * h);

    ck_assert_double_le(fabs(content - ohm_curve_current(&curve, u)), DIFFERENCE_TOL);
    ck_assert_double_le(fabs(current - ohm_curve_slope(&curve, u)), DIFFERENCE_TOL);
    ck_assert_double_eq(ohm_curve_content(&curve, 0.0), 0.0);
    ck_assert_double_gt(ohm_curve_content(&curve, u), 0.0);
    ohm_rng_free(rng);
}
END_TEST

/* Also far in saturation and in the steep part: V_0 from 1 down to 0.03 V. */
START_TEST(currents_balance_free_forced_and_pushed)
{
    static const double scale[] = { 1.0, 0.3, 0.1, 0.03 };
    const double none[2] = { 0.0, 0.0 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    double v[NODES], w2[NODES], again[NODES], value[2], out[NODES];
    network w;
    ohm_error err;

    draw(&w, _i % KINDS, scale[_i / KINDS % 3 + (_i % KINDS == 0)], rng);
    hold(v, rng);
    test_ok(ohm_curves_rest(v, w.net, w.k, &err), &err);
    check_balance(&w, v, none);
    value[0] = v[7] + 0.05;
    value[1] = v[13] - v[4] - 0.03;
    memcpy(w2, v, sizeof w2);
    test_ok(ohm_curves_force(w2, w.net, w.k, value, &err), &err);
    ck_assert_double_le(fabs(w2[7] - value[0]) + fabs(w2[13] - w2[4] - value[1]), 1e-14);
    leaving(out, &w, w2);
    ck_assert_double_le(fabs(out[13] + out[4]),
                        BALANCE_TOL);      /* what goes in at one comes out at the other */
    const double pushed[2] = { out[7], out[13] };

    check_balance(&w, w2, pushed);
    memcpy(again, v, sizeof again);
    test_ok(ohm_curves_push(again, w.net, w.k, pushed, &err), &err);
    check_balance(&w, again, pushed);
    release(&w);
    ohm_rng_free(rng);
}
END_TEST

/* Far below V_0 every curve is Ohm's law: the linear solver agrees to the first correction, (U/V_0)/2 of U. */
START_TEST(small_voltages_are_ohmic)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double scale = 1e6;
    double v[NODES], x[SOURCES];
    ohm_clamp *clamp;
    network w;
    ohm_error err;

    draw(&w, _i % KINDS, scale, rng);
    const ohm_terminals t = { w.graph, SOURCES, SOURCE, 2, w.readout, NULL };

    hold(v, rng);
    for (size_t s = 0; s < SOURCES; s++)
        x[s] = v[SOURCE[s]];
    test_ok(ohm_curves_rest(v, w.net, w.k, &err), &err);
    test_ok(ohm_clamp_alloc(&clamp, &t, 1, &err), &err);
    test_ok(ohm_clamp_solve(clamp, w.k, 1, x, &err), &err);
    for (size_t n = 0; n < NODES; n++)
        ck_assert_double_le(fabs(v[n] - ohm_clamp_potential(clamp, 0)[n]), 1.0 / scale);
    ohm_clamp_free(clamp);
    release(&w);
    ohm_rng_free(rng);
}
END_TEST

/* lambda against differences in every conductance: d(d.O)/dk_e = -f(dV_e) dlambda_e. */
START_TEST(the_adjoint_is_the_derivative)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double d[2] = { 0.7, -1.3 };
    double v[NODES], lambda[NODES], above[NODES], below[NODES];
    network w;
    ohm_error err;

    draw(&w, _i % KINDS, 0.5, rng);
    hold(v, rng);
    test_ok(ohm_curves_rest(v, w.net, w.k, &err), &err);
    test_ok(ohm_curves_adjoint(lambda, w.net, w.k, v, d, &err), &err);
    for (size_t e = 0; e < EDGES; e++) {
        const size_t i = w.graph->tail[e], j = w.graph->head[e];
        const double k = w.k[e];

        memcpy(above, v, sizeof v);
        memcpy(below, v, sizeof v);
        w.k[e] = k + DIFFERENCE_STEP;
        test_ok(ohm_curves_rest(above, w.net, w.k, &err), &err);
        w.k[e] = k - DIFFERENCE_STEP;
        test_ok(ohm_curves_rest(below, w.net, w.k, &err), &err);
        w.k[e] = k;
        const double up = d[0] * above[7] + d[1] * (above[13] - above[4]);
        const double down = d[0] * below[7] + d[1] * (below[13] - below[4]);

        ck_assert_double_le(fabs((up - down) / (2.0 * DIFFERENCE_STEP)
                                 + ohm_curve_current(&w.curve, v[i] - v[j]) * (lambda[i] - lambda[j])),
                            DIFFERENCE_TOL);
    }
    release(&w);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("curves");
    TCase *tc = tcase_create("curves");

    tcase_add_loop_test(tc, the_curve_is_the_slope_of_its_content, 0, 30);
    tcase_add_loop_test(tc, currents_balance_free_forced_and_pushed, 0, 36);
    tcase_add_loop_test(tc, small_voltages_are_ohmic, 0, 6);
    tcase_add_loop_test(tc, the_adjoint_is_the_derivative, 0, 6);
    suite_add_tcase(suite, tc);
    return suite;
}
