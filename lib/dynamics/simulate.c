/* lib/dynamics/simulate.c -- see simulate.h */
#include "dynamics/simulate.h"
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

static const double RTOL_DEFAULT = 1e-8, ATOL_DEFAULT = 1e-10;

typedef struct {
    const ohm_problem *problem;
    const ohm_simulation *simulation;
    double rtol, atol;
    ohm_method method;
    ohm_flow *flow;                 /* what the stepper rests on, where it needs one */
    ohm_omega_flow *omega;
    ohm_stepper *stepper;
    ohm_bounds_watch *watch;        /* NULL: nobody watches the bounds */
    ohm_invariants *invariants;
    double *w, *current, *potential, *delivered;    /* of the moment being shown */
    bool jumps;                     /* the stepper is that of flux-charge */
    ohm_stepper_work earlier;       /* work of a stepper that has handed over */
    size_t next;                    /* sample to be taken next */
    ohm_sample_fn take;
    void *data;
} motion;

const char *
ohm_method_name(ohm_method method)
{
    static const char *const names[] = { "auto", "taylor", "cvode", "bdf", "omega", "flux-charge" };

    return names[method];
}

const char *
ohm_bounds_name(ohm_bounds bounds)
{
    static const char *const names[] = { "exact", "clip", "free" };

    return names[bounds];
}

static void
run_free(motion *run)
{
    ohm_stepper_free(run->stepper);
    ohm_bounds_watch_free(run->watch);
    ohm_invariants_free(run->invariants);
    ohm_flow_free(run->flow);
    ohm_omega_flow_free(run->omega);
    free(run->w);
    free(run->current);
    free(run->potential);
    free(run->delivered);
}

static ohm_status
make_cvode(motion *run, const ohm_field *field, ohm_network *network, const ohm_solver_choice *choice,
           ohm_error *err)
{
    const ohm_cvode_stepper_options options = {
        run->method == OHM_METHOD_BDF ? OHM_CVODE_BDF : OHM_CVODE_ADAMS, run->rtol, run->atol,
        run->simulation->bounds == OHM_BOUNDS_CLIP, network, choice
    };

    return ohm_cvode_stepper_alloc(&run->stepper, run->problem->graph->edges, run->problem->graph->nodes,
                                   field, &options, err);
}

static ohm_status
make_stepper(motion *run, const double *w, ohm_error *err)
{
    const ohm_taylor_options taylor = { run->rtol, run->atol, run->simulation->network };
    ohm_status status;
    ohm_field field;

    switch (run->method) {
    case OHM_METHOD_AUTO:
    case OHM_METHOD_TAYLOR:
        run->method = OHM_METHOD_TAYLOR;
        return ohm_taylor_stepper_alloc(&run->stepper, run->problem, &taylor, err);
    case OHM_METHOD_CVODE:
    case OHM_METHOD_BDF:
        if ((status = ohm_flow_alloc(&run->flow, run->problem, &run->simulation->network, err)) != OHM_OK)
            return status;
        field = ohm_flow_field(run->flow);
        return make_cvode(run, &field, ohm_flow_network(run->flow), NULL, err);
    case OHM_METHOD_OMEGA:
        if ((status = ohm_omega_flow_alloc(&run->omega, run->problem, err)) != OHM_OK)
            return status;
        field = ohm_omega_flow_field(run->omega);
        return make_cvode(run, &field, NULL, ohm_omega_flow_choice(run->omega), err);
    case OHM_METHOD_FLUX_CHARGE:
        run->jumps = true;
        return ohm_flux_charge_stepper_alloc(&run->stepper, run->problem, w, &run->simulation->network, err);
    }
    return ohm_fail(err, OHM_E_ARG, "simulate: no such method");
}

/* Whether the bounds are ours to keep: CVODE's right-hand side clips itself. */
static bool
watches(const motion *run)
{
    const bool cvode = run->flow != NULL || run->omega != NULL;

    return run->simulation->bounds == OHM_BOUNDS_EXACT
        || (run->simulation->bounds == OHM_BOUNDS_CLIP && !cvode);
}

static ohm_status
run_prepare(motion *run, const double *w, ohm_error *err)
{
    const size_t m = run->problem->graph->edges, n = run->problem->graph->nodes;
    ohm_status status;

    run->w = OHM_ARRAY(double, m);
    run->current = OHM_ARRAY(double, m);
    run->potential = OHM_ARRAY(double, n);
    run->delivered = OHM_ARRAY(double, n);
    if (run->w == NULL || run->current == NULL || run->potential == NULL || run->delivered == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "simulate: out of memory for %zu edges", m);
    if ((status = make_stepper(run, w, err)) != OHM_OK)
        return status;
    if (watches(run)) {
        const double stray = run->simulation->bounds == OHM_BOUNDS_CLIP ? sqrt(run->rtol) : 0.0;

        if ((status = ohm_bounds_watch_alloc(&run->watch, run->problem->device, stray, err)) != OHM_OK)
            return status;
    }
    return ohm_invariants_alloc(&run->invariants, run->problem, w, err);
}

/* Starts the stepper at (t, w) with the elements held that push out of [0, 1]. */
static ohm_status
run_start(motion *run, double t, const double *w, ohm_error *err)
{
    const size_t m = run->problem->graph->edges;
    bool at_bound = false;
    ohm_status status = run->stepper->class->start(run->stepper, t, w, NULL, err);

    if (status != OHM_OK || run->watch == NULL)
        return status;
    for (size_t k = 0; k < m; k++)
        at_bound |= w[k] <= 0.0 || w[k] >= 1.0;
    memset(run->current, 0, m * sizeof *run->current);      /* used as drifts here */
    if (at_bound && (status = run->stepper->class->drift(run->current, run->stepper, err)) != OHM_OK)
        return status;
    ohm_bounds_watch_begin(run->watch, w, run->current);
    for (size_t k = 0; k < m; k++)
        if (ohm_bounds_watch_held(run->watch)[k])
            ohm_invariants_end(run->invariants);
    return run->stepper->class->start(run->stepper, t, w, ohm_bounds_watch_held(run->watch), err);
}

static void
add_work(ohm_stepper_work *sum, const ohm_stepper *stepper)
{
    ohm_stepper_work work;

    stepper->class->count(&work, stepper);
    sum->steps += work.steps;
    sum->rhs += work.rhs;
    sum->network.factorizations += work.network.factorizations;
    sum->network.solves += work.network.solves;
    sum->network.cg_iterations += work.network.cg_iterations;
}

/* Flux-charge can go no further: Taylor takes over where it stands. */
static ohm_status
hand_over(motion *run, ohm_error *err)
{
    const ohm_taylor_options taylor = { run->rtol, run->atol, run->simulation->network };
    const double t = run->stepper->to;
    ohm_status status = run->stepper->class->memory(run->w, t, run->stepper, err);

    if (status != OHM_OK)
        return status;
    add_work(&run->earlier, run->stepper);
    ohm_stepper_free(run->stepper);
    run->stepper = NULL;
    run->jumps = false;
    status = ohm_taylor_stepper_alloc(&run->stepper, run->problem, &taylor, err);
    return status == OHM_OK ? run_start(run, t, run->w, err) : status;
}

/* Fills the moment t, which lies in the last step, and shows it. */
static ohm_status
show(motion *run, double t, ohm_error *err)
{
    const ohm_sample sample = { t, run->w, run->current, run->potential, run->delivered };
    ohm_status status;

    if ((status = run->stepper->class->memory(run->w, t, run->stepper, err)) != OHM_OK)
        return status;
    if (run->simulation->bounds != OHM_BOUNDS_FREE)
        ohm_bounds_clamp(run->w, run->problem->graph->edges);
    status = run->stepper->class->circuit(run->current, run->potential, t, run->w, run->stepper, err);
    if (status != OHM_OK)
        return status;
    ohm_network_delivered(run->delivered, run->current, run->problem->graph);
    return run->take != NULL ? run->take(run->data, &sample, err) : OHM_OK;
}

/* Takes the samples up to t, but for the one at the end of the run. */
static ohm_status
take_until(motion *run, double t, ohm_error *err)
{
    const ohm_simulation *simulation = run->simulation;
    ohm_status status;

    for (; run->next < simulation->samples && simulation->sample_time[run->next] <= t
         && simulation->sample_time[run->next] < simulation->time; run->next++)
        if ((status = show(run, simulation->sample_time[run->next], err)) != OHM_OK)
            return status;
    return OHM_OK;
}

/* Goes back to the first event of the step, if there is one, and starts again there. */
static ohm_status
keep_bounds(double *end, motion *run, ohm_error *err)
{
    ohm_status status;
    bool event;

    status = ohm_bounds_watch_scan(&event, end, run->watch, run->stepper, err);
    if (status != OHM_OK || !event)
        return status;
    if ((status = take_until(run, *end, err)) != OHM_OK)
        return status;
    if ((status = run->stepper->class->memory(run->w, *end, run->stepper, err)) != OHM_OK)
        return status;
    ohm_invariants_observe(run->invariants, *end, run->w);
    ohm_invariants_end(run->invariants);
    if ((status = ohm_bounds_watch_apply(run->w, *end, run->watch, err)) != OHM_OK)
        return status;
    return run->stepper->class->start(run->stepper, *end, run->w, ohm_bounds_watch_held(run->watch), err);
}

/* Elements that must not move now; NULL for none. */
static const bool *
held_now(const motion *run)
{
    return run->watch != NULL ? ohm_bounds_watch_held(run->watch) : NULL;
}

/* One step and what follows from it; *reached is the time up to which all is settled. */
static ohm_status
advance(double *reached, motion *run, ohm_error *err)
{
    const double kink = ohm_drive_next_kink(run->problem->drive, run->stepper->to);
    const double limit = fmin(run->simulation->time, kink);
    ohm_status status = run->stepper->class->step(run->stepper, limit, err);
    double end;

    if (status == OHM_E_DOMAIN && run->jumps)
        return hand_over(run, err);
    end = run->stepper->to;
    if (status == OHM_OK && run->watch != NULL)
        status = keep_bounds(&end, run, err);
    if (status == OHM_OK)
        status = take_until(run, end, err);
    if (status != OHM_OK)
        return status;
    *reached = end;
    if (run->stepper->from == run->stepper->to)         /* started again at an event */
        return OHM_OK;
    if ((status = run->stepper->class->memory(run->w, end, run->stepper, err)) != OHM_OK)
        return status;
    ohm_invariants_observe(run->invariants, end, run->w);
    if (end == kink)
        return run->stepper->class->start(run->stepper, end, run->w, held_now(run), err);
    return OHM_OK;
}

static void
report_on(ohm_simulation_report *report, const motion *run, double reached)
{
    ohm_stepper_work work = run->earlier;

    add_work(&work, run->stepper);
    report->method = run->method;
    report->solver = *run->stepper->class->choice(run->stepper);
    report->reached = reached;
    report->steps = work.steps;
    report->rhs = work.rhs;
    report->work = work.network;
    report->events_reached = run->watch != NULL ? ohm_bounds_watch_reached(run->watch) : 0;
    report->events_released = run->watch != NULL ? ohm_bounds_watch_released(run->watch) : 0;
    report->invariant_cut = ohm_invariants_cut(run->invariants);
    report->invariant_flux = ohm_invariants_flux(run->invariants);
}

/* The state at the end: w as it is, the circuit solved there afresh. */
static ohm_status
finish(double *w, double *current, double *potential, double *delivered, motion *run, ohm_error *err)
{
    const size_t m = run->problem->graph->edges, n = run->problem->graph->nodes;
    const double time = run->stepper->to;
    ohm_status status = run->stepper->class->memory(run->w, time, run->stepper, err);

    if (status != OHM_OK)
        return status;
    if (run->simulation->bounds != OHM_BOUNDS_FREE)
        ohm_bounds_clamp(run->w, m);
    memcpy(w, run->w, m * sizeof *w);
    if ((status = run->stepper->class->start(run->stepper, time, w, held_now(run), err)) != OHM_OK)
        return status;
    /* shown: the sample at T, or T itself where no samples were asked */
    if (time < run->simulation->time
        || (run->simulation->samples > 0 && run->next == run->simulation->samples))
        run->take = NULL;
    if ((status = show(run, time, err)) != OHM_OK)
        return status;
    if (current != NULL)
        memcpy(current, run->current, m * sizeof *current);
    if (potential != NULL)
        memcpy(potential, run->potential, n * sizeof *potential);
    if (delivered != NULL)
        memcpy(delivered, run->delivered, n * sizeof *delivered);
    return OHM_OK;
}

static ohm_status
check_simulation(const ohm_simulation *simulation, const ohm_problem *problem, ohm_error *err)
{
    if (!(simulation->time >= 0.0) || isinf(simulation->time))
        return ohm_fail(err, OHM_E_ARG, "time %g: must be >= 0 s and finite", simulation->time);
    if (!(simulation->rtol >= 0.0) || !(simulation->atol >= 0.0))
        return ohm_fail(err, OHM_E_ARG, "tolerances %g, %g: must be >= 0", simulation->rtol, simulation->atol);
    for (size_t i = 0; i < simulation->samples; i++)
        if (!(simulation->sample_time[i] >= 0.0 && simulation->sample_time[i] <= simulation->time)
            || (i > 0 && !(simulation->sample_time[i] > simulation->sample_time[i - 1])))
            return ohm_fail(err, OHM_E_ARG, "sample %zu at %g s: must increase within [0, %g]", i,
                            simulation->sample_time[i], simulation->time);
    if (simulation->time > ohm_drive_end(problem->drive))
        return ohm_fail(err, OHM_E_CONTENT, "time %g s is beyond the last row of the drive, %g s",
                        simulation->time, ohm_drive_end(problem->drive));
    return OHM_OK;
}

ohm_status
ohm_simulate(double *w, double *current, double *potential, double *delivered, ohm_simulation_report *report,
             const ohm_problem *problem, const ohm_simulation *simulation, ohm_sample_fn take, void *data,
             const ohm_control *control, ohm_error *err)
{
    motion run = {
        .problem = problem, .simulation = simulation, .method = simulation->method, .take = take,
        .data = data, .rtol = simulation->rtol > 0.0 ? simulation->rtol : RTOL_DEFAULT,
        .atol = simulation->atol > 0.0 ? simulation->atol : ATOL_DEFAULT
    };
    double reached = 0.0;
    ohm_status status = check_simulation(simulation, problem, err), stopped = OHM_OK;

    if (status == OHM_OK)
        status = run_prepare(&run, w, err);
    if (status == OHM_OK)
        status = run_start(&run, 0.0, w, err);
    if (status == OHM_OK)
        status = take_until(&run, 0.0, err);
    if (status == OHM_OK)
        ohm_invariants_observe(run.invariants, 0.0, w);
    while (status == OHM_OK && reached < simulation->time) {
        stopped = ohm_control_point(control, reached / simulation->time, err);
        if (stopped != OHM_OK)
            break;
        status = advance(&reached, &run, err);
    }
    if (status == OHM_OK)
        status = finish(w, current, potential, delivered, &run, err);
    if (status == OHM_OK && report != NULL)
        report_on(report, &run, reached);
    run_free(&run);
    return status != OHM_OK ? status : stopped;
}
