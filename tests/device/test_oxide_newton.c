/* tests/device/test_oxide_newton.c -- mirrors lib/device/oxide_newton.c */
#include "device/oxide_pack.h"
#include "device/oxide_sample.h"

/* One pack at the converged state: an update moves nothing; from a neighbouring voltage Newton
 * converges quadratically, so that the last update is far below the one before. */
START_TEST(updates_converge_quadratically)
{
    ohm_oxide_model *model = sample_std(20, OHM_GRID_COSINE);
    double change[OXIDE_NEWTON_MAX];
    oxide_pack *pack;
    int rounds = 0;
    ohm_error err;

    test_ok(oxide_pack_alloc(&pack, model, 1, &err), &err);
    test_ok(oxide_start(pack, &err), &err);
    pack->voltage[0] = 0.5;
    oxide_set_contacts(pack);
    ck_assert(pack->unknown[3][20] == model->potential[1] + 0.5);
    pack->frozen[2] = true;                 /* a steady state, as state 0 */
    pack->state[0] = LANE_ACTIVE;
    do {
        oxide_newton_update(pack);
        change[rounds++] = pack->change[0];
    } while (!oxide_lane_settled(pack, 0) && rounds < OXIDE_NEWTON_MAX);
    ck_assert_int_le(rounds, 7);
    for (int k = 2; k < rounds; k++)
        if (change[k - 1] < 1e-2 && change[k] > OXIDE_NEWTON_STALL)
            ck_assert_double_le(change[k], 10.0 * change[k - 1] * change[k - 1]);
    oxide_newton_update(pack);
    ck_assert_double_lt(pack->change[0], 1e-12);
    oxide_pack_free(pack);
    ohm_oxide_model_free(model);
}
END_TEST

/* A lane that is not active stays as it is. */
START_TEST(idle_lanes_are_left_alone)
{
    ohm_oxide_model *model = sample_std(6, OHM_GRID_UNIFORM);
    double before;
    oxide_pack *pack;
    ohm_error err;

    test_ok(oxide_pack_alloc(&pack, model, OHM_LANES, &err), &err);
    test_ok(oxide_start(pack, &err), &err);
    for (size_t lane = 0; lane < OHM_LANES; lane++) {
        pack->state[lane] = lane == 3 ? LANE_ACTIVE : LANE_IDLE;
        pack->voltage[lane] = 1.0;
    }
    oxide_set_contacts(pack);
    before = pack->unknown[0][3 * OHM_LANES + 4];
    pack->frozen[2] = true;
    oxide_newton(pack);
    ck_assert_int_eq((int)pack->state[3], (int)LANE_CONVERGED);
    ck_assert_int_eq((int)pack->state[4], (int)LANE_IDLE);
    ck_assert(pack->unknown[0][3 * OHM_LANES + 4] == before);
    ck_assert(pack->unknown[0][3 * OHM_LANES + 3] != before);
    oxide_pack_free(pack);
    ohm_oxide_model_free(model);
}
END_TEST

/* Vacancies with a limited number of sites stay below it where Boltzmann ones pile up; and a
 * large number of sites changes nothing. */
START_TEST(saturation_holds)
{
    static const double sites[2] = { 2.0, 1e9 };
    double pile[3], D[41];

    for (int k = 0; k < 3; k++) {
        ohm_oxide_model *model = sample_std(40, OHM_GRID_COSINE);

        if (k < 2)
            model->species[2].saturation = sites[k];
        ohm_oxide *oxide = sample_started(model, 1, OHM_OXIDE_IE);
        sample_steps(oxide, 0.05, 10.0, 20);
        ohm_oxide_profile(D, oxide, 0, 2);
        pile[k] = 0.0;
        for (size_t j = 0; j <= 40; j++)
            pile[k] = fmax(pile[k], D[j]);
        ohm_oxide_free(oxide);
        ohm_oxide_model_free(model);
    }
    ck_assert_double_lt(pile[0], 2.0);
    ck_assert_double_gt(pile[0], 1.5);
    ck_assert_double_gt(pile[2], 2.5);
    ck_assert(test_close(pile[1], pile[2], 1e-7));
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/oxide_newton");
    TCase *cases = tcase_create("oxide_newton");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, updates_converge_quadratically);
    tcase_add_test(cases, idle_lanes_are_left_alone);
    tcase_add_test(cases, saturation_holds);
    suite_add_tcase(suite, cases);
    return suite;
}
