/* lib/certify/ball_text.h -- from Arb's balls to decimal ones; private. */
#ifndef OHM_CERTIFY_BALL_TEXT_H
#define OHM_CERTIFY_BALL_TEXT_H

#include "certify/arb_door.h"
#include "certify/ball.h"

/* Writes one ball with as many digits as `bits` hold.  mid and rad are to be freed
 * with free().  OHM_E_PRECISION where the ball is not finite. */
ohm_status ohm_ball_print(ohm_ball *out, arb_srcptr x, long bits, ohm_error *err);

/* The same of n balls. */
ohm_status ohm_balls_alloc(ohm_balls **out, arb_srcptr x, size_t n, long bits, ohm_error *err);

/* Reads a decimal ball back: the result contains it.  OHM_E_CONTENT for anything that is
 * not two decimal numbers, or a negative radius. */
ohm_status ohm_ball_read(arb_t out, const char *mid, const char *rad, long bits, ohm_error *err);

/* Upper bounds of |x| and of the radius (nothing but 0 is below 1e-301); INFINITY where x is not
 * finite. */
double ohm_ball_magnitude(arb_srcptr x);
double ohm_ball_radius(arb_srcptr x);

/* The double nearest to the midpoint, give or take one place. */
double ohm_ball_middle(arb_srcptr x);

#endif
