/* tools/cmd_plot.c -- a table of ours as a figure. */
#include "command.h"

#include "case/chart.h"
#include "io/source.h"
#include "print.h"

#include <string.h>

typedef struct {
    common_options common;
    const char *x, *columns, *band, *title;
} plot_options;

#define AT(member) offsetof(plot_options, member)

static const option_row plot_rows[] = {
    { .name = "columns", .kind = OPTION_TEXT, .at = AT(columns), .argument = "A,B,...",
      .help = "columns to draw, one curve each, of one unit" },
    { .name = "band", .kind = OPTION_TEXT, .at = AT(band), .argument = "KIND",
      .help = "draw all columns of a kind (w, i, v) as their median and 10 to 90 % band" },
    { .name = "x", .kind = OPTION_TEXT, .at = AT(x), .argument = "COLUMN",
      .help = "column along x; the first where not given" },
    { .name = "title", .kind = OPTION_TEXT, .at = AT(title), .argument = "TEXT", .help = "above the figure" },
};

static ohm_status
read_table(ohm_csv **csv, const char *path, ohm_error *err)
{
    ohm_source *source;
    ohm_status status = ohm_source_open(&source, path, err);

    if (status != OHM_OK)
        return status;
    status = ohm_csv_read(csv, source, err);
    ohm_source_close(source);
    return status;
}

static ohm_status
run_plot(cli_run *run, const void *values, ohm_error *err)
{
    const plot_options *o = values;
    const ohm_chart chart = { o->x, o->columns, o->band, o->title, run->common->force };
    ohm_csv *csv;
    ohm_status status;

    if (run->common->output == NULL)
        return ohm_fail(err, OHM_E_ARG, "-o is missing: name the figure (.svg, .pdf or .png)");
    if (o->band != NULL && o->columns != NULL)
        return ohm_fail(err, OHM_E_ARG, "--band and --columns: give one of them");
    if ((status = read_table(&csv, run->given->operand[0], err)) != OHM_OK)
        return status;
    status = ohm_chart_write(run->common->output, csv, &chart, err);
    ohm_csv_free(csv);
    return status;
}

const cli_command cmd_plot = {
    .name = "plot",
    .summary = "a table of numbers as a figure, through gnuplot",
    .operands = "FILE.csv|-",
    .operands_least = 1,
    .operands_most = 1,
    .about = "Draws the rows of a CSV file, as simulate writes it, against its first column.  Without\n"
        "--columns and --band: the currents the terminals deliver, else the memories as a band.  The\n"
        "script and the data that drew the figure stay beside it (FIG.gp, FIG.dat), to be restyled.",
    .example = "  ohmega simulate examples/nanowires-588.graphml --time 99.98 --samples 201 -o run.csv\n"
        "  ohmega plot run.csv --columns delivered_588_A -o current.svg\n"
        "  ohmega plot run.csv --band w -o memory.svg\n",
    .options = plot_rows,
    .option_count = sizeof plot_rows / sizeof plot_rows[0],
    .values_size = sizeof(plot_options),
    .run = run_plot,
};
