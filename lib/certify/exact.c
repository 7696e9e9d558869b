/* lib/certify/exact.c -- see exact.h: matrices made, taken apart and computed with */
#include "certify/exact_door.h"
#include "base/array.h"

#include <stdlib.h>

static void
destroy_matrix(void *thing)
{
    ohm_q *m = thing;

    fmpq_mat_clear(m->value);
    free(m);
}

ohm_q *
ohm_q_zero(ohm_arena *arena, size_t rows, size_t columns)
{
    ohm_q *m = ohm_arena_make(arena, sizeof *m, destroy_matrix);

    if (m == NULL)
        return NULL;
    fmpq_mat_init(m->value, (slong)rows, (slong)columns);
    m->arena = arena;
    return m;
}

ohm_q *
ohm_q_result(const ohm_q *a, const ohm_q *b, bool fits, slong rows, slong columns)
{
    if (a == NULL || b == NULL)
        return NULL;
    if (!fits) {
        ohm_arena_fail(a->arena, OHM_E_INTERNAL, "exact: the shapes do not fit");
        return NULL;
    }
    return ohm_q_zero(a->arena, (size_t)rows, (size_t)columns);
}

/* ---- making ------------------------------------------------------------------------ */

ohm_q *
ohm_q_identity(ohm_arena *arena, size_t n)
{
    ohm_q *m = ohm_q_zero(arena, n, n);

    if (m != NULL)
        fmpq_mat_one(m->value);
    return m;
}

ohm_q *
ohm_q_filled(ohm_arena *arena, size_t rows, size_t columns, long p, long q)
{
    ohm_q *m = ohm_q_zero(arena, rows, columns);

    for (size_t i = 0; m != NULL && i < rows; i++)
        for (size_t j = 0; j < columns; j++)
            ohm_q_set(m, i, j, p, q);
    return m;
}

ohm_q *
ohm_q_number(ohm_arena *arena, long p, long q)
{
    return ohm_q_filled(arena, 1, 1, p, q);
}

ohm_q *
ohm_q_vector(ohm_arena *arena, size_t n, const short (*fraction)[2])
{
    ohm_q *v = ohm_q_zero(arena, n, 1);

    for (size_t i = 0; v != NULL && i < n; i++)
        ohm_q_set(v, i, 0, fraction[i][0], fraction[i][1]);
    return v;
}

ohm_q *
ohm_q_of_signs(ohm_arena *arena, const ohm_sign_matrix *matrix)
{
    ohm_q *m = ohm_q_zero(arena, matrix->rows, matrix->columns);

    for (size_t i = 0; m != NULL && i < matrix->rows; i++)
        for (size_t e = matrix->start[i]; e < matrix->start[i + 1]; e++)
            ohm_q_set(m, i, matrix->column[e], matrix->sign[e], 1);
    return m;
}

ohm_q *
ohm_q_random(ohm_arena *arena, size_t rows, size_t columns, long least, long most, ohm_rng *rng)
{
    const long low = least > 0 ? least : -most;
    ohm_q *m = ohm_q_zero(arena, rows, columns);

    for (size_t i = 0; m != NULL && i < rows; i++)
        for (size_t j = 0; j < columns; j++) {
            const long p = low + (long)ohm_rng_below(rng, (size_t)(most - low + 1));

            ohm_q_set(m, i, j, p, 1 + (long)ohm_rng_below(rng, 12));
        }
    return m;
}

ohm_q *
ohm_q_copy(ohm_arena *arena, const ohm_q *m)
{
    ohm_q *copy = m == NULL ? NULL : ohm_q_zero(arena, ohm_q_rows(m), ohm_q_columns(m));

    if (copy != NULL)
        fmpq_mat_set(copy->value, m->value);
    return copy;
}

/* Whether there is such an entry; a matrix left empty by earlier trouble has none. */
static bool
has_entry(const ohm_q *m, size_t i, size_t j)
{
    if (m == NULL)
        return false;
    if (i < ohm_q_rows(m) && j < ohm_q_columns(m))
        return true;
    ohm_arena_fail(m->arena, OHM_E_INTERNAL, "exact: there is no such entry");
    return false;
}

void
ohm_q_set(ohm_q *m, size_t i, size_t j, long p, long q)
{
    if (has_entry(m, i, j) && q <= 0)
        ohm_arena_fail(m->arena, OHM_E_INTERNAL, "exact: a denominator must be positive");
    else if (has_entry(m, i, j))
        fmpq_set_si(ohm_q_at(m, (slong)i, (slong)j), p, (ulong)q);
}

void
ohm_q_put(ohm_q *m, size_t i, size_t j, const ohm_q *number)
{
    if (has_entry(m, i, j) && number != NULL)
        fmpq_set(ohm_q_at(m, (slong)i, (slong)j), ohm_q_at(number, 0, 0));
}

/* ---- shape and parts ----------------------------------------------------------------- */

size_t
ohm_q_rows(const ohm_q *m)
{
    return (size_t)ohm_q_rows_of(m);
}

size_t
ohm_q_columns(const ohm_q *m)
{
    return (size_t)ohm_q_columns_of(m);
}

ohm_q *
ohm_q_entry(const ohm_q *m, size_t i, size_t j)
{
    ohm_q *number = ohm_q_result(m, m, (slong)i < ohm_q_rows_of(m) && (slong)j < ohm_q_columns_of(m), 1, 1);

    if (number != NULL)
        fmpq_set(ohm_q_at(number, 0, 0), ohm_q_at(m, (slong)i, (slong)j));
    return number;
}

ohm_q *
ohm_q_column(const ohm_q *m, size_t j)
{
    return ohm_q_pick_columns(m, 1, &j);
}

ohm_q *
ohm_q_pick_columns(const ohm_q *m, size_t count, const size_t *column)
{
    ohm_q *picked = ohm_q_result(m, m, true, ohm_q_rows_of(m), (slong)count);

    for (slong i = 0; picked != NULL && i < ohm_q_rows_of(m); i++)
        for (size_t j = 0; j < count; j++)
            fmpq_set(ohm_q_at(picked, i, (slong)j), ohm_q_at(m, i, (slong)column[j]));
    return picked;
}

ohm_q *
ohm_q_transpose(const ohm_q *m)
{
    ohm_q *t = ohm_q_result(m, m, true, ohm_q_columns_of(m), ohm_q_rows_of(m));

    if (t != NULL)
        fmpq_mat_transpose(t->value, m->value);
    return t;
}

ohm_q *
ohm_q_diagonal(const ohm_q *vector)
{
    ohm_q *m = ohm_q_result(vector, vector, ohm_q_columns_of(vector) == 1, ohm_q_rows_of(vector),
                            ohm_q_rows_of(vector));

    for (slong i = 0; m != NULL && i < ohm_q_rows_of(vector); i++)
        fmpq_set(ohm_q_at(m, i, i), ohm_q_at(vector, i, 0));
    return m;
}

ohm_q *
ohm_q_diagonal_of(const ohm_q *m)
{
    ohm_q *v = ohm_q_result(m, m, ohm_q_rows_of(m) == ohm_q_columns_of(m), ohm_q_rows_of(m), 1);

    for (slong i = 0; v != NULL && i < ohm_q_rows_of(m); i++)
        fmpq_set(ohm_q_at(v, i, 0), ohm_q_at(m, i, i));
    return v;
}

ohm_q *
ohm_q_stack(const ohm_q *above, const ohm_q *below)
{
    ohm_q *m = ohm_q_result(above, below, ohm_q_columns_of(above) == ohm_q_columns_of(below),
                            ohm_q_rows_of(above) + ohm_q_rows_of(below), ohm_q_columns_of(above));

    if (m != NULL)
        fmpq_mat_concat_vertical(m->value, above->value, below->value);
    return m;
}

ohm_q *
ohm_q_beside(const ohm_q *left, const ohm_q *right)
{
    ohm_q *m = ohm_q_result(left, right, ohm_q_rows_of(left) == ohm_q_rows_of(right), ohm_q_rows_of(left),
                            ohm_q_columns_of(left) + ohm_q_columns_of(right));

    if (m != NULL)
        fmpq_mat_concat_horizontal(m->value, left->value, right->value);
    return m;
}

/* ---- arithmetic ------------------------------------------------------------------------ */

ohm_q *
ohm_q_add(const ohm_q *a, const ohm_q *b)
{
    ohm_q *m = ohm_q_result(a, b, ohm_q_same_shape(a, b), ohm_q_rows_of(a), ohm_q_columns_of(a));

    if (m != NULL)
        fmpq_mat_add(m->value, a->value, b->value);
    return m;
}

ohm_q *
ohm_q_sub(const ohm_q *a, const ohm_q *b)
{
    ohm_q *m = ohm_q_result(a, b, ohm_q_same_shape(a, b), ohm_q_rows_of(a), ohm_q_columns_of(a));

    if (m != NULL)
        fmpq_mat_sub(m->value, a->value, b->value);
    return m;
}

ohm_q *
ohm_q_mul(const ohm_q *a, const ohm_q *b)
{
    ohm_q *m = ohm_q_result(a, b, ohm_q_columns_of(a) == ohm_q_rows_of(b), ohm_q_rows_of(a),
                            ohm_q_columns_of(b));

    if (m != NULL)
        fmpq_mat_mul(m->value, a->value, b->value);
    return m;
}

ohm_q *
ohm_q_mul3(const ohm_q *a, const ohm_q *b, const ohm_q *c)
{
    return ohm_q_mul(a, ohm_q_mul(b, c));
}

ohm_q *
ohm_q_neg(const ohm_q *m)
{
    return ohm_q_scale(m, -1, 1);
}

ohm_q *
ohm_q_scale(const ohm_q *m, long p, long q)
{
    return m == NULL ? NULL : ohm_q_times(m, ohm_q_number(m->arena, p, q));
}

ohm_q *
ohm_q_times(const ohm_q *m, const ohm_q *number)
{
    ohm_q *product = ohm_q_result(m, number, ohm_q_rows_of(number) == 1 && ohm_q_columns_of(number) == 1,
                                  ohm_q_rows_of(m), ohm_q_columns_of(m));

    for (slong i = 0; product != NULL && i < ohm_q_rows_of(m); i++)
        for (slong j = 0; j < ohm_q_columns_of(m); j++)
            fmpq_mul(ohm_q_at(product, i, j), ohm_q_at(m, i, j), ohm_q_at(number, 0, 0));
    return product;
}

ohm_q *
ohm_q_over(const ohm_q *m, const ohm_q *number)
{
    return ohm_q_times(m, ohm_q_reciprocal(number));
}

ohm_q *
ohm_q_each(const ohm_q *a, const ohm_q *b)
{
    ohm_q *m = ohm_q_result(a, b, ohm_q_same_shape(a, b), ohm_q_rows_of(a), ohm_q_columns_of(a));

    for (slong i = 0; m != NULL && i < ohm_q_rows_of(a); i++)
        for (slong j = 0; j < ohm_q_columns_of(a); j++)
            fmpq_mul(ohm_q_at(m, i, j), ohm_q_at(a, i, j), ohm_q_at(b, i, j));
    return m;
}

ohm_q *
ohm_q_reciprocal(const ohm_q *m)
{
    ohm_q *r = ohm_q_result(m, m, true, ohm_q_rows_of(m), ohm_q_columns_of(m));

    for (slong i = 0; r != NULL && i < ohm_q_rows_of(m); i++)
        for (slong j = 0; j < ohm_q_columns_of(m); j++) {
            if (fmpq_is_zero(ohm_q_at(m, i, j))) {
                ohm_arena_fail(m->arena, OHM_E_SINGULAR, "exact: one over zero");
                return NULL;
            }
            fmpq_inv(ohm_q_at(r, i, j), ohm_q_at(m, i, j));
        }
    return r;
}

ohm_q *
ohm_q_absolute(const ohm_q *m)
{
    ohm_q *r = ohm_q_result(m, m, true, ohm_q_rows_of(m), ohm_q_columns_of(m));

    for (slong i = 0; r != NULL && i < ohm_q_rows_of(m); i++)
        for (slong j = 0; j < ohm_q_columns_of(m); j++)
            fmpq_abs(ohm_q_at(r, i, j), ohm_q_at(m, i, j));
    return r;
}

ohm_q *
ohm_q_inverse(const ohm_q *m)
{
    ohm_q *inverse = ohm_q_result(m, m, ohm_q_rows_of(m) == ohm_q_columns_of(m), ohm_q_rows_of(m),
                                  ohm_q_columns_of(m));

    if (inverse == NULL || fmpq_mat_inv(inverse->value, m->value) != 0)
        return inverse;
    ohm_arena_fail(m->arena, OHM_E_SINGULAR, "exact: a singular matrix has no inverse");
    return NULL;
}

ohm_q *
ohm_q_dot(const ohm_q *a, const ohm_q *b)
{
    ohm_q *sum = ohm_q_result(a, b, ohm_q_same_shape(a, b), 1, 1);

    for (slong i = 0; sum != NULL && i < ohm_q_rows_of(a); i++)
        for (slong j = 0; j < ohm_q_columns_of(a); j++)
            fmpq_addmul(ohm_q_at(sum, 0, 0), ohm_q_at(a, i, j), ohm_q_at(b, i, j));
    return sum;
}

ohm_q *
ohm_q_sum(const ohm_q *m)
{
    ohm_q *sum = ohm_q_result(m, m, true, 1, 1);

    for (slong i = 0; sum != NULL && i < ohm_q_rows_of(m); i++)
        for (slong j = 0; j < ohm_q_columns_of(m); j++)
            fmpq_add(ohm_q_at(sum, 0, 0), ohm_q_at(sum, 0, 0), ohm_q_at(m, i, j));
    return sum;
}

ohm_q *
ohm_q_trace(const ohm_q *m)
{
    ohm_q *sum = ohm_q_result(m, m, ohm_q_rows_of(m) == ohm_q_columns_of(m), 1, 1);

    if (sum != NULL)
        fmpq_mat_trace(ohm_q_at(sum, 0, 0), m->value);
    return sum;
}

ohm_q *
ohm_q_determinant(const ohm_q *m)
{
    ohm_q *determinant = ohm_q_result(m, m, ohm_q_rows_of(m) == ohm_q_columns_of(m), 1, 1);

    if (determinant != NULL)
        fmpq_mat_det(ohm_q_at(determinant, 0, 0), m->value);
    return determinant;
}
