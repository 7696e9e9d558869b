/* lib/dynamics/flux_charge_stepper.c -- see flux_charge_stepper.h */
#include "dynamics/flux_charge_stepper.h"
#include "base/array.h"
#include "dynamics/flow.h"
#include "dynamics/flux_charge.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Part of an element's distance to its bound that one gap may use; it also bounds R
 * from below within the gap. */
static const double MARGIN = 0.5;

/* Trial values of E: powers of two below the largest useful one. */
enum { ENERGY_TRIALS = 60 };

/* A gap shorter than this part of the way to go is given up: the stepper that takes
 * over makes longer steps for less. */
static const double GAP_MIN = 1.0 / 256.0;

typedef struct {
    ohm_stepper base;
    ohm_problem problem;
    ohm_flux_charge *flux;
    ohm_flow *flow;             /* currents at a given memory */
    double *w;                  /* M, at base.to */
    double *drift;              /* M */
    double *slope;              /* M: bound on |S'|, held potentials counted as EMFs */
    double *asked;              /* M: memory at asked_at */
    double asked_at, drift_at;  /* NaN: none yet */
    bool holds;                 /* the start asked for something to be held */
    size_t steps;
} flux_stepper;

static void
flux_free(ohm_stepper *stepper)
{
    flux_stepper *self = (flux_stepper *)stepper;

    ohm_flux_charge_free(self->flux);
    ohm_flow_free(self->flow);
    free(self->w);
    free(self->drift);
    free(self->slope);
    free(self->asked);
    free(self);
}

static ohm_status
flux_start(ohm_stepper *stepper, double t, const double *w, const bool *hold, ohm_error *err)
{
    flux_stepper *self = (flux_stepper *)stepper;

    (void)err;
    stepper->from = stepper->to = t;
    self->asked_at = self->drift_at = NAN;
    memcpy(self->w, w, self->problem.graph->edges * sizeof *w);
    self->holds = false;
    for (size_t k = 0; hold != NULL && k < self->problem.graph->edges; k++)
        self->holds |= hold[k];
    return OHM_OK;
}

/* Fills self->slope; *injected bounds sum |J'|. */
static void
bound_drives(double *injected, double from, double to, flux_stepper *self)
{
    const ohm_drive *drive = self->problem.drive;
    const ohm_graph *graph = self->problem.graph;
    double value, slope;

    *injected = 0.0;
    memset(self->slope, 0, graph->edges * sizeof *self->slope);
    for (size_t i = 0; i < drive->moving_count; i++) {
        const ohm_moving *moving = &drive->moving[i];

        ohm_waveform_bounds(&value, &slope, &moving->wave, from, to);
        if (moving->kind == OHM_DRIVE_INJECTION)
            *injected += slope;
        else if (moving->kind == OHM_DRIVE_EMF)
            self->slope[moving->index] += slope;
        else
            for (size_t k = 0; k < graph->edges; k++)
                if (graph->tail[k] == moving->index || graph->head[k] == moving->index)
                    self->slope[k] += slope;
    }
}

/* What one element contributes: its room, least resistance, |dw/di| and |dR/dt| / a^2. */
typedef struct {
    double room, resistance, mobility, growth;
} element;

static element
element_of(const ohm_memristors *device, size_t k, double w)
{
    const double room = MARGIN * fmin(w, 1.0 - w), r_on = device->r_on[k], xi = device->xi[k];
    const double least = r_on * (1.0 + xi * (w - room)), most = r_on * (1.0 + xi * (w + room));
    const double push = (device->control == OHM_CONTROL_VOLTAGE ? most : r_on) / fabs(device->beta[k]);

    return (element){ room, least, push, r_on * xi * push };
}

/* The longest gap the energy E allows, at most `most`. */
static double
gap_of(double energy, double most, double injected, const double *current, const flux_stepper *self)
{
    const ohm_memristors *device = self->problem.device;
    double sum = 0.0, gap = most;

    for (size_t k = 0; k < device->edges; k++) {
        const element part = element_of(device, k, self->w[k]);
        const double a = fabs(current[k]) + energy / sqrt(part.resistance) + most * injected;
        const double force = self->slope[k] + part.growth * a * a;

        sum += force * force / part.resistance;
        gap = fmin(gap, part.room / (part.mobility * a));
    }
    return sum > 0.0 ? fmin(gap, energy / sqrt(sum)) : gap;
}

/* The longest gap any E allows. */
static double
safe_gap(double most, const double *current, flux_stepper *self)
{
    const ohm_memristors *device = self->problem.device;
    double injected, useful = 0.0, best = 0.0;

    bound_drives(&injected, self->base.to, self->base.to + most, self);
    for (size_t k = 0; k < device->edges; k++) {        /* E beyond this only shortens the gap */
        const element part = element_of(device, k, self->w[k]);

        useful = fmax(useful, (fabs(current[k]) + part.room / (part.mobility * most)) * sqrt(part.resistance));
    }
    for (int i = 0; i < ENERGY_TRIALS; i++)
        best = fmax(best, gap_of(ldexp(useful, 4 - i), most, injected, current, self));
    return best;
}

/* The element nearest to a bound. */
static size_t
nearest(const flux_stepper *self)
{
    size_t which = 0;
    double least = INFINITY;

    for (size_t k = 0; k < self->problem.graph->edges; k++) {
        const double distance = fmin(self->w[k], 1.0 - self->w[k]);

        if (distance < least) {
            least = distance;
            which = k;
        }
    }
    return which;
}

static ohm_status
flux_step(ohm_stepper *stepper, double limit, ohm_error *err)
{
    flux_stepper *self = (flux_stepper *)stepper;
    const double most = limit - stepper->to;
    ohm_status status;

    if (self->holds)
        return ohm_fail(err, OHM_E_DOMAIN, "flux-charge: elements are held at their bounds");
    self->asked_at = self->drift_at = NAN;
    status = ohm_flow_rhs(self->drift, stepper->to, self->w, self->flow, err);
    if (status != OHM_OK)
        return status;
    const double gap = safe_gap(most, ohm_flow_current(self->flow), self);

    if (gap < GAP_MIN * most || !(stepper->to + gap > stepper->to)) {
        const size_t k = nearest(self);

        return ohm_fail(err, OHM_E_DOMAIN, "flux-charge: at t = %g only %g s ahead are safe: edge %zu is at "
                        "w = %g", stepper->to, gap, k, self->w[k]);
    }
    stepper->from = stepper->to;
    stepper->to = gap >= most ? limit : stepper->to + gap;
    self->steps++;
    return ohm_flux_charge_jump(self->w, stepper->to, self->flux, err);
}

static ohm_status
flux_drift(double *dwdt, ohm_stepper *stepper, ohm_error *err)
{
    flux_stepper *self = (flux_stepper *)stepper;

    return ohm_flow_rhs(dwdt, stepper->to, self->w, self->flow, err);
}

static ohm_status
flux_memory(double *w, double t, ohm_stepper *stepper, ohm_error *err)
{
    flux_stepper *self = (flux_stepper *)stepper;

    if (t != stepper->to)
        return ohm_flux_charge_jump(w, t, self->flux, err);
    memcpy(w, self->w, self->problem.graph->edges * sizeof *w);
    return OHM_OK;
}

static ohm_status
flux_circuit(double *current, double *potential, double t, const double *w, ohm_stepper *stepper,
             ohm_error *err)
{
    flux_stepper *self = (flux_stepper *)stepper;
    const size_t n = self->problem.graph->nodes, m = self->problem.graph->edges;
    const ohm_status status = ohm_flow_rhs(self->drift, t, w, self->flow, err);

    self->drift_at = NAN;
    if (status != OHM_OK)
        return status;
    memcpy(current, ohm_flow_current(self->flow), m * sizeof *current);
    memcpy(potential, ohm_flow_potential(self->flow), n * sizeof *potential);
    return OHM_OK;
}

static ohm_status
ask(double t, flux_stepper *self, ohm_error *err)
{
    if (self->asked_at == t)
        return OHM_OK;
    self->asked_at = t;
    return flux_memory(self->asked, t, &self->base, err);
}

static ohm_status
flux_memory_of(double *w, size_t k, double t, ohm_stepper *stepper, ohm_error *err)
{
    flux_stepper *self = (flux_stepper *)stepper;
    const ohm_status status = ask(t, self, err);

    *w = self->asked[k];
    return status;
}

static ohm_status
flux_drift_of(double *dwdt, size_t k, double t, ohm_stepper *stepper, ohm_error *err)
{
    flux_stepper *self = (flux_stepper *)stepper;
    ohm_status status = ask(t, self, err);

    if (status == OHM_OK && self->drift_at != t) {
        self->drift_at = t;
        status = ohm_flow_rhs(self->drift, t, self->asked, self->flow, err);
    }
    *dwdt = self->drift[k];
    return status;
}

/* The step was shown to stay inside: nobody need look for a crossing. */
static double
flux_reach(size_t k, const ohm_stepper *stepper)
{
    (void)k;
    (void)stepper;
    return 0.0;
}

static void
flux_count(ohm_stepper_work *out, const ohm_stepper *stepper)
{
    const flux_stepper *self = (const flux_stepper *)stepper;
    const ohm_network_work *jumps = ohm_network_worked(ohm_flux_charge_network(self->flux));
    const ohm_network_work *looks = ohm_network_worked(ohm_flow_network(self->flow));

    out->steps = self->steps;
    out->rhs = ohm_flow_evaluations(self->flow);
    out->network.factorizations = jumps->factorizations + looks->factorizations;
    out->network.solves = jumps->solves + looks->solves;
    out->network.cg_iterations = jumps->cg_iterations + looks->cg_iterations;
}

static void
flux_exchange(ohm_stepper *stepper, ohm_archive *archive)
{
    flux_stepper *self = (flux_stepper *)stepper;

    ohm_archive_exchange(archive, &stepper->from, sizeof stepper->from);
    ohm_archive_exchange(archive, &stepper->to, sizeof stepper->to);
    ohm_archive_exchange(archive, self->w, self->problem.graph->edges * sizeof *self->w);
    ohm_archive_exchange(archive, &self->holds, sizeof self->holds);
    ohm_archive_exchange(archive, &self->steps, sizeof self->steps);
    ohm_flux_charge_exchange(self->flux, archive);
    ohm_flow_exchange(self->flow, archive);
}

static const ohm_solver_choice *
flux_choice(const ohm_stepper *stepper)
{
    return ohm_network_choice(ohm_flow_network(((const flux_stepper *)stepper)->flow));
}

static const ohm_stepper_class FLUX_CHARGE = {
    1, flux_start, flux_step, flux_drift, flux_memory, flux_circuit, flux_memory_of, flux_drift_of,
    flux_reach, flux_count, flux_exchange, flux_choice, flux_free
};

ohm_status
ohm_flux_charge_stepper_alloc(ohm_stepper **out, const ohm_problem *problem, const double *w0,
                              const ohm_network_options *options, ohm_error *err)
{
    const size_t m = problem->graph->edges;
    flux_stepper *self = OHM_ZEROS(flux_stepper, 1);
    ohm_status status = OHM_OK;

    *out = NULL;
    if (self == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "flux-charge: out of memory");
    self->base.calls = &FLUX_CHARGE;
    self->problem = *problem;
    self->w = OHM_ARRAY(double, m);
    self->drift = OHM_ARRAY(double, m);
    self->slope = OHM_ARRAY(double, m);
    self->asked = OHM_ARRAY(double, m);
    if (self->w == NULL || self->drift == NULL || self->slope == NULL || self->asked == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "flux-charge: out of memory for %zu edges", m);
    if (status == OHM_OK)
        status = ohm_flux_charge_alloc(&self->flux, problem, w0, options, err);
    if (status == OHM_OK)
        status = ohm_flow_alloc(&self->flow, problem, options, err);
    if (status == OHM_OK)
        status = flux_start(&self->base, 0.0, w0, NULL, err);
    if (status != OHM_OK) {
        flux_free(&self->base);
        return status;
    }
    *out = &self->base;
    return OHM_OK;
}
