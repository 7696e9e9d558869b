/* lib/dynamics/omega_flow.c -- see omega_flow.h */
#include "dynamics/omega_flow.h"
#include "base/array.h"
#include "solve/dense.h"
#include "topology/cycle.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Injections of a component without a held node may miss zero by the rounding of
 * their sum. */
static const double INJECTION_SLACK = 64.0 * DBL_EPSILON;

struct ohm_omega_flow {
    ohm_problem problem;
    ohm_graph *joined;          /* held nodes are its node 0, where there are any */
    size_t *node;               /* N: node of the circuit -> node of the joined graph */
    bool has_datum;             /* some node is held */
    ohm_forest *forest;         /* of the joined graph */
    double *kernel;             /* M x M: Omega_P P^-1 */
    ohm_dense_lu *lu;           /* order M */
    double *resistance, *current, *flow, *emf, *pull;       /* M; flow is i_p, pull S' - R i_p */
    double *potential, *held, *injection, *surplus;         /* N */
    ohm_solver_choice choice;
};

void
ohm_omega_flow_free(ohm_omega_flow *flow)
{
    if (flow == NULL)
        return;
    ohm_graph_free(flow->joined);
    ohm_forest_free(flow->forest);
    ohm_dense_lu_free(flow->lu);
    free(flow->node);
    free(flow->kernel);
    free(flow->resistance);
    free(flow->current);
    free(flow->flow);
    free(flow->emf);
    free(flow->pull);
    free(flow->potential);
    free(flow->held);
    free(flow->injection);
    free(flow->surplus);
    free(flow);
}

/* The circuit with its held nodes joined into node 0. */
static ohm_status
join_held(ohm_omega_flow *flow, ohm_error *err)
{
    const ohm_graph *graph = flow->problem.graph;
    const bool *held = flow->problem.drive->held;
    size_t *tail = OHM_ARRAY(size_t, graph->edges), *head = OHM_ARRAY(size_t, graph->edges), next;
    ohm_status status = OHM_E_NOMEM;

    flow->node = OHM_ARRAY(size_t, graph->nodes);
    if (tail == NULL || head == NULL || flow->node == NULL) {
        ohm_fail(err, status, "omega: out of memory");
        goto done;
    }
    for (size_t v = 0; v < graph->nodes; v++)
        flow->has_datum |= held[v];
    next = flow->has_datum ? 1 : 0;
    for (size_t v = 0; v < graph->nodes; v++)
        flow->node[v] = held[v] ? 0 : next++;
    for (size_t k = 0; k < graph->edges; k++) {
        tail[k] = flow->node[graph->tail[k]];
        head[k] = flow->node[graph->head[k]];
    }
    status = ohm_graph_alloc(&flow->joined, next, graph->edges, tail, head, err);
    if (status == OHM_OK)
        status = ohm_forest_alloc(&flow->forest, flow->joined, err);
done:
    free(tail);
    free(head);
    return status;
}

/* kernel = A^t (A P A^t)^-1 A from the dense A (L x M), A^t (M x L) and its solution. */
static ohm_status
invert_loops(ohm_omega_flow *flow, double *a, double *transposed, double *solved, size_t l, ohm_error *err)
{
    const ohm_memristors *device = flow->problem.device;
    const size_t m = device->edges;
    ohm_dense_lu *loops;
    ohm_status status = ohm_dense_lu_alloc(&loops, l, err);

    if (status != OHM_OK)
        return status;
    for (size_t k = 0; k < m; k++)
        for (size_t i = 0; i < l; i++) {
            transposed[k + i * m] = device->sign[k] * device->r_on[k] * a[i + k * l];
            solved[i + k * l] = a[i + k * l];
        }
    ohm_dense_product(ohm_dense_lu_matrix(loops), a, transposed, l, l, m);
    if ((status = ohm_dense_lu_factor(loops, err)) == OHM_OK) {
        ohm_dense_lu_solve(solved, m, loops, false);
        for (size_t k = 0; k < m; k++)
            for (size_t i = 0; i < l; i++)
                transposed[k + i * m] = a[i + k * l];
        ohm_dense_product(flow->kernel, transposed, solved, m, m, l);
    } else {
        ohm_fail_within(err, status, "omega: A P A^t (active elements cancel)");
    }
    ohm_dense_lu_free(loops);
    return status;
}

static ohm_status
build_kernel(ohm_omega_flow *flow, ohm_error *err)
{
    const size_t m = flow->problem.graph->edges, l = flow->forest->chords;
    ohm_sign_matrix *cycles;
    double *a = OHM_ZEROS(double, l * m), *transposed = OHM_ARRAY(double, l * m);
    double *solved = OHM_ARRAY(double, l * m);
    ohm_status status;

    flow->kernel = OHM_ZEROS(double, m * m);
    if (a == NULL || transposed == NULL || solved == NULL || flow->kernel == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "omega: out of memory for a dense %zu x %zu matrix", m, m);
    else
        status = ohm_cycle_alloc(&cycles, flow->joined, flow->forest, err);
    if (status == OHM_OK) {
        for (size_t i = 0; i < l; i++)
            for (size_t j = cycles->start[i]; j < cycles->start[i + 1]; j++)
                a[i + cycles->column[j] * l] = cycles->sign[j];
        ohm_sign_matrix_free(cycles);
        if (l > 0)
            status = invert_loops(flow, a, transposed, solved, l, err);
    }
    free(a);
    free(transposed);
    free(solved);
    return status;
}

static ohm_status
alloc_arrays(ohm_omega_flow *flow, ohm_error *err)
{
    const size_t n = flow->problem.graph->nodes, m = flow->problem.graph->edges;

    flow->resistance = OHM_ZEROS(double, m);
    flow->current = OHM_ZEROS(double, m);
    flow->flow = OHM_ZEROS(double, m);
    flow->emf = OHM_ZEROS(double, m);
    flow->pull = OHM_ZEROS(double, m);
    flow->potential = OHM_ZEROS(double, n);
    flow->held = OHM_ZEROS(double, n);
    flow->injection = OHM_ZEROS(double, n);
    flow->surplus = OHM_ZEROS(double, n + 1);
    if (flow->resistance == NULL || flow->current == NULL || flow->flow == NULL || flow->emf == NULL
        || flow->pull == NULL || flow->potential == NULL || flow->held == NULL || flow->injection == NULL
        || flow->surplus == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "omega: out of memory");
    return OHM_OK;
}

ohm_status
ohm_omega_flow_alloc(ohm_omega_flow **out, const ohm_problem *problem, ohm_error *err)
{
    const size_t m = problem->graph->edges;
    ohm_omega_flow *flow;
    ohm_status status;

    *out = NULL;
    if (m > OHM_DENSE_MAX)
        return ohm_fail(err, OHM_E_METHOD, "omega: %zu edges are too many for a dense %d x %d solve (try "
                        "--method taylor)", m, OHM_DENSE_MAX, OHM_DENSE_MAX);
    if ((flow = OHM_ZEROS(ohm_omega_flow, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "omega: out of memory");
    flow->problem = *problem;
    flow->choice.kind = OHM_SOLVER_DENSE;
    flow->choice.unknowns = (double)m;
    flow->choice.fill = (double)m * (double)m;
    flow->choice.flops = 2.0 / 3.0 * pow((double)m, 3.0);
    snprintf(flow->choice.why, sizeof flow->choice.why, "eq. (4) as it stands: a dense %zu x %zu solve", m, m);
    status = alloc_arrays(flow, err);
    if (status == OHM_OK)
        status = join_held(flow, err);
    if (status == OHM_OK)
        status = build_kernel(flow, err);
    if (status == OHM_OK && m > 0)
        status = ohm_dense_lu_alloc(&flow->lu, m, err);
    if (status != OHM_OK) {
        ohm_omega_flow_free(flow);
        return status;
    }
    *out = flow;
    return OHM_OK;
}

/* i_p: every node's injection runs up the forest to its root. */
static ohm_status
forest_flow(double t, ohm_omega_flow *flow, ohm_error *err)
{
    const ohm_forest *forest = flow->forest;
    double size = 0.0;

    memset(flow->flow, 0, flow->problem.graph->edges * sizeof *flow->flow);
    memset(flow->surplus, 0, (flow->joined->nodes + 1) * sizeof *flow->surplus);
    for (size_t v = 0; v < flow->problem.graph->nodes; v++) {
        flow->surplus[flow->node[v]] += flow->injection[v];
        size += fabs(flow->injection[v]);
    }
    for (size_t i = forest->nodes; i-- > 0;) {
        const size_t v = forest->order[i], k = forest->parent_edge[v];

        if (k != OHM_NONE) {
            flow->flow[k] = flow->joined->tail[k] == v ? flow->surplus[v] : -flow->surplus[v];
            flow->surplus[forest->parent[v]] += flow->surplus[v];
        } else if (!(flow->has_datum && v == 0) && fabs(flow->surplus[v]) > INJECTION_SLACK * size) {
            return ohm_fail(err, OHM_E_CONTENT, "t = %g: %g A are injected into a component that holds no "
                            "node: they have no way out (hold a node of it)", t, flow->surplus[v]);
        }
    }
    return OHM_OK;
}

/* Potentials from v = R i - S along the forest; those of held nodes are given. */
static void
find_potentials(ohm_omega_flow *flow)
{
    const ohm_graph *graph = flow->problem.graph;
    const bool *held = flow->problem.drive->held;
    double *joined = flow->surplus;         /* by node of the joined graph */

    for (size_t i = 0; i < flow->forest->nodes; i++) {
        const size_t v = flow->forest->order[i], k = flow->forest->parent_edge[v];

        joined[v] = 0.0;
        if (k == OHM_NONE)
            continue;
        const bool upwards = flow->joined->tail[k] == v;    /* from v to its parent */
        const size_t end = upwards ? graph->head[k] : graph->tail[k];
        const double there = held[end] ? flow->held[end] : joined[flow->node[end]];
        const double rise = flow->emf[k] - flow->resistance[k] * flow->current[k];  /* p_head - p_tail */

        joined[v] = upwards ? there - rise : there + rise;
    }
    for (size_t v = 0; v < graph->nodes; v++)
        flow->potential[v] = held[v] ? flow->held[v] : joined[flow->node[v]];
}

/* current = i_p + (I + kernel P Xi W)^-1 kernel (S' - R i_p). */
static ohm_status
solve_currents(const double *w, ohm_omega_flow *flow, ohm_error *err)
{
    const ohm_memristors *device = flow->problem.device;
    const ohm_graph *graph = flow->problem.graph;
    const bool *held = flow->problem.drive->held;
    const size_t m = device->edges;
    double *lhs = ohm_dense_lu_matrix(flow->lu);
    ohm_status status;

    for (size_t k = 0; k < m; k++) {
        const double swing = device->sign[k] * device->r_on[k] * device->xi[k] * w[k];
        const size_t tail = graph->tail[k], head = graph->head[k];

        flow->pull[k] = flow->emf[k] - flow->resistance[k] * flow->flow[k]
            + (held[tail] ? flow->held[tail] : 0.0) - (held[head] ? flow->held[head] : 0.0);
        for (size_t i = 0; i < m; i++)
            lhs[i + k * m] = swing * flow->kernel[i + k * m];
        lhs[k + k * m] += 1.0;
    }
    ohm_dense_apply(flow->current, flow->kernel, flow->pull, m, m, false);
    if ((status = ohm_dense_lu_factor(flow->lu, err)) != OHM_OK)
        return ohm_fail_within(err, status, "omega: I + Omega_P Xi W (active elements cancel)");
    ohm_dense_lu_solve(flow->current, 1, flow->lu, false);
    for (size_t k = 0; k < m; k++)
        flow->current[k] += flow->flow[k];
    return OHM_OK;
}

ohm_status
ohm_omega_flow_rhs(double *restrict dwdt, double t, const double *restrict w, ohm_omega_flow *flow,
                   ohm_error *err)
{
    const ohm_problem *problem = &flow->problem;
    ohm_status status = ohm_memristors_resistance(flow->resistance, w, problem->device, err);

    if (status != OHM_OK)
        return status;
    ohm_drive_at(flow->emf, flow->held, flow->injection, t, problem->drive);
    if ((status = forest_flow(t, flow, err)) != OHM_OK)
        return status;
    if (problem->device->edges > 0 && (status = solve_currents(w, flow, err)) != OHM_OK)
        return status;
    find_potentials(flow);
    ohm_memristors_drift(dwdt, w, flow->current, flow->resistance, problem->device);
    return OHM_OK;
}

const double *
ohm_omega_flow_current(const ohm_omega_flow *flow)
{
    return flow->current;
}

const double *
ohm_omega_flow_potential(const ohm_omega_flow *flow)
{
    return flow->potential;
}

const ohm_solver_choice *
ohm_omega_flow_choice(const ohm_omega_flow *flow)
{
    return &flow->choice;
}

static ohm_status
field_rhs(double *dwdt, double t, const double *w, void *self, ohm_error *err)
{
    return ohm_omega_flow_rhs(dwdt, t, w, self, err);
}

static const double *
field_current(const void *self)
{
    return ohm_omega_flow_current(self);
}

static const double *
field_potential(const void *self)
{
    return ohm_omega_flow_potential(self);
}

ohm_field
ohm_omega_flow_field(ohm_omega_flow *flow)
{
    return (ohm_field){ flow, field_rhs, NULL, field_current, field_potential };
}
