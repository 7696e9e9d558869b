/* lib/topology/determinant_door.h -- exact determinants of sparse integer matrices.
 *
 * Private: not installed, so it may show FLINT.  FLINT aborts where memory runs out. */
#ifndef OHM_TOPOLOGY_DETERMINANT_DOOR_H
#define OHM_TOPOLOGY_DETERMINANT_DOOR_H

#include "base/control.h"

#include <stddef.h>

#include <flint/fmpz.h>

typedef struct {                    /* symmetric, both triangles */
    size_t n;
    size_t *start;                  /* n + 1 */
    size_t *column;                 /* off the diagonal, ascending in a row */
    slong *value;
    slong *diagonal;                /* n */
} ohm_integer_matrix;               /* owns its arrays */

ohm_status ohm_integer_matrix_alloc(ohm_integer_matrix **out, size_t n, size_t entries, ohm_error *err);
void ohm_integer_matrix_free(ohm_integer_matrix *matrix);   /* takes NULL */

/* The determinant, known to lie in [1, bound].  Where elimination stays sparse it is
 * made modulo as many 62-bit primes as the bound asks for and put together by the
 * Chinese remainder theorem; else by FLINT's dense determinant. */
ohm_status ohm_determinant(fmpz_t out, const ohm_integer_matrix *matrix, const fmpz_t bound,
                           const ohm_control *control, ohm_error *err);

#endif
