/* lib/device/oxide_balance.c -- free energy, dissipation, currents, see oxide_pack.h
 *
 * With W = V - Vbar, Vbar_i = Vb_0 + (Vb_1 - Vb_0 + U) x_i, and h'(ubar) affine in x between
 * the contacts (a "lift"), species without a contact having none:
 *
 *     H = sum_i w_i [ sum_lifted Breg(u|ubar) + sum_others (h(u) + z u Vbar) ]
 *         + lambda^2/2 sum_k (W_{k+1} - W_k)^2 / h_k,
 *     Dis = - sum_k F_k Delta_k(h'(u) + z V),
 *     R = sum_i w_i Breg(u_old|u) + lambda^2/2 sum_k (Delta_k(V - V_old))^2 / h_k,
 *     P = - sum_k F_k Delta_k(h'(ubar) + z Vbar)          (lifted species that are stored),
 *
 * and for implicit Euler, exactly,
 *
 *     H - H_old + dt (Dis + recombination) + R = dt (P + exchange) + relaxation
 *         + (U - U_old) sum_i w_i z x_i u_old,i + lambda^2/2 (U - U_old)^2,
 *
 * Dis and P over the stored species; a quasi-static one enters by its relaxation
 * sum_i w_i phi_i (u - u_old)_i, phi = h'(u) + z V - h'(ubar) - z Vbar.  Theory sec. 3. */
#include "device/oxide_pack.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* phi = h'(u) + z V minus its value in the lift, what drives a species to its contacts; 0 for
 * a quasi-static one, whose share the relaxation already counts. */
static double
affinity_at(const oxide_pack *pack, size_t i, size_t t, double v, double tilt)
{
    const double flat = pack->model->potential[0] + tilt * pack->x[t];

    if (!pack->model->species[i].stored)
        return 0.0;
    return pack->slope[i][t] + pack->law[i].charge * (v - flat) - pack->lift[i][t];
}

typedef struct {
    oxide_balance *balance;
    oxide_pack *pack;
    lane_vector tilt, tilt_old;         /* Vb_1 - Vb_0 + U */
    double (*top)[OHM_LANES];           /* out, per species: the largest z V */
    double (*resistance)[OHM_LANES];    /* out, per species: sum_k h_k e^(z V_k - top) / B(z s_k) */
} balance_args;

/* Sums over vectors of eight become one number per device. */
OHM_INLINE void
put_sum(double *to, ohm_lanes sum, const oxide_pack *pack)
{
    lane_vector each;

    ohm_lanes_store(each.lane, sum);
    for (size_t lane = 0; lane < pack->lanes; lane++)
        to[lane] = each.lane[lane];
    for (size_t lane = 1; pack->lanes == 1 && lane < OHM_LANES; lane++)
        to[0] += each.lane[lane];
}

OHM_INLINE void
put_largest(double *to, ohm_lanes value, const oxide_pack *pack)
{
    lane_vector each;

    ohm_lanes_store(each.lane, value);
    for (size_t lane = 0; lane < pack->lanes; lane++)
        to[lane] = each.lane[lane];
    for (size_t lane = 1; pack->lanes == 1 && lane < OHM_LANES; lane++)
        to[0] = fmax(to[0], each.lane[lane]);
}

/* Numbers that add up over the species. */
typedef struct {
    ohm_lanes energy, remainder, relaxation, lever, emptiest;
} node_sums;

/* Node sums of one species; its h'(u). */
OHM_INLINE void
species_nodes(node_sums *sums, const balance_args *a, size_t i)
{
    oxide_pack *pack = a->pack;
    const oxide_law *law = &pack->law[i];
    const ohm_lanes base = ohm_lanes_all(pack->model->potential[0]), tilt = ohm_lanes_load(a->tilt.lane);
    const bool lifted = pack->lift[i] != NULL, relaxes = lifted && !pack->model->species[i].stored;
    ohm_lanes mass = ohm_lanes_all(0.0), mass_old = mass, top = ohm_lanes_all(-HUGE_VAL);

    for (size_t t = 0; t < pack->count; t += OHM_LANES) {
        const ohm_lanes w = ohm_lanes_load(pack->volume + t), x = ohm_lanes_load(pack->x + t);
        const ohm_lanes u = ohm_lanes_load(pack->unknown[i] + t), old = ohm_lanes_load(pack->old[i] + t);
        const ohm_lanes v = ohm_lanes_load(pack->unknown[pack->species] + t);
        const ohm_lanes slope = oxide_slope(law, u), flat = base + tilt * x;
        const ohm_lanes_mask inside = w > 0.0;
        ohm_lanes density = oxide_enthalpy(law, u, slope);

        if (lifted) {
            const ohm_lanes lift = ohm_lanes_load(pack->lift[i] + t);

            density -= lift * u + ohm_lanes_load(pack->reference[i] + t);
            if (relaxes)
                sums->relaxation += w * (slope + law->charge * (v - flat) - lift) * (u - old);
        } else {
            density += law->charge * u * flat;
            sums->lever += w * law->charge * x * old;
        }
        sums->energy += w * density;
        sums->remainder += w * oxide_bregman(law, old, u);
        sums->emptiest = ohm_lanes_select(inside, ohm_lanes_max(sums->emptiest, -u), sums->emptiest);
        mass += w * u;
        mass_old += w * old;
        top = ohm_lanes_select(inside, ohm_lanes_max(top, law->charge * v), top);
        ohm_lanes_store(pack->slope[i] + t, slope);
    }
    put_sum(a->balance->mass[i], mass, pack);
    put_sum(a->balance->mass_old[i], mass_old, pack);
    put_largest(a->top[i], top, pack);
}

OHM_INLINE void
node_balance_body(const balance_args *a)
{
    oxide_pack *pack = a->pack;
    oxide_balance *balance = a->balance;
    const size_t S = pack->species;
    const ohm_lanes zero = ohm_lanes_all(0.0);
    const ohm_lanes order0 = ohm_lanes_load(pack->order[0].lane),
                    order1 = ohm_lanes_load(pack->order[1].lane);
    const ohm_lanes order2 = ohm_lanes_load(pack->order[2].lane);
    node_sums sums = { zero, zero, zero, zero, ohm_lanes_all(-HUGE_VAL) };

    for (size_t i = 0; i < S; i++)
        species_nodes(&sums, a, i);
    for (size_t t = 0; t < pack->count; t += OHM_LANES)
        ohm_lanes_store(pack->potential_change + t, order0 * ohm_lanes_load(pack->unknown[S] + t)
                                                        + order1 * ohm_lanes_load(pack->old[S] + t)
                                                        + order2 * ohm_lanes_load(pack->older[S] + t));
    put_sum(balance->energy, sums.energy, pack);
    put_sum(balance->remainder, sums.remainder, pack);
    put_sum(balance->relaxation, sums.relaxation, pack);
    put_sum(balance->work, sums.lever * (ohm_lanes_load(a->tilt.lane) - ohm_lanes_load(a->tilt_old.lane)),
            pack);
    put_largest(balance->least, sums.emptiest, pack);
}
OHM_KERNEL(node_balance, balance_args)

/* Edge sums of one species; adds its share of the current and of what rounding refers to. */
OHM_INLINE void
species_edges(const balance_args *a, size_t i)
{
    oxide_pack *pack = a->pack;
    const size_t W = pack->lanes, S = pack->species;
    const double z = pack->law[i].charge;
    const double *V = pack->unknown[S], *slope = pack->slope[i], *lift = pack->lift[i];
    const ohm_lanes tilt = ohm_lanes_load(a->tilt.lane);
    ohm_lanes dissipation = ohm_lanes_all(0.0), power = dissipation;

    for (size_t t = 0; t + W < pack->count; t += OHM_LANES) {
        const ohm_lanes flux = ohm_lanes_load(pack->flux[i] + t);
        const ohm_lanes drop = ohm_lanes_load(V + t + W) - ohm_lanes_load(V + t);
        const ohm_lanes step = ohm_lanes_load(slope + t + W) - ohm_lanes_load(slope + t);

        dissipation -= flux * (step + z * drop);
        if (lift != NULL) {
            const ohm_lanes run = ohm_lanes_load(pack->length + t);

            power -= flux * (ohm_lanes_load(lift + t + W) - ohm_lanes_load(lift + t) + z * tilt * run);
        }
    }
    put_sum(a->balance->dissipation[i], dissipation, pack);
    put_sum(a->balance->contact_power[i], power, pack);
}

/* sum_k h_k e^(z V_k - top) / B(z s_k): the resistance of the chain, a Boltzmann species. */
OHM_INLINE void
species_chain(const balance_args *a, size_t i)
{
    oxide_pack *pack = a->pack;
    const double *V = pack->unknown[pack->species];
    const double z = pack->law[i].charge;
    lane_vector top;
    ohm_lanes sum = ohm_lanes_all(0.0);

    for (size_t lane = 0; lane < OHM_LANES; lane++)
        top.lane[lane] = a->top[i][lane % pack->lanes];
    for (size_t t = 0; t + pack->lanes < pack->count; t += OHM_LANES) {
        const ohm_lanes here = ohm_lanes_load(V + t);
        ohm_lanes plus, minus, slope;

        oxide_bernoulli(&plus, &minus, &slope, z * (ohm_lanes_load(V + t + pack->lanes) - here));
        sum += ohm_lanes_load(pack->length + t)
            * ohm_lanes_exp(z * here - ohm_lanes_load(top.lane)) / plus;
    }
    put_sum(a->resistance[i], sum, pack);
}

OHM_INLINE void
edge_balance_body(const balance_args *a)
{
    oxide_pack *pack = a->pack;
    oxide_balance *balance = a->balance;
    const size_t S = pack->species, W = pack->lanes;
    const double lambda2 = pack->model->lambda2;
    const ohm_lanes tilt = ohm_lanes_load(a->tilt.lane), zero = ohm_lanes_all(0.0);
    const double *V = pack->unknown[S], *old = pack->old[S], *change = pack->potential_change;
    ohm_lanes current = zero, energy = zero, remainder = zero, scale = zero;
    ohm_lanes largest = ohm_lanes_all(-HUGE_VAL), smallest = largest;

    for (size_t i = 0; i < S; i++)
        species_edges(a, i);
    for (size_t i = 0; i < S && pack->chain; i++)
        if (pack->lift[i] != NULL)
            species_chain(a, i);
    for (size_t t = 0; t + W < pack->count; t += OHM_LANES) {
        const ohm_lanes length = ohm_lanes_load(pack->length + t), weight = ohm_lanes_load(pack->weight + t);
        const ohm_lanes drop = ohm_lanes_load(V + t + W) - ohm_lanes_load(V + t);
        const ohm_lanes drop_old = ohm_lanes_load(old + t + W) - ohm_lanes_load(old + t);
        const ohm_lanes tilted = drop - tilt * length, moved = drop - drop_old;
        const ohm_lanes_mask inside = length > 0.0;
        ohm_lanes j = zero, size = zero;

        for (size_t i = 0; i < S; i++) {
            if (pack->reduced && pack->model->species[i].stored)
                continue;
            const ohm_lanes u = ohm_lanes_load(pack->unknown[i] + t),
                            v = ohm_lanes_load(pack->unknown[i] + t + W);

            j += pack->law[i].charge * ohm_lanes_load(pack->flux[i] + t);
            size += pack->law[i].mobility * weight * (oxide_diffusion(&pack->law[i], u) * u
                                                      + oxide_diffusion(&pack->law[i], v) * v);
        }
        if (!pack->reduced) {
            const ohm_lanes turn = ohm_lanes_load(change + t + W) - ohm_lanes_load(change + t);

            j -= lambda2 * weight * turn;
            size += lambda2 * weight * ohm_lanes_load(pack->order[0].lane)
                * (ohm_lanes_abs(drop) + ohm_lanes_abs(drop_old));
        }
        current -= length * j;
        energy += 0.5 * lambda2 * weight * tilted * tilted;
        remainder += 0.5 * lambda2 * weight * moved * moved;
        largest = ohm_lanes_select(inside, ohm_lanes_max(largest, j), largest);
        smallest = ohm_lanes_select(inside, ohm_lanes_max(smallest, -j), smallest);
        scale = ohm_lanes_max(scale, size * (1.0 + ohm_lanes_abs(drop)));
    }
    put_sum(balance->current, current, pack);
    put_sum(balance->field_energy, energy, pack);
    put_sum(balance->field_remainder, remainder, pack);
    put_largest(balance->largest, largest, pack);
    put_largest(balance->smallest, smallest, pack);
    put_largest(balance->scale, scale, pack);
}
OHM_KERNEL(edge_balance, balance_args)

/* I = sum_i z_i m_i u_i,0 expm1(z_i U) e^(z V_0 - top) / resistance: zero with U, exactly. */
static double
chain_current(const balance_args *a, size_t lane)
{
    const oxide_pack *pack = a->pack;
    double current = 0.0;

    for (size_t i = 0; i < pack->species; i++) {
        const double z = pack->law[i].charge, m = pack->law[i].mobility;

        if (pack->lift[i] != NULL)
            current += z * m * pack->model->species[i].contact[0].density * expm1(z * pack->voltage[lane])
                * exp(z * pack->model->potential[0] - a->top[i][lane]) / a->resistance[i][lane];
    }
    return current;
}

/* Free energy that recombination takes, and that flow through Schottky contacts brings, per
 * time. */
static void
take_exchange(const balance_args *a)
{
    const oxide_pack *pack = a->pack;
    const ohm_oxide_model *model = pack->model;
    const ohm_recombination *pair = &model->recombination;
    const double *V = pack->unknown[pack->species];

    for (size_t lane = 0; lane < pack->lanes; lane++) {
        a->balance->recombination[lane] = a->balance->exchange[lane] = 0.0;
        for (size_t t = lane; pair->rate != NULL && t < pack->count; t += pack->lanes) {
            double rate, slope[2], affinity = 0.0;

            pair->rate(&rate, slope, pack->unknown[pair->pair[0]][t], pack->unknown[pair->pair[1]][t],
                       pair->data);
            for (size_t k = 0; k < 2; k++)
                affinity += affinity_at(pack, pair->pair[k], t, V[t], a->tilt.lane[lane]);
            a->balance->recombination[lane] += pack->volume[t] * rate * affinity;
        }
        for (size_t i = 0; i < pack->species; i++)
            for (size_t side = 0; side < 2; side++) {
                const ohm_contact *contact = &model->species[i].contact[side];
                const size_t t = side == 0 ? lane : pack->count - pack->lanes + lane;

                if (contact->kind == OHM_CONTACT_SCHOTTKY)
                    a->balance->exchange[lane] += contact->velocity * (contact->density - pack->unknown[i][t])
                        * affinity_at(pack, i, t, V[t], a->tilt.lane[lane]);
            }
    }
}

void
oxide_balance_take(oxide_balance *balance, oxide_pack *pack)
{
    double top[OHM_OXIDE_SPECIES_MAX][OHM_LANES], resistance[OHM_OXIDE_SPECIES_MAX][OHM_LANES];
    const double built_in = pack->model->potential[1] - pack->model->potential[0];
    const double lambda2 = pack->model->lambda2;
    balance_args args = { .balance = balance, .pack = pack, .top = top, .resistance = resistance };

    for (size_t lane = 0; lane < OHM_LANES; lane++) {
        args.tilt.lane[lane] = built_in + pack->voltage[lane % pack->lanes];
        args.tilt_old.lane[lane] = built_in + pack->voltage_old[lane % pack->lanes];
    }
    for (size_t i = 0; i <= pack->species; i++) {
        pack->edges.left[i] = pack->unknown[i];
        pack->edges.right[i] = pack->unknown[i] + pack->lanes;
    }
    pack->edges.slopes = false;
    oxide_fluxes(&pack->edges);
    node_balance(&args);
    edge_balance(&args);
    take_exchange(&args);
    for (size_t lane = 0; lane < pack->lanes; lane++) {
        const double turn = pack->voltage[lane] - pack->voltage_old[lane];

        balance->energy[lane] += balance->field_energy[lane];
        balance->remainder[lane] += balance->field_remainder[lane];
        balance->work[lane] += 0.5 * lambda2 * turn * turn;
        balance->spread[lane] = balance->largest[lane] + balance->smallest[lane];
        balance->least[lane] = -balance->least[lane];
        balance->power[lane] = 0.0;
        for (size_t i = 0; i < pack->species; i++)
            balance->power[lane] += balance->contact_power[i][lane];
        balance->chain[lane] = pack->chain ? chain_current(&args, lane) : NAN;
    }
}
