/* tests/dynamics/test_flux_charge.c -- mirrors lib/dynamics/flux_charge.c */
#include "dynamics/flux_charge.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Newton stops at moves of 2e-13; the residual is R <= 20 times that and solve rounding. */
static const double RESIDUAL_TOL = 1e-11;

/* theory 3.3: at xi = 100 plain Newton fails on some solvable K5 problems; the frozen,
 * backtracked one on none.  Solvable: the end was drawn inside the box, and the drive
 * made to lead there. */
START_TEST(every_solvable_problem_is_solved)
{
    enum { N = 5, M = 10 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    size_t tail[M], head[M], k = 0;
    double w[M], target[M];
    ohm_flux_charge *flux;
    ohm_error err;

    for (size_t v = 0; v < N; v++)
        for (size_t u = v + 1; u < N; u++) {
            tail[k] = v;
            head[k++] = u;
        }
    test_problem *circuit = test_problem_ring(M, 0.0);

    ohm_graph_free(circuit->graph);
    ohm_drive_free(circuit->drive);
    ck_assert_int_eq(ohm_graph_alloc(&circuit->graph, N, M, tail, head, NULL), OHM_OK);
    ck_assert_int_eq(ohm_drive_alloc(&circuit->drive, N, M, NULL), OHM_OK);
    circuit->problem = (ohm_problem){ circuit->graph, circuit->device, circuit->drive };
    for (int problem = 0; problem < 50; problem++) {
        /* two states with the same B w: w0 = target + a circulation through triangles of node 0 */
        for (k = 0; k < M; k++)
            target[k] = circuit->w[k] = ohm_rng_uniform(rng);
        for (k = 4; k < M; k++) {               /* chord (v, u), tree edges 0 -> v, 0 -> u */
            const size_t a = tail[k] - 1, b = head[k] - 1;
            double low = fmax(-circuit->w[k], fmax(-circuit->w[a], circuit->w[b] - 1.0));
            double high = fmin(1.0 - circuit->w[k], fmin(1.0 - circuit->w[a], circuit->w[b]));
            const double x = ohm_rng_between(rng, low, high);

            circuit->w[k] += x;
            circuit->w[a] += x;
            circuit->w[b] -= x;
        }
        /* phi = Phi'(q) with q = w0 - w leads to the target at t = 1 */
        for (k = 0; k < M; k++) {
            const double from = circuit->w[k], to = target[k];
            const ohm_waveform wave = { (from - to) * (1.0 + 50.0 * (from + to)), 0.0, 0.0, 0.0, NULL };

            ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, k, &wave, NULL), OHM_OK);
        }
        test_ok(ohm_flux_charge_alloc(&flux, &circuit->problem, circuit->w, NULL, &err), &err);
        test_ok(ohm_flux_charge_jump(w, 1.0, flux, &err), &err);
        for (k = 0; k < M; k++)
            ck_assert_double_eq_tol(w[k], target[k], 1e-10);
        ohm_flux_charge_free(flux);
    }
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* The laws of secs. 3.1 and 3.2 hold at the end of a jump, and jumps compose: back and forth. */
START_TEST(residual_is_small_and_jumps_return)
{
    static const unsigned features[] = { 0, TEST_PER_EDGE | TEST_POLARITY, TEST_TERMINALS | TEST_SINES, TEST_VOLTAGE | TEST_PER_EDGE };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / 4 % TEST_KINDS), features[_i % 4], rng);
    const size_t m = circuit->graph->edges;
    double *w = calloc(m + 1, sizeof *w), scale;
    ohm_flux_charge *flux;
    ohm_error err;

    test_ok(ohm_flux_charge_alloc(&flux, &circuit->problem, circuit->w, NULL, &err), &err);
    test_ok(ohm_flux_charge_jump(w, 0.7, flux, &err), &err);
    const double residual = ohm_flux_charge_residual(&scale, flux);

    ck_assert_double_le(residual, RESIDUAL_TOL * (1.0 + scale));
    test_ok(ohm_flux_charge_jump(w, 0.0, flux, &err), &err);
    for (size_t k = 0; k < m; k++)
        ck_assert_double_eq_tol(w[k], circuit->w[k], 1e-11);
    ohm_flux_charge_free(flux);
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(w);
}
END_TEST

START_TEST(what_the_law_does_not_cover_is_named)
{
    static const struct { unsigned feature; const char *word; } cases[] = {
        { TEST_RELAX, "alpha" }, { TEST_WINDOWS, "window" }, { TEST_RECTIFIED, "polarity is 0" }, { TEST_ACTIVE, "active" }
    };
    ohm_rng *rng = test_rng(4);
    test_problem *circuit = test_problem_make(TEST_COMPLETE, cases[_i].feature, rng);
    ohm_flux_charge *flux;
    ohm_error err;

    test_fails(ohm_flux_charge_alloc(&flux, &circuit->problem, circuit->w, NULL, &err), OHM_E_METHOD, &err, cases[_i].word);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("dynamics/flux_charge");
    TCase *cases = tcase_create("flux_charge");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, every_solvable_problem_is_solved, 0, 20);
    tcase_add_loop_test(cases, residual_is_small_and_jumps_return, 0, 8 * TEST_KINDS);
    tcase_add_loop_test(cases, what_the_law_does_not_cover_is_named, 0, 4);
    suite_add_tcase(suite, cases);
    return suite;
}
