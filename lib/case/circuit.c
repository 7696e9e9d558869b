/* lib/case/circuit.c -- see circuit.h */
#include "case/circuit.h"
#include "case/circuit_file.h"
#include "case/values.h"
#include "base/array.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void
ohm_circuit_defaults_set(ohm_circuit_defaults *defaults)
{
    *defaults = (ohm_circuit_defaults){
        .xi = 100.0, .alpha = 0.0, .beta = 1.0, .window = { .kind = OHM_WINDOW_NONE, .p = 1.0, .j = 1.0 },
        .control = OHM_CONTROL_CURRENT
    };
}

static ohm_status
check_defaults(const ohm_circuit_defaults *d, ohm_error *err)
{
    if (!(d->xi >= 0.0 && isfinite(d->xi)))
        return ohm_fail(err, OHM_E_ARG, "xi = %g: must be >= 0", d->xi);
    if (!isfinite(d->alpha))
        return ohm_fail(err, OHM_E_ARG, "alpha = %g: must be a finite number (1/s)", d->alpha);
    if (!isfinite(d->beta) || d->beta == 0.0)
        return ohm_fail(err, OHM_E_ARG, "beta = %g: must be a number other than 0 (V s)", d->beta);
    return OHM_OK;
}

void
ohm_circuit_free(ohm_circuit *circuit)
{
    if (circuit == NULL)
        return;
    ohm_drive_free(circuit->drive);
    ohm_memristors_free(circuit->device);
    ohm_graph_free(circuit->graph);
    ohm_table_free(circuit->table);
    free(circuit->w);
    free(circuit->name);
    free(circuit);
}

char *
ohm_circuit_edge_text(char text[OHM_ELEMENT_TEXT], const ohm_circuit *circuit, size_t edge)
{
    return ohm_table_place(text, circuit->table, OHM_FOR_EDGE, edge);
}

char *
ohm_circuit_node_text(char text[OHM_ELEMENT_TEXT], const ohm_circuit *circuit, size_t node)
{
    return ohm_table_place(text, circuit->table, OHM_FOR_NODE, node);
}

/* ---- attributes ----------------------------------------------------------- */
/* What a number must be, and how that is said. */
typedef struct {
    double low, high;
    bool low_open, nonzero, whole;
    const char *rule;
} domain;

static const domain POSITIVE = { .low = 0.0, .high = INFINITY, .low_open = true, .rule = "must be > 0" };
static const domain NOT_NEGATIVE = { .low = 0.0, .high = INFINITY, .rule = "must be >= 0" };
static const domain UNIT = { .low = 0.0, .high = 1.0, .rule = "must be in [0, 1]" };
static const domain ANY = { .low = -INFINITY, .high = INFINITY, .rule = "must be a number" };
static const domain NONZERO = { .low = -INFINITY, .high = INFINITY, .nonzero = true, .rule = "must not be 0" };
static const domain POLARITY = { .low = -1.0, .high = 1.0, .whole = true, .rule = "must be 1, -1 or 0" };
static const domain SIGN = { .low = -1.0, .high = 1.0, .whole = true, .nonzero = true,
                             .rule = "must be 1 (passive) or -1 (active)" };

static bool
fits(double x, const domain *d)
{
    return x >= d->low && x <= d->high && !(d->low_open && x == d->low) && !(d->nonzero && x == 0.0) &&
           !(d->whole && x != nearbyint(x));
}

/* Refuses a number: "edge 3: r_on = -3: must be > 0". */
static ohm_status
refuse_number(const ohm_values *values, size_t element, double x, const char *rule, ohm_error *err)
{
    char place[OHM_TABLE_PLACE], text[OHM_TEXT_DOUBLE];

    return ohm_fail(err, OHM_E_CONTENT, "%s: %s = %s: %s",
                    ohm_table_place(place, values->table, values->scope, element), values->name,
                    ohm_text_double(text, x), rule);
}

/* One number of one element; *value is left alone where the file is silent. */
static ohm_status
read_number(double *value, ohm_values *values, size_t element, const domain *d, ohm_error *err)
{
    double x = 0.0;
    bool present;
    const ohm_status status = ohm_values_number(&x, &present, values, element, err);

    if (status != OHM_OK || !present)
        return status;
    if (!fits(x, d))
        return refuse_number(values, element, x, d->rule, err);
    *value = x;
    return OHM_OK;
}

/* One attribute of all edges into an array that holds the default already. */
static ohm_status
read_column(double *value, const ohm_table *table, const char *name, const domain *d, ohm_error *err)
{
    ohm_values values;
    ohm_status status = ohm_values_open(&values, table, OHM_FOR_EDGE, name, err);

    for (size_t e = 0; e < ohm_table_edges(table) && values.columns > 0 && status == OHM_OK; e++)
        status = read_number(&value[e], &values, e, d, err);
    return status;
}

/* The same for the two that are kept as small integers. */
static ohm_status
read_sign(signed char *value, const ohm_table *table, const char *name, const domain *d, ohm_error *err)
{
    ohm_values values;
    ohm_status status = ohm_values_open(&values, table, OHM_FOR_EDGE, name, err);

    for (size_t e = 0; e < ohm_table_edges(table) && values.columns > 0 && status == OHM_OK; e++) {
        double x = value[e];

        status = read_number(&x, &values, e, d, err);
        value[e] = (signed char)x;
    }
    return status;
}

/* xi from r_off, where it is given. */
static ohm_status
read_r_off(ohm_memristors *device, const ohm_table *table, ohm_error *err)
{
    ohm_values values;
    ohm_status status = ohm_values_open(&values, table, OHM_FOR_EDGE, "r_off", err);

    for (size_t e = 0; e < device->edges && values.columns > 0 && status == OHM_OK; e++) {
        const double r_on = device->r_on[e];
        double r_off = 0.0;
        bool present;

        status = ohm_values_number(&r_off, &present, &values, e, err);
        if (status != OHM_OK || !present)
            continue;
        if (!(r_off >= r_on))
            return refuse_number(&values, e, r_off, "must be >= r_on (w = 1 is the insulating state)", err);
        device->xi[e] = (r_off - r_on) / r_on;
        if (!isfinite(device->xi[e]))
            return refuse_number(&values, e, r_off, "is more than 1e308 times r_on", err);
    }
    return status;
}

static ohm_status
read_windows(ohm_memristors *device, const ohm_table *table, ohm_error *err)
{
    char place[OHM_TABLE_PLACE];
    ohm_values values;
    const char *text, *last = NULL;
    ohm_window window;
    ohm_status status = ohm_values_open(&values, table, OHM_FOR_EDGE, "window", err);

    for (size_t e = 0; e < device->edges && values.columns > 0 && status == OHM_OK; e++) {
        if ((status = ohm_values_text(&text, &values, e, err)) != OHM_OK || text == NULL)
            continue;
        if (text != last && (status = ohm_window_parse(&window, text, err)) != OHM_OK)
            return ohm_fail_within(err, status, "%s", ohm_table_place(place, table, OHM_FOR_EDGE, e));
        last = text;
        device->window[e] = window;
    }
    return status;
}

static void
fill(double *value, size_t n, double x)
{
    for (size_t k = 0; k < n; k++)
        value[k] = x;
}

static ohm_status
read_device(ohm_circuit *circuit, const ohm_circuit_defaults *defaults, ohm_error *err)
{
    const ohm_table *table = circuit->table;
    const size_t edges = circuit->graph->edges;
    ohm_memristors *device;
    ohm_status status;

    if ((status = ohm_memristors_alloc(&circuit->device, edges, err)) != OHM_OK)
        return status;
    if ((circuit->w = OHM_ARRAY(double, edges)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu edges: out of memory", edges);
    device = circuit->device;
    device->control = defaults->control;
    fill(device->xi, edges, defaults->xi);
    fill(device->alpha, edges, defaults->alpha);
    fill(device->beta, edges, defaults->beta);
    fill(circuit->w, edges, 0.5);
    for (size_t e = 0; e < edges; e++)
        device->window[e] = defaults->window;
    if ((status = read_column(device->r_on, table, "r_on", &POSITIVE, err)) != OHM_OK ||
        (status = read_r_off(device, table, err)) != OHM_OK ||
        (status = read_column(circuit->w, table, "w", &UNIT, err)) != OHM_OK ||
        (status = read_column(device->w_rest, table, "w_rest", &UNIT, err)) != OHM_OK ||
        (status = read_column(device->alpha, table, "alpha", &ANY, err)) != OHM_OK ||
        (status = read_column(device->beta, table, "beta", &NONZERO, err)) != OHM_OK ||
        (status = read_sign(device->polarity, table, "polarity", &POLARITY, err)) != OHM_OK ||
        (status = read_sign(device->sign, table, "sign", &SIGN, err)) != OHM_OK ||
        (status = read_windows(device, table, err)) != OHM_OK)
        return status;
    ohm_memristors_survey(device);
    return OHM_OK;
}

/* ---- drive ---------------------------------------------------------------- */
typedef struct {                    /* the four numbers of a sine with an offset */
    ohm_values dc, amplitude, frequency, phase;
} wave_values;

/* Opens `name`, `name`_amplitude, _frequency, _phase; the names are the caller's. */
static ohm_status
open_wave(wave_values *out, const ohm_table *table, ohm_table_scope scope, const char *const name[4], ohm_error *err)
{
    ohm_status status;

    if ((status = ohm_values_open(&out->dc, table, scope, name[0], err)) != OHM_OK ||
        (status = ohm_values_open(&out->amplitude, table, scope, name[1], err)) != OHM_OK ||
        (status = ohm_values_open(&out->frequency, table, scope, name[2], err)) != OHM_OK)
        return status;
    return ohm_values_open(&out->phase, table, scope, name[3], err);
}

static bool
is_silent(const wave_values *values)
{
    return values->dc.columns + values->amplitude.columns + values->frequency.columns + values->phase.columns == 0;
}

/* *given says whether the constant part stands in the file. */
static ohm_status
read_wave(ohm_waveform *wave, bool *given, wave_values *values, size_t element, ohm_error *err)
{
    ohm_status status;

    *wave = (ohm_waveform){ .dc = 0.0 };
    if ((status = ohm_values_number(&wave->dc, given, &values->dc, element, err)) != OHM_OK ||
        (status = read_number(&wave->amplitude, &values->amplitude, element, &ANY, err)) != OHM_OK ||
        (status = read_number(&wave->frequency, &values->frequency, element, &NOT_NEGATIVE, err)) != OHM_OK)
        return status;
    return read_number(&wave->phase, &values->phase, element, &ANY, err);
}

static ohm_status
read_emfs(ohm_circuit *circuit, ohm_error *err)
{
    static const char *const names[4] = { "emf", "emf_amplitude", "emf_frequency", "emf_phase" };
    wave_values values;
    ohm_waveform wave;
    bool given;
    ohm_status status = open_wave(&values, circuit->table, OHM_FOR_EDGE, names, err);

    if (status != OHM_OK || is_silent(&values))
        return status;
    for (size_t e = 0; e < circuit->graph->edges; e++)
        if ((status = read_wave(&wave, &given, &values, e, err)) != OHM_OK ||
            (status = ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, e, &wave, err)) != OHM_OK)
            return status;
    return OHM_OK;
}

static ohm_status
read_potentials(ohm_circuit *circuit, ohm_error *err)
{
    static const char *const names[4] = { "potential", "potential_amplitude", "potential_frequency",
                                          "potential_phase" };
    char place[OHM_TABLE_PLACE];
    wave_values values;
    ohm_waveform wave;
    bool held;
    ohm_status status = open_wave(&values, circuit->table, OHM_FOR_NODE, names, err);

    if (status != OHM_OK || is_silent(&values))
        return status;
    for (size_t n = 0; n < circuit->graph->nodes; n++) {
        if ((status = read_wave(&wave, &held, &values, n, err)) != OHM_OK)
            return status;
        if (!held && (wave.amplitude != 0.0 || wave.frequency != 0.0 || wave.phase != 0.0))
            return ohm_fail(err, OHM_E_CONTENT, "%s: potential_%s on a node that is not held: give it a potential "
                            "too (0 will do)", ohm_table_place(place, circuit->table, OHM_FOR_NODE, n),
                            wave.amplitude != 0.0 ? "amplitude" : wave.frequency != 0.0 ? "frequency" : "phase");
        if (held && (status = ohm_drive_set(circuit->drive, OHM_DRIVE_POTENTIAL, n, &wave, err)) != OHM_OK)
            return status;
    }
    return OHM_OK;
}

static ohm_status
read_injections(ohm_circuit *circuit, ohm_error *err)
{
    ohm_values values;
    ohm_status status = ohm_values_open(&values, circuit->table, OHM_FOR_NODE, "injection", err);

    for (size_t n = 0; n < circuit->graph->nodes && values.columns > 0 && status == OHM_OK; n++) {
        ohm_waveform wave = { .dc = 0.0 };

        if ((status = read_number(&wave.dc, &values, n, &ANY, err)) == OHM_OK)
            status = ohm_drive_set(circuit->drive, OHM_DRIVE_INJECTION, n, &wave, err);
    }
    return status;
}

static ohm_status
read_drive(ohm_circuit *circuit, ohm_error *err)
{
    ohm_status status;

    if ((status = ohm_drive_alloc(&circuit->drive, circuit->graph->nodes, circuit->graph->edges, err)) != OHM_OK ||
        (status = read_emfs(circuit, err)) != OHM_OK || (status = read_potentials(circuit, err)) != OHM_OK)
        return status;
    return read_injections(circuit, err);
}

/* ---- the whole ------------------------------------------------------------ */
static ohm_status
assemble(ohm_circuit *circuit, const ohm_circuit_defaults *defaults, ohm_error *err)
{
    const ohm_table *table = circuit->table;
    ohm_status status;

    if (ohm_table_nodes(table) == 0)
        return ohm_fail(err, OHM_E_CONTENT, "the graph is empty: add a node");
    if ((status = ohm_graph_alloc(&circuit->graph, ohm_table_nodes(table), ohm_table_edges(table),
                                  ohm_table_tails(table), ohm_table_heads(table), err)) != OHM_OK ||
        (status = read_device(circuit, defaults, err)) != OHM_OK)
        return status;
    return read_drive(circuit, err);
}

ohm_status
ohm_circuit_from_table(ohm_circuit **out, ohm_table *table, const char *name,
                       const ohm_circuit_defaults *defaults, ohm_error *err)
{
    ohm_circuit *circuit = OHM_ZEROS(ohm_circuit, 1);
    ohm_circuit_defaults built_in;
    ohm_status status;

    *out = NULL;
    if (circuit == NULL || (circuit->name = ohm_copy(name, strlen(name) + 1, 1)) == NULL) {
        ohm_table_free(table);
        ohm_circuit_free(circuit);
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", name);
    }
    circuit->table = table;
    ohm_circuit_defaults_set(&built_in);
    if (defaults == NULL)
        defaults = &built_in;
    if ((status = check_defaults(defaults, err)) == OHM_OK) {
        if ((status = assemble(circuit, defaults, err)) != OHM_OK)
            status = ohm_fail_within(err, status, "%s", name);
        else
            status = ohm_circuit_check_injections(circuit, err);
    }
    if (status != OHM_OK)
        ohm_circuit_free(circuit);
    else
        *out = circuit;
    return status;
}

ohm_status
ohm_circuit_read(ohm_circuit **out, const char *path, const ohm_circuit_defaults *defaults, ohm_error *err)
{
    char digest[OHM_SHA256_TEXT];
    ohm_table *table;
    ohm_status status;

    *out = NULL;
    if ((status = ohm_circuit_file_read(&table, digest, path, err)) != OHM_OK)
        return status;
    status = ohm_circuit_from_table(out, table, strcmp(path, "-") == 0 ? "stdin" : path, defaults, err);
    if (status == OHM_OK)
        memcpy((*out)->sha256, digest, sizeof digest);
    return status;
}

ohm_status
ohm_circuit_store_w(ohm_circuit *circuit, const double *w, ohm_error *err)
{
    size_t column;
    ohm_status status = ohm_table_add_column(&column, circuit->table, OHM_FOR_EDGE, "w", "double", err);

    for (size_t e = 0; e < circuit->graph->edges && status == OHM_OK; e++)
        status = ohm_table_set_number(circuit->table, column, e, w[e], err);
    return status;
}
