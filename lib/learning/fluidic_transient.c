/* lib/learning/fluidic_transient.c -- see fluidic_transient.h */
#include "learning/fluidic_transient.h"
#include "base/array.h"
#include "solve/cvode.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double TOLERANCE = 1e-10;

/* Conductances of pS: errors below this are of no account beside any of them. */
static const double SMALLEST = 1e-12;

/* A transient while it lasts. */
typedef struct {
    ohm_fluidic *network;
    const ohm_fluidic_motion *motion;
    double *potential;          /* N */
    double *drop, *aim;         /* M: voltages, g_inf */
    double *g;                  /* M, Euler's */
    double *tau;                /* M */
} transient;

/* V of t and g, then g_inf of V. */
static ohm_status
find_aim(transient *t, double time, const double *g, ohm_error *err)
{
    const ohm_graph *graph = ohm_fluidic_graph(t->network);
    ohm_status status;

    t->motion->drive(t->potential, time, t->motion->drive_data);
    if ((status = ohm_fluidic_hold(t->potential, g, t->network, err)) != OHM_OK)
        return status;
    for (size_t k = 0; k < graph->edges; k++)
        t->drop[k] = t->potential[graph->tail[k]] - t->potential[graph->head[k]];
    ohm_fluidic_conductances(t->aim, t->drop, t->network);
    return OHM_OK;
}

static ohm_status
tell(transient *t, double time, const double *g, ohm_error *err)
{
    return t->motion->instant(t->motion->instant_data, time, t->potential, g, err);
}

static ohm_status
walk_by_euler(transient *t, const ohm_control *control, ohm_error *err)
{
    const size_t edges = ohm_fluidic_graph(t->network)->edges;
    ohm_status status = OHM_OK;

    for (size_t n = 0; status == OHM_OK && n < t->motion->instants; n++) {
        const double time = (double)n * t->motion->dt;

        if ((status = find_aim(t, time, t->g, err)) != OHM_OK
            || (status = tell(t, time, t->g, err)) != OHM_OK)
            break;
        for (size_t k = 0; k < edges; k++)
            t->g[k] += t->motion->dt / t->tau[k] * (t->aim[k] - t->g[k]);
        status = ohm_control_point(control, (double)(n + 1) / (double)t->motion->instants, err);
    }
    return status;
}

/* The right-hand side for CVODE. */
static ohm_status
relax(double *rate, double time, const double *g, void *data, ohm_error *err)
{
    transient *t = data;
    const ohm_status status = find_aim(t, time, g, err);

    for (size_t k = 0; status == OHM_OK && k < ohm_fluidic_graph(t->network)->edges; k++)
        rate[k] = (t->aim[k] - g[k]) / t->tau[k];
    return status;
}

static ohm_status
walk_adaptively(transient *t, const ohm_control *control, ohm_error *err)
{
    const double tolerance = t->motion->tolerance > 0.0 ? t->motion->tolerance : TOLERANCE;
    const ohm_cvode_problem problem = { .n = ohm_fluidic_graph(t->network)->edges, .data = t, .rhs = relax };
    const ohm_cvode_options options = { .method = OHM_CVODE_ADAMS, .rtol = tolerance, .atol = SMALLEST };
    ohm_cvode *cvode;
    double time = 0.0;
    ohm_status status = ohm_cvode_alloc(&cvode, &problem, &options, 0.0, t->g, err);

    for (size_t n = 0; status == OHM_OK && n < t->motion->instants; n++) {
        const double stop = (double)n * t->motion->dt;

        while (status == OHM_OK && time < stop)
            status = ohm_cvode_step(&time, cvode, stop, err);
        if (status == OHM_OK)
            status = find_aim(t, stop, ohm_cvode_state(cvode), err);
        if (status == OHM_OK)
            status = tell(t, stop, ohm_cvode_state(cvode), err);
        if (status == OHM_OK)
            status = ohm_control_point(control, (double)(n + 1) / (double)t->motion->instants, err);
    }
    ohm_cvode_free(cvode);
    return status;
}

ohm_status
ohm_fluidic_move(ohm_fluidic *network, const ohm_fluidic_motion *motion, const ohm_control *control,
                 ohm_error *err)
{
    const size_t n = ohm_fluidic_graph(network)->nodes, m = ohm_fluidic_graph(network)->edges;
    transient t = { .network = network, .motion = motion };
    ohm_status status = OHM_OK;

    if (!(motion->dt > 0.0 && isfinite(motion->dt)) || !(motion->tolerance >= 0.0))
        return ohm_fail(err, OHM_E_ARG, "transient: dt = %g s, tolerance = %g", motion->dt,
                        motion->tolerance);
    t.potential = OHM_ZEROS(double, n);
    t.drop = OHM_ZEROS(double, m);
    t.aim = OHM_ZEROS(double, m);
    t.g = OHM_ZEROS(double, m);
    t.tau = OHM_ZEROS(double, m);
    if (t.potential == NULL || t.drop == NULL || t.aim == NULL || t.g == NULL || t.tau == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "transient: %zu nodes, %zu edges", n, m);
    } else {
        ohm_fluidic_conductances(t.g, t.drop, network);
        for (size_t k = 0; k < m; k++) {
            t.tau[k] = ohm_channel_relaxation(motion->tau,
                                              ohm_fluidic_values(network, OHM_FLUIDIC_LENGTH)[k]);
            if (!isnan(motion->initial))
                t.g[k] = motion->initial;
        }
        status = motion->integrator == OHM_FLUIDIC_EULER ? walk_by_euler(&t, control, err)
                                                         : walk_adaptively(&t, control, err);
    }
    free(t.potential);
    free(t.drop);
    free(t.aim);
    free(t.g);
    free(t.tau);
    return status;
}
