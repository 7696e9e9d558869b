/* lib/stability/lyapunov.c -- see lyapunov.h */
#include "stability/lyapunov.h"
#include "base/array.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "solve/qr.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Frames are made anew when their growths are expected to spread so far (the logarithm of
 * it), at the fastest rate seen.  A growth is known to eps times the spread, and a rate four
 * times as fast as any before would still leave four digits. */
static const double SPREAD_LOG = 14.0;

/* Pieces of the history: one for every sixteen steps, within limits. */
static const double STEPS_PER_ROW = 16.0, ROWS_MIN = 16.0;

/* Steps between two frames at most. */
enum { STEPS_MAX = 64 };

typedef struct {
    ohm_tangent_flow *flow;
    ohm_lyapunov *result;
    ohm_qr *qr;
    double *growth;             /* k: of the last frame */
    double *sum;                /* k: logarithms since `from` */
    double *piece;              /* ROWS by k: logarithms of every piece */
    size_t every;               /* steps between frames now */
    double fastest;             /* spread of a frame per step, logarithm: the most so far */
    const ohm_control *control;
    double total;               /* T, for progress */
} estimator;

void
ohm_lyapunov_free(ohm_lyapunov *lyapunov)
{
    if (lyapunov == NULL)
        return;
    free(lyapunov->exponent);
    free(lyapunov->error);
    free(lyapunov->row_time);
    free(lyapunov->row);
    free(lyapunov);
}

static void
estimator_free(estimator *e)
{
    ohm_qr_free(e->qr);
    free(e->growth);
    free(e->sum);
    free(e->piece);
}

static ohm_status
estimator_make(estimator *e, ohm_error *err)
{
    const size_t k = e->flow->count;
    ohm_lyapunov *result = e->result;

    e->every = 1;
    e->growth = OHM_ZEROS(double, k);
    e->sum = OHM_ZEROS(double, k);
    e->piece = OHM_ZEROS(double, k * OHM_LYAPUNOV_ROWS);
    result->count = k;
    result->exponent = OHM_ZEROS(double, k);
    result->error = OHM_ZEROS(double, k);
    result->row_time = OHM_ZEROS(double, OHM_LYAPUNOV_ROWS);
    result->row = OHM_ZEROS(double, k * OHM_LYAPUNOV_ROWS);
    if (e->growth == NULL || e->sum == NULL || e->piece == NULL || result->exponent == NULL
        || result->error == NULL || result->row_time == NULL || result->row == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "lyapunov: %zu exponents", k);
    return ohm_qr_alloc(&e->qr, e->flow->dimension, k, err);
}

static ohm_status
first_frame(estimator *e, uint64_t seed, uint64_t stream, ohm_error *err)
{
    ohm_rng *rng;
    ohm_status status = ohm_rng_alloc(&rng, seed, stream, err);

    if (status != OHM_OK)
        return status;
    status = e->flow->calls->align(e->flow, rng, err);
    ohm_rng_free(rng);
    if (status == OHM_OK)
        ohm_qr_orthonormalize(e->growth, e->flow->frame, e->qr);
    return status;
}

/* Makes the frame anew after `since` steps, adds the logarithms of its growth, and chooses
 * when to do it next. */
static void
renew(estimator *e, size_t since)
{
    double most = 0.0, least = INFINITY;

    ohm_qr_orthonormalize(e->growth, e->flow->frame, e->qr);
    e->result->frames++;
    for (size_t k = 0; k < e->flow->count; k++) {
        e->sum[k] += log(e->growth[k]);             /* -inf for a direction that is lost */
        if (e->growth[k] > 0.0) {
            most = fmax(most, e->growth[k]);
            least = fmin(least, e->growth[k]);
        }
    }
    if (most > least)
        e->fastest = fmax(e->fastest, log(most / least) / (double)since);
    const double affordable = e->fastest > 0.0 ? SPREAD_LOG / e->fastest : STEPS_MAX;

    e->every = 2 * e->every < STEPS_MAX ? 2 * e->every : STEPS_MAX;     /* not all at once */
    if ((double)e->every > affordable)
        e->every = affordable > 1.0 ? (size_t)affordable : 1;
}

/* Carries frame and sums to `end`; the frame is new there. */
static ohm_status
run_to(estimator *e, double end, ohm_error *err)
{
    size_t since = 0;
    ohm_status status;

    while (e->flow->time < end) {
        if ((status = ohm_control_point(e->control, e->flow->time / e->total, err)) != OHM_OK)
            return status;
        if ((status = e->flow->calls->step(e->flow, end, err)) != OHM_OK)
            return status;
        if (++since >= e->every) {
            renew(e, since);
            since = 0;
        }
    }
    if (since > 0)
        renew(e, since);
    return OHM_OK;
}

/* ---- what the run says ------------------------------------------------------------------- */

/* Error bar of exponent k: batch means of up to OHM_LYAPUNOV_BATCHES runs of pieces. */
static double
error_bar(const estimator *e, size_t k, size_t rows)
{
    const size_t count = e->flow->count;
    const size_t batches = rows < OHM_LYAPUNOV_BATCHES ? rows : OHM_LYAPUNOV_BATCHES;
    double mean = 0.0, square = 0.0;

    if (batches < 2)
        return NAN;
    for (size_t b = 0; b < batches; b++) {
        const size_t from = b * rows / batches, to = (b + 1) * rows / batches;
        const double start = from == 0 ? e->result->from : e->result->row_time[from - 1];
        double sum = 0.0;

        for (size_t r = from; r < to; r++)
            sum += e->piece[r * count + k];
        const double exponent = sum / (e->result->row_time[to - 1] - start);
        const double change = exponent - mean;

        mean += change / (double)(b + 1);
        square += change * (exponent - mean);
    }
    return sqrt(square / (double)(batches - 1) / (double)batches);
}

/* Sorts the exponents, descending, and everything that goes with them. */
static void
sort_exponents(ohm_lyapunov *r)
{
    for (size_t i = 1; i < r->count; i++)
        for (size_t j = i; j > 0 && r->exponent[j] > r->exponent[j - 1]; j--) {
            const double exponent = r->exponent[j], error = r->error[j];

            r->exponent[j] = r->exponent[j - 1];
            r->exponent[j - 1] = exponent;
            r->error[j] = r->error[j - 1];
            r->error[j - 1] = error;
            for (size_t row = 0; row < r->rows; row++) {
                double *at = r->row + row * r->count + j;
                const double value = at[0];

                at[0] = at[-1];
                at[-1] = value;
            }
        }
}

static void
conclude(estimator *e, double trace_from)
{
    ohm_lyapunov *r = e->result;
    const size_t count = e->flow->count;

    r->sum = r->trace_mean = NAN;
    r->steps = e->flow->steps;
    if (r->rows == 0)
        return;
    r->to = r->row_time[r->rows - 1];
    double sum = 0.0;

    for (size_t k = 0; k < count; k++) {
        r->exponent[k] = r->row[(r->rows - 1) * count + k];
        r->error[k] = error_bar(e, k, r->rows);
        sum += r->exponent[k];
    }
    if (count == e->flow->dimension) {
        r->sum = isfinite(sum) ? sum : NAN;
        r->trace_mean = (e->flow->trace - trace_from) / (r->to - r->from);
    }
    sort_exponents(r);
}

/* ---- the run --------------------------------------------------------------------------- */

/* What is averaged over: [transient, T], or the whole periods in it. */
static void
choose_window(ohm_lyapunov *r, const ohm_lyapunov_options *options, double period)
{
    /* so many periods from 0 are whole up to rounding of the division */
    const double slack = 1e-9;

    r->from = options->transient;
    r->to = options->time;
    if (!(period > 0.0))
        return;
    const double first = ceil(options->transient / period - slack), last = floor(options->time / period + slack);

    if (!(last > first))
        return;
    r->periods = (size_t)(last - first);
    r->from = first * period;
    r->to = fmin(last * period, options->time);
}

/* End of piece `row` of `rows`: on a whole period where there are any. */
static double
piece_end(const ohm_lyapunov *r, size_t row, size_t rows)
{
    if (row + 1 == rows)
        return r->to;
    if (r->periods > 0)
        return r->from + (r->to - r->from) * (double)((row + 1) * r->periods / rows) / (double)r->periods;
    return r->from + (r->to - r->from) * (double)(row + 1) / (double)rows;
}

/* Pieces of the run.  Each ends a step and makes a frame, so their number follows that of
 * the steps, as the transient tells it; whole periods where there are any. */
static size_t
choose_rows(const estimator *e)
{
    const ohm_lyapunov *r = e->result;
    const double steps = r->from > 0.0 ? (double)e->flow->steps * (r->to - r->from) / r->from : OHM_LYAPUNOV_ROWS;
    const double wanted = fmin(fmax(steps / STEPS_PER_ROW, ROWS_MIN), OHM_LYAPUNOV_ROWS);

    return r->periods > 0 && (double)r->periods < wanted ? r->periods : (size_t)wanted;
}

static ohm_status
average(estimator *e, ohm_error *err)
{
    ohm_lyapunov *r = e->result;
    const size_t count = e->flow->count, rows = choose_rows(e);
    const double trace_from = e->flow->trace;
    double *before = OHM_ZEROS(double, count);
    ohm_status status = before == NULL ? ohm_fail(err, OHM_E_NOMEM, "lyapunov: %zu exponents", count) : OHM_OK;

    for (size_t row = 0; row < rows && status == OHM_OK; row++) {
        const double end = piece_end(r, row, rows);

        memcpy(before, e->sum, count * sizeof *before);
        if ((status = run_to(e, end, err)) != OHM_OK)
            break;
        r->row_time[row] = end;
        for (size_t k = 0; k < count; k++) {
            e->piece[row * count + k] = e->sum[k] - before[k];
            r->row[row * count + k] = e->sum[k] / (end - r->from);
        }
        r->rows = row + 1;
    }
    conclude(e, trace_from);
    free(before);
    return status;
}

/* One trajectory, its first frame from stream `stream` of the seed. */
static ohm_status
run_one(ohm_lyapunov **out, ohm_tangent_flow *flow, uint64_t stream, const ohm_lyapunov_options *options,
        const ohm_control *control, ohm_error *err)
{
    estimator e = { .flow = flow, .control = control, .total = options->time };
    ohm_status status;

    if ((e.result = OHM_ZEROS(ohm_lyapunov, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "lyapunov: out of memory");
    status = estimator_make(&e, err);
    if (status == OHM_OK)
        status = first_frame(&e, options->seed, stream, err);
    if (status == OHM_OK) {
        choose_window(e.result, options, flow->period);
        status = run_to(&e, e.result->from, err);
    }
    if (status == OHM_OK) {
        for (size_t k = 0; k < flow->count; k++)
            if (!isinf(e.sum[k]))
                e.sum[k] = 0.0;                 /* a direction lost before is lost */
        status = average(&e, err);
    }
    estimator_free(&e);
    e.result->whole = status == OHM_OK;
    if (status == OHM_OK || (status == OHM_E_INTERRUPT && e.result->rows > 0))
        *out = e.result;
    else
        ohm_lyapunov_free(e.result);
    return status;
}

typedef struct {
    ohm_tangent_flow *const *flow;
    ohm_lyapunov **part;
    const ohm_lyapunov_options *options;
    const ohm_control *control;
} ensemble;

static ohm_status
run_part(void *data, size_t index, ohm_error *err)
{
    const ensemble *all = data;
    ohm_control quiet = { 0 };          /* the first one reports progress for all */

    if (all->control != NULL)
        quiet.stop = all->control->stop;
    return run_one(&all->part[index], all->flow[index], index, all->options, index == 0 ? all->control : &quiet, err);
}

/* The mean of all parts, in the first. */
static void
merge(ohm_lyapunov *const *part, size_t parts)
{
    if (parts == 0)
        return;
    part[0]->trajectories = parts;

    ohm_lyapunov *mean = part[0];
    const double share = 1.0 / (double)parts;

    for (size_t k = 0; k < mean->count; k++)
        mean->error[k] *= mean->error[k];
    for (size_t p = 1; p < parts; p++) {
        for (size_t k = 0; k < mean->count; k++) {
            mean->exponent[k] += part[p]->exponent[k];
            mean->error[k] += part[p]->error[k] * part[p]->error[k];
        }
        for (size_t i = 0; i < mean->rows * mean->count; i++)
            mean->row[i] += part[p]->row[i];
        mean->sum += part[p]->sum;
        mean->trace_mean += part[p]->trace_mean;
        mean->steps += part[p]->steps;
        mean->frames += part[p]->frames;
    }
    for (size_t k = 0; k < mean->count; k++) {
        mean->exponent[k] *= share;
        mean->error[k] = sqrt(mean->error[k]) * share;
    }
    for (size_t i = 0; i < mean->rows * mean->count; i++)
        mean->row[i] *= share;
    mean->sum *= share;
    mean->trace_mean *= share;
}

/* How many trajectories came to their end before the first that did not; the first counts as
 * far as it came. */
static size_t
finished(ohm_lyapunov *const *part, size_t parts)
{
    size_t n = 0;

    while (n < parts && part[n] != NULL && part[n]->whole)
        n++;
    return n == 0 && part[0] != NULL ? 1 : n;
}

ohm_status
ohm_lyapunov_run(ohm_lyapunov **out, ohm_tangent_flow *const *flow, size_t flows,
                 const ohm_lyapunov_options *options, const ohm_control *control, ohm_error *err)
{
    ensemble all = { flow, OHM_ZEROS(ohm_lyapunov *, flows), options, control };
    ohm_status status;

    *out = NULL;
    if (all.part == NULL || flows == 0)
        status = ohm_fail(err, flows == 0 ? OHM_E_ARG : OHM_E_NOMEM, "lyapunov: %zu trajectories", flows);
    else if (!(options->time > 0.0) || isinf(options->time) || !(options->transient >= 0.0)
             || !(options->transient < options->time))
        status = ohm_fail(err, OHM_E_ARG, "a transient of %g s leaves nothing of a time of %g s: must be >= 0 and "
                          "shorter", options->transient, options->time);
    else
        status = ohm_parallel(flows, options->threads, run_part, &all, err);
    if (status == OHM_OK || status == OHM_E_INTERRUPT)
        merge(all.part, status == OHM_OK ? flows : finished(all.part, flows));
    if (status == OHM_OK || status == OHM_E_INTERRUPT) {
        *out = all.part[0];
        all.part[0] = NULL;
    }
    for (size_t p = 0; p < flows && all.part != NULL; p++)
        ohm_lyapunov_free(all.part[p]);
    free(all.part);
    return status;
}
