/* tests/certify/test_ball_circuit.c -- mirrors lib/certify/ball_circuit.c */
#include "certify/ball_circuit.h"
#include "certify/sample.h"
#include "topology/exempt.h"

enum { BITS = 128 };

/* B i = -J at every joined node but the grounded one, whatever the chords. */
START_TEST(completed_flows_obey_kirchhoff)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i % TEST_KINDS), TEST_TERMINALS | TEST_SINES,
                                              rng);
    sample s = sample_of(circuit, BITS, OHM_PLANT_NONE);
    const size_t n = s.balls->nodes;
    arb_ptr emf = _arb_vec_init((slong)s.edges), injection = _arb_vec_init((slong)n), need =
        _arb_vec_init((slong)n);
    arb_t t;

    arb_init(t);
    arb_set_d(t, 0.3);
    ohm_ball_circuit_drive(emf, injection, 1, t, s.balls, BITS);
    for (size_t l = 0; l < s.balls->forest->chords; l++)
        arb_set_d(s.w + s.balls->forest->chord[l], ohm_rng_between(rng, -1.0, 1.0));
    ohm_ball_circuit_complete(s.w, injection, 1, need, s.balls, BITS);
    for (size_t k = 0; k < s.edges; k++) {
        arb_add(injection + s.balls->graph->head[k], injection + s.balls->graph->head[k], s.w + k, BITS);
        arb_sub(injection + s.balls->graph->tail[k], injection + s.balls->graph->tail[k], s.w + k, BITS);
    }
    for (size_t v = s.balls->grounded ? 1 : 0; v < n; v++) {
        ck_assert(arb_contains_zero(injection + v));
        ck_assert_double_le(ohm_ball_magnitude(injection + v), 1e-30);
    }
    arb_clear(t);
    _arb_vec_clear(emf, (slong)s.edges);
    _arb_vec_clear(injection, (slong)n);
    _arb_vec_clear(need, (slong)n);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* EMFs with the held potentials in them, and their integrals, against the doubles of drive.c. */
START_TEST(drives_agree_with_doubles)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make(TEST_CONNECTED, TEST_TERMINALS | TEST_SINES, rng);
    sample s = sample_of(circuit, BITS, OHM_PLANT_NONE);
    const size_t m = s.edges, n = circuit->graph->nodes;
    double *emf = calloc(m, sizeof *emf), *held = calloc(n, sizeof *held), *injected =
        calloc(n, sizeof *injected);
    arb_ptr ball = _arb_vec_init((slong)m), injection = _arb_vec_init((slong)s.balls->nodes);
    arb_t t;

    arb_init(t);
    arb_set_d(t, 0.7);
    for (int i = 0; i < 2; i++) {
        if (i == 0) {
            ohm_ball_circuit_drive(ball, injection, 1, t, s.balls, BITS);
            ohm_drive_at(emf, held, injected, 0.7, circuit->drive);
        } else {
            ohm_ball_circuit_flux(ball, injection, t, s.balls, BITS);
            ohm_drive_integral(emf, held, injected, 0.7, circuit->drive);
        }
        for (size_t k = 0; k < m; k++) {
            const size_t tail = circuit->graph->tail[k], head = circuit->graph->head[k];
            const double sum = emf[k] + (circuit->drive->held[tail] ? held[tail] : 0.0)
                - (circuit->drive->held[head] ? held[head] : 0.0);

            ck_assert_double_eq_tol(ohm_ball_middle(ball + k), sum, 1e-13);
        }
        for (size_t v = 0; v < n; v++)
            if (!circuit->drive->held[v])
                ck_assert_double_eq_tol(ohm_ball_middle(injection + s.balls->node[v]), injected[v], 1e-13);
    }
    arb_clear(t);
    _arb_vec_clear(ball, (slong)m);
    _arb_vec_clear(injection, (slong)s.balls->nodes);
    free(emf);
    free(held);
    free(injected);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* xi of r_off = 1.1, r_on = 0.3 is no double; the ball of r_off holds the quotient and not more. */
START_TEST(r_off_is_taken_exactly)
{
    test_problem *circuit = test_problem_ring(2, 1.0);
    const double r_off[2] = { 1.1, NAN };
    ohm_ball_circuit *balls;
    ohm_error err;
    arb_t on, off;

    circuit->device->r_on[0] = 0.3;
    circuit->device->xi[0] = (1.1 - 0.3) / 0.3;
    test_ok(ohm_ball_circuit_alloc(&balls, &circuit->problem, circuit->w, r_off, BITS, &err), &err);
    arb_init(on);
    arb_init(off);
    arb_set_d(on, 0.3);
    arb_set_d(off, 1.1);
    arb_addmul(on, balls->xi, on, 300);
    ck_assert(arb_contains(on, off));
    ck_assert_double_le(ohm_ball_radius(balls->xi), 1e-37);
    ck_assert_double_eq(ohm_ball_middle(balls->xi + 1), circuit->device->xi[1]);
    arb_clear(on);
    arb_clear(off);
    ohm_ball_circuit_free(balls);
    test_problem_free(circuit);
}
END_TEST

/* Injections that cancel as decimals but not as doubles leave something over. */
START_TEST(injections_must_cancel_exactly)
{
    test_problem *circuit = test_problem_ring(3, 0.0);
    const double value[3] = { 0.1, 0.2, _i == 0 ? -0.3 : -(0.1 + 0.2) };
    ohm_ball_circuit *balls;
    ohm_error err;

    for (size_t v = 0; v < 3; v++) {
        const ohm_waveform wave = { value[v], 0.0, 0.0, 0.0, NULL };

        test_ok(ohm_drive_set(circuit->drive, OHM_DRIVE_INJECTION, v, &wave, &err), &err);
    }
    test_fails(ohm_ball_circuit_alloc(&balls, &circuit->problem, circuit->w, NULL, BITS, &err), OHM_E_CONTENT,
               &err, "do not cancel");
    const ohm_waveform wave = { 0.5, 0.0, 0.0, 0.0, NULL }, back = { -0.5, 0.0, 0.0, 0.0, NULL }, none =
        { 0.0, 0.0, 0.0, 0.0, NULL };

    ohm_drive_set(circuit->drive, OHM_DRIVE_INJECTION, 0, &wave, NULL);
    ohm_drive_set(circuit->drive, OHM_DRIVE_INJECTION, 1, &back, NULL);
    ohm_drive_set(circuit->drive, OHM_DRIVE_INJECTION, 2, &none, NULL);
    test_ok(ohm_ball_circuit_alloc(&balls, &circuit->problem, circuit->w, NULL, BITS, &err), &err);
    ohm_ball_circuit_free(balls);
    test_problem_free(circuit);
}
END_TEST

START_TEST(lines_and_odd_precisions_are_refused)
{
    test_problem *circuit = test_problem_ring(3, 0.0);
    const double time[2] = { 0.0, 1.0 }, value[2] = { 0.0, 1.0 };
    ohm_ball_circuit *balls;
    ohm_polyline *line;
    ohm_error err;

    test_fails(ohm_ball_circuit_alloc(&balls, &circuit->problem, circuit->w, NULL, 23, &err), OHM_E_ARG, &err,
               "23 bits");
    test_fails(ohm_ball_circuit_alloc(&balls, &circuit->problem, circuit->w, NULL, 8193, &err), OHM_E_ARG,
               &err, "8193 bits");
    test_ok(ohm_polyline_alloc(&line, 2, time, value, &err), &err);
    test_ok(ohm_drive_adopt(circuit->drive, line, &err), &err);
    const ohm_waveform wave = { 0.0, 0.0, 0.0, 0.0, line };

    test_ok(ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, 1, &wave, &err), &err);
    test_fails(ohm_ball_circuit_alloc(&balls, &circuit->problem, circuit->w, NULL, BITS, &err), OHM_E_METHOD,
               &err, "emf 1 moves along a line");
    test_problem_free(circuit);
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    ohm_status status = OHM_E_NOMEM;
    ohm_ball_circuit *balls;

    exempt_flint();
    test_problem *circuit = test_problem_ring(3, 1.0);

    for (unsigned long k = 0; test_alloc_enabled() && status == OHM_E_NOMEM; k++) {
        test_alloc_refuse(k);
        status = ohm_ball_circuit_alloc(&balls, &circuit->problem, circuit->w, NULL, BITS, NULL);
        const bool refused = test_alloc_allow();

        ck_assert(refused == (status == OHM_E_NOMEM));
    }
    if (test_alloc_enabled())
        ohm_ball_circuit_free(balls);
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/ball_circuit");
    TCase *cases = tcase_create("ball_circuit");

    tcase_add_loop_test(cases, completed_flows_obey_kirchhoff, 0, 2 * TEST_KINDS);
    tcase_add_loop_test(cases, drives_agree_with_doubles, 0, 4);
    tcase_add_test(cases, r_off_is_taken_exactly);
    tcase_add_loop_test(cases, injections_must_cancel_exactly, 0, 2);
    tcase_add_test(cases, lines_and_odd_precisions_are_refused);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
