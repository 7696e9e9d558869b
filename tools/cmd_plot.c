/* tools/cmd_plot.c -- an output file of ours as a figure. */
#include "command.h"

#include "base/array.h"
#include "case/chart.h"
#include "output.h"
#include "print.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    common_options common;
    const char *kind, *x, *columns, *band, *title;
    double width, height;
} plot_options;

#define AT(member) offsetof(plot_options, member)

static const option_row plot_rows[] = {
    { .name = "kind", .kind = OPTION_TEXT, .at = AT(kind), .argument = "KIND",
      .help = "what to draw, below; what the file is where not given" },
    { .name = "columns", .kind = OPTION_TEXT, .at = AT(columns), .argument = "A,B,...",
      .help = "columns of a table to draw, one curve each, of one unit" },
    { .name = "band", .kind = OPTION_TEXT, .at = AT(band), .argument = "KIND",
      .help = "draw all columns of a kind (w, i, v) as their median and 10 to 90 % band" },
    { .name = "x", .kind = OPTION_TEXT, .at = AT(x), .argument = "COLUMN",
      .help = "column along x, with these two; the first where not given" },
    { .name = "title", .kind = OPTION_TEXT, .at = AT(title), .argument = "TEXT", .help = "above the figure" },
    { .name = "width", .kind = OPTION_NUMBER, .at = AT(width), .argument = "MM",
      .help = "of the figure [86, one column of a journal]" },
    { .name = "height", .kind = OPTION_NUMBER, .at = AT(height), .argument = "MM",
      .help = "of the figure [as the kind needs]" },
};

/* FILE with another suffix, in the folder one is in; the caller frees it. */
static char *
beside(const char *path, const char *suffix)
{
    const char *name = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;
    const char *dot = strrchr(name, '.');
    const size_t stem = dot != NULL && dot != name ? (size_t)(dot - name) : strlen(name);
    char *text = OHM_ARRAY(char, stem + strlen(suffix) + 1);

    if (text != NULL) {
        memcpy(text, name, stem);
        strcpy(text + stem, suffix);
    }
    return text;
}

/* A name beside the figure's, in its folder. */
static void
kept(char text[OHM_ERROR_TEXT], const char *figure, const char *suffix)
{
    const char *dot = strrchr(figure, '.');

    snprintf(text, OHM_ERROR_TEXT, "%.*s%s", dot != NULL ? (int)(dot - figure) : (int)strlen(figure), figure,
             suffix);
}

/* What was drawn, and where its parts are: to standard output. */
static ohm_status
report(cli_run *run, const char *kind, const char *figure, ohm_error *err)
{
    char script[OHM_ERROR_TEXT], data[OHM_ERROR_TEXT];
    cli_output out = { .run = run, .stream = stdout, .json = run->common->json };
    ohm_status status = OHM_OK;

    kept(script, figure, ".gp");
    kept(data, figure, ".dat");
    if (out.json) {
        ohm_json *result = ohm_json_object();

        ohm_json_set(result, "kind", ohm_json_string(kind));
        ohm_json_set(result, "figure", ohm_json_string(figure));
        ohm_json_set(result, "script", ohm_json_string(script));
        ohm_json_set(result, "data", ohm_json_string(data));
        status = output_result(&out, result, err);
    } else {
        print_fact(out.stream, "figure", "%s (%s)", figure, kind);
        print_fact(out.stream, "script", "%s", script);
        print_fact(out.stream, "data", "%s", data);
    }
    return output_close(&out, status, err);
}

static ohm_status
draw(cli_run *run, const plot_options *o, const char *figure, ohm_error *err)
{
    const ohm_chart chart = { o->kind, o->x, o->columns, o->band, o->title,
                              o->width, o->height, run->common->force };
    const char *path = run->given->operand[0], *kind;
    ohm_record *record;
    ohm_status status = ohm_record_read(&record, path, err);

    if (status != OHM_OK)
        return status;
    status = run_note_input(run, path, record->sha256, err);
    if (status == OHM_OK)
        status = ohm_chart_kind(&kind, record, &chart, err);
    if (status == OHM_OK)
        status = ohm_chart_write(figure, record, &chart, err);
    if (status == OHM_OK)
        status = report(run, kind, figure, err);
    ohm_record_free(record);
    return status;
}

static ohm_status
run_plot(cli_run *run, const void *values, ohm_error *err)
{
    const plot_options *o = values;
    const char *path = run->given->operand[0], *output = run->common->output;

    if (o->band != NULL && o->columns != NULL)
        return ohm_fail(err, OHM_E_ARG, "--band and --columns: give one of them");
    if (output != NULL && strcmp(output, "-") == 0)
        return ohm_fail(err, OHM_E_ARG, "-o -: a figure is three files; name it (.svg, .pdf or .png)");
    if (output == NULL && strcmp(path, "-") == 0)
        return ohm_fail(err, OHM_E_ARG, "-o is missing: name the figure (.svg, .pdf or .png)");
    char *figure = beside(path, ".svg");
    if (figure == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "out of memory");
    const ohm_status status = draw(run, o, output != NULL ? output : figure, err);
    free(figure);
    return status;
}

const cli_command cmd_plot = {
    .name = "plot",
    .summary = "an output file as a figure, through gnuplot",
    .operands = "FILE|-",
    .operands_least = 1,
    .operands_most = 1,
    .about = "Draws what other commands wrote; the figure's kind follows from who wrote the file:\n"
        "  trajectory    simulate -o X.csv or .h5, or --samples K --json\n"
        "  network       a circuit: edges coloured by w, as wide as their current\n"
        "  matrix        matrix --to csv, json or mtx, as a map of colours\n"
        "  spectrum      fixed-points --json, in the complex plane\n"
        "  lyapunov      lyapunov -o X.csv\n"
        "  memory        memory --json, JSON Lines for many circuits\n"
        "  loop          device memristor --json, device oxide, device channel --drive; simulate\n"
        "  transient     device oxide -o X.csv: current, energy, dissipation\n"
        "  profile       device oxide --profile --json\n"
        "  map           the CSV of train perceptron --map and train contrastive --map\n"
        "  training      train ... -o X.csv or --json\n"
        "  sweep         device channel with FROM:TO:COUNT\n"
        "  columns       any table of numbers, with --columns or --band\n"
        "Without -o the figure is FILE.svg in this folder.  The script and the data that drew it stay\n"
        "beside it (FIG.gp, FIG.dat), to be restyled; doc/figure.md shows them all.",
    .example = "  ohmega simulate examples/nanowires-588.graphml --time 99.98 --samples 201 -o run.csv\n"
        "  ohmega plot run.csv\n"
        "  ohmega plot run.csv --columns delivered_588_A -o current.pdf\n"
        "  ohmega generate grid 4 4 | ohmega matrix omega - --to csv | ohmega plot - -o omega.svg\n",
    .options = plot_rows,
    .option_count = sizeof plot_rows / sizeof plot_rows[0],
    .values_size = sizeof(plot_options),
    .run = run_plot,
};
