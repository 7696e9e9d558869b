/* lib/solve/row_system.h -- small systems of Laplacian type, solved again and again.
 *
 * Gaussian elimination without pivoting on rows that carry their right-hand sides along:
 *
 *     [ A | B ]  ->  [ U | C ],   X = U^{-1} C,
 *
 * for matrices whose pattern is symmetric and known.  Rows are whole and dense (one or two
 * vectors wide in a 4 x 4 lattice), but only the rows that an elimination fills are touched:
 * the symbolic analysis, with a minimum-degree order, is done once.  No pivoting is needed
 * where A is symmetric positive definite, or a column-diagonally-dominant M-matrix, whose
 * Schur complements are such matrices again.
 * Faster than a sparse factorisation up to some hundred unknowns; O(n^2) memory. */
#ifndef OHM_SOLVE_ROW_SYSTEM_H
#define OHM_SOLVE_ROW_SYSTEM_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ohm_row_system ohm_row_system;     /* one per thread: it holds the rows */

/* For n >= 1 unknowns with entries at the pairs (a[k], b[k]), their mirror images and the
 * diagonal, and at most `columns` right-hand sides. */
ohm_status ohm_row_system_alloc(ohm_row_system **out, size_t n, size_t pairs, const size_t *a,
                                 const size_t *b, size_t columns, ohm_error *err);
void ohm_row_system_free(ohm_row_system *system);         /* takes NULL */

/* Multiplications of one elimination with the one right-hand side. */
double ohm_row_system_flops(const ohm_row_system *system);

/* The entries: those of A at ohm_row_system_entry, those of B at ohm_row_system_right. */
double *ohm_row_system_values(ohm_row_system *system);
size_t ohm_row_system_entry(const ohm_row_system *system, size_t row, size_t column);
size_t ohm_row_system_right(const ohm_row_system *system, size_t row, size_t column);

/* An entry that belongs to no row: what need not be kept may be written there. */
size_t ohm_row_system_waste(const ohm_row_system *system);

/* All entries zero. */
void ohm_row_system_clear(ohm_row_system *system);

/* Eliminates and solves for the first `columns` right-hand sides, which X replaces; A is
 * destroyed.  symmetric: only the entries with place of row <= place of column are read
 * (fill both, or the one ohm_row_system_upper gives).  OHM_E_SINGULAR names the unknown
 * whose pivot is not positive; allocates nothing. */
ohm_status ohm_row_system_solve(ohm_row_system *system, size_t columns, bool symmetric, ohm_error *err);

/* The entry, of the two mirror images, that a symmetric elimination reads. */
size_t ohm_row_system_upper(const ohm_row_system *system, size_t i, size_t j);

#endif
