/* tests/stability/test_spectrum.c -- mirrors lib/stability/spectrum.c */
#include "stability/spectrum.h"
#include "solve/arnoldi.h"
#include "support/random_circuit.h"
#include "support/test.h"
#include "topology/forest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Backward stable eigenvalues of matrices of order < 60 and norm < 10, condition < 1e4. */
static const double EIGEN_TOL = 1e-9;

static ohm_spectrum *
spectrum_of(const test_problem *circuit, const bool *held)
{
    ohm_jacobian *jacobian;
    ohm_spectrum *spectrum;
    ohm_error err;

    test_ok(ohm_jacobian_alloc(&jacobian, &circuit->problem, NULL, &err), &err);
    test_ok(ohm_jacobian_at(jacobian, 0.0, circuit->w, &err), &err);
    test_ok(ohm_spectrum_alloc(&spectrum, jacobian, &circuit->problem, held, &err), &err);
    ohm_jacobian_free(jacobian);
    return spectrum;
}

/* The theorem of theory 3.7: at an interior fixed point of a passive circuit the spectrum is
 * real, alpha with multiplicity N - c and the rest strictly between alpha and 2 alpha. */
START_TEST(passive_fixed_points_obey_the_theorem)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double alpha = _i % 2 ? 0.7 : -1.3;
    test_problem *circuit = test_problem_resting(alpha, pow(10.0, ohm_rng_between(rng, -1.0, 2.0)), _i % 3 == 0,
                                                 false, rng);
    ohm_spectrum *s = spectrum_of(circuit, NULL);
    ohm_forest *forest;
    size_t inside = 0;
    bool stable;

    ck_assert_int_eq(ohm_forest_alloc(&forest, circuit->graph, NULL), OHM_OK);
    ck_assert(s->complete && s->symmetric);
    ck_assert_uint_eq(s->count, circuit->graph->edges);
    ck_assert_uint_eq(ohm_spectrum_multiplicity(alpha, s), circuit->graph->nodes - forest->components);
    for (size_t k = 0; k < s->count; k++) {
        ck_assert(s->im[k] == 0.0);
        ck_assert_double_ge(s->re[k] / alpha, 1.0 - EIGEN_TOL);
        ck_assert_double_lt(s->re[k] / alpha, 2.0);
        inside += s->re[k] / alpha > 1.0 + 1e-11;
    }
    ck_assert_uint_eq(inside, forest->chords);
    ck_assert_int_eq(ohm_spectrum_kind(&stable, s), OHM_KIND_NODE);
    ck_assert_int_eq(stable, alpha < 0.0);
    ohm_forest_free(forest);
    ohm_spectrum_free(s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* Fills a circuit on given edges, with signs, w and EMFs; xi = 5, alpha = beta = 1. */
static test_problem *
example(size_t nodes, size_t m, const size_t *tail, const size_t *head, const int *sign, const double *w,
        const double *emf)
{
    test_problem *circuit = test_problem_ring(m, 0.0);

    ohm_graph_free(circuit->graph);
    ohm_drive_free(circuit->drive);
    ck_assert_int_eq(ohm_graph_alloc(&circuit->graph, nodes, m, tail, head, NULL), OHM_OK);
    ck_assert_int_eq(ohm_drive_alloc(&circuit->drive, nodes, m, NULL), OHM_OK);
    circuit->problem = (ohm_problem){ circuit->graph, circuit->device, circuit->drive };
    for (size_t k = 0; k < m; k++) {
        const ohm_waveform wave = { emf[k], 0.0, 0.0, 0.0, NULL };

        circuit->device->sign[k] = (signed char)sign[k];
        circuit->device->xi[k] = 5.0;
        circuit->device->alpha[k] = 1.0;
        circuit->w[k] = w[k];
        ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, k, &wave, NULL), OHM_OK);
    }
    ohm_memristors_survey(circuit->device);
    return circuit;
}

/* Two nodes and three edges: eigenvalues 1 and (386 +- 20 i) / 221, exactly. */
START_TEST(two_nodes_oscillate)
{
    const size_t tail[3] = { 0, 0, 1 }, head[3] = { 1, 1, 0 };
    const int sign[3] = { 1, -1, 1 };
    const double w[3] = { 0.25, 0.5, 0.75 }, emf[3] = { 9.0 / 16.0, -7.0 / 4.0, 57.0 / 16.0 };
    test_problem *circuit = example(2, 3, tail, head, sign, w, emf);
    ohm_spectrum *s = spectrum_of(circuit, NULL);
    bool stable;

    ck_assert_uint_eq(s->count, 3);
    for (int k = 0; k < 2; k++) {
        ck_assert_double_eq_tol(s->re[k], 386.0 / 221.0, 1e-13);
        ck_assert_double_eq_tol(s->im[k], k == 0 ? 20.0 / 221.0 : -20.0 / 221.0, 1e-13);
    }
    ck_assert_double_eq_tol(s->re[2], 1.0, 1e-13);
    ck_assert_uint_eq(ohm_spectrum_multiplicity(1.0, s), 1);
    ck_assert_int_eq(ohm_spectrum_kind(&stable, s), OHM_KIND_FOCUS);
    ck_assert(!stable);
    ohm_spectrum_free(s);
    test_problem_free(circuit);
}
END_TEST

/* The 4-node digraph: (x-1)^3 (3x-5) (43x^3 - 190x^2 + 284x - 144) / 129. */
START_TEST(four_nodes_oscillate)
{
    const size_t tail[7] = { 0, 1, 2, 2, 3, 1, 3 }, head[7] = { 1, 2, 0, 3, 0, 3, 1 };
    const int sign[7] = { 1, 1, 1, -1, 1, 1, 1 };
    const double w[7] = { 0.3, 0.3, 0.1, 0.2, 0.2, 0.4, 0.4 };
    const double emf[7] = { 0.75, 0.75, 0.15, -0.4, 0.4, 1.2, 1.2 };
    test_problem *circuit = example(4, 7, tail, head, sign, w, emf);
    ohm_spectrum *s = spectrum_of(circuit, NULL);
    size_t pairs = 0, five_thirds = 0;

    ck_assert_uint_eq(ohm_spectrum_multiplicity(1.0, s), 3);
    for (size_t k = 0; k < s->count; k++) {
        const double x = s->re[k], y = s->im[k];

        five_thirds += hypot(x - 5.0 / 3.0, y) < 1e-12;
        if (y <= 1e-4)              /* rounding splits the triple eigenvalue by its cube root */
            continue;
        pairs++;
        ck_assert_double_eq_tol(x, 1.42014, 5e-6);
        ck_assert_double_eq_tol(y, 0.32399, 5e-6);
        /* 43 z^3 - 190 z^2 + 284 z - 144 at z = x + iy */
        ck_assert_double_eq_tol(43.0 * (x * x * x - 3.0 * x * y * y) - 190.0 * (x * x - y * y) + 284.0 * x - 144.0,
                                0.0, 1e-10);
        ck_assert_double_eq_tol(43.0 * (3.0 * x * x * y - y * y * y) - 380.0 * x * y + 284.0 * y, 0.0, 1e-10);
    }
    ck_assert_uint_eq(pairs, 1);
    ck_assert_uint_eq(five_thirds, 1);
    ohm_spectrum_free(s);
    test_problem_free(circuit);
}
END_TEST

/* The symmetric road and the general one: the same numbers at any state of a passive circuit. */
START_TEST(both_roads_agree)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_resting(1.0, 5.0, false, false, rng);
    ohm_spectrum *symmetric = spectrum_of(circuit, NULL), *general;
    const size_t m = circuit->graph->edges;
    ohm_jacobian *jacobian;
    double sum = 0.0, trace;

    circuit->device->active = true;             /* not true, but it forbids the symmetric road */
    general = spectrum_of(circuit, NULL);
    circuit->device->active = false;
    ck_assert(!general->symmetric);
    for (size_t k = 0; k < m; k++) {
        ck_assert_double_eq_tol(general->re[k], symmetric->re[k], EIGEN_TOL);
        sum += symmetric->re[k];
    }
    ck_assert_int_eq(ohm_jacobian_alloc(&jacobian, &circuit->problem, NULL, NULL), OHM_OK);
    ck_assert_int_eq(ohm_jacobian_at(jacobian, 0.0, circuit->w, NULL), OHM_OK);
    ck_assert_int_eq(ohm_jacobian_trace(&trace, NULL, jacobian, NULL), OHM_OK);
    ck_assert_double_eq_tol(sum, trace, EIGEN_TOL * (double)m);
    ohm_jacobian_free(jacobian);
    ohm_spectrum_free(symmetric);
    ohm_spectrum_free(general);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* Held elements drop out: without all but one the spectrum is one diagonal entry. */
START_TEST(held_elements_drop_out)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make(TEST_CONNECTED, TEST_RELAX | TEST_PER_EDGE, rng);
    const size_t m = circuit->graph->edges, free_one = ohm_rng_below(rng, m);
    bool *held = calloc(m, sizeof *held), stable;
    double *matrix = calloc(m * m, sizeof *matrix);
    ohm_jacobian *jacobian;

    memset(held, true, m * sizeof *held);
    ohm_spectrum *none = spectrum_of(circuit, held);
    held[free_one] = false;
    ohm_spectrum *one = spectrum_of(circuit, held);

    ck_assert_int_eq(ohm_jacobian_alloc(&jacobian, &circuit->problem, NULL, NULL), OHM_OK);
    ck_assert_int_eq(ohm_jacobian_at(jacobian, 0.0, circuit->w, NULL), OHM_OK);
    ck_assert_int_eq(ohm_jacobian_dense(matrix, jacobian, NULL), OHM_OK);
    ck_assert_uint_eq(none->count, 0);
    ck_assert_int_eq(ohm_spectrum_kind(&stable, none), OHM_KIND_NODE);
    ck_assert(stable);
    ck_assert_uint_eq(one->count, 1);
    ck_assert_double_eq_tol(one->re[0], matrix[free_one + free_one * m], EIGEN_TOL);
    ohm_jacobian_free(jacobian);
    ohm_spectrum_free(none);
    ohm_spectrum_free(one);
    test_problem_free(circuit);
    ohm_rng_free(rng);
    free(held);
    free(matrix);
}
END_TEST

/* A long directed ring at a uniform state: J = alpha I + xi (s / (N g^2)) 1 1^t / N with
 * g = 1 + xi w: one eigenvalue apart, found among 2000 by Arnoldi. */
START_TEST(ends_of_a_long_ring)
{
    enum { LONG = 2000 };
    test_problem *circuit = test_problem_ring(LONG, 30.0);
    const double xi = 4.0, alpha = -0.25, w = 0.5, g = 1.0 + xi * w;
    const double apart = alpha + xi * 30.0 / (LONG * g * g);
    ohm_spectrum *s;
    ohm_error err;
    ohm_jacobian *jacobian;

    for (size_t k = 0; k < LONG; k++) {
        circuit->device->xi[k] = xi;
        circuit->device->alpha[k] = alpha;
        circuit->w[k] = w;
    }
    ohm_memristors_survey(circuit->device);
    test_ok(ohm_jacobian_alloc(&jacobian, &circuit->problem, NULL, &err), &err);
    test_ok(ohm_jacobian_at(jacobian, 0.0, circuit->w, &err), &err);
    if (ohm_arpack_version() == NULL) {
        test_fails(ohm_spectrum_alloc(&s, jacobian, &circuit->problem, NULL, &err), OHM_E_METHOD, &err, "ARPACK");
    } else {
        test_ok(ohm_spectrum_alloc(&s, jacobian, &circuit->problem, NULL, &err), &err);
        ck_assert(!s->complete);
        ck_assert_double_eq_tol(s->re[0], apart, 1e-7);
        ck_assert_double_eq_tol(s->re[s->count - 1], alpha, 1e-7);
        ohm_spectrum_free(s);
    }
    ohm_jacobian_free(jacobian);
    test_problem_free(circuit);
}
END_TEST

static const char *
kind_text(const ohm_spectrum *s)
{
    bool stable;
    const ohm_kind kind = ohm_spectrum_kind(&stable, s);

    return ohm_kind_text(kind, stable);
}

START_TEST(kinds_have_names)
{
    double re[2] = { 1.0, 1.0 }, im[2] = { 0.5, -0.5 };
    const ohm_spectrum s = { 2, 2, true, false, re, im };

    ck_assert_str_eq(kind_text(&s), "unstable focus");
    re[0] = re[1] = -1.0;
    ck_assert_str_eq(kind_text(&s), "stable focus");
    im[0] = im[1] = 0.0;
    ck_assert_str_eq(kind_text(&s), "stable node");
    re[0] = 2.0;
    ck_assert_str_eq(kind_text(&s), "saddle");
    re[1] = 0.0;
    ck_assert_str_eq(kind_text(&s), "degenerate");
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    test_problem *circuit = test_problem_ring(4, 1.0);
    ohm_jacobian *jacobian;
    ohm_spectrum *s;

    ck_assert_int_eq(ohm_jacobian_alloc(&jacobian, &circuit->problem, NULL, NULL), OHM_OK);
    ck_assert_int_eq(ohm_jacobian_at(jacobian, 0.0, circuit->w, NULL), OHM_OK);
    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_spectrum_alloc(&s, jacobian, &circuit->problem, NULL, NULL);
        if (!test_alloc_allow()) {
            ck_assert_int_eq(status, OHM_OK);
            break;
        }
        ck_assert_int_eq(status, OHM_E_NOMEM);
    }
    ohm_spectrum_free(s);
    ohm_jacobian_free(jacobian);
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("stability/spectrum");
    TCase *cases = tcase_create("spectrum");

    tcase_add_loop_test(cases, passive_fixed_points_obey_the_theorem, 0, 60);
    tcase_add_test(cases, two_nodes_oscillate);
    tcase_add_test(cases, four_nodes_oscillate);
    tcase_add_loop_test(cases, both_roads_agree, 0, 20);
    tcase_add_loop_test(cases, held_elements_drop_out, 0, 5);
    tcase_add_test(cases, ends_of_a_long_ring);
    tcase_add_test(cases, kinds_have_names);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
