/* lib/topology/rational_matrix.c -- see rational_matrix.h */
#include "topology/rational_matrix.h"
#include "topology/rational_door.h"
#include "base/array.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

ohm_status
ohm_rational_matrix_alloc(ohm_rational_matrix **out, size_t rows, size_t columns, ohm_error *err)
{
    ohm_rational_matrix *matrix = OHM_ARRAY(ohm_rational_matrix, 1);

    *out = matrix;
    if (matrix == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "rational matrix: out of memory");
    fmpz_mat_init(matrix->numerator, (slong)rows, (slong)columns);
    fmpz_init_set_ui(matrix->denominator, 1);
    return OHM_OK;
}

void
ohm_rational_matrix_free(ohm_rational_matrix *matrix)
{
    if (matrix == NULL)
        return;
    fmpz_mat_clear(matrix->numerator);
    fmpz_clear(matrix->denominator);
    free(matrix);
}

void
ohm_rational_matrix_reduce(ohm_rational_matrix *matrix)
{
    fmpz_t common;

    fmpz_init(common);
    fmpz_mat_content(common, matrix->numerator);
    fmpz_gcd(common, common, matrix->denominator);
    if (fmpz_sgn(matrix->denominator) < 0)
        fmpz_neg(common, common);
    if (!fmpz_is_one(common)) {
        fmpz_mat_scalar_divexact_fmpz(matrix->numerator, matrix->numerator, common);
        fmpz_divexact(matrix->denominator, matrix->denominator, common);
    }
    fmpz_clear(common);
}

size_t
ohm_rational_matrix_rows(const ohm_rational_matrix *matrix)
{
    return (size_t)fmpz_mat_nrows(matrix->numerator);
}

size_t
ohm_rational_matrix_columns(const ohm_rational_matrix *matrix)
{
    return (size_t)fmpz_mat_ncols(matrix->numerator);
}

ohm_status
ohm_rational_text(char **text, const fmpz_t p, const fmpz_t q, ohm_error *err)
{
    ohm_status status = OHM_OK;
    fmpz_t common, top, bottom;

    fmpz_init(common);
    fmpz_init(top);
    fmpz_init(bottom);
    fmpz_gcd(common, p, q);
    fmpz_divexact(top, p, common);
    fmpz_divexact(bottom, q, common);
    /* a sign, a stroke and a terminator */
    const size_t room = fmpz_sizeinbase(top, 10) + fmpz_sizeinbase(bottom, 10) + 3;

    if ((*text = OHM_ARRAY(char, room)) == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "rational: out of memory for %zu digits", room);
    } else {
        fmpz_get_str(*text, 10, top);
        if (!fmpz_is_one(bottom)) {
            char *stroke = *text + strlen(*text);

            *stroke = '/';
            fmpz_get_str(stroke + 1, 10, bottom);
        }
    }
    fmpz_clear(common);
    fmpz_clear(top);
    fmpz_clear(bottom);
    return status;
}

/* quotient = floor(|p| 2^-scale / q), rest = what is left, over *divisor. */
static void
divide_scaled(fmpz_t quotient, fmpz_t rest, fmpz_t divisor, const fmpz_t p, const fmpz_t q, slong scale)
{
    fmpz_abs(rest, p);
    fmpz_set(divisor, q);
    if (scale < 0)
        fmpz_mul_2exp(rest, rest, (ulong)-scale);
    else
        fmpz_mul_2exp(divisor, divisor, (ulong)scale);
    fmpz_fdiv_qr(quotient, rest, rest, divisor);
}

/* |p| / q lies between 2^(e-1) and 2^(e+1), e the difference of the bit lengths: one
 * of two scales gives a quotient of exactly 53 bits, or fewer for a subnormal. */
double
ohm_rational_double(const fmpz_t p, const fmpz_t q)
{
    slong scale = (slong)fmpz_bits(p) - (slong)fmpz_bits(q) - DBL_MANT_DIG;
    fmpz_t quotient, rest, divisor;

    if (scale < DBL_MIN_EXP - DBL_MANT_DIG)
        scale = DBL_MIN_EXP - DBL_MANT_DIG;
    if (scale > DBL_MAX_EXP)
        return fmpz_sgn(p) < 0 ? -HUGE_VAL : HUGE_VAL;
    fmpz_init(quotient);
    fmpz_init(rest);
    fmpz_init(divisor);
    divide_scaled(quotient, rest, divisor, p, q, scale);
    if (fmpz_bits(quotient) > DBL_MANT_DIG)
        divide_scaled(quotient, rest, divisor, p, q, ++scale);
    fmpz_mul_2exp(rest, rest, 1);
    const int half = fmpz_cmp(rest, divisor);

    if (half > 0 || (half == 0 && fmpz_is_odd(quotient)))
        fmpz_add_ui(quotient, quotient, 1);
    const double magnitude = ldexp((double)fmpz_get_ui(quotient), (int)scale);

    fmpz_clear(quotient);
    fmpz_clear(rest);
    fmpz_clear(divisor);
    return fmpz_sgn(p) < 0 ? -magnitude : magnitude;
}

ohm_status
ohm_rational_matrix_text(char **text, const ohm_rational_matrix *matrix, size_t i, size_t j, ohm_error *err)
{
    return ohm_rational_text(text, fmpz_mat_entry(matrix->numerator, (slong)i, (slong)j),
                             matrix->denominator, err);
}

double
ohm_rational_matrix_entry(const ohm_rational_matrix *matrix, size_t i, size_t j)
{
    return ohm_rational_double(fmpz_mat_entry(matrix->numerator, (slong)i, (slong)j), matrix->denominator);
}

ohm_status
ohm_rational_matrix_denominator(char **text, const ohm_rational_matrix *matrix, ohm_error *err)
{
    const fmpz one = 1;

    return ohm_rational_text(text, matrix->denominator, &one, err);
}

size_t
ohm_rational_matrix_rank(const ohm_rational_matrix *matrix)
{
    return (size_t)fmpz_mat_rank(matrix->numerator);
}

ohm_status
ohm_rational_matrix_trace(char **text, const ohm_rational_matrix *matrix, ohm_error *err)
{
    fmpz_t trace;

    fmpz_init(trace);
    fmpz_mat_trace(trace, matrix->numerator);
    const ohm_status status = ohm_rational_text(text, trace, matrix->denominator, err);

    fmpz_clear(trace);
    return status;
}

bool
ohm_rational_matrix_is_symmetric(const ohm_rational_matrix *matrix)
{
    const slong rows = fmpz_mat_nrows(matrix->numerator);

    if (rows != fmpz_mat_ncols(matrix->numerator))
        return false;
    for (slong i = 0; i < rows; i++)
        for (slong j = 0; j < i; j++)
            if (!fmpz_equal(fmpz_mat_entry(matrix->numerator, i, j), fmpz_mat_entry(matrix->numerator, j, i)))
                return false;
    return true;
}

bool
ohm_rational_matrix_is_idempotent(const ohm_rational_matrix *matrix)
{
    const slong rows = fmpz_mat_nrows(matrix->numerator);
    fmpz_mat_t square, scaled;

    if (rows != fmpz_mat_ncols(matrix->numerator))
        return false;
    fmpz_mat_init(square, rows, rows);
    fmpz_mat_init(scaled, rows, rows);
    fmpz_mat_mul(square, matrix->numerator, matrix->numerator);
    fmpz_mat_scalar_mul_fmpz(scaled, matrix->numerator, matrix->denominator);
    const bool same = fmpz_mat_equal(square, scaled) != 0;

    fmpz_mat_clear(square);
    fmpz_mat_clear(scaled);
    return same;
}

bool
ohm_rational_matrix_equal(const ohm_rational_matrix *a, const ohm_rational_matrix *b)
{
    return fmpz_equal(a->denominator, b->denominator) && fmpz_mat_equal(a->numerator, b->numerator);
}
