/* lib/device/oxide_continuation.c -- steps plain Newton cannot take, see oxide_pack.h
 *
 * Storage regularises: with rate c = kappa c_0 in place of c_0, kappa large, the solution
 * stays near the old state and Newton converges.  So kappa goes up by factors of 4 until it
 * does, then back to 1, each solution the next first guess; where a factor fails its square
 * root is tried.  Quasi-static species are given storage too, sigma c_0 with sigma = 1, which
 * is taken away by the same factors at the end.  Where that fails too, the voltage is walked
 * from its old value to the new one. */
#include "device/oxide_pack.h"

#include <math.h>

static const double FACTOR = 4.0;
static const double FACTOR_MIN = 1.02;          /* below this a step is given up */
static const double ANCHOR = 0.1;
static const double STRIDE_MIN = 0x1p-10;       /* of the voltage's way in one stride */
static const double KAPPA_MAX = 0x1p60;         /* 4^30: densities do not move at all */
static const double SIGMA_MIN = 0x1p-200;       /* storage far below rounding: none */
static const double SIGMA_ENOUGH = 0x1p-40;     /* as good as none where dead cores stop Newton;
                                                 * the constancy of the current is the judge */

static bool
is_stored(const oxide_pack *pack, size_t i)
{
    return pack->model->species[i].stored && !pack->frozen[i];
}

/* A density to start from: the old one, but at least a part of ubar for a species with a
 * contact, because Newton does not grow a density out of (almost) nothing. */
static double
anchor(const oxide_pack *pack, size_t i, size_t t)
{
    const double u = pack->old[i][t];

    if (pack->lift[i] == NULL || pack->frozen[i])
        return u;
    return fmax(u, ANCHOR * ohm_oxide_density_at(&pack->model->species[i], pack->lift[i][t]));
}

/* Storage kappa c_0 about the old state (stored species), and sigma kappa c_0 about the
 * anchor (quasi-static ones: any density would do, as it goes away again). */
static void
set_storage(oxide_pack *pack, size_t lane, double c0, double kappa, double sigma)
{
    for (size_t i = 0; i < pack->species; i++) {
        const double rate = c0 * kappa * (is_stored(pack, i) ? 1.0 : sigma);

        for (size_t t = lane; t < pack->count; t += pack->lanes)
            pack->history[i][t] = -rate * (is_stored(pack, i) ? pack->old[i][t] : anchor(pack, i, t));
        for (size_t k = 0; k < OHM_LANES; k++)
            if (k % pack->lanes == lane)
                pack->rate[i].lane[k] = rate;
    }
}

/* The lane's iterate to and from arrays that are rewritten after the step. */
static void
keep(oxide_pack *pack, size_t lane)
{
    for (size_t t = lane; t < pack->count; t += pack->lanes) {
        for (size_t i = 0; i < pack->species; i++)
            pack->slope[i][t] = pack->unknown[i][t];
        pack->potential_change[t] = pack->unknown[pack->species][t];
    }
}

static void
bring_back(oxide_pack *pack, size_t lane)
{
    for (size_t t = lane; t < pack->count; t += pack->lanes) {
        for (size_t i = 0; i < pack->species; i++)
            pack->unknown[i][t] = pack->slope[i][t];
        pack->unknown[pack->species][t] = pack->potential_change[t];
    }
}

/* Newton from the kept iterate; keeps what it found. */
static bool
attempt(oxide_pack *pack, size_t lane)
{
    bring_back(pack, lane);
    oxide_set_contacts(pack);
    pack->state[lane] = LANE_ACTIVE;
    oxide_newton(pack);
    if (pack->state[lane] != LANE_CONVERGED)
        return false;
    for (size_t i = 0; i < pack->species; i++)
        for (size_t t = lane; t < pack->count; t += pack->lanes)
            pack->unknown[i][t] = fmax(pack->unknown[i][t], OXIDE_DENSITY_MIN);
    keep(pack, lane);
    return true;
}

/* Brings *parameter (kappa or sigma) down to `goal`. */
static bool
descend(double *parameter, double goal, double *kappa, double *sigma, oxide_pack *pack, size_t lane,
        double c0)
{
    double factor = FACTOR;

    while (*parameter > goal) {
        const double held = *parameter;

        *parameter = fmax(held / factor, goal);
        set_storage(pack, lane, c0, *kappa, *sigma);
        if (attempt(pack, lane)) {
            factor = fmin(factor * factor, FACTOR);
            continue;
        }
        *parameter = held;
        factor = sqrt(factor);
        if (factor < FACTOR_MIN)
            return false;
    }
    return true;
}

/* Leaves only one lane to Newton; and the others as they were. */
static void
single_out(lane_state others[OHM_LANES], oxide_pack *pack)
{
    for (size_t k = 0; k < pack->lanes; k++) {
        others[k] = pack->state[k];
        pack->state[k] = LANE_IDLE;
    }
}

static void
rejoin(oxide_pack *pack, size_t lane, const lane_state others[OHM_LANES], bool found)
{
    for (size_t k = 0; k < pack->lanes; k++)
        pack->state[k] = others[k];
    pack->state[lane] = found ? LANE_CONVERGED : LANE_FAILED;
}

void
oxide_ramp(oxide_pack *pack, size_t lane, double dt)
{
    const double goal = pack->voltage[lane], from = pack->voltage_old[lane];
    lane_state others[OHM_LANES];
    double reached = 0.0, stride = 0.5;

    single_out(others, pack);
    set_storage(pack, lane, 1.0 / dt, 1.0, 0.0);
    oxide_pack_restore(pack, lane);
    keep(pack, lane);
    while (reached < 1.0 && stride > STRIDE_MIN) {
        const double next = fmin(reached + stride, 1.0);

        pack->voltage[lane] = next == 1.0 ? goal : from + next * (goal - from);
        if (attempt(pack, lane)) {
            reached = next;
            stride *= 2.0;
        } else {
            stride /= 2.0;
        }
    }
    pack->voltage[lane] = goal;
    bring_back(pack, lane);
    rejoin(pack, lane, others, reached == 1.0);
}

void
oxide_continuation(oxide_pack *pack, size_t lane, double dt)
{
    lane_state others[OHM_LANES];
    const double c0 = 1.0 / dt;
    double kappa = 1.0, sigma = 0.0;
    bool found = false;

    single_out(others, pack);
    for (size_t i = 0; i < pack->species; i++)
        if (!is_stored(pack, i) && !pack->frozen[i])
            sigma = 1.0;
    oxide_pack_restore(pack, lane);
    for (size_t i = 0; i < pack->species; i++)
        for (size_t t = lane; t < pack->count; t += pack->lanes)
            pack->unknown[i][t] = anchor(pack, i, t);
    oxide_set_contacts(pack);
    keep(pack, lane);
    while (!found && kappa < KAPPA_MAX) {
        kappa *= FACTOR;
        set_storage(pack, lane, c0, kappa, sigma);
        found = attempt(pack, lane);
    }
    found = found && descend(&kappa, 1.0, &kappa, &sigma, pack, lane, c0)
        && (descend(&sigma, SIGMA_MIN, &kappa, &sigma, pack, lane, c0) || sigma < SIGMA_ENOUGH);
    if (found)
        bring_back(pack, lane);
    rejoin(pack, lane, others, found);
}
