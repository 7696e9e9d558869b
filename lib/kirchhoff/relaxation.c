/* lib/kirchhoff/relaxation.c -- see relaxation.h */
#include "kirchhoff/relaxation.h"

#include "base/array.h"
#include "kirchhoff/nonlinear_state.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Power iteration: an eigenvalue to a few per cent is all the test needs. */
enum { POWER_ROUNDS = 40 };

typedef struct {                /* steps * M numbers each */
    double *voltage, *flow, *slope;
} waveforms;

static void
waveforms_free(waveforms *w)
{
    free(w->voltage);
    free(w->flow);
    free(w->slope);
}

static ohm_status
waveforms_alloc(waveforms *w, const ohm_nonlinear *c, size_t steps, ohm_error *err)
{
    *w = (waveforms){ OHM_ZEROS(double, steps * c->edges), OHM_ZEROS(double, steps * c->edges),
                      OHM_ZEROS(double, steps * c->edges) };
    if (w->voltage == NULL || w->flow == NULL || w->slope == NULL) {
        waveforms_free(w);
        return ohm_fail(err, OHM_E_NOMEM, "relaxation: %zu steps of %zu edges", steps, c->edges);
    }
    for (size_t k = 0; k < steps; k++)          /* the first guess: nothing moves */
        memcpy(w->voltage + k * c->edges, c->voltage_old, c->edges * sizeof *c->voltage);
    return OHM_OK;
}

/* The elements through the window, from the saved state, under the window's voltages. */
static ohm_status
run_elements(waveforms *w, ohm_nonlinear *c, double dt, size_t steps, ohm_error *err)
{
    ohm_status status = OHM_OK;
    double change;

    nonlinear_restore(c);
    for (size_t k = 0; status == OHM_OK && k < steps; k++) {
        const size_t at = k * c->edges;

        memcpy(c->voltage, w->voltage + at, c->edges * sizeof *c->voltage);
        if ((status = nonlinear_begin(c, dt, err)) != OHM_OK)
            break;
        status = nonlinear_evaluate(&change, c, true, err);
        memcpy(w->flow + at, c->flow, c->edges * sizeof *c->flow);
        memcpy(w->slope + at, c->slope, c->edges * sizeof *c->slope);
        for (size_t g = 0; status == OHM_OK && g < c->groups; g++)
            status = c->group[g].elements.commit(c->group[g].elements.self, err);
    }
    return status;
}

/* Slopes of the elements that the network is to see at step k. */
static void
show_slopes(ohm_nonlinear *c, const waveforms *w, size_t k, ohm_relaxation_kind kind)
{
    for (size_t e = 0; e < c->edges; e++)
        if (c->is_element[e])
            c->slope[e] =
                kind == OHM_RELAX_ROBIN ? w->slope[k * c->edges + e] : 0.0; /* raised to the least */
}

/* Largest |eigenvalue| of Z dI/dU at step k: what plain relaxation multiplies an error by. */
static ohm_status
predict(double *radius, ohm_nonlinear *c, const waveforms *w, size_t k, ohm_error *err)
{
    const ohm_sources none = { NULL, NULL, NULL };
    double size = 1.0;

    *radius = 0.0;
    nonlinear_set_sources(c, &none, 1.0);
    show_slopes(c, w, k, OHM_RELAX_PLAIN);
    for (size_t e = 0; e < c->edges; e++)
        c->found[e] = c->is_element[e] ? 1.0 + 0.1 * (double)(e % 7) : 0.0;     /* no eigenvector by chance */
    for (int round = 0; round < POWER_ROUNDS; round++) {
        double grown = 0.0;

        for (size_t e = 0; e < c->edges; e++) {
            c->voltage[e] = 0.0;
            c->flow[e] = c->is_element[e] ? w->slope[k * c->edges + e] * c->found[e] / size : 0.0;
        }
        const ohm_status status = nonlinear_solve_companions(c, round == 0, err);
        if (status != OHM_OK)
            return status;
        for (size_t e = 0; e < c->edges; e++)
            grown = c->is_element[e] ? fmax(grown, fabs(c->found[e])) : grown;
        if (grown == 0.0)
            return OHM_OK;
        *radius = grown;        /* the vector before had the largest entry 1 */
        size = grown;
    }
    return OHM_OK;
}

/* The network's answer for every step; *moved: the largest correction of a voltage. */
static ohm_status
answer(double *moved, waveforms *w, ohm_nonlinear *c, double dt, size_t steps, ohm_sources_fn sources,
       const void *data, ohm_relaxation_kind kind, ohm_error *err)
{
    ohm_status status = OHM_OK;

    *moved = 0.0;
    for (size_t k = 0; status == OHM_OK && k < steps; k++) {
        const size_t at = k * c->edges;
        ohm_sources now = { NULL, NULL, NULL };
        size_t worst = 0;

        sources(&now, data, c->time + dt * (double)(k + 1));
        nonlinear_set_sources(c, &now, 1.0);
        show_slopes(c, w, k, kind);
        memcpy(c->voltage, w->voltage + at, c->edges * sizeof *c->voltage);
        memcpy(c->flow, w->flow + at, c->edges * sizeof *c->flow);
        status = nonlinear_solve_companions(c, true, err);
        if (status == OHM_OK)
            *moved = fmax(*moved, nonlinear_move(c, &worst));
        memcpy(w->voltage + at, c->voltage, c->edges * sizeof *c->voltage);
    }
    return status;
}

/* Plain relaxation only where it contracts: dI/dU of the first sweep decides. */
static ohm_status
test_contraction(double *radius, ohm_nonlinear *c, const waveforms *w, size_t steps, ohm_error *err)
{
    *radius = 0.0;
    for (size_t k = 0; k < steps; k++) {
        double here;
        const ohm_status status = predict(&here, c, w, k, err);

        if (status != OHM_OK)
            return status;
        *radius = fmax(*radius, here);
    }
    if (*radius < 1.0)
        return OHM_OK;
    return ohm_fail(err, OHM_E_METHOD,
                    "relaxation: would not contract: Z dI/dU reaches %g; use robin, or Newton's"
                    " method on the whole circuit",
                    *radius);
}

static ohm_status
sweep(ohm_relaxation_report *report, waveforms *w, ohm_nonlinear *c, double dt, size_t steps,
      ohm_sources_fn sources, const void *data, const ohm_relaxation_options *options, ohm_error *err)
{
    double before = NAN, moved = NAN;
    ohm_status status = OHM_OK;

    for (report->sweeps = 1; status == OHM_OK && report->sweeps <= options->sweeps; report->sweeps++) {
        status = run_elements(w, c, dt, steps, err);
        if (status == OHM_OK && report->sweeps == 1 && options->kind == OHM_RELAX_PLAIN)
            status = test_contraction(&report->predicted, c, w, steps, err);
        if (status == OHM_OK)
            status = answer(&moved, w, c, dt, steps, sources, data, options->kind, err);
        if (status != OHM_OK)
            return status;
        report->contraction = moved / before;
        if (moved <= options->tolerance)
            return OHM_OK;
        before = moved;
    }
    return ohm_fail(err, OHM_E_NOCONV,
                    "relaxation: voltages still move by %g after %zu sweeps (each multiplies by"
                    " %g)",
                    moved, options->sweeps, report->contraction);
}

ohm_status
ohm_relaxation_window(ohm_nonlinear *c, ohm_relaxation_report *report, double dt, size_t steps,
                      ohm_sources_fn sources, const void *data, const ohm_relaxation_options *options,
                      ohm_error *err)
{
    waveforms w;
    ohm_status status = waveforms_alloc(&w, c, steps, err);

    *report = (ohm_relaxation_report){ 0, NAN, NAN };
    if (status != OHM_OK)
        return status;
    if ((status = nonlinear_save(c, err)) == OHM_OK) {
        status = sweep(report, &w, c, dt, steps, sources, data, options, err);
        if (status == OHM_OK) {
            nonlinear_advance(c, dt * (double)steps);
        } else {
            nonlinear_restore(c);
            memcpy(c->voltage, c->voltage_old, c->edges * sizeof *c->voltage);
        }
    }
    waveforms_free(&w);
    return status;
}
