/* lib/kirchhoff/loop.c -- see loop.h */
#include "kirchhoff/loop.h"
#include "base/array.h"
#include "solve/dense.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct ohm_loop {
    int unknowns, loops;
    bool mixed_signs;
    int *order;                 /* n: unknowns, parents before children */
    int *parent;                /* n: unknown, or n for ground */
    int *tree_edge;             /* n: edge to the parent */
    int *chord_edge;            /* L */
    int *start;                 /* n + 1: cycles through the branch above unknown v */
    int *cycle;                 /* start[n]: the chord */
    signed char *sign;          /* start[n]: +1 with the flow away from ground, -1 against */
    double *resistance;         /* n, of the branch above each unknown */
    double *chord_resistance;   /* L */
    double *matrix;             /* L*L, Cholesky: passive networks */
    ohm_dense_lu *lu;           /* mixed signs */
    double *flow;               /* n: u, from the parent to v */
    double *current;            /* L: y */
};

int
ohm_loop_count(const ohm_reduced *reduced)
{
    return reduced->branches - reduced->unknowns;   /* ground makes the reduced network connected */
}

/* Walks the tree path between the ends of a chord: `visit` counts, or stores when
 * loop->cycle is there. */
static void
trace_cycle(ohm_loop *loop, int *next, const int *depth, int l, int tail, int head)
{
    while (tail != head) {
        const bool from_tail = depth[tail] >= depth[head];
        int *v = from_tail ? &tail : &head;

        if (loop->cycle != NULL) {
            loop->cycle[next[*v]] = l;
            loop->sign[next[*v]] = from_tail ? 1 : -1;
        }
        next[*v]++;
        *v = loop->parent[*v];
    }
}

static ohm_status
list_cycles(ohm_loop *loop, const int *depth, const bool *chord, const ohm_reduced *reduced, ohm_error *err)
{
    const int n = loop->unknowns;
    int *next = OHM_ZEROS(int, (size_t)n);
    double length = 0.0;

    if (next == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "loops: %d unknowns", n);
    for (int pass = 0; pass < 2; pass++) {
        int l = 0;

        for (int b = 0; b < reduced->branches; b++)
            if (chord[b]) {
                loop->chord_edge[l] = reduced->edge[b];
                trace_cycle(loop, next, depth, l++, reduced->tail[b], reduced->head[b]);
            }
        if (pass == 1)
            break;
        for (int v = 0; v < n; v++)
            length += next[v];
        if (length > INT_MAX) {
            free(next);
            return ohm_fail(err, OHM_E_METHOD, "loops: the cycles are %.3g branches long", length);
        }
        for (int v = 0; v < n; v++) {
            loop->start[v + 1] = loop->start[v] + next[v];
            next[v] = loop->start[v];
        }
        loop->cycle = OHM_ARRAY(int, (size_t)loop->start[n]);
        loop->sign = OHM_ARRAY(signed char, (size_t)loop->start[n]);
        if (loop->cycle == NULL || loop->sign == NULL) {
            free(next);
            return ohm_fail(err, OHM_E_NOMEM, "loops: cycles of %d branches", loop->start[n]);
        }
    }
    free(next);
    return OHM_OK;
}

ohm_status
ohm_loop_alloc(ohm_loop **out, const ohm_reduced *reduced, bool mixed_signs, ohm_error *err)
{
    const size_t n = (size_t)reduced->unknowns;
    const size_t loops = (size_t)ohm_loop_count(reduced);
    ohm_loop *loop = NULL;
    int *depth = NULL, *branch = NULL;
    bool *chord = NULL;
    ohm_status status;

    *out = NULL;
    if (loops > OHM_DENSE_MAX)
        return ohm_fail(err, OHM_E_METHOD, "loops: %zu loops are too many for a dense system", loops);
    if ((loop = OHM_ZEROS(ohm_loop, 1)) == NULL)
        goto nomem;
    loop->unknowns = reduced->unknowns;
    loop->loops = (int)loops;
    loop->mixed_signs = mixed_signs;
    loop->order = OHM_ARRAY(int, n);
    loop->parent = OHM_ARRAY(int, n);
    loop->tree_edge = OHM_ARRAY(int, n);
    loop->chord_edge = OHM_ARRAY(int, loops);
    loop->start = OHM_ZEROS(int, n + 1);
    loop->resistance = OHM_ARRAY(double, n);
    loop->chord_resistance = OHM_ARRAY(double, loops);
    loop->flow = OHM_ARRAY(double, n);
    loop->current = OHM_ARRAY(double, loops);
    depth = OHM_ARRAY(int, n + 1);
    branch = OHM_ARRAY(int, n);
    chord = OHM_ARRAY(bool, (size_t)reduced->branches);
    if (loop->order == NULL || loop->parent == NULL || loop->tree_edge == NULL || loop->chord_edge == NULL
        || loop->start == NULL || loop->resistance == NULL || loop->chord_resistance == NULL
        || loop->flow == NULL || loop->current == NULL || depth == NULL || branch == NULL || chord == NULL)
        goto nomem;
    if (!mixed_signs && (loop->matrix = OHM_ARRAY(double, loops * loops)) == NULL)
        goto nomem;
    if ((mixed_signs && (status = ohm_dense_lu_alloc(&loop->lu, loops, err)) != OHM_OK)
        || (status = ohm_reduced_walk(loop->order, loop->parent, branch, depth, reduced, err)) != OHM_OK)
        goto failed;
    for (int b = 0; b < reduced->branches; b++)
        chord[b] = true;
    for (size_t v = 0; v < n; v++) {
        loop->tree_edge[v] = reduced->edge[branch[v]];
        chord[branch[v]] = false;
    }
    if ((status = list_cycles(loop, depth, chord, reduced, err)) != OHM_OK)
        goto failed;
    free(depth), free(branch), free(chord);
    *out = loop;
    return OHM_OK;

nomem:
    status = ohm_fail(err, OHM_E_NOMEM, "loops: %zu unknowns, %zu loops", n, loops);
failed:
    free(depth), free(branch), free(chord);
    ohm_loop_free(loop);
    return status;
}

void
ohm_loop_free(ohm_loop *loop)
{
    if (loop == NULL)
        return;
    free(loop->order);
    free(loop->parent);
    free(loop->tree_edge);
    free(loop->chord_edge);
    free(loop->start);
    free(loop->cycle);
    free(loop->sign);
    free(loop->resistance);
    free(loop->chord_resistance);
    free(loop->matrix);
    ohm_dense_lu_free(loop->lu);
    free(loop->flow);
    free(loop->current);
    free(loop);
}

double
ohm_loop_flops(const ohm_loop *loop)
{
    const double order = loop->loops;
    double flops = order * order * order * (loop->mixed_signs ? 2.0 / 3.0 : 1.0 / 3.0);

    for (int v = 0; v < loop->unknowns; v++) {
        const double through = loop->start[v + 1] - loop->start[v];

        flops += through * through;
    }
    return flops;
}

/* Writes R_chords + C^t R_tree C: the lower triangle, and the upper when mixed. */
static void
sum_matrix(double *matrix, const ohm_loop *loop)
{
    const size_t order = (size_t)loop->loops;

    memset(matrix, 0, order * order * sizeof *matrix);
    for (size_t l = 0; l < order; l++)
        matrix[l + l * order] = loop->chord_resistance[l];
    for (int v = 0; v < loop->unknowns; v++)
        for (int p = loop->start[v]; p < loop->start[v + 1]; p++) {
            const double signed_resistance = loop->sign[p] * loop->resistance[v];
            double *column = matrix + (size_t)loop->cycle[p] * order;

            for (int q = loop->mixed_signs ? loop->start[v] : p; q < loop->start[v + 1]; q++)
                column[loop->cycle[q]] += loop->sign[q] * signed_resistance;
        }
}

ohm_status
ohm_loop_factor(ohm_loop *loop, const double *g, ohm_error *err)
{
    for (int v = 0; v < loop->unknowns; v++)
        loop->resistance[v] = 1.0 / g[loop->tree_edge[v]];
    for (int l = 0; l < loop->loops; l++)
        loop->chord_resistance[l] = 1.0 / g[loop->chord_edge[l]];
    if (loop->mixed_signs) {
        sum_matrix(ohm_dense_lu_matrix(loop->lu), loop);
        return ohm_dense_lu_factor(loop->lu, err);
    }
    sum_matrix(loop->matrix, loop);
    return ohm_dense_cholesky(loop->matrix, (size_t)loop->loops, err);
}

void
ohm_loop_solve(double *x, ohm_loop *loop)
{
    const int n = loop->unknowns;
    double *u = loop->flow, *y = loop->current;

    /* what r asks of a subtree comes through the branch above it */
    memcpy(u, x, (size_t)n * sizeof *u);
    for (int k = n - 1; k >= 0; k--) {
        const int v = loop->order[k];

        if (loop->parent[v] != n)
            u[loop->parent[v]] += u[v];
    }
    memset(y, 0, (size_t)loop->loops * sizeof *y);
    for (int v = 0; v < n; v++)
        for (int p = loop->start[v]; p < loop->start[v + 1]; p++)
            y[loop->cycle[p]] -= loop->sign[p] * loop->resistance[v] * u[v];
    if (loop->mixed_signs)
        ohm_dense_lu_solve(y, 1, loop->lu, false);
    else
        ohm_dense_cholesky_solve(y, 1, loop->matrix, (size_t)loop->loops);
    for (int k = 0; k < n; k++) {
        const int v = loop->order[k], above = loop->parent[v];

        for (int p = loop->start[v]; p < loop->start[v + 1]; p++)
            u[v] += loop->sign[p] * y[loop->cycle[p]];
        x[v] = (above == n ? 0.0 : x[above]) + loop->resistance[v] * u[v];
    }
}

double
ohm_loop_log_determinant(const ohm_loop *loop)
{
    double sum = loop->mixed_signs ? ohm_dense_lu_log_determinant(NULL, loop->lu)
                                   : ohm_dense_cholesky_log_determinant(loop->matrix, (size_t)loop->loops);

    /* det A = det(loop system) times every conductance */
    for (int v = 0; v < loop->unknowns; v++)
        sum -= log(fabs(loop->resistance[v]));
    for (int l = 0; l < loop->loops; l++)
        sum -= log(fabs(loop->chord_resistance[l]));
    return sum;
}
