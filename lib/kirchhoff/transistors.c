/* lib/kirchhoff/transistors.c -- see transistors.h */
#include "kirchhoff/transistors.h"
#include "base/array.h"
#include "device/transistor.h"
#include "solve/row_system.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_MOST = 200 };

/* Components of a step are cut to this [V]: the law changes its branch on that scale. */
static const double STEP_MOST = 0.3;

/* Imbalance aimed at, per largest S x 1 V^2; rounding of currents of a few S V^2 is there. */
static const double BALANCE = 1e-14;

/* Still accepted where the imbalance stops falling: a thousand times the aim. */
static const double BALANCE_WORST = 1e-11;

/* Conductance of a cut-off edge, per S x 1 V. */
static const double LEAK = 1e-9;

struct ohm_transistors {
    size_t nodes, edges, sources, readouts, n;
    size_t *node;               /* n: nodes of the unknowns */
    size_t *right;              /* nodes: first right-hand side of its row, or the waste */
    size_t *tail, *head;        /* edges */
    size_t *at;                 /* 4 * edges: entries (i,i), (j,j), (i,j), (j,i), or the waste */
    bool *cut;                  /* edges */
    ohm_readout *readout;
    ohm_row_system *rows;
    double *drive_i, *drive_j, *current;    /* edges */
    double *load;               /* nodes: sum of S_e */
    double *pushed;             /* readouts: the currents I_r */
    double *small;              /* readouts * (readouts + 1): A and what it answers */
    double leak;                /* LEAK while a cut-off network is solved, else 0 */
    ohm_transistors_work work;
};

void
ohm_transistors_free(ohm_transistors *net)
{
    if (net == NULL)
        return;
    ohm_row_system_free(net->rows);
    free(net->node);
    free(net->right);
    free(net->tail);
    free(net->head);
    free(net->at);
    free(net->cut);
    free(net->readout);
    free(net->drive_i);
    free(net->drive_j);
    free(net->current);
    free(net->load);
    free(net->pushed);
    free(net->small);
    free(net);
}

const ohm_transistors_work *
ohm_transistors_worked(const ohm_transistors *net)
{
    return &net->work;
}

/* ---- made once ----------------------------------------------------------------------- */
static bool
have_memory(const ohm_transistors *net)
{
    return net->node != NULL && net->right != NULL && net->tail != NULL && net->head != NULL
        && net->at != NULL
           && net->cut != NULL && net->readout != NULL && net->drive_i != NULL && net->drive_j != NULL
           && net->current != NULL && net->load != NULL && net->pushed != NULL && net->small != NULL;
}

static ohm_status
place(ohm_transistors *net, const ohm_terminals *t, size_t *unknown, size_t *pair, ohm_error *err)
{
    size_t pairs = 0;
    ohm_status status;

    for (size_t k = 0; k < net->edges; k++) {
        const size_t i = unknown[net->tail[k]], j = unknown[net->head[k]];

        net->cut[k] = net->tail[k] == net->head[k] || (t->cut != NULL && t->cut[k]);
        if (i != OHM_NONE && j != OHM_NONE && !net->cut[k]) {
            pair[pairs] = i;
            pair[net->edges + pairs++] = j;
        }
    }
    status = ohm_row_system_alloc(&net->rows, net->n, pairs, pair, pair + net->edges, 1 + net->readouts, err);
    if (status != OHM_OK)
        return status;
    const size_t waste = ohm_row_system_waste(net->rows);

    for (size_t v = 0; v < net->nodes; v++)
        net->right[v] = unknown[v] == OHM_NONE ? waste : ohm_row_system_right(net->rows, unknown[v], 0);
    for (size_t k = 0; k < net->edges; k++) {
        const size_t i = unknown[net->tail[k]], j = unknown[net->head[k]];
        const bool both = i != OHM_NONE && j != OHM_NONE && !net->cut[k];
        size_t *at = net->at + 4 * k;

        at[0] = i != OHM_NONE && !net->cut[k] ? ohm_row_system_entry(net->rows, i, i) : waste;
        at[1] = j != OHM_NONE && !net->cut[k] ? ohm_row_system_entry(net->rows, j, j) : waste;
        at[2] = both ? ohm_row_system_entry(net->rows, i, j) : waste;
        at[3] = both ? ohm_row_system_entry(net->rows, j, i) : waste;
    }
    return OHM_OK;
}

static ohm_status
build(ohm_transistors *net, const ohm_terminals *t, ohm_error *err)
{
    size_t *unknown = OHM_ARRAY(size_t, net->nodes), *pair = ohm_array(net->edges, 2 * sizeof *pair);
    bool *reached = OHM_ARRAY(bool, net->nodes);
    ohm_status status = unknown == NULL || pair == NULL || reached == NULL
                            ? ohm_fail(err, OHM_E_NOMEM, "transistors: %zu edges", net->edges)
                            : ohm_terminals_reach(reached, t, err);

    if (status == OHM_OK) {
        for (size_t s = 0; s < t->sources; s++)
            reached[t->source[s]] = false;
        for (size_t v = 0; v < net->nodes; v++) {
            unknown[v] = reached[v] ? net->n : OHM_NONE;
            if (reached[v])
                net->node[net->n++] = v;
        }
        status = net->n == 0 ? ohm_fail(err, OHM_E_CONTENT,
                                        "every node is a source: nothing is left to learn")
                             : place(net, t, unknown, pair, err);
    }
    free(unknown);
    free(pair);
    free(reached);
    return status;
}

ohm_status
ohm_transistors_alloc(ohm_transistors **out, const ohm_terminals *t, ohm_error *err)
{
    const size_t nodes = t->graph->nodes, edges = t->graph->edges, readouts = t->readouts;
    ohm_transistors *net;
    ohm_status status = ohm_terminals_check(t, err);

    *out = NULL;
    if (status != OHM_OK)
        return status;
    if ((net = OHM_ZEROS(ohm_transistors, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "transistors: %zu nodes", nodes);
    net->nodes = nodes;
    net->edges = edges;
    net->sources = t->sources;
    net->readouts = readouts;
    net->node = OHM_ARRAY(size_t, nodes);
    net->right = OHM_ARRAY(size_t, nodes);
    net->tail = ohm_copy(t->graph->tail, edges, sizeof *net->tail);
    net->head = ohm_copy(t->graph->head, edges, sizeof *net->head);
    net->at = ohm_array(edges, 4 * sizeof *net->at);
    net->cut = OHM_ARRAY(bool, edges);
    net->readout = ohm_copy(t->readout, readouts, sizeof *t->readout);
    net->drive_i = OHM_ZEROS(double, edges);
    net->drive_j = OHM_ZEROS(double, edges);
    net->current = OHM_ZEROS(double, edges);
    net->load = OHM_ZEROS(double, nodes);
    net->pushed = OHM_ZEROS(double, readouts);
    net->small = ohm_zeros(readouts, (readouts + 1) * sizeof *net->small);
    status = have_memory(net) ? build(net, t, err) : ohm_fail(err, OHM_E_NOMEM, "transistors: %zu nodes",
                                                              nodes);
    if (status != OHM_OK) {
        ohm_transistors_free(net);
        return status;
    }
    *out = net;
    return OHM_OK;
}

/* ---- the matrix -------------------------------------------------------------------------- */
static void
drive_edges(ohm_transistors *net, const ohm_transistor_edges *edges, const double *v)
{
    const ohm_transistor_law law = edges->law;

    for (size_t e = 0; e < net->edges; e++) {
        const double s = edges->strength[e], g = edges->gate[e], vi = v[net->tail[e]], vj = v[net->head[e]];
        const double di = ohm_transistor_drive(&law, g, vi), dj = ohm_transistor_drive(&law, g, vj);
        const double current = law.gamma > 0.0 ? ohm_transistor_current(&law, g, vi, vj)
                                               : ohm_transistor_square(di, dj, law.n);

        net->current[e] = s * (current + net->leak * (vi - vj));
        net->drive_i[e] = s * (di + net->leak);
        net->drive_j[e] = s * (dj + net->leak);
    }
}

/* The largest |phi''|. */
static double
bend(const ohm_transistor_law *law)
{
    return law->gamma > 0.0 ? law->n + 0.5 * law->gamma / sqrt(law->psi) : law->n;
}

/* dF/dV, or its transpose; the rows are clear. */
static void
fill_matrix(ohm_transistors *net, bool transposed)
{
    double *value = ohm_row_system_values(net->rows);
    const size_t ij = transposed ? 3 : 2, ji = transposed ? 2 : 3;

    for (size_t e = 0; e < net->edges; e++) {
        const size_t *at = net->at + 4 * e;

        value[at[0]] += net->drive_i[e];
        value[at[1]] += net->drive_j[e];
        value[at[ij]] -= net->drive_j[e];
        value[at[ji]] -= net->drive_i[e];
    }
}

/* Adds `factor` times read-out r to column c of the right-hand sides. */
static void
add_readout(ohm_transistors *net, size_t r, size_t c, double factor)
{
    double *value = ohm_row_system_values(net->rows);
    const ohm_readout *o = &net->readout[r];
    const size_t waste = ohm_row_system_waste(net->rows);

    if (net->right[o->plus] != waste)
        value[net->right[o->plus] + c] += factor;
    if (o->minus != OHM_NONE && net->right[o->minus] != waste)
        value[net->right[o->minus] + c] -= factor;
}

/* Column 0: the imbalance -F + P^T I, of which the largest is returned. */
static double
fill_imbalance(ohm_transistors *net, bool pushed)
{
    double *value = ohm_row_system_values(net->rows), worst = 0.0;

    for (size_t e = 0; e < net->edges; e++) {
        const double current = net->cut[e] ? 0.0 : net->current[e];

        value[net->right[net->tail[e]]] -= current;
        value[net->right[net->head[e]]] += current;
    }
    for (size_t r = 0; pushed && r < net->readouts; r++)
        add_readout(net, r, 0, net->pushed[r]);
    for (size_t i = 0; i < net->n; i++) {
        const double imbalance = fabs(value[net->right[net->node[i]]]);

        worst = imbalance > worst || isnan(imbalance) ? imbalance : worst;
    }
    return worst;
}

/* ---- what forces the read-outs --------------------------------------------------------------- */
/* Column c of the solution, read out. */
static double
read_column(const ohm_transistors *net, size_t r, size_t c)
{
    const double *value = ohm_row_system_values(net->rows);
    const ohm_readout *o = &net->readout[r];
    const size_t waste = ohm_row_system_waste(net->rows);
    const double plus = net->right[o->plus] == waste ? 0.0 : value[net->right[o->plus] + c];

    return o->minus == OHM_NONE || net->right[o->minus] == waste ? plus
                                                                 : plus - value[net->right[o->minus] + c];
}

/* Solves the small system by elimination with row pivots, in place; its last column is
 * the answer. */
static ohm_status
solve_small(double *a, size_t t, ohm_error *err)
{
    const size_t width = t + 1;

    for (size_t j = 0; j < t; j++) {
        size_t best = j;

        for (size_t i = j + 1; i < t; i++)
            if (fabs(a[i * width + j]) > fabs(a[best * width + j]))
                best = i;
        if (!(fabs(a[best * width + j]) > 0.0))
            return ohm_fail(err, OHM_E_SINGULAR, "target %zu cannot be forced independently of the others",
                            j);
        for (size_t k = 0; best != j && k < width; k++) {
            const double swap = a[j * width + k];

            a[j * width + k] = a[best * width + k];
            a[best * width + k] = swap;
        }
        for (size_t i = 0; i < t; i++) {
            const double factor = i == j ? 0.0 : a[i * width + j] / a[j * width + j];

            for (size_t k = j; factor != 0.0 && k < width; k++)
                a[i * width + k] -= factor * a[j * width + k];
        }
    }
    for (size_t j = 0; j < t; j++)
        a[j * width + t] /= a[j * width + j];
    return OHM_OK;
}

/* The change of the pushed currents that brings the read-outs to `value` together with the
 * step in column 0; columns 1.. hold Z = J^{-1} P^T. */
static ohm_status
force_step(ohm_transistors *net, const double *v, const double *value, ohm_error *err)
{
    const size_t t = net->readouts, width = t + 1;
    double *answer = ohm_row_system_values(net->rows);
    ohm_status status;

    for (size_t r = 0; r < t; r++) {
        const ohm_readout *o = &net->readout[r];
        const double output = o->minus == OHM_NONE ? v[o->plus] : v[o->plus] - v[o->minus];

        for (size_t c = 0; c < t; c++)
            net->small[r * width + c] = read_column(net, r, 1 + c);
        net->small[r * width + t] = value[r] - output - read_column(net, r, 0);
    }
    if ((status = solve_small(net->small, t, err)) != OHM_OK)
        return status;
    for (size_t r = 0; r < t; r++) {
        const double change = net->small[r * width + t];

        net->pushed[r] += change;
        for (size_t i = 0; i < net->n; i++) {
            double *row = answer + net->right[net->node[i]];

            row[0] += change * row[1 + r];
        }
    }
    return OHM_OK;
}

/* ---- Newton ------------------------------------------------------------------------------------- */
/* Goes the step in column 0; returns its largest component before it was cut. */
static double
go(double *v, const ohm_transistors *net)
{
    const double *answer = ohm_row_system_values(net->rows);
    double largest = 0.0;

    for (size_t i = 0; i < net->n; i++) {
        const double step = answer[net->right[net->node[i]]];

        largest = fabs(step) > largest || isnan(step) ? fabs(step) : largest;
        v[net->node[i]] += step > STEP_MOST ? STEP_MOST : step < -STEP_MOST ? -STEP_MOST : step;
    }
    return largest;
}

/* The largest S, and the largest sum of S at a node. */
static void
weigh(double *strongest, double *heaviest, ohm_transistors *net, const ohm_transistor_edges *edges)
{
    *strongest = *heaviest = 0.0;
    memset(net->load, 0, net->nodes * sizeof *net->load);
    for (size_t e = 0; e < net->edges; e++) {
        const double s = edges->strength[e];

        net->load[net->tail[e]] += s;
        net->load[net->head[e]] += s;
        *strongest = fmax(*strongest, s);
    }
    for (size_t v = 0; v < net->nodes; v++)
        *heaviest = fmax(*heaviest, net->load[v]);
}

/* value NULL: the pushed currents are given; else they are sought. */
static ohm_status
newton(double *v, ohm_transistors *net, const ohm_transistor_edges *edges, bool pushed, const double *value,
       ohm_error *err)
{
    const size_t columns = value != NULL ? 1 + net->readouts : 1;
    double strongest, heaviest, last = INFINITY;

    weigh(&strongest, &heaviest, net, edges);
    for (size_t step = 0; step < STEPS_MOST; step++) {
        ohm_status status;

        ohm_row_system_clear(net->rows);
        drive_edges(net, edges, v);
        const double worst = fill_imbalance(net, pushed || value != NULL);

        if (isnan(worst))
            return ohm_fail(err, OHM_E_DOMAIN, "transistors: a current is not a number");
        if (value == NULL && (worst <= BALANCE * strongest || (worst >= last
                                                               && worst <= BALANCE_WORST * strongest)))
            return OHM_OK;
        last = worst;
        fill_matrix(net, false);
        for (size_t r = 0; value != NULL && r < net->readouts; r++)
            add_readout(net, r, 1 + r, 1.0);
        net->work.eliminations++;
        if ((status = ohm_row_system_solve(net->rows, columns, false, err)) != OHM_OK)
            return status;
        if (value != NULL && (status = force_step(net, v, value, err)) != OHM_OK)
            return status;
        const double largest = go(v, net);

        if (largest <= STEP_MOST
            && 0.5 * bend(&edges->law) * heaviest * largest * largest <= BALANCE * strongest)
            return OHM_OK;
    }
    return ohm_fail(err, OHM_E_NOCONV, "transistors: no balance after %d steps (largest imbalance %g A)",
                    STEPS_MOST, last);
}

static ohm_status
solve(double *v, ohm_transistors *net, const ohm_transistor_edges *edges, bool pushed, const double *value,
      ohm_error *err)
{
    ohm_status status;

    net->work.states++;
    net->leak = 0.0;
    status = newton(v, net, edges, pushed, value, err);
    if (status == OHM_E_SINGULAR) {
        net->work.cut_off++;
        net->leak = LEAK;
        status = newton(v, net, edges, pushed, value, err);
    }
    return status;
}

ohm_status
ohm_transistors_rest(double *v, ohm_transistors *net, const ohm_transistor_edges *edges, ohm_error *err)
{
    return solve(v, net, edges, false, NULL, err);
}

ohm_status
ohm_transistors_force(double *v, ohm_transistors *net, const ohm_transistor_edges *edges, const double *value,
                      ohm_error *err)
{
    memset(net->pushed, 0, net->readouts * sizeof *net->pushed);
    return solve(v, net, edges, true, value, err);
}

ohm_status
ohm_transistors_push(double *v, ohm_transistors *net, const ohm_transistor_edges *edges,
                     const double *current, ohm_error *err)
{
    memcpy(net->pushed, current, net->readouts * sizeof *current);
    return solve(v, net, edges, true, NULL, err);
}

ohm_status
ohm_transistors_adjoint(double *lambda, ohm_transistors *net, const ohm_transistor_edges *edges,
                        const double *v, const double *d, ohm_error *err)
{
    const double *answer = ohm_row_system_values(net->rows);
    ohm_status status = OHM_E_SINGULAR;

    for (int attempt = 0; attempt < 2 && status == OHM_E_SINGULAR; attempt++) {
        net->leak = attempt == 0 ? 0.0 : LEAK;
        ohm_row_system_clear(net->rows);
        drive_edges(net, edges, v);
        fill_matrix(net, true);
        for (size_t r = 0; r < net->readouts; r++)
            add_readout(net, r, 0, d[r]);
        net->work.eliminations++;
        status = ohm_row_system_solve(net->rows, 1, false, err);
    }
    memset(lambda, 0, net->nodes * sizeof *lambda);
    for (size_t i = 0; status == OHM_OK && i < net->n; i++)
        lambda[net->node[i]] = answer[net->right[net->node[i]]];
    return status;
}
