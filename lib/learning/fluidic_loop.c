/* lib/learning/fluidic_loop.c -- see fluidic_loop.h */
#include "learning/fluidic_loop.h"
#include "base/array.h"
#include "learning/fluidic_transient.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A run of one channel between two sources. */
typedef struct {
    const ohm_channel_drive *drive;
    double *time, *voltage, *conductance;
    size_t first, seen;         /* instants before the period that is kept; told so far */
} loop_record;

static void
drive_base(double *potential, double t, void *data)
{
    const ohm_channel_drive *drive = ((const loop_record *)data)->drive;

    potential[0] = drive->amplitude * sin(2.0 * M_PI * drive->frequency * t + drive->phase);
    potential[1] = 0.0;
}

static ohm_status
keep_instant(void *data, double t, const double *potential, const double *g, ohm_error *err)
{
    loop_record *record = data;

    (void)err;
    if (record->seen >= record->first) {
        const size_t k = record->seen - record->first;

        record->time[k] = t;
        record->voltage[k] = potential[0];
        record->conductance[k] = g[0];
    }
    record->seen++;
    return OHM_OK;
}

/* Trapezoids of I dV, each counted to the side its middle lies on. */
static ohm_channel_lobes
measure(const double *voltage, const double *conductance, size_t samples)
{
    ohm_channel_lobes lobes = { 0.0, 0.0 };

    for (size_t k = 1; k < samples; k++) {
        const double current = conductance[k] * voltage[k] + conductance[k - 1] * voltage[k - 1];
        const double part = 0.5 * current * (voltage[k] - voltage[k - 1]);

        *(voltage[k] + voltage[k - 1] > 0.0 ? &lobes.positive : &lobes.negative) += part;
    }
    return lobes;
}

static ohm_status
set_network(ohm_fluidic *network, const ohm_channel_drive *drive, ohm_error *err)
{
    *ohm_fluidic_values(network, OHM_FLUIDIC_LENGTH) = drive->geometry.length;
    *ohm_fluidic_values(network, OHM_FLUIDIC_RADIUS_BASE) = drive->geometry.radius_base;
    ohm_fluidic_values(network, OHM_FLUIDIC_PRESSURE)[0] = drive->stimulus.pressure;
    ohm_fluidic_values(network, OHM_FLUIDIC_PRESSURE)[1] = 0.0;
    ohm_fluidic_values(network, OHM_FLUIDIC_DENSITY)[0] = drive->stimulus.rho_base;
    ohm_fluidic_values(network, OHM_FLUIDIC_DENSITY)[1] = drive->stimulus.rho_tip;
    ohm_fluidic_set_density(network, drive->density);
    return ohm_fluidic_prepare(network, err);
}

ohm_status
ohm_channel_loop(double *time, double *voltage, double *conductance, ohm_channel_lobes *lobes,
                 const ohm_channel_drive *drive, ohm_error *err)
{
    static const size_t tail[] = { 0 }, head[] = { 1 };
    static const bool held[] = { true, true };
    loop_record record = { drive, time, voltage, conductance, drive->settle * (drive->samples - 1), 0 };
    const ohm_fluidic_motion motion = {
        .integrator = OHM_FLUIDIC_ADAPTIVE, .tau = drive->tau, .initial = NAN,
        .dt = 1.0 / (drive->frequency * (double)(drive->samples
                                                 - 1)), .instants = record.first + drive->samples,
        .drive = drive_base, .drive_data = &record, .instant = keep_instant, .instant_data = &record
    };
    ohm_fluidic *network = NULL;
    ohm_graph *graph = NULL;
    ohm_status status;

    if (!(drive->frequency > 0.0) || !isfinite(drive->amplitude) || !isfinite(drive->phase)
        || drive->samples < 3)
        return ohm_fail(err, OHM_E_ARG, "channel: a drive of %g V at %g Hz in %zu samples", drive->amplitude,
                        drive->frequency, drive->samples);
    if (drive->geometry.radius_tip != OHM_CHANNEL_RADIUS_TIP)
        return ohm_fail(err, OHM_E_METHOD, "channel: loops are of tips of %g nm", OHM_CHANNEL_RADIUS_TIP);
    status = ohm_graph_alloc(&graph, 2, 1, tail, head, err);
    if (status == OHM_OK)
        status = ohm_fluidic_alloc(&network, graph, held, err);
    if (status == OHM_OK)
        status = set_network(network, drive, err);
    if (status == OHM_OK)
        status = ohm_fluidic_move(network, &motion, NULL, err);
    if (status == OHM_OK)
        *lobes = measure(voltage, conductance, drive->samples);
    ohm_fluidic_free(network);
    ohm_graph_free(graph);
    return status;
}
