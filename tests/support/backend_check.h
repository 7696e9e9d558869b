/* tests/support/backend_check.h -- one backend held against the Laplacian written out. */
#ifndef OHM_TESTS_SUPPORT_BACKEND_CHECK_H
#define OHM_TESTS_SUPPORT_BACKEND_CHECK_H

#include "kirchhoff/backend.h"
#include "support/reduced_matrix.h"

/* Makes the backend, factors, and solves for one vector and for OHM_NETWORK_LANES, in the
 * backend's own order: residuals of at most `tolerance`, which cg is also asked for.  The
 * backend is returned, for more, and is the caller's. */
ohm_backend *test_backend_solves(ohm_solver_kind kind, const test_reduced *at, bool mixed_signs,
                                 double tolerance, ohm_rng *rng);

/* A complete network, one node of which is ground: its factor is full. */
test_reduced *test_backend_full_network(size_t nodes, ohm_rng *rng);

#endif
