/* lib/topology/families_classic.c -- see families_classic.h */
#include "topology/families_classic.h"

/* Every count of nodes taken here: node pairs then fit a 64-bit size. */
static const size_t NODES_MAX = (size_t)1 << (sizeof(size_t) * 4 - 1);
enum { DIMENSION_MAX = 30 };            /* 2^30 nodes are NODES_MAX / 2 */

static ohm_status
refuse_count(const char *family, const char *name, size_t value, size_t least, ohm_error *err)
{
    return ohm_fail(err, OHM_E_ARG, "%s: %s = %zu: must be from %zu to %zu", family, name, value,
                    least, NODES_MAX);
}

static void
join(ohm_graph *graph, size_t k, size_t tail, size_t head)
{
    graph->tail[k] = tail;
    graph->head[k] = head;
}

ohm_status
ohm_graph_path(ohm_graph **out, size_t n, ohm_error *err)
{
    *out = NULL;
    if (n < 1 || n > NODES_MAX)
        return refuse_count("path", "N", n, 1, err);
    const ohm_status status = ohm_graph_alloc_blank(out, n, n - 1, err);

    if (status == OHM_OK)
        for (size_t k = 0; k < n - 1; k++)
            join(*out, k, k, k + 1);
    return status;
}

ohm_status
ohm_graph_ring(ohm_graph **out, size_t n, ohm_error *err)
{
    *out = NULL;
    if (n < 1 || n > NODES_MAX)
        return refuse_count("ring", "N", n, 1, err);
    const ohm_status status = ohm_graph_alloc_blank(out, n, n, err);

    if (status == OHM_OK)
        for (size_t k = 0; k < n; k++)
            join(*out, k, k, (k + 1) % n);
    return status;
}

ohm_status
ohm_graph_star(ohm_graph **out, size_t n, ohm_error *err)
{
    *out = NULL;
    if (n < 1 || n > NODES_MAX)
        return refuse_count("star", "N", n, 1, err);
    const ohm_status status = ohm_graph_alloc_blank(out, n, n - 1, err);

    if (status == OHM_OK)
        for (size_t k = 0; k < n - 1; k++)
            join(*out, k, 0, k + 1);
    return status;
}

ohm_status
ohm_graph_complete(ohm_graph **out, size_t n, ohm_error *err)
{
    size_t k = 0;

    *out = NULL;
    if (n < 1 || n > NODES_MAX)
        return refuse_count("complete", "N", n, 1, err);
    const ohm_status status = ohm_graph_alloc_blank(out, n, n * (n - 1) / 2, err);

    if (status == OHM_OK)
        for (size_t i = 0; i < n; i++)
            for (size_t j = i + 1; j < n; j++)
                join(*out, k++, i, j);
    return status;
}

ohm_status
ohm_graph_bipartite(ohm_graph **out, size_t a, size_t b, ohm_error *err)
{
    size_t k = 0;

    *out = NULL;
    if (a < 1 || a > NODES_MAX)
        return refuse_count("bipartite", "A", a, 1, err);
    if (b < 1 || b > NODES_MAX)
        return refuse_count("bipartite", "B", b, 1, err);
    const ohm_status status = ohm_graph_alloc_blank(out, a + b, a * b, err);

    if (status == OHM_OK)
        for (size_t i = 0; i < a; i++)
            for (size_t j = 0; j < b; j++)
                join(*out, k++, i, a + j);
    return status;
}

ohm_status
ohm_graph_layered(ohm_graph **out, const size_t *size, size_t layers, ohm_error *err)
{
    size_t nodes = 0, edges = 0, first = 0, k = 0;

    *out = NULL;
    if (layers < 2)
        return refuse_count("layered", "layers", layers, 2, err);
    for (size_t l = 0; l < layers; l++) {
        if (size[l] < 1 || size[l] > NODES_MAX)
            return refuse_count("layered", "a layer", size[l], 1, err);
        nodes += size[l];
        edges += l > 0 ? size[l - 1] * size[l] : 0;
        if (nodes > NODES_MAX)
            return refuse_count("layered", "nodes", nodes, 1, err);
    }
    const ohm_status status = ohm_graph_alloc_blank(out, nodes, edges, err);

    for (size_t l = 1; status == OHM_OK && l < layers; first += size[l - 1], l++)
        for (size_t i = 0; i < size[l - 1]; i++)
            for (size_t j = 0; j < size[l]; j++)
                join(*out, k++, first + i, first + size[l - 1] + j);
    return status;
}

ohm_status
ohm_graph_wheel(ohm_graph **out, size_t rim, ohm_error *err)
{
    *out = NULL;
    if (rim < 3 || rim > NODES_MAX)
        return refuse_count("wheel", "RIM", rim, 3, err);
    const ohm_status status = ohm_graph_alloc_blank(out, rim + 1, 2 * rim, err);

    if (status != OHM_OK)
        return status;
    for (size_t k = 0; k < rim; k++)
        join(*out, k, 0, k + 1);
    join(*out, rim, 1, 2);
    join(*out, rim + 1, 1, rim);
    for (size_t v = 2; v < rim; v++)
        join(*out, rim + v, v, v + 1);
    return status;
}

ohm_status
ohm_graph_hypercube(ohm_graph **out, size_t d, ohm_error *err)
{
    size_t k = 0;

    *out = NULL;
    if (d > DIMENSION_MAX)
        return ohm_fail(err, OHM_E_ARG, "hypercube: D = %zu: must be from 0 to %d", d, DIMENSION_MAX);
    const size_t nodes = (size_t)1 << d;
    const ohm_status status = ohm_graph_alloc_blank(out, nodes, nodes / 2 * d, err);

    if (status == OHM_OK)
        for (size_t v = 0; v < nodes; v++)
            for (size_t bit = 0; bit < d; bit++)
                if ((v >> bit & 1) == 0)
                    join(*out, k++, v, v | (size_t)1 << bit);
    return status;
}

/* Outer pentagon 0..4, inner pentagram 5..9, five spokes. */
ohm_status
ohm_graph_petersen(ohm_graph **out, ohm_error *err)
{
    static const unsigned char ends[15][2] = {
        { 0, 1 }, { 0, 4 }, { 0, 5 }, { 1, 2 }, { 1, 6 }, { 2, 3 }, { 2, 7 }, { 3, 4 },
        { 3, 8 }, { 4, 9 }, { 5, 7 }, { 5, 8 }, { 6, 8 }, { 6, 9 }, { 7, 9 },
    };
    const ohm_status status = ohm_graph_alloc_blank(out, 10, 15, err);

    if (status == OHM_OK)
        for (size_t k = 0; k < 15; k++)
            join(*out, k, ends[k][0], ends[k][1]);
    return status;
}
