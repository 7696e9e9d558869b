/* tests/dynamics/test_flow.c -- mirrors lib/dynamics/flow.c */
#include "dynamics/flow.h"
#include "dynamics/omega_flow.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Both roads are backward stable solves: error <= c M eps kappa, with M <= 66 edges and
 * kappa <= (1 + xi) times that of the unit network, below 1e4 here; c = 8. */
static const double SOLVE_TOL = 8.0 * 66.0 * 2.2e-16 * 1e4;

/* Active circuits come as near to singular as the dice say; the error goes with
 * 1/|currents| of the unit drive, so it is compared with the largest current. */
static const double ACTIVE_TOL = 1e-6;

static const unsigned FEATURES[] = {
    0, TEST_PER_EDGE | TEST_POLARITY, TEST_TERMINALS | TEST_PER_EDGE, TEST_VOLTAGE | TEST_RELAX,
    TEST_ACTIVE, TEST_ACTIVE | TEST_VOLTAGE | TEST_PER_EDGE | TEST_TERMINALS,
    TEST_WINDOWS | TEST_RECTIFIED | TEST_SINES | TEST_TERMINALS
};
enum { FEATURE_SETS = sizeof FEATURES / sizeof *FEATURES };

static double
largest(const double *x, size_t n)
{
    double most = 1.0;

    for (size_t k = 0; k < n; k++)
        most = fmax(most, fabs(x[k]));
    return most;
}

/* The Kirchhoff form and eq. (4): the same drift, currents and potentials. */
START_TEST(kirchhoff_is_equation_four)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const unsigned features = FEATURES[_i % FEATURE_SETS];
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / FEATURE_SETS % TEST_KINDS), features, rng);
    const size_t m = circuit->graph->edges, n = circuit->graph->nodes;
    double *a = calloc(m + 1, sizeof *a), *b = calloc(m + 1, sizeof *b);
    const double t = 0.3;
    ohm_omega_flow *omega;
    ohm_flow *flow;
    ohm_error err = { 0 };

    test_ok(ohm_flow_alloc(&flow, &circuit->problem, NULL, &err), &err);
    const ohm_status made = ohm_omega_flow_alloc(&omega, &circuit->problem, &err);
    if (made == OHM_E_SINGULAR && features & TEST_ACTIVE) {
        ohm_flow_free(flow);                /* A P A^t vanishes: eq. (4) does not exist */
        goto done;
    }
    test_ok(made, &err);
    const ohm_status by_kirchhoff = ohm_flow_rhs(a, t, circuit->w, flow, &err);
    const ohm_status by_omega = ohm_omega_flow_rhs(b, t, circuit->w, omega, &err);
    if (!(features & TEST_ACTIVE))
        ck_assert_msg(by_kirchhoff == OHM_OK && by_omega == OHM_OK, "%s", err.text);
    if (by_kirchhoff == OHM_OK && by_omega == OHM_OK) {
        const double *i = ohm_flow_current(flow), *p = ohm_flow_potential(flow);
        const double tol = features & TEST_ACTIVE ? ACTIVE_TOL : SOLVE_TOL;
        const double scale = largest(i, m) * (1.0 + largest(p, n));

        for (size_t k = 0; k < m; k++) {
            ck_assert_double_eq_tol(i[k], ohm_omega_flow_current(omega)[k], tol * scale);
            ck_assert_double_eq_tol(a[k], b[k], 40.0 * tol * scale);
        }
        for (size_t v = 0; v < n; v++)
            ck_assert_double_eq_tol(p[v], ohm_omega_flow_potential(omega)[v], 20.0 * tol * scale);
    }
    ohm_omega_flow_free(omega);
    ohm_flow_free(flow);
done:
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(a);
    free(b);
}
END_TEST

/* Central differences at h = 1e-6: error eps / h + h^2 times second derivatives of order 1e3. */
static const double DIFFERENCE_TOL = 1e-6;

START_TEST(product_is_the_derivative)
{
    const double h = 1e-6;
    ohm_rng *rng = test_rng((unsigned long)_i);
    const unsigned features = FEATURES[_i % 4];
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / 4 % TEST_KINDS), features, rng);
    const size_t m = circuit->graph->edges;
    double *v = calloc(m + 1, sizeof *v), *jv = calloc(m + 1, sizeof *jv);
    double *up = calloc(m + 1, sizeof *up), *down = calloc(m + 1, sizeof *down);
    ohm_flow *flow;
    ohm_error err;

    test_ok(ohm_flow_alloc(&flow, &circuit->problem, NULL, &err), &err);
    test_normals(v, m, rng);
    test_ok(ohm_flow_rhs(up, 0.1, circuit->w, flow, &err), &err);
    test_ok(ohm_flow_product(jv, v, flow, &err), &err);
    for (size_t k = 0; k < m; k++)
        circuit->w[k] += h * v[k];
    test_ok(ohm_flow_rhs(up, 0.1, circuit->w, flow, &err), &err);
    for (size_t k = 0; k < m; k++)
        circuit->w[k] -= 2.0 * h * v[k];
    test_ok(ohm_flow_rhs(down, 0.1, circuit->w, flow, &err), &err);
    for (size_t k = 0; k < m; k++)
        ck_assert_double_eq_tol(jv[k], (up[k] - down[k]) / (2.0 * h), DIFFERENCE_TOL * (1.0 + largest(jv, m)));
    ohm_flow_free(flow);
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(v);
    free(jv);
    free(up);
    free(down);
}
END_TEST

/* A loop of R and -R has no current that answers to an EMF. */
START_TEST(cancelling_elements_are_singular)
{
    test_problem *circuit = test_problem_ring(2, 1.0);
    const double w[2] = { 0.5, 0.5 };
    double dwdt[2];
    ohm_flow *flow;
    ohm_error err;

    circuit->device->sign[1] = -1;
    ohm_memristors_survey(circuit->device);
    test_ok(ohm_flow_alloc(&flow, &circuit->problem, NULL, &err), &err);
    ck_assert_int_eq(ohm_flow_rhs(dwdt, 0.0, w, flow, &err), OHM_E_SINGULAR);
    ohm_flow_free(flow);
    test_problem_free(circuit);
}
END_TEST

START_TEST(non_positive_resistance_is_refused)
{
    test_problem *circuit = test_problem_ring(3, 1.0);
    const double w[3] = { 0.5, -0.5, 0.5 };
    double dwdt[3];
    ohm_flow *flow;
    ohm_error err;

    test_ok(ohm_flow_alloc(&flow, &circuit->problem, NULL, &err), &err);
    test_fails(ohm_flow_rhs(dwdt, 0.0, w, flow, &err), OHM_E_DOMAIN, &err, "edge 1");
    ohm_flow_free(flow);
    test_problem_free(circuit);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    test_problem *circuit = test_problem_ring(4, 1.0);
    ohm_status status;
    ohm_flow *flow;

    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        status = ohm_flow_alloc(&flow, &circuit->problem, NULL, NULL);
        if (!test_alloc_allow())
            break;
        if (status == OHM_OK)               /* a library found another way */
            ohm_flow_free(flow);
        else
            ck_assert_int_eq(status, OHM_E_NOMEM);
    }
    ck_assert_int_eq(status, OHM_OK);
    ohm_flow_free(flow);
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("dynamics/flow");
    TCase *cases = tcase_create("flow");

    tcase_add_loop_test(cases, kirchhoff_is_equation_four, 0, 4 * FEATURE_SETS * TEST_KINDS);
    tcase_add_loop_test(cases, product_is_the_derivative, 0, 4 * TEST_KINDS);
    tcase_add_test(cases, cancelling_elements_are_singular);
    tcase_add_test(cases, non_positive_resistance_is_refused);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
