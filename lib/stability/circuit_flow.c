/* lib/stability/circuit_flow.c -- see circuit_flow.h */
#include "stability/circuit_flow.h"
#include "base/array.h"
#include "dynamics/bounds.h"
#include "dynamics/taylor_stepper.h"
#include "dynamics/taylor_tangent.h"
#include "stability/jacobian.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double RTOL_DEFAULT = 1e-8, ATOL_DEFAULT = 1e-10;

/* Orders added at once where the tangent vectors need more than the trajectory does, which
 * may be at rest; one is given back in every step, so that what a step asks for is found again. */
enum { ORDERS_ADDED = 4 };

/* Tangent vectors are cut off this far inside the tolerance of the trajectory: hundreds of
 * them add up in the sum of the exponents. */
static const double TAIL_SHARE = 0.1;

/* A step shorter than this part of t cannot be told from none after rounding. */
static const double STEP_MIN = 16.0 * 2.220446049250313e-16;

/* Gauss-Legendre on [0, 1], five nodes: exact to degree 9; within a Taylor step, which ends
 * at less than half the radius of convergence, tr J is that smooth to 1e-10. */
enum { NODES = 5 };
static const double NODE[NODES] = {
    0.046910077030668003601, 0.23076534494715845448, 0.5, 0.76923465505284154552, 0.9530899229693319964
};
static const double WEIGHT[NODES] = {
    0.11846344252809454376, 0.23931433524968323402, 0.28444444444444444444, 0.23931433524968323402,
    0.11846344252809454376
};

typedef struct {
    ohm_tangent_flow base;
    ohm_problem problem;
    ohm_stepper *stepper;
    ohm_bounds_watch *watch;        /* NULL: bounds are not kept */
    ohm_taylor_tangent *tangent;
    ohm_jacobian *jacobian;         /* NULL: the trace is not kept */
    double tail_max;                /* relative: where tangent vectors may be cut off */
    size_t extra;                   /* orders they take beyond those of the trajectory */
    size_t known;                   /* leading columns of the frame that only grow as exp(alpha t) */
    double *next;                   /* M by k: the frame at the end of the step */
    double *w;                      /* M */
    bool *held;                     /* M: before the last event */
} circuit_flow;

static void
circuit_free(ohm_tangent_flow *flow)
{
    circuit_flow *self = (circuit_flow *)flow;

    ohm_stepper_free(self->stepper);
    ohm_bounds_watch_free(self->watch);
    ohm_taylor_tangent_free(self->tangent);
    ohm_jacobian_free(self->jacobian);
    free(self->base.frame);
    free(self->next);
    free(self->w);
    free(self->held);
    free(self);
}

/* Starts the stepper at (t, w), elements held that push out of [0, 1]; their components of
 * the frame vanish. */
static ohm_status
start(circuit_flow *self, double t, ohm_error *err)
{
    const ohm_stepper_class *calls = self->stepper->calls;
    const size_t m = self->base.dimension;
    double *drift = OHM_ZEROS(double, m);
    ohm_status status = drift == NULL ? ohm_fail(err, OHM_E_NOMEM, "lyapunov: %zu edges", m) : OHM_OK;

    if (status == OHM_OK)
        status = calls->start(self->stepper, t, self->w, NULL, err);
    if (status == OHM_OK && self->watch != NULL) {
        if ((status = calls->drift(drift, self->stepper, err)) == OHM_OK) {
            ohm_bounds_watch_begin(self->watch, self->w, drift);
            memcpy(self->held, ohm_bounds_watch_held(self->watch), m * sizeof *self->held);
            status = calls->start(self->stepper, t, self->w, self->held, err);
        }
    }
    free(drift);
    return status;
}

/* Adds the integral of tr J from the start of the last step to `end`. */
static ohm_status
add_trace(circuit_flow *self, double end, ohm_error *err)
{
    const double from = self->stepper->from, length = end - from;
    ohm_status status = OHM_OK;
    double trace, sum = 0.0;

    for (int i = 0; i < NODES && status == OHM_OK; i++) {
        const double t = from + NODE[i] * length;

        status = self->stepper->calls->memory(self->w, t, self->stepper, err);
        if (status == OHM_OK)
            status = ohm_jacobian_at(self->jacobian, t, self->w, err);
        if (status == OHM_OK)
            status = ohm_jacobian_trace(&trace, self->held, self->jacobian, err);
        if (status == OHM_OK)
            sum += WEIGHT[i] * trace;
    }
    self->base.trace += sum * length;
    return status;
}

/* Raises the series by so many orders, or as far as it goes. */
static ohm_status
raise_by(ohm_taylor_series *series, size_t orders, ohm_error *err)
{
    ohm_status status = OHM_OK;

    for (size_t i = 0; i < orders && ohm_taylor_series_order(series) < OHM_TAYLOR_ORDER_MAX && status == OHM_OK; i++)
        status = ohm_taylor_series_raise(series, err);
    return status;
}

/* Carries the frame to *end; the series is raised where the tangent vectors ask for it,
 * and *end comes nearer where that is not enough. */
static ohm_status
carry(double *end, circuit_flow *self, ohm_error *err)
{
    ohm_taylor_series *series = ohm_taylor_stepper_series(self->stepper);
    const double from = self->stepper->from;
    const size_t known = self->known * self->base.dimension;
    double tail = INFINITY, *frame = self->base.frame;
    ohm_status status = raise_by(series, self->extra, err);

    while (status == OHM_OK) {
        status = ohm_taylor_tangent_carry(self->next + known, frame + known, self->base.count - self->known,
                                          *end - from, &tail, self->tail_max, series, self->tangent, err);
        if (status != OHM_OK || tail <= self->tail_max)
            break;
        if (ohm_taylor_series_order(series) < OHM_TAYLOR_ORDER_MAX) {
            self->extra += ORDERS_ADDED;
            status = raise_by(series, ORDERS_ADDED, err);
        } else if (*end - from > STEP_MIN * fabs(*end)) {
            *end = from + 0.5 * (*end - from);
        } else {
            status = ohm_fail(err, OHM_E_NOCONV, "tangent vectors: no step is short enough at t = %.9g", from);
        }
    }
    if (status != OHM_OK)
        return status;
    if (self->extra > 0)
        self->extra--;
    const double growth = known > 0 ? exp(self->problem.device->alpha[0] * (*end - from)) : 1.0;

    for (size_t i = 0; i < known; i++)
        self->next[i] = growth * frame[i];
    self->base.frame = self->next;
    self->next = frame;
    return OHM_OK;
}

/* After an event: who has just been held forgets its component. */
static ohm_status
turn(circuit_flow *self, double end, ohm_error *err)
{
    const ohm_stepper_class *calls = self->stepper->calls;
    const size_t m = self->base.dimension;
    const bool *held = ohm_bounds_watch_held(self->watch);
    ohm_status status;

    if ((status = calls->memory(self->w, end, self->stepper, err)) != OHM_OK
        || (status = ohm_bounds_watch_apply(self->w, end, self->watch, err)) != OHM_OK)
        return status;
    for (size_t e = 0; e < m; e++) {
        for (size_t c = 0; c < self->base.count && held[e] && !self->held[e]; c++)
            self->base.frame[e + c * m] = 0.0;
        if (held[e])
            self->known = 0;            /* the law of the cuts ends here */
        self->held[e] = held[e];
    }
    return calls->start(self->stepper, end, self->w, self->held, err);
}

/* The stepper goes on from `end` of its last step. */
static ohm_status
restart(circuit_flow *self, double end, ohm_error *err)
{
    const ohm_status status = self->stepper->calls->memory(self->w, end, self->stepper, err);

    return status == OHM_OK ? self->stepper->calls->start(self->stepper, end, self->w, self->held, err) : status;
}

/* Says where the trajectory stood, and which element moved fastest, when it broke off. */
static ohm_status
broke_off(circuit_flow *self, ohm_status status, ohm_error *err)
{
    double *drift = self->w, most = -1.0;
    size_t fastest = 0;
    ohm_error other;

    if ((status != OHM_E_SINGULAR && status != OHM_E_NOCONV && status != OHM_E_PRECISION && status != OHM_E_DOMAIN)
        || err == NULL)
        return status;
    if (self->stepper->calls->drift(drift, self->stepper, &other) == OHM_OK)
        for (size_t e = 0; e < self->base.dimension; e++)
            if (fabs(drift[e]) > most) {
                most = fabs(drift[e]);
                fastest = e;
            }
    if (most >= 0.0)
        return ohm_fail(err, status, "%.300s; it ends at t = %.9g, where edge %zu moves fastest (dw/dt = %.3g /s)",
                        err->text, self->base.time, fastest, most);
    return ohm_fail_within(err, status, "t = %.9g", self->base.time);
}

static ohm_status
circuit_step(ohm_tangent_flow *flow, double limit, ohm_error *err)
{
    circuit_flow *self = (circuit_flow *)flow;
    const double kink = ohm_drive_next_kink(self->problem.drive, flow->time);
    const ohm_stepper_class *calls = self->stepper->calls;
    bool event = false;
    ohm_status status = calls->step(self->stepper, fmin(limit, kink), err);
    double end = self->stepper->to;

    if (status != OHM_OK)
        return broke_off(self, status, err);
    if (self->watch != NULL)
        status = ohm_bounds_watch_scan(&event, &end, self->watch, self->stepper, err);
    const double wanted = end;

    if (status == OHM_OK && end > self->stepper->from)
        status = carry(&end, self, err);
    if (status == OHM_OK && self->jacobian != NULL && end > self->stepper->from)
        status = add_trace(self, end, err);
    if (status == OHM_OK && event && end == wanted)
        status = turn(self, end, err);
    else if (status == OHM_OK && (end == kink || end < wanted))
        status = restart(self, end, err);
    if (status != OHM_OK)
        return broke_off(self, status, err);
    flow->time = end;
    flow->steps++;
    return OHM_OK;
}

/* ---- the first frame ----------------------------------------------------------------- */

/* Whether the circuit keeps the law of the cuts, B D w. */
static bool
keeps_cuts(const circuit_flow *self)
{
    const ohm_memristors *device = self->problem.device;
    bool keeps = device->control == OHM_CONTROL_CURRENT && !device->windowed && !device->rectified;

    for (size_t e = 0; e < device->edges; e++)
        keeps &= device->alpha[e] == device->alpha[0] && !self->held[e];
    return keeps;
}

/* Projects sixteen columns onto B D v = 0, D = diag(beta j / R_on): a network of conductances
 * D^2 with EMFs v / D drives D v' through its edges. */
static ohm_status
project(double *column, size_t columns, double *lanes, ohm_network *network, const ohm_memristors *device,
        ohm_error *err)
{
    enum { LANES = OHM_NETWORK_LANES };
    const size_t m = device->edges;
    ohm_status status;

    for (size_t e = 0; e < m; e++) {
        const double d = device->beta[e] * device->polarity[e] / device->r_on[e];

        for (size_t l = 0; l < LANES; l++)
            lanes[e * LANES + l] = l < columns ? column[e + l * m] / d : 0.0;
    }
    if ((status = ohm_network_response(lanes, lanes, network, err)) != OHM_OK)
        return status;
    for (size_t e = 0; e < m; e++) {
        const double d = device->beta[e] * device->polarity[e] / device->r_on[e];

        for (size_t l = 0; l < columns; l++)
            column[e + l * m] = lanes[e * LANES + l] / d;
    }
    return OHM_OK;
}

/* The frame is random; its first `known` columns become what projection takes away, the
 * others what it leaves. */
static ohm_status
split_frame(circuit_flow *self, ohm_network *network, double *g, double *lanes, ohm_error *err)
{
    const ohm_memristors *device = self->problem.device;
    const size_t m = device->edges, known = self->known * m;
    ohm_status status;

    for (size_t e = 0; e < m; e++)
        g[e] = pow(device->beta[e] / device->r_on[e], 2.0);
    if ((status = ohm_network_factor(network, g, err)) != OHM_OK)
        return status;
    memcpy(self->next, self->base.frame, m * m * sizeof *self->next);
    for (size_t c = 0; c < m && status == OHM_OK; c += OHM_NETWORK_LANES)
        status = project(self->base.frame + c * m, m - c < OHM_NETWORK_LANES ? m - c : OHM_NETWORK_LANES, lanes,
                         network, device, err);
    for (size_t i = 0; i < known; i++)
        self->base.frame[i] = self->next[i] - self->base.frame[i];
    return status;
}

static ohm_status
circuit_align(ohm_tangent_flow *flow, ohm_rng *rng, ohm_error *err)
{
    circuit_flow *self = (circuit_flow *)flow;
    const size_t m = flow->dimension;
    ohm_status status = ohm_tangent_flow_scatter(flow, rng, err);
    ohm_network *network = NULL;
    double *g, *lanes;

    self->known = 0;
    if (status != OHM_OK || flow->count < m || !keeps_cuts(self))
        return status;
    g = OHM_ARRAY(double, m);
    lanes = OHM_ARRAY(double, m * OHM_NETWORK_LANES);
    status = g != NULL && lanes != NULL ? OHM_OK : ohm_fail(err, OHM_E_NOMEM, "lyapunov: %zu edges", m);
    if (status == OHM_OK)
        status = ohm_network_alloc(&network, self->problem.graph, self->problem.drive->held, NULL, err);
    if (status == OHM_OK) {
        self->known = (size_t)ohm_network_choice(network)->unknowns;
        status = split_frame(self, network, g, lanes, err);
    }
    ohm_network_free(network);
    free(g);
    free(lanes);
    return status;
}

static const ohm_tangent_class CIRCUIT = { circuit_step, circuit_align, circuit_free };

/* Many tangent vectors make the triangular solutions the work, side by side, where a sparse
 * factor is at its best; what suits one vector may be a dense one. */
static ohm_network_options
choose_network(const ohm_network_options *asked, size_t count, bool active)
{
    ohm_network_options network = *asked;

    if (network.solver == OHM_SOLVER_AUTO && count >= OHM_NETWORK_LANES && !active)
        network.solver = OHM_SOLVER_CHOLESKY;
    return network;
}

static ohm_status
make(circuit_flow *self, const double *w, const ohm_circuit_flow_options *options, ohm_error *err)
{
    const size_t m = self->problem.graph->edges;
    const ohm_taylor_options taylor = {
        options->rtol > 0.0 ? options->rtol : RTOL_DEFAULT,
        options->atol > 0.0 ? options->atol : ATOL_DEFAULT,
        choose_network(&options->network, options->count, self->problem.device->active)
    };
    ohm_status status;

    self->base.frame = OHM_ZEROS(double, m * options->count);
    self->next = OHM_ZEROS(double, m * options->count);
    self->w = ohm_copy(w, m, sizeof *w);
    self->held = OHM_ZEROS(bool, m);
    self->tail_max = TAIL_SHARE * taylor.rtol;
    if (self->base.frame == NULL || self->next == NULL || self->w == NULL || self->held == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "lyapunov: %zu vectors of %zu", options->count, m);
    if ((status = ohm_taylor_stepper_alloc(&self->stepper, &self->problem, &taylor, err)) != OHM_OK
        || (status = ohm_taylor_tangent_alloc(&self->tangent, &self->problem, err)) != OHM_OK)
        return status;
    if (options->count == m
        && (status = ohm_jacobian_alloc(&self->jacobian, &self->problem, &options->network, err)) != OHM_OK)
        return status;
    if (options->bounds == OHM_BOUNDS_EXACT
        && (status = ohm_bounds_watch_alloc(&self->watch, self->problem.device, 0.0, err)) != OHM_OK)
        return status;
    return start(self, 0.0, err);
}

ohm_status
ohm_circuit_flow_alloc(ohm_tangent_flow **out, const ohm_problem *problem, const double *w,
                       const ohm_circuit_flow_options *options, ohm_error *err)
{
    const size_t m = problem->graph->edges;
    circuit_flow *self;
    ohm_status status;

    *out = NULL;
    if (options->count < 1 || options->count > m)
        return ohm_fail(err, OHM_E_ARG, "%zu exponents of a circuit of %zu elements: must be 1 to %zu",
                        options->count, m, m);
    if (options->bounds == OHM_BOUNDS_CLIP)
        return ohm_fail(err, OHM_E_METHOD, "tangent vectors need bounds that are exact or free, not clipped");
    if ((self = OHM_ZEROS(circuit_flow, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "lyapunov: out of memory");
    self->base.calls = &CIRCUIT;
    self->base.dimension = m;
    self->base.count = options->count;
    self->base.trace = options->count == m ? 0.0 : NAN;
    self->base.period = isfinite(ohm_drive_period(problem->drive)) ? ohm_drive_period(problem->drive) : 0.0;
    self->problem = *problem;
    if ((status = make(self, w, options, err)) != OHM_OK) {
        circuit_free(&self->base);
        return status;
    }
    *out = &self->base;
    return OHM_OK;
}
