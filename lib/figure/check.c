/* lib/figure/check.c -- what can be drawn, and its numbers as a file; see script.h */
#include "figure/script.h"

#include "base/text.h"

#include <math.h>

static ohm_status
check_text(const char *text, ohm_error *err)
{
    for (const char *c = text; c != NULL && *c != '\0'; c++)
        if ((unsigned char)*c < ' ')
            return ohm_fail(err, OHM_E_ARG, "figure: control character %d in \"%.40s\"", *c, text);
    return OHM_OK;
}

static ohm_status
check_axis(const ohm_axis *axis, ohm_error *err)
{
    if (check_text(axis->label, err) != OHM_OK || check_text(axis->unit, err) != OHM_OK)
        return OHM_E_ARG;
    if (axis->low >= axis->high)
        return ohm_fail(err, OHM_E_ARG, "figure: axis from %g to %g", axis->low, axis->high);
    if (axis->log && (axis->low <= 0.0 || axis->high <= 0.0))
        return ohm_fail(err, OHM_E_DOMAIN, "figure: logarithmic axis from %g to %g", axis->low, axis->high);
    return OHM_OK;
}

/* Whether values can stand on the axis: NaN leaves a gap and may. */
static ohm_status
check_values(const double *values, size_t n, const ohm_axis *axis, ohm_error *err)
{
    for (size_t i = 0; axis->log && values != NULL && i < n; i++)
        if (values[i] <= 0.0)
            return ohm_fail(err, OHM_E_DOMAIN, "figure: point %zu: %g on a logarithmic axis", i, values[i]);
    return OHM_OK;
}

static size_t
count_points(const ohm_series *series)
{
    size_t count = 0;

    for (size_t i = 0; i < series->n; i++)
        count += isfinite(series->x[i]) && isfinite(series->y[i]);
    return count;
}

static ohm_status
check_series(const ohm_figure *figure, const ohm_series *series, ohm_error *err)
{
    ohm_status status = check_text(series->label, err);

    for (size_t i = 0; series->mark == OHM_MARK_WORDS && i < series->n && status == OHM_OK; i++)
        status = check_text(series->word[i], err);
    if (status == OHM_OK && series->mark == OHM_MARK_CELLS && series->value == NULL)
        status = ohm_fail(err, OHM_E_ARG, "figure: cells without values");
    if (status == OHM_OK)
        status = check_values(series->x, series->n, &figure->x, err);
    if (status == OHM_OK)
        status = check_values(series->y, series->n, &figure->y, err);
    if (status == OHM_OK)
        status = check_values(series->y_low, series->n, &figure->y, err);
    if (status == OHM_OK)
        status = check_values(series->value, series->n, &figure->colour, err);
    return status;
}

static ohm_status
check_figure(const ohm_figure *figure, ohm_error *err)
{
    const ohm_axis *const axes[] = { &figure->x, &figure->y };
    size_t points = 0;
    ohm_status status = check_text(figure->title, err);

    for (size_t k = 0; k < 2 && status == OHM_OK; k++)
        status = check_axis(axes[k], err);
    /* a scale of colours that is not used is zero all over */
    if (status == OHM_OK && figure->colour.label != NULL)
        status = check_axis(&figure->colour, err);
    for (size_t k = 0; k < figure->count && status == OHM_OK; k++) {
        status = check_series(figure, &figure->series[k], err);
        points += count_points(&figure->series[k]);
    }
    if (status == OHM_OK && points == 0)
        status = ohm_fail(err, OHM_E_ARG, "figure: no finite point to draw");
    return status;
}

ohm_status
ohm_sheet_check(const ohm_sheet *sheet, ohm_error *err)
{
    ohm_status status = check_text(sheet->title, err);

    if (status == OHM_OK && sheet->count == 0)
        status = ohm_fail(err, OHM_E_ARG, "figure: a sheet without panels");
    for (size_t k = 0; k < sheet->count && status == OHM_OK; k++)
        status = check_figure(&sheet->panel[k], err);
    return status;
}

/* ---- data --------------------------------------------------------------------- */

/* A word in double quotes, within which gnuplot gives a backslash its meaning. */
static void
write_word(FILE *file, const char *word)
{
    fputs(" \"", file);
    for (; *word != '\0'; word++) {
        if (*word == '"' || *word == '\\')
            putc('\\', file);
        putc(*word, file);
    }
    putc('"', file);
}

/* Rows of two blank lines apart would be read as the next series: a gap is a row of
 * NaN, never an empty one. */
static void
write_series(FILE *file, const ohm_series *series)
{
    char text[OHM_TEXT_DOUBLE];

    if (series->n == 0)
        fputs("nan nan nan\n", file);
    for (size_t i = 0; i < series->n; i++) {
        fputs(ohm_text_double(text, series->x[i]), file);
        fprintf(file, " %s", ohm_text_double(text, series->y[i]));
        if (series->mark == OHM_MARK_BAND)
            fprintf(file, " %s", ohm_text_double(text, series->y_low[i]));
        else if (series->mark == OHM_MARK_WORDS)
            write_word(file, series->word[i]);
        else if (series->value != NULL)
            fprintf(file, " %s", ohm_text_double(text, series->value[i]));
        putc('\n', file);
    }
}

void
ohm_sheet_write_data(FILE *file, const ohm_sheet *sheet)
{
    const char *between = "";

    for (size_t p = 0; p < sheet->count; p++)
        for (size_t k = 0; k < sheet->panel[p].count; k++) {
            const ohm_series *series = &sheet->panel[p].series[k];

            fprintf(file, "%s# %s\n", between, series->label != NULL ? series->label : "");
            between = "\n\n";
            write_series(file, series);
        }
}
