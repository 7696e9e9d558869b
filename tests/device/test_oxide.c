/* tests/device/test_oxide.c -- mirrors lib/device/oxide.c: the numbers of
 * theory sec. 5 (40-digit arithmetic), and what must hold for every device */
#include "device/oxide_sample.h"

#include <float.h>

/* Newton stops at 1e-12; the 12 to 16 digits of the references carry as much. */
static const double REFERENCE_TOL = 1e-12;

static void
close_to(double got, double expected)
{
    ck_assert_msg(test_close(got, expected, REFERENCE_TOL), "got %.16g, expected %.16g", got, expected);
}

/* The uniform full model under a jump to U = 10: currents, energies, profiles. */
START_TEST(reference_full_model)
{
    static const double current[3] = { 35.06292812739400, 14.21771047139741, 13.44869887449611 };
    ohm_oxide_model *model = sample_std(8, OHM_GRID_UNIFORM);
    ohm_oxide *oxide = sample_started(model, 1, OHM_OXIDE_IE);
    const ohm_oxide_record *record = ohm_oxide_last(oxide, 0);
    double profile[9];

    close_to(record->energy, 1.194821260569);
    for (int k = 0; k < 3; k++) {
        sample_steps(oxide, 5e-3, 10.0, 1);
        record = ohm_oxide_last(oxide, 0);
        close_to(record->current, current[k]);
        if (k == 0) {
            close_to(record->energy, 5.913514483024);
            close_to(record->dissipation[0], 76.35935610440);
            close_to(record->dissipation[1], 0.5618841126910);
            close_to(record->dissipation[2], 53.87603782493);
            close_to(record->remainder, 0.5285604488409);
        }
    }
    ohm_oxide_profile(profile, oxide, 0, 0);
    close_to(profile[4], 0.9772189939442817);
    ohm_oxide_profile(profile, oxide, 0, 1);
    close_to(profile[4], 0.004049171530268481);
    ohm_oxide_profile(profile, oxide, 0, 2);
    close_to(profile[4], 0.9598732366038449);
    close_to(profile[8], 0.4514217653030749);
    close_to(profile[0], 2.459822211852584);
    ohm_oxide_profile(profile, oxide, 0, 3);
    close_to(profile[4], 6.861484794728008);
    ohm_oxide_free(oxide);
    ohm_oxide_model_free(model);
}
END_TEST

START_TEST(reference_reduced_model)
{
    static const double current[3] = { 8.337018766182, 8.256643685923, 8.165232353150 };
    ohm_oxide_model *model = sample_std(8, OHM_GRID_UNIFORM);

    ohm_oxide_model_reduce(model);
    ohm_oxide *oxide = sample_started(model, 1, OHM_OXIDE_IE);

    for (int k = 0; k < 3; k++) {
        sample_steps(oxide, 5e-3, 10.0, 1);
        close_to(ohm_oxide_last(oxide, 0)->current, current[k]);
    }
    ohm_oxide_free(oxide);
    ohm_oxide_model_free(model);
}
END_TEST

/* Currents of steps 1 to 3; 0 where the theory page gives none. */
static void
check_currents(const ohm_oxide_model *model, ohm_oxide_scheme scheme, double voltage,
               const double expected[3])
{
    ohm_oxide *oxide = sample_started(model, 1, scheme);

    for (int k = 0; k < 3; k++) {
        sample_steps(oxide, 5e-3, voltage, 1);
        if (expected[k] != 0.0)
            close_to(ohm_oxide_last(oxide, 0)->current, expected[k]);
    }
    ohm_oxide_free(oxide);
}

START_TEST(reference_bdf2)
{
    ohm_oxide_model *model = sample_std(8, OHM_GRID_UNIFORM);

    check_currents(model, OHM_OXIDE_BDF2, 10.0, (const double[3]){ 0.0, 4.161734771989, 13.34415993277 });
    ohm_oxide_model_free(model);
}
END_TEST

START_TEST(reference_cosine_grid)
{
    ohm_oxide_model *model = sample_std(8, OHM_GRID_COSINE);

    check_currents(model, OHM_OXIDE_IE, 10.0, (const double[3]){ 35.01461205787, 0.0, 13.45868887544 });
    ohm_oxide_model_free(model);
}
END_TEST

START_TEST(reference_double_charge)
{
    ohm_oxide_model *model = sample_std(8, OHM_GRID_UNIFORM);

    model->species[2].charge = 2.0;
    check_currents(model, OHM_OXIDE_IE, 10.0, (const double[3]){ 60.72236613785, 0.0, 30.08464870559 });
    ohm_oxide_model_free(model);
}
END_TEST

START_TEST(reference_degenerate)
{
    ohm_oxide_model *model = sample_degenerate(8);
    double profile[9];

    close_to(model->potential[1], -0.6762099922755498);
    close_to(model->species[1].contact[1].density, 0.6381049961377749);
    check_currents(model, OHM_OXIDE_IE, 2.0, (const double[3]){ 7.843827417319, 0.0, 3.617130167235 });
    ohm_oxide *oxide = sample_started(model, 1, OHM_OXIDE_IE);
    close_to(ohm_oxide_last(oxide, 0)->energy, 1.330214786575);
    sample_steps(oxide, 5e-3, 2.0, 3);
    ohm_oxide_profile(profile, oxide, 0, 2);
    close_to(profile[0], 1.284724956885);
    close_to(profile[8], 1.081390441737);      /* the theory page transposes two digits */
    ohm_oxide_free(oxide);
    ohm_oxide_model_free(model);
}
END_TEST

/* Eight to a vector give what each gives alone (another order of sums and elimination). */
START_TEST(batch_equals_single_devices)
{
    enum { DEVICES = 11 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_oxide_model *model = sample_random(rng, 17, _i % 2 == 0);
    double start[DEVICES], voltage[DEVICES];
    ohm_oxide *batch, *single;
    ohm_error err;

    for (size_t k = 0; k < DEVICES; k++)
        start[k] = ohm_rng_between(rng, -2.0, 2.0);
    test_ok(ohm_oxide_alloc(&batch, model, DEVICES, OHM_OXIDE_BDF2, &err), &err);
    test_ok(ohm_oxide_start(batch, start, &err), &err);
    for (size_t step = 0; step < 4; step++) {
        for (size_t k = 0; k < DEVICES; k++)
            voltage[k] = start[k] * (1.0 + 0.3 * (double)(step + 1));
        test_ok(ohm_oxide_step(batch, 1e-2, voltage, &err), &err);
    }
    for (size_t k = 0; k < DEVICES; k++) {
        test_ok(ohm_oxide_alloc(&single, model, 1, OHM_OXIDE_BDF2, &err), &err);
        test_ok(ohm_oxide_start(single, &start[k], &err), &err);
        for (size_t step = 0; step < 4; step++)
            sample_steps(single, 1e-2, start[k] * (1.0 + 0.3 * (double)(step + 1)), 1);
        const ohm_oxide_record *one = ohm_oxide_last(single, 0), *all = ohm_oxide_last(batch, k);

        ck_assert_double_eq_tol(one->current, all->current, 1e-10 * (1.0 + fabs(one->current)));
        ck_assert_double_eq_tol(one->energy, all->energy, 1e-11 * (1.0 + fabs(one->energy)));
        ohm_oxide_free(single);
    }
    ohm_oxide_free(batch);
    ohm_oxide_model_free(model);
    ohm_rng_free(rng);
}
END_TEST

/* At U = 0 and dt -> infinity: Poisson-Boltzmann, that is D e^V constant and no current. */
START_TEST(equilibrium_is_boltzmann)
{
    ohm_oxide_model *model = sample_std(40, OHM_GRID_COSINE);
    ohm_oxide *oxide = sample_started(model, 1, OHM_OXIDE_IE);
    double n[41], D[41], V[41];

    sample_steps(oxide, 1e6, 0.0, 3);
    ohm_oxide_profile(n, oxide, 0, 0);
    ohm_oxide_profile(D, oxide, 0, 2);
    ohm_oxide_profile(V, oxide, 0, 3);
    for (size_t j = 0; j <= 40; j++) {
        ck_assert_double_eq_tol(n[j] * exp(-V[j]), 0.05, 1e-13);
        ck_assert_double_eq_tol(D[j] * exp(V[j]) / (D[0] * exp(V[0])), 1.0, 1e-12);
    }
    ck_assert_double_le(fabs(ohm_oxide_last(oxide, 0)->current), 1e-13);
    ohm_oxide_free(oxide);
    ohm_oxide_model_free(model);
}
END_TEST

/* The reduced model at U = 0: no current at all, not even rounding, whatever its memory. */
START_TEST(reduced_model_is_exactly_pinched)
{
    ohm_oxide_model *model = sample_std(32, OHM_GRID_COSINE);

    ohm_oxide_model_reduce(model);
    ohm_oxide *oxide = sample_started(model, 1, OHM_OXIDE_IE);
    for (int k = 0; k < 20; k++) {
        sample_steps(oxide, 0.02, k % 2 == 0 ? 10.0 : 0.0, 1);
        if (k % 2 == 1)
            ck_assert(ohm_oxide_last(oxide, 0)->current == 0.0);
        else
            ck_assert_double_gt(ohm_oxide_last(oxide, 0)->current, 1.0);
    }
    ohm_oxide_free(oxide);
    ohm_oxide_model_free(model);
}
END_TEST

/* Fast electrons and holes, m = 1/eps: eps I tends to the reduced current with error O(eps). */
START_TEST(full_model_tends_to_reduced)
{
    double error[2];

    for (int k = 0; k < 2; k++) {
        const double eps = k == 0 ? 1e-2 : 1e-3;
        ohm_oxide_model *full = sample_std(16, OHM_GRID_UNIFORM), *reduced = sample_std(16, OHM_GRID_UNIFORM);

        full->species[0].mobility = full->species[1].mobility = 1.0 / eps;
        ohm_oxide_model_reduce(reduced);
        ohm_oxide *a = sample_started(full, 1, OHM_OXIDE_IE), *b = sample_started(reduced, 1, OHM_OXIDE_IE);
        for (int step = 1; step <= 20; step++) {
            sample_steps(a, 0.02, 0.5 * step, 1);
            sample_steps(b, 0.02, 0.5 * step, 1);
        }
        error[k] = fabs(eps * ohm_oxide_last(a, 0)->current - ohm_oxide_last(b, 0)->current);
        ohm_oxide_free(a);
        ohm_oxide_free(b);
        ohm_oxide_model_free(full);
        ohm_oxide_model_free(reduced);
    }
    ck_assert_double_lt(fabs(log10(error[0] / error[1]) - 1.0), 0.05);
}
END_TEST

/* Current at t = 0.2 of a smooth drive. */
static double
smooth_run(size_t cells, int steps, ohm_oxide_scheme scheme)
{
    ohm_oxide_model *model = sample_std(cells, OHM_GRID_UNIFORM);
    ohm_oxide *oxide = sample_started(model, 1, scheme);

    for (int k = 1; k <= steps; k++)
        sample_steps(oxide, 0.2 / steps, 5.0 * pow(sin(M_PI * k / steps / 2.0), 2), 1);
    const double current = ohm_oxide_last(oxide, 0)->current;
    ohm_oxide_free(oxide);
    ohm_oxide_model_free(model);
    return current;
}

/* Observed orders from three halvings: h is of second order, Euler of first, BDF2 of second. */
START_TEST(orders_of_convergence)
{
    const double h = log2((smooth_run(32, 10, OHM_OXIDE_IE) - smooth_run(64, 10, OHM_OXIDE_IE))
                          / (smooth_run(64, 10, OHM_OXIDE_IE) - smooth_run(128, 10, OHM_OXIDE_IE)));
    const double euler = log2((smooth_run(16, 40, OHM_OXIDE_IE) - smooth_run(16, 80, OHM_OXIDE_IE))
                              / (smooth_run(16, 80, OHM_OXIDE_IE) - smooth_run(16, 160, OHM_OXIDE_IE)));
    const double bdf2 = log2((smooth_run(16, 80, OHM_OXIDE_BDF2) - smooth_run(16, 160, OHM_OXIDE_BDF2))
                             / (smooth_run(16, 160, OHM_OXIDE_BDF2) - smooth_run(16, 320, OHM_OXIDE_BDF2)));

    ck_assert_msg(fabs(h - 2.0) < 0.2, "order in h: %g", h);
    ck_assert_msg(fabs(euler - 1.0) < 0.1, "order of Euler: %g", euler);
    ck_assert_msg(fabs(bdf2 - 2.0) < 0.3, "order of BDF2: %g", bdf2);
}
END_TEST

/* BDF2 is not positive: theory names a case where it must give way, and say so. */
START_TEST(bdf2_falls_back_where_it_must)
{
    ohm_oxide_model *model = sample_std(39, OHM_GRID_UNIFORM);
    int fallen = 0;

    model->lambda2 = 0.1;
    ohm_oxide_model_reduce(model);
    ohm_oxide *oxide = sample_started(model, 1, OHM_OXIDE_BDF2);
    for (int k = 1; k <= 120; k++) {
        sample_steps(oxide, 2.0 / 60.0, 20.0 * sin(M_PI * k / 60.0), 1);
        const ohm_oxide_record *record = ohm_oxide_last(oxide, 0);

        fallen += record->fell_back;
        ck_assert_double_gt(record->least_density, 0.0);
        ck_assert(isnan(record->identity_defect) == (!record->fell_back && k > 1));
    }
    ck_assert_int_gt(fallen, 0);
    ohm_oxide_free(oxide);
    ohm_oxide_model_free(model);
}
END_TEST

/* Bad steps are refused and leave the device as it was. */
START_TEST(bad_steps_change_nothing)
{
    ohm_oxide_model *model = sample_std(8, OHM_GRID_UNIFORM);
    ohm_oxide *oxide = sample_started(model, 1, OHM_OXIDE_IE);
    const double far = 701.0, nowhere = NAN, fine = 1.0;
    double before[9], after[9];
    ohm_error err;

    sample_steps(oxide, 1e-2, 1.0, 1);
    ohm_oxide_profile(before, oxide, 0, 2);
    test_fails(ohm_oxide_step(oxide, 1e-2, &far, &err), OHM_E_DOMAIN, &err, "701");
    test_fails(ohm_oxide_step(oxide, 1e-2, &nowhere, &err), OHM_E_DOMAIN, &err, "U = ");
    test_fails(ohm_oxide_step(oxide, 0.0, &fine, &err), OHM_E_ARG, &err, "step 0");
    ohm_oxide_profile(after, oxide, 0, 2);
    ck_assert_mem_eq(before, after, sizeof before);
    ck_assert(ohm_oxide_last(oxide, 0)->time == 1e-2);
    ohm_oxide_free(oxide);
    ohm_oxide_model_free(model);
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    ohm_oxide_model *model = sample_std(8, OHM_GRID_UNIFORM);

    for (unsigned long k = 0; test_alloc_enabled(); k++) {
        ohm_oxide *oxide;
        ohm_error err;

        test_alloc_refuse(k);
        const ohm_status status = ohm_oxide_alloc(&oxide, model, 9, OHM_OXIDE_IE, &err);
        const bool refused = test_alloc_allow();

        ohm_oxide_free(oxide);
        ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
        if (!refused)
            break;
    }
    ohm_oxide_model_free(model);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/oxide");
    TCase *cases = tcase_create("oxide");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, reference_full_model);
    tcase_add_test(cases, reference_reduced_model);
    tcase_add_test(cases, reference_bdf2);
    tcase_add_test(cases, reference_cosine_grid);
    tcase_add_test(cases, reference_double_charge);
    tcase_add_test(cases, reference_degenerate);
    tcase_add_loop_test(cases, batch_equals_single_devices, 0, 4);
    tcase_add_test(cases, equilibrium_is_boltzmann);
    tcase_add_test(cases, reduced_model_is_exactly_pinched);
    tcase_add_test(cases, full_model_tends_to_reduced);
    tcase_add_test(cases, orders_of_convergence);
    tcase_add_test(cases, bdf2_falls_back_where_it_must);
    tcase_add_test(cases, bad_steps_change_nothing);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
