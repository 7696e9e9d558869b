/* tests/learning/test_contrastive_start.c -- mirrors lib/learning/contrastive_start.c */
#include "learning/contrastive_net.h"
#include "learning/contrastive_start.h"

#include <math.h>
#include <string.h>

START_TEST(starts_are_within_and_repeat)
{
    ohm_rng *rng = test_rng(1);
    const ohm_contrastive_start quasi = { OHM_START_QUASI, NULL, 1.0, 3.0 };
    const ohm_contrastive_start uniform = { OHM_START_UNIFORM, NULL, 1.0, 3.0 };
    double theta[NET_EDGES], again[NET_EDGES];
    test_net w;
    ohm_error err;

    test_net_plan(&w, (ohm_contrastive_edge)_i, 1, rng);
    test_ok(ohm_contrastive_begin(theta, &w.plan, &quasi, &err), &err);
    ck_assert(_i != OHM_EDGE_LINEAR || fabs(theta[0] - 2.2360679774997896) < 1e-15);      /* sqrt(5) */
    test_ok(ohm_contrastive_begin(theta, &w.plan, &uniform, &err), &err);
    test_ok(ohm_contrastive_begin(again, &w.plan, &uniform, &err), &err);
    ck_assert_mem_eq(theta, again, sizeof theta);
    for (size_t e = 0; e < NET_EDGES; e++) {
        const double k = w.plan.edge == OHM_EDGE_MEMRISTOR ? w.low[e] + theta[e] * (w.high[e] - w.low[e])
            : theta[e];

        ck_assert(k >= 1.0 - 1e-12 && k <= 3.0 + 1e-12);
        ck_assert(w.plan.edge != OHM_EDGE_POTENTIOMETER || theta[e] == floor(theta[e]));
    }
    w.plan.realization = 1;
    test_ok(ohm_contrastive_begin(again, &w.plan, &uniform, &err), &err);
    ck_assert_mem_ne(theta, again, sizeof theta);
    test_ok(ohm_contrastive_begin(again, &w.plan, &(ohm_contrastive_start){ OHM_START_GIVEN, theta, 0.0,
                                                                           0.0 }, &err),
            &err);
    ck_assert_mem_eq(theta, again, sizeof theta);
    ohm_graph_free(w.graph);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("contrastive_start");
    TCase *tc = tcase_create("contrastive_start");

    tcase_add_loop_test(tc, starts_are_within_and_repeat, 0, 4);
    suite_add_tcase(suite, tc);
    return suite;
}
