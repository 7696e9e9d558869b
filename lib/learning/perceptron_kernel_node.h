/* lib/learning/perceptron_kernel_node.h -- private: vectors of lanes, and the laws of nodes.
 *
 * Included by perceptron_kernel.h for each instruction set, with
 *   VEC_BYTES     width of a vector: 16, 32 or 64
 *   KERNEL(name)  the name with the instruction set appended
 *   TARGET        the function attribute that turns the instruction set on
 * Addition, multiplication and division round alike at every width, so all
 * instantiations give the same bits. */

#define vec KERNEL(vec)
#define mask KERNEL(mask)
#define answer KERNEL(answer)
#define INLINE TARGET static inline __attribute__((always_inline))
enum { KERNEL(WIDTH) = VEC_BYTES / sizeof(double), KERNEL(STRIDE) = OHM_LANES / KERNEL(WIDTH) };
#define STRIDE KERNEL(STRIDE)

/* both compilers let a vector alias arrays of its element */
typedef double vec __attribute__((vector_size(VEC_BYTES)));
typedef int64_t mask __attribute__((vector_size(VEC_BYTES)));

typedef struct {
    vec value, slope, bias_slope;
} answer;

/* ---- arithmetic ------------------------------------------------------------- */
INLINE vec
KERNEL(all)(double x)
{
    return x - (vec){ 0.0 };
}

INLINE vec
KERNEL(choose)(mask where, vec yes, vec no)
{
    return (vec)((where & (mask)yes) | (~where & (mask)no));
}

INLINE vec
KERNEL(where)(mask where, vec x)
{
    return (vec)(where & (mask)x);
}

INLINE vec
KERNEL(magnitude)(vec x)
{
    return (vec)((mask)x & INT64_MAX);
}

/* |x| with the sign of s */
INLINE vec
KERNEL(signed_as)(vec x, vec s)
{
    return (vec)(((mask)x & INT64_MAX) | ((mask)s & INT64_MIN));
}

/* NaN is passed on, as by every comparison here */
INLINE vec
KERNEL(within)(vec x, vec low, vec high)
{
    x = KERNEL(choose)(x < low, low, x);
    return KERNEL(choose)(x > high, high, x);
}

/* exp(x) = s + s p and expm1(x) = s p + (s - 1) for x <= 0, s = 2^k: p = expm1(r) with
 * |r| <= ln2/2, by its series to r^13 (the rest is below 5e-18).  ln2 in two parts, the
 * first with 21 zero bits at its end, so k ln2 is taken off exactly.  Below -708 the
 * result would be subnormal; it stays at exp(-708) = 3e-308. */
INLINE void
KERNEL(exponential)(vec *scale, vec *p, vec x)
{
    static const double LOG2E = 1.44269504088896338700, SHIFT = 0x1.8p52;
    static const double LN2_HIGH = 6.93147180369123816490e-01, LN2_LOW = 1.90821492927058770002e-10;
    static const double SERIES[] = {
        1.0 / 6227020800.0, 1.0 / 479001600.0, 1.0 / 39916800.0, 1.0 / 3628800.0, 1.0 / 362880.0,
        1.0 / 40320.0, 1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5
    };
    const vec floor = KERNEL(all)(-708.0);

    x = KERNEL(choose)(x < floor, floor, x);
    const vec shifted = x * LOG2E + SHIFT, k = shifted - SHIFT;     /* k rounded to an integer */
    const vec r = x - k * LN2_HIGH - k * LN2_LOW;
    vec sum = KERNEL(all)(SERIES[0]);

    for (size_t i = 1; i < sizeof SERIES / sizeof *SERIES; i++)
        sum = sum * r + SERIES[i];
    *p = r + r * r * sum;
    /* the low bits of `shifted` hold k; moved up they are the exponent */
    *scale = (vec)(((mask)shifted << 52) + (mask)KERNEL(all)(1.0));
}

/* ---- nodes: as ohm_node_at, in lanes ------------------------------------------ */
INLINE answer
KERNEL(sigmoid)(vec z)
{
    vec scale, p;

    KERNEL(exponential)(&scale, &p, -KERNEL(magnitude)(z));
    const vec e = scale + scale * p, d = 1.0 / (1.0 + e), slope = d * (e * d);

    return (answer){ KERNEL(choose)(z < 0.0, e * d, d), slope, slope };
}

INLINE answer
KERNEL(hyperbolic)(vec z)
{
    vec scale, p;

    KERNEL(exponential)(&scale, &p, -2.0 * KERNEL(magnitude)(z));
    const vec e = scale + scale * p, less = scale * p + (scale - 1.0);      /* exp, expm1 */
    const vec d = 1.0 / (2.0 + less), slope = 4.0 * (e * d) * d;

    return (answer){ KERNEL(signed_as)(less * d, z), slope, slope };
}

/* eq. (7): the state swept to `state` clips at the walls */
INLINE answer
KERNEL(saturating)(const ohm_node *node, vec z, vec state)
{
    const vec zero = { 0.0 }, one = KERNEL(all)(1.0);
    const double swing = 1.0 - node->rho;
    const vec resistance = 1.0 - swing * KERNEL(within)(state, zero, one);
    const mask moves = (state > zero) & (state < one);

    return (answer){ resistance * z, resistance - KERNEL(where)(moves, swing * node->c * z),
                     KERNEL(where)(moves, -swing * z) };
}

INLINE answer
KERNEL(respond)(const ohm_node *node, ohm_node_kind kind, vec s, vec b, vec y0)
{
    const vec z = s + b;

    switch (kind) {
    case OHM_NODE_SIGMOID:
        return KERNEL(sigmoid)(z);
    case OHM_NODE_TANH:
        return KERNEL(hyperbolic)(z);
    case OHM_NODE_PARABOLA: {
        const vec cz = node->c * z, slope = 1.0 - (y0 + 2.0 * cz);

        return (answer){ z * (1.0 - (y0 + cz)), slope, slope };
    }
    case OHM_NODE_HP: {
        answer at = KERNEL(saturating)(node, z, y0 + node->c * z);

        at.bias_slope = at.slope;
        return at;
    }
    case OHM_NODE_HPGAIN:
        return KERNEL(saturating)(node, s, b + node->c * s);
    case OHM_NODE_LINEAR:
        break;
    }
    return (answer){ z, KERNEL(all)(1.0), KERNEL(all)(1.0) };
}

/* As ohm_node_after_read, in lanes. */
INLINE vec
KERNEL(after_read)(const ohm_lanes *lanes, ohm_node_kind kind, vec z, vec y0)
{
    const vec zero = { 0.0 }, one = KERNEL(all)(1.0), swept = y0 + lanes->node.c * z;
    const bool walls = kind != OHM_NODE_PARABOLA;

    if (lanes->cure != OHM_READ_MIRROR)
        return walls ? KERNEL(within)(swept, zero, one) : swept;
    if (!walls)
        return y0;
    const vec over = KERNEL(within)(swept - 1.0, zero, y0), under = KERNEL(within)(-swept, zero, 1.0 - y0);

    return KERNEL(choose)(swept > one, y0 - over, KERNEL(choose)(swept < zero, y0 + under, y0));
}
