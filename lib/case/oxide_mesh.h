/* lib/case/oxide_mesh.h -- the mesh of a two-dimensional oxide device from a Gmsh file.
 *
 * Contact 0 is the physical curve "left", contact 1 "right"; the rest of the boundary
 * insulates. */
#ifndef OHM_CASE_OXIDE_MESH_H
#define OHM_CASE_OXIDE_MESH_H

#include "device/mesh.h"
#include "io/source.h"

/* OHM_E_CONTENT where the file is no mesh, names no such curves, or the mesh will not do. */
ohm_status ohm_oxide_mesh_read(ohm_mesh **out, ohm_source *source, ohm_error *err);

#endif
