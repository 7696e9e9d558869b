/* tests/device/test_oxide_plane_balance.c -- mirrors lib/device/oxide_plane_balance.c */
#include "case/oxide_mesh.h"
#include "device/oxide_plane.h"
#include "device/oxide_sample.h"

/* On the mesh Gmsh made of a strip with two notches: a steady device turns U I into heat, the
 * currents into its two contacts cancel, and mass is kept. */
START_TEST(steady_dissipation_is_power)
{
    ohm_oxide_model *model;
    ohm_source *source;
    ohm_mesh *mesh;
    ohm_oxide_plane *plane;
    ohm_error err;

    test_ok(ohm_source_open(&source, test_source_path("examples/oxide-neck.msh"), &err), &err);
    test_ok(ohm_oxide_mesh_read(&mesh, source, &err), &err);
    ohm_source_close(source);
    model = sample_std(mesh->nodes - 1, OHM_GRID_UNIFORM);
    test_ok(ohm_oxide_plane_alloc(&plane, model, mesh, OHM_OXIDE_IE, &err), &err);
    test_ok(ohm_oxide_plane_start(plane, 0.0, &err), &err);
    const double mass = ohm_oxide_plane_last(plane)->mass;
    for (int k = 0; k < 4; k++)
        test_ok(ohm_oxide_plane_step(plane, 1e5, 4.0, &err), &err);
    const ohm_oxide_record *record = ohm_oxide_plane_last(plane);
    const double heat = record->dissipation[0] + record->dissipation[1] + record->dissipation[2];

    ck_assert(test_close(heat, 4.0 * record->current, 1e-10));
    ck_assert(test_close(record->power, heat, 1e-10));
    ck_assert_double_le(record->current_spread, 1e-10);
    ck_assert(test_close(record->mass, mass, 1e-12));
    ck_assert(test_close(mass, mesh->area, 1e-12));
    ohm_oxide_plane_free(plane);
    ohm_mesh_free(mesh);
    ohm_oxide_model_free(model);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/oxide_plane_balance");
    TCase *cases = tcase_create("oxide_plane_balance");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, steady_dissipation_is_power);
    suite_add_tcase(suite, cases);
    return suite;
}
