/* lib/solve/block_core.c -- see block_core.h */
#include "solve/block_core.h"

#include <math.h>
#include <string.h>

/* Entry (r, c) of an arrow block of node i. */
static double
arrow(const double *entries, size_t r, size_t c, size_t node, const ohm_block_system *a)
{
    const size_t b = a->block;

    if (r == c)
        return entries[r * a->stride + node];
    return c + 1 == b ? entries[(b + r) * a->stride + node] : 0.0;
}

/* (arrow block of node i) times X, entry (r, c); X is interleaved by two. */
static double
arrow_times(const double *entries, const double *x, size_t r, size_t c, size_t node,
            const ohm_block_system *a)
{
    const size_t b = a->block;
    double sum = entries[r * a->stride + node] * x[2 * (r * b + c)];

    if (r + 1 < b)
        sum += entries[(b + r) * a->stride + node] * x[2 * ((b - 1) * b + c)];
    return sum;
}

/* LU with row exchanges of the n x n row-major matrix; a zero pivot stays and makes the
 * solution infinite, which the caller looks for. */
static void
factor_dense(double *m, int *pivot, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        size_t best = k;

        for (size_t r = k + 1; r < n; r++)
            if (fabs(m[r * n + k]) > fabs(m[best * n + k]))
                best = r;
        pivot[k] = (int)best;
        for (size_t c = 0; c < n && best != k; c++) {
            const double held = m[k * n + c];

            m[k * n + c] = m[best * n + c];
            m[best * n + c] = held;
        }
        for (size_t r = k + 1; r < n; r++) {
            m[r * n + k] /= m[k * n + k];
            for (size_t c = k + 1; c < n; c++)
                m[r * n + c] -= m[r * n + k] * m[k * n + c];
        }
    }
}

void
block_core_factor(ohm_block_system *a, size_t first, const double *const x[2])
{
    const size_t b = a->block, last = a->nodes - 1 - first, n = (last - first + 1) * b;

    for (size_t r = 0; r < b; r++)
        for (size_t c = 0; c < b; c++) {
            double *head = &a->core[r * n + c], *tail = &a->core[(n - b + r) * n + n - b + c];

            *head = a->diagonal[(r * b + c) * a->stride + first];
            if (last != first) {
                *tail = a->diagonal[(r * b + c) * a->stride + last];
                a->core[r * n + b + c] = arrow(a->upper, r, c, first, a);
                a->core[(b + r) * n + c] = arrow(a->lower, r, c, last, a);
            }
            if (x[0] != NULL) {
                *head -= arrow_times(a->lower, x[0], r, c, first, a);
                *tail -= arrow_times(a->upper, x[1], r, c, last, a);
            }
        }
    factor_dense(a->core, a->core_pivot, n);
}

void
block_core_solve(ohm_block_system *a, size_t first, const double *const y[2])
{
    const size_t b = a->block, last = a->nodes - 1 - first, n = (last - first + 1) * b;
    const double *m = a->core;
    double f[2 * OHM_BLOCK_MAX];

    for (size_t r = 0; r < b; r++) {
        f[r] = a->rhs[r * a->stride + first];
        if (last != first)
            f[b + r] = a->rhs[r * a->stride + last];
    }
    for (size_t r = 0; r < b && y[0] != NULL; r++) {
        f[r] -= a->lower[r * a->stride + first] * y[0][2 * r];
        f[n - b + r] -= a->upper[r * a->stride + last] * y[1][2 * r];
        if (r + 1 < b) {
            f[r] -= a->lower[(b + r) * a->stride + first] * y[0][2 * (b - 1)];
            f[n - b + r] -= a->upper[(b + r) * a->stride + last] * y[1][2 * (b - 1)];
        }
    }
    for (size_t k = 0; k < n; k++) {        /* all exchanges first: the stored rows are in place */
        const size_t best = (size_t)a->core_pivot[k];
        const double held = f[k];

        f[k] = f[best];
        f[best] = held;
    }
    for (size_t r = 0; r < n; r++)
        for (size_t c = 0; c < r; c++)
            f[r] -= m[r * n + c] * f[c];
    for (size_t step = 0; step < n; step++) {
        const size_t r = n - 1 - step;

        for (size_t c = r + 1; c < n; c++)
            f[r] -= m[r * n + c] * f[c];
        f[r] /= m[r * n + r];
    }
    for (size_t r = 0; r < b; r++) {
        a->solution[r * a->stride + first] = f[r];
        a->solution[r * a->stride + last] = f[n - b + r];
    }
}
