/* tests/stability/test_fixed_points.c -- mirrors lib/stability/fixed_points.c */
#include "stability/fixed_points.h"
#include "dynamics/flow.h"
#include "support/random_circuit.h"
#include "support/test.h"
#include "topology/forest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const ohm_fixed_search SEARCH = { 24, 1, { 0 } };

static ohm_fixed_points *
found(const test_problem *circuit)
{
    ohm_fixed_points *points;
    ohm_error err;

    test_ok(ohm_fixed_points_find(&points, &circuit->problem, circuit->w, &SEARCH, NULL, &err), &err);
    return points;
}

/* Every state listed is at rest in the projected sense, by the right-hand side alone, and
 * no two are the same. */
static void
check_points(const ohm_fixed_points *points, const test_problem *circuit, double tol)
{
    const size_t m = circuit->graph->edges;
    double *drift = calloc(m + 1, sizeof *drift);
    ohm_flow *flow;
    ohm_error err;

    test_ok(ohm_flow_alloc(&flow, &circuit->problem, NULL, &err), &err);
    for (size_t i = 0; i < points->count; i++) {
        const double *w = points->point[i].w;

        test_ok(ohm_flow_rhs(drift, 0.0, w, flow, &err), &err);
        for (size_t k = 0; k < m; k++) {
            ck_assert(w[k] >= 0.0 && w[k] <= 1.0);
            if (w[k] > 0.0)
                ck_assert_double_ge(drift[k], -tol);
            if (w[k] < 1.0)
                ck_assert_double_le(drift[k], tol);
            if (points->point[i].held[k])
                ck_assert(w[k] == 0.0 || w[k] == 1.0);
        }
        for (size_t j = 0; j < i; j++) {
            double apart = 0.0;

            for (size_t k = 0; k < m; k++)
                apart = fmax(apart, fabs(w[k] - points->point[j].w[k]));
            ck_assert_double_gt(apart, 1e-8);
        }
    }
    ohm_flow_free(flow);
    free(drift);
}

START_TEST(passive_interior_states_are_found_and_judged)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double alpha = _i % 2 ? 0.8 : -0.8;
    test_problem *circuit = test_problem_resting(alpha, 5.0, _i % 3 == 0, false, rng);
    ohm_fixed_points *points;
    ohm_forest *forest;

    double *w = calloc(circuit->graph->edges, sizeof *w);
    memcpy(w, circuit->w, circuit->graph->edges * sizeof *w);
    for (size_t k = 0; k < circuit->graph->edges; k++)      /* the start says nothing */
        circuit->w[k] = 0.5;
    points = found(circuit);
    check_points(points, circuit, 1e-10);
    ck_assert_int_eq(ohm_forest_alloc(&forest, circuit->graph, NULL), OHM_OK);
    ck_assert_uint_ge(points->count, 1);
    ck_assert(points->point[0].interior);
    ck_assert_str_eq(points->reason, "");
    ck_assert_int_eq(points->complete, alpha < 0.0);
    if (alpha < 0.0)
        ck_assert_uint_eq(points->count, 1);
    for (size_t k = 0; k < circuit->graph->edges; k++)
        ck_assert_double_eq_tol(points->point[0].w[k], w[k], 1e-10);
    ck_assert_int_eq(points->point[0].kind, OHM_KIND_NODE);
    ck_assert_int_eq(points->point[0].stable, alpha < 0.0);
    ck_assert_uint_eq(points->point[0].alpha_count, circuit->graph->nodes - forest->components);
    for (size_t i = 1; i < points->count; i++)
        ck_assert(!points->point[i].interior);              /* at most one */
    ohm_forest_free(forest);
    ohm_fixed_points_free(points);
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(w);
}
END_TEST

/* One memristor on its own source: three states, the middle one unstable, all found. */
START_TEST(one_element_has_three)
{
    const double xi = 3.0, s = 1.2, root = (sqrt(1.0 + 4.0 * xi * s) - 1.0) / (2.0 * xi);
    test_problem *circuit = test_problem_ring(1, s);
    ohm_fixed_points *points;

    circuit->device->xi[0] = xi;
    circuit->device->alpha[0] = 1.0;
    ohm_memristors_survey(circuit->device);
    points = found(circuit);
    ck_assert_uint_eq(points->count, 3);
    ck_assert_double_eq_tol(points->point[0].w[0], root, 1e-12);
    /* d/dw (w - s / (1 + xi w)) = 1 + xi s / (1 + xi w)^2 */
    ck_assert_double_eq_tol(points->point[0].spectrum->re[0], 1.0 + xi * s / pow(1.0 + xi * root, 2.0), 1e-12);
    ck_assert(!points->point[0].stable);
    ck_assert(points->point[1].w[0] == 0.0 && points->point[1].stable && points->point[1].held_count == 1);
    ck_assert(points->point[2].w[0] == 1.0 && points->point[2].stable && points->point[2].held_count == 1);
    ohm_fixed_points_free(points);
    test_problem_free(circuit);
}
END_TEST

/* Driven by voltage, alpha beta w = j R i: with i along a circulation c of the circuit, w = t c /
 * (1 - xi t c). */
START_TEST(voltage_controlled_interior_states_are_found)
{
    const double xi = 0.8, alpha = _i % 2 ? 1.3 : -1.3;
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_resting(alpha, xi, _i % 3 == 0, false, rng);
    const size_t m = circuit->graph->edges;
    double *w = calloc(m, sizeof *w), most = 0.0, away = INFINITY;
    ohm_fixed_points *points;

    for (size_t k = 0; k < m; k++)
        most = fmax(most, circuit->w[k]);
    for (size_t k = 0; k < m; k++) {
        const double current = 0.7 / (1.0 + xi) * circuit->w[k] / most;

        w[k] = current / (1.0 - xi * current);
        circuit->device->beta[k] = circuit->device->r_on[k] = 1.0;
        circuit->drive->emf[k] = circuit->device->polarity[k] * alpha * (1.0 + xi * w[k]) * current;
        circuit->w[k] = 0.5;
    }
    circuit->device->control = OHM_CONTROL_VOLTAGE;
    ohm_memristors_survey(circuit->device);
    points = found(circuit);
    check_points(points, circuit, 1e-10);
    ck_assert_uint_ge(points->count, 1);
    for (size_t i = 0; i < points->count; i++) {
        double apart = 0.0;

        for (size_t k = 0; k < m; k++)
            apart = fmax(apart, fabs(points->point[i].w[k] - w[k]));
        away = fmin(away, apart);
    }
    ck_assert_double_lt(away, 1e-8);
    ck_assert(points->point[0].interior);
    free(w);
    ohm_fixed_points_free(points);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* A ring of twelve driven by voltage, alpha > 0: every one of 4096 corners is at rest, and so is
 * w = s / alpha inside, which must not be lost among them. */
START_TEST(interior_states_are_found_among_corners)
{
    test_problem *circuit = test_problem_ring(12, 12.0 * 0.4);
    ohm_fixed_points *points;

    for (size_t k = 0; k < 12; k++) {
        circuit->device->alpha[k] = circuit->device->xi[k] = 1.0;
        circuit->w[k] = 0.6;
    }
    circuit->device->control = OHM_CONTROL_VOLTAGE;
    ohm_memristors_survey(circuit->device);
    points = found(circuit);
    ck_assert_uint_eq(points->count, OHM_FIXED_POINTS_MAX);
    ck_assert(points->point[0].interior);
    for (size_t k = 0; k < 12; k++)
        ck_assert_double_eq_tol(points->point[0].w[k], 0.4, 1e-12);
    ohm_fixed_points_free(points);
    test_problem_free(circuit);
}
END_TEST

/* A tree: every edge is a bridge, and the reason says so. */
START_TEST(bridges_forbid_interior_states)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make(TEST_BRIDGED, 0, rng);
    const size_t m = circuit->graph->edges;
    ohm_fixed_points *points;

    for (size_t k = 0; k < m; k++)
        circuit->device->alpha[k] = 1.0;
    ohm_memristors_survey(circuit->device);
    points = found(circuit);
    check_points(points, circuit, 1e-9);
    ck_assert(points->circulation != NULL && !points->circulation->exists);
    ck_assert_uint_ge(points->circulation->count, 1);
    ck_assert(strstr(points->reason, "edge") != NULL);
    for (size_t i = 0; i < points->count; i++)
        ck_assert(!points->point[i].interior);
    ohm_fixed_points_free(points);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* The circuit of two nodes and three edges: its interior state among the others. */
START_TEST(mixed_circuits_are_searched)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make(TEST_CONNECTED, TEST_ACTIVE | TEST_RELAX, rng);
    ohm_fixed_points *points = found(circuit);

    check_points(points, circuit, 1e-6);            /* near-singular states have large terms */
    ohm_fixed_points_free(points);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(no_drive_and_no_relaxation_leave_all_at_rest)
{
    test_problem *circuit = test_problem_ring(4, 0.0);
    ohm_fixed_points *points = found(circuit);

    ck_assert_uint_eq(points->count, 0);
    ck_assert(strstr(points->reason, "every state") != NULL);
    ohm_fixed_points_free(points);
    test_problem_free(circuit);
}
END_TEST

/* alpha = 0 and a constant drive: a ring runs to w = 0 and rests there. */
START_TEST(driven_rings_rest_at_the_wall)
{
    test_problem *circuit = test_problem_ring(4, 1.0);
    ohm_fixed_points *points = found(circuit);

    ck_assert_uint_eq(points->count, 1);
    for (size_t k = 0; k < 4; k++)
        ck_assert(points->point[0].w[k] == 0.0 && points->point[0].held[k]);
    ck_assert(points->point[0].stable);
    ohm_fixed_points_free(points);
    test_problem_free(circuit);
}
END_TEST

START_TEST(moving_drives_are_refused)
{
    test_problem *circuit = test_problem_ring(4, 1.0);
    const ohm_waveform sine = { 0.0, 1.0, 2.0, 0.0, NULL };
    ohm_fixed_points *points;
    ohm_error err;

    ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, 2, &sine, NULL), OHM_OK);
    test_fails(ohm_fixed_points_find(&points, &circuit->problem, circuit->w, &SEARCH, NULL, &err), OHM_E_METHOD,
               &err, "edge 2");
    ck_assert_ptr_null(points);
    test_problem_free(circuit);
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    const ohm_fixed_search search = { 2, 1, { 0 } };
    test_problem *circuit = test_problem_ring(2, 1.2);
    ohm_fixed_points *points;

    circuit->device->alpha[0] = circuit->device->alpha[1] = 1.0;
    ohm_memristors_survey(circuit->device);
    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_fixed_points_find(&points, &circuit->problem, circuit->w, &search, NULL, NULL);
        const bool refused = test_alloc_allow();

        if (status == OHM_OK)
            ohm_fixed_points_free(points);
        else
            ck_assert_int_eq(status, OHM_E_NOMEM);
        if (!refused)
            break;
    }
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("stability/fixed_points");
    TCase *cases = tcase_create("fixed points");

    tcase_add_loop_test(cases, passive_interior_states_are_found_and_judged, 0, 12);
    tcase_add_test(cases, one_element_has_three);
    tcase_add_loop_test(cases, voltage_controlled_interior_states_are_found, 0, 12);
    tcase_add_test(cases, interior_states_are_found_among_corners);
    tcase_add_loop_test(cases, bridges_forbid_interior_states, 0, 4);
    tcase_add_loop_test(cases, mixed_circuits_are_searched, 0, 6);
    tcase_add_test(cases, no_drive_and_no_relaxation_leave_all_at_rest);
    tcase_add_test(cases, driven_rings_rest_at_the_wall);
    tcase_add_test(cases, moving_drives_are_refused);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
