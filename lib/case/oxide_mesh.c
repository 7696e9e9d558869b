/* lib/case/oxide_mesh.c -- see oxide_mesh.h */
#include "case/oxide_mesh.h"

#include "base/array.h"
#include "io/gmsh.h"

#include <stdint.h>
#include <stdlib.h>

static const char *const CONTACT_NAMES[2] = { "left", "right" };

/* The lines of the two contacts; the rest of the boundary is left out. */
static ohm_status
select_lines(ohm_mesh_parts *parts, size_t *line, size_t *contact, const ohm_gmsh *file, ohm_error *err)
{
    size_t group[2];

    for (size_t c = 0; c < 2; c++)
        if ((group[c] = ohm_gmsh_find(file, CONTACT_NAMES[c])) == SIZE_MAX)
            return ohm_fail(err, OHM_E_CONTENT, "mesh: no physical curve \"%s\"", CONTACT_NAMES[c]);
    for (size_t k = 0; k < file->lines; k++)
        for (size_t c = 0; c < 2; c++)
            if (file->line_group[k] == group[c]) {
                line[2 * parts->lines] = file->line[2 * k];
                line[2 * parts->lines + 1] = file->line[2 * k + 1];
                contact[parts->lines++] = c;
            }
    return OHM_OK;
}

ohm_status
ohm_oxide_mesh_read(ohm_mesh **out, ohm_source *source, ohm_error *err)
{
    ohm_gmsh *file;
    ohm_status status = ohm_gmsh_read(&file, source, err);

    *out = NULL;
    if (status != OHM_OK)
        return status;
    size_t *line = OHM_ARRAY(size_t, 2 * file->lines), *contact = OHM_ARRAY(size_t, file->lines);
    ohm_mesh_parts parts = { .nodes = file->nodes, .x = file->x, .y = file->y, .triangles = file->triangles,
                             .triangle = file->triangle, .name = file->triangle_tag, .line = line,
                             .line_contact = contact };
    if (line == NULL || contact == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "mesh: %zu contact lines", file->lines);
    else
        status = select_lines(&parts, line, contact, file, err);
    if (status == OHM_OK)
        status = ohm_mesh_alloc(out, &parts, err);
    if (status != OHM_OK)
        status = ohm_fail_within(err, status, "%s", ohm_source_name(source));
    free(line);
    free(contact);
    ohm_gmsh_free(file);
    return status;
}
