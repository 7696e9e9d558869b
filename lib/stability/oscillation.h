/* lib/stability/oscillation.h -- which signs of the resistances make a circuit turn.
 *
 * At an interior fixed point (w a circulation, i = alpha beta w / R_on) of uniform elements
 *
 *     J = alpha (I + xi K P W),    K = A^t (A R A^t)^-1 A,    R = P (I + xi W),
 *
 * with P the signs and A the cycle matrix.  Complex pairs need A R A^t indefinite: active and
 * passive elements mixed, and two independent loops at least.  The state may be any positive
 * circulation in (0, 1)^M, since drives S_k = R_k i_k hold it; so the search runs over sign
 * patterns and circulations (alpha = beta = R_on = 1), and climbs from the best state of each
 * pattern towards the largest imaginary part.
 *
 * How a pair hangs on xi at one state is known: the eigenvalues that are not alpha are
 *
 *     alpha (1 + xi nu / (1 + xi nu)),    A P W A^t x = nu A P A^t x,
 *
 * so that whether a state turns does not hang on xi, and the imaginary part
 * alpha xi b / |1 + xi nu|^2, nu = a +- i b, rises with xi, is largest at xi = 1 / |nu| and
 * falls like 1 / xi.
 * Source: theory/memory.md sec. 3.7; the formula: doc/stability.md. */
#ifndef OHM_STABILITY_OSCILLATION_H
#define OHM_STABILITY_OSCILLATION_H

#include "base/control.h"
#include "topology/graph.h"

#include <stdint.h>

/* Edges up to which every pattern is tried: 2^(M-1), since -P turns nothing but the drive. */
enum { OHM_OSCILLATION_MAX = 12 };

typedef struct {
    double xi;                  /* of the search */
    size_t samples;             /* circulations drawn for each pattern */
    uint64_t seed;
} ohm_oscillation_options;

typedef struct {
    size_t patterns;            /* tried */
    size_t turning;             /* patterns for which a complex pair was found */
    signed char *sign;          /* M: the pattern of the largest imaginary part */
    double *w, *emf;            /* M: its state, and the drives that hold it [V] */
    double re, im;              /* the pair there [1/s]; im 0 where none was found */
} ohm_oscillation;              /* owns its arrays */

/* OHM_E_METHOD for a circuit with more than OHM_OSCILLATION_MAX edges, or without a positive
 * circulation (an edge that lies on no directed cycle is named); OHM_E_ARG for xi <= 0. */
ohm_status ohm_oscillation_search(ohm_oscillation **out, const ohm_graph *graph,
                                  const ohm_oscillation_options *options, const ohm_control *control,
                                  ohm_error *err);
void ohm_oscillation_free(ohm_oscillation *oscillation);    /* takes NULL */

/* The eigenvalue of largest imaginary part at the fixed point w (M, a circulation) of the
 * circuit with these signs, im 0 where all are real; OHM_E_SINGULAR where A R A^t has no
 * inverse. */
ohm_status ohm_oscillation_at(double *re, double *im, const ohm_graph *graph, const signed char *sign,
                              const double *w, double xi, ohm_error *err);

/* The pair *re +- i *im of one state at `from` (xi > 0), at `to` instead: by the formula above. */
void ohm_oscillation_move(double *re, double *im, double from, double to);

/* The xi at which the imaginary part of that state is largest; 0 where im is 0. */
double ohm_oscillation_peak(double re, double im, double xi);

#endif
