/* lib/topology/sign_matrix.c -- see sign_matrix.h */
#include "topology/sign_matrix.h"
#include "base/array.h"

#include <stdlib.h>

ohm_status
ohm_sign_matrix_alloc(ohm_sign_matrix **out, size_t rows, size_t columns, size_t entries, ohm_error *err)
{
    ohm_sign_matrix *matrix = OHM_ZEROS(ohm_sign_matrix, 1);

    *out = NULL;
    if (matrix == NULL)
        goto nomem;
    matrix->rows = rows;
    matrix->columns = columns;
    matrix->start = OHM_ZEROS(size_t, rows + 1);
    matrix->column = OHM_ARRAY(size_t, entries);
    matrix->sign = OHM_ARRAY(signed char, entries);
    if (matrix->start == NULL || matrix->column == NULL || matrix->sign == NULL)
        goto nomem;
    *out = matrix;
    return OHM_OK;

nomem:
    ohm_sign_matrix_free(matrix);
    return ohm_fail(err, OHM_E_NOMEM, "matrix: out of memory for %zu x %zu with %zu entries", rows,
                    columns, entries);
}

void
ohm_sign_matrix_free(ohm_sign_matrix *matrix)
{
    if (matrix == NULL)
        return;
    free(matrix->start);
    free(matrix->column);
    free(matrix->sign);
    free(matrix);
}

ohm_status
ohm_sign_matrix_transpose(ohm_sign_matrix **out, const ohm_sign_matrix *matrix, ohm_error *err)
{
    const size_t entries = matrix->start[matrix->rows];
    const ohm_status status = ohm_sign_matrix_alloc(out, matrix->columns, matrix->rows, entries, err);

    if (status != OHM_OK)
        return status;
    size_t *start = (*out)->start, place = 0;

    for (size_t e = 0; e < entries; e++)
        start[matrix->column[e] + 1]++;
    for (size_t j = 0; j < matrix->columns; j++) {
        const size_t count = start[j + 1];

        start[j + 1] = place;
        place += count;
    }
    for (size_t i = 0; i < matrix->rows; i++) {
        for (size_t e = matrix->start[i]; e < matrix->start[i + 1]; e++) {
            const size_t to = start[matrix->column[e] + 1]++;

            (*out)->column[to] = i;
            (*out)->sign[to] = matrix->sign[e];
        }
    }
    return OHM_OK;
}

void
ohm_sign_matrix_expand_row(double *row, const ohm_sign_matrix *matrix, size_t i)
{
    for (size_t j = 0; j < matrix->columns; j++)
        row[j] = 0.0;
    for (size_t e = matrix->start[i]; e < matrix->start[i + 1]; e++)
        row[matrix->column[e]] = matrix->sign[e];
}

void
ohm_sign_matrix_apply(double *restrict y, const ohm_sign_matrix *matrix, const double *restrict x)
{
    for (size_t i = 0; i < matrix->rows; i++) {
        y[i] = 0.0;
        for (size_t e = matrix->start[i]; e < matrix->start[i + 1]; e++)
            y[i] += matrix->sign[e] * x[matrix->column[e]];
    }
}

void
ohm_sign_matrix_apply_transposed(double *restrict y, const ohm_sign_matrix *matrix,
                                 const double *restrict x)
{
    for (size_t j = 0; j < matrix->columns; j++)
        y[j] = 0.0;
    for (size_t i = 0; i < matrix->rows; i++)
        for (size_t e = matrix->start[i]; e < matrix->start[i + 1]; e++)
            y[matrix->column[e]] += matrix->sign[e] * x[i];
}
