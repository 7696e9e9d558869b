/* lib/device/channel_shape.c -- see channel_shape.h
 *
 * Both flow directions are one case: with P = |p| and rho = r (p > 0) or 1/r (p < 0),
 * A(p, r) is s or 1 - s of the same s(P, rho), the mean of (e^-Px - e^-P) / (1 - e^-P)
 * over the distance x from the end where the flow piles ions up.  s is the small one of
 * A and 1 - A for strong flow, and nothing below subtracts it from anything near it. */
#include "device/channel_shape.h"
#include "base/lanes.h"
#include "solve/special.h"

#include <math.h>
#include <stdbool.h>

/* Terms p^j/(2 pi)^j of the series: 20 of them leave 0.6^20/6.28^20 < 1e-20. */
static const double SERIES_MAX = 0.6;

/* Largest steepness * |p| the rules take: e^(-|p| x) falls within a layer of that inverse
 * width.  Errors of A and its slope, found with 40 digits over 0.001 <= r <= 0.97, are
 * then below 2e-15; they grow tenfold for every 5 (32 points) or 15 (64) more. */
static const double FEW_MAX = 55.0, MANY_MAX = 310.0;

/* From here the smallest term of sum n!/z^n is below 1e-20. */
static const double ASYMPTOTIC_MIN = 50.0;

/* e^-P below this share of s never shows: s >= c/P for P <= 1e4 and more. */
static const double EXPONENT_MAX = 60.0;

/* B_n / n!, Bernoulli numbers. */
static const double BERNOULLI[OHM_CONE_TERMS] = {
    1.0, -0.5, 0.0833333333333333333, 0.0, -0.00138888888888888889, 0.0, 0.0000330687830687830688, 0.0,
    -8.2671957671957672e-7, 0.0, 2.0876756987868099e-8, 0.0, -5.28419013868749318e-10, 0.0,
    1.33825365306846788e-11, 0.0, -3.38968029632258287e-13, 0.0, 8.58606205627784456e-15, 0.0
};

ohm_status
ohm_cone_rule_fill(ohm_cone_rule *rule, ohm_error *err)
{
    ohm_status status = ohm_gauss_legendre(rule->node, rule->weight, OHM_CONE_FEW, err);

    if (status == OHM_OK)
        status = ohm_gauss_legendre(rule->node + OHM_CONE_FEW, rule->weight + OHM_CONE_FEW, OHM_CONE_MANY,
                                    err);
    if (status != OHM_OK)
        return status;
    for (int i = 0; i < OHM_CONE_FEW; i++)
        rule->opposite[i] = rule->node[OHM_CONE_FEW - 1 - i];
    for (int i = 0; i < OHM_CONE_MANY; i++)
        rule->opposite[OHM_CONE_FEW + i] = rule->node[OHM_CONE_FEW + OHM_CONE_MANY - 1 - i];
    return OHM_OK;
}

/* ---- what hangs on r --------------------------------------------------------------- */
typedef struct {
    const ohm_cone_rule *rule;
    ohm_cone *cone;
    double k, lambda;
} place_args;

OHM_INLINE void
place_nodes_body(const place_args *a)
{
    ohm_cone *cone = a->cone;

    for (int i = 0; i < OHM_CONE_FEW + OHM_CONE_MANY; i += OHM_LANES) {
        const ohm_lanes y = ohm_lanes_load(a->rule->node + i);
        const ohm_lanes rise = ohm_lanes_expm1(a->lambda * y);
        const ohm_lanes rest = ohm_lanes_expm1(a->lambda * ohm_lanes_load(a->rule->opposite + i));
        const ohm_lanes weight = ohm_lanes_load(a->rule->weight + i);

        ohm_lanes_store(cone->u + i, a->k * rise);
        ohm_lanes_store(cone->v + i, a->k * (1.0 + rise) * rest);
        ohm_lanes_store(cone->w + i, weight * ((a->k + 1.0) * a->lambda) / (1.0 + rise));
    }
}
OHM_KERNEL(place_nodes, place_args)

/* A cylinder: u = y, w = 1. */
static void
place_cylinder(ohm_cone *cone, const ohm_cone_rule *rule)
{
    for (int i = 0; i < OHM_CONE_FEW + OHM_CONE_MANY; i++) {
        cone->u[i] = rule->node[i];
        cone->v[i] = rule->opposite[i];
        cone->w[i] = rule->weight[i];
    }
}

typedef struct {
    const ohm_cone *cone;
    double *power, *bent;       /* moments u^(j+1) and u^(j+1) v, j < OHM_CONE_TERMS */
    double *apex;               /* moment of v */
} moment_args;

OHM_INLINE double
lane_sum(ohm_lanes x)
{
    return ((x[0] + x[4]) + (x[1] + x[5])) + ((x[2] + x[6]) + (x[3] + x[7]));
}

OHM_INLINE void
take_moments_body(const moment_args *a)
{
    ohm_lanes u[OHM_CONE_FEW / OHM_LANES], v[OHM_CONE_FEW / OHM_LANES], m[OHM_CONE_FEW / OHM_LANES];
    ohm_lanes apex = ohm_lanes_all(0.0);

    for (int i = 0; i < OHM_CONE_FEW / OHM_LANES; i++) {
        const ohm_lanes w = ohm_lanes_load(a->cone->w + i * OHM_LANES);

        u[i] = ohm_lanes_load(a->cone->u + i * OHM_LANES);
        v[i] = ohm_lanes_load(a->cone->v + i * OHM_LANES);
        m[i] = w * u[i];
        apex += w * v[i];
    }
    *a->apex = lane_sum(apex);
    for (int j = 0; j < OHM_CONE_TERMS; j++) {
        ohm_lanes power = ohm_lanes_all(0.0), bent = power;

        for (int i = 0; i < OHM_CONE_FEW / OHM_LANES; i++) {
            power += m[i];
            bent += m[i] * v[i];
            m[i] *= u[i];
        }
        a->power[j] = lane_sum(power);
        a->bent[j] = lane_sum(bent);
    }
}
OHM_KERNEL(take_moments, moment_args)

/* moment_(n-1) = <B_n(u) - B_n> / n!; du/dr = u (1 - u)/r turns B_n into n B_(n-1). */
static void
make_series(ohm_cone *cone)
{
    double power[OHM_CONE_TERMS], bent[OHM_CONE_TERMS];
    const moment_args args = { cone, power, bent, &cone->apex };
    double factorial = 1.0;

    take_moments(&args);
    for (int j = 0; j < OHM_CONE_TERMS; j++) {
        bent[j] /= factorial * cone->ratio;
        factorial *= j + 1;
        power[j] /= factorial;
    }
    for (int n = 0; n < OHM_CONE_TERMS; n++) {
        double sum = 0.0, sum_r = 0.0;

        for (int j = 0; j <= n; j++) {
            sum += BERNOULLI[n - j] * power[j];
            sum_r += BERNOULLI[n - j] * bent[j];
        }
        cone->moment[n] = sum;
        cone->moment_r[n] = sum_r;
    }
    cone->base = cone->moment[0];
    cone->base_r = cone->moment_r[0];
}

void
ohm_cone_set(ohm_cone *cone, double ratio, const ohm_cone_rule *rule)
{
    const double lambda = -log(ratio), k = ratio / (1.0 - ratio);

    cone->ratio = ratio;
    cone->steepness = ratio == 1.0 ? 1.0 : fabs(lambda) * fmax(1.0, ratio) / fabs(1.0 - ratio);
    if (ratio == 1.0) {
        place_cylinder(cone, rule);
    } else {
        const place_args args = { rule, cone, k, lambda };

        place_nodes(&args);
    }
    make_series(cone);
}

/* ---- weak flow ----------------------------------------------------------------------- */
void
ohm_cone_by_series(ohm_cone_factors *out, double p, const ohm_cone *cone)
{
    const double *m = cone->moment, *m_r = cone->moment_r;
    double h = 0.0, h_p = 0.0, h_r = 0.0;

    for (int j = OHM_CONE_TERMS - 1; j >= 1; j--) {
        h_p = h_p * p + h;
        h = h * p - m[j];
        h_r = h_r * p - m_r[j];
    }
    *out = (ohm_cone_factors){
        .a = cone->base - p * h, .complement = cone->apex + p * h, .h = h, .a_p = -h - p * h_p, .h_p = h_p,
        .a_r = cone->base_r - p * h_r, .h_r = h_r
    };
}

/* ---- s and its slopes, from which the factors follow ----------------------------------- */
typedef struct {
    double small, rest;         /* s, 1 - s */
    double by_flow;             /* ds/dP */
    double a_r;                 /* dA/dr */
} cone_mean;

static void
take_factors(ohm_cone_factors *out, const cone_mean *s, double p, const ohm_cone *cone)
{
    const bool inwards = p > 0.0;

    out->a = inwards ? s->small : s->rest;
    out->complement = inwards ? s->rest : s->small;
    /* of B - A and (1 - A) - (1 - B) the one whose terms are smaller */
    out->h = (cone->base < cone->apex ? cone->base - out->a : out->complement - cone->apex) / p;
    out->a_p = s->by_flow;
    out->h_p = -(out->a_p + out->h) / p;
    out->a_r = s->a_r;
    out->h_r = (cone->base_r - s->a_r) / p;
}

/* ---- Gauss-Legendre ---------------------------------------------------------------------- */
typedef struct {
    const double *near, *far, *weight;      /* distance from the end where ions pile up; 1 - that */
    int n;
    double flow;                            /* P <= MANY_MAX */
    double *sums;                           /* of q E_1, near e^-Px, 1 - e^-Px, near far e^-Px */
} mean_args;

/* 1 - e^-x, and e^-x to its own last place: where that is tiny the nodes are many. */
OHM_INLINE ohm_lanes
fall(ohm_lanes *left, ohm_lanes x)
{
    ohm_lanes scale;
    const ohm_lanes p = ohm_lanes_expm1_short(ohm_lanes_reduce(&scale, -x));

    *left = scale + scale * p;
    return -(scale * p + (scale - 1.0));
}

OHM_INLINE void
take_means_body(const mean_args *a)
{
    ohm_lanes q = ohm_lanes_all(0.0), slope = q, rest = q, bent = q;

    for (int i = 0; i < a->n; i += OHM_LANES) {
        const ohm_lanes near = ohm_lanes_load(a->near + i), far = ohm_lanes_load(a->far + i);
        const ohm_lanes w = ohm_lanes_load(a->weight + i);
        ohm_lanes left;
        const ohm_lanes fallen = fall(&left, a->flow * near);
        const ohm_lanes kept = w * left, turned = near * kept;

        q -= kept * ohm_lanes_expm1(-a->flow * far);
        slope += turned;
        rest += w * fallen;
        bent += turned * far;
    }
    a->sums[0] = lane_sum(q);
    a->sums[1] = lane_sum(slope);
    a->sums[2] = lane_sum(rest);
    a->sums[3] = lane_sum(bent);
}
OHM_KERNEL(take_means, mean_args)

void
ohm_cone_by_quadrature(ohm_cone_factors *out, double p, const ohm_cone *cone)
{
    const double flow = fabs(p), e = exp(-flow), whole = -expm1(-flow);
    const bool few = flow * cone->steepness <= FEW_MAX;
    const int from = few ? 0 : OHM_CONE_FEW, n = few ? OHM_CONE_FEW : OHM_CONE_MANY;
    const double *near = p > 0.0 ? cone->v : cone->u, *far = p > 0.0 ? cone->u : cone->v;
    double sums[4];
    const mean_args args = { near + from, far + from, cone->w + from, n, flow, sums };
    cone_mean s;

    take_means(&args);
    s.small = sums[0] / whole;
    s.rest = sums[2] / whole;
    s.by_flow = -(sums[1] - e * s.rest) / whole;
    s.a_r = flow * sums[3] / (whole * cone->ratio);
    take_factors(out, &s, p, cone);
}

/* ---- exponential integrals ------------------------------------------------------------------ */
/* F(x) = sum_n (n + 1)! x^n, summed while its terms fall, and dF/dx. */
static void
sum_factorials(double *f, double *f_x, double x)
{
    double term = 1.0, sum = 1.0, slope = 0.0;

    for (int n = 1; n < ASYMPTOTIC_MIN && !(fabs(term) < 1e-20); n++) {
        slope += n * (n + 1.0) * term;
        term *= (n + 1.0) * x;
        sum += term;
    }
    *f = sum;
    *f_x = slope;
}

/* e^t E_n(t) for t >= 1 by its continued fraction, evaluated forwards (Lentz); 100 steps
 * are twice what t = 1 needs. */
static double
higher_integral(int n, double t)
{
    double b = t + n, c = 1e300, d = 1.0 / b, value = d;

    for (int i = 1; i < 100; i++) {
        const double a = -(double)i * (n - 1.0 + i);

        b += 2.0;
        d = 1.0 / (a * d + b);
        c = b + a / c;
        value *= c * d;
        if (fabs(c * d - 1.0) < 1e-16)
            break;
    }
    return value;
}

/* F(1/z) = z (z S(z) - 1) for any z, and F'. */
static void
reduced_integral(double *f, double *f_x, double z)
{
    if (!(fabs(z) < ASYMPTOTIC_MIN)) {
        sum_factorials(f, f_x, 1.0 / z);
        return;
    }
    if (z < -1.0) {             /* 1 - t e^t E1(t) = e^t E2(t), 1 - t e^t E2(t) = 2 e^t E3(t) */
        const double second = higher_integral(2, -z);

        *f = -z * second;
        *f_x = 2.0 * z * z * (second - higher_integral(3, -z));
        return;
    }
    const double s = ohm_expint_scaled(z);

    *f = z * (z * s - 1.0);
    *f_x = -z * z * (2.0 * z * s - z * z * s + z - 1.0);
}

/* s(P, rho), with z = P/(1 - rho):
 *     s = [rho F(1/z)/P + rho/(1-rho) e^-P (1 - z S(z - P))] / (1 - e^-P) */
static void
mean_in_closed_form(cone_mean *s, double *by_ratio, double flow, double rho)
{
    const double e = exp(-flow), whole = -expm1(-flow), x = (1.0 - rho) / flow;
    double f, f_x, tail = 0.0, tail_flow = 0.0, tail_ratio = 0.0;

    if (fabs(x) * ASYMPTOTIC_MIN <= 1.0)
        sum_factorials(&f, &f_x, x);
    else
        reduced_integral(&f, &f_x, 1.0 / x);
    if (flow < EXPONENT_MAX && rho != 1.0) {
        const double k = rho / (1.0 - rho), z = 1.0 / x, second = ohm_expint_scaled(k * flow);
        const double left = 1.0 - z * second, turned = second * (1.0 - k * flow) + 1.0;

        tail = k * e * left;
        tail_flow = -tail - k * e * turned / (1.0 - rho);
        tail_ratio = e * (left - (k * flow * second * (1.0 - z) + z)) / ((1.0 - rho) * (1.0 - rho));
    }
    s->small = (rho * f / flow + tail) / whole;
    s->rest = 1.0 - s->small;
    s->by_flow = (-rho / (flow * flow) * (f + x * f_x) + tail_flow - s->small * e) / whole;
    *by_ratio = (f / flow - rho / (flow * flow) * f_x + tail_ratio) / whole;
}

void
ohm_cone_by_closed_form(ohm_cone_factors *out, double p, const ohm_cone *cone)
{
    const double r = cone->ratio;
    double by_ratio;
    cone_mean s;

    mean_in_closed_form(&s, &by_ratio, fabs(p), p > 0.0 ? r : 1.0 / r);
    s.a_r = p > 0.0 ? by_ratio : by_ratio / (r * r);
    take_factors(out, &s, p, cone);
}

void
ohm_cone_evaluate(ohm_cone_factors *out, double p, const ohm_cone *cone)
{
    if (fabs(p) < SERIES_MAX)
        ohm_cone_by_series(out, p, cone);
    else if (fabs(p) * cone->steepness <= MANY_MAX)
        ohm_cone_by_quadrature(out, p, cone);
    else
        ohm_cone_by_closed_form(out, p, cone);
}
