/* lib/stability/fixed_point_list.c -- see fixed_point_list.h */
#include "stability/fixed_point_list.h"
#include "base/array.h"
#include "stability/equilibrium.h"

#include <math.h>
#include <stdlib.h>

/* Two states closer than this in every element are one: Newton leaves each to 1e-12 or
 * so, and deflation keeps others at a distance. */
static const double SAME = 1e-7;

void
ohm_fixed_points_free(ohm_fixed_points *points)
{
    if (points == NULL)
        return;
    for (size_t i = 0; points->point != NULL && i < points->count; i++) {
        free(points->point[i].w);
        free(points->point[i].held);
        ohm_spectrum_free(points->point[i].spectrum);
    }
    free(points->point);
    free(points->state);
    ohm_circulation_free(points->circulation);
    free(points);
}

ohm_status
ohm_fixed_points_alloc(ohm_fixed_points **out, const ohm_memristors *device, ohm_error *err)
{
    const size_t m = device->edges;
    ohm_fixed_points *points = OHM_ZEROS(ohm_fixed_points, 1);

    *out = NULL;
    if (points == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "fixed points: out of memory");
    points->point = OHM_ZEROS(ohm_fixed_point, OHM_FIXED_POINTS_MAX);
    points->state = (const double **)ohm_zeros(OHM_FIXED_POINTS_MAX, sizeof *points->state);
    if (points->point == NULL || points->state == NULL) {
        ohm_fixed_points_free(points);
        return ohm_fail(err, OHM_E_NOMEM, "fixed points: room for %d of them", (int)OHM_FIXED_POINTS_MAX);
    }
    points->uniform_alpha = m > 0;
    for (size_t k = 1; k < m; k++)
        points->uniform_alpha &= device->alpha[k] == device->alpha[0];
    points->alpha = points->uniform_alpha ? device->alpha[0] : NAN;
    *out = points;
    return OHM_OK;
}

static bool
is_known(const ohm_fixed_points *points, const double *w, size_t edges)
{
    for (size_t i = 0; i < points->count; i++) {
        double most = 0.0;

        for (size_t k = 0; k < edges; k++)
            most = fmax(most, fabs(w[k] - points->point[i].w[k]));
        if (most <= SAME)
            return true;
    }
    return false;
}

ohm_status
ohm_fixed_points_keep(ohm_fixed_points *points, const double *w, const ohm_problem *problem,
                      ohm_jacobian *jacobian, ohm_error *err)
{
    const size_t m = problem->graph->edges;
    ohm_fixed_point *point = points->point + points->count;
    double scale;
    ohm_status status;

    if (points->count == OHM_FIXED_POINTS_MAX || is_known(points, w, m))
        return OHM_OK;
    *point = (ohm_fixed_point){ .w = ohm_copy(w, m, sizeof *w), .held = OHM_ZEROS(bool, m), .interior = true };
    points->state[points->count++] = point->w;
    if (point->w == NULL || point->held == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "fixed points: state %zu", points->count);
    status = ohm_equilibrium_residual(&point->residual, &scale, point->held, w, problem, jacobian, err);
    if (status == OHM_OK)
        status = ohm_spectrum_alloc(&point->spectrum, jacobian, problem, point->held, err);
    if (status != OHM_OK)
        return status;
    for (size_t k = 0; k < m; k++) {
        point->held_count += point->held[k];
        point->interior &= w[k] > 0.0 && w[k] < 1.0;
    }
    point->kind = ohm_spectrum_kind(&point->stable, point->spectrum);
    if (points->uniform_alpha && point->spectrum->complete)
        point->alpha_count = ohm_spectrum_multiplicity(points->alpha, point->spectrum);
    return OHM_OK;
}

/* The first element in which two states differ. */
static size_t
first_difference(const ohm_fixed_point *a, const ohm_fixed_point *b, size_t edges)
{
    size_t k = 0;

    while (k < edges && a->w[k] == b->w[k])
        k++;
    return k;
}

/* Whether a comes before b. */
static bool
precedes(const ohm_fixed_point *a, const ohm_fixed_point *b, size_t edges)
{
    if (a->interior != b->interior)
        return a->interior;
    if (a->held_count != b->held_count)
        return a->held_count < b->held_count;
    const size_t k = first_difference(a, b, edges);

    return k < edges && a->w[k] < b->w[k];
}

void
ohm_fixed_points_sort(ohm_fixed_points *points, size_t edges)
{
    for (size_t i = 1; i < points->count; i++) {
        const ohm_fixed_point point = points->point[i];
        size_t at = i;

        for (; at > 0 && precedes(&point, &points->point[at - 1], edges); at--)
            points->point[at] = points->point[at - 1];
        points->point[at] = point;
    }
}
