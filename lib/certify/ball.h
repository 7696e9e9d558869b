/* lib/certify/ball.h -- enclosures as anybody can read them.
 *
 * A ball is a midpoint and a radius, both as decimal text; the true number lies
 * within.  The text is exact in this sense: what was lost in printing the midpoint
 * is in the radius. */
#ifndef OHM_CERTIFY_BALL_H
#define OHM_CERTIFY_BALL_H

#include "base/status.h"

#include <stddef.h>

/* Bits of a mantissa that may be asked for. */
enum { OHM_BITS_LEAST = 24, OHM_BITS_MOST = 8192, OHM_BITS_DEFAULT = 128 };

typedef struct {
    char *mid, *rad;            /* "0.4142135...", "1.2e-38" */
} ohm_ball;

typedef struct {
    size_t count;
    ohm_ball *ball;
    double max_radius;          /* no radius is larger */
} ohm_balls;                    /* owns its texts */

void ohm_balls_free(ohm_balls *balls);      /* takes NULL and half-built ones */

#endif
