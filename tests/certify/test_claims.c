/* tests/certify/test_claims.c -- mirrors the tables in lib/certify/claims/.
 *
 * Every row reaches the verdict the ledger has for it, and loses it when the error that
 * falsified_by names is planted: no method is there that cannot come out false. */
#include "certify/ledger.h"
#include "support/test.h"

#include <string.h>

START_TEST(the_verdict_is_reached_and_can_be_lost)
{
    const ohm_claim *claim = ohm_ledger_at((size_t)_i);
    ohm_claim_store *store;
    ohm_claim_outcome outcome;
    ohm_error err;

    test_ok(ohm_claim_store_alloc(&store, &err), &err);
    test_ok(ohm_claim_decide(&outcome, claim, false, store, &err), &err);
    ck_assert_msg(outcome.verdict == claim->expected, "%s: %s, the ledger says %s", claim->id,
                  ohm_verdict_name(outcome.verdict), ohm_verdict_name(claim->expected));
    ohm_claim_outcome_clear(&outcome);
    test_ok(ohm_claim_decide(&outcome, claim, true, store, &err), &err);
    ck_assert_msg(outcome.verdict != claim->expected, "%s: still %s with %s", claim->id,
                  ohm_verdict_name(outcome.verdict), claim->falsified_by);
    ohm_claim_outcome_clear(&outcome);
    ohm_claim_store_free(store);
}
END_TEST

/* The words are there, on one line each, and fit the verdict. */
START_TEST(the_words_are_there)
{
    const ohm_claim *claim = ohm_ledger_at((size_t)_i);
    const char *const words[] = { claim->id,     claim->source, claim->where,       claim->statement,
                                  claim->domain, claim->method, claim->falsified_by };

    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        ck_assert_msg(words[k] != NULL && words[k][0] != '\0', "%s: text %zu", claim->id, k);
        ck_assert_msg(strchr(words[k], '\n') == NULL, "%s: text %zu is not one line", claim->id, k);
    }
    ck_assert_msg((claim->correction != NULL) == (claim->expected == OHM_VERDICT_CORRECTED), "%s: correction",
                  claim->id);
    if (claim->expected == OHM_VERDICT_PROVED)
        ck_assert_msg(claim->proof != NULL, "%s: proved without a proof", claim->id);
    if (claim->expected == OHM_VERDICT_CORRECTED)
        ck_assert_msg(claim->proof != NULL || claim->ground == OHM_GROUND_BALLS,
                      "%s: corrected without a proof", claim->id);
    ck_assert_int_ne(claim->expected, OHM_VERDICT_UNDECIDED);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/claims");
    TCase *cases = tcase_create("claims");
    const int rows = (int)ohm_ledger_count();

    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, the_verdict_is_reached_and_can_be_lost, 0, rows);
    tcase_add_loop_test(cases, the_words_are_there, 0, rows);
    suite_add_tcase(suite, cases);
    return suite;
}
