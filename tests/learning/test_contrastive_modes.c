/* tests/learning/test_contrastive_modes.c -- mirrors lib/learning/contrastive_modes.c */
#include "learning/contrastive_modes.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>

enum { COUNT = 9 };

START_TEST(modes_are_orthonormal)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    double x[COUNT * 2], label[COUNT] = { 0.0 }, *basis;
    const ohm_contrastive_data data = { .count = COUNT, .x = x, .label = label };
    ohm_error err;

    for (size_t b = 0; b < COUNT; b++) {
        x[2 * b] = 1.0;                         /* does not vary */
        x[2 * b + 1] = ohm_rng_between(rng, 0.0, 0.45);
    }
    test_ok(ohm_contrastive_modes(&basis, &data, 2, 1, &err), &err);
    ck_assert_ptr_nonnull(basis);
    for (size_t p = 0; p < OHM_MODES; p++)
        for (size_t q = 0; q < OHM_MODES; q++) {
            double sum = 0.0;

            for (size_t b = 0; b < COUNT; b++)
                sum += basis[p * COUNT + b] * basis[q * COUNT + b] / COUNT;
            ck_assert_double_le(fabs(sum - (p == q ? 1.0 : 0.0)), 1e-10);
        }
    free(basis);
    test_ok(ohm_contrastive_modes(&basis, &data, 2, 2, &err), &err);
    ck_assert_ptr_null(basis);
    x[0] = 0.5;                                 /* now two vary */
    test_ok(ohm_contrastive_modes(&basis, &data, 2, 1, &err), &err);
    ck_assert_ptr_null(basis);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("contrastive_modes");
    TCase *tc = tcase_create("contrastive_modes");

    tcase_add_loop_test(tc, modes_are_orthonormal, 0, 10);
    suite_add_tcase(suite, tc);
    return suite;
}
