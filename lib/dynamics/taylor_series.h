/* lib/dynamics/taylor_series.h -- Taylor coefficients of a trajectory, order by order.
 *
 * With w = sum w_[k] s^k and the same for currents, potentials and drives,
 *
 *     R_[0] i_[k] + B^t p_[k] = S_[k] - sum_{j=1..k} R_[j] i_[k-j],    B i_[k] = -J_[k],
 *     (k + 1) w_[k+1] = alpha (w - w_rest)_[k] - (1/beta) (d f)_[k],
 *
 * so every order is one solve with the factor of R_[0], whatever the order.  An
 * element that is held keeps w_[k] = 0 for k >= 1; its drift series tells when it
 * wants to leave.  |i| (polarity 0) and Biolek's window depend on the sign of the
 * current, which is taken as given over the series: `towards` says which.
 * Source: theory/memory.md sec. 4. */
#ifndef OHM_DYNAMICS_TAYLOR_SERIES_H
#define OHM_DYNAMICS_TAYLOR_SERIES_H

#include "base/archive.h"
#include "dynamics/problem.h"
#include "kirchhoff/network.h"

enum { OHM_TAYLOR_ORDER_MAX = 64 };

typedef struct ohm_taylor_series ohm_taylor_series;

/* Room for coefficients up to `order_max` of every edge and node.  accuracy: relative
 * error the network solutions of orders k >= 1 may have, 0 for rounding; order 0 is
 * always solved to rounding, since currents are read off it. */
ohm_status ohm_taylor_series_alloc(ohm_taylor_series **out, const ohm_problem *problem,
                                   const ohm_network_options *options, size_t order_max, double accuracy,
                                   ohm_error *err);
void ohm_taylor_series_free(ohm_taylor_series *series);     /* takes NULL */

/* Begins at (t, w): factors, and computes w_[0], i_[0], p_[0].  hold: M flags or
 * NULL.  towards: M signs of the currents of elements whose law has a kink at
 * i = 0, or NULL to take them from i_[0]; others are not read. */
ohm_status ohm_taylor_series_begin(ohm_taylor_series *series, double t, const double *w,
                                   const bool *hold, const signed char *towards, ohm_error *err);

/* Adds order k + 1 of w, and then of i and p; OHM_E_ARG beyond order_max. */
ohm_status ohm_taylor_series_raise(ohm_taylor_series *series, ohm_error *err);

/* Highest order there is, and the coefficients of one order k <= it. */
size_t ohm_taylor_series_order(const ohm_taylor_series *series);
const double *ohm_taylor_series_w(const ohm_taylor_series *series, size_t k);          /* M */
const double *ohm_taylor_series_current(const ohm_taylor_series *series, size_t k);    /* M */
const double *ohm_taylor_series_potential(const ohm_taylor_series *series, size_t k);  /* N */

/* Sum of one quantity over all orders at s: Horner, M or N long. */
void ohm_taylor_series_w_at(double *w, double s, const ohm_taylor_series *series);
void ohm_taylor_series_current_at(double *current, double s, const ohm_taylor_series *series);
void ohm_taylor_series_potential_at(double *potential, double s, const ohm_taylor_series *series);

/* The same of a single element; the drift is the one it would have were it free. */
double ohm_taylor_series_w_of(size_t edge, double s, const ohm_taylor_series *series);
double ohm_taylor_series_current_of(size_t edge, double s, const ohm_taylor_series *series);
double ohm_taylor_series_drift_of(size_t edge, double s, const ohm_taylor_series *series);

/* Whether the law of this element has a kink where its current changes sign. */
bool ohm_taylor_series_has_kink(size_t edge, const ohm_taylor_series *series);

/* Writes down, or takes up, what the next series depends on besides its beginning:
 * the first guess of an iterative solver, and the network's counters. */
void ohm_taylor_series_exchange(ohm_taylor_series *series, ohm_archive *archive);

/* What a variation of the series needs to know (taylor_tangent.h), M each: who is held;
 * the side d = side * u of the drift; R_[0]; and the series of u = R_on i or R i, kept
 * under voltage control or with windows (else NULL). */
const bool *ohm_taylor_series_hold(const ohm_taylor_series *series);
const signed char *ohm_taylor_series_side(const ohm_taylor_series *series);
const double *ohm_taylor_series_resistance(const ohm_taylor_series *series);
const double *ohm_taylor_series_push(const ohm_taylor_series *series, size_t k);

/* Whether the current term drives the memory of this element down over the series. */
bool ohm_taylor_series_falls(size_t edge, const ohm_taylor_series *series);

ohm_network *ohm_taylor_series_network(ohm_taylor_series *series);      /* borrowed */

#endif
