/* lib/solve/selected.h -- entries of the inverse on the pattern of the factor.
 *
 * From A = L D L^T, without the other entries (Takahashi's equations): with I the rows
 * below the diagonal of column j,
 *
 *     Z_Ij = -Z_II L_Ij,        Z_jj = 1 / D_j - L_Ij^T Z_Ij,        j = n-1 .. 0.
 *
 * On the factor of a Laplacian all sums are of one sign, so every entry is found to
 * full relative accuracy.  Costs two to four times the factorisation.
 * Source: Erisman, Tinney, Commun. ACM 18, 177 (1975). */
#ifndef OHM_SOLVE_SELECTED_H
#define OHM_SOLVE_SELECTED_H

#include "base/status.h"
#include "solve/cholesky.h"

/* An array laid out as ldl->value: Z_jj first in column j, then Z_ij; free with free(). */
ohm_status ohm_selected_inverse(double **out, const ohm_ldl *ldl, ohm_error *err);

/* Entry (i, j) of the inverse in permuted order; NaN where the factor has none. */
double ohm_selected_entry(const double *inverse, const ohm_ldl *ldl, int i, int j);

#endif
