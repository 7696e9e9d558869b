/* tests/certify/test_ball_spectrum.c -- mirrors lib/certify/ball_spectrum.c */
#include "certify/ball_spectrum.h"
#include "certify/ball_matrix.h"
#include "support/test.h"

#include <string.h>

enum { BITS = 192, N = 6 };

/* X D X^-1 with D of known eigenvalues: 3, 2, a pair 1 +- i/2, and -1 twice or once with -2. */
START_TEST(known_eigenvalues_are_enclosed)
{
    static const double re[N] = { 3.0, 2.0, 1.0, 1.0, -1.0, -1.0 }, im[N] = { 0.0, 0.0, 0.5, -0.5, 0.0, 0.0 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    const bool twice = _i % 2;
    arb_mat_t d, x, inverse;
    acb_ptr eigenvalue = _acb_vec_init(N);
    ohm_error err;

    arb_mat_init(d, N, N);
    arb_mat_init(x, N, N);
    arb_mat_init(inverse, N, N);
    for (slong k = 0; k < N; k++) {
        arb_set_d(arb_mat_entry(d, k, k), k == N - 1 && !twice ? -2.0 : re[k]);
        for (slong j = 0; j < N; j++)
            arb_set_d(arb_mat_entry(x, k, j), ohm_rng_between(rng, -1.0, 1.0) + (k == j ? 2.0 : 0.0));
    }
    arb_set_d(arb_mat_entry(d, 2, 3), 0.5);
    arb_set_d(arb_mat_entry(d, 3, 2), -0.5);
    test_ok(ohm_ball_inverse(inverse, x, BITS, &err), &err);
    arb_mat_mul(d, x, d, BITS);
    arb_mat_mul(d, d, inverse, BITS);
    test_ok(ohm_ball_spectrum(eigenvalue, d, BITS, &err), &err);
    for (slong k = 0; k < N; k++) {
        bool found = false;
        acb_t exact;

        acb_init(exact);
        acb_set_d_d(exact, k == N - 1 && !twice ? -2.0 : re[k], im[k]);
        for (slong j = 0; j < N && !found; j++)
            found = acb_contains(eigenvalue + j, exact);
        ck_assert_msg(found, "%g %+gi", re[k], im[k]);
        acb_clear(exact);
    }
    for (slong k = 0; k < N; k++)
        ck_assert(ohm_ball_spectrum_is_real(eigenvalue, N, k) == (k < 2 || (k >= 4 && !twice)));
    arb_mat_clear(d);
    arb_mat_clear(x);
    arb_mat_clear(inverse);
    _acb_vec_clear(eigenvalue, N);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(a_defective_matrix_is_not_enclosed)
{
    arb_mat_t jordan;
    acb_ptr eigenvalue = _acb_vec_init(2);
    ohm_error err;

    arb_mat_init(jordan, 2, 2);
    arb_mat_one(jordan);
    arb_one(arb_mat_entry(jordan, 0, 1));
    const ohm_status status = ohm_ball_spectrum(eigenvalue, jordan, BITS, &err);

    ck_assert(status == OHM_E_PRECISION || acb_overlaps(eigenvalue, eigenvalue + 1));
    arb_indeterminate(arb_mat_entry(jordan, 0, 0));
    test_fails(ohm_ball_spectrum(eigenvalue, jordan, BITS, &err), OHM_E_PRECISION, &err,
               "could not be enclosed");
    arb_mat_clear(jordan);
    _acb_vec_clear(eigenvalue, 2);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/ball_spectrum");
    TCase *cases = tcase_create("ball_spectrum");

    tcase_add_loop_test(cases, known_eigenvalues_are_enclosed, 0, 8);
    tcase_add_test(cases, a_defective_matrix_is_not_enclosed);
    suite_add_tcase(suite, cases);
    return suite;
}
