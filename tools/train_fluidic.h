/* tools/train_fluidic.h -- what `train fluidic` was asked for, and what came out. */
#ifndef OHM_TOOLS_TRAIN_FLUIDIC_H
#define OHM_TOOLS_TRAIN_FLUIDIC_H

#include "case/fluidic_circuit.h"
#include "learning/fluidic_transient.h"
#include "options.h"
#include "output.h"

typedef struct {
    common_options common;
    const char *weights, *task, *batch;
    option_numbers rate, delta, lower, upper;
    option_texts desired;
    size_t steps;
    double transient, dt, initial;
    int gradient, density, tau, integrator, optimizer, order, orientation;
    bool author_units, clip;
} fluidic_options;

typedef struct {
    const fluidic_options *options;     /* borrowed */
    ohm_fluidic_circuit *circuit;
    ohm_task *task;                     /* NULL: the file is the task */
    ohm_fluidic_samples train, test;    /* test.count 0: none */
    ohm_fluidic_plan plan;
    double test_before;
    ohm_fluidic_run *run;
    double *output;                     /* train: samples * targets [V] */
    double *test_output;                /* the same of the test set */
    double test_after;
    double floor;                       /* of positive conductances [V^2] */
    size_t outside, worst;              /* labels beyond the sources, sample of the farthest */
    size_t instants;                    /* of the transient; 0: none was asked for */
    double *moment;                     /* instants * (1 + N + M): time, potentials, conductances */
} fluidic_training;

/* The result object of --json. */
ohm_json *fluidic_json(const fluidic_training *t);

/* The same for people. */
void fluidic_print(FILE *file, const fluidic_training *t);

/* The head of a table of steps, and an ohm_fluidic_watch that writes a row. */
typedef struct {
    FILE *file;
    const fluidic_training *training;
    double *row;                        /* owned by the caller: 2 + weights + nodes */
} fluidic_history;

ohm_status fluidic_write_head(fluidic_history *history, const cli_run *run, ohm_error *err);
ohm_status fluidic_write_step(void *history, size_t step, double cost, const double *weight,
                              const double *potential, ohm_error *err);

#endif
