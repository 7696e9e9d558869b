/* tests/solve/test_block_tridiagonal.c -- mirrors lib/solve/block_tridiagonal.c */
#include "base/lanes.h"
#include "solve/block_sample.h"

/* Every size of block, one lane and eight, odd and even numbers of nodes: solve, and solve again
 * with the factors. */
START_TEST(known_solution_comes_back)
{
    ohm_rng *rng = test_rng((unsigned long)_i);

    for (size_t block = 1; block <= OHM_BLOCK_MAX; block++)
        for (size_t lanes = 1; lanes <= OHM_LANES; lanes += OHM_LANES - 1) {
            sample s = random_system(rng, 1 + (size_t)_i + ohm_rng_below(rng, 30), block, lanes);

            pose(&s, rng);
            ohm_block_system_solve(s.blocks);
            check(&s, 0, 1);
            pose(&s, rng);
            ohm_block_system_resolve(s.blocks);
            check(&s, 0, 1);
            sample_free(&s);
        }
    ohm_rng_free(rng);
}
END_TEST

/* A matrix that is regular but has a zero on its diagonal: the fast road must say so with a
 * number that is not finite, and the pivoted one must answer. */
START_TEST(vanishing_pivot_shows)
{
    ohm_rng *rng = test_rng(1);
    sample s = random_system(rng, 5, 2, OHM_LANES);
    ohm_block_system *a = s.blocks;
    ohm_error err;

    a->diagonal[3] = 0.0;               /* node 0, lane 3: [[0, 1], [1, 0]] */
    a->diagonal[a->stride + 3] = 1.0;
    a->diagonal[2 * a->stride + 3] = 1.0;
    a->diagonal[3 * a->stride + 3] = 0.0;
    pose(&s, rng);
    ohm_block_system_solve(a);
    ck_assert(!isfinite(a->solution[3]));
    check(&s, 2, OHM_LANES);            /* the neighbour is not disturbed */
    test_ok(ohm_block_system_solve_pivoted(a, 3, &err), &err);
    check(&s, 3, OHM_LANES);
    sample_free(&s);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(singular_is_said)
{
    ohm_block_system *a;
    ohm_error err;

    test_ok(ohm_block_system_alloc(&a, 3, 2, 1, &err), &err);
    test_fails(ohm_block_system_solve_pivoted(a, 0, &err), OHM_E_SINGULAR, &err, "node 0");
    ohm_block_system_free(a);
    test_fails(ohm_block_system_alloc(&a, 3, OHM_BLOCK_MAX + 1, 1, &err), OHM_E_ARG, &err, "10 unknowns");
    test_fails(ohm_block_system_alloc(&a, 3, 2, 3, &err), OHM_E_ARG, &err, "3 lanes");
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    for (unsigned long k = 0; test_alloc_enabled(); k++) {
        ohm_block_system *a;
        ohm_error err;

        test_alloc_refuse(k);
        ohm_status status = ohm_block_system_alloc(&a, 4, 3, 1, &err);
        if (status == OHM_OK) {
            for (size_t e = 0; e < 3; e++)
                for (size_t i = 0; i < 4; i++)
                    a->diagonal[4 * e * a->stride + i] = 1.0;
            status = ohm_block_system_solve_pivoted(a, 0, &err);
        }
        const bool refused = test_alloc_allow();

        ohm_block_system_free(a);
        ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
        if (!refused)
            break;
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("solve/block_tridiagonal");
    TCase *cases = tcase_create("block_tridiagonal");

    tcase_add_loop_test(cases, known_solution_comes_back, 0, 8);
    tcase_add_test(cases, vanishing_pivot_shows);
    tcase_add_test(cases, singular_is_said);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
