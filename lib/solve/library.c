/* lib/solve/library.c -- see library.h */
#include "solve/library.h"

#include <stddef.h>

#include <suitesparse/cholmod.h>
#include <suitesparse/klu.h>
#include <sundials/sundials_config.h>
#ifdef HAVE_PETSC
#include <petscversion.h>
#endif

#define TEXT_OF(x) #x
#define DOTTED(a, b, c) TEXT_OF(a) "." TEXT_OF(b) "." TEXT_OF(c)

const char *
ohm_cholmod_version(void)
{
    return DOTTED(CHOLMOD_MAIN_VERSION, CHOLMOD_SUB_VERSION, CHOLMOD_SUBSUB_VERSION);
}

const char *
ohm_klu_version(void)
{
    return DOTTED(KLU_MAIN_VERSION, KLU_SUB_VERSION, KLU_SUBSUB_VERSION);
}

const char *
ohm_sundials_version(void)
{
    return SUNDIALS_VERSION;
}

const char *
ohm_petsc_version(void)
{
#ifdef HAVE_PETSC
    return DOTTED(PETSC_VERSION_MAJOR, PETSC_VERSION_MINOR, PETSC_VERSION_SUBMINOR);
#else
    return NULL;
#endif
}
