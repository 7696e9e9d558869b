/* lib/topology/memory.h -- the effective memory of a circuit.
 *
 *     Gamma = L / M = (M - N + c) / M
 *
 * the share of the M memory degrees of freedom that Kirchhoff's current law leaves.
 * Source: [C17] eq. (20). */
#ifndef OHM_TOPOLOGY_MEMORY_H
#define OHM_TOPOLOGY_MEMORY_H

#include "topology/forest.h"

#include <stdbool.h>

enum { OHM_MEMORY_TEXT = 48 };

typedef struct {
    bool defined;                   /* false without edges: 0/0 */
    size_t numerator, denominator;  /* in lowest terms */
    char text[OHM_MEMORY_TEXT];     /* "2/5", "0"; "" where undefined */
    double value;                   /* nearest double; 0 where undefined */
} ohm_memory;

void ohm_memory_measure(ohm_memory *out, const ohm_forest *forest);

#endif
