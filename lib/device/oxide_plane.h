/* lib/device/oxide_plane.h -- oxide devices in two dimensions.
 *
 * The equations of oxide_model.h on a triangle mesh with two contacts: the same fluxes between
 * neighbouring Voronoi boxes, with sigma/d in place of 1/h, and the same guarantees in every
 * step.  psi, the discrete harmonic function that is 0 on contact 0 and 1 on contact 1, takes
 * the place of x: it lifts the voltage, and the current into contact 1 is
 *
 *     I = - sum over edges of j (psi_head - psi_tail),
 *
 * per unit of depth.  On a strip of height 1 all of it equals the one-dimensional device. */
#ifndef OHM_DEVICE_OXIDE_PLANE_H
#define OHM_DEVICE_OXIDE_PLANE_H

#include "device/mesh.h"
#include "device/oxide.h"

typedef struct ohm_oxide_plane ohm_oxide_plane;

/* model->nodes must be the mesh's; its x is not read.  Both are borrowed. */
ohm_status ohm_oxide_plane_alloc(ohm_oxide_plane **out, const ohm_oxide_model *model, const ohm_mesh *mesh,
                                 ohm_oxide_scheme scheme, ohm_error *err);
void ohm_oxide_plane_free(ohm_oxide_plane *plane);      /* takes NULL */

/* State 0 and steps, as ohm_oxide_start and ohm_oxide_step.  A step Newton cannot take is
 * walked in voltage before it is refused. */
ohm_status ohm_oxide_plane_start(ohm_oxide_plane *plane, double voltage, ohm_error *err);
ohm_status ohm_oxide_plane_step(ohm_oxide_plane *plane, double dt, double voltage, ohm_error *err);

/* current_spread: how far the currents into the two contacts are from cancelling. */
const ohm_oxide_record *ohm_oxide_plane_last(const ohm_oxide_plane *plane);

/* Densities of a species, or V, at the nodes; owned by the plane. */
const double *ohm_oxide_plane_profile(const ohm_oxide_plane *plane, size_t unknown);

/* psi at the nodes, and entries of the factors of the last Newton matrix. */
const double *ohm_oxide_plane_psi(const ohm_oxide_plane *plane);
double ohm_oxide_plane_fill(const ohm_oxide_plane *plane);

#endif
