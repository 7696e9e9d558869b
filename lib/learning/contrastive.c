/* lib/learning/contrastive.c -- see contrastive.h */
#include "learning/contrastive.h"

#include <math.h>

void
ohm_contrastive_defaults(ohm_contrastive_plan *plan, ohm_contrastive_edge edge)
{
    *plan = (ohm_contrastive_plan){
        .edge = edge,
        .rule = OHM_RULE_COUPLED,
        .law = edge == OHM_EDGE_MEMRISTOR ? OHM_WRITE_IDEAL : OHM_TAP_LINEAR_R,
        .both = true,
        .eta = 0.1,
        .rate = edge == OHM_EDGE_TRANSISTOR ? 5.0 : 0.1,
        .gain = 5.0,
        .window = { OHM_WINDOW_NONE, 0.0, 0.0 },
        .power = 2.0,
        .r0 = 1.0 / 64.0,
        .taps = OHM_TAPS,
        .curve_scale = 0.2,
        .body = { .n = 1.0, .gamma = 0.0, .psi = 0.7 },
        .desync = 1.0,
        .seed = 1
    };
}

static ohm_status
check_numbers(const ohm_contrastive_plan *p, ohm_error *err)
{
    if (!(p->eta > 0.0) || isinf(p->eta))
        return ohm_fail(err, OHM_E_ARG,
                        "eta = %g: the nudge must be > 0: without one the clamped state is the free "
                        "one, and nothing is learnt", p->eta);
    if (!(p->rate > 0.0) || isinf(p->rate))
        return ohm_fail(err, OHM_E_ARG, "rate = %g: must be > 0", p->rate);
    if (!(p->gain > 0.0) || isinf(p->gain))
        return ohm_fail(err, OHM_E_ARG, "gain = %g: must be > 0", p->gain);
    if (!(p->r0 > 0.0) || isinf(p->r0))
        return ohm_fail(err, OHM_E_ARG, "r0 = %g: a tap must have a resistance > 0", p->r0);
    if (!(p->taps >= 2.0) || p->taps != floor(p->taps))
        return ohm_fail(err, OHM_E_ARG, "taps = %g: a potentiometer has at least 2", p->taps);
    if (!(p->desync > 0.0) || p->desync > 1.0)
        return ohm_fail(err, OHM_E_ARG,
                        "desync = %g: the part of the edges that learn in a step must be in (0, 1]",
                        p->desync);
    if (!(p->body.n >= 1.0) || isinf(p->body.n))
        return ohm_fail(err, OHM_E_ARG, "slope factor n = %g: must be >= 1", p->body.n);
    if (!(p->body.gamma >= 0.0) || isinf(p->body.gamma) || !(p->body.psi > 0.0) || isinf(p->body.psi))
        return ohm_fail(err, OHM_E_ARG, "body effect gamma = %g, psi = %g: must be >= 0 and > 0",
                        p->body.gamma, p->body.psi);
    if (!(p->power >= 1.0) || isinf(p->power))
        return ohm_fail(err, OHM_E_ARG, "power = %g: a drift |V|^power needs power >= 1", p->power);
    if (!(p->curve_scale > 0.0) || isinf(p->curve_scale))
        return ohm_fail(err, OHM_E_ARG, "V_0 = %g: the scale of a characteristic must be > 0",
                        p->curve_scale);
    if (!(p->overclamp >= 0.0) || !(p->bias >= 0.0) || !(p->noise >= 0.0) || !(p->threshold >= 0.0))
        return ohm_fail(err, OHM_E_ARG, "overclamp, bias, noise and threshold must be >= 0");
    return OHM_OK;
}

static ohm_status
check_laws(const ohm_contrastive_plan *p, ohm_error *err)
{
    const bool writes = p->law >= OHM_WRITE_IDEAL;

    if (p->edge == OHM_EDGE_POTENTIOMETER && writes)
        return ohm_fail(err, OHM_E_METHOD, "potentiometers have the laws linear-r, log-r, linear-k");
    if (p->edge == OHM_EDGE_MEMRISTOR && !writes)
        return ohm_fail(err, OHM_E_METHOD, "memristors have the laws ideal, raw, thresh, pulse");
    if (p->edge == OHM_EDGE_MEMRISTOR && (p->law == OHM_WRITE_RAW || p->law == OHM_WRITE_PULSE)
        && p->rule == OHM_RULE_ADJOINT)
        return ohm_fail(err, OHM_E_METHOD,
                        "this law writes with the pulses of the clamped state, and the adjoint "
                        "has none: use --rule coupled or nudge, or --law ideal");
    return OHM_OK;
}

static ohm_status
check_edges(const ohm_contrastive_plan *p, ohm_error *err)
{
    const bool conducts = p->edge != OHM_EDGE_POTENTIOMETER && p->edge != OHM_EDGE_TRANSISTOR;

    for (size_t e = 0; e < p->graph->edges; e++) {
        if (p->edge != OHM_EDGE_POTENTIOMETER && !(p->low[e] < p->high[e]))
            return ohm_fail(err, OHM_E_ARG,
                            "edge %zu: bounds %g and %g leave nothing to learn: the lower must be "
                            "below the upper", e, p->low[e], p->high[e]);
        if (conducts && !(p->low[e] > 0.0))
            return ohm_fail(err, OHM_E_ARG, "edge %zu: lower bound %g: a conductance must stay > 0", e,
                            p->low[e]);
        if (p->edge == OHM_EDGE_TRANSISTOR && !(p->strength[e] > 0.0))
            return ohm_fail(err, OHM_E_CONTENT, "edge %zu: s = %g: must be > 0 (A/V^2)", e, p->strength[e]);
    }
    return OHM_OK;
}

ohm_status
ohm_contrastive_check(const ohm_contrastive_plan *p, ohm_error *err)
{
    const ohm_terminals terminals = { p->graph, p->sources, p->source, p->targets, p->target, p->cut };
    ohm_status status = check_numbers(p, err);

    if (status == OHM_OK)
        status = check_laws(p, err);
    if (status == OHM_OK)
        status = check_edges(p, err);
    if (status == OHM_OK && p->targets == 0)
        status = ohm_fail(err, OHM_E_CONTENT, "no target: nothing to learn");
    return status == OHM_OK ? ohm_terminals_check(&terminals, err) : status;
}
