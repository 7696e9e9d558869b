/* lib/figure/script.c -- see script.h */
#include "figure/script.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

/* Okabe and Ito's colours, dark ones first: yellow, too pale on paper, is left out. */
static const struct { const char *colour, *dashes; int point; } STYLES[OHM_FIGURE_STYLES] = {
    { "#0072B2", "1", 7 },              /* blue, solid, disc */
    { "#D55E00", "(12,5)", 5 },         /* vermillion, dashed, square */
    { "#000000", "(2,4)", 9 },          /* black, dotted, triangle */
    { "#009E73", "(12,4,2,4)", 13 },    /* green, dash-dotted, diamond */
    { "#CC79A7", "(20,6)", 6 },         /* purple, long dashes, circle */
    { "#E69F00", "(6,4)", 4 },          /* orange, short dashes, open square */
    { "#56B4E9", "(12,4,2,4,2,4)", 8 }, /* sky blue, dash-dot-dotted, open triangle */
};

static const double WIDTH_MM = 86.0, HEIGHT_MM = 60.0;

ohm_prefix
ohm_prefix_for(double largest)
{
    static const ohm_prefix PREFIXES[] = {
        { 1e-12, "T" }, { 1e-9, "G" }, { 1e-6, "M" }, { 1e-3, "k" }, { 1.0, "" }, { 1e3, "m" },
        { 1e6, "\302\265" }, { 1e9, "n" }, { 1e12, "p" }, { 1e15, "f" },
    };
    enum { COUNT = sizeof PREFIXES / sizeof *PREFIXES };

    if (!(largest > 0.0) || (largest >= 0.1 && largest < 1e4))
        return (ohm_prefix){ 1.0, "" };
    for (int k = 0; k < COUNT; k++)
        if (largest * PREFIXES[k].scale >= 1.0)
            return PREFIXES[k];
    return (ohm_prefix){ 1.0, "" };
}

/* ---- what can be drawn -------------------------------------------------------- */

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

/* Whether a value can stand on the axis: NaN leaves a gap and may. */
static ohm_status
check_values(const double *values, size_t n, const ohm_axis *axis, ohm_error *err)
{
    for (size_t i = 0; i < n; i++)
        if (axis->log && values[i] <= 0.0)
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

    if (status == OHM_OK)
        status = check_values(series->x, series->n, &figure->x, err);
    if (status == OHM_OK)
        status = check_values(series->y, series->n, &figure->y, err);
    if (status == OHM_OK && series->mark == OHM_MARK_BAND)
        status = check_values(series->y_low, series->n, &figure->y, err);
    return status;
}

ohm_status
ohm_figure_check(const ohm_figure *figure, ohm_error *err)
{
    size_t points = 0;
    ohm_status status = check_text(figure->title, err);

    if (status == OHM_OK)
        status = check_axis(&figure->x, err);
    if (status == OHM_OK)
        status = check_axis(&figure->y, err);
    for (size_t k = 0; k < figure->count && status == OHM_OK; k++) {
        status = check_series(figure, &figure->series[k], err);
        points += count_points(&figure->series[k]);
    }
    if (status == OHM_OK && points == 0)
        status = ohm_fail(err, OHM_E_ARG, "figure: no finite point to draw");
    return status;
}

/* ---- data --------------------------------------------------------------------- */

/* Rows of two blank lines apart would be read as the next series: a gap is a row of
 * NaN, never an empty one. */
void
ohm_figure_write_data(FILE *file, const ohm_figure *figure)
{
    char text[OHM_TEXT_DOUBLE];

    for (size_t k = 0; k < figure->count; k++) {
        const ohm_series *series = &figure->series[k];

        fprintf(file, "%s# %s\n", k > 0 ? "\n\n" : "", series->label != NULL ? series->label : "");
        if (series->n == 0)
            fputs("nan nan nan\n", file);
        for (size_t i = 0; i < series->n; i++) {
            fputs(ohm_text_double(text, series->x[i]), file);
            fprintf(file, " %s", ohm_text_double(text, series->y[i]));
            if (series->mark == OHM_MARK_BAND)
                fprintf(file, " %s", ohm_text_double(text, series->y_low[i]));
            putc('\n', file);
        }
    }
}

/* ---- script ------------------------------------------------------------------- */

void
ohm_gnuplot_quote(FILE *file, const char *text)
{
    putc('\'', file);
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            putc('\'', file);       /* a quote within is written twice */
        putc(*text, file);
    }
    putc('\'', file);
}

static double
largest_of(const double *values, size_t n, double largest)
{
    for (size_t i = 0; i < n; i++)
        if (isfinite(values[i]))
            largest = fmax(largest, fabs(values[i]));
    return largest;
}

/* Logarithmic axes count in powers of ten and pure numbers stay as they are. */
static ohm_prefix
axis_prefix(const ohm_figure *figure, const ohm_axis *axis)
{
    double largest = 0.0;

    if (axis->log || axis->unit == NULL)
        return (ohm_prefix){ 1.0, "" };
    for (size_t k = 0; k < figure->count; k++) {
        const ohm_series *series = &figure->series[k];

        largest = largest_of(axis == &figure->x ? series->x : series->y, series->n, largest);
    }
    return ohm_prefix_for(largest);
}

/* A point is 1/72 inch in every format: a png has 300 of them an inch, an svg two
 * units a point. */
static void
write_terminal(FILE *file, const ohm_figure *figure, ohm_figure_format format)
{
    const double mm = 72.0 / 25.4;
    const double width = (figure->width > 0.0 ? figure->width : WIDTH_MM) * mm;
    const double height = (figure->height > 0.0 ? figure->height : HEIGHT_MM) * mm;

    switch (format) {
    case OHM_FORMAT_SVG:
        fprintf(file, "set terminal svg enhanced size %.0f,%.0f font 'Helvetica,14' linewidth 2 dashlength 0.5 "
                      "dynamic background rgb 'white'\n", 2.0 * width, 2.0 * height);
        break;
    case OHM_FORMAT_PDF:
        fprintf(file, "set terminal pdfcairo enhanced size %.4fin,%.4fin font 'Helvetica,7' linewidth 1 "
                      "dashlength 0.5\n", width / 72.0, height / 72.0);
        break;
    case OHM_FORMAT_PNG:
        fprintf(file, "set terminal pngcairo enhanced size %.0f,%.0f font 'Helvetica,7' fontscale %.4f "
                      "linewidth %.4f dashlength 0.5\n", width * 300.0 / 72.0, height * 300.0 / 72.0,
                300.0 / 72.0, 300.0 / 72.0);
        break;
    }
}

static void
write_end(FILE *file, double value, double scale)
{
    char text[OHM_TEXT_DOUBLE];

    fputs(value == value ? ohm_text_double(text, value * scale) : "*", file);
}

/* Distance of two tics: 1, 2 or 5 times a power of ten, six tics at most, so that
 * their numbers stay apart in one journal column; 0 where there is no extent. */
static double
tic_distance(double low, double high)
{
    enum { INTERVALS = 5 };
    const double least = (high - low) / INTERVALS;

    if (!(least > 0.0) || isinf(least))
        return 0.0;
    const double power = pow(10.0, floor(log10(least)));

    for (int k = 0; k < 3; k++)
        if ((double[]){ 1.0, 2.0, 5.0 }[k] * power >= least)
            return (double[]){ 1.0, 2.0, 5.0 }[k] * power;
    return 10.0 * power;
}

/* The ends of what an axis will show. */
static void
find_extent(double *low, double *high, const ohm_figure *figure, const ohm_axis *axis)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t k = 0; k < figure->count; k++) {
        const ohm_series *series = &figure->series[k];
        const double *values = axis == &figure->x ? series->x : series->y;

        for (size_t i = 0; i < series->n; i++)
            if (isfinite(values[i])) {
                *low = fmin(*low, values[i]);
                *high = fmax(*high, values[i]);
            }
        for (size_t i = 0; axis == &figure->y && series->y_low != NULL && i < series->n; i++)
            if (isfinite(series->y_low[i]))
                *low = fmin(*low, series->y_low[i]);
    }
    if (isfinite(axis->low))
        *low = axis->low;
    if (isfinite(axis->high))
        *high = axis->high;
}

/* "Drain current (mA)", its ends, its tics and its scale. */
static void
write_axis(FILE *file, char name, const ohm_figure *figure, const ohm_axis *axis, ohm_prefix prefix)
{
    double low, high, distance;
    char label[OHM_ERROR_TEXT];

    if (axis->unit == NULL)
        snprintf(label, sizeof label, "%s", axis->label != NULL ? axis->label : "");
    else
        snprintf(label, sizeof label, "%s (%s%s)", axis->label, prefix.sign, axis->unit);
    fprintf(file, "set %clabel ", name);
    ohm_gnuplot_quote(file, label);
    fprintf(file, " noenhanced\nset %crange [", name);
    write_end(file, axis->low, prefix.scale);
    fputs(":", file);
    write_end(file, axis->high, prefix.scale);
    fputs("]\n", file);
    find_extent(&low, &high, figure, axis);
    distance = tic_distance(low * prefix.scale, high * prefix.scale);
    if (axis->log)
        fprintf(file, "set logscale %c\nset format %c '10^{%%T}'\n", name, name);
    else if (distance > 0.0)
        fprintf(file, "set %ctics %g\n", name, distance);
}

static void
write_styles(FILE *file)
{
    for (int k = 0; k < OHM_FIGURE_STYLES; k++)
        fprintf(file, "set style line %d linecolor rgb '%s' linewidth 1.4 dashtype %s pointtype %d pointsize 0.5\n",
                k + 1, STYLES[k].colour, STYLES[k].dashes, STYLES[k].point);
}

static void
write_series(FILE *file, const ohm_series *series, size_t index, ohm_prefix x, ohm_prefix y)
{
    static const char *const WITH[] = {
        [OHM_MARK_LINE] = "lines",
        [OHM_MARK_POINTS] = "points",
        [OHM_MARK_BARS] = "boxes fill solid 0.4 border",
        [OHM_MARK_BAND] = "filledcurves fill transparent solid 0.25 noborder",
    };

    fprintf(file, "    data index %zu using ($1*%g):($2*%g)", index, x.scale, y.scale);
    if (series->mark == OHM_MARK_BAND)
        fprintf(file, ":($3*%g)", y.scale);
    fprintf(file, " with %s linestyle %zu ", WITH[series->mark], series->style % OHM_FIGURE_STYLES + 1);
    if (series->label == NULL) {
        fputs("notitle", file);
    } else {
        fputs("title ", file);
        ohm_gnuplot_quote(file, series->label);
    }
}

static void
write_default(FILE *file, const char *variable, const char *value)
{
    fprintf(file, "if (!exists('%s')) %s = ", variable, variable);
    ohm_gnuplot_quote(file, value);
    putc('\n', file);
}

void
ohm_figure_write_script(FILE *file, const ohm_figure *figure, ohm_figure_format format,
                        const char *data, const char *output)
{
    const ohm_prefix x = axis_prefix(figure, &figure->x), y = axis_prefix(figure, &figure->y);

    fputs("# drawn by Ohmega; gnuplot draws it again from this file\n", file);
    write_default(file, "data", data);
    write_default(file, "output", output);
    fputs("set encoding utf8\n", file);
    write_terminal(file, figure, format);
    fputs("set output output\n"
          "set border linewidth 0.6\n"
          "set tics scale 0.7\n"
          "set autoscale xfix\n"
          "set key above horizontal width 1 samplen 2.5 noenhanced\n",    /* above: where no curve is */
          file);
    write_axis(file, 'x', figure, &figure->x, x);
    write_axis(file, 'y', figure, &figure->y, y);
    write_styles(file);
    if (figure->title != NULL) {
        fputs("set title ", file);
        ohm_gnuplot_quote(file, figure->title);
        fputs(" noenhanced\n", file);
    }
    fputs("plot \\\n", file);
    for (size_t k = 0; k < figure->count; k++) {
        write_series(file, &figure->series[k], k, x, y);
        fputs(k + 1 < figure->count ? ", \\\n" : "\n", file);
    }
    fputs("set output\n", file);
}
