/* lib/kirchhoff/network.c -- see network.h
 *
 * Potentials start from what is known (held values, or a first guess); the currents
 * that follow leave a residual r = B i + J at the unknown nodes, A dp = r is solved,
 * and potentials and currents take the correction.  A second turn of the same loop is
 * iterative refinement, and because the currents are corrected and not computed anew,
 * Kirchhoff's current law then holds to rounding in the currents, not in g p. */
#include "kirchhoff/network.h"
#include "base/array.h"
#include "base/lanes.h"
#include "kirchhoff/backend.h"
#include "kirchhoff/choice.h"
#include "kirchhoff/reduced.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A direct solution is refined while its residual exceeds this share of the currents.
 * Below it the residual is rounding of the sums at the nodes themselves. */
static const double REFINE_ABOVE = 32.0 * DBL_EPSILON;

/* Currents below this share of what the EMFs and held potentials drive before any
 * potential answers are zero: a bridge's are, and refining them further would only
 * chase the rounding of rounding. */
static const double VANISHING = DBL_EPSILON * DBL_EPSILON;

/* Currents whose squares underflow, to a share of rounding, are zero as well: series
 * of a tree reach there, since each order multiplies one rounding by another. */
static const double TINY_CURRENT = 0x1p-511 / DBL_EPSILON;

/* Where even refinement leaves more than this, fewer than eight digits are left. */
static const double RESIDUAL_MAX = 1e-8;

/* Turns of the loop: one solution, and corrections while they help. */
enum { TURNS_DIRECT = 4, TURNS_ITERATIVE = 8 };

static const double CG_TOLERANCE = 1e-12;

struct ohm_network {
    const ohm_graph *graph;     /* borrowed */
    ohm_reduced *reduced;       /* its unknowns in the backend's order */
    ohm_backend *backend;
    ohm_solver_choice choice;
    ohm_network_work work;
    bool mixed_signs, iterative;
    bool factored;
    double tolerance;           /* of cg and petsc */
    double tolerated;           /* share of the currents a caller lets go; 0: none */
    double *g;                  /* M */
    double *injected;           /* n + 1: J at the unknowns; the last place is ground's */
    double *residual;           /* n + 1 */
    double *correction;         /* n + 1, 0 at ground */
    double *total;              /* n + 1, sum of the corrections */
    double *net, *gross;        /* components: sums of J and |J| */
    double *at_node;            /* N: B i + J, when asked for */
    double *lanes;              /* 2 (n + 1) by OHM_NETWORK_LANES, once a response was asked for */
};

ohm_status
ohm_network_alloc(ohm_network **out, const ohm_graph *graph, const bool *held,
                  const ohm_network_options *options, ohm_error *err)
{
    static const ohm_network_options defaults = { .solver = OHM_SOLVER_AUTO };
    ohm_network *network;
    ohm_status status;

    *out = NULL;
    if (options == NULL)
        options = &defaults;
    if (!(options->cg_tolerance >= 0.0 && options->cg_tolerance < 1.0))
        return ohm_fail(err, OHM_E_ARG, "network: cg_tolerance = %g", options->cg_tolerance);
    if (!(options->solves >= 0.0 && options->solves <= DBL_MAX))
        return ohm_fail(err, OHM_E_ARG, "network: solves = %g", options->solves);
    if ((network = OHM_ZEROS(ohm_network, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "network: %zu nodes, %zu edges", graph->nodes, graph->edges);
    network->graph = graph;
    network->mixed_signs = options->mixed_signs;
    network->tolerance = options->cg_tolerance > 0.0 ? options->cg_tolerance : CG_TOLERANCE;
    if ((status = ohm_reduced_alloc(&network->reduced, graph, held, err)) != OHM_OK
        || (status = ohm_choose_backend(&network->backend, &network->choice, network->reduced, options,
                                        err)) != OHM_OK)
        goto failed;
    if (ohm_backend_order(network->backend) != NULL)
        ohm_reduced_renumber(network->reduced, ohm_backend_order(network->backend));
    network->iterative = network->choice.kind == OHM_SOLVER_CG || network->choice.kind == OHM_SOLVER_PETSC;
    const size_t places = (size_t)network->reduced->unknowns + 1;
    network->g = OHM_ARRAY(double, graph->edges);
    network->injected = OHM_ZEROS(double, places);
    network->residual = OHM_ZEROS(double, places);
    network->correction = OHM_ZEROS(double, places);
    network->total = OHM_ZEROS(double, places);
    network->net = OHM_ARRAY(double, network->reduced->components);
    network->gross = OHM_ARRAY(double, network->reduced->components);
    network->at_node = OHM_ARRAY(double, graph->nodes);
    if (network->at_node == NULL || network->g == NULL || network->injected == NULL
        || network->residual == NULL || network->correction == NULL || network->total == NULL
        || network->net == NULL || network->gross == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "network: %zu nodes, %zu edges", graph->nodes, graph->edges);
        goto failed;
    }
    *out = network;
    return OHM_OK;

failed:
    ohm_network_free(network);
    return status;
}

void
ohm_network_free(ohm_network *network)
{
    if (network == NULL)
        return;
    ohm_backend_free(network->backend);
    ohm_reduced_free(network->reduced);
    free(network->g);
    free(network->injected);
    free(network->residual);
    free(network->correction);
    free(network->total);
    free(network->net);
    free(network->gross);
    free(network->at_node);
    free(network->lanes);
    free(network);
}

const ohm_solver_choice *
ohm_network_choice(const ohm_network *network)
{
    return &network->choice;
}

const ohm_network_work *
ohm_network_worked(const ohm_network *network)
{
    return &network->work;
}

void
ohm_network_tolerate(ohm_network *network, double share)
{
    network->tolerated = share;
}

void
ohm_network_exchange(ohm_network *network, ohm_archive *archive)
{
    ohm_archive_exchange(archive, &network->work, sizeof network->work);
}

ohm_status
ohm_network_factor(ohm_network *network, const double *g, ohm_error *err)
{
    network->factored = false;
    for (size_t k = 0; k < network->graph->edges; k++) {
        const double size = network->mixed_signs ? fabs(g[k]) : g[k];

        if (!(size > 0.0 && size <= DBL_MAX))
            return ohm_fail(err, OHM_E_DOMAIN, "edge %zu: conductance %g%s", k, g[k],
                            g[k] < 0.0 ? " needs a solver for mixed signs" : "");
    }
    if (network->graph->edges != 0)
        memcpy(network->g, g, network->graph->edges * sizeof *g);
    const ohm_status status = ohm_backend_factor(network->backend, network->g, err);
    if (status == OHM_OK) {
        network->factored = true;
        network->work.factorizations++;
    }
    return status;
}

/* In a component without a held node what is injected must come out again. */
static ohm_status
check_injection(ohm_network *network, const double *injection, ohm_error *err)
{
    const ohm_reduced *reduced = network->reduced;

    memset(network->net, 0, reduced->components * sizeof *network->net);
    memset(network->gross, 0, reduced->components * sizeof *network->gross);
    for (size_t v = 0; v < reduced->nodes; v++) {
        network->net[reduced->component[v]] += injection[v];
        network->gross[reduced->component[v]] += fabs(injection[v]);
    }
    for (size_t v = 0; v < reduced->nodes; v++) {
        const int c = reduced->component[v];
        /* N summands, each rounded once as a number and once in the sum */
        const double rounding = 2.0 * (double)reduced->nodes * DBL_EPSILON * network->gross[c];

        if (reduced->floating[c] && injection[v] != 0.0 && !(fabs(network->net[c]) <= rounding))
            return ohm_fail(err, OHM_E_CONTENT, "node %zu: its component is given a net current of %g A "
                            "and holds no node: hold a potential, or let the injections sum to zero",
                            v, network->net[c]);
    }
    return OHM_OK;
}

/* Fills the potentials known beforehand, 0 elsewhere; the first guess of an iterative
 * solver goes to the corrections. */
static void
start_potentials(double *potential, ohm_network *network, const double *held)
{
    const ohm_reduced *reduced = network->reduced;

    for (size_t v = 0; v < reduced->nodes; v++) {
        if (network->iterative && reduced->unknown[v] != reduced->unknowns)
            network->total[reduced->unknown[v]] = potential[v];
        potential[v] = reduced->held[v] && held != NULL ? held[v] : 0.0;
    }
}

/* i = G (S - B^t p) */
static void
currents_at(double *restrict current, const double *restrict potential, const ohm_network *network,
            const double *restrict emf)
{
    const ohm_graph *graph = network->graph;

    for (size_t k = 0; k < graph->edges; k++) {
        const double drop = potential[graph->head[k]] - potential[graph->tail[k]];

        current[k] = network->g[k] * (emf != NULL ? emf[k] - drop : -drop);
    }
}

/* What one turn leaves: |B i + J| over the unknowns, and |i| over the branches. */
typedef struct {
    double residual, current;
} balance;

/* Takes G B^t dp off the currents, and makes the residual of what is left. */
static balance
correct_currents(double *restrict current, ohm_network *network)
{
    const ohm_reduced *reduced = network->reduced;
    const double *restrict g = network->g, *restrict dp = network->correction;
    double *restrict r = network->residual;
    const size_t places = (size_t)reduced->unknowns + 1;
    double square = 0.0, currents = 0.0;

    memcpy(r, network->injected, places * sizeof *r);
    for (int b = 0; b < reduced->branches; b++) {
        const int t = reduced->tail[b], h = reduced->head[b], k = reduced->edge[b];
        const double i = current[k] - g[k] * (dp[h] - dp[t]);

        current[k] = i;
        r[h] += i;
        r[t] -= i;
        currents += i * i;
    }
    for (int u = 0; u < reduced->unknowns; u++)
        square += r[u] * r[u];
    return (balance){ sqrt(square), sqrt(currents) };
}

/* Names the first number that is not finite, if one is there. */
static ohm_status
find_bad_input(const ohm_network *network, const double *emf, const double *held, const double *injection,
               ohm_error *err)
{
    const ohm_reduced *reduced = network->reduced;

    for (size_t k = 0; emf != NULL && k < reduced->edges; k++)
        if (!isfinite(emf[k]))
            return ohm_fail(err, OHM_E_DOMAIN, "edge %zu: EMF %g", k, emf[k]);
    for (size_t v = 0; v < reduced->nodes; v++) {
        if (held != NULL && reduced->held[v] && !isfinite(held[v]))
            return ohm_fail(err, OHM_E_DOMAIN, "node %zu: potential %g", v, held[v]);
        if (injection != NULL && !isfinite(injection[v]))
            return ohm_fail(err, OHM_E_DOMAIN, "node %zu: injection %g", v, injection[v]);
    }
    return OHM_OK;
}

/* The residual that needs no further turn: rounding, or what cg was asked for. */
static double
good_enough(const ohm_network *network, balance now, double vanishing)
{
    const double share = network->iterative ? fmax(REFINE_ABOVE, network->tolerance) : REFINE_ABOVE;

    return fmax(now.current * fmax(share, network->tolerated), vanishing);
}

/* Solves A dp = B i + J and corrects, until what is left is rounding.  `driven` is
 * the size of the currents and injections before any potential answered. */
static ohm_status
correct(double *current, ohm_network *network, balance now, double driven, ohm_error *err)
{
    const double vanishing = fmax(VANISHING * driven, TINY_CURRENT);
    const size_t n = (size_t)network->reduced->unknowns;
    const int turns = network->iterative ? TURNS_ITERATIVE : TURNS_DIRECT;
    double before = INFINITY;

    network->work.solves++;
    for (int turn = 0; turn < turns && now.residual > good_enough(network, now, vanishing); turn++) {
        if (turn > 0 && !(now.residual < 0.5 * before))
            break;                      /* rounding has the last word */
        before = now.residual;
        memcpy(network->correction, network->residual, n * sizeof *network->correction);
        const ohm_status status = ohm_backend_solve(network->correction,
                                                    0.5 * good_enough(network, now, vanishing) / before,
                                                    &network->work.cg_iterations, network->backend, err);
        if (status != OHM_OK)
            return status;
        for (size_t u = 0; u < n; u++)
            network->total[u] += network->correction[u];
        now = correct_currents(current, network);
    }
    if (!(now.residual <= fmax(RESIDUAL_MAX * now.current, vanishing)))
        return ohm_fail(err, OHM_E_PRECISION, "network: rounding leaves a current of %.3g A unaccounted for "
                        "beside %.3g A: the conductances are too far apart", now.residual, now.current);
    return OHM_OK;
}

/* Starts an iterative solver at its first guess, unless that is worse than nothing. */
static balance
take_guess(double *restrict current, const double *restrict potential, ohm_network *network,
           const double *emf, balance start)
{
    const size_t n = (size_t)network->reduced->unknowns;

    memcpy(network->correction, network->total, n * sizeof *network->correction);
    const balance now = correct_currents(current, network);
    if (now.residual <= start.residual)
        return now;
    memset(network->total, 0, n * sizeof *network->total);
    memset(network->correction, 0, n * sizeof *network->correction);
    currents_at(current, potential, network, emf);
    return correct_currents(current, network);
}

ohm_status
ohm_network_solve(double *potential, double *current, ohm_network *network, const double *emf,
                  const double *held, const double *injection, ohm_error *err)
{
    const ohm_reduced *reduced = network->reduced;
    const size_t places = (size_t)reduced->unknowns + 1;
    ohm_status status;

    if (!network->factored)
        return ohm_fail(err, OHM_E_ARG, "network: solved before it was factored");
    memset(network->injected, 0, places * sizeof *network->injected);
    memset(network->total, 0, places * sizeof *network->total);
    memset(network->correction, 0, places * sizeof *network->correction);
    if (injection != NULL) {
        if ((status = find_bad_input(network, NULL, NULL, injection, err)) != OHM_OK
            || (status = check_injection(network, injection, err)) != OHM_OK)
            return status;
        for (size_t v = 0; v < reduced->nodes; v++)
            network->injected[reduced->unknown[v]] += injection[v];
    }
    start_potentials(potential, network, held);
    currents_at(current, potential, network, emf);
    const balance start = correct_currents(current, network);
    if (!isfinite(start.residual) || !isfinite(start.current)) {
        status = find_bad_input(network, emf, held, injection, err);
        return status != OHM_OK ? status : ohm_fail(err, OHM_E_PRECISION, "network: the currents overflow");
    }
    const balance guessed = network->iterative ? take_guess(current, potential, network, emf, start) : start;
    if ((status = correct(current, network, guessed, start.current + start.residual, err)) != OHM_OK)
        return status;
    for (size_t v = 0; v < reduced->nodes; v++)
        potential[v] += network->total[reduced->unknown[v]];
    return OHM_OK;
}

/* Room for lanes and their scratch, at the first call. */
static ohm_status
make_lanes(ohm_network *network, ohm_error *err)
{
    const size_t size = ((size_t)network->reduced->unknowns + 1) * OHM_NETWORK_LANES;

    if (!network->factored)
        return ohm_fail(err, OHM_E_ARG, "network: solved before it was factored");
    if (network->lanes == NULL && (network->lanes = OHM_ARRAY(double, 2 * size)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "network: %d unknowns, %d times", network->reduced->unknowns,
                        OHM_NETWORK_LANES);
    return OHM_OK;
}

typedef struct {
    double *current;            /* M by lanes */
    const double *emf;          /* M by lanes */
    double *x;                  /* n + 1 by lanes: the sums at the nodes, then the potentials */
    const double *g;            /* M */
    const size_t *tail, *head;  /* M */
    const ohm_reduced *reduced;
} lanes_args;

_Static_assert(OHM_NETWORK_LANES % (int)OHM_LANES == 0, "lanes are taken a register at a time");

/* B G e at the unknowns, for every lane; ground takes what is left. */
OHM_INLINE void
gather_lanes_body(const lanes_args *args)
{
    const ohm_reduced *reduced = args->reduced;

    for (int b = 0; b < reduced->branches; b++) {
        double *tail = args->x + (size_t)reduced->tail[b] * OHM_NETWORK_LANES;
        double *head = args->x + (size_t)reduced->head[b] * OHM_NETWORK_LANES;
        const double *emf = args->emf + (size_t)reduced->edge[b] * OHM_NETWORK_LANES;

        for (int half = 0; half < OHM_NETWORK_LANES; half += OHM_LANES) {
            const ohm_lanes i = args->g[reduced->edge[b]] * ohm_lanes_load(emf + half);

            ohm_lanes_store(tail + half, ohm_lanes_load(tail + half) - i);
            ohm_lanes_store(head + half, ohm_lanes_load(head + half) + i);
        }
    }
}

OHM_KERNEL(gather_lanes, lanes_args)

/* i = G (e - B^t p) of every lane. */
OHM_INLINE void
scatter_lanes_body(const lanes_args *args)
{
    const ohm_reduced *reduced = args->reduced;

    for (int b = 0; b < reduced->branches; b++) {
        const double *tail = args->x + (size_t)reduced->tail[b] * OHM_NETWORK_LANES;
        const double *head = args->x + (size_t)reduced->head[b] * OHM_NETWORK_LANES;
        const size_t at = (size_t)reduced->edge[b] * OHM_NETWORK_LANES;

        for (int half = 0; half < OHM_NETWORK_LANES; half += OHM_LANES) {
            const ohm_lanes drop = ohm_lanes_load(head + half) - ohm_lanes_load(tail + half);
            const ohm_lanes emf = ohm_lanes_load(args->emf + at + half);

            ohm_lanes_store(args->current + at + half, args->g[reduced->edge[b]] * (emf - drop));
        }
    }
}

OHM_KERNEL(scatter_lanes, lanes_args)

/* Edges that are no branches see no potential difference the unknowns have a part in. */
static void
scatter_others(const lanes_args *args)
{
    const ohm_reduced *reduced = args->reduced;

    for (size_t k = 0; k < reduced->edges; k++)
        if (reduced->unknown[args->tail[k]] == reduced->unknown[args->head[k]])
            for (size_t l = k * OHM_NETWORK_LANES; l < (k + 1) * OHM_NETWORK_LANES; l++)
                args->current[l] = args->g[k] * args->emf[l];
}

ohm_status
ohm_network_response(double *current, const double *emf, ohm_network *network, ohm_error *err)
{
    const ohm_reduced *reduced = network->reduced;
    const size_t size = ((size_t)reduced->unknowns + 1) * OHM_NETWORK_LANES;

    ohm_status status = make_lanes(network, err);

    if (status != OHM_OK)
        return status;
    const lanes_args args = { current, emf, network->lanes, network->g, network->graph->tail,
                              network->graph->head, reduced };

    memset(network->lanes, 0, size * sizeof *network->lanes);
    gather_lanes(&args);
    memset(network->lanes + size - OHM_NETWORK_LANES, 0, OHM_NETWORK_LANES * sizeof *network->lanes);
    status = ohm_backend_solve_lanes(network->lanes, network->lanes + size, network->tolerance,
                                     &network->work.cg_iterations, network->backend, err);
    if (status != OHM_OK)
        return status;
    scatter_lanes(&args);
    scatter_others(&args);
    network->work.solves += OHM_NETWORK_LANES;
    return OHM_OK;
}

/* Takes g^2 b^t A^-1 b apart: the terms whose column of A^-1 is one of those in the lanes. */
static void
take_columns(double *diagonal, const double *x, int from, const double *g, const ohm_reduced *reduced)
{
    for (int b = 0; b < reduced->branches; b++) {
        const int tail = reduced->tail[b], head = reduced->head[b];
        const double square = g[reduced->edge[b]] * g[reduced->edge[b]];
        double sum = 0.0;

        if (tail >= from && tail < from + OHM_NETWORK_LANES && tail < reduced->unknowns)
            sum += x[tail * OHM_NETWORK_LANES + (tail - from)] - x[head * OHM_NETWORK_LANES + (tail - from)];
        if (head >= from && head < from + OHM_NETWORK_LANES && head < reduced->unknowns)
            sum += x[head * OHM_NETWORK_LANES + (head - from)] - x[tail * OHM_NETWORK_LANES + (head - from)];
        diagonal[reduced->edge[b]] -= square * sum;
    }
}

ohm_status
ohm_network_self_response(double *diagonal, ohm_network *network, ohm_error *err)
{
    const ohm_reduced *reduced = network->reduced;
    const size_t size = ((size_t)reduced->unknowns + 1) * OHM_NETWORK_LANES;
    ohm_status status = make_lanes(network, err);

    if (status == OHM_OK && reduced->edges > 0)
        memcpy(diagonal, network->g, reduced->edges * sizeof *diagonal);
    for (int from = 0; from < reduced->unknowns && status == OHM_OK; from += OHM_NETWORK_LANES) {
        memset(network->lanes, 0, size * sizeof *network->lanes);
        for (int u = from; u < reduced->unknowns && u < from + OHM_NETWORK_LANES; u++)
            network->lanes[u * OHM_NETWORK_LANES + (u - from)] = 1.0;
        status = ohm_backend_solve_lanes(network->lanes, network->lanes + size, network->tolerance,
                                         &network->work.cg_iterations, network->backend, err);
        if (status == OHM_OK)
            take_columns(diagonal, network->lanes, from, network->g, reduced);
        network->work.solves += OHM_NETWORK_LANES;
    }
    return status;
}

ohm_status
ohm_network_log_determinant(double *out, const ohm_network *network, ohm_error *err)
{
    if (!network->factored)
        return ohm_fail(err, OHM_E_ARG, "network: determinant before it was factored");
    return ohm_backend_log_determinant(out, network->backend, err);
}

void
ohm_network_delivered(double *delivered, const double *current, const ohm_graph *graph)
{
    memset(delivered, 0, graph->nodes * sizeof *delivered);
    for (size_t k = 0; k < graph->edges; k++)
        if (graph->tail[k] != graph->head[k]) {
            delivered[graph->tail[k]] += current[k];
            delivered[graph->head[k]] -= current[k];
        }
}

double
ohm_network_kcl_residual(const double *current, const double *injection, const ohm_network *network)
{
    double *sum = network->at_node, most = 0.0;

    ohm_network_delivered(sum, current, network->graph);
    for (size_t v = 0; v < network->graph->nodes; v++) {
        const double left = sum[v] - (injection != NULL ? injection[v] : 0.0);

        if (!network->reduced->held[v] && !(fabs(left) <= most))
            most = fabs(left);
    }
    return most;
}
