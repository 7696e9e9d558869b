/* lib/figure/script.c -- see script.h */
#include "figure/script.h"

#include "base/text.h"

#include <math.h>

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

/* Viridis at eighths of its length; its last eighth, too pale on paper, is left out. */
static const char *const PALETTE[] = {
    "#440154", "#482878", "#3E4A89", "#31688E", "#26838E", "#1F9E89", "#35B779", "#6DCD59", "#B4DE2C"
};

static const double WIDTH_MM = 86.0, HEIGHT_MM = 60.0, PANEL_MM = 50.0;

/* Cells up to here are drawn one by one; more become a picture, which is smaller. */
static const size_t CELLS_DRAWN = 64 * 64;

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

/* Points alone would lie on the frame if the axis ended with them. */
static bool
is_scatter(const ohm_figure *figure)
{
    for (size_t k = 0; k < figure->count; k++)
        if (figure->series[k].mark != OHM_MARK_POINTS)
            return false;
    return true;
}

static bool
has_values(const ohm_figure *figure)
{
    for (size_t k = 0; k < figure->count; k++)
        if (figure->series[k].value != NULL)
            return true;
    return false;
}

static size_t
sheet_rows(const ohm_sheet *sheet)
{
    const size_t columns = sheet->columns > 0 ? sheet->columns : 1;

    return (sheet->count + columns - 1) / columns;
}

static double
sheet_width(const ohm_sheet *sheet)
{
    return sheet->width > 0.0 ? sheet->width : WIDTH_MM * (sheet->columns > 0 ? (double)sheet->columns : 1.0);
}

static double
sheet_height(const ohm_sheet *sheet)
{
    return sheet->height > 0.0 ? sheet->height
        : sheet->count > 1 ? PANEL_MM * (double)sheet_rows(sheet) : HEIGHT_MM;
}

/* A point is 1/72 inch in every format: a png has 300 of them an inch, an svg two
 * units a point.  "standalone" keeps pictures inside the svg.  Pango's points are for 96
 * dots an inch, and a pdf's lines are thinner than they are called. */
static void
write_terminal(FILE *file, const ohm_sheet *sheet, ohm_figure_format format)
{
    const double width = sheet_width(sheet) * 72.0 / 25.4, height = sheet_height(sheet) * 72.0 / 25.4;

    switch (format) {
    case OHM_FORMAT_SVG:
        fprintf(file, "set terminal svg enhanced size %.0f,%.0f font 'Helvetica,14' linewidth 2 dashlength 0.5 "
                      "dynamic standalone background rgb 'white'\n", 2.0 * width, 2.0 * height);
        break;
    case OHM_FORMAT_PDF:
        fprintf(file, "set terminal pdfcairo enhanced size %.4fin,%.4fin font 'Helvetica,7' fontscale 0.75 "
                      "linewidth 1.5 pointscale 0.6 dashlength 0.7\n", width / 72.0, height / 72.0);
        break;
    case OHM_FORMAT_PNG:
        fprintf(file, "set terminal pngcairo enhanced size %.0f,%.0f font 'Helvetica,7' fontscale %.4f "
                      "linewidth %.4f pointscale 2.5 dashlength 1\n", width * 300.0 / 72.0,
                      height * 300.0 / 72.0, 300.0 / 96.0, 300.0 / 72.0);
        break;
    }
}

static void
write_end(FILE *file, double value, double scale)
{
    char text[OHM_TEXT_DOUBLE];

    fputs(value == value ? ohm_text_double(text, value * scale) : "*", file);
}

/* "Drain current (mA)" as a gnuplot string. */
static void
write_label(FILE *file, const char *command, const ohm_axis *axis, ohm_prefix prefix)
{
    char label[OHM_ERROR_TEXT];

    if (axis->unit == NULL)
        snprintf(label, sizeof label, "%s", axis->label != NULL ? axis->label : "");
    else
        snprintf(label, sizeof label, "%s (%s%s)", axis->label, prefix.sign, axis->unit);
    fprintf(file, "set %s ", command);
    ohm_gnuplot_quote(file, label);
    fputs(" noenhanced\n", file);
}

/* The label, the ends, the tics and the scale. */
static void
write_axis(FILE *file, char name, const ohm_figure *figure, const ohm_axis *axis, ohm_prefix prefix)
{
    const char command[] = { name, 'l', 'a', 'b', 'e', 'l', '\0' };
    double low, high, distance;

    write_label(file, command, axis, prefix);
    const bool turned = name == 'y' && figure->downwards;
    fprintf(file, "set %crange [", name);
    write_end(file, turned ? axis->high : axis->low, prefix.scale);
    fputs(":", file);
    write_end(file, turned ? axis->low : axis->high, prefix.scale);
    /* gnuplot turns a range of its own when told to, a given one by its ends */
    fputs(turned && isnan(axis->low) ? "] reverse\n" : "]\n", file);
    ohm_figure_extent(&low, &high, figure, axis);
    distance = ohm_tic_distance(low * prefix.scale, high * prefix.scale);
    if (axis->log)
        fprintf(file, "set logscale %c\nset format %c '10^{%%T}'\nset %ctics %g\n", name, name, name,
                ohm_decade_distance(low, high));
    else if (distance > 0.0)
        fprintf(file, "set %ctics %g\n", name, distance);
}

static void
write_colours(FILE *file, const ohm_figure *figure)
{
    enum { COLOURS = sizeof PALETTE / sizeof *PALETTE };

    fputs("set palette defined (", file);
    for (int k = 0; k < COLOURS; k++)
        fprintf(file, "%s%d '%s'", k > 0 ? ", " : "", k, PALETTE[k]);
    fputs(")\n", file);
    if (figure->colour.label == NULL) {
        fputs("unset colorbox\n", file);
        return;
    }
    double low = INFINITY, high = -INFINITY;
    for (size_t k = 0; k < figure->count; k++)
        ohm_widen(&low, &high, figure->series[k].value, figure->series[k].n);
    low = isfinite(figure->colour.low) ? figure->colour.low : low;
    high = isfinite(figure->colour.high) ? figure->colour.high : high;
    const double distance = ohm_tic_distance(low, high);
    if (!figure->colour.log && distance > 0.0)
        fprintf(file, "set cbtics %g\n", distance);
    write_label(file, "cblabel", &figure->colour, (ohm_prefix){ 1.0, "" });
    fputs("set cbrange [", file);
    write_end(file, figure->colour.low, 1.0);
    fputs(":", file);
    write_end(file, figure->colour.high, 1.0);
    fputs("]\n", file);
    if (figure->colour.log)
        fputs("set logscale cb\nset format cb '10^{%T}'\n", file);
}

static void
write_styles(FILE *file)
{
    for (int k = 0; k < OHM_FIGURE_STYLES; k++)
        fprintf(file, "set style line %d linecolor rgb '%s' linewidth 1.4 dashtype %s pointtype %d pointsize 0.5\n",
                k + 1, STYLES[k].colour, STYLES[k].dashes, STYLES[k].point);
}

/* The plain one comes after those that repeat; it is set where it is used. */
static int
style_number(size_t style)
{
    return style == OHM_FIGURE_BLACK ? OHM_FIGURE_STYLES + 1 : (int)(style % OHM_FIGURE_STYLES) + 1;
}

static void
write_plain_style(FILE *file, const ohm_sheet *sheet)
{
    for (size_t p = 0; p < sheet->count; p++)
        for (size_t k = 0; k < sheet->panel[p].count; k++)
            if (sheet->panel[p].series[k].style == OHM_FIGURE_BLACK) {
                fprintf(file, "set style line %d linecolor rgb '#000000' linewidth 1.4 dashtype 1 pointtype 7 "
                              "pointsize 0.5\n", style_number(OHM_FIGURE_BLACK));
                return;
            }
}

static const char *
drawn_with(const ohm_series *series)
{
    switch (series->mark) {
    case OHM_MARK_LINE: return "lines";
    case OHM_MARK_POINTS: return "points";
    case OHM_MARK_BARS: return "boxes fill solid 0.4 border";
    case OHM_MARK_BAND: return "filledcurves fill transparent solid 0.25 noborder";
    case OHM_MARK_CELLS: return series->n <= CELLS_DRAWN ? "image pixels" : "image";
    case OHM_MARK_WORDS: return "labels boxed noenhanced";      /* in this order: gnuplot 5.4 forgets */
    }
    return "lines";
}

/* "linestyle 1", what departs from it, and the colours of single points. */
static void
write_look(FILE *file, const ohm_series *series)
{
    const double weight = series->weight > 0.0 ? series->weight : 1.0;

    if (series->mark == OHM_MARK_CELLS || series->mark == OHM_MARK_WORDS)
        return;
    fprintf(file, "linestyle %d ", style_number(series->style));
    if (series->weight > 0.0)
        fprintf(file, series->mark == OHM_MARK_POINTS ? "pointsize %g " : "linewidth %g ",
                series->mark == OHM_MARK_POINTS ? 0.5 * weight : 1.4 * weight);
    if (series->value != NULL)
        fputs(series->mark == OHM_MARK_POINTS ? "linecolor palette " : "linecolor palette dashtype solid ",
              file);
}

static void
write_series(FILE *file, const ohm_series *series, size_t index, ohm_prefix x, ohm_prefix y)
{
    fprintf(file, "    data index %zu using ($1*%g):($2*%g)", index, x.scale, y.scale);
    if (series->mark == OHM_MARK_BAND)
        fprintf(file, ":($3*%g)", y.scale);
    else if (series->value != NULL || series->mark == OHM_MARK_WORDS)
        fputs(":3", file);
    fprintf(file, " with %s ", drawn_with(series));
    write_look(file, series);
    if (series->label == NULL) {
        fputs("notitle", file);
    } else {
        fputs("title ", file);
        ohm_gnuplot_quote(file, series->label);
    }
}

/* Room for a drawing: the ranges have the shape of the paper between these margins, so
 * that both directions have one scale and the key finds room above. */
static void
write_bare(FILE *file, const ohm_sheet *sheet, const ohm_figure *figure)
{
    static const double LEFT = 0.03, RIGHT = 0.8, BOTTOM = 0.03, TOP = 0.83, PAD = 1.2;
    double x_low, x_high, y_low, y_high;

    ohm_figure_extent(&x_low, &x_high, figure, &figure->x);
    ohm_figure_extent(&y_low, &y_high, figure, &figure->y);
    const double shape = (TOP - BOTTOM) * sheet_height(sheet) / ((RIGHT - LEFT) * sheet_width(sheet));
    double half = 0.5 * PAD * fmax(x_high - x_low, (y_high - y_low) / shape);
    if (!(half > 0.0))
        half = 1.0;                 /* a single point */
    fprintf(file, "unset border\nunset xtics\nunset ytics\n"
                  "set lmargin at screen %g\nset rmargin at screen %g\n"
                  "set bmargin at screen %g\nset tmargin at screen %g\n", LEFT, RIGHT, BOTTOM, TOP);
    fprintf(file, "set xrange [%.9g:%.9g]\nset yrange [%.9g:%.9g]\n", 0.5 * (x_low + x_high) - half,
            0.5 * (x_low + x_high) + half, 0.5 * (y_low + y_high) - half * shape,
            0.5 * (y_low + y_high) + half * shape);
    fputs("set key above horizontal width -3 samplen 1.5 noenhanced\n"       /* narrow: rows rather than a column */
          "set style textbox opaque margins 0.4,0.4 fillcolor rgb 'white' border rgb 'black'\n", file);
}

/* The axes of one panel, or their absence. */
static void
write_frame(FILE *file, const ohm_sheet *sheet, const ohm_figure *figure, ohm_prefix x, ohm_prefix y)
{
    if (figure->bare) {
        write_bare(file, sheet, figure);
        return;
    }
    write_axis(file, 'x', figure, &figure->x, x);
    write_axis(file, 'y', figure, &figure->y, y);
    if (figure->equal)
        fputs("set size ratio -1\n", file);
    if (figure->crossed)
        fputs("set xzeroaxis linecolor rgb '#999999' linewidth 0.6 dashtype solid\n"
              "set yzeroaxis linecolor rgb '#999999' linewidth 0.6 dashtype solid\n", file);
}

/* Everything that one panel sets, so that nothing is left of the one before. */
static void
write_panel(FILE *file, const ohm_sheet *sheet, const ohm_figure *figure, size_t *index)
{
    const ohm_prefix x = ohm_axis_prefix(figure, &figure->x), y = ohm_axis_prefix(figure, &figure->y);

    if (is_scatter(figure) && !figure->x.log)
        fputs("set autoscale x\nset offsets graph 0.04, graph 0.04, 0, 0\n", file);
    else
        fputs(is_scatter(figure) ? "set autoscale x\n" : "set autoscale xfix\n", file);
    write_frame(file, sheet, figure, x, y);
    if (has_values(figure))
        write_colours(file, figure);
    fputs("plot \\\n", file);
    for (size_t k = 0; k < figure->count; k++) {
        write_series(file, &figure->series[k], (*index)++, x, y);
        fputs(k + 1 < figure->count ? ", \\\n" : "\n", file);
    }
}

/* What the panel before has set and the next may not. */
static void
write_panel_start(FILE *file, const ohm_sheet *sheet, size_t panel)
{
    if (panel > 0)
        fputs("unset logscale\nset format '%h'\nset xtics autofreq\nset ytics autofreq\nset border\n"
              "unset xzeroaxis\nunset yzeroaxis\nset size noratio\nset colorbox\nunset cblabel\n"
              "set cbrange [*:*]\nset cbtics autofreq\nset offsets 0,0,0,0\nset border linewidth 0.6\n",
              file);
    if (sheet->count > 1)
        fprintf(file, "set label 1 '(%c)' at graph 0, graph 1 right offset character -7, character 0.4\n",
                (char)('a' + (int)(panel % 26)));
}

static void
write_default(FILE *file, const char *variable, const char *value)
{
    fprintf(file, "if (!exists('%s')) %s = ", variable, variable);
    ohm_gnuplot_quote(file, value);
    putc('\n', file);
}

static void
write_layout(FILE *file, const ohm_sheet *sheet)
{
    if (sheet->count > 1)
        fprintf(file, "set lmargin 11\nset multiplot layout %zu,%zu%s", sheet_rows(sheet),
                sheet->columns > 0 ? sheet->columns : 1, sheet->title != NULL ? " title " : "\n");
    else if (sheet->title != NULL)
        fputs("set title ", file);
    if (sheet->title != NULL) {
        ohm_gnuplot_quote(file, sheet->title);
        fputs(" noenhanced\n", file);
    }
}

void
ohm_sheet_write_script(FILE *file, const ohm_sheet *sheet, ohm_figure_format format, const char *data,
                       const char *output)
{
    size_t index = 0;

    fputs("# drawn by Ohmega; gnuplot draws it again from this file\n", file);
    write_default(file, "data", data);
    write_default(file, "output", output);
    fputs("set encoding utf8\n", file);
    write_terminal(file, sheet, format);
    fputs("set output output\n"
          "set border linewidth 0.6\n"
          "set tics scale 0.7\n"
          "set key above horizontal width 1 samplen 2.5 noenhanced\n",    /* above: where no curve is */
          file);
    write_styles(file);
    write_plain_style(file, sheet);
    write_layout(file, sheet);
    for (size_t p = 0; p < sheet->count; p++) {
        write_panel_start(file, sheet, p);
        write_panel(file, sheet, &sheet->panel[p], &index);
    }
    if (sheet->count > 1)
        fputs("unset multiplot\n", file);
    fputs("set output\n", file);
}
