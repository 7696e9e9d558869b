/* lib/kirchhoff/clamp.c -- see clamp.h */
#include "kirchhoff/clamp.h"
#include "base/array.h"
#include "solve/cholesky.h"
#include "solve/row_system.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Where whole rows give way to a sparse factorisation: measured on lattices
 * (validation/bench/RESULTS-contrastive.md). */
enum { DENSE_MOST = 200 };

typedef struct {                /* an edge between a source and a free node */
    size_t edge, node, source;  /* node: of the network; source: which of them */
} boundary;

struct ohm_clamp {
    size_t nodes, edges, sources, readouts, columns;
    size_t n;                   /* unknowns: nodes neither held nor out of reach */
    size_t *unknown;            /* nodes: place among them, or OHM_NONE */
    size_t *node;               /* n: its inverse */
    size_t *source;             /* sources */
    ohm_readout *readout;       /* readouts */
    size_t *at;                 /* 3 * edges: entries (i,i), (j,j), (i,j), or the waste */
    size_t boundaries;
    boundary *boundary;
    ohm_row_system *dense;     /* one of the two */
    ohm_cholesky *sparse;
    double *right;              /* sparse: n * (columns + readouts) */
    double *potential;          /* columns * nodes */
    double *influence;          /* readouts * nodes */
    double *factor;             /* readouts^2: Cholesky factor of A, lower, 1/L on the diagonal */
};

void
ohm_clamp_free(ohm_clamp *c)
{
    if (c == NULL)
        return;
    ohm_row_system_free(c->dense);
    ohm_cholesky_free(c->sparse);
    free(c->unknown);
    free(c->node);
    free(c->source);
    free(c->readout);
    free(c->at);
    free(c->boundary);
    free(c->right);
    free(c->potential);
    free(c->influence);
    free(c->factor);
    free(c);
}

const char *
ohm_clamp_solver(const ohm_clamp *c)
{
    return c->sparse != NULL ? "cholesky" : "dense";
}

/* ---- made once ------------------------------------------------------------------------- */
/* Numbers the unknowns. */
static ohm_status
number_unknowns(ohm_clamp *c, const ohm_terminals *t, ohm_error *err)
{
    bool *reached = OHM_ARRAY(bool, c->nodes);
    ohm_status status = reached == NULL ? ohm_fail(err, OHM_E_NOMEM, "clamp: %zu nodes", c->nodes)
                                        : ohm_terminals_reach(reached, t, err);

    if (status == OHM_OK) {
        for (size_t s = 0; s < c->sources; s++)
            reached[t->source[s]] = false;
        for (size_t v = 0; v < c->nodes; v++) {
            c->unknown[v] = reached[v] ? c->n : OHM_NONE;
            if (reached[v])
                c->node[c->n++] = v;
        }
    }
    free(reached);
    return status;
}

static ohm_status
make_solver(ohm_clamp *c, size_t pairs, const size_t *a, const size_t *b, ohm_error *err)
{
    const size_t columns = c->columns + c->readouts;
    int *row, *column;
    ohm_status status;

    if (c->n <= DENSE_MOST)
        return ohm_row_system_alloc(&c->dense, c->n, pairs, a, b, columns, err);
    if (c->n > INT32_MAX)
        return ohm_fail(err, OHM_E_METHOD, "clamp: %zu unknowns: more than 32-bit indices reach", c->n);
    row = OHM_ARRAY(int, pairs);
    column = OHM_ARRAY(int, pairs);
    c->right = ohm_zeros(c->n, columns * sizeof *c->right);
    if (row == NULL || column == NULL || c->right == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "clamp: %zu unknowns", c->n);
    } else {
        for (size_t p = 0; p < pairs; p++) {
            row[p] = (int)a[p];
            column[p] = (int)b[p];
        }
        status = ohm_cholesky_alloc(&c->sparse, c->n, pairs, row, column, OHM_CHOLESKY_OFTEN, err);
    }
    free(row);
    free(column);
    return status;
}

/* The place of entry (i, j) among the values, the upper of the two where they differ. */
static size_t
entry(const ohm_clamp *c, size_t i, size_t j)
{
    if (c->sparse == NULL)
        return ohm_row_system_upper(c->dense, i, j);
    const int *order = ohm_cholesky_order(c->sparse);

    return (size_t)ohm_pattern_find(ohm_cholesky_pattern(c->sparse), order[i], order[j]);
}

/* Edges inside become entries; edges to a source right-hand sides; the others nothing.
 * What an edge does not change goes to the waste, so that assembling takes no branch. */
static void
place_edges(ohm_clamp *c, const ohm_terminals *t)
{
    const size_t waste = c->dense != NULL ? ohm_row_system_waste(c->dense) : OHM_NONE;
    const ohm_graph *g = t->graph;

    for (size_t k = 0; k < c->edges; k++) {
        const size_t i = c->unknown[g->tail[k]], j = c->unknown[g->head[k]];
        size_t *at = c->at + 3 * k;

        at[0] = at[1] = at[2] = waste;
        if (g->tail[k] == g->head[k] || (t->cut != NULL && t->cut[k]))
            continue;
        if (i != OHM_NONE)
            at[0] = entry(c, i, i);
        if (j != OHM_NONE)
            at[1] = entry(c, j, j);
        if (i != OHM_NONE && j != OHM_NONE)
            at[2] = entry(c, i, j);
        for (size_t s = 0; (i == OHM_NONE) != (j == OHM_NONE) && s < c->sources; s++)
            if (t->source[s] == (i == OHM_NONE ? g->tail[k] : g->head[k]))
                c->boundary[c->boundaries++] = (boundary){ k, i == OHM_NONE ? g->head[k] : g->tail[k], s };
    }
}

static ohm_status
build(ohm_clamp *c, const ohm_terminals *t, ohm_error *err)
{
    size_t *pair = ohm_array(c->edges, 2 * sizeof *pair), pairs = 0;
    ohm_status status;

    if (pair == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "clamp: %zu edges", c->edges);
    for (size_t k = 0; k < c->edges; k++) {
        const size_t i = c->unknown[t->graph->tail[k]], j = c->unknown[t->graph->head[k]];

        if (i != OHM_NONE && j != OHM_NONE && i != j && (t->cut == NULL || !t->cut[k])) {
            pair[pairs] = i;
            pair[c->edges + pairs++] = j;
        }
    }
    status = make_solver(c, pairs, pair, pair + c->edges, err);
    free(pair);
    if (status != OHM_OK)
        return status;
    place_edges(c, t);
    return OHM_OK;
}

ohm_status
ohm_clamp_alloc(ohm_clamp **out, const ohm_terminals *t, size_t columns, ohm_error *err)
{
    const size_t nodes = t->graph->nodes, edges = t->graph->edges;
    ohm_clamp *c;
    ohm_status status = ohm_terminals_check(t, err);

    *out = NULL;
    if (status != OHM_OK)
        return status;
    if ((c = OHM_ZEROS(ohm_clamp, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "clamp: %zu nodes", nodes);
    c->nodes = nodes;
    c->edges = edges;
    c->sources = t->sources;
    c->readouts = t->readouts;
    c->columns = columns;
    c->unknown = OHM_ARRAY(size_t, nodes);
    c->node = OHM_ARRAY(size_t, nodes);
    c->source = ohm_copy(t->source, t->sources, sizeof *t->source);
    c->readout = ohm_copy(t->readout, t->readouts, sizeof *t->readout);
    c->at = ohm_array(edges, 3 * sizeof *c->at);
    c->boundary = OHM_ARRAY(boundary, edges);
    c->potential = ohm_zeros(nodes, columns * sizeof *c->potential);
    c->influence = ohm_zeros(nodes, t->readouts * sizeof *c->influence);
    c->factor = ohm_zeros(t->readouts, t->readouts * sizeof *c->factor);
    if (c->unknown == NULL || c->node == NULL || c->source == NULL || c->readout == NULL || c->at == NULL
        || c->boundary == NULL || c->potential == NULL || c->influence == NULL || c->factor == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "clamp: %zu nodes, %zu samples", nodes, columns);
    if (status == OHM_OK)
        status = number_unknowns(c, t, err);
    if (status == OHM_OK && c->n == 0)
        status = ohm_fail(err, OHM_E_CONTENT, "every node is a source: nothing is left to learn");
    if (status == OHM_OK)
        status = build(c, t, err);
    if (status != OHM_OK) {
        ohm_clamp_free(c);
        return status;
    }
    *out = c;
    return OHM_OK;
}

/* ---- every time ---------------------------------------------------------------------------- */
static void
keep_sources(ohm_clamp *c, size_t columns, const double *x)
{
    for (size_t s = 0; s < columns; s++)
        for (size_t k = 0; k < c->sources; k++)
            c->potential[s * c->nodes + c->source[k]] = x[s * c->sources + k];
}

/* +1 and -1 of the read-outs at the unknowns. */
static void
set_readouts_dense(const ohm_clamp *c, double *value, size_t columns)
{
    for (size_t r = 0; r < c->readouts; r++) {
        const ohm_readout *o = &c->readout[r];

        if (c->unknown[o->plus] != OHM_NONE)
            value[ohm_row_system_right(c->dense, c->unknown[o->plus], columns + r)] = 1.0;
        if (o->minus != OHM_NONE && c->unknown[o->minus] != OHM_NONE)
            value[ohm_row_system_right(c->dense, c->unknown[o->minus], columns + r)] = -1.0;
    }
}

/* The right-hand sides are those of the sources at x, or (x NULL) of the currents. */
static ohm_status
solve_dense(ohm_clamp *c, const double *k, size_t columns, const double *x, const double *current,
            ohm_error *err)
{
    double *value = ohm_row_system_values(c->dense);
    ohm_status status;

    ohm_row_system_clear(c->dense);
    for (size_t e = 0; e < c->edges; e++) {
        const size_t *at = c->at + 3 * e;

        value[at[0]] += k[e];
        value[at[1]] += k[e];
        value[at[2]] -= k[e];
    }
    for (size_t b = 0; x != NULL && b < c->boundaries; b++) {
        const boundary *edge = &c->boundary[b];
        double *right = value + ohm_row_system_right(c->dense, c->unknown[edge->node], 0);

        for (size_t s = 0; s < columns; s++)
            right[s] += k[edge->edge] * x[s * c->sources + edge->source];
    }
    for (size_t i = 0; x == NULL && i < c->n; i++)
        value[ohm_row_system_right(c->dense, i, 0)] = current[c->node[i]];
    set_readouts_dense(c, value, columns);
    if ((status = ohm_row_system_solve(c->dense, columns + c->readouts, true, err)) != OHM_OK)
        return status;
    for (size_t i = 0; i < c->n; i++) {
        const double *answer = value + ohm_row_system_right(c->dense, i, 0);

        for (size_t s = 0; s < columns; s++)
            c->potential[s * c->nodes + c->node[i]] = answer[s];
        for (size_t r = 0; r < c->readouts; r++)
            c->influence[r * c->nodes + c->node[i]] = answer[columns + r];
    }
    return OHM_OK;
}

static void
assemble_sparse(ohm_clamp *c, const double *k, size_t columns, const double *x, const double *current)
{
    double *value = ohm_cholesky_values(c->sparse);
    const int *order = ohm_cholesky_order(c->sparse);

    memset(value, 0, (size_t)ohm_cholesky_pattern(c->sparse)->entries * sizeof *value);
    for (size_t e = 0; e < c->edges; e++) {
        const size_t *at = c->at + 3 * e;

        if (at[0] != OHM_NONE)
            value[at[0]] += k[e];
        if (at[1] != OHM_NONE)
            value[at[1]] += k[e];
        if (at[2] != OHM_NONE)
            value[at[2]] -= k[e];
    }
    memset(c->right, 0, c->n * (columns + c->readouts) * sizeof *c->right);
    for (size_t i = 0; x == NULL && i < c->n; i++)
        c->right[order[i]] = current[c->node[i]];
    for (size_t b = 0; x != NULL && b < c->boundaries; b++) {
        const boundary *edge = &c->boundary[b];

        for (size_t s = 0; s < columns; s++)
            c->right[s * c->n + (size_t)order[c->unknown[edge->node]]]
                += k[edge->edge] * x[s * c->sources + edge->source];
    }
    for (size_t r = 0; r < c->readouts; r++) {
        double *right = c->right + (columns + r) * c->n;
        const ohm_readout *o = &c->readout[r];

        if (c->unknown[o->plus] != OHM_NONE)
            right[order[c->unknown[o->plus]]] = 1.0;
        if (o->minus != OHM_NONE && c->unknown[o->minus] != OHM_NONE)
            right[order[c->unknown[o->minus]]] = -1.0;
    }
}

static ohm_status
solve_sparse(ohm_clamp *c, const double *k, size_t columns, const double *x, const double *current,
             ohm_error *err)
{
    const int *order = ohm_cholesky_order(c->sparse);
    ohm_status status;

    assemble_sparse(c, k, columns, x, current);
    if ((status = ohm_cholesky_factor(c->sparse, err)) != OHM_OK
        || (status = ohm_cholesky_solve(c->right, columns + c->readouts, c->sparse, err)) != OHM_OK)
        return status;
    for (size_t s = 0; s < columns + c->readouts; s++) {
        const double *answer = c->right + s * c->n;
        double *to = s < columns ? c->potential + s * c->nodes : c->influence + (s - columns) * c->nodes;

        for (size_t i = 0; i < c->n; i++)
            to[c->node[i]] = answer[order[i]];
    }
    return OHM_OK;
}

/* V_plus - V_minus, or V_plus. */
static double
read_out(const ohm_readout *o, const double *v)
{
    return o->minus == OHM_NONE ? v[o->plus] : v[o->plus] - v[o->minus];
}

/* A = P Z = L L^T; 1/L stands on the diagonal. */
static ohm_status
factor_readouts(ohm_clamp *c, ohm_error *err)
{
    const size_t t = c->readouts;
    double *a = c->factor;

    for (size_t j = 0; j < t; j++) {
        for (size_t i = j; i < t; i++) {
            double sum = read_out(&c->readout[i], c->influence + j * c->nodes);

            for (size_t k = 0; k < j; k++)
                sum -= a[i * t + k] * a[j * t + k];
            if (i == j && !(sum > 0.0))
                return ohm_fail(err, OHM_E_SINGULAR,
                                "target %zu cannot be forced independently of the ones before "
                                "it (pivot %g)", j, sum);
            a[i * t + j] = i == j ? 1.0 / sqrt(sum) : sum * a[j * t + j];
        }
    }
    return OHM_OK;
}

ohm_status
ohm_clamp_solve(ohm_clamp *c, const double *k, size_t columns, const double *x, ohm_error *err)
{
    ohm_status status;

    if (columns > c->columns)
        return ohm_fail(err, OHM_E_ARG, "clamp: %zu samples, room for %zu", columns, c->columns);
    keep_sources(c, columns, x);
    status = c->dense != NULL ? solve_dense(c, k, columns, x, NULL, err)
        : solve_sparse(c, k, columns, x, NULL, err);
    return status == OHM_OK ? factor_readouts(c, err) : status;
}

ohm_status
ohm_clamp_solve_currents(ohm_clamp *c, const double *k, const double *current, ohm_error *err)
{
    ohm_status status;

    for (size_t s = 0; s < c->sources; s++)
        c->potential[c->source[s]] = 0.0;
    status = c->dense != NULL ? solve_dense(c, k, 1, NULL, current, err)
        : solve_sparse(c, k, 1, NULL, current, err);
    return status == OHM_OK ? factor_readouts(c, err) : status;
}

const double *
ohm_clamp_potential(const ohm_clamp *c, size_t column)
{
    return c->potential + column * c->nodes;
}

const double *
ohm_clamp_influence(const ohm_clamp *c, size_t readout)
{
    return c->influence + readout * c->nodes;
}

void
ohm_clamp_currents(double *u, const ohm_clamp *c, const double *q)
{
    const size_t t = c->readouts;
    const double *l = c->factor;

    for (size_t i = 0; i < t; i++) {
        double sum = q[i];

        for (size_t k = 0; k < i; k++)
            sum -= l[i * t + k] * u[k];
        u[i] = sum * l[i * t + i];
    }
    for (size_t i = t; i-- > 0;) {
        double sum = u[i];

        for (size_t k = i + 1; k < t; k++)
            sum -= l[k * t + i] * u[k];
        u[i] = sum * l[i * t + i];
    }
}
