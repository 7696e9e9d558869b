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

/* The pairs of unknowns that branches join: what a sparse solver analyses. */
typedef struct {
    size_t count;
    int *a, *b;
} ohm_pairs;                    /* owns its arrays */

ohm_status ohm_pairs_list(ohm_pairs *out, const ohm_reduced *reduced, ohm_error *err);
void ohm_pairs_free(ohm_pairs *pairs);

/* scale_u = 1 / sqrt(sum of |g| at u) for the n unknowns: then a small pivot means
 * cancellation, and not merely a node of small conductances. */
void ohm_assembly_scale(double *scale, const ohm_reduced *reduced, const double *g);

#endif
