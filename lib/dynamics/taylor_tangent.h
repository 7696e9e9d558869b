/* lib/dynamics/taylor_tangent.h -- tangent vectors along a Taylor series.
 *
 * The variation of the series of taylor_series.h, order by order:
 *
 *     R_[0] di_[k] + B^t dp_[k] = -r_[k],    B di_[k] = 0,
 *     r_[k] = sum_{j=1..k} R_[j] di_[k-j] + sum_{j=0..k} (R' i)_[k-j] dw_[j],
 *     (k + 1) dw_[k+1] = alpha dw_[k] - (1/beta) (f du + u f' dw)_[k],
 *
 * with the same factor, for sixteen tangent vectors at a time.  Where there is no window
 * and the current drives, a i = alpha (w - w_rest) - w' with a = R_on / beta turns the two
 * sums of r into one,
 *
 *     r_[k] = (R' / a) (alpha (w_[0] - w_rest) dw_[k] + 2 alpha Y_[k] - (k + 1) Y_[k+1]),
 *     Y_[k] = sum_{j=1..k} w_[j] dw_[k-j],
 *
 * which is half the work.  Held elements do not move: their components stay 0.
 * Source: theory/memory.md secs. 3.6, 4. */
#ifndef OHM_DYNAMICS_TAYLOR_TANGENT_H
#define OHM_DYNAMICS_TAYLOR_TANGENT_H

#include "dynamics/taylor_series.h"

typedef struct ohm_taylor_tangent ohm_taylor_tangent;   /* holds the workspace */

/* 2 or 3 times M * 16 * orders doubles, made for the orders that occur. */
ohm_status ohm_taylor_tangent_alloc(ohm_taylor_tangent **out, const ohm_problem *problem, ohm_error *err);
void ohm_taylor_tangent_free(ohm_taylor_tangent *tangent);      /* takes NULL */

/* Carries the columns of `from` (M by columns, column-major) from the beginning of the series
 * to s, into `to`: with as many orders as leave the last two terms below tail_max beside the
 * largest component at the start, up to those of the series.  Must follow the series' begin
 * and raise, while its factor is there.  *tail: the larger of the two last terms, about what
 * was cut off.  Where it exceeds tail_max the call ends early, and `to` is of no use: raise
 * the series further, or shorten s. */
ohm_status ohm_taylor_tangent_carry(double *to, const double *from, size_t columns, double s, double *tail,
                                    double tail_max, ohm_taylor_series *series, ohm_taylor_tangent *tangent,
                                    ohm_error *err);

#endif
