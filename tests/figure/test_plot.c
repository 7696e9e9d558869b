/* tests/figure/test_plot.c -- mirrors lib/figure/plot.c
 *
 * Where gnuplot is not installed only the refusals are tested. */
#include "base/hash.h"
#include "figure/plot.h"
#include "support/test.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { POINTS = 50 };

static char folder[] = "/tmp/ohm's figure-XXXXXX";      /* a quote and a blank in the path */
static double x[POINTS], y[POINTS], low[POINTS];
static ohm_series series[3];
static ohm_figure figure;
static bool gnuplot;

static void
setup(void)
{
    ck_assert_ptr_nonnull(mkdtemp(folder));
    gnuplot = system("gnuplot --version >/dev/null 2>&1") == 0;
    for (int i = 0; i < POINTS; i++) {
        x[i] = 0.2 * i;
        y[i] = 0.02 * exp(-0.1 * x[i]);
        low[i] = 0.8 * y[i];
    }
    series[0] = (ohm_series){ .mark = OHM_MARK_BAND, .n = POINTS, .x = x, .y = y, .y_low = low };
    series[1] = (ohm_series){ .label = "source", .mark = OHM_MARK_LINE, .n = POINTS, .x = x, .y = y };
    series[2] = (ohm_series){ .label = "drain", .mark = OHM_MARK_POINTS, .style = 1, .n = POINTS, .x = x,
                              .y = low };
    figure = (ohm_figure){
        .x = { "Time", "s", false, NAN, NAN },
        .y = { "Current", "A", false, NAN, NAN },
        .count = 3, .series = series,
    };
}

static const char *
inside(const char *name)
{
    static char path[128];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

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
    static const char *const SUFFIXES[] = { "svg", "pdf", "png", "gp", "dat" };

    for (size_t k = 0; k < sizeof SUFFIXES / sizeof *SUFFIXES; k++) {
        char name[16];

        snprintf(name, sizeof name, "f.%s", SUFFIXES[k]);
        unlink(inside(name));
    }
    ck_assert_int_eq(rmdir(folder), 0);         /* fails where a hidden file is left */
    memcpy(strrchr(folder, '-') + 1, "XXXXXX", 6);
}

static void
sum_of(char text[OHM_SHA256_TEXT], const char *name)
{
    ohm_error err;

    test_ok(ohm_sha256_of_file(text, inside(name), &err), &err);
}

START_TEST(every_format_is_drawn_and_repeats)
{
    static const char *const NAMES[] = { "f.svg", "f.pdf", "f.png" };
    static const char *const MAGIC[] = { "<?xml", "%PDF-", "\211PNG\r" };
    char first[OHM_SHA256_TEXT], second[OHM_SHA256_TEXT], magic[6] = "";
    ohm_error err;

    if (!gnuplot)
        return;
    test_ok(ohm_figure_write(inside(NAMES[_i]), &figure, false, &err), &err);
    ck_assert_int_eq(entries(), 3);
    sum_of(first, NAMES[_i]);
    FILE *file = fopen(inside(NAMES[_i]), "rb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fread(magic, 1, 5, file), 5);
    fclose(file);
    ck_assert_str_eq(magic, MAGIC[_i]);

    const struct timespec tick = { 1, 100000000 };      /* a time stamp would have moved */
    nanosleep(&tick, NULL);
    test_ok(ohm_figure_write(inside(NAMES[_i]), &figure, true, &err), &err);
    sum_of(second, NAMES[_i]);
    ck_assert_str_eq(first, second);
}
END_TEST

/* What is kept beside the figure draws the same figure. */
START_TEST(kept_script_draws_it_again)
{
    char first[OHM_SHA256_TEXT], second[OHM_SHA256_TEXT], command[256];
    ohm_error err;

    if (!gnuplot)
        return;
    test_ok(ohm_figure_write(inside("f.svg"), &figure, false, &err), &err);
    sum_of(first, "f.svg");
    unlink(inside("f.svg"));
    snprintf(command, sizeof command, "cd \"%s\" && gnuplot -d f.gp", folder);
    ck_assert_int_eq(system(command), 0);
    sum_of(second, "f.svg");
    ck_assert_str_eq(first, second);
}
END_TEST

START_TEST(existing_files_stay)
{
    ohm_error err;

    FILE *file = fopen(inside("f.dat"), "w");
    ck_assert_ptr_nonnull(file);
    fputs("mine", file);
    fclose(file);
    test_fails(ohm_figure_write(inside("f.svg"), &figure, false, &err), OHM_E_IO, &err, "f.dat: exists");
    ck_assert_int_eq(entries(), 1);
}
END_TEST

START_TEST(refusals_leave_nothing)
{
    ohm_error err;

    test_fails(ohm_figure_write(inside("f.jpg"), &figure, false, &err), OHM_E_ARG, &err,
               ".svg, .pdf or .png");
    test_fails(ohm_figure_write(inside("f"), &figure, false, &err), OHM_E_ARG, &err, ".svg, .pdf or .png");
    test_fails(ohm_figure_write(inside("f\n.svg"), &figure, false, &err), OHM_E_ARG, &err, "control");
    figure.count = 0;
    test_fails(ohm_figure_write(inside("f.svg"), &figure, false, &err), OHM_E_ARG, &err, "no finite point");
    figure.count = 3;
    setenv("PATH", "/nonexistent", 1);          /* this case runs in a process of its own */
    test_fails(ohm_figure_write(inside("f.svg"), &figure, false, &err), OHM_E_IO, &err, "gnuplot-nox");
    ck_assert_int_eq(entries(), 0);
}
END_TEST

START_TEST(every_allocation_may_fail)
{
    ohm_error err;

    if (!gnuplot || !test_alloc_enabled())
        return;
    for (unsigned long k = 0;; k++) {
        test_alloc_refuse(k);
        const ohm_status status = ohm_figure_write(inside("f.svg"), &figure, false, &err);

        if (!test_alloc_allow()) {
            test_ok(status, &err);
            break;
        }
        if (status != OHM_OK)                   /* stdio may do without a buffer */
            ck_assert_int_eq(entries(), 0);
        else
            teardown(), setup();
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("figure/plot");
    TCase *cases = tcase_create("plot");

    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_loop_test(cases, every_format_is_drawn_and_repeats, 0, 3);
    tcase_add_test(cases, kept_script_draws_it_again);
    tcase_add_test(cases, existing_files_stay);
    tcase_add_test(cases, refusals_leave_nothing);
    tcase_add_test(cases, every_allocation_may_fail);
    suite_add_tcase(suite, cases);
    return suite;
}
