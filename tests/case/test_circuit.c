/* tests/case/test_circuit.c -- mirrors lib/case/circuit.c */
#include "case/circuit.h"
#include "io/graphml.h"
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- circuits from a few lines -------------------------------------------- */
/* A GraphML file with every attribute declared, two nodes a and b, and an edge. */
static ohm_table *
table_of(const char *node_a, const char *edge)
{
    static const char *const edge_names[] = { "r_on", "r_off", "w", "w_rest", "alpha", "beta", "emf",
                                              "emf_amplitude", "emf_frequency", "emf_phase" };
    static const char *const node_names[] = { "potential", "potential_amplitude", "potential_frequency",
                                              "potential_phase", "injection" };
    char text[8192];
    size_t n = (size_t)snprintf(text, sizeof text, "<graphml>\n");
    ohm_source *source;
    ohm_table *table;
    ohm_error err;

    for (size_t k = 0; k < 10; k++)
        n += (size_t)snprintf(text + n, sizeof text - n, "<key id=\"%s\" for=\"edge\" attr.name=\"%s\" attr.type=\"double\"/>\n",
                              edge_names[k], edge_names[k]);
    for (size_t k = 0; k < 5; k++)
        n += (size_t)snprintf(text + n, sizeof text - n, "<key id=\"%s\" for=\"node\" attr.name=\"%s\" attr.type=\"double\"/>\n",
                              node_names[k], node_names[k]);
    n += (size_t)snprintf(text + n, sizeof text - n,
                          "<key id=\"polarity\" for=\"edge\" attr.name=\"polarity\" attr.type=\"int\"/>\n"
                          "<key id=\"sign\" for=\"edge\" attr.name=\"sign\" attr.type=\"int\"/>\n"
                          "<key id=\"window\" for=\"edge\" attr.name=\"window\" attr.type=\"string\"/>\n"
                          "<key id=\"flag\" for=\"edge\" attr.name=\"r_on\" attr.type=\"boolean\"/>\n"
                          "<key id=\"word\" for=\"edge\" attr.name=\"beta\" attr.type=\"string\"/>\n"
                          "<key id=\"whole\" for=\"edge\" attr.name=\"r_on\" attr.type=\"long\"/>\n"
                          "<graph edgedefault=\"directed\"><node id=\"a\">%s</node><node id=\"b\"/>\n"
                          "<edge id=\"x\" source=\"a\" target=\"b\">%s</edge></graph></graphml>", node_a, edge);
    ck_assert_uint_lt(n, sizeof text);
    test_ok(ohm_source_of(&source, "t", text, n, &err), &err);
    test_ok(ohm_graphml_read(&table, source, &err), &err);
    ohm_source_close(source);
    return table;
}

static ohm_circuit *
circuit_of(const char *node_a, const char *edge)
{
    ohm_circuit *circuit;
    ohm_error err;

    test_ok(ohm_circuit_from_table(&circuit, table_of(node_a, edge), "t.graphml", NULL, &err), &err);
    return circuit;
}

#define DATA(key, text) "<data key=\"" key "\">" text "</data>"

START_TEST(silence_takes_the_defaults)
{
    ohm_circuit *circuit = circuit_of("", "");
    const ohm_memristors *d = circuit->device;

    ck_assert(d->r_on[0] == 1.0 && d->xi[0] == 100.0 && circuit->w[0] == 0.5 && d->w_rest[0] == 0.0);
    ck_assert(d->alpha[0] == 0.0 && d->beta[0] == 1.0 && d->polarity[0] == 1 && d->sign[0] == 1);
    ck_assert_int_eq(d->window[0].kind, OHM_WINDOW_NONE);
    ck_assert(!circuit->drive->held[0] && !circuit->drive->has_emf && !circuit->drive->has_injection);
    ohm_circuit_free(circuit);
}
END_TEST

START_TEST(file_beats_option_beats_built_in)
{
    ohm_circuit_defaults defaults;
    ohm_circuit *circuit;
    ohm_error err;

    ohm_circuit_defaults_set(&defaults);
    defaults.xi = 7.0;
    defaults.alpha = 0.5;
    defaults.beta = 2.0;
    defaults.window.kind = OHM_WINDOW_STRUKOV;
    test_ok(ohm_circuit_from_table(&circuit, table_of("", DATA("beta", "3") DATA("r_on", "10")), "t", &defaults, &err), &err);
    ck_assert(circuit->device->xi[0] == 7.0 && circuit->device->alpha[0] == 0.5 && circuit->device->beta[0] == 3.0);
    ck_assert_int_eq(circuit->device->window[0].kind, OHM_WINDOW_STRUKOV);
    ohm_circuit_free(circuit);
    test_ok(ohm_circuit_from_table(&circuit, table_of("", DATA("r_on", "10") DATA("r_off", "1600") DATA("window", "joglekar:2")),
                                   "t", &defaults, &err), &err);
    ck_assert(circuit->device->xi[0] == 159.0);
    ck_assert_int_eq(circuit->device->window[0].kind, OHM_WINDOW_JOGLEKAR);
    ohm_circuit_free(circuit);
    defaults.beta = 0.0;
    test_fails(ohm_circuit_from_table(&circuit, table_of("", ""), "t", &defaults, &err), OHM_E_ARG, &err, "beta = 0");
    ohm_circuit_defaults_set(&defaults);
    defaults.xi = NAN;
    test_fails(ohm_circuit_from_table(&circuit, table_of("", ""), "t", &defaults, &err), OHM_E_ARG, &err, "xi = nan");
}
END_TEST

START_TEST(every_attribute_reaches_its_place)
{
    ohm_circuit *circuit = circuit_of(DATA("potential", "1") DATA("potential_amplitude", "2") DATA("potential_frequency", "3")
                                      DATA("potential_phase", "4") DATA("injection", "5"),
                                      DATA("whole", "1600") DATA("w", "0.25") DATA("w_rest", "1") DATA("alpha", "-1e-3")
                                      DATA("beta", "-0.5") DATA("polarity", "0") DATA("sign", "-1") DATA("window", "strukov")
                                      DATA("emf", "6") DATA("emf_amplitude", "7") DATA("emf_frequency", "8") DATA("emf_phase", "9"));
    const ohm_memristors *d = circuit->device;
    double emf, potential[2], injection[2];

    ck_assert(d->r_on[0] == 1600.0 && circuit->w[0] == 0.25 && d->w_rest[0] == 1.0 && d->alpha[0] == -1e-3);
    ck_assert(d->beta[0] == -0.5 && d->polarity[0] == 0 && d->sign[0] == -1);
    ck_assert(d->active && d->rectified && d->windowed && d->relaxing);
    ck_assert(circuit->drive->held[0] && !circuit->drive->held[1]);
    ohm_drive_at(&emf, potential, injection, 0.0, circuit->drive);
    ck_assert(emf == 6.0 + 7.0 * sin(9.0) && potential[0] == 1.0 + 2.0 * sin(4.0) && injection[0] == 5.0);
    ohm_circuit_free(circuit);
}
END_TEST

START_TEST(bad_values_are_refused_by_name)
{
    static const struct { const char *node, *edge, *words; } bad[] = {
        { "", DATA("r_on", "0"), "t.graphml: edge 0 (id \"x\"): r_on = 0: must be > 0" },
        { "", DATA("r_on", "-3"), "r_on = -3: must be > 0" },
        { "", DATA("r_on", "nan"), "edge 0 (id \"x\"): r_on = \"nan\" is not a finite number" },
        { "", DATA("r_on", "inf"), "\"inf\" is not a finite number" },
        { "", DATA("r_on", "ten"), "r_on = \"ten\" is not a number" },
        { "", DATA("r_on", ""), "r_on = \"\" is not a number" },
        { "", DATA("flag", "true"), "declared boolean" },
        { "", DATA("flag", "1"), "declared boolean" },
        { "", DATA("word", "1"), "declared a string" },
        { "", DATA("whole", "1.5"), "declared a whole number" },
        { "", DATA("whole", "1") DATA("r_on", "1"), "r_on has two values" },
        { "", DATA("r_on", "10") DATA("r_off", "9"), "r_off = 9: must be >= r_on" },
        { "", DATA("r_off", "-1"), "r_off = -1: must be >= r_on" },
        { "", DATA("r_on", "1e-300") DATA("r_off", "1e300"), "r_off = 1e+300: is more than 1e308 times" },
        { "", DATA("w", "1.5"), "w = 1.5: must be in [0, 1]" },
        { "", DATA("w", "-1e-9"), "w = -1e-09: must be in [0, 1]" },
        { "", DATA("w_rest", "2"), "w_rest = 2: must be in [0, 1]" },
        { "", DATA("beta", "0"), "beta = 0: must not be 0" },
        { "", DATA("alpha", "inf"), "alpha" },
        { "", DATA("polarity", "2"), "polarity = 2: must be 1, -1 or 0" },
        { "", DATA("sign", "0"), "sign = 0: must be 1 (passive) or -1 (active)" },
        { "", DATA("window", "hann"), "edge 0 (id \"x\"): " },
        { "", DATA("window", "joglekar:0.5"), "edge 0 (id \"x\"): " },
        { "", DATA("emf_frequency", "-50"), "emf_frequency = -50: must be >= 0" },
        { DATA("potential_amplitude", "1"), "", "node 0 (id \"a\"): potential_amplitude on a node that is not held" },
        { DATA("potential", "x"), "", "node 0 (id \"a\"): potential = \"x\" is not a number" },
        { DATA("injection", "1"), "", "the component of node 0 (id \"a\") is given a net current of 1 A and has no way out" },
    };
    ohm_circuit *circuit;
    ohm_error err;

    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        test_fails(ohm_circuit_from_table(&circuit, table_of(bad[k].node, bad[k].edge), "t.graphml", NULL, &err),
                   OHM_E_CONTENT, &err, bad[k].words);
        ck_assert_ptr_null(circuit);
        ck_assert_msg(strncmp(err.text, "t.graphml: ", 11) == 0, "%s", err.text);
        ck_assert_ptr_null(strchr(err.text, '\n'));
    }
}
END_TEST

START_TEST(an_empty_graph_is_refused)
{
    ohm_circuit *circuit;
    ohm_table *table;
    ohm_error err;

    test_ok(ohm_table_alloc(&table, &err), &err);
    test_fails(ohm_circuit_from_table(&circuit, table, "t", NULL, &err), OHM_E_CONTENT, &err, "t: the graph is empty");
}
END_TEST

/* ---- files ---------------------------------------------------------------- */
START_TEST(the_example_is_read_as_it_is)
{
    ohm_circuit *circuit;
    ohm_error err;
    size_t held = 0;

    test_ok(ohm_circuit_read(&circuit, test_source_path("examples/nanowires-588.graphml"), NULL, &err), &err);
    ck_assert_uint_eq(circuit->graph->nodes, 592);
    ck_assert_uint_eq(circuit->graph->edges, 2576);
    for (size_t n = 0; n < circuit->graph->nodes; n++)
        held += circuit->drive->held[n];
    ck_assert_uint_eq(held, 2);
    for (size_t e = 0; e < circuit->graph->edges; e++) {
        ck_assert(circuit->device->r_on[e] == 10.0 && circuit->device->xi[e] == 159.0 && circuit->w[e] == 0.95);
        ck_assert(circuit->device->polarity[e] == 0 && circuit->device->alpha[e] == -1.0);
    }
    ohm_circuit_free(circuit);
}
END_TEST

/* Attributes of one name and two types, as NetworkX writes them. */
START_TEST(mixed_types_are_one_attribute)
{
    ohm_circuit *circuit, *back;
    ohm_error err;
    double w[4] = { 0.1, 0.2, 0.3, 0.4 };

    test_ok(ohm_circuit_read(&circuit, test_source_path("tests/data/networkx.graphml"), NULL, &err), &err);
    ck_assert(circuit->device->r_on[0] == 10.0 && circuit->device->r_on[1] == 2.5 && circuit->device->r_on[2] == 1e-3);
    ck_assert(circuit->w[0] == 0.25 && circuit->w[1] == 0.5 && circuit->w[3] == 1.0);
    ck_assert(circuit->drive->held[0] && circuit->drive->held[1] && !circuit->drive->held[2]);
    ck_assert(circuit->drive->potential[0] == 5.0);

    test_ok(ohm_circuit_store_w(circuit, w, &err), &err);
    ohm_table *table = circuit->table;
    circuit->table = NULL;
    test_ok(ohm_circuit_from_table(&back, table, "again", NULL, &err), &err);
    for (size_t e = 0; e < 4; e++)
        ck_assert(back->w[e] == w[e]);
    ohm_circuit_free(back);
    ohm_circuit_free(circuit);
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    for (unsigned long k = 0;; k++) {
        ohm_table *table = table_of(DATA("potential", "1") DATA("injection", "5"), DATA("emf_amplitude", "7") DATA("emf_frequency", "8"));
        ohm_circuit *circuit;
        ohm_error err;

        test_alloc_refuse(k);
        const ohm_status status = ohm_circuit_from_table(&circuit, table, "t", NULL, &err);
        const bool refused = test_alloc_allow();
        ck_assert_msg(status == (refused ? OHM_E_NOMEM : OHM_OK), "%lu: %s", k, err.text);
        ohm_circuit_free(circuit);
        if (!refused)
            break;
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/circuit");
    TCase *cases = tcase_create("circuit");

    tcase_add_test(cases, silence_takes_the_defaults);
    tcase_add_test(cases, file_beats_option_beats_built_in);
    tcase_add_test(cases, every_attribute_reaches_its_place);
    tcase_add_test(cases, bad_values_are_refused_by_name);
    tcase_add_test(cases, an_empty_graph_is_refused);
    tcase_add_test(cases, the_example_is_read_as_it_is);
    tcase_add_test(cases, mixed_types_are_one_attribute);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
