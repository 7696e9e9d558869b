/* tests/fuzz/fuzz_gmsh.c -- any bytes as a Gmsh mesh; what is read makes boxes or is refused. */
#include "case/oxide_mesh.h"
#include "fuzz/fuzz.h"
#include "io/gmsh.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ohm_source *source = fuzz_source(data, size);
    ohm_gmsh *file;
    ohm_mesh *mesh;
    ohm_error err;
    ohm_status status = ohm_gmsh_read(&file, source, &err);

    ohm_source_close(source);
    if (status != OHM_OK) {
        fuzz_refused(status, OHM_E_CONTENT, &err);
        return 0;
    }
    for (size_t k = 0; k < 3 * file->triangles; k++)
        fuzz_assert(file->triangle[k] < file->nodes);
    for (size_t k = 0; k < file->lines; k++)
        fuzz_assert(file->line[2 * k] < file->nodes && file->line_group[k] < file->groups);
    ohm_gmsh_free(file);
    source = fuzz_source(data, size);
    status = ohm_oxide_mesh_read(&mesh, source, &err);
    ohm_source_close(source);
    if (status != OHM_OK) {
        fuzz_refused(status, OHM_E_CONTENT, &err);
        return 0;
    }
    for (size_t v = 0; v < mesh->nodes; v++)
        fuzz_assert(mesh->box[v] > 0.0);
    for (size_t e = 0; e < mesh->edges; e++)
        fuzz_assert(mesh->weight[e] > 0.0);
    ohm_mesh_free(mesh);
    return 0;
}
