/* lib/kirchhoff/backend_kinds.h -- what a backend is made of, and the makers (private to backend*.c). */
#ifndef OHM_KIRCHHOFF_BACKEND_KINDS_H
#define OHM_KIRCHHOFF_BACKEND_KINDS_H

#include "kirchhoff/backend.h"

#include <stddef.h>

/* What every kind can do, and what some can; all vectors in the backend's own order. */
typedef struct {
    void (*free)(ohm_backend *backend);
    ohm_status (*factor)(ohm_backend *backend, const double *g, ohm_error *err);
    ohm_status (*solve)(double *x, double tolerance, size_t *iterations, ohm_backend *backend, ohm_error *err);
    /* OHM_NETWORK_LANES vectors, side by side (n by lanes) or column after column; where
     * both are NULL they are solved for one by one */
    ohm_status (*solve_lanes)(double *x, ohm_backend *backend, ohm_error *err);
    ohm_status (*solve_columns)(double *x, ohm_backend *backend, ohm_error *err);
    double (*log_determinant)(const ohm_backend *backend);      /* NULL: the method has none */
} ohm_backend_calls;

/* The first member of every kind's own struct. */
struct ohm_backend {
    const ohm_backend_calls *calls;
    const ohm_reduced *reduced;         /* borrowed */
    const int *order;                   /* n: place of each unknown, or NULL; owned by the kind */
    ohm_backend_facts facts;
};

/* Makers: *out is the kind's own struct with everything above filled in. */
ohm_status ohm_backend_dense(ohm_backend **out, const ohm_reduced *reduced, bool mixed_signs, ohm_error *err);
ohm_status ohm_backend_cholesky(ohm_backend **out, const ohm_reduced *reduced, double seconds, ohm_error *err);
ohm_status ohm_backend_lu(ohm_backend **out, const ohm_reduced *reduced, bool mixed_signs, ohm_error *err);
ohm_status ohm_backend_loop(ohm_backend **out, const ohm_reduced *reduced, bool mixed_signs, ohm_error *err);
ohm_status ohm_backend_cg(ohm_backend **out, const ohm_reduced *reduced, ohm_error *err);
ohm_status ohm_backend_petsc(ohm_backend **out, const ohm_reduced *reduced, ohm_error *err);

#endif
