/* lib/case/fluidic_circuit.h -- a network of channels from a circuit file.
 *
 * Attributes, the author's: of nodes `type` (source, target, hidden), `voltage` (of sources)
 * [V], `desired` (of targets) [V], `pressure` [bar], `rho` [mM]; of edges, base (source
 * attribute of the file) to tip, `length` [um], `radius_base` [nm].  Absent: hidden, 1 bar,
 * 0.2 mM, 10 um, 200 nm.  Without a type, a node with a `voltage` is a source and one with a
 * `desired` a target.  Everything else in the file is kept and ignored. */
#ifndef OHM_CASE_FLUIDIC_CIRCUIT_H
#define OHM_CASE_FLUIDIC_CIRCUIT_H

#include "base/hash.h"
#include "case/task.h"
#include "io/table.h"
#include "learning/fluidic_train.h"

typedef struct {
    char *name;                 /* for messages */
    char sha256[OHM_SHA256_TEXT];
    ohm_table *table;           /* the file as it was, for writing it back */
    ohm_graph *graph;
    bool *held;                 /* N: sources */
    double *voltage;            /* N: of sources */
    size_t targets;
    size_t *target;             /* nodes of type target, in file order */
    double *desired;            /* of them */
    ohm_fluidic *network;       /* made by ohm_fluidic_circuit_connect */
} ohm_fluidic_circuit;          /* owns everything */

/* Reads a file; OHM_E_CONTENT names the element and what is wrong with it. */
ohm_status ohm_fluidic_circuit_read(ohm_fluidic_circuit **out, const char *path, ohm_error *err);
void ohm_fluidic_circuit_free(ohm_fluidic_circuit *circuit);        /* takes NULL */

/* Turns each channel round or not, evenly at random: which end is the base.  Before
 * connecting. */
ohm_status ohm_fluidic_circuit_orient(ohm_fluidic_circuit *circuit, uint64_t seed, ohm_error *err);

/* Makes the network; the sources of the task (may be NULL) are held beside the file's.
 * OHM_E_CONTENT for a number that makes no channel, or where there is no source. */
ohm_status ohm_fluidic_circuit_connect(ohm_fluidic_circuit *circuit, const ohm_task *task, ohm_error *err);

/* The samples of a task, or of the file alone (task NULL: one sample): owned arrays in
 * `samples`, to be released.  test: those of the task's test set.  OHM_E_CONTENT for a
 * target that is a source, or that no path joins to one. */
ohm_status ohm_fluidic_circuit_samples(ohm_fluidic_samples *samples, const ohm_fluidic_circuit *circuit,
                                       const ohm_task *task, bool test, ohm_error *err);
void ohm_fluidic_samples_release(ohm_fluidic_samples *samples);

/* Writes the numbers of the flagged kinds into the table. */
ohm_status ohm_fluidic_circuit_store(ohm_fluidic_circuit *circuit, const bool kinds[OHM_FLUIDIC_KINDS],
                                     ohm_error *err);

#endif
