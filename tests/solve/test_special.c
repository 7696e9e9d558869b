/* tests/solve/test_special.c -- mirrors lib/solve/special.c */
#include "solve/special.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

enum { POINTS_MAX = 1024 };

/* Abramowitz & Stegun tables 5.1 and 5.2, and the asymptotic series far out. */
START_TEST(exponential_integrals_have_their_values)
{
    /* GSL documents a few units in the last place */
    const double tol = 1e-15;

    ck_assert(test_close(ohm_expint_scaled(1.0), 1.8951178163559367555 * exp(-1.0), tol));
    ck_assert(test_close(ohm_expint_scaled(-1.0), -0.21938393439552027368 * exp(1.0), tol));
    ck_assert(test_close(ohm_expint_scaled(10.0), 2492.2289762418777591 * exp(-10.0), 4.0 * tol));
    ck_assert(test_close(ohm_expint_scaled(1e5), 1e-5 * (1.0 + 1e-5 + 2e-10 + 6e-15), tol));
    ck_assert(test_close(ohm_expint_scaled(-1e5), -1e-5 * (1.0 - 1e-5 + 2e-10 - 6e-15), tol));
    ck_assert(isnan(ohm_expint_scaled(0.0)));
}
END_TEST

static const size_t ORDERS[] = { 2, 5, 20, 32, 64, 128, 1024 };

START_TEST(rules_integrate_powers)
{
    static double node[POINTS_MAX], weight[POINTS_MAX];
    const size_t n = ORDERS[_i];
    /* n weights of 1/n, each rounded once, and their sum */
    const double tol = 2e-16 * sqrt((double)n) + 4e-16;

    ck_assert_int_eq(ohm_gauss_legendre(node, weight, n, NULL), OHM_OK);
    for (size_t power = 0; power < 2 * n && power < 60; power++) {
        double sum = 0.0;

        for (size_t i = 0; i < n; i++)
            sum += weight[i] * pow(node[i], (double)power);
        ck_assert_double_eq_tol(sum, 1.0 / ((double)power + 1.0), tol);
    }
    for (size_t i = 0; i < n; i++) {
        ck_assert(i == 0 || node[i] > node[i - 1]);
        ck_assert_double_eq_tol(node[i] + node[n - 1 - i], 1.0, 2e-16);
    }
}
END_TEST

/* 1 - node of the last node to its own last place: the first zero of P_32. */
START_TEST(ends_keep_their_digits)
{
    double node[32], weight[32];

    ck_assert_int_eq(ohm_gauss_legendre(node, weight, 32, NULL), OHM_OK);
    ck_assert(test_close(node[0], (double)((1.0L - 0.997263861849481563544981128665037L) / 2.0L), 3e-16));
    ck_assert(test_close(weight[0], 0.00701861000947009660040706373885054 / 2.0, 3e-16));
}
END_TEST

START_TEST(orders_without_a_table_are_refused)
{
    double node[48], weight[48];
    ohm_error err;

    test_fails(ohm_gauss_legendre(node, weight, 48, &err), OHM_E_ARG, &err, "48 points");
    ck_assert(strlen(ohm_gsl_version()) > 2);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("solve/special");
    TCase *cases = tcase_create("special");

    tcase_add_test(cases, exponential_integrals_have_their_values);
    tcase_add_loop_test(cases, rules_integrate_powers, 0, sizeof ORDERS / sizeof *ORDERS);
    tcase_add_test(cases, ends_keep_their_digits);
    tcase_add_test(cases, orders_without_a_table_are_refused);
    suite_add_tcase(suite, cases);
    return suite;
}
