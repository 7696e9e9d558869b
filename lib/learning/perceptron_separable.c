/* lib/learning/perceptron_separable.c -- see perceptron_separable.h */
#include "learning/perceptron_separable.h"
#include "base/array.h"

#include <stdlib.h>

/* Row i of A holds coordinate i of y_k (x_k, 1) for every corner k, the last row ones:
 * A lambda = (0, ..., 0, 1) is the second system, normalised.  Phase one of the simplex
 * method minimises the sum of one artificial variable per row.  Every entry is a minor
 * of A over the common denominator `scale` (Edmonds 1967, Bareiss 1968), so divisions
 * are exact, and for n <= 12 inputs no minor exceeds 14^7 (Hadamard): products of two
 * fit 64 bits. */
typedef struct {
    size_t rows, corners, columns;      /* n + 2; 2^n; corners + rows + 1, the last the right side */
    int64_t *entry;                     /* (rows + 1) x columns; the last row the reduced costs */
    size_t *basis;                      /* rows: the variable of each */
    int64_t scale;                      /* > 0 */
} tableau;

static int64_t *
at(const tableau *t, size_t row, size_t column)
{
    return &t->entry[row * t->columns + column];
}

/* Coordinate i of y_k (x_k, 1). */
static int64_t
coordinate(const ohm_perceptron_task *task, size_t k, size_t i)
{
    const int64_t side = task->bit[k] ? 1 : -1;

    return i < task->inputs ? side * (int64_t)task->input[k * task->inputs + i] : side;
}

static void
tableau_set(tableau *t, const ohm_perceptron_task *task)
{
    const size_t costs = t->rows, right = t->columns - 1;

    t->scale = 1;
    for (size_t i = 0; i < t->rows; i++) {
        const bool last = i == t->rows - 1;

        for (size_t k = 0; k < t->corners; k++) {
            *at(t, i, k) = last ? 1 : coordinate(task, k, i);
            *at(t, costs, k) -= *at(t, i, k);
        }
        *at(t, i, t->corners + i) = 1;
        *at(t, i, right) = last;
        t->basis[i] = t->corners + i;
    }
    *at(t, costs, right) = -1;
}

static void
pivot(tableau *t, size_t row, size_t column)
{
    const int64_t by = *at(t, row, column);

    for (size_t i = 0; i <= t->rows; i++) {
        const int64_t factor = *at(t, i, column);

        for (size_t j = 0; i != row && j < t->columns; j++)
            *at(t, i, j) = (*at(t, i, j) * by - factor * *at(t, row, j)) / t->scale;
    }
    t->scale = by;
    t->basis[row] = column;
}

/* The row that limits `column` first, ties to the smallest variable; rows where none does. */
static size_t
leaving_row(const tableau *t, size_t column)
{
    const size_t right = t->columns - 1;
    size_t best = t->rows;

    for (size_t i = 0; i < t->rows; i++) {
        if (*at(t, i, column) <= 0)
            continue;
        if (best < t->rows) {
            const int64_t mine = *at(t, i, right) * *at(t, best, column);
            const int64_t theirs = *at(t, best, right) * *at(t, i, column);

            if (mine > theirs || (mine == theirs && t->basis[i] > t->basis[best]))
                continue;
        }
        best = i;
    }
    return best;
}

/* Bland's rule, which cannot cycle. */
static void
minimise(tableau *t)
{
    for (size_t column = 0; column < t->columns - 1; column++) {
        if (*at(t, t->rows, column) >= 0)
            continue;
        pivot(t, leaving_row(t, column), column);   /* the sum is bounded below: a row exists */
        column = SIZE_MAX;                          /* from the first column again */
    }
}

static int64_t
gcd(int64_t a, int64_t b)
{
    while (b != 0) {
        const int64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

static void
reduce(int64_t *number, size_t n)
{
    int64_t common = 0;

    for (size_t k = 0; k < n; k++)
        common = gcd(common, number[k]);
    for (size_t k = 0; common > 1 && k < n; k++)
        number[k] /= common;
}

/* Reads lambda off the basis, or the separating weights off the artificials' costs. */
static ohm_status
read_verdict(ohm_separation *s, const tableau *t, ohm_error *err)
{
    const size_t right = t->columns - 1;

    s->separable = *at(t, t->rows, right) != 0;
    if (s->separable) {
        if ((s->weight = OHM_ZEROS(int64_t, s->inputs + 1)) == NULL)
            return ohm_fail(err, OHM_E_NOMEM, "separability: %zu weights", s->inputs + 1);
        for (size_t i = 0; i <= s->inputs; i++)
            s->weight[i] = *at(t, t->rows, t->corners + i) - t->scale;
        reduce(s->weight, s->inputs + 1);
        return OHM_OK;
    }
    if ((s->multiplier = OHM_ZEROS(int64_t, s->patterns)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "separability: %zu multipliers", s->patterns);
    for (size_t i = 0; i < t->rows; i++)
        if (t->basis[i] < t->corners)
            s->multiplier[t->basis[i]] = *at(t, i, right);
    reduce(s->multiplier, s->patterns);
    return OHM_OK;
}

void
ohm_separation_free(ohm_separation *separation)
{
    if (separation != NULL) {
        free(separation->weight);
        free(separation->multiplier);
    }
    free(separation);
}

ohm_status
ohm_separation_decide(ohm_separation **out, const ohm_perceptron_task *task, ohm_error *err)
{
    ohm_separation *s;
    tableau t = { .rows = task->inputs + 2, .corners = task->patterns };
    ohm_status status;

    *out = NULL;
    if (task->bit == NULL)
        return ohm_fail(err, OHM_E_METHOD, "separability: decided for truth tables, not for data");
    t.columns = t.corners + t.rows + 1;
    t.entry = ohm_zeros(t.rows + 1, t.columns * sizeof *t.entry);
    t.basis = OHM_ARRAY(size_t, t.rows);
    s = OHM_ZEROS(ohm_separation, 1);
    if (t.entry == NULL || t.basis == NULL || s == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "separability: %zu corners", t.corners);
        goto done;
    }
    s->inputs = task->inputs;
    s->patterns = task->patterns;
    tableau_set(&t, task);
    minimise(&t);
    status = read_verdict(s, &t, err);
    if (status == OHM_OK)
        status = ohm_separation_verify(s, task, err);

done:
    free(t.entry);
    free(t.basis);
    if (status == OHM_OK)
        *out = s;
    else
        ohm_separation_free(s);
    return status;
}

static ohm_status
verify_weights(const ohm_separation *s, const ohm_perceptron_task *task, ohm_error *err)
{
    for (size_t k = 0; k < s->patterns; k++) {
        int64_t sum = 0;

        for (size_t i = 0; i <= s->inputs; i++)
            sum += s->weight[i] * coordinate(task, k, i);
        if (sum < 1)
            return ohm_fail(err, OHM_E_UNPROVED, "separability: the witness misses corner %zu", k);
    }
    return OHM_OK;
}

ohm_status
ohm_separation_verify(const ohm_separation *s, const ohm_perceptron_task *task, ohm_error *err)
{
    int64_t total = 0;

    if (task->bit == NULL || task->inputs != s->inputs || task->patterns != s->patterns)
        return ohm_fail(err, OHM_E_ARG, "separability: the verdict is about another table");
    if (s->separable)
        return verify_weights(s, task, err);
    for (size_t k = 0; k < s->patterns; k++) {
        if (s->multiplier[k] < 0)
            return ohm_fail(err, OHM_E_UNPROVED, "separability: multiplier %zu is negative", k);
        total += s->multiplier[k];
    }
    if (total == 0)
        return ohm_fail(err, OHM_E_UNPROVED, "separability: all multipliers are zero");
    for (size_t i = 0; i <= s->inputs; i++) {
        int64_t sum = 0;

        for (size_t k = 0; k < s->patterns; k++)
            sum += s->multiplier[k] * coordinate(task, k, i);
        if (sum != 0)
            return ohm_fail(err, OHM_E_UNPROVED, "separability: coordinate %zu sums to %lld", i,
                            (long long)sum);
    }
    return OHM_OK;
}
