/* lib/case/injections.c -- does every injected current have a way out?
 *
 * In a component without a held node the injections must sum to zero at all times.
 * Constants and lines may balance each other, and are summed at every point of
 * every line; sines balance only sines of their own frequency, as phasors. */
#include "case/circuit.h"
#include "base/array.h"
#include "base/text.h"
#include "topology/forest.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* A sum of n numbers rounds off at most n eps times the sum of their sizes; sin and
 * cos of a phase add an eps or two to each. */
static double
rounding(size_t n, double size)
{
    return (double)(n + 4) * DBL_EPSILON * size;
}

typedef struct {
    const ohm_circuit *circuit;
    const ohm_forest *forest;
    double *sum, *size;             /* per component */
    size_t *count;                  /* injections in it */
    bool *held;                     /* it has a way out */
} balance;

static ohm_status
refuse(const balance *b, size_t component, double net, const char *when, ohm_error *err)
{
    char place[OHM_ELEMENT_TEXT], text[OHM_TEXT_DOUBLE];

    return ohm_fail(err, OHM_E_CONTENT, "%s: the component of %s is given a net current of %s A%s and has no way "
                    "out: hold one of its nodes at a potential, or balance its injections", b->circuit->name,
                    ohm_circuit_node_text(place, b->circuit, b->forest->root[component]),
                    ohm_text_double(text, net), when);
}

static void
clear(const balance *b)
{
    for (size_t c = 0; c < b->forest->components; c++) {
        b->sum[c] = b->size[c] = 0.0;
        b->count[c] = 0;
    }
}

static void
add(const balance *b, size_t node, double x)
{
    const size_t c = b->forest->component[node];

    b->sum[c] += x;
    b->size[c] += fabs(x);
    b->count[c]++;
}

/* Refuses the first component whose sum is more than rounding. */
static ohm_status
judge(const balance *b, const char *when, ohm_error *err)
{
    for (size_t c = 0; c < b->forest->components; c++)
        if (!b->held[c] && fabs(b->sum[c]) > rounding(b->count[c], b->size[c]))
            return refuse(b, c, b->sum[c], when, err);
    return OHM_OK;
}

static bool
moves_by_line(const ohm_moving *moving)
{
    return moving->kind == OHM_DRIVE_INJECTION && moving->wave.line != NULL;
}

static bool
moves_by_sine(const ohm_moving *moving)
{
    return moving->kind == OHM_DRIVE_INJECTION && moving->wave.line == NULL;
}

/* Constants, offsets of sines, and lines at time t. */
static ohm_status
judge_at(const balance *b, double t, const char *when, ohm_error *err)
{
    const ohm_drive *drive = b->circuit->drive;

    clear(b);
    for (size_t n = 0; n < drive->nodes; n++)
        if (drive->injection[n] != 0.0)
            add(b, n, drive->injection[n]);
    for (size_t k = 0; k < drive->moving_count; k++) {
        const ohm_moving *moving = &drive->moving[k];

        if (moves_by_line(moving))
            add(b, moving->index, ohm_waveform_at(&moving->wave, t));
        else if (moves_by_sine(moving))
            add(b, moving->index, moving->wave.dc);
    }
    return judge(b, when, err);
}

/* At every point of every line that injects; lines of one file share their times. */
static ohm_status
judge_lines(const balance *b, ohm_error *err)
{
    const ohm_drive *drive = b->circuit->drive;
    double last = -1.0;
    char when[64], text[OHM_TEXT_DOUBLE];
    ohm_status status;

    for (;;) {
        double next = INFINITY;

        for (size_t k = 0; k < drive->moving_count; k++)
            if (moves_by_line(&drive->moving[k]))
                next = fmin(next, ohm_polyline_next(drive->moving[k].wave.line, last));
        if (!isfinite(next))
            return OHM_OK;
        snprintf(when, sizeof when, " at t = %s s", ohm_text_double(text, next));
        if ((status = judge_at(b, next, when, err)) != OHM_OK)
            return status;
        last = next;
    }
}

/* The sines of one frequency, as the two parts of their phasors. */
static ohm_status
judge_frequency(const balance *b, double frequency, ohm_error *err)
{
    const ohm_drive *drive = b->circuit->drive;
    char when[64], text[OHM_TEXT_DOUBLE];

    snprintf(when, sizeof when, " at %s Hz", ohm_text_double(text, frequency));
    for (int part = 0; part < 2; part++) {
        clear(b);
        for (size_t k = 0; k < drive->moving_count; k++) {
            const ohm_waveform *wave = &drive->moving[k].wave;

            if (moves_by_sine(&drive->moving[k]) && wave->frequency == frequency) {
                add(b, drive->moving[k].index, wave->amplitude * (part == 0 ? sin(wave->phase) : cos(wave->phase)));
                /* a part may be far below the amplitude it was rounded with */
                b->size[b->forest->component[drive->moving[k].index]] += fabs(wave->amplitude);
            }
        }
        const ohm_status status = judge(b, when, err);
        if (status != OHM_OK)
            return status;
    }
    return OHM_OK;
}

static ohm_status
judge_sines(const balance *b, ohm_error *err)
{
    const ohm_drive *drive = b->circuit->drive;

    for (size_t k = 0; k < drive->moving_count; k++) {
        const double frequency = drive->moving[k].wave.frequency;
        bool seen = !moves_by_sine(&drive->moving[k]);
        ohm_status status;

        for (size_t j = 0; j < k && !seen; j++)
            seen = moves_by_sine(&drive->moving[j]) && drive->moving[j].wave.frequency == frequency;
        if (!seen && (status = judge_frequency(b, frequency, err)) != OHM_OK)
            return status;
    }
    return OHM_OK;
}

static ohm_status
judge_all(const balance *b, ohm_error *err)
{
    const ohm_drive *drive = b->circuit->drive;
    ohm_status status;

    for (size_t n = 0; n < drive->nodes; n++)
        if (drive->held[n])
            b->held[b->forest->component[n]] = true;
    if ((status = judge_at(b, 0.0, "", err)) != OHM_OK || (status = judge_lines(b, err)) != OHM_OK)
        return status;
    return judge_sines(b, err);
}

ohm_status
ohm_circuit_check_injections(const ohm_circuit *circuit, ohm_error *err)
{
    ohm_forest *forest;
    ohm_status status;

    if (!circuit->drive->has_injection)
        return OHM_OK;
    if ((status = ohm_forest_alloc(&forest, circuit->graph, err)) != OHM_OK)
        return status;
    const size_t c = forest->components;
    balance b = { .circuit = circuit, .forest = forest, .sum = OHM_ARRAY(double, c), .size = OHM_ARRAY(double, c),
                  .count = OHM_ARRAY(size_t, c), .held = OHM_ZEROS(bool, c) };
    if (b.sum == NULL || b.size == NULL || b.count == NULL || b.held == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "%s: out of memory for %zu components", circuit->name, c);
    else
        status = judge_all(&b, err);
    free(b.held);
    free(b.count);
    free(b.size);
    free(b.sum);
    ohm_forest_free(forest);
    return status;
}
