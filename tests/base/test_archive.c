/* tests/base/test_archive.c -- mirrors lib/base/archive.c */
#include "base/archive.h"
#include "support/test.h"

#include <string.h>

typedef struct {
    double w[3];
    size_t steps;
    bool held;
} record;

static void
exchange(record *state, ohm_archive *archive)
{
    ohm_archive_exchange(archive, state->w, sizeof state->w);
    ohm_archive_exchange(archive, &state->steps, sizeof state->steps);
    ohm_archive_exchange(archive, &state->held, sizeof state->held);
}

START_TEST(what_was_taken_is_given_back)
{
    record before = { { 0.1, -0.0, 1e300 }, 42, true }, after = { { 0 }, 0, false };
    ohm_archive *taken, *given;
    const void *bytes;
    size_t length;
    ohm_error err;

    test_ok(ohm_archive_alloc(&taken, &err), &err);
    exchange(&before, taken);
    test_ok(ohm_archive_finish(taken, &err), &err);
    bytes = ohm_archive_bytes(&length, taken);
    test_ok(ohm_archive_alloc_from(&given, bytes, length, &err), &err);
    exchange(&after, given);
    test_ok(ohm_archive_finish(given, &err), &err);
    ck_assert(memcmp(before.w, after.w, sizeof before.w) == 0 && after.steps == 42 && after.held);
    ohm_archive_free(taken);
    ohm_archive_free(given);
}
END_TEST

/* Cut short anywhere, or with bytes left over, it says so; fields stay what they were. */
START_TEST(wrong_lengths_are_noticed)
{
    record whole = { { 1, 2, 3 }, 4, true };
    unsigned char bytes[sizeof whole.w + sizeof whole.steps + sizeof whole.held + 1] = { 0 };
    ohm_archive *archive;
    ohm_error err;

    for (size_t length = 0; length <= sizeof bytes; length++) {
        record state = whole;

        if (length == sizeof bytes - 1)         /* the right one */
            continue;
        test_ok(ohm_archive_alloc_from(&archive, bytes, length, &err), &err);
        exchange(&state, archive);
        test_fails(ohm_archive_finish(archive, &err), OHM_E_CONTENT, &err, "bytes");
        if (length < sizeof whole.w)
            ck_assert(state.w[0] == 1.0 && state.held);
        ohm_archive_free(archive);
    }
}
END_TEST

START_TEST(every_allocation_fails_once)
{
    record state = { { 1, 2, 3 }, 4, true };
    ohm_archive *archive;
    ohm_status status;

    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        status = ohm_archive_alloc(&archive, NULL);
        if (status == OHM_OK) {
            exchange(&state, archive);
            status = ohm_archive_finish(archive, NULL);
        }
        const bool fired = test_alloc_allow();

        ohm_archive_free(archive);
        if (!fired)
            break;
        ck_assert_int_eq(status, OHM_E_NOMEM);
    }
    ck_assert_int_eq(status, OHM_OK);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("base/archive");
    TCase *cases = tcase_create("archive");

    tcase_add_test(cases, what_was_taken_is_given_back);
    tcase_add_test(cases, wrong_lengths_are_noticed);
    tcase_add_test(cases, every_allocation_fails_once);
    suite_add_tcase(suite, cases);
    return suite;
}
