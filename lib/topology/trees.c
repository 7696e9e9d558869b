/* lib/topology/trees.c -- see trees.h */
#include "topology/trees.h"
#include "topology/blocks.h"
#include "topology/determinant_door.h"
#include "base/array.h"

#include <stdbool.h>
#include <stdlib.h>

/* How often a pair of nodes of a block is joined (a block of several edges has no
 * loops).  near[start[v]] .. are v's neighbours, ascending. */
typedef struct {
    size_t nodes;
    size_t *start, *near;
    slong *times;
    slong *degree;                  /* nodes */
} multigraph;

static void
multigraph_release(multigraph *g)
{
    free(g->start);
    free(g->near);
    free(g->times);
    free(g->degree);
}

/* Of a sorted graph: its adjacency meets the neighbours of a node in ascending
 * order, parallel edges one after the other. */
static void
count_neighbours(multigraph *g, const ohm_graph *graph, const ohm_adjacency *adjacency)
{
    size_t entries = 0;

    for (size_t v = 0; v < g->nodes; v++) {
        for (size_t i = adjacency->start[v]; i < adjacency->start[v + 1]; i++) {
            const size_t u = ohm_graph_across(graph, adjacency->edge[i], v);

            if (entries == g->start[v] || g->near[entries - 1] != u) {
                g->near[entries] = u;
                g->times[entries++] = 0;
            }
            g->times[entries - 1]++;
            g->degree[v]++;
        }
        g->start[v + 1] = entries;
    }
}

static ohm_status
multigraph_fill(multigraph *g, const ohm_graph *graph, ohm_error *err)
{
    ohm_adjacency *adjacency;
    const ohm_status status = ohm_adjacency_alloc(&adjacency, graph, err);

    if (status != OHM_OK)
        return status;
    g->nodes = graph->nodes;
    g->start = OHM_ZEROS(size_t, graph->nodes + 1);
    g->near = OHM_ARRAY(size_t, 2 * graph->edges);
    g->times = OHM_ARRAY(slong, 2 * graph->edges);
    g->degree = OHM_ZEROS(slong, graph->nodes);
    const bool room = g->start != NULL && g->near != NULL && g->times != NULL && g->degree != NULL;

    if (room)
        count_neighbours(g, graph, adjacency);
    ohm_adjacency_free(adjacency);
    return room ? OHM_OK : ohm_fail(err, OHM_E_NOMEM, "trees: out of memory for %zu edges", graph->edges);
}

/* The Laplacian without the row and column of `root`. */
static ohm_status
reduced_laplacian(ohm_integer_matrix **out, const multigraph *g, size_t root, ohm_error *err)
{
    const ohm_status status = ohm_integer_matrix_alloc(out, g->nodes - 1, g->start[g->nodes], err);
    size_t row = 0, entries = 0;

    if (status != OHM_OK)
        return status;
    for (size_t v = 0; v < g->nodes; v++) {
        if (v == root)
            continue;
        (*out)->diagonal[row] = g->degree[v];
        for (size_t i = g->start[v]; i < g->start[v + 1]; i++) {
            if (g->near[i] == root)
                continue;
            (*out)->column[entries] = g->near[i] - (g->near[i] > root);
            (*out)->value[entries++] = -g->times[i];
        }
        (*out)->start[++row] = entries;
    }
    return OHM_OK;
}

/* L + 1 1^t: degree + 1 on the diagonal, 1 for a pair that is not joined, 0 for one
 * that is joined once. */
static ohm_status
shifted_laplacian(ohm_integer_matrix **out, const multigraph *g, size_t entries, ohm_error *err)
{
    const ohm_status status = ohm_integer_matrix_alloc(out, g->nodes, entries, err);
    size_t used = 0;

    if (status != OHM_OK)
        return status;
    for (size_t v = 0; v < g->nodes; v++) {
        size_t i = g->start[v];

        (*out)->diagonal[v] = g->degree[v] + 1;
        for (size_t u = 0; u < g->nodes; u++) {
            const slong times = i < g->start[v + 1] && g->near[i] == u ? g->times[i++] : 0;

            if (u == v || times == 1)
                continue;
            (*out)->column[used] = u;
            (*out)->value[used++] = 1 - times;
        }
        (*out)->start[v + 1] = used;
    }
    return OHM_OK;
}

/* Off-diagonal non-zeros of L + 1 1^t. */
static double
count_shifted(const multigraph *g)
{
    double entries = (double)g->nodes * (double)(g->nodes - 1);

    for (size_t i = 0; i < g->start[g->nodes]; i++)
        entries -= g->times[i] == 1;
    return entries;
}

/* Every spanning tree is fixed by each node's edge towards the root, so there are no
 * more than the product of the other nodes' degrees.  Returns the root that makes it
 * smallest. */
static size_t
bound_trees(fmpz_t bound, const multigraph *g)
{
    size_t root = 0;

    for (size_t v = 1; v < g->nodes; v++)
        if (g->degree[v] > g->degree[root])
            root = v;
    fmpz_one(bound);
    for (size_t v = 0; v < g->nodes; v++)
        if (v != root)
            fmpz_mul_si(bound, bound, g->degree[v]);
    return root;
}

static ohm_status
count_by_determinant(fmpz_t trees, const multigraph *g, const ohm_control *control, ohm_error *err)
{
    const double shifted = count_shifted(g);
    const bool dense = shifted < (double)g->start[g->nodes];
    const ulong n = (ulong)g->nodes;
    ohm_integer_matrix *matrix;
    ohm_status status;
    fmpz_t bound;

    fmpz_init(bound);
    const size_t root = bound_trees(bound, g);

    if (dense) {
        fmpz_mul_ui(bound, bound, n);
        fmpz_mul_ui(bound, bound, n);
        status = shifted_laplacian(&matrix, g, (size_t)shifted, err);
    } else {
        status = reduced_laplacian(&matrix, g, root, err);
    }
    if (status == OHM_OK)
        status = ohm_determinant(trees, matrix, bound, control, err);
    if (status == OHM_OK && dense) {
        fmpz_divexact_ui(trees, trees, n);
        fmpz_divexact_ui(trees, trees, n);
    }
    fmpz_clear(bound);
    ohm_integer_matrix_free(matrix);
    return status;
}

/* Multiplies `trees` by the number of spanning trees of one block. */
static ohm_status
multiply_block(fmpz_t trees, const ohm_graph *graph, const ohm_blocks *blocks, size_t block,
               size_t *place, const ohm_control *control, ohm_error *err)
{
    multigraph g = { .nodes = 0 };
    ohm_graph *part;
    ohm_status status;
    fmpz_t factor;

    if (blocks->start[block + 1] - blocks->start[block] == 1)
        return OHM_OK;              /* a bridge, or a loop */
    status = ohm_block_graph_alloc(&part, graph, blocks, block, place, err);
    if (status != OHM_OK)
        return status;
    fmpz_init(factor);
    status = ohm_graph_sort(part, err);
    if (status == OHM_OK)
        status = multigraph_fill(&g, part, err);
    if (status == OHM_OK)
        status = count_by_determinant(factor, &g, control, err);
    if (status == OHM_OK)
        fmpz_mul(trees, trees, factor);
    fmpz_clear(factor);
    multigraph_release(&g);
    ohm_graph_free(part);
    return status;
}

static ohm_status
write_down(char **decimal, double *logarithm, const fmpz_t trees, ohm_error *err)
{
    if (logarithm != NULL)
        *logarithm = fmpz_dlog(trees);
    if (decimal == NULL)
        return OHM_OK;
    const size_t room = fmpz_sizeinbase(trees, 10) + 2;     /* a sign and a terminator */

    if ((*decimal = OHM_ARRAY(char, room)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "trees: out of memory for %zu digits", room);
    fmpz_get_str(*decimal, 10, trees);
    return OHM_OK;
}

ohm_status
ohm_spanning_trees(char **decimal, double *logarithm, const ohm_graph *graph,
                   const ohm_control *control, ohm_error *err)
{
    ohm_blocks *blocks;
    ohm_status status = ohm_blocks_alloc(&blocks, graph, err);
    fmpz_t trees;

    if (decimal != NULL)
        *decimal = NULL;
    if (status != OHM_OK)
        return status;
    size_t *place = OHM_ARRAY(size_t, graph->nodes);

    fmpz_init_set_ui(trees, 1);
    if (place == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "trees: out of memory for %zu nodes", graph->nodes);
    for (size_t v = 0; v < graph->nodes && place != NULL; v++)
        place[v] = OHM_NONE;
    for (size_t b = 0; b < blocks->count && status == OHM_OK; b++)
        status = multiply_block(trees, graph, blocks, b, place, control, err);
    if (status == OHM_OK)
        status = write_down(decimal, logarithm, trees, err);
    fmpz_clear(trees);
    free(place);
    ohm_blocks_free(blocks);
    return status;
}
