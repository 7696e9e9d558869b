/* lib/topology/rational_door.h -- what lies inside a rational matrix.
 *
 * Private: not installed, so it may show FLINT. */
#ifndef OHM_TOPOLOGY_RATIONAL_DOOR_H
#define OHM_TOPOLOGY_RATIONAL_DOOR_H

#include "topology/rational_matrix.h"

#include <flint/fmpz_mat.h>

struct ohm_rational_matrix {
    fmpz_mat_t numerator;
    fmpz_t denominator;             /* > 0 */
};

/* A zero matrix over 1. */
ohm_status ohm_rational_matrix_alloc(ohm_rational_matrix **out, size_t rows, size_t columns, ohm_error *err);

/* Makes the denominator positive and divides what is common to everything. */
void ohm_rational_matrix_reduce(ohm_rational_matrix *matrix);

/* p/q, q > 0, in lowest terms as text (to be freed), and as the nearest double. */
ohm_status ohm_rational_text(char **text, const fmpz_t p, const fmpz_t q, ohm_error *err);
double ohm_rational_double(const fmpz_t p, const fmpz_t q);

#endif
