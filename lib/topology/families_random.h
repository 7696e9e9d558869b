/* lib/topology/families_random.h -- random and famous graphs: the door to igraph.
 *
 * Simple undirected graphs whose edges run from the lower to the higher node,
 * sorted.  igraph's generators are seeded from `rng` inside, so the same stream
 * gives the same graph with the same igraph.  OHM_E_ARG names an argument that does
 * not fit.  igraph's error handlers and its global generator are borrowed under a
 * mutex and given back: safe from any thread, as long as nobody else calls igraph. */
#ifndef OHM_TOPOLOGY_FAMILIES_RANDOM_H
#define OHM_TOPOLOGY_FAMILIES_RANDOM_H

#include "base/rng.h"
#include "topology/graph.h"

/* Every pair joined with probability p in [0, 1]. */
ohm_status ohm_graph_gnp(ohm_graph **out, size_t n, double p, ohm_rng *rng, ohm_error *err);

/* m of the n(n-1)/2 pairs, each choice equally likely. */
ohm_status ohm_graph_gnm(ohm_graph **out, size_t n, size_t m, ohm_rng *rng, ohm_error *err);

/* Every degree d < n; n d even.  Drawn by stub matching that mends collisions, so
 * nearly but not exactly uniform. */
ohm_status ohm_graph_regular(ohm_graph **out, size_t n, size_t d, ohm_rng *rng, ohm_error *err);

/* Preferential attachment (Barabasi and Albert 1999): a star of m + 1 nodes, then
 * every node brings m edges to distinct nodes, chosen in proportion to their degree:
 * m (n - m) edges in all.  1 <= m < n. */
ohm_status ohm_graph_barabasi(ohm_graph **out, size_t n, size_t m, ohm_rng *rng, ohm_error *err);

/* A graph with a name: "Petersen", "Tutte", "Zachary", ... (igraph_famous; the case
 * of letters does not matter). */
ohm_status ohm_graph_famous(ohm_graph **out, const char *name, ohm_error *err);

/* Every simple graph of up to 7 nodes, connected or not, once up to isomorphism:
 * number < OHM_ATLAS_GRAPHS, by nodes and then by edges.  Source: R. C. Read,
 * R. J. Wilson, An Atlas of Graphs (1998), through igraph. */
enum { OHM_ATLAS_GRAPHS = 1253 };
ohm_status ohm_graph_atlas(ohm_graph **out, size_t number, ohm_error *err);

#endif
