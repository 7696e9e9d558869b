/* lib/solve/sparse.h -- the pattern of a sparse symmetric matrix.
 *
 * One triangle, column by column, rows ascending, every diagonal entry present:
 * entries start[j] .. start[j+1]-1 of `row` are column j.  An array of values of the
 * same length makes it a matrix.  Indices are 32 bits wide, as the solvers take them. */
#ifndef OHM_SOLVE_SPARSE_H
#define OHM_SOLVE_SPARSE_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    int n;                      /* order */
    int entries;                /* start[n] */
    bool lower;                 /* row >= column: diagonal first; else row <= column: last */
    int *start;                 /* n + 1, owned */
    int *row;                   /* entries, owned */
} ohm_pattern;

/* The pattern with entries (a[k], b[k]) and their mirror images, repeats merged, and
 * the diagonal.  OHM_E_METHOD where it needs more than 32 bits.  O(n + pairs). */
ohm_status ohm_pattern_alloc(ohm_pattern **out, size_t n, size_t pairs, const int *a, const int *b,
                             bool lower, ohm_error *err);
void ohm_pattern_free(ohm_pattern *pattern);            /* takes NULL */

/* Where entry (i, j) or its mirror image stands, or -1.  O(log of the column). */
int ohm_pattern_find(const ohm_pattern *pattern, int i, int j);

/* Where diagonal entry j stands. */
static inline int
ohm_pattern_diagonal(const ohm_pattern *pattern, int j)
{
    return pattern->lower ? pattern->start[j] : pattern->start[j + 1] - 1;
}

/* y = A x, A symmetric with these values. */
void ohm_pattern_apply(double *restrict y, const ohm_pattern *pattern,
                       const double *restrict value, const double *restrict x);

#endif
