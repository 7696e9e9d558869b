/* tests/dynamics/test_drive.c -- mirrors lib/dynamics/drive.c */
#include "dynamics/drive.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

/* Sets at random, constants over movers and back, and compares with plain waveforms. */
START_TEST(the_last_setting_counts)
{
    enum { NODES = 5, EDGES = 7, SETTINGS = 200 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_waveform last[3][EDGES] = { { { 0 } } };
    double emf[EDGES], potential[NODES], injection[NODES];
    ohm_drive *drive;

    ck_assert_int_eq(ohm_drive_alloc(&drive, NODES, EDGES, NULL), OHM_OK);
    for (int s = 0; s < SETTINGS; s++) {
        const ohm_drive_kind kind = (ohm_drive_kind)ohm_rng_below(rng, 3);
        const size_t index = ohm_rng_below(rng, kind == OHM_DRIVE_EMF ? EDGES : NODES);
        const double moves = (double)ohm_rng_below(rng, 2);
        const ohm_waveform wave = { ohm_rng_normal(rng), moves * ohm_rng_normal(rng), 0.3, 0.1, NULL };

        ck_assert_int_eq(ohm_drive_set(drive, kind, index, &wave, NULL), OHM_OK);
        last[kind][index] = wave;
        if (kind == OHM_DRIVE_POTENTIAL)
            ck_assert(drive->held[index]);
    }
    for (double t = 0.0; t < 3.0; t += 0.7)
        for (int integral = 0; integral < 2; integral++) {
            double (*value)(const ohm_waveform *, double) = integral ? ohm_waveform_integral : ohm_waveform_at;

            (integral ? ohm_drive_integral : ohm_drive_at)(emf, potential, injection, t, drive);
            for (int k = 0; k < EDGES; k++)
                ck_assert(emf[k] == value(&last[OHM_DRIVE_EMF][k], t));
            for (int v = 0; v < NODES; v++) {
                ck_assert(potential[v] == value(&last[OHM_DRIVE_POTENTIAL][v], t));
                ck_assert(injection[v] == value(&last[OHM_DRIVE_INJECTION][v], t));
            }
        }
    ohm_drive_free(drive);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(kinks_and_end_are_those_of_the_lines)
{
    const double early[3] = { 0.0, 1.0, 4.0 }, late[2] = { 0.5, 6.0 }, value[3] = { 1.0, 2.0, 3.0 };
    ohm_polyline *a, *b;
    ohm_drive *drive;

    ck_assert_int_eq(ohm_drive_alloc(&drive, 1, 1, NULL), OHM_OK);
    ck_assert(isinf(ohm_drive_end(drive)) && isinf(ohm_drive_next_kink(drive, 0.0)));
    ck_assert_int_eq(ohm_polyline_alloc(&a, 3, early, value, NULL), OHM_OK);
    ck_assert_int_eq(ohm_polyline_alloc(&b, 2, late, value, NULL), OHM_OK);
    ck_assert_int_eq(ohm_drive_adopt(drive, a, NULL), OHM_OK);
    ck_assert_int_eq(ohm_drive_adopt(drive, b, NULL), OHM_OK);
    ck_assert(ohm_drive_end(drive) == 4.0);
    ck_assert(ohm_drive_next_kink(drive, 0.0) == 0.5 && ohm_drive_next_kink(drive, 0.5) == 1.0);
    ohm_drive_free(drive);
}
END_TEST

START_TEST(period_is_shared_or_infinite)
{
    const ohm_waveform two = { 0.1, 1.0, 2.0, 0.3, NULL }, three = { 0.0, 1.0, 3.0, 0.0, NULL };
    const ohm_waveform golden = { 0.0, 1.0, 3.2360679774997897, 0.0, NULL };
    ohm_drive *drive;

    ck_assert_int_eq(ohm_drive_alloc(&drive, 2, 3, NULL), OHM_OK);
    ck_assert(isinf(ohm_drive_period(drive)));
    ck_assert(isinf(ohm_drive_shortest_period(drive)));
    ck_assert_int_eq(ohm_drive_set(drive, OHM_DRIVE_EMF, 0, &two, NULL), OHM_OK);
    ck_assert_int_eq(ohm_drive_set(drive, OHM_DRIVE_POTENTIAL, 1, &two, NULL), OHM_OK);
    ck_assert(ohm_drive_period(drive) == 0.5);
    ck_assert_int_eq(ohm_drive_set(drive, OHM_DRIVE_EMF, 2, &three, NULL), OHM_OK);
    ck_assert_double_eq_tol(ohm_drive_period(drive), 1.0, 1e-15);
    ck_assert(ohm_drive_shortest_period(drive) == 1.0 / 3.0);
    ck_assert_int_eq(ohm_drive_set(drive, OHM_DRIVE_EMF, 2, &golden, NULL), OHM_OK);
    ck_assert(isinf(ohm_drive_period(drive)));
    ohm_drive_free(drive);
}
END_TEST

START_TEST(bad_settings_are_refused)
{
    ohm_waveform wave = { 1.0, 0.0, 0.0, 0.0, NULL };
    ohm_drive *drive;
    ohm_error err;

    ck_assert_int_eq(ohm_drive_alloc(&drive, 2, 3, NULL), OHM_OK);
    test_fails(ohm_drive_set(drive, OHM_DRIVE_EMF, 3, &wave, &err), OHM_E_ARG, &err, "element 3");
    test_fails(ohm_drive_set(drive, OHM_DRIVE_POTENTIAL, 2, &wave, &err), OHM_E_ARG, &err, "element 2");
    wave.dc = NAN;
    test_fails(ohm_drive_set(drive, OHM_DRIVE_EMF, 0, &wave, &err), OHM_E_ARG, &err, "not finite");
    ohm_drive_free(drive);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    const ohm_waveform wave = { 0.0, 1.0, 1.0, 0.0, NULL };
    ohm_status status = OHM_OK;
    ohm_drive *drive;

    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        status = ohm_drive_alloc(&drive, 3, 3, NULL);
        for (size_t e = 0; e < 3 && status == OHM_OK; e++)
            status = ohm_drive_set(drive, OHM_DRIVE_EMF, e, &wave, NULL);
        if (!test_alloc_allow())
            break;
        ck_assert_int_eq(status, OHM_E_NOMEM);
        ohm_drive_free(drive);
    }
    ck_assert_int_eq(status, OHM_OK);
    ohm_drive_free(drive);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("dynamics/drive");
    TCase *cases = tcase_create("drive");

    tcase_add_loop_test(cases, the_last_setting_counts, 0, 10);
    tcase_add_test(cases, kinks_and_end_are_those_of_the_lines);
    tcase_add_test(cases, period_is_shared_or_infinite);
    tcase_add_test(cases, bad_settings_are_refused);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
