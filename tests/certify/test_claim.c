/* tests/certify/test_claim.c -- mirrors lib/certify/claim.c: how a verdict follows from outcomes. */
#include "certify/claim_case.h"
#include "support/test.h"
#include "topology/exempt.h"

#include <string.h>

static void
holds(ohm_claim_case *c)
{
    ohm_scene s;

    for (int k = 0; k < 5; k++) {
        ohm_claim_next_scene(c, &s, 0);
        ohm_claim_found(c, "omega", s.omega);
        ohm_claim_printed(c, !c->planted);
    }
}

static void
fails(ohm_claim_case *c)
{
    ohm_claim_printed(c, true);
    ohm_claim_printed(c, false);
}

static void
is_corrected(ohm_claim_case *c)
{
    fails(c);
    ohm_claim_corrected(c, !c->planted);
}

static void
lacks_control(ohm_claim_case *c)
{
    ohm_claim_printed(c, true);
    ohm_claim_control(c, false);
}

static void
does_nothing(ohm_claim_case *c)
{
    (void)c;
}

static void
is_singular(ohm_claim_case *c)
{
    ohm_claim_printed(c, true);
    ohm_q_inverse(ohm_q_zero(c->arena, 2, 2));
}

static void
is_broken(ohm_claim_case *c)
{
    ohm_claim_printed(c, true);
    ohm_q_mul(ohm_q_zero(c->arena, 2, 2), ohm_q_zero(c->arena, 3, 3));
}

static ohm_verdict
verdict_of(void (*decide)(ohm_claim_case *c), ohm_ground ground, const char *proof, bool planted)
{
    const ohm_claim claim = { .id = "T-1", .decide = decide, .ground = ground, .proof = proof };
    ohm_claim_store *store;
    ohm_claim_outcome outcome;
    ohm_error err;

    test_ok(ohm_claim_store_alloc(&store, &err), &err);
    test_ok(ohm_claim_decide(&outcome, &claim, planted, store, &err), &err);
    ohm_claim_outcome_clear(&outcome);
    ohm_claim_store_free(store);
    return outcome.verdict;
}

START_TEST(the_verdict_follows_from_the_outcomes)
{
    ck_assert_int_eq(verdict_of(holds, OHM_GROUND_EXACT, "because", false), OHM_VERDICT_PROVED);
    ck_assert_int_eq(verdict_of(holds, OHM_GROUND_EXACT, NULL, false), OHM_VERDICT_SUPPORTED);
    ck_assert_int_eq(verdict_of(holds, OHM_GROUND_BALLS, NULL, false), OHM_VERDICT_CERTIFIED);
    ck_assert_int_eq(verdict_of(holds, OHM_GROUND_FLOATS, "because", false), OHM_VERDICT_SUPPORTED);
    ck_assert_int_eq(verdict_of(holds, OHM_GROUND_EXACT, "because", true), OHM_VERDICT_REFUTED);
    ck_assert_int_eq(verdict_of(fails, OHM_GROUND_EXACT, "because", false), OHM_VERDICT_REFUTED);
    ck_assert_int_eq(verdict_of(is_corrected, OHM_GROUND_EXACT, "because", false), OHM_VERDICT_CORRECTED);
    ck_assert_int_eq(verdict_of(is_corrected, OHM_GROUND_EXACT, "because", true), OHM_VERDICT_UNDECIDED);
    ck_assert_int_eq(verdict_of(lacks_control, OHM_GROUND_EXACT, "because", false), OHM_VERDICT_UNDECIDED);
    ck_assert_int_eq(verdict_of(does_nothing, OHM_GROUND_EXACT, "because", false), OHM_VERDICT_UNDECIDED);
    ck_assert_int_eq(verdict_of(is_singular, OHM_GROUND_EXACT, "because", false), OHM_VERDICT_UNDECIDED);
}
END_TEST

START_TEST(a_broken_evaluation_is_an_error)
{
    const ohm_claim claim = { .id = "T-1", .decide = is_broken };
    ohm_claim_store *store;
    ohm_claim_outcome outcome;
    ohm_error err;

    test_ok(ohm_claim_store_alloc(&store, &err), &err);
    test_fails(ohm_claim_decide(&outcome, &claim, false, store, &err), OHM_E_INTERNAL, &err, "T-1: exact");
    ck_assert_ptr_null(outcome.evidence);
    ohm_claim_store_free(store);
}
END_TEST

/* The first three instances are kept, the counts are of all; the same claim, the same bytes. */
START_TEST(evidence_is_kept)
{
    const ohm_claim claim = { .id = "T-1", .source = "here", .decide = holds, .proof = "because" };
    ohm_claim_store *store;
    ohm_claim_outcome outcome;
    char *text[2];
    ohm_error err;

    test_ok(ohm_claim_store_alloc(&store, &err), &err);
    for (int k = 0; k < 2; k++) {
        test_ok(ohm_claim_decide(&outcome, &claim, false, store, &err), &err);
        ohm_json *json = ohm_claim_json(&claim, &outcome);
        const ohm_json *evidence = ohm_json_get(json, "evidence");
        const ohm_json *printed = ohm_json_get(evidence, "printed");
        long long evaluated;

        ck_assert_ptr_null(outcome.evidence);
        ck_assert_uint_eq(ohm_json_size(ohm_json_get(evidence, "instances")), 3);
        ck_assert(ohm_json_as_integer(&evaluated, ohm_json_get(printed, "evaluated")));
        ck_assert_int_eq(evaluated, 5);
        ck_assert_str_eq(ohm_json_as_string(ohm_json_get(json, "verdict")), "proved");
        ck_assert_str_eq(ohm_json_as_string(ohm_json_get(json, "proof")), "because");
        test_ok(ohm_json_print(&text[k], json, &err), &err);
        ohm_json_free(json);
    }
    ck_assert_str_eq(text[0], text[1]);
    free(text[0]);
    free(text[1]);
    ohm_claim_store_free(store);
}
END_TEST

START_TEST(all_connected_graphs_are_there)
{
    static const size_t expected[] = { 0, 1, 1, 2, 6, 21, 112, 853 };
    size_t count[8] = { 0 };
    ohm_claim_case c = { .planted = false };
    const ohm_scene *scenes;

    ck_assert_int_eq(ohm_claim_store_alloc(&c.store, NULL), OHM_OK);
    ck_assert_int_eq(ohm_arena_alloc(&c.arena, NULL), OHM_OK);
    const size_t graphs = ohm_claim_atlas(&c, &scenes);

    ck_assert_uint_eq(graphs, OHM_CLAIM_ATLAS);
    for (size_t g = 0; g < graphs; g++) {
        const ohm_scene taken = ohm_claim_take(&c, &scenes[g]);

        count[scenes[g].nodes]++;
        ck_assert_ptr_eq(taken.arena, c.arena);
        ck_assert(ohm_q_equal(taken.omega, scenes[g].omega));
    }
    for (size_t n = 1; n < 8; n++)
        ck_assert_uint_eq(count[n], expected[n]);
    ohm_arena_free(c.arena);
    ohm_claim_store_free(c.store);
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    const ohm_claim claim = { .id = "T-1", .decide = holds, .proof = "because" };
    ohm_claim_outcome outcome = { .evidence = NULL };
    ohm_claim_store *store;
    bool refused = true;

    exempt_flint();
    for (unsigned long k = 0; refused; k++) {
        test_alloc_refuse(k);
        ohm_status status = ohm_claim_store_alloc(&store, NULL);

        if (status == OHM_OK)
            status = ohm_claim_decide(&outcome, &claim, false, store, NULL);
        refused = test_alloc_allow();
        ck_assert_msg(status == (refused ? OHM_E_NOMEM : OHM_OK), "allocation %lu: %s", k,
                      ohm_status_name(status));
        ohm_claim_store_free(store);
        ohm_claim_outcome_clear(&outcome);
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/claim");
    TCase *cases = tcase_create("claim");

    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, the_verdict_follows_from_the_outcomes);
    tcase_add_test(cases, a_broken_evaluation_is_an_error);
    tcase_add_test(cases, evidence_is_kept);
    tcase_add_test(cases, all_connected_graphs_are_there);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
