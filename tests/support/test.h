/* tests/support/test.h -- what every test program shares.
 *
 * A test file defines test_suite(); the main here runs it and prints TAP.  A
 * randomised test is a loop test (tcase_add_loop_test) whose `_i` is the seed, so
 * the failing line names its own reproduction. */
#ifndef OHM_TESTS_SUPPORT_TEST_H
#define OHM_TESTS_SUPPORT_TEST_H

#include "base/rng.h"
#include "base/status.h"

#include <check.h>
#include <stdbool.h>

Suite *test_suite(void);

/* A stream of its own for `seed`; ends the test where memory is refused. */
ohm_rng *test_rng(unsigned long seed);

/* Asserts that a call returned OHM_OK, and prints its message where not. */
#define test_ok(call, err) \
    do { \
        const ohm_status status_ = (call); \
        ck_assert_msg(status_ == OHM_OK, "%s: %s: %s", #call, ohm_status_name(status_), (err)->text); \
    } while (0)

/* Asserts that a call failed with `expected` and said something with `words`. */
#define test_fails(call, expected, err, words) \
    do { \
        const ohm_status status_ = (call); \
        ck_assert_msg(status_ == (expected), "%s: got %s", #call, ohm_status_name(status_)); \
        ck_assert_msg(strstr((err)->text, (words)) != NULL, "message lacks \"%s\": %s", (words), (err)->text); \
    } while (0)

/* |a - b| <= tol * max(|a|, |b|); two zeros are equal. */
bool test_close(double a, double b, double tol);

/* Refuses the k-th allocation from now on (0 = the next one), whoever asks: ours,
 * libxml2's, CHOLMOD's, jansson's.  test_alloc_allow ends it and says whether the
 * refusal happened.  Without --enable-alloc-faults nothing is ever refused. */
void test_alloc_refuse(unsigned long k);
bool test_alloc_allow(void);
bool test_alloc_enabled(void);

/* A path under OHM_SRCDIR; the buffer is static and lasts until the next call. */
const char *test_source_path(const char *name);

#endif
