/* tests/case/test_column_name.c -- mirrors lib/case/column_name.c */
#include "case/column_name.h"
#include "support/test.h"

#include <string.h>


START_TEST(names_are_taken_apart)
{
    static const struct { const char *name, *kind, *number, *unit; double factor; } CASES[] = {
        { "time_s", "time", "", "s", 1.0 }, { "w_12", "w", "12", "", 1.0 }, { "i_3_A", "i", "3", "A", 1.0 },
        { "delivered_588_A", "delivered", "588", "A", 1.0 },
            { "exponent_0_per_s", "exponent", "0", "1/s", 1.0 },
        { "conductance_pS", "conductance", "", "S", 1e-12 }, { "length_1_um", "length", "1", "m", 1e-6 },
        { "error_V2", "error", "", "V^2", 1.0 }, { "epoch", "epoch", "", "", 1.0 },
            { "q10", "q10", "", "", 1.0 },
        { "radius_base_nm", "radius_base", "", "m", 1e-9 }, { "dissipation_n", "dissipation_n", "", "", 1.0 },
    };
    ohm_column_name name;

    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        ohm_column_name_parse(&name, CASES[k].name);
        ck_assert_str_eq(name.kind, CASES[k].kind);
        ck_assert_str_eq(name.number, CASES[k].number);
        ck_assert_str_eq(name.unit, CASES[k].unit);
        ck_assert(name.factor == CASES[k].factor);
    }
}
END_TEST

START_TEST(kinds_have_words)
{
    ck_assert_str_eq(ohm_column_spoken("delivered"), "Delivered current");
    ck_assert_str_eq(ohm_column_spoken("mine"), "mine");
}
END_TEST

START_TEST(columns_of_a_kind_are_found)
{
    char *names[] = { (char *)"time_s", (char *)"w_0", (char *)"i_0_A", (char *)"w_1" };
    const ohm_csv csv = { .columns = 4, .name = names };
    size_t column[4];

    ck_assert_uint_eq(ohm_column_select(column, &csv, "w"), 2);
    ck_assert(column[0] == 1 && column[1] == 3);
    ck_assert_uint_eq(ohm_column_select(column, &csv, "v"), 0);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/column_name");
    TCase *cases = tcase_create("column_name");

    tcase_set_timeout(cases, 60.0);
    tcase_add_test(cases, names_are_taken_apart);
    tcase_add_test(cases, kinds_have_words);
    tcase_add_test(cases, columns_of_a_kind_are_found);
    suite_add_tcase(suite, cases);
    return suite;
}
