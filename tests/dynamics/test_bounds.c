/* tests/dynamics/test_bounds.c -- mirrors lib/dynamics/bounds.c: crossings known by hand */
#include "dynamics/bounds.h"
#include "dynamics/simulate.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Asked of the integrators; answers may be a few times further away, and memory is
 * a square root of the flux near w = 0, which magnifies by 1 / sqrt(2 xi flux) < 10. */
static const double RTOL = 1e-11, ATOL = 1e-12;
static const double HAND_TOL = 2e-9;

/* BDF has order 5 at most and makes a thousand steps of the tolerance each. */
static const double BDF_TOL = 2e-8;

static double
hand_tol(ohm_method method)
{
    return method == OHM_METHOD_BDF ? BDF_TOL : HAND_TOL;
}

static const double XI = 100.0;         /* the default */

static const ohm_method METHODS[] = { OHM_METHOD_TAYLOR, OHM_METHOD_CVODE, OHM_METHOD_BDF, OHM_METHOD_FLUX_CHARGE };
enum { METHOD_COUNT = 4 };

/* flux that takes a memory from 0 to w: w + xi w^2 / 2 */
static double
flux_to(double w)
{
    return w + 0.5 * XI * w * w;
}

static double
memory_at(double flux)
{
    return 2.0 * flux / (1.0 + sqrt(1.0 + 2.0 * XI * flux));
}

static void
run(test_problem *circuit, double time, ohm_method method, ohm_bounds bounds, ohm_simulation_report *report)
{
    const ohm_simulation simulation = { .time = time, .rtol = RTOL, .atol = ATOL, .method = method, .bounds = bounds };
    ohm_error err = { 0 };

    test_ok(ohm_simulate(circuit->w, NULL, NULL, NULL, report, &circuit->problem, &simulation, NULL, NULL, NULL, &err), &err);
}

/* One memristor under a constant EMF: reaches 0 at flux_to(w0) / s, and stays. */
START_TEST(one_memristor_is_held)
{
    test_problem *circuit = test_problem_ring(1, 2.0);
    const double w0 = 0.4, crossing = flux_to(w0) / 2.0;
    ohm_simulation_report report;

    circuit->w[0] = w0;
    run(circuit, 0.99 * crossing, METHODS[_i], OHM_BOUNDS_EXACT, &report);
    ck_assert_double_eq_tol(circuit->w[0], memory_at(0.01 * flux_to(w0)), hand_tol(METHODS[_i]));
    ck_assert_uint_eq(report.events_reached, 0);
    circuit->w[0] = w0;
    run(circuit, 2.0 * crossing, METHODS[_i], OHM_BOUNDS_EXACT, &report);
    ck_assert(circuit->w[0] == 0.0);
    ck_assert_uint_eq(report.events_reached, 1);
    ck_assert(isnan(report.invariant_cut) || report.invariant_cut <= hand_tol(METHODS[_i]));
    test_problem_free(circuit);
}
END_TEST

/* Under A sin(2 pi t) it is held from where the flux A (1 - cos 2 pi t) / (2 pi) reaches
 * flux_to(w0), and let go when the EMF turns at t = 1/2. */
START_TEST(one_memristor_is_released)
{
    test_problem *circuit = test_problem_ring(1, 0.0);
    const double w0 = 0.3, amplitude = 2.0 * M_PI * flux_to(w0);
    const ohm_waveform wave = { 0.0, amplitude, 1.0, 0.0, NULL };
    ohm_simulation_report report;

    ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, 0, &wave, NULL), OHM_OK);
    circuit->w[0] = w0;
    run(circuit, 1.0, METHODS[_i], OHM_BOUNDS_EXACT, &report);
    ck_assert_double_eq_tol(circuit->w[0], memory_at(amplitude / M_PI), hand_tol(METHODS[_i]));
    ck_assert_uint_eq(report.events_reached, 1);
    ck_assert_uint_eq(report.events_released, 1);
    test_problem_free(circuit);
}
END_TEST

/* Touching 0 without pushing through: held or not, the memory comes back. */
START_TEST(grazing_comes_back)
{
    test_problem *circuit = test_problem_ring(1, 0.0);
    const double w0 = 0.3, offsets[] = { -1e-9, 0.0, 1e-9 };

    for (int k = 0; k < 3; k++) {
        const ohm_waveform wave = { 0.0, M_PI * flux_to(w0) * (1.0 + offsets[k]), 1.0, 0.0, NULL };

        ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, 0, &wave, NULL), OHM_OK);
        circuit->w[0] = w0;
        run(circuit, 1.0, METHODS[_i], OHM_BOUNDS_EXACT, NULL);
        /* pushing 1e-9 too far moves the return by as much, relatively */
        ck_assert_double_eq_tol(circuit->w[0], w0, 2e-8);
    }
    test_problem_free(circuit);
}
END_TEST

/* Two unequal ones in series: the smaller is held at t1, the other goes on alone with
 * 2 w + xi w^2 / 2 falling at rate s. */
START_TEST(unequal_series_one_after_the_other)
{
    test_problem *circuit = test_problem_ring(2, 3.0);
    const double low = 0.2, high = 0.5, left = high - low;
    const double t1 = (flux_to(high) - flux_to(left) + flux_to(low)) / 3.0;
    const double after = 0.5 * (2.0 * left + 0.5 * XI * left * left) / 3.0;     /* half of the way left */
    ohm_simulation_report report;

    circuit->w[0] = low;
    circuit->w[1] = high;
    run(circuit, t1 + after, METHODS[_i], OHM_BOUNDS_EXACT, &report);
    const double rest = 2.0 * left + 0.5 * XI * left * left - 3.0 * after;

    ck_assert(circuit->w[0] == 0.0);
    ck_assert_double_eq_tol(circuit->w[1], 2.0 * rest / (2.0 + sqrt(4.0 + 2.0 * XI * rest)), hand_tol(METHODS[_i]));
    ck_assert_uint_eq(report.events_reached, 1);
    test_problem_free(circuit);
}
END_TEST

/* A pair of opposite polarities between held nodes: one falls to 0, the other rises to 1. */
START_TEST(opposite_pair_parts)
{
    test_problem *circuit = test_problem_ring(2, 0.0);
    const ohm_waveform volt = { 2.0, 0.0, 0.0, 0.0, NULL }, ground = { 0 };
    const double w0 = 0.5, falls = flux_to(w0) / 2.0, rises = (flux_to(1.0) - flux_to(w0)) / 2.0;
    ohm_simulation_report report;

    circuit->graph->tail[1] = 0;                /* both from node 0 to node 1 */
    circuit->graph->head[1] = 1;
    circuit->device->polarity[1] = -1;
    ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_POTENTIAL, 0, &volt, NULL), OHM_OK);
    ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_POTENTIAL, 1, &ground, NULL), OHM_OK);
    circuit->w[0] = circuit->w[1] = w0;
    run(circuit, 0.5 * (falls + rises), METHODS[_i], OHM_BOUNDS_EXACT, &report);
    ck_assert(circuit->w[0] == 0.0);
    ck_assert_double_eq_tol(circuit->w[1], memory_at(flux_to(w0) + falls + rises), hand_tol(METHODS[_i]));
    ck_assert_uint_eq(report.events_reached, 1);
    circuit->w[0] = circuit->w[1] = w0;
    run(circuit, 1.1 * rises, METHODS[_i], OHM_BOUNDS_EXACT, &report);
    ck_assert(circuit->w[0] == 0.0 && circuit->w[1] == 1.0);
    ck_assert_uint_eq(report.events_reached, 2);
    test_problem_free(circuit);
}
END_TEST

/* Equal memories in a ring all arrive at once. */
START_TEST(simultaneous_arrivals)
{
    enum { M = 7 };
    test_problem *circuit = test_problem_ring(M, 3.0);
    const double w0 = 0.5, crossing = M * flux_to(w0) / 3.0;
    ohm_simulation_report report;

    for (int k = 0; k < M; k++)
        circuit->w[k] = w0;
    run(circuit, 1.01 * crossing, METHODS[_i], OHM_BOUNDS_EXACT, &report);
    for (int k = 0; k < M; k++)
        ck_assert(circuit->w[k] == 0.0);
    ck_assert_uint_eq(report.events_reached, M);
    test_problem_free(circuit);
}
END_TEST

/* Relaxation alone: e^(alpha t) w0 reaches 1, window or not; starting there it is held at once. */
START_TEST(relaxation_reaches_the_bound)
{
    static const char *const windows[] = { "none", "strukov", "biolek:2" };
    test_problem *circuit = test_problem_ring(1, 0.0);
    const double alpha = 0.7;
    ohm_simulation_report report;

    ck_assert_int_eq(ohm_window_parse(&circuit->device->window[0], windows[_i], NULL), OHM_OK);
    circuit->device->alpha[0] = alpha;
    ohm_memristors_survey(circuit->device);
    circuit->w[0] = 0.25;
    run(circuit, 0.9 * log(4.0) / alpha, OHM_METHOD_TAYLOR, OHM_BOUNDS_EXACT, &report);
    ck_assert_double_eq_tol(circuit->w[0], 0.25 * pow(4.0, 0.9), HAND_TOL);
    run(circuit, 1.0, OHM_METHOD_TAYLOR, OHM_BOUNDS_EXACT, &report);
    ck_assert(circuit->w[0] == 1.0);
    ck_assert_uint_eq(report.events_reached, 1);
    run(circuit, 1.0, OHM_METHOD_TAYLOR, OHM_BOUNDS_EXACT, &report);
    ck_assert(circuit->w[0] == 1.0);
    ck_assert_uint_eq(report.events_reached, 0);
    test_problem_free(circuit);
}
END_TEST

/* Random circuits driven hard over both walls: two integrators, one story. */
START_TEST(walls_are_met_alike)
{
    static const unsigned features[] = { 0, TEST_PER_EDGE | TEST_POLARITY | TEST_SINES, TEST_RELAX | TEST_TERMINALS,
                                         TEST_VOLTAGE | TEST_SINES | TEST_POLARITY };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / 4 % TEST_KINDS), features[_i % 4], rng);
    const size_t m = circuit->graph->edges;
    double *start = calloc(m + 1, sizeof *start), *other = calloc(m + 1, sizeof *other);
    ohm_simulation_report report;

    memcpy(start, circuit->w, m * sizeof *start);
    run(circuit, 4.0, OHM_METHOD_CVODE, OHM_BOUNDS_EXACT, &report);
    memcpy(other, circuit->w, m * sizeof *other);
    memcpy(circuit->w, start, m * sizeof *start);
    run(circuit, 4.0, OHM_METHOD_TAYLOR, OHM_BOUNDS_EXACT, &report);
    for (size_t k = 0; k < m; k++)
        ck_assert_msg(fabs(other[k] - circuit->w[k]) <= 1e-7, "edge %zu: cvode %.15g, taylor %.15g", k, other[k],
                      circuit->w[k]);
    free(start);
    free(other);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* Under A sin(2 pi t), A many times what crosses [0, 1], the memory meets both walls in every
 * period, and from the first meeting on repeats itself: however many periods, a meeting is
 * missed in none of them.  By clipping each meeting may cost sqrt(rtol), and the next wall
 * forgets it. */
START_TEST(no_period_is_missed)
{
    enum { PERIODS = 20 };
    static const ohm_method methods[] = { OHM_METHOD_TAYLOR, OHM_METHOD_CVODE, OHM_METHOD_BDF, OHM_METHOD_OMEGA };
    const ohm_method method = methods[_i % 4];
    const ohm_bounds bounds = _i / 4 == 0 ? OHM_BOUNDS_EXACT : OHM_BOUNDS_CLIP;
    const double tol = bounds == OHM_BOUNDS_EXACT ? hand_tol(method) : 200.0 * sqrt(RTOL);
    const ohm_waveform wave = { 0.0, 40.0 * flux_to(1.0), 1.0, 0.0, NULL };
    test_problem *circuit = test_problem_ring(1, 0.0);
    ohm_simulation_report report;
    double early;

    ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, 0, &wave, NULL), OHM_OK);
    circuit->w[0] = 0.5;
    run(circuit, 1.53, method, bounds, &report);
    early = circuit->w[0];
    ck_assert(early > 0.1 && early < 0.9);
    circuit->w[0] = 0.5;
    run(circuit, 1.53 + PERIODS, method, bounds, &report);
    ck_assert_double_eq_tol(circuit->w[0], early, tol);
    if (bounds == OHM_BOUNDS_EXACT) {
        ck_assert_uint_eq(report.events_reached, 2 * PERIODS + 3);
        ck_assert_uint_eq(report.events_released, 2 * PERIODS + 3);
    }
    test_problem_free(circuit);
}
END_TEST

/* Clipping may stray sqrt(rtol) at every meeting with a wall: first order, but no further. */
START_TEST(clip_stays_near_exact)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make(TEST_GRID, TEST_SINES, rng);
    const size_t m = circuit->graph->edges;
    double *start = calloc(m + 1, sizeof *start), *exact = calloc(m + 1, sizeof *exact);
    const ohm_method methods[] = { OHM_METHOD_TAYLOR, OHM_METHOD_CVODE };

    memcpy(start, circuit->w, m * sizeof *start);
    run(circuit, 3.0, OHM_METHOD_TAYLOR, OHM_BOUNDS_EXACT, NULL);
    memcpy(exact, circuit->w, m * sizeof *exact);
    for (int i = 0; i < 2; i++) {
        memcpy(circuit->w, start, m * sizeof *start);
        run(circuit, 3.0, methods[i], OHM_BOUNDS_CLIP, NULL);
        for (size_t k = 0; k < m; k++)
            ck_assert_double_eq_tol(circuit->w[k], exact[k], 200.0 * sqrt(RTOL));
    }
    free(start);
    free(exact);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    ohm_memristors *device;
    ohm_bounds_watch *watch;
    ohm_status status;

    ck_assert_int_eq(ohm_memristors_alloc(&device, 4, NULL), OHM_OK);
    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        status = ohm_bounds_watch_alloc(&watch, device, 0.0, NULL);
        if (!test_alloc_allow())
            break;
        ck_assert_int_eq(status, OHM_E_NOMEM);
        ck_assert_ptr_null(watch);
    }
    ck_assert_int_eq(status, OHM_OK);
    ohm_bounds_watch_free(watch);
    ohm_memristors_free(device);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("dynamics/bounds");
    TCase *cases = tcase_create("bounds");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, one_memristor_is_held, 0, METHOD_COUNT);
    tcase_add_loop_test(cases, one_memristor_is_released, 0, METHOD_COUNT);
    tcase_add_loop_test(cases, grazing_comes_back, 0, METHOD_COUNT);
    tcase_add_loop_test(cases, unequal_series_one_after_the_other, 0, METHOD_COUNT);
    tcase_add_loop_test(cases, opposite_pair_parts, 0, METHOD_COUNT);
    tcase_add_loop_test(cases, simultaneous_arrivals, 0, METHOD_COUNT);
    tcase_add_loop_test(cases, relaxation_reaches_the_bound, 0, 3);
    tcase_add_loop_test(cases, walls_are_met_alike, 0, 8 * TEST_KINDS);
    tcase_add_loop_test(cases, clip_stays_near_exact, 0, 5);
    tcase_add_loop_test(cases, no_period_is_missed, 0, 8);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
