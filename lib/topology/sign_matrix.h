/* lib/topology/sign_matrix.h -- sparse matrices with entries -1, 0, +1.
 *
 * Compressed by rows.  Incidence, cycle matrix and tree operator are of this kind. */
#ifndef OHM_TOPOLOGY_SIGN_MATRIX_H
#define OHM_TOPOLOGY_SIGN_MATRIX_H

#include "base/status.h"

#include <stddef.h>

typedef struct {
    size_t rows, columns;
    size_t *start;                  /* rows + 1: row i is start[i] .. start[i+1]-1 */
    size_t *column;                 /* start[rows] */
    signed char *sign;              /* start[rows]: -1 or +1 */
} ohm_sign_matrix;                  /* owns its arrays */

/* Room for `entries` non-zeros; start is zero, column and sign are to be filled. */
ohm_status ohm_sign_matrix_alloc(ohm_sign_matrix **out, size_t rows, size_t columns, size_t entries,
                                 ohm_error *err);
void ohm_sign_matrix_free(ohm_sign_matrix *matrix);     /* takes NULL */

/* The transpose, every row in the order of the columns it came from. */
ohm_status ohm_sign_matrix_transpose(ohm_sign_matrix **out, const ohm_sign_matrix *matrix, ohm_error *err);

/* Writes one row in full: `columns` numbers. */
void ohm_sign_matrix_expand_row(double *row, const ohm_sign_matrix *matrix, size_t i);

/* y = X x (rows), or X^t x (columns) when transposed. */
void ohm_sign_matrix_apply(double *restrict y, const ohm_sign_matrix *matrix, const double *restrict x);
void ohm_sign_matrix_apply_transposed(double *restrict y, const ohm_sign_matrix *matrix,
                                      const double *restrict x);

#endif
