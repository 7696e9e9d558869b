/* lib/solve/sparse.c -- see sparse.h */
#include "solve/sparse.h"
#include "base/array.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Turns counts in start[1..n] into starts. */
static void
accumulate(int *start, int n)
{
    for (int j = 0; j < n; j++)
        start[j + 1] += start[j];
}

/* Sorts the `count` entries (row[k], column[k]) into rows of columns: `at` receives
 * the columns, grouped by row, in the order they had.  start: n + 1, next: n. */
static void
bucket(int *start, int *next, int *at, int n, size_t count, const int *key, const int *payload)
{
    memset(start, 0, ((size_t)n + 1) * sizeof *start);
    for (size_t k = 0; k < count; k++)
        start[key[k] + 1]++;
    accumulate(start, n);
    memcpy(next, start, (size_t)n * sizeof *next);
    for (size_t k = 0; k < count; k++)
        at[next[key[k]]++] = payload[k];
}

/* Removes repeats from columns whose rows ascend; returns the entries left. */
static int
merge_repeats(int *start, int *row, int n)
{
    int kept = 0;

    for (int j = 0, k = 0; j < n; j++) {
        const int begin = kept, end = start[j + 1];

        for (; k < end; k++)
            if (kept == begin || row[kept - 1] != row[k])
                row[kept++] = row[k];
        start[j] = begin;
    }
    start[n] = kept;
    return kept;
}

ohm_status
ohm_pattern_alloc(ohm_pattern **out, size_t n, size_t pairs, const int *a, const int *b,
                  bool lower, ohm_error *err)
{
    const size_t count = n + pairs;
    ohm_pattern *pattern = NULL;
    int *key = NULL, *payload = NULL, *by_row = NULL, *next = NULL, order;

    *out = NULL;
    if (n >= INT_MAX || pairs >= INT_MAX || count >= INT_MAX)
        return ohm_fail(err, OHM_E_METHOD, "sparse: %zu rows and %zu pairs need more than 32 bits", n, pairs);
    order = (int)n;
    if ((pattern = OHM_ZEROS(ohm_pattern, 1)) == NULL)
        goto nomem;
    pattern->start = OHM_ARRAY(int, n + 1);
    pattern->row = OHM_ARRAY(int, count);
    key = OHM_ARRAY(int, count);
    payload = OHM_ARRAY(int, count);
    by_row = OHM_ARRAY(int, count);
    next = OHM_ARRAY(int, n);
    if (pattern->start == NULL || pattern->row == NULL || key == NULL || payload == NULL
        || by_row == NULL || next == NULL)
        goto nomem;

    /* twice by buckets: first by row, then by column, which leaves the rows ascending */
    for (size_t k = 0; k < pairs; k++) {
        const bool swap = (a[k] < b[k]) == lower;

        key[k] = swap ? b[k] : a[k];
        payload[k] = swap ? a[k] : b[k];
    }
    for (int j = 0; j < order; j++)
        key[pairs + (size_t)j] = payload[pairs + (size_t)j] = j;
    bucket(pattern->start, next, by_row, order, count, key, payload);
    memcpy(payload, by_row, count * sizeof *payload);
    for (int i = 0; i < order; i++)
        for (int k = pattern->start[i]; k < pattern->start[i + 1]; k++)
            key[k] = i;
    bucket(pattern->start, next, pattern->row, order, count, payload, key);
    pattern->n = order;
    pattern->lower = lower;
    pattern->entries = merge_repeats(pattern->start, pattern->row, order);
    free(key), free(payload), free(by_row), free(next);
    *out = pattern;
    return OHM_OK;

nomem:
    free(key), free(payload), free(by_row), free(next);
    ohm_pattern_free(pattern);
    return ohm_fail(err, OHM_E_NOMEM, "sparse: a pattern of %zu rows, %zu pairs", n, pairs);
}

void
ohm_pattern_free(ohm_pattern *pattern)
{
    if (pattern == NULL)
        return;
    free(pattern->start);
    free(pattern->row);
    free(pattern);
}

int
ohm_pattern_find(const ohm_pattern *pattern, int i, int j)
{
    const int row = (i < j) == pattern->lower ? j : i, column = row == i ? j : i;
    int low = pattern->start[column], high = pattern->start[column + 1];

    while (low < high) {
        const int middle = low + (high - low) / 2;

        if (pattern->row[middle] < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low < pattern->start[column + 1] && pattern->row[low] == row ? low : -1;
}

void
ohm_pattern_apply(double *restrict y, const ohm_pattern *pattern, const double *restrict value,
                  const double *restrict x)
{
    memset(y, 0, (size_t)pattern->n * sizeof *y);
    for (int j = 0; j < pattern->n; j++) {
        const int diagonal = ohm_pattern_diagonal(pattern, j);
        double sum = value[diagonal] * x[j];

        for (int k = pattern->start[j]; k < pattern->start[j + 1]; k++) {
            const int i = pattern->row[k];

            if (k != diagonal) {
                y[i] += value[k] * x[j];
                sum += value[k] * x[i];
            }
        }
        y[j] += sum;
    }
}
