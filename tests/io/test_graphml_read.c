/* tests/io/test_graphml_read.c -- mirrors lib/io/graphml_read.c */
#include "io/graphml_sample.h"

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

Suite *
test_suite(void)
{
    Suite *suite = suite_create("io/graphml_read");
    TCase *cases = tcase_create("graphml_read");

    tcase_set_timeout(cases, 120);          /* every allocation refused once takes a while */
    tcase_add_test(cases, sample_contents_are_understood);
    tcase_add_test(cases, bad_files_are_refused_with_their_line);
    tcase_add_test(cases, every_truncation_is_refused);
    tcase_add_test(cases, entity_bombs_do_not_go_off);
    tcase_add_loop_test(cases, refused_memory_loses_nothing, 0, SAMPLE_COUNT);
    suite_add_tcase(suite, cases);
    return suite;
}
