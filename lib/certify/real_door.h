/* lib/certify/real_door.h -- what lies inside a real of an arena; private. */
#ifndef OHM_CERTIFY_REAL_DOOR_H
#define OHM_CERTIFY_REAL_DOOR_H

#include "certify/arb_door.h"
#include "certify/real.h"

enum { OHM_REAL_BITS = 320 };

struct ohm_real {
    arb_t value;
    ohm_arena *arena;
};

/* A zero; NULL where memory is refused. */
ohm_real *ohm_real_new(ohm_arena *arena);

#endif
