/* lib/kirchhoff/resistance.c -- see resistance.h */
#include "kirchhoff/resistance.h"
#include "base/array.h"
#include "kirchhoff/assembly.h"
#include "kirchhoff/reduced.h"
#include "solve/cholesky.h"
#include "solve/selected.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* A factorisation longer than this is out of reach: its inversion takes as long again
 * a few times, and its factor no longer fits in ordinary memory. */
static const double SECONDS_MAX = 300.0;

/* g, or a new array of ones in *own. */
static const double *
or_ones(double **own, const double *g, size_t edges)
{
    *own = NULL;
    if (g != NULL)
        return g;
    if ((*own = OHM_ARRAY(double, edges)) != NULL)
        for (size_t k = 0; k < edges; k++)
            (*own)[k] = 1.0;
    return *own;
}

/* OHM_OK with *joined false where u and v lie in different components. */
static ohm_status
find_joined(bool *joined, const ohm_graph *graph, size_t u, size_t v, ohm_error *err)
{
    ohm_reduced *reduced;
    const ohm_status status = ohm_reduced_alloc(&reduced, graph, NULL, err);

    if (status == OHM_OK)
        *joined = reduced->component[u] == reduced->component[v];
    if (status == OHM_OK)
        ohm_reduced_free(reduced);
    return status;
}

/* One ampere through the network. */
static ohm_status
probe(double *resistance, const ohm_graph *graph, const double *g, size_t u, size_t v,
      const ohm_network_options *options, ohm_error *err)
{
    double *potential = OHM_ZEROS(double, graph->nodes), *current = OHM_ARRAY(double, graph->edges);
    double *injection = OHM_ZEROS(double, graph->nodes);
    ohm_network *network = NULL;
    ohm_status status;

    if (potential == NULL || current == NULL || injection == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "resistance: %zu nodes", graph->nodes);
        goto done;
    }
    injection[u] = 1.0;
    injection[v] = -1.0;
    if ((status = ohm_network_alloc(&network, graph, NULL, options, err)) == OHM_OK
        && (status = ohm_network_factor(network, g, err)) == OHM_OK
        && (status = ohm_network_solve(potential, current, network, NULL, NULL, injection, err)) == OHM_OK)
        *resistance = potential[u] - potential[v];

done:
    ohm_network_free(network);
    free(potential), free(current), free(injection);
    return status;
}

ohm_status
ohm_resistance_between(double *resistance, const ohm_graph *graph, const double *g, size_t u, size_t v,
                       const ohm_network_options *options, ohm_error *err)
{
    bool joined = false;
    double *ones;
    ohm_status status;

    if (u >= graph->nodes || v >= graph->nodes)
        return ohm_fail(err, OHM_E_ARG, "resistance: node %zu of %zu", u >= graph->nodes ? u : v, graph->nodes);
    *resistance = 0.0;
    if (u == v)
        return OHM_OK;
    if ((status = find_joined(&joined, graph, u, v, err)) != OHM_OK)
        return status;
    if (!joined) {
        *resistance = INFINITY;
        return OHM_OK;
    }
    if ((g = or_ones(&ones, g, graph->edges)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "resistance: %zu edges", graph->edges);
    status = probe(resistance, graph, g, u, v, options, err);
    free(ones);
    return status;
}

/* Factors the Laplacian column by column, so that the factor can be read. */
static ohm_status
factor(ohm_cholesky **out, const ohm_reduced *reduced, const double *g, ohm_error *err)
{
    ohm_assembly *assembly = NULL;
    ohm_pairs pairs;
    ohm_status status = ohm_pairs_list(&pairs, reduced, err);

    if (status == OHM_OK)
        status = ohm_cholesky_alloc_within(out, (size_t)reduced->unknowns, pairs.count, pairs.a, pairs.b,
                                           OHM_CHOLESKY_SIMPLICIAL, SECONDS_MAX, err);
    if (status == OHM_OK)
        status = ohm_assembly_alloc(&assembly, reduced, ohm_cholesky_pattern(*out), ohm_cholesky_order(*out), err);
    if (status == OHM_OK) {
        ohm_assembly_sum(ohm_cholesky_values(*out), assembly, g);
        status = ohm_cholesky_factor(*out, err);
    }
    ohm_assembly_free(assembly);
    ohm_pairs_free(&pairs);
    return status;
}

/* R = Z_tt + Z_hh - 2 Z_th, ground having no row. */
static void
collect(double *resistance, const ohm_reduced *reduced, const double *inverse, const ohm_ldl *ldl,
        const int *order)
{
    const int ground = reduced->unknowns;

    for (size_t k = 0; k < reduced->edges; k++)
        resistance[k] = 0.0;
    for (int b = 0; b < reduced->branches; b++) {
        const int t = reduced->tail[b] == ground ? -1 : order[reduced->tail[b]];
        const int h = reduced->head[b] == ground ? -1 : order[reduced->head[b]];
        double sum = 0.0;

        if (t >= 0)
            sum += inverse[ldl->start[t]];
        if (h >= 0)
            sum += inverse[ldl->start[h]];
        if (t >= 0 && h >= 0)
            sum -= 2.0 * ohm_selected_entry(inverse, ldl, t, h);
        resistance[reduced->edge[b]] = sum;
    }
}

ohm_status
ohm_resistance_of_edges(double *resistance, const ohm_graph *graph, const double *g, ohm_error *err)
{
    ohm_reduced *reduced = NULL;
    ohm_cholesky *cholesky = NULL;
    double *inverse = NULL, *ones = NULL;
    ohm_ldl ldl;
    ohm_status status;

    for (size_t k = 0; g != NULL && k < graph->edges; k++)
        if (!(g[k] > 0.0 && g[k] <= DBL_MAX))
            return ohm_fail(err, OHM_E_DOMAIN, "edge %zu: conductance %g", k, g[k]);
    if ((g = or_ones(&ones, g, graph->edges)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "resistance: %zu edges", graph->edges);
    if ((status = ohm_reduced_alloc(&reduced, graph, NULL, err)) == OHM_OK
        && (status = factor(&cholesky, reduced, g, err)) == OHM_OK
        && (status = ohm_cholesky_columns(&ldl, cholesky, err)) == OHM_OK
        && (status = ohm_selected_inverse(&inverse, &ldl, err)) == OHM_OK)
        collect(resistance, reduced, inverse, &ldl, ohm_cholesky_order(cholesky));
    free(inverse), free(ones);
    ohm_cholesky_free(cholesky);
    ohm_reduced_free(reduced);
    return status;
}
