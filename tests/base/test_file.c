/* tests/base/test_file.c -- mirrors lib/base/file.c */
#include "base/file.h"
#include "support/test.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/ohm-file-XXXXXX";
static char target[64];

static void
setup(void)
{
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(target, sizeof target, "%s/out.csv", folder);
}

/* How many entries the folder holds, hidden ones too. */
static int
entries(void)
{
    DIR *open = opendir(folder);
    int count = -2;                 /* . and .. */

    ck_assert_ptr_nonnull(open);
    while (readdir(open) != NULL)
        count++;
    closedir(open);
    return count;
}

static void
teardown(void)
{
    unlink(target);
    ck_assert_int_eq(rmdir(folder), 0);     /* fails where a hidden file is left */
    memcpy(strrchr(folder, '-') + 1, "XXXXXX", 6);
}

static void
write_text(const char *text, bool replace)
{
    ohm_file *file;
    ohm_error err;

    test_ok(ohm_file_open(&file, target, replace, &err), &err);
    fputs(text, ohm_file_stream(file));
    test_ok(ohm_file_commit(file, &err), &err);
}

static void
expect_text(const char *text)
{
    char found[64] = "";
    FILE *file = fopen(target, "r");

    ck_assert_ptr_nonnull(file);
    ck_assert_ptr_nonnull(fgets(found, sizeof found, file));
    fclose(file);
    ck_assert_str_eq(found, text);
}

START_TEST(file_appears_at_commit)
{
    ohm_file *file;
    ohm_error err;

    test_ok(ohm_file_open(&file, target, false, &err), &err);
    fputs("whole", ohm_file_stream(file));
    ck_assert_int_ne(access(target, F_OK), 0);
    test_ok(ohm_file_commit(file, &err), &err);
    expect_text("whole");
    ck_assert_int_eq(entries(), 1);
}
END_TEST

START_TEST(discard_keeps_the_old)
{
    ohm_file *file;
    ohm_error err;

    write_text("old", false);
    test_ok(ohm_file_open(&file, target, true, &err), &err);
    fputs("new", ohm_file_stream(file));
    ohm_file_discard(file);
    ohm_file_discard(NULL);
    expect_text("old");
    ck_assert_int_eq(entries(), 1);
}
END_TEST

START_TEST(existing_file_needs_replace)
{
    ohm_file *file;
    ohm_error err;

    write_text("old", false);
    test_fails(ohm_file_open(&file, target, false, &err), OHM_E_IO, &err, "exists");
    ck_assert_ptr_null(file);
    expect_text("old");
    write_text("new", true);
    expect_text("new");
}
END_TEST

START_TEST(target_taken_meanwhile_stays)
{
    ohm_file *late, *early;
    ohm_error err;

    test_ok(ohm_file_open(&late, target, false, &err), &err);
    test_ok(ohm_file_open(&early, target, false, &err), &err);
    fputs("early", ohm_file_stream(early));
    fputs("late", ohm_file_stream(late));
    test_ok(ohm_file_commit(early, &err), &err);
    test_fails(ohm_file_commit(late, &err), OHM_E_IO, &err, target);
    expect_text("early");
    ck_assert_int_eq(entries(), 1);
}
END_TEST

START_TEST(mode_and_link_survive)
{
    char name[sizeof target + 8];
    struct stat status;

    write_text("old", false);
    ck_assert_int_eq(chmod(target, 0600), 0);
    snprintf(name, sizeof name, "%s.link", target);
    ck_assert_int_eq(symlink("out.csv", name), 0);

    ohm_file *file;
    ohm_error err;
    test_ok(ohm_file_open(&file, name, true, &err), &err);
    fputs("new", ohm_file_stream(file));
    test_ok(ohm_file_commit(file, &err), &err);

    ck_assert_int_eq(lstat(name, &status), 0);
    ck_assert(S_ISLNK(status.st_mode));
    ck_assert_int_eq(stat(target, &status), 0);
    ck_assert_int_eq(status.st_mode & 07777, 0600);
    expect_text("new");
    unlink(name);
}
END_TEST

START_TEST(no_folder_no_file)
{
    ohm_file *file;
    ohm_error err;

    test_fails(ohm_file_open(&file, "/nonexistent/x", false, &err), OHM_E_IO, &err, "/nonexistent/x");
    test_fails(ohm_file_open(&file, folder, true, &err), OHM_E_IO, &err, "directory");
}
END_TEST

START_TEST(full_disk_is_noticed)
{
    ohm_file *file;
    ohm_error err;

    if (access("/dev/full", W_OK) != 0)
        return;
    test_ok(ohm_file_open(&file, "/dev/full", true, &err), &err);
    fputs("more than there is", ohm_file_stream(file));
    test_fails(ohm_file_commit(file, &err), OHM_E_IO, &err, "/dev/full");
}
END_TEST

START_TEST(every_allocation_may_fail)
{
    ohm_file *file;
    ohm_error err;

    if (!test_alloc_enabled())
        return;
    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_file_open(&file, target, false, &err);
        const bool fired = test_alloc_allow();

        if (status == OHM_OK) {
            ohm_file_discard(file);
            ck_assert(!fired);
            break;
        }
        ck_assert_int_eq(status, OHM_E_NOMEM);
        ck_assert_int_eq(entries(), 0);
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("base/file");
    TCase *cases = tcase_create("file");

    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, file_appears_at_commit);
    tcase_add_test(cases, discard_keeps_the_old);
    tcase_add_test(cases, existing_file_needs_replace);
    tcase_add_test(cases, target_taken_meanwhile_stays);
    tcase_add_test(cases, mode_and_link_survive);
    tcase_add_test(cases, no_folder_no_file);
    tcase_add_test(cases, full_disk_is_noticed);
    tcase_add_test(cases, every_allocation_may_fail);
    suite_add_tcase(suite, cases);
    return suite;
}
