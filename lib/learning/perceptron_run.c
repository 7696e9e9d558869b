/* lib/learning/perceptron_run.c -- see perceptron_run.h */
#include "learning/perceptron_run.h"
#include "base/array.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

void
ohm_perceptron_run_free(ohm_perceptron_run *run)
{
    if (run != NULL) {
        free(run->epoch);
        free(run->error);
        free(run->running);
        free(run->weight);
        free(run->rest);
        free(run->multiplicity);
        free(run->diverged);
        free(run->accuracy);
    }
    free(run);
}

/* Epochs recorded: 0, every, 2 every, ... and the last. */
static size_t
points_of(const ohm_perceptron_plan *plan)
{
    return plan->epochs / plan->every + 1 + (plan->epochs % plan->every != 0);
}

ohm_status
ohm_perceptron_run_alloc(ohm_perceptron_run **out, const ohm_perceptron_plan *plan, size_t patterns,
                         ohm_error *err)
{
    const size_t runs = plan->realizations, points = points_of(plan);
    ohm_perceptron_run *run = OHM_ZEROS(ohm_perceptron_run, 1);

    *out = run;
    if (run == NULL)
        goto nomem;
    run->realizations = runs;
    run->weights = ohm_perceptron_weights(&plan->shape);
    run->nodes = ohm_perceptron_nodes(&plan->shape);
    run->patterns = patterns;
    run->points = points;
    run->epoch = OHM_ARRAY(size_t, points);
    run->error = ohm_array(points, runs * sizeof *run->error);
    run->running = ohm_array(points, runs * sizeof *run->running);
    run->weight = ohm_zeros(run->weights, runs * sizeof *run->weight);
    run->rest = ohm_zeros(run->nodes, runs * sizeof *run->rest);
    run->multiplicity = ohm_zeros(patterns, runs * sizeof *run->multiplicity);
    run->diverged = OHM_ARRAY(size_t, runs);
    run->accuracy = OHM_ZEROS(double, runs);
    if (run->epoch == NULL || run->error == NULL || run->running == NULL || run->weight == NULL
        || run->rest == NULL || run->multiplicity == NULL || run->diverged == NULL || run->accuracy == NULL)
        goto nomem;
    for (size_t p = 0; p < points; p++) {
        const size_t epoch = p * plan->every;

        run->epoch[p] = plan->first_epoch + (epoch < plan->epochs ? epoch : plan->epochs);
    }
    for (size_t k = 0; k < points * runs; k++)
        run->error[k] = run->running[k] = NAN;
    for (size_t r = 0; r < runs; r++)
        run->diverged[r] = SIZE_MAX;
    return OHM_OK;

nomem:
    ohm_perceptron_run_free(run);
    *out = NULL;
    return ohm_fail(err, OHM_E_NOMEM, "perceptron: %zu realizations of %zu epochs", runs, points);
}
