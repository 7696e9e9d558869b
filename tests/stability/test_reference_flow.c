/* tests/stability/test_reference_flow.c -- mirrors lib/stability/reference_flow.c */
#include "stability/reference_flow.h"
#include "solve/dense.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

static ohm_tangent_flow *
flow_of(const char *system, size_t count, double tolerance)
{
    const ohm_reference_options options = { .count = count, .tolerance = tolerance, .seed = 7, .replica = 2 };
    ohm_tangent_flow *flow;
    ohm_error err;

    test_ok(ohm_reference_flow_alloc(&flow, system, &options, &err), &err);
    return flow;
}

static void
run_to(ohm_tangent_flow *flow, double end)
{
    ohm_error err;

    while (flow->time < end)
        test_ok(flow->calls->step(flow, end, &err), &err);
    ck_assert(flow->time == end);
}

/* Liouville: the volume of a full frame grows like exp of the integral of the trace, along
 * a few units of time, for every system; and two tolerances agree. */
START_TEST(volumes_follow_the_trace)
{
    static const char *const systems[] = { "lorenz63", "rossler", "linear:-1,0.5,2,-3,0.25" };
    ohm_tangent_flow *fine = flow_of(systems[_i], 0, 1e-13), *coarse = flow_of(systems[_i], 0, 1e-10);
    const size_t n = fine->dimension;
    ohm_dense_lu *lu;
    ohm_error err;
    int sign;

    ck_assert_uint_eq(fine->count, n);
    for (size_t c = 0; c < n; c++)
        for (size_t i = 0; i < n; i++)
            fine->frame[i + c * n] = coarse->frame[i + c * n] = i == c ? 1.0 : 0.1 * (double)(i * c % 3);
    test_ok(ohm_dense_lu_alloc(&lu, n, &err), &err);
    memcpy(ohm_dense_lu_matrix(lu), fine->frame, n * n * sizeof(double));
    test_ok(ohm_dense_lu_factor(lu, &err), &err);
    const double before = ohm_dense_lu_log_determinant(&sign, lu);

    run_to(fine, 0.5);
    run_to(coarse, 0.5);
    memcpy(ohm_dense_lu_matrix(lu), fine->frame, n * n * sizeof(double));
    test_ok(ohm_dense_lu_factor(lu, &err), &err);
    /* a determinant of condition < 1e6 after half a time unit */
    ck_assert_double_eq_tol(ohm_dense_lu_log_determinant(&sign, lu) - before, fine->trace, 1e-9);
    ck_assert_double_eq_tol(coarse->trace, fine->trace, 1e-8);
    for (size_t i = 0; i < n * n; i++)
        ck_assert_double_eq_tol(coarse->frame[i], fine->frame[i], 1e-7 * (1.0 + fabs(fine->frame[i])));
    ohm_dense_lu_free(lu);
    ohm_tangent_flow_free(fine);
    ohm_tangent_flow_free(coarse);
}
END_TEST

/* Tangent vectors of a linear system are its exponentials. */
START_TEST(linear_systems_are_exponentials)
{
    ohm_tangent_flow *flow = flow_of("linear:-1.5,0.75", 1, 0.0);
    ohm_error err;

    flow->frame[0] = 2.0;
    flow->frame[1] = -1.0;
    run_to(flow, 3.0);
    ck_assert_double_eq_tol(flow->frame[0], 2.0 * exp(-4.5), 1e-9);
    ck_assert_double_eq_tol(flow->frame[1], -exp(2.25), 1e-8);
    ck_assert_double_eq_tol(flow->trace, -2.25, 1e-14);
    test_ok(flow->calls->align(flow, NULL, &err), &err);        /* the fastest axis first */
    ck_assert(flow->frame[0] == 0.0 && flow->frame[1] == 1.0);
    ohm_tangent_flow_free(flow);
}
END_TEST

/* Rates whose powers overflow: an error with the time, not infinities. */
START_TEST(overflow_is_an_error)
{
    const ohm_reference_options options = { 0 };
    ohm_tangent_flow *flow;
    ohm_error err;

    test_ok(ohm_reference_flow_alloc(&flow, "linear:1e300", &options, &err), &err);
    flow->frame[0] = 1.0;
    test_fails(flow->calls->step(flow, 1.0, &err), OHM_E_PRECISION, &err, "t = 0");
    ohm_tangent_flow_free(flow);
    test_ok(ohm_reference_flow_alloc(&flow, "lorenz63", &options, &err), &err);
    for (size_t i = 0; i < flow->dimension * flow->count; i++)
        flow->frame[i] = i % 2 ? INFINITY : -INFINITY;
    test_fails(flow->calls->step(flow, 1.0, &err), OHM_E_PRECISION, &err, "t = 0");
    ohm_tangent_flow_free(flow);
}
END_TEST

START_TEST(bad_systems_are_named)
{
    const ohm_reference_options four = { .count = 4 }, all = { 0 };
    ohm_tangent_flow *flow;
    ohm_error err;

    test_fails(ohm_reference_flow_alloc(&flow, "lorenz", &all, &err), OHM_E_ARG, &err, "lorenz63");
    test_fails(ohm_reference_flow_alloc(&flow, "linear:", &all, &err), OHM_E_ARG, &err, "number 0");
    test_fails(ohm_reference_flow_alloc(&flow, "linear:1,x", &all, &err), OHM_E_ARG, &err, "number 1");
    test_fails(ohm_reference_flow_alloc(&flow, "linear:1,nan", &all, &err), OHM_E_ARG, &err, "number 1");
    test_fails(ohm_reference_flow_alloc(&flow, "lorenz63", &four, &err), OHM_E_ARG, &err, "must be 1 to 3");
    ck_assert_ptr_null(flow);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    const ohm_reference_options options = { 0 };
    ohm_tangent_flow *flow;

    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_reference_flow_alloc(&flow, "rossler", &options, NULL);
        if (!test_alloc_allow()) {
            ck_assert_int_eq(status, OHM_OK);
            break;
        }
        ck_assert_int_eq(status, OHM_E_NOMEM);
    }
    ohm_tangent_flow_free(flow);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("stability/reference_flow");
    TCase *cases = tcase_create("reference");

    tcase_add_loop_test(cases, volumes_follow_the_trace, 0, 3);
    tcase_add_test(cases, linear_systems_are_exponentials);
    tcase_add_test(cases, overflow_is_an_error);
    tcase_add_test(cases, bad_systems_are_named);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
