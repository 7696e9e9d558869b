/* lib/stability/spectrum.h -- the eigenvalues of the Jacobian, and what they say.
 *
 * Small circuits: all of them.  A passive circuit whose pulls f_i R' i have one sign on
 * the free elements has J similar to the symmetric
 *
 *     diag(f_w) -+ |E|^(1/2) K |E|^(1/2),      E = diag(f_i R' i),
 *
 * which every passive fixed point does: its eigenvalues are computed so, and are exactly
 * real.  Everything else goes through the general QR iteration.  Large circuits: the
 * ends of the spectrum, by Arnoldi on products J x.
 * Source: theory/memory.md secs. 3.6, 3.7. */
#ifndef OHM_STABILITY_SPECTRUM_H
#define OHM_STABILITY_SPECTRUM_H

#include "stability/jacobian.h"

/* Free elements up to which all eigenvalues are computed: about 10 n^3 to 25 n^3 flops. */
enum { OHM_SPECTRUM_DENSE_MAX = 800 };

typedef struct {
    size_t order;               /* free elements */
    size_t count;               /* eigenvalues here: order of them, or the ends */
    bool complete;              /* all of them */
    bool symmetric;             /* J is similar to a symmetric matrix: real without doubt */
    double *re, *im;            /* [1/s], descending by re, conjugate pairs together, + first */
} ohm_spectrum;                 /* owns its arrays */

/* At the state the Jacobian was last taken at, without the held elements (M flags, or
 * NULL).  OHM_E_METHOD where a large circuit needs ARPACK and it is not built in. */
ohm_status ohm_spectrum_alloc(ohm_spectrum **out, ohm_jacobian *jacobian, const ohm_problem *problem,
                              const bool *held, ohm_error *err);
void ohm_spectrum_free(ohm_spectrum *spectrum);     /* takes NULL */

typedef enum {
    OHM_KIND_NODE,              /* real, of one sign */
    OHM_KIND_FOCUS,             /* complex pairs, real parts of one sign */
    OHM_KIND_SADDLE,            /* real parts of both signs */
    OHM_KIND_DEGENERATE         /* some real part vanishes: linear terms do not decide */
} ohm_kind;

/* *stable: every real part is negative.  No free element: a stable node. */
ohm_kind ohm_spectrum_kind(bool *stable, const ohm_spectrum *spectrum);

/* "stable node", "unstable focus", "saddle", "degenerate". */
const char *ohm_kind_text(ohm_kind kind, bool stable);

/* Eigenvalues that are `value` up to rounding. */
size_t ohm_spectrum_multiplicity(double value, const ohm_spectrum *spectrum);

#endif
