/* lib/solve/cvode.c -- see cvode.h */
#include "solve/cvode.h"
#include "base/array.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cvode/cvode.h>
#include <cvode/cvode_ls.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_spgmr.h>
#include <sunnonlinsol/sunnonlinsol_fixedpoint.h>

struct ohm_cvode {
    ohm_cvode_problem problem;
    ohm_cvode_options options;
    SUNContext context;
    void *memory;               /* CVODE's own */
    N_Vector state;             /* y at the time last reached; one zero where n = 0 */
    N_Vector inside;            /* y or dy/dt within the last step */
    SUNLinearSolver linear;
    SUNNonlinearSolver nonlinear;
    double time;                /* last reached */
    size_t rhs;                 /* calls made */
    ohm_cvode_statistics before;        /* counted before the last restart */
    ohm_error failure;          /* what a callback said last in this step; OHM_OK: nothing */
    char message[OHM_ERROR_TEXT];       /* what SUNDIALS said last */
};

/* SUNDIALS' complaints come here and nowhere else. */
static void
keep_message(int code, const char *module, const char *function, char *text, void *data)
{
    ohm_cvode *cvode = data;

    (void)code, (void)module, (void)function;
    snprintf(cvode->message, sizeof cvode->message, "%s", text);
    for (char *c = cvode->message; *c != '\0'; c++)
        if (*c == '\n')
            *c = ' ';
}

/* A callback's status as CVODE wants it: 1 asks for a shorter step, -1 gives up. */
static int
verdict(ohm_status status)
{
    return status == OHM_OK ? 0 : status == OHM_E_DOMAIN ? 1 : -1;
}

/* Whether a callback has given up within this step.  CVODE with fixed-point iteration
 * retries even then (seen in 6.4.1): no callback is asked again. */
static bool
given_up(const ohm_cvode *cvode)
{
    return verdict(cvode->failure.status) < 0;
}

static int
call_rhs(realtype t, N_Vector y, N_Vector ydot, void *data)
{
    ohm_cvode *cvode = data;

    if (given_up(cvode))
        return -1;
    cvode->rhs++;
    if (cvode->problem.n == 0)
        N_VConst(0.0, ydot);
    return verdict(cvode->problem.rhs(N_VGetArrayPointer(ydot), t, N_VGetArrayPointer(y),
                                      cvode->problem.data, &cvode->failure));
}

static int
call_jac_setup(realtype t, N_Vector y, N_Vector fy, void *data)
{
    ohm_cvode *cvode = data;

    if (given_up(cvode))
        return -1;
    return verdict(cvode->problem.jac_setup(t, N_VGetArrayPointer(y), N_VGetArrayPointer(fy),
                                            cvode->problem.data, &cvode->failure));
}

static int
call_jac_times(N_Vector v, N_Vector jv, realtype t, N_Vector y, N_Vector fy, void *data, N_Vector spare)
{
    ohm_cvode *cvode = data;

    (void)fy, (void)spare;
    if (given_up(cvode))
        return -1;
    if (cvode->problem.n == 0)
        N_VConst(0.0, jv);
    return verdict(cvode->problem.jac_times(N_VGetArrayPointer(jv), N_VGetArrayPointer(v), t,
                                            N_VGetArrayPointer(y), cvode->problem.data,
                                            &cvode->failure));
}

/* Adams iterates on the corrector itself; BDF solves it by Newton and GMRES. */
static int
attach_solver(ohm_cvode *cvode)
{
    int flag;

    if (cvode->options.method == OHM_CVODE_ADAMS) {
        if ((cvode->nonlinear = SUNNonlinSol_FixedPoint(cvode->state, 0, cvode->context)) == NULL)
            return CV_MEM_FAIL;
        return CVodeSetNonlinearSolver(cvode->memory, cvode->nonlinear);
    }
    if ((cvode->linear = SUNLinSol_SPGMR(cvode->state, SUN_PREC_NONE, 0, cvode->context)) == NULL)
        return CV_MEM_FAIL;
    if ((flag = CVodeSetLinearSolver(cvode->memory, cvode->linear, NULL)) != CVLS_SUCCESS
        || cvode->problem.jac_times == NULL)
        return flag;
    return CVodeSetJacTimes(cvode->memory, cvode->problem.jac_setup != NULL ? call_jac_setup : NULL,
                            call_jac_times);
}

static int
set_up(ohm_cvode *cvode, double t0)
{
    const ohm_cvode_options *options = &cvode->options;
    int flag;

    if ((flag = CVodeSetErrHandlerFn(cvode->memory, keep_message, cvode)) != CV_SUCCESS
        || (flag = CVodeInit(cvode->memory, call_rhs, t0, cvode->state)) != CV_SUCCESS
        || (flag = CVodeSetUserData(cvode->memory, cvode)) != CV_SUCCESS
        || (flag = CVodeSStolerances(cvode->memory, options->rtol, options->atol)) != CV_SUCCESS
        || (flag = CVodeSetMaxHnilWarns(cvode->memory, -1)) != CV_SUCCESS
        || (flag = CVodeSetMaxStep(cvode->memory, options->step_max)) != CV_SUCCESS
        || (flag = attach_solver(cvode)) != CV_SUCCESS)
        return flag;
    return options->order_max == 0 ? CV_SUCCESS : CVodeSetMaxOrd(cvode->memory, options->order_max);
}

static ohm_status
check_options(const ohm_cvode_options *options, ohm_error *err)
{
    if (!(options->rtol >= 0.0 && isfinite(options->rtol)))
        return ohm_fail(err, OHM_E_ARG, "cvode: rtol = %g", options->rtol);
    if (!(options->atol > 0.0 && isfinite(options->atol)))
        return ohm_fail(err, OHM_E_ARG, "cvode: atol = %g must be positive", options->atol);
    if (!(options->step_max >= 0.0))
        return ohm_fail(err, OHM_E_ARG, "cvode: step_max = %g", options->step_max);
    return OHM_OK;
}

/* Whether what SUNDIALS is about to allocate is there.  Its own allocations are
 * mostly unchecked (6.4.1 crashes), so a problem that does not fit is refused here. */
static bool
memory_suffices(size_t length)
{
    enum { VECTORS = 24, SMALL_CHANGE = 1 << 16 };      /* Adams keeps 19, BDF with GMRES 20 */
    void *probe = NULL;

    if (length < SIZE_MAX / (2 * VECTORS * sizeof(double)))
        probe = ohm_array(VECTORS * length * sizeof(double) + SMALL_CHANGE, 1);
    free(probe);
    return probe != NULL;
}

ohm_status
ohm_cvode_alloc(ohm_cvode **out, const ohm_cvode_problem *problem, const ohm_cvode_options *options,
                double t0, const double *y0, ohm_error *err)
{
    const size_t length = problem->n == 0 ? 1 : problem->n;     /* an empty norm would be 0/0 */
    const int method = options->method == OHM_CVODE_ADAMS ? CV_ADAMS : CV_BDF;
    ohm_cvode *cvode;
    ohm_status status;
    int flag = CV_MEM_FAIL;

    *out = NULL;
    if ((status = check_options(options, err)) != OHM_OK)
        return status;
    if (!memory_suffices(length) || (cvode = OHM_ZEROS(ohm_cvode, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "cvode: %zu unknowns", problem->n);
    cvode->problem = *problem;
    cvode->options = *options;
    cvode->time = t0;
    if (SUNContext_Create(NULL, &cvode->context) != 0
        || (cvode->state = N_VNew_Serial((sunindextype)length, cvode->context)) == NULL
        || (cvode->inside = N_VNew_Serial((sunindextype)length, cvode->context)) == NULL
        || (cvode->memory = CVodeCreate(method, cvode->context)) == NULL)
        goto failed;
    N_VConst(0.0, cvode->state);
    if (problem->n != 0)
        memcpy(N_VGetArrayPointer(cvode->state), y0, problem->n * sizeof *y0);
    if ((flag = set_up(cvode, t0)) != CV_SUCCESS)
        goto failed;
    *out = cvode;
    return OHM_OK;

failed:
    status = flag == CV_ILL_INPUT
           ? ohm_fail(err, OHM_E_ARG, "cvode: %s", cvode->message)
           : ohm_fail(err, OHM_E_NOMEM, "cvode: %zu unknowns", problem->n);
    ohm_cvode_free(cvode);
    return status;
}

void
ohm_cvode_free(ohm_cvode *cvode)
{
    if (cvode == NULL)
        return;
    if (cvode->memory != NULL)
        CVodeFree(&cvode->memory);
    if (cvode->nonlinear != NULL)
        SUNNonlinSolFree(cvode->nonlinear);
    if (cvode->linear != NULL)
        SUNLinSolFree(cvode->linear);
    if (cvode->state != NULL)
        N_VDestroy(cvode->state);
    if (cvode->inside != NULL)
        N_VDestroy(cvode->inside);
    if (cvode->context != NULL)
        SUNContext_Free(&cvode->context);
    free(cvode);
}

const double *
ohm_cvode_state(const ohm_cvode *cvode)
{
    return N_VGetArrayPointer(cvode->state);
}

void
ohm_cvode_count(ohm_cvode_statistics *out, const ohm_cvode *cvode)
{
    long steps = 0, errors = 0, iterations = 0, failures = 0, products = 0;

    CVodeGetNumSteps(cvode->memory, &steps);
    CVodeGetNumErrTestFails(cvode->memory, &errors);
    CVodeGetNumNonlinSolvIters(cvode->memory, &iterations);
    CVodeGetNumStepSolveFails(cvode->memory, &failures);
    if (cvode->linear != NULL)
        CVodeGetNumJtimesEvals(cvode->memory, &products);
    *out = cvode->before;
    out->steps += (size_t)steps;
    out->rhs = cvode->rhs;
    out->jac_times += (size_t)products;
    out->nonlinear_iterations += (size_t)iterations;
    out->error_failures += (size_t)errors;
    out->solver_failures += (size_t)failures;
    if (steps > 0) {
        CVodeGetLastStep(cvode->memory, &out->last_step);
        CVodeGetLastOrder(cvode->memory, &out->last_order);
    }
}

ohm_status
ohm_cvode_restart(ohm_cvode *cvode, double t, const double *y, ohm_error *err)
{
    double *state = N_VGetArrayPointer(cvode->state);

    ohm_cvode_count(&cvode->before, cvode);
    if (y != state && cvode->problem.n != 0)
        memcpy(state, y, cvode->problem.n * sizeof *y);
    if (CVodeReInit(cvode->memory, t, cvode->state) != CV_SUCCESS)
        return ohm_fail(err, OHM_E_INTERNAL, "cvode: restart: %s", cvode->message);
    cvode->time = t;
    return OHM_OK;
}

/* Why CVODE gave up, in our words; what a callback said comes before what CVODE says. */
static ohm_status
step_status(ohm_cvode *cvode, int flag, ohm_error *err)
{
    const double t = cvode->time;
    double h = 0.0;

    if (cvode->failure.status != OHM_OK)
        return ohm_fail(err, cvode->failure.status, "t = %.9g: %s", t, cvode->failure.text);
    switch (flag) {
    case CV_TOO_MUCH_ACC:
        return ohm_fail(err, OHM_E_PRECISION, "cvode: t = %.9g: the tolerance rtol = %g, atol = %g is below "
                        "rounding", t, cvode->options.rtol, cvode->options.atol);
    case CV_ERR_FAILURE:
    case CV_CONV_FAILURE:
        CVodeGetCurrentStep(cvode->memory, &h);
        return ohm_fail(err, OHM_E_NOCONV, "cvode: t = %.9g: no step succeeds, down to %.3g", t, h);
    case CV_MEM_FAIL:
        return ohm_fail(err, OHM_E_NOMEM, "cvode: %zu unknowns", cvode->problem.n);
    case CV_ILL_INPUT:
        return ohm_fail(err, OHM_E_ARG, "cvode: t = %.9g: %s", t, cvode->message);
    default:
        break;
    }
    return ohm_fail(err, OHM_E_INTERNAL, "cvode: t = %.9g: %s (%d)", t, cvode->message, flag);
}

ohm_status
ohm_cvode_step(double *t, ohm_cvode *cvode, double stop, ohm_error *err)
{
    /* CVODE cannot start over a distance of rounding; y does not move there either */
    const double rounding = 4.0 * DBL_EPSILON * fmax(fabs(stop), fabs(cvode->time));
    double reached = cvode->time;
    int flag;

    *t = reached;
    if (!isfinite(stop))
        return ohm_fail(err, OHM_E_ARG, "cvode: stop = %g", stop);
    if (fabs(stop - cvode->time) <= rounding) {
        *t = stop;
        return stop == cvode->time ? OHM_OK
             : ohm_cvode_restart(cvode, stop, N_VGetArrayPointer(cvode->state), err);
    }
    cvode->failure.status = OHM_OK;
    if ((flag = CVodeSetStopTime(cvode->memory, stop)) != CV_SUCCESS
        || (flag = CVode(cvode->memory, stop, cvode->state, &reached, CV_ONE_STEP)) < 0)
        return step_status(cvode, flag, err);
    *t = cvode->time = reached;
    return OHM_OK;
}

ohm_status
ohm_cvode_interpolate(double *y, double *ydot, ohm_cvode *cvode, double t, ohm_error *err)
{
    for (int order = 0; order < (ydot != NULL ? 2 : 1); order++) {
        if (CVodeGetDky(cvode->memory, t, order, cvode->inside) != CV_SUCCESS)
            return ohm_fail(err, OHM_E_ARG, "cvode: t = %.17g is not within the last step, which ends at "
                            "%.17g", t, cvode->time);
        if (cvode->problem.n != 0)
            memcpy(order == 0 ? y : ydot, N_VGetArrayPointer(cvode->inside),
                   cvode->problem.n * sizeof *y);
    }
    return OHM_OK;
}
