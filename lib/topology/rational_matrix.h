/* lib/topology/rational_matrix.h -- exact matrices of rational numbers.
 *
 * Integers over one positive common denominator, in lowest terms.  FLINT does the
 * arithmetic, and aborts where memory runs out. */
#ifndef OHM_TOPOLOGY_RATIONAL_MATRIX_H
#define OHM_TOPOLOGY_RATIONAL_MATRIX_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ohm_rational_matrix ohm_rational_matrix;

void ohm_rational_matrix_free(ohm_rational_matrix *matrix);     /* takes NULL */
size_t ohm_rational_matrix_rows(const ohm_rational_matrix *matrix);
size_t ohm_rational_matrix_columns(const ohm_rational_matrix *matrix);

/* An entry as "p/q" in lowest terms, "0", "-3"; to be freed by the caller. */
ohm_status ohm_rational_matrix_text(char **text, const ohm_rational_matrix *matrix, size_t i, size_t j,
                                    ohm_error *err);

/* The double nearest to an entry (ties to even; infinite beyond the largest). */
double ohm_rational_matrix_entry(const ohm_rational_matrix *matrix, size_t i, size_t j);

/* The common denominator in decimal; to be freed by the caller. */
ohm_status ohm_rational_matrix_denominator(char **text, const ohm_rational_matrix *matrix, ohm_error *err);

/* What makes a projector, decided exactly.  The trace as text, to be freed. */
size_t ohm_rational_matrix_rank(const ohm_rational_matrix *matrix);
ohm_status ohm_rational_matrix_trace(char **text, const ohm_rational_matrix *matrix, ohm_error *err);
bool ohm_rational_matrix_is_symmetric(const ohm_rational_matrix *matrix);
bool ohm_rational_matrix_is_idempotent(const ohm_rational_matrix *matrix);
bool ohm_rational_matrix_equal(const ohm_rational_matrix *a, const ohm_rational_matrix *b);

#endif
