/* lib/certify/arb_door.h -- Arb's headers, wherever they are; private.
 *
 * FLINT 3 has Arb within (<flint/arb.h>); before it, Arb is a library of its own
 * (<arb.h>; Debian 12: FLINT 2.9, Arb 2.23). */
#ifndef OHM_CERTIFY_ARB_DOOR_H
#define OHM_CERTIFY_ARB_DOOR_H

#if defined HAVE_FLINT_ARB_H
#include <flint/acb.h>
#include <flint/acb_calc.h>
#include <flint/acb_hypgeom.h>
#include <flint/acb_mat.h>
#include <flint/arb.h>
#include <flint/arb_hypgeom.h>
#include <flint/arb_mat.h>
#elif defined HAVE_ARB_H
#include <acb.h>
#include <acb_calc.h>
#include <acb_hypgeom.h>
#include <acb_mat.h>
#include <arb.h>
#include <arb_hypgeom.h>
#include <arb_mat.h>
#else
#error "configure found neither <flint/arb.h> nor <arb.h>"
#endif

#endif
