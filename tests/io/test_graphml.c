/* tests/io/test_graphml.c -- mirrors lib/io/graphml_read.c, graphml_write.c */
#include "io/graphml.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ohm_status
read_text(ohm_table **table, const char *text, size_t length, ohm_error *err)
{
    ohm_source *source;
    ohm_status status = ohm_source_of(&source, "t.graphml", text, length, err);

    *table = NULL;
    if (status == OHM_OK)
        status = ohm_graphml_read(table, source, err);
    if (status != OHM_OK)
        ck_assert_ptr_null(*table);
    ohm_source_close(source);
    return status;
}

static char *
written(const ohm_table *table)
{
    char *text = NULL;
    size_t length;
    FILE *file = open_memstream(&text, &length);
    ohm_error err;

    test_ok(ohm_graphml_write(file, table, &err), &err);
    fclose(file);
    return text;
}

static ohm_table *
sample(const char *name)
{
    char path[64];
    ohm_source *source;
    ohm_table *table;
    ohm_error err;

    snprintf(path, sizeof path, "tests/data/%s", name);
    test_ok(ohm_source_open(&source, test_source_path(path), &err), &err);
    test_ok(ohm_graphml_read(&table, source, &err), &err);
    ohm_source_close(source);
    return table;
}

static bool
both_or_equal(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static size_t
elements(const ohm_table *table, ohm_table_scope scope)
{
    return scope == OHM_FOR_NODE ? ohm_table_nodes(table) : scope == OHM_FOR_EDGE ? ohm_table_edges(table) : 1;
}

/* Everything the table's interface tells, told alike by both. */
static void
assert_equal_tables(const ohm_table *a, const ohm_table *b)
{
    ck_assert_uint_eq(ohm_table_nodes(a), ohm_table_nodes(b));
    ck_assert_uint_eq(ohm_table_edges(a), ohm_table_edges(b));
    ck_assert_uint_eq(ohm_table_columns(a), ohm_table_columns(b));
    for (size_t n = 0; n < ohm_table_nodes(a); n++)
        ck_assert_str_eq(ohm_table_node_id(a, n), ohm_table_node_id(b, n));
    for (size_t e = 0; e < ohm_table_edges(a); e++) {
        ck_assert(both_or_equal(ohm_table_edge_id(a, e), ohm_table_edge_id(b, e)));
        ck_assert_uint_eq(ohm_table_tails(a)[e], ohm_table_tails(b)[e]);
        ck_assert_uint_eq(ohm_table_heads(a)[e], ohm_table_heads(b)[e]);
    }
    for (size_t c = 0; c < ohm_table_columns(a); c++) {
        const ohm_table_scope scope = ohm_table_column_scope(a, c);

        ck_assert_int_eq(scope, ohm_table_column_scope(b, c));
        ck_assert(both_or_equal(ohm_table_column_name(a, c), ohm_table_column_name(b, c)));
        ck_assert(both_or_equal(ohm_table_column_type(a, c), ohm_table_column_type(b, c)));
        for (size_t k = 0; k < elements(a, scope); k++) {
            ck_assert(ohm_table_has_cell(a, c, k) == ohm_table_has_cell(b, c, k));
            ck_assert(both_or_equal(ohm_table_cell(a, c, k), ohm_table_cell(b, c, k)));
        }
    }
}

/* ---- round trips ---------------------------------------------------------- */
static const char *const SAMPLES[] = { "networkx.graphml", "igraph.graphml", "yed.graphml", "mixed.graphml" };
enum { SAMPLE_COUNT = sizeof SAMPLES / sizeof *SAMPLES };

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

START_TEST(sample_contents_are_understood)
{
    ohm_table *table = sample("mixed.graphml");
    const size_t comment = ohm_table_find_column(table, OHM_FOR_NODE, "comment");

    ck_assert_uint_eq(ohm_table_tails(table)[0], 1);        /* p is the second node */
    ck_assert_uint_eq(ohm_table_heads(table)[0], 0);
    ck_assert_uint_eq(ohm_table_tails(table)[2], 2);
    ck_assert_uint_eq(ohm_table_heads(table)[2], 2);
    ck_assert_str_eq(ohm_table_edge_id(table, 1), "0");
    ck_assert_ptr_null(ohm_table_edge_id(table, 2));
    ck_assert_str_eq(ohm_table_cell(table, comment, 0), "<none>");
    ck_assert(!ohm_table_has_cell(table, comment, 0));
    ck_assert_str_eq(ohm_table_cell(table, comment, 1), "");
    ck_assert_str_eq(ohm_table_cell(table, ohm_table_find_column(table, OHM_FOR_FILE, "comment"), 0), "of the file");
    ohm_table_free(table);

    table = sample("networkx.graphml");
    const size_t whole = ohm_table_find_column(table, OHM_FOR_EDGE, "r_on");
    const size_t real = ohm_table_next_column(table, whole);
    ck_assert_uint_ne(real, SIZE_MAX);                      /* one name, two types */
    ck_assert_str_ne(ohm_table_column_type(table, whole), ohm_table_column_type(table, real));
    ck_assert_uint_eq(ohm_table_find_node(table, "\xce\xa9"), 2);
    ohm_table_free(table);
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

START_TEST(a_new_column_changes_nothing_else)
{
    ohm_table *table = sample("yed.graphml");
    char *before = written(table), *after, *cut;
    ohm_error err;
    size_t column;

    test_ok(ohm_table_add_column(&column, table, OHM_FOR_EDGE, "w", "double", &err), &err);
    test_ok(ohm_table_set_number(table, column, 1, 0.25, &err), &err);
    after = written(table);
    /* 12 keys d0 .. d11: the next id is free; taking both insertions out gives the old text back */
    static const char key[] = "<key id=\"d12\" for=\"edge\" attr.name=\"w\" attr.type=\"double\"/>\n";
    static const char data[] = "  <data key=\"d12\">0.25</data>\n";
    ck_assert_ptr_nonnull(cut = strstr(after, key));
    memmove(cut, cut + strlen(key), strlen(cut + strlen(key)) + 1);
    ck_assert_ptr_nonnull(cut = strstr(after, data));
    memmove(cut, cut + strlen(data), strlen(cut + strlen(data)) + 1);
    ck_assert_str_eq(before, after);
    free(before);
    free(after);
    ohm_table_free(table);
}
END_TEST

/* ---- bad input ------------------------------------------------------------ */
#define HEAD "<graphml><key id=\"d\" for=\"edge\" attr.name=\"w\"/>\n<graph edgedefault=\"directed\">\n"
#define TWO "<node id=\"a\"/><node id=\"b\"/>\n"
#define TAIL "</graph></graphml>"

START_TEST(bad_files_are_refused_with_their_line)
{
    static const struct { const char *text, *words; } bad[] = {
        { "", "t.graphml:1: not well-formed" },
        { "not XML at all", "t.graphml:1: not well-formed" },
        { "{\"json\": 1}", "not well-formed" },
        { HEAD TWO "<edge source=\"a\" tar", "t.graphml:4: not well-formed" },
        { HEAD TWO, "not well-formed" },
        { HEAD TWO TAIL "<graphml/>", "not well-formed" },
        { HEAD "<node id=\"&nothing;\"/>" TAIL, "not well-formed" },
        { HEAD "<node id=\"\xff\"/>" TAIL, "not well-formed" },
        { "<gexf/>", "t.graphml:1: the root element is \"gexf\"" },
        { "<graphml/>", "no <graph>" },
        { HEAD TAIL, "the graph is empty: add a <node>" },
        { HEAD TWO "<node id=\"a\"/>" TAIL, "t.graphml:4: node 2: a second <node> with id \"a\"" },
        { HEAD "<node/>" TAIL, "t.graphml:3: node 0: <node> without id" },
        { HEAD TWO "<edge source=\"a\"/>" TAIL, "edge 0: <edge> without target" },
        { HEAD TWO "\n\n<edge id=\"x\" source=\"a\" target=\"c\"/>" TAIL,
          "t.graphml:6: edge 0 (id \"x\"): target \"c\" is no node" },
        { HEAD TWO "<edge source=\"a\" target=\"b\">\n<data key=\"d\">1</data>\n<data key=\"d\">1</data></edge>" TAIL,
          "t.graphml:6: edge 0: a second <data> for key \"d\" (attribute \"w\"): keep one" },
        { HEAD TWO "<edge source=\"a\" target=\"b\"><data key=\"e\">1</data></edge>" TAIL,
          "edge 0: <data> for key \"e\", which no <key> declares" },
        { HEAD TWO "<edge source=\"a\" target=\"b\"><data>1</data></edge>" TAIL, "<data> without key" },
        { HEAD "<node id=\"a\"><data key=\"d\">1</data></node>" TAIL, "which is for \"edge\": declare it for \"node\"" },
        { HEAD "<node id=\"a\"><graph/></node>" TAIL, "node 0 (id \"a\"): a nested <graph>" },
        { HEAD "<node id=\"a\"/><graph/>" TAIL, "a nested <graph>" },
        { HEAD TWO "<hyperedge/>" TAIL, "t.graphml:4: <hyperedge>" },
        { HEAD TWO "</graph><graph/></graphml>", "a second <graph>" },
        { HEAD "<node id=\"a\">5</node>" TAIL, "text outside <data>" },
        { HEAD TWO "5" TAIL, "text in <graph>" },
        { "<graphml><key id=\"d\"/>\n<key id=\"d\"/></graphml>", "t.graphml:2: a second <key> with id \"d\"" },
        { "<graphml><key for=\"edge\"/></graphml>", "<key> without id" },
        { "<graphml><key id=\"d\"><default>1</default><default>2</default></key></graphml>", "a second <default>" },
        { "<!DOCTYPE graphml [<!ENTITY a \"b\">]><graphml/>", "the DOCTYPE declares entities" },
        { "<g:graphml xmlns:g=\"http://graphml.graphdrawing.org/xmlns\"/>", "without a prefix" },
    };
    ohm_table *table;
    ohm_error err;

    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        test_fails(read_text(&table, bad[k].text, strlen(bad[k].text), &err), OHM_E_CONTENT, &err, bad[k].words);
        ck_assert_ptr_null(strchr(err.text, '\n'));
    }
}
END_TEST

START_TEST(every_truncation_is_refused)
{
    static const char whole[] = HEAD TWO "<edge source=\"a\" target=\"b\"><data key=\"d\">0.5</data></edge>" TAIL;
    ohm_table *table;
    ohm_error err;

    for (size_t length = 0; length + 1 < sizeof whole; length++)
        ck_assert_int_eq(read_text(&table, whole, length, &err), OHM_E_CONTENT);
    test_ok(read_text(&table, whole, sizeof whole - 1, &err), &err);
    ohm_table_free(table);
}
END_TEST

/* Ten entities of ten of the one before would be 10^9 characters. */
START_TEST(entity_bombs_do_not_go_off)
{
    char text[4096] = "<!DOCTYPE graphml [<!ENTITY e0 \"0123456789\">";
    ohm_table *table;
    ohm_error err;

    for (int k = 1; k < 9; k++) {
        char entity[200] = "";

        snprintf(entity, sizeof entity, "<!ENTITY e%d \"", k);
        strcat(text, entity);
        for (int copies = 0; copies < 10; copies++) {
            snprintf(entity, sizeof entity, "&e%d;", k - 1);
            strcat(text, entity);
        }
        strcat(text, "\">");
    }
    strcat(text, "]><graphml a=\"&e8;\"><graph><node id=\"&e8;\"/></graph></graphml>");
    ck_assert_int_eq(read_text(&table, text, strlen(text), &err), OHM_E_CONTENT);
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

/* ---- memory --------------------------------------------------------------- */
/* Reading with the k-th allocation refused, ours or libxml2's: an error, or the same
 * table; never a table with something missing.  (libxml2 takes a namespace it could
 * not copy for an empty one, so the error may be one of content.) */
START_TEST(refused_memory_loses_nothing)
{
    ohm_table *table = sample(SAMPLES[_i]);
    char *text = written(table);

    ohm_table_free(table);
    for (unsigned long k = 0;; k++) {
        ohm_status status;
        ohm_table *back;
        ohm_error err;

        test_alloc_refuse(k);
        status = read_text(&back, text, strlen(text), &err);
        const bool refused = test_alloc_allow();
        if (status == OHM_OK) {
            char *again = written(back);

            ck_assert_msg(strcmp(text, again) == 0, "refusal %lu lost something:\n%s", k, again);
            free(again);
        } else {
            ck_assert_msg(refused && (status == OHM_E_NOMEM || status == OHM_E_CONTENT), "refusal %lu: %s", k,
                          err.text);
        }
        ohm_table_free(back);
        if (!refused)
            break;
    }
    free(text);
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
    Suite *suite = suite_create("io/graphml");
    TCase *cases = tcase_create("graphml");

    tcase_set_timeout(cases, 120);          /* every allocation refused once takes a while */
    tcase_add_loop_test(cases, files_of_other_programs_round_trip, 0, SAMPLE_COUNT);
    tcase_add_test(cases, what_no_circuit_needs_is_kept);
    tcase_add_test(cases, sample_contents_are_understood);
    tcase_add_loop_test(cases, random_tables_round_trip, 0, 100);
    tcase_add_test(cases, a_new_column_changes_nothing_else);
    tcase_add_test(cases, bad_files_are_refused_with_their_line);
    tcase_add_test(cases, every_truncation_is_refused);
    tcase_add_test(cases, entity_bombs_do_not_go_off);
    tcase_add_test(cases, unwritable_text_is_refused_by_name);
    tcase_add_test(cases, a_full_disk_is_noticed);
    tcase_add_loop_test(cases, refused_memory_loses_nothing, 0, SAMPLE_COUNT);
    tcase_add_test(cases, refused_memory_while_writing_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
