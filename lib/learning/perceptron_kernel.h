/* lib/learning/perceptron_kernel.h -- private: the training kernels, once per vector width.
 *
 * Included by perceptron_lanes.c, with the macros that perceptron_kernel_node.h lists.
 * Lanes never mix: nothing here sums over them. */
#include "learning/perceptron_kernel_node.h"

/* ---- counting ------------------------------------------------------------------ */
INLINE void
KERNEL(count)(vec *tally, ohm_tally which, mask where)
{
    tally[which * STRIDE] += KERNEL(where)(where, KERNEL(all)(1.0));
}

/* A node read: did the line current reach a threshold, leave [0, 1/c], meet V I < 0? */
INLINE void
KERNEL(audit_read)(const ohm_lanes *lanes, ohm_node_kind kind, vec *tally, vec z, vec value)
{
    const vec zero = { 0.0 };

    tally[OHM_TALLY_READS * STRIDE] += 1.0;
    KERNEL(count)(tally, OHM_TALLY_READS_OVER, KERNEL(magnitude)(z) >= KERNEL(all)(lanes->read_limit));
    if (ohm_node_is_memristor(kind)) {
        KERNEL(count)(tally, OHM_TALLY_OUTSIDE, (z < zero) | (z * lanes->node.c > KERNEL(all)(1.0)));
        KERNEL(count)(tally, OHM_TALLY_ACTIVE, value * z < zero);
    }
}

/* ---- one node, read while training ------------------------------------------------ */
INLINE answer
KERNEL(read)(const ohm_lanes *lanes, ohm_node_kind kind, bool device, vec *tally, vec s, vec *b, vec *y0)
{
    const bool gain = kind == OHM_NODE_HPGAIN;
    const answer at = KERNEL(respond)(&lanes->node, kind, s, *b, *y0);
    const vec z = gain ? s : s + *b;

    if (device)
        KERNEL(audit_read)(lanes, kind, tally, z, at.value);
    if (device && lanes->cure != OHM_READ_IDEAL && ohm_node_is_memristor(kind)) {
        vec *state = gain ? b : y0;

        *state = KERNEL(after_read)(lanes, kind, z, *state);
    }
    return at;
}

/* ---- changing a weight --------------------------------------------------------------- */
/* Moves *w within its limits ([0, 1] for a state, else +-limit); where it was stopped. */
INLINE mask
KERNEL(settle)(const ohm_lanes *lanes, vec *w, vec move, bool state)
{
    const vec free_end = *w + move;

    if (!state && lanes->limit == INFINITY) {
        *w = free_end;
        return (mask){ 0 };
    }
    const vec low = KERNEL(all)(state ? 0.0 : -lanes->limit), high = KERNEL(all)(state ? 1.0 : lanes->limit);

    *w = KERNEL(within)(free_end, low, high);
    return (free_end < low) | (free_end > high);
}

/* How far a pulse of peak |I| moves a variable: as ohm_threshold_move, without the sign. */
INLINE vec
KERNEL(moved)(const ohm_lanes *lanes, vec peak, vec plateau, vec threshold)
{
    const vec zero = { 0.0 }, window = KERNEL(all)(lanes->window), m = peak - threshold;
    vec move = KERNEL(where)((m > zero) & (m < window), plateau * m);

    if (lanes->rise > 0.0) {
        const vec top = KERNEL(within)(m, zero, window);

        move += KERNEL(where)(top > zero, top * top * lanes->rise / peak);
    }
    return move;
}

typedef struct {
    vec *weight;                /* its first variable, in this group of lanes */
    const vec *threshold;       /* of the same */
    const vec *noise;           /* factors of this sample, or NULL */
    size_t variables;
    bool gain;                  /* the last variable is a state in [0, 1] */
} KERNEL(cell);

/* Sends u + sgn(u) I_i for time tau to a device; every variable of it responds. */
INLINE void
KERNEL(pulse)(const ohm_lanes *lanes, vec *tally, const KERNEL(cell) *cell, size_t i, double nominal,
              vec u, double tau)
{
    const vec zero = { 0.0 }, size = KERNEL(magnitude)(u), peak = size + nominal;
    const mask sent = u != zero, backwards = (mask)u & INT64_MIN;
    vec plateau = KERNEL(all)(tau);

    if (lanes->compensate) {
        plateau -= size * lanes->rise / peak;
        plateau = KERNEL(choose)(plateau < zero, zero, plateau);
    }
    KERNEL(count)(tally, OHM_TALLY_PULSES, sent);
    KERNEL(count)(tally, OHM_TALLY_DEAD, sent & (size >= KERNEL(all)(lanes->window)));
    tally[OHM_TALLY_CHARGE * STRIDE] += KERNEL(where)(sent, peak * (plateau + lanes->rise));
    tally[OHM_TALLY_SQUARE * STRIDE] += KERNEL(where)(sent, peak * peak
                                                      * (plateau + 2.0 / 3.0 * lanes->rise));
    for (size_t j = 0; j < cell->variables; j++) {
        vec move = KERNEL(where)(sent, KERNEL(moved)(lanes, peak, plateau, cell->threshold[j * STRIDE]));

        if (j != i)
            KERNEL(count)(tally, OHM_TALLY_CROSSTALK, move > zero);
        if (cell->noise != NULL)
            move *= cell->noise[i * STRIDE];
        KERNEL(count)(tally, OHM_TALLY_CLIPPED,
                      KERNEL(settle)(lanes, &cell->weight[j * STRIDE], (vec)((mask)move ^ backwards),
                                     cell->gain && j + 1 == cell->variables));
    }
}

/* ---- the single layer: delta rule, one device with inputs + 1 variables per node -------- */
INLINE void
KERNEL(delta_rule)(const ohm_lanes *lanes, ohm_node_kind kind, bool device, size_t group, size_t sample)
{
    const size_t n = lanes->inputs, row = n + 1;
    const ohm_node_kind last = lanes->linear_output ? OHM_NODE_LINEAR : kind;
    const bool gain = last == OHM_NODE_HPGAIN;
    const vec *x = (const vec *)lanes->x + sample * n * STRIDE + group;
    const vec *t = (const vec *)lanes->t + sample * lanes->outputs * STRIDE + group;
    vec *tally = (vec *)lanes->tally + group, *running = (vec *)lanes->running + group;

    for (size_t o = 0; o < lanes->outputs; o++) {
        vec *w = (vec *)lanes->weight + o * row * STRIDE + group;
        vec *rest = (vec *)lanes->rest + o * STRIDE + group, s = { 0.0 };

        for (size_t i = 0; i < n; i++)
            s += w[i * STRIDE] * x[i * STRIDE];
        const answer at = KERNEL(read)(lanes, last, device, tally, s, &w[n * STRIDE], rest);
        const vec miss = t[o * STRIDE] - at.value, d = miss * at.slope, d_bias = miss * at.bias_slope;

        *running += 0.5 * (miss * miss);
        for (size_t i = 0; i <= n; i++) {       /* d was fixed before the first pulse */
            const vec u = i < n ? d * x[i * STRIDE] : d_bias;

            if (device) {
                const KERNEL(cell) cell = {
                    w, (const vec *)lanes->threshold + o * row * STRIDE + group,
                    lanes->noise == NULL ? NULL : (const vec *)lanes->noise
                        + (sample * lanes->outputs + o) * row * STRIDE + group,
                    row, gain
                };
                const bool amplitude = lanes->rate_in_amplitude;

                KERNEL(pulse)(lanes, tally, &cell, i, lanes->nominal[i], amplitude ? lanes->rate * u : u,
                              amplitude ? 1.0 : lanes->rate);
            } else
                KERNEL(settle)(lanes, &w[i * STRIDE], lanes->rate * u, gain && i == n);
        }
    }
}

/* ---- two layers: backpropagation, one device per weight ---------------------------------- */
/* Adds `move` to weight k of this group: by algebra, or by one pulse. */
INLINE void
KERNEL(change)(const ohm_lanes *lanes, bool device, size_t group, size_t sample, size_t weights, size_t k,
               vec move, bool state)
{
    vec *w = (vec *)lanes->weight + k * STRIDE + group;

    if (device) {
        const KERNEL(cell) cell = {
            w, (const vec *)lanes->threshold + k * STRIDE + group,
            lanes->noise == NULL ? NULL : (const vec *)lanes->noise + (sample * weights + k) * STRIDE + group,
            1, state
        };

        KERNEL(pulse)(lanes, (vec *)lanes->tally + group, &cell, 0, lanes->nominal[0], move, 1.0);
    } else
        KERNEL(settle)(lanes, w, move, state);
}

INLINE void
KERNEL(backpropagate)(const ohm_lanes *lanes, ohm_node_kind kind, bool device, size_t group, size_t sample)
{
    const size_t n = lanes->inputs, hidden = lanes->hidden, outputs = lanes->outputs;
    const size_t row = n + 1, second = hidden * row, row2 = hidden + 1, weights = second + outputs * row2;
    const bool gain = kind == OHM_NODE_HPGAIN;
    const ohm_node_kind last = lanes->linear_output ? OHM_NODE_LINEAR : kind;
    const vec *x = (const vec *)lanes->x + sample * n * STRIDE + group;
    const vec *t = (const vec *)lanes->t + sample * outputs * STRIDE + group;
    vec *w1 = (vec *)lanes->weight + group, *w2 = w1 + second * STRIDE;
    vec *rest = (vec *)lanes->rest + group, *tally = (vec *)lanes->tally + group;
    vec *running = (vec *)lanes->running + group;
    vec *value = (vec *)lanes->work + group, *slope = value + hidden * STRIDE;
    vec *bias_slope = slope + hidden * STRIDE;
    vec *d = bias_slope + hidden * STRIDE, *d_bias = d + outputs * STRIDE;

    for (size_t h = 0; h < hidden; h++) {
        vec *w = w1 + h * row * STRIDE, s = { 0.0 };

        for (size_t i = 0; i < n; i++)
            s += w[i * STRIDE] * x[i * STRIDE];
        const answer at = KERNEL(read)(lanes, kind, device, tally, s, &w[n * STRIDE], &rest[h * STRIDE]);

        value[h * STRIDE] = at.value;
        slope[h * STRIDE] = at.slope;
        bias_slope[h * STRIDE] = at.bias_slope;
    }
    for (size_t o = 0; o < outputs; o++) {
        vec *w = w2 + o * row2 * STRIDE, s = { 0.0 };

        for (size_t h = 0; h < hidden; h++)
            s += w[h * STRIDE] * value[h * STRIDE];
        const answer at = KERNEL(read)(lanes, last, device, tally, s, &w[hidden * STRIDE],
                                       &rest[(hidden + o) * STRIDE]);
        const vec miss = t[o * STRIDE] - at.value;

        *running += 0.5 * (miss * miss);
        d[o * STRIDE] = miss * at.slope;
        d_bias[o * STRIDE] = lanes->rate * (miss * at.bias_slope);
    }
    for (size_t h = 0; h < hidden; h++) {       /* with the old second layer */
        vec back = { 0.0 };

        for (size_t o = 0; o < outputs; o++)
            back += w2[(o * row2 + h) * STRIDE] * d[o * STRIDE];
        slope[h * STRIDE] = lanes->rate * (back * slope[h * STRIDE]);
        bias_slope[h * STRIDE] = lanes->rate * (back * bias_slope[h * STRIDE]);
    }
    for (size_t o = 0; o < outputs; o++) {
        const size_t k = second + o * row2;
        const vec step = lanes->rate * d[o * STRIDE];

        for (size_t h = 0; h < hidden; h++)
            KERNEL(change)(lanes, device, group, sample, weights, k + h, step * value[h * STRIDE], false);
        KERNEL(change)(lanes, device, group, sample, weights, k + hidden, d_bias[o * STRIDE],
                       gain && !lanes->linear_output);
    }
    for (size_t h = 0; h < hidden; h++) {
        const size_t k = h * row;

        for (size_t i = 0; i < n; i++)
            KERNEL(change)(lanes, device, group, sample, weights, k + i,
                           slope[h * STRIDE] * x[i * STRIDE], false);
        KERNEL(change)(lanes, device, group, sample, weights, k + n, bias_slope[h * STRIDE], gain);
    }
}

/* ---- frozen weights ----------------------------------------------------------------------- */
INLINE vec
KERNEL(misfit)(const ohm_lanes *lanes, ohm_node_kind kind, size_t group, size_t p)
{
    const size_t n = lanes->inputs, hidden = lanes->hidden, outputs = lanes->outputs;
    const ohm_node_kind last = lanes->linear_output ? OHM_NODE_LINEAR : kind;
    const double *x = lanes->pattern + p * n, *t = lanes->target + p * outputs;
    const vec *w = (const vec *)lanes->weight + group, *rest = (const vec *)lanes->rest + group;
    vec *value = (vec *)lanes->work + group, sum = { 0.0 };

    for (size_t h = 0; h < hidden; h++, w += (n + 1) * STRIDE) {
        vec s = { 0.0 };

        for (size_t i = 0; i < n; i++)
            s += w[i * STRIDE] * x[i];
        value[h * STRIDE] = KERNEL(respond)(&lanes->node, kind, s, w[n * STRIDE], rest[h * STRIDE]).value;
    }
    const size_t fan = hidden == 0 ? n : hidden;

    for (size_t o = 0; o < outputs; o++, w += (fan + 1) * STRIDE) {
        vec s = { 0.0 };

        for (size_t i = 0; i < fan; i++)
            s += w[i * STRIDE] * (hidden == 0 ? KERNEL(all)(x[i]) : value[i * STRIDE]);
        const vec miss = t[o] - KERNEL(respond)(&lanes->node, last, s, w[fan * STRIDE],
                                                rest[(hidden + o) * STRIDE]).value;

        sum += miss * miss;
    }
    return sum;
}

INLINE void
KERNEL(evaluate_as)(const ohm_lanes *lanes, ohm_node_kind kind)
{
    for (size_t group = 0; group * KERNEL(WIDTH) < lanes->active; group++) {
        const vec *multiplicity = (const vec *)lanes->multiplicity + group;
        vec sum = { 0.0 };

        for (size_t p = 0; p < lanes->patterns; p++)
            sum += multiplicity[p * STRIDE] * KERNEL(misfit)(lanes, kind, group, p);
        ((vec *)lanes->error)[group] = 0.5 * sum;
    }
}

INLINE void
KERNEL(train_as)(const ohm_lanes *lanes, ohm_node_kind kind, bool device, size_t samples)
{
    /* groups innermost: their updates do not wait for each other */
    for (size_t sample = 0; sample < samples; sample++)
        for (size_t group = 0; group * KERNEL(WIDTH) < lanes->active; group++)
            if (lanes->hidden == 0)
                KERNEL(delta_rule)(lanes, kind, device, group, sample);
            else
                KERNEL(backpropagate)(lanes, kind, device, group, sample);
}

/* ---- one instance per node, so that its law is not looked up in the loop -------------------- */
#define FOR_EACH_NODE(CALL) \
    switch (lanes->node.kind) { \
    case OHM_NODE_SIGMOID: CALL(OHM_NODE_SIGMOID); break; \
    case OHM_NODE_TANH: CALL(OHM_NODE_TANH); break; \
    case OHM_NODE_PARABOLA: CALL(OHM_NODE_PARABOLA); break; \
    case OHM_NODE_HP: CALL(OHM_NODE_HP); break; \
    case OHM_NODE_HPGAIN: CALL(OHM_NODE_HPGAIN); break; \
    case OHM_NODE_LINEAR: CALL(OHM_NODE_LINEAR); break; \
    }
#define ALGEBRA(kind) KERNEL(train_as)(lanes, kind, false, samples)
#define PULSES(kind) KERNEL(train_as)(lanes, kind, true, samples)
#define FROZEN(kind) KERNEL(evaluate_as)(lanes, kind)

TARGET static void
KERNEL(train)(const ohm_lanes *lanes, size_t samples)
{
    if (lanes->device)
        FOR_EACH_NODE(PULSES)
    else
        FOR_EACH_NODE(ALGEBRA)
}

TARGET static void
KERNEL(evaluate)(const ohm_lanes *lanes)
{
    FOR_EACH_NODE(FROZEN)
}

#undef FROZEN
#undef PULSES
#undef ALGEBRA
#undef FOR_EACH_NODE
#undef STRIDE
#undef INLINE
#undef answer
#undef mask
#undef vec
