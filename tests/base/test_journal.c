/* tests/base/test_journal.c -- mirrors lib/base/journal.c */
#include "base/journal.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LINES = 20 };

static char folder[64], path[96];

static void
make_folder(void)
{
    snprintf(folder, sizeof folder, "journal-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/j", folder);
}

static void
remove_folder(void)
{
    unlink(path);
    rmdir(folder);
}

/* Lines are the numbers 0, 1, ...: counts them, and sees that none is out of turn. */
static ohm_status
count_line(void *data, const char *line, ohm_error *err)
{
    int *const count = data;

    if (atoi(line) != *count)
        return ohm_fail(err, OHM_E_INTERNAL, "line %s in place of %d", line, *count);
    ++*count;
    return OHM_OK;
}

static int
lines_in(const char *head)
{
    ohm_error err;
    int count = 0;

    test_ok(ohm_journal_replay(path, head, count_line, &count, &err), &err);
    return count;
}

static void
append_number(ohm_journal *journal, int number)
{
    char line[16];
    ohm_error err;

    snprintf(line, sizeof line, "%d", number);
    test_ok(ohm_journal_append(journal, line, &err), &err);
}

START_TEST(lines_are_told_in_order)
{
    ohm_journal *journal;
    ohm_error err;

    test_ok(ohm_journal_open(&journal, path, "head", false, &err), &err);
    for (int k = 0; k < LINES; k++) {
        append_number(journal, k);
        ck_assert_int_eq(lines_in("head"), k + 1);      /* at once: on the disk before the next */
    }
    ohm_journal_close(journal);
    test_ok(ohm_journal_open(&journal, path, "head", false, &err), &err);
    append_number(journal, LINES);
    ohm_journal_close(journal);
    ck_assert_int_eq(lines_in("head"), LINES + 1);
    test_ok(ohm_journal_open(&journal, path, "head", true, &err), &err);
    ohm_journal_close(journal);
    ck_assert_int_eq(lines_in("head"), 0);
}
END_TEST

/* Cut anywhere, a journal keeps its whole lines, and goes on after them. */
START_TEST(what_is_torn_is_dropped)
{
    static const char whole[] = "head\n0\n1\n2\n3\n";
    ohm_journal *journal;
    ohm_error err;
    int kept = 0;
    FILE *file;

    for (int k = 0; k < _i; k++)
        kept += whole[k] == '\n';
    kept = kept > 0 ? kept - 1 : 0;
    ck_assert_ptr_nonnull(file = fopen(path, "w"));
    ck_assert_uint_eq(fwrite(whole, 1, (size_t)_i, file), (size_t)_i);
    fclose(file);
    ck_assert_int_eq(lines_in("head"), kept);
    test_ok(ohm_journal_open(&journal, path, "head", false, &err), &err);
    append_number(journal, kept);
    ohm_journal_close(journal);
    ck_assert_int_eq(lines_in("head"), kept + 1);
}
END_TEST

START_TEST(another_head_is_refused)
{
    ohm_journal *journal;
    ohm_error err;
    int count = 0;

    test_ok(ohm_journal_open(&journal, path, "head", false, &err), &err);
    append_number(journal, 0);
    ohm_journal_close(journal);
    test_fails(ohm_journal_open(&journal, path, "other", false, &err), OHM_E_CONTENT, &err, "other work");
    test_fails(ohm_journal_replay(path, "other", count_line, &count, &err), OHM_E_CONTENT, &err,
               "other work");
    ck_assert_int_eq(count, 0);
    ck_assert_int_eq(lines_in("head"), 1);
    test_fails(ohm_journal_open(&journal, "no/such/folder/j", "head", false, &err), OHM_E_IO, &err,
               "no/such");
}
END_TEST

START_TEST(one_process_holds_it)
{
    ohm_journal *journal;
    ohm_error err;
    int outcome = 0;
    pid_t child;

    ck_assert(!ohm_journal_held(path));
    test_ok(ohm_journal_open(&journal, path, "head", false, &err), &err);
    if ((child = fork()) == 0) {
        ohm_journal *second;

        _exit(ohm_journal_held(path) && ohm_journal_open(&second, path, "head", true, NULL) == OHM_E_IO ? 0
              : 1);
    }
    ck_assert_int_eq(waitpid(child, &outcome, 0), child);
    ck_assert(WIFEXITED(outcome) && WEXITSTATUS(outcome) == 0);
    append_number(journal, 0);
    ohm_journal_close(journal);
    ck_assert(!ohm_journal_held(path));
    ck_assert_int_eq(lines_in("head"), 1);
}
END_TEST

/* A child that appends until it is killed: every line it was told was written is there. */
START_TEST(a_kill_loses_no_line)
{
    int ends[2], told = -1, number, outcome;
    ohm_journal *journal;
    pid_t child;

    ck_assert_int_eq(pipe(ends), 0);
    if ((child = fork()) == 0) {
        if (ohm_journal_open(&journal, path, "head", false, NULL) != OHM_OK)
            _exit(1);
        for (int k = 0;; k++) {
            char line[16];

            snprintf(line, sizeof line, "%d", k);
            if (ohm_journal_append(journal, line, NULL) != OHM_OK || write(ends[1], &k, sizeof k) < 0)
                _exit(1);
        }
    }
    close(ends[1]);
    usleep((useconds_t)(20000 + 7000 * _i));
    kill(child, SIGKILL);
    ck_assert_int_eq(waitpid(child, &outcome, 0), child);
    while (read(ends[0], &number, sizeof number) == (ssize_t)sizeof number)
        told = number;
    close(ends[0]);
    ck_assert_int_ge(lines_in("head"), told + 1);
}
END_TEST

START_TEST(refused_memory_is_an_error)
{
    ohm_status status = OHM_E_NOMEM;

    for (unsigned long k = 0; test_alloc_enabled() && status != OHM_OK; k++) {
        ohm_journal *journal;
        int count = 0;

        test_alloc_refuse(k);
        status = ohm_journal_open(&journal, path, "head", true, NULL);
        if (status == OHM_OK)
            status = ohm_journal_append(journal, "0", NULL);
        if (status == OHM_OK)
            status = ohm_journal_replay(path, "head", count_line, &count, NULL);
        (void)test_alloc_allow();
        ohm_journal_close(journal);
        ck_assert(status == OHM_OK || status == OHM_E_NOMEM || status == OHM_E_IO);
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("base/journal");
    TCase *tcase = tcase_create("journal");

    tcase_add_checked_fixture(tcase, make_folder, remove_folder);
    tcase_add_test(tcase, lines_are_told_in_order);
    tcase_add_loop_test(tcase, what_is_torn_is_dropped, 0, 14);
    tcase_add_test(tcase, another_head_is_refused);
    tcase_add_test(tcase, one_process_holds_it);
    tcase_add_loop_test(tcase, a_kill_loses_no_line, 0, 5);
    tcase_add_test(tcase, refused_memory_is_an_error);
    suite_add_tcase(suite, tcase);
    return suite;
}
