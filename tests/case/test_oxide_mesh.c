/* tests/case/test_oxide_mesh.c -- mirrors lib/case/oxide_mesh.c */
#include "case/oxide_mesh.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

START_TEST(example_becomes_a_mesh)
{
    ohm_source *source;
    ohm_mesh *mesh;
    ohm_error err;
    double length[2] = { 0.0, 0.0 };

    test_ok(ohm_source_open(&source, test_source_path("examples/oxide-neck.msh"), &err), &err);
    test_ok(ohm_oxide_mesh_read(&mesh, source, &err), &err);
    for (size_t v = 0; v < mesh->nodes; v++)
        if (mesh->contact[v] >= 0) {
            ck_assert_double_eq(mesh->x[v], (double)mesh->contact[v]);
            length[mesh->contact[v]] += mesh->contact_length[v];
        }
    ck_assert_double_eq_tol(length[0], 0.5, 1e-12);
    ck_assert_double_eq_tol(length[1], 0.5, 1e-12);
    ohm_mesh_free(mesh);
    ohm_source_close(source);
}
END_TEST

START_TEST(contacts_must_be_named)
{
    static const char text[] =
        "$MeshFormat\n2.2 0 8\n$EndMeshFormat\n$PhysicalNames\n1\n1 1 \"left\"\n$EndPhysicalNames\n"
        "$Nodes\n3\n1 0 0 0\n2 1 0 0\n3 0 1 0\n$EndNodes\n$Elements\n2\n1 1 2 1 1 1 3\n2 2 2 0 1 1 2 3\n$EndElements\n";
    ohm_source *source;
    ohm_mesh *mesh;
    ohm_error err;

    test_ok(ohm_source_of(&source, "a.msh", text, strlen(text), &err), &err);
    test_fails(ohm_oxide_mesh_read(&mesh, source, &err), OHM_E_CONTENT, &err, "\"right\"");
    ohm_source_close(source);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/oxide_mesh");
    TCase *cases = tcase_create("oxide_mesh");

    tcase_add_test(cases, example_becomes_a_mesh);
    tcase_add_test(cases, contacts_must_be_named);
    suite_add_tcase(suite, cases);
    return suite;
}
