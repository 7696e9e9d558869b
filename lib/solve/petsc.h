/* lib/solve/petsc.h -- conjugate gradients with algebraic multigrid: the door to PETSc.
 *
 * Where configured (--with-petsc); elsewhere every function says OHM_E_METHOD.  PETSc
 * and MPI live as long as the program: who owns main() starts and stops them, the
 * library never does.  Sequential here, on PETSC_COMM_SELF; symmetric positive
 * definite systems.  Source: PETSc 3.18, KSPCG and PCGAMG. */
#ifndef OHM_SOLVE_PETSC_H
#define OHM_SOLVE_PETSC_H

#include "base/status.h"
#include "solve/sparse.h"

#include <stddef.h>

/* Starts PETSc (and MPI, unless it runs already), once, from main(); its errors come
 * back as statuses and print nothing. */
ohm_status ohm_petsc_start(ohm_error *err);
void ohm_petsc_stop(void);              /* also where it was never started */

typedef struct ohm_petsc ohm_petsc;

/* The matrix of order n with entries at the pairs (a[k], b[k]), their mirror images
 * and the diagonal.  OHM_E_METHOD where PETSc is not built in or was not started. */
ohm_status ohm_petsc_alloc(ohm_petsc **out, size_t n, size_t pairs, const int *a, const int *b,
                           ohm_error *err);
void ohm_petsc_free(ohm_petsc *petsc);                  /* takes NULL */

const ohm_pattern *ohm_petsc_pattern(const ohm_petsc *petsc);
double *ohm_petsc_values(ohm_petsc *petsc);             /* one per entry, to be filled in */

/* Makes the multigrid hierarchy of the values. */
ohm_status ohm_petsc_factor(ohm_petsc *petsc, ohm_error *err);

/* Improves x until |b - A x|_2 <= tolerance |b|_2, and adds the iterations made to
 * *iterations; OHM_E_NOCONV where that is not reached. */
ohm_status ohm_petsc_solve(double *x, const double *b, double tolerance, size_t *iterations,
                           ohm_petsc *petsc, ohm_error *err);

#endif
