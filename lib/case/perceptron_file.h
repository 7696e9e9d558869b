/* lib/case/perceptron_file.h -- weights and data of perceptrons, from files and to them.
 *
 * Weights are {"W1":[[h][i]],"b1":[h],"W2":[[o][h]],"b2":[o]}; a single layer has W1 and
 * b1 alone, of its outputs.  A state adds where training stood: "epoch" (the position in
 * the random streams), "rest" (states of the nodes) and "thresholds".  Doubles are
 * written so that they read back to the bit. */
#ifndef OHM_CASE_PERCEPTRON_FILE_H
#define OHM_CASE_PERCEPTRON_FILE_H

#include "io/json.h"
#include "io/source.h"
#include "learning/perceptron.h"

/* The object of one set of weights. */
ohm_json *ohm_perceptron_weights_json(const double *weight, const ohm_perceptron_shape *shape);

typedef struct {
    double *weight;             /* ohm_perceptron_weights of them */
    double *rest;               /* ohm_perceptron_nodes, or NULL: not there */
    size_t thresholds;          /* 0: not there */
    double *threshold;
    size_t epoch;               /* 0 where not there */
} ohm_perceptron_state;         /* owns its arrays */

/* Reads weights, a state, or an answer of the command that holds result.weights.
 * OHM_E_CONTENT names the entry that is missing, not a number, or of another size than
 * the shape says. */
ohm_status ohm_perceptron_state_read(ohm_perceptron_state **out, const ohm_json *root,
                                     const ohm_perceptron_shape *shape, ohm_error *err);
void ohm_perceptron_state_free(ohm_perceptron_state *state);    /* takes NULL */

/* The object of realization 0 as it stands after `epoch`; rest has the nodes of shape. */
ohm_json *ohm_perceptron_state_json(const ohm_perceptron_plan *plan, const double *weight,
                                    const double *rest, size_t epoch);

/* A table of numbers, a header optional: the last `outputs` columns are targets, the
 * others inputs.  OHM_E_CONTENT names file, line and number. */
ohm_status ohm_perceptron_task_read(ohm_perceptron_task **out, ohm_source *source, size_t outputs,
                                    ohm_perceptron_code code, bool real, ohm_error *err);

#endif
