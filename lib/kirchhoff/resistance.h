/* lib/kirchhoff/resistance.h -- effective resistances.
 *
 * R_uv is the voltage between u and v when one ampere goes in at u and out at v.  For
 * unit conductances diag Omega = 1 - R_k, the chance that edge k is not in a uniform
 * random spanning tree, and sum_k g_k R_k = N - c (Foster 1949). */
#ifndef OHM_KIRCHHOFF_RESISTANCE_H
#define OHM_KIRCHHOFF_RESISTANCE_H

#include "base/status.h"
#include "kirchhoff/network.h"
#include "topology/graph.h"

#include <stddef.h>

/* Between two nodes [Ohm]; 0 for u = v, INFINITY where no path joins them.  g: M
 * conductances, or NULL for ones.  One factorisation and one solution. */
ohm_status ohm_resistance_between(double *resistance, const ohm_graph *graph, const double *g,
                                  size_t u, size_t v, const ohm_network_options *options,
                                  ohm_error *err);

/* Of every edge, between its ends [Ohm]; 0 for a self-loop.  All g > 0.  One sparse
 * factorisation and selected inversion; the error is eps times the resistance from the
 * edge to the first node of its component.  OHM_E_METHOD where the factor is out of
 * reach (large expanders). */
ohm_status ohm_resistance_of_edges(double *resistance, const ohm_graph *graph, const double *g,
                                   ohm_error *err);

#endif
