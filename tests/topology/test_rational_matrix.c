/* tests/topology/test_rational_matrix.c -- mirrors lib/topology/rational_matrix.c */
#include "topology/rational_matrix.h"
#include "topology/exempt.h"
#include "topology/rational_door.h"
#include "topology/sample.h"

#include <float.h>
#include <math.h>

#include <mpfr.h>

/* p/q rounded once by MPFR, with a double's range of exponents. */
static double
rounded_by_mpfr(const fmpz_t p, const fmpz_t q)
{
    mpz_t top, bottom;
    mpfr_t wide_top, wide_bottom, quotient;

    mpz_init(top);
    mpz_init(bottom);
    fmpz_get_mpz(top, p);
    fmpz_get_mpz(bottom, q);
    mpfr_init2(wide_top, 4000);
    mpfr_init2(wide_bottom, 4000);
    mpfr_init2(quotient, DBL_MANT_DIG);
    mpfr_set_z(wide_top, top, MPFR_RNDN);
    mpfr_set_z(wide_bottom, bottom, MPFR_RNDN);
    const mpfr_exp_t low = mpfr_get_emin(), high = mpfr_get_emax();

    mpfr_set_emin(DBL_MIN_EXP - DBL_MANT_DIG + 1);
    mpfr_set_emax(DBL_MAX_EXP);
    const int ternary = mpfr_div(quotient, wide_top, wide_bottom, MPFR_RNDN);

    mpfr_subnormalize(quotient, ternary, MPFR_RNDN);
    const double nearest = mpfr_get_d(quotient, MPFR_RNDN);

    mpfr_set_emin(low);
    mpfr_set_emax(high);
    mpfr_clears(wide_top, wide_bottom, quotient, (mpfr_ptr)NULL);
    mpz_clear(top);
    mpz_clear(bottom);
    return nearest;
}

/* A signed integer of up to `bits` bits. */
static void
random_integer(fmpz_t out, size_t bits, ohm_rng *rng)
{
    const size_t length = 1 + ohm_rng_below(rng, bits);

    fmpz_zero(out);
    for (size_t i = 0; i < length; i++) {
        fmpz_mul_ui(out, out, 2);
        fmpz_add_ui(out, out, ohm_rng_below(rng, 2));
    }
    if (ohm_rng_below(rng, 2) == 1)
        fmpz_neg(out, out);
}

START_TEST(doubles_are_rounded_once)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    fmpz_t p, q;

    fmpz_init(p);
    fmpz_init(q);
    for (int k = 0; k < 300; k++) {
        random_integer(p, k % 3 == 0 ? 60 : 1300, rng);
        random_integer(q, k % 2 == 0 ? 60 : 1300, rng);
        fmpz_abs(q, q);
        fmpz_add_ui(q, q, 1);
        const double mine = ohm_rational_double(p, q), theirs = rounded_by_mpfr(p, q);

        ck_assert_msg(mine == theirs, "%a instead of %a", mine, theirs);
    }
    for (unsigned odd = 1; odd < 16; odd++) {           /* halfway between two doubles, and beside */
        for (int beside = -1; beside <= 1; beside++) {
            fmpz_one(p);
            fmpz_mul_2exp(p, p, 53);
            fmpz_add_ui(p, p, odd);
            fmpz_mul_2exp(p, p, 200);
            if (beside > 0)
                fmpz_add_ui(p, p, 1);
            if (beside < 0)
                fmpz_sub_ui(p, p, 1);
            fmpz_one(q);
            fmpz_mul_2exp(q, q, 200);
            ck_assert(ohm_rational_double(p, q) == rounded_by_mpfr(p, q));
            fmpz_mul_2exp(q, q, 53 + 1060);             /* the same among the subnormals */
            ck_assert(ohm_rational_double(p, q) == rounded_by_mpfr(p, q));
        }
    }
    fmpz_clear(p);
    fmpz_clear(q);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(doubles_overflow_to_infinity)
{
    fmpz_t p, q;

    fmpz_init_set_ui(p, 1);
    fmpz_init_set_ui(q, 1);
    ck_assert(ohm_rational_double(p, q) == 1.0);
    fmpz_mul_2exp(p, p, 1023);
    ck_assert(ohm_rational_double(p, q) == 0x1p1023);
    fmpz_mul_2exp(p, p, 1);
    ck_assert(ohm_rational_double(p, q) == HUGE_VAL);
    fmpz_mul_2exp(p, p, 5000);
    fmpz_neg(p, p);
    ck_assert(ohm_rational_double(p, q) == -HUGE_VAL);
    fmpz_zero(p);
    ck_assert(ohm_rational_double(p, q) == 0.0);
    fmpz_one(p);
    fmpz_mul_2exp(q, q, 5000);
    ck_assert(ohm_rational_double(p, q) == 0.0);
    fmpz_clear(p);
    fmpz_clear(q);
}
END_TEST

/* Every entry's text against GMP's own rationals. */
START_TEST(texts_are_in_lowest_terms)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_rational_matrix *matrix;
    ohm_error err;

    test_ok(ohm_rational_matrix_alloc(&matrix, 4, 3, &err), &err);
    random_integer(matrix->denominator, 40, rng);
    fmpz_mul_ui(matrix->denominator, matrix->denominator, 60);
    if (fmpz_is_zero(matrix->denominator))
        fmpz_set_si(matrix->denominator, -60);
    for (slong i = 0; i < 4; i++)
        for (slong j = 0; j < 3; j++)
            random_integer(fmpz_mat_entry(matrix->numerator, i, j), i % 2 == 0 ? 6 : 90, rng);
    for (int reduced = 0; reduced < 2; reduced++) {
        for (size_t i = 0; i < 4 && fmpz_sgn(matrix->denominator) > 0; i++) {
            for (size_t j = 0; j < 3; j++) {
                char *text, *expected;
                mpq_t value;

                mpq_init(value);
                fmpz_get_mpz(mpq_numref(value), fmpz_mat_entry(matrix->numerator, (slong)i, (slong)j));
                fmpz_get_mpz(mpq_denref(value), matrix->denominator);
                mpq_canonicalize(value);
                expected = mpq_get_str(NULL, 10, value);
                test_ok(ohm_rational_matrix_text(&text, matrix, i, j, &err), &err);
                ck_assert_str_eq(text, expected);
                free(text);
                free(expected);
                mpq_clear(value);
            }
        }
        ohm_rational_matrix_reduce(matrix);
        ck_assert_int_gt(fmpz_sgn(matrix->denominator), 0);
    }
    ck_assert_uint_eq(ohm_rational_matrix_rows(matrix), 4);
    ck_assert_uint_eq(ohm_rational_matrix_columns(matrix), 3);
    ck_assert(!ohm_rational_matrix_is_symmetric(matrix));
    ck_assert(!ohm_rational_matrix_is_idempotent(matrix));
    ohm_rational_matrix_free(matrix);
    ohm_rng_free(rng);
}
END_TEST

/* (1/2) (1 1; 1 1) is a projector; what is next to it is not. */
START_TEST(the_predicates_tell_a_projector)
{
    ohm_rational_matrix *half, *other;
    char *text;

    ck_assert_int_eq(ohm_rational_matrix_alloc(&half, 2, 2, NULL), OHM_OK);
    ck_assert_int_eq(ohm_rational_matrix_alloc(&other, 2, 2, NULL), OHM_OK);
    for (slong i = 0; i < 4; i++) {
        fmpz_set_si(fmpz_mat_entry(half->numerator, i / 2, i % 2), 3);
        fmpz_set_si(fmpz_mat_entry(other->numerator, i / 2, i % 2), 1);
    }
    fmpz_set_si(half->denominator, 6);
    ohm_rational_matrix_reduce(half);
    ck_assert(ohm_rational_matrix_is_symmetric(half) && ohm_rational_matrix_is_idempotent(half));
    ck_assert(ohm_rational_matrix_is_symmetric(other) && !ohm_rational_matrix_is_idempotent(other));
    ck_assert(!ohm_rational_matrix_equal(half, other));
    fmpz_set_si(other->denominator, 2);
    ck_assert(ohm_rational_matrix_equal(half, other));
    ck_assert_uint_eq(ohm_rational_matrix_rank(half), 1);
    ck_assert_int_eq(ohm_rational_matrix_trace(&text, half, NULL), OHM_OK);
    ck_assert_str_eq(text, "1");
    free(text);
    ck_assert_int_eq(ohm_rational_matrix_denominator(&text, half, NULL), OHM_OK);
    ck_assert_str_eq(text, "2");
    free(text);
    ck_assert(ohm_rational_matrix_entry(half, 1, 0) == 0.5);
    fmpz_set_si(fmpz_mat_entry(other->numerator, 0, 1), 2);
    ck_assert(!ohm_rational_matrix_is_symmetric(other));
    ohm_rational_matrix_free(half);
    ohm_rational_matrix_free(other);
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    exempt_flint();
    ohm_rational_matrix *matrix = NULL;
    char *text = NULL;

    test_survives_refusal(ohm_rational_matrix_alloc(&matrix, 2, 2, NULL), matrix, ohm_rational_matrix_free);
    ck_assert_int_eq(ohm_rational_matrix_alloc(&matrix, 2, 2, NULL), OHM_OK);
    test_survives_refusal(ohm_rational_matrix_text(&text, matrix, 0, 1, NULL), text, free);
    test_survives_refusal(ohm_rational_matrix_trace(&text, matrix, NULL), text, free);
    ohm_rational_matrix_free(matrix);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/rational_matrix");
    TCase *cases = tcase_create("rational_matrix");

    tcase_add_loop_test(cases, doubles_are_rounded_once, 0, 10);
    tcase_add_test(cases, doubles_overflow_to_infinity);
    tcase_add_loop_test(cases, texts_are_in_lowest_terms, 0, 20);
    tcase_add_test(cases, the_predicates_tell_a_projector);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
