/* lib/device/channel.c -- see channel.h */
#include "device/channel.h"

#include <math.h>

/* The author's constants, truncated as his are: stored results need these digits. */
static const double CHARGE = 1.602e-19;         /* e [C] */
static const double BOLTZMANN = 1.38e-23;       /* [J/K] */
static const double TEMPERATURE = 293.15;       /* [K] */
static const double AVOGADRO = 6.022e23;        /* [1/mol] */
static const double VISCOSITY = 1.01e-3;        /* eta [Pa s] */
static const double PERMITTIVITY = 0.71e-9;     /* eps [F/m] */
static const double SURFACE_POTENTIAL = -10e-3; /* psi0 [V] */
static const double SURFACE_DENSITY = -0.0015e18;   /* sigma, unit charges [1/m^2] */
static const double DIFFUSIVITY = 1.75e-9;      /* D [m^2/s] */

static const double METRE_PER_UM = 1e-6, METRE_PER_NM = 1e-9, PASCAL_PER_BAR = 1e5, PS_PER_SIEMENS = 1e12;

/* p_V [1/V]: no geometry in it. */
static double
flow_by_voltage(void)
{
    return -PERMITTIVITY * SURFACE_POTENTIAL / (VISCOSITY * DIFFUSIVITY);
}

/* e / (kB T) [1/V]. */
static double
inverse_thermal_voltage(void)
{
    return CHARGE / (BOLTZMANN * TEMPERATURE);
}

ohm_status
ohm_channel_check(const ohm_channel_geometry *geometry, ohm_error *err)
{
    if (!(geometry->length > 0.0 && isfinite(geometry->length)))
        return ohm_fail(err, OHM_E_DOMAIN, "length = %g: must be > 0 (um)", geometry->length);
    if (!(geometry->radius_base > 0.0 && isfinite(geometry->radius_base)))
        return ohm_fail(err, OHM_E_DOMAIN, "radius_base = %g: must be > 0 (nm)", geometry->radius_base);
    if (!(geometry->radius_tip > 0.0 && isfinite(geometry->radius_tip)))
        return ohm_fail(err, OHM_E_DOMAIN, "radius_tip = %g: must be > 0 (nm)", geometry->radius_tip);
    return OHM_OK;
}

void
ohm_channel_set(ohm_channel *channel, const ohm_channel_geometry *geometry, const ohm_cone_rule *rule)
{
    const double base = geometry->radius_base * METRE_PER_NM, tip = geometry->radius_tip * METRE_PER_NM;
    const double square = (base * base + base * tip + tip * tip) / 3.0;     /* <R^2> [m^2] */
    const double k = 2.0 * CHARGE * inverse_thermal_voltage() * M_PI * DIFFUSIVITY * AVOGADRO
        * PS_PER_SIEMENS;                                                   /* K [pS/(mM m)] */
    const double ratio = geometry->radius_tip / geometry->radius_base;

    channel->geometry = *geometry;
    channel->flow_by_pressure =
        base * base * tip * tip * PASCAL_PER_BAR / (8.0 * VISCOSITY * DIFFUSIVITY * square);
    channel->scale = k * tip * base / (geometry->length * METRE_PER_UM);
    channel->surplus = SURFACE_DENSITY / AVOGADRO * ((base - tip) / (tip * base)) * inverse_thermal_voltage();
    if (channel->cone.ratio != ratio)
        ohm_cone_set(&channel->cone, ratio, rule);
}

/* Derivatives by the radii, through p_P, s_R, the shape and the factor R_t R_b in front. */
static void
take_radii(ohm_channel_response *out, const ohm_cone_factors *f, const ohm_channel_stimulus *stimulus,
           double gradient, const ohm_channel *channel)
{
    const double base = channel->geometry.radius_base, tip = channel->geometry.radius_tip;  /* nm */
    const double square = (base * base + base * tip + tip * tip) / 3.0;
    const double drop = stimulus->voltage, ratio = channel->cone.ratio;
    const double by_flow = (gradient * f->a_p + channel->surplus * drop * f->h_p) * stimulus->pressure
        * channel->flow_by_pressure;
    const double by_shape = gradient * f->a_r + channel->surplus * drop * f->h_r;
    const double wall = SURFACE_DENSITY / AVOGADRO * inverse_thermal_voltage() / METRE_PER_NM; /* mM nm/V */

    out->by_radius_base = out->g / base
        + channel->scale * (by_flow * (2.0 / base - (2.0 * base + tip) / (3.0 * square))
                            - ratio / base * by_shape + drop * f->h * wall / (base * base));
    out->by_radius_tip = out->g / tip
        + channel->scale * (by_flow * (2.0 / tip - (2.0 * tip + base) / (3.0 * square))
                            + by_shape / base - drop * f->h * wall / (tip * tip));
}

void
ohm_channel_evaluate(ohm_channel_response *out, const ohm_channel_stimulus *stimulus, ohm_density density,
                     const ohm_channel *channel)
{
    const double drop = stimulus->voltage, scale = channel->scale, surplus = channel->surplus;
    const double rho_base = stimulus->rho_base;
    const double rho_tip = density == OHM_DENSITY_COMPAT ? rho_base : stimulus->rho_tip;
    const double gradient = rho_tip - rho_base, p_v = flow_by_voltage();
    ohm_cone_factors f;

    out->p = p_v * drop + channel->flow_by_pressure * stimulus->pressure;
    ohm_cone_evaluate(&f, out->p, &channel->cone);
    const double by_flow = gradient * f.a_p + surplus * drop * f.h_p;
    const double ions = density == OHM_DENSITY_COMPAT ? rho_base : rho_base * f.complement + rho_tip * f.a;

    out->g = scale * (ions + surplus * drop * f.h);
    out->ohmic = scale * rho_base;
    out->by_voltage = scale * (by_flow * p_v + surplus * f.h);
    out->by_pressure = scale * by_flow * channel->flow_by_pressure;
    out->by_rho_base = density == OHM_DENSITY_COMPAT ? scale : scale * f.complement;
    out->by_rho_tip = density == OHM_DENSITY_COMPAT ? 0.0 : scale * f.a;
    out->by_length = -out->g / channel->geometry.length;
    take_radii(out, &f, stimulus, gradient, channel);
}

double
ohm_channel_slope(const ohm_channel_response *response, const ohm_channel_stimulus *stimulus)
{
    return response->g + stimulus->voltage * response->by_voltage;
}

double
ohm_channel_relaxation(ohm_tau mode, double length)
{
    const double metres = length * METRE_PER_UM;

    return mode == OHM_TAU_CONSTANT ? OHM_CHANNEL_TAU : metres * metres / (12.0 * DIFFUSIVITY);
}

ohm_channel_validity
ohm_channel_judge(const ohm_channel_response *response, const ohm_channel_stimulus *stimulus)
{
    const double slope = ohm_channel_slope(response, stimulus);

    return (ohm_channel_validity){ response->g > 0.0, slope > 0.0, slope };
}
