/* tools/train_contrastive.h -- what `train contrastive` was asked for, and what came out. */
#ifndef OHM_TOOLS_TRAIN_CONTRASTIVE_H
#define OHM_TOOLS_TRAIN_CONTRASTIVE_H

#include "case/contrastive_circuit.h"
#include "case/task.h"
#include "learning/contrastive_train.h"
#include "options.h"
#include "output.h"

typedef struct {
    common_options common;
    int edge, rule, law, pair, order, classes;
    double eta, rate, gain, r0, tau, dt, bias, noise, overclamp, threshold, desync, slope_factor;
    size_t steps, epochs, taps, every, map_points;
    const char *task, *init, *batch, *map;
    option_numbers bounds, freeze, prune;
    bool hinge, scale;
} contrastive_options;

typedef struct {
    const contrastive_options *options;     /* borrowed */
    ohm_contrastive_circuit *circuit;
    ohm_task *task;
    size_t sources;
    size_t *source;             /* of the task, and the held nodes of the file */
    ohm_readout *target;
    double *train_x, *test_x;   /* inputs */
    ohm_contrastive_plan plan;
    ohm_contrastive_schedule schedule;
    ohm_contrastive_data train, test;
    ohm_learner *learner;
    ohm_contrastive_history *history;
    double *free_state, *clamped;       /* N: of the first training sample */
    double accuracy_train, accuracy_test;       /* NaN: not asked */
    double test_error;          /* NaN: no labels to test */
    double *test_output;        /* test.count * targets, or NULL */
    double difference, form;    /* contrast of the first sample, by two ways */
    double power;               /* mean over the training samples [W] */
    double alignment_mean, alignment_min;
} contrastive_training;

/* The result object of --json. */
ohm_json *contrastive_json(const contrastive_training *t);

/* The same for people. */
void contrastive_print(FILE *file, const contrastive_training *t);

/* The learning curve as CSV, behind the facts of the run. */
ohm_status contrastive_write_curve(FILE *file, const contrastive_training *t, const cli_run *run, ohm_error *err);

/* The outputs on a grid over the two inputs that vary, as CSV x1,x2,O1,... */
ohm_status contrastive_write_map(FILE *file, contrastive_training *t, const cli_run *run, ohm_error *err);

/* The two inputs that vary over the training samples; false where there are not two. */
bool contrastive_map_inputs(size_t input[2], const contrastive_training *t);

#endif
