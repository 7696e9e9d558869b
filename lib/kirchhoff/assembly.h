/* lib/kirchhoff/assembly.h -- from conductances to the reduced Laplacian (private).
 *
 *     A = B_r G B_r^t,        entries by a precomputed place per branch.
 */
#ifndef OHM_KIRCHHOFF_ASSEMBLY_H
#define OHM_KIRCHHOFF_ASSEMBLY_H

#include "kirchhoff/reduced.h"
#include "solve/sparse.h"

typedef struct {
    int branches, entries;
    const int *edge;            /* branches, borrowed from the reduced network */
    int *at_tail, *at_head;     /* branches: diagonal entry of an end, -1 for ground */
    int *at_pair;               /* branches: entry of the pair, -1 where one is ground */
} ohm_assembly;                 /* owns the last three */

/* Places in `pattern`, whose row order[u] belongs to unknown u (order NULL: row u). */
ohm_status ohm_assembly_alloc(ohm_assembly **out, const ohm_reduced *reduced,
                              const ohm_pattern *pattern, const int *order, ohm_error *err);
void ohm_assembly_free(ohm_assembly *assembly);         /* takes NULL */

/* Writes the values of A from the M conductances. */
void ohm_assembly_sum(double *restrict value, const ohm_assembly *assembly, const double *restrict g);

/* The pairs of unknowns that branches join: a, b hold up to reduced->branches;
 * returns how many. */
size_t ohm_assembly_pairs(int *a, int *b, const ohm_reduced *reduced);

#endif
