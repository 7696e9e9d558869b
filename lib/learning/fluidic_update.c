/* lib/learning/fluidic_update.c -- one update of the weights, by the optimizer of the plan */
#include "learning/fluidic_search.h"
#include "solve/dense.h"

#include <math.h>
#include <string.h>

/* Adam's memory of the gradient and of its square, and what keeps it from dividing by 0:
 * the values of Kingma & Ba; gradients here are far above it. */
static const double ADAM_MEAN = 0.9, ADAM_SQUARE = 0.999, ADAM_LEAST = 1e-12;

/* Share of the promised fall a line search asks for, and the shortest step it tries. */
static const double FALL_MIN = 1e-4, LENGTH_MIN = 0x1p-40;

/* Damping rises and falls by this factor; past DAMPING_MAX steps are lost in rounding. */
static const double DAMPING_FACTOR = 4.0, DAMPING_MAX = 1e16;

/* What weights of a kind compare with, so that damping treats all alike. */
static const double SCALE[OHM_FLUIDIC_KINDS] = { 10.0, 200.0, 0.1, 0.2 };

/* Takes search->trial back to the bounds it crossed, if that is wanted; NaN stays. */
static void
clip(fluidic_search *search)
{
    for (size_t w = 0; search->plan->clip && w < search->weights; w++) {
        const ohm_fluidic_kind kind = fluidic_kind_of(search, w);

        if (search->trial[w] < search->plan->low[kind])
            search->trial[w] = search->plan->low[kind];
        if (search->trial[w] > search->plan->high[kind])
            search->trial[w] = search->plan->high[kind];
    }
}

/* Takes search->trial for the weights where it is within bounds. */
static ohm_status
accept(size_t *outside, fluidic_search *search, ohm_error *err)
{
    clip(search);
    const ohm_status status = fluidic_take(outside, search, search->trial, err);

    if (status == OHM_OK && *outside == SIZE_MAX)
        memcpy(search->weight, search->trial, search->weights * sizeof *search->weight);
    return status;
}

static ohm_status
find_gradient(double *cost, fluidic_search *search, const size_t *sample, size_t count, ohm_error *err)
{
    if (search->plan->gradient == OHM_FLUIDIC_ADJOINT)
        return fluidic_mean_cost(cost, search->gradient, search, sample, count, true, err);
    const ohm_status status = fluidic_mean_cost(cost, NULL, search, sample, count, true, err);
    return status == OHM_OK ? fluidic_differences(search->gradient, *cost, search, sample, count,
                                                  err) : status;
}

static ohm_status
steepest(size_t *outside, fluidic_search *search, ohm_error *err)
{
    for (size_t w = 0; w < search->weights; w++)
        search->trial[w] = search->weight[w] - search->plan->rate[fluidic_kind_of(search,
                                                                                  w)] * search->gradient[w];
    return accept(outside, search, err);
}

static ohm_status
adam(size_t *outside, fluidic_search *search, ohm_error *err)
{
    const double k = (double)++search->updates;
    const double mean_part = 1.0 - pow(ADAM_MEAN, k), square_part = 1.0 - pow(ADAM_SQUARE, k);

    for (size_t w = 0; w < search->weights; w++) {
        const double g = search->gradient[w];

        search->mean[w] = ADAM_MEAN * search->mean[w] + (1.0 - ADAM_MEAN) * g;
        search->square[w] = ADAM_SQUARE * search->square[w] + (1.0 - ADAM_SQUARE) * g * g;
        search->trial[w] = search->weight[w]
            - search->plan->rate[fluidic_kind_of(search, w)] * (search->mean[w] / mean_part)
                / (sqrt(search->square[w] / square_part) + ADAM_LEAST);
    }
    return accept(outside, search, err);
}

/* Whether the trial lies within bounds, has a state, and *cost is what it costs; only memory
 * is a failure here. */
static bool
try_weights(double *cost, ohm_status *status, fluidic_search *search, const size_t *sample, size_t count,
            ohm_error *err)
{
    size_t outside;

    clip(search);
    *status = fluidic_take(&outside, search, search->trial, err);
    if (*status == OHM_OK && outside != SIZE_MAX)
        return false;
    if (*status == OHM_OK)
        *status = fluidic_mean_cost(cost, NULL, search, sample, count, false, err);
    if (*status == OHM_OK)
        return true;
    if (*status != OHM_E_NOMEM)
        *status = OHM_OK;
    return false;
}

/* Nothing better was found: back to where the weights were. */
static ohm_status
stay(fluidic_search *search, ohm_error *err)
{
    size_t outside;

    return fluidic_take(&outside, search, search->weight, err);
}

static ohm_status
line_search(double cost, fluidic_search *search, const size_t *sample, size_t count, ohm_error *err)
{
    double fall = 0.0, now;
    ohm_status status = OHM_OK;

    for (size_t w = 0; w < search->weights; w++)
        fall += search->plan->rate[fluidic_kind_of(search, w)] * search->gradient[w] * search->gradient[w];
    for (; search->length > LENGTH_MIN; search->length /= 2.0) {
        for (size_t w = 0; w < search->weights; w++)
            search->trial[w] = search->weight[w]
                - search->length * search->plan->rate[fluidic_kind_of(search, w)] * search->gradient[w];
        if (try_weights(&now, &status, search, sample, count, err)
            && now <= cost - FALL_MIN * search->length * fall) {
            memcpy(search->weight, search->trial, search->weights * sizeof *search->weight);
            search->length *= 4.0;      /* the next one may be bolder */
            return OHM_OK;
        }
        if (status != OHM_OK)
            return status;
    }
    search->length = 1.0;
    return stay(search, err);
}

/* ---- Gauss-Newton ---------------------------------------------------------------------- */
/* S J^T (J S S J^T + mu)^-1 r, or the same from the normal equations, whichever is smaller;
 * J is scaled already. */
static ohm_status
damped_step(double *step, double damping, fluidic_search *search, size_t rows, ohm_error *err)
{
    const size_t weights = search->weights, n = rows < weights ? rows : weights;
    const size_t inner = rows < weights ? weights : rows;
    const size_t row_stride = rows < weights ? weights : 1, inner_stride = rows < weights ? 1 : weights;
    const double *j = search->jacobian;
    double *a = search->matrix, *x = search->solution;
    ohm_status status;

    for (size_t p = 0; p < n; p++)
        for (size_t q = 0; q <= p; q++) {
            double sum = p == q ? damping : 0.0;

            for (size_t i = 0; i < inner; i++)
                sum += j[p * row_stride + i * inner_stride] * j[q * row_stride + i * inner_stride];
            a[p + q * n] = sum;
        }
    if ((status = ohm_dense_cholesky(a, n, err)) != OHM_OK)
        return status;
    if (rows < weights) {
        memcpy(x, search->residual, rows * sizeof *x);
    } else {
        memset(x, 0, weights * sizeof *x);
        for (size_t r = 0; r < rows; r++)
            for (size_t w = 0; w < weights; w++)
                x[w] += j[r * weights + w] * search->residual[r];
    }
    ohm_dense_cholesky_solve(x, 1, a, n);
    if (rows >= weights) {
        memcpy(step, x, weights * sizeof *step);
        return OHM_OK;
    }
    memset(step, 0, weights * sizeof *step);
    for (size_t r = 0; r < rows; r++)
        for (size_t w = 0; w < weights; w++)
            step[w] += j[r * weights + w] * x[r];
    return OHM_OK;
}

static ohm_status
gauss_newton(fluidic_search *search, const size_t *sample, size_t count, ohm_error *err)
{
    const size_t rows = count * search->samples->targets, weights = search->weights;
    double cost = 0.0, trace = 0.0, now;
    ohm_status status = fluidic_jacobian(search->residual, search->jacobian, search, sample, count, err);

    if (status != OHM_OK)
        return status;
    for (size_t r = 0; r < rows; r++) {
        cost += search->residual[r] * search->residual[r] / (double)count;
        for (size_t w = 0; w < weights; w++) {
            search->jacobian[r * weights + w] *= SCALE[fluidic_kind_of(search, w)];
            trace += search->jacobian[r * weights + w] * search->jacobian[r * weights + w];
        }
    }
    for (; search->damping < DAMPING_MAX && trace > 0.0; search->damping *= DAMPING_FACTOR) {
        status = damped_step(search->gradient, search->damping * trace / (double)rows, search, rows, err);
        if (status == OHM_E_SINGULAR)
            continue;
        if (status != OHM_OK)
            return status;
        for (size_t w = 0; w < weights; w++)
            search->trial[w] = search->weight[w] - SCALE[fluidic_kind_of(search, w)] * search->gradient[w];
        if (try_weights(&now, &status, search, sample, count, err) && now < cost) {
            memcpy(search->weight, search->trial, weights * sizeof *search->weight);
            search->damping /= DAMPING_FACTOR;
            return OHM_OK;
        }
        if (status != OHM_OK)
            return status;
    }
    search->damping = 1.0;
    return stay(search, err);
}

ohm_status
fluidic_update(size_t *outside, fluidic_search *search, const size_t *sample, size_t count, ohm_error *err)
{
    double cost;
    ohm_status status;

    *outside = SIZE_MAX;
    if (search->plan->optimizer == OHM_FLUIDIC_GAUSS_NEWTON)
        return gauss_newton(search, sample, count, err);
    if ((status = find_gradient(&cost, search, sample, count, err)) != OHM_OK)
        return status;
    switch (search->plan->optimizer) {
    case OHM_FLUIDIC_LINE_SEARCH: return line_search(cost, search, sample, count, err);
    case OHM_FLUIDIC_ADAM: return adam(outside, search, err);
    default: return steepest(outside, search, err);
    }
}
