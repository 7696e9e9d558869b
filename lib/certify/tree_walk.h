/* lib/certify/tree_walk.h -- every spanning tree of a small connected graph.
 *
 * By brute force, all subsets of N - 1 edges that close no cycle: an oracle for what
 * determinants say.  Private. */
#ifndef OHM_CERTIFY_TREE_WALK_H
#define OHM_CERTIFY_TREE_WALK_H

#include "certify/scene.h"

enum { OHM_TREE_WALK_EDGES = 24, OHM_TREE_WALK_NODES = 8 };     /* at most */

typedef struct {
    size_t nodes, edges, picked;
    unsigned char tail[OHM_TREE_WALK_EDGES], head[OHM_TREE_WALK_EDGES];
    size_t edge[OHM_TREE_WALK_NODES];   /* the tree: picked = N - 1 edges, ascending */
    bool started;
} ohm_tree_walk;

/* False where the circuit is larger than the above or not connected: then there is no tree. */
bool ohm_tree_walk_start(ohm_tree_walk *walk, const ohm_scene *scene);
bool ohm_tree_walk_next(ohm_tree_walk *walk);           /* false: that was the last one */

/* The chords of the tree walk stands at, ascending; returns how many. */
size_t ohm_tree_walk_chords(size_t *chord, const ohm_tree_walk *walk);
bool ohm_tree_walk_has(const ohm_tree_walk *walk, size_t edge);

#endif
