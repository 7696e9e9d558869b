/* tests/device/test_mesh.c -- mirrors lib/device/mesh.c */
#include "device/mesh.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Six equilateral triangles around a node; contacts on two of the outer edges. */
static const double HEX = 0.8660254037844386;
static const double X[7] = { 0.0, 1.0, 0.5, -0.5, -1.0, -0.5, 0.5 };
static const double Y[7] = { 0.0, 0.0, 0.8660254037844386, 0.8660254037844386, 0.0, -0.8660254037844386,
                             -0.8660254037844386 };
static const size_t HEXAGON[18] = { 0, 1, 2, 0, 2, 3, 0, 3, 4, 0, 4, 5, 0, 5, 6, 0, 6, 1 };
static const size_t LINES[4] = { 1, 2, 4, 5 }, CONTACT[2] = { 0, 1 };

static ohm_mesh_parts
hexagon(void)
{
    return (ohm_mesh_parts){ .nodes = 7, .x = X, .y = Y, .triangles = 6, .triangle = HEXAGON,
                             .lines = 2, .line = LINES, .line_contact = CONTACT };
}

/* Boxes tile the domain; weights act as the Laplacian: exact on linear functions. */
static void
check_mesh(const ohm_mesh *mesh)
{
    double area = 0.0, *sum = calloc(mesh->nodes, sizeof *sum);

    for (size_t v = 0; v < mesh->nodes; v++)
        area += mesh->box[v];
    ck_assert_double_eq_tol(area, mesh->area, 1e-12 * mesh->area);
    for (size_t e = 0; e < mesh->edges; e++) {
        const double step = (2.0 * mesh->x[mesh->head[e]] + 3.0 * mesh->y[mesh->head[e]])
            - (2.0 * mesh->x[mesh->tail[e]] + 3.0 * mesh->y[mesh->tail[e]]);

        ck_assert_double_gt(mesh->weight[e], 0.0);
        sum[mesh->tail[e]] += mesh->weight[e] * step;
        sum[mesh->head[e]] -= mesh->weight[e] * step;
    }
    free(sum);
}

START_TEST(hexagon_is_regular)
{
    const ohm_mesh_parts parts = hexagon();
    ohm_mesh *mesh;
    ohm_error err;

    test_ok(ohm_mesh_alloc(&mesh, &parts, &err), &err);
    check_mesh(mesh);
    ck_assert_uint_eq(mesh->edges, 12);
    ck_assert_double_eq_tol(mesh->area, 3.0 * HEX, 1e-14);
    /* the inner node's box is a hexagon of inradius 1/2 */
    ck_assert_double_eq_tol(mesh->box[0], 6.0 * 0.25 * tan(M_PI / 6.0), 1e-14);
    for (size_t e = 0; e < mesh->edges; e++)        /* spokes see two angles of 60 degrees, the rim one */
        ck_assert_double_eq_tol(mesh->weight[e], (mesh->tail[e] == 0 ? 1.0 : 0.5) / tan(M_PI / 3.0), 1e-14);
    ck_assert(mesh->contact[1] == 0 && mesh->contact[2] == 0 && mesh->contact[4] == 1
              && mesh->contact[0] == -1);
    ck_assert_double_eq_tol(mesh->contact_length[5], 0.5, 1e-14);
    ohm_mesh_free(mesh);
}
END_TEST

/* A rectangle's diagonals lie opposite to right angles: their faces vanish, what is left is
 * the five-point scheme. */
START_TEST(rectangle_is_five_point)
{
    ohm_mesh *mesh;
    ohm_error err;

    test_ok(ohm_mesh_rectangle(&mesh, 4, 3, 0.6, NULL, &err), &err);
    check_mesh(mesh);
    ck_assert_uint_eq(mesh->nodes, 20);
    ck_assert_uint_eq(mesh->edges, 4 * 4 + 5 * 3);
    for (size_t e = 0; e < mesh->edges; e++) {
        const double dx = fabs(mesh->x[mesh->head[e]] - mesh->x[mesh->tail[e]]);
        const double y = mesh->y[mesh->tail[e]], face = y == 0.0 || y > 0.59 ? 0.1 : 0.2;

        if (dx > 0.0)
            ck_assert_double_eq_tol(mesh->weight[e], face / 0.25, 1e-12);
    }
    ohm_mesh_free(mesh);
}
END_TEST

/* Each way to spoil the hexagon, and the words that tell. */
START_TEST(broken_meshes_are_refused)
{
    static const struct {
        const char *words;
        int node;
        double x, y;
    } MOVED[] = {
        { "opposite to an angle over 90", 0, 0.5, 0.8 },
        { "has no area", 1, 0.25, 0.4330127018922193 },
        { "not Delaunay", 1, 0.1, 0.1 },
    };
    static const size_t thrice[21] = { 0, 1, 2, 0, 2, 3, 0, 3, 4, 0, 4, 5, 0, 5, 6, 0, 6, 1, 0, 1, 3 };
    static const size_t inner[4] = { 0, 1, 4, 5 }, both[4] = { 1, 2, 2, 3 };
    double x[8], y[8];
    ohm_mesh *mesh;
    ohm_error err;

    for (size_t k = 0; k < sizeof MOVED / sizeof *MOVED; k++) {
        ohm_mesh_parts parts = hexagon();

        memcpy(x, X, sizeof X);
        memcpy(y, Y, sizeof Y);
        x[MOVED[k].node] = MOVED[k].x;
        y[MOVED[k].node] = MOVED[k].y;
        parts.x = x;
        parts.y = y;
        test_fails(ohm_mesh_alloc(&mesh, &parts, &err), OHM_E_CONTENT, &err, MOVED[k].words);
    }
    ohm_mesh_parts parts = hexagon();
    parts.triangle = thrice;
    parts.triangles = 7;
    test_fails(ohm_mesh_alloc(&mesh, &parts, &err), OHM_E_CONTENT, &err, "more than two triangles");
    parts = hexagon();
    parts.line = inner;
    test_fails(ohm_mesh_alloc(&mesh, &parts, &err), OHM_E_CONTENT, &err, "no edge of the boundary");
    parts = hexagon();
    parts.line = both;
    test_fails(ohm_mesh_alloc(&mesh, &parts, &err), OHM_E_CONTENT, &err, "both contacts");
    parts = hexagon();
    parts.lines = 1;
    test_fails(ohm_mesh_alloc(&mesh, &parts, &err), OHM_E_CONTENT, &err, "contact 1 has no line");
    parts = hexagon();
    memcpy(x, X, sizeof X);
    memcpy(y, Y, sizeof Y);
    x[7] = y[7] = 3.0;
    parts.nodes = 8;
    parts.x = x;
    parts.y = y;
    test_fails(ohm_mesh_alloc(&mesh, &parts, &err), OHM_E_CONTENT, &err, "no triangle");
}
END_TEST

/* Two triangles on one side of a long edge, one on the other: the node in the middle hangs. */
START_TEST(hanging_node_is_refused)
{
    static const double x[6] = { 0.0, 1.0, 1.0, 0.0, 0.5, 0.5 }, y[6] = { 0.0, 0.0, 0.5, 0.5, 0.0, -0.6 };
    static const size_t triangle[15] = { 0, 1, 2, 0, 2, 3, 0, 4, 5, 4, 1, 5, 0, 0, 0 };
    static const size_t line[4] = { 0, 3, 1, 2 };
    const ohm_mesh_parts parts = { .nodes = 6,
                                   .x = x,
                                   .y = y,
                                   .triangles = 4,
                                   .triangle = triangle,
                                   .lines = 2,
                                   .line = line,
                                   .line_contact = CONTACT };
    ohm_mesh *mesh;
    ohm_error err;

    test_fails(ohm_mesh_alloc(&mesh, &parts, &err), OHM_E_CONTENT, &err, "node 4 hangs");
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    for (unsigned long k = 0; test_alloc_enabled(); k++) {
        ohm_mesh *mesh;
        ohm_error err;

        test_alloc_refuse(k);
        const ohm_status status = ohm_mesh_rectangle(&mesh, 3, 2, 1.0, NULL, &err);
        const bool refused = test_alloc_allow();

        ohm_mesh_free(mesh);
        ck_assert(status == OHM_OK || (refused && status == OHM_E_NOMEM));      /* qsort can do without */
        if (!refused)
            break;
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("device/mesh");
    TCase *cases = tcase_create("mesh");

    tcase_add_test(cases, hexagon_is_regular);
    tcase_add_test(cases, rectangle_is_five_point);
    tcase_add_test(cases, broken_meshes_are_refused);
    tcase_add_test(cases, hanging_node_is_refused);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
