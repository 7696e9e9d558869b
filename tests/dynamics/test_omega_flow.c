/* tests/dynamics/test_omega_flow.c -- mirrors lib/dynamics/omega_flow.c
 *
 * That eq. (4) is the Kirchhoff form on circuits of every kind is asked in
 * test_flow.c; here it is held against Ohm's law by hand. */
#include "dynamics/omega_flow.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

/* A 5 x 5 solve of condition below 1e4. */
static const double SOLVE_TOL = 8.0 * 5.0 * 2.2e-16 * 1e4;

START_TEST(ring_obeys_ohm)
{
    enum { M = 5 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double s = ohm_rng_normal(rng);
    test_problem *circuit = test_problem_ring(M, s);
    double dwdt[M], sum = 0.0;
    ohm_omega_flow *flow;
    ohm_error err;

    for (int k = 0; k < M; k++) {
        circuit->w[k] = ohm_rng_uniform(rng);
        sum += 1.0 + 100.0 * circuit->w[k];
    }
    test_ok(ohm_omega_flow_alloc(&flow, &circuit->problem, &err), &err);
    test_ok(ohm_omega_flow_rhs(dwdt, 0.0, circuit->w, flow, &err), &err);
    for (int k = 0; k < M; k++)
        ck_assert_double_eq_tol(dwdt[k], -s / sum, SOLVE_TOL);
    ohm_omega_flow_free(flow);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* 2 A into one end of a path of three, out at the held other end: no loop at all. */
START_TEST(injection_runs_down_a_path)
{
    test_problem *circuit = test_problem_ring(3, 0.0);
    const ohm_waveform ampere = { 2.0, 0.0, 0.0, 0.0, NULL }, volt = { 7.0, 0.0, 0.0, 0.0, NULL };
    const double w[3] = { 0.0, 0.01, 0.5 };
    double dwdt[3];
    ohm_omega_flow *flow;
    ohm_error err;

    circuit->graph->tail[2] = circuit->graph->head[2] = 1;      /* path 0-1-2 and a loop */
    ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_INJECTION, 0, &ampere, NULL), OHM_OK);
    ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_POTENTIAL, 2, &volt, NULL), OHM_OK);
    test_ok(ohm_omega_flow_alloc(&flow, &circuit->problem, &err), &err);
    test_ok(ohm_omega_flow_rhs(dwdt, 0.0, w, flow, &err), &err);
    const double *i = ohm_omega_flow_current(flow), *p = ohm_omega_flow_potential(flow);

    ck_assert_double_eq_tol(i[0], 2.0, SOLVE_TOL);
    ck_assert_double_eq_tol(i[1], 2.0, SOLVE_TOL);
    ck_assert_double_eq_tol(i[2], 0.0, SOLVE_TOL);
    ck_assert_double_eq_tol(p[2], 7.0, SOLVE_TOL);
    ck_assert_double_eq_tol(p[1], 7.0 + 4.0, SOLVE_TOL);
    ck_assert_double_eq_tol(p[0], 7.0 + 4.0 + 2.0, SOLVE_TOL);
    ohm_omega_flow_free(flow);
    test_problem_free(circuit);
}
END_TEST

START_TEST(injection_without_a_way_out_is_refused)
{
    test_problem *circuit = test_problem_ring(3, 0.0);
    const ohm_waveform ampere = { 2.0, 0.0, 0.0, 0.0, NULL };
    const double w[3] = { 0.5, 0.5, 0.5 };
    double dwdt[3];
    ohm_omega_flow *flow;
    ohm_error err;

    ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_INJECTION, 0, &ampere, NULL), OHM_OK);
    test_ok(ohm_omega_flow_alloc(&flow, &circuit->problem, &err), &err);
    test_fails(ohm_omega_flow_rhs(dwdt, 0.0, w, flow, &err), OHM_E_CONTENT, &err, "way out");
    ohm_omega_flow_free(flow);
    test_problem_free(circuit);
}
END_TEST

/* A P A^t of a loop (1, -1) is zero. */
START_TEST(vanishing_loop_is_singular)
{
    test_problem *circuit = test_problem_ring(2, 1.0);
    ohm_omega_flow *flow;
    ohm_error err;

    circuit->device->sign[1] = -1;
    ohm_memristors_survey(circuit->device);
    test_fails(ohm_omega_flow_alloc(&flow, &circuit->problem, &err), OHM_E_SINGULAR, &err, "A P A^t");
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("dynamics/omega_flow");
    TCase *cases = tcase_create("omega_flow");

    tcase_add_loop_test(cases, ring_obeys_ohm, 0, 10);
    tcase_add_test(cases, injection_runs_down_a_path);
    tcase_add_test(cases, injection_without_a_way_out_is_refused);
    tcase_add_test(cases, vanishing_loop_is_singular);
    suite_add_tcase(suite, cases);
    return suite;
}
