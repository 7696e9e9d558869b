/* lib/dynamics/simulate.h -- a trajectory of the memory equation.
 *
 * Chooses an integrator, keeps 0 <= w <= 1 as asked, visits the sample times and
 * reports what was done.  Everything that moves is in the problem; everything that
 * is a matter of taste is in the options. */
#ifndef OHM_DYNAMICS_SIMULATE_H
#define OHM_DYNAMICS_SIMULATE_H

#include "base/control.h"
#include "base/status.h"
#include "dynamics/problem.h"
#include "kirchhoff/network.h"

typedef enum {
    OHM_METHOD_AUTO,
    OHM_METHOD_TAYLOR,
    OHM_METHOD_CVODE,           /* Adams */
    OHM_METHOD_BDF,             /* CVODE's BDF, for stiff circuits */
    OHM_METHOD_OMEGA,           /* [C17] eq. (4) literally, dense: the reference */
    OHM_METHOD_FLUX_CHARGE
} ohm_method;

typedef enum {
    OHM_BOUNDS_EXACT,           /* projected: crossings located, elements held and released */
    OHM_BOUNDS_CLIP,            /* clipped after every step, which may stray sqrt(rtol): first
                                   order, cheap */
    OHM_BOUNDS_FREE             /* not kept */
} ohm_bounds;

const char *ohm_method_name(ohm_method method);
const char *ohm_bounds_name(ohm_bounds bounds);

/* How a run is written down half-way and taken up again.  Neither changes a bit of
 * its results.  After every step `due` is asked; where it says so, and when a run is
 * interrupted, `keep` is given the state and how many samples were taken before it.  A run that resumes must be of the
 * same circuit and simulation, which the caller has to make sure of. */
typedef struct {
    bool (*due)(void *data);
    ohm_status (*keep)(void *data, const void *state, size_t length, size_t samples, ohm_error *err);
    void *data;
    const void *resume;         /* a state, or NULL to begin at t = 0 */
    size_t length;              /* of it */
} ohm_checkpoints;

typedef struct {
    double time;                /* T [s] >= 0 */
    double rtol, atol;          /* of w; 1e-8 and 1e-10 when 0 */
    ohm_method method;
    ohm_bounds bounds;
    ohm_network_options network;
    size_t samples;             /* how many sample times */
    const double *sample_time;  /* strictly increasing, in [0, T] */
    const ohm_checkpoints *checkpoints;     /* NULL: none; not with cvode, bdf, omega */
} ohm_simulation;

typedef struct {                /* borrowed: valid during the call only */
    double time;
    const double *w;            /* M */
    const double *current;      /* M [A], tail -> head */
    const double *potential;    /* N [V] */
    const double *delivered;    /* N [A]: what flows from each node into the circuit */
    double power;               /* [W] dissipated: sum of R_k i_k^2, signed with R */
} ohm_sample;

typedef ohm_status (*ohm_sample_fn)(void *data, const ohm_sample *sample, ohm_error *err);

typedef struct {
    ohm_method method;          /* what ran */
    ohm_solver_choice solver;
    double reached;             /* time up to which the trajectory exists */
    size_t steps, rhs;
    ohm_network_work work;
    size_t events_reached, events_released;
    double invariant_cut;       /* largest violation of the KCL law; NaN where it does not hold */
    double invariant_flux;      /* the same of the flux law */
    size_t lost;                /* the first element whose window held it closer to a bound than atol
                                   while the drive moved: what it comes back to is made of rounding;
                                   OHM_NONE for none */
    double lost_at;             /* [s] */
} ohm_simulation_report;

/* Integrates from w (M, in; at T on return) and calls `take` at every sample time
 * in order, and at T (with the final state) when no samples are asked.  On
 * OHM_E_INTERRUPT w and report->reached are the last state reached.
 * current, potential, delivered: M, N, N at the final time, may be NULL.
 * OHM_E_METHOD where the method does not apply (the text says which would). */
ohm_status ohm_simulate(double *w, double *current, double *potential, double *delivered,
                        ohm_simulation_report *report, const ohm_problem *problem,
                        const ohm_simulation *simulation, ohm_sample_fn take, void *data,
                        const ohm_control *control, ohm_error *err);

#endif
