/* lib/dynamics/drive.c -- see drive.h */
#include "dynamics/drive.h"
#include "base/array.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Frequencies p / q of each other, q up to this, share a period; whole numbers are whole up
 * to the decimals of a file. */
enum { RATIO_MAX = 1000 };
static const double RATIO_TOL = 1e-9;

void
ohm_drive_free(ohm_drive *drive)
{
    if (drive == NULL)
        return;
    for (size_t i = 0; i < drive->lines; i++)
        ohm_polyline_free(drive->line[i]);
    for (int kind = 0; kind < 3; kind++)
        free(drive->slot[kind]);
    free(drive->line);
    free(drive->moving);
    free(drive->held);
    free(drive->emf);
    free(drive->potential);
    free(drive->injection);
    free(drive);
}

ohm_status
ohm_drive_alloc(ohm_drive **out, size_t nodes, size_t edges, ohm_error *err)
{
    ohm_drive *drive = OHM_ZEROS(ohm_drive, 1);

    *out = NULL;
    if (drive == NULL)
        goto nomem;
    drive->nodes = nodes;
    drive->edges = edges;
    drive->held = OHM_ZEROS(bool, nodes);
    drive->emf = OHM_ZEROS(double, edges);
    drive->potential = OHM_ZEROS(double, nodes);
    drive->injection = OHM_ZEROS(double, nodes);
    if (drive->held == NULL || drive->emf == NULL || drive->potential == NULL || drive->injection == NULL)
        goto nomem;
    *out = drive;
    return OHM_OK;

nomem:
    ohm_drive_free(drive);
    return ohm_fail(err, OHM_E_NOMEM, "drive: out of memory for %zu edges", edges);
}

/* Where the constants of a kind stand. */
static double *
constants(const ohm_drive *drive, ohm_drive_kind kind)
{
    switch (kind) {
    case OHM_DRIVE_EMF: return drive->emf;
    case OHM_DRIVE_POTENTIAL: return drive->potential;
    case OHM_DRIVE_INJECTION: break;
    }
    return drive->injection;
}

/* How many elements a kind has. */
static size_t
elements(const ohm_drive *drive, ohm_drive_kind kind)
{
    return kind == OHM_DRIVE_EMF ? drive->edges : drive->nodes;
}

/* The place of this element among those that move, or OHM_NONE. */
static size_t
find_moving(const ohm_drive *drive, ohm_drive_kind kind, size_t index)
{
    return drive->slot[kind] == NULL ? OHM_NONE : drive->slot[kind][index];
}

/* Makes room for one more that moves, and for finding it. */
static bool
grow_moving(ohm_drive *drive, ohm_drive_kind kind)
{
    const size_t count = drive->moving_count;

    if (drive->slot[kind] == NULL) {
        const size_t n = elements(drive, kind);

        if ((drive->slot[kind] = OHM_ARRAY(size_t, n)) == NULL)
            return false;
        for (size_t i = 0; i < n; i++)
            drive->slot[kind][i] = OHM_NONE;
    }
    if ((count & (count - 1)) == 0) {           /* room doubles at the powers of two */
        ohm_moving *longer = ohm_resize(drive->moving, count == 0 ? 1 : 2 * count, sizeof *longer);

        if (longer == NULL)
            return false;
        drive->moving = longer;
    }
    return true;
}

static ohm_status
set_moving(ohm_drive *drive, ohm_drive_kind kind, size_t index, const ohm_waveform *wave, ohm_error *err)
{
    size_t place = find_moving(drive, kind, index);

    if (place == OHM_NONE) {
        if (!grow_moving(drive, kind))
            return ohm_fail(err, OHM_E_NOMEM, "drive: out of memory");
        place = drive->slot[kind][index] = drive->moving_count++;
    }
    drive->moving[place] = (ohm_moving){ kind, index, *wave };
    constants(drive, kind)[index] = 0.0;
    return OHM_OK;
}

static void
set_constant(ohm_drive *drive, ohm_drive_kind kind, size_t index, double value)
{
    const size_t place = find_moving(drive, kind, index);

    if (place != OHM_NONE) {                    /* the last one moves into the gap */
        const ohm_moving *last = &drive->moving[--drive->moving_count];

        drive->slot[kind][index] = OHM_NONE;
        if (place < drive->moving_count) {
            drive->moving[place] = *last;
            drive->slot[last->kind][last->index] = place;
        }
    }
    constants(drive, kind)[index] = value;
}

ohm_status
ohm_drive_set(ohm_drive *drive, ohm_drive_kind kind, size_t index, const ohm_waveform *wave, ohm_error *err)
{
    const size_t limit = elements(drive, kind);
    const bool moves = ohm_waveform_moves(wave);
    ohm_status status;

    if (index >= limit)
        return ohm_fail(err, OHM_E_ARG, "drive: element %zu of %zu", index, limit);
    if (!isfinite(wave->dc) || !isfinite(wave->amplitude) || !isfinite(wave->frequency)
        || !isfinite(wave->phase))
        return ohm_fail(err, OHM_E_ARG, "drive: element %zu: a number is not finite", index);
    if (moves) {
        if ((status = set_moving(drive, kind, index, wave, err)) != OHM_OK)
            return status;
    } else {
        set_constant(drive, kind, index, ohm_waveform_at(wave, 0.0));
    }
    const bool live = moves || constants(drive, kind)[index] != 0.0;

    drive->has_emf |= kind == OHM_DRIVE_EMF && live;
    drive->has_injection |= kind == OHM_DRIVE_INJECTION && live;
    if (kind == OHM_DRIVE_POTENTIAL)
        drive->held[index] = true;
    return OHM_OK;
}

ohm_status
ohm_drive_adopt(ohm_drive *drive, ohm_polyline *line, ohm_error *err)
{
    ohm_polyline **longer = ohm_resize(drive->line, drive->lines + 1, sizeof *longer);

    if (longer == NULL) {
        ohm_polyline_free(line);
        return ohm_fail(err, OHM_E_NOMEM, "drive: out of memory");
    }
    drive->line = longer;
    drive->line[drive->lines++] = line;
    return OHM_OK;
}

/* Constants, scaled, then what moves: `value` is the waveform's value or integral. */
static void
fill(double *emf, double *potential, double *injection, double scale, double t,
     double (*value)(const ohm_waveform *, double), const ohm_drive *drive)
{
    for (size_t k = 0; k < drive->edges; k++)
        emf[k] = scale * drive->emf[k];
    for (size_t v = 0; v < drive->nodes; v++) {
        potential[v] = scale * drive->potential[v];
        injection[v] = scale * drive->injection[v];
    }
    for (size_t i = 0; i < drive->moving_count; i++) {
        const ohm_moving *moving = &drive->moving[i];
        const double now = value(&moving->wave, t);

        switch (moving->kind) {
        case OHM_DRIVE_EMF: emf[moving->index] = now; break;
        case OHM_DRIVE_POTENTIAL: potential[moving->index] = now; break;
        case OHM_DRIVE_INJECTION: injection[moving->index] = now; break;
        }
    }
}

void
ohm_drive_at(double *emf, double *potential, double *injection, double t, const ohm_drive *drive)
{
    fill(emf, potential, injection, 1.0, t, ohm_waveform_at, drive);
}

void
ohm_drive_integral(double *emf, double *potential, double *injection, double t, const ohm_drive *drive)
{
    fill(emf, potential, injection, t, t, ohm_waveform_integral, drive);
}

/* Whether so long a time is a whole number of periods of every sine. */
static bool
is_common_period(double time, const ohm_drive *drive)
{
    for (size_t i = 0; i < drive->moving_count; i++) {
        const double periods = time * fabs(drive->moving[i].wave.frequency);

        if (fabs(periods - round(periods)) > RATIO_TOL * periods)
            return false;
    }
    return true;
}

double
ohm_drive_period(const ohm_drive *drive)
{
    double first = INFINITY;            /* the period of one of them */

    for (size_t i = 0; i < drive->moving_count; i++) {
        const ohm_waveform *wave = &drive->moving[i].wave;

        if (wave->line != NULL)
            return INFINITY;
        if (wave->frequency != 0.0)
            first = 1.0 / fabs(wave->frequency);
    }
    for (int times = 1; times <= RATIO_MAX && isfinite(first); times++)
        if (is_common_period(times * first, drive))
            return times * first;
    return INFINITY;
}

double
ohm_drive_shortest_period(const ohm_drive *drive)
{
    double shortest = INFINITY;

    for (size_t i = 0; i < drive->moving_count; i++) {
        const ohm_waveform *wave = &drive->moving[i].wave;

        if (wave->line == NULL && wave->amplitude != 0.0 && wave->frequency != 0.0)
            shortest = fmin(shortest, 1.0 / fabs(wave->frequency));
    }
    return shortest;
}

double
ohm_drive_next_kink(const ohm_drive *drive, double t)
{
    double next = INFINITY;

    for (size_t i = 0; i < drive->lines; i++)
        next = fmin(next, ohm_polyline_next(drive->line[i], t));
    return next;
}

double
ohm_drive_end(const ohm_drive *drive)
{
    double end = INFINITY;

    for (size_t i = 0; i < drive->lines; i++)
        end = fmin(end, drive->line[i]->time[drive->line[i]->points - 1]);
    return end;
}
