/* lib/case/spice.c -- see spice.h */
#include "case/spice.h"
#include "base/array.h"
#include "base/text.h"
#include "topology/forest.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_A_LINE = 8 };          /* of what continues on the next line */

static const double TWO_PI = 6.283185307179586;

typedef struct {
    FILE *file;
    const ohm_circuit *circuit;
    const ohm_forest *forest;
    const bool *grounded;           /* by component: its root is the ground */
    const ohm_spice_options *options;
} deck;

static void
put_number(FILE *file, double x)
{
    char text[OHM_TEXT_DOUBLE];

    fputs(ohm_text_double(text, x), file);
}

/* A number within an expression: what is negative between parentheses. */
static void
put_operand(FILE *file, double x)
{
    if (signbit(x))
        fputc('(', file);
    put_number(file, x);
    if (signbit(x))
        fputc(')', file);
}

static void
put_node(const deck *d, size_t node)
{
    const size_t component = d->forest->component[node];

    if (d->grounded[component] && d->forest->root[component] == node)
        fputc('0', d->file);
    else
        fprintf(d->file, "n%zu", node);
}

/* What moves, or NULL where it is constant. */
static const ohm_waveform *
moving_wave(const ohm_drive *drive, ohm_drive_kind kind, size_t index)
{
    const size_t *slot = drive->slot[kind];

    return slot != NULL && slot[index] != OHM_NONE ? &drive->moving[slot[index]].wave : NULL;
}

/* The points of a line from 0 on, each later than the one before. */
static void
put_line(FILE *file, const ohm_waveform *wave)
{
    fputs("PWL(0 ", file);
    put_number(file, ohm_waveform_at(wave, 0.0));
    for (size_t k = 0; k < wave->line->points; k++)
        if (wave->line->time[k] > 0.0) {
            fputs("\n+ ", file);
            put_number(file, wave->line->time[k]);
            fputc(' ', file);
            put_number(file, wave->line->value[k]);
        }
    fputs(")\n", file);
}

/* The value of a source.  SIN's frequency 0 would mean 1/TSTOP, so what stands still is
 * written as it stands; its phase is in degrees. */
static void
put_source(FILE *file, double constant, const ohm_waveform *wave)
{
    if (wave != NULL && wave->line != NULL) {
        put_line(file, wave);
        return;
    }
    if (wave != NULL && wave->amplitude != 0.0 && wave->frequency != 0.0) {
        fputs("SIN(", file);
        put_number(file, wave->dc);
        fputc(' ', file);
        put_number(file, wave->amplitude);
        fputc(' ', file);
        put_number(file, wave->frequency);
        fputs(" 0 0 ", file);
        put_number(file, wave->phase * 360.0 / TWO_PI);
        fputs(")\n", file);
        return;
    }
    fputs("DC ", file);
    put_number(file, wave != NULL ? ohm_waveform_at(wave, 0.0) : constant);
    fputc('\n', file);
}

/* ---- what drives ---------------------------------------------------------- */
static void
put_drives(const deck *d)
{
    const ohm_drive *const drive = d->circuit->drive;

    for (size_t n = 0; n < drive->nodes; n++)
        if (drive->held[n]) {
            fprintf(d->file, "Vn%zu n%zu 0 ", n, n);
            put_source(d->file, drive->potential[n], moving_wave(drive, OHM_DRIVE_POTENTIAL, n));
        }
    for (size_t n = 0; n < drive->nodes; n++) {
        const ohm_waveform *const wave = moving_wave(drive, OHM_DRIVE_INJECTION, n);

        if (wave == NULL && drive->injection[n] == 0.0)
            continue;
        fprintf(d->file, "In%zu 0 ", n);
        put_node(d, n);
        fputc(' ', d->file);
        put_source(d->file, drive->injection[n], wave);
    }
    for (size_t k = 0; k < drive->edges; k++) {
        const ohm_waveform *const wave = moving_wave(drive, OHM_DRIVE_EMF, k);

        if (wave == NULL)
            continue;
        fprintf(d->file, "Ve%zu e%zu 0 ", k, k);
        put_source(d->file, drive->emf[k], wave);
    }
}

/* ---- elements ------------------------------------------------------------- */
/* The state as the law takes it: within [0, 1], as windows and resistances do. */
static void
put_state(const deck *d, size_t k)
{
    if (d->options->walls)
        fprintf(d->file, "min(max(v(w%zu),0),1)", k);
    else
        fprintf(d->file, "v(w%zu)", k);
}

/* Volts along the edge, tail to head, its EMF counted. */
static void
put_voltage(const deck *d, size_t k)
{
    const ohm_drive *const drive = d->circuit->drive;

    fputs("(v(", d->file);
    put_node(d, d->circuit->graph->tail[k]);
    fputs(")-v(", d->file);
    put_node(d, d->circuit->graph->head[k]);
    fputc(')', d->file);
    if (moving_wave(drive, OHM_DRIVE_EMF, k) != NULL)
        fprintf(d->file, "+v(e%zu)", k);
    else if (drive->emf[k] != 0.0) {
        fputc('+', d->file);
        put_operand(d->file, drive->emf[k]);
    }
    fputc(')', d->file);
}

static void
put_current(const deck *d, size_t k)
{
    const ohm_memristors *const device = d->circuit->device;

    put_voltage(d, k);
    fputs("/(", d->file);
    put_operand(d->file, device->sign[k] * device->r_on[k]);
    fputs("*(1+", d->file);
    put_operand(d->file, device->xi[k]);
    fputc('*', d->file);
    put_state(d, k);
    fputs("))", d->file);
}

/* What drives the memory, d: the current, or under voltage control the voltage over
 * R_on; its magnitude for polarity 0. */
static void
put_driver(const deck *d, size_t k)
{
    const ohm_memristors *const device = d->circuit->device;

    if (device->polarity[k] == 0)
        fputs("abs", d->file);
    fputs(device->polarity[k] < 0 ? "(-" : "(", d->file);
    if (device->control == OHM_CONTROL_CURRENT)
        put_current(d, k);
    else
        put_voltage(d, k);
    fputc(')', d->file);
}

/* 1 - x^(2p), of x between parentheses. */
static void
put_power(const deck *d, const char *before, size_t k, const char *after, double p)
{
    fprintf(d->file, "(1-pow(%s", before);
    put_state(d, k);
    fprintf(d->file, "%s,", after);
    put_number(d->file, 2.0 * p);
    fputs("))", d->file);
}

/* f(w, d), device/window.h. */
static void
put_window(const deck *d, size_t k)
{
    const ohm_window *const window = &d->circuit->device->window[k];

    switch (window->kind) {
    case OHM_WINDOW_NONE:
        return;
    case OHM_WINDOW_STRUKOV:
        fputs("*", d->file);
        put_state(d, k);
        fputs("*(1-", d->file);
        put_state(d, k);
        fputs(")", d->file);
        return;
    case OHM_WINDOW_JOGLEKAR:
        fputc('*', d->file);
        put_power(d, "abs(2*", k, "-1)", window->p);
        return;
    case OHM_WINDOW_BIOLEK:
        fputs("*(", d->file);
        put_driver(d, k);
        fputs(d->circuit->device->beta[k] > 0.0 ? ">0?" : "<0?", d->file);
        put_power(d, "(1-", k, ")", window->p);
        fputc(':', d->file);
        put_power(d, "(", k, ")", window->p);
        fputc(')', d->file);
        return;
    case OHM_WINDOW_PRODROMAKIS:
        fputs("*", d->file);
        put_number(d->file, window->j);
        fputs("*(1-pow((", d->file);
        put_state(d, k);
        fputs("-0.5)*(", d->file);
        put_state(d, k);
        fputs("-0.5)+0.75,", d->file);
        put_number(d->file, window->p);
        fputs("))", d->file);
        return;
    }
}

/* dw/dt; the relaxation where there is one. */
static void
put_rate(const deck *d, size_t k)
{
    const ohm_memristors *const device = d->circuit->device;
    const double scale = device->control == OHM_CONTROL_CURRENT ? device->r_on[k] : 1.0;

    if (device->alpha[k] != 0.0) {
        put_operand(d->file, device->alpha[k]);
        fputs("*(", d->file);
        put_state(d, k);
        fputc('-', d->file);
        put_operand(d->file, device->w_rest[k]);
        fputc(')', d->file);
    }
    fputc('-', d->file);
    put_operand(d->file, scale / device->beta[k]);
    fputc('*', d->file);
    put_driver(d, k);
    put_window(d, k);
}

/* The rate with its walls: upwards it fades below 1, downwards above 0. */
static void
put_walled_rate(const deck *d, size_t k)
{
    char steep[OHM_TEXT_DOUBLE];

    ohm_text_double(steep, OHM_SPICE_STEEPNESS);
    fputs("max(", d->file);
    put_rate(d, k);
    fprintf(d->file, ",0)*min(max((1-v(w%zu))*%s,0),1)\n+ +min(", k, steep);
    put_rate(d, k);
    fprintf(d->file, ",0)*min(max(v(w%zu)*%s,0),1)\n", k, steep);
}

static void
put_element(const deck *d, size_t k)
{
    const ohm_graph *const graph = d->circuit->graph;

    fprintf(d->file, "B%zu ", k);
    put_node(d, graph->tail[k]);
    fputc(' ', d->file);
    put_node(d, graph->head[k]);
    fputs(" I=", d->file);
    put_current(d, k);
    fprintf(d->file, "\nC%zu w%zu 0 1 IC=", k, k);
    put_number(d->file, d->circuit->w[k]);
    fprintf(d->file, "\nBw%zu 0 w%zu I=", k, k);
    if (d->options->walls) {
        put_walled_rate(d, k);
    } else {
        put_rate(d, k);
        fputc('\n', d->file);
    }
}

/* ---- the whole ------------------------------------------------------------ */
/* The vectors of the table, after `before`. */
static void
put_vectors(const deck *d, const char *before)
{
    const ohm_drive *const drive = d->circuit->drive;
    size_t written = 0;

    fputs(before, d->file);
    for (size_t k = 0; k < drive->edges; k++)
        fprintf(d->file, "%sv(w%zu)", written++ % NAMES_A_LINE == NAMES_A_LINE - 1 ? "\n+ " : " ", k);
    for (size_t n = 0; n < drive->nodes; n++)
        if (drive->held[n])
            fprintf(d->file, "%si(vn%zu)", written++ % NAMES_A_LINE == NAMES_A_LINE - 1 ? "\n+ " : " ", n);
    fputc('\n', d->file);
}

static void
put_analysis(const deck *d)
{
    const ohm_spice_options *const o = d->options;
    const double step = o->time / (double)o->steps;

    fputs(".options method=trap trtol=1 abstol=1e-15 vntol=1e-12 reltol=", d->file);
    put_number(d->file, o->reltol);
    fputs("\n.tran ", d->file);
    put_number(d->file, step);
    fputc(' ', d->file);
    put_number(d->file, o->time);
    fputs(" 0 ", d->file);
    put_number(d->file, step);
    fputs(" uic\n", d->file);
    put_vectors(d, ".save");
    /* in batch mode the exit code says whether the run succeeded (sim_status: ngspice 36) */
    fputs(".control\nset wr_singlescale\nset wr_vecnames\nset numdgt=15\nrun\n"
          "if $?sim_status\n  if $sim_status\n    quit 1\n  end\nend\n", d->file);
    fprintf(d->file, "wrdata %s", o->data);
    put_vectors(d, "");
    fputs("if $?batchmode\n  quit 0\nend\n.endc\n.end\n", d->file);
}

/* Whether each component has to have its root grounded: nothing in it is held. */
static void
find_grounds(bool *grounded, const ohm_forest *forest, const ohm_drive *drive)
{
    for (size_t c = 0; c < forest->components; c++)
        grounded[c] = true;
    for (size_t n = 0; n < drive->nodes; n++)
        if (drive->held[n])
            grounded[forest->component[n]] = false;
}

static ohm_status
check_options(const ohm_spice_options *o, ohm_error *err)
{
    if (!(o->time > 0.0 && isfinite(o->time)))
        return ohm_fail(err, OHM_E_ARG, "spice: time = %g: must be > 0 (s)", o->time);
    if (o->steps == 0)
        return ohm_fail(err, OHM_E_ARG, "spice: 0 steps: must be >= 1");
    if (!(o->reltol > 0.0 && o->reltol < 1.0))
        return ohm_fail(err, OHM_E_ARG, "spice: reltol = %g: must be in (0, 1)", o->reltol);
    if (*o->data == '\0')
        return ohm_fail(err, OHM_E_ARG, "spice: the data need a file");
    for (const char *c = o->data; *c != '\0'; c++)
        if (isspace((unsigned char)*c) || iscntrl((unsigned char)*c))
            return ohm_fail(err, OHM_E_ARG, "spice: \"%.80s\": ngspice takes no blanks in a file's name",
                            o->data);
    return OHM_OK;
}

ohm_status
ohm_spice_write(FILE *file, const ohm_circuit *circuit, const ohm_spice_options *options,
                const ohm_fact *fact, size_t facts, ohm_error *err)
{
    ohm_forest *forest = NULL;
    bool *grounded = NULL;
    ohm_status status = check_options(options, err);

    if (status == OHM_OK && circuit->graph->edges == 0)
        status = ohm_fail(err, OHM_E_METHOD, "spice: a circuit without an edge has nothing to simulate");
    if (status == OHM_OK)
        status = ohm_forest_alloc(&forest, circuit->graph, err);
    if (status == OHM_OK && (grounded = OHM_ARRAY(bool, forest->components)) == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "spice: %zu components", forest->components);
    if (status == OHM_OK) {
        const deck d = { file, circuit, forest, grounded, options };

        /* the first line is the title, whatever it says */
        fprintf(file, "* %zu memristors, %zu nodes\n* format: 1\n", circuit->graph->edges,
                circuit->graph->nodes);
        for (size_t k = 0; k < facts; k++)
            fprintf(file, "* %s: %s\n", fact[k].name, fact[k].text);
        find_grounds(grounded, forest, circuit->drive);
        put_drives(&d);
        for (size_t k = 0; k < circuit->graph->edges; k++)
            put_element(&d, k);
        put_analysis(&d);
    }
    free(grounded);
    ohm_forest_free(forest);
    return status;
}
