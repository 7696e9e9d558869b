/* lib/dynamics/motion.c -- see motion.h */
#include "dynamics/motion.h"
#include "base/array.h"
#include "dynamics/bounds.h"
#include "dynamics/cvode_stepper.h"
#include "dynamics/flow.h"
#include "dynamics/flux_charge_stepper.h"
#include "dynamics/invariants.h"
#include "dynamics/omega_flow.h"
#include "dynamics/taylor_stepper.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Under a sine an element at a bound is let go and comes back within the period.  CVODE's error
 * test sees nothing of that while all are held: its steps stay below an eighth of the shortest
 * period, so that no drift turns twice in one.  Taylor looks at every panel of a step. */
static const double CVODE_STEP_MAX = 0.125, HELD_STEP_MAX = 0.5;

static const double RTOL_DEFAULT = 1e-8, ATOL_DEFAULT = 1e-10;

struct ohm_motion {
    ohm_problem problem;
    const ohm_simulation *simulation;
    double rtol, atol;
    ohm_method method;
    ohm_flow *flow;                 /* what a CVODE stepper rests on */
    ohm_omega_flow *omega;
    ohm_stepper *stepper;
    bool jumps;                     /* the stepper is that of flux-charge */
    ohm_stepper_work earlier;       /* work of a stepper that has handed over */
    ohm_bounds_watch *watch;        /* NULL: nobody watches the bounds */
    double shortest;                /* period of the drive's sines */
    size_t lost;                    /* see ohm_simulation_report */
    double lost_at;
    ohm_invariants *invariants;
    double *w, *current, *potential, *delivered;    /* of the moment being shown */
    double reached;
    size_t next;                    /* sample to be taken next */
    ohm_sample_fn take;
    void *data;
};

void
ohm_motion_free(ohm_motion *motion)
{
    if (motion == NULL)
        return;
    ohm_stepper_free(motion->stepper);
    ohm_bounds_watch_free(motion->watch);
    ohm_invariants_free(motion->invariants);
    ohm_flow_free(motion->flow);
    ohm_omega_flow_free(motion->omega);
    free(motion->w);
    free(motion->current);
    free(motion->potential);
    free(motion->delivered);
    free(motion);
}

static ohm_status
make_taylor(ohm_motion *motion, ohm_error *err)
{
    const ohm_taylor_options options = { motion->rtol, motion->atol, motion->simulation->network };

    return ohm_taylor_stepper_alloc(&motion->stepper, &motion->problem, &options, err);
}

static ohm_status
make_cvode(ohm_motion *motion, const ohm_field *field, ohm_network *network, const ohm_solver_choice *choice,
           ohm_error *err)
{
    const ohm_cvode_stepper_options options = {
        motion->method == OHM_METHOD_BDF ? OHM_CVODE_BDF : OHM_CVODE_ADAMS, motion->rtol, motion->atol,
        motion->simulation->bounds == OHM_BOUNDS_CLIP, network, choice
    };

    return ohm_cvode_stepper_alloc(&motion->stepper, motion->problem.graph->edges,
                                   motion->problem.graph->nodes, field, &options, err);
}

static ohm_status
make_stepper(ohm_motion *motion, ohm_error *err)
{
    const ohm_network_options *network = &motion->simulation->network;
    ohm_status status;
    ohm_field field;

    switch (motion->method) {
    case OHM_METHOD_AUTO:
    case OHM_METHOD_TAYLOR:
        motion->method = OHM_METHOD_TAYLOR;
        return make_taylor(motion, err);
    case OHM_METHOD_CVODE:
    case OHM_METHOD_BDF:
        if ((status = ohm_flow_alloc(&motion->flow, &motion->problem, network, err)) != OHM_OK)
            return status;
        field = ohm_flow_field(motion->flow);
        return make_cvode(motion, &field, ohm_flow_network(motion->flow), NULL, err);
    case OHM_METHOD_OMEGA:
        if ((status = ohm_omega_flow_alloc(&motion->omega, &motion->problem, err)) != OHM_OK)
            return status;
        field = ohm_omega_flow_field(motion->omega);
        return make_cvode(motion, &field, NULL, ohm_omega_flow_choice(motion->omega), err);
    case OHM_METHOD_FLUX_CHARGE:
        motion->jumps = true;
        return ohm_flux_charge_stepper_alloc(&motion->stepper, &motion->problem, motion->w, network, err);
    }
    return ohm_fail(err, OHM_E_ARG, "simulate: no such method");
}

static bool
rests_on_cvode(const ohm_motion *motion)
{
    return motion->flow != NULL || motion->omega != NULL;
}

/* Whether the bounds are ours to keep: CVODE's right-hand side clips itself. */
static bool
watches(const ohm_motion *motion)
{
    return motion->simulation->bounds == OHM_BOUNDS_EXACT
        || (motion->simulation->bounds == OHM_BOUNDS_CLIP && !rests_on_cvode(motion));
}

static ohm_status
prepare(ohm_motion *motion, const double *w, ohm_error *err)
{
    const size_t m = motion->problem.graph->edges, n = motion->problem.graph->nodes;
    const double stray = motion->simulation->bounds == OHM_BOUNDS_CLIP ? sqrt(motion->rtol) : 0.0;
    ohm_status status;

    motion->w = ohm_copy(w, m, sizeof *w);
    motion->current = OHM_ZEROS(double, m);
    motion->potential = OHM_ZEROS(double, n);
    motion->delivered = OHM_ZEROS(double, n);
    if (motion->w == NULL || motion->current == NULL || motion->potential == NULL
        || motion->delivered == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "simulate: out of memory for %zu edges", m);
    if ((status = make_stepper(motion, err)) != OHM_OK)
        return status;
    if (watches(motion)
        && (status = ohm_bounds_watch_alloc(&motion->watch, motion->problem.device, stray, err)) != OHM_OK)
        return status;
    return ohm_invariants_alloc(&motion->invariants, &motion->problem, w, err);
}

ohm_status
ohm_motion_alloc(ohm_motion **out, const double *w, const ohm_problem *problem,
                 const ohm_simulation *simulation, ohm_sample_fn take, void *data, ohm_error *err)
{
    ohm_motion *motion = OHM_ZEROS(ohm_motion, 1);
    ohm_status status;

    *out = NULL;
    if (motion == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "simulate: out of memory");
    motion->problem = *problem;
    motion->simulation = simulation;
    motion->method = simulation->method;
    motion->rtol = simulation->rtol > 0.0 ? simulation->rtol : RTOL_DEFAULT;
    motion->atol = simulation->atol > 0.0 ? simulation->atol : ATOL_DEFAULT;
    motion->shortest = ohm_drive_shortest_period(problem->drive);
    motion->lost = OHM_NONE;
    motion->lost_at = NAN;
    motion->take = take;
    motion->data = data;
    if ((status = prepare(motion, w, err)) != OHM_OK) {
        ohm_motion_free(motion);
        return status;
    }
    *out = motion;
    return OHM_OK;
}

/* Starts the stepper at (t, motion->w) with the elements held that push out of [0, 1]. */
static ohm_status
start(ohm_motion *motion, double t, ohm_error *err)
{
    const ohm_stepper_class *calls = motion->stepper->calls;
    const size_t m = motion->problem.graph->edges;
    double *drift = motion->current;
    bool at_bound = false;
    ohm_status status = calls->start(motion->stepper, t, motion->w, NULL, err);

    if (status != OHM_OK || motion->watch == NULL)
        return status;
    for (size_t k = 0; k < m; k++)
        at_bound |= motion->w[k] <= 0.0 || motion->w[k] >= 1.0;
    memset(drift, 0, m * sizeof *drift);
    if (at_bound && (status = calls->drift(drift, motion->stepper, err)) != OHM_OK)
        return status;
    ohm_bounds_watch_begin(motion->watch, motion->w, drift);
    for (size_t k = 0; k < m; k++)
        if (ohm_bounds_watch_held(motion->watch)[k])
            ohm_invariants_end(motion->invariants);
    return calls->start(motion->stepper, t, motion->w, ohm_bounds_watch_held(motion->watch), err);
}

static void
add_work(ohm_stepper_work *sum, const ohm_stepper *stepper)
{
    ohm_stepper_work work;

    stepper->calls->count(&work, stepper);
    sum->steps += work.steps;
    sum->rhs += work.rhs;
    sum->network.factorizations += work.network.factorizations;
    sum->network.solves += work.network.solves;
    sum->network.cg_iterations += work.network.cg_iterations;
}

/* Taylor in the place of flux-charge. */
static ohm_status
swap_stepper(ohm_motion *motion, ohm_error *err)
{
    ohm_stepper_free(motion->stepper);
    motion->stepper = NULL;
    motion->jumps = false;
    return make_taylor(motion, err);
}

/* Flux-charge can go no further: Taylor takes over where it stands. */
static ohm_status
hand_over(ohm_motion *motion, ohm_error *err)
{
    const double t = motion->stepper->to;
    ohm_status status = motion->stepper->calls->memory(motion->w, t, motion->stepper, err);

    if (status != OHM_OK)
        return status;
    add_work(&motion->earlier, motion->stepper);
    status = swap_stepper(motion, err);
    return status == OHM_OK ? start(motion, t, err) : status;
}

/* Fills the moment t, which lies in the last step, and shows it. */
static ohm_status
show(ohm_motion *motion, double t, ohm_error *err)
{
    ohm_sample sample = { t, motion->w, motion->current, motion->potential, motion->delivered, 0.0 };
    ohm_stepper *stepper = motion->stepper;
    ohm_status status = stepper->calls->memory(motion->w, t, stepper, err);

    if (status != OHM_OK)
        return status;
    if (motion->simulation->bounds != OHM_BOUNDS_FREE)
        ohm_bounds_clamp(motion->w, motion->problem.graph->edges);
    status = stepper->calls->circuit(motion->current, motion->potential, t, motion->w, stepper, err);
    if (status != OHM_OK)
        return status;
    ohm_network_delivered(motion->delivered, motion->current, motion->problem.graph);
    sample.power = ohm_memristors_power(motion->w, motion->current, motion->problem.device);
    return motion->take != NULL ? motion->take(motion->data, &sample, err) : OHM_OK;
}

/* Takes the samples up to t, but for the one at the end of the run. */
static ohm_status
take_until(ohm_motion *motion, double t, ohm_error *err)
{
    const ohm_simulation *simulation = motion->simulation;
    ohm_status status;

    for (; motion->next < simulation->samples && simulation->sample_time[motion->next] <= t
         && simulation->sample_time[motion->next] < simulation->time; motion->next++)
        if ((status = show(motion, simulation->sample_time[motion->next], err)) != OHM_OK)
            return status;
    return OHM_OK;
}

ohm_status
ohm_motion_begin(ohm_motion *motion, ohm_error *err)
{
    ohm_status status;

    ohm_invariants_observe(motion->invariants, 0.0, motion->w);
    if ((status = start(motion, 0.0, err)) != OHM_OK)
        return status;
    return take_until(motion, 0.0, err);
}

/* Goes back to the first event of the step, if there is one, and starts again there. */
static ohm_status
keep_bounds(double *end, ohm_motion *motion, ohm_error *err)
{
    const ohm_stepper_class *calls = motion->stepper->calls;
    ohm_status status;
    bool event;

    status = ohm_bounds_watch_scan(&event, end, motion->watch, motion->stepper, err);
    if (status != OHM_OK || !event)
        return status;
    if ((status = take_until(motion, *end, err)) != OHM_OK
        || (status = calls->memory(motion->w, *end, motion->stepper, err)) != OHM_OK)
        return status;
    ohm_invariants_observe(motion->invariants, *end, motion->w);
    ohm_invariants_end(motion->invariants);
    if ((status = ohm_bounds_watch_apply(motion->w, *end, motion->watch, err)) != OHM_OK)
        return status;
    return calls->start(motion->stepper, *end, motion->w, ohm_bounds_watch_held(motion->watch), err);
}

/* Elements that must not move now; NULL for none. */
static const bool *
held_now(const ohm_motion *motion)
{
    return motion->watch != NULL ? ohm_bounds_watch_held(motion->watch) : NULL;
}

/* The longest step after which no release from a bound can have been missed. */
static double
longest_step(const ohm_motion *motion)
{
    if (!isfinite(motion->shortest) || motion->simulation->bounds == OHM_BOUNDS_FREE)
        return INFINITY;
    if (rests_on_cvode(motion))
        return CVODE_STEP_MAX * motion->shortest;
    return ohm_bounds_watch_holds(motion->watch) ? HELD_STEP_MAX * motion->shortest : INFINITY;
}

/* A window lets a memory come arbitrarily close to a bound, and the way back starts from how
 * close it came: below atol that is not known.  (Biolek's does not slow the way back.) */
static void
watch_windows(ohm_motion *motion, double t)
{
    const ohm_memristors *device = motion->problem.device;

    if (!device->windowed || motion->lost != OHM_NONE || motion->problem.drive->moving_count == 0)
        return;
    for (size_t k = 0; k < device->edges && motion->lost == OHM_NONE; k++)
        if (device->window[k].kind != OHM_WINDOW_NONE && device->window[k].kind != OHM_WINDOW_BIOLEK
            && device->alpha[k] == 0.0 && fmin(motion->w[k], 1.0 - motion->w[k]) < motion->atol) {
            motion->lost = k;
            motion->lost_at = t;
        }
}

ohm_status
ohm_motion_advance(ohm_motion *motion, ohm_error *err)
{
    ohm_stepper *stepper = motion->stepper;
    const double kink = ohm_drive_next_kink(motion->problem.drive, stepper->to);
    const double limit = fmin(fmin(motion->simulation->time, kink), stepper->to + longest_step(motion));
    ohm_status status = stepper->calls->step(stepper, limit, err);
    double end;

    if (status == OHM_E_DOMAIN && motion->jumps)
        return hand_over(motion, err);
    end = stepper->to;
    if (status == OHM_OK && motion->watch != NULL)
        status = keep_bounds(&end, motion, err);
    if (status == OHM_OK)
        status = take_until(motion, end, err);
    if (status != OHM_OK)
        return status;
    motion->reached = end;
    if (stepper->from == stepper->to)                   /* started again at an event */
        return OHM_OK;
    if ((status = stepper->calls->memory(motion->w, end, stepper, err)) != OHM_OK)
        return status;
    ohm_invariants_observe(motion->invariants, end, motion->w);
    watch_windows(motion, end);
    if (end == kink)
        return stepper->calls->start(stepper, end, motion->w, held_now(motion), err);
    return OHM_OK;
}

ohm_status
ohm_motion_can_exchange(const ohm_motion *motion, ohm_error *err)
{
    if (motion->stepper->calls->exchange != NULL)
        return OHM_OK;
    return ohm_fail(err, OHM_E_METHOD, "method %s cannot be written down half-way (try taylor)",
                    ohm_method_name(motion->method));
}

ohm_status
ohm_motion_exchange(ohm_motion *motion, ohm_archive *archive, ohm_error *err)
{
    bool jumps = motion->jumps;
    ohm_status status = ohm_motion_can_exchange(motion, err);

    if (status != OHM_OK)
        return status;
    ohm_archive_exchange(archive, &jumps, sizeof jumps);
    if (motion->jumps && !jumps && (status = swap_stepper(motion, err)) != OHM_OK)
        return status;
    motion->stepper->calls->exchange(motion->stepper, archive);
    if (motion->watch != NULL)
        ohm_bounds_watch_exchange(motion->watch, archive);
    ohm_invariants_exchange(motion->invariants, archive);
    ohm_archive_exchange(archive, &motion->earlier, sizeof motion->earlier);
    ohm_archive_exchange(archive, &motion->reached, sizeof motion->reached);
    ohm_archive_exchange(archive, &motion->next, sizeof motion->next);
    ohm_archive_exchange(archive, &motion->lost, sizeof motion->lost);
    ohm_archive_exchange(archive, &motion->lost_at, sizeof motion->lost_at);
    return ohm_archive_finish(archive, err);
}

double
ohm_motion_reached(const ohm_motion *motion)
{
    return motion->reached;
}

size_t
ohm_motion_taken(const ohm_motion *motion)
{
    return motion->next;
}

void
ohm_motion_report(ohm_simulation_report *report, const ohm_motion *motion)
{
    ohm_stepper_work work = motion->earlier;

    add_work(&work, motion->stepper);
    report->method = motion->method;
    report->solver = *motion->stepper->calls->choice(motion->stepper);
    report->reached = motion->reached;
    report->steps = work.steps;
    report->rhs = work.rhs;
    report->work = work.network;
    report->events_reached = motion->watch != NULL ? ohm_bounds_watch_reached(motion->watch) : 0;
    report->events_released = motion->watch != NULL ? ohm_bounds_watch_released(motion->watch) : 0;
    report->invariant_cut = ohm_invariants_cut(motion->invariants);
    report->invariant_flux = ohm_invariants_flux(motion->invariants);
    report->lost = motion->lost;
    report->lost_at = motion->lost_at;
}

ohm_status
ohm_motion_finish(double *w, double *current, double *potential, double *delivered, ohm_motion *motion,
                  ohm_error *err)
{
    const size_t m = motion->problem.graph->edges, n = motion->problem.graph->nodes;
    const size_t samples = motion->simulation->samples;
    const ohm_stepper_class *calls = motion->stepper->calls;
    const double time = motion->stepper->to;
    ohm_status status = calls->memory(motion->w, time, motion->stepper, err);

    if (status != OHM_OK)
        return status;
    if (motion->simulation->bounds != OHM_BOUNDS_FREE)
        ohm_bounds_clamp(motion->w, m);
    memcpy(w, motion->w, m * sizeof *w);
    if ((status = calls->start(motion->stepper, time, w, held_now(motion), err)) != OHM_OK)
        return status;
    /* shown: the sample at T, or T itself where no samples were asked */
    if (time < motion->simulation->time || (samples > 0 && motion->next == samples))
        motion->take = NULL;
    if ((status = show(motion, time, err)) != OHM_OK)
        return status;
    if (current != NULL)
        memcpy(current, motion->current, m * sizeof *current);
    if (potential != NULL)
        memcpy(potential, motion->potential, n * sizeof *potential);
    if (delivered != NULL)
        memcpy(delivered, motion->delivered, n * sizeof *delivered);
    return OHM_OK;
}
