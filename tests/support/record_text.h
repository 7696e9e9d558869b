/* tests/support/record_text.h -- records from a text in the test, and what is drawn of them. */
#ifndef OHM_TESTS_SUPPORT_RECORD_TEXT_H
#define OHM_TESTS_SUPPORT_RECORD_TEXT_H

#include "case/record.h"

/* Writes the text to a file of this suffix, the caller's to remove. */
void test_record_write(char path[64], const char *suffix, const char *text);

/* Reads the text as a file of this suffix; the status is that of ohm_record_read. */
ohm_status test_record_read(ohm_record **out, const char *suffix, const char *text, ohm_error *err);

/* The same where it must succeed. */
ohm_record *test_record(const char *suffix, const char *text);

/* The head of a table of ours: its command, and its options as JSON. */
#define TEST_HEAD(command, options) "# command: \"" command "\"\n# options: " options "\n# format: 1\n"

/* An answer of --json, on one line. */
#define TEST_ANSWER(command, options, result) \
    "{\"command\":\"" command "\",\"argv\":[\"ohmega\"],\"options\":" options ",\"inputs\":[],\"result\":" result "}\n"

#endif
