/* tests/device/test_oxide_check_step.c -- mirrors lib/device/oxide_check_step.c */
#include "device/oxide_pack.h"
#include "device/oxide_sample.h"

/* A good step's balances, spoiled one by one: each guarantee notices, with its own words. */
START_TEST(every_guarantee_notices)
{
    static const char *const words[7] = { NULL,       "density", "mass", "current varies", "chain formula",
                                          "identity", NULL };

    for (int k = 0; k < 7; k++) {
        ohm_oxide_model *model = sample_std(10, OHM_GRID_UNIFORM);
        const double bdf1[3] = { 100.0, -100.0, 0.0 };
        oxide_balance balance;
        oxide_pack *pack;
        double defect;
        ohm_error err;

        ohm_oxide_model_reduce(model);
        test_ok(oxide_pack_alloc(&pack, model, 1, &err), &err);
        test_ok(oxide_start(pack, &err), &err);
        oxide_balance_take(&balance, pack);
        pack->energy[0] = balance.energy[0];
        pack->voltage[0] = 2.0;
        for (size_t lane = 0; lane < OHM_LANES; lane++) {
            for (size_t m = 0; m < 3; m++)
                pack->order[m].lane[lane] = bdf1[m];
            pack->rate[2].lane[lane] = 100.0;
        }
        for (size_t j = 0; j < pack->nodes; j++)
            pack->history[2][j] = -100.0 * pack->old[2][j];
        oxide_set_contacts(pack);
        pack->state[0] = LANE_ACTIVE;
        oxide_newton(pack);
        oxide_balance_take(&balance, pack);
        if (k == 1)
            balance.least[0] = 0.0;
        if (k == 2)
            balance.mass[2][0] *= 1.0 + 1e-9;
        if (k == 3)
            balance.spread[0] = 1e-3;
        if (k == 4)
            balance.chain[0] += 1e-3;
        if (k >= 5)
            balance.energy[0] += 1e-6;
        /* the identity is that of implicit Euler: the last round is not asked for it */
        const ohm_status status = oxide_balance_check(&defect, &balance, pack, 0, 0.01, k < 6, &err);
        if (words[k] == NULL) {
            test_ok(status, &err);
            ck_assert(isnan(defect) == (k == 6));
        } else {
            test_fails(status, OHM_E_PRECISION, &err, words[k]);
        }
        oxide_pack_free(pack);
        ohm_oxide_model_free(model);
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/oxide_check_step");
    TCase *cases = tcase_create("oxide_check_step");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, every_guarantee_notices);
    suite_add_tcase(suite, cases);
    return suite;
}
