/* tests/solve/test_cvode.c -- mirrors lib/solve/cvode.c */
#include "solve/cvode.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

/* CVODE controls the error of one step; over the times here (some 100 steps, no
 * growth) the sum stayed below 100 rtol in every run, and 1000 is what is asked. */
static const double GLOBAL = 1000.0;

/* y0 turns with angular velocity 1 beside a decay with rate k: y = (cos, -sin, e^-kt). */
typedef struct {
    double k;
    size_t calls, setups;
    size_t refuse_from, refuse_to;      /* calls answered with OHM_E_DOMAIN */
    size_t break_at;                    /* call answered with OHM_E_INTERRUPT; 0: none */
    double latest;                      /* latest time asked for */
} turning;

static ohm_status
turning_rhs(double *ydot, double t, const double *y, void *data, ohm_error *err)
{
    turning *problem = data;

    problem->calls++;
    problem->latest = fmax(problem->latest, t);
    if (problem->calls >= problem->refuse_from && problem->calls < problem->refuse_to)
        return ohm_fail(err, OHM_E_DOMAIN, "call %zu refused", problem->calls);
    if (problem->calls == problem->break_at)
        return ohm_fail(err, OHM_E_INTERRUPT, "call %zu interrupted", problem->calls);
    ydot[0] = y[1];
    ydot[1] = -y[0];
    ydot[2] = -problem->k * y[2];
    return OHM_OK;
}

static ohm_status
turning_setup(double t, const double *y, const double *ydot, void *data, ohm_error *err)
{
    turning *problem = data;

    (void)t, (void)err;
    problem->setups++;
    ck_assert(ydot[0] == y[1]);
    return OHM_OK;
}

static ohm_status
turning_times(double *jv, const double *v, double t, const double *y, void *data, ohm_error *err)
{
    const turning *problem = data;

    (void)t, (void)y, (void)err;
    jv[0] = v[1];
    jv[1] = -v[0];
    jv[2] = -problem->k * v[2];
    return OHM_OK;
}

static ohm_cvode *
start(turning *problem, ohm_cvode_method method, bool jacobian, double tol, double t0)
{
    const ohm_cvode_problem equation = { 3, problem, turning_rhs, jacobian ? turning_setup : NULL,
                                         jacobian ? turning_times : NULL };
    const ohm_cvode_options options = { method, tol, tol, 0.0, 0 };
    const double y0[3] = { cos(t0), -sin(t0), exp(-problem->k * t0) };
    ohm_cvode *cvode;
    ohm_error err;

    test_ok(ohm_cvode_alloc(&cvode, &equation, &options, t0, y0, &err), &err);
    return cvode;
}

static void
walk(ohm_cvode *cvode, double stop)
{
    ohm_error err;
    double t;

    do
        test_ok(ohm_cvode_step(&t, cvode, stop, &err), &err);
    while (t != stop);
}

static void
check_state(const double *y, double k, double t, double tol)
{
    ck_assert_double_eq_tol(y[0], cos(t), GLOBAL * tol);
    ck_assert_double_eq_tol(y[1], -sin(t), GLOBAL * tol);
    ck_assert_double_eq_tol(y[2], exp(-k * t), GLOBAL * tol);
}

START_TEST(both_methods_follow_the_closed_form)
{
    const ohm_cvode_method method = _i % 2 == 0 ? OHM_CVODE_ADAMS : OHM_CVODE_BDF;
    const bool jacobian = _i / 2 % 2 == 1;
    const double tol = _i / 4 == 0 ? 1e-6 : 1e-9;
    turning problem = { .k = 1.0 };
    ohm_cvode *cvode = start(&problem, method, jacobian, tol, 0.0);
    ohm_cvode_statistics count;

    walk(cvode, 2.0);
    ck_assert(problem.latest <= 2.0);
    check_state(ohm_cvode_state(cvode), 1.0, 2.0, tol);
    walk(cvode, 5.0);
    check_state(ohm_cvode_state(cvode), 1.0, 5.0, tol);
    ohm_cvode_count(&count, cvode);
    ck_assert_uint_eq(count.rhs, problem.calls);
    ck_assert_uint_ge(count.rhs, count.steps);
    ck_assert_int_ge(count.last_order, 2);
    if (method == OHM_CVODE_BDF && jacobian)
        ck_assert(problem.setups > 0 && count.jac_times > 0);
    ohm_cvode_free(cvode);
}
END_TEST

/* What is stiff costs BDF steps of the slow motion only: Adams needs h k < 1 or so. */
START_TEST(bdf_walks_over_stiffness)
{
    const double k = 1e6;
    turning problem = { .k = k };
    ohm_cvode *cvode = start(&problem, OHM_CVODE_BDF, true, 1e-6, 0.0);
    ohm_cvode_statistics count;

    walk(cvode, 10.0);
    check_state(ohm_cvode_state(cvode), k, 10.0, 1e-6);
    ohm_cvode_count(&count, cvode);
    ck_assert_uint_lt(count.steps, (size_t)(10.0 * k / 1000.0));
    ohm_cvode_free(cvode);
}
END_TEST

START_TEST(backwards_returns_to_the_start)
{
    const double tol = 1e-10;
    turning problem = { .k = 0.5 };
    ohm_cvode *cvode = start(&problem, OHM_CVODE_ADAMS, false, tol, 0.0);
    ohm_cvode_statistics there, back;
    ohm_error err;

    walk(cvode, 3.0);
    ohm_cvode_count(&there, cvode);
    test_ok(ohm_cvode_restart(cvode, 3.0, ohm_cvode_state(cvode), &err), &err);
    walk(cvode, 0.0);
    ohm_cvode_count(&back, cvode);
    ck_assert_uint_gt(back.steps, there.steps);
    check_state(ohm_cvode_state(cvode), 0.5, 0.0, tol);
    ohm_cvode_free(cvode);
}
END_TEST

START_TEST(inside_a_step_the_curve_is_known)
{
    const double tol = 1e-8;
    turning problem = { .k = 1.0 };
    ohm_cvode *cvode = start(&problem, _i == 0 ? OHM_CVODE_ADAMS : OHM_CVODE_BDF, false, tol, 0.0);
    double t = 0.0, y[3], ydot[3];
    ohm_error err;

    while (t < 2.0) {
        const double before = t;

        test_ok(ohm_cvode_step(&t, cvode, 100.0, &err), &err);
        const double inside = 0.5 * (before + t);
        test_ok(ohm_cvode_interpolate(y, ydot, cvode, inside, &err), &err);
        check_state(y, 1.0, inside, tol);
        /* a derivative loses one power of the step: 1e-3 is the shortest of note here */
        ck_assert_double_eq_tol(ydot[0], -sin(inside), GLOBAL * tol / 1e-3);
    }
    test_fails(ohm_cvode_interpolate(y, NULL, cvode, t + 1.0, &err), OHM_E_ARG, &err, "last step");
    ohm_cvode_free(cvode);
}
END_TEST

START_TEST(a_state_outside_the_domain_shortens_the_step)
{
    const double tol = 1e-8;
    turning problem = { .k = 1.0, .refuse_from = 40, .refuse_to = 43 };
    ohm_cvode *cvode = start(&problem, OHM_CVODE_ADAMS, false, tol, 0.0);

    walk(cvode, 5.0);
    ck_assert_uint_gt(problem.calls, 43);
    check_state(ohm_cvode_state(cvode), 1.0, 5.0, tol);
    ohm_cvode_free(cvode);
}
END_TEST

START_TEST(what_a_callback_says_is_kept)
{
    turning broken = { .k = 1.0, .break_at = 10 };
    turning nowhere = { .k = 1.0, .refuse_from = 20, .refuse_to = SIZE_MAX };
    ohm_cvode *cvode = start(&broken, _i == 0 ? OHM_CVODE_ADAMS : OHM_CVODE_BDF, false, 1e-8, 0.0);
    ohm_status status;
    ohm_error err;
    double t;

    do
        status = ohm_cvode_step(&t, cvode, 10.0, &err);
    while (status == OHM_OK);
    test_fails(status, OHM_E_INTERRUPT, &err, "call 10 interrupted");
    ohm_cvode_free(cvode);
    cvode = start(&nowhere, _i == 0 ? OHM_CVODE_ADAMS : OHM_CVODE_BDF, false, 1e-8, 0.0);
    do
        status = ohm_cvode_step(&t, cvode, 10.0, &err);
    while (status == OHM_OK);
    test_fails(status, OHM_E_DOMAIN, &err, "refused");
    ohm_cvode_free(cvode);
}
END_TEST

START_TEST(stops_a_rounding_away_are_reached)
{
    turning problem = { .k = 1.0 };
    ohm_cvode *cvode = start(&problem, OHM_CVODE_ADAMS, false, 1e-8, 1.0);
    ohm_error err;
    double t;

    test_ok(ohm_cvode_step(&t, cvode, 1.0, &err), &err);
    ck_assert(t == 1.0);
    walk(cvode, nextafter(1.0, 2.0));
    walk(cvode, 1.0 + 1e-15);
    walk(cvode, 1.0 + 1e-12);
    walk(cvode, 2.0);
    check_state(ohm_cvode_state(cvode), 1.0, 2.0, 1e-8);
    test_fails(ohm_cvode_step(&t, cvode, NAN, &err), OHM_E_ARG, &err, "nan");
    ohm_cvode_free(cvode);
}
END_TEST

static ohm_status
no_rhs(double *ydot, double t, const double *y, void *data, ohm_error *err)
{
    (void)ydot, (void)t, (void)y, (void)data, (void)err;
    return OHM_OK;
}

START_TEST(nothing_to_integrate_still_reaches_the_end)
{
    const ohm_cvode_problem nothing = { 0, NULL, no_rhs, NULL, NULL };
    const ohm_cvode_options options = { _i == 0 ? OHM_CVODE_ADAMS : OHM_CVODE_BDF, 1e-8, 1e-8, 0.0, 0 };
    ohm_cvode *cvode;
    ohm_error err;

    test_ok(ohm_cvode_alloc(&cvode, &nothing, &options, 0.0, NULL, &err), &err);
    walk(cvode, 1.0);
    test_ok(ohm_cvode_interpolate(NULL, NULL, cvode, 1.0, &err), &err);
    ohm_cvode_free(cvode);
}
END_TEST

START_TEST(bad_tolerances_are_refused)
{
    const ohm_cvode_problem nothing = { 0, NULL, no_rhs, NULL, NULL };
    const ohm_cvode_options zero = { OHM_CVODE_ADAMS, 1e-8, 0.0, 0.0, 0 };
    const ohm_cvode_options nan = { OHM_CVODE_ADAMS, NAN, 1e-8, 0.0, 0 };
    ohm_cvode *cvode;
    ohm_error err;

    test_fails(ohm_cvode_alloc(&cvode, &nothing, &zero, 0.0, NULL, &err), OHM_E_ARG, &err, "atol");
    test_fails(ohm_cvode_alloc(&cvode, &nothing, &nan, 0.0, NULL, &err), OHM_E_ARG, &err, "rtol");
    ck_assert_ptr_null(cvode);
}
END_TEST

/* Ours only: SUNDIALS 6.4.1 does not check its own allocations. */
START_TEST(refused_memory_is_an_error)
{
    enum { OURS = 2 };
    const ohm_cvode_problem nothing = { 0, NULL, no_rhs, NULL, NULL };
    const ohm_cvode_problem huge = { (size_t)1 << 60, NULL, no_rhs, NULL, NULL };
    const ohm_cvode_options options = { OHM_CVODE_ADAMS, 1e-6, 1e-6, 0.0, 0 };
    ohm_cvode *cvode;
    ohm_error err;

    for (unsigned long k = 0; test_alloc_enabled() && k < OURS; k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_cvode_alloc(&cvode, &nothing, &options, 0.0, NULL, &err);
        ck_assert(test_alloc_allow());
        ck_assert_int_eq(status, OHM_E_NOMEM);
        ck_assert_ptr_null(cvode);
    }
    test_fails(ohm_cvode_alloc(&cvode, &huge, &options, 0.0, NULL, &err), OHM_E_NOMEM, &err, "unknowns");
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("solve/cvode");
    TCase *cases = tcase_create("cvode");

    tcase_add_loop_test(cases, both_methods_follow_the_closed_form, 0, 8);
    tcase_add_test(cases, bdf_walks_over_stiffness);
    tcase_add_test(cases, backwards_returns_to_the_start);
    tcase_add_loop_test(cases, inside_a_step_the_curve_is_known, 0, 2);
    tcase_add_test(cases, a_state_outside_the_domain_shortens_the_step);
    tcase_add_loop_test(cases, what_a_callback_says_is_kept, 0, 2);
    tcase_add_test(cases, stops_a_rounding_away_are_reached);
    tcase_add_loop_test(cases, nothing_to_integrate_still_reaches_the_end, 0, 2);
    tcase_add_test(cases, bad_tolerances_are_refused);
    tcase_add_test(cases, refused_memory_is_an_error);
    suite_add_tcase(suite, cases);
    return suite;
}
