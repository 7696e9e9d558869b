/* lib/certify/exact.c -- see exact.h */
#include "certify/exact.h"
#include "base/array.h"

#include <stdlib.h>

#include <flint/fmpq_mat.h>
#include <flint/fmpq_poly.h>
#include <flint/fmpz_poly.h>

struct ohm_q {
    fmpq_mat_t value;
    ohm_arena *arena;
};

typedef struct {
    void *thing;
    void (*destroy)(void *thing);
} kept;

struct ohm_arena {
    size_t count, room;
    kept *item;                 /* room, count of them in use */
    ohm_error error;            /* the first trouble */
};

/* ---- the arena ------------------------------------------------------------------- */

ohm_status
ohm_arena_alloc(ohm_arena **out, ohm_error *err)
{
    *out = OHM_ZEROS(ohm_arena, 1);
    if (*out == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "arena: out of memory");
    return OHM_OK;
}

void
ohm_arena_free(ohm_arena *arena)
{
    if (arena == NULL)
        return;
    ohm_arena_release(arena, 0);
    free(arena->item);
    free(arena);
}

size_t
ohm_arena_mark(const ohm_arena *arena)
{
    return arena->count;
}

void
ohm_arena_release(ohm_arena *arena, size_t mark)
{
    while (arena->count > mark) {
        arena->count--;
        arena->item[arena->count].destroy(arena->item[arena->count].thing);
    }
}

void
ohm_arena_fail(ohm_arena *arena, ohm_status status, const char *text)
{
    if (arena->error.status == OHM_OK)
        ohm_fail(&arena->error, status, "%s", text);
}

ohm_status
ohm_arena_status(const ohm_arena *arena, ohm_error *err)
{
    if (arena->error.status == OHM_OK)
        return OHM_OK;
    return ohm_fail(err, arena->error.status, "%s", arena->error.text);
}

static bool
make_room(ohm_arena *arena)
{
    if (arena->count < arena->room)
        return true;
    const size_t room = arena->room == 0 ? 64 : 2 * arena->room;
    kept *item = ohm_resize(arena->item, room, sizeof *item);

    if (item == NULL)
        return false;
    arena->item = item;
    arena->room = room;
    return true;
}

void *
ohm_arena_make(ohm_arena *arena, size_t size, void (*destroy)(void *thing))
{
    void *thing = make_room(arena) ? ohm_zeros(1, size) : NULL;

    if (thing == NULL) {
        ohm_arena_fail(arena, OHM_E_NOMEM, "arena: out of memory");
        return NULL;
    }
    arena->item[arena->count++] = (kept){ thing, destroy };
    return thing;
}

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

/* A new matrix of the given shape beside `a`, where the operands are there and `fits`. */
static ohm_q *
result(const ohm_q *a, const ohm_q *b, bool fits, slong rows, slong columns)
{
    if (a == NULL || b == NULL)
        return NULL;
    if (!fits) {
        ohm_arena_fail(a->arena, OHM_E_INTERNAL, "exact: the shapes do not fit");
        return NULL;
    }
    return ohm_q_zero(a->arena, (size_t)rows, (size_t)columns);
}

static slong
rows_of(const ohm_q *m)
{
    return m == NULL ? 0 : fmpq_mat_nrows(m->value);
}

static slong
columns_of(const ohm_q *m)
{
    return m == NULL ? 0 : fmpq_mat_ncols(m->value);
}

static fmpq *
at(const ohm_q *m, slong i, slong j)
{
    return fmpq_mat_entry(m->value, i, j);
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
        fmpq_set_si(at(m, (slong)i, (slong)j), p, (ulong)q);
}

void
ohm_q_put(ohm_q *m, size_t i, size_t j, const ohm_q *number)
{
    if (has_entry(m, i, j) && number != NULL)
        fmpq_set(at(m, (slong)i, (slong)j), at(number, 0, 0));
}

/* ---- shape and parts ----------------------------------------------------------------- */

size_t
ohm_q_rows(const ohm_q *m)
{
    return (size_t)rows_of(m);
}

size_t
ohm_q_columns(const ohm_q *m)
{
    return (size_t)columns_of(m);
}

ohm_q *
ohm_q_entry(const ohm_q *m, size_t i, size_t j)
{
    ohm_q *number = result(m, m, (slong)i < rows_of(m) && (slong)j < columns_of(m), 1, 1);

    if (number != NULL)
        fmpq_set(at(number, 0, 0), at(m, (slong)i, (slong)j));
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
    ohm_q *picked = result(m, m, true, rows_of(m), (slong)count);

    for (slong i = 0; picked != NULL && i < rows_of(m); i++)
        for (size_t j = 0; j < count; j++)
            fmpq_set(at(picked, i, (slong)j), at(m, i, (slong)column[j]));
    return picked;
}

ohm_q *
ohm_q_transpose(const ohm_q *m)
{
    ohm_q *t = result(m, m, true, columns_of(m), rows_of(m));

    if (t != NULL)
        fmpq_mat_transpose(t->value, m->value);
    return t;
}

ohm_q *
ohm_q_diagonal(const ohm_q *vector)
{
    ohm_q *m = result(vector, vector, columns_of(vector) == 1, rows_of(vector), rows_of(vector));

    for (slong i = 0; m != NULL && i < rows_of(vector); i++)
        fmpq_set(at(m, i, i), at(vector, i, 0));
    return m;
}

ohm_q *
ohm_q_diagonal_of(const ohm_q *m)
{
    ohm_q *v = result(m, m, rows_of(m) == columns_of(m), rows_of(m), 1);

    for (slong i = 0; v != NULL && i < rows_of(m); i++)
        fmpq_set(at(v, i, 0), at(m, i, i));
    return v;
}

ohm_q *
ohm_q_stack(const ohm_q *above, const ohm_q *below)
{
    ohm_q *m = result(above, below, columns_of(above) == columns_of(below), rows_of(above) + rows_of(below),
                      columns_of(above));

    if (m != NULL)
        fmpq_mat_concat_vertical(m->value, above->value, below->value);
    return m;
}

ohm_q *
ohm_q_beside(const ohm_q *left, const ohm_q *right)
{
    ohm_q *m = result(left, right, rows_of(left) == rows_of(right), rows_of(left),
                      columns_of(left) + columns_of(right));

    if (m != NULL)
        fmpq_mat_concat_horizontal(m->value, left->value, right->value);
    return m;
}

/* ---- arithmetic ------------------------------------------------------------------------ */

static bool
same_shape(const ohm_q *a, const ohm_q *b)
{
    return rows_of(a) == rows_of(b) && columns_of(a) == columns_of(b);
}

ohm_q *
ohm_q_add(const ohm_q *a, const ohm_q *b)
{
    ohm_q *m = result(a, b, same_shape(a, b), rows_of(a), columns_of(a));

    if (m != NULL)
        fmpq_mat_add(m->value, a->value, b->value);
    return m;
}

ohm_q *
ohm_q_sub(const ohm_q *a, const ohm_q *b)
{
    ohm_q *m = result(a, b, same_shape(a, b), rows_of(a), columns_of(a));

    if (m != NULL)
        fmpq_mat_sub(m->value, a->value, b->value);
    return m;
}

ohm_q *
ohm_q_mul(const ohm_q *a, const ohm_q *b)
{
    ohm_q *m = result(a, b, columns_of(a) == rows_of(b), rows_of(a), columns_of(b));

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
    ohm_q *product = result(m, number, rows_of(number) == 1 && columns_of(number) == 1, rows_of(m),
                            columns_of(m));

    for (slong i = 0; product != NULL && i < rows_of(m); i++)
        for (slong j = 0; j < columns_of(m); j++)
            fmpq_mul(at(product, i, j), at(m, i, j), at(number, 0, 0));
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
    ohm_q *m = result(a, b, same_shape(a, b), rows_of(a), columns_of(a));

    for (slong i = 0; m != NULL && i < rows_of(a); i++)
        for (slong j = 0; j < columns_of(a); j++)
            fmpq_mul(at(m, i, j), at(a, i, j), at(b, i, j));
    return m;
}

ohm_q *
ohm_q_reciprocal(const ohm_q *m)
{
    ohm_q *r = result(m, m, true, rows_of(m), columns_of(m));

    for (slong i = 0; r != NULL && i < rows_of(m); i++)
        for (slong j = 0; j < columns_of(m); j++) {
            if (fmpq_is_zero(at(m, i, j))) {
                ohm_arena_fail(m->arena, OHM_E_SINGULAR, "exact: one over zero");
                return NULL;
            }
            fmpq_inv(at(r, i, j), at(m, i, j));
        }
    return r;
}

ohm_q *
ohm_q_absolute(const ohm_q *m)
{
    ohm_q *r = result(m, m, true, rows_of(m), columns_of(m));

    for (slong i = 0; r != NULL && i < rows_of(m); i++)
        for (slong j = 0; j < columns_of(m); j++)
            fmpq_abs(at(r, i, j), at(m, i, j));
    return r;
}

ohm_q *
ohm_q_inverse(const ohm_q *m)
{
    ohm_q *inverse = result(m, m, rows_of(m) == columns_of(m), rows_of(m), columns_of(m));

    if (inverse == NULL || fmpq_mat_inv(inverse->value, m->value) != 0)
        return inverse;
    ohm_arena_fail(m->arena, OHM_E_SINGULAR, "exact: a singular matrix has no inverse");
    return NULL;
}

ohm_q *
ohm_q_dot(const ohm_q *a, const ohm_q *b)
{
    ohm_q *sum = result(a, b, same_shape(a, b), 1, 1);

    for (slong i = 0; sum != NULL && i < rows_of(a); i++)
        for (slong j = 0; j < columns_of(a); j++)
            fmpq_addmul(at(sum, 0, 0), at(a, i, j), at(b, i, j));
    return sum;
}

ohm_q *
ohm_q_sum(const ohm_q *m)
{
    ohm_q *sum = result(m, m, true, 1, 1);

    for (slong i = 0; sum != NULL && i < rows_of(m); i++)
        for (slong j = 0; j < columns_of(m); j++)
            fmpq_add(at(sum, 0, 0), at(sum, 0, 0), at(m, i, j));
    return sum;
}

ohm_q *
ohm_q_trace(const ohm_q *m)
{
    ohm_q *sum = result(m, m, rows_of(m) == columns_of(m), 1, 1);

    if (sum != NULL)
        fmpq_mat_trace(at(sum, 0, 0), m->value);
    return sum;
}

ohm_q *
ohm_q_determinant(const ohm_q *m)
{
    ohm_q *determinant = result(m, m, rows_of(m) == columns_of(m), 1, 1);

    if (determinant != NULL)
        fmpq_mat_det(at(determinant, 0, 0), m->value);
    return determinant;
}

/* ---- deciding ---------------------------------------------------------------------------- */

bool
ohm_q_equal(const ohm_q *a, const ohm_q *b)
{
    return a != NULL && b != NULL && same_shape(a, b) && fmpq_mat_equal(a->value, b->value) != 0;
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
    return m != NULL && rows_of(m) == columns_of(m) && ohm_q_rank(m) == (size_t)rows_of(m);
}

/* By elimination without exchanges: all pivots are positive. */
bool
ohm_q_is_positive_definite(const ohm_q *m)
{
    const slong n = rows_of(m);
    bool positive = m != NULL && n == columns_of(m);
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
    fmpq_mat_init(work, rows_of(m), columns_of(m));
    const slong rank = fmpq_mat_rref(work, m->value);

    fmpq_mat_clear(work);
    return (size_t)rank;
}

int
ohm_q_sign(const ohm_q *m, size_t i, size_t j)
{
    return m == NULL ? 0 : fmpq_sgn(at(m, (slong)i, (slong)j));
}

int
ohm_q_compare(const ohm_q *a, const ohm_q *b)
{
    return ohm_q_sign(ohm_q_sub(a, b), 0, 0);
}

bool
ohm_q_all_positive(const ohm_q *m)
{
    for (slong i = 0; i < rows_of(m); i++)
        for (slong j = 0; j < columns_of(m); j++)
            if (fmpq_sgn(at(m, i, j)) <= 0)
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
    for (slong i = 0; i < rows_of(m); i++)
        for (slong j = 0; j < columns_of(m); j++)
            all = all && sign * fmpq_cmp(at(m, i, j), bound) >= 0;
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

    if (m == NULL || rows_of(m) != columns_of(m) || rows_of(m) == 0)
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
    ohm_q *coefficients = result(m, m, rows_of(m) == columns_of(m), rows_of(m) + 1, 1);
    fmpq_poly_t polynomial;

    if (coefficients == NULL)
        return NULL;
    fmpq_poly_init(polynomial);
    fmpq_mat_charpoly(polynomial, m->value);
    for (slong i = 0; i <= rows_of(m); i++)
        fmpq_poly_get_coeff_fmpq(at(coefficients, i, 0), polynomial, i);
    fmpq_poly_clear(polynomial);
    return coefficients;
}

/* ---- showing ------------------------------------------------------------------------------- */

double
ohm_q_double(const ohm_q *m, size_t i, size_t j)
{
    return m == NULL ? 0.0 : fmpq_get_d(at(m, (slong)i, (slong)j));
}

static ohm_json *
entry_json(const ohm_q *m, slong i, slong j)
{
    char *text = fmpq_get_str(NULL, 10, at(m, i, j));
    ohm_json *json = ohm_json_string(text);

    flint_free(text);
    return json;
}

ohm_json *
ohm_q_json(const ohm_q *m)
{
    if (m == NULL)
        return ohm_json_null();
    if (rows_of(m) == 1 && columns_of(m) == 1)
        return entry_json(m, 0, 0);
    ohm_json *list = ohm_json_array();

    for (slong i = 0; i < rows_of(m); i++) {
        if (columns_of(m) == 1) {
            ohm_json_append(list, entry_json(m, i, 0));
            continue;
        }
        ohm_json *row = ohm_json_array();

        for (slong j = 0; j < columns_of(m); j++)
            ohm_json_append(row, entry_json(m, i, j));
        ohm_json_append(list, row);
    }
    return list;
}
