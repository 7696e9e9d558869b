/* lib/stability/fixed_point_list.h -- the states found so far (private to fixed_points.c). */
#ifndef OHM_STABILITY_FIXED_POINT_LIST_H
#define OHM_STABILITY_FIXED_POINT_LIST_H

#include "stability/fixed_points.h"
#include "stability/jacobian.h"

/* Room for OHM_FIXED_POINTS_MAX states; alpha is noted where all elements share it. */
ohm_status ohm_fixed_points_alloc(ohm_fixed_points **out, const ohm_memristors *device, ohm_error *err);

/* Keeps a copy of w (M), which is at rest, with its residual, spectrum and kind; does nothing where
 * it is there already, or the list is full. */
ohm_status ohm_fixed_points_keep(ohm_fixed_points *points, const double *w, const ohm_problem *problem,
                                 ohm_jacobian *jacobian, ohm_error *err);

/* Interior ones first, then by elements held, then by w. */
void ohm_fixed_points_sort(ohm_fixed_points *points, size_t edges);

#endif
