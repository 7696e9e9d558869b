/* lib/device/oxide_companion.c -- a device as its circuit sees it, see oxide_pack.h
 *
 * With J y = -residual the Newton step of the iterate Y, J y' = e (the row of V at x = 1)
 * gives the tangent dY/dU, and the current I = - sum h j + lambda^2 d_t (V_N - V_0) the
 * conductance
 *
 *     dI/dU = - sum_k h_k sum_i z_i (dF_i/dY . y')_k + lambda^2 c_0. */
#include "device/oxide_pack.h"

#include <math.h>
#include <string.h>

typedef struct {
    oxide_pack *pack;
    double *current, *conductance;
} companion_args;

/* Conduction and its slope, from fluxes and flux slopes at the iterate. */
OHM_INLINE void
conduction_body(const companion_args *a)
{
    oxide_pack *pack = a->pack;
    const size_t S = pack->species, W = pack->lanes, stride = pack->blocks->stride;
    const double *moved = pack->blocks->solution, *V = moved + S * stride;
    ohm_lanes current = ohm_lanes_all(0.0), slope = current;
    lane_vector sum[2];

    for (size_t t = 0; t + W < pack->count; t += OHM_LANES) {
        const ohm_lanes length = ohm_lanes_load(pack->length + t);
        const ohm_lanes drop = ohm_lanes_load(V + t + W) - ohm_lanes_load(V + t);

        for (size_t i = 0; i < S; i++) {
            if (pack->reduced && pack->model->species[i].stored)
                continue;
            const ohm_lanes turn = ohm_lanes_load(pack->edges.by_right[i] + t)
                    * ohm_lanes_load(moved + i * stride + t + W)
                - ohm_lanes_load(pack->edges.by_left[i] + t) * ohm_lanes_load(moved + i * stride + t)
                + ohm_lanes_load(pack->edges.by_drop_left[i] + t) * drop;
            const ohm_lanes charge = length * pack->law[i].charge;

            current -= charge * ohm_lanes_load(pack->flux[i] + t);
            slope -= ohm_lanes_select(length > 0.0, charge * turn, ohm_lanes_all(0.0));
        }
    }
    ohm_lanes_store(sum[0].lane, current);
    ohm_lanes_store(sum[1].lane, slope);
    for (size_t lane = 0; lane < OHM_LANES; lane++) {
        a->current[lane % W] = (lane < W ? 0.0 : a->current[lane % W]) + sum[0].lane[lane];
        a->conductance[lane % W] = (lane < W ? 0.0 : a->conductance[lane % W]) + sum[1].lane[lane];
    }
}
OHM_KERNEL(conduction, companion_args)

void
oxide_companion(double *current, double *conductance, oxide_pack *pack)
{
    ohm_block_system *blocks = pack->blocks;
    const size_t S = pack->species, W = pack->lanes, stride = blocks->stride, last = pack->count - W;
    const double lambda2 = pack->model->lambda2;
    const companion_args args = { pack, current, conductance };

    memset(blocks->rhs, 0, ((S + 1) * stride - OHM_BLOCK_PAD) * sizeof *blocks->rhs);
    for (size_t lane = 0; lane < W; lane++)
        blocks->rhs[S * stride + last + lane] = 1.0;
    ohm_block_system_resolve(blocks);
    pack->has_tangent = true;
    for (size_t i = 0; i <= S; i++) {
        pack->edges.left[i] = pack->unknown[i];
        pack->edges.right[i] = pack->unknown[i] + W;
    }
    pack->edges.slopes = true;
    oxide_fluxes(&pack->edges);
    conduction(&args);
    for (size_t lane = 0; lane < W && !pack->reduced; lane++) {
        const size_t right = last + lane;

        current[lane] += lambda2
                         * (pack->order[0].lane[lane] * (pack->unknown[S][right] - pack->unknown[S][lane])
                            + pack->order[1].lane[lane] * (pack->old[S][right] - pack->old[S][lane])
                            + pack->order[2].lane[lane] * (pack->older[S][right] - pack->older[S][lane]));
        conductance[lane] += lambda2 * pack->order[0].lane[lane];
    }
}

void
oxide_follow(oxide_pack *pack)
{
    const size_t S = pack->species, stride = pack->blocks->stride;

    for (size_t lane = 0; lane < pack->lanes && pack->has_tangent; lane++) {
        const double turn = pack->voltage[lane] - pack->followed[lane];

        for (size_t i = 0; i <= S; i++)
            for (size_t t = lane; t < pack->count; t += pack->lanes) {
                const double u = pack->unknown[i][t],
                             value = u + turn * pack->blocks->solution[i * stride + t];
                const double roof = i < S ? pack->model->species[i].saturation : 0.0;

                if (i == S || (value > 0.5 * u && !(roof > 0.0 && roof - value < 0.5 * (roof - u))))
                    pack->unknown[i][t] = value;        /* else Newton will find its own way */
            }
    }
    oxide_set_contacts(pack);
}
