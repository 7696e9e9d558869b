/* tests/learning/test_contrastive_learner.c -- mirrors lib/learning/contrastive_learner.c */
#include "learning/contrastive_net.h"

#include <math.h>
#include <string.h>

/* A learner starts in the middle of what its edges can hold; a potentiometer on a whole tap. */
START_TEST(parameters_start_in_the_middle)
{
    ohm_rng *rng = test_rng(1);
    test_net w;
    ohm_error err;

    test_net_plan(&w, (ohm_contrastive_edge)_i, 2, rng);
    test_ok(ohm_learner_alloc(&w.learner, &w.plan, NET_SAMPLES, NET_SAMPLES, &err), &err);
    for (size_t e = 0; e < NET_EDGES; e++) {
        const double theta = ohm_learner_parameters(w.learner)[e];

        ck_assert_double_eq(theta, w.plan.edge == OHM_EDGE_POTENTIOMETER ? 128.0
                                   : w.plan.edge == OHM_EDGE_MEMRISTOR   ? 0.5
                                                                         : 0.5 * (w.low[e] + w.high[e]));
        ck_assert_double_gt(ohm_learner_conductances(w.learner)[e], 0.0);
    }
    ck_assert_str_eq(ohm_learner_solver(w.learner), w.plan.edge == OHM_EDGE_TRANSISTOR
                     || w.plan.edge >= OHM_EDGE_TANH ? "newton" : "dense");
    ck_assert_uint_eq(ohm_learner_cut_off(w.learner), 0);
    test_net_close(&w);
    ohm_rng_free(rng);
}
END_TEST

/* A refused allocation is said, and leaves nothing behind. */
START_TEST(refused_memory_is_said)
{
    ohm_rng *rng = test_rng(1);
    ohm_status status = OHM_E_NOMEM;
    test_net w;
    ohm_error err;

    test_net_plan(&w, (ohm_contrastive_edge)_i, 2, rng);
    w.plan.noise = w.plan.bias = 1e-3;
    w.plan.desync = 0.5;
    for (unsigned long k = 0; test_alloc_enabled() && status != OHM_OK; k++) {
        test_alloc_refuse(k);
        status = ohm_learner_alloc(&w.learner, &w.plan, NET_SAMPLES, NET_SAMPLES, &err);
        if (!test_alloc_allow())
            break;
        ck_assert_int_eq(status, OHM_E_NOMEM);
        ck_assert_ptr_null(w.learner);
    }
    if (test_alloc_enabled())
        ohm_learner_free(w.learner);
    ohm_graph_free(w.graph);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("contrastive_learner");
    TCase *tc = tcase_create("contrastive_learner");

    tcase_add_loop_test(tc, parameters_start_in_the_middle, 0, 7);
    tcase_add_loop_test(tc, refused_memory_is_said, 0, 7);
    suite_add_tcase(suite, tc);
    return suite;
}
