/* lib/kirchhoff/curves.c -- see curves.h */
#include "kirchhoff/curves.h"
#include "base/array.h"
#include "kirchhoff/clamp.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_MOST = 200, HALVINGS_MOST = 60 };

/* Imbalance aimed at, per largest current; rounding of a few currents at a node is there. */
static const double BALANCE = 1e-15;

/* Still accepted where the imbalance stops falling: ten thousand times the aim. */
static const double BALANCE_WORST = 1e-11;

/* Armijo's constant: any small number does. */
static const double DECREASE = 1e-4;

/* A fall of the co-content below this part of it is rounding. */
static const double CONTENT_ROUNDING = 1e-14;

/* Forced read-outs hold to rounding once a whole step was gone: a few ulp of the potentials. */
static const double FORCED = 1e-15;

struct ohm_curves {
    size_t nodes, edges, sources, readouts;
    const ohm_graph *graph;
    ohm_curve curve;
    size_t *source;             /* sources */
    ohm_readout *readout;       /* readouts */
    bool *cut, *moves;          /* edges; nodes */
    ohm_clamp *clamp;
    double *slope;              /* edges */
    double *balance;            /* nodes: -F + P^T I */
    double *step, *trial;       /* nodes */
    double *pushed, *change;    /* readouts */
};

void
ohm_curves_free(ohm_curves *net)
{
    if (net == NULL)
        return;
    ohm_clamp_free(net->clamp);
    free(net->source);
    free(net->readout);
    free(net->cut);
    free(net->moves);
    free(net->slope);
    free(net->balance);
    free(net->step);
    free(net->trial);
    free(net->pushed);
    free(net->change);
    free(net);
}

ohm_status
ohm_curves_alloc(ohm_curves **out, const ohm_terminals *t, const ohm_curve *curve, ohm_error *err)
{
    const size_t nodes = t->graph->nodes, edges = t->graph->edges;
    ohm_curves *net = OHM_ZEROS(ohm_curves, 1);
    ohm_status status;

    *out = NULL;
    if (net == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "curves: %zu nodes", nodes);
    net->nodes = nodes;
    net->edges = edges;
    net->sources = t->sources;
    net->readouts = t->readouts;
    net->graph = t->graph;
    net->curve = *curve;
    net->source = ohm_copy(t->source, t->sources, sizeof *net->source);
    net->readout = ohm_copy(t->readout, t->readouts, sizeof *net->readout);
    net->cut = t->cut != NULL ? ohm_copy(t->cut, edges, sizeof *net->cut) : OHM_ZEROS(bool, edges);
    net->moves = OHM_ARRAY(bool, nodes);
    net->slope = OHM_ARRAY(double, edges);
    net->balance = OHM_ARRAY(double, nodes);
    net->step = OHM_ARRAY(double, nodes);
    net->trial = OHM_ARRAY(double, nodes);
    net->pushed = OHM_ZEROS(double, t->readouts);
    net->change = OHM_ZEROS(double, t->readouts);
    if (net->source == NULL || net->readout == NULL || net->cut == NULL || net->moves == NULL
        || net->slope == NULL
        || net->balance == NULL || net->step == NULL || net->trial == NULL || net->pushed == NULL
        || net->change == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "curves: %zu nodes", nodes);
    else
        status = ohm_clamp_alloc(&net->clamp, t, 1, err);
    if (status == OHM_OK)
        status = ohm_terminals_reach(net->moves, t, err);
    if (status != OHM_OK) {
        ohm_curves_free(net);
        return status;
    }
    for (size_t s = 0; s < net->sources; s++)
        net->moves[net->source[s]] = false;
    *out = net;
    return OHM_OK;
}

/* ---- one state -------------------------------------------------------------------------- */
static double
read_out(const ohm_readout *o, const double *v)
{
    return o->minus == OHM_NONE ? v[o->plus] : v[o->plus] - v[o->minus];
}

/* Slopes k f' and the imbalance -F + P^T I, of which the largest is returned; *scale is the
 * largest current. */
static double
look(double *scale, ohm_curves *net, const double *k, const double *v)
{
    double worst = 0.0;

    *scale = 0.0;
    memset(net->balance, 0, net->nodes * sizeof *net->balance);
    for (size_t e = 0; e < net->edges; e++) {
        const size_t i = net->graph->tail[e], j = net->graph->head[e];
        const double u = v[i] - v[j], current = net->cut[e] ? 0.0 : k[e] * ohm_curve_current(&net->curve, u);

        net->slope[e] = k[e] * ohm_curve_slope(&net->curve, u);
        net->balance[i] -= current;
        net->balance[j] += current;
        *scale = fmax(*scale, fabs(current));
    }
    for (size_t r = 0; r < net->readouts; r++) {
        net->balance[net->readout[r].plus] += net->pushed[r];
        if (net->readout[r].minus != OHM_NONE)
            net->balance[net->readout[r].minus] -= net->pushed[r];
    }
    for (size_t n = 0; n < net->nodes; n++)
        if (net->moves[n] && !(fabs(net->balance[n]) <= worst))
            worst = fabs(net->balance[n]);
    return worst;
}

/* Co-content less what the pushed currents do: its minimum is the state. */
static double
content(const ohm_curves *net, const double *k, const double *v)
{
    double sum = 0.0;

    for (size_t e = 0; e < net->edges; e++)
        if (!net->cut[e])
            sum += k[e] * ohm_curve_content(&net->curve, v[net->graph->tail[e]] - v[net->graph->head[e]]);
    for (size_t r = 0; r < net->readouts; r++)
        sum -= net->pushed[r] * read_out(&net->readout[r], v);
    return sum;
}

/* Adds to the step what brings the read-outs to `value` with it, and notes the currents for it; returns
 * how far they still are, per largest potential there. */
static double
force_step(ohm_curves *net, const double *v, const double *value)
{
    double far = 0.0, most = 0.0;

    for (size_t r = 0; r < net->readouts; r++) {
        const double missing = value[r] - read_out(&net->readout[r], v);

        far = fmax(far, fabs(missing));
        most = fmax(most, fabs(value[r]) + fabs(v[net->readout[r].plus]));
        net->change[r] = missing - read_out(&net->readout[r], net->step);
    }
    ohm_clamp_currents(net->change, net->clamp, net->change);
    for (size_t r = 0; r < net->readouts; r++) {
        const double *z = ohm_clamp_influence(net->clamp, r);

        for (size_t n = 0; n < net->nodes; n++)
            net->step[n] += net->change[r] * z[n];
    }
    return far > 0.0 ? far / most : 0.0;
}

/* ---- Newton -------------------------------------------------------------------------------- */
/* Goes the part of the step that lowers the co-content, or, while the read-outs are still to be moved,
 * that keeps it finite.  Returns that part, 0 where there is none. */
static double
go(double *v, ohm_curves *net, const double *k, bool moving)
{
    const double before = content(net, k, v);
    double fall = 0.0, part = 1.0;

    for (size_t n = 0; n < net->nodes; n++)
        if (net->moves[n])
            fall += net->balance[n] * net->step[n];
    for (size_t halving = 0; halving < HALVINGS_MOST; halving++, part *= 0.5) {
        for (size_t n = 0; n < net->nodes; n++)
            net->trial[n] = net->moves[n] ? v[n] + part * net->step[n] : v[n];
        const double after = content(net, k, net->trial);

        if (moving ? isfinite(after) : after <= before - DECREASE * part * fall
            + CONTENT_ROUNDING * fabs(before)) {
            memcpy(v, net->trial, net->nodes * sizeof *v);
            return part;
        }
    }
    return 0.0;
}

/* value NULL: the pushed currents are given; else they are sought. */
static ohm_status
newton(double *v, ohm_curves *net, const double *k, const double *value, ohm_error *err)
{
    double last = INFINITY;

    for (size_t step = 0; step < STEPS_MOST; step++) {
        double scale, far = 0.0;
        const double worst = look(&scale, net, k, v);
        ohm_status status;

        if (!isfinite(worst))
            return ohm_fail(err, OHM_E_DOMAIN,
                            "curves: a current is not a number: voltages are too high for this "
                            "characteristic");
        if ((status = ohm_clamp_solve_currents(net->clamp, net->slope, net->balance, err)) != OHM_OK)
            return status;
        memcpy(net->step, ohm_clamp_potential(net->clamp, 0), net->nodes * sizeof *net->step);
        if (value != NULL)
            far = force_step(net, v, value);
        const bool there = far <= FORCED;

        if (there && (worst <= BALANCE * scale || (worst >= last && worst <= BALANCE_WORST * scale)))
            return OHM_OK;
        last = worst;
        const double part = go(v, net, k, !there);

        if (part == 0.0 && worst <= BALANCE_WORST * scale && there)
            return OHM_OK;
        if (part == 0.0)
            break;
        for (size_t r = 0; value != NULL && r < net->readouts; r++)
            net->pushed[r] += part * net->change[r];
    }
    return ohm_fail(err, OHM_E_NOCONV, "curves: no balance after %d steps (largest imbalance %g A)",
                    STEPS_MOST, last);
}

ohm_status
ohm_curves_rest(double *v, ohm_curves *net, const double *k, ohm_error *err)
{
    memset(net->pushed, 0, net->readouts * sizeof *net->pushed);
    return newton(v, net, k, NULL, err);
}

ohm_status
ohm_curves_force(double *v, ohm_curves *net, const double *k, const double *value, ohm_error *err)
{
    memset(net->pushed, 0, net->readouts * sizeof *net->pushed);
    return newton(v, net, k, value, err);
}

ohm_status
ohm_curves_push(double *v, ohm_curves *net, const double *k, const double *current, ohm_error *err)
{
    memcpy(net->pushed, current, net->readouts * sizeof *current);
    return newton(v, net, k, NULL, err);
}

ohm_status
ohm_curves_adjoint(double *lambda, ohm_curves *net, const double *k, const double *v, const double *d,
                   ohm_error *err)
{
    double scale;
    ohm_status status;

    look(&scale, net, k, v);
    memset(net->balance, 0, net->nodes * sizeof *net->balance);
    if ((status = ohm_clamp_solve_currents(net->clamp, net->slope, net->balance, err)) != OHM_OK)
        return status;
    memset(lambda, 0, net->nodes * sizeof *lambda);
    for (size_t r = 0; r < net->readouts; r++) {
        const double *z = ohm_clamp_influence(net->clamp, r);

        for (size_t n = 0; n < net->nodes; n++)
            lambda[n] += d[r] * z[n];
    }
    return OHM_OK;
}
