/* tests/case/test_drive_file.c -- mirrors lib/case/drive_file.c */
#include "case/drive_file.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Nodes a, b, c; edges ab, bc. */
static ohm_circuit *
chain(void)
{
    static const char *const ids[] = { "a", "b", "c" };
    ohm_circuit *circuit;
    ohm_table *table;
    ohm_error err;
    size_t at;

    test_ok(ohm_table_alloc(&table, &err), &err);
    for (size_t n = 0; n < 3; n++)
        test_ok(ohm_table_add_node(&at, table, ids[n], &err), &err);
    test_ok(ohm_table_add_edge(&at, table, NULL, 0, 1, &err), &err);
    test_ok(ohm_table_add_edge(&at, table, NULL, 1, 2, &err), &err);
    test_ok(ohm_circuit_from_table(&circuit, table, "chain", NULL, &err), &err);
    return circuit;
}

static ohm_status
drive(ohm_circuit *circuit, const char *text, double until, ohm_error *err)
{
    ohm_source *source;
    ohm_status status = ohm_source_of(&source, "d.csv", text, strlen(text), err);

    if (status == OHM_OK)
        status = ohm_drive_file_read(circuit, source, until, err);
    ohm_source_close(source);
    return status;
}

START_TEST(lines_run_straight_between_rows)
{
    ohm_circuit *circuit = chain();
    double emf[2], potential[3], injection[3];
    ohm_error err;

    test_ok(drive(circuit, "# a comment\ntime,emf:1,potential:c,injection:a\n0,1,-1,0.5\n2,3,-1,0.5\n4,3,1,0\n", 4.0, &err), &err);
    ck_assert(circuit->drive->held[2] && !circuit->drive->held[0]);
    ohm_drive_at(emf, potential, injection, 1.0, circuit->drive);
    ck_assert(emf[0] == 0.0 && emf[1] == 2.0 && potential[2] == -1.0 && injection[0] == 0.5);
    ohm_drive_at(emf, potential, injection, 3.0, circuit->drive);
    ck_assert(emf[1] == 3.0 && potential[2] == 0.0 && injection[0] == 0.25);
    ohm_circuit_free(circuit);
}
END_TEST

START_TEST(bad_drives_are_refused_with_their_line)
{
    static const struct { const char *text, *words; } bad[] = {
        { "", "empty" },
        { "time,emf:0\n", "no rows" },
        { "t,emf:0\n0,1\n9,1\n", "the header must be \"time\"" },
        { "time\n0\n9\n", "at least one column more" },
        { "time,emf:0\n0,1\n2,1\n1,1\n", "d.csv:4: time 1 after 2: times must increase" },
        { "time,emf:0\n0,1\n2,1\n2,1\n", "d.csv:4: time 2 after 2" },
        { "time,emf:0\n0,nan\n", "d.csv:2: column \"emf:0\": \"nan\" is not a finite number" },
        { "time,emf:0\n0,1e999\n", "not a finite number" },
        { "time,emf:0\n0\n", "d.csv:2: 1 values where the header names 2" },
        { "time,emf:0\n0,1,2\n", "d.csv:2: more values than the 2 columns" },
        { "time,emf:0\n0,\n", "\"\" is not a finite number" },
        { "time,emf:2\n0,1\n9,1\n", "edges are named by position, 0 .. 1" },
        { "time,emf:-1\n0,1\n9,1\n", "edges are named by position" },
        { "time,potential:d\n0,1\n9,1\n", "no node of the circuit has this id" },
        { "time,voltage:a\n0,1\n9,1\n", "expected emf:EDGE, potential:NODE or injection:NODE" },
        { "time,emf:1,emf:01\n0,1,1\n9,1,1\n", "drives what an earlier column drives" },
        { "time,emf:1,emf:1\n0,1,1\n9,1,1\n", "columns 2 and 3 are both called \"emf:1\"" },
        { "time,emf:0\n0,1\n2.5,1\n", "d.csv:3: the last row is at 2.5 s, before the end at 3 s" },
        { "time,injection:a\n0,0\n9,1\n", "no way out" },
    };
    ohm_error err;

    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        ohm_circuit *circuit = chain();

        test_fails(drive(circuit, bad[k].text, 3.0, &err), OHM_E_CONTENT, &err, bad[k].words);
        ohm_circuit_free(circuit);
    }
}
END_TEST

/* Injections that cancel at every time are no net current, whoever shares them. */
START_TEST(balanced_injections_are_accepted)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    char text[4096] = "time,injection:a,injection:b,injection:c\n";
    ohm_circuit *circuit = chain();
    ohm_error err;

    for (int row = 0; row < 10; row++) {
        const double a = ohm_rng_normal(rng), b = ohm_rng_normal(rng);
        const size_t used = strlen(text);

        snprintf(text + used, sizeof text - used, "%d,%.17g,%.17g,%.17g\n", row, a, b, -(a + b));
    }
    test_ok(drive(circuit, text, 9.0, &err), &err);
    ohm_circuit_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(waveforms_are_spelled_three_ways)
{
    char path[] = "wave-XXXXXX", text[64], digest[OHM_SHA256_TEXT], expected[OHM_SHA256_TEXT];
    FILE *file = fdopen(mkstemp(path), "w");
    ohm_polyline *line;
    ohm_waveform wave;
    ohm_error err;

    test_ok(ohm_waveform_parse(&wave, &line, digest, "-1.5e-3", 9.0, &err), &err);
    ck_assert(wave.dc == -1.5e-3 && wave.amplitude == 0.0 && line == NULL && digest[0] == '\0');
    test_ok(ohm_waveform_parse(&wave, &line, NULL, "sin:2,50", 9.0, &err), &err);
    ck_assert(wave.dc == 0.0 && wave.amplitude == 2.0 && wave.frequency == 50.0 && wave.phase == 0.0);
    test_ok(ohm_waveform_parse(&wave, &line, NULL, "sin:2,50,-0.5", 9.0, &err), &err);
    ck_assert(wave.phase == -0.5);
    fputs("time,value\n0,0\n10,20\n", file);
    fclose(file);
    snprintf(text, sizeof text, "csv:%s", path);
    test_ok(ohm_waveform_parse(&wave, &line, digest, text, 10.0, &err), &err);
    ck_assert(ohm_waveform_at(&wave, 2.5) == 5.0);
    ohm_polyline_free(line);
    test_ok(ohm_sha256_of_file(expected, path, &err), &err);
    ck_assert_str_eq(digest, expected);
    test_fails(ohm_waveform_parse(&wave, &line, NULL, text, 10.5, &err), OHM_E_CONTENT, &err, "last row is at 10 s");
    unlink(path);
    test_fails(ohm_waveform_parse(&wave, &line, NULL, text, 1.0, &err), OHM_E_IO, &err, path);

    static const char *const bad[] = { "", "V", "nan", "inf", "sin:", "sin:1", "sin:1,", "sin:1,2,3,4", "sin:1,-2",
                                       "sin:1,nan", "sin:a,b", "1 2", "cos:1,2", "sin:1,2,3,", "0x10" };
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
        test_fails(ohm_waveform_parse(&wave, &line, NULL, bad[k], 1.0, &err), OHM_E_ARG, &err, "is no waveform");
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    static const char text[] = "time,emf:1,potential:c\n0,1,-1\n2,3,-1\n4,3,1\n";

    for (unsigned long k = 0;; k++) {
        ohm_circuit *circuit = chain();
        ohm_error err;

        test_alloc_refuse(k);
        const ohm_status status = drive(circuit, text, 4.0, &err);
        const bool refused = test_alloc_allow();
        ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
        ohm_circuit_free(circuit);
        if (!refused)
            break;
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/drive_file");
    TCase *cases = tcase_create("drive_file");

    tcase_add_test(cases, lines_run_straight_between_rows);
    tcase_add_test(cases, bad_drives_are_refused_with_their_line);
    tcase_add_loop_test(cases, balanced_injections_are_accepted, 0, 10);
    tcase_add_test(cases, waveforms_are_spelled_three_ways);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
