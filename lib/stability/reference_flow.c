/* lib/stability/reference_flow.c -- see reference_flow.h */
#include "stability/reference_flow.h"
#include "base/array.h"
#include "base/rng.h"
#include "base/simd.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double TOLERANCE_DEFAULT = 1e-9;

/* Orders of a step: the work of a step grows like its square, the step hardly any more;
 * measured on lorenz63, where 18 to 26 are within a tenth of the best. */
enum { ORDER = 20 };

/* The last term kept is this far inside the tolerance. */
static const double STEP_SAFETY = 0.9;

/* Replicas start this far from each other: chaos does the rest within the transient. */
static const double START_SPREAD = 0.1;

/* One trajectory of lorenz63 over T = 5000 knows its largest exponent to 0.0023 (the spread
 * of 60 seeds), five to 0.001. */
enum { REPLICAS = 5 };

/* Lanes come in fours: what a vector register of AVX2 holds (elsewhere two or four take
 * their place, with the same bits). */
enum { LANE_GROUP = 4 };
typedef double group __attribute__((vector_size(LANE_GROUP * sizeof(double)), aligned(8), may_alias));

/* Exponents of a linear system; and the longest name of one number in the option. */
enum { LINEAR_MAX = 64, NUMBER_LENGTH = 40 };

typedef struct reference_flow reference_flow;

struct reference_flow {
    ohm_tangent_flow base;
    /* all coefficients of every component and lane from the first */
    void (*raise)(double *series, const reference_flow *self);
    /* integral of tr J over a step of length h */
    double (*trace)(double h, const reference_flow *self);
    double tolerance;
    size_t lanes;                   /* 1 + count, up to the next group */
    double *series;                 /* (ORDER + 1) by n by lanes; lane 0 is the state */
    double *state;                  /* n */
    double rate[LINEAR_MAX];        /* of a linear system */
};

/* ---- the systems ---------------------------------------------------------------------- */

static const double LORENZ_SIGMA = 10.0, LORENZ_RHO = 28.0, LORENZ_BETA = 8.0 / 3.0;
static const double ROSSLER_A = 0.2, ROSSLER_B = 0.2, ROSSLER_C = 5.7;

/* Sums of two products over the orders.  A lane of x y is x_j y_{k-j} + y_j x_{k-j} with x_j or
 * y_j of the lane and the other factor of the state: the variation of x y in the lanes of the
 * tangents, and twice x y in lane 0, which `half` puts right.  The four sums do not wait for
 * each other's additions. */
#define SUM_PRODUCTS(xy, xz, series, k) \
    group xy##_0 = { 0.0 }, xy##_1 = { 0.0 }, xz##_0 = { 0.0 }, xz##_1 = { 0.0 }; \
    for (size_t j = 0; j <= k; j++) { \
        const group *p = series + 3 * j, *q = series + 3 * (k - j); \
        xy##_0 += p[0] * q[1][0]; \
        xy##_1 += p[1] * q[0][0]; \
        xz##_0 += p[0] * q[2][0]; \
        xz##_1 += p[2] * q[0][0]; \
    } \
    const group xy = (xy##_0 + xy##_1) * half, xz = (xz##_0 + xz##_1) * half

OHM_CLONES static void
raise_lorenz(double *coefficients, const reference_flow *self)
{
    const group half = { 0.5, 1.0, 1.0, 1.0 };
    group *series = (group *)coefficients;

    (void)self;
    for (size_t k = 0; k < ORDER; k++) {
        const group x = series[3 * k], y = series[3 * k + 1], z = series[3 * k + 2];
        const double share = 1.0 / (double)(k + 1);

        SUM_PRODUCTS(xy, xz, series, k);
        series[3 * k + 3] = LORENZ_SIGMA * (y - x) * share;
        series[3 * k + 4] = (LORENZ_RHO * x - xz - y) * share;
        series[3 * k + 5] = (xy - LORENZ_BETA * z) * share;
    }
}

static double
trace_lorenz(double h, const reference_flow *self)
{
    (void)self;
    return -(LORENZ_SIGMA + 1.0 + LORENZ_BETA) * h;
}

OHM_CLONES static void
raise_rossler(double *coefficients, const reference_flow *self)
{
    const group half = { 0.5, 1.0, 1.0, 1.0 };
    group *series = (group *)coefficients;

    (void)self;
    for (size_t k = 0; k < ORDER; k++) {
        const group x = series[3 * k], y = series[3 * k + 1], z = series[3 * k + 2];
        const group source = { k == 0 ? ROSSLER_B : 0.0 };
        const double share = 1.0 / (double)(k + 1);

        SUM_PRODUCTS(xy, xz, series, k);
        (void)xy;
        series[3 * k + 3] = -(y + z) * share;
        series[3 * k + 4] = (x + ROSSLER_A * y) * share;
        series[3 * k + 5] = (source + xz - ROSSLER_C * z) * share;
    }
}

/* tr J = a + x - c, and the series of x is there. */
static double
trace_rossler(double h, const reference_flow *self)
{
    double sum = 0.0;

    for (size_t k = ORDER + 1; k-- > 0;)
        sum = (sum + self->series[k * 3 * LANE_GROUP] / (double)(k + 1)) * (k > 0 ? h : 1.0);
    return (ROSSLER_A - ROSSLER_C + sum) * h;
}

static void
raise_linear(double *restrict series, const reference_flow *self)
{
    const size_t n = self->base.dimension, lanes = self->lanes;

    for (size_t k = 0; k < ORDER; k++, series += n * lanes)
        for (size_t i = 0; i < n; i++)
            for (size_t l = 0; l < lanes; l++)
                series[(n + i) * lanes + l] = self->rate[i] * series[i * lanes + l] / (double)(k + 1);
}

static double
trace_linear(double h, const reference_flow *self)
{
    double sum = 0.0;

    for (size_t i = 0; i < self->base.dimension; i++)
        sum += self->rate[i];
    return sum * h;
}

/* ---- steps ------------------------------------------------------------------------------ */

static void
reference_free(ohm_tangent_flow *flow)
{
    reference_flow *self = (reference_flow *)flow;

    free(self->base.frame);
    free(self->series);
    free(self->state);
    free(self);
}

/* Largest coefficient of order k: of the state, and of the tangent vectors.  Comparisons, since
 * fmax is a call. */
static void
largest(double *state, double *tangent, size_t k, const reference_flow *self)
{
    const double *block = self->series + k * self->base.dimension * self->lanes;
    double x = 0.0, v = 0.0;

    for (size_t i = 0; i < self->base.dimension; i++, block += self->lanes) {
        x = fabs(block[0]) > x ? fabs(block[0]) : x;
        for (size_t l = 1; l <= self->base.count; l++)
            v = fabs(block[l]) > v ? fabs(block[l]) : v;
    }
    *state = x;
    *tangent = v;
}

/* The step at which the last two terms are within the tolerance: the smaller of
 * (most_q / tolerance)^(-1/q). */
static double
allowed(const reference_flow *self)
{
    double state, tangent, x, v, steepest = -INFINITY;

    largest(&state, &tangent, 0, self);
    for (size_t q = ORDER - 1; q <= ORDER; q++) {
        largest(&x, &v, q, self);
        x = state > 0.0 ? x / state : x;
        v = tangent > 0.0 ? v / tangent : v;
        const double growth = log((x > v ? x : v) / self->tolerance) / (double)q;

        steepest = growth > steepest ? growth : steepest;
    }
    return STEP_SAFETY * exp(-steepest);
}

static void
load(reference_flow *self)
{
    const size_t n = self->base.dimension;

    for (size_t i = 0; i < n; i++) {
        self->series[i * self->lanes] = self->state[i];
        for (size_t c = 0; c < self->base.count; c++)
            self->series[i * self->lanes + 1 + c] = self->base.frame[i + c * n];
    }
}

/* The sum of the series at h goes into its last block. */
OHM_CLONES static void
sum_series(double *restrict sum, const double *restrict series, double h, size_t block)
{
    for (size_t k = ORDER; k-- > 0;)
        for (size_t i = 0; i < block; i++)
            sum[i] = sum[i] * h + series[k * block + i];
}

/* False where a number is none: the comparisons of largest() do not see it. */
static bool
unload(reference_flow *self)
{
    const size_t n = self->base.dimension;
    const double *sum = self->series + ORDER * n * self->lanes;
    double total = 0.0;

    for (size_t i = 0; i < n; i++) {
        self->state[i] = sum[i * self->lanes];
        total += self->state[i];
        for (size_t c = 0; c < self->base.count; c++) {
            self->base.frame[i + c * n] = sum[i * self->lanes + 1 + c];
            total += self->base.frame[i + c * n];
        }
    }
    return isfinite(total);
}

static ohm_status
reference_step(ohm_tangent_flow *flow, double limit, ohm_error *err)
{
    reference_flow *self = (reference_flow *)flow;
    const size_t block = flow->dimension * self->lanes;
    const double most = limit - flow->time;

    load(self);
    self->raise(self->series, self);
    const double wanted = allowed(self), h = fmin(wanted, most);

    if (!(wanted > 0.0))
        return ohm_fail(err, OHM_E_PRECISION, "no finite series at t = %.9g", flow->time);
    flow->trace += self->trace(h, self);
    sum_series(self->series + ORDER * block, self->series, h, block);
    if (!unload(self))
        return ohm_fail(err, OHM_E_PRECISION, "the numbers overflow at t = %.9g", flow->time);
    flow->time = wanted >= most ? limit : flow->time + h;
    flow->steps++;
    return OHM_OK;
}

/* The eigenvectors of a linear system are the axes: the fastest first. */
static ohm_status
align_linear(ohm_tangent_flow *flow, ohm_rng *rng, ohm_error *err)
{
    const reference_flow *self = (const reference_flow *)flow;
    bool taken[LINEAR_MAX] = { false };

    (void)rng, (void)err;
    memset(flow->frame, 0, flow->dimension * flow->count * sizeof *flow->frame);
    for (size_t c = 0; c < flow->count; c++) {
        size_t best = LINEAR_MAX;

        for (size_t i = 0; i < flow->dimension; i++)
            if (!taken[i] && (best == LINEAR_MAX || self->rate[i] > self->rate[best]))
                best = i;
        taken[best] = true;
        flow->frame[best + c * flow->dimension] = 1.0;
    }
    return OHM_OK;
}

static const ohm_tangent_class REFERENCE = { reference_step, ohm_tangent_flow_scatter, reference_free };
static const ohm_tangent_class LINEAR = { reference_step, align_linear, reference_free };

/* ---- making ----------------------------------------------------------------------------- */

/* Reads "a,b,..." into the rates. */
static ohm_status
read_rates(reference_flow *self, const char *text, ohm_error *err)
{
    size_t n = 0;

    for (;; n++) {
        const char *comma = strchr(text, ',');
        const size_t length = comma != NULL ? (size_t)(comma - text) : strlen(text);
        char number[NUMBER_LENGTH];

        if (n == LINEAR_MAX)
            return ohm_fail(err, OHM_E_ARG, "linear: more than %d numbers", (int)LINEAR_MAX);
        if (length < sizeof number) {
            memcpy(number, text, length);
            number[length] = '\0';
        }
        if (length >= sizeof number || !ohm_text_to_double(&self->rate[n], number) || !isfinite(self->rate[n]))
            return ohm_fail(err, OHM_E_ARG, "linear: number %zu (%.*s) is none; expected linear:A,B,...", n,
                            (int)(length < 60 ? length : 60), text);
        if (comma == NULL)
            break;
        text = comma + 1;
    }
    self->base.dimension = n + 1;
    return OHM_OK;
}

static ohm_status
choose(reference_flow *self, const char *system, ohm_error *err)
{
    self->base.calls = &REFERENCE;
    self->base.dimension = 3;
    if (strcmp(system, "lorenz63") == 0) {
        self->raise = raise_lorenz;
        self->trace = trace_lorenz;
        return OHM_OK;
    }
    if (strcmp(system, "rossler") == 0) {
        self->raise = raise_rossler;
        self->trace = trace_rossler;
        return OHM_OK;
    }
    if (strncmp(system, "linear:", 7) == 0) {
        self->base.calls = &LINEAR;
        self->raise = raise_linear;
        self->trace = trace_linear;
        return read_rates(self, system + 7, err);
    }
    return ohm_fail(err, OHM_E_ARG, "%s: no such system; there are lorenz63, rossler and linear:A,B,...", system);
}

/* Where the trajectory starts; a linear system stays at 0, its fixed point. */
static ohm_status
choose_start(reference_flow *self, const ohm_reference_options *options, ohm_error *err)
{
    ohm_rng *rng;
    const ohm_status status = ohm_rng_alloc(&rng, options->seed, options->replica, err);

    if (status != OHM_OK)
        return status;
    for (size_t i = 0; i < self->base.dimension && self->base.calls == &REFERENCE; i++)
        self->state[i] = 1.0 + (options->replica > 0 ? START_SPREAD * ohm_rng_normal(rng) : 0.0);
    ohm_rng_free(rng);
    return OHM_OK;
}

static ohm_status
make_room(reference_flow *self, const ohm_reference_options *options, ohm_error *err)
{
    const size_t n = self->base.dimension;

    if (options->count > n)
        return ohm_fail(err, OHM_E_ARG, "%zu exponents of a system of %zu: must be 1 to %zu", options->count, n, n);
    self->base.count = options->count == 0 ? n : options->count;
    self->tolerance = options->tolerance > 0.0 ? options->tolerance : TOLERANCE_DEFAULT;
    self->lanes = (1 + self->base.count + LANE_GROUP - 1) / LANE_GROUP * LANE_GROUP;
    self->base.frame = OHM_ZEROS(double, n * self->base.count);
    self->series = OHM_ZEROS(double, (ORDER + 1) * n * self->lanes);
    self->state = OHM_ZEROS(double, n);
    if (self->base.frame == NULL || self->series == NULL || self->state == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu exponents of a system of %zu", self->base.count, n);
    return choose_start(self, options, err);
}

ohm_status
ohm_reference_flow_alloc(ohm_tangent_flow **out, const char *system, const ohm_reference_options *options,
                         ohm_error *err)
{
    reference_flow *self = OHM_ZEROS(reference_flow, 1);
    ohm_status status;

    *out = NULL;
    if (self == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "lyapunov: out of memory");
    status = choose(self, system, err);
    if (status == OHM_OK)
        status = make_room(self, options, err);
    if (status != OHM_OK) {
        reference_free(&self->base);
        return status;
    }
    *out = &self->base;
    return OHM_OK;
}

size_t
ohm_reference_replicas(const char *system)
{
    return strncmp(system, "linear:", 7) == 0 ? 1 : REPLICAS;
}
