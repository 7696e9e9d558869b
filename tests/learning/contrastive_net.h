/* tests/learning/contrastive_net.h -- a 4 x 4 periodic network that learns, for tests. */
#ifndef OHM_TESTS_LEARNING_CONTRASTIVE_NET_H
#define OHM_TESTS_LEARNING_CONTRASTIVE_NET_H

#include "learning/contrastive_learner.h"
#include "support/lattice.h"
#include "support/test.h"

enum { NET_NODES = 16, NET_EDGES = 32, NET_SOURCES = 3, NET_SAMPLES = 6 };

typedef struct {
    ohm_graph *graph;
    ohm_readout target[2];
    double low[NET_EDGES], high[NET_EDGES], v_th[NET_EDGES], strength[NET_EDGES];
    double x[NET_SAMPLES * NET_SOURCES], label[NET_SAMPLES * 2];
    size_t index[NET_SAMPLES];
    ohm_contrastive_plan plan;
    ohm_contrastive_samples samples;
    ohm_learner *learner;
} test_net;

static const size_t NET_SOURCE[NET_SOURCES] = { 0, 10, 2 };

/* Parameters, inputs and labels drawn; `targets` of node 7 and the pair (13, 4). */
static inline void
test_net_plan(test_net *w, ohm_contrastive_edge edge, size_t targets, ohm_rng *rng)
{
    const double top = edge == OHM_EDGE_TRANSISTOR ? 0.45 : 1.0;

    w->graph = test_torus(4);
    w->target[0] = (ohm_readout){ 7, OHM_NONE };
    w->target[1] = (ohm_readout){ 13, 4 };
    for (size_t e = 0; e < NET_EDGES; e++) {
        w->low[e] = edge == OHM_EDGE_TRANSISTOR ? 1.1 : 0.01;
        w->high[e] = edge == OHM_EDGE_TRANSISTOR ? 5.5 : 100.0;
        w->v_th[e] = 0.7;
        w->strength[e] = 1.0;
    }
    for (size_t s = 0; s < NET_SAMPLES; s++) {
        w->index[s] = s;
        for (size_t k = 0; k < NET_SOURCES; k++)
            w->x[s * NET_SOURCES + k] = ohm_rng_between(rng, 0.0, top);
        for (size_t t = 0; t < targets; t++)
            w->label[s * targets + t] = ohm_rng_between(rng, 0.1 * top, 0.9 * top);
    }
    w->samples = (ohm_contrastive_samples){ NET_SAMPLES, w->x, w->label };
    ohm_contrastive_defaults(&w->plan, edge);
    w->plan.graph = w->graph;
    w->plan.sources = NET_SOURCES;
    w->plan.source = NET_SOURCE;
    w->plan.targets = targets;
    w->plan.target = w->target;
    w->plan.low = w->low;
    w->plan.high = w->high;
    w->plan.v_th = w->v_th;
    w->plan.strength = w->strength;
}

/* The learner of the plan as it stands now. */
static inline void
test_net_open(test_net *w, ohm_rng *rng)
{
    ohm_error err;

    test_ok(ohm_contrastive_check(&w->plan, &err), &err);
    test_ok(ohm_learner_alloc(&w->learner, &w->plan, NET_SAMPLES, NET_SAMPLES, &err), &err);
    double *theta = ohm_learner_parameters(w->learner);

    for (size_t e = 0; e < NET_EDGES; e++)
        theta[e] = w->plan.edge == OHM_EDGE_TRANSISTOR     ? ohm_rng_between(rng, 1.5, 3.0)
                   : w->plan.edge == OHM_EDGE_MEMRISTOR    ? ohm_rng_between(rng, 0.02, 0.04)
                   : w->plan.edge == OHM_EDGE_POTENTIOMETER ? 30.0 + (double)ohm_rng_below(rng, 100)
                                                           : ohm_rng_between(rng, 0.5, 2.0);
}

static inline void
test_net_close(test_net *w)
{
    ohm_learner_free(w->learner);
    ohm_graph_free(w->graph);
}

static inline ohm_contrastive_batch
test_net_batch(const test_net *w, size_t first, size_t count)
{
    return (ohm_contrastive_batch){ &w->samples, w->index + first, count };
}

/* Mean over all samples of |O - L|^2 / 2. */
static inline double
test_net_cost(test_net *w)
{
    double output[NET_SAMPLES * 2], sum = 0.0;
    ohm_error err;

    test_ok(ohm_learner_answer(output, w->learner, NET_SAMPLES, w->x, &err), &err);
    for (size_t k = 0; k < NET_SAMPLES * w->plan.targets; k++)
        sum += 0.5 * (output[k] - w->label[k]) * (output[k] - w->label[k]) / NET_SAMPLES;
    return sum;
}

#endif
