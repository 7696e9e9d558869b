/* lib/io/matrix_market.c -- see matrix_market.h */
#include "io/matrix_market.h"
#include "base/text.h"

#include <errno.h>
#include <math.h>
#include <string.h>

void
ohm_mtx_begin(ohm_mtx *mtx, FILE *file, size_t rows, size_t columns, size_t entries, bool integer,
              const char *comment)
{
    *mtx = (ohm_mtx){ .file = file, .rows = rows, .columns = columns, .left = entries, .integer = integer };
    fprintf(file, "%%%%MatrixMarket matrix coordinate %s general\n", integer ? "integer" : "real");
    while (comment != NULL && *comment != '\0') {
        const size_t length = strcspn(comment, "\n");

        fprintf(file, "%% %.*s\n", (int)length, comment);
        comment += length + (comment[length] == '\n');
    }
    fprintf(file, "%zu %zu %zu\n", rows, columns, entries);
}

ohm_status
ohm_mtx_entry(ohm_mtx *mtx, size_t row, size_t column, double value, ohm_error *err)
{
    char text[OHM_TEXT_DOUBLE];

    if (row >= mtx->rows || column >= mtx->columns || mtx->left == 0)
        return ohm_fail(err, OHM_E_ARG, "matrix: no place for entry (%zu, %zu), %zu to come", row, column,
                        mtx->left);
    if (!isfinite(value) || (mtx->integer && value != nearbyint(value)))
        return ohm_fail(err, OHM_E_ARG, "matrix: entry (%zu, %zu) would be %g", row, column, value);
    fprintf(mtx->file, "%zu %zu %s\n", row + 1, column + 1, ohm_text_double(text, value));
    mtx->left--;
    return OHM_OK;
}

ohm_status
ohm_mtx_end(ohm_mtx *mtx, ohm_error *err)
{
    if (mtx->left > 0)
        return ohm_fail(err, OHM_E_ARG, "matrix: %zu entries are missing", mtx->left);
    errno = 0;
    if (fflush(mtx->file) != 0 || ferror(mtx->file))
        return ohm_fail(err, OHM_E_IO, "matrix cannot be written: %s", strerror(errno));
    return OHM_OK;
}
