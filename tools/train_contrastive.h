/* tools/train_contrastive.h -- what `train contrastive` was asked for, and what came out. */
#ifndef OHM_TOOLS_TRAIN_CONTRASTIVE_H
#define OHM_TOOLS_TRAIN_CONTRASTIVE_H

#include "case/contrastive_circuit.h"
#include "case/task.h"
#include "learning/contrastive_ensemble.h"
#include "learning/contrastive_search.h"
#include "options.h"
#include "output.h"

enum { CONTRASTIVE_PAIR_DIFFERENCE, CONTRASTIVE_PAIR_BOTH };
enum { CONTRASTIVE_ORDER_FIXED, CONTRASTIVE_ORDER_SHUFFLED };

typedef struct {
    common_options common;
    int edge, rule, law, pair, order, classes;
    double eta, rate, gain, r0, tau, dt, bias, noise, overclamp, threshold, desync, slope_factor, gamma, psi,
        v0, power, settle;
    size_t steps, epochs, taps, every, map_points, realizations, split, damage;
    const char *task, *init, *batch, *map, *placement, *window;
    option_numbers bounds, freeze, prune;
    bool hinge, scale;
} contrastive_options;

typedef struct {
    const contrastive_options *options;     /* borrowed */
    ohm_contrastive_circuit *circuit;
    ohm_task *task;
    size_t *source;             /* of the task, and the held nodes of the file */
    ohm_readout *target;
    double *train_x, *test_x;   /* inputs */
    ohm_contrastive_experiment experiment;
    size_t candidates;          /* of a search; 0: none */
    ohm_contrastive_found found;
    ohm_contrastive_ensemble *ensemble;
    const ohm_contrastive_trial *first;     /* realization 0, of the ensemble */
} contrastive_training;

/* Circuit and task from their files, and the experiment that the options make of them. */
ohm_status contrastive_case(contrastive_training *t, cli_run *run, ohm_error *err);
void contrastive_case_free(contrastive_training *t);

/* Of labels out of reach, transistors that are or may be cut off, options without effect. */
ohm_status contrastive_warn(const contrastive_training *t, cli_run *run, ohm_error *err);

/* The result object of --json. */
ohm_json *contrastive_json(const contrastive_training *t);

/* The same for people. */
void contrastive_print(FILE *file, const contrastive_training *t);

/* The learning curve as CSV, behind the facts of the run. */
ohm_status contrastive_write_curve(FILE *file, const contrastive_training *t, const cli_run *run,
                                   ohm_error *err);

/* The two inputs that vary over the training samples: axis, one of each source, is 0, 1, or more where
 * it stays; sources given the same inputs share theirs.  false where there are not two. */
bool contrastive_map_axes(size_t *axis, const ohm_contrastive_trial *trial);

/* The outputs on a grid over those, as CSV x1,x2,O1,... */
ohm_status contrastive_write_map(FILE *file, const contrastive_training *t, const size_t *axis,
                                 const cli_run *run, ohm_error *err);

#endif
