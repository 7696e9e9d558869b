/* lib/stability/jacobian.c -- see jacobian.h */
#include "stability/jacobian.h"
#include "base/array.h"
#include "dynamics/flow.h"

#include <stdlib.h>
#include <string.h>

enum { LANES = OHM_NETWORK_LANES };

struct ohm_jacobian {
    ohm_problem problem;
    ohm_flow *flow;
    double *drift, *by_w, *by_current, *pull;   /* M */
    double *own;                                /* M, the diagonal of K */
    double *lanes;                              /* M by LANES, once columns were asked for */
};

ohm_status
ohm_jacobian_alloc(ohm_jacobian **out, const ohm_problem *problem, const ohm_network_options *options,
                   ohm_error *err)
{
    const size_t m = problem->graph->edges;
    ohm_jacobian *jacobian = OHM_ZEROS(ohm_jacobian, 1);
    ohm_status status;

    *out = NULL;
    if (jacobian == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "jacobian: out of memory");
    jacobian->problem = *problem;
    jacobian->drift = OHM_ZEROS(double, m);
    jacobian->by_w = OHM_ZEROS(double, m);
    jacobian->by_current = OHM_ZEROS(double, m);
    jacobian->pull = OHM_ZEROS(double, m);
    jacobian->own = OHM_ZEROS(double, m);
    if (jacobian->drift == NULL || jacobian->by_w == NULL || jacobian->by_current == NULL
        || jacobian->pull == NULL || jacobian->own == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "jacobian: out of memory for %zu edges", m);
    else
        status = ohm_flow_alloc(&jacobian->flow, problem, options, err);
    if (status != OHM_OK) {
        ohm_jacobian_free(jacobian);
        return status;
    }
    *out = jacobian;
    return OHM_OK;
}

void
ohm_jacobian_free(ohm_jacobian *jacobian)
{
    if (jacobian == NULL)
        return;
    ohm_flow_free(jacobian->flow);
    free(jacobian->drift);
    free(jacobian->by_w);
    free(jacobian->by_current);
    free(jacobian->pull);
    free(jacobian->own);
    free(jacobian->lanes);
    free(jacobian);
}

ohm_status
ohm_jacobian_at(ohm_jacobian *jacobian, double t, const double *w, ohm_error *err)
{
    const ohm_memristors *device = jacobian->problem.device;
    const ohm_status status = ohm_flow_rhs(jacobian->drift, t, w, jacobian->flow, err);

    if (status != OHM_OK)
        return status;
    const double *current = ohm_flow_current(jacobian->flow);

    ohm_memristors_drift_slopes(jacobian->by_w, jacobian->by_current, w, current,
                                ohm_flow_resistance(jacobian->flow), device);
    for (size_t k = 0; k < device->edges; k++)
        jacobian->pull[k] = device->sign[k] * device->r_on[k] * device->xi[k] * current[k];
    return OHM_OK;
}

const double *
ohm_jacobian_drift(const ohm_jacobian *jacobian)
{
    return jacobian->drift;
}

const double *
ohm_jacobian_current(const ohm_jacobian *jacobian)
{
    return ohm_flow_current(jacobian->flow);
}

const double *
ohm_jacobian_by_w(const ohm_jacobian *jacobian)
{
    return jacobian->by_w;
}

const double *
ohm_jacobian_by_current(const ohm_jacobian *jacobian)
{
    return jacobian->by_current;
}

const double *
ohm_jacobian_pull(const ohm_jacobian *jacobian)
{
    return jacobian->pull;
}

ohm_status
ohm_jacobian_apply(double *restrict y, const double *restrict x, ohm_jacobian *jacobian, ohm_error *err)
{
    return ohm_flow_product(y, x, jacobian->flow, err);
}

/* Columns from .. from + LANES - 1 of K into the lanes. */
static ohm_status
respond(ohm_jacobian *jacobian, size_t from, ohm_error *err)
{
    const size_t m = jacobian->problem.graph->edges;

    if (jacobian->lanes == NULL && (jacobian->lanes = OHM_ARRAY(double, m * LANES)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "jacobian: %d columns of %zu", (int)LANES, m);
    memset(jacobian->lanes, 0, m * LANES * sizeof *jacobian->lanes);
    for (size_t k = from; k < m && k < from + LANES; k++)
        jacobian->lanes[k * LANES + (k - from)] = 1.0;
    return ohm_network_response(jacobian->lanes, jacobian->lanes, ohm_flow_network(jacobian->flow), err);
}

ohm_status
ohm_jacobian_response(double *matrix, ohm_jacobian *jacobian, ohm_error *err)
{
    const size_t m = jacobian->problem.graph->edges;

    for (size_t from = 0; from < m; from += LANES) {
        const ohm_status status = respond(jacobian, from, err);

        if (status != OHM_OK)
            return status;
        for (size_t k = from; k < m && k < from + LANES; k++)
            for (size_t e = 0; e < m; e++)
                matrix[e + k * m] = jacobian->lanes[e * LANES + (k - from)];
    }
    return OHM_OK;
}

ohm_status
ohm_jacobian_dense(double *matrix, ohm_jacobian *jacobian, ohm_error *err)
{
    const size_t m = jacobian->problem.graph->edges;
    const ohm_status status = ohm_jacobian_response(matrix, jacobian, err);

    for (size_t k = 0; k < m && status == OHM_OK; k++) {
        for (size_t e = 0; e < m; e++)
            matrix[e + k * m] *= -jacobian->by_current[e] * jacobian->pull[k];
        matrix[k + k * m] += jacobian->by_w[k];
    }
    return status;
}

ohm_status
ohm_jacobian_trace(double *trace, const bool *held, ohm_jacobian *jacobian, ohm_error *err)
{
    const size_t m = jacobian->problem.graph->edges;
    const ohm_status status = ohm_network_self_response(jacobian->own, ohm_flow_network(jacobian->flow), err);

    *trace = 0.0;
    for (size_t k = 0; k < m && status == OHM_OK; k++)
        if (held == NULL || !held[k])
            *trace += jacobian->by_w[k] - jacobian->by_current[k] * jacobian->own[k] * jacobian->pull[k];
    return status;
}
