/* tools/oxide_job.h -- one run of ohmega device oxide, and how its answer looks. */
#ifndef OHM_TOOLS_OXIDE_JOB_H
#define OHM_TOOLS_OXIDE_JOB_H

#include "case/oxide_config.h"
#include "device/oxide_plane.h"
#include "device/oxide_run.h"
#include "dynamics/waveform.h"
#include "output.h"

typedef struct {
    common_options common;
    const char *preset, *config, *mesh, *voltage;
    option_texts set;
    size_t nodes, steps;
    double step, voltage_initial, tolerance;
    int model, scheme, grid;    /* words of the rows; model -1: as the configuration says */
    bool profile;
} oxide_options;

/* One run and what it left behind. */
typedef struct {
    const oxide_options *options;
    ohm_oxide_config *config;
    ohm_oxide *oxide;           /* in one dimension */
    ohm_mesh *mesh;             /* in two, with */
    ohm_oxide_plane *plane;
    ohm_waveform wave;
    ohm_polyline *line;
    ohm_oxide_record *record;   /* 0 .. count, the start first */
    size_t count, room;
    size_t fallbacks;           /* steps BDF2 gave to implicit Euler */
    double first_fallback;      /* time of the first */
} oxide_job;

/* Prints it: JSON, a CSV of the steps, or text. */
ohm_status oxide_answer(cli_output *out, const oxide_job *job, ohm_error *err);

#endif
