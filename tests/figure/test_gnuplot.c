/* tests/figure/test_gnuplot.c -- mirrors lib/figure/gnuplot.c */
#include "figure/gnuplot.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A script of one line under a name of its own; the caller unlinks it. */
static void
write_script(char path[32], const char *line)
{
    strcpy(path, "/tmp/ohm-gnuplot-XXXXXX");
    const int fd = mkstemp(path);
    FILE *file = fdopen(fd, "w");

    ck_assert_ptr_nonnull(file);
    fprintf(file, "%s\n", line);
    fclose(file);
}

static bool
no_gnuplot(void)
{
    return system("gnuplot --version >/dev/null 2>&1") != 0;
}

START_TEST(script_sees_the_definitions)
{
    char path[32];
    ohm_error err;

    if (no_gnuplot())
        return;
    write_script(path, "if (answer != 42) exit status 1");
    test_ok(ohm_gnuplot_run(path, "answer = 42", &err), &err);
    ck_assert_int_eq(ohm_gnuplot_run(path, "answer = 41", &err), OHM_E_INTERNAL);
    unlink(path);
}
END_TEST

START_TEST(complaint_is_passed_on)
{
    char path[32];
    ohm_error err;

    if (no_gnuplot())
        return;
    write_script(path, "set nonsense");
    test_fails(ohm_gnuplot_run(path, "x = 1", &err), OHM_E_INTERNAL, &err, "unrecognized option");
    unlink(path);
}
END_TEST

START_TEST(absence_names_the_package)
{
    ohm_error err;

    setenv("PATH", "/nonexistent", 1);      /* this case runs in a process of its own */
    test_fails(ohm_gnuplot_run("x.gp", "x = 1", &err), OHM_E_IO, &err, "gnuplot-nox");
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("figure/gnuplot");
    TCase *cases = tcase_create("gnuplot");

    tcase_add_test(cases, script_sees_the_definitions);
    tcase_add_test(cases, complaint_is_passed_on);
    tcase_add_test(cases, absence_names_the_package);
    suite_add_tcase(suite, cases);
    return suite;
}
