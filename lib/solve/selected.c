/* lib/solve/selected.c -- see selected.h */
#include "solve/selected.h"
#include "base/array.h"

#include <math.h>
#include <stdlib.h>

/* sum[i] = -(Z_II L_Ij)_i for the rows I of column j, of which Z's later columns are known. */
static void
sum_column(double *sum, double *entry, int *column, const double *z, const ohm_ldl *ldl, int j)
{
    const int begin = ldl->start[j] + 1, end = ldl->start[j] + ldl->count[j];

    for (int p = begin; p < end; p++) {
        column[ldl->row[p]] = j;
        entry[ldl->row[p]] = ldl->value[p];
        sum[ldl->row[p]] = 0.0;
    }
    for (int p = begin; p < end; p++) {
        const int i = ldl->row[p], start = ldl->start[i];

        sum[i] -= z[start] * entry[i];
        for (int q = start + 1; q < start + ldl->count[i]; q++) {
            const int k = ldl->row[q];

            if (column[k] == j) {
                sum[i] -= z[q] * entry[k];
                sum[k] -= z[q] * entry[i];
            }
        }
    }
}

ohm_status
ohm_selected_inverse(double **out, const ohm_ldl *ldl, ohm_error *err)
{
    const size_t n = (size_t)ldl->n;
    size_t length = 0;
    double *z, *sum = OHM_ARRAY(double, n), *entry = OHM_ARRAY(double, n);
    int *column = OHM_ARRAY(int, n);        /* last column a row was seen in */

    for (size_t j = 0; j < n; j++)
        if (length < (size_t)ldl->start[j] + (size_t)ldl->count[j])
            length = (size_t)ldl->start[j] + (size_t)ldl->count[j];
    *out = z = OHM_ARRAY(double, length);
    if (z == NULL || sum == NULL || entry == NULL || column == NULL) {
        free(z), free(sum), free(entry), free(column);
        *out = NULL;
        return ohm_fail(err, OHM_E_NOMEM, "selected inverse: %zu entries", length);
    }
    for (size_t i = 0; i < n; i++)
        column[i] = -1;
    for (int j = ldl->n - 1; j >= 0; j--) {
        const int start = ldl->start[j];
        double diagonal = 1.0 / ldl->value[start];

        sum_column(sum, entry, column, z, ldl, j);
        for (int p = start + 1; p < start + ldl->count[j]; p++) {
            z[p] = sum[ldl->row[p]];
            diagonal -= ldl->value[p] * z[p];
        }
        z[start] = diagonal;
    }
    free(sum), free(entry), free(column);
    return OHM_OK;
}

double
ohm_selected_entry(const double *inverse, const ohm_ldl *ldl, int i, int j)
{
    const int row = i < j ? j : i, column = i < j ? i : j;
    int low = ldl->start[column], high = low + ldl->count[column];
    const int end = high;

    while (low < high) {
        const int middle = low + (high - low) / 2;

        if (ldl->row[middle] < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low < end && ldl->row[low] == row ? inverse[low] : NAN;
}
