/* lib/device/mesh.h -- triangle meshes for finite volumes on Voronoi boxes.
 *
 * Every node owns the box of points nearest to it.  Two neighbours share a face of length
 * sigma at distance d; for a Delaunay mesh that conforms to its boundary
 *
 *     weight = sigma / d = (cot alpha + cot beta) / 2 >= 0
 *
 * (alpha, beta the angles opposite to the edge; on the boundary there is one), so that a flux
 * between two nodes needs no more than this number.  Two parts of the boundary are contacts,
 * the rest insulates. */
#ifndef OHM_DEVICE_MESH_H
#define OHM_DEVICE_MESH_H

#include "base/status.h"

#include <stddef.h>

typedef struct {
    size_t nodes;
    double *x, *y;              /* owned, as everything here */
    double *box;                /* area of each node's box, > 0 */
    signed char *contact;       /* 0 or 1, or -1 inside and where the boundary insulates */
    double *contact_length;     /* of the contact's boundary in each box */
    size_t edges;               /* with a face of their own: weight > 0 */
    size_t *tail, *head;
    double *weight;
    double area;
} ohm_mesh;

typedef struct {                /* what a mesh is made from; borrowed */
    size_t nodes;
    const double *x, *y;
    size_t triangles;
    const size_t *triangle;     /* 3 nodes each, in either order */
    const size_t *name;         /* triangles numbers for messages, or NULL: positions */
    size_t lines;
    const size_t *line;         /* 2 nodes each: edges of contacts */
    const size_t *line_contact; /* 0 or 1 */
} ohm_mesh_parts;

/* OHM_E_CONTENT names the element: a triangle without area, an edge in three triangles, an angle
 * over 90 degrees opposite to a boundary edge (its box would reach outside), an edge that is not
 * Delaunay, a hanging node, a node in no triangle, a contact line that is no boundary edge, a
 * contact missing. */
ohm_status ohm_mesh_alloc(ohm_mesh **out, const ohm_mesh_parts *parts, ohm_error *err);
void ohm_mesh_free(ohm_mesh *mesh);     /* takes NULL */

/* The rectangle [0, 1] x [0, height] in columns x rows cells, cut along diagonals, contacts at
 * x = 0 and x = 1.  x: columns + 1 numbers from 0 to 1, or NULL for equal ones. */
ohm_status ohm_mesh_rectangle(ohm_mesh **out, size_t columns, size_t rows, double height, const double *x,
                              ohm_error *err);

#endif
