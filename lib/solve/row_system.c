/* lib/solve/row_system.c -- see elimination.h */
#include "solve/row_system.h"
#include "base/array.h"
#include "base/simd.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 8 };             /* numbers of the widest vector; rows are whole blocks */

struct ohm_row_system {
    size_t n, columns;
    size_t base;                /* where the right-hand sides begin in a row */
    size_t stride;              /* of the rows */
    size_t *place;              /* n: the row of an unknown */
    size_t *unknown;            /* n: its inverse */
    size_t *start;              /* n + 1 */
    size_t *row;                /* below pivot j: the rows it fills, start[j] .. start[j+1]-1 */
    double *memory;             /* owns what value points to */
    double *value;              /* n * stride, and the waste; on a boundary of vectors */
};

void
ohm_row_system_free(ohm_row_system *system)
{
    if (system == NULL)
        return;
    free(system->place);
    free(system->unknown);
    free(system->start);
    free(system->row);
    free(system->memory);
    free(system);
}

/* ---- the analysis --------------------------------------------------------------------- */
/* Eliminates the unknown with the fewest neighbours, joins those to each other, and so on;
 * ties go to the smallest number.  `linked` is n*n flags; the neighbours met at each
 * elimination are what its pivot fills. */
static size_t
eliminate_symbolically(ohm_row_system *s, bool *linked)
{
    const size_t n = s->n;
    size_t filled = 0;

    for (size_t i = 0; i < n; i++)
        s->place[i] = SIZE_MAX;
    for (size_t j = 0; j < n; j++) {
        size_t best = SIZE_MAX, least = SIZE_MAX;

        for (size_t i = 0; i < n; i++) {
            size_t degree = 0;

            for (size_t k = 0; s->place[i] == SIZE_MAX && k < n; k++)
                degree += linked[i * n + k];
            if (s->place[i] == SIZE_MAX && degree < least) {
                least = degree;
                best = i;
            }
        }
        s->place[best] = j;
        s->unknown[j] = best;
        s->start[j] = filled;
        for (size_t i = 0; i < n; i++)
            if (linked[best * n + i])
                s->row[filled++] = i;
        for (size_t a = s->start[j]; a < filled; a++) {
            linked[s->row[a] * n + best] = false;
            for (size_t b = s->start[j]; b < filled; b++)
                linked[s->row[a] * n + s->row[b]] = a != b;
        }
    }
    s->start[n] = filled;
    return filled;
}

static int
ascending(const void *a, const void *b)
{
    const size_t x = *(const size_t *)a, y = *(const size_t *)b;

    return (x > y) - (x < y);
}

static ohm_status
analyse(ohm_row_system *s, size_t pairs, const size_t *a, const size_t *b, ohm_error *err)
{
    const size_t n = s->n;
    bool *linked = ohm_zeros(n, n);

    s->place = OHM_ARRAY(size_t, n);
    s->unknown = OHM_ARRAY(size_t, n);
    s->start = OHM_ARRAY(size_t, n + 1);
    s->row = ohm_array(n, n * sizeof *s->row);
    if (linked == NULL || s->place == NULL || s->unknown == NULL || s->start == NULL || s->row == NULL) {
        free(linked);
        return ohm_fail(err, OHM_E_NOMEM, "rows: %zu unknowns", n);
    }
    for (size_t k = 0; k < pairs; k++)
        if (a[k] != b[k])
            linked[a[k] * n + b[k]] = linked[b[k] * n + a[k]] = true;
    const size_t filled = eliminate_symbolically(s, linked);

    for (size_t k = 0; k < filled; k++)
        s->row[k] = s->place[s->row[k]];
    for (size_t j = 0; j < n; j++)
        qsort(s->row + s->start[j], s->start[j + 1] - s->start[j], sizeof *s->row, ascending);
    free(linked);
    return OHM_OK;
}

ohm_status
ohm_row_system_alloc(ohm_row_system **out, size_t n, size_t pairs, const size_t *a, const size_t *b,
                      size_t columns, ohm_error *err)
{
    ohm_row_system *s;
    ohm_status status;

    *out = NULL;
    if (n == 0)
        return ohm_fail(err, OHM_E_ARG, "rows: no unknowns");
    for (size_t k = 0; k < pairs; k++)
        if (a[k] >= n || b[k] >= n)
            return ohm_fail(err, OHM_E_ARG, "rows: pair %zu (%zu, %zu) of %zu unknowns", k, a[k], b[k], n);
    if ((s = OHM_ZEROS(ohm_row_system, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "rows: %zu unknowns", n);
    s->n = n;
    s->columns = columns;
    s->base = (n + BLOCK - 1) / BLOCK * BLOCK;
    s->stride = s->base + (columns + BLOCK - 1) / BLOCK * BLOCK;
    s->memory = ohm_zeros(n * s->stride + 1 + BLOCK, sizeof *s->memory);
    status = s->memory == NULL ? ohm_fail(err, OHM_E_NOMEM, "rows: %zu unknowns", n)
                               : analyse(s, pairs, a, b, err);
    if (status != OHM_OK) {
        ohm_row_system_free(s);
        return status;
    }
    const size_t past = (uintptr_t)s->memory / sizeof *s->memory % BLOCK;
    s->value = s->memory + (past > 0 ? BLOCK - past : 0);
    *out = s;
    return OHM_OK;
}

double
ohm_row_system_flops(const ohm_row_system *s)
{
    double flops = 0.0;

    for (size_t j = 0; j < s->n; j++)
        flops += (double)(s->start[j + 1] - s->start[j]) * (double)(s->stride - j / BLOCK * BLOCK);
    return flops;
}

/* ---- entries ---------------------------------------------------------------------------- */
double *
ohm_row_system_values(ohm_row_system *s)
{
    return s->value;
}

size_t
ohm_row_system_entry(const ohm_row_system *s, size_t row, size_t column)
{
    return s->place[row] * s->stride + s->place[column];
}

size_t
ohm_row_system_upper(const ohm_row_system *s, size_t i, size_t j)
{
    return s->place[i] <= s->place[j] ? ohm_row_system_entry(s, i, j) : ohm_row_system_entry(s, j, i);
}

size_t
ohm_row_system_right(const ohm_row_system *s, size_t row, size_t column)
{
    return s->place[row] * s->stride + s->base + column;
}

size_t
ohm_row_system_waste(const ohm_row_system *s)
{
    return s->n * s->stride;
}

void
ohm_row_system_clear(ohm_row_system *s)
{
    memset(s->value, 0, s->n * s->stride * sizeof *s->value);
}

/* ---- numbers ------------------------------------------------------------------------------ */
/* target[from .. to) -= factor * pivot[from .. to): whole vectors. */
static inline void
subtract_row(double *restrict target, const double *restrict pivot, double factor, size_t from, size_t to)
{
    for (size_t k = from; k < to; k += BLOCK)
        for (size_t lane = 0; lane < BLOCK; lane++)
            target[k + lane] -= factor * pivot[k + lane];
}

/* Forward: returns n, or the place of the first pivot that is not positive (NaN is none).
 * Leaves 1 / pivot on the diagonal. */
OHM_CLONES static size_t
eliminate(double *restrict value, size_t n, size_t stride, size_t end, const size_t *restrict start,
          const size_t *restrict row, bool symmetric)
{
    for (size_t j = 0; j < n; j++) {
        double *pivot = value + j * stride;
        const size_t from = (j + 1) / BLOCK * BLOCK;

        if (!(pivot[j] > 0.0))
            return j;
        const double inverse = 1.0 / pivot[j];

        for (size_t e = start[j]; e < start[j + 1]; e++) {
            double *target = value + row[e] * stride;

            subtract_row(target, pivot, inverse * (symmetric ? pivot[row[e]] : target[j]), from, end);
        }
        pivot[j] = inverse;
    }
    return n;
}

/* Backward: X from U and the right-hand sides, which stand `base` into each row. */
static void
substitute(double *restrict value, size_t n, size_t stride, size_t base, size_t columns,
           const size_t *restrict start, const size_t *restrict row)
{
    for (size_t j = n; j-- > 0;) {
        double *line = value + j * stride, *x = line + base;

        for (size_t e = start[j]; e < start[j + 1]; e++) {
            const double *below = value + row[e] * stride + base;
            const double u = line[row[e]];

            for (size_t c = 0; c < columns; c++)
                x[c] -= u * below[c];
        }
        for (size_t c = 0; c < columns; c++)
            x[c] *= line[j];
    }
}

ohm_status
ohm_row_system_solve(ohm_row_system *s, size_t columns, bool symmetric, ohm_error *err)
{
    const size_t end = s->base + (columns + BLOCK - 1) / BLOCK * BLOCK;

    if (columns > s->columns)
        return ohm_fail(err, OHM_E_ARG, "rows: %zu right-hand sides, room for %zu", columns, s->columns);
    const size_t reached = eliminate(s->value, s->n, s->stride, end, s->start, s->row, symmetric);

    if (reached < s->n)
        return ohm_fail(err, OHM_E_SINGULAR, "rows: unknown %zu: pivot %g is not positive",
                        s->unknown[reached], s->value[reached * s->stride + reached]);
    substitute(s->value, s->n, s->stride, s->base, columns, s->start, s->row);
    return OHM_OK;
}
