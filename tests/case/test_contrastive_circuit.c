/* tests/case/test_contrastive_circuit.c -- mirrors lib/case/contrastive_circuit.c */
#include "case/contrastive_circuit.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEAD "<graphml><key id='k' for='edge' attr.name='k' attr.type='double'/>" \
    "<key id='f' for='edge' attr.name='frozen' attr.type='int'/>" \
    "<key id='p' for='node' attr.name='potential' attr.type='double'/>" \
    "<graph edgedefault='directed'><node id='a'/><node id='b'><data key='p'>0.5</data></node><node id='c'/>"
#define TAIL "</graph></graphml>"

static ohm_status
read_text(ohm_contrastive_circuit **c, const char *text, ohm_contrastive_edge edge, ohm_error *err)
{
    char path[] = "/tmp/contrastive-XXXXXX";
    const int file = mkstemp(path);

    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
    const ohm_status status = ohm_contrastive_circuit_read(c, path, edge, 0.1, 4.0, err);

    unlink(path);
    return status;
}

START_TEST(attributes_are_read_and_written)
{
    ohm_contrastive_circuit *c;
    size_t *source, count, node[1] = { 0 };
    double *x, input = 0.25, theta[2] = { 7.0, 8.0 };
    const ohm_task task = { .sources = 1, .source = node };
    const ohm_task_samples samples = { .count = 1, .source = &input };
    ohm_error err;

    test_ok(read_text(&c, HEAD "<edge source='a' target='b'><data key='k'>2.5</data></edge>"
                      "<edge source='b' target='c'><data key='f'>1</data></edge>" TAIL, OHM_EDGE_LINEAR,
                      &err), &err);
    ck_assert_double_eq(c->theta[0], 2.5);
    ck_assert_double_eq(c->theta[1], 1.0);
    ck_assert(!c->frozen[0] && c->frozen[1] && !c->cut[1]);
    ck_assert_double_eq(c->low[0], 0.1);
    ck_assert_double_eq(c->high[1], 4.0);
    test_ok(ohm_contrastive_sources(&source, &count, c, &task, &err), &err);
    ck_assert_uint_eq(count, 2);
    ck_assert_uint_eq(source[1], 1);            /* b is held by the file */
    test_ok(ohm_contrastive_inputs(&x, c, &task, &samples, &err), &err);
    ck_assert_double_eq(x[0], 0.25);
    ck_assert_double_eq(x[1], 0.5);
    test_ok(ohm_contrastive_circuit_store(c, OHM_EDGE_LINEAR, theta, c->cut, &err), &err);
    ck_assert_str_eq(ohm_table_cell(c->table, ohm_table_find_column(c->table, OHM_FOR_EDGE, "k"), 1), "8");
    free(source);
    free(x);
    ohm_contrastive_circuit_free(c);
}
END_TEST

START_TEST(what_no_edge_can_hold_is_named)
{
    ohm_contrastive_circuit *c;
    ohm_error err;

    test_fails(read_text(&c, HEAD "<edge source='a' target='b'><data key='k'>-2</data></edge>" TAIL,
                         OHM_EDGE_LINEAR, &err), OHM_E_CONTENT, &err, "k = -2: must be > 0");
    test_fails(read_text(&c, HEAD "<edge source='a' target='b'><data key='f'>2</data></edge>" TAIL,
                         OHM_EDGE_LINEAR, &err), OHM_E_CONTENT, &err, "must be 0 or 1");
    test_fails(read_text(&c, "<graphml><key id='t' for='edge' attr.name='tap' attr.type='double'/><graph>"
                         "<node id='a'/><node id='b'/><edge source='a' target='b'><data key='t'>1.5</data></edge>" TAIL,
                         OHM_EDGE_POTENTIOMETER, &err), OHM_E_CONTENT, &err,
                         "tap = 1.5: must be a whole number");
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("contrastive_circuit");
    TCase *tc = tcase_create("contrastive_circuit");

    tcase_add_test(tc, attributes_are_read_and_written);
    tcase_add_test(tc, what_no_edge_can_hold_is_named);
    suite_add_tcase(suite, tc);
    return suite;
}
