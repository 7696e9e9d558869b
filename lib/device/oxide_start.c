/* lib/device/oxide_start.c -- state 0, see oxide_pack.h
 *
 * Species with given densities (all that touch no contact) keep them; the others are steady,
 * V solves Poisson's equation.  At U = 0 the steady state is that of Poisson-Boltzmann,
 * found by damped Newton in V alone; from there the voltage is ramped. */
#include "device/oxide_pack.h"

#include "device/oxide_lift.h"

#include <math.h>

static const double RAMP_MIN = 0x1p-12;         /* of the voltage, in one stride */
enum { BOLTZMANN_MAX = 500 };                   /* iterations of at most 1 U_T each */
static const double BOLTZMANN_TOL = 1e-9;       /* a first guess for Newton: no more is needed */
static const double RELAX_TIME = 1e-2;          /* of the continuation: any will do */

/* u(V) of a species whose h'(u) + z V is affine between the contacts. */
static double
equilibrium_density(const oxide_pack *pack, size_t i, size_t t)
{
    const ohm_oxide_model *model = pack->model;
    const double built_in = model->potential[1] - model->potential[0];
    const double level = pack->lift[i][t] + pack->law[i].charge
        * (model->potential[0] + built_in * pack->x[t] - pack->unknown[pack->species][t]);

    return fmax(ohm_oxide_density_at(&model->species[i], level), OXIDE_DENSITY_MIN);
}

/* One damped Newton update of V at U = 0; returns its size.  Thomas' algorithm, with the
 * ratios and right sides in arrays that a step rewrites anyway. */
static double
boltzmann_update(oxide_pack *pack, size_t lane)
{
    const size_t S = pack->species, W = pack->lanes;
    const double lambda2 = pack->model->lambda2;
    double *V = pack->unknown[S], *ratio = pack->slope[0], *right = pack->potential_change;
    double largest = 0.0;

    ratio[lane] = right[lane] = 0.0;                        /* V is given at x = 0 */
    for (size_t t = lane + W; t + W < pack->count; t += W) {
        const double before = lambda2 * pack->weight[t - W], after = lambda2 * pack->weight[t];
        double charge = -pack->doping[t], screening = 0.0;

        for (size_t i = 0; i < S; i++) {
            if (!pack->frozen[i]) {
                pack->unknown[i][t] = equilibrium_density(pack, i, t);
                screening += oxide_screening(&pack->law[i], pack->unknown[i][t]);
            }
            charge += pack->law[i].charge * pack->unknown[i][t];
        }
        const double residual =
            after * (V[t] - V[t + W]) + before * (V[t] - V[t - W]) - pack->volume[t] * charge;
        const double pivot = before + after + pack->volume[t] * screening - before * ratio[t - W];

        ratio[t] = after / pivot;
        right[t] = (before * right[t - W] - residual) / pivot;
    }
    double next = 0.0;                                      /* and at x = 1 */
    for (size_t t = pack->count - W + lane; t > lane + W;) {
        t -= W;
        next = right[t] + ratio[t] * next;
        V[t] += fmax(fmin(next, 1.0), -1.0);
        largest = fmax(largest, fabs(next));
    }
    return largest;
}

static ohm_status
no_state(const oxide_pack *pack, size_t lane, ohm_error *err)
{
    const size_t node = oxide_newton_worst_node(pack, lane);

    return ohm_fail(err, OHM_E_NOCONV, "no steady state found at U = %g (Newton stuck at node %zu, x = %g)",
                    pack->voltage[lane], node, pack->x[node * pack->lanes]);
}

/* Solves for all lanes at the pack's voltages from the guess in `old`; keeps it there. */
static bool
solve_steady(oxide_pack *pack)
{
    bool solved = true;

    oxide_pack_restore(pack, pack->lanes);
    oxide_set_contacts(pack);
    for (size_t lane = 0; lane < pack->lanes; lane++)
        pack->state[lane] = LANE_ACTIVE;
    oxide_newton(pack);
    for (size_t lane = 0; lane < pack->lanes; lane++)
        solved = solved && pack->state[lane] == LANE_CONVERGED;
    return solved;
}

static void
keep_as_guess(oxide_pack *pack)
{
    for (size_t i = 0; i <= pack->species; i++)
        for (size_t t = 0; t < pack->count; t++)
            pack->old[i][t] =
                i < pack->species ? fmax(pack->unknown[i][t], OXIDE_DENSITY_MIN) : pack->unknown[i][t];
}

/* The same, lane by lane with the help of storage. */
static ohm_status
solve_steady_slowly(oxide_pack *pack, ohm_error *err)
{
    for (size_t lane = 0; lane < pack->lanes; lane++)
        if (pack->state[lane] != LANE_CONVERGED) {
            oxide_continuation(pack, lane, RELAX_TIME);
            if (pack->state[lane] != LANE_CONVERGED)
                return no_state(pack, lane, err);
        }
    return OHM_OK;
}

/* From the state at U = 0 to the voltages wanted, in strides as long as Newton takes. */
static ohm_status
ramp(oxide_pack *pack, const double *goal, ohm_error *err)
{
    double reached = 0.0, stride = 1.0;

    while (reached < 1.0) {
        const double next = fmin(reached + stride, 1.0);

        for (size_t lane = 0; lane < pack->lanes; lane++)
            pack->voltage[lane] = next * goal[lane];
        if (!solve_steady(pack)) {
            if (stride > RAMP_MIN) {
                stride /= 2.0;
                continue;
            }
            const ohm_status status = solve_steady_slowly(pack, err);
            if (status != OHM_OK)
                return status;
        }
        keep_as_guess(pack);
        reached = next;
        stride *= 2.0;
    }
    return OHM_OK;
}

/* Densities given, or of equilibrium, and V between the contacts' values. */
static void
first_guess(oxide_pack *pack)
{
    const ohm_oxide_model *model = pack->model;
    const size_t S = pack->species, W = pack->lanes;

    for (size_t t = 0; t < pack->count; t++) {
        for (size_t i = 0; i < S; i++)
            pack->unknown[i][t] = model->species[i].initial != NULL ? model->species[i].initial[t / W]
                : ohm_oxide_density_at(&model->species[i], pack->lift[i][t]);
        pack->unknown[S][t] = model->potential[0] + (model->potential[1] - model->potential[0]) * pack->x[t];
    }
    for (size_t i = 0; i < S; i++) {
        pack->frozen[i] = model->species[i].initial != NULL;
        for (size_t lane = 0; lane < OHM_LANES; lane++)
            pack->rate[i].lane[lane] = 0.0;
        for (size_t t = 0; t < pack->count; t++)
            pack->history[i][t] = 0.0;
    }
    oxide_set_contacts(pack);
    for (size_t lane = 0; lane < W; lane++)
        for (int round = 0; round < BOLTZMANN_MAX; round++)
            if (boltzmann_update(pack, lane) <= BOLTZMANN_TOL)
                break;
    keep_as_guess(pack);
}

ohm_status
oxide_start(oxide_pack *pack, ohm_error *err)
{
    double goal[OHM_LANES];
    bool moved = false;

    for (size_t lane = 0; lane < pack->lanes; lane++) {
        goal[lane] = pack->voltage[lane];
        pack->voltage[lane] = 0.0;
        moved = moved || goal[lane] != 0.0;
    }
    first_guess(pack);
    ohm_status status = solve_steady(pack) ? OHM_OK : solve_steady_slowly(pack, err);
    if (status == OHM_OK) {
        keep_as_guess(pack);
        if (moved)
            status = ramp(pack, goal, err);
    }
    for (size_t i = 0; i < pack->species; i++)
        pack->frozen[i] = false;
    if (status != OHM_OK)
        return status;
    for (size_t lane = 0; lane < pack->lanes; lane++)
        pack->voltage[lane] = pack->voltage_old[lane] = goal[lane];
    oxide_pack_restore(pack, pack->lanes);
    return OHM_OK;
}
