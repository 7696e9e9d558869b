/* lib/dynamics/hysteresis.h -- the loop a pair of terminals draws: voltage and current.
 *
 * Points (U, I) in the order of time, joined by straight segments.
 *
 *     area       closed integral of I dU, the loop closed by a last segment
 *     lobes      integral of I dU over the part with U > 0, and with U < 0, segments
 *                split at U = 0, not closed and not negated
 *     pinch      largest |I| where a segment crosses U = 0, as a share of the largest
 *                |I|: 0 for a loop pinched at the origin, as an ideal memristor's is
 *
 * Source: theory/drift-diffusion.md 1.2 (lobes); Chua's fingerprint. */
#ifndef OHM_DYNAMICS_HYSTERESIS_H
#define OHM_DYNAMICS_HYSTERESIS_H

#include <stddef.h>

typedef struct {                    /* start from zeros: ohm_hysteresis loop = { 0 }; */
    size_t points;
    double first_voltage, first_current, last_voltage, last_current;
    double positive, negative;      /* lobes [V A] */
    double crossing, largest;       /* |I| at U = 0; largest |I| [A] */
    size_t crossings;
} ohm_hysteresis;

/* The last complete period before T; all of [0, T] where there is none. */
void ohm_hysteresis_last_period(double *from, double *to, double time, double period);

/* Adds the next point. */
void ohm_hysteresis_add(ohm_hysteresis *loop, double voltage, double current);

double ohm_hysteresis_area(const ohm_hysteresis *loop);     /* [V A] */

/* NaN where U never crossed 0 or no current ever flowed. */
double ohm_hysteresis_pinch(const ohm_hysteresis *loop);

#endif
