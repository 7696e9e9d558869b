/* tests/stability/test_equilibrium.c -- mirrors lib/stability/equilibrium.c */
#include "stability/equilibrium.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* From a little off, Newton comes back to the state the circuit was made for. */
START_TEST(returns_to_a_known_state)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_resting(1.0, 5.0, _i % 2, _i % 3 > 0, rng);
    const size_t m = circuit->graph->edges;
    double *w = calloc(m, sizeof *w), residual, scale;
    ohm_equilibrium *equilibrium;
    ohm_jacobian *jacobian;
    bool found;
    ohm_error err;

    test_ok(ohm_jacobian_alloc(&jacobian, &circuit->problem, NULL, &err), &err);
    test_ok(ohm_equilibrium_alloc(&equilibrium, &circuit->problem, jacobian, &err), &err);
    if (ohm_jacobian_at(jacobian, 0.0, circuit->w, NULL) == OHM_OK) {   /* not with A R A^t singular there */
        for (size_t k = 0; k < m; k++)
            w[k] = circuit->w[k] * (1.0 + 1e-5 * ohm_rng_normal(rng));
        test_ok(ohm_equilibrium_seek(&found, w, NULL, 0, NULL, equilibrium, &err), &err);
        ck_assert(found);
        for (size_t k = 0; k < m; k++)
            ck_assert_double_eq_tol(w[k], circuit->w[k], 1e-9);
        test_ok(ohm_equilibrium_residual(&residual, &scale, NULL, w, &circuit->problem, jacobian, &err), &err);
        ck_assert_double_le(residual, 1e-11 * scale);
    }
    ohm_equilibrium_free(equilibrium);
    ohm_jacobian_free(jacobian);
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(w);
}
END_TEST

/* A single memristor on its own source, alpha > 0: at rest at w = 0 (pulled down), at w = 1
 * (where relaxation wins) and at the root of alpha beta w (1 + xi w) = s between.
 * Deflation finds all three from one start. */
START_TEST(deflation_finds_each_once)
{
    const double alpha = 1.0, xi = 3.0, s = 1.2;
    const double root = (sqrt(1.0 + 4.0 * xi * s / alpha) - 1.0) / (2.0 * xi);
    const double expected[3] = { 0.0, root, 1.0 };
    test_problem *circuit = test_problem_ring(1, s);
    double state[4][1];
    const double *known[4] = { state[0], state[1], state[2], state[3] };
    ohm_equilibrium *equilibrium;
    ohm_jacobian *jacobian;
    size_t count = 0;
    bool seen[3] = { false };
    ohm_rng *rng = test_rng(1);
    ohm_error err;

    circuit->device->xi[0] = xi;
    circuit->device->alpha[0] = alpha;
    ohm_memristors_survey(circuit->device);
    test_ok(ohm_jacobian_alloc(&jacobian, &circuit->problem, NULL, &err), &err);
    test_ok(ohm_equilibrium_alloc(&equilibrium, &circuit->problem, jacobian, &err), &err);
    for (int attempt = 0; attempt < 40; attempt++) {
        bool found;

        state[count][0] = ohm_rng_uniform(rng);
        test_ok(ohm_equilibrium_seek(&found, state[count], NULL, count, known, equilibrium, &err), &err);
        if (!found)
            continue;
        for (int i = 0; i < 3; i++)
            if (fabs(state[count][0] - expected[i]) < 1e-12) {
                ck_assert_msg(!seen[i], "found %g twice", expected[i]);
                seen[i] = true;
                count++;
                break;
            }
        ck_assert_uint_le(count, 3);
        if (count == 3)
            break;
    }
    ck_assert(seen[0] && seen[1] && seen[2]);
    ohm_equilibrium_free(equilibrium);
    ohm_jacobian_free(jacobian);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* Patterns: what is held stays held, and is refused where it would not rest. */
START_TEST(patterns_are_kept)
{
    test_problem *circuit = test_problem_ring(1, 1.2);
    const ohm_hold low = OHM_HOLD_LOW, high = OHM_HOLD_HIGH;
    ohm_equilibrium *equilibrium;
    ohm_jacobian *jacobian;
    double w = 0.5;
    bool found;
    ohm_error err;

    test_ok(ohm_jacobian_alloc(&jacobian, &circuit->problem, NULL, &err), &err);
    test_ok(ohm_equilibrium_alloc(&equilibrium, &circuit->problem, jacobian, &err), &err);
    test_ok(ohm_equilibrium_seek(&found, &w, &low, 0, NULL, equilibrium, &err), &err);
    ck_assert(found && w == 0.0);               /* alpha = 0: the current drives w down for ever */
    test_ok(ohm_equilibrium_seek(&found, &w, &high, 0, NULL, equilibrium, &err), &err);
    ck_assert(!found);
    ohm_equilibrium_free(equilibrium);
    ohm_jacobian_free(jacobian);
    test_problem_free(circuit);
}
END_TEST

START_TEST(too_large_is_said)
{
    test_problem *circuit = test_problem_ring(OHM_EQUILIBRIUM_MAX + 1, 1.0);
    ohm_equilibrium *equilibrium;
    ohm_error err;

    test_fails(ohm_equilibrium_alloc(&equilibrium, &circuit->problem, NULL, &err), OHM_E_METHOD, &err, "1001");
    test_problem_free(circuit);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    test_problem *circuit = test_problem_ring(3, 1.2);
    ohm_jacobian *jacobian;

    for (size_t k = 0; k < 3; k++)
        circuit->device->alpha[k] = 1.0;
    ck_assert_int_eq(ohm_jacobian_alloc(&jacobian, &circuit->problem, NULL, NULL), OHM_OK);
    for (unsigned long k = 0;; k++) {
        ohm_equilibrium *equilibrium = NULL;
        double w[3] = { 0.5, 0.5, 0.5 };
        bool found;

        test_alloc_refuse(k);
        ohm_status status = ohm_equilibrium_alloc(&equilibrium, &circuit->problem, jacobian, NULL);
        if (status == OHM_OK)
            status = ohm_equilibrium_seek(&found, w, NULL, 0, NULL, equilibrium, NULL);
        const bool refused = test_alloc_allow();

        ohm_equilibrium_free(equilibrium);
        if (!refused) {
            ck_assert_int_eq(status, OHM_OK);
            break;
        }
        ck_assert(status == OHM_E_NOMEM || status == OHM_OK);
    }
    ohm_jacobian_free(jacobian);
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("stability/equilibrium");
    TCase *cases = tcase_create("equilibrium");

    tcase_add_loop_test(cases, returns_to_a_known_state, 0, 30);
    tcase_add_test(cases, deflation_finds_each_once);
    tcase_add_test(cases, patterns_are_kept);
    tcase_add_test(cases, too_large_is_said);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
