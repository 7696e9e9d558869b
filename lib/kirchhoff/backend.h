/* lib/kirchhoff/backend.h -- the reduced Laplacian behind one interface (private).
 *
 *     A x = r,        A = B_r G B_r^t,
 *
 * solved densely, by sparse Cholesky, by pivoting LU, by loop currents or by conjugate
 * gradients: a file each (backend_kinds.h).  A backend may renumber the unknowns; it then
 * takes r and gives x in its own order. */
#ifndef OHM_KIRCHHOFF_BACKEND_H
#define OHM_KIRCHHOFF_BACKEND_H

#include "kirchhoff/network.h"
#include "kirchhoff/reduced.h"

typedef struct ohm_backend ohm_backend;

/* kind is not AUTO.  `reduced` is borrowed; its unknowns are as first numbered here,
 * and its branch list must outlive the backend.  seconds: sparse Cholesky gives up with
 * OHM_E_METHOD where it cannot come down to that; INFINITY for never. */
ohm_status ohm_backend_alloc(ohm_backend **out, ohm_solver_kind kind, const ohm_reduced *reduced,
                             bool mixed_signs, double seconds, ohm_error *err);
void ohm_backend_free(ohm_backend *backend);            /* takes NULL */

/* What is known of a backend before it has seen a number. */
typedef struct {
    ohm_solver_kind kind;
    bool mixed_signs;
    const char *ordering;       /* the one a sparse factor uses, "" for the others */
    double fill;                /* entries of the factor (cg: of the matrix) */
    double flops;               /* of one factorisation (cg: of one iteration) */
    double seconds;             /* sparse Cholesky: expected of one factorisation; others 0 */
} ohm_backend_facts;

const ohm_backend_facts *ohm_backend_described(const ohm_backend *backend);

/* Place of each unknown, or NULL where they keep theirs. */
const int *ohm_backend_order(const ohm_backend *backend);

/* Factors for the M conductances.  OHM_E_SINGULAR. */
ohm_status ohm_backend_factor(ohm_backend *backend, const double *g, ohm_error *err);

/* x = A^-1 x in place, n unknowns in the backend's order.  cg stops at a residual of
 * tolerance |x| and adds to *iterations. */
ohm_status ohm_backend_solve(double *x, double tolerance, size_t *iterations, ohm_backend *backend,
                             ohm_error *err);

/* The same for OHM_NETWORK_LANES vectors side by side, n by lanes; scratch holds as many
 * numbers.  Without refinement; cg stops at `tolerance` of each. */
ohm_status ohm_backend_solve_lanes(double *x, double *scratch, double tolerance, size_t *iterations,
                                   ohm_backend *backend, ohm_error *err);

/* log |det A|; OHM_E_METHOD where the method has none. */
ohm_status ohm_backend_log_determinant(double *out, const ohm_backend *backend, ohm_error *err);

#endif
