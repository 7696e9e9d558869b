/* lib/learning/perceptron_span.c -- see perceptron_span.h */
#include "learning/perceptron_span.h"
#include "base/array.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

static double
dot(const double *a, const double *b, size_t n)
{
    double sum = 0.0;

    for (size_t k = 0; k < n; k++)
        sum += a[k] * b[k];
    return sum;
}

/* Takes the part along the unit vector q out of v. */
static void
remove_part(double *v, const double *q, size_t n)
{
    const double part = dot(v, q, n);

    for (size_t k = 0; k < n; k++)
        v[k] -= part * q[k];
}

/* Makes v orthogonal to the `count` columns of q and of length one; false where nothing but
 * rounding is left of it.  Twice is enough (Kahan; Giraud et al. 2005). */
static bool
orthonormalize(double *v, const double *q, size_t count, size_t n)
{
    const double before = sqrt(dot(v, v, n));

    for (int twice = 0; twice < 2; twice++)
        for (size_t k = 0; k < count; k++)
            remove_part(v, q + k * n, n);
    const double after = sqrt(dot(v, v, n));

    if (!(after > (double)n * DBL_EPSILON * before))
        return false;
    for (size_t k = 0; k < n; k++)
        v[k] /= after;
    return true;
}

/* The answers of a hidden node to all points; without weights, the constant 1. */
static void
fill_column(double *column, const double *x, size_t points, size_t inputs, const double *weight,
            const ohm_node *node)
{
    for (size_t p = 0; p < points; p++) {
        const double s = weight != NULL ? dot(weight, x + p * inputs, inputs) : 0.0;

        column[p] = weight != NULL ? ohm_node_at(node, s, weight[inputs], 0.0).value : 1.0;
    }
}

ohm_status
ohm_perceptron_span_error(double *error, const double *x, const double *y, size_t points, size_t inputs,
                          const double *weight, size_t hidden, const ohm_node *node, ohm_error *err)
{
    double *basis, *rest;
    size_t rank = 0;

    if (points == 0)
        return ohm_fail(err, OHM_E_ARG, "perceptron: no points to fit");
    basis = ohm_array(hidden + 1, points * sizeof *basis);
    rest = ohm_copy(y, points, sizeof *y);
    if (basis == NULL || rest == NULL) {
        free(basis);
        free(rest);
        return ohm_fail(err, OHM_E_NOMEM, "perceptron: %zu points, %zu nodes", points, hidden);
    }
    for (size_t h = 0; h <= hidden; h++) {
        double *column = basis + rank * points;

        fill_column(column, x, points, inputs, h < hidden ? weight + h * (inputs + 1) : NULL, node);
        if (orthonormalize(column, basis, rank, points)) {
            remove_part(rest, column, points);
            rank++;
        }
    }
    *error = dot(rest, rest, points) / (double)points;
    free(basis);
    free(rest);
    return OHM_OK;
}
