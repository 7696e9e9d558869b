/* lib/learning/fluidic_loop.h -- the hysteresis of one channel under a periodic voltage.
 *
 * The loop of I against V is pinched at the origin; it closes when the drive is much slower
 * or much faster than the channel's tau, and is widest in between. */
#ifndef OHM_LEARNING_FLUIDIC_LOOP_H
#define OHM_LEARNING_FLUIDIC_LOOP_H

#include "device/channel.h"

typedef struct {
    ohm_channel_geometry geometry;
    ohm_channel_stimulus stimulus;      /* its voltage is not read */
    ohm_density density;
    ohm_tau tau;
    double amplitude, frequency, phase;     /* V = amplitude sin(2 pi f t + phase) [V, Hz, rad] */
    size_t settle;                      /* periods before the one that is kept */
    size_t samples;                     /* instants of the period kept, both ends included; >= 3 */
} ohm_channel_drive;

typedef struct {
    double positive, negative;          /* areas of the lobes, integral of I dV over V > 0 and V < 0 [pW] */
} ohm_channel_lobes;

/* time, voltage and conductance: samples of them [s, V, pS], time from the start of the drive.
 * The state starts as g_inf at 0 V.  OHM_E_DOMAIN for a geometry that is none, OHM_E_ARG for
 * numbers of the drive that are none. */
ohm_status ohm_channel_loop(double *time, double *voltage, double *conductance, ohm_channel_lobes *lobes,
                            const ohm_channel_drive *drive, ohm_error *err);

#endif
