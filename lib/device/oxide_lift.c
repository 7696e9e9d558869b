/* lib/device/oxide_lift.c -- see oxide_lift.h */
#include "device/oxide_lift.h"

#include "device/oxide_pack.h"

#include <math.h>

bool
oxide_lift_levels(double level[2], const ohm_oxide_species *species)
{
    bool contact[2];

    for (size_t side = 0; side < 2; side++) {
        contact[side] = species->contact[side].kind != OHM_CONTACT_BLOCKING;
        if (contact[side])
            level[side] = ohm_oxide_enthalpy_slope(species, species->contact[side].density);
    }
    for (size_t side = 0; side < 2; side++)
        if (!contact[side] && contact[1 - side])
            level[side] = level[1 - side];
    return contact[0] || contact[1];
}

double
oxide_lift_reference(const oxide_law *law, const ohm_oxide_species *species, double slope)
{
    const double u = ohm_oxide_density_at(species, slope);

    switch (law->kind) {
    case OXIDE_POWER: return u * slope * (1.0 / law->a - 1.0);
    case OXIDE_BLAKEMORE: return log1p(-law->gamma * u) / law->gamma;
    case OXIDE_BOLTZMANN: break;
    }
    return -u;
}

double
oxide_screening(const oxide_law *law, double u)
{
    const double z2 = law->charge * law->charge;

    switch (law->kind) {
    case OXIDE_POWER: return u > OXIDE_DENSITY_MIN ? z2 * pow(u, 2.0 - law->a) / law->a : 0.0;
    case OXIDE_BLAKEMORE: return z2 * u * (1.0 - law->gamma * u);
    case OXIDE_BOLTZMANN: break;
    }
    return z2 * u;
}
