/* lib/topology/omega.c -- see omega.h */
#include "topology/omega.h"
#include "base/array.h"
#include "solve/dense.h"
#include "topology/blocks.h"
#include "topology/cycle.h"
#include "topology/incidence.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* What spans the row space of a block: B_r of rank n - 1, or A of rank m - n + 1. */
typedef struct {
    size_t edges, rank;
    bool cycles;                    /* A: Omega = X^t X; else B_r: Omega = I - X^t X */
    double *x;                      /* rank x edges, column-major, orthonormal rows */
} basis;

/* X = C^-1 K with K K^t = C C^t has orthonormal rows and the row space of K. */
static ohm_status
orthonormalize(basis *b, const ohm_sign_matrix *k, ohm_error *err)
{
    const size_t m = b->edges, r = b->rank;
    double *transposed = OHM_ARRAY(double, m * r);      /* K^t, m x r */
    double *gram = OHM_ARRAY(double, r * r);
    ohm_status status = OHM_OK;

    b->x = OHM_ARRAY(double, m * r);
    if (transposed == NULL || gram == NULL || b->x == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "omega: out of memory for a block of %zu edges", m);
    } else if (r > 0) {
        for (size_t i = 0; i < r; i++) {
            ohm_sign_matrix_expand_row(transposed + i * m, k, i);
            for (size_t j = 0; j < m; j++)
                b->x[i + j * r] = transposed[j + i * m];
        }
        ohm_dense_gram(gram, transposed, m, r);
        status = ohm_dense_cholesky(gram, r, err);
        if (status == OHM_OK)
            ohm_dense_lower_solve(b->x, m, gram, r, false);
    }
    free(transposed);
    free(gram);
    return status;
}

static ohm_status
basis_fill(basis *b, const ohm_graph *part, ohm_error *err)
{
    ohm_sign_matrix *k = NULL;
    ohm_forest *forest;
    ohm_status status = ohm_forest_alloc(&forest, part, err);

    if (status != OHM_OK)
        return status;
    b->edges = part->edges;
    b->cycles = forest->chords < part->nodes - 1;
    b->rank = b->cycles ? forest->chords : part->nodes - 1;
    status = b->cycles ? ohm_cycle_alloc(&k, part, forest, err)
                       : ohm_incidence_reduced_alloc(&k, part, forest, err);
    if (status == OHM_OK)
        status = orthonormalize(b, k, err);
    ohm_sign_matrix_free(k);
    ohm_forest_free(forest);
    return status;
}

/* Puts the block's part of Omega, or of its diagonal, where its edges stand. */
typedef ohm_status writer(double *out, size_t edges, const basis *b, const size_t *edge, ohm_error *err);

static ohm_status
write_square(double *out, size_t edges, const basis *b, const size_t *edge, ohm_error *err)
{
    const size_t m = b->edges;
    double *square = OHM_ZEROS(double, m * m);

    if (square == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "omega: out of memory for a block of %zu edges", m);
    if (b->rank > 0)
        ohm_dense_gram(square, b->x, b->rank, m);
    for (size_t j = 0; j < m; j++)
        for (size_t i = 0; i < m; i++)
            out[edge[i] + edge[j] * edges] = b->cycles ? square[i + j * m]
                                                       : (i == j) - square[i + j * m];
    free(square);
    return OHM_OK;
}

static ohm_status
write_diagonal(double *out, size_t edges, const basis *b, const size_t *edge, ohm_error *err)
{
    (void)edges;
    (void)err;
    for (size_t j = 0; j < b->edges; j++) {
        double square = 0.0;

        for (size_t i = 0; i < b->rank; i++)
            square += b->x[i + j * b->rank] * b->x[i + j * b->rank];
        out[edge[j]] = b->cycles ? square : 1.0 - square;
    }
    return OHM_OK;
}

static ohm_status
each_block(double *out, const ohm_graph *graph, writer *write, ohm_error *err)
{
    ohm_blocks *blocks;
    ohm_status status = ohm_blocks_alloc(&blocks, graph, err);

    if (status != OHM_OK)
        return status;
    size_t *place = OHM_ARRAY(size_t, graph->nodes);

    if (place == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "omega: out of memory for %zu nodes", graph->nodes);
    for (size_t v = 0; v < graph->nodes && place != NULL; v++)
        place[v] = OHM_NONE;
    for (size_t k = 0; k < blocks->count && status == OHM_OK; k++) {
        basis b = { .x = NULL };
        ohm_graph *part;

        status = ohm_block_graph_alloc(&part, graph, blocks, k, place, err);
        if (status == OHM_OK)
            status = basis_fill(&b, part, err);
        if (status == OHM_OK)
            status = write(out, graph->edges, &b, blocks->edge + blocks->start[k], err);
        free(b.x);
        ohm_graph_free(part);
    }
    free(place);
    ohm_blocks_free(blocks);
    return status;
}

ohm_status
ohm_omega_fill(double *omega, const ohm_graph *graph, ohm_error *err)
{
    memset(omega, 0, graph->edges * graph->edges * sizeof *omega);
    return each_block(omega, graph, write_square, err);
}

ohm_status
ohm_omega_diagonal(double *diagonal, const ohm_graph *graph, ohm_error *err)
{
    return each_block(diagonal, graph, write_diagonal, err);
}

/* X in place of A P (L x M): the solution of (A P A^t) X = A P. */
static ohm_status
solve_loops(double *ap, const double *transposed, ohm_dense_lu *lu, size_t edges, size_t loops,
            ohm_error *err)
{
    ohm_dense_product(ohm_dense_lu_matrix(lu), ap, transposed, loops, loops, edges);
    const ohm_status status = ohm_dense_lu_factor(lu, err);

    if (status == OHM_E_SINGULAR)
        return ohm_fail_within(err, status, "omega: A P A^t of %zu loops (active elements cancel)", loops);
    if (status == OHM_OK)
        ohm_dense_lu_solve(ap, edges, lu, false);
    return status;
}

static ohm_status
weighted_from_cycles(double *omega, const ohm_sign_matrix *cycle, const double *p, ohm_error *err)
{
    const size_t m = cycle->columns, loops = cycle->rows;
    double *transposed = OHM_ARRAY(double, m * loops);  /* A^t, m x loops */
    double *ap = OHM_ARRAY(double, m * loops);          /* A P, loops x m */
    ohm_dense_lu *lu = NULL;
    ohm_status status;

    if (transposed == NULL || ap == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "omega: out of memory for %zu edges", m);
    else
        status = ohm_dense_lu_alloc(&lu, loops, err);
    if (status == OHM_OK) {
        for (size_t l = 0; l < loops; l++) {
            ohm_sign_matrix_expand_row(transposed + l * m, cycle, l);
            for (size_t j = 0; j < m; j++)
                ap[l + j * loops] = transposed[j + l * m] * p[j];
        }
        status = solve_loops(ap, transposed, lu, m, loops, err);
    }
    if (status == OHM_OK)
        ohm_dense_product(omega, transposed, ap, m, m, loops);
    ohm_dense_lu_free(lu);
    free(transposed);
    free(ap);
    return status;
}

ohm_status
ohm_omega_weighted_fill(double *omega, const ohm_graph *graph, const double *p, ohm_error *err)
{
    ohm_sign_matrix *cycle = NULL;
    ohm_forest *forest;

    for (size_t k = 0; k < graph->edges; k++)
        if (!isfinite(p[k]) || p[k] == 0.0)
            return ohm_fail(err, OHM_E_DOMAIN, "omega: weight %zu = %g: must be finite and not zero", k,
                            p[k]);
    memset(omega, 0, graph->edges * graph->edges * sizeof *omega);
    ohm_status status = ohm_forest_alloc(&forest, graph, err);

    if (status == OHM_OK && forest->chords > 0) {
        status = ohm_cycle_alloc(&cycle, graph, forest, err);
        if (status == OHM_OK)
            status = weighted_from_cycles(omega, cycle, p, err);
    }
    ohm_sign_matrix_free(cycle);
    ohm_forest_free(forest);
    return status;
}
