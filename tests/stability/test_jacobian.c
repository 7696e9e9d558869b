/* tests/stability/test_jacobian.c -- mirrors lib/stability/jacobian.c */
#include "stability/jacobian.h"
#include "dynamics/omega_flow.h"
#include "solve/dense.h"
#include "support/random_circuit.h"
#include "support/test.h"
#include "topology/omega.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const unsigned FEATURES[] = {
    0, TEST_PER_EDGE | TEST_POLARITY, TEST_TERMINALS | TEST_RELAX, TEST_VOLTAGE | TEST_RELAX | TEST_PER_EDGE,
    TEST_ACTIVE | TEST_RELAX, TEST_ACTIVE | TEST_VOLTAGE, TEST_WINDOWS | TEST_RELAX | TEST_TERMINALS,
    TEST_WINDOWS | TEST_VOLTAGE | TEST_PER_EDGE, TEST_WINDOWS | TEST_RECTIFIED
};
enum { FEATURE_SETS = sizeof FEATURES / sizeof *FEATURES };

/* Central differences of eq. (4) at h = 1e-6: error eps / h of drifts of order 1, and h^2
 * times third derivatives of order 1e4; active circuits near a singular one scale both. */
static const double DIFFERENCE_TOL = 1e-6;

static double
largest(const double *x, size_t n)
{
    double most = 1.0;

    for (size_t k = 0; k < n; k++)
        most = fmax(most, fabs(x[k]));
    return most;
}

/* Column by column against differences of the dense form of eq. (4), which shares only the
 * law of the element; and the operator and the trace against the matrix. */
START_TEST(columns_are_differences)
{
    const double h = 1e-6;
    ohm_rng *rng = test_rng((unsigned long)_i);
    const unsigned features = FEATURES[_i % FEATURE_SETS];
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / FEATURE_SETS % TEST_KINDS), features, rng);
    const size_t m = circuit->graph->edges;
    double *matrix = calloc(m * m + 1, sizeof *matrix), *x = calloc(m + 1, sizeof *x);
    double *up = calloc(m + 1, sizeof *up), *down = calloc(m + 1, sizeof *down), trace, sum = 0.0;
    ohm_omega_flow *omega = NULL;
    ohm_jacobian *jacobian;
    ohm_error err;

    test_ok(ohm_jacobian_alloc(&jacobian, &circuit->problem, NULL, &err), &err);
    const ohm_status at = ohm_jacobian_at(jacobian, 0.1, circuit->w, &err);
    const ohm_status made = ohm_omega_flow_alloc(&omega, &circuit->problem, &err);
    if (features & TEST_ACTIVE && (at != OHM_OK || made != OHM_OK))
        goto done;
    test_ok(at, &err);
    test_ok(made, &err);
    test_ok(ohm_jacobian_dense(matrix, jacobian, &err), &err);
    const double scale = largest(matrix, m * m);

    if (scale > 100.0 && features & TEST_ACTIVE)
        goto done;                              /* too near to singular for differences */
    for (size_t k = 0; k < m; k++) {
        const double w = circuit->w[k];

        circuit->w[k] = w + h;
        test_ok(ohm_omega_flow_rhs(up, 0.1, circuit->w, omega, &err), &err);
        circuit->w[k] = w - h;
        test_ok(ohm_omega_flow_rhs(down, 0.1, circuit->w, omega, &err), &err);
        circuit->w[k] = w;
        for (size_t e = 0; e < m; e++)
            ck_assert_double_eq_tol(matrix[e + k * m], (up[e] - down[e]) / (2.0 * h),
                                    DIFFERENCE_TOL * scale * scale * scale);
        sum += matrix[k + k * m];
    }
    test_normals(x, m, rng);
    test_ok(ohm_jacobian_apply(up, x, jacobian, &err), &err);
    ohm_dense_apply(down, matrix, x, m, m, false);
    for (size_t e = 0; e < m; e++)
        ck_assert_double_eq_tol(up[e], down[e], 1e-10 * scale * largest(x, m));
    test_ok(ohm_jacobian_trace(&trace, NULL, jacobian, &err), &err);
    ck_assert_double_eq_tol(trace, sum, 1e-11 * (double)(m + 1) * scale);
done:
    ohm_omega_flow_free(omega);
    ohm_jacobian_free(jacobian);
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(matrix);
    free(x);
    free(up);
    free(down);
}
END_TEST

/* J = alpha I + (xi / beta) M diag(M S), M = (I + xi Omega W)^-1 Omega: the paper's matrix,
 * with its factors, from Omega alone. */
START_TEST(uniform_circuits_have_the_papers_matrix)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make(_i % 2 ? TEST_COMPLETE : TEST_CONNECTED, TEST_RELAX, rng);
    const size_t m = circuit->graph->edges;
    double *omega = calloc(m * m, sizeof *omega), *matrix = calloc(m * m, sizeof *matrix);
    double *a = calloc(m * m, sizeof *a), *ms = calloc(m, sizeof *ms);
    const double xi = circuit->device->xi[0], alpha = circuit->device->alpha[0];
    ohm_jacobian *jacobian;
    ohm_dense_lu *lu;
    ohm_error err;

    test_ok(ohm_omega_fill(omega, circuit->graph, &err), &err);
    test_ok(ohm_dense_lu_alloc(&lu, m, &err), &err);
    memcpy(a, omega, m * m * sizeof *a);
    for (size_t k = 0; k < m; k++)
        for (size_t e = 0; e < m; e++)
            ohm_dense_lu_matrix(lu)[e + k * m] = xi * omega[e + k * m] * circuit->w[k] + (e == k ? 1.0 : 0.0);
    test_ok(ohm_dense_lu_factor(lu, &err), &err);
    ohm_dense_lu_solve(a, m, lu, false);                /* M */
    ohm_dense_apply(ms, a, circuit->drive->emf, m, m, false);
    test_ok(ohm_jacobian_alloc(&jacobian, &circuit->problem, NULL, &err), &err);
    test_ok(ohm_jacobian_at(jacobian, 0.0, circuit->w, &err), &err);
    test_ok(ohm_jacobian_dense(matrix, jacobian, &err), &err);
    for (size_t k = 0; k < m; k++)
        for (size_t e = 0; e < m; e++)
            ck_assert_double_eq_tol(matrix[e + k * m], xi * a[e + k * m] * ms[k] + (e == k ? alpha : 0.0), 1e-10);
    ohm_dense_lu_free(lu);
    ohm_jacobian_free(jacobian);
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(omega);
    free(matrix);
    free(a);
    free(ms);
}
END_TEST

START_TEST(bad_states_are_refused)
{
    test_problem *circuit = test_problem_ring(3, 1.0);
    const double w[3] = { 0.5, -0.5, 0.5 };
    ohm_jacobian *jacobian;
    ohm_error err;

    test_ok(ohm_jacobian_alloc(&jacobian, &circuit->problem, NULL, &err), &err);
    test_fails(ohm_jacobian_at(jacobian, 0.0, w, &err), OHM_E_DOMAIN, &err, "edge 1");
    ohm_jacobian_free(jacobian);
    test_problem_free(circuit);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    test_problem *circuit = test_problem_ring(4, 1.0);
    double trace;

    for (unsigned long k = 0;; k++) {
        ohm_jacobian *jacobian = NULL;

        test_alloc_refuse(k);
        ohm_status status = ohm_jacobian_alloc(&jacobian, &circuit->problem, NULL, NULL);
        if (status == OHM_OK)
            status = ohm_jacobian_at(jacobian, 0.0, circuit->w, NULL);
        if (status == OHM_OK)
            status = ohm_jacobian_trace(&trace, NULL, jacobian, NULL);
        const bool refused = test_alloc_allow();

        ohm_jacobian_free(jacobian);
        if (!refused) {
            ck_assert_int_eq(status, OHM_OK);
            break;
        }
        ck_assert(status == OHM_E_NOMEM || status == OHM_OK);   /* a library may find another way */
    }
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("stability/jacobian");
    TCase *cases = tcase_create("jacobian");

    tcase_add_loop_test(cases, columns_are_differences, 0, 2 * FEATURE_SETS * TEST_KINDS);
    tcase_add_loop_test(cases, uniform_circuits_have_the_papers_matrix, 0, 10);
    tcase_add_test(cases, bad_states_are_refused);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
