/* tests/io/test_graphml_write.c -- mirrors lib/io/graphml_write.c */
#include "io/graphml_sample.h"

START_TEST(files_of_other_programs_round_trip)
{
    ohm_table *first = sample(SAMPLES[_i]), *second;
    char *text = written(first), *again;
    ohm_error err;

    test_ok(read_text(&second, text, strlen(text), &err), &err);
    assert_equal_tables(first, second);
    again = written(second);
    ck_assert_str_eq(text, again);
    free(again);
    free(text);
    ohm_table_free(second);
    ohm_table_free(first);
}
END_TEST

/* Pieces that the samples hold and nothing of ours asks for, as they must come out. */
START_TEST(what_no_circuit_needs_is_kept)
{
    static const struct { const char *file, *piece; } kept[] = {
        { "yed.graphml", "<!--Created by yEd 3.22-->" },
        { "yed.graphml", "xmlns:y=\"http://www.yworks.com/xml/graphml\"" },
        { "yed.graphml", "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd\"" },
        { "yed.graphml", "<key id=\"d7\" for=\"node\" yfiles.type=\"nodegraphics\"/>" },
        { "yed.graphml", "<default>120.0</default>" },
        { "yed.graphml", "<data key=\"d6\" xml:space=\"preserve\">drain &amp; source &lt;left&gt;</data>" },
        { "yed.graphml", "<y:Geometry height=\"30.0\" width=\"30.0\" x=\"385.0\" y=\"185.0\"/>" },
        { "yed.graphml", "xml:space=\"preserve\">A &amp; B<y:LabelModel>" },
        { "yed.graphml", "<port name=\"north\"/>" },
        { "yed.graphml", "id=\"e0\" sourceport=\"north\"" },
        { "yed.graphml", "id=\"e1\" directed=\"false\"><desc>the way back</desc>" },
        { "yed.graphml", "<y:Resources/>" },
        { "yed.graphml", "<graph edgedefault=\"directed\" id=\"G\">" },
        { "mixed.graphml", "<!DOCTYPE graphml SYSTEM \"http://graphml.graphdrawing.org/dtds/1.0rc/graphml.dtd\">" },
        { "mixed.graphml", "<graph id=\"caf\xc3\xa9\" edgedefault=\"undirected\" parse.order=\"free\">" },
        { "mixed.graphml", "<key id=\"k1\" for=\"all\" attr.name=\"comment\" attr.type=\"string\"><desc>anywhere</desc><default>&lt;none&gt;</default>" },
        { "mixed.graphml", "<key id=\"k2\" attr.name=\"weight\" attr.type=\"double\"/>" },
        { "mixed.graphml", "<key id=\"ke\" for=\"endpoint\"" },
        { "mixed.graphml", "<edge source=\"p\" target=\"q\" id=\"0\" directed=\"true\">" },
        { "mixed.graphml", "<data key=\"k1\">  blanks kept  </data>" },
        { "mixed.graphml", "<data key=\"k0\">0.50</data>" },
        { "mixed.graphml", "targetport=\"x\"" },
        { "mixed.graphml", "<port name=\"x\"><port name=\"y\"/></port>" },
        { "mixed.graphml", "<data key=\"k1\">of the file</data>" },
        { "mixed.graphml", "<locator xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"elsewhere\"/>" },
        { "networkx.graphml", "<data key=\"d2\">first\nline</data>" },
        { "networkx.graphml", "<data key=\"d10\">say \"hi\" &lt;now&gt;</data>" },
        { "networkx.graphml", "<node id=\"a &amp; b\">" },
        { "networkx.graphml", "<data key=\"d5\">True</data>" },
        { "igraph.graphml", "<!-- Created by igraph -->" },
        { "igraph.graphml", "<data key=\"e_r_on\">100.333333333333</data>" },
        { "igraph.graphml", "<data key=\"g_name\">square &amp; co</data>" },
    };

    for (size_t k = 0; k < sizeof kept / sizeof *kept; k++) {
        ohm_table *table = sample(kept[k].file);
        char *text = written(table);

        ck_assert_msg(strstr(text, kept[k].piece) != NULL, "%s lost %s", kept[k].file, kept[k].piece);
        free(text);
        ohm_table_free(table);
    }
}
END_TEST

static void
random_text(char *text, size_t room, ohm_rng *rng)
{
    static const char *const pieces[] = { "a", "<", ">", "&", "\"", "'", "\n", "\t", "\r", " ", "]]>", "&amp;",
                                          "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "1e-3", "<!--", "\xc2\x85" };
    const size_t n = ohm_rng_below(rng, 8);

    text[0] = '\0';
    for (size_t k = 0; k < n; k++) {
        const char *piece = pieces[ohm_rng_below(rng, sizeof pieces / sizeof *pieces)];

        if (strlen(text) + strlen(piece) < room)
            strcat(text, piece);
    }
}

static ohm_table *
random_table(ohm_rng *rng)
{
    static const char *const types[] = { "boolean", "int", "long", "float", "double", "string" };
    const size_t nodes = 1 + ohm_rng_below(rng, 20), edges = ohm_rng_below(rng, 40);
    ohm_table *table;
    char text[64], name[96];
    ohm_error err;
    size_t at;

    test_ok(ohm_table_alloc(&table, &err), &err);
    for (size_t n = 0; n < nodes; n++) {
        random_text(text, sizeof text, rng);
        snprintf(name, sizeof name, "%zu%s", n, text);
        test_ok(ohm_table_add_node(&at, table, name, &err), &err);
    }
    for (size_t e = 0; e < edges; e++) {
        random_text(text, sizeof text, rng);
        test_ok(ohm_table_add_edge(&at, table, ohm_rng_below(rng, 3) == 0 ? NULL : text, ohm_rng_below(rng, nodes),
                                   ohm_rng_below(rng, nodes), &err), &err);
    }
    for (size_t c = 0; c < 8; c++) {
        const ohm_table_scope scope = (ohm_table_scope)ohm_rng_below(rng, 4);

        random_text(text, sizeof text, rng);
        snprintf(name, sizeof name, "%zu%s", c, text);
        test_ok(ohm_table_add_column(&at, table, scope, name, types[ohm_rng_below(rng, 6)], &err), &err);
        for (size_t k = 0; k < elements(table, scope); k++) {
            random_text(text, sizeof text, rng);
            if (ohm_rng_below(rng, 3) > 0)
                test_ok(ohm_table_set_cell(table, at, k, text, &err), &err);
        }
    }
    return table;
}

START_TEST(random_tables_round_trip)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_table *table = random_table(rng), *back;
    char *text = written(table);
    ohm_error err;

    test_ok(read_text(&back, text, strlen(text), &err), &err);
    assert_equal_tables(table, back);
    free(text);
    ohm_table_free(back);
    ohm_table_free(table);
    ohm_rng_free(rng);
}
END_TEST

/* Takes a piece out of text; it must be there. */
static void
take_out(char *text, const char *piece)
{
    char *at = strstr(text, piece);

    ck_assert_msg(at != NULL, "no %s", piece);
    memmove(at, at + strlen(piece), strlen(at + strlen(piece)) + 1);
}

START_TEST(a_new_column_changes_nothing_else)
{
    ohm_table *table = sample("yed.graphml");
    char *before = written(table), *after;
    ohm_error err;
    size_t column;

    test_ok(ohm_table_add_column(&column, table, OHM_FOR_EDGE, "w", "double", &err), &err);
    test_ok(ohm_table_set_number(table, column, 1, 0.25, &err), &err);
    after = written(table);
    /* 12 keys d0 .. d11: the next id is free; without both insertions it is the old text */
    take_out(after, "<key id=\"d12\" for=\"edge\" attr.name=\"w\" attr.type=\"double\"/>\n");
    take_out(after, "  <data key=\"d12\">0.25</data>\n");
    ck_assert_str_eq(before, after);
    free(before);
    free(after);
    ohm_table_free(table);
}
END_TEST

START_TEST(unwritable_text_is_refused_by_name)
{
    static const char *const unfit[] = { "\x01", "\xff", "\xc3", "\xed\xa0\x80", "\xef\xbf\xbf" };
    ohm_error err;
    size_t at;

    for (size_t k = 0; k < sizeof unfit / sizeof *unfit; k++) {
        FILE *nowhere = fopen("/dev/null", "w");
        ohm_table *table;

        test_ok(ohm_table_alloc(&table, &err), &err);
        test_ok(ohm_table_add_node(&at, table, "good", &err), &err);
        test_ok(ohm_table_add_node(&at, table, unfit[k], &err), &err);
        test_fails(ohm_graphml_write(nowhere, table, &err), OHM_E_CONTENT, &err, "node 1");
        fclose(nowhere);
        ohm_table_free(table);
    }
}
END_TEST

START_TEST(a_full_disk_is_noticed)
{
    ohm_table *table = sample("yed.graphml");
    FILE *full = fopen("/dev/full", "w");
    ohm_error err;

    if (full != NULL) {
        test_fails(ohm_graphml_write(full, table, &err), OHM_E_IO, &err, "cannot be written");
        fclose(full);
    }
    ohm_table_free(table);
}
END_TEST

START_TEST(refused_memory_while_writing_is_reported)
{
    ohm_table *table = sample("yed.graphml");
    FILE *nowhere = fopen("/dev/null", "w");

    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_graphml_write(nowhere, table, NULL);
        const bool refused = test_alloc_allow();

        /* stdio may do without the buffer it was refused */
        ck_assert(status == OHM_OK || (refused && status == OHM_E_NOMEM));
        if (!refused)
            break;
    }
    fclose(nowhere);
    ohm_table_free(table);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/graphml_write");
    TCase *cases = tcase_create("graphml_write");

    tcase_add_loop_test(cases, files_of_other_programs_round_trip, 0, SAMPLE_COUNT);
    tcase_add_test(cases, what_no_circuit_needs_is_kept);
    tcase_add_loop_test(cases, random_tables_round_trip, 0, 100);
    tcase_add_test(cases, a_new_column_changes_nothing_else);
    tcase_add_test(cases, unwritable_text_is_refused_by_name);
    tcase_add_test(cases, a_full_disk_is_noticed);
    tcase_add_test(cases, refused_memory_while_writing_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
