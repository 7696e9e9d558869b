/* tests/device/test_oxide_element.c -- mirrors lib/device/oxide_element.c */
#include "device/oxide_element.h"
#include "device/oxide_sample.h"

/* The group's functions are the devices': a step through them is a step, save and restore repeat
 * it to the last bit. */
START_TEST(group_drives_the_devices)
{
    ohm_oxide_model *model = sample_std(12, OHM_GRID_COSINE);
    ohm_oxide *devices = sample_started(model, 3, OHM_OXIDE_BDF2);
    double voltage[3] = { 1.0, -2.0, 3.0 }, current[3], conductance[3], change, first[3], energy = 0.0;
    ohm_elements group;
    ohm_error err;

    ohm_oxide_elements(&group, devices);
    ck_assert_uint_eq(group.count, 3);
    test_ok(ohm_oxide_step(devices, 0.01, voltage, &err), &err);
    test_ok(group.save(group.self, &err), &err);
    for (int round = 0; round < 2; round++) {
        test_ok(group.begin(group.self, 0.02, &err), &err);
        do
            group.update(current, conductance, &change, group.self, voltage);
        while (!group.settled(group.self));
        for (size_t k = 0; k < 3; k++) {
            ck_assert(round == 0 || current[k] == first[k]);
            ck_assert_double_gt(conductance[k], 0.0);
            first[k] = current[k];
        }
        test_ok(group.commit(group.self, &err), &err);
        ck_assert(round == 0 || ohm_oxide_last(devices, 2)->energy == energy);
        energy = ohm_oxide_last(devices, 2)->energy;
        group.restore(group.self);
        ck_assert(ohm_oxide_last(devices, 0)->time == 0.01);
    }
    test_ok(group.begin(group.self, 0.02, &err), &err);
    test_ok(group.settle(current, conductance, group.self, voltage, &err), &err);
    ck_assert_double_eq_tol(current[1], first[1], 1e-9 * (1.0 + fabs(first[1])));
    group.abandon(group.self);
    ck_assert(ohm_oxide_last(devices, 0)->time == 0.01);
    ohm_oxide_free(devices);
    ohm_oxide_model_free(model);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/oxide_element");
    TCase *cases = tcase_create("oxide_element");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, group_drives_the_devices);
    suite_add_tcase(suite, cases);
    return suite;
}
