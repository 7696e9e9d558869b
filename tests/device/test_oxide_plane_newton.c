/* tests/device/test_oxide_plane_newton.c -- mirrors lib/device/oxide_plane_newton.c */
#include "device/oxide_pack.h"
#include "device/oxide_plane_state.h"
#include "device/oxide_sample.h"

/* From a neighbouring voltage Newton converges quadratically; given densities and contact values
 * do not move. */
START_TEST(newton_converges_quadratically)
{
    ohm_oxide_model *model = sample_std(7 * 4 - 1, OHM_GRID_UNIFORM);
    ohm_mesh *mesh;
    ohm_oxide_plane *plane;
    int iterations = 0;
    ohm_error err;

    test_ok(ohm_mesh_rectangle(&mesh, 6, 3, 0.7, NULL, &err), &err);
    test_ok(ohm_oxide_plane_alloc(&plane, model, mesh, OHM_OXIDE_IE, &err), &err);
    test_ok(ohm_oxide_plane_start(plane, 0.0, &err), &err);
    plane->steady = true;
    memset(plane->order, 0, sizeof plane->order);
    plane->voltage = 0.5;
    oxide_plane_set_contacts(plane);
    test_ok(oxide_plane_newton(plane, &iterations, &err), &err);
    ck_assert_int_le(iterations, 7);
    ck_assert_double_lt(plane->change, OXIDE_NEWTON_STALL);
    for (size_t v = 0; v < mesh->nodes; v++) {
        ck_assert(plane->unknown[2][v] == 1.0);
        if (mesh->contact[v] == 1)
            ck_assert(plane->unknown[3][v] == model->potential[1] + 0.5 && plane->unknown[0][v] == 0.1);
    }
    iterations = 0;
    test_ok(oxide_plane_newton(plane, &iterations, &err), &err);
    ck_assert_int_le(iterations, 2);
    ohm_oxide_plane_free(plane);
    ohm_mesh_free(mesh);
    ohm_oxide_model_free(model);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/oxide_plane_newton");
    TCase *cases = tcase_create("oxide_plane_newton");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, newton_converges_quadratically);
    suite_add_tcase(suite, cases);
    return suite;
}
