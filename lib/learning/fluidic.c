/* lib/learning/fluidic.c -- see fluidic.h */
#include "learning/fluidic.h"
#include "base/array.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct ohm_fluidic {
    const ohm_graph *graph;     /* borrowed */
    bool *held;                 /* N */
    ohm_density density;
    double *value[OHM_FLUIDIC_KINDS];       /* M or N */
    ohm_steady *steady;
    ohm_cone_rule rule;
    ohm_channel *channel;                   /* M */
    ohm_channel_stimulus *stimulus;         /* M; voltage set by the law */
    ohm_channel_response *response;         /* M, of the last evaluation */
    double *lambda;                         /* N */
};

static const struct {
    const char *name, *unit;
    bool of_edges;
    double standard;
} KINDS[OHM_FLUIDIC_KINDS] = {
    { "length", "um", true, OHM_CHANNEL_LENGTH }, { "radius-base", "nm", true, OHM_CHANNEL_RADIUS_BASE },
    { "pressure", "bar", false, OHM_CHANNEL_PRESSURE }, { "density", "mM", false, OHM_CHANNEL_RHO }
};

const char *
ohm_fluidic_kind_name(ohm_fluidic_kind kind)
{
    return KINDS[kind].name;
}

const char *
ohm_fluidic_kind_unit(ohm_fluidic_kind kind)
{
    return KINDS[kind].unit;
}

void
ohm_fluidic_free(ohm_fluidic *network)
{
    if (network == NULL)
        return;
    for (int kind = 0; kind < OHM_FLUIDIC_KINDS; kind++)
        free(network->value[kind]);
    ohm_steady_free(network->steady);
    free(network->held);
    free(network->channel);
    free(network->stimulus);
    free(network->response);
    free(network->lambda);
    free(network);
}

ohm_status
ohm_fluidic_alloc(ohm_fluidic **out, const ohm_graph *graph, const bool *held, ohm_error *err)
{
    const size_t m = graph->edges, n = graph->nodes;
    ohm_fluidic *network = OHM_ZEROS(ohm_fluidic, 1);
    bool complete = network != NULL;
    ohm_status status;

    *out = NULL;
    if (complete) {
        network->graph = graph;
        network->held = ohm_copy(held, n, sizeof *held);
        network->channel = OHM_ZEROS(ohm_channel, m);
        network->stimulus = OHM_ZEROS(ohm_channel_stimulus, m);
        network->response = OHM_ZEROS(ohm_channel_response, m);
        network->lambda = OHM_ZEROS(double, n);
        complete = network->held != NULL && network->channel != NULL && network->stimulus != NULL
            && network->response != NULL && network->lambda != NULL;
    }
    for (int kind = 0; complete && kind < OHM_FLUIDIC_KINDS; kind++) {
        const size_t count = KINDS[kind].of_edges ? m : n;

        complete = (network->value[kind] = OHM_ARRAY(double, count)) != NULL;
        for (size_t i = 0; complete && i < count; i++)
            network->value[kind][i] = KINDS[kind].standard;
    }
    if (!complete) {
        status = ohm_fail(err, OHM_E_NOMEM, "channels: %zu nodes, %zu edges", n, m);
        goto failed;
    }
    if ((status = ohm_steady_alloc(&network->steady, graph, held, err)) != OHM_OK
        || (status = ohm_cone_rule_fill(&network->rule, err)) != OHM_OK
        || (status = ohm_fluidic_prepare(network, err)) != OHM_OK)
        goto failed;
    *out = network;
    return OHM_OK;

failed:
    ohm_fluidic_free(network);
    return status;
}

const ohm_graph *
ohm_fluidic_graph(const ohm_fluidic *network)
{
    return network->graph;
}

const bool *
ohm_fluidic_held(const ohm_fluidic *network)
{
    return network->held;
}

const bool *
ohm_fluidic_reached(const ohm_fluidic *network)
{
    return ohm_steady_reached(network->steady);
}

void
ohm_fluidic_set_density(ohm_fluidic *network, ohm_density density)
{
    network->density = density;
}

double *
ohm_fluidic_values(ohm_fluidic *network, ohm_fluidic_kind kind)
{
    return network->value[kind];
}

size_t
ohm_fluidic_count(const ohm_fluidic *network, ohm_fluidic_kind kind)
{
    return KINDS[kind].of_edges ? network->graph->edges : network->graph->nodes;
}

/* Names the first number that makes no channel. */
static ohm_status
check_values(const ohm_fluidic *network, ohm_error *err)
{
    for (int kind = 0; kind < OHM_FLUIDIC_KINDS; kind++)
        for (size_t i = 0; i < ohm_fluidic_count(network, (ohm_fluidic_kind)kind); i++) {
            const double x = network->value[kind][i];
            const bool positive = KINDS[kind].of_edges, free_sign = kind == OHM_FLUIDIC_PRESSURE;

            if (!isfinite(x) || !(free_sign || (positive ? x > 0.0 : x >= 0.0)))
                return ohm_fail(err, OHM_E_DOMAIN, "%s %zu: %s = %g: must be %s (%s)",
                                positive ? "edge" : "node", i, KINDS[kind].name, x,
                                free_sign ? "finite" : positive ? "> 0" : ">= 0", KINDS[kind].unit);
        }
    return OHM_OK;
}

ohm_status
ohm_fluidic_prepare(ohm_fluidic *network, ohm_error *err)
{
    const ohm_graph *graph = network->graph;
    const double *pressure = network->value[OHM_FLUIDIC_PRESSURE], *rho = network->value[OHM_FLUIDIC_DENSITY];
    const ohm_status status = check_values(network, err);

    if (status != OHM_OK)
        return status;
    for (size_t k = 0; k < graph->edges; k++) {
        const ohm_channel_geometry geometry = {
            network->value[OHM_FLUIDIC_LENGTH][k], network->value[OHM_FLUIDIC_RADIUS_BASE][k],
            OHM_CHANNEL_RADIUS_TIP
        };

        ohm_channel_set(&network->channel[k], &geometry, &network->rule);
        network->stimulus[k].pressure = pressure[graph->tail[k]] - pressure[graph->head[k]];
        network->stimulus[k].rho_base = rho[graph->tail[k]];
        network->stimulus[k].rho_tip = rho[graph->head[k]];
    }
    return OHM_OK;
}

/* The ohm_steady_law of all channels. */
static void
channel_law(double *current, double *slope, const double *voltage, void *data)
{
    ohm_fluidic *network = data;

    for (size_t k = 0; k < network->graph->edges; k++) {
        ohm_channel_stimulus *stimulus = &network->stimulus[k];
        ohm_channel_response *response = &network->response[k];

        stimulus->voltage = voltage[k];
        ohm_channel_evaluate(response, stimulus, network->density, &network->channel[k]);
        current[k] = response->g * voltage[k];
        slope[k] = ohm_channel_slope(response, stimulus);
    }
}

ohm_status
ohm_fluidic_solve(double *potential, ohm_fluidic *network, ohm_error *err)
{
    return ohm_steady_solve(potential, network->steady, channel_law, network, err);
}

double
ohm_fluidic_conductance(const ohm_fluidic *network, size_t edge)
{
    return network->response[edge].g;
}

const ohm_channel_response *
ohm_fluidic_response(const ohm_fluidic *network, size_t edge)
{
    return &network->response[edge];
}

double
ohm_fluidic_drop(const ohm_fluidic *network, size_t edge)
{
    return network->stimulus[edge].voltage;
}

void
ohm_fluidic_conductances(double *g, const double *voltage, ohm_fluidic *network)
{
    for (size_t k = 0; k < network->graph->edges; k++) {
        network->stimulus[k].voltage = voltage[k];
        ohm_channel_evaluate(&network->response[k], &network->stimulus[k], network->density,
                             &network->channel[k]);
        g[k] = network->response[k].g;
    }
}

/* Conductances that stand still, and their ohm_steady_law. */
typedef struct {
    size_t edges;
    const double *g;
} fixed_conductances;

static void
fixed_law(double *current, double *slope, const double *voltage, void *data)
{
    const fixed_conductances *fixed = data;

    for (size_t k = 0; k < fixed->edges; k++) {
        current[k] = fixed->g[k] * voltage[k];
        slope[k] = fixed->g[k];
    }
}

ohm_status
ohm_fluidic_hold(double *potential, const double *g, ohm_fluidic *network, ohm_error *err)
{
    fixed_conductances fixed = { network->graph->edges, g };

    return ohm_steady_solve(potential, network->steady, fixed_law, &fixed, err);
}

/* ---- gradients ------------------------------------------------------------------------- */
ohm_status
ohm_fluidic_linearize(ohm_fluidic *network, ohm_error *err)
{
    return ohm_steady_linearize(network->steady, err);
}

/* Adds the part of one edge: pull = -(lambda_base - lambda_tip) DV is dC/dg of it. */
static void
add_edge(double *const part[OHM_FLUIDIC_KINDS], size_t k, double pull, const ohm_fluidic *network)
{
    const ohm_channel_response *r = &network->response[k];
    const size_t base = network->graph->tail[k], tip = network->graph->head[k];

    if (part[OHM_FLUIDIC_LENGTH] != NULL)
        part[OHM_FLUIDIC_LENGTH][k] = pull * r->by_length;
    if (part[OHM_FLUIDIC_RADIUS_BASE] != NULL)
        part[OHM_FLUIDIC_RADIUS_BASE][k] = pull * r->by_radius_base;
    if (part[OHM_FLUIDIC_PRESSURE] != NULL) {
        part[OHM_FLUIDIC_PRESSURE][base] += pull * r->by_pressure;
        part[OHM_FLUIDIC_PRESSURE][tip] -= pull * r->by_pressure;
    }
    if (part[OHM_FLUIDIC_DENSITY] != NULL) {
        part[OHM_FLUIDIC_DENSITY][base] += pull * r->by_rho_base;
        part[OHM_FLUIDIC_DENSITY][tip] += pull * r->by_rho_tip;
    }
}

ohm_status
ohm_fluidic_pull(double *gradient, const bool kinds[OHM_FLUIDIC_KINDS], const double *by_potential,
                 ohm_fluidic *network, ohm_error *err)
{
    const ohm_graph *graph = network->graph;
    const ohm_status status = ohm_steady_adjoint(network->lambda, by_potential, network->steady, err);
    double *part[OHM_FLUIDIC_KINDS];
    size_t total = 0;

    if (status != OHM_OK)
        return status;
    for (int kind = 0; kind < OHM_FLUIDIC_KINDS; kind++) {
        part[kind] = kinds[kind] ? gradient + total : NULL;
        total += kinds[kind] ? ohm_fluidic_count(network, (ohm_fluidic_kind)kind) : 0;
    }
    memset(gradient, 0, total * sizeof *gradient);
    for (size_t k = 0; k < graph->edges; k++)
        add_edge(part, k, (network->lambda[graph->head[k]] - network->lambda[graph->tail[k]])
                 * network->stimulus[k].voltage, network);
    return OHM_OK;
}

/* ---- validity ---------------------------------------------------------------------------- */
/* Potentials of a network in balance to 1e-13 stray this much beyond their sources, relatively. */
static const double STRAY = 1e-12;

void
ohm_fluidic_validity_start(ohm_fluidic_validity *validity)
{
    *validity = (ohm_fluidic_validity){ INFINITY, INFINITY, 0 };
}

void
ohm_fluidic_validity_add(ohm_fluidic_validity *validity, const double *potential, const ohm_fluidic *network)
{
    double low = INFINITY, high = -INFINITY;

    for (size_t k = 0; k < network->graph->edges; k++) {
        validity->min_conductance = fmin(validity->min_conductance, network->response[k].g);
        validity->min_slope = fmin(validity->min_slope,
                                   ohm_channel_slope(&network->response[k], &network->stimulus[k]));
    }
    for (size_t v = 0; v < network->graph->nodes; v++)
        if (network->held[v]) {
            low = fmin(low, potential[v]);
            high = fmax(high, potential[v]);
        }
    const double stray = STRAY * (fabs(low) + fabs(high));
    for (size_t v = 0; v < network->graph->nodes; v++)
        if (!network->held[v] && ohm_steady_reached(network->steady)[v])
            validity->maximum_principle += potential[v] < low - stray || potential[v] > high + stray;
}

const ohm_steady_work *
ohm_fluidic_worked(const ohm_fluidic *network)
{
    return ohm_steady_worked(network->steady);
}
