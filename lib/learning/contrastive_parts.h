/* lib/learning/contrastive_parts.h -- the inside of a learner; not installed.
 *
 * A target is forced through rows: a node or a difference is one; a pair of which both
 * nodes are forced is two, of shares 1/2 and -1/2. */
#ifndef OHM_LEARNING_CONTRASTIVE_PARTS_H
#define OHM_LEARNING_CONTRASTIVE_PARTS_H

#include "base/rng.h"
#include "kirchhoff/clamp.h"
#include "kirchhoff/curves.h"
#include "kirchhoff/transistors.h"
#include "learning/contrastive_learner.h"

typedef struct {
    size_t target;
    double share;               /* of q that the row is forced by: 1, 1/2, -1/2 */
    double sign;                /* of the current a nudge pushes into it */
} ohm_learner_row;

struct ohm_learner {
    ohm_contrastive_plan plan;
    size_t nodes, edges, rows, data, batch;
    size_t *tail, *head;        /* M, borrowed from the graph */
    ohm_learner_row *row;       /* rows */
    ohm_readout *readout;       /* rows */
    bool *reached;              /* N */
    ohm_clamp *clamp;           /* one of the three */
    ohm_transistors *gates;
    ohm_curves *curves;
    ohm_curve curve;            /* of those */
    double *theta, *k, *c;      /* M */
    double *offset;             /* M: bias of c */
    double *lift;               /* M: mean of h(|dV_F|) over the batch, where a law writes pulses */
    bool *still;                /* M: edges that do not learn */
    double *output;             /* batch * T */
    double *q, *u;              /* T; batch * rows */
    double *x;                  /* batch * sources: a batch side by side */
    double *unit;               /* sources^2: the identity */
    double *moment, *second;    /* sources * rows; rows^2 */
    double *shift;              /* N */
    double *drop;               /* sources: of one edge */
    double *state;              /* nonlinear: (data + 1) * 2 * N, the last for inputs unseen */
    bool *known;                /* data + 1: the states are there */
    double *value;              /* rows */
    ohm_rng *noise, *desync;
};

/* V_plus - V_minus, or V_plus, of target t. */
static inline double
ohm_learner_read(const ohm_learner *l, size_t t, const double *v)
{
    const ohm_readout *o = &l->plan.target[t];

    return o->minus == OHM_NONE ? v[o->plus] : v[o->plus] - v[o->minus];
}

/* q of every target from its output and label; whether any is not 0.  The adjoint rule
 * takes d = L - O itself. */
bool ohm_learner_signal(double *q, const ohm_learner *l, ohm_contrastive_rule rule, const double *output,
                        const double *label);

/* The currents, or (adjoint) the weights, of the rows of a linear network. */
void ohm_learner_row_currents(double *u, const ohm_learner *l, ohm_contrastive_rule rule, const double *q);

/* c of a batch: see ohm_learner_contrast. */
ohm_status ohm_learner_contrast_linear(double *c, double *output, ohm_learner *l, ohm_contrastive_rule rule,
                                       const ohm_contrastive_batch *batch, ohm_error *err);
ohm_status ohm_learner_contrast_nonlinear(double *c, double *output, ohm_learner *l,
                                          ohm_contrastive_rule rule,
                                          const ohm_contrastive_batch *batch, ohm_error *err);

/* Free state (and clamped, under the rule, where clamped is not NULL) of one datum,
 * starting from and kept in its place (l->data: inputs unseen).  *active: some q is not 0;
 * where not, clamped is the free state. */
ohm_status ohm_learner_nonlinear_states(const double **free_state, const double **clamped, bool *active,
                                        double *output, ohm_learner *l, ohm_contrastive_rule rule,
                                        size_t place, const double *x, const double *label, ohm_error *err);

/* k from theta. */
void ohm_learner_conduct(ohm_learner *l);

#endif
