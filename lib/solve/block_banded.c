/* lib/solve/block_banded.c -- the pivoted road of block_tridiagonal.h, through LAPACK */
#include "solve/block_tridiagonal.h"

#include "base/array.h"

#include <lapacke.h>
#include <string.h>

/* Puts value at row r, column c of the band (LAPACK's general band storage). */
static void
band_set(double *band, size_t r, size_t c, double value, size_t half, size_t rows)
{
    band[c * rows + 2 * half + r - c] = value;
}

/* Copies the arrow block coupling node i to node j into the band. */
static void
band_arrow(double *band, const double *entries, size_t i, size_t j, size_t lane, size_t half, size_t rows,
           const ohm_block_system *a)
{
    const size_t b = a->block, at = i * a->lanes + lane;

    for (size_t r = 0; r < b; r++) {
        band_set(band, i * b + r, j * b + r, entries[r * a->stride + at], half, rows);
        if (r + 1 < b)
            band_set(band, i * b + r, j * b + b - 1, entries[(b + r) * a->stride + at], half, rows);
    }
}

ohm_status
ohm_block_system_solve_pivoted(ohm_block_system *a, size_t lane, ohm_error *err)
{
    const size_t b = a->block, n = a->nodes * b, half = 2 * b - 1, rows = 3 * half + 1;

    if (a->band == NULL)
        a->band = OHM_ARRAY(double, n * (rows + 1));
    if (a->band_pivot == NULL)
        a->band_pivot = OHM_ARRAY(int, n);
    if (a->band == NULL || a->band_pivot == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "blocks: band of %zu unknowns", n);
    double *f = a->band + n * rows;

    memset(a->band, 0, n * rows * sizeof *a->band);
    for (size_t i = 0; i < a->nodes; i++) {
        const size_t at = i * a->lanes + lane;

        for (size_t r = 0; r < b; r++) {
            f[i * b + r] = a->rhs[r * a->stride + at];
            for (size_t c = 0; c < b; c++)
                band_set(a->band, i * b + r, i * b + c, a->diagonal[(r * b + c) * a->stride + at], half,
                         rows);
        }
        if (i > 0)
            band_arrow(a->band, a->lower, i, i - 1, lane, half, rows, a);
        if (i + 1 < a->nodes)
            band_arrow(a->band, a->upper, i, i + 1, lane, half, rows, a);
    }
    const lapack_int info =
        LAPACKE_dgbsv_work(LAPACK_COL_MAJOR, (lapack_int)n, (lapack_int)half, (lapack_int)half, 1, a->band,
                           (lapack_int)rows, a->band_pivot, f, (lapack_int)n);
    if (info != 0)
        return ohm_fail(err, OHM_E_SINGULAR, "blocks: no pivot at unknown %zu of node %zu",
                        (size_t)(info - 1) % b, (size_t)(info - 1) / b);
    for (size_t i = 0; i < a->nodes; i++)
        for (size_t r = 0; r < b; r++)
            a->solution[r * a->stride + i * a->lanes + lane] = f[i * b + r];
    return OHM_OK;
}
