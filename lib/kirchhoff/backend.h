/* lib/kirchhoff/backend.h -- the reduced Laplacian behind one interface (private).
 *
 *     A x = r,        A = B_r G B_r^t,
 *
 * solved densely, by sparse Cholesky, by pivoting LU, by loop currents or by conjugate
 * gradients.  A backend may renumber the unknowns; it then takes r and gives x in its
 * own order. */
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

ohm_solver_kind ohm_backend_kind(const ohm_backend *backend);

/* Place of each unknown, or NULL where they keep theirs. */
const int *ohm_backend_order(const ohm_backend *backend);

/* Entries of the factor and flops of one factorisation (cg: of one iteration). */
double ohm_backend_fill(const ohm_backend *backend);
double ohm_backend_flops(const ohm_backend *backend);

/* The ordering a sparse factor uses, "" for the others; and how many seconds one
 * factorisation of sparse Cholesky is expected to take, 0 for the others. */
const char *ohm_backend_ordering(const ohm_backend *backend);
double ohm_backend_seconds(const ohm_backend *backend);

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

/* log |det A|; OHM_E_METHOD for cg. */
ohm_status ohm_backend_log_determinant(double *out, const ohm_backend *backend, ohm_error *err);

#endif
