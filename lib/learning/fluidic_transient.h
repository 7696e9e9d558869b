/* lib/learning/fluidic_transient.h -- how a network of channels comes to its steady state.
 *
 *     dg_e/dt = (g_inf,e(V) - g_e) / tau_e,      Kirchhoff with the g of the moment gives V,
 *
 * by the paper's explicit Euler steps,
 *
 *     g^n -> V^n,    g^(n+1) = g^n + (dt/tau) (g_inf(V^n) - g^n),    V^n being that of t = n dt,
 *
 * or by CVODE with error control.  tau is 4.8 ms, or L^2/(12 D) of each channel.
 * Source: Conte (2025), eqs. (2) and (3), the latter as its code has it. */
#ifndef OHM_LEARNING_FLUIDIC_TRANSIENT_H
#define OHM_LEARNING_FLUIDIC_TRANSIENT_H

#include "base/control.h"
#include "learning/fluidic.h"

typedef enum { OHM_FLUIDIC_EULER, OHM_FLUIDIC_ADAPTIVE } ohm_fluidic_integrator;

/* Writes the potentials of the sources at time t; the others hold a guess. */
typedef void ohm_fluidic_drive(double *potential, double t, void *data);

/* Told of every instant: potentials N, conductances M [pS]. */
typedef ohm_status ohm_fluidic_instant(void *data, double t, const double *potential, const double *g,
                                       ohm_error *err);

typedef struct {
    ohm_fluidic_integrator integrator;
    ohm_tau tau;
    double initial;             /* g of all channels at t = 0 [pS]; NaN: g_inf at V = 0 */
    double dt;                  /* between instants, and Euler's step [s]; 1 ms in the paper */
    size_t instants;            /* t = 0, dt, ..., (instants - 1) dt */
    double tolerance;           /* relative error of a step of CVODE; 0 takes 1e-10 */
    ohm_fluidic_drive *drive;
    void *drive_data;
    ohm_fluidic_instant *instant;
    void *instant_data;
} ohm_fluidic_motion;

/* OHM_E_ARG for a dt or tolerance that is none; OHM_E_SINGULAR, OHM_E_NOCONV, OHM_E_INTERRUPT,
 * and what `instant` fails with. */
ohm_status ohm_fluidic_move(ohm_fluidic *network, const ohm_fluidic_motion *motion,
                            const ohm_control *control, ohm_error *err);

#endif
