/* lib/dynamics/flow.c -- see flow.h */
#include "dynamics/flow.h"
#include "base/array.h"

#include <stdlib.h>

struct ohm_flow {
    ohm_problem problem;
    ohm_network *network;
    double *resistance, *current;       /* M, at the last state */
    double *potential;                  /* N; the first guess of the next solve */
    double *edge;                       /* M: conductances, then EMFs */
    double *held, *injection;           /* N */
    double *w;                          /* M, the last state */
    double *by_w, *by_current;          /* M, slopes of the drift there */
    double *change;                     /* N, potentials of a product */
    bool has_slopes;                    /* by_w and by_current belong to w */
    size_t evaluations;
};

void
ohm_flow_free(ohm_flow *flow)
{
    if (flow == NULL)
        return;
    ohm_network_free(flow->network);
    free(flow->resistance);
    free(flow->current);
    free(flow->potential);
    free(flow->edge);
    free(flow->held);
    free(flow->injection);
    free(flow->w);
    free(flow->by_w);
    free(flow->by_current);
    free(flow->change);
    free(flow);
}

ohm_status
ohm_flow_alloc(ohm_flow **out, const ohm_problem *problem, const ohm_network_options *options, ohm_error *err)
{
    const size_t n = problem->graph->nodes, m = problem->graph->edges;
    ohm_network_options wanted = { 0 };
    ohm_flow *flow = OHM_ZEROS(ohm_flow, 1);
    ohm_status status;

    *out = NULL;
    if (flow == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "flow: out of memory");
    if (options != NULL)
        wanted = *options;
    wanted.mixed_signs = problem->device->active;
    flow->problem = *problem;
    flow->resistance = OHM_ZEROS(double, m);
    flow->current = OHM_ZEROS(double, m);
    flow->edge = OHM_ZEROS(double, m);
    flow->w = OHM_ZEROS(double, m);
    flow->by_w = OHM_ZEROS(double, m);
    flow->by_current = OHM_ZEROS(double, m);
    flow->potential = OHM_ZEROS(double, n);
    flow->held = OHM_ZEROS(double, n);
    flow->injection = OHM_ZEROS(double, n);
    flow->change = OHM_ZEROS(double, n);
    if (flow->resistance == NULL || flow->current == NULL || flow->edge == NULL || flow->w == NULL
        || flow->by_w == NULL || flow->by_current == NULL || flow->potential == NULL
        || flow->held == NULL || flow->injection == NULL || flow->change == NULL) {
        ohm_flow_free(flow);
        return ohm_fail(err, OHM_E_NOMEM, "flow: out of memory for %zu edges", m);
    }
    status = ohm_network_alloc(&flow->network, problem->graph, problem->drive->held, &wanted, err);
    if (status != OHM_OK) {
        ohm_flow_free(flow);
        return status;
    }
    *out = flow;
    return OHM_OK;
}

ohm_status
ohm_flow_rhs(double *restrict dwdt, double t, const double *restrict w, ohm_flow *flow, ohm_error *err)
{
    const ohm_problem *problem = &flow->problem;
    const size_t m = problem->graph->edges;
    ohm_status status;

    flow->evaluations++;
    flow->has_slopes = false;
    if ((status = ohm_memristors_resistance(flow->resistance, w, problem->device, err)) != OHM_OK)
        return status;
    for (size_t k = 0; k < m; k++) {
        flow->edge[k] = 1.0 / flow->resistance[k];
        flow->w[k] = w[k];
    }
    if ((status = ohm_network_factor(flow->network, flow->edge, err)) != OHM_OK)
        return status;
    ohm_drive_at(flow->edge, flow->held, flow->injection, t, problem->drive);
    status = ohm_network_solve(flow->potential, flow->current, flow->network, flow->edge, flow->held,
                               problem->drive->has_injection ? flow->injection : NULL, err);
    if (status != OHM_OK)
        return status;
    ohm_memristors_drift(dwdt, w, flow->current, flow->resistance, problem->device);
    return OHM_OK;
}

ohm_status
ohm_flow_product(double *restrict jv, const double *restrict v, ohm_flow *flow, ohm_error *err)
{
    const ohm_memristors *device = flow->problem.device;
    ohm_status status;

    if (!flow->has_slopes)
        ohm_memristors_drift_slopes(flow->by_w, flow->by_current, flow->w, flow->current, flow->resistance,
                                    device);
    flow->has_slopes = true;
    for (size_t k = 0; k < device->edges; k++)
        flow->edge[k] = -device->sign[k] * device->r_on[k] * device->xi[k] * v[k] * flow->current[k];
    status = ohm_network_solve(flow->change, jv, flow->network, flow->edge, NULL, NULL, err);
    if (status != OHM_OK)
        return status;
    for (size_t k = 0; k < device->edges; k++)
        jv[k] = flow->by_w[k] * v[k] + flow->by_current[k] * jv[k];
    return OHM_OK;
}

void
ohm_flow_exchange(ohm_flow *flow, ohm_archive *archive)
{
    ohm_archive_exchange(archive, flow->potential, flow->problem.graph->nodes * sizeof *flow->potential);
    ohm_archive_exchange(archive, &flow->evaluations, sizeof flow->evaluations);
    ohm_network_exchange(flow->network, archive);
}

const double *
ohm_flow_current(const ohm_flow *flow)
{
    return flow->current;
}

const double *
ohm_flow_potential(const ohm_flow *flow)
{
    return flow->potential;
}

const double *
ohm_flow_resistance(const ohm_flow *flow)
{
    return flow->resistance;
}

size_t
ohm_flow_evaluations(const ohm_flow *flow)
{
    return flow->evaluations;
}

ohm_network *
ohm_flow_network(ohm_flow *flow)
{
    return flow->network;
}

static ohm_status
field_rhs(double *dwdt, double t, const double *w, void *self, ohm_error *err)
{
    return ohm_flow_rhs(dwdt, t, w, self, err);
}

static ohm_status
field_product(double *jv, const double *v, void *self, ohm_error *err)
{
    return ohm_flow_product(jv, v, self, err);
}

static const double *
field_current(const void *self)
{
    return ohm_flow_current(self);
}

static const double *
field_potential(const void *self)
{
    return ohm_flow_potential(self);
}

ohm_field
ohm_flow_field(ohm_flow *flow)
{
    return (ohm_field){ flow, field_rhs, field_product, field_current, field_potential };
}
