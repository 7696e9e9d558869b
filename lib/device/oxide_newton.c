/* lib/device/oxide_newton.c -- Newton's method for one implicit step, see oxide_pack.h */
#include "device/oxide_pack.h"

#include <float.h>
#include <math.h>

/* Densities may fall at most to this fraction of themselves in one update, and empty sites
 * (Blakemore) likewise. */
#define CLIP 0.02
/* Rounding of the density leaves this fraction of empty sites known to the stall level. */
#define SITES_MIN (DBL_EPSILON / OXIDE_NEWTON_STALL)

void
oxide_set_contacts(oxide_pack *pack)
{
    const size_t W = pack->lanes, last = (pack->nodes - 1) * W;

    for (size_t lane = 0; lane < W; lane++) {
        pack->unknown[pack->species][lane] = pack->model->potential[0];
        pack->unknown[pack->species][last + lane] = pack->model->potential[1] + pack->voltage[lane];
        pack->followed[lane] = pack->voltage[lane];
        for (size_t i = 0; i < pack->species; i++) {
            const ohm_contact *contact = pack->model->species[i].contact;

            if (contact[0].kind == OHM_CONTACT_OHMIC)
                pack->unknown[i][lane] = contact[0].density;
            if (contact[1].kind == OHM_CONTACT_OHMIC)
                pack->unknown[i][last + lane] = contact[1].density;
        }
    }
}

/* Residuals (with the sign of a right side) and diagonal blocks from fluxes and slopes. */
OHM_INLINE void
node_rows_body(const oxide_pack *pack)
{
    const ohm_block_system *blocks = pack->blocks;
    const size_t S = pack->species, W = pack->lanes, b = S + 1, stride = blocks->stride;

    for (size_t t = 0; t < pack->count; t += OHM_LANES) {
        const ohm_lanes volume = ohm_lanes_load(pack->volume + t);
        ohm_lanes charge = -ohm_lanes_load(pack->doping + t);

        for (size_t i = 0; i < S; i++) {
            const double *lower = blocks->lower + i * stride + t, *upper = blocks->upper + i * stride + t;
            const ohm_lanes u = ohm_lanes_load(pack->unknown[i] + t);
            const ohm_lanes rate = ohm_lanes_load(pack->rate[i].lane);
            const ohm_lanes storage = rate * u + ohm_lanes_load(pack->history[i] + t);
            const ohm_lanes out = ohm_lanes_load(pack->flux[i] + t) - ohm_lanes_load(pack->flux[i] + t - W);

            charge += pack->law[i].charge * u;
            ohm_lanes_store(blocks->rhs + i * stride + t, -(volume * storage + out));
            ohm_lanes_store(blocks->diagonal + (i * b + i) * stride + t,
                            volume * rate - ohm_lanes_load(lower + W) - ohm_lanes_load(upper - W));
            ohm_lanes_store(blocks->diagonal + (i * b + S) * stride + t,
                            -(ohm_lanes_load(lower + b * stride) + ohm_lanes_load(upper + b * stride)));
        }
        const ohm_lanes out = ohm_lanes_load(pack->flux[S] + t) - ohm_lanes_load(pack->flux[S] + t - W);

        ohm_lanes_store(blocks->rhs + S * stride + t, volume * charge - out);
    }
}
OHM_KERNEL(node_rows, oxide_pack)

/* Row i of the node at t becomes du = 0. */
static void
identity_row(ohm_block_system *blocks, size_t i, size_t t)
{
    const size_t b = blocks->block, stride = blocks->stride;

    for (size_t c = 0; c < b; c++)
        blocks->diagonal[(i * b + c) * stride + t] = c == i ? 1.0 : 0.0;
    blocks->lower[i * stride + t] = blocks->upper[i * stride + t] = 0.0;
    blocks->lower[(b + i) * stride + t] = blocks->upper[(b + i) * stride + t] = 0.0;
    blocks->rhs[i * stride + t] = 0.0;
}

static void
contact_rows(oxide_pack *pack)
{
    ohm_block_system *blocks = pack->blocks;
    const size_t S = pack->species, b = S + 1, stride = blocks->stride;

    for (size_t side = 0; side < 2; side++)
        for (size_t lane = 0; lane < pack->lanes; lane++) {
            const size_t t = side == 0 ? lane : pack->count - pack->lanes + lane;

            for (size_t i = 0; i < S; i++) {
                const ohm_contact *contact = &pack->model->species[i].contact[side];

                if (contact->kind == OHM_CONTACT_OHMIC)
                    identity_row(blocks, i, t);
                if (contact->kind == OHM_CONTACT_SCHOTTKY && !pack->frozen[i]) {
                    blocks->rhs[i * stride + t] -=
                        contact->velocity * (pack->unknown[i][t] - contact->density);
                    blocks->diagonal[(i * b + i) * stride + t] += contact->velocity;
                }
            }
            blocks->rhs[S * stride + t] = 0.0;
        }
}

/* The pair's common loss, in every control volume; contact rows are set afterwards. */
static void
recombination_rows(oxide_pack *pack)
{
    const ohm_recombination *pair = &pack->model->recombination;
    ohm_block_system *blocks = pack->blocks;
    const size_t b = pack->species + 1, stride = blocks->stride;

    for (size_t t = 0; t < pack->count; t++) {
        double rate, slope[2];

        pair->rate(&rate, slope, pack->unknown[pair->pair[0]][t], pack->unknown[pair->pair[1]][t],
                   pair->data);
        for (size_t k = 0; k < 2; k++) {
            const size_t i = pair->pair[k], other = pair->pair[1 - k];

            blocks->rhs[i * stride + t] -= pack->volume[t] * rate;
            blocks->diagonal[(i * b + i) * stride + t] += pack->volume[t] * slope[k];
            blocks->diagonal[(i * b + other) * stride + t] = pack->volume[t] * slope[1 - k];
        }
    }
}

static void
assemble(oxide_pack *pack)
{
    for (size_t i = 0; i <= pack->species; i++) {
        pack->edges.left[i] = pack->unknown[i];
        pack->edges.right[i] = pack->unknown[i] + pack->lanes;
    }
    pack->edges.slopes = true;
    oxide_fluxes(&pack->edges);
    node_rows(pack);
    if (pack->model->recombination.rate != NULL)
        recombination_rows(pack);
    for (size_t i = 0; i < pack->species; i++)
        for (size_t t = 0; pack->frozen[i] && t < pack->count; t++)
            identity_row(pack->blocks, i, t);
    contact_rows(pack);
}

/* A singular block shows as a solution that is not finite, and back substitution carries it
 * to an end: there the band solver with pivoting is asked. */
static void
solve(oxide_pack *pack)
{
    ohm_block_system *blocks = pack->blocks;
    const size_t last = pack->count - pack->lanes;

    ohm_block_system_solve(blocks);
    for (size_t lane = 0; lane < pack->lanes; lane++)
        if (pack->state[lane] == LANE_ACTIVE
            && !(isfinite(blocks->solution[lane]) && isfinite(blocks->solution[last + lane]))
            && ohm_block_system_solve_pivoted(blocks, lane, NULL) != OHM_OK)
            pack->state[lane] = LANE_FAILED;
}

typedef struct {
    const oxide_pack *pack;
    lane_vector active;         /* 1 or 0 */
    lane_vector *change, *clipped;
} update_args;

/* Adds the solution to the active lanes, holding densities positive. */
OHM_INLINE void
add_update_body(const update_args *a)
{
    const oxide_pack *pack = a->pack;
    const size_t S = pack->species, stride = pack->blocks->stride;
    const ohm_lanes zero = ohm_lanes_all(0.0), one = ohm_lanes_all(1.0);
    const ohm_lanes_mask active = ohm_lanes_load(a->active.lane) > 0.0;
    ohm_lanes change = zero, clipped = zero;

    for (size_t i = 0; i < S; i++) {
        const double roof = pack->model->species[i].saturation;

        for (size_t t = 0; t < pack->count; t += OHM_LANES) {
            const ohm_lanes u = ohm_lanes_load(pack->unknown[i] + t);
            const ohm_lanes du = ohm_lanes_load(pack->blocks->solution + i * stride + t);
            const ohm_lanes wish = u + du, floor = CLIP * u;
            ohm_lanes value = ohm_lanes_select(wish >= floor, wish, floor);

            ohm_lanes unit = value;

            if (roof > 0.0) {           /* empty sites are a density too, known to an ulp of the roof */
                value = ohm_lanes_min(value, roof - CLIP * (roof - u));
                unit = ohm_lanes_min(value, ohm_lanes_max(roof - value, ohm_lanes_all(SITES_MIN * roof)));
            }
            clipped = ohm_lanes_select(value == wish, clipped, one);
            change = ohm_lanes_max(ohm_lanes_abs(du) / unit, change);
            ohm_lanes_store(pack->unknown[i] + t, ohm_lanes_select(active, value, u));
        }
    }
    for (size_t t = 0; t < pack->count; t += OHM_LANES) {
        const ohm_lanes v = ohm_lanes_load(pack->unknown[S] + t);
        const ohm_lanes dv = ohm_lanes_load(pack->blocks->solution + S * stride + t),
                        size = ohm_lanes_abs(dv);

        clipped = ohm_lanes_select(size < HUGE_VAL, clipped, one);      /* NaN and infinity count */
        change = ohm_lanes_max(size, change);
        ohm_lanes_store(pack->unknown[S] + t, ohm_lanes_select(active, v + dv, v));
    }
    ohm_lanes_store(a->change->lane, change);
    ohm_lanes_store(a->clipped->lane, clipped);
}
OHM_KERNEL(add_update, update_args)

void
oxide_newton_update(oxide_pack *pack)
{
    lane_vector change, clipped;
    update_args args = { pack, { { 0 } }, &change, &clipped };

    assemble(pack);
    solve(pack);
    pack->has_tangent = false;
    for (size_t lane = 0; lane < OHM_LANES; lane++)
        args.active.lane[lane] = pack->state[lane % pack->lanes] == LANE_ACTIVE ? 1.0 : 0.0;
    add_update(&args);
    for (size_t lane = 1; pack->lanes == 1 && lane < OHM_LANES; lane++) {
        change.lane[0] = fmax(change.lane[0], change.lane[lane]);
        clipped.lane[0] = fmax(clipped.lane[0], clipped.lane[lane]);
    }
    for (size_t lane = 0; lane < pack->lanes; lane++)
        if (pack->state[lane] == LANE_ACTIVE) {
            pack->change_before[lane] = pack->change[lane];
            pack->change[lane] = change.lane[lane];
            pack->clipped[lane] = clipped.lane[lane];
            pack->iterations[lane]++;
        }
}

/* An iterate counts when nothing was clipped and its update was small, or rounding stopped it. */
bool
oxide_lane_settled(const oxide_pack *pack, size_t lane)
{
    return pack->clipped[lane] == 0.0
           && (pack->change[lane] < OXIDE_NEWTON_TOL
               || (pack->change[lane] < OXIDE_NEWTON_STALL
                   && pack->change[lane] > 0.5 * pack->change_before[lane]));
}

void
oxide_newton(oxide_pack *pack)
{
    size_t waiting = pack->lanes;

    for (size_t lane = 0; lane < pack->lanes; lane++)
        pack->change[lane] = HUGE_VAL;
    for (int round = 0; round < OXIDE_NEWTON_MAX && waiting > 0; round++) {
        oxide_newton_update(pack);
        waiting = 0;
        for (size_t lane = 0; lane < pack->lanes; lane++) {
            if (pack->state[lane] == LANE_ACTIVE && oxide_lane_settled(pack, lane))
                pack->state[lane] = LANE_CONVERGED;
            waiting += pack->state[lane] == LANE_ACTIVE;
        }
    }
    for (size_t lane = 0; lane < pack->lanes; lane++)
        if (pack->state[lane] == LANE_ACTIVE)
            pack->state[lane] = LANE_FAILED;
}

size_t
oxide_newton_worst_node(const oxide_pack *pack, size_t lane)
{
    const size_t S = pack->species, stride = pack->blocks->stride;
    double worst = -1.0;
    size_t node = 0;

    for (size_t i = 0; i <= S; i++)
        for (size_t j = 0; j < pack->nodes; j++) {
            const size_t t = j * pack->lanes + lane;
            const double unit = i < S ? pack->unknown[i][t] : 1.0;
            const double size = fabs(pack->blocks->solution[i * stride + t]) / unit;

            if (!(size <= worst)) {     /* NaN is the worst */
                worst = size;
                node = j;
            }
        }
    return node;
}
