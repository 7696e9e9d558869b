/* tests/certify/sample.h -- circuits for the tests of certify/, and balls held together. */
#ifndef OHM_TESTS_CERTIFY_SAMPLE_H
#define OHM_TESTS_CERTIFY_SAMPLE_H

#include "certify/ball_circuit.h"
#include "certify/ball_text.h"
#include "dynamics/simulate.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Asserts that each of n balls lies in the ball of the same place in `outer`. */
static inline void
sample_check_inside(arb_srcptr inner, arb_srcptr outer, size_t n)
{
    for (size_t k = 0; k < n; k++)
        ck_assert_msg(arb_contains(outer + k, inner + k), "edge %zu: %.17g +- %g not in %.17g +- %g", k,
                      ohm_ball_middle(inner + k), ohm_ball_radius(inner + k), ohm_ball_middle(outer + k),
                      ohm_ball_radius(outer + k));
}

/* The largest radius of n balls. */
static inline double
sample_radius(arb_srcptr x, size_t n)
{
    double most = 0.0;

    for (size_t k = 0; k < n; k++)
        most = fmax(most, ohm_ball_radius(x + k));
    return most;
}

/* The largest distance of doubles from the middles of n balls. */
static inline double
sample_distance(arb_srcptr x, const double *w, size_t n)
{
    double most = 0.0;

    for (size_t k = 0; k < n; k++)
        most = fmax(most, fabs(w[k] - ohm_ball_middle(x + k)));
    return most;
}

/* Whether what is claimed is far from the doubles, measured by how far the memories moved: a
 * wrong sign moves them elsewhere by as much.  True where nothing moves, which no sign changes. */
static inline bool
sample_contradicts(arb_srcptr x, const double *w, const double *w0, size_t n)
{
    double moved = 0.0;

    for (size_t k = 0; k < n; k++)
        moved = fmax(moved, fabs(w[k] - w0[k]));
    return moved < 1e-3 || sample_distance(x, w, n) >= 1e-2 * moved;
}

/* A circuit and the balls of it; `plant` is what is wrong with them. */
typedef struct {
    test_problem *circuit;
    ohm_ball_circuit *balls;
    arb_ptr w;                      /* M, for results */
    size_t edges;
} sample;

static inline sample
sample_of(test_problem *circuit, long bits, ohm_plant plant)
{
    sample s = { .circuit = circuit, .edges = circuit->graph->edges };
    ohm_error err;

    test_ok(ohm_ball_circuit_alloc(&s.balls, &circuit->problem, circuit->w, NULL, bits, &err), &err);
    ohm_ball_circuit_plant(s.balls, plant);
    s.w = _arb_vec_init((slong)s.edges);
    return s;
}

static inline void
sample_free(sample *s)
{
    _arb_vec_clear(s->w, (slong)s->edges);
    ohm_ball_circuit_free(s->balls);
}

/* How long the circuit stays away from its bounds: at most `most`, halved while the doubles
 * of simulate meet a bound. */
static inline double
sample_time(const test_problem *circuit, double most)
{
    const size_t m = circuit->graph->edges;
    ohm_simulation_report report = { .events_reached = 1 };
    double *w = malloc((m + 1) * sizeof *w);

    for (most *= 2.0; report.events_reached > 0 && most > 1e-6; ) {
        most *= 0.5;
        const ohm_simulation simulation =
            { .time = most, .network = { .mixed_signs = circuit->device->active } };

        memcpy(w, circuit->w, m * sizeof *w);
        if (ohm_simulate(w, NULL, NULL, NULL, &report, &circuit->problem, &simulation, NULL, NULL, NULL,
                         NULL) != OHM_OK)
            report.events_reached = 1;
    }
    free(w);
    return 0.9 * most;              /* a bound just beyond would be near */
}

/* Where doubles say the circuit is at time t. */
static inline double *
sample_simulate(const test_problem *circuit, double t)
{
    const size_t m = circuit->graph->edges;
    const ohm_simulation simulation = {
        .time = t, .rtol = 1e-12, .atol = 1e-13, .network = { .mixed_signs = circuit->device->active }
    };
    ohm_simulation_report report;
    double *w = malloc((m + 1) * sizeof *w);
    ohm_error err;

    memcpy(w, circuit->w, m * sizeof *w);
    test_ok(ohm_simulate(w, NULL, NULL, NULL, &report, &circuit->problem, &simulation, NULL, NULL, NULL,
                         &err), &err);
    return w;
}

#endif
