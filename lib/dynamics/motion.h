/* lib/dynamics/motion.h -- a trajectory in progress.
 *
 * Ties an integrator, the watch over the bounds, the conservation laws and the
 * samples together, one step at a time; simulate.h drives it from beginning to end. */
#ifndef OHM_DYNAMICS_MOTION_H
#define OHM_DYNAMICS_MOTION_H

#include "base/archive.h"
#include "dynamics/simulate.h"

typedef struct ohm_motion ohm_motion;

/* Makes the integrator for a checked simulation and stands at t = 0 with memory w
 * (M, copied).  problem and simulation are borrowed.  OHM_E_METHOD where the method
 * does not apply. */
ohm_status ohm_motion_alloc(ohm_motion **out, const double *w, const ohm_problem *problem,
                            const ohm_simulation *simulation, ohm_sample_fn take, void *data, ohm_error *err);
void ohm_motion_free(ohm_motion *motion);           /* takes NULL */

/* Holds who pushes out of [0, 1] and takes the samples at t = 0. */
ohm_status ohm_motion_begin(ohm_motion *motion, ohm_error *err);

/* Whether the integrator can be written down half-way; OHM_E_METHOD says not. */
ohm_status ohm_motion_can_exchange(const ohm_motion *motion, ohm_error *err);

/* Takes up, or writes down, the state of a run of the same circuit and options at
 * the end of a step. */
ohm_status ohm_motion_exchange(ohm_motion *motion, ohm_archive *archive, ohm_error *err);

/* One step, the events in it and the samples up to its end. */
ohm_status ohm_motion_advance(ohm_motion *motion, ohm_error *err);

/* Time up to which everything is settled; samples taken so far. */
double ohm_motion_reached(const ohm_motion *motion);
size_t ohm_motion_taken(const ohm_motion *motion);

/* The state there: memory, and the circuit solved afresh.  Takes the sample at T, or
 * where none were asked T itself.  The outputs as in ohm_simulate. */
ohm_status ohm_motion_finish(double *w, double *current, double *potential, double *delivered,
                             ohm_motion *motion, ohm_error *err);
void ohm_motion_report(ohm_simulation_report *report, const ohm_motion *motion);

#endif
