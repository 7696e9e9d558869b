/* lib/case/chart.c -- see chart.h */
#include "case/chart.h"

#include "case/chart_kinds.h"

#include <stdio.h>
#include <string.h>

#define KIND(name, commands, files) { { #name, files }, commands, ohm_chart_##name##_fits, ohm_chart_##name##_draw }

/* Tried in this order: the first whose commands and content are those of the file. */
static const struct {
    ohm_chart_row row;
    const char *commands;               /* one after the other, each between bars */
    ohm_chart_fits fits;
    ohm_chart_draw draw;
} KINDS[] = {
    KIND(trajectory, "|simulate|", "simulate -o X.csv or .h5, or --samples K --json"),
    KIND(network, "", "a circuit: GraphML, .edges, .g6"),
    KIND(matrix, "|matrix|", "matrix --to csv, json or mtx"),
    KIND(spectrum, "|fixed-points|", "fixed-points --json"),
    KIND(lyapunov, "|lyapunov|", "lyapunov -o X.csv"),
    KIND(memory, "|memory|", "memory --json, JSON Lines for many"),
    KIND(profile, "|device oxide|", "device oxide --profile --json"),
    KIND(loop, "|device memristor|device oxide|device channel|",
         "device memristor --json, device oxide, device channel --drive; simulate with a terminal"),
    KIND(transient, "|device oxide|", "device oxide -o X.csv under a constant voltage"),
    KIND(map, "|train perceptron|train contrastive|", "the CSV of --map"),
    KIND(training, "|train perceptron|train fluidic|train contrastive|", "train ... -o X.csv or --json"),
    KIND(sweep, "|device channel|", "device channel with a sweep FROM:TO:COUNT"),
    KIND(columns, "", "any table: --columns A,B,... or --band KIND"),
};

enum { COUNT = sizeof KINDS / sizeof *KINDS };

const ohm_chart_row *
ohm_chart_row_at(size_t position)
{
    return position < COUNT ? &KINDS[position].row : NULL;
}

static bool
is_for(int kind, const char *command)
{
    char wanted[OHM_RECORD_COMMAND + 2];

    snprintf(wanted, sizeof wanted, "|%s|", command);
    return KINDS[kind].commands[0] == '\0' || strstr(KINDS[kind].commands, wanted) != NULL;
}

/* What a record is, for messages. */
static void
describe(char text[OHM_ERROR_TEXT], const ohm_record *record)
{
    static const char *const FORMS[] = {
        [OHM_RECORD_TABLE] = "a table", [OHM_RECORD_ANSWERS] = "an answer", [OHM_RECORD_MATRIX] = "a matrix",
        [OHM_RECORD_CIRCUIT] = "a circuit",
    };

    if (record->command[0] != '\0')
        snprintf(text, OHM_ERROR_TEXT, "%s is %s of ohmega %s", record->name, FORMS[record->form],
                 record->command);
    else
        snprintf(text, OHM_ERROR_TEXT, "%s is %s", record->name, FORMS[record->form]);
}

/* The kind that is the file's own, or COUNT. */
static int
recognise(const ohm_record *record)
{
    int k = 0;

    while (k < COUNT && !(is_for(k, record->command) && KINDS[k].fits(record)))
        k++;
    return k;
}

static ohm_status
find_kind(int *kind, const ohm_record *record, const ohm_chart *chart, ohm_error *err)
{
    const char *wanted = chart->kind != NULL ? chart->kind
        : chart->columns != NULL || chart->band != NULL ? "columns" : NULL;
    const int own = recognise(record);
    char what[OHM_ERROR_TEXT];

    describe(what, record);
    *kind = own;
    if (wanted == NULL)
        return own < COUNT ? OHM_OK
            : ohm_fail(err, OHM_E_METHOD,
                       "%.200s: there is no figure of it (plot --help lists what is drawn)", what);
    for (*kind = 0; *kind < COUNT && strcmp(KINDS[*kind].row.name, wanted) != 0; )
        ++*kind;
    if (*kind == COUNT)
        return ohm_fail(err, OHM_E_ARG,
                        "--kind %.40s: there is no such kind of figure (plot --help lists them)", wanted);
    if (KINDS[*kind].fits(record))
        return OHM_OK;
    return ohm_fail(err, OHM_E_ARG, "%.200s; a figure \"%s\" needs %s%s%s", what, wanted,
                    KINDS[*kind].row.files,
                    own < COUNT ? "; this file becomes " : "", own < COUNT ? KINDS[own].row.name : "");
}

ohm_status
ohm_chart_kind(const char **name, const ohm_record *record, const ohm_chart *chart, ohm_error *err)
{
    int kind;
    const ohm_status status = find_kind(&kind, record, chart, err);

    *name = status == OHM_OK ? KINDS[kind].row.name : NULL;
    return status;
}

ohm_status
ohm_chart_write(const char *path, const ohm_record *record, const ohm_chart *chart, ohm_error *err)
{
    ohm_canvas canvas = { 0 };
    int kind;
    ohm_status status = find_kind(&kind, record, chart, err);

    if (status != OHM_OK)
        return status;
    status = KINDS[kind].draw(&canvas, record, chart, err);
    if (chart->width > 0.0)
        canvas.width = chart->width;
    if (chart->height > 0.0)
        canvas.height = chart->height;
    if (status == OHM_OK)
        status = ohm_canvas_write(&canvas, path, chart->title, chart->replace, err);
    ohm_canvas_free(&canvas);
    return status;
}
