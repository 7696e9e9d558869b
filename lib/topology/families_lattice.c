/* lib/topology/families_lattice.c -- see families_lattice.h */
#include "topology/families_lattice.h"

#include <stdbool.h>

enum { AXES = 3 };

typedef struct {
    size_t axes;                        /* 2 or 3 */
    size_t side[AXES], stride[AXES];    /* along the row, down, to the next layer */
    size_t nodes;
    bool wraps;
} lattice;

static ohm_status
measure(lattice *out, const char *family, size_t rows, size_t columns, size_t layers, ohm_error *err)
{
    static const char *const name[AXES] = { "N", "M", "K" };

    out->axes = layers > 0 ? 3 : 2;
    out->side[0] = columns;
    out->side[1] = rows;
    out->side[2] = layers;
    out->nodes = 1;
    for (size_t a = 0; a < out->axes; a++) {
        if (out->side[a] == 0)
            return ohm_fail(err, OHM_E_ARG, "%s: %s = 0: must be at least 1", family, name[a]);
        if (out->side[a] > SIZE_MAX / AXES / out->nodes)
            return ohm_fail(err, OHM_E_ARG, "%s: %s = %zu: too large", family, name[a], out->side[a]);
        out->stride[a] = out->nodes;
        out->nodes *= out->side[a];
    }
    return OHM_OK;
}

static size_t
count_edges(const lattice *shape)
{
    size_t edges = shape->axes * shape->nodes;

    if (!shape->wraps)
        for (size_t a = 0; a < shape->axes; a++)
            edges -= shape->nodes / shape->side[a];
    return edges;
}

static void
fill(ohm_graph *graph, const lattice *shape)
{
    size_t k = 0;

    for (size_t v = 0; v < shape->nodes; v++) {
        for (size_t a = 0; a < shape->axes; a++) {
            const size_t side = shape->side[a], stride = shape->stride[a];
            const bool last = v / stride % side == side - 1;

            if (last && !shape->wraps)
                continue;
            graph->tail[k] = v;
            graph->head[k++] = last ? v - (side - 1) * stride : v + stride;
        }
    }
}

static ohm_status
build(ohm_graph **out, const lattice *shape, ohm_error *err)
{
    const ohm_status status = ohm_graph_alloc_blank(out, shape->nodes, count_edges(shape), err);

    if (status == OHM_OK)
        fill(*out, shape);
    return status;
}

ohm_status
ohm_graph_grid(ohm_graph **out, size_t rows, size_t columns, size_t layers, ohm_error *err)
{
    lattice shape = { .wraps = false };
    const ohm_status status = measure(&shape, "grid", rows, columns, layers, err);

    *out = NULL;
    return status == OHM_OK ? build(out, &shape, err) : status;
}

ohm_status
ohm_graph_torus(ohm_graph **out, size_t rows, size_t columns, size_t layers, ohm_error *err)
{
    lattice shape = { .wraps = true };
    const ohm_status status = measure(&shape, "torus", rows, columns, layers, err);

    *out = NULL;
    return status == OHM_OK ? build(out, &shape, err) : status;
}
