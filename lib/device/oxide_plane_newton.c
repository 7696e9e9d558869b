/* lib/device/oxide_plane_newton.c -- Newton's method on a mesh, see oxide_plane_state.h */
#include "device/oxide_plane_state.h"

#include "device/oxide_pack.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* As in one dimension (oxide_newton.c). */
static const double CLIP = 0.02;
static const double SITES_MIN = DBL_EPSILON / OXIDE_NEWTON_STALL;

/* Whether the row of a species at a node says du = 0. */
static bool
is_given(const ohm_oxide_plane *plane, size_t i, size_t v)
{
    const ohm_oxide_species *species = &plane->model->species[i];
    const signed char contact = plane->mesh->contact[v];

    return (plane->steady && species->initial != NULL)
        || (contact >= 0 && species->contact[contact].kind == OHM_CONTACT_OHMIC);
}

void
oxide_plane_set_contacts(ohm_oxide_plane *plane)
{
    const ohm_oxide_model *model = plane->model;

    for (size_t v = 0; v < plane->mesh->nodes; v++) {
        const signed char contact = plane->mesh->contact[v];

        if (contact < 0)
            continue;
        plane->unknown[plane->species][v] = model->potential[contact] + (contact == 1 ? plane->voltage : 0.0);
        for (size_t i = 0; i < plane->species; i++)
            if (model->species[i].contact[contact].kind == OHM_CONTACT_OHMIC)
                plane->unknown[i][v] = model->species[i].contact[contact].density;
    }
}

void
oxide_plane_fluxes(ohm_oxide_plane *plane, bool slopes)
{
    const ohm_mesh *mesh = plane->mesh;

    for (size_t i = 0; i <= plane->species; i++)
        for (size_t e = 0; e < mesh->edges; e++) {
            plane->end[0][i][e] = plane->unknown[i][mesh->tail[e]];
            plane->end[1][i][e] = plane->unknown[i][mesh->head[e]];
        }
    plane->edges.slopes = slopes;
    oxide_fluxes(&plane->edges);
}

/* The share of one edge in the rows of one of its ends; `row` the end, sign +1 for the tail. */
static void
add_edge(ohm_oxide_plane *plane, size_t e, size_t row, double sign, const size_t *place)
{
    const oxide_edges *edges = &plane->edges;
    const size_t S = plane->species, b = S + 1;
    const size_t *diagonal = plane->matrix->diagonal + row * b;
    double *value = plane->matrix->value, *rhs = plane->rhs + row * b;
    const double kappa = edges->lambda2 * plane->weight[e];

    if (plane->mesh->contact[row] < 0) {
        rhs[S] -= sign * edges->flux[S][e];
        value[diagonal[S] + S] += kappa;
        value[place[S] + S] = -kappa;
    }
    for (size_t i = 0; i < S; i++) {
        if (is_given(plane, i, row))
            continue;
        /* by_left = -dF/du_tail goes to the head's row, by_right = dF/du_head to the tail's */
        const double near = sign > 0.0 ? -edges->by_left[i][e] : -edges->by_right[i][e];
        const double far = sign > 0.0 ? edges->by_right[i][e] : edges->by_left[i][e];
        const double drop = edges->by_drop_left[i][e];

        rhs[i] -= sign * edges->flux[i][e];
        value[diagonal[i] + i] += near;
        value[diagonal[S] + i] -= drop;
        value[place[i]] = far;
        value[place[S] + i] = drop;
    }
}

/* Storage, charge, contacts and recombination at one node. */
static void
add_node(ohm_oxide_plane *plane, size_t v)
{
    const ohm_oxide_model *model = plane->model;
    const ohm_recombination *pair = &model->recombination;
    const size_t S = plane->species, b = S + 1;
    const size_t *diagonal = plane->matrix->diagonal + v * b;
    const signed char contact = plane->mesh->contact[v];
    const double box = plane->box[v];
    double *value = plane->matrix->value, *rhs = plane->rhs + v * b;
    double charge = model->doping != NULL ? -model->doping[v] : 0.0;

    for (size_t i = 0; i < S; i++) {
        const double u = plane->unknown[i][v], rate = model->species[i].stored ? plane->order[0] : 0.0;

        charge += plane->law[i].charge * u;
        if (contact < 0)
            value[diagonal[i] + S] = -box * plane->law[i].charge;
        if (is_given(plane, i, v)) {
            value[diagonal[i] + i] = 1.0;
            continue;
        }
        rhs[i] -= box * (rate * u + plane->history[i][v]);
        value[diagonal[i] + i] += box * rate;
        if (contact >= 0 && model->species[i].contact[contact].kind == OHM_CONTACT_SCHOTTKY) {
            const double velocity =
                model->species[i].contact[contact].velocity * plane->mesh->contact_length[v];

            rhs[i] -= velocity * (u - model->species[i].contact[contact].density);
            value[diagonal[i] + i] += velocity;
        }
    }
    if (contact < 0)
        rhs[S] += box * charge;
    else
        value[diagonal[S] + S] = 1.0;
    if (pair->rate == NULL)
        return;
    double rate, slope[2];
    pair->rate(&rate, slope, plane->unknown[pair->pair[0]][v], plane->unknown[pair->pair[1]][v], pair->data);
    for (size_t k = 0; k < 2; k++) {
        const size_t i = pair->pair[k], other = pair->pair[1 - k];

        if (is_given(plane, i, v))
            continue;
        rhs[i] -= box * rate;
        value[diagonal[i] + i] += box * slope[k];
        value[diagonal[other] + i] += box * slope[1 - k];
    }
}

static void
assemble(ohm_oxide_plane *plane)
{
    const ohm_mesh *mesh = plane->mesh;
    const size_t b = plane->species + 1;

    memset(plane->matrix->value, 0, plane->matrix->entries * sizeof *plane->matrix->value);
    memset(plane->rhs, 0, mesh->nodes * b * sizeof *plane->rhs);
    oxide_plane_fluxes(plane, true);
    for (size_t e = 0; e < mesh->edges; e++) {
        add_edge(plane, e, mesh->tail[e], 1.0, plane->matrix->forth + e * b);
        add_edge(plane, e, mesh->head[e], -1.0, plane->matrix->back + e * b);
    }
    for (size_t v = 0; v < mesh->nodes; v++)
        add_node(plane, v);
}

/* Adds the solution, holding densities positive and sites unsaturated; the node that moved
 * most. */
static size_t
add_update(ohm_oxide_plane *plane)
{
    const size_t S = plane->species, b = S + 1;
    size_t worst = 0;

    plane->change_before = plane->change;
    plane->change = 0.0;
    plane->clipped = false;
    for (size_t v = 0; v < plane->mesh->nodes; v++)
        for (size_t i = 0; i <= S; i++) {
            const double step = plane->solution[v * b + i], u = plane->unknown[i][v], wish = u + step;
            const double roof = i < S ? plane->model->species[i].saturation : 0.0;
            double value = wish, unit = 1.0;

            if (i < S) {
                value = wish >= CLIP * u ? wish : CLIP * u;         /* so written, NaN is clipped */
                unit = value;
            }
            if (roof > 0.0) {
                value = fmin(value, roof - CLIP * (roof - u));
                unit = fmin(value, fmax(roof - value, SITES_MIN * roof));
            }
            plane->clipped = plane->clipped || !(value == wish) || !isfinite(step);
            if (!(fabs(step) / unit <= plane->change)) {
                plane->change = fabs(step) / unit;
                worst = v;
            }
            plane->unknown[i][v] = value;
        }
    return worst;
}

ohm_status
oxide_plane_newton(ohm_oxide_plane *plane, int *iterations, ohm_error *err)
{
    size_t worst = 0;

    plane->change = HUGE_VAL;
    for (int round = 0; round < OXIDE_NEWTON_MAX; round++) {
        assemble(plane);
        ohm_status status = ohm_block_sparse_factor(plane->matrix, err);

        if (status == OHM_OK)
            status = ohm_block_sparse_solve(plane->solution, plane->rhs, plane->matrix, err);
        if (status != OHM_OK)
            return status;
        worst = add_update(plane);
        ++*iterations;
        if (!plane->clipped && (plane->change < OXIDE_NEWTON_TOL
                                || (plane->change < OXIDE_NEWTON_STALL
                                    && plane->change > 0.5 * plane->change_before)))
            return OHM_OK;
    }
    return ohm_fail(err, OHM_E_NOCONV, "Newton stuck at node %zu, (%g, %g)", worst, plane->mesh->x[worst],
                    plane->mesh->y[worst]);
}
