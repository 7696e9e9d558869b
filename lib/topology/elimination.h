/* lib/topology/elimination.h -- the order and the pattern of a sparse elimination.
 *
 * Symmetric, by minimum degree, on the graph of the non-zeros.  Private: not
 * installed. */
#ifndef OHM_TOPOLOGY_ELIMINATION_H
#define OHM_TOPOLOGY_ELIMINATION_H

#include "base/status.h"

#include <stddef.h>

typedef struct {
    size_t n;
    size_t *order;                  /* n: which unknown goes p-th */
    size_t *place;                  /* n: its inverse */
    size_t *start;                  /* n + 1 */
    size_t *row;                    /* below the diagonal of column p: places > p, ascending */
    double work;                    /* multiplications of one numeric factorisation */
} ohm_elimination;                  /* owns its arrays */

/* column[start[i]] .. column[start[i+1]-1] are the off-diagonal non-zeros of row i,
 * ascending, both triangles.  OHM_E_METHOD as soon as more than most_work would be
 * spent: the matrix is better treated as dense. */
ohm_status ohm_elimination_alloc(ohm_elimination **out, size_t n, const size_t *start,
                                 const size_t *column, double most_work, ohm_error *err);
void ohm_elimination_free(ohm_elimination *elimination);    /* takes NULL */

#endif
