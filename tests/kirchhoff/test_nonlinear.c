/* tests/kirchhoff/test_nonlinear.c -- mirrors lib/kirchhoff/nonlinear.c */
#include "device/oxide_element.h"
#include "device/oxide_sample.h"
#include "kirchhoff/element_sample.h"
#include "kirchhoff/nonlinear.h"

/* Kirchhoff's laws hold to the tolerance of the voltages times dI/dU (below 1e3 here). */
static const double CIRCUIT_TOL = 1e-8;

/* A source of `resistance` in one loop with the elements on edges 1 and, reversed, 2. */
static ohm_graph *
loop_graph(size_t elements)
{
    const size_t tail[3] = { 0, 1, 2 }, head[2][3] = { { 1, 0, 0 }, { 1, 2, 0 } };
    const size_t back_tail[3] = { 0, 1, 0 }, back_head[3] = { 1, 2, 2 };
    ohm_graph *graph;
    ohm_error err;

    if (elements == 1)
        test_ok(ohm_graph_alloc(&graph, 2, 2, tail, head[0], &err), &err);
    else
        test_ok(ohm_graph_alloc(&graph, 3, 3, back_tail, back_head, &err), &err);
    return graph;
}

/* A diode (and then one with a capacity) behind a resistor: U solves a scalar equation, here
 * by bisection. */
START_TEST(diode_behind_a_resistor)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    lumped diode = { .saturation = ohm_rng_between(rng, 0.01, 1.0), .capacity = _i % 2 ? 0.3 : 0.0 };
    const double resistance = ohm_rng_between(rng, 0.1, 10.0), conductance[2] = { 1.0 / resistance, 0.0 };
    const double dt = 0.1;
    const size_t edge = 1;
    const ohm_element_group group = { lumped_elements(&diode), &edge };
    ohm_graph *graph = loop_graph(1);
    ohm_nonlinear *circuit;
    double old = 0.0;
    ohm_error err;

    test_ok(ohm_nonlinear_alloc(&circuit, graph, NULL, conductance, &group, 1, NULL, &err), &err);
    for (int k = 0; k < 5; k++) {
        const double source = ohm_rng_between(rng, -20.0, 20.0), emf[2] = { source, 0.0 };
        const ohm_sources sources = { emf, NULL, NULL };
        double low = -30.0, high = 30.0;

        test_ok(ohm_nonlinear_step(circuit, dt, &sources, &err), &err);
        for (int halving = 0; halving < 200; halving++) {
            const double u = (low + high) / 2.0;

            if (resistance * (diode.saturation * expm1(u) + diode.capacity * (u - old) / dt) + u > source)
                high = u;
            else
                low = u;
        }
        ck_assert_double_eq_tol(ohm_nonlinear_voltage(circuit)[1], low, CIRCUIT_TOL);
        ck_assert_double_eq_tol(ohm_nonlinear_current(circuit)[0], ohm_nonlinear_current(circuit)[1],
                                CIRCUIT_TOL);
        old = low;
    }
    ck_assert_int_eq(diode.commits, 5);
    ohm_nonlinear_free(circuit);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* An oxide device behind a resistor: the loop's law holds, and the device driven by the voltages
 * found gives the same currents. */
START_TEST(oxide_behind_a_resistor)
{
    const double resistance = 0.5, conductance[2] = { 1.0 / resistance, 0.0 };
    const size_t edge = 1;
    ohm_oxide_model *model = sample_std(24, OHM_GRID_COSINE);
    ohm_graph *graph = loop_graph(1);
    ohm_element_group group = { .edge = &edge };
    ohm_nonlinear *circuit;
    ohm_error err;

    if (_i == 1)
        ohm_oxide_model_reduce(model);
    ohm_oxide *device = sample_started(model, 1, OHM_OXIDE_IE),
              *alone = sample_started(model, 1, OHM_OXIDE_IE);
    ohm_oxide_elements(&group.elements, device);
    test_ok(ohm_nonlinear_alloc(&circuit, graph, NULL, conductance, &group, 1, NULL, &err), &err);
    for (int k = 1; k <= 40; k++) {
        const double source = k < 20 ? 10.0 * sin(0.3 * k) : 10.0, emf[2] = { source, 0.0 };
        const ohm_sources sources = { emf, NULL, NULL };

        test_ok(ohm_nonlinear_step(circuit, 0.02, &sources, &err), &err);
        const double voltage = ohm_nonlinear_voltage(circuit)[1], current = ohm_nonlinear_current(circuit)[1];
        ck_assert_double_eq_tol(source, voltage + resistance * current, CIRCUIT_TOL);
        ck_assert_double_eq_tol(current, ohm_oxide_last(device, 0)->current, CIRCUIT_TOL);
        sample_steps(alone, 0.02, voltage, 1);
        ck_assert_double_eq_tol(ohm_oxide_last(alone, 0)->current, current, CIRCUIT_TOL);
    }
    const ohm_nonlinear_work *work = ohm_nonlinear_worked(circuit);
    ck_assert_msg(work->updates <= 7 * work->steps, "%zu updates in %zu steps", work->updates, work->steps);
    ohm_nonlinear_free(circuit);
    ohm_oxide_free(device);
    ohm_oxide_free(alone);
    ohm_graph_free(graph);
    ohm_oxide_model_free(model);
}
END_TEST

/* Two devices head to head: one current through both, and an even device in the sense that
 * reversing the source at every step mirrors the run. */
START_TEST(anti_series_pair_is_odd)
{
    const double conductance[3] = { 5.0, 0.0, 0.0 };
    const size_t edge[2] = { 1, 2 };
    ohm_oxide_model *model = sample_std(24, OHM_GRID_COSINE);
    ohm_graph *graph = loop_graph(2);
    ohm_nonlinear *circuit[2];
    ohm_oxide *pair[2];
    ohm_error err;

    for (int s = 0; s < 2; s++) {
        ohm_element_group group = { .edge = edge };

        pair[s] = sample_started(model, 2, OHM_OXIDE_IE);
        ohm_oxide_elements(&group.elements, pair[s]);
        test_ok(ohm_nonlinear_alloc(&circuit[s], graph, NULL, conductance, &group, 1, NULL, &err), &err);
    }
    for (int k = 1; k <= 30; k++) {
        const double source = 8.0 * sin(0.4 * k);
        double current[2];

        for (int s = 0; s < 2; s++) {
            const double emf[3] = { s == 0 ? source : -source, 0.0, 0.0 };
            const ohm_sources sources = { emf, NULL, NULL };

            test_ok(ohm_nonlinear_step(circuit[s], 0.02, &sources, &err), &err);
            current[s] = ohm_nonlinear_current(circuit[s])[0];
            ck_assert_double_eq_tol(ohm_nonlinear_current(circuit[s])[1], current[s], CIRCUIT_TOL);
            ck_assert_double_eq_tol(ohm_nonlinear_current(circuit[s])[2], -current[s], CIRCUIT_TOL);
        }
        ck_assert_double_eq_tol(current[0], -current[1], CIRCUIT_TOL);
        ck_assert_double_eq_tol(ohm_oxide_last(pair[0], 0)->energy, ohm_oxide_last(pair[1], 1)->energy,
                                CIRCUIT_TOL);
    }
    for (int s = 0; s < 2; s++) {
        ohm_nonlinear_free(circuit[s]);
        ohm_oxide_free(pair[s]);
    }
    ohm_graph_free(graph);
    ohm_oxide_model_free(model);
}
END_TEST

/* A square lattice of devices between two held corners: Kirchhoff's current law at every node,
 * Tellegen's theorem over all edges. */
START_TEST(lattice_of_devices)
{
    enum { SIDE = 4, NODES = SIDE * SIDE, EDGES = 2 * SIDE * (SIDE - 1) };
    size_t tail[EDGES], head[EDGES], edge[EDGES], edges = 0;
    double conductance[EDGES] = { 0.0 }, potential[NODES] = { 0.0 }, balance[NODES];
    bool held[NODES] = { false };
    ohm_oxide_model *model = sample_std(16, OHM_GRID_COSINE);
    ohm_element_group group = { .edge = edge };
    ohm_graph *graph;
    ohm_nonlinear *circuit;
    ohm_error err;

    for (size_t v = 0; v < NODES; v++) {
        if (v % SIDE + 1 < SIDE) {
            tail[edges] = v;
            head[edges++] = v + 1;
        }
        if (v + SIDE < NODES) {
            tail[edges] = v + SIDE;
            head[edges++] = v;
        }
    }
    for (size_t k = 0; k < edges; k++)
        edge[k] = k;
    held[0] = held[NODES - 1] = true;
    test_ok(ohm_graph_alloc(&graph, NODES, edges, tail, head, &err), &err);
    ohm_oxide *devices = sample_started(model, edges, OHM_OXIDE_IE);
    ohm_oxide_elements(&group.elements, devices);
    test_ok(ohm_nonlinear_alloc(&circuit, graph, held, conductance, &group, 1, NULL, &err), &err);
    for (int k = 1; k <= 20; k++) {
        const ohm_sources sources = { NULL, potential, NULL };
        double power = 0.0;

        potential[0] = 30.0 * sin(0.3 * k);
        test_ok(ohm_nonlinear_step(circuit, 0.02, &sources, &err), &err);
        const double *current = ohm_nonlinear_current(circuit), *voltage = ohm_nonlinear_voltage(circuit);
        memset(balance, 0, sizeof balance);
        for (size_t e = 0; e < edges; e++) {
            balance[tail[e]] -= current[e];
            balance[head[e]] += current[e];
            power += voltage[e] * current[e];
        }
        for (size_t v = 1; v + 1 < NODES; v++)
            ck_assert_double_eq_tol(balance[v], 0.0, CIRCUIT_TOL);
        ck_assert_double_eq_tol(power, -potential[0] * balance[0], CIRCUIT_TOL * (1.0 + fabs(power)));
    }
    ohm_nonlinear_free(circuit);
    ohm_oxide_free(devices);
    ohm_graph_free(graph);
    ohm_oxide_model_free(model);
}
END_TEST

/* Where one group refuses to commit none goes on. */
START_TEST(refused_step_changes_nothing)
{
    const size_t edge[2] = { 1, 2 };
    const double conductance[3] = { 1.0, 0.0, 0.0 }, emf[3] = { 2.0, 0.0, 0.0 };
    lumped first = { .conductance = 1.0, .capacity = 1.0 }, second = { .conductance = 2.0, .refuse = true };
    const ohm_element_group group[2] = { { lumped_elements(&first), &edge[0] },
                                         { lumped_elements(&second), &edge[1] } };
    const ohm_sources sources = { emf, NULL, NULL };
    ohm_graph *graph = loop_graph(2);
    ohm_nonlinear *circuit;
    ohm_error err;

    test_ok(ohm_nonlinear_alloc(&circuit, graph, NULL, conductance, group, 2, NULL, &err), &err);
    test_fails(ohm_nonlinear_step(circuit, 0.1, &sources, &err), OHM_E_PRECISION, &err, "refused");
    ck_assert(first.old == 0.0 && ohm_nonlinear_time(circuit) == 0.0);
    second.refuse = false;
    test_ok(ohm_nonlinear_step(circuit, 0.1, &sources, &err), &err);
    ck_assert(ohm_nonlinear_time(circuit) == 0.1 && first.old != 0.0);
    ohm_nonlinear_free(circuit);
    ohm_graph_free(graph);
}
END_TEST

START_TEST(two_elements_on_an_edge_are_refused)
{
    const size_t edge[2] = { 1, 1 }, far = 7;
    const double conductance[2] = { 1.0, 0.0 };
    lumped one = { 0 }, two = { 0 };
    const ohm_element_group twice[2] = { { lumped_elements(&one), &edge[0] },
                                         { lumped_elements(&two), &edge[1] } };
    const ohm_element_group nowhere = { lumped_elements(&one), &far };
    ohm_graph *graph = loop_graph(1);
    ohm_nonlinear *circuit;
    ohm_error err;

    test_fails(ohm_nonlinear_alloc(&circuit, graph, NULL, conductance, twice, 2, NULL, &err), OHM_E_ARG, &err,
               "already");
    test_fails(ohm_nonlinear_alloc(&circuit, graph, NULL, conductance, &nowhere, 1, NULL, &err), OHM_E_ARG,
               &err, "edge 7");
    ohm_graph_free(graph);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("kirchhoff/nonlinear");
    TCase *cases = tcase_create("nonlinear");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, diode_behind_a_resistor, 0, 8);
    tcase_add_loop_test(cases, oxide_behind_a_resistor, 0, 2);
    tcase_add_test(cases, anti_series_pair_is_odd);
    tcase_add_test(cases, lattice_of_devices);
    tcase_add_test(cases, refused_step_changes_nothing);
    tcase_add_test(cases, two_elements_on_an_edge_are_refused);
    suite_add_tcase(suite, cases);
    return suite;
}
