/* tests/stability/test_lyapunov.c -- mirrors lib/stability/lyapunov.c */
#include "stability/lyapunov.h"
#include "stability/circuit_flow.h"
#include "stability/reference_flow.h"
#include "stability/spectrum.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static ohm_lyapunov *
reference_run(const char *system, size_t count, double time, size_t flows, size_t threads)
{
    const ohm_lyapunov_options options = { time, 0.1 * time, 3, threads };
    ohm_tangent_flow *flow[8];
    ohm_lyapunov *result;
    ohm_error err;

    for (size_t i = 0; i < flows; i++) {
        const ohm_reference_options reference = { .count = count, .seed = 3, .replica = i };

        test_ok(ohm_reference_flow_alloc(&flow[i], system, &reference, &err), &err);
    }
    test_ok(ohm_lyapunov_run(&result, flow, flows, &options, NULL, &err), &err);
    for (size_t i = 0; i < flows; i++)
        ohm_tangent_flow_free(flow[i]);
    return result;
}

static ohm_lyapunov *
circuit_run(const test_problem *circuit, size_t count, const ohm_lyapunov_options *options, ohm_bounds bounds)
{
    const ohm_circuit_flow_options wanted = { .count = count, .bounds = bounds };
    ohm_tangent_flow *flow;
    ohm_lyapunov *result;
    ohm_error err;

    test_ok(ohm_circuit_flow_alloc(&flow, &circuit->problem, circuit->w, &wanted, &err), &err);
    test_ok(ohm_lyapunov_run(&result, &flow, 1, options, NULL, &err), &err);
    ohm_tangent_flow_free(flow);
    return result;
}

/* A linear system: its rates, exactly, in order; all of them or the first. */
START_TEST(linear_systems_are_exact)
{
    const double expected[4] = { 2.0, 0.5, 0.5, -1.0 };

    for (size_t count = 1; count <= 4; count++) {
        ohm_lyapunov *r = reference_run("linear:-1,0.5,2,0.5", count, 20.0, 1, 1);

        for (size_t k = 0; k < count; k++) {
            ck_assert_double_eq_tol(r->exponent[k], expected[k], 1e-9);
            ck_assert_double_lt(r->error[k], 1e-9);
        }
        if (count == 4) {
            ck_assert_double_eq_tol(r->sum, 2.0, 1e-9);
            ck_assert_double_eq_tol(r->trace_mean, 2.0, 1e-12);
        } else {
            ck_assert(isnan(r->sum));
        }
        ohm_lyapunov_free(r);
    }
}
END_TEST

/* Lorenz: the sum is the trace, one exponent vanishes, the largest lies where everyone finds
 * it, within four of its own error bars; fewer exponents are the first of all, threads say
 * nothing. */
START_TEST(lorenz_is_lorenz)
{
    ohm_lyapunov *all = reference_run("lorenz63", 3, 600.0, 4, 1), *again = reference_run("lorenz63", 3, 600.0, 4, 2);
    ohm_lyapunov *one = reference_run("lorenz63", 1, 600.0, 4, 2);

    ck_assert_double_eq_tol(all->sum, -41.0 / 3.0, 1e-8);
    ck_assert_double_eq_tol(all->trace_mean, -41.0 / 3.0, 1e-12);
    ck_assert_double_eq_tol(all->exponent[0], 0.9056, 4.0 * all->error[0]);
    ck_assert_double_eq_tol(all->exponent[1], 0.0, 4.0 * all->error[1]);
    ck_assert_double_lt(all->error[0], 0.02);
    ck_assert_double_eq_tol(one->exponent[0], all->exponent[0], 4.0 * hypot(one->error[0], all->error[0]));
    for (size_t k = 0; k < 3; k++)
        ck_assert(all->exponent[k] == again->exponent[k] && all->error[k] == again->error[k]);
    ck_assert_uint_gt(all->rows, 1);
    for (size_t row = 1; row < all->rows; row++)
        ck_assert(all->row_time[row] > all->row_time[row - 1]);
    ohm_lyapunov_free(all);
    ohm_lyapunov_free(again);
    ohm_lyapunov_free(one);
}
END_TEST

/* At a fixed point of a circuit the exponents are the real parts of the spectrum: passive,
 * alpha < 0, so that the trajectory stays there. */
START_TEST(exponents_at_rest_are_eigenvalues)
{
    const ohm_lyapunov_options options = { 400.0, 200.0, 1, 1 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_resting(-0.5, 4.0, _i % 2, false, rng);
    const size_t m = circuit->graph->edges;
    ohm_lyapunov *all = circuit_run(circuit, m, &options, OHM_BOUNDS_EXACT);
    ohm_lyapunov *some = circuit_run(circuit, 3, &options, OHM_BOUNDS_EXACT);
    ohm_jacobian *jacobian;
    ohm_spectrum *spectrum;
    ohm_error err;

    test_ok(ohm_jacobian_alloc(&jacobian, &circuit->problem, NULL, &err), &err);
    test_ok(ohm_jacobian_at(jacobian, 0.0, circuit->w, &err), &err);
    test_ok(ohm_spectrum_alloc(&spectrum, jacobian, &circuit->problem, NULL, &err), &err);
    /* a frame that still turns towards its directions, for eigenvalues close to each other,
       changes lengths by less than exp(5) on the way: 5 / T in an exponent */
    for (size_t k = 0; k < m; k++)
        ck_assert_double_eq_tol(all->exponent[k], spectrum->re[k], 5.0 / 200.0);
    for (size_t k = 0; k < 3; k++)
        ck_assert_double_eq_tol(some->exponent[k], all->exponent[k], 1e-7);
    ck_assert_double_eq_tol(all->sum, all->trace_mean, 1e-8 * (1.0 + fabs(all->sum)));
    ohm_jacobian_free(jacobian);
    ohm_spectrum_free(spectrum);
    ohm_lyapunov_free(all);
    ohm_lyapunov_free(some);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* alpha = 0 in the bulk under a bounded flux: every exponent goes to 0 like 1 / T, so that T
 * times the largest does not grow; and averages run over whole periods. */
START_TEST(bulk_exponents_vanish_like_one_over_time)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make(TEST_CONNECTED, TEST_PER_EDGE, rng);
    const size_t m = circuit->graph->edges;
    double scaled[2];

    for (size_t k = 0; k < m; k++) {
        const ohm_waveform sine = { 0.0, 0.3 * ohm_rng_normal(rng), 1.0, 3.0 * ohm_rng_normal(rng), NULL };

        ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, k, &sine, NULL), OHM_OK);
    }
    for (int i = 0; i < 2; i++) {
        const ohm_lyapunov_options options = { i == 0 ? 10.5 : 40.5, 0.2, 1, 1 };
        ohm_lyapunov *r = circuit_run(circuit, m, &options, OHM_BOUNDS_FREE);

        ck_assert(r->from == 1.0 && r->to == floor(options.time));
        ck_assert_uint_eq(r->periods, i == 0 ? 9 : 39);
        scaled[i] = fmax(r->exponent[0], -r->exponent[m - 1]) * (r->to - r->from);
        ck_assert_double_eq_tol(r->sum, r->trace_mean, 1e-8);
        ohm_lyapunov_free(r);
    }
    /* over whole periods the flow is back where it was: only the turning of the frame is left */
    ck_assert_double_lt(scaled[1], 1.5 * scaled[0] + 1e-6);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* Turned edges (S and j with them) and threads change nothing. */
START_TEST(orientation_does_not_matter)
{
    const ohm_lyapunov_options options = { 30.0, 10.0, 1, 1 };
    ohm_rng *rng = test_rng((unsigned long)_i), *other = test_rng((unsigned long)_i);
    test_problem *a = test_problem_resting(-0.5, 4.0, false, false, rng);
    test_problem *b = test_problem_resting(-0.5, 4.0, false, false, other);
    const size_t m = a->graph->edges;

    for (size_t k = 0; k < m; k += 2) {
        const size_t end = b->graph->tail[k];

        b->graph->tail[k] = b->graph->head[k];
        b->graph->head[k] = end;
        b->device->polarity[k] = (signed char)-b->device->polarity[k];
        b->drive->emf[k] = -b->drive->emf[k];
    }
    a->w[0] *= 0.9;
    b->w[0] *= 0.9;
    ohm_lyapunov *one = circuit_run(a, m, &options, OHM_BOUNDS_EXACT);
    ohm_lyapunov *two = circuit_run(b, m, &options, OHM_BOUNDS_EXACT);

    for (size_t k = 0; k < m; k++)
        ck_assert_double_eq_tol(one->exponent[k], two->exponent[k], 1e-7);
    ohm_lyapunov_free(one);
    ohm_lyapunov_free(two);
    test_problem_free(a);
    test_problem_free(b);
    ohm_rng_free(rng);
    ohm_rng_free(other);
}
END_TEST

/* Neither do the numbers of nodes and edges, and with them the spanning forest and the datum:
 * all of them, and the first three alone. */
START_TEST(numbering_does_not_matter)
{
    const ohm_lyapunov_options options = { 2000.0, 1000.0, 1, 1 };
    ohm_rng *rng = test_rng((unsigned long)_i), *other = test_rng((unsigned long)_i);
    test_problem *a = test_problem_resting(-0.5, 4.0, true, false, rng);
    test_problem *b = test_problem_resting(-0.5, 4.0, true, false, other);
    const size_t m = a->graph->edges, n = a->graph->nodes;

    a->w[0] *= 0.9;
    for (size_t k = 0; k < m; k++) {
        const size_t from = m - 1 - k;

        b->graph->tail[k] = n - 1 - a->graph->tail[from];
        b->graph->head[k] = n - 1 - a->graph->head[from];
        b->device->polarity[k] = a->device->polarity[from];
        b->drive->emf[k] = a->drive->emf[from];
        b->w[k] = a->w[from];
    }
    ohm_lyapunov *one = circuit_run(a, m, &options, OHM_BOUNDS_EXACT);
    ohm_lyapunov *two = circuit_run(b, m, &options, OHM_BOUNDS_EXACT);
    ohm_lyapunov *some = circuit_run(b, 3, &options, OHM_BOUNDS_EXACT);

    ck_assert_double_eq_tol(one->sum, two->sum, 1e-8);
    /* other frames turn towards the same directions, and change lengths by less than exp(5) on
       the way, as above */
    for (size_t k = 0; k < m; k++)
        ck_assert_double_eq_tol(one->exponent[k], two->exponent[k], 5.0 / 1000.0);
    for (size_t k = 0; k < 3; k++)
        ck_assert_double_eq_tol(one->exponent[k], some->exponent[k], 5.0 / 1000.0);
    ohm_lyapunov_free(one);
    ohm_lyapunov_free(two);
    ohm_lyapunov_free(some);
    test_problem_free(a);
    test_problem_free(b);
    ohm_rng_free(rng);
    ohm_rng_free(other);
}
END_TEST

/* A ring driven into its wall loses a direction for every element that arrives. */
START_TEST(walls_cost_directions)
{
    const ohm_lyapunov_options options = { 200.0, 1.0, 1, 1 };
    test_problem *circuit = test_problem_ring(3, 1.0);
    ohm_lyapunov *r;

    circuit->w[0] = 0.2;
    circuit->w[1] = 0.5;
    circuit->w[2] = 0.8;
    for (size_t k = 0; k < 3; k++)
        circuit->device->xi[k] = 4.0;
    r = circuit_run(circuit, 3, &options, OHM_BOUNDS_EXACT);
    for (size_t k = 0; k < 3; k++)
        ck_assert(isinf(r->exponent[k]) && r->exponent[k] < 0.0);
    ck_assert(isnan(r->sum));
    ohm_lyapunov_free(r);
    test_problem_free(circuit);
}
END_TEST

START_TEST(bad_times_are_refused)
{
    const ohm_lyapunov_options late = { 10.0, 10.0, 1, 1 }, never = { 0.0, 0.0, 1, 1 };
    const ohm_reference_options reference = { 0 };
    ohm_tangent_flow *flow;
    ohm_lyapunov *result;
    ohm_error err;

    test_ok(ohm_reference_flow_alloc(&flow, "rossler", &reference, &err), &err);
    test_fails(ohm_lyapunov_run(&result, &flow, 1, &late, NULL, &err), OHM_E_ARG, &err, "transient of 10");
    test_fails(ohm_lyapunov_run(&result, &flow, 1, &never, NULL, &err), OHM_E_ARG, &err, "time of 0");
    ck_assert_ptr_null(result);
    ohm_tangent_flow_free(flow);
}
END_TEST

/* Asked to stop, it hands over what it has. */
START_TEST(stopping_keeps_what_was_averaged)
{
    static volatile sig_atomic_t stop = 1;
    const ohm_control control = { &stop, NULL, NULL };
    const ohm_lyapunov_options options = { 10.0, 1.0, 1, 1 };
    const ohm_reference_options reference = { 0 };
    ohm_tangent_flow *flow;
    ohm_lyapunov *result;

    ck_assert_int_eq(ohm_reference_flow_alloc(&flow, "rossler", &reference, NULL), OHM_OK);
    ck_assert_int_eq(ohm_lyapunov_run(&result, &flow, 1, &options, &control, NULL), OHM_E_INTERRUPT);
    ck_assert_ptr_null(result);             /* nothing yet */
    ohm_tangent_flow_free(flow);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    const ohm_lyapunov_options options = { 2.0, 1.0, 1, 1 };
    const ohm_reference_options reference = { 0 };
    ohm_lyapunov *result;

    for (unsigned long k = 0;; k++) {
        ohm_tangent_flow *flow;

        ck_assert_int_eq(ohm_reference_flow_alloc(&flow, "rossler", &reference, NULL), OHM_OK);
        test_alloc_refuse(k);
        const ohm_status status = ohm_lyapunov_run(&result, &flow, 1, &options, NULL, NULL);
        const bool refused = test_alloc_allow();

        ohm_tangent_flow_free(flow);
        if (!refused) {
            ck_assert_int_eq(status, OHM_OK);
            break;
        }
        ck_assert_int_eq(status, OHM_E_NOMEM);
    }
    ohm_lyapunov_free(result);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("stability/lyapunov");
    TCase *cases = tcase_create("lyapunov");

    tcase_add_test(cases, linear_systems_are_exact);
    tcase_add_test(cases, lorenz_is_lorenz);
    tcase_add_loop_test(cases, exponents_at_rest_are_eigenvalues, 0, 4);
    tcase_add_loop_test(cases, bulk_exponents_vanish_like_one_over_time, 0, 4);
    tcase_add_loop_test(cases, orientation_does_not_matter, 0, 3);
    tcase_add_loop_test(cases, numbering_does_not_matter, 0, 3);
    tcase_add_test(cases, walls_cost_directions);
    tcase_add_test(cases, bad_times_are_refused);
    tcase_add_test(cases, stopping_keeps_what_was_averaged);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
