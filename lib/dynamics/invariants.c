/* lib/dynamics/invariants.c -- see invariants.h */
#include "dynamics/invariants.h"
#include "base/array.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct ohm_invariants {
    ohm_problem problem;
    bool cut_holds, flux_holds; /* for this circuit */
    bool ended;                 /* a bound was met */
    double cut, flux;           /* largest violations; -1 before the first look */
    double alpha;               /* the uniform one */
    double unit;                /* largest 1 / |D|: turns charge into memory */
    double *w0;                 /* M */
    double *start;              /* N: B D (q - q_rest) at the start */
    double *now;                /* N: the same now; then integrals of potentials */
    double *flow;               /* M: flux of every edge */
    double *held, *injection;   /* N: integrals of the drive */
    size_t *order, *via;        /* N: nodes breadth first from the held ones, and the edge each
                                   was reached by (OHM_NONE at a start) */
    bool *injected;             /* N: current enters here at some time */
};

void
ohm_invariants_free(ohm_invariants *invariants)
{
    if (invariants == NULL)
        return;
    free(invariants->w0);
    free(invariants->start);
    free(invariants->now);
    free(invariants->flow);
    free(invariants->held);
    free(invariants->injection);
    free(invariants->order);
    free(invariants->via);
    free(invariants->injected);
    free(invariants);
}

/* Charge per memory of edge k: j beta / R_on, or with the sign under voltage control. */
static double
charge_scale(const ohm_memristors *device, size_t k)
{
    const double scale = device->polarity[k] * device->beta[k] / device->r_on[k];

    return device->control == OHM_CONTROL_VOLTAGE ? scale * device->sign[k] : scale;
}

/* The memory whose rate is proportional to the current. */
static double
charge_memory(const ohm_memristors *device, size_t k, double w)
{
    if (device->control == OHM_CONTROL_CURRENT)
        return w - device->w_rest[k];
    return device->xi[k] > 0.0 ? log1p(device->xi[k] * w) / device->xi[k] : w;
}

/* B D (q - q_rest) of every node. */
static void
node_charges(double *charge, const double *w, const ohm_problem *problem)
{
    const ohm_graph *graph = problem->graph;

    memset(charge, 0, graph->nodes * sizeof *charge);
    for (size_t k = 0; k < graph->edges; k++) {
        const double q = charge_scale(problem->device, k) * charge_memory(problem->device, k, w[k]);

        charge[graph->tail[k]] -= q;
        charge[graph->head[k]] += q;
    }
}

static void
decide_laws(ohm_invariants *invariants)
{
    const ohm_memristors *device = invariants->problem.device;
    const bool bare = !device->windowed && !device->rectified && device->edges > 0;
    bool uniform = true;

    for (size_t k = 0; k < device->edges; k++) {
        uniform &= device->alpha[k] == device->alpha[0];
        invariants->unit = fmax(invariants->unit, 1.0 / fabs(charge_scale(device, k)));
    }
    invariants->alpha = device->edges > 0 ? device->alpha[0] : 0.0;
    invariants->flux_holds = bare && !device->relaxing;
    invariants->cut_holds = bare && uniform && (device->control == OHM_CONTROL_CURRENT || !device->relaxing);
}

typedef struct {
    const ohm_graph *graph;
    const ohm_adjacency *adjacency;
    bool *seen;                 /* N */
    size_t done, found;         /* of the order: expanded, and put there */
} breadth;

static void
enter(breadth *walker, ohm_invariants *invariants, size_t v, size_t via)
{
    if (walker->seen[v])
        return;
    walker->seen[v] = true;
    invariants->via[v] = via;
    invariants->order[walker->found++] = v;
}

static void
expand(breadth *walker, ohm_invariants *invariants)
{
    const ohm_adjacency *adjacency = walker->adjacency;

    while (walker->done < walker->found) {
        const size_t v = invariants->order[walker->done++];

        for (size_t i = adjacency->start[v]; i < adjacency->start[v + 1]; i++)
            enter(walker, invariants, ohm_graph_across(walker->graph, adjacency->edge[i], v),
                  adjacency->edge[i]);
    }
}

/* Breadth first from all held nodes together, then from what is left. */
static ohm_status
walk(ohm_invariants *invariants, ohm_error *err)
{
    const ohm_graph *graph = invariants->problem.graph;
    ohm_adjacency *adjacency;
    breadth walker = { graph, NULL, OHM_ZEROS(bool, graph->nodes), 0, 0 };
    ohm_status status;

    if (walker.seen == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "invariants: out of memory");
    if ((status = ohm_adjacency_alloc(&adjacency, graph, err)) == OHM_OK) {
        walker.adjacency = adjacency;
        for (size_t v = 0; v < graph->nodes; v++)
            if (invariants->problem.drive->held[v])
                enter(&walker, invariants, v, OHM_NONE);
        expand(&walker, invariants);
        for (size_t v = 0; v < graph->nodes; v++) {
            enter(&walker, invariants, v, OHM_NONE);
            expand(&walker, invariants);
        }
        ohm_adjacency_free(adjacency);
    }
    free(walker.seen);
    return status;
}

ohm_status
ohm_invariants_alloc(ohm_invariants **out, const ohm_problem *problem, const double *w0, ohm_error *err)
{
    const size_t n = problem->graph->nodes, m = problem->graph->edges;
    const ohm_drive *drive = problem->drive;
    ohm_invariants *invariants = OHM_ZEROS(ohm_invariants, 1);
    ohm_status status = OHM_E_NOMEM;

    *out = NULL;
    if (invariants == NULL)
        goto failed;
    invariants->problem = *problem;
    invariants->cut = invariants->flux = -1.0;
    invariants->w0 = ohm_copy(w0, m, sizeof *w0);
    invariants->start = OHM_ARRAY(double, n);
    invariants->now = OHM_ARRAY(double, n);
    invariants->flow = OHM_ARRAY(double, m);
    invariants->held = OHM_ARRAY(double, n);
    invariants->injection = OHM_ARRAY(double, n);
    invariants->order = OHM_ARRAY(size_t, n);
    invariants->via = OHM_ARRAY(size_t, n);
    invariants->injected = OHM_ZEROS(bool, n);
    if (invariants->w0 == NULL || invariants->start == NULL || invariants->now == NULL
        || invariants->flow == NULL || invariants->held == NULL || invariants->injection == NULL
        || invariants->order == NULL || invariants->via == NULL || invariants->injected == NULL)
        goto failed;
    for (size_t v = 0; v < n; v++)
        invariants->injected[v] = drive->injection[v] != 0.0;
    for (size_t i = 0; i < drive->moving_count; i++)
        if (drive->moving[i].kind == OHM_DRIVE_INJECTION)
            invariants->injected[drive->moving[i].index] = true;
    decide_laws(invariants);
    node_charges(invariants->start, w0, problem);
    if ((status = walk(invariants, err)) != OHM_OK) {
        ohm_invariants_free(invariants);
        return status;
    }
    *out = invariants;
    return OHM_OK;

failed:
    ohm_invariants_free(invariants);
    return ohm_fail(err, OHM_E_NOMEM, "invariants: out of memory for %zu edges", m);
}

static void
observe_cut(ohm_invariants *invariants, double t, const double *w)
{
    const ohm_problem *problem = &invariants->problem;
    const double decay = exp(-invariants->alpha * t);

    node_charges(invariants->now, w, problem);
    for (size_t v = 0; v < problem->graph->nodes; v++) {
        if (problem->drive->held[v] || invariants->injected[v])
            continue;
        const double moved = fabs(decay * invariants->now[v] - invariants->start[v]);

        invariants->cut = fmax(invariants->cut, moved * invariants->unit);
    }
}

/* Integral of R i - S over time on edge k, of opposite sign: the flux of its memory. */
static double
edge_flux(const ohm_invariants *invariants, size_t k, double w)
{
    const ohm_memristors *device = invariants->problem.device;
    const double w0 = invariants->w0[k], scale = device->polarity[k] * device->beta[k];

    if (device->control == OHM_CONTROL_VOLTAGE)
        return scale * (w - w0);
    return scale * device->sign[k] * (w - w0) * (1.0 + 0.5 * device->xi[k] * (w + w0));
}

static void
observe_flux(ohm_invariants *invariants, double t, const double *w)
{
    const ohm_problem *problem = &invariants->problem;
    const ohm_graph *graph = problem->graph;
    double *potential = invariants->now;        /* integrated over time [V s] */

    ohm_drive_integral(invariants->flow, invariants->held, invariants->injection, t, problem->drive);
    for (size_t k = 0; k < graph->edges; k++)
        invariants->flow[k] += edge_flux(invariants, k, w[k]);
    for (size_t i = 0; i < graph->nodes; i++) {
        const size_t v = invariants->order[i], k = invariants->via[v];

        if (k == OHM_NONE)
            potential[v] = problem->drive->held[v] ? invariants->held[v] : 0.0;
        else if (graph->head[k] == v)
            potential[v] = potential[graph->tail[k]] + invariants->flow[k];
        else
            potential[v] = potential[graph->head[k]] - invariants->flow[k];
    }
    for (size_t k = 0; k < graph->edges; k++)
        invariants->flux = fmax(invariants->flux, fabs(invariants->flow[k]
                                - (potential[graph->head[k]] - potential[graph->tail[k]])));
}

void
ohm_invariants_observe(ohm_invariants *invariants, double t, const double *w)
{
    if (invariants->ended)
        return;
    if (invariants->cut_holds)
        observe_cut(invariants, t, w);
    if (invariants->flux_holds)
        observe_flux(invariants, t, w);
}

void
ohm_invariants_end(ohm_invariants *invariants)
{
    invariants->ended = true;
}

void
ohm_invariants_exchange(ohm_invariants *invariants, ohm_archive *archive)
{
    ohm_archive_exchange(archive, &invariants->ended, sizeof invariants->ended);
    ohm_archive_exchange(archive, &invariants->cut, sizeof invariants->cut);
    ohm_archive_exchange(archive, &invariants->flux, sizeof invariants->flux);
}

double
ohm_invariants_cut(const ohm_invariants *invariants)
{
    return invariants->cut < 0.0 ? NAN : invariants->cut;
}

double
ohm_invariants_flux(const ohm_invariants *invariants)
{
    return invariants->flux < 0.0 ? NAN : invariants->flux;
}
