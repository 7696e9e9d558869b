/* tests/kirchhoff/test_clamp.c -- mirrors lib/kirchhoff/clamp.c */
#include "base/array.h"
#include "kirchhoff/clamp.h"
#include "kirchhoff/network.h"
#include "support/lattice.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* Both solvers are backward stable and kappa < 1e5 on these lattices. */
static const double SOLVE_TOL = 1e5 * 8.0 * DBL_EPSILON;

/* The clamped state by holding the outputs: Kirchhoff's solver answers without A and Z. */
static void
compare_with_held(size_t side, ohm_rng *rng)
{
    ohm_graph *g = test_torus(side);
    const size_t n = g->nodes, m = g->edges, source[2] = { 0, n / 2 }, last = n - 1;
    const ohm_readout readout[2] = { { 3, OHM_NONE }, { last, OHM_NONE } };
    const ohm_terminals t = { g, 2, source, 2, readout, NULL };
    double *k = OHM_ARRAY(double, m), *p = OHM_ARRAY(double, n), *i = OHM_ARRAY(double, m);
    double *held = OHM_ZEROS(double, n), x[4], u[2];
    bool *flag = OHM_ZEROS(bool, n);
    ohm_network *network;
    ohm_clamp *clamp;
    ohm_error err;

    for (size_t e = 0; e < m; e++)
        k[e] = ohm_rng_between(rng, 0.1, 3.0);
    for (size_t s = 0; s < 4; s++)
        x[s] = ohm_rng_between(rng, -1.0, 1.0);
    test_ok(ohm_clamp_alloc(&clamp, &t, 2, &err), &err);
    ck_assert_str_eq(ohm_clamp_solver(clamp), n > 202 ? "cholesky" : "dense");
    test_ok(ohm_clamp_solve(clamp, k, 2, x, &err), &err);
    for (int forced = 0; forced < 2; forced++) {
        flag[0] = flag[n / 2] = true;
        flag[3] = flag[last] = forced;
        test_ok(ohm_network_alloc(&network, g, flag, NULL, &err), &err);
        test_ok(ohm_network_factor(network, k, &err), &err);
        for (size_t s = 0; s < 2; s++) {
            const double *v = ohm_clamp_potential(clamp, s), q[2] = { 0.3, -0.2 };

            held[0] = x[2 * s];
            held[n / 2] = x[2 * s + 1];
            held[3] = v[3] + q[0];
            held[last] = v[last] + q[1];
            test_ok(ohm_network_solve(p, i, network, NULL, held, NULL, &err), &err);
            ohm_clamp_currents(u, clamp, q);
            for (size_t w = 0; w < n; w++) {
                const double shift = ohm_clamp_influence(clamp, 0)[w] * u[0] + ohm_clamp_influence(clamp, 1)[w] * u[1];

                ck_assert_double_le(fabs(p[w] - v[w] - (forced ? shift : 0.0)), SOLVE_TOL);
            }
        }
        ohm_network_free(network);
    }
    ohm_clamp_free(clamp);
    ohm_graph_free(g);
    free(k);
    free(p);
    free(i);
    free(held);
    free(flag);
}

START_TEST(clamping_is_holding)
{
    ohm_rng *rng = test_rng((unsigned long)_i);

    compare_with_held(4 + (size_t)_i % 3, rng);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(also_with_the_sparse_solver)
{
    ohm_rng *rng = test_rng((unsigned long)_i);

    compare_with_held(16, rng);
    ohm_rng_free(rng);
}
END_TEST

/* A difference alone: one current in at plus, out at minus, moves it by q. */
START_TEST(a_difference_is_forced_alone)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *g = test_torus(4);
    const size_t source[2] = { 0, 10 };
    const ohm_readout readout = { 7, 13 };
    const ohm_terminals t = { g, 2, source, 1, &readout, NULL };
    const double x[2] = { 0.0, 1.0 }, q = 0.1;
    double k[32], u;
    ohm_clamp *clamp;
    ohm_error err;

    for (size_t e = 0; e < 32; e++)
        k[e] = ohm_rng_between(rng, 0.1, 3.0);
    test_ok(ohm_clamp_alloc(&clamp, &t, 1, &err), &err);
    test_ok(ohm_clamp_solve(clamp, k, 1, x, &err), &err);
    ohm_clamp_currents(&u, clamp, &q);
    const double *z = ohm_clamp_influence(clamp, 0);

    ck_assert_double_le(fabs((z[7] - z[13]) * u - q), SOLVE_TOL);
    ck_assert_double_gt(u, 0.0);
    k[0] = -1e3;
    test_fails(ohm_clamp_solve(clamp, k, 1, x, &err), OHM_E_SINGULAR, &err, "not positive");
    test_fails(ohm_clamp_solve(clamp, k, 2, x, &err), OHM_E_ARG, &err, "room for 1");
    ohm_clamp_free(clamp);
    ohm_graph_free(g);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("clamp");
    TCase *tc = tcase_create("clamp");

    tcase_add_loop_test(tc, clamping_is_holding, 0, 12);
    tcase_add_loop_test(tc, also_with_the_sparse_solver, 0, 3);
    tcase_add_loop_test(tc, a_difference_is_forced_alone, 0, 5);
    suite_add_tcase(suite, tc);
    return suite;
}
