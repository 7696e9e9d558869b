/* lib/topology/forest.h -- a spanning forest and the components.
 *
 * Breadth first from the lowest-numbered node of each component, so the forest is
 * the same for the same file.  Chords are the edges left over: L = M - N + c. */
#ifndef OHM_TOPOLOGY_FOREST_H
#define OHM_TOPOLOGY_FOREST_H

#include "topology/graph.h"

#include <stdbool.h>

typedef struct {
    size_t nodes, edges;
    size_t components;              /* c */
    size_t chords;                  /* L = M - N + c */
    size_t *component;              /* N: component of a node, numbered by first node */
    size_t *root;                   /* c: first node of a component */
    size_t *order;                  /* N: nodes, parents before children, component by component */
    size_t *parent;                 /* N: parent node, OHM_NONE at a root */
    size_t *parent_edge;            /* N: edge to the parent, OHM_NONE at a root */
    size_t *depth;                  /* N: 0 at a root */
    bool *in_tree;                  /* M */
    size_t *tree_edge;              /* N - c tree edges in edge order */
    size_t *chord;                  /* L chords in edge order */
} ohm_forest;                       /* owns its arrays */

/* O(N + M). */
ohm_status ohm_forest_alloc(ohm_forest **out, const ohm_graph *graph, ohm_error *err);

/* A spanning forest through as many of the edges that come first in `priority`
 * (a permutation of 0..M-1, else OHM_E_ARG) as possible: every spanning forest is
 * one of these.  O((N + M) log N). */
ohm_status ohm_forest_alloc_by(ohm_forest **out, const ohm_graph *graph,
                               const size_t *priority, ohm_error *err);
void ohm_forest_free(ohm_forest *forest);   /* takes NULL */

#endif
