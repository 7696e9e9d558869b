/* tests/dynamics/test_motion.c -- mirrors lib/dynamics/motion.c
 *
 * Whole runs are asked in test_simulate.c; here, one step at a time. */
#include "dynamics/motion.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <math.h>

START_TEST(time_and_samples_only_advance)
{
    const double times[3] = { 0.0, 0.4, 1.0 };
    const ohm_simulation simulation = { .time = 1.0, .samples = 3, .sample_time = times };
    test_problem *circuit = test_problem_ring(3, 5.0);
    double w[3] = { 0.5, 0.6, 0.7 }, end[3];
    ohm_motion *motion;
    ohm_error err;

    test_ok(ohm_motion_alloc(&motion, w, &circuit->problem, &simulation, NULL, NULL, &err), &err);
    test_ok(ohm_motion_begin(motion, &err), &err);
    ck_assert_uint_eq(ohm_motion_taken(motion), 1);
    while (ohm_motion_reached(motion) < 1.0) {
        const double before = ohm_motion_reached(motion);

        test_ok(ohm_motion_advance(motion, &err), &err);
        ck_assert_double_gt(ohm_motion_reached(motion), before);
    }
    ck_assert_uint_eq(ohm_motion_taken(motion), 2);     /* the one at T is taken at the end */
    test_ok(ohm_motion_finish(end, NULL, NULL, NULL, motion, &err), &err);
    ck_assert_double_lt(end[0], w[0]);
    ohm_motion_free(motion);
    test_problem_free(circuit);
}
END_TEST

START_TEST(cvode_cannot_be_written_down)
{
    const ohm_simulation simulation = { .time = 1.0, .method = OHM_METHOD_CVODE };
    test_problem *circuit = test_problem_ring(3, 5.0);
    ohm_archive *archive;
    ohm_motion *motion;
    ohm_error err;

    test_ok(ohm_motion_alloc(&motion, circuit->w, &circuit->problem, &simulation, NULL, NULL, &err), &err);
    test_ok(ohm_archive_alloc(&archive, &err), &err);
    test_fails(ohm_motion_exchange(motion, archive, &err), OHM_E_METHOD, &err, "taylor");
    ohm_archive_free(archive);
    ohm_motion_free(motion);
    test_problem_free(circuit);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    const ohm_simulation simulation = { .time = 1.0 };
    test_problem *circuit = test_problem_ring(4, 1.0);
    ohm_motion *motion;
    ohm_status status;

    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        status = ohm_motion_alloc(&motion, circuit->w, &circuit->problem, &simulation, NULL, NULL, NULL);
        if (!test_alloc_allow())
            break;
        if (status == OHM_OK)                   /* a library found another way */
            ohm_motion_free(motion);
        else
            ck_assert_int_eq(status, OHM_E_NOMEM);
    }
    ck_assert_int_eq(status, OHM_OK);
    ohm_motion_free(motion);
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("dynamics/motion");
    TCase *cases = tcase_create("motion");

    tcase_add_test(cases, time_and_samples_only_advance);
    tcase_add_test(cases, cvode_cannot_be_written_down);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
