/* lib/topology/layout.c -- see layout.h */
#include "topology/layout.h"

#include "topology/igraph_door.h"

#include <math.h>

static const size_t NODES_MAX = 1000000;

/* Kamada and Kawai move one node at a time and look at all pairs: fine up to here. */
static const size_t SPRINGS_MAX = 300;

/* Rounds of Fruchterman and Reingold, igraph's own default. */
enum { ROUNDS = 500 };

/* Loops and the multiplicity of parallel edges say nothing about places. */
static igraph_error_t
make_graph(igraph_t *out, const ohm_graph *graph)
{
    igraph_vector_int_t ends;
    igraph_error_t code = igraph_vector_int_init(&ends, (igraph_integer_t)(2 * graph->edges));

    if (code != IGRAPH_SUCCESS)
        return code;
    for (size_t k = 0; k < graph->edges; k++) {
        VECTOR(ends)[2 * k] = (igraph_integer_t)graph->tail[k];
        VECTOR(ends)[2 * k + 1] = (igraph_integer_t)graph->head[k];
    }
    code = igraph_create(out, &ends, (igraph_integer_t)graph->nodes, IGRAPH_UNDIRECTED);
    igraph_vector_int_destroy(&ends);
    if (code != IGRAPH_SUCCESS)
        return code;
    code = igraph_simplify(out, 1, 1, NULL);
    if (code != IGRAPH_SUCCESS)
        igraph_destroy(out);
    return code;
}

static igraph_error_t
place(igraph_matrix_t *places, const igraph_t *graph, size_t nodes)
{
    const igraph_real_t count = (igraph_real_t)nodes;
    igraph_error_t code = igraph_layout_circle(graph, places, igraph_vss_all());

    if (code != IGRAPH_SUCCESS)
        return code;
    if (nodes <= SPRINGS_MAX)
        return igraph_layout_kamada_kawai(graph, places, 1, (igraph_integer_t)(50 * nodes), 0.0, count, NULL,
                                          NULL,
                                          NULL, NULL, NULL);
    /* a circle falls into itself under forces: start from scattered places */
    code = igraph_layout_random(graph, places);
    if (code != IGRAPH_SUCCESS)
        return code;
    igraph_matrix_scale(places, sqrt(count));
    return igraph_layout_fruchterman_reingold(graph, places, 1, ROUNDS, sqrt(count) / 10.0,
                                              IGRAPH_LAYOUT_AUTOGRID,
                                              NULL, NULL, NULL, NULL, NULL);
}

static igraph_error_t
lay_out(double *x, double *y, const ohm_graph *graph)
{
    igraph_matrix_t places;
    igraph_t simple;
    igraph_error_t code = make_graph(&simple, graph);

    if (code != IGRAPH_SUCCESS)
        return code;
    code = igraph_matrix_init(&places, 0, 0);
    if (code == IGRAPH_SUCCESS) {
        code = place(&places, &simple, graph->nodes);
        for (size_t v = 0; v < graph->nodes && code == IGRAPH_SUCCESS; v++) {
            x[v] = MATRIX(places, (igraph_integer_t)v, 0);
            y[v] = MATRIX(places, (igraph_integer_t)v, 1);
        }
        igraph_matrix_destroy(&places);
    }
    igraph_destroy(&simple);
    return code;
}

ohm_status
ohm_layout(double *x, double *y, const ohm_graph *graph, ohm_error *err)
{
    ohm_igraph_visit now;

    if (graph->nodes > NODES_MAX)
        return ohm_fail(err, OHM_E_ARG, "layout: %zu nodes: more than %zu cannot be told apart", graph->nodes,
                        NODES_MAX);
    ohm_igraph_enter(&now, NULL);
    const igraph_error_t code = now.code != IGRAPH_SUCCESS ? now.code : lay_out(x, y, graph);
    ohm_igraph_leave(&now);
    if (code == IGRAPH_SUCCESS)
        return OHM_OK;
    return ohm_fail(err, code == IGRAPH_ENOMEM ? OHM_E_NOMEM : OHM_E_INTERNAL, "layout: igraph: %s",
                    igraph_strerror(code));
}
