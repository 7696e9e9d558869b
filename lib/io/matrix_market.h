/* lib/io/matrix_market.h -- sparse matrices as MatrixMarket coordinate files.
 *
 * begin, one entry after the other, end.  Indices here start at 0, in the file at 1.
 * Source: Boisvert, Pozo, Remington, The Matrix Market Exchange Formats (1996). */
#ifndef OHM_IO_MATRIX_MARKET_H
#define OHM_IO_MATRIX_MARKET_H

#include "base/status.h"

#include <stdbool.h>
#include <stdio.h>

typedef struct {
    FILE *file;                     /* borrowed */
    size_t rows, columns, left;     /* entries still to come */
    bool integer;
} ohm_mtx;

/* comment: lines for the head of the file, without their %, or NULL. */
void ohm_mtx_begin(ohm_mtx *mtx, FILE *file, size_t rows, size_t columns, size_t entries, bool integer,
                   const char *comment);

/* OHM_E_ARG for a place outside the matrix, more entries than announced, a number
 * that is not finite, or not whole where whole ones were announced. */
ohm_status ohm_mtx_entry(ohm_mtx *mtx, size_t row, size_t column, double value, ohm_error *err);

/* OHM_E_ARG where entries are missing, OHM_E_IO where the stream failed. */
ohm_status ohm_mtx_end(ohm_mtx *mtx, ohm_error *err);

#endif
