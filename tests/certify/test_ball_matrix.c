/* tests/certify/test_ball_matrix.c -- mirrors lib/certify/ball_matrix.c */
#include "certify/ball_matrix.h"
#include "support/random_graph.h"
#include "support/test.h"
#include "topology/cycle.h"
#include "topology/exempt.h"
#include "topology/omega_exact.h"
#include "topology/rational_door.h"

#include <string.h>

enum { BITS = 128 };

static void
random_matrix(arb_mat_t a, ohm_rng *rng)
{
    for (slong i = 0; i < arb_mat_nrows(a); i++)
        for (slong j = 0; j < arb_mat_ncols(a); j++)
            arb_set_d(arb_mat_entry(a, i, j), ohm_rng_between(rng, -1.0, 1.0) + (i == j ? 3.0 : 0.0));
}

/* A (A^-1 B) contains B, and A^-1 A the identity. */
START_TEST(solutions_solve)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const slong n = 1 + (slong)ohm_rng_below(rng, 6);
    arb_mat_t a, b, x, back;
    ohm_error err;

    arb_mat_init(a, n, n);
    arb_mat_init(b, n, n);
    arb_mat_init(x, n, n);
    arb_mat_init(back, n, n);
    random_matrix(a, rng);
    random_matrix(b, rng);
    test_ok(ohm_ball_solve(x, a, b, BITS, &err), &err);
    arb_mat_mul(back, a, x, BITS);
    ck_assert(arb_mat_contains(back, b));
    test_ok(ohm_ball_inverse(x, a, BITS, &err), &err);
    arb_mat_mul(back, x, a, BITS);
    arb_mat_one(b);
    ck_assert(arb_mat_contains(back, b));
    arb_mat_clear(a);
    arb_mat_clear(b);
    arb_mat_clear(x);
    arb_mat_clear(back);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(singular_matrices_are_not_solved)
{
    arb_mat_t a;
    ohm_error err;

    arb_mat_init(a, 2, 2);
    arb_mat_ones(a);
    test_fails(ohm_ball_inverse(a, a, BITS, &err), OHM_E_PRECISION, &err, "not shown to be regular");
    arb_mat_ones(a);
    arb_add_error_2exp_si(arb_mat_entry(a, 1, 1), -3);     /* a ball of matrices, one of them singular */
    test_fails(ohm_ball_solve(a, a, a, BITS, &err), OHM_E_PRECISION, &err, "2 rows");
    arb_mat_clear(a);
}
END_TEST

/* With unit resistances the response is Omega, which the exact road makes by itself; with
 * any other K R K = K and B K = 0 hold. */
START_TEST(response_is_the_projector)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = test_graph((test_graph_kind)(_i % TEST_BARE), 12, rng);
    const slong m = (slong)graph->edges;
    ohm_rational_matrix *omega;
    ohm_sign_matrix *cycles;
    ohm_forest *forest;
    arb_ptr r = _arb_vec_init(m);
    arb_mat_t k, exact, product;
    ohm_error err;

    arb_mat_init(k, m, m);
    arb_mat_init(exact, m, m);
    arb_mat_init(product, m, m);
    test_ok(ohm_forest_alloc(&forest, graph, &err), &err);
    test_ok(ohm_cycle_alloc(&cycles, graph, forest, &err), &err);
    test_ok(ohm_omega_exact_alloc(&omega, graph, &err), &err);
    for (slong e = 0; e < m; e++)
        arb_one(r + e);
    test_ok(ohm_ball_response(k, cycles, r, BITS, &err), &err);
    for (slong i = 0; i < m; i++)
        for (slong j = 0; j < m; j++) {
            fmpq_t entry;

            fmpq_init(entry);
            fmpq_set_fmpz_frac(entry, fmpz_mat_entry(omega->numerator, i, j), omega->denominator);
            ck_assert(arb_contains_fmpq(arb_mat_entry(k, i, j), entry));
            fmpq_clear(entry);
        }
    test_ok(ohm_ball_omega(exact, graph, BITS, &err), &err);
    ck_assert(arb_mat_overlaps(exact, k));
    for (slong e = 0; e < m; e++)
        arb_set_d(r + e, ohm_rng_between(rng, 0.5, 20.0));
    test_ok(ohm_ball_response(k, cycles, r, BITS, &err), &err);
    ohm_ball_scale_columns(product, k, r, BITS);
    arb_mat_mul(product, product, k, BITS);
    ck_assert(arb_mat_overlaps(product, k));
    _arb_vec_clear(r, m);
    arb_mat_clear(k);
    arb_mat_clear(exact);
    arb_mat_clear(product);
    ohm_rational_matrix_free(omega);
    ohm_sign_matrix_free(cycles);
    ohm_forest_free(forest);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* |A x| <= |A| |x| in both norms, for random x. */
START_TEST(norms_bound)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    enum { N = 5 };
    arb_mat_t a, x, y;
    mag_t rows, spectral;

    arb_mat_init(a, N, N);
    arb_mat_init(x, N, 1);
    arb_mat_init(y, N, 1);
    mag_init(rows);
    mag_init(spectral);
    random_matrix(a, rng);
    random_matrix(x, rng);
    arb_mat_mul(y, a, x, BITS);
    ohm_ball_norm_rows(rows, a);
    ohm_ball_norm_spectral(spectral, a);
    double xs = 0.0, ys = 0.0, xm = 0.0, ym = 0.0;

    for (slong i = 0; i < N; i++) {
        const double u = arf_get_d(arb_midref(arb_mat_entry(x, i, 0)), ARF_RND_NEAR);
        const double v = arf_get_d(arb_midref(arb_mat_entry(y, i, 0)), ARF_RND_NEAR);

        xs += u * u;
        ys += v * v;
        xm = xm > u * u ? xm : u * u;
        ym = ym > v * v ? ym : v * v;
    }
    ck_assert_double_le(ys, mag_get_d(spectral) * mag_get_d(spectral) * xs * (1.0 + 1e-14));
    ck_assert_double_le(ym, mag_get_d(rows) * mag_get_d(rows) * xm * (1.0 + 1e-14));
    arb_mat_clear(a);
    arb_mat_clear(x);
    arb_mat_clear(y);
    mag_clear(rows);
    mag_clear(spectral);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/ball_matrix");
    TCase *cases = tcase_create("ball_matrix");

    tcase_add_loop_test(cases, solutions_solve, 0, 8);
    tcase_add_test(cases, singular_matrices_are_not_solved);
    tcase_add_loop_test(cases, response_is_the_projector, 0, 2 * TEST_BARE);
    tcase_add_loop_test(cases, norms_bound, 0, 8);
    suite_add_tcase(suite, cases);
    return suite;
}
