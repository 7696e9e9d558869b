/* lib/stability/oscillation_census.c -- see oscillation_census.h */
#include "stability/oscillation_census.h"
#include "base/array.h"

#include <stdbool.h>
#include <stdlib.h>

typedef struct {
    ohm_oscillation_census *census;
    const ohm_oscillation_options *options;
    const ohm_control *control;
    bool open;                  /* no smaller size turns */
} count;

void
ohm_oscillation_census_free(ohm_oscillation_census *census)
{
    if (census == NULL)
        return;
    ohm_graph_free(census->graph);
    ohm_oscillation_free(census->smallest);
    free(census);
}

/* Keeps the circuit, and frees the one that was kept; takes `found` over. */
static ohm_status
keep(ohm_oscillation_census *census, const ohm_graph *graph, ohm_oscillation *found, ohm_error *err)
{
    ohm_graph_free(census->graph);
    ohm_oscillation_free(census->smallest);
    census->smallest = found;
    return ohm_graph_alloc(&census->graph, graph->nodes, graph->edges, graph->tail, graph->head, err);
}

/* One circuit of the size of the last row. */
static ohm_status
take(void *data, const ohm_graph *graph, ohm_error *err)
{
    count *c = data;
    ohm_census_row *row = &c->census->row[c->census->rows - 1];
    ohm_oscillation *found;
    ohm_status status = ohm_oscillation_search(&found, graph, c->options, c->control, err);

    if (status != OHM_OK)
        return status;
    row->circuits++;
    row->oscillating += found->im > 0.0;
    row->patterns += found->patterns;
    row->turning += found->turning;
    if (found->im > row->largest) {
        row->largest = found->im;
        if (c->open)
            return keep(c->census, graph, found, err);
    }
    ohm_oscillation_free(found);
    return OHM_OK;
}

static ohm_status
take_all(ohm_oscillation_census *census, size_t edges, const ohm_oscillation_options *options,
         const ohm_control *control, ohm_error *err)
{
    const ohm_control quiet = { .stop = control != NULL ? control->stop : NULL };
    ohm_status status = OHM_OK;

    for (size_t m = 2; m <= edges; m++)
        for (size_t n = 2; n <= m && n <= OHM_SMALL_NODES_MAX && status == OHM_OK; n++) {
            count c = { census, options, &quiet, census->smallest == NULL };

            status = ohm_control_point(control, (double)(m - 2) / (double)edges, err);
            census->row[census->rows++] = (ohm_census_row){ .edges = m, .nodes = n };
            if (status == OHM_OK)
                status = ohm_small_circuits(n, m, take, &c, err);
        }
    return status;
}

ohm_status
ohm_oscillation_census_alloc(ohm_oscillation_census **out, size_t edges, const ohm_oscillation_options *options,
                             const ohm_control *control, ohm_error *err)
{
    ohm_oscillation_census *census;
    ohm_status status;

    *out = NULL;
    if (edges < 2 || edges > OHM_SMALL_EDGES_MAX)
        return ohm_fail(err, OHM_E_ARG, "oscillation: circuits of up to %zu edges: must be 2 to %d", edges,
                        (int)OHM_SMALL_EDGES_MAX);
    if ((census = OHM_ZEROS(ohm_oscillation_census, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "oscillation: out of memory");
    status = take_all(census, edges, options, control, err);
    if (status == OHM_OK)
        *out = census;
    else
        ohm_oscillation_census_free(census);
    return status;
}
