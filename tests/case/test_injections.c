/* tests/case/test_injections.c -- mirrors lib/case/injections.c */
#include "case/circuit.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

/* Three nodes on a ring, and two joined by an edge. */
static ohm_circuit *
two_components(void)
{
    static const size_t tail[] = { 0, 1, 2, 3 }, head[] = { 1, 2, 0, 4 };
    static const char *const ids[] = { "a", "b", "c", "d", "e" };
    ohm_circuit *circuit;
    ohm_table *table;
    ohm_error err;
    size_t at;

    test_ok(ohm_table_alloc(&table, &err), &err);
    for (size_t n = 0; n < 5; n++)
        test_ok(ohm_table_add_node(&at, table, ids[n], &err), &err);
    for (size_t e = 0; e < 4; e++)
        test_ok(ohm_table_add_edge(&at, table, NULL, tail[e], head[e], &err), &err);
    test_ok(ohm_circuit_from_table(&circuit, table, "two", NULL, &err), &err);
    return circuit;
}

static void
inject(ohm_circuit *circuit, size_t node, ohm_waveform wave)
{
    ohm_error err;

    test_ok(ohm_drive_set(circuit->drive, OHM_DRIVE_INJECTION, node, &wave, &err), &err);
}

static ohm_polyline *
line(ohm_circuit *circuit, const double value[3])
{
    static const double time[3] = { 0.0, 1.0, 2.5 };
    ohm_polyline *out;
    ohm_error err;

    test_ok(ohm_polyline_alloc(&out, 3, time, value, &err), &err);
    test_ok(ohm_drive_adopt(circuit->drive, out, &err), &err);
    return out;
}

/* Random constants, lines and sines that cancel in the ring, and then one by one not. */
START_TEST(only_balance_at_all_times_is_accepted)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double a = ohm_rng_normal(rng), b = ohm_rng_normal(rng);
    const double up[3] = { a, b, a - b }, down[3] = { -a, -b, b - a }, off[3] = { -a, -b, b - a + 1e-9 };
    const double phase = ohm_rng_normal(rng), amplitude = 1.0 + ohm_rng_uniform(rng);
    ohm_circuit *circuit = two_components();
    ohm_error err;

    inject(circuit, 0, (ohm_waveform){ .dc = a });
    inject(circuit, 1, (ohm_waveform){ .dc = b });
    inject(circuit, 2, (ohm_waveform){ .dc = -(a + b) });
    test_ok(ohm_circuit_check_injections(circuit, &err), &err);
    inject(circuit, 2, (ohm_waveform){ .dc = -(a + b) + 1e-9 });
    test_fails(ohm_circuit_check_injections(circuit, &err), OHM_E_CONTENT, &err,
               "two: the component of node 0 (id \"a\") is given a net current");

    inject(circuit, 0, (ohm_waveform){ .line = line(circuit, up) });
    inject(circuit, 1, (ohm_waveform){ .line = line(circuit, down) });
    inject(circuit, 2, (ohm_waveform){ .dc = 0.0 });
    test_ok(ohm_circuit_check_injections(circuit, &err), &err);
    inject(circuit, 1, (ohm_waveform){ .line = line(circuit, off) });
    test_fails(ohm_circuit_check_injections(circuit, &err), OHM_E_CONTENT, &err, "at t = 2.5 s");

    inject(circuit, 0, (ohm_waveform){ .amplitude = amplitude, .frequency = 50.0, .phase = phase });
    inject(circuit, 1, (ohm_waveform){ .amplitude = amplitude, .frequency = 50.0, .phase = phase + M_PI });
    test_ok(ohm_circuit_check_injections(circuit, &err), &err);
    inject(circuit, 1, (ohm_waveform){ .amplitude = amplitude, .frequency = 51.0, .phase = phase + M_PI });
    test_fails(ohm_circuit_check_injections(circuit, &err), OHM_E_CONTENT, &err, "at 50 Hz");
    ohm_circuit_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(each_component_needs_its_own_way_out)
{
    ohm_circuit *circuit = two_components();
    ohm_error err;

    inject(circuit, 0, (ohm_waveform){ .dc = 1.0 });
    inject(circuit, 3, (ohm_waveform){ .dc = -1.0 });       /* balanced in all, in neither alone */
    test_fails(ohm_circuit_check_injections(circuit, &err), OHM_E_CONTENT, &err, "(id \"a\")");
    test_ok(ohm_drive_set(circuit->drive, OHM_DRIVE_POTENTIAL, 1, &(ohm_waveform){ .dc = 0.0 }, &err), &err);
    test_fails(ohm_circuit_check_injections(circuit, &err), OHM_E_CONTENT, &err, "(id \"d\")");
    test_ok(ohm_drive_set(circuit->drive, OHM_DRIVE_POTENTIAL, 4, &(ohm_waveform){ .dc = 0.0 }, &err), &err);
    test_ok(ohm_circuit_check_injections(circuit, &err), &err);
    ohm_circuit_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/injections");
    TCase *cases = tcase_create("injections");

    tcase_add_loop_test(cases, only_balance_at_all_times_is_accepted, 0, 20);
    tcase_add_test(cases, each_component_needs_its_own_way_out);
    suite_add_tcase(suite, cases);
    return suite;
}
