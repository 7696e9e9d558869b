/* tests/solve/test_block_banded.c -- mirrors lib/solve/block_banded.c */
#include "solve/block_sample.h"

/* Every size of block, any lane: the pivoted band finds the known solution and leaves the other
 * lanes alone. */
START_TEST(known_solution_comes_back)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_error err;

    for (size_t block = 1; block <= OHM_BLOCK_MAX; block++)
        for (size_t lanes = 1; lanes <= 8; lanes += 7) {
            sample s = random_system(rng, 1 + (size_t)_i + ohm_rng_below(rng, 20), block, lanes);
            const size_t lane = ohm_rng_below(rng, lanes);

            pose(&s, rng);
            test_ok(ohm_block_system_solve_pivoted(s.blocks, lane, &err), &err);
            check(&s, lane, lanes);
            for (size_t other = 0; other < lanes; other++)
                ck_assert(other == lane || s.blocks->solution[other] == 0.0);
            sample_free(&s);
        }
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("solve/block_banded");
    TCase *cases = tcase_create("block_banded");

    tcase_add_loop_test(cases, known_solution_comes_back, 0, 6);
    suite_add_tcase(suite, cases);
    return suite;
}
