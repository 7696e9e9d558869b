/* tests/figure/test_script.c -- mirrors lib/figure/script.c */
#include "figure/script.h"
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double X[3] = { 0.0, 1.0, 2.0 }, Y[3] = { 0.018, 0.019, 0.02 }, LOW[3] = { 0.01, 0.01, 0.01 };

static ohm_figure
figure_of(const ohm_series *series, size_t count)
{
    return (ohm_figure){
        .x = { "Time", "s", false, NAN, NAN },
        .y = { "Drain current", "A", false, NAN, NAN },
        .count = count, .series = series,
    };
}

static const ohm_series LINE = { .label = "drain", .mark = OHM_MARK_LINE, .n = 3, .x = X, .y = Y };

/* What `write` puts on a stream; the caller frees it. */
static char *
script_of(const ohm_figure *figure)
{
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);

    const ohm_sheet sheet = { .count = 1, .panel = figure };

    ohm_sheet_write_script(file, &sheet, OHM_FORMAT_SVG, "d.dat", "o.svg");
    fclose(file);
    return text;
}

static char *
data_of(const ohm_figure *figure)
{
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);

    const ohm_sheet sheet = { .count = 1, .panel = figure };

    ohm_sheet_write_data(file, &sheet);
    fclose(file);
    return text;
}

static void
expect_words(const char *text, const char *words)
{
    ck_assert_msg(strstr(text, words) != NULL, "no \"%s\" in:\n%s", words, text);
}

START_TEST(axis_and_data_are_scaled_together)
{
    const ohm_figure figure = figure_of(&LINE, 1);
    char *script = script_of(&figure), *data = data_of(&figure);

    expect_words(script, "set ylabel 'Drain current (mA)'");
    expect_words(script, "set xlabel 'Time (s)'");
    expect_words(script, "data index 0 using ($1*1):($2*1000) with lines linestyle 1 title 'drain'");
    expect_words(data, "# drain\n0 0.018\n1 0.019\n2 0.02\n");
    free(script);
    free(data);
}
END_TEST

START_TEST(ends_are_scaled_too)
{
    ohm_figure figure = figure_of(&LINE, 1);

    figure.y.low = 0.0;
    figure.y.high = 0.025;
    char *script = script_of(&figure);
    expect_words(script, "set yrange [0:25]");
    expect_words(script, "set xrange [*:*]");
    free(script);
}
END_TEST

START_TEST(band_takes_three_columns)
{
    const ohm_series series[2] = {
        { .mark = OHM_MARK_BAND, .style = 1, .n = 3, .x = X, .y = Y, .y_low = LOW },
        { .label = "median", .mark = OHM_MARK_LINE, .style = 1, .n = 3, .x = X, .y = Y },
    };
    const ohm_figure figure = figure_of(series, 2);
    char *script = script_of(&figure), *data = data_of(&figure);

    expect_words(script, "($2*1000):($3*1000) with filledcurves");
    expect_words(script, "linestyle 2 notitle, \\\n    data index 1");
    expect_words(data, "2 0.02 0.01\n\n\n# median\n0 0.018\n");
    free(script);
    free(data);
}
END_TEST

START_TEST(styles_repeat)
{
    ohm_series series = LINE;

    series.style = OHM_FIGURE_STYLES + 2;
    const ohm_figure figure = figure_of(&series, 1);
    char *script = script_of(&figure);
    expect_words(script, "with lines linestyle 3 ");
    free(script);
}
END_TEST

/* A quote in a label must not end the string and become a command. */
START_TEST(quotes_are_doubled)
{
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);

    ohm_gnuplot_quote(file, "Ohm's law'; system('id')");
    fclose(file);
    ck_assert_str_eq(text, "'Ohm''s law''; system(''id'')'");
    free(text);
}
END_TEST

/* What one panel sets must not reach the next, and their data follow each other. */
START_TEST(panels_are_apart)
{
    ohm_figure panel[2] = { figure_of(&LINE, 1), figure_of(&LINE, 1) };
    const ohm_sheet sheet = { .count = 2, .panel = panel };
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);

    panel[0].y.log = true;
    ohm_sheet_write_script(file, &sheet, OHM_FORMAT_SVG, "d.dat", "o.svg");
    fclose(file);
    expect_words(text, "set multiplot layout 2,1");
    const char *second = strstr(text, "'(b)'"), *reset = strstr(text, "unset logscale");
    ck_assert_ptr_nonnull(second);
    ck_assert(reset != NULL && reset < second && strstr(reset, "\nset logscale") == NULL);
    expect_words(second, "data index 1 using");
    free(text);
}
END_TEST

START_TEST(values_become_colours)
{
    static const double value[3] = { 0.0, 0.5, 1.0 };
    ohm_series series = LINE;

    series.value = value;
    ohm_figure figure = figure_of(&series, 1);
    figure.colour = (ohm_axis){ "Memory w", NULL, false, 0.0, 1.0 };
    char *script = script_of(&figure), *data = data_of(&figure);

    expect_words(script, "using ($1*1):($2*1000):3 with lines linestyle 1 linecolor palette");
    expect_words(script, "set cblabel 'Memory w'");
    expect_words(script, "set cbrange [0:1]");
    expect_words(data, "1 0.019 0.5\n");
    free(script);
    free(data);
}
END_TEST

START_TEST(words_are_quoted)
{
    static const char *const word[3] = { "a", "say \"b\"", "c\\d" };
    ohm_series series = LINE;

    series.mark = OHM_MARK_WORDS;
    series.word = word;
    const ohm_figure figure = figure_of(&series, 1);
    char *data = data_of(&figure), *script = script_of(&figure);

    expect_words(script, "with labels boxed noenhanced ");
    free(script);
    expect_words(data, "1 0.019 \"say \\\"b\\\"\"\n2 0.02 \"c\\\\d\"\n");
    free(data);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("figure/script");
    TCase *cases = tcase_create("script");

    tcase_add_test(cases, axis_and_data_are_scaled_together);
    tcase_add_test(cases, ends_are_scaled_too);
    tcase_add_test(cases, band_takes_three_columns);
    tcase_add_test(cases, styles_repeat);
    tcase_add_test(cases, quotes_are_doubled);
    tcase_add_test(cases, panels_are_apart);
    tcase_add_test(cases, values_become_colours);
    tcase_add_test(cases, words_are_quoted);
    suite_add_tcase(suite, cases);
    return suite;
}
