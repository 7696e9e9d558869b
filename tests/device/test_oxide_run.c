/* tests/device/test_oxide_run.c -- mirrors lib/device/oxide_run.c */
#include "device/oxide_run.h"
#include "device/oxide_sample.h"

typedef struct {
    ohm_loop_point *point;
    size_t count;
} loop;

static double
sine(const void *frequency, double time)
{
    return 10.0 * sin(2.0 * M_PI * *(const double *)frequency * time);
}

static ohm_status
collect(void *data, const ohm_oxide *oxide, ohm_error *err)
{
    loop *run = data;
    const ohm_oxide_record *last = ohm_oxide_last(oxide, 0);

    (void)err;
    run->point[++run->count] = (ohm_loop_point){ last->time, last->voltage, last->current };
    return OHM_OK;
}

static void
run_sine(loop *run, bool reduced, size_t cells, double frequency, size_t per_period, size_t periods,
         double tolerance)
{
    ohm_oxide_model *model = sample_std(cells, OHM_GRID_UNIFORM);
    const ohm_oxide_schedule schedule = { sine, &frequency, 1.0 / (frequency * (double)per_period),
                                          per_period * periods, tolerance };
    ohm_error err;

    if (reduced)
        ohm_oxide_model_reduce(model);
    ohm_oxide *oxide = sample_started(model, 1, OHM_OXIDE_IE);
    run->point = calloc(100000, sizeof *run->point);
    run->count = 0;
    test_ok(ohm_oxide_run(oxide, &schedule, collect, run, NULL, &err), &err);
    ohm_oxide_free(oxide);
    ohm_oxide_model_free(model);
}

/* The lobes theory sec. 1.2 gives, to its 12 digits. */
START_TEST(reference_lobes)
{
    double positive, negative;
    loop run;

    run_sine(&run, true, 8, 1.0, 20, 2, 0.0);
    ohm_loop_lobes(&positive, &negative, run.point, run.count + 1, 1.0, 2.0);
    ck_assert(test_close(positive, 4.29650553842, 1e-11));
    ck_assert(test_close(negative, 2.46676297877, 1e-11));
    free(run.point);
}
END_TEST

/* A polygon's lobes by hand; windows that cut a segment; lobes of windows add up. */
START_TEST(lobes_of_a_polygon)
{
    const ohm_loop_point polygon[5] = { { 0, 0, 0 }, { 1, 2, 4 }, { 2, 1, 0 }, { 3, -1, -2 }, { 4, 0, 0 } };
    double a, b, c, d;

    ohm_loop_lobes(&a, &b, polygon, 5, 0.0, 4.0);
    /* U > 0: 2*2 - 1*2 + (-1)(-1/2); U < 0: (-1)(-3/2) + (1)(-1) */
    ck_assert_double_eq_tol(a, 4.0 - 2.0 + 0.5, 1e-15);
    ck_assert_double_eq_tol(b, 1.5 - 1.0, 1e-15);
    ohm_loop_lobes(&a, &b, polygon, 5, 0.0, 1.7);
    ohm_loop_lobes(&c, &d, polygon, 5, 1.7, 4.0);
    ck_assert_double_eq_tol(a + c, 2.5, 1e-15);
    ck_assert_double_eq_tol(b + d, 0.5, 1e-15);
}
END_TEST

/* The fingerprint of the reduced model: the normalised loop shrinks at both ends of the
 * frequency axis (theory sec. 1.4: .101 at f = 1, .014 at f = 100). */
START_TEST(hysteresis_against_frequency)
{
    static const double frequency[2] = { 1.0, 100.0 }, expected[2] = { 0.101, 0.014 };

    for (int k = 0; k < 2; k++) {
        double positive, negative, peak = 0.0;
        loop run;

        run_sine(&run, true, 64, frequency[k], 200, 3, 0.0);
        for (size_t j = 401; j <= run.count; j++)
            peak = fmax(peak, fabs(run.point[j].current));
        ohm_loop_lobes(&positive, &negative, run.point, run.count + 1, 2.0 / frequency[k],
                       3.0 / frequency[k]);
        const double area = (fabs(positive) + fabs(negative)) / (10.0 * peak);
        ck_assert_msg(fabs(area - expected[k]) < 0.04 * expected[k], "f = %g: %g", frequency[k], area);
        free(run.point);
    }
}
END_TEST

/* The full model's loop is capacitive: it grows with frequency (theory sec. 1.2). */
START_TEST(full_model_loop_is_capacitive)
{
    double area[2];

    for (int k = 0; k < 2; k++) {
        double positive, negative;
        loop run;

        run_sine(&run, false, 48, k == 0 ? 1.0 : 25.0, 100, 2, 0.0);
        ohm_loop_lobes(&positive, &negative, run.point, run.count + 1, k == 0 ? 1.0 : 0.04,
                       k == 0 ? 2.0 : 0.08);
        area[k] = fabs(positive) + fabs(negative);
        free(run.point);
    }
    ck_assert_double_gt(area[1], 3.0 * area[0]);
}
END_TEST

/* Adapted steps: error per step 1e-4 gives the current of a run a hundred times finer to 1e-2,
 * in fewer steps than uniform ones of the smallest length used. */
START_TEST(adapted_steps_follow_the_drive)
{
    double shortest = 1.0;
    loop coarse, fine;

    run_sine(&coarse, true, 16, 1.0, 20, 1, 1e-4);
    run_sine(&fine, true, 16, 1.0, 4000, 1, 0.0);
    for (size_t k = 1; k <= coarse.count; k++) {
        const double time = coarse.point[k].time;
        const ohm_loop_point *near = &fine.point[(size_t)lrint(time * 4000.0)];

        shortest = fmin(shortest, time - coarse.point[k - 1].time);
        if (fabs(near->voltage - coarse.point[k].voltage) < 0.05)
            ck_assert_double_eq_tol(coarse.point[k].current, near->current,
                                    0.02 * fabs(near->current) + 0.02);
    }
    ck_assert_double_eq_tol(coarse.point[coarse.count].time, 1.0, 1e-12);
    ck_assert_double_lt((double)coarse.count, 0.7 / shortest);
    free(coarse.point);
    free(fine.point);
}
END_TEST

START_TEST(what_does_not_fit_is_refused)
{
    ohm_oxide_model *model = sample_std(8, OHM_GRID_UNIFORM);
    ohm_oxide *bdf2 = sample_started(model, 1, OHM_OXIDE_BDF2), *two = sample_started(model, 2, OHM_OXIDE_IE);
    const double frequency = 1.0;
    const ohm_oxide_schedule adapted = { sine, &frequency, 0.1, 1, 1e-3 },
                             fixed = { sine, &frequency, 0.1, 1, 0.0 };
    ohm_loop_point point[3];
    loop run = { point, 0 };
    ohm_error err;

    test_fails(ohm_oxide_run(bdf2, &adapted, collect, &run, NULL, &err), OHM_E_METHOD, &err, "bdf2");
    test_fails(ohm_oxide_run(two, &fixed, collect, &run, NULL, &err), OHM_E_ARG, &err, "not of 2");
    ohm_oxide_free(bdf2);
    ohm_oxide_free(two);
    ohm_oxide_model_free(model);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/oxide_run");
    TCase *cases = tcase_create("oxide_run");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, reference_lobes);
    tcase_add_test(cases, lobes_of_a_polygon);
    tcase_add_test(cases, hysteresis_against_frequency);
    tcase_add_test(cases, full_model_loop_is_capacitive);
    tcase_add_test(cases, adapted_steps_follow_the_drive);
    tcase_add_test(cases, what_does_not_fit_is_refused);
    suite_add_tcase(suite, cases);
    return suite;
}
