/* lib/base/control.h -- how long work reports progress and is asked to stop.
 *
 * The caller owns everything; the library only reads the flag and calls back.
 * A NULL ohm_control means: never stop, report nothing. */
#ifndef OHM_BASE_CONTROL_H
#define OHM_BASE_CONTROL_H

#include "base/status.h"

#include <signal.h>

typedef struct {
    const volatile sig_atomic_t *stop;  /* NULL, or non-zero when asked to stop */
    void (*progress)(void *data, double fraction);  /* NULL, or told in [0, 1] */
    void *data;                         /* handed to progress */
} ohm_control;

/* Reports `fraction` done; OHM_E_INTERRUPT where a stop was asked for. */
ohm_status ohm_control_point(const ohm_control *control, double fraction, ohm_error *err);

#endif
