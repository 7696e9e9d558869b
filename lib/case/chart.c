/* lib/case/chart.c -- see chart.h */
#include "case/chart.h"
#include "base/array.h"
#include "base/text.h"

#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MAX = 64 };

static const double BAND_LOW = 0.1, BAND_HIGH = 0.9;

typedef struct {                    /* a column's name, taken apart */
    char kind[NAME_MAX], number[NAME_MAX], unit[NAME_MAX];
} column_name;

typedef struct {
    const ohm_csv *csv;
    size_t *column;                 /* the curves; a band is made of them all */
    size_t columns;
    double *numbers;                /* (1 + 3 or columns) arrays of csv->rows */
    ohm_series *series;
    char (*label)[NAME_MAX];        /* of the series */
    char unit[NAME_MAX], x_unit[NAME_MAX];
} drawing;

/* Takes KIND[_NUMBER][_UNIT] apart; what does not fit is all kind. */
static void
take_apart(column_name *out, const char *name)
{
    char text[NAME_MAX], *part;

    memset(out, 0, sizeof *out);
    strncpy(text, name, sizeof text - 1);
    text[sizeof text - 1] = '\0';
    part = strrchr(text, '_');
    if (part != NULL && isalpha((unsigned char)part[1]) && strlen(part + 1) <= 2) {
        strcpy(out->unit, part + 1);
        *part = '\0';
        part = strrchr(text, '_');
    }
    if (part != NULL && isdigit((unsigned char)part[1])) {
        strcpy(out->number, part + 1);
        *part = '\0';
    }
    strcpy(out->kind, text);
}

/* What people call it. */
static const char *
spoken(const char *kind)
{
    static const char *const words[][2] = {
        { "time", "Time" }, { "w", "Memory w" }, { "i", "Current" }, { "v", "Potential" },
        { "delivered", "Delivered current" }, { "power", "Dissipated power" }
    };

    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (strcmp(kind, words[k][0]) == 0)
            return words[k][1];
    return kind;
}

double
ohm_quantile(const double *sorted, size_t n, double q)
{
    const double at = q * (double)(n - 1);
    const size_t below = (size_t)at, above = below + 1 < n ? below + 1 : below;

    return sorted[below] + (at - (double)below) * (sorted[above] - sorted[below]);
}

static int
compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Every column of this kind. */
static void
select_kind(drawing *d, const char *kind)
{
    column_name name;

    for (size_t c = 0; c < d->csv->columns; c++) {
        take_apart(&name, d->csv->name[c]);
        if (strcmp(name.kind, kind) == 0)
            d->column[d->columns++] = c;
    }
}

static ohm_status
select_named(drawing *d, const char *columns, ohm_error *err)
{
    char name[NAME_MAX];

    while (*columns != '\0') {
        const size_t length = strcspn(columns, ",");

        if (length >= sizeof name || d->columns == d->csv->columns)
            return ohm_fail(err, OHM_E_ARG, "chart: columns \"%.80s\": too long", columns);
        memcpy(name, columns, length);
        name[length] = '\0';
        if ((d->column[d->columns++] = ohm_csv_find(d->csv, name)) == SIZE_MAX)
            return ohm_fail(err, OHM_E_ARG, "chart: no column \"%s\" (the first is \"%s\")", name,
                            d->csv->name[0]);
        columns += length + (columns[length] == ',');
    }
    return OHM_OK;
}

/* Which columns, and whether they make a band. */
static ohm_status
select_columns(drawing *d, bool *band, const ohm_chart *chart, size_t x, ohm_error *err)
{
    *band = chart->band != NULL;
    if (chart->band != NULL) {
        select_kind(d, chart->band);
        return d->columns > 0 ? OHM_OK
            : ohm_fail(err, OHM_E_ARG, "chart: no columns of the kind \"%s\"", chart->band);
    }
    if (chart->columns != NULL)
        return select_named(d, chart->columns, err);
    select_kind(d, "delivered");
    if (d->columns == 0) {
        select_kind(d, "w");
        *band = d->columns > 1;
    }
    for (size_t c = 0; d->columns == 0 && c < d->csv->columns; c++)
        if (c != x)
            d->column[d->columns++] = c;
    return d->columns > 0 ? OHM_OK : ohm_fail(err, OHM_E_ARG, "chart: nothing to draw beside \"%s\"",
                                              d->csv->name[x]);
}

static void
copy_column(double *out, const ohm_csv *csv, size_t column)
{
    for (size_t r = 0; r < csv->rows; r++)
        out[r] = csv->value[r * csv->columns + column];
}

/* low, median, high of the selected columns, row by row. */
static ohm_status
make_band(drawing *d, double *low, double *middle, double *high, ohm_error *err)
{
    double *row = OHM_ARRAY(double, d->columns);

    if (row == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "chart: out of memory");
    for (size_t r = 0; r < d->csv->rows; r++) {
        for (size_t c = 0; c < d->columns; c++)
            row[c] = d->csv->value[r * d->csv->columns + d->column[c]];
        qsort(row, d->columns, sizeof *row, compare);
        low[r] = ohm_quantile(row, d->columns, BAND_LOW);
        middle[r] = ohm_quantile(row, d->columns, 0.5);
        high[r] = ohm_quantile(row, d->columns, BAND_HIGH);
    }
    free(row);
    return OHM_OK;
}

/* The series of a band, or of one curve each; returns how many. */
static size_t
make_series(drawing *d, bool band, const double *x)
{
    const size_t rows = d->csv->rows;
    double *y = d->numbers + rows;

    if (band) {
        d->series[0] = (ohm_series){ "10 to 90 %", OHM_MARK_BAND, 0, rows, x, y + 2 * rows, y };
        d->series[1] = (ohm_series){ "median", OHM_MARK_LINE, 0, rows, x, y + rows, NULL };
        return 2;
    }
    for (size_t c = 0; c < d->columns; c++) {
        column_name name;

        copy_column(y + c * rows, d->csv, d->column[c]);
        take_apart(&name, d->csv->name[d->column[c]]);
        snprintf(d->label[c], NAME_MAX, "%.40s %.20s", strcmp(name.kind, "delivered") == 0
                 || strcmp(name.kind, "v") == 0 ? "node" : name.number[0] != '\0' ? "edge" : spoken(name.kind),
                 name.number);
        d->series[c] = (ohm_series){ d->columns > 1 ? d->label[c] : NULL, OHM_MARK_LINE, c, rows, x,
                                     y + c * rows, NULL };
    }
    return d->columns;
}

/* One unit for all curves. */
static ohm_status
find_unit(drawing *d, char label[NAME_MAX], ohm_error *err)
{
    column_name name, other;

    take_apart(&name, d->csv->name[d->column[0]]);
    for (size_t c = 1; c < d->columns; c++) {
        take_apart(&other, d->csv->name[d->column[c]]);
        if (strcmp(name.unit, other.unit) != 0)
            return ohm_fail(err, OHM_E_ARG, "chart: \"%s\" and \"%s\" have different units and cannot share an "
                            "axis", d->csv->name[d->column[0]], d->csv->name[d->column[c]]);
    }
    strcpy(d->unit, name.unit);
    snprintf(label, NAME_MAX, "%s", spoken(name.kind));
    return OHM_OK;
}

static ohm_status
draw(drawing *d, const char *path, const ohm_chart *chart, size_t x, ohm_error *err)
{
    const size_t rows = d->csv->rows;
    char label[NAME_MAX];
    column_name x_name;
    bool band;
    ohm_status status = select_columns(d, &band, chart, x, err);

    if (status != OHM_OK || (status = find_unit(d, label, err)) != OHM_OK)
        return status;
    d->numbers = OHM_ARRAY(double, rows * (1 + (band ? 3 : d->columns)));
    if (d->numbers == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "chart: out of memory for %zu rows", rows);
    copy_column(d->numbers, d->csv, x);
    if (band && (status = make_band(d, d->numbers + rows, d->numbers + 2 * rows, d->numbers + 3 * rows, err))
        != OHM_OK)
        return status;
    take_apart(&x_name, d->csv->name[x]);
    const ohm_figure figure = {
        .title = chart->title,
        .x = { spoken(x_name.kind), x_name.unit[0] != '\0' ? x_name.unit : NULL, false, NAN, NAN },
        .y = { label, d->unit[0] != '\0' ? d->unit : NULL, false, NAN, NAN },
        .count = make_series(d, band, d->numbers), .series = d->series
    };

    return ohm_figure_write(path, &figure, chart->replace, err);
}

ohm_status
ohm_chart_write(const char *path, const ohm_csv *csv, const ohm_chart *chart, ohm_error *err)
{
    const size_t x = chart->x != NULL ? ohm_csv_find(csv, chart->x) : 0;
    drawing d = { .csv = csv };
    ohm_status status;

    if (x == SIZE_MAX)
        return ohm_fail(err, OHM_E_ARG, "chart: no column \"%s\" for the x axis", chart->x);
    d.column = OHM_ARRAY(size_t, csv->columns);
    d.series = OHM_ARRAY(ohm_series, csv->columns + 2);
    d.label = ohm_array(csv->columns, sizeof *d.label);
    if (d.column == NULL || d.series == NULL || d.label == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "chart: out of memory");
    else
        status = draw(&d, path, chart, x, err);
    free(d.column);
    free(d.series);
    free(d.label);
    free(d.numbers);
    return status;
}
