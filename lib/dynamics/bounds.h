/* lib/dynamics/bounds.h -- 0 <= w <= 1 as a projected dynamical system.
 *
 * An element that reaches a bound is held there (its resistance is constant) and
 * released when the drift it would have turns inwards.  Exactly: after every step
 * of an integrator the earliest such moment is located on its dense output; the
 * driver goes back to it and starts again.  The root just fired is not found again:
 * an element held now must first want to leave, one released now must first stray.
 * By clipping: the step is shortened until no memory is anywhere in it wrong by more than
 * `stray`, beyond a bound or kept at one it would have left, and then put right: an error of
 * that size a meeting.
 * Source: theory/memory.md sec. 4, "Boundaries". */
#ifndef OHM_DYNAMICS_BOUNDS_H
#define OHM_DYNAMICS_BOUNDS_H

#include "base/archive.h"
#include "device/memristor.h"
#include "dynamics/stepper.h"

typedef struct ohm_bounds_watch ohm_bounds_watch;

/* stray 0: exactly; else clipping, with this error per meeting. */
ohm_status ohm_bounds_watch_alloc(ohm_bounds_watch **out, const ohm_memristors *device, double stray,
                                  ohm_error *err);
void ohm_bounds_watch_free(ohm_bounds_watch *watch);        /* takes NULL */

/* Elements held now, M flags; borrowed. */
const bool *ohm_bounds_watch_held(const ohm_bounds_watch *watch);

/* Whether any element is held now. */
bool ohm_bounds_watch_holds(const ohm_bounds_watch *watch);

/* At the start: holds the elements at a bound whose drift (M) points out of it. */
void ohm_bounds_watch_begin(ohm_bounds_watch *watch, const double *w, const double *drift);

/* Looks at the last step of the stepper.  *event says whether something happened
 * in it; then *t is the moment to go back to and the elements concerned are the ones
 * ohm_bounds_watch_apply will turn. */
ohm_status ohm_bounds_watch_scan(bool *event, double *t, ohm_bounds_watch *watch, ohm_stepper *stepper,
                                 ohm_error *err);

/* Turns the elements found by the last scan: w (at its time t) is put on the bound
 * where one was reached.  OHM_E_NOCONV names an element that goes back and forth
 * without time passing. */
ohm_status ohm_bounds_watch_apply(double *w, double t, ohm_bounds_watch *watch, ohm_error *err);

/* Writes down, or takes up, who is held and what was counted, between steps. */
void ohm_bounds_watch_exchange(ohm_bounds_watch *watch, ohm_archive *archive);

/* Puts the w of every element that may not leave [0, 1] inside: what is beyond by
 * rounding or by the tolerance of the integrator. */
void ohm_bounds_clamp(double *w, size_t edges);

size_t ohm_bounds_watch_reached(const ohm_bounds_watch *watch);     /* events so far */
size_t ohm_bounds_watch_released(const ohm_bounds_watch *watch);

#endif
