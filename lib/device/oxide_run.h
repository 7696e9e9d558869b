/* lib/device/oxide_run.h -- one oxide device under a voltage that moves: I-V loops.
 *
 * Steps of a given length, or of lengths that keep the local error of implicit Euler near a
 * tolerance; and the areas of the two lobes of a hysteresis loop. */
#ifndef OHM_DEVICE_OXIDE_RUN_H
#define OHM_DEVICE_OXIDE_RUN_H

#include "base/control.h"
#include "device/oxide.h"

typedef double (*ohm_voltage_fn)(const void *data, double time);

typedef struct {
    ohm_voltage_fn voltage;     /* U(t) */
    const void *data;           /* handed to it */
    double step;                /* dt > 0; the first one where steps adapt */
    size_t steps;               /* K; the run ends at K dt */
    double tolerance;           /* 0: every step is dt.  Else the local error wanted */
} ohm_oxide_schedule;

/* Called after every step; anything but OHM_OK ends the run. */
typedef ohm_status (*ohm_oxide_step_fn)(void *data, const ohm_oxide *oxide, ohm_error *err);

/* Runs a started single device from time 0.  OHM_E_METHOD for a tolerance with BDF2. */
ohm_status ohm_oxide_run(ohm_oxide *oxide, const ohm_oxide_schedule *schedule, ohm_oxide_step_fn take,
                         void *data, const ohm_control *control, ohm_error *err);

typedef struct {
    double time, voltage, current;
} ohm_loop_point;

/* Signed areas  integral I dU  along increasing time, over the part with U > 0 and with
 * U < 0; I runs straight in U from point to point.  Only the times from `begin` to `end`
 * count. */
void ohm_loop_lobes(double *positive, double *negative, const ohm_loop_point *point, size_t points,
                    double begin, double end);

#endif
