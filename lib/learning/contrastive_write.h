/* lib/learning/contrastive_write.h -- a memristor written by a free and a clamped pulse.
 *
 * The edge is first driven at its free voltage, in the direction that raises w, then at its clamped one, the
 * other way round.  Through each pulse its state obeys
 *
 *     dw/dt = +- mu f(w) h(V),    h(V) = sign(V) |V|^power,    0 <= w <= 1,
 *
 * f a window (device/window.h), w stopping at its bounds.  The voltage of a pulse is held, so that in the
 * time T = integral of mu h dt the law is dT-autonomous: dw/dT = +- f(w); T = gain h for a pulse. */
#ifndef OHM_LEARNING_CONTRASTIVE_WRITE_H
#define OHM_LEARNING_CONTRASTIVE_WRITE_H

#include "device/window.h"

/* w after a drive T of either sign: dw/dT = f(w). */
double ohm_contrastive_drive(const ohm_window *window, double w, double time);

/* w after the free pulse, T = gain lift, and the clamped one, T = -gain (lift + c). */
double ohm_contrastive_pulses(const ohm_window *window, double gain, double w, double lift, double c);

#endif
