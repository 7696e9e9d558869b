/* tests/kirchhoff/test_terminals.c -- mirrors lib/kirchhoff/terminals.c */
#include "kirchhoff/terminals.h"
#include "support/lattice.h"
#include "support/test.h"

#include <string.h>

static const size_t SOURCE[] = { 0, 5 };

static ohm_status
check(const ohm_graph *g, size_t sources, const ohm_readout *readout, size_t readouts, const bool *cut,
      ohm_error *err)
{
    const ohm_terminals t = { g, sources, SOURCE, readouts, readout, cut };

    return ohm_terminals_check(&t, err);
}

START_TEST(what_cannot_be_read_is_named)
{
    const ohm_readout source = { 5, OHM_NONE }, loop = { 3, 3 }, twice[] = { { 1, 2 }, { 2, 1 } };
    const ohm_readout mixed = { 5, 7 }, fine[] = { { 7, OHM_NONE }, { 1, 2 } };
    ohm_graph *g = test_torus(3);
    bool cut[18] = { false };
    ohm_error err;

    test_ok(check(g, 2, fine, 2, NULL, &err), &err);
    test_ok(check(g, 2, &mixed, 1, NULL, &err), &err);
    test_fails(check(g, 2, &source, 1, NULL, &err), OHM_E_CONTENT, &err, "node 5 is a source");
    test_fails(check(g, 2, &loop, 1, NULL, &err), OHM_E_CONTENT, &err, "both ends are node 3");
    test_fails(check(g, 2, twice, 2, NULL, &err), OHM_E_CONTENT, &err, "targets 0 and 1");
    test_fails(check(g, 0, fine, 2, NULL, &err), OHM_E_CONTENT, &err, "no source");
    for (size_t k = 0; k < g->edges; k++)
        cut[k] = g->tail[k] == 7 || g->head[k] == 7;
    test_fails(check(g, 2, fine, 2, cut, &err), OHM_E_CONTENT, &err, "no path joins node 7");
    ohm_graph_free(g);
}
END_TEST

START_TEST(reach_stops_at_cut_edges)
{
    ohm_graph *g = test_torus(3);
    bool cut[18], reached[9];
    const ohm_terminals t = { g, 1, SOURCE, 0, NULL, cut };
    ohm_error err;

    memset(cut, true, sizeof cut);
    cut[0] = false;                                 /* 0 - 1 alone is left */
    test_ok(ohm_terminals_reach(reached, &t, &err), &err);
    for (size_t v = 0; v < 9; v++)
        ck_assert_int_eq(reached[v], v <= 1);
    ohm_graph_free(g);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("terminals");
    TCase *tc = tcase_create("terminals");

    tcase_add_test(tc, what_cannot_be_read_is_named);
    tcase_add_test(tc, reach_stops_at_cut_edges);
    suite_add_tcase(suite, tc);
    return suite;
}
