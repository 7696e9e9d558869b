/* tests/dynamics/test_cvode_stepper.c -- mirrors lib/dynamics/cvode_stepper.c */
#include "dynamics/cvode_stepper.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

/* A field with a known answer: dw_k/dt = -(k + 1) w_k, current k w_k, no potentials. */
typedef struct {
    double w[3], current[3];
} decaying;

static ohm_status
decay_rhs(double *dwdt, double t, const double *w, void *self, ohm_error *err)
{
    decaying *decay = self;

    (void)t;
    (void)err;
    for (int k = 0; k < 3; k++) {
        dwdt[k] = -(k + 1) * w[k];
        decay->w[k] = w[k];
        decay->current[k] = k * w[k];
    }
    return OHM_OK;
}

static ohm_status
decay_product(double *jv, const double *v, void *self, ohm_error *err)
{
    (void)self;
    (void)err;
    for (int k = 0; k < 3; k++)
        jv[k] = -(k + 1) * v[k];
    return OHM_OK;
}

static const double *
decay_current(const void *self)
{
    return ((const decaying *)self)->current;
}

static ohm_stepper *
decay_stepper(decaying *decay, ohm_cvode_method method, bool clip)
{
    const ohm_field field = { decay, decay_rhs, decay_product, decay_current, decay_current };
    const ohm_cvode_stepper_options options = { method, 1e-10, 1e-11, clip, NULL, NULL };
    ohm_stepper *stepper;

    ck_assert_int_eq(ohm_cvode_stepper_alloc(&stepper, 3, 0, &field, &options, NULL), OHM_OK);
    return stepper;
}

/* A thousand steps of 1e-10 each at worst (BDF). */
static const double DECAY_TOL = 1e-7;

START_TEST(steps_and_looks_follow_the_exponential)
{
    decaying decay;
    ohm_stepper *stepper = decay_stepper(&decay, _i ? OHM_CVODE_BDF : OHM_CVODE_ADAMS, false);
    const double w0[3] = { 0.9, 0.5, 0.3 };
    double w[3], drift, one;
    ohm_error err;

    test_ok(stepper->calls->start(stepper, 0.0, w0, NULL, &err), &err);
    while (stepper->to < 2.0) {
        test_ok(stepper->calls->step(stepper, 2.0, &err), &err);
        const double t = 0.5 * (stepper->from + stepper->to);

        test_ok(stepper->calls->memory(w, t, stepper, &err), &err);
        for (int k = 0; k < 3; k++) {
            ck_assert_double_eq_tol(w[k], w0[k] * exp(-(k + 1) * t), DECAY_TOL);
            test_ok(stepper->calls->memory_of(&one, (size_t)k, t, stepper, &err), &err);
            test_ok(stepper->calls->drift_of(&drift, (size_t)k, t, stepper, &err), &err);
            ck_assert(one == w[k]);
            ck_assert_double_eq_tol(drift, -(k + 1) * w[k], 1e-15);
            ck_assert_double_le(fabs(w[k] - w0[k] * exp(-(k + 1) * stepper->from)),
                                stepper->calls->reach((size_t)k, stepper) + DECAY_TOL);
        }
    }
    ck_assert(stepper->to == 2.0);
    ohm_stepper_free(stepper);
}
END_TEST

START_TEST(held_elements_stand_still)
{
    const bool hold[3] = { false, true, false };
    const double w0[3] = { 0.9, 0.5, 0.3 };
    decaying decay;
    ohm_stepper *stepper = decay_stepper(&decay, OHM_CVODE_ADAMS, false);
    double w[3], drift;
    ohm_error err;

    test_ok(stepper->calls->start(stepper, 0.0, w0, hold, &err), &err);
    while (stepper->to < 1.0)
        test_ok(stepper->calls->step(stepper, 1.0, &err), &err);
    test_ok(stepper->calls->memory(w, 1.0, stepper, &err), &err);
    test_ok(stepper->calls->drift_of(&drift, 1, 1.0, stepper, &err), &err);
    ck_assert_double_eq_tol(w[1], 0.5, 1e-14);
    ck_assert_double_eq_tol(drift, -1.0, 1e-13);        /* what it would do, were it free */
    ck_assert_double_eq_tol(w[0], 0.9 * exp(-1.0), DECAY_TOL);
    ohm_stepper_free(stepper);
}
END_TEST

START_TEST(restart_forgets_the_past)
{
    const double w0[3] = { 0.9, 0.5, 0.3 };
    decaying decay;
    ohm_stepper *stepper = decay_stepper(&decay, OHM_CVODE_ADAMS, false);
    double w[3];
    ohm_error err;

    test_ok(stepper->calls->start(stepper, 0.0, w0, NULL, &err), &err);
    test_ok(stepper->calls->step(stepper, 1.0, &err), &err);
    test_ok(stepper->calls->start(stepper, 5.0, w0, NULL, &err), &err);
    while (stepper->to < 6.0)
        test_ok(stepper->calls->step(stepper, 6.0, &err), &err);
    test_ok(stepper->calls->memory(w, 6.0, stepper, &err), &err);
    ck_assert_double_eq_tol(w[2], 0.3 * exp(-3.0), DECAY_TOL);
    ohm_stepper_free(stepper);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("dynamics/cvode_stepper");
    TCase *cases = tcase_create("cvode_stepper");

    tcase_add_loop_test(cases, steps_and_looks_follow_the_exponential, 0, 2);
    tcase_add_test(cases, held_elements_stand_still);
    tcase_add_test(cases, restart_forgets_the_past);
    suite_add_tcase(suite, cases);
    return suite;
}
