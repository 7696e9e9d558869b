/* tests/device/test_oxide_pack.c -- mirrors lib/device/oxide_pack.c */
#include "device/oxide_pack.h"
#include "device/oxide_sample.h"

/* Control volumes tile [0, 1]; Poisson's rows annihilate straight potentials inside and hold them
 * at the contacts; pads are harmless. */
START_TEST(geometry_and_poisson_rows)
{
    for (size_t lanes = 1; lanes <= OHM_LANES; lanes += OHM_LANES - 1) {
        ohm_oxide_model *model = sample_std(9, OHM_GRID_COSINE);
        oxide_pack *pack;
        ohm_error err;

        test_ok(oxide_pack_alloc(&pack, model, lanes, &err), &err);
        const ohm_block_system *blocks = pack->blocks;
        const size_t stride = blocks->stride;
        for (size_t lane = 0; lane < lanes; lane++) {
            double volume = 0.0;

            for (size_t j = 0; j < pack->nodes; j++) {
                const size_t t = j * lanes + lane;
                const bool contact = j == 0 || j + 1 == pack->nodes;
                double row = blocks->diagonal[15 * stride + t] * (2.0 + pack->x[t]);

                volume += pack->volume[t];
                if (!contact)
                    row += blocks->lower[3 * stride + t] * (2.0 + pack->x[t - lanes])
                        + blocks->upper[3 * stride + t] * (2.0 + pack->x[t + lanes]);
                ck_assert_double_eq_tol(row, contact ? 2.0 + pack->x[t] : 0.0, 1e-12);
            }
            ck_assert_double_eq_tol(volume, 1.0, 1e-14);
        }
        ck_assert(pack->weight[pack->count - 1] == 0.0 && pack->unknown[0][pack->count] > 0.0);
        oxide_pack_free(pack);
        ohm_oxide_model_free(model);
    }
}
END_TEST

/* commit hands the iterate on, restore takes it back; one lane at a time where asked. */
START_TEST(states_are_handed_on)
{
    ohm_oxide_model *model = sample_std(3, OHM_GRID_UNIFORM);
    oxide_pack *pack;
    ohm_error err;

    test_ok(oxide_pack_alloc(&pack, model, OHM_LANES, &err), &err);
    for (size_t t = 0; t < pack->count; t++) {
        pack->old[1][t] = 1.0;
        pack->unknown[1][t] = 2.0;
    }
    oxide_pack_restore(pack, 5);
    ck_assert(pack->unknown[1][5] == 1.0 && pack->unknown[1][4] == 2.0
              && pack->unknown[1][OHM_LANES + 5] == 1.0);
    oxide_pack_commit(pack);
    ck_assert(pack->old[1][4] == 2.0 && pack->older[1][4] == 1.0 && pack->unknown[1][4] == 2.0);
    pack->unknown[1][4] = 7.0;
    oxide_pack_restore(pack, OHM_LANES);
    ck_assert(pack->unknown[1][4] == 2.0);
    oxide_pack_free(pack);
    ohm_oxide_model_free(model);
}
END_TEST

/* The chain formula applies to the reduced Boltzmann device in equilibrium contacts only. */
START_TEST(chain_is_recognised)
{
    for (int k = 0; k < 4; k++) {
        ohm_oxide_model *model = sample_std(3, OHM_GRID_UNIFORM);
        oxide_pack *pack;
        ohm_error err;

        if (k != 1)
            ohm_oxide_model_reduce(model);
        if (k == 2)
            model->species[0].saturation = 5.0;
        if (k == 3)
            model->species[0].contact[1].density *= 1.1;
        test_ok(oxide_pack_alloc(&pack, model, 1, &err), &err);
        ck_assert_int_eq(pack->chain, k == 0);
        oxide_pack_free(pack);
        ohm_oxide_model_free(model);
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/oxide_pack");
    TCase *cases = tcase_create("oxide_pack");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, geometry_and_poisson_rows);
    tcase_add_test(cases, states_are_handed_on);
    tcase_add_test(cases, chain_is_recognised);
    suite_add_tcase(suite, cases);
    return suite;
}
