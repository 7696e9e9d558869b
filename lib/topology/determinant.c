/* lib/topology/determinant.c -- see determinant.h */
#include "topology/determinant_door.h"
#include "topology/elimination.h"
#include "topology/graph.h"
#include "base/array.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <flint/fmpz_mat.h>
#include <flint/ulong_extras.h>

/* Sparse elimination is tried up to n^3 / 30 multiplications.  Measured on random
 * graphs of 500 to 2000 nodes: there both roads take as long.  FLINT's needs more time
 * for a prime, but finds a large divisor of the determinant first and then needs few. */
static const double DENSE_ADVANTAGE = 30.0;
/* A dense matrix larger than this (3 GB of entries) is never formed. */
enum { DENSE_MAX = 20000 };

ohm_status
ohm_integer_matrix_alloc(ohm_integer_matrix **out, size_t n, size_t entries, ohm_error *err)
{
    ohm_integer_matrix *matrix = OHM_ZEROS(ohm_integer_matrix, 1);

    *out = NULL;
    if (matrix == NULL)
        goto nomem;
    matrix->n = n;
    matrix->start = OHM_ZEROS(size_t, n + 1);
    matrix->column = OHM_ARRAY(size_t, entries);
    matrix->value = OHM_ARRAY(slong, entries);
    matrix->diagonal = OHM_ZEROS(slong, n);
    if (matrix->start == NULL || matrix->column == NULL || matrix->value == NULL || matrix->diagonal == NULL)
        goto nomem;
    *out = matrix;
    return OHM_OK;

nomem:
    ohm_integer_matrix_free(matrix);
    return ohm_fail(err, OHM_E_NOMEM, "determinant: out of memory for %zu rows, %zu entries", n, entries);
}

void
ohm_integer_matrix_free(ohm_integer_matrix *matrix)
{
    if (matrix == NULL)
        return;
    free(matrix->start);
    free(matrix->column);
    free(matrix->value);
    free(matrix->diagonal);
    free(matrix);
}

static void
dense_determinant(fmpz_t out, const ohm_integer_matrix *matrix)
{
    fmpz_mat_t dense;

    fmpz_mat_init(dense, (slong)matrix->n, (slong)matrix->n);
    for (size_t i = 0; i < matrix->n; i++) {
        fmpz *row = fmpz_mat_entry(dense, (slong)i, 0);

        fmpz_set_si(&row[i], matrix->diagonal[i]);
        for (size_t e = matrix->start[i]; e < matrix->start[i + 1]; e++)
            fmpz_set_si(&row[matrix->column[e]], matrix->value[e]);
    }
    fmpz_mat_det(out, dense);
    fmpz_mat_clear(dense);
}

/* Workspace of one factorisation L D L^t modulo a prime, column by column: column j
 * waits for the columns k < j whose next entry below is in row j. */
typedef struct {
    mp_limb_t *factor;              /* entries of L below the diagonal */
    mp_limb_t *pivot;               /* n: D */
    mp_limb_t *sum;                 /* n: the column being made; zero between columns */
    size_t *first, *after;          /* n: who waits for a row, and behind whom */
    size_t *next;                   /* n: entry of a column that is used next */
} workspace;

static void
workspace_release(workspace *work)
{
    free(work->factor);
    free(work->pivot);
    free(work->sum);
    free(work->first);
    free(work->after);
    free(work->next);
}

static bool
workspace_take(workspace *work, const ohm_elimination *plan)
{
    work->factor = OHM_ARRAY(mp_limb_t, plan->start[plan->n]);
    work->pivot = OHM_ARRAY(mp_limb_t, plan->n);
    work->sum = OHM_ZEROS(mp_limb_t, plan->n);
    work->first = OHM_ARRAY(size_t, plan->n);
    work->after = OHM_ARRAY(size_t, plan->n);
    work->next = OHM_ARRAY(size_t, plan->n);
    return work->factor != NULL && work->pivot != NULL && work->sum != NULL && work->first != NULL
        && work->after != NULL && work->next != NULL;
}

static mp_limb_t
residue(slong value, mp_limb_t p)
{
    return value >= 0 ? (mp_limb_t)value % p : p - 1 - (mp_limb_t)(-(value + 1)) % p;
}

/* Column k, whose next entry is in some row, waits for that row. */
static void
wait_for_row(workspace *work, const ohm_elimination *plan, size_t k)
{
    if (work->next[k] == plan->start[k + 1])
        return;
    const size_t row = plan->row[work->next[k]];

    work->after[k] = work->first[row];
    work->first[row] = k;
}

/* sum -= (column k from row j on) times L_jk D_k.  The product of the fixed factor
 * is Shoup's: one division for the whole column. */
static void
subtract_column(workspace *work, const ohm_elimination *plan, size_t k, mp_limb_t p, mp_limb_t inverse)
{
    const size_t end = plan->start[k + 1];
    const mp_limb_t c = n_mulmod2_preinv(work->factor[work->next[k]], work->pivot[k], p, inverse);
    const mp_limb_t shoup = n_mulmod_precomp_shoup(c, p);

    for (size_t e = work->next[k]; e < end; e++) {
        mp_limb_t *sum = &work->sum[plan->row[e]];

        *sum = n_submod(*sum, n_mulmod_shoup(c, work->factor[e], shoup, p), p);
    }
}

/* The determinant modulo p; 0 where a pivot vanishes, which tells nothing. */
static mp_limb_t
determinant_modulo(workspace *work, const ohm_integer_matrix *matrix, const ohm_elimination *plan,
                   mp_limb_t p)
{
    const mp_limb_t inverse = n_preinvert_limb(p);
    mp_limb_t product = 1;

    for (size_t j = 0; j < plan->n; j++)
        work->first[j] = OHM_NONE;
    for (size_t j = 0; j < plan->n; j++) {
        const size_t i = plan->order[j];

        work->sum[j] = residue(matrix->diagonal[i], p);
        for (size_t e = matrix->start[i]; e < matrix->start[i + 1]; e++)
            if (plan->place[matrix->column[e]] > j)
                work->sum[plan->place[matrix->column[e]]] = residue(matrix->value[e], p);
        for (size_t k = work->first[j], following; k != OHM_NONE; k = following) {
            following = work->after[k];
            subtract_column(work, plan, k, p, inverse);
            work->next[k]++;
            wait_for_row(work, plan, k);
        }
        work->pivot[j] = work->sum[j];
        work->sum[j] = 0;
        product = n_mulmod2_preinv(product, work->pivot[j], p, inverse);
        const mp_limb_t reciprocal = work->pivot[j] != 0 ? n_invmod(work->pivot[j], p) : 0;

        for (size_t e = plan->start[j]; e < plan->start[j + 1]; e++) {
            work->factor[e] = n_mulmod2_preinv(work->sum[plan->row[e]], reciprocal, p, inverse);
            work->sum[plan->row[e]] = 0;
        }
        work->next[j] = plan->start[j];
        wait_for_row(work, plan, j);
    }
    return product;
}

static ohm_status
sparse_determinant(fmpz_t out, const ohm_integer_matrix *matrix, const ohm_elimination *plan,
                   const fmpz_t bound, const ohm_control *control, ohm_error *err)
{
    workspace work = { .factor = NULL };
    ohm_status status = OHM_OK;
    mp_limb_t p = UWORD(1) << 62;
    fmpz_t modulus;

    if (!workspace_take(&work, plan)) {
        workspace_release(&work);
        return ohm_fail(err, OHM_E_NOMEM, "determinant: out of memory for %zu rows", matrix->n);
    }
    fmpz_init_set_ui(modulus, 1);
    fmpz_zero(out);
    while (status == OHM_OK && fmpz_cmp(modulus, bound) <= 0) {
        p = n_nextprime(p, 1);
        const mp_limb_t rest = determinant_modulo(&work, matrix, plan, p);

        if (rest == 0)
            continue;               /* p divides a leading minor: finitely many do */
        fmpz_CRT_ui(out, out, modulus, rest, p, 0);
        fmpz_mul_ui(modulus, modulus, p);
        status = ohm_control_point(control, (double)fmpz_bits(modulus) / (double)(fmpz_bits(bound) + 62),
                                   err);
    }
    fmpz_clear(modulus);
    workspace_release(&work);
    return status;
}

ohm_status
ohm_determinant(fmpz_t out, const ohm_integer_matrix *matrix, const fmpz_t bound,
                const ohm_control *control, ohm_error *err)
{
    const double n = (double)matrix->n;
    const double most = matrix->n <= DENSE_MAX ? 1000.0 * n + n * n * n / DENSE_ADVANTAGE : HUGE_VAL;
    ohm_elimination *plan;
    ohm_status status;

    status = ohm_elimination_alloc(&plan, matrix->n, matrix->start, matrix->column, most, err);
    if (status == OHM_E_METHOD) {
        dense_determinant(out, matrix);
        return OHM_OK;
    }
    if (status == OHM_OK)
        status = sparse_determinant(out, matrix, plan, bound, control, err);
    ohm_elimination_free(plan);
    return status;
}
