/* lib/learning/contrastive_start.c -- see contrastive_start.h */
#include "learning/contrastive_start.h"
#include "base/rng.h"

#include <math.h>
#include <string.h>

static const double GOLDEN = 0.6180339887498949;

/* What edge q starts from where a number is asked for. */
static double
settle(const ohm_contrastive_plan *plan, size_t q, double value)
{
    if (plan->edge == OHM_EDGE_POTENTIOMETER)
        return nearbyint(value);
    if (plan->edge != OHM_EDGE_MEMRISTOR)
        return value;
    return fmin(1.0, fmax(0.0, (value - plan->low[q]) / (plan->high[q] - plan->low[q])));
}

static void
begin_quasi(double *theta, const ohm_contrastive_plan *plan, double low, double high)
{
    for (size_t q = 0; q < plan->graph->edges; q++) {
        const double step = (double)(q + 1) * GOLDEN;

        theta[q] = settle(plan, q, low + (high - low) * (step - floor(step)));
    }
}

static ohm_status
begin_uniform(double *theta, const ohm_contrastive_plan *plan, double low, double high, ohm_error *err)
{
    ohm_rng *rng;
    const ohm_status status = ohm_rng_alloc(&rng, plan->seed,
                                            ohm_contrastive_stream(plan->realization, OHM_DRAW_START), err);

    if (status != OHM_OK)
        return status;
    for (size_t q = 0; q < plan->graph->edges; q++)
        theta[q] = settle(plan, q, ohm_rng_between(rng, low, high));
    ohm_rng_free(rng);
    return OHM_OK;
}

ohm_status
ohm_contrastive_begin(double *theta, const ohm_contrastive_plan *plan, const ohm_contrastive_start *start,
                      ohm_error *err)
{
    if (start->kind == OHM_START_UNIFORM)
        return begin_uniform(theta, plan, start->low, start->high, err);
    if (start->kind == OHM_START_QUASI)
        begin_quasi(theta, plan, start->low, start->high);
    else
        memcpy(theta, start->given, plan->graph->edges * sizeof *theta);
    return OHM_OK;
}
