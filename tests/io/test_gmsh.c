/* tests/io/test_gmsh.c -- mirrors lib/io/gmsh.c */
#include "io/gmsh.h"
#include "support/test.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static ohm_status
read(ohm_gmsh **out, const char *text, ohm_error *err)
{
    ohm_source *source;

    test_ok(ohm_source_of(&source, "mesh.msh", text, strlen(text), err), err);
    const ohm_status status = ohm_gmsh_read(out, source, err);
    ohm_source_close(source);
    return status;
}

static const char OLD[] =
    "$MeshFormat\n2.2 0 8\n$EndMeshFormat\n$PhysicalNames\n2\n1 7 \"left\"\n2 1 \"all\"\n$EndPhysicalNames\n"
    "$Nodes\n4\n10 0 0 0\n20 1 0 0\n30 1 1 0\n40 0 1 0\n$EndNodes\n"
    "$Elements\n5\n1 15 2 0 1 10\n2 1 2 7 4 40 10\n3 1 2 9 2 20 30\n4 2 2 1 1 10 20 30\n5 2 2 1 1 10 30 40\n"
    "$EndElements\n";

static const char NEW[] =
    "$MeshFormat\r\n4.1 0 8\r\n$EndMeshFormat\r\n$PhysicalNames\r\n2\r\n1 7 \"left\"\r\n2 1 \"all\"\r\n$EndPhysicalNames\r\n"
    "$Entities\r\n0 2 1 0\r\n4 0 0 0 0 1 0 1 7 2 1 -2\r\n2 1 0 0 1 1 0 1 9 2 1 -2\r\n"
    "1 0 0 0 1 1 0 1 1 2 4 2\r\n$EndEntities\r\n"
    "$Comments\r\nnot read\r\n$EndComments\r\n"
    "$Nodes\r\n2 4 10 40\r\n2 1 0 3\r\n10\r\n20\r\n30\r\n0 0 0\r\n1 0 0\r\n1 1 0\r\n0 4 0 1\r\n40\r\n0 1 0\r\n$EndNodes\r\n"
    "$Elements\r\n3 4 2 5\r\n1 4 1 1\r\n2 40 10\r\n1 2 1 1\r\n3 20 30\r\n2 1 2 2\r\n4 10 20 30\r\n5 10 30 40\r\n"
    "$EndElements\r\n";

/* The two formats say the same. */
START_TEST(both_formats_are_read)
{
    static const char *const text[2] = { OLD, NEW };
    static const size_t triangles[6] = { 0, 1, 2, 0, 2, 3 };

    for (int k = 0; k < 2; k++) {
        ohm_gmsh *mesh;
        ohm_error err;

        test_ok(read(&mesh, text[k], &err), &err);
        ck_assert_uint_eq(mesh->nodes, 4);
        ck_assert(mesh->x[1] == 1.0 && mesh->y[1] == 0.0 && mesh->y[3] == 1.0);
        ck_assert_uint_eq(mesh->triangles, 2);
        ck_assert_mem_eq(mesh->triangle, triangles, sizeof triangles);
        ck_assert_uint_eq(mesh->triangle_tag[1], 5);
        ck_assert_uint_eq(mesh->lines, 2);
        ck_assert_uint_eq(mesh->line_group[0], ohm_gmsh_find(mesh, "left"));
        ck_assert_uint_eq(mesh->line_group[1], ohm_gmsh_find(mesh, "9"));
        ck_assert(mesh->line[0] == 3 && mesh->line[1] == 0);
        ck_assert_uint_eq(ohm_gmsh_find(mesh, "all"), SIZE_MAX);        /* a surface */
        ohm_gmsh_free(mesh);
    }
}
END_TEST

START_TEST(example_of_gmsh_is_read)
{
    ohm_source *source;
    ohm_gmsh *mesh;
    ohm_error err;

    test_ok(ohm_source_open(&source, test_source_path("examples/oxide-neck.msh"), &err), &err);
    test_ok(ohm_gmsh_read(&mesh, source, &err), &err);
    ck_assert_uint_lt(ohm_gmsh_find(mesh, "left"), mesh->groups);
    ck_assert_uint_lt(ohm_gmsh_find(mesh, "right"), mesh->groups);
    double area = 0.0;
    for (size_t t = 0; t < mesh->triangles; t++) {
        const size_t *v = mesh->triangle + 3 * t;

        area += fabs((mesh->x[v[1]] - mesh->x[v[0]]) * (mesh->y[v[2]] - mesh->y[v[0]])
                     - (mesh->y[v[1]] - mesh->y[v[0]]) * (mesh->x[v[2]] - mesh->x[v[0]])) / 2.0;
    }
    ck_assert_double_eq_tol(area, 0.5 - 2.0 * 0.5 * 0.3 * 0.18, 1e-12);     /* the strip less two notches */
    ohm_gmsh_free(mesh);
    ohm_source_close(source);
}
END_TEST

START_TEST(broken_files_are_refused)
{
    static const char *const file[][2] = {
        { "", "no triangles" },
        { "$Nodes\n1\n1 0 0 0\n$EndNodes\n", "$MeshFormat was expected" },
        { "$MeshFormat\n2.1 0 8\n$EndMeshFormat\n", "2.2 and 4.1" },
        { "$MeshFormat\n2.2 1 8\n$EndMeshFormat\n", "binary" },
        { "$MeshFormat\n2.2 0 8\n$EndMeshFormat\n$Nodes\n2\n1 0 0 0\n", "ends in the middle" },
        { "$MeshFormat\n2.2 0 8\n$EndMeshFormat\n$Nodes\n1\n1 0 0\n$EndNodes\n", "too few numbers" },
        { "$MeshFormat\n2.2 0 8\n$EndMeshFormat\n$Nodes\n1\n1 0 0 5\n$EndNodes\n", "off the plane" },
        { "$MeshFormat\n2.2 0 8\n$EndMeshFormat\n$Nodes\n2\n1 0 0 0\n1 1 0 0\n$EndNodes\n", "comes twice" },
        { "$MeshFormat\n2.2 0 8\n$EndMeshFormat\n$Nodes\n1\n1.5 0 0 0\n$EndNodes\n", "whole number" },
        { "$MeshFormat\n2.2 0 8\n$EndMeshFormat\n$Nodes\n1\n1 nan 0 0\n$EndNodes\n", "not finite" },
        { "$MeshFormat\n2.2 0 8\n$EndMeshFormat\n$Nodes\n1\n1 0 0 0\n$EndNodes\n$Elements\n1\n1 3 0 1 1 1 1\n"
          "$EndElements\n",
          "only triangles" },
        { "$MeshFormat\n2.2 0 8\n$EndMeshFormat\n$Nodes\n1\n1 0 0 0\n$EndNodes\n$Elements\n1\n1 2 0 1 2 3\n"
          "$EndElements\n",
          "not there" },
        { "$MeshFormat\n4.1 0 8\n$EndMeshFormat\n$Nodes\n1 2 1 2\n0 1 0 1\n1\n0 0 0\n$EndNodes\n",
          "fewer nodes" },
        { "$MeshFormat\n4.1 0 8\n$EndMeshFormat\n$Nodes\n1 1 1 2\n0 1 0 2\n1\n2\n0 0 0\n$EndNodes\n",
          "more nodes" },
    };

    for (size_t k = 0; k < sizeof file / sizeof file[0]; k++) {
        ohm_gmsh *mesh;
        ohm_error err;

        test_fails(read(&mesh, file[k][0], &err), OHM_E_CONTENT, &err, file[k][1]);
    }
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    for (unsigned long k = 0; test_alloc_enabled(); k++) {
        ohm_source *source;
        ohm_gmsh *mesh = NULL;
        ohm_error err;

        test_ok(ohm_source_of(&source, "mesh.msh", NEW, strlen(NEW), &err), &err);
        test_alloc_refuse(k);
        const ohm_status status = ohm_gmsh_read(&mesh, source, &err);
        const bool refused = test_alloc_allow();

        ohm_gmsh_free(mesh);
        ohm_source_close(source);
        ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
        if (!refused)
            break;
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/gmsh");
    TCase *cases = tcase_create("gmsh");

    tcase_add_test(cases, both_formats_are_read);
    tcase_add_test(cases, example_of_gmsh_is_read);
    tcase_add_test(cases, broken_files_are_refused);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
