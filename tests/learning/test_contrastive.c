/* tests/learning/test_contrastive.c -- mirrors lib/learning/contrastive.c */
#include "learning/contrastive_net.h"

#include <math.h>
#include <string.h>

START_TEST(numbers_that_make_no_rule_are_refused)
{
    ohm_rng *rng = test_rng(1);
    ohm_contrastive_plan p;
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_LINEAR, 1, rng);
    test_ok(ohm_contrastive_check(&w.plan, &err), &err);
    p = w.plan;
    p.eta = 0.0;
    test_fails(ohm_contrastive_check(&p, &err), OHM_E_ARG, &err, "nothing is learnt");
    p.eta = NAN;
    test_fails(ohm_contrastive_check(&p, &err), OHM_E_ARG, &err, "eta");
    p = w.plan;
    p.rate = -1.0;
    test_fails(ohm_contrastive_check(&p, &err), OHM_E_ARG, &err, "rate = -1");
    p = w.plan;
    p.desync = 0.0;
    test_fails(ohm_contrastive_check(&p, &err), OHM_E_ARG, &err, "desync");
    p = w.plan;
    p.targets = 0;
    test_fails(ohm_contrastive_check(&p, &err), OHM_E_CONTENT, &err, "no target");
    w.high[3] = w.low[3];
    test_fails(ohm_contrastive_check(&w.plan, &err), OHM_E_ARG, &err, "edge 3");
    w.low[3] = -1.0;
    test_fails(ohm_contrastive_check(&w.plan, &err), OHM_E_ARG, &err, "must stay > 0");
    ohm_graph_free(w.graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(laws_belong_to_their_edges)
{
    ohm_rng *rng = test_rng(1);
    test_net w;
    ohm_error err;

    test_net_plan(&w, OHM_EDGE_MEMRISTOR, 1, rng);
    test_ok(ohm_contrastive_check(&w.plan, &err), &err);
    w.plan.law = OHM_TAP_LOG_R;
    test_fails(ohm_contrastive_check(&w.plan, &err), OHM_E_METHOD, &err, "ideal, raw, thresh");
    w.plan.law = OHM_WRITE_RAW;
    w.plan.rule = OHM_RULE_ADJOINT;
    test_fails(ohm_contrastive_check(&w.plan, &err), OHM_E_METHOD, &err, "this law writes");
    w.plan.edge = OHM_EDGE_POTENTIOMETER;
    test_fails(ohm_contrastive_check(&w.plan, &err), OHM_E_METHOD, &err, "linear-r");
    ohm_graph_free(w.graph);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("contrastive");
    TCase *tc = tcase_create("contrastive");

    tcase_add_test(tc, numbers_that_make_no_rule_are_refused);
    tcase_add_test(tc, laws_belong_to_their_edges);
    suite_add_tcase(suite, tc);
    return suite;
}
