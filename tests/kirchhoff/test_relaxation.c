/* tests/kirchhoff/test_relaxation.c -- mirrors lib/kirchhoff/relaxation.c */
#include "device/oxide_element.h"
#include "device/oxide_sample.h"
#include "kirchhoff/element_sample.h"
#include "kirchhoff/relaxation.h"

static void
ramped(ohm_sources *sources, const void *data, double time)
{
    static double emf[2];

    (void)data;
    emf[0] = 10.0 * time;
    *sources = (ohm_sources){ emf, NULL, NULL };
}

static ohm_nonlinear *
loop(ohm_graph **graph, const ohm_elements *elements, double resistance)
{
    static const size_t tail[2] = { 0, 1 }, head[2] = { 1, 0 }, edge = 1;
    const double conductance[2] = { 1.0 / resistance, 0.0 };
    const ohm_element_group group = { *elements, &edge };
    ohm_nonlinear *circuit;
    ohm_error err;

    test_ok(ohm_graph_alloc(graph, 2, 2, tail, head, &err), &err);
    test_ok(ohm_nonlinear_alloc(&circuit, *graph, NULL, conductance, &group, 1, NULL, &err), &err);
    return circuit;
}

/* A resistor as the element: plain relaxation multiplies the error by exactly R G, robin is
 * done after one answer. */
START_TEST(linear_element_contracts_by_r_g)
{
    const double resistance = 0.25, slope = 2.0, source = 10.0 * 0.4;
    const ohm_relaxation_options plain = { OHM_RELAX_PLAIN, 100, 1e-12 },
                                 robin = { OHM_RELAX_ROBIN, 3, 1e-12 };
    lumped element = { .conductance = slope };
    const ohm_elements elements = lumped_elements(&element);
    ohm_relaxation_report report;
    ohm_graph *graph;
    ohm_nonlinear *circuit = loop(&graph, &elements, resistance);
    ohm_error err;

    test_ok(ohm_relaxation_window(circuit, &report, 0.1, 4, ramped, NULL, &plain, &err), &err);
    ck_assert_double_eq_tol(report.predicted, resistance * slope, 1e-10);
    ck_assert_double_eq_tol(report.contraction, resistance * slope, 1e-3);
    ck_assert_double_eq_tol(element.old, source / (1.0 + resistance * slope), 1e-11);
    ck_assert_double_eq_tol(ohm_nonlinear_time(circuit), 0.4, 1e-15);
    test_ok(ohm_relaxation_window(circuit, &report, 0.1, 4, ramped, NULL, &robin, &err), &err);
    ck_assert_uint_le(report.sweeps, 3);
    ck_assert_double_eq_tol(element.old, 2.0 * source / (1.0 + resistance * slope), 1e-11);
    ohm_nonlinear_free(circuit);
    ohm_graph_free(graph);
}
END_TEST

/* Small steps make a capacity stiff: R (G + C/dt) >= 1 is refused before it diverges, and the
 * circuit is as it was; robin takes it. */
START_TEST(no_contraction_is_refused)
{
    const ohm_relaxation_options plain = { OHM_RELAX_PLAIN, 100, 1e-10 },
                                 robin = { OHM_RELAX_ROBIN, 20, 1e-10 };
    lumped element = { .capacity = 0.3, .saturation = 0.1 };
    const ohm_elements elements = lumped_elements(&element);
    ohm_relaxation_report report;
    ohm_graph *graph;
    ohm_nonlinear *circuit = loop(&graph, &elements, 0.5);
    ohm_error err;

    test_fails(ohm_relaxation_window(circuit, &report, 0.1, 4, ramped, NULL, &plain, &err), OHM_E_METHOD,
               &err, "would not contract");
    ck_assert_double_ge(report.predicted, 1.5);
    ck_assert(element.old == 0.0 && ohm_nonlinear_time(circuit) == 0.0);
    test_ok(ohm_relaxation_window(circuit, &report, 0.1, 4, ramped, NULL, &robin, &err), &err);
    ck_assert_double_gt(element.old, 1.0);
    ohm_nonlinear_free(circuit);
    ohm_graph_free(graph);
}
END_TEST

/* An oxide device: relaxation over a window ends where Newton's steps end. */
START_TEST(window_equals_newton)
{
    const ohm_relaxation_options options[2] = { { OHM_RELAX_PLAIN, 60, 1e-11 },
                                                { OHM_RELAX_ROBIN, 60, 1e-11 } };
    ohm_oxide_model *model = sample_std(16, OHM_GRID_COSINE);
    double current[3];

    for (int k = 0; k < 3; k++) {
        ohm_oxide *device = sample_started(model, 1, OHM_OXIDE_IE);
        ohm_elements elements;
        ohm_relaxation_report report;
        ohm_graph *graph;
        ohm_error err;

        ohm_oxide_elements(&elements, device);
        ohm_nonlinear *circuit = loop(&graph, &elements, 0.05);
        for (int step = 1; step <= 10 && k == 2; step++) {
            ohm_sources sources;

            ramped(&sources, NULL, 0.02 * step);
            test_ok(ohm_nonlinear_step(circuit, 0.02, &sources, &err), &err);
        }
        if (k < 2)
            test_ok(ohm_relaxation_window(circuit, &report, 0.02, 10, ramped, NULL, &options[k], &err), &err);
        if (k == 0)
            ck_assert_double_lt(report.contraction, 0.2);
        current[k] = ohm_oxide_last(device, 0)->current;
        ohm_nonlinear_free(circuit);
        ohm_graph_free(graph);
        ohm_oxide_free(device);
    }
    ck_assert_double_eq_tol(current[0], current[2], 1e-8);
    ck_assert_double_eq_tol(current[1], current[2], 1e-8);
    ohm_oxide_model_free(model);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("kirchhoff/relaxation");
    TCase *cases = tcase_create("relaxation");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, linear_element_contracts_by_r_g);
    tcase_add_test(cases, no_contraction_is_refused);
    tcase_add_test(cases, window_equals_newton);
    suite_add_tcase(suite, cases);
    return suite;
}
