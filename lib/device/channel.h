/* lib/device/channel.h -- the conical fluidic channel as a two-terminal element.
 *
 * A channel from its base (first node) to its tip, in the steady state:
 *
 *     I = g DV,    g = K (R_t R_b / L) [rho_b (1 - A) + rho_t A + s_R DV H],
 *     p = p_V DV + p_P DP,      A, H of p and r = R_t/R_b (channel_shape.h),
 *     p_V = -eps psi0 / (eta D),             p_P = R_b^2 R_t^2 / (8 eta D <R^2>),
 *     s_R = (sigma/N_A) (1/R_t - 1/R_b) e/(kB T),   <R^2> = (R_b^2 + R_b R_t + R_t^2) / 3,
 *
 * differences being base minus tip.  The sign of p_V is the physical one: fluid flows
 * along the field at a negative wall.  DENSITY_COMPAT sets rho_t := rho_b, as all
 * published results do.  The linear theory behind g turns negative where it no longer
 * holds: ohm_channel_judge says so.
 * Source: Conte, "Efficient Machine Learning in a Memristor Network" (2025), eq. (1),
 * corrected as doc/fluidic.md tells. */
#ifndef OHM_DEVICE_CHANNEL_H
#define OHM_DEVICE_CHANNEL_H

#include "device/channel_shape.h"

#include <stdbool.h>

/* The constants of the electrolyte, with the author's digits. */
#define OHM_CHANNEL_RADIUS_TIP 50.0     /* nm */
#define OHM_CHANNEL_RADIUS_BASE 200.0   /* nm */
#define OHM_CHANNEL_LENGTH 10.0         /* um */
#define OHM_CHANNEL_PRESSURE 1.0        /* bar */
#define OHM_CHANNEL_RHO 0.2             /* mM */
#define OHM_CHANNEL_TAU 0.0048          /* s, of the author's code at every length */

typedef enum { OHM_DENSITY_PHYSICAL, OHM_DENSITY_COMPAT } ohm_density;
typedef enum { OHM_TAU_CONSTANT, OHM_TAU_DIFFUSIVE } ohm_tau;

typedef struct {
    double length;              /* um */
    double radius_base;         /* nm */
    double radius_tip;          /* nm */
} ohm_channel_geometry;

typedef struct {
    double voltage;             /* base minus tip [V] */
    double pressure;            /* base minus tip [bar] */
    double rho_base, rho_tip;   /* mM */
} ohm_channel_stimulus;

/* A channel prepared for evaluation. */
typedef struct {
    ohm_channel_geometry geometry;
    double flow_by_pressure;    /* p_P [1/bar] */
    double scale;               /* K R_t R_b / L [pS/mM] */
    double surplus;             /* s_R [mM/V] */
    ohm_cone cone;
} ohm_channel;

typedef struct {
    double p;                   /* flow */
    double g;                   /* conductance g_inf [pS] */
    double ohmic;               /* g_0 = K R_t R_b rho_b / L [pS] */
    double by_voltage;          /* dg/dDV [pS/V] */
    double by_pressure;         /* dg/dDP [pS/bar] */
    double by_rho_base, by_rho_tip;     /* [pS/mM] */
    double by_length;           /* [pS/um] */
    double by_radius_base, by_radius_tip;   /* [pS/nm] */
} ohm_channel_response;

/* Whether length and radii are positive and finite; OHM_E_DOMAIN names the first that
 * is not. */
ohm_status ohm_channel_check(const ohm_channel_geometry *geometry, ohm_error *err);

/* Prepares a channel, redoing only what its geometry changed; a channel that was never
 * set must be zero. */
void ohm_channel_set(ohm_channel *channel, const ohm_channel_geometry *geometry,
                     const ohm_cone_rule *rule);

/* Conductance and all its derivatives. */
void ohm_channel_evaluate(ohm_channel_response *out, const ohm_channel_stimulus *stimulus,
                          ohm_density density, const ohm_channel *channel);

/* dI/dDV = g + DV dg/dDV [pS]. */
double ohm_channel_slope(const ohm_channel_response *response, const ohm_channel_stimulus *stimulus);

/* Relaxation time of the conductance [s]: 4.8 ms, or L^2 / (12 D). */
double ohm_channel_relaxation(ohm_tau mode, double length);

/* Where the linear theory has left its domain. */
typedef struct {
    bool positive_conductance;  /* g > 0 */
    bool rising_current;        /* dI/dDV > 0, without which states can be several */
    double slope;               /* dI/dDV [pS] */
} ohm_channel_validity;

ohm_channel_validity ohm_channel_judge(const ohm_channel_response *response,
                                       const ohm_channel_stimulus *stimulus);

#endif
