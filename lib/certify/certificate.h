/* lib/certify/certificate.h -- the memory at time T, as a theorem.
 *
 * A certificate holds a ball for every memory that contains w_k(T) of the circuit's exact
 * solution -- exact for the doubles of the problem -- with 0 <= w <= 1 kept on all of [0, T]
 * without touching a bound.  Whatever is not proved is an error that says why:
 * OHM_E_UNPROVED (a path that may meet a bound, a network that may be singular),
 * OHM_E_PRECISION (too few bits), OHM_E_METHOD (what the method does not cover).
 * FLINT aborts where memory runs out.  doc/certify.md has the mathematics. */
#ifndef OHM_CERTIFY_CERTIFICATE_H
#define OHM_CERTIFY_CERTIFICATE_H

#include "base/control.h"
#include "certify/ball.h"
#include "dynamics/problem.h"

typedef enum {
    OHM_PROOF_AUTO,             /* flux-charge where the bulk is integrable, else taylor */
    OHM_PROOF_CLOSED_FORM,      /* rings, and uniform states that stay uniform */
    OHM_PROOF_FLUX_CHARGE,      /* alpha = 0, passive: no error grows, no time is stepped through */
    OHM_PROOF_TAYLOR            /* everything but windows, polarity 0 and drives along lines */
} ohm_proof_method;

const char *ohm_proof_name(ohm_proof_method method);    /* "closed-form", ... */

typedef struct {
    ohm_proof_method method;
    double time;                /* T [s] >= 0 */
    long bits;                  /* of the numbers; taylor uses more where it must */
    const double *r_off;        /* M or NULL, NaN for no: the circuit meant has exactly this
                                   r_off, of which xi of the device is the rounded form */
} ohm_proof;

typedef struct {
    ohm_proof_method method;    /* what proved it */
    long bits;                  /* of the arithmetic in the end */
    size_t pieces;              /* pieces of [0, T] that were followed */
    ohm_balls *w;               /* M */
} ohm_certificate;              /* owns its balls */

/* w0: M memories at t = 0. */
ohm_status ohm_certify(ohm_certificate **out, const ohm_problem *problem, const double *w0,
                       const ohm_proof *proof,
                       const ohm_control *control, ohm_error *err);
void ohm_certificate_free(ohm_certificate *certificate);    /* takes NULL */

typedef struct {                /* M doubles held against a certificate */
    double outside;             /* largest distance from a ball; 0 where all lie inside */
    double error;               /* no double is further than this from its true value */
    size_t edge;                /* where `outside`, or with all inside `error`, is largest */
} ohm_comparison;

/* Upper bounds both; INFINITY where some double is not finite. */
ohm_status ohm_certificate_compare(ohm_comparison *out, const ohm_certificate *certificate, const double *w,
                                   ohm_error *err);

#endif
