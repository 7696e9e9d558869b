/* lib/case/trajectory.c -- see trajectory.h */
#include "case/trajectory.h"
#include "base/array.h"
#include "base/file.h"
#include "base/text.h"
#include "io/csv.h"
#include "io/hdf5.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SET_TIME, SET_W, SET_CURRENT, SET_POTENTIAL, SET_DELIVERED, SET_POWER, SETS };

struct ohm_trajectory {
    const ohm_circuit *circuit;
    ohm_file *file;                 /* NULL: a stream of the caller's */
    FILE *stream;                   /* of CSV */
    ohm_hdf5 *hdf5;                 /* NULL: CSV */
    size_t set[SETS];
    size_t *terminal;               /* nodes held or injected into */
    size_t terminals, columns;
    double *row;                    /* columns of them; delivered for HDF5 */
};

static ohm_status
no_memory(ohm_error *err)
{
    return ohm_fail(err, OHM_E_NOMEM, "trajectory: out of memory");
}

static bool
ends_in(const char *path, const char *suffix)
{
    const size_t length = strlen(path), n = strlen(suffix);

    return length >= n && strcasecmp(path + length - n, suffix) == 0;
}

static bool
is_terminal(const ohm_drive *drive, size_t node)
{
    const size_t *slot = drive->slot[OHM_DRIVE_INJECTION];

    return drive->held[node] || drive->injection[node] != 0.0 || (slot != NULL && slot[node] != OHM_NONE);
}

static ohm_status
find_terminals(ohm_trajectory *t, ohm_error *err)
{
    const ohm_drive *drive = t->circuit->drive;
    size_t count = 0;

    for (size_t n = 0; n < drive->nodes; n++)
        count += is_terminal(drive, n);
    t->columns = 2 + 2 * drive->edges + drive->nodes + count;
    if ((t->terminal = OHM_ARRAY(size_t, count)) == NULL || (t->row = OHM_ARRAY(double, t->columns)) == NULL)
        return no_memory(err);
    for (size_t n = 0; n < drive->nodes; n++)
        if (is_terminal(drive, n))
            t->terminal[t->terminals++] = n;
    return OHM_OK;
}

/* A text without line ends, so that it stays one comment. */
static void
put_line(FILE *file, const char *text)
{
    for (; *text != '\0'; text++)
        fputc(*text == '\n' || *text == '\r' ? ' ' : *text, file);
    fputc('\n', file);
}

static void
start_csv(ohm_trajectory *t, const ohm_fact *fact, size_t facts)
{
    const ohm_graph *graph = t->circuit->graph;
    char place[OHM_ELEMENT_TEXT];
    FILE *file = t->stream;

    for (size_t k = 0; k < facts; k++) {
        fprintf(file, "# %s: ", fact[k].name);
        put_line(file, fact[k].text);
    }
    fputs("# format: 1\n", file);
    for (size_t k = 0; k < t->terminals; k++)
        fprintf(file, "# terminal: %s\n", ohm_circuit_node_text(place, t->circuit, t->terminal[k]));
    fputs("time_s", file);
    for (size_t e = 0; e < graph->edges; e++)
        fprintf(file, ",w_%zu", e);
    for (size_t e = 0; e < graph->edges; e++)
        fprintf(file, ",i_%zu_A", e);
    for (size_t n = 0; n < graph->nodes; n++)
        fprintf(file, ",v_%zu_V", n);
    for (size_t k = 0; k < t->terminals; k++)
        fprintf(file, ",delivered_%zu_A", t->terminal[k]);
    fputs(",power_W\n", file);
}

/* The nodes behind the columns of `delivered`, as one row. */
static ohm_status
put_terminals(ohm_trajectory *t, ohm_error *err)
{
    ohm_status status;
    size_t set;

    if (t->terminals == 0)
        return OHM_OK;
    for (size_t k = 0; k < t->terminals; k++)
        t->row[k] = (double)t->terminal[k];
    if ((status = ohm_hdf5_add_set(&set, t->hdf5, "terminals", t->terminals, "node", err)) != OHM_OK)
        return status;
    return ohm_hdf5_append(t->hdf5, set, t->row, err);
}

static ohm_status
start_hdf5(ohm_trajectory *t, const ohm_fact *fact, size_t facts, ohm_error *err)
{
    static const char *const names[SETS] = { "time", "w", "current", "potential", "delivered", "power" };
    static const char *const units[SETS] = { "s", "1", "A", "V", "A", "W" };
    const ohm_graph *graph = t->circuit->graph;
    const size_t columns[SETS] = { 1, graph->edges, graph->edges, graph->nodes, t->terminals, 1 };
    ohm_status status = ohm_hdf5_create(&t->hdf5, ohm_file_aside(t->file), err);

    for (size_t k = 0; k < facts && status == OHM_OK; k++)
        status = ohm_hdf5_fact(t->hdf5, fact[k].name, fact[k].text, err);
    if (status == OHM_OK)
        status = ohm_hdf5_fact(t->hdf5, "format", "1", err);
    for (size_t s = 0; s < SETS && status == OHM_OK; s++)
        if (columns[s] > 0)
            status = ohm_hdf5_add_set(&t->set[s], t->hdf5, names[s], columns[s], units[s], err);
    return status == OHM_OK ? put_terminals(t, err) : status;
}

static void
release(ohm_trajectory *t)
{
    (void)ohm_hdf5_close(t->hdf5, NULL);
    ohm_file_discard(t->file);
    free(t->terminal);
    free(t->row);
    free(t);
}

static ohm_status
start(ohm_trajectory *t, const char *path, bool replace, const ohm_fact *fact, size_t facts, ohm_error *err)
{
    const bool hdf5 = ends_in(path, ".h5") || ends_in(path, ".hdf5");
    ohm_status status;

    if (!hdf5 && !ends_in(path, ".csv"))
        return ohm_fail(err, OHM_E_METHOD, "%s: a trajectory is written as .csv or .h5", path);
    if (hdf5 && ohm_hdf5_version() == NULL)
        return ohm_fail(err, OHM_E_METHOD, "%s: HDF5 is not built in: write .csv", path);
    if ((status = find_terminals(t, err)) != OHM_OK ||
        (status = ohm_file_open(&t->file, path, replace, err)) != OHM_OK)
        return status;
    if (hdf5)
        return start_hdf5(t, fact, facts, err);
    t->stream = ohm_file_stream(t->file);
    start_csv(t, fact, facts);
    return OHM_OK;
}

ohm_status
ohm_trajectory_open(ohm_trajectory **out, const char *path, bool replace, const ohm_circuit *circuit,
                    const ohm_fact *fact, size_t facts, ohm_error *err)
{
    ohm_trajectory *t = OHM_ZEROS(ohm_trajectory, 1);
    ohm_status status;

    *out = NULL;
    if (t == NULL)
        return no_memory(err);
    t->circuit = circuit;
    if ((status = start(t, path, replace, fact, facts, err)) != OHM_OK)
        release(t);
    else
        *out = t;
    return status;
}

ohm_status
ohm_trajectory_open_stream(ohm_trajectory **out, FILE *stream, const ohm_circuit *circuit, const ohm_fact *fact,
                           size_t facts, ohm_error *err)
{
    ohm_trajectory *t = OHM_ZEROS(ohm_trajectory, 1);
    ohm_status status;

    *out = NULL;
    if (t == NULL)
        return no_memory(err);
    t->circuit = circuit;
    t->stream = stream;
    if ((status = find_terminals(t, err)) != OHM_OK) {
        release(t);
        return status;
    }
    start_csv(t, fact, facts);
    *out = t;
    return OHM_OK;
}

static ohm_status
take_hdf5(ohm_trajectory *t, const ohm_sample *sample, ohm_error *err)
{
    const ohm_graph *graph = t->circuit->graph;
    ohm_status status;

    for (size_t k = 0; k < t->terminals; k++)
        t->row[k] = sample->delivered[t->terminal[k]];
    if ((status = ohm_hdf5_append(t->hdf5, t->set[SET_TIME], &sample->time, err)) != OHM_OK ||
        (status = ohm_hdf5_append(t->hdf5, t->set[SET_POTENTIAL], sample->potential, err)) != OHM_OK ||
        (status = ohm_hdf5_append(t->hdf5, t->set[SET_POWER], &sample->power, err)) != OHM_OK)
        return status;
    if (graph->edges > 0 &&
        ((status = ohm_hdf5_append(t->hdf5, t->set[SET_W], sample->w, err)) != OHM_OK ||
         (status = ohm_hdf5_append(t->hdf5, t->set[SET_CURRENT], sample->current, err)) != OHM_OK))
        return status;
    return t->terminals == 0 ? OHM_OK : ohm_hdf5_append(t->hdf5, t->set[SET_DELIVERED], t->row, err);
}

ohm_status
ohm_trajectory_take(void *trajectory, const ohm_sample *sample, ohm_error *err)
{
    ohm_trajectory *t = trajectory;
    const size_t edges = t->circuit->graph->edges, nodes = t->circuit->graph->nodes;
    double *at = t->row;

    if (t->hdf5 != NULL)
        return take_hdf5(t, sample, err);
    *at++ = sample->time;
    memcpy(at, sample->w, edges * sizeof *at);
    at += edges;
    memcpy(at, sample->current, edges * sizeof *at);
    at += edges;
    memcpy(at, sample->potential, nodes * sizeof *at);
    at += nodes;
    for (size_t k = 0; k < t->terminals; k++)
        *at++ = sample->delivered[t->terminal[k]];
    *at = sample->power;
    const ohm_status status = ohm_csv_write_numbers(t->stream, t->row, t->columns, err);
    if (status != OHM_OK)
        return ohm_fail_within(err, status, "sample at t = %g s", sample->time);
    /* a full disk is noticed now, not after hours */
    return ferror(t->stream) ? ohm_fail(err, OHM_E_IO, "trajectory cannot be written: %s", strerror(errno)) : OHM_OK;
}

static ohm_status
note_interrupt(ohm_trajectory *t, double reached, ohm_error *err)
{
    char text[OHM_TEXT_DOUBLE];

    ohm_text_double(text, reached);
    if (t->hdf5 != NULL)
        return ohm_hdf5_fact(t->hdf5, "interrupted at t", text, err);
    fprintf(t->stream, "# interrupted at t=%s\n", text);
    return OHM_OK;
}

/* Flushes what is written, and puts the file into place. */
static ohm_status
finish(ohm_trajectory *t, ohm_error *err)
{
    ohm_status status;

    if (t->hdf5 != NULL) {
        status = ohm_hdf5_close(t->hdf5, err);
        t->hdf5 = NULL;
        if (status != OHM_OK)
            return status;
    }
    if (t->file == NULL) {
        errno = 0;
        return fflush(t->stream) == 0 && !ferror(t->stream)
                   ? OHM_OK : ohm_fail(err, OHM_E_IO, "trajectory cannot be written: %s", strerror(errno));
    }
    status = ohm_file_commit(t->file, err);
    t->file = NULL;
    return status;
}

ohm_status
ohm_trajectory_close(ohm_trajectory *t, ohm_status status, double reached, ohm_error *err)
{
    ohm_status here = OHM_OK;

    if (t == NULL)
        return status;
    if (status == OHM_E_INTERRUPT)
        here = note_interrupt(t, reached, err);
    if (here == OHM_OK && (status == OHM_OK || status == OHM_E_INTERRUPT))
        here = finish(t, err);
    release(t);
    return here != OHM_OK ? here : status;
}
