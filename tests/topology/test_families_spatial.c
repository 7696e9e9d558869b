/* tests/topology/test_families_spatial.c -- mirrors lib/topology/families_spatial.c */
#include "topology/families_spatial.h"
#include "topology/sample.h"

#include <math.h>
#include <string.h>

enum { ITEMS = 150 };

/* Every pair against the distance, and nothing else. */
START_TEST(points_are_joined_within_the_radius)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double radius = 1.5 * pow(ohm_rng_uniform(rng), 4.0);
    double x[ITEMS], y[ITEMS];
    ohm_graph *graph;
    size_t k = 0;

    ck_assert_int_eq(ohm_graph_geometric(&graph, x, y, ITEMS, radius, rng, NULL), OHM_OK);
    for (size_t i = 0; i < ITEMS; i++) {
        ck_assert(x[i] >= 0.0 && x[i] < 1.0 && y[i] >= 0.0 && y[i] < 1.0);
        for (size_t j = i + 1; j < ITEMS; j++) {
            if (hypot(x[i] - x[j], y[i] - y[j]) > radius)
                continue;
            ck_assert_uint_lt(k, graph->edges);
            ck_assert_uint_eq(graph->tail[k], i);
            ck_assert_uint_eq(graph->head[k++], j);
        }
    }
    ck_assert_uint_eq(k, graph->edges);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* On which side of the line through wire i the point lies. */
static double
side(const double *x, const double *y, const double *angle, size_t i, double px, double py)
{
    return cos(angle[i]) * (py - y[i]) - sin(angle[i]) * (px - x[i]);
}

/* Whether the ends of wire j lie on different sides of wire i. */
static bool
parts(const double *x, const double *y, const double *angle, size_t i, size_t j, double length)
{
    const double dx = length / 2.0 * cos(angle[j]), dy = length / 2.0 * sin(angle[j]);

    return side(x, y, angle, i, x[j] + dx, y[j] + dy) * side(x, y, angle, i, x[j] - dx, y[j] - dy) <= 0.0;
}

/* Two segments cross when each parts the ends of the other. */
START_TEST(wires_are_joined_where_they_cross)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double length = ohm_rng_between(rng, 0.01, 3.0), width = ohm_rng_between(rng, 1.0, 10.0);
    const double height = ohm_rng_between(rng, 1.0, 10.0);
    double x[ITEMS], y[ITEMS], angle[ITEMS];
    ohm_graph *graph;
    size_t k = 0;

    ck_assert_int_eq(ohm_graph_nanowires(&graph, x, y, angle, ITEMS, length, width, height, rng, NULL),
                     OHM_OK);
    for (size_t i = 0; i < ITEMS; i++) {
        ck_assert(x[i] >= 0.0 && x[i] < width && y[i] >= 0.0 && y[i] < height);
        ck_assert(angle[i] >= 0.0 && angle[i] < M_PI);
        for (size_t j = i + 1; j < ITEMS; j++) {
            if (!parts(x, y, angle, i, j, length) || !parts(x, y, angle, j, i, length))
                continue;
            ck_assert_uint_lt(k, graph->edges);
            ck_assert_uint_eq(graph->tail[k], i);
            ck_assert_uint_eq(graph->head[k++], j);
        }
    }
    ck_assert_uint_eq(k, graph->edges);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* Buffon: two wires thrown at random into a large box of area F cross with the
 * probability 2 L^2 / (pi F).  Wall effects are of relative order L / side = 1/100;
 * the count spreads by about sqrt(E) (1 + density)^(1/2), 5 of those are allowed. */
START_TEST(junctions_follow_buffon)
{
    enum { MANY = 20000 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    double *x = malloc(MANY * sizeof *x), *y = malloc(MANY * sizeof *y);
    double *angle = malloc(MANY * sizeof *angle);
    const double expected = MANY * (MANY - 1.0) / 2.0 * 2.0 / M_PI / 1e4;
    const double degree = 2.0 * expected / MANY;
    ohm_graph *graph;

    ck_assert_int_eq(ohm_graph_nanowires(&graph, x, y, angle, MANY, 1.0, 100.0, 100.0, rng, NULL), OHM_OK);
    ck_assert_double_eq_tol((double)graph->edges, expected,
                            0.01 * expected + 5.0 * sqrt(expected * (1.0 + degree)));
    ohm_graph_free(graph);
    free(x);
    free(y);
    free(angle);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(bad_arguments_are_named)
{
    ohm_rng *rng = test_rng(1);
    double x[2], y[2], angle[2];
    ohm_graph *graph;
    ohm_error err;

    test_fails(ohm_graph_geometric(&graph, x, y, 0, 0.1, rng, &err), OHM_E_ARG, &err, "geometric: N = 0");
    test_fails(ohm_graph_geometric(&graph, x, y, 2, -1.0, rng, &err), OHM_E_ARG, &err, "geometric: R = -1");
    test_fails(ohm_graph_geometric(&graph, x, y, 2, (double)NAN, rng, &err), OHM_E_ARG, &err,
               "geometric: R = ");
    test_fails(ohm_graph_nanowires(&graph, x, y, angle, 0, 1.0, 1.0, 1.0, rng, &err), OHM_E_ARG, &err,
               "COUNT = 0");
    test_fails(ohm_graph_nanowires(&graph, x, y, angle, 2, 0.0, 1.0, 1.0, rng, &err), OHM_E_ARG, &err,
               "--length 0");
    test_fails(ohm_graph_nanowires(&graph, x, y, angle, 2, 1.0, (double)INFINITY, 1.0, rng, &err), OHM_E_ARG,
               &err, "--box inf");
    ck_assert_ptr_null(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    ohm_rng *rng = test_rng(1);
    double x[ITEMS], y[ITEMS], angle[ITEMS];
    ohm_graph *graph = NULL;

    test_survives_refusal(ohm_graph_geometric(&graph, x, y, ITEMS, 0.2, rng, NULL), graph, ohm_graph_free);
    test_survives_refusal(ohm_graph_nanowires(&graph, x, y, angle, ITEMS, 1.0, 3.0, 3.0, rng, NULL), graph,
                          ohm_graph_free);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/families_spatial");
    TCase *cases = tcase_create("families_spatial");

    tcase_add_loop_test(cases, points_are_joined_within_the_radius, 0, 40);
    tcase_add_loop_test(cases, wires_are_joined_where_they_cross, 0, 40);
    tcase_add_loop_test(cases, junctions_follow_buffon, 0, 5);
    tcase_add_test(cases, bad_arguments_are_named);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
