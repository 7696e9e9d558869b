/* lib/device/oxide_flux.c -- see oxide_flux.h */
#include "device/oxide_flux.h"

#include <math.h>

void
oxide_laws_set(oxide_law *law, const ohm_oxide_model *model)
{
    for (size_t i = 0; i < model->species_count; i++) {
        const ohm_oxide_species *species = &model->species[i];

        law[i].charge = species->charge;
        law[i].mobility = species->mobility;
        law[i].a = species->exponent;
        law[i].gamma = species->saturation > 0.0 ? 1.0 / species->saturation : 0.0;
        law[i].kind = species->saturation > 0.0 ? OXIDE_BLAKEMORE
            : species->exponent > 1.0 ? OXIDE_POWER : OXIDE_BOLTZMANN;
        law[i].screen = i;
        for (size_t k = i; k-- > 0;)
            if (law[k].kind == OXIDE_BOLTZMANN && fabs(law[k].charge) == fabs(law[i].charge))
                law[i].screen = k;
    }
}

/* What a flux is made of: F = r (plus u_l - minus u_r) m weight, `slope` = B'(s/r). */
typedef struct {
    ohm_lanes plus, minus, slope;
} two_point;

/* Everything of one species on eight edges from t, for Boltzmann statistics (r = 1). */
OHM_INLINE void
plain_flux(const oxide_edges *a, size_t i, size_t t, two_point b, ohm_lanes weight)
{
    const ohm_lanes u = ohm_lanes_load(a->left[i] + t), v = ohm_lanes_load(a->right[i] + t);
    const ohm_lanes scale = a->law[i].mobility * weight;

    ohm_lanes_store(a->flux[i] + t, scale * (b.plus * u - b.minus * v));
    if (!a->slopes)
        return;
    const ohm_lanes drop = scale * a->law[i].charge * (b.slope * u - (b.slope + 1.0) * v);

    ohm_lanes_store(a->by_left[i] + t, -(scale * b.plus));
    ohm_lanes_store(a->by_right[i] + t, -(scale * b.minus));
    ohm_lanes_store(a->by_drop_left[i] + t, drop);
    ohm_lanes_store(a->by_drop_right[i] + t, drop);
}

/* The same with an enhancement r that depends on both densities.  r B(s/r) and r B(-s/r)
 * stay finite as r -> 0 (upwinding), where s/r does not: it is clamped. */
OHM_INLINE void
enhanced_flux(const oxide_edges *a, size_t i, size_t t, ohm_lanes drop, ohm_lanes weight)
{
    const oxide_law *law = &a->law[i];
    const ohm_lanes u = ohm_lanes_load(a->left[i] + t), v = ohm_lanes_load(a->right[i] + t);
    const ohm_lanes scale = law->mobility * weight, s = law->charge * drop;
    const ohm_lanes bound = ohm_lanes_all(OXIDE_EXPONENT_MAX);
    ohm_lanes r_u, r_v;
    const ohm_lanes r = oxide_enhancement(&r_u, &r_v, law, u, v);
    const ohm_lanes q = ohm_lanes_max(ohm_lanes_min(s / r, bound), -bound);
    const ohm_lanes up = ohm_lanes_max(-s, ohm_lanes_all(0.0)), down = ohm_lanes_max(s, ohm_lanes_all(0.0));
    two_point b;

    oxide_bernoulli(&b.plus, &b.minus, &b.slope, q);
    const ohm_lanes smaller = r * ohm_lanes_min(b.plus, b.minus);
    const ohm_lanes plus = smaller + up, minus = smaller + down;

    ohm_lanes_store(a->flux[i] + t, scale * (plus * u - minus * v));
    if (!a->slopes)
        return;
    const ohm_lanes by_s = b.slope * u - (b.slope + 1.0) * v;
    const ohm_lanes by_r = scale * (b.plus * u - b.minus * v - q * by_s);
    const ohm_lanes by_drop = scale * law->charge * by_s;

    ohm_lanes_store(a->by_left[i] + t, -(scale * plus + by_r * r_u));
    ohm_lanes_store(a->by_right[i] + t, by_r * r_v - scale * minus);
    ohm_lanes_store(a->by_drop_left[i] + t, by_drop);
    ohm_lanes_store(a->by_drop_right[i] + t, by_drop);
}

OHM_INLINE void
all_fluxes_body(const oxide_edges *a)
{
    const size_t potential = a->species_count;

    for (size_t t = 0; t < a->count; t += OHM_LANES) {
        const ohm_lanes weight = ohm_lanes_load(a->weight + t);
        const ohm_lanes drop =
            ohm_lanes_load(a->right[potential] + t) - ohm_lanes_load(a->left[potential] + t);
        two_point shared[OHM_OXIDE_SPECIES_MAX];

        ohm_lanes_store(a->flux[potential] + t, -a->lambda2 * weight * drop);
        for (size_t i = 0; i < a->species_count; i++) {
            const oxide_law *law = &a->law[i];

            if (law->kind != OXIDE_BOLTZMANN) {
                enhanced_flux(a, i, t, drop, weight);
                continue;
            }
            if (law->screen == i)
                oxide_bernoulli(&shared[i].plus, &shared[i].minus, &shared[i].slope, law->charge * drop);
            two_point b = shared[law->screen];

            if (law->charge != a->law[law->screen].charge) {        /* the opposite charge */
                const ohm_lanes held = b.plus;

                b.plus = b.minus;
                b.minus = held;
                b.slope = -1.0 - b.slope;
            }
            plain_flux(a, i, t, b, weight);
        }
    }
}
OHM_KERNEL(all_fluxes, oxide_edges)

void
oxide_fluxes(const oxide_edges *edges)
{
    all_fluxes(edges);
}
