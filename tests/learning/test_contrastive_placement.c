/* tests/learning/test_contrastive_placement.c -- mirrors lib/learning/contrastive_placement.c */
#include "learning/contrastive_net.h"
#include "learning/contrastive_placement.h"

#include <string.h>

/* Roles stay apart where they were apart, and together where they were one. */
START_TEST(roles_move_together)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    size_t source[NET_SOURCES], again[NET_SOURCES];
    ohm_readout target[2];
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 2, rng);
    w.target[1].minus = 7;                      /* the node of target 0 */
    w.plan.realization = (uint64_t)_i;
    test_ok(ohm_contrastive_place(source, target, &w.plan, &err), &err);
    ck_assert_uint_eq(target[0].plus, target[1].minus);
    ck_assert_uint_eq(target[0].minus, OHM_NONE);
    const size_t node[5] = { source[0], source[1], source[2], target[0].plus, target[1].plus };

    for (size_t a = 0; a < 5; a++) {
        ck_assert_uint_lt(node[a], NET_NODES);
        for (size_t b = 0; b < a; b++)
            ck_assert_uint_ne(node[a], node[b]);
    }
    memcpy(again, source, sizeof again);
    w.plan.source = again;                      /* in place */
    w.plan.target = target;
    test_ok(ohm_contrastive_place(again, target, &w.plan, &err), &err);
    ck_assert_mem_eq(again, source, sizeof again);      /* the same draw */
    w.plan.realization++;
    test_ok(ohm_contrastive_place(again, target, &w.plan, &err), &err);
    ck_assert_mem_ne(again, source, sizeof again);
    ohm_graph_free(w.graph);
    ohm_rng_free(rng);
}
END_TEST

/* As many edges as asked, none that parts a target from every source; not more than there are. */
START_TEST(damage_keeps_targets_joined)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    bool cut[NET_EDGES] = { false };
    size_t count = 0;
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 2, rng);
    w.plan.realization = (uint64_t)_i;
    cut[3] = true;
    test_ok(ohm_contrastive_damage(cut, &w.plan, 20, &err), &err);
    for (size_t e = 0; e < NET_EDGES; e++)
        count += cut[e];
    ck_assert(cut[3]);
    ck_assert_uint_eq(count, 21);
    w.plan.cut = cut;
    test_ok(ohm_contrastive_check(&w.plan, &err), &err);
    memset(cut, 0, sizeof cut);
    test_fails(ohm_contrastive_damage(cut, &w.plan, NET_EDGES, &err), OHM_E_ARG, &err, "can be cut");
    ohm_graph_free(w.graph);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("contrastive_placement");
    TCase *tc = tcase_create("contrastive_placement");

    tcase_add_loop_test(tc, roles_move_together, 0, 10);
    tcase_add_loop_test(tc, damage_keeps_targets_joined, 0, 5);
    suite_add_tcase(suite, tc);
    return suite;
}
