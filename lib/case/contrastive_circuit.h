/* lib/case/contrastive_circuit.h -- a contrastive learning network from a circuit file and a task.
 *
 * Edge attributes: `k` [S], `k_min`, `k_max` (bounds of what is learnt), `tap`, `gate` [V],
 * `v_th` [V], `s` [A/V^2], `w`, `frozen`, `pruned` (0 or 1).  Absent: k 1, tap 64, gate 2.25, v_th 0.7,
 * s 1, w 0.5, frozen 0, pruned 0; bounds from the caller.  Nodes with a `potential` that are no source of the
 * task are sources of that value. */
#ifndef OHM_CASE_CONTRASTIVE_CIRCUIT_H
#define OHM_CASE_CONTRASTIVE_CIRCUIT_H

#include "base/hash.h"
#include "case/task.h"
#include "io/table.h"
#include "learning/contrastive.h"

typedef struct {
    char sha256[OHM_SHA256_TEXT];
    ohm_table *table;           /* the file as it was, for writing it back */
    ohm_graph *graph;
    size_t held;                /* nodes with a potential */
    size_t *held_node;
    double *held_value;         /* [V] */
    double *theta;              /* M: parameters of the kind of edge asked for */
    double *low, *high, *v_th, *strength;       /* M */
    bool *frozen, *cut;         /* M */
} ohm_contrastive_circuit;      /* owns everything */

/* Reads the file and the attributes that this kind of edge has; low and high where the file
 * is silent.  OHM_E_CONTENT names the edge and what is wrong with its attribute. */
ohm_status ohm_contrastive_circuit_read(ohm_contrastive_circuit **out, const char *path,
                                        ohm_contrastive_edge edge, double low, double high, ohm_error *err);
void ohm_contrastive_circuit_free(ohm_contrastive_circuit *circuit);        /* takes NULL */

/* Writes the parameters into the attribute of their kind, M each, the edges that are cut, and those that are
 * frozen. */
ohm_status ohm_contrastive_circuit_store(ohm_contrastive_circuit *circuit, ohm_contrastive_edge edge,
                                         const double *theta, const bool *cut, ohm_error *err);

/* "k", "tap", "gate", "w". */
const char *ohm_contrastive_attribute(ohm_contrastive_edge edge);

/* The sources of a task and the held nodes: nodes, *count of them (free with free()). */
ohm_status ohm_contrastive_sources(size_t **source, size_t *count, const ohm_contrastive_circuit *circuit,
                                   const ohm_task *task, ohm_error *err);

/* Inputs of samples, those of the held nodes added: samples->count * count numbers. */
ohm_status ohm_contrastive_inputs(double **x, const ohm_contrastive_circuit *circuit, const ohm_task *task,
                                  const ohm_task_samples *samples, ohm_error *err);

#endif
