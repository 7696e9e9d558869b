/* tests/case/test_spice.c -- mirrors lib/case/spice.c
 *
 * What the deck says; that ngspice finds our numbers in it is tests/tools/export.sh's. */
#include "case/spice.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

static const ohm_spice_options options = { 2.0, 100, 1e-6, true, "x.data" };

/* The circuit of an edge list, and the deck of it. */
static ohm_circuit *
make_circuit(size_t nodes, size_t edges, const size_t *ends)
{
    ohm_circuit *circuit;
    ohm_table *table;
    ohm_error err;
    size_t at;
    char id[16];

    test_ok(ohm_table_alloc(&table, &err), &err);
    for (size_t n = 0; n < nodes; n++) {
        snprintf(id, sizeof id, "%zu", n);
        test_ok(ohm_table_add_node(&at, table, id, &err), &err);
    }
    for (size_t k = 0; k < edges; k++)
        test_ok(ohm_table_add_edge(&at, table, NULL, ends[2 * k], ends[2 * k + 1], &err), &err);
    test_ok(ohm_circuit_from_table(&circuit, table, "test", NULL, &err), &err);
    return circuit;
}

static char *
deck_of(const ohm_circuit *circuit, const ohm_spice_options *o)
{
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    ohm_error err;

    test_ok(ohm_spice_write(stream, circuit, o, NULL, 0, &err), &err);
    fclose(stream);
    return text;
}

static size_t
times(const char *text, const char *words)
{
    size_t count = 0;

    for (const char *at = strstr(text, words); at != NULL; at = strstr(at + 1, words))
        count++;
    return count;
}

static void
hold(ohm_circuit *circuit, ohm_drive_kind kind, size_t index, const ohm_waveform *wave)
{
    ohm_error err;

    test_ok(ohm_drive_set(circuit->drive, kind, index, wave, &err), &err);
}

/* Two rings and a lone node: each component without a held node has one ground. */
START_TEST(every_component_has_its_ground)
{
    static const size_t ends[] = { 0, 1, 1, 2, 2, 0, 3, 4, 4, 3 };
    ohm_circuit *circuit = make_circuit(6, 5, ends);
    char *text = deck_of(circuit, &options);

    ck_assert_uint_eq(times(text, "\nB0 0 n1 I="), 1);
    ck_assert_uint_eq(times(text, "\nB2 n2 0 I="), 1);
    ck_assert_uint_eq(times(text, "\nB3 0 n4 I="), 1);
    for (int k = 0; k < 5; k++) {
        char line[32];

        snprintf(line, sizeof line, "\nC%d w%d 0 1 IC=0.5\n", k, k);
        ck_assert_uint_eq(times(text, line), 1);
    }
    free(text);
    hold(circuit, OHM_DRIVE_POTENTIAL, 4, &(const ohm_waveform){ .dc = 2.0 });
    text = deck_of(circuit, &options);
    ck_assert_uint_eq(times(text, "\nVn4 n4 0 DC 2\n"), 1);
    ck_assert_uint_eq(times(text, "\nB3 n3 n4 I="), 1);
    ck_assert_uint_eq(times(text, "\nB0 0 n1 I="), 1);
    ck_assert_uint_eq(times(text, "i(vn4)"), 2);        /* saved, and written */
    free(text);
    ohm_circuit_free(circuit);
}
END_TEST

START_TEST(waves_are_written_as_they_are)
{
    static const size_t ends[] = { 0, 1, 1, 2, 2, 0 };
    static const double time[] = { 0.5, 1.5 }, value[] = { 1.0, -1.0 };
    ohm_circuit *circuit = make_circuit(3, 3, ends);
    ohm_polyline *line;
    ohm_error err;
    char *text;

    hold(circuit, OHM_DRIVE_POTENTIAL, 0, &(const ohm_waveform){ .dc = 1.0, .amplitude = 2.0,
                                                                 .frequency = 3.0 });
    hold(circuit, OHM_DRIVE_POTENTIAL, 1, &(const ohm_waveform){ .dc = 1.0, .amplitude = 2.0,
                                                                 .phase = -1.5 });
    hold(circuit, OHM_DRIVE_INJECTION, 2, &(const ohm_waveform){ .dc = -0.25 });
    test_ok(ohm_polyline_alloc(&line, 2, time, value, &err), &err);
    hold(circuit, OHM_DRIVE_EMF, 1, &(const ohm_waveform){ .line = line });
    test_ok(ohm_drive_adopt(circuit->drive, line, &err), &err);
    hold(circuit, OHM_DRIVE_EMF, 0, &(const ohm_waveform){ .dc = -0.5 });
    text = deck_of(circuit, &options);
    ck_assert_uint_eq(times(text, "\nVn0 n0 0 SIN(1 2 3 0 0 0)\n"), 1);
    ck_assert_uint_eq(times(text, "\nVn1 n1 0 DC -0.99"), 1);       /* 1 + 2 sin(-1.5): it does not move */
    ck_assert_uint_eq(times(text, "\nIn2 0 n2 DC -0.25\n"), 1);
    ck_assert_uint_eq(times(text, "\nVe1 e1 0 PWL(0 1\n+ 0.5 1\n+ 1.5 -1)\n"), 1);
    ck_assert_uint_ge(times(text, "(v(n1)-v(n2)+v(e1))"), 1);
    ck_assert_uint_ge(times(text, "(v(n0)-v(n1)+(-0.5))"), 1);
    free(text);
    ohm_circuit_free(circuit);
}
END_TEST

START_TEST(laws_are_told_apart)
{
    static const size_t ends[] = { 0, 1, 1, 0 };
    const ohm_spice_options free_states = { 2.0, 100, 1e-6, false, "x.data" };
    ohm_circuit *circuit = make_circuit(2, 2, ends);
    char *walled = deck_of(circuit, &options), *text = deck_of(circuit, &free_states);

    ck_assert_uint_gt(times(walled, "min(max(v(w0),0),1)"), 0);
    ck_assert_uint_eq(times(text, "min("), 0);
    ck_assert_uint_eq(times(text, "abs("), 0);
    free(walled);
    free(text);
    circuit->device->polarity[0] = 0;
    circuit->device->sign[1] = -1;
    circuit->device->alpha[1] = -0.25;
    ohm_memristors_survey(circuit->device);
    text = deck_of(circuit, &free_states);
    ck_assert_uint_eq(times(text, "abs("), 1);
    /* the current, and what drives the memory */
    ck_assert_uint_eq(times(text, "/((-1)*(1+100*v(w1)))"), 2);
    ck_assert_uint_eq(times(text, "I=(-0.25)*(v(w1)-0)-1*("), 1);
    free(text);
    ohm_circuit_free(circuit);
}
END_TEST

START_TEST(options_that_make_no_sense_are_refused)
{
    static const size_t ends[] = { 0, 1, 1, 0 };
    static const ohm_spice_options wrong[] = {
        { 0.0, 100, 1e-6, true, "x" }, { -1.0, 100, 1e-6, true, "x" }, { 1.0, 0, 1e-6, true, "x" },
        { 1.0, 100, 0.0, true, "x" }, { 1.0, 100, 1.0, true, "x" }, { 1.0, 100, 1e-6, true, "" },
        { 1.0, 100, 1e-6, true, "a b" }, { 1.0, 100, 1e-6, true, "a\nquit" }
    };
    ohm_circuit *circuit = make_circuit(2, 2, ends), *bare = make_circuit(1, 0, ends);
    FILE *stream = fopen("/dev/null", "w");
    ohm_error err;

    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++)
        test_fails(ohm_spice_write(stream, circuit, &wrong[k], NULL, 0, &err), OHM_E_ARG, &err, "spice");
    test_fails(ohm_spice_write(stream, bare, &options, NULL, 0, &err), OHM_E_METHOD, &err, "without an edge");
    fclose(stream);
    ohm_circuit_free(circuit);
    ohm_circuit_free(bare);
}
END_TEST

START_TEST(refused_memory_is_an_error)
{
    static const size_t ends[] = { 0, 1, 1, 0 };
    ohm_circuit *circuit = make_circuit(2, 2, ends);
    FILE *stream = fopen("/dev/null", "w");
    ohm_status status = OHM_E_NOMEM;

    fputc(' ', stream);             /* the stream has its buffer before the first refusal */
    for (unsigned long k = 0; test_alloc_enabled() && status != OHM_OK; k++) {
        test_alloc_refuse(k);
        status = ohm_spice_write(stream, circuit, &options, NULL, 0, NULL);
        const bool fired = test_alloc_allow();
        ck_assert(fired ? status == OHM_E_NOMEM : status == OHM_OK);
    }
    fclose(stream);
    ohm_circuit_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/spice");
    TCase *tcase = tcase_create("spice");

    tcase_add_test(tcase, every_component_has_its_ground);
    tcase_add_test(tcase, waves_are_written_as_they_are);
    tcase_add_test(tcase, laws_are_told_apart);
    tcase_add_test(tcase, options_that_make_no_sense_are_refused);
    tcase_add_test(tcase, refused_memory_is_an_error);
    suite_add_tcase(suite, tcase);
    return suite;
}
