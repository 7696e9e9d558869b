/* tools/simulate.h -- what `ohmega simulate` integrates and keeps (private to the command). */
#ifndef OHM_TOOLS_SIMULATE_H
#define OHM_TOOLS_SIMULATE_H

#include "case/circuit.h"
#include "case/trajectory.h"
#include "dynamics/hysteresis.h"
#include "dynamics/simulate.h"
#include "io/json.h"
#include "options.h"

#include <stdbool.h>
#include <stdio.h>

typedef struct {
    common_options common;
    double time;
    size_t samples;
    option_numbers at;
    option_pair pair;
    const char *drive;
    int method, solver, control, bounds;
    double rtol, atol, xi, alpha, beta;
    const char *window, *checkpoint;
    double checkpoint_every;
    bool resume;
} simulate_options;

typedef struct {
    const simulate_options *options;
    ohm_circuit *circuit;
    double *sample_time;            /* K, or NULL */
    size_t samples;
    double *current, *potential, *delivered;
    size_t *terminal;
    size_t terminals;
    ohm_json *kept;                 /* samples as JSON; NULL: not wanted */
    FILE *table;                    /* samples as text; NULL: not wanted */
    bool headed;                    /* the table has its head */
    ohm_trajectory *trajectory;     /* samples as a file; NULL: not wanted */
    bool pair;                      /* --pair was given: */
    size_t u, v;                    /* its nodes */
    double from, to;                /* the loop counts the samples in between */
    ohm_hysteresis loop;
    ohm_simulation_report report;
} motion;

/* One sample: into the file, the JSON tree or the table, whichever the motion has; an
 * ohm_sample_fn with the motion as its data. */
ohm_status motion_take_sample(void *data, const ohm_sample *sample, ohm_error *err);

/* The result of a run that is over.  motion_json takes the kept samples with it. */
ohm_json *motion_json(motion *m);
void motion_print(FILE *file, const motion *m);

#endif
