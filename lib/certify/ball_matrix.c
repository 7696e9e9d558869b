/* lib/certify/ball_matrix.c -- see ball_matrix.h */
#include "certify/ball_matrix.h"
#include "topology/omega_exact.h"
#include "topology/rational_door.h"

static ohm_status
irregular(const arb_mat_t a, long bits, ohm_error *err)
{
    return ohm_fail(err, OHM_E_PRECISION,
                    "balls: a matrix of %ld rows is not shown to be regular at %ld bits",
                    (long)arb_mat_nrows(a), bits);
}

ohm_status
ohm_ball_solve(arb_mat_t x, const arb_mat_t a, const arb_mat_t b, long bits, ohm_error *err)
{
    return arb_mat_solve(x, a, b, bits) ? OHM_OK : irregular(a, bits, err);
}

ohm_status
ohm_ball_inverse(arb_mat_t x, const arb_mat_t a, long bits, ohm_error *err)
{
    return arb_mat_inv(x, a, bits) ? OHM_OK : irregular(a, bits, err);
}

void
ohm_ball_from_rational(arb_mat_t out, const ohm_rational_matrix *matrix, long bits)
{
    for (slong i = 0; i < arb_mat_nrows(out); i++)
        for (slong j = 0; j < arb_mat_ncols(out); j++)
            arb_fmpz_div_fmpz(arb_mat_entry(out, i, j), fmpz_mat_entry(matrix->numerator, i, j),
                              matrix->denominator, bits);
}

void
ohm_ball_from_signs(arb_mat_t out, const ohm_sign_matrix *matrix)
{
    arb_mat_zero(out);
    for (size_t i = 0; i < matrix->rows; i++)
        for (size_t e = matrix->start[i]; e < matrix->start[i + 1]; e++)
            arb_set_si(arb_mat_entry(out, (slong)i, (slong)matrix->column[e]), matrix->sign[e]);
}

void
ohm_ball_scale_rows(arb_mat_t out, arb_srcptr d, const arb_mat_t a, long bits)
{
    for (slong i = 0; i < arb_mat_nrows(a); i++)
        for (slong j = 0; j < arb_mat_ncols(a); j++)
            arb_mul(arb_mat_entry(out, i, j), d + i, arb_mat_entry(a, i, j), bits);
}

void
ohm_ball_scale_columns(arb_mat_t out, const arb_mat_t a, arb_srcptr d, long bits)
{
    for (slong i = 0; i < arb_mat_nrows(a); i++)
        for (slong j = 0; j < arb_mat_ncols(a); j++)
            arb_mul(arb_mat_entry(out, i, j), arb_mat_entry(a, i, j), d + j, bits);
}

ohm_status
ohm_ball_omega(arb_mat_t out, const ohm_graph *graph, long bits, ohm_error *err)
{
    ohm_rational_matrix *omega;
    const ohm_status status = ohm_omega_exact_alloc(&omega, graph, err);

    if (status == OHM_OK)
        ohm_ball_from_rational(out, omega, bits);
    ohm_rational_matrix_free(omega);
    return status;
}

ohm_status
ohm_ball_response(arb_mat_t out, const ohm_sign_matrix *cycles, arb_srcptr r, long bits, ohm_error *err)
{
    const slong rows = (slong)cycles->rows, columns = (slong)cycles->columns;
    arb_mat_t a, at, ar, loop;
    ohm_status status;

    arb_mat_init(a, rows, columns);
    arb_mat_init(at, columns, rows);
    arb_mat_init(ar, rows, columns);
    arb_mat_init(loop, rows, rows);
    ohm_ball_from_signs(a, cycles);
    arb_mat_transpose(at, a);
    ohm_ball_scale_columns(ar, a, r, bits);
    arb_mat_mul(loop, ar, at, bits);
    if ((status = ohm_ball_solve(ar, loop, a, bits, err)) == OHM_OK)
        arb_mat_mul(out, at, ar, bits);
    arb_mat_clear(a);
    arb_mat_clear(at);
    arb_mat_clear(ar);
    arb_mat_clear(loop);
    return status;
}

/* Largest sum of magnitudes over rows, or over columns. */
static void
largest_sum(mag_t out, const arb_mat_t a, int columns)
{
    const slong outer = columns ? arb_mat_ncols(a) : arb_mat_nrows(a);
    const slong inner = columns ? arb_mat_nrows(a) : arb_mat_ncols(a);
    mag_t sum, part;

    mag_init(sum);
    mag_init(part);
    mag_zero(out);
    for (slong i = 0; i < outer; i++) {
        mag_zero(sum);
        for (slong j = 0; j < inner; j++) {
            arb_get_mag(part, columns ? arb_mat_entry(a, j, i) : arb_mat_entry(a, i, j));
            mag_add(sum, sum, part);
        }
        mag_max(out, out, sum);
    }
    mag_clear(sum);
    mag_clear(part);
}

void
ohm_ball_norm_rows(mag_t out, const arb_mat_t a)
{
    largest_sum(out, a, 0);
}

void
ohm_ball_norm_spectral(mag_t out, const arb_mat_t a)
{
    mag_t columns;

    mag_init(columns);
    largest_sum(out, a, 0);
    largest_sum(columns, a, 1);
    mag_mul(out, out, columns);
    mag_sqrt(out, out);
    mag_clear(columns);
}
