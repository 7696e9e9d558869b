/* lib/device/oxide_plane_balance.c -- free energy and currents on a mesh, see oxide_plane_state.h
 *
 * The sums of oxide_balance.c with boxes for half cells, weights for 1/h and psi for x. */
#include "device/oxide_plane_state.h"

#include "device/oxide_pack.h"

#include <float.h>
#include <math.h>

/* As in one dimension (oxide_check_step.c). */
static const double MASS_TOL = 1e-11;
static const double CURRENT_TOL = 1e-9;
static const double IDENTITY_TOL = 1e-11;
static const double IDENTITY_FLOOR = 100.0 * OXIDE_NEWTON_TOL;

typedef struct {
    double energy, remainder, relaxation, lever, mass, mass_old, least, exchange, recombination;
} node_totals;

/* Eight nodes' sums of one species, from v on. */
typedef struct {
    ohm_oxide_plane *plane;
    double (*sum)[6];           /* out, per species: energy, remainder, relaxation, lever, mass, old mass */
} node_args;

OHM_INLINE double
total(ohm_lanes x)
{
    double sum = 0.0, each[OHM_LANES];

    ohm_lanes_store(each, x);
    for (size_t k = 0; k < OHM_LANES; k++)
        sum += each[k];
    return sum;
}

OHM_INLINE void
node_sums_body(const node_args *a)
{
    ohm_oxide_plane *plane = a->plane;
    const ohm_oxide_model *model = plane->model;
    const double tilt = model->potential[1] - model->potential[0] + plane->voltage;

    for (size_t i = 0; i < plane->species; i++) {
        const oxide_law *law = &plane->law[i];
        ohm_lanes sum[6] = { { 0 } };

        for (size_t v = 0; v < plane->mesh->nodes; v += OHM_LANES) {
            const ohm_lanes box = ohm_lanes_load(plane->box + v), psi = ohm_lanes_load(plane->psi + v);
            const ohm_lanes u = ohm_lanes_load(plane->unknown[i] + v),
                            old = ohm_lanes_load(plane->old[i] + v);
            const ohm_lanes V = ohm_lanes_load(plane->unknown[plane->species] + v);
            const ohm_lanes slope = oxide_slope(law, u), flat = model->potential[0] + tilt * psi;
            ohm_lanes density = oxide_enthalpy(law, u, slope);

            if (plane->lift[i] != NULL) {
                const ohm_lanes lift = ohm_lanes_load(plane->lift[i] + v);

                density -= lift * u + ohm_lanes_load(plane->reference[i] + v);
                sum[2] += box * (slope + law->charge * (V - flat) - lift) * (u - old);
            } else {
                density += law->charge * u * flat;
                sum[3] += box * law->charge * psi * old;
            }
            sum[0] += box * density;
            sum[1] += box * oxide_bregman(law, old, u);
            sum[4] += box * u;
            sum[5] += box * old;
            ohm_lanes_store(plane->slope[i] + v, slope);
        }
        for (size_t k = 0; k < 6; k++)
            a->sum[i][k] = total(sum[k]);
    }
}
OHM_KERNEL(node_sums, node_args)

/* phi of a stored species: what it gains on its way to a contact. */
static double
affinity(const ohm_oxide_plane *plane, size_t i, size_t v)
{
    const ohm_oxide_model *model = plane->model;
    const double tilt = model->potential[1] - model->potential[0] + plane->voltage;

    if (!model->species[i].stored || plane->lift[i] == NULL)
        return 0.0;
    return plane->slope[i][v] - plane->lift[i][v] + plane->law[i].charge
        * (plane->unknown[plane->species][v] - model->potential[0] - tilt * plane->psi[v]);
}

/* Recombination and Schottky contacts, per time. */
static void
add_exchange(node_totals *sums, const ohm_oxide_plane *plane)
{
    const ohm_oxide_model *model = plane->model;
    const ohm_recombination *pair = &model->recombination;

    for (size_t v = 0; v < plane->mesh->nodes; v++) {
        const signed char at = plane->mesh->contact[v];

        if (pair->rate != NULL) {
            double rate, slope[2];

            pair->rate(&rate, slope, plane->unknown[pair->pair[0]][v], plane->unknown[pair->pair[1]][v],
                       pair->data);
            sums->recombination += plane->box[v] * rate
                * (affinity(plane, pair->pair[0], v) + affinity(plane, pair->pair[1], v));
        }
        for (size_t i = 0; at >= 0 && i < plane->species; i++) {
            const ohm_contact *contact = &model->species[i].contact[at];

            if (contact->kind == OHM_CONTACT_SCHOTTKY)
                sums->exchange += contact->velocity * plane->mesh->contact_length[v]
                    * (contact->density - plane->unknown[i][v]) * affinity(plane, i, v);
        }
    }
}

static void
take_nodes(node_totals *sums, ohm_oxide_plane *plane)
{
    double sum[OHM_OXIDE_SPECIES_MAX][6];
    const node_args args = { plane, sum };

    *sums = (node_totals){ .least = HUGE_VAL };
    node_sums(&args);
    for (size_t i = 0; i < plane->species; i++) {
        sums->energy += sum[i][0];
        sums->remainder += sum[i][1];
        if (!plane->model->species[i].stored)
            sums->relaxation += sum[i][2];
        sums->lever += sum[i][3];
        if (plane->lift[i] == NULL) {
            sums->mass += sum[i][4];
            sums->mass_old += sum[i][5];
        }
        for (size_t v = 0; v < plane->mesh->nodes; v++)
            sums->least = fmin(sums->least, plane->unknown[i][v]);
    }
    add_exchange(sums, plane);
}

typedef struct {
    double dissipation[OHM_OXIDE_SPECIES_MAX], power[OHM_OXIDE_SPECIES_MAX];
    double current, energy, remainder, scale;
    double into[2];             /* current from the inside into each contact */
} edge_totals;

/* Current along one edge, displacement included; *scale its one-sided size. */
static double
edge_current(double *scale, const ohm_oxide_plane *plane, size_t e)
{
    const size_t S = plane->species, tail = plane->mesh->tail[e], head = plane->mesh->head[e];
    double j = 0.0, change = 0.0;

    *scale = 0.0;
    for (size_t i = 0; i < S; i++)
        if (!plane->reduced || !plane->model->species[i].stored) {
            j += plane->law[i].charge * plane->edges.flux[i][e];
            *scale += plane->law[i].mobility * plane->weight[e] * (plane->end[0][i][e] + plane->end[1][i][e]);
        }
    if (plane->reduced)
        return j;
    const double *const V[3] = { plane->unknown[S], plane->old[S], plane->older[S] };
    for (size_t k = 0; k < 3; k++)
        change += plane->order[k] * (V[k][head] - V[k][tail]);
    *scale += plane->edges.lambda2 * plane->weight[e] * plane->order[0] * fabs(V[0][head] - V[0][tail]);
    return j - plane->edges.lambda2 * plane->weight[e] * change;
}

static void
take_edges(edge_totals *sums, const ohm_oxide_plane *plane)
{
    const ohm_oxide_model *model = plane->model;
    const ohm_mesh *mesh = plane->mesh;
    const size_t S = plane->species;
    const double tilt = model->potential[1] - model->potential[0] + plane->voltage;
    const double lambda2 = model->lambda2;

    *sums = (edge_totals){ .current = 0.0 };
    for (size_t e = 0; e < mesh->edges; e++) {
        const size_t tail = mesh->tail[e], head = mesh->head[e];
        const double run = plane->psi[head] - plane->psi[tail];
        const double drop = plane->unknown[S][head] - plane->unknown[S][tail];
        const double moved = drop - (plane->old[S][head] - plane->old[S][tail]), tilted = drop - tilt * run;
        double scale;
        const double j = edge_current(&scale, plane, e);

        for (size_t i = 0; i < S; i++) {
            const double z = plane->law[i].charge, flux = plane->edges.flux[i][e];

            sums->dissipation[i] -= flux * (plane->slope[i][head] - plane->slope[i][tail] + z * drop);
            if (plane->lift[i] != NULL)
                sums->power[i] -= flux * (plane->lift[i][head] - plane->lift[i][tail] + z * tilt * run);
        }
        sums->current -= run * j;
        sums->energy += 0.5 * lambda2 * plane->weight[e] * tilted * tilted;
        sums->remainder += 0.5 * lambda2 * plane->weight[e] * moved * moved;
        sums->scale += scale * (1.0 + fabs(drop)) * fabs(run);
        if (mesh->contact[head] >= 0)
            sums->into[mesh->contact[head]] += j;
        if (mesh->contact[tail] >= 0)
            sums->into[mesh->contact[tail]] -= j;
    }
}

/* left - right of the energy identity, and the size of its terms. */
static double
identity_defect(double *size, const ohm_oxide_record *record, const node_totals *nodes,
                const edge_totals *edges, const ohm_oxide_plane *plane, double dt)
{
    const double turn = plane->voltage - plane->voltage_old;
    double dissipated = nodes->recombination, gained = nodes->exchange;

    for (size_t i = 0; i < plane->species; i++)
        if (plane->model->species[i].stored) {
            dissipated += edges->dissipation[i];
            gained += edges->power[i];
        }
    *size = fabs(record->energy) + fabs(plane->energy) + dt * fabs(dissipated) + record->remainder
        + fabs(nodes->relaxation);
    return record->energy - plane->energy + dt * dissipated + record->remainder - dt * gained
           - nodes->relaxation - turn * nodes->lever
           - 0.5 * plane->model->lambda2 * plane->capacity * turn * turn;
}

static ohm_status
check(const ohm_oxide_record *record, const node_totals *nodes, const edge_totals *edges, double size,
      double dt, bool euler, ohm_error *err)
{
    const double mass_tol = MASS_TOL * nodes->mass_old + 64.0 * DBL_EPSILON * dt * edges->scale;

    if (!(nodes->least > 0.0))
        return ohm_fail(err, OHM_E_PRECISION, "a density is %g", nodes->least);
    if (!(fabs(nodes->mass - nodes->mass_old) <= mass_tol))
        return ohm_fail(err, OHM_E_PRECISION, "mass went from %.17g to %.17g", nodes->mass_old, nodes->mass);
    if (!(record->current_spread <= CURRENT_TOL * edges->scale))
        return ohm_fail(err, OHM_E_PRECISION, "the currents into the contacts differ by %g",
                        record->current_spread);
    if (euler && !(fabs(record->identity_defect) <= IDENTITY_TOL * size + IDENTITY_FLOOR))
        return ohm_fail(err, OHM_E_PRECISION, "the energy identity is off by %g (terms of %g)",
                        record->identity_defect, size);
    return OHM_OK;
}

ohm_status
oxide_plane_balance(ohm_oxide_record *record, ohm_oxide_plane *plane, double dt, bool euler, ohm_error *err)
{
    node_totals nodes;
    edge_totals edges;
    double size;

    oxide_plane_fluxes(plane, false);
    take_nodes(&nodes, plane);
    take_edges(&edges, plane);
    record->voltage = plane->voltage;
    record->current = edges.current;
    record->energy = nodes.energy + edges.energy;
    record->remainder = nodes.remainder + edges.remainder;
    record->recombination = nodes.recombination;
    record->mass = nodes.mass;
    record->least_density = nodes.least;
    record->power = 0.0;
    for (size_t i = 0; i < plane->species; i++) {
        record->dissipation[i] = edges.dissipation[i];
        record->power += edges.power[i];
    }
    record->current_spread = fmax(fabs(edges.into[0] + edges.into[1]), fabs(edges.into[1] + edges.current));
    record->identity_defect = NAN;
    if (plane->steady)
        return OHM_OK;
    const double defect = identity_defect(&size, record, &nodes, &edges, plane, dt);
    if (euler)
        record->identity_defect = defect;
    return check(record, &nodes, &edges, size, dt, euler, err);
}
