/* tools/train_perceptron.h -- what `train perceptron` was asked for, and what came out. */
#ifndef OHM_TOOLS_TRAIN_PERCEPTRON_H
#define OHM_TOOLS_TRAIN_PERCEPTRON_H

#include "case/perceptron_file.h"
#include "learning/perceptron_bound.h"
#include "learning/perceptron_calibration.h"
#include "learning/perceptron_curve.h"
#include "learning/perceptron_separable.h"
#include "learning/perceptron_train.h"
#include "options.h"
#include "output.h"

typedef struct {
    common_options common;
    int network, node, level, coding, order, cure;
    size_t hidden, epochs, realizations, samples, outputs, every, map_points;
    const char *gate, *data, *weights, *save, *map;
    double c, rho, rate, limit, window, rise, write_noise, spread, resistance;
    option_numbers thresholds;
    bool linear_output, zero_bias, rate_in_amplitude, compensate, runs, agreement;
} train_options;

typedef struct {
    const train_options *options;       /* borrowed */
    ohm_perceptron_task *task;
    ohm_perceptron_state *start;        /* NULL: drawn */
    ohm_perceptron_plan plan;
    ohm_perceptron_calibration calibration;
    ohm_perceptron_run *run;
    ohm_perceptron_point *curve;        /* run->points */
    ohm_perceptron_summary summary;
    ohm_perceptron_bound_check bound;
    ohm_separation *separation;         /* NULL: the task is no truth table */
    double agreement_max, agreement_median;     /* device against ideal; NaN: not asked */
} training;

/* The result object of --json. */
ohm_json *training_json(const training *t);

/* The same for people. */
void training_print(FILE *file, const training *t);

/* The learning curve as CSV, behind the facts of the run. */
ohm_status training_write_curve(FILE *file, const training *t, const cli_run *run, ohm_error *err);

/* V of realization 0 on a grid around the patterns of two inputs, as CSV x1,x2,V1,... */
ohm_status training_write_map(FILE *file, const training *t, const cli_run *run, ohm_error *err);

#endif
