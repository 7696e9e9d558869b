/* tests/case/test_fluidic_circuit.c -- mirrors lib/case/fluidic_circuit.c */
#include "case/fluidic_circuit.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/ohmega-fluidic-XXXXXX.graphml";
static ohm_error err;

/* Four nodes in a line 0 -> 1 <- 2, 3 apart, as the author's files have them: string ids,
 * integers among numbers, a key of no concern; `extra` goes among the nodes. */
static void
write_circuit(const char *data0, const char *data1, const char *data2, const char *edge)
{
    FILE *file;
    int fd;

    strcpy(path + sizeof path - 15, "XXXXXX.graphml");
    ck_assert_int_ge(fd = mkstemps(path, 8), 0);
    file = fdopen(fd, "w");
    fprintf(file, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">"
            "<key id=\"d0\" for=\"node\" attr.name=\"type\" attr.type=\"string\"/>"
            "<key id=\"d1\" for=\"node\" attr.name=\"voltage\" attr.type=\"long\"/>"
            "<key id=\"d2\" for=\"node\" attr.name=\"desired\" attr.type=\"double\"/>"
            "<key id=\"d3\" for=\"node\" attr.name=\"rho\" attr.type=\"double\"/>"
            "<key id=\"d4\" for=\"node\" attr.name=\"color\" attr.type=\"string\"/>"
            "<key id=\"d5\" for=\"node\" attr.name=\"constant_source\" attr.type=\"boolean\"/>"
            "<key id=\"d6\" for=\"edge\" attr.name=\"length\" attr.type=\"double\"/>"
            "<graph edgedefault=\"undirected\"><node id=\"a\">%s</node><node id=\"b\">%s</node>"
            "<node id=\"c\">%s</node><node id=\"d\"/><edge source=\"a\" target=\"b\">%s</edge>"
            "<edge source=\"c\" target=\"b\"/></graph></graphml>", data0, data1, data2, edge);
    fclose(file);
}

#define SOURCE "<data key=\"d0\">source</data><data key=\"d1\">5</data><data key=\"d5\">True</data>"
#define TARGET "<data key=\"d0\">target</data><data key=\"d2\">4</data><data key=\"d4\">red</data>"
#define GROUND "<data key=\"d0\">source</data><data key=\"d1\">0</data><data key=\"d3\">0.3</data>"

START_TEST(files_of_the_author_are_read)
{
    static const bool lengths[OHM_FLUIDIC_KINDS] = { true };
    ohm_fluidic_circuit *circuit;
    ohm_fluidic_samples samples;
    size_t column;

    write_circuit(SOURCE, TARGET, GROUND, "<data key=\"d6\">8</data>");
    test_ok(ohm_fluidic_circuit_read(&circuit, path, &err), &err);
    ck_assert(circuit->held[0] && !circuit->held[1] && circuit->held[2] && !circuit->held[3]);
    ck_assert(circuit->targets == 1 && circuit->target[0] == 1 && circuit->desired[0] == 4.0);
    test_ok(ohm_fluidic_circuit_connect(circuit, NULL, &err), &err);
    ck_assert(ohm_fluidic_values(circuit->network, OHM_FLUIDIC_LENGTH)[0] == 8.0);
    ck_assert(ohm_fluidic_values(circuit->network, OHM_FLUIDIC_LENGTH)[1] == 10.0);
    ck_assert(ohm_fluidic_values(circuit->network, OHM_FLUIDIC_DENSITY)[2] == 0.3);
    test_ok(ohm_fluidic_circuit_samples(&samples, circuit, NULL, false, &err), &err);
    ck_assert(samples.count == 1 && samples.held[0] == 5.0 && samples.plus[0] == 1
              && samples.label[0] == 4.0);
    ohm_fluidic_samples_release(&samples);
    ohm_fluidic_values(circuit->network, OHM_FLUIDIC_LENGTH)[1] = 11.5;
    test_ok(ohm_fluidic_circuit_store(circuit, lengths, &err), &err);
    column = ohm_table_find_column(circuit->table, OHM_FOR_EDGE, "length");
    ck_assert_str_eq(ohm_table_cell(circuit->table, column, 1), "11.5");
    ohm_fluidic_circuit_free(circuit);
    (void)remove(path);
}
END_TEST

/* By lot: the same for the same seed, the graph and the table alike, and not always as was. */
START_TEST(orientation_by_lot)
{
    bool turned = false, kept = false;

    write_circuit(SOURCE, TARGET, GROUND, "");
    for (uint64_t seed = 1; seed <= 16; seed++) {
        ohm_fluidic_circuit *circuit;

        test_ok(ohm_fluidic_circuit_read(&circuit, path, &err), &err);
        test_ok(ohm_fluidic_circuit_orient(circuit, seed, &err), &err);
        ck_assert(circuit->graph->tail[0] == ohm_table_tails(circuit->table)[0]);
        ck_assert(circuit->graph->head[0] == ohm_table_heads(circuit->table)[0]);
        turned = turned || circuit->graph->tail[0] == 1;
        kept = kept || circuit->graph->tail[0] == 0;
        ohm_fluidic_circuit_free(circuit);
    }
    ck_assert(turned && kept);
    (void)remove(path);
}
END_TEST

static const struct {
    const char *data0, *data1, *data2, *edge, *words;
} BAD[] = {
    { "<data key=\"d0\">source</data>", TARGET, GROUND, "", "a source without a voltage" },
    { SOURCE, "<data key=\"d0\">target</data>", GROUND, "", "a target without a desired" },
    { SOURCE, "<data key=\"d0\">sink</data>", GROUND, "", "must be source, target or hidden" },
    { SOURCE, TARGET, GROUND, "<data key=\"d6\">-3</data>", "edge 0: length = -3: must be > 0 (um)" },
    { SOURCE, TARGET, GROUND, "<data key=\"d6\">long</data>", "edge 0: length = \"long\" is not a number" },
    { "<data key=\"d0\">source</data><data key=\"d1\">high</data>", TARGET, GROUND, "",
      "voltage = \"high\"" },
    { "", TARGET, "", "", "no source" }
};

START_TEST(bad_files_are_named)
{
    ohm_fluidic_circuit *circuit;
    ohm_status status;

    write_circuit(BAD[_i].data0, BAD[_i].data1, BAD[_i].data2, BAD[_i].edge);
    status = ohm_fluidic_circuit_read(&circuit, path, &err);
    if (status == OHM_OK)
        status = ohm_fluidic_circuit_connect(circuit, NULL, &err);
    ck_assert_int_eq(status, OHM_E_CONTENT);
    ck_assert_msg(strstr(err.text, BAD[_i].words) != NULL && strstr(err.text, path) != NULL, "%s", err.text);
    ohm_fluidic_circuit_free(circuit);
    (void)remove(path);
}
END_TEST

/* A target nothing drives, and a target that is a source. */
START_TEST(targets_hang_on_sources)
{
    size_t plus[] = { 3 }, minus[] = { OHM_NONE }, source[] = { 0 };
    double value[] = { 1.0 }, label[] = { 1.0 };
    char name[] = "task";
    ohm_task task = { .sources = 1, .source = source, .targets = 1, .plus = plus, .minus = minus,
                      .files = 1 };
    ohm_fluidic_circuit *circuit;
    ohm_fluidic_samples samples;

    task.train = (ohm_task_samples){ 1, value, label, NULL };
    task.file[0].path = name;
    write_circuit(SOURCE, TARGET, GROUND, "");
    test_ok(ohm_fluidic_circuit_read(&circuit, path, &err), &err);
    test_ok(ohm_fluidic_circuit_connect(circuit, &task, &err), &err);
    test_fails(ohm_fluidic_circuit_samples(&samples, circuit, &task, false, &err), OHM_E_CONTENT, &err,
               "no path joins this target");
    plus[0] = 2;
    test_fails(ohm_fluidic_circuit_samples(&samples, circuit, &task, false, &err), OHM_E_CONTENT, &err,
               "is a source");
    plus[0] = 1;
    test_ok(ohm_fluidic_circuit_samples(&samples, circuit, &task, false, &err), &err);
    ck_assert(samples.held[0] == 1.0 && samples.held[2] == 0.0);    /* the task beats the file */
    ohm_fluidic_samples_release(&samples);
    ohm_fluidic_circuit_free(circuit);
    (void)remove(path);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/fluidic_circuit");
    TCase *cases = tcase_create("circuit");

    tcase_add_test(cases, files_of_the_author_are_read);
    tcase_add_test(cases, orientation_by_lot);
    tcase_add_loop_test(cases, bad_files_are_named, 0, sizeof BAD / sizeof *BAD);
    tcase_add_test(cases, targets_hang_on_sources);
    suite_add_tcase(suite, cases);
    return suite;
}
