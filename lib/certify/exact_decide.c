/* lib/certify/exact_decide.c -- see exact.h: what is true of a matrix, and how it is shown */
#include "certify/exact_door.h"

#include <stdlib.h>

#include <flint/fmpq_poly.h>
#include <flint/fmpz_poly.h>

/* ---- deciding ---------------------------------------------------------------------------- */

bool
ohm_q_equal(const ohm_q *a, const ohm_q *b)
{
    return a != NULL && b != NULL && ohm_q_same_shape(a, b) && fmpq_mat_equal(a->value, b->value) != 0;
}

bool
ohm_q_is_zero(const ohm_q *m)
{
    return m != NULL && fmpq_mat_is_zero(m->value) != 0;
}

bool
ohm_q_is_symmetric(const ohm_q *m)
{
    return ohm_q_equal(m, ohm_q_transpose(m));
}

bool
ohm_q_is_regular(const ohm_q *m)
{
    return m != NULL && ohm_q_rows_of(m) == ohm_q_columns_of(m) && ohm_q_rank(m) == (size_t)ohm_q_rows_of(m);
}

/* By elimination without exchanges: all pivots are positive. */
bool
ohm_q_is_positive_definite(const ohm_q *m)
{
    const slong n = ohm_q_rows_of(m);
    bool positive = m != NULL && n == ohm_q_columns_of(m);
    fmpq_mat_t work;
    fmpq_t factor;

    if (!positive)
        return false;
    fmpq_init(factor);
    fmpq_mat_init(work, n, n);
    fmpq_mat_set(work, m->value);
    for (slong k = 0; positive && k < n; k++) {
        positive = fmpq_sgn(fmpq_mat_entry(work, k, k)) > 0;
        for (slong i = k + 1; positive && i < n; i++) {
            fmpq_div(factor, fmpq_mat_entry(work, i, k), fmpq_mat_entry(work, k, k));
            for (slong j = k; j < n; j++)
                fmpq_submul(fmpq_mat_entry(work, i, j), factor, fmpq_mat_entry(work, k, j));
        }
    }
    fmpq_mat_clear(work);
    fmpq_clear(factor);
    return positive;
}

size_t
ohm_q_rank(const ohm_q *m)
{
    fmpq_mat_t work;

    if (m == NULL)
        return 0;
    fmpq_mat_init(work, ohm_q_rows_of(m), ohm_q_columns_of(m));
    const slong rank = fmpq_mat_rref(work, m->value);

    fmpq_mat_clear(work);
    return (size_t)rank;
}

int
ohm_q_sign(const ohm_q *m, size_t i, size_t j)
{
    return m == NULL ? 0 : fmpq_sgn(ohm_q_at(m, (slong)i, (slong)j));
}

int
ohm_q_compare(const ohm_q *a, const ohm_q *b)
{
    return ohm_q_sign(ohm_q_sub(a, b), 0, 0);
}

bool
ohm_q_all_positive(const ohm_q *m)
{
    for (slong i = 0; i < ohm_q_rows_of(m); i++)
        for (slong j = 0; j < ohm_q_columns_of(m); j++)
            if (fmpq_sgn(ohm_q_at(m, i, j)) <= 0)
                return false;
    return m != NULL;
}

/* Whether sign * (entry - p/q) >= 0 for all entries. */
static bool
all_beyond(const ohm_q *m, int sign, long p, long q)
{
    bool all = m != NULL;
    fmpq_t bound;

    fmpq_init(bound);
    fmpq_set_si(bound, p, (ulong)q);
    for (slong i = 0; i < ohm_q_rows_of(m); i++)
        for (slong j = 0; j < ohm_q_columns_of(m); j++)
            all = all && sign * fmpq_cmp(ohm_q_at(m, i, j), bound) >= 0;
    fmpq_clear(bound);
    return all;
}

bool
ohm_q_all_at_least(const ohm_q *m, long p, long q)
{
    return all_beyond(m, 1, p, q);
}

bool
ohm_q_all_at_most(const ohm_q *m, long p, long q)
{
    return all_beyond(m, -1, p, q);
}

/* The numerator of det(z I - m) without repeated factors and, unless *zero is false, without z. */
static void
squarefree_characteristic(fmpz_poly_t out, bool *zero, const ohm_q *m)
{
    fmpq_poly_t polynomial;
    fmpz_poly_t derivative, common;

    fmpq_poly_init(polynomial);
    fmpz_poly_init(derivative);
    fmpz_poly_init(common);
    fmpq_mat_charpoly(polynomial, m->value);
    fmpq_poly_get_numerator(out, polynomial);
    fmpz_poly_derivative(derivative, out);
    fmpz_poly_gcd(common, out, derivative);
    fmpz_poly_div(out, out, common);
    *zero = fmpz_poly_length(out) > 0 && fmpz_is_zero(fmpz_poly_get_coeff_ptr(out, 0));
    if (*zero)
        fmpz_poly_shift_right(out, out, 1);
    fmpz_poly_clear(common);
    fmpz_poly_clear(derivative);
    fmpq_poly_clear(polynomial);
}

ohm_q_spectrum
ohm_q_count_eigenvalues(const ohm_q *m)
{
    ohm_q_spectrum count = { 0 };
    slong negative = 0, positive = 0;
    fmpz_poly_t polynomial;

    if (m == NULL || ohm_q_rows_of(m) != ohm_q_columns_of(m) || ohm_q_rows_of(m) == 0)
        return count;
    fmpz_poly_init(polynomial);
    squarefree_characteristic(polynomial, &count.zero, m);
    const slong degree = fmpz_poly_degree(polynomial);

    if (degree > 0)
        _fmpz_poly_num_real_roots_sturm(&negative, &positive, polynomial->coeffs, degree + 1);
    count.negative = (size_t)negative;
    count.positive = (size_t)positive;
    count.complex = (size_t)(degree - negative - positive);
    fmpz_poly_clear(polynomial);
    return count;
}

ohm_q *
ohm_q_characteristic(const ohm_q *m)
{
    ohm_q *coefficients = ohm_q_result(m, m, ohm_q_rows_of(m) == ohm_q_columns_of(m), ohm_q_rows_of(m) + 1, 1);
    fmpq_poly_t polynomial;

    if (coefficients == NULL)
        return NULL;
    fmpq_poly_init(polynomial);
    fmpq_mat_charpoly(polynomial, m->value);
    for (slong i = 0; i <= ohm_q_rows_of(m); i++)
        fmpq_poly_get_coeff_fmpq(ohm_q_at(coefficients, i, 0), polynomial, i);
    fmpq_poly_clear(polynomial);
    return coefficients;
}

/* ---- showing ------------------------------------------------------------------------------- */

double
ohm_q_double(const ohm_q *m, size_t i, size_t j)
{
    return m == NULL ? 0.0 : fmpq_get_d(ohm_q_at(m, (slong)i, (slong)j));
}

static ohm_json *
entry_json(const ohm_q *m, slong i, slong j)
{
    char *text = fmpq_get_str(NULL, 10, ohm_q_at(m, i, j));
    ohm_json *json = ohm_json_string(text);

    flint_free(text);
    return json;
}

ohm_json *
ohm_q_json(const ohm_q *m)
{
    if (m == NULL)
        return ohm_json_null();
    if (ohm_q_rows_of(m) == 1 && ohm_q_columns_of(m) == 1)
        return entry_json(m, 0, 0);
    ohm_json *list = ohm_json_array();

    for (slong i = 0; i < ohm_q_rows_of(m); i++) {
        if (ohm_q_columns_of(m) == 1) {
            ohm_json_append(list, entry_json(m, i, 0));
            continue;
        }
        ohm_json *row = ohm_json_array();

        for (slong j = 0; j < ohm_q_columns_of(m); j++)
            ohm_json_append(row, entry_json(m, i, j));
        ohm_json_append(list, row);
    }
    return list;
}
