/* lib/solve/block_sparse.c -- see block_sparse.h */
#include "solve/block_sparse.h"

#include "base/array.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <suitesparse/cholmod.h>
#include <suitesparse/umfpack.h>

/* A pivot on the diagonal is taken while it is not below this part of its column: transport
 * matrices are nearly dominant, and leaving the diagonal fills in. */
static const double DIAGONAL_PREFERENCE = 1e-3;

typedef struct {
    int *start, *row;           /* of the matrix */
    int *graph_start, *graph;   /* neighbours of the nodes, ascending, the node itself too */
    int *order;                 /* of the unknowns */
    void *symbolic, *numeric;
    double control[UMFPACK_CONTROL], info[UMFPACK_INFO];
} umfpack_solver;

static int
compare(const void *a, const void *b)
{
    const int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

static void
fill_graph(umfpack_solver *s, const ohm_block_sparse *m, const size_t *tail, const size_t *head)
{
    memset(s->graph_start, 0, (m->nodes + 1) * sizeof *s->graph_start);
    for (size_t i = 0; i < m->nodes; i++)
        s->graph_start[i + 1] = 1;
    for (size_t e = 0; e < m->edges; e++) {
        s->graph_start[tail[e] + 1]++;
        s->graph_start[head[e] + 1]++;
    }
    for (size_t i = 0; i < m->nodes; i++)
        s->graph_start[i + 1] += s->graph_start[i];
    for (size_t i = 0; i < m->nodes; i++)
        s->graph[--s->graph_start[i + 1]] = (int)i;         /* filled from the end of each list */
    for (size_t e = 0; e < m->edges; e++) {
        s->graph[--s->graph_start[tail[e] + 1]] = (int)head[e];
        s->graph[--s->graph_start[head[e] + 1]] = (int)tail[e];
    }
    memmove(s->graph_start, s->graph_start + 1, m->nodes * sizeof *s->graph_start);
    s->graph_start[m->nodes] = (int)(m->nodes + 2 * m->edges);
    for (size_t i = 0; i < m->nodes; i++)
        qsort(s->graph + s->graph_start[i], (size_t)(s->graph_start[i + 1] - s->graph_start[i]),
              sizeof *s->graph, compare);
}

/* Place of neighbour i in the list of j, counted from its start. */
static size_t
neighbour(const umfpack_solver *s, size_t i, size_t j)
{
    const int key = (int)i, *list = s->graph + s->graph_start[j];
    const int *found =
        bsearch(&key, list, (size_t)(s->graph_start[j + 1] - s->graph_start[j]), sizeof key, compare);

    return (size_t)(found - list);
}

/* First place of the block (i, j) in column c of node j's columns. */
static size_t
block_place(const umfpack_solver *s, size_t i, size_t j, size_t c, size_t b)
{
    const size_t column = j * b + c, before = neighbour(s, i, j);
    size_t place = (size_t)s->start[column];

    if (c + 1 == b)
        return place + before * b;
    /* the diagonal block has b rows in every column, the others one */
    return place + before + (neighbour(s, j, j) < before ? b - 1 : 0);
}

static void
fill_pattern(umfpack_solver *s, const ohm_block_sparse *m)
{
    const size_t b = m->block;
    int place = 0;

    for (size_t j = 0; j < m->nodes; j++)
        for (size_t c = 0; c < b; c++) {
            s->start[j * b + c] = place;
            for (int k = s->graph_start[j]; k < s->graph_start[j + 1]; k++) {
                const size_t i = (size_t)s->graph[k];
                const bool whole = i == j || c + 1 == b;

                for (size_t r = whole ? 0 : c; r < (whole ? b : c + 1); r++)
                    s->row[place++] = (int)(i * b + r);
            }
        }
    s->start[m->nodes * b] = place;
}

static void
fill_places(ohm_block_sparse *m, const umfpack_solver *s, const size_t *tail, const size_t *head)
{
    const size_t b = m->block;

    for (size_t i = 0; i < m->nodes; i++)
        for (size_t c = 0; c < b; c++)
            m->diagonal[i * b + c] = block_place(s, i, i, c, b);
    for (size_t e = 0; e < m->edges; e++)
        for (size_t c = 0; c < b; c++) {
            m->forth[e * b + c] = block_place(s, tail[e], head[e], c, b);
            m->back[e * b + c] = block_place(s, head[e], tail[e], c, b);
        }
}

/* Nested dissection through CHOLMOD, or minimum degree. */
static void
order_nodes(int *order, const umfpack_solver *s, size_t nodes)
{
    cholmod_common common;
    cholmod_sparse graph = { .nrow = nodes, .ncol = nodes, .nzmax = (size_t)s->graph_start[nodes],
                             .p = s->graph_start, .i = s->graph, .stype = -1, .itype = CHOLMOD_INT,
                             .xtype = CHOLMOD_PATTERN, .dtype = CHOLMOD_DOUBLE, .sorted = 1, .packed = 1 };
    int done = 0;

    cholmod_start(&common);
    common.print = 0;
#ifndef NPARTITION
    done = cholmod_metis(&graph, NULL, 0, 1, order, &common);
#endif
    if (!done)
        done = cholmod_amd(&graph, NULL, 0, order, &common);
    cholmod_finish(&common);
    for (size_t i = 0; !done && i < nodes; i++)
        order[i] = (int)i;                      /* only memory can fail: any order is right */
}

static ohm_status
order_unknowns(umfpack_solver *s, const ohm_block_sparse *m, ohm_error *err)
{
    int *order = OHM_ARRAY(int, m->nodes);

    if (order == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "block matrix: order of %zu nodes", m->nodes);
    order_nodes(order, s, m->nodes);
    for (size_t i = 0; i < m->nodes; i++)
        for (size_t r = 0; r < m->block; r++)
            s->order[i * m->block + r] = order[i] * (int)m->block + (int)r;
    free(order);
    return OHM_OK;
}

static ohm_status
umfpack_failure(int status, const char *doing, ohm_error *err)
{
    switch (status) {
    case UMFPACK_ERROR_out_of_memory:
        return ohm_fail(err, OHM_E_NOMEM, "block matrix: %s: out of memory", doing);
    case UMFPACK_WARNING_singular_matrix:
        return ohm_fail(err, OHM_E_SINGULAR, "block matrix: %s: singular", doing);
    default:
        return ohm_fail(err, OHM_E_INTERNAL, "block matrix: %s: UMFPACK status %d", doing, status);
    }
}

static ohm_status
analyse(umfpack_solver *s, const ohm_block_sparse *m, ohm_error *err)
{
    const int n = (int)(m->nodes * m->block);

    umfpack_di_defaults(s->control);
    s->control[UMFPACK_STRATEGY] = UMFPACK_STRATEGY_SYMMETRIC;
    s->control[UMFPACK_FIXQ] = 1;
    s->control[UMFPACK_SYM_PIVOT_TOLERANCE] = DIAGONAL_PREFERENCE;
    s->control[UMFPACK_IRSTEP] = 1;
    const int status = umfpack_di_qsymbolic(n, n, s->start, s->row, NULL, s->order, &s->symbolic, s->control,
                                            s->info);
    return status == UMFPACK_OK ? OHM_OK : umfpack_failure(status, "analysis", err);
}

ohm_status
ohm_block_sparse_alloc(ohm_block_sparse **out, size_t nodes, size_t edges, const size_t *tail,
                       const size_t *head, size_t block, ohm_error *err)
{
    ohm_block_sparse *m;
    umfpack_solver *s;
    ohm_status status = OHM_OK;

    *out = NULL;
    if (nodes == 0 || block == 0 || nodes > INT_MAX / 64 || edges > INT_MAX / 64 || block > 64
        || (nodes * block + 2 * edges * 2 + nodes * block) > (size_t)INT_MAX / block)
        return ohm_fail(err, OHM_E_METHOD,
                        "block matrix: %zu nodes, %zu edges, %zu unknowns a node: too large"
                        " for 32-bit indices",
                        nodes, edges, block);
    if ((m = OHM_ZEROS(ohm_block_sparse, 1)) == NULL
        || (m->solver = s = OHM_ZEROS(umfpack_solver, 1)) == NULL)
        goto nomem;
    m->nodes = nodes;
    m->edges = edges;
    m->block = block;
    m->entries = nodes * block * block + 2 * edges * (2 * block - 1);
    m->value = OHM_ZEROS(double, m->entries);
    m->diagonal = OHM_ARRAY(size_t, nodes * block);
    m->forth = OHM_ARRAY(size_t, edges * block);
    m->back = OHM_ARRAY(size_t, edges * block);
    s->start = OHM_ARRAY(int, nodes * block + 1);
    s->row = OHM_ARRAY(int, m->entries);
    s->graph_start = OHM_ARRAY(int, nodes + 1);
    s->graph = OHM_ARRAY(int, nodes + 2 * edges);
    s->order = OHM_ARRAY(int, nodes * block);
    if (m->value == NULL || m->diagonal == NULL || m->forth == NULL || m->back == NULL || s->start == NULL
        || s->row == NULL || s->graph_start == NULL || s->graph == NULL || s->order == NULL)
        goto nomem;
    fill_graph(s, m, tail, head);
    fill_pattern(s, m);
    fill_places(m, s, tail, head);
    if ((status = order_unknowns(s, m, err)) != OHM_OK || (status = analyse(s, m, err)) != OHM_OK) {
        ohm_block_sparse_free(m);
        return status;
    }
    *out = m;
    return OHM_OK;

nomem:
    ohm_block_sparse_free(m);
    return ohm_fail(err, OHM_E_NOMEM, "block matrix: %zu nodes, %zu edges", nodes, edges);
}

void
ohm_block_sparse_free(ohm_block_sparse *m)
{
    umfpack_solver *s;

    if (m == NULL)
        return;
    if ((s = m->solver) != NULL) {
        umfpack_di_free_numeric(&s->numeric);
        umfpack_di_free_symbolic(&s->symbolic);
        free(s->start);
        free(s->row);
        free(s->graph_start);
        free(s->graph);
        free(s->order);
        free(s);
    }
    free(m->value);
    free(m->diagonal);
    free(m->forth);
    free(m->back);
    free(m);
}

ohm_status
ohm_block_sparse_factor(ohm_block_sparse *m, ohm_error *err)
{
    umfpack_solver *s = m->solver;

    umfpack_di_free_numeric(&s->numeric);
    const int status =
        umfpack_di_numeric(s->start, s->row, m->value, s->symbolic, &s->numeric, s->control, s->info);
    return status == UMFPACK_OK ? OHM_OK : umfpack_failure(status, "factorization", err);
}

ohm_status
ohm_block_sparse_solve(double *restrict x, const double *restrict f, ohm_block_sparse *m, ohm_error *err)
{
    umfpack_solver *s = m->solver;
    const int status = umfpack_di_solve(UMFPACK_A, s->start, s->row, m->value, x, f, s->numeric, s->control,
                                        s->info);
    return status == UMFPACK_OK ? OHM_OK : umfpack_failure(status, "solution", err);
}

double
ohm_block_sparse_fill(const ohm_block_sparse *m)
{
    const umfpack_solver *s = m->solver;

    return s->info[UMFPACK_LNZ] + s->info[UMFPACK_UNZ];
}
