/* lib/stability/tangent_flow.h -- what an estimator of Lyapunov exponents asks of a system.
 *
 * A trajectory x(t) of dx/dt = f(t, x) with k tangent vectors V carried along, dV/dt = J V,
 * and the running integral of tr J, computed without them: their volume must follow it
 * (Liouville), which checks both. */
#ifndef OHM_STABILITY_TANGENT_FLOW_H
#define OHM_STABILITY_TANGENT_FLOW_H

#include "base/rng.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ohm_tangent_flow ohm_tangent_flow;

typedef struct {
    /* One step, not beyond limit: moves time, state, frame and trace. */
    ohm_status (*step)(ohm_tangent_flow *flow, double limit, ohm_error *err);
    /* Fills the frame with what the system would start from; it becomes orthonormal then. */
    ohm_status (*align)(ohm_tangent_flow *flow, ohm_rng *rng, ohm_error *err);
    void (*free)(ohm_tangent_flow *flow);
} ohm_tangent_class;

struct ohm_tangent_flow {           /* first member of every system */
    const ohm_tangent_class *calls;
    size_t dimension, count;        /* n, and k <= n tangent vectors */
    double time;                    /* [s] */
    double *frame;                  /* n by k, column-major; owned by the system */
    double trace;                   /* integral of tr J from the start on; NaN where not kept */
    double period;                  /* of the drive [s]; 0: none, or no drive */
    size_t steps;                   /* made so far */
};

static inline void
ohm_tangent_flow_free(ohm_tangent_flow *flow)       /* takes NULL */
{
    if (flow != NULL)
        flow->calls->free(flow);
}

/* A frame of random vectors: the align of systems that prefer none. */
static inline ohm_status
ohm_tangent_flow_scatter(ohm_tangent_flow *flow, ohm_rng *rng, ohm_error *err)
{
    (void)err;
    for (size_t i = 0; i < flow->dimension * flow->count; i++)
        flow->frame[i] = ohm_rng_normal(rng);
    return OHM_OK;
}

#endif
