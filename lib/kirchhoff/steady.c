/* lib/kirchhoff/steady.c -- see steady.h */
#include "kirchhoff/steady.h"
#include "base/array.h"
#include "kirchhoff/network.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Imbalance, relative to the currents, at which nodes count as balanced: a few times what
 * laws good to 1e-15 and sums over tens of edges leave.  Newton's steps square the error,
 * so the last one mostly ends far below. */
static const double BALANCED = 1e-13;

/* What is accepted where rounding lets no step improve: nodes of very different currents. */
static const double NEARLY_BALANCED = 1e-9;

/* A step must take this share of the fall its slope promises (Armijo). */
static const double FALL_MIN = 1e-4;

/* Steps shorter than this are no steps. */
static const double STEP_MIN = 0x1p-20;

/* Shortest raise of the held potentials. */
static const double RAMP_MIN = 0x1p-8;

enum { ITERATIONS_MAX = 60, DENSE_MAX = 64 };       /* dense beats sparse up to some 64 unknowns */

struct ohm_steady {
    const ohm_graph *graph;     /* borrowed */
    bool *reached;              /* N: a path leads to a held node */
    bool *held;                 /* N: held, or not reached, which is left alone */
    size_t free_nodes;
    ohm_network *rising;        /* for slopes that are all positive */
    ohm_network *mixed;         /* for others; made when first needed */
    ohm_network *factored;      /* the one of these that holds the last factor */
    ohm_steady_work work;
    double *voltage, *current, *slope, *unused;     /* M */
    double *imbalance, *step, *trial, *target, *kept;       /* N */
};

void
ohm_steady_free(ohm_steady *steady)
{
    if (steady == NULL)
        return;
    ohm_network_free(steady->rising);
    ohm_network_free(steady->mixed);
    free(steady->held);
    free(steady->reached);
    free(steady->voltage);
    free(steady->current);
    free(steady->slope);
    free(steady->unused);
    free(steady->imbalance);
    free(steady->step);
    free(steady->trial);
    free(steady->target);
    free(steady->kept);
    free(steady);
}

/* Marks, beside the held nodes, all that paths join to them. */
static ohm_status
mark_reached(bool *seen, const ohm_graph *graph, ohm_error *err)
{
    ohm_adjacency *adjacency;
    size_t *queue = OHM_ARRAY(size_t, graph->nodes), last = 0;
    ohm_status status = ohm_adjacency_alloc(&adjacency, graph, err);

    if (status == OHM_OK && queue == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "network: %zu nodes", graph->nodes);
    for (size_t v = 0; status == OHM_OK && v < graph->nodes; v++)
        if (seen[v])
            queue[last++] = v;
    if (status == OHM_OK && last == 0)
        status = ohm_fail(err, OHM_E_ARG, "network: no node is held");
    for (size_t first = 0; status == OHM_OK && first < last; first++)
        for (size_t k = adjacency->start[queue[first]]; k < adjacency->start[queue[first] + 1]; k++) {
            const size_t next = ohm_graph_across(graph, adjacency->edge[k], queue[first]);

            if (!seen[next]) {
                seen[next] = true;
                queue[last++] = next;
            }
        }
    ohm_adjacency_free(adjacency);
    free(queue);
    return status;
}

static ohm_status
make_network(ohm_network **out, const ohm_steady *steady, bool mixed, ohm_error *err)
{
    const ohm_network_options options = {
        .solver = steady->free_nodes <= DENSE_MAX ? OHM_SOLVER_DENSE : OHM_SOLVER_AUTO, .mixed_signs = mixed
    };

    return ohm_network_alloc(out, steady->graph, steady->held, &options, err);
}

ohm_status
ohm_steady_alloc(ohm_steady **out, const ohm_graph *graph, const bool *held, ohm_error *err)
{
    const size_t m = graph->edges, n = graph->nodes;
    ohm_steady *steady = OHM_ZEROS(ohm_steady, 1);
    ohm_status status;

    *out = NULL;
    if (steady == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "network: %zu nodes", n);
    steady->graph = graph;
    steady->held = OHM_ZEROS(bool, n);
    steady->reached = ohm_copy(held, n, sizeof *held);
    steady->voltage = OHM_ZEROS(double, m);
    steady->current = OHM_ZEROS(double, m);
    steady->slope = OHM_ZEROS(double, m);
    steady->unused = OHM_ZEROS(double, m);
    steady->imbalance = OHM_ZEROS(double, n);
    steady->step = OHM_ZEROS(double, n);
    steady->trial = OHM_ZEROS(double, n);
    steady->target = OHM_ZEROS(double, n);
    steady->kept = OHM_ZEROS(double, n);
    if (steady->held == NULL || steady->reached == NULL || steady->voltage == NULL || steady->current == NULL
        || steady->slope == NULL
        || steady->unused == NULL || steady->imbalance == NULL || steady->step == NULL
        || steady->trial == NULL
        || steady->target == NULL || steady->kept == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "network: %zu nodes, %zu edges", n, m);
        goto failed;
    }
    if ((status = mark_reached(steady->reached, graph, err)) != OHM_OK)
        goto failed;
    for (size_t v = 0; v < n; v++) {
        steady->held[v] = held[v] || !steady->reached[v];
        steady->free_nodes += !steady->held[v];
    }
    if ((status = make_network(&steady->rising, steady, false, err)) != OHM_OK)
        goto failed;
    *out = steady;
    return OHM_OK;

failed:
    ohm_steady_free(steady);
    return status;
}

/* ---- one step ---------------------------------------------------------------------------- */
typedef struct {
    double left, current;       /* |F| over the free nodes, |I| over the edges */
} balance;

/* Currents, slopes and the net inflow -F at p.  NaN in the law shows in the balance. */
static balance
balance_at(ohm_steady *steady, const double *p, ohm_steady_law *law, void *data)
{
    const ohm_graph *graph = steady->graph;
    double left = 0.0, current = 0.0;

    for (size_t k = 0; k < graph->edges; k++)
        steady->voltage[k] = p[graph->tail[k]] - p[graph->head[k]];
    law(steady->current, steady->slope, steady->voltage, data);
    memset(steady->imbalance, 0, graph->nodes * sizeof *steady->imbalance);
    for (size_t k = 0; k < graph->edges; k++) {
        const double i = steady->current[k];

        steady->imbalance[graph->tail[k]] -= i;
        steady->imbalance[graph->head[k]] += i;
        current += i * i;
    }
    for (size_t v = 0; v < graph->nodes; v++)
        if (!steady->held[v])
            left += steady->imbalance[v] * steady->imbalance[v];
    return (balance){ sqrt(left), sqrt(current) };
}

ohm_status
ohm_steady_linearize(ohm_steady *steady, ohm_error *err)
{
    bool rising = true;
    ohm_status status = OHM_OK;

    for (size_t k = 0; k < steady->graph->edges; k++)
        rising = rising && steady->slope[k] > 0.0;
    steady->factored = NULL;
    if (!rising) {
        steady->work.indefinite++;
        if (steady->mixed == NULL)
            status = make_network(&steady->mixed, steady, true, err);
    }
    ohm_network *network = rising ? steady->rising : steady->mixed;
    if (status == OHM_OK)
        status = ohm_network_factor(network, steady->slope, err);
    if (status == OHM_OK)
        steady->factored = network;
    return status;
}

ohm_status
ohm_steady_adjoint(double *lambda, const double *rhs, ohm_steady *steady, ohm_error *err)
{
    if (steady->factored == NULL)
        return ohm_fail(err, OHM_E_ARG, "network: an adjoint before the linearization");
    return ohm_network_solve(lambda, steady->unused, steady->factored, NULL, NULL, rhs, err);
}

/* Goes from p towards p + step as far as the imbalance falls. */
static balance
descend(double *p, balance from, ohm_steady *steady, ohm_steady_law *law, void *data)
{
    const size_t n = steady->graph->nodes;
    balance now = from;

    for (double share = 1.0; share > STEP_MIN; share /= 2.0) {
        for (size_t v = 0; v < n; v++)
            steady->trial[v] = p[v] + share * steady->step[v];
        now = balance_at(steady, steady->trial, law, data);
        if (now.left <= (1.0 - FALL_MIN * share) * from.left) {
            memcpy(p, steady->trial, n * sizeof *p);
            return now;
        }
    }
    return (balance){ INFINITY, from.current };
}

/* Newton's method from p, whose free part it moves. */
static ohm_status
iterate(double *p, ohm_steady *steady, ohm_steady_law *law, void *data, ohm_error *err)
{
    balance now = balance_at(steady, p, law, data);

    for (int i = 0; i < ITERATIONS_MAX; i++) {
        if (!isfinite(now.left) || !isfinite(now.current))
            return ohm_fail(err, OHM_E_DOMAIN, "network: a current is not a number");
        if (now.left <= BALANCED * now.current)
            return OHM_OK;
        ohm_status status = ohm_steady_linearize(steady, err);
        if (status == OHM_OK)
            status = ohm_steady_adjoint(steady->step, steady->imbalance, steady, err);
        if (status != OHM_OK)
            return status;
        steady->work.iterations++;
        const balance next = descend(p, now, steady, law, data);
        if (!(next.left < now.left)) {
            now = balance_at(steady, p, law, data);     /* the law as it stands at p */
            if (now.left <= NEARLY_BALANCED * now.current)
                return OHM_OK;
            break;
        }
        now = next;
    }
    return ohm_fail(err, OHM_E_NOCONV,
                    "network: %.3g of the current is unaccounted for and no step lowers it",
                    now.left / now.current);
}

/* Raises the held potentials from their mean, each time as far as Newton follows. */
static ohm_status
ramp(double *p, ohm_steady *steady, ohm_steady_law *law, void *data, ohm_error *err)
{
    const size_t n = steady->graph->nodes;
    double mean = 0.0, done = 0.0, length = 0.25;
    ohm_status status;

    steady->work.ramped++;
    for (size_t v = 0; v < n; v++)
        if (steady->held[v] && steady->reached[v])
            mean += steady->target[v] / (double)(n - steady->free_nodes);
    for (size_t v = 0; v < n; v++)
        p[v] = mean;
    memcpy(steady->kept, p, n * sizeof *p);
    while (done < 1.0) {
        const double share = fmin(done + length, 1.0), stretch = done > 0.0 ? share / done : 1.0;

        for (size_t v = 0; v < n; v++)
            p[v] = mean + (steady->held[v] ? share * (steady->target[v] - mean)
                                           : stretch * (steady->kept[v] - mean));
        status = iterate(p, steady, law, data, err);
        if (status == OHM_OK) {
            memcpy(steady->kept, p, n * sizeof *p);
            done = share;
            length *= 2.0;
        } else if ((length /= 2.0) < RAMP_MIN || status == OHM_E_NOMEM) {
            return status;
        }
    }
    return OHM_OK;
}

ohm_status
ohm_steady_solve(double *potential, ohm_steady *steady, ohm_steady_law *law, void *data, ohm_error *err)
{
    const size_t n = steady->graph->nodes;
    ohm_status status;

    for (size_t v = 0; v < n; v++)
        if (!isfinite(potential[v]))
            return ohm_fail(err, OHM_E_DOMAIN, "node %zu: potential %g", v, potential[v]);
    steady->work.solves++;
    memcpy(steady->target, potential, n * sizeof *potential);
    status = iterate(potential, steady, law, data, err);
    if (status == OHM_E_NOCONV || status == OHM_E_SINGULAR || status == OHM_E_PRECISION)
        status = ramp(potential, steady, law, data, err);
    return status;
}

const bool *
ohm_steady_reached(const ohm_steady *steady)
{
    return steady->reached;
}

const double *
ohm_steady_current(const ohm_steady *steady)
{
    return steady->current;
}

const double *
ohm_steady_slope(const ohm_steady *steady)
{
    return steady->slope;
}

const ohm_steady_work *
ohm_steady_worked(const ohm_steady *steady)
{
    return &steady->work;
}
