/* lib/topology/blocks.h -- the 2-connected blocks of a graph.
 *
 * Two edges lie in one block when some cycle without repeated nodes runs through
 * both.  A bridge and a loop are blocks of their own.  The blocks are the
 * non-zero pattern of Omega, and the spanning trees of a graph are the product of
 * those of its blocks. */
#ifndef OHM_TOPOLOGY_BLOCKS_H
#define OHM_TOPOLOGY_BLOCKS_H

#include "topology/graph.h"

typedef struct {
    size_t edges, count;
    size_t *of;                     /* M: block of an edge, numbered by first edge */
    size_t *start;                  /* count + 1 */
    size_t *edge;                   /* M: edge[start[b]] .. edge[start[b+1]-1] are block b, in edge order */
} ohm_blocks;                       /* owns its arrays */

/* O(N + M), without recursion. */
ohm_status ohm_blocks_alloc(ohm_blocks **out, const ohm_graph *graph, ohm_error *err);
void ohm_blocks_free(ohm_blocks *blocks);   /* takes NULL */

/* The graph of one block: its edges in order with their orientation, its nodes
 * renumbered 0, 1, ... in the order of the whole graph.  place: N numbers of
 * scratch, all OHM_NONE before and after. */
ohm_status ohm_block_graph_alloc(ohm_graph **out, const ohm_graph *graph, const ohm_blocks *blocks,
                                 size_t block, size_t *place, ohm_error *err);

#endif
