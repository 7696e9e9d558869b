/* lib/stability/fixed_points.h -- the states at rest of a circuit under a constant drive.
 *
 * Interior ones need a positive circulation (circulation.h); in passive circuits of plain
 * elements there is at most one, and it is computed (balance.h) or shown not to exist.
 * Everything else, states with elements at 0 or 1 above all, is searched: every pattern of
 * held elements in very small circuits, every corner of [0, 1]^M in small ones, and seeded
 * starts, each state found once by deflation (equilibrium.h).  A search may miss a state;
 * `complete` says where none can be missing.
 * Source: theory/memory.md sec. 3.7. */
#ifndef OHM_STABILITY_FIXED_POINTS_H
#define OHM_STABILITY_FIXED_POINTS_H

#include "base/control.h"
#include "dynamics/problem.h"
#include "kirchhoff/network.h"
#include "stability/circulation.h"
#include "stability/spectrum.h"

#include <stdint.h>

/* Elements up to which every pattern of {0, free, 1} is tried, and every corner. */
enum { OHM_FIXED_PATTERNS_MAX = 6, OHM_FIXED_CORNERS_MAX = 12 };

/* More states than this are not listed. */
enum { OHM_FIXED_POINTS_MAX = 4096 };

typedef struct {
    double *w;                  /* M */
    bool *held;                 /* M: pressed outwards at 0 or 1 */
    size_t held_count;
    bool interior;              /* 0 < w < 1 everywhere */
    double residual;            /* largest |dw/dt| of an element that is not held [1/s] */
    ohm_spectrum *spectrum;     /* of the elements that are not held */
    ohm_kind kind;
    bool stable;
    size_t alpha_count;         /* how many eigenvalues are alpha; 0 where alpha is not
                                   uniform or the spectrum is not complete */
} ohm_fixed_point;

typedef struct {
    size_t count;
    ohm_fixed_point *point;         /* interior ones first, then by elements held, then by w */
    const double **state;           /* the w of each: what deflation keeps away from */
    bool complete;                  /* no other state is at rest */
    bool uniform_alpha;
    double alpha;                   /* [1/s], where uniform */
    ohm_circulation *circulation;   /* NULL where the question does not arise (every edge must be still) */
    char reason[OHM_ERROR_TEXT];    /* why no interior one was found; "" where one was */
} ohm_fixed_points;                 /* owns everything */

typedef struct {
    size_t starts;                  /* seeded starts of the search */
    uint64_t seed;
    ohm_network_options network;
} ohm_fixed_search;

/* w (M): the first start.  OHM_E_METHOD where the drive moves with time, or the circuit is
 * too large for what its laws need. */
ohm_status ohm_fixed_points_find(ohm_fixed_points **out, const ohm_problem *problem, const double *w,
                                 const ohm_fixed_search *search, const ohm_control *control, ohm_error *err);
void ohm_fixed_points_free(ohm_fixed_points *points);       /* takes NULL */

#endif
