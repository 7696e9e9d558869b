/* lib/dynamics/simulate.c -- see simulate.h */
#include "dynamics/simulate.h"
#include "dynamics/motion.h"

#include <math.h>

const char *
ohm_method_name(ohm_method method)
{
    static const char *const names[] = { "auto", "taylor", "cvode", "bdf", "omega", "flux-charge" };

    return names[method];
}

const char *
ohm_bounds_name(ohm_bounds bounds)
{
    static const char *const names[] = { "exact", "clip", "free" };

    return names[bounds];
}

static ohm_status
check_simulation(const ohm_simulation *simulation, const ohm_problem *problem, ohm_error *err)
{
    if (!(simulation->time >= 0.0) || isinf(simulation->time))
        return ohm_fail(err, OHM_E_ARG, "time %g: must be >= 0 s and finite", simulation->time);
    if (!(simulation->rtol >= 0.0) || !(simulation->atol >= 0.0))
        return ohm_fail(err, OHM_E_ARG, "tolerances %g, %g: must be >= 0", simulation->rtol, simulation->atol);
    for (size_t i = 0; i < simulation->samples; i++)
        if (!(simulation->sample_time[i] >= 0.0 && simulation->sample_time[i] <= simulation->time)
            || (i > 0 && !(simulation->sample_time[i] > simulation->sample_time[i - 1])))
            return ohm_fail(err, OHM_E_ARG, "sample %zu at %g s: must increase within [0, %g]", i,
                            simulation->sample_time[i], simulation->time);
    if (simulation->time > ohm_drive_end(problem->drive))
        return ohm_fail(err, OHM_E_CONTENT, "time %g s is beyond the last row of the drive, %g s",
                        simulation->time, ohm_drive_end(problem->drive));
    return OHM_OK;
}

/* Begins at t = 0, or where a checkpoint says. */
static ohm_status
begin(ohm_motion *motion, const ohm_checkpoints *checkpoints, ohm_error *err)
{
    ohm_archive *archive;
    ohm_status status;

    if (checkpoints != NULL && (status = ohm_motion_can_exchange(motion, err)) != OHM_OK)
        return status;
    if (checkpoints == NULL || checkpoints->resume == NULL)
        return ohm_motion_begin(motion, err);
    status = ohm_archive_alloc_from(&archive, checkpoints->resume, checkpoints->length, err);
    if (status != OHM_OK)
        return status;
    status = ohm_motion_exchange(motion, archive, err);
    ohm_archive_free(archive);
    return status == OHM_OK ? status : ohm_fail_within(err, status, "checkpoint");
}

/* Hands the state out. */
static ohm_status
keep(ohm_motion *motion, const ohm_checkpoints *checkpoints, ohm_error *err)
{
    ohm_archive *archive;
    const void *bytes;
    size_t length;
    ohm_status status;

    if ((status = ohm_archive_alloc(&archive, err)) != OHM_OK)
        return status;
    if ((status = ohm_motion_exchange(motion, archive, err)) == OHM_OK) {
        bytes = ohm_archive_bytes(&length, archive);
        status = checkpoints->keep(checkpoints->data, bytes, length, ohm_motion_taken(motion), err);
    }
    ohm_archive_free(archive);
    return status;
}

ohm_status
ohm_simulate(double *w, double *current, double *potential, double *delivered, ohm_simulation_report *report,
             const ohm_problem *problem, const ohm_simulation *simulation, ohm_sample_fn take, void *data,
             const ohm_control *control, ohm_error *err)
{
    const ohm_checkpoints *checkpoints = simulation->checkpoints;
    ohm_motion *motion = NULL;
    ohm_status status = check_simulation(simulation, problem, err), stopped = OHM_OK;

    if (status == OHM_OK)
        status = ohm_motion_alloc(&motion, w, problem, simulation, take, data, err);
    if (status == OHM_OK)
        status = begin(motion, checkpoints, err);
    while (status == OHM_OK && ohm_motion_reached(motion) < simulation->time) {
        stopped = ohm_control_point(control, ohm_motion_reached(motion) / simulation->time, err);
        if (stopped != OHM_OK)
            break;
        status = ohm_motion_advance(motion, err);
        if (status == OHM_OK && checkpoints != NULL && checkpoints->due(checkpoints->data))
            status = keep(motion, checkpoints, err);
    }
    if (stopped != OHM_OK && status == OHM_OK && checkpoints != NULL)
        status = keep(motion, checkpoints, NULL);       /* err keeps saying why it stopped */
    if (status == OHM_OK)
        status = ohm_motion_finish(w, current, potential, delivered, motion, err);
    if (status == OHM_OK && report != NULL)
        ohm_motion_report(report, motion);
    ohm_motion_free(motion);
    return status != OHM_OK ? status : stopped;
}
