/* lib/certify/ball_drive.h -- drives in balls; private.
 *
 * A waveform  dc + A sin(2 pi f t + phase)  of exact doubles, its Taylor coefficients
 * about t and its integral, where t may itself be a ball: then everything holds for
 * every time in it. */
#ifndef OHM_CERTIFY_BALL_DRIVE_H
#define OHM_CERTIFY_BALL_DRIVE_H

#include "certify/arb_door.h"
#include "dynamics/waveform.h"

/* out[k], k < orders: coefficient of (t' - t)^k. */
void ohm_ball_wave_series(arb_ptr out, size_t orders, const ohm_waveform *wave, const arb_t t, long bits);

/* The integral from 0 to t. */
void ohm_ball_wave_integral(arb_t out, const ohm_waveform *wave, const arb_t t, long bits);

#endif
