/* tests/solve/test_block_core.c -- mirrors lib/solve/block_core.c */
#include "solve/block_core.h"
#include "solve/block_sample.h"

/* One node, or two, without chains on either side: the core is the whole system, and pivots,
 * also where the diagonal is zero. */
START_TEST(core_alone_pivots)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double *const none[2] = { NULL, NULL };

    for (size_t nodes = 1; nodes <= 2; nodes++)
        for (size_t block = 2; block <= OHM_BLOCK_MAX; block++) {
            sample s = random_system(rng, nodes, block, 1);
            ohm_block_system *a = s.blocks;

            for (size_t i = 0; i < nodes; i++)          /* swap two rows: zeros on the diagonal */
                for (size_t c = 0; c < block; c++) {
                    double *first = &a->diagonal[c * a->stride + i];
                    double *second = &a->diagonal[(block + c) * a->stride + i];
                    const double held = c < 2 ? 9.0 : *first;

                    *first = c == 0 ? 0.0 : c == 1 ? held : *first;
                    *second = c == 0 ? held : c == 1 ? 0.0 : *second;
                }
            pose(&s, rng);
            block_core_factor(a, 0, none);
            block_core_solve(a, 0, none);
            for (size_t r = 0; r < block; r++)
                for (size_t i = 0; i < nodes; i++)
                    ck_assert_double_eq_tol(a->solution[r * a->stride + i], s.exact[r * a->stride + i],
                                            1e2 * SOLVE_TOL);   /* the swap costs dominance */
            sample_free(&s);
        }
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("solve/block_core");
    TCase *cases = tcase_create("block_core");

    tcase_add_loop_test(cases, core_alone_pivots, 0, 8);
    suite_add_tcase(suite, cases);
    return suite;
}
