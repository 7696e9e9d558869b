/* lib/dynamics/taylor_stepper.c -- see taylor_stepper.h */
#include "dynamics/taylor_stepper.h"
#include "base/array.h"
#include "base/simd.h"
#include "dynamics/taylor_series.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Lowest order a step is measured at: below it the two last terms may vanish by symmetry. */
enum { ORDER_MIN = 4 };

/* Orders tried past the best one before the search for a better ends: parity makes
 * every second coefficient of some drives small. */
enum { ORDER_PATIENCE = 3 };

/* Steps stop this far inside the estimate: |c_p| h^p is the last term kept, and the
 * first one left out is smaller by h over the radius of convergence, about 1/2. */
static const double STEP_SAFETY = 0.9;

/* Currents below this part of what the potentials could drive through the best
 * conductor are rounding of a solve; their sign means nothing. */
static const double CURRENT_NOISE = 1e-13;

/* A step shorter than this part of t cannot be told from none after rounding. */
static const double STEP_MIN = 16.0 * 2.220446049250313e-16;

/* Share of the tolerance the network solutions of the higher orders may miss: there
 * are at most 64 of them in a step. */
static const double SOLVE_SHARE = 1e-3;

/* Relative width to which a change of sign is bisected. */
static const double ROOT_WIDTH = 4.0 * 2.220446049250313e-16;

/* Work of one flop in a factorisation, a triangular solve, a product of series:
 * measured on grids of 1e3 to 1e6 edges; only their ratios matter. */
static const double FACTOR_COST = 1.0, SOLVE_COST = 1.5, SERIES_COST = 0.3;

/* Pieces of a step within which a current or memory turns at most once. */
enum { PANELS = 8 };

typedef struct {
    ohm_stepper base;
    ohm_problem problem;
    ohm_taylor_options options;
    ohm_taylor_series *series;
    double *w;                  /* M, at base.to */
    double *weight;             /* M, 1 / tolerance of w at the start of the step */
    bool *hold;                 /* M */
    bool has_kinks;             /* some law has one at i = 0 */
    bool fresh;                 /* started, and no step made yet: the series is not of here */
    bool crossed;               /* the last step ended where currents changed sign */
    signed char *towards;       /* M: signs of the currents of elements with kinks */
    bool *turned;               /* M: crossed at the end of the last step */
    size_t steps;
} taylor_stepper;

static void
taylor_free(ohm_stepper *stepper)
{
    taylor_stepper *self = (taylor_stepper *)stepper;

    ohm_taylor_series_free(self->series);
    free(self->w);
    free(self->weight);
    free(self->hold);
    free(self->towards);
    free(self->turned);
    free(self);
}

static ohm_status
taylor_start(ohm_stepper *stepper, double t, const double *w, const bool *hold, ohm_error *err)
{
    taylor_stepper *self = (taylor_stepper *)stepper;
    const size_t m = self->problem.graph->edges;

    (void)err;
    stepper->from = stepper->to = t;
    memcpy(self->w, w, m * sizeof *w);
    if (hold != NULL)
        memcpy(self->hold, hold, m * sizeof *hold);
    else
        memset(self->hold, 0, m * sizeof *hold);
    self->crossed = false;
    self->fresh = true;
    return OHM_OK;
}

/* Largest |x_e| weight_e; weight may be NULL for 1. */
OHM_CLONES static double
largest(const double *restrict x, const double *restrict weight, size_t m)
{
    double lane[8] = { 0.0 }, most = 0.0;
    size_t e = 0;

    for (; e + 8 <= m; e += 8)
        for (size_t l = 0; l < 8; l++) {
            const double size = fabs(x[e + l]) * (weight != NULL ? weight[e + l] : 1.0);

            lane[l] = size > lane[l] ? size : lane[l];
        }
    for (; e < m; e++)
        most = fmax(most, fabs(x[e]) * (weight != NULL ? weight[e] : 1.0));
    for (size_t l = 0; l < 8; l++)
        most = lane[l] > most ? lane[l] : most;
    return most;
}

/* Size of a current that is rounding within h: see CURRENT_NOISE. */
static double
current_noise(double h, const taylor_stepper *self)
{
    const ohm_graph *graph = self->problem.graph;
    const ohm_memristors *device = self->problem.device;
    double volts = 0.0, conductance = 0.0, power = 1.0;

    for (size_t e = 0; e < graph->edges; e++)
        conductance = fmax(conductance, 1.0 / (device->r_on[e] * (1.0 + device->xi[e] * self->w[e])));
    for (size_t k = 0; k <= ohm_taylor_series_order(self->series); k++, power *= h) {
        const double *current = ohm_taylor_series_current(self->series, k);
        double drop = 0.0;

        for (size_t e = 0; e < graph->edges; e++)
            drop = fmax(drop, fabs(current[e]) * device->r_on[e] * (1.0 + device->xi[e] * self->w[e]));
        volts += power * (drop + largest(ohm_taylor_series_potential(self->series, k), NULL, graph->nodes));
    }
    return CURRENT_NOISE * volts * conductance;
}

/* Begins the series; where laws have kinks, with each current headed the way it
 * goes: a vanishing one by its derivative, one that has just crossed by its turn.
 * Vanishing is also what t, known to rounding, cannot tell from 0: where all EMFs are in
 * phase, all currents turn at one moment, and none is left to measure their noise by. */
static ohm_status
begin(taylor_stepper *self, ohm_error *err)
{
    const size_t m = self->problem.graph->edges;
    ohm_taylor_series *series = self->series;
    bool other = false;
    ohm_status status;

    status = ohm_taylor_series_begin(series, self->base.to, self->w, self->hold, NULL, err);
    if (status != OHM_OK || !self->has_kinks)
        return status;
    if ((status = ohm_taylor_series_raise(series, err)) != OHM_OK)
        return status;
    const double *now = ohm_taylor_series_current(series, 0), *slope = ohm_taylor_series_current(series, 1);
    const double noise = current_noise(0.0, self);

    for (size_t e = 0; e < m; e++) {
        const signed char sign = now[e] < 0.0 ? -1 : 1;

        if (!ohm_taylor_series_has_kink(e, series))
            continue;
        if (fabs(now[e]) <= STEP_MIN * fabs(self->base.to * slope[e]))
            self->towards[e] = slope[e] < 0.0 ? -1 : 1;
        else if (self->crossed && self->turned[e])
            self->towards[e] = (signed char)-self->towards[e];
        else if (fabs(now[e]) <= noise)
            self->towards[e] = slope[e] < 0.0 ? -1 : 1;
        else
            self->towards[e] = sign;
        other |= self->towards[e] != sign;
    }
    if (!other)
        return OHM_OK;
    return ohm_taylor_series_begin(series, self->base.to, self->w, self->hold, self->towards, err);
}

/* 1 / tolerance of every w, and of the currents together. */
static double
set_weights(taylor_stepper *self)
{
    const ohm_taylor_options *options = &self->options;
    const size_t m = self->problem.graph->edges;
    const double current = largest(ohm_taylor_series_current(self->series, 0), NULL, m);

    for (size_t e = 0; e < m; e++)
        self->weight[e] = 1.0 / (options->atol + options->rtol * fabs(self->w[e]));
    return current > 0.0 ? 1.0 / ((options->atol + options->rtol) * current) : 0.0;
}

/* Step the term of order q allows: (largest weighted coefficient)^(-1/q). */
static double
allowed(size_t q, double current_weight, const taylor_stepper *self)
{
    const size_t m = self->problem.graph->edges;
    const double w = largest(ohm_taylor_series_w(self->series, q), self->weight, m);
    const double i = current_weight * largest(ohm_taylor_series_current(self->series, q), NULL, m);

    return pow(fmax(w, i), -1.0 / (double)q);       /* 0 to a negative power: no limit */
}

/* Work of a step of order p, in flops of a factorisation. */
static double
work(size_t p, const taylor_stepper *self)
{
    ohm_network *network = ohm_taylor_series_network(self->series);
    const ohm_solver_choice *choice = ohm_network_choice(network);
    const ohm_network_work *done = ohm_network_worked(network);
    const double orders = (double)p, m = (double)self->problem.graph->edges;
    const double per_solve = choice->fill > 0.0 ? 4.0 * choice->fill
        : choice->flops * (1.0 + (double)done->cg_iterations / (double)(done->solves + 1));

    return FACTOR_COST * choice->flops + orders * SOLVE_COST * (per_solve + 20.0 * m)
        + SERIES_COST * orders * orders * m;
}

/* Raises the order while it pays; *h is the step the tolerance allows. */
static ohm_status
choose_order(double *h, double most, taylor_stepper *self, ohm_error *err)
{
    const double current_weight = set_weights(self);
    double last = INFINITY, best = 0.0;
    size_t past = 0;
    ohm_status status;

    *h = 0.0;
    for (size_t p = ohm_taylor_series_order(self->series) + 1; p <= OHM_TAYLOR_ORDER_MAX; p++) {
        while (ohm_taylor_series_order(self->series) < p)
            if ((status = ohm_taylor_series_raise(self->series, err)) != OHM_OK)
                return status;
        const double now = allowed(p, current_weight, self);
        const double step = STEP_SAFETY * fmin(last, now);

        last = now;
        if (p < ORDER_MIN)
            continue;
        *h = fmax(*h, step);                        /* more terms never shorten the step */
        if (*h >= most)
            break;
        if (*h / work(p, self) > best) {
            best = *h / work(p, self);
            past = 0;
        } else if (++past == ORDER_PATIENCE) {
            break;
        }
    }
    if (isnan(*h))
        return ohm_fail(err, OHM_E_PRECISION, "taylor: no finite series at t = %.17g", self->base.to);
    return OHM_OK;
}

/* A bound on |sum_{k>=1} c_k h^k| of one element from blocks `stride` apart. */
static double
variation(const double *coefficient, size_t e, size_t order, size_t stride, double h)
{
    double sum = 0.0;

    for (size_t k = order; k > 0; k--)
        sum = (sum + fabs(coefficient[k * stride + e])) * h;
    return sum;
}

/* Earliest s in (0, h] where heading * i_e falls below -noise, or h.  A current that
 * begins there turned at the end of the last step, whose series put it a little short of
 * 0: it has to come over before it can turn again. */
static double
crossing(size_t e, double h, double noise, const taylor_stepper *self)
{
    const double heading = self->towards[e];
    double low = 0.0, high = 0.0;
    bool over = heading * ohm_taylor_series_current_of(e, 0.0, self->series) >= -noise;

    for (size_t panel = 1; panel <= PANELS; panel++) {
        low = high;
        high = h * (double)panel / PANELS;
        const double current = heading * ohm_taylor_series_current_of(e, high, self->series);

        if (over && current < -noise)
            break;
        over |= current > 0.0;
        if (panel == PANELS)
            return h;
    }
    while (high - low > ROOT_WIDTH * high) {
        const double middle = low + 0.5 * (high - low);

        if (heading * ohm_taylor_series_current_of(e, middle, self->series) > 0.0)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* Shortens the step to the first change of sign of a current whose law minds, and
 * remembers who changes there. */
static double
stop_at_kink(double h, taylor_stepper *self)
{
    const size_t m = self->problem.graph->edges, order = ohm_taylor_series_order(self->series);
    const double *current = ohm_taylor_series_current(self->series, 0);
    const double noise = current_noise(h, self), whole = h;

    self->crossed = false;
    for (size_t e = 0; e < m; e++)
        if (ohm_taylor_series_has_kink(e, self->series)
            && variation(current, e, order, m, whole) >= fabs(current[e]))
            h = crossing(e, h, noise, self);
    if (h == whole)
        return h;
    self->crossed = true;
    for (size_t e = 0; e < m; e++)
        self->turned[e] = ohm_taylor_series_has_kink(e, self->series)
            && variation(current, e, order, m, whole) >= fabs(current[e])
            && crossing(e, whole, noise, self) <= h * (1.0 + 2.0 * ROOT_WIDTH);
    return h;
}

static ohm_status
taylor_step(ohm_stepper *stepper, double limit, ohm_error *err)
{
    taylor_stepper *self = (taylor_stepper *)stepper;
    const double t = stepper->to, most = limit - t;
    ohm_status status;
    double h;

    if ((status = begin(self, err)) != OHM_OK)
        return ohm_fail_within(err, status, "t = %.9g", t);
    if ((status = choose_order(&h, most, self, err)) != OHM_OK)
        return ohm_fail_within(err, status, "t = %.9g", t);
    const bool whole = h >= most;

    h = fmin(h, most);
    const double cut = self->has_kinks ? stop_at_kink(h, self) : h;

    if (cut <= STEP_MIN * fabs(t) && !whole)
        return ohm_fail(err, OHM_E_NOCONV, "step of %g s at t = %.9g is below rounding", cut, t);
    stepper->from = t;
    stepper->to = whole && cut == h ? limit : t + cut;
    ohm_taylor_series_w_at(self->w, stepper->to - t, self->series);
    self->fresh = false;
    self->steps++;
    return OHM_OK;
}

static ohm_status
taylor_drift(double *dwdt, ohm_stepper *stepper, ohm_error *err)
{
    taylor_stepper *self = (taylor_stepper *)stepper;
    const size_t m = self->problem.graph->edges;
    ohm_status status = begin(self, err);

    if (status == OHM_OK && ohm_taylor_series_order(self->series) == 0)
        status = ohm_taylor_series_raise(self->series, err);
    for (size_t e = 0; e < m && status == OHM_OK; e++)
        dwdt[e] = ohm_taylor_series_drift_of(e, 0.0, self->series);
    return status;
}

static ohm_status
taylor_memory(double *w, double t, ohm_stepper *stepper, ohm_error *err)
{
    const taylor_stepper *self = (const taylor_stepper *)stepper;

    (void)err;
    if (self->fresh)
        memcpy(w, self->w, self->problem.graph->edges * sizeof *w);
    else
        ohm_taylor_series_w_at(w, t - stepper->from, self->series);
    return OHM_OK;
}

static ohm_status
taylor_circuit(double *current, double *potential, double t, const double *w, ohm_stepper *stepper,
               ohm_error *err)
{
    taylor_stepper *self = (taylor_stepper *)stepper;
    ohm_status status;

    (void)w;
    if (self->fresh) {
        status = ohm_taylor_series_begin(self->series, stepper->to, self->w, self->hold, NULL, err);
        if (status != OHM_OK)
            return status;
    }
    ohm_taylor_series_current_at(current, t - stepper->from, self->series);
    ohm_taylor_series_potential_at(potential, t - stepper->from, self->series);
    return OHM_OK;
}

static ohm_status
taylor_memory_of(double *w, size_t k, double t, ohm_stepper *stepper, ohm_error *err)
{
    (void)err;
    *w = ohm_taylor_series_w_of(k, t - stepper->from, ((taylor_stepper *)stepper)->series);
    return OHM_OK;
}

static ohm_status
taylor_drift_of(double *dwdt, size_t k, double t, ohm_stepper *stepper, ohm_error *err)
{
    (void)err;
    *dwdt = ohm_taylor_series_drift_of(k, t - stepper->from, ((taylor_stepper *)stepper)->series);
    return OHM_OK;
}

static double
taylor_reach(size_t k, const ohm_stepper *stepper)
{
    const taylor_stepper *self = (const taylor_stepper *)stepper;

    return variation(ohm_taylor_series_w(self->series, 0), k, ohm_taylor_series_order(self->series),
                     self->problem.graph->edges, stepper->to - stepper->from);
}

static void
taylor_count(ohm_stepper_work *out, const ohm_stepper *stepper)
{
    const taylor_stepper *self = (const taylor_stepper *)stepper;

    out->network = *ohm_network_worked(ohm_taylor_series_network(self->series));
    out->steps = self->steps;
    out->rhs = out->network.solves;
}

/* A step begins from w afresh; besides it depends on the kinks just crossed, the
 * first guess of an iterative solver and the work it has needed. */
static void
taylor_exchange(ohm_stepper *stepper, ohm_archive *archive)
{
    taylor_stepper *self = (taylor_stepper *)stepper;
    const size_t m = self->problem.graph->edges;

    ohm_archive_exchange(archive, &stepper->from, sizeof stepper->from);
    ohm_archive_exchange(archive, &stepper->to, sizeof stepper->to);
    ohm_archive_exchange(archive, self->w, m * sizeof *self->w);
    ohm_archive_exchange(archive, self->hold, m * sizeof *self->hold);
    ohm_archive_exchange(archive, &self->crossed, sizeof self->crossed);
    ohm_archive_exchange(archive, self->towards, m * sizeof *self->towards);
    ohm_archive_exchange(archive, self->turned, m * sizeof *self->turned);
    ohm_archive_exchange(archive, &self->steps, sizeof self->steps);
    ohm_taylor_series_exchange(self->series, archive);
    if (ohm_archive_gives(archive))
        self->fresh = true;                             /* there is no series to look into */
}

static const ohm_solver_choice *
taylor_choice(const ohm_stepper *stepper)
{
    return ohm_network_choice(ohm_taylor_series_network(((const taylor_stepper *)stepper)->series));
}

static const ohm_stepper_class TAYLOR = {
    PANELS, taylor_start, taylor_step, taylor_drift, taylor_memory, taylor_circuit, taylor_memory_of,
    taylor_drift_of, taylor_reach, taylor_count, taylor_exchange, taylor_choice,
    taylor_free
};

ohm_status
ohm_taylor_stepper_alloc(ohm_stepper **out, const ohm_problem *problem, const ohm_taylor_options *options,
                         ohm_error *err)
{
    const size_t m = problem->graph->edges;
    taylor_stepper *self = OHM_ZEROS(taylor_stepper, 1);
    ohm_status status;

    *out = NULL;
    if (self == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "taylor: out of memory");
    self->base.calls = &TAYLOR;
    self->problem = *problem;
    self->options = *options;
    self->w = OHM_ZEROS(double, m);
    self->weight = OHM_ARRAY(double, m);
    self->hold = OHM_ZEROS(bool, m);
    self->towards = OHM_ZEROS(signed char, m);
    self->turned = OHM_ZEROS(bool, m);
    if (self->w == NULL || self->weight == NULL || self->hold == NULL || self->towards == NULL
        || self->turned == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "taylor: out of memory for %zu edges", m);
    else
        status = ohm_taylor_series_alloc(&self->series, problem, &options->network, OHM_TAYLOR_ORDER_MAX,
                                         SOLVE_SHARE * options->rtol, err);
    if (status != OHM_OK) {
        taylor_free(&self->base);
        return status;
    }
    for (size_t e = 0; e < m; e++)
        self->has_kinks |= ohm_taylor_series_has_kink(e, self->series);
    *out = &self->base;
    return OHM_OK;
}

ohm_taylor_series *
ohm_taylor_stepper_series(ohm_stepper *stepper)
{
    return ((taylor_stepper *)stepper)->series;
}
