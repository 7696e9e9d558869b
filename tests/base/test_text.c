/* tests/base/test_text.c -- mirrors lib/base/text.c */
#include "base/text.h"
#include "support/test.h"

#include <math.h>
#include <string.h>

START_TEST(doubles_round_trip)
{
    ohm_rng *rng = test_rng((unsigned long)_i);

    for (int k = 0; k < 1000; k++) {
        const uint64_t bits = ohm_rng_u64(rng);
        char text[OHM_TEXT_DOUBLE];
        double x, back;

        memcpy(&x, &bits, sizeof x);
        if (!isfinite(x))
            continue;
        ck_assert(ohm_text_to_double(&back, ohm_text_double(text, x)));
        ck_assert_msg(back == x, "%s", text);
    }
    ohm_rng_free(rng);
}
END_TEST

START_TEST(short_numbers_stay_short)
{
    char text[OHM_TEXT_DOUBLE];

    ck_assert_str_eq(ohm_text_double(text, 0.1), "0.1");
    ck_assert_str_eq(ohm_text_double(text, 1e-300), "1e-300");
    ck_assert_str_eq(ohm_text_double(text, -3.0), "-3");
}
END_TEST

START_TEST(only_whole_numbers_are_read)
{
    double x;
    size_t n;
    long long i;

    ck_assert(ohm_text_to_double(&x, " 1.5e3 ") && x == 1500.0);
    ck_assert(ohm_text_to_double(&x, "nan") && isnan(x));
    ck_assert(!ohm_text_to_double(&x, "1.5 V"));
    ck_assert(!ohm_text_to_double(&x, ""));
    ck_assert(!ohm_text_to_double(&x, "0x10"));
    ck_assert(ohm_text_to_size(&n, "42") && n == 42);
    ck_assert(!ohm_text_to_size(&n, "-1"));
    ck_assert(!ohm_text_to_size(&n, "99999999999999999999999"));
    ck_assert(ohm_text_to_integer(&i, "-7") && i == -7);
    ck_assert(!ohm_text_to_integer(&i, "7.0"));
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("base/text");
    TCase *cases = tcase_create("text");

    tcase_add_loop_test(cases, doubles_round_trip, 0, 10);
    tcase_add_test(cases, short_numbers_stay_short);
    tcase_add_test(cases, only_whole_numbers_are_read);
    suite_add_tcase(suite, cases);
    return suite;
}
