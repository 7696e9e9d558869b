/* lib/dynamics/drive.h -- what drives a circuit: EMFs, held potentials, injections.
 *
 * Each is a waveform (waveform.h).  Most are constants, so only those that move are listed one by one.  SI units,
 * Hz, rad.  A node is held when its potential was set; injections add up with it. */
#ifndef OHM_DYNAMICS_DRIVE_H
#define OHM_DYNAMICS_DRIVE_H

#include "base/status.h"
#include "dynamics/waveform.h"
#include "topology/graph.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum { OHM_DRIVE_EMF, OHM_DRIVE_POTENTIAL, OHM_DRIVE_INJECTION } ohm_drive_kind;

typedef struct {                    /* one that moves */
    ohm_drive_kind kind;
    size_t index;                   /* edge, or node */
    ohm_waveform wave;
} ohm_moving;

typedef struct {
    size_t nodes, edges;
    bool *held;                     /* N */
    double *emf;                    /* M constants [V]; 0 where it moves */
    double *potential;              /* N [V]; read at held nodes */
    double *injection;              /* N [A] */
    bool has_emf, has_injection;    /* some is not zero for ever */
    size_t moving_count;
    ohm_moving *moving;
    size_t *slot[3];                /* by kind: place of an element in moving, or OHM_NONE;
                                       NULL while none of that kind moves */
    size_t lines;
    ohm_polyline **line;            /* lines the drive owns */
} ohm_drive;                        /* owns its arrays */

ohm_status ohm_drive_alloc(ohm_drive **out, size_t nodes, size_t edges, ohm_error *err);
void ohm_drive_free(ohm_drive *drive);              /* takes NULL */

/* Sets one waveform, replacing what was there; a potential also holds the node.
 * OHM_E_ARG for an index out of range or a number that is not finite. */
ohm_status ohm_drive_set(ohm_drive *drive, ohm_drive_kind kind, size_t index,
                         const ohm_waveform *wave, ohm_error *err);

/* Hands a polyline over to the drive, which frees it (at once on failure). */
ohm_status ohm_drive_adopt(ohm_drive *drive, ohm_polyline *line, ohm_error *err);

/* Everything at time t: emf M, potential N, injection N. */
void ohm_drive_at(double *emf, double *potential, double *injection, double t,
                  const ohm_drive *drive);

/* Integrals from 0 to t, in the same places. */
void ohm_drive_integral(double *emf, double *potential, double *injection, double t,
                        const ohm_drive *drive);

/* The period that everything that moves shares [s]; INFINITY where nothing moves, where
 * something moves along a line, or where the frequencies have no ratios of whole numbers
 * up to 1000. */
double ohm_drive_period(const ohm_drive *drive);

/* The shortest period of a sine of the drive [s]; INFINITY where there is none. */
double ohm_drive_shortest_period(const ohm_drive *drive);

/* The first kink after t, or INFINITY; the last time every line is defined, or
 * INFINITY where there is none. */
double ohm_drive_next_kink(const ohm_drive *drive, double t);
double ohm_drive_end(const ohm_drive *drive);

#endif
