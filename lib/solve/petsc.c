/* lib/solve/petsc.c -- see petsc.h */
#include "solve/petsc.h"
#include "base/array.h"

#ifdef HAVE_PETSC

#include <petscksp.h>
#include <stdlib.h>
#include <string.h>

/* More iterations than this and multigrid does not suit the graph. */
enum { ITERATIONS_MAX = 2000 };

struct ohm_petsc {
    size_t n;
    ohm_pattern *pattern;       /* one triangle, what is filled in */
    double *value;              /* its entries */
    PetscInt *start, *column;   /* both triangles, by rows */
    PetscScalar *full;          /* their entries, seen by matrix */
    int *from;                  /* entry of the pattern behind each */
    Mat matrix;
    KSP krylov;
    Vec x, b;                   /* borrow the caller's arrays for a solution */
};

ohm_status
ohm_petsc_start(ohm_error *err)
{
    PetscBool running = PETSC_FALSE;

    if (PetscInitialized(&running) == 0 && running)
        return OHM_OK;
    if (PetscInitializeNoArguments() != 0)
        return ohm_fail(err, OHM_E_INTERNAL, "petsc: cannot be started");
    /* codes come back instead of pages on standard error */
    if (PetscPushErrorHandler(PetscReturnErrorHandler, NULL) != 0)
        return ohm_fail(err, OHM_E_INTERNAL, "petsc: its error handler stays");
    return OHM_OK;
}

void
ohm_petsc_stop(void)
{
    PetscBool running = PETSC_FALSE;

    if (PetscInitialized(&running) == 0 && running)
        (void)PetscFinalize();
}

void
ohm_petsc_free(ohm_petsc *petsc)
{
    if (petsc == NULL)
        return;
    (void)KSPDestroy(&petsc->krylov);
    (void)MatDestroy(&petsc->matrix);
    (void)VecDestroy(&petsc->x);
    (void)VecDestroy(&petsc->b);
    ohm_pattern_free(petsc->pattern);
    free(petsc->value);
    free(petsc->start);
    free(petsc->column);
    free(petsc->full);
    free(petsc->from);
    free(petsc);
}

/* Both triangles by rows from the one by columns; rows stay ascending. */
static bool
unfold(ohm_petsc *petsc)
{
    const ohm_pattern *pattern = petsc->pattern;
    const size_t n = petsc->n, entries = 2 * (size_t)pattern->entries;
    PetscInt *next = OHM_ZEROS(PetscInt, n + 1);

    petsc->start = OHM_ZEROS(PetscInt, n + 1);
    petsc->column = OHM_ARRAY(PetscInt, entries);
    petsc->full = OHM_ZEROS(PetscScalar, entries);
    petsc->from = OHM_ARRAY(int, entries);
    if (next == NULL || petsc->start == NULL || petsc->column == NULL || petsc->full == NULL
        || petsc->from == NULL) {
        free(next);
        return false;
    }
    for (int j = 0; j < pattern->n; j++)
        for (int k = pattern->start[j]; k < pattern->start[j + 1]; k++) {
            petsc->start[pattern->row[k] + 1]++;
            petsc->start[j + 1] += pattern->row[k] != j;
        }
    for (size_t i = 0; i < n; i++)
        next[i + 1] = petsc->start[i + 1] += petsc->start[i];
    /* entry (i, j), i <= j, is met in column j: first its mirror images, row by row */
    for (int pass = 0; pass < 2; pass++)
        for (int j = 0; j < pattern->n; j++)
            for (int k = pattern->start[j]; k < pattern->start[j + 1]; k++) {
                const int i = pattern->row[k], row = pass == 0 ? j : i, column = pass == 0 ? i : j;

                if (pass == 1 && i == j)
                    continue;
                petsc->column[next[row]] = column;
                petsc->from[next[row]++] = k;
            }
    free(next);
    return true;
}

static PetscErrorCode
make_objects(ohm_petsc *petsc)
{
    const PetscInt n = (PetscInt)petsc->n;
    PC preconditioner;

    PetscCall(MatCreateSeqAIJWithArrays(PETSC_COMM_SELF, n, n, petsc->start, petsc->column, petsc->full,
                                        &petsc->matrix));
    PetscCall(MatSetOption(petsc->matrix, MAT_SPD, PETSC_TRUE));
    PetscCall(VecCreateSeqWithArray(PETSC_COMM_SELF, 1, n, NULL, &petsc->x));
    PetscCall(VecCreateSeqWithArray(PETSC_COMM_SELF, 1, n, NULL, &petsc->b));
    PetscCall(KSPCreate(PETSC_COMM_SELF, &petsc->krylov));
    PetscCall(KSPSetType(petsc->krylov, KSPCG));
    PetscCall(KSPSetNormType(petsc->krylov, KSP_NORM_UNPRECONDITIONED));
    PetscCall(KSPSetInitialGuessNonzero(petsc->krylov, PETSC_TRUE));
    PetscCall(KSPGetPC(petsc->krylov, &preconditioner));
    return PCSetType(preconditioner, PCGAMG);
}

ohm_status
ohm_petsc_alloc(ohm_petsc **out, size_t n, size_t pairs, const int *a, const int *b, ohm_error *err)
{
    PetscBool running = PETSC_FALSE;
    ohm_petsc *petsc;
    ohm_status status;

    *out = NULL;
    if (PetscInitialized(&running) != 0 || !running)
        return ohm_fail(err, OHM_E_METHOD, "petsc: not started (ohm_petsc_start, from main)");
    if ((petsc = OHM_ZEROS(ohm_petsc, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "petsc: %zu unknowns", n);
    petsc->n = n;
    status = ohm_pattern_alloc(&petsc->pattern, n, pairs, a, b, false, err);
    if (status == OHM_OK) {
        petsc->value = OHM_ZEROS(double, (size_t)petsc->pattern->entries);
        if (petsc->value == NULL || !unfold(petsc))
            status = ohm_fail(err, OHM_E_NOMEM, "petsc: %zu unknowns", n);
        else if (make_objects(petsc) != 0)
            status = ohm_fail(err, OHM_E_INTERNAL, "petsc: cannot make a solver of %zu unknowns", n);
    }
    if (status != OHM_OK) {
        ohm_petsc_free(petsc);
        return status;
    }
    *out = petsc;
    return OHM_OK;
}

const ohm_pattern *
ohm_petsc_pattern(const ohm_petsc *petsc)
{
    return petsc->pattern;
}

double *
ohm_petsc_values(ohm_petsc *petsc)
{
    return petsc->value;
}

static PetscErrorCode
make_hierarchy(ohm_petsc *petsc)
{
    PetscScalar *full;

    /* taken and put back, so that PETSc knows its values are new */
    PetscCall(MatSeqAIJGetArray(petsc->matrix, &full));
    for (PetscInt k = 0; k < petsc->start[petsc->n]; k++)
        full[k] = petsc->value[petsc->from[k]];
    PetscCall(MatSeqAIJRestoreArray(petsc->matrix, &full));
    PetscCall(MatAssemblyBegin(petsc->matrix, MAT_FINAL_ASSEMBLY));
    PetscCall(MatAssemblyEnd(petsc->matrix, MAT_FINAL_ASSEMBLY));
    PetscCall(KSPSetOperators(petsc->krylov, petsc->matrix, petsc->matrix));
    return KSPSetUp(petsc->krylov);
}

ohm_status
ohm_petsc_factor(ohm_petsc *petsc, ohm_error *err)
{
    if (petsc->n > 0 && make_hierarchy(petsc) != 0)
        return ohm_fail(err, OHM_E_SINGULAR, "petsc: no multigrid hierarchy for this matrix");
    return OHM_OK;
}

static PetscErrorCode
solve_placed(double *x, const double *b, double tolerance, PetscInt *steps, KSPConvergedReason *reason,
             ohm_petsc *petsc)
{
    PetscCall(VecPlaceArray(petsc->x, x));
    PetscCall(VecPlaceArray(petsc->b, b));
    PetscCall(KSPSetTolerances(petsc->krylov, tolerance, 0.0, PETSC_DEFAULT, ITERATIONS_MAX));
    PetscCall(KSPSolve(petsc->krylov, petsc->b, petsc->x));
    PetscCall(KSPGetIterationNumber(petsc->krylov, steps));
    PetscCall(KSPGetConvergedReason(petsc->krylov, reason));
    PetscCall(VecResetArray(petsc->x));
    return VecResetArray(petsc->b);
}

ohm_status
ohm_petsc_solve(double *x, const double *b, double tolerance, size_t *iterations, ohm_petsc *petsc,
                ohm_error *err)
{
    KSPConvergedReason reason = KSP_CONVERGED_ITERATING;
    PetscInt steps = 0;

    if (petsc->n == 0)
        return OHM_OK;
    if (solve_placed(x, b, tolerance, &steps, &reason, petsc) != 0)
        return ohm_fail(err, OHM_E_INTERNAL, "petsc: the solution failed");
    *iterations += (size_t)steps;
    if (reason <= 0)
        return ohm_fail(err, OHM_E_NOCONV, "petsc: no convergence to %.3g in %d iterations (reason %d)",
                        tolerance, (int)steps, (int)reason);
    return OHM_OK;
}

#else

static ohm_status
not_built_in(ohm_error *err)
{
    return ohm_fail(err, OHM_E_METHOD, "solver petsc is not built in (configure --with-petsc, or use cg)");
}

ohm_status
ohm_petsc_start(ohm_error *err)
{
    return not_built_in(err);
}

void
ohm_petsc_stop(void)
{
}

ohm_status
ohm_petsc_alloc(ohm_petsc **out, size_t n, size_t pairs, const int *a, const int *b, ohm_error *err)
{
    (void)n, (void)pairs, (void)a, (void)b;
    *out = NULL;
    return not_built_in(err);
}

void
ohm_petsc_free(ohm_petsc *petsc)
{
    (void)petsc;
}

const ohm_pattern *
ohm_petsc_pattern(const ohm_petsc *petsc)
{
    (void)petsc;
    return NULL;
}

double *
ohm_petsc_values(ohm_petsc *petsc)
{
    (void)petsc;
    return NULL;
}

ohm_status
ohm_petsc_factor(ohm_petsc *petsc, ohm_error *err)
{
    (void)petsc;
    return not_built_in(err);
}

ohm_status
ohm_petsc_solve(double *x, const double *b, double tolerance, size_t *iterations, ohm_petsc *petsc,
                ohm_error *err)
{
    (void)x, (void)b, (void)tolerance, (void)iterations, (void)petsc;
    return not_built_in(err);
}

#endif
