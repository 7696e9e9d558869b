/* tests/dynamics/test_simulate.c -- mirrors lib/dynamics/simulate.c */
#include "dynamics/simulate.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Integrators are asked for this and may differ by a few times it over a run of order 1. */
static const double RTOL = 1e-11, ATOL = 1e-12;
static const double AGREE_TOL = 2e-9;

/* CVODE steps over the kinks of |i| without locating them: each costs it up to the
 * square of a step times the jump in slope, and error control lets ten times the
 * tolerance of smooth flow through (measured: 8e-9 at worst in 540 circuits). */
static const double KINK_TOL = 4e-8;

static ohm_simulation
simulation_of(ohm_method method, double time, ohm_bounds bounds)
{
    return (ohm_simulation){ .time = time, .rtol = RTOL, .atol = ATOL, .method = method, .bounds = bounds };
}

/* Final memory by one method; NULL where the method met a singular circuit. */
static double *
final_memory(const test_problem *circuit, ohm_method method, double time, ohm_bounds bounds,
             ohm_simulation_report *report)
{
    const ohm_simulation simulation = simulation_of(method, time, bounds);
    const size_t m = circuit->graph->edges;
    double *w = calloc(m + 1, sizeof *w);
    ohm_simulation_report unused;
    ohm_error err = { 0 };

    memcpy(w, circuit->w, m * sizeof *w);
    const ohm_status status = ohm_simulate(w, NULL, NULL, NULL, report != NULL ? report : &unused,
                                           &circuit->problem, &simulation, NULL, NULL, NULL, &err);
    if (circuit->device->active && status != OHM_OK) {
        free(w);
        return NULL;
    }
    test_ok(status, &err);
    return w;
}

/* ---- closed forms ------------------------------------------------------------------ */

/* theory 3.4: every memory of a ring shifts by the same u, m u (1 + xi mean w0) + m xi u^2 / 2 = -Q / beta. */
START_TEST(series_of_unequal_memories_shifts_together)
{
    static const ohm_method methods[] = { OHM_METHOD_TAYLOR, OHM_METHOD_CVODE, OHM_METHOD_OMEGA,
                                          OHM_METHOD_BDF, OHM_METHOD_FLUX_CHARGE };
    enum { M = 5 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_ring(M, 7.0);
    const double time = 3.0, xi = 100.0;
    double mean = 0.0;

    for (int k = 0; k < M; k++)
        mean += (circuit->w[k] = ohm_rng_between(rng, 0.4, 0.9)) / M;
    const double b = 1.0 + xi * mean, q = 7.0 * time;
    const double u = -2.0 * q / M / (b + sqrt(b * b - 2.0 * xi * q / M));
    double *w = final_memory(circuit, methods[_i % 5], time, OHM_BOUNDS_EXACT, NULL);

    for (int k = 0; k < M; k++)
        ck_assert_double_eq_tol(w[k], circuit->w[k] + u, AGREE_TOL);
    free(w);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* theory 3.5: with the same EMF everywhere on an Eulerian orientation a uniform memory
 * stays uniform and is that of a single loop. */
START_TEST(eulerian_circuit_stays_uniform)
{
    enum { N = 5, M = 10 };                     /* rotational tournament on K5 */
    size_t tail[M], head[M], k = 0;
    const ohm_waveform s = { 3.0, 0.0, 0.0, 0.0, NULL };
    test_problem *circuit = test_problem_ring(M, 0.0);
    const double w0 = 0.7, time = 2.0, xi = 100.0;

    for (size_t v = 0; v < N; v++)
        for (size_t step = 1; step <= 2; step++) {
            tail[k] = v;
            head[k++] = (v + step) % N;
        }
    ohm_graph_free(circuit->graph);
    ohm_drive_free(circuit->drive);
    ck_assert_int_eq(ohm_graph_alloc(&circuit->graph, N, M, tail, head, NULL), OHM_OK);
    ck_assert_int_eq(ohm_drive_alloc(&circuit->drive, N, M, NULL), OHM_OK);
    circuit->problem = (ohm_problem){ circuit->graph, circuit->device, circuit->drive };
    for (k = 0; k < M; k++) {
        circuit->w[k] = w0;
        ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, k, &s, NULL), OHM_OK);
    }
    const double b = 1.0 + xi * w0, u = -2.0 * s.dc * time / (b + sqrt(b * b - 2.0 * xi * s.dc * time));
    double *w = final_memory(circuit, OHM_METHOD_AUTO, time, OHM_BOUNDS_EXACT, NULL);

    for (k = 0; k < M; k++)
        ck_assert_double_eq_tol(w[k], w0 + u, AGREE_TOL);
    free(w);
    test_problem_free(circuit);
}
END_TEST

/* ---- the same number by several roads ------------------------------------------------ */

static const unsigned FEATURES[] = {
    0, TEST_PER_EDGE | TEST_POLARITY, TEST_TERMINALS | TEST_SINES, TEST_VOLTAGE | TEST_RELAX | TEST_PER_EDGE,
    TEST_ACTIVE | TEST_RELAX, TEST_WINDOWS | TEST_RELAX | TEST_TERMINALS, TEST_RECTIFIED | TEST_SINES,
    TEST_WINDOWS | TEST_RECTIFIED | TEST_SINES, TEST_VOLTAGE | TEST_TERMINALS | TEST_SINES
};
enum { FEATURE_SETS = sizeof FEATURES / sizeof *FEATURES };

/* Without bounds the trajectories of the free flow agree while they exist. */
START_TEST(methods_agree)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const unsigned features = FEATURES[_i % FEATURE_SETS];
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / FEATURE_SETS % TEST_KINDS), features, rng);
    const double time = features & TEST_ACTIVE ? 0.02 : 0.3;
    const ohm_bounds bounds = features & TEST_ACTIVE ? OHM_BOUNDS_FREE : OHM_BOUNDS_EXACT;
    const double tol = features & TEST_RECTIFIED ? KINK_TOL : AGREE_TOL;
    double *taylor = final_memory(circuit, OHM_METHOD_TAYLOR, time, bounds, NULL);
    double *cvode = final_memory(circuit, OHM_METHOD_CVODE, time, bounds, NULL);
    double *omega = final_memory(circuit, OHM_METHOD_OMEGA, time, bounds, NULL);

    for (size_t k = 0; k < circuit->graph->edges && taylor && cvode && omega; k++) {
        ck_assert_msg(fabs(taylor[k] - cvode[k]) <= tol, "edge %zu: taylor %.15g, cvode %.15g", k, taylor[k], cvode[k]);
        ck_assert_msg(fabs(omega[k] - cvode[k]) <= tol, "edge %zu: omega %.15g, cvode %.15g", k, omega[k], cvode[k]);
    }
    free(taylor);
    free(cvode);
    free(omega);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(flux_charge_agrees_where_it_applies)
{
    static const unsigned features[] = { 0, TEST_PER_EDGE | TEST_POLARITY, TEST_TERMINALS | TEST_SINES,
                                         TEST_VOLTAGE | TEST_PER_EDGE, TEST_VOLTAGE | TEST_TERMINALS | TEST_POLARITY };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / 5 % TEST_KINDS), features[_i % 5], rng);
    ohm_simulation_report report;
    double *jumped = final_memory(circuit, OHM_METHOD_FLUX_CHARGE, 1.0, OHM_BOUNDS_EXACT, &report);
    double *stepped = final_memory(circuit, OHM_METHOD_TAYLOR, 1.0, OHM_BOUNDS_EXACT, NULL);

    for (size_t k = 0; k < circuit->graph->edges; k++)
        ck_assert_msg(fabs(jumped[k] - stepped[k]) <= AGREE_TOL, "edge %zu: %.15g, %.15g", k, jumped[k], stepped[k]);
    free(jumped);
    free(stepped);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* A step of order p leaves tol^(1/p): at a tighter tolerance the answer moves by less. */
START_TEST(answer_is_continuous_in_the_tolerance)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make(TEST_COMPLETE, TEST_PER_EDGE | TEST_SINES, rng);
    const size_t m = circuit->graph->edges;
    double *reference = final_memory(circuit, OHM_METHOD_TAYLOR, 2.0, OHM_BOUNDS_EXACT, NULL);
    double *w = calloc(m + 1, sizeof *w);

    for (double tol = 1e-4; tol > 1e-10; tol *= 1e-2) {
        ohm_simulation simulation = simulation_of(OHM_METHOD_TAYLOR, 2.0, OHM_BOUNDS_EXACT);

        simulation.rtol = tol;
        simulation.atol = 0.1 * tol;
        memcpy(w, circuit->w, m * sizeof *w);
        ck_assert_int_eq(ohm_simulate(w, NULL, NULL, NULL, NULL, &circuit->problem, &simulation, NULL, NULL,
                                      NULL, NULL), OHM_OK);
        for (size_t k = 0; k < m; k++)          /* a few steps, each within its tolerance, and growth e */
            ck_assert_double_eq_tol(w[k], reference[k], 30.0 * tol);
    }
    free(w);
    free(reference);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* ---- symmetries of the free flow: theory 3.10 ------------------------------------------ */

/* alpha = 0: going on with S reversed undoes the way, to 1e-11 at tolerance 1e-13. */
START_TEST(reversed_drive_returns_the_start)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i % TEST_KINDS), TEST_PER_EDGE | TEST_POLARITY, rng);
    const size_t m = circuit->graph->edges;
    ohm_simulation simulation = simulation_of(OHM_METHOD_TAYLOR, 0.3, OHM_BOUNDS_FREE);
    double *w = calloc(m + 1, sizeof *w);
    ohm_error err;

    simulation.rtol = simulation.atol = 1e-13;
    memcpy(w, circuit->w, m * sizeof *w);
    test_ok(ohm_simulate(w, NULL, NULL, NULL, NULL, &circuit->problem, &simulation, NULL, NULL, NULL, &err), &err);
    for (size_t k = 0; k < m; k++)
        circuit->drive->emf[k] = -circuit->drive->emf[k];
    test_ok(ohm_simulate(w, NULL, NULL, NULL, NULL, &circuit->problem, &simulation, NULL, NULL, NULL, &err), &err);
    for (size_t k = 0; k < m; k++)
        ck_assert_double_eq_tol(w[k], circuit->w[k], 1e-11);
    free(w);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* Flipping an edge with S -> -S and j -> -j changes nothing. */
START_TEST(orientation_does_not_matter)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i % TEST_KINDS), TEST_PER_EDGE | TEST_POLARITY | TEST_RELAX, rng);
    double *before = final_memory(circuit, OHM_METHOD_TAYLOR, 0.5, OHM_BOUNDS_EXACT, NULL);

    for (size_t k = 0; k < circuit->graph->edges; k += 2) {
        const size_t tail = circuit->graph->tail[k];

        circuit->graph->tail[k] = circuit->graph->head[k];
        circuit->graph->head[k] = tail;
        circuit->drive->emf[k] = -circuit->drive->emf[k];
        circuit->device->polarity[k] = (signed char)-circuit->device->polarity[k];
    }
    double *after = final_memory(circuit, OHM_METHOD_TAYLOR, 0.5, OHM_BOUNDS_EXACT, NULL);

    for (size_t k = 0; k < circuit->graph->edges; k++)
        ck_assert_double_eq_tol(before[k], after[k], AGREE_TOL);
    free(before);
    free(after);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* Adding B^t q to the EMFs (a gauge: (I - Omega) k) changes no current. */
START_TEST(gauge_does_not_matter)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i % TEST_KINDS), TEST_PER_EDGE, rng);
    double *before = final_memory(circuit, OHM_METHOD_TAYLOR, 0.5, OHM_BOUNDS_EXACT, NULL);
    double *q = calloc(circuit->graph->nodes + 1, sizeof *q);

    test_normals(q, circuit->graph->nodes, rng);
    for (size_t k = 0; k < circuit->graph->edges; k++)
        circuit->drive->emf[k] += q[circuit->graph->head[k]] - q[circuit->graph->tail[k]];
    double *after = final_memory(circuit, OHM_METHOD_TAYLOR, 0.5, OHM_BOUNDS_EXACT, NULL);

    for (size_t k = 0; k < circuit->graph->edges; k++)
        ck_assert_double_eq_tol(before[k], after[k], AGREE_TOL);
    free(before);
    free(after);
    free(q);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* All signs reversed and S reversed: Omega_bar is the same, S_bar = P S too. */
START_TEST(all_active_is_all_passive_with_the_drive_reversed)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i % TEST_KINDS), 0, rng);
    double *passive = final_memory(circuit, OHM_METHOD_TAYLOR, 0.3, OHM_BOUNDS_EXACT, NULL);

    for (size_t k = 0; k < circuit->graph->edges; k++) {
        circuit->device->sign[k] = -1;
        circuit->drive->emf[k] = -circuit->drive->emf[k];
    }
    ohm_memristors_survey(circuit->device);
    double *active = final_memory(circuit, OHM_METHOD_TAYLOR, 0.3, OHM_BOUNDS_EXACT, NULL);

    ck_assert_ptr_nonnull(active);
    for (size_t k = 0; k < circuit->graph->edges; k++)
        ck_assert_double_eq_tol(passive[k], active[k], AGREE_TOL);
    free(passive);
    free(active);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* ---- invariants along the run ------------------------------------------------------------ */

START_TEST(alternating_drive_returns_and_keeps_its_laws)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make((test_graph_kind)(_i % TEST_KINDS), TEST_PER_EDGE | TEST_POLARITY, rng);
    const size_t m = circuit->graph->edges;
    ohm_simulation_report report;

    for (size_t k = 0; k < m; k++) {
        const ohm_waveform wave = { 0.0, 0.3 * ohm_rng_normal(rng), 1.0, ohm_rng_uniform(rng), NULL };

        ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, k, &wave, NULL), OHM_OK);
    }
    double *w = final_memory(circuit, OHM_METHOD_TAYLOR, 2.0, OHM_BOUNDS_EXACT, &report);

    if (m > 0) {
        ck_assert_uint_eq(report.events_reached, 0);
        ck_assert_double_le(report.invariant_cut, AGREE_TOL);
        ck_assert_double_le(report.invariant_flux, 20.0 * AGREE_TOL);       /* xi times the error of w */
    }
    for (size_t k = 0; k < m; k++)
        ck_assert_double_eq_tol(w[k], circuit->w[k], AGREE_TOL);
    free(w);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* ---- samples ---------------------------------------------------------------------------- */

typedef struct {
    size_t count;
    double time[16], w[16], current[16];
} record;

static ohm_status
remember(void *data, const ohm_sample *sample, ohm_error *err)
{
    record *seen = data;

    (void)err;
    ck_assert_uint_lt(seen->count, 16);
    seen->time[seen->count] = sample->time;
    seen->w[seen->count] = sample->w[0];
    seen->current[seen->count++] = sample->current[0];
    return OHM_OK;
}

/* Sampling does not change the trajectory, and every sample is the end of a shorter run. */
START_TEST(samples_are_ends_of_shorter_runs)
{
    static const ohm_method methods[] = { OHM_METHOD_TAYLOR, OHM_METHOD_CVODE, OHM_METHOD_FLUX_CHARGE };
    const double times[] = { 0.0, 0.1, 0.35, 0.9, 1.0 };
    ohm_rng *rng = test_rng(3);
    test_problem *circuit = test_problem_make(TEST_COMPLETE, TEST_SINES, rng);
    ohm_simulation simulation = simulation_of(methods[_i], 1.0, OHM_BOUNDS_EXACT);
    const size_t m = circuit->graph->edges;
    double *w = calloc(m, sizeof *w), *current = calloc(m, sizeof *current);
    record seen = { 0 };
    ohm_error err;

    simulation.samples = 5;
    simulation.sample_time = times;
    memcpy(w, circuit->w, m * sizeof *w);
    test_ok(ohm_simulate(w, NULL, NULL, NULL, NULL, &circuit->problem, &simulation, remember, &seen, NULL, &err), &err);
    ck_assert_uint_eq(seen.count, 5);
    simulation.samples = 0;
    for (int i = 0; i < 5; i++) {
        simulation.time = times[i];
        memcpy(w, circuit->w, m * sizeof *w);
        test_ok(ohm_simulate(w, current, NULL, NULL, NULL, &circuit->problem, &simulation, NULL, NULL, NULL, &err), &err);
        ck_assert(seen.time[i] == times[i]);
        ck_assert_double_eq_tol(seen.w[i], w[0], AGREE_TOL);
        ck_assert_double_eq_tol(seen.current[i], current[0], AGREE_TOL);
    }
    free(w);
    free(current);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* ---- checkpoints ------------------------------------------------------------------------- */

typedef struct {
    size_t step, at;            /* steps so far; the one to keep */
    unsigned char *state;
    size_t length, samples;
} keeper;

static bool
keeper_due(void *data)
{
    keeper *keeper_ = data;

    return ++keeper_->step == keeper_->at;
}

static ohm_status
keeper_keep(void *data, const void *state, size_t length, size_t samples, ohm_error *err)
{
    keeper *keeper_ = data;

    (void)err;
    keeper_->state = malloc(length);
    memcpy(keeper_->state, state, length);
    keeper_->length = length;
    keeper_->samples = samples;
    return OHM_OK;
}

/* Kept after any step and resumed, a run ends with the same bytes and the same report. */
START_TEST(resumed_runs_end_alike)
{
    static const struct { unsigned features; ohm_method method; ohm_bounds bounds; ohm_solver_kind solver; } cases[] = {
        { TEST_SINES | TEST_RELAX, OHM_METHOD_TAYLOR, OHM_BOUNDS_EXACT, OHM_SOLVER_AUTO },
        { TEST_SINES | TEST_RECTIFIED | TEST_WINDOWS, OHM_METHOD_TAYLOR, OHM_BOUNDS_EXACT, OHM_SOLVER_AUTO },
        { TEST_SINES | TEST_POLARITY, OHM_METHOD_TAYLOR, OHM_BOUNDS_CLIP, OHM_SOLVER_CG },
        { TEST_SINES | TEST_POLARITY, OHM_METHOD_FLUX_CHARGE, OHM_BOUNDS_EXACT, OHM_SOLVER_AUTO }
    };
    const double times[] = { 0.0, 0.5, 1.0, 2.5, 3.0 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make(TEST_GRID, cases[_i % 4].features, rng);
    const size_t m = circuit->graph->edges;
    ohm_simulation simulation = simulation_of(cases[_i % 4].method, 3.0, cases[_i % 4].bounds);
    double *whole = calloc(m, sizeof *whole), *resumed = calloc(m, sizeof *resumed);
    ohm_simulation_report report, again;
    record seen = { 0 };
    ohm_error err;

    simulation.rtol = simulation.atol = 1e-8;
    simulation.network.solver = cases[_i % 4].solver;
    simulation.samples = 5;
    simulation.sample_time = times;
    memcpy(whole, circuit->w, m * sizeof *whole);
    test_ok(ohm_simulate(whole, NULL, NULL, NULL, &report, &circuit->problem, &simulation, remember, &seen, NULL, &err), &err);
    for (size_t at = 1; at < 60; at = 2 * at + 1) {
        keeper keeper_ = { 0, at, NULL, 0, 0 };
        ohm_checkpoints checkpoints = { keeper_due, keeper_keep, &keeper_, NULL, 0 };
        record before = { 0 };

        simulation.checkpoints = &checkpoints;
        memcpy(resumed, circuit->w, m * sizeof *resumed);
        test_ok(ohm_simulate(resumed, NULL, NULL, NULL, &again, &circuit->problem, &simulation, remember, &before, NULL, &err), &err);
        ck_assert(memcmp(whole, resumed, m * sizeof *whole) == 0);      /* keeping changes nothing */
        if (keeper_.state == NULL)
            break;
        checkpoints.resume = keeper_.state;
        checkpoints.length = keeper_.length;
        before.count = keeper_.samples;
        memcpy(resumed, circuit->w, m * sizeof *resumed);
        test_ok(ohm_simulate(resumed, NULL, NULL, NULL, &again, &circuit->problem, &simulation, remember, &before, NULL, &err), &err);
        ck_assert(memcmp(whole, resumed, m * sizeof *whole) == 0);
        ck_assert_uint_eq(seen.count, before.count);
        ck_assert(memcmp(seen.w, before.w, sizeof seen.w) == 0);
        ck_assert(memcmp(seen.current, before.current, sizeof seen.current) == 0);
        ck_assert_uint_eq(report.work.factorizations, again.work.factorizations);
        ck_assert_uint_eq(report.work.cg_iterations, again.work.cg_iterations);
        ck_assert_uint_eq(report.steps, again.steps);
        ck_assert_uint_eq(report.events_reached, again.events_reached);
        ck_assert(report.invariant_cut == again.invariant_cut || isnan(report.invariant_cut));
        checkpoints.length--;
        test_fails(ohm_simulate(resumed, NULL, NULL, NULL, &again, &circuit->problem, &simulation, NULL, NULL, NULL, &err), OHM_E_CONTENT, &err, "checkpoint");
        free(keeper_.state);
    }
    free(whole);
    free(resumed);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* ---- refusals ---------------------------------------------------------------------------- */

/* Joglekar's window takes w down to 4e-16 within half a period: below atol that is said, with the
 * element; above it, and with Biolek's window, which lets it go at once, it is not. */
START_TEST(what_a_window_loses_is_said)
{
    static const struct { ohm_window window; double amplitude; bool loses; } cases[] = {
        { { OHM_WINDOW_JOGLEKAR, 1.0, 0.0 }, 60.0, true },
        { { OHM_WINDOW_JOGLEKAR, 1.0, 0.0 }, 0.5, false },
        { { OHM_WINDOW_BIOLEK, 1.0, 0.0 }, 60.0, false },
    };
    const ohm_waveform wave = { 0.0, cases[_i].amplitude, 0.3, 0.0, NULL };
    const ohm_simulation simulation = { .time = 1.6 };
    test_problem *circuit = test_problem_ring(1, 0.0);
    ohm_simulation_report report;
    ohm_error err;

    circuit->w[0] = 0.5;
    circuit->device->window[0] = cases[_i].window;
    circuit->device->windowed = true;
    test_ok(ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, 0, &wave, &err), &err);
    test_ok(ohm_simulate(circuit->w, NULL, NULL, NULL, &report, &circuit->problem, &simulation, NULL, NULL, NULL,
                         &err), &err);
    ck_assert_uint_eq(report.lost, cases[_i].loses ? 0 : OHM_NONE);
    ck_assert(cases[_i].loses == (report.lost_at > 0.0));
    test_problem_free(circuit);
}
END_TEST

START_TEST(bad_requests_are_refused)
{
    test_problem *circuit = test_problem_ring(3, 1.0);
    const double backwards[2] = { 0.5, 0.2 }, beyond[1] = { 2.0 };
    double w[3] = { 0.5, 0.5, 0.5 };
    ohm_simulation simulation = simulation_of(OHM_METHOD_AUTO, -1.0, OHM_BOUNDS_EXACT);
    ohm_error err;

    test_fails(ohm_simulate(w, NULL, NULL, NULL, NULL, &circuit->problem, &simulation, NULL, NULL, NULL, &err), OHM_E_ARG, &err, "time -1");
    simulation.time = NAN;
    test_fails(ohm_simulate(w, NULL, NULL, NULL, NULL, &circuit->problem, &simulation, NULL, NULL, NULL, &err), OHM_E_ARG, &err, "nan");
    simulation.time = 1.0;
    simulation.samples = 2;
    simulation.sample_time = backwards;
    test_fails(ohm_simulate(w, NULL, NULL, NULL, NULL, &circuit->problem, &simulation, NULL, NULL, NULL, &err), OHM_E_ARG, &err, "sample 1");
    simulation.samples = 1;
    simulation.sample_time = beyond;
    test_fails(ohm_simulate(w, NULL, NULL, NULL, NULL, &circuit->problem, &simulation, NULL, NULL, NULL, &err), OHM_E_ARG, &err, "sample 0");
    simulation.samples = 0;
    simulation.method = OHM_METHOD_FLUX_CHARGE;
    circuit->device->alpha[1] = 0.1;
    ohm_memristors_survey(circuit->device);
    test_fails(ohm_simulate(w, NULL, NULL, NULL, NULL, &circuit->problem, &simulation, NULL, NULL, NULL, &err), OHM_E_METHOD, &err, "alpha");
    test_problem_free(circuit);
}
END_TEST

/* A run that is told to stop keeps what it has. */
START_TEST(interrupt_keeps_the_last_state)
{
    volatile sig_atomic_t stop = 1;
    const ohm_control control = { &stop, NULL, NULL };
    test_problem *circuit = test_problem_ring(3, 1.0);
    const ohm_simulation simulation = simulation_of(OHM_METHOD_AUTO, 1.0, OHM_BOUNDS_EXACT);
    double w[3] = { 0.5, 0.6, 0.7 };
    ohm_simulation_report report;

    ck_assert_int_eq(ohm_simulate(w, NULL, NULL, NULL, &report, &circuit->problem, &simulation, NULL, NULL, &control, NULL), OHM_E_INTERRUPT);
    ck_assert(report.reached == 0.0 && w[0] == 0.5 && w[1] == 0.6 && w[2] == 0.7);
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("dynamics/simulate");
    TCase *cases = tcase_create("simulate");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, series_of_unequal_memories_shifts_together, 0, 10);
    tcase_add_test(cases, eulerian_circuit_stays_uniform);
    tcase_add_loop_test(cases, methods_agree, 0, 2 * FEATURE_SETS * TEST_KINDS);
    tcase_add_loop_test(cases, flux_charge_agrees_where_it_applies, 0, 5 * TEST_KINDS);
    tcase_add_loop_test(cases, answer_is_continuous_in_the_tolerance, 0, 3);
    tcase_add_loop_test(cases, reversed_drive_returns_the_start, 0, 2 * TEST_KINDS);
    tcase_add_loop_test(cases, orientation_does_not_matter, 0, 2 * TEST_KINDS);
    tcase_add_loop_test(cases, gauge_does_not_matter, 0, 2 * TEST_KINDS);
    tcase_add_loop_test(cases, all_active_is_all_passive_with_the_drive_reversed, 0, TEST_KINDS);
    tcase_add_loop_test(cases, alternating_drive_returns_and_keeps_its_laws, 0, 2 * TEST_KINDS);
    tcase_add_loop_test(cases, samples_are_ends_of_shorter_runs, 0, 3);
    tcase_add_loop_test(cases, resumed_runs_end_alike, 0, 16);
    tcase_add_loop_test(cases, what_a_window_loses_is_said, 0, 3);
    tcase_add_test(cases, bad_requests_are_refused);
    tcase_add_test(cases, interrupt_keeps_the_last_state);
    suite_add_tcase(suite, cases);
    return suite;
}
