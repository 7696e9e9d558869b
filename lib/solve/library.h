/* lib/solve/library.h -- which foreign libraries solve was built with (BLAS: dense.h). */
#ifndef OHM_SOLVE_LIBRARY_H
#define OHM_SOLVE_LIBRARY_H

const char *ohm_cholmod_version(void);      /* "3.0.14", static */
const char *ohm_klu_version(void);
const char *ohm_sundials_version(void);
const char *ohm_petsc_version(void);        /* NULL: not built in */

#endif
