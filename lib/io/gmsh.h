/* lib/io/gmsh.h -- plane triangle meshes as Gmsh writes them: .msh, ASCII, 2.2 and 4.1.
 *
 * Kept: the nodes, the triangles, and the line elements that belong to a physical curve, with
 * its name.  Points are ignored; anything else (quadrangles, solids, nodes off the plane z = 0)
 * is refused. */
#ifndef OHM_IO_GMSH_H
#define OHM_IO_GMSH_H

#include "base/status.h"
#include "io/source.h"

#include <stddef.h>

typedef struct {
    size_t nodes;
    double *x, *y;              /* owned, as everything here */
    size_t triangles;
    size_t *triangle;           /* 3 nodes each, by position */
    size_t *triangle_tag;       /* the number each has in the file */
    size_t lines;
    size_t *line;               /* 2 nodes each */
    size_t *line_group;         /* which physical curve */
    size_t groups;
    char **group;               /* names of the physical curves; "3" for an unnamed curve 3 */
} ohm_gmsh;

/* OHM_E_CONTENT names the line. */
ohm_status ohm_gmsh_read(ohm_gmsh **out, ohm_source *source, ohm_error *err);
void ohm_gmsh_free(ohm_gmsh *mesh);     /* takes NULL */

/* Position of the physical curve of this name, or SIZE_MAX. */
size_t ohm_gmsh_find(const ohm_gmsh *mesh, const char *name);

#endif
