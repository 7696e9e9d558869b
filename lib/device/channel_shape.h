/* lib/device/channel_shape.h -- how flow through a cone redistributes its ions.
 *
 * A cone has the ratio of tip to base radius r = R_t/R_b; p is the Peclet number times r.
 * With u = F(x/L) in [0, 1] uniform coordinates of the paper become, free of poles,
 *
 *     A = Int_0^1 q w dy,   q = expm1(p u) / expm1(p),   H = (B - A) / p,   B = A(p = 0),
 *     u = k expm1(lam y),   w = (k + 1) lam e^(-lam y),  k = r/(1 - r),  lam = ln(1/r),
 *
 * and an inverted cone is A(p, r) = 1 - A(-p, 1/r), H(p, r) = H(-p, 1/r).  Three ways to
 * A, H and their slopes share the plane of p and r:
 *
 *     |p| < 0.6             power series in p, whose coefficients are moments of u;
 *     steepness |p| <= 310  Gauss-Legendre in y, 32 or 64 points;
 *     beyond                exponential integrals, or their asymptotic series.
 *
 * Each is within 1e-14 of A, 1 - A and H, relatively (2e-14 where r or 1/r < 2e-3).
 * Source: theory of the conical channel, doc/fluidic.md sec. 1; Boon et al., Phys.
 * Fluids 34, 101902 (2022). */
#ifndef OHM_DEVICE_CHANNEL_SHAPE_H
#define OHM_DEVICE_CHANNEL_SHAPE_H

#include "base/status.h"

enum { OHM_CONE_FEW = 32, OHM_CONE_MANY = 64, OHM_CONE_TERMS = 20 };

/* The nodes of the two rules in y, common to all cones. */
typedef struct {
    double node[OHM_CONE_FEW + OHM_CONE_MANY];      /* the 32, then the 64 */
    double opposite[OHM_CONE_FEW + OHM_CONE_MANY];  /* 1 - node, to the last place */
    double weight[OHM_CONE_FEW + OHM_CONE_MANY];
} ohm_cone_rule;

ohm_status ohm_cone_rule_fill(ohm_cone_rule *rule, ohm_error *err);

/* Everything that hangs on r alone. */
typedef struct {
    double ratio;                                   /* r > 0 */
    double steepness;                               /* largest |du/dy| */
    double base, apex;                              /* B and 1 - B */
    double base_r;                                  /* dB/dr */
    double u[OHM_CONE_FEW + OHM_CONE_MANY];         /* at the nodes of the rules */
    double v[OHM_CONE_FEW + OHM_CONE_MANY];         /* 1 - u */
    double w[OHM_CONE_FEW + OHM_CONE_MANY];         /* weights; each rule sums to 1 */
    double moment[OHM_CONE_TERMS];                  /* A = sum moment_j p^j, small p */
    double moment_r[OHM_CONE_TERMS];                /* d/dr of these */
} ohm_cone;

/* Prepares a cone; ratio > 0 and finite, else NaN comes out of everything.  About 1 us. */
void ohm_cone_set(ohm_cone *cone, double ratio, const ohm_cone_rule *rule);

typedef struct {
    double a, complement, h;    /* A, 1 - A, H */
    double a_p, h_p;            /* d/dp at fixed r */
    double a_r, h_r;            /* d/dr at fixed p */
} ohm_cone_factors;

/* The factors at p, by the way that suits.  Never overflows; NaN gives NaN. */
void ohm_cone_evaluate(ohm_cone_factors *out, double p, const ohm_cone *cone);

/* One way by name, wherever it converges: for comparing them.  The series needs
 * |p| < 2 pi; the closed form loses digits for small p, and near r = 1 unless p is large. */
void ohm_cone_by_series(ohm_cone_factors *out, double p, const ohm_cone *cone);
void ohm_cone_by_quadrature(ohm_cone_factors *out, double p, const ohm_cone *cone);
void ohm_cone_by_closed_form(ohm_cone_factors *out, double p, const ohm_cone *cone);

#endif
