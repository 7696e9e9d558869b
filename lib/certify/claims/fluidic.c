/* lib/certify/claims/fluidic.c -- [CON25]: conical channels and networks of them.
 * What is corrected: doc/theory/fluidic.md sec. 2. */
#include "certify/channel_ball.h"
#include "certify/claim_case.h"
#include "certify/claim_tables.h"
#include "certify/resistor_net.h"

enum { SCENES = 24 };

/* Fields, flows and the Peclet number with rational numbers for every constant (also pi: it
 * cancels). */
typedef struct {
    ohm_q *base, *tip, *length, *diffusion, *viscosity, *slip;  /* slip: eps psi0 */
    ohm_q *dv, *dp, *pi, *radius2;                              /* radius2: <R^2> */
    ohm_q *flow, *peclet, *p;
} channel;

static ohm_q *
product(const ohm_q *a, const ohm_q *b, const ohm_q *d)
{
    return ohm_q_times(ohm_q_times(a, b), d);
}

static ohm_q *
any(ohm_claim_case *c, const char *name)
{
    ohm_q *number = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng);

    ohm_claim_found(c, name, number);
    return number;
}

static void
draw_channel(channel *ch, ohm_claim_case *c)
{
    ohm_claim_next(c);
    ch->tip = any(c, "radius_tip");
    ch->base = ohm_q_add(ch->tip, any(c, "radius_step"));
    ch->length = any(c, "length");
    ch->diffusion = any(c, "diffusion");
    ch->viscosity = any(c, "viscosity");
    ch->slip = ohm_q_neg(any(c, "minus_eps_psi0"));
    ch->dv = any(c, "dv");
    ch->dp = any(c, "dp");
    ch->pi = any(c, "pi");
    const ohm_q *cross = ohm_q_times(ch->base, ch->tip);

    ch->radius2 = ohm_q_scale(ohm_q_add(ohm_q_add(ohm_q_times(ch->base, ch->base), cross),
                                        ohm_q_times(ch->tip, ch->tip)), 1, 3);
}

/* Q = Q_V + Q_P, Pe = Q L / (D pi R_t^2), p = Pe R_t / R_b. */
static void
drive_channel(channel *ch)
{
    const ohm_q *cross = ohm_q_times(ch->base, ch->tip), *drag = ohm_q_times(ch->length, ch->viscosity);
    const ohm_q *qv = ohm_q_neg(ohm_q_over(ohm_q_times(product(ch->pi, cross, ch->slip), ch->dv), drag));
    const ohm_q *cubes = product(cross, cross, cross);
    const ohm_q *qp = ohm_q_over(ohm_q_times(ohm_q_times(ch->pi, cubes), ch->dp),
                                 ohm_q_scale(ohm_q_times(drag, ch->radius2), 8, 1));
    const ohm_q *section = product(ch->pi, ch->tip, ch->tip);

    ch->flow = ohm_q_add(qv, qp);
    ch->peclet = ohm_q_over(ohm_q_times(ch->flow, ch->length), ohm_q_times(ch->diffusion, section));
    ch->p = ohm_q_over(ohm_q_times(ch->peclet, ch->tip), ch->base);
}

/* The field of DV > 0 points from base to tip; a negative wall drags the fluid along it
 * (Helmholtz and Smoluchowski: u = -eps psi0 E / eta). */
static void
decide_flow_sign(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        channel ch;

        draw_channel(&ch, c);
        const ohm_q *wall = c->planted ? ohm_q_neg(ch.slip) : ch.slip;
        const ohm_q *speed =
            ohm_q_neg(ohm_q_over(ohm_q_times(wall, ch.dv), ohm_q_times(ch.viscosity, ch.length)));
        const ohm_q *printed =
            ohm_q_over(ohm_q_times(product(ch.pi, ch.base, ch.tip), ohm_q_times(ch.slip, ch.dv)),
                       ohm_q_times(ch.length, ch.viscosity));

        ohm_claim_found(c, "q_v_printed", printed);
        ohm_claim_printed(c, ohm_q_sign(printed, 0, 0) == ohm_q_sign(speed, 0, 0));
        ohm_claim_corrected(c, ohm_q_sign(ohm_q_neg(printed), 0, 0) == ohm_q_sign(speed, 0, 0));
    }
}

/* p = p_V DV + p_P DP with p_V free of the geometry and both free of L; and the exponent of I
 * is p F. */
static void
decide_geometry(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        channel ch;

        draw_channel(&ch, c);
        drive_channel(&ch);
        const ohm_q *s = any(c, "s"), *cross = ohm_q_times(ch.base, ch.tip);
        const ohm_q *mobile = ohm_q_times(ch.viscosity, ch.diffusion);
        const ohm_q *pv = ohm_q_over(c->planted ? ch.slip : ohm_q_neg(ch.slip), mobile);
        const ohm_q *pp =
            ohm_q_over(ohm_q_times(cross, cross), ohm_q_scale(ohm_q_times(mobile, ch.radius2), 8, 1));
        const ohm_q *p = ohm_q_add(ohm_q_times(pv, ch.dv), ohm_q_times(pp, ch.dp));
        const ohm_q *radius = ohm_q_sub(ch.base, ohm_q_times(ohm_q_sub(ch.base, ch.tip), s));

        ohm_claim_found(c, "p", p);
        if (ohm_q_sign(radius, 0, 0) == 0)
            continue;
        const ohm_q *exponent = ohm_q_over(ohm_q_times(product(s, ch.tip, ch.tip), ch.peclet),
                                           ohm_q_times(ch.base, radius));
        const ohm_q *f = ohm_q_over(ohm_q_times(s, ch.tip), radius);

        ohm_claim_printed(c, ohm_q_equal(ch.p, p) && ohm_q_equal(exponent, ohm_q_times(ch.p, f)));
    }
}

/* Eq. (1) integrated, with any A and B, against rho_b (1 - A) + rho_t A + s_R DV H over rho_b. */
static void
decide_simplification(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        channel ch;

        draw_channel(&ch, c);
        drive_channel(&ch);
        const ohm_q *rho_b = any(c, "rho_base"), *rho_t = any(c, "rho_tip"), *number = any(c, "avogadro");
        const ohm_q *sigma = any(c, "sigma"), *thermal = any(c, "e_over_kt");
        const ohm_q *a = any(c, "a"), *b = any(c, "b");
        const ohm_q *one = ohm_q_number(c->arena, 1, 1), *tip2 = ohm_q_times(ch.tip, ch.tip);
        const ohm_q *inside = ohm_q_scale(ohm_q_over(product(ohm_q_sub(ch.base, ch.tip), sigma,
                                                             ohm_q_times(thermal, ch.dv)), tip2), 2, 1);
        const ohm_q *ratio = ohm_q_over(ohm_q_sub(rho_b, rho_t), rho_b), *gap = ohm_q_sub(b, a);
        const ohm_q *below = ohm_q_scale(product(rho_b, number, ch.peclet), 2, 1);

        if (ohm_q_sign(ch.peclet, 0, 0) == 0)
            continue;
        const ohm_q *left = ohm_q_add(ohm_q_sub(one, ohm_q_times(ratio, a)),
                                      ohm_q_times(ohm_q_over(inside, below), gap));
        const ohm_q *curvature = ohm_q_sub(ohm_q_reciprocal(ch.tip), ohm_q_reciprocal(ch.base));
        const ohm_q *slope = ohm_q_times(product(ohm_q_over(sigma, number), curvature, thermal),
                                         ohm_q_number(c->arena, c->planted ? 2 : 1, 1));
        const ohm_q *mixed = ohm_q_add(ohm_q_times(rho_b, ohm_q_sub(one, a)), ohm_q_times(rho_t, a));
        const ohm_q *surface = ohm_q_over(product(slope, ch.dv, gap), ch.p);

        ohm_claim_found(c, "g_over_g0", left);
        ohm_claim_printed(c, ohm_q_equal(left, ohm_q_over(ohm_q_add(mixed, surface), rho_b)));
    }
}

/* L^2 / (12 D) with L = 10 um and D = 1.75 um^2 / ms, in ms. */
static void
decide_time_scale(ohm_claim_case *c)
{
    ohm_claim_next(c);
    const ohm_q *tau = ohm_q_over(ohm_q_number(c->arena, 100, 1), ohm_q_number(c->arena, 12 * 7, 4));

    ohm_claim_found(c, "tau_ms", tau);
    ohm_claim_printed(c, ohm_q_equal(tau, ohm_q_number(c->arena, 48, 10)));
    ohm_claim_corrected(c, ohm_q_equal(tau, ohm_q_number(c->arena, 1000, c->planted ? 200 : 210)));
}

/* ---- the channel in balls: R_b = 200 nm, R_t = 50 nm, the author's constants --------- */

typedef struct {
    double sign;                /* of the voltage's part of p: 1, or -1 as printed */
    const char *dv, *dp;        /* V, bar */
    const char *rho;            /* mM, on both sides */
} drive;

static ohm_real *
decimal(ohm_claim_case *c, const char *text)
{
    return ohm_real_decimal(c->arena, text);
}

/* p_V = -eps psi0 / (eta D) [1/V], p_P = R_b^2 R_t^2 / (8 eta D <R^2>) [1/bar] */
static ohm_real *
flow_number(ohm_claim_case *c, const drive *d)
{
    const ohm_real *mobile = ohm_real_mul(decimal(c, "1.01e-3"), decimal(c, "1.75e-9"));
    const ohm_real *pv = ohm_real_div(decimal(c, "0.71e-11"), mobile);
    const ohm_real *pp = ohm_real_div(ohm_real_mul(decimal(c, "1e-28"), decimal(c, "1e5")),
                                      ohm_real_mul(ohm_real_scale(mobile, 8, 1), decimal(c, "1.75e-14")));

    return ohm_real_add(ohm_real_scale(ohm_real_mul(pv, decimal(c, d->dv)), d->sign < 0.0 ? -1 : 1, 1),
                        ohm_real_mul(pp, decimal(c, d->dp)));
}

/* s_R = (sigma / N_A)(1 / R_t - 1 / R_b) e / (k T) [mM / V] */
static ohm_real *
surface_slope(ohm_claim_case *c)
{
    const ohm_real *thermal = ohm_real_div(decimal(c, "1.602e-19"),
                                           ohm_real_mul(decimal(c, "1.38e-23"), decimal(c, "293.15")));
    const ohm_real *density = ohm_real_div(decimal(c, "-0.0015e18"), decimal(c, "6.022e23"));

    return ohm_real_mul(ohm_real_mul(density, decimal(c, "1.5e7")), thermal);
}

/* g_inf / g_0 = 1 + s_R DV H / rho where the densities are equal. */
static ohm_real *
conductance(ohm_claim_case *c, const drive *d)
{
    const ohm_real *r = ohm_real_number(c->arena, 1, 4), *p = flow_number(c, d);
    const ohm_real *h = ohm_real_div(ohm_real_sub(ohm_channel_b(r), ohm_channel_a_quadrature(p, r)), p);
    const ohm_real *surface = ohm_real_mul(ohm_real_mul(surface_slope(c), decimal(c, d->dv)), h);

    return ohm_real_shift(ohm_real_div(surface, decimal(c, d->rho)), 1, 1);
}

static void
decide_flow_value(ohm_claim_case *c)
{
    const drive right = { c->planted ? -1.0 : 1.0, "1", "0", "0.2" }, printed = { -1.0, "1", "0", "0.2" };

    ohm_claim_next(c);
    const ohm_real *stored = decimal(c, "0.6489602105048034"), *g = conductance(c, &right);

    ohm_claim_found_json(c, "g_over_g0_printed", ohm_real_json(conductance(c, &printed)));
    ohm_claim_found_json(c, "g_over_g0", ohm_real_json(g));
    ohm_claim_printed(c, ohm_real_close(conductance(c, &printed), stored, "1e-14"));
    ohm_claim_corrected(c, ohm_real_close(g, stored, "1e-14"));
}

/* The linear theory leaves the positive numbers at low density. */
static void
decide_positive(ohm_claim_case *c)
{
    static const char *const rho[] = { "0.1", "0.05" };

    for (size_t k = 0; k < 2; k++) {
        const drive d = { 1.0, "40", "0", c->planted ? "0.5" : rho[k] };

        ohm_claim_next(c);
        const ohm_real *g = conductance(c, &d);

        ohm_claim_found_json(c, "rho_mM", ohm_json_string(d.rho));
        ohm_claim_found_json(c, "g_over_g0", ohm_real_json(g));
        ohm_claim_control(c, ohm_real_is_positive(g) || ohm_real_is_negative(g));
        ohm_claim_printed(c, ohm_real_is_positive(g));
    }
}

/* I(V) = g V: at 0.2 mM and -0.2 bar it falls somewhere. */
static void
decide_monotone(ohm_claim_case *c)
{
    static const char *const dv[] = { "1", "1.2", "1.4", "1.6", "1.8", "2", "2.2", "2.4", "2.6", "2.8", "3" };
    bool rises = true;

    ohm_claim_next(c);
    const ohm_real *before = NULL;
    ohm_json *currents = ohm_json_array();

    for (size_t k = 0; k < sizeof dv / sizeof *dv; k++) {
        const drive d = { 1.0, dv[k], c->planted ? "0" : "-0.2", "0.2" };
        const ohm_real *current = ohm_real_mul(conductance(c, &d), decimal(c, dv[k]));

        ohm_json_append(currents, ohm_real_json(current));
        if (k > 0) {
            ohm_claim_control(c, ohm_real_less(before, current) || ohm_real_less(current, before));
            rises = rises && ohm_real_less(before, current);
        }
        before = current;
    }
    ohm_claim_found_json(c, "current_over_g0", currents);
    ohm_claim_printed(c, rises);
}

/* Pe = 0 by flows that cancel: H(0), not 0. */
static void
decide_guard(ohm_claim_case *c)
{
    const drive off = { 1.0, "0", "0", "0.2" };

    ohm_claim_next(c);
    const ohm_real *r = ohm_real_number(c->arena, 1, 4), *h = ohm_channel_h0_quadrature(r);
    const ohm_real *surface = ohm_real_mul(surface_slope(c), decimal(c, c->planted ? off.dv : "1"));
    const ohm_real *g = ohm_real_shift(ohm_real_div(ohm_real_mul(surface, h), decimal(c, "0.2")), 1, 1);

    ohm_claim_found_json(c, "g_over_g0", ohm_real_json(g));
    ohm_claim_printed(c, ohm_real_close(g, ohm_real_number(c->arena, 1, 1), "1e-25"));
    ohm_claim_control(c, ohm_real_close(h, ohm_channel_h0_closed(r), "1e-40"));
}

static const char *const flows[] = { "-20", "-4.1", "-1", "-0.25", "0.25", "1", "4.1", "20" };
static const long radii[][2] = { { 1, 10 }, { 1, 4 }, { 2, 3 } };

static void
decide_closed_form(ohm_claim_case *c)
{
    for (size_t i = 0; i < sizeof flows / sizeof *flows; i++)
        for (size_t j = 0; j < sizeof radii / sizeof *radii; j++) {
            ohm_claim_next(c);
            const ohm_real *p = decimal(c, flows[i]),
                           *r = ohm_real_number(c->arena, radii[j][0], radii[j][1]);
            const ohm_real *quadrature = ohm_channel_a_quadrature(p, r);
            const ohm_real *closed = ohm_channel_a_closed(c->planted ? ohm_real_neg(p) : p, r);

            ohm_claim_found_json(c, "p", ohm_json_string(flows[i]));
            ohm_claim_found_json(c, "r", ohm_real_json(r));
            ohm_claim_found_json(c, "a", ohm_real_json(closed));
            ohm_claim_control(c, ohm_real_close(closed, closed, "1e-30"));      /* narrow enough to tell */
            ohm_claim_printed(c, ohm_real_close(quadrature, closed, "1e-25"));
        }
}

/* A(p, r) = 1 - A(-p, 1 / r), both by quadrature. */
static void
decide_mirror(ohm_claim_case *c)
{
    for (size_t i = 0; i < sizeof flows / sizeof *flows; i++)
        for (size_t j = 0; j < sizeof radii / sizeof *radii; j++) {
            ohm_claim_next(c);
            const ohm_real *p = decimal(c, flows[i]),
                           *r = ohm_real_number(c->arena, radii[j][0], radii[j][1]);
            const ohm_real *turned = ohm_real_number(c->arena, radii[j][1], radii[j][0]);
            const ohm_real *here = ohm_channel_a_quadrature(p, r);
            const ohm_real *there = ohm_channel_a_quadrature(c->planted ? p : ohm_real_neg(p), turned);

            ohm_claim_found_json(c, "p", ohm_json_string(flows[i]));
            ohm_claim_found_json(c, "r", ohm_real_json(r));
            ohm_claim_found_json(c, "a", ohm_real_json(here));
            ohm_claim_printed(c, ohm_real_close(ohm_real_add(here, there), ohm_real_number(c->arena, 1, 1),
                                                "1e-25"));
        }
}

/* ---- networks ------------------------------------------------------------------------ */

/* A random network, the first two nodes held at 0 V and 2 V. */
static ohm_q *
two_sources(ohm_claim_case *c)
{
    static const short held[2][2] = { { 0, 1 }, { 2, 1 } };
    ohm_scene s;
    ohm_net net;

    ohm_claim_next_network(c, &s, OHM_SCENE_SIMPLE, 3);
    ohm_q *k = ohm_q_random(c->arena, s.edges, 1, 1, 9, c->rng);

    if (c->planted)             /* an active element */
        ohm_q_set(k, s.edges - 1, 0, -3, 1);
    ohm_claim_found(c, "conductance", k);
    ohm_net_build(&net, &s, k, 2);
    return ohm_net_voltages(&net, ohm_q_vector(c->arena, 2, held), NULL);
}

static void
decide_maximum(ohm_claim_case *c)
{
    for (int k = 0; k < 2 * SCENES; k++) {
        const ohm_q *v = two_sources(c);

        ohm_claim_found(c, "voltages", v);
        ohm_claim_printed(c, ohm_q_all_at_least(v, 0, 1) && ohm_q_all_at_most(v, 2, 1));
    }
}

/* The target 3 V of the author's general network: no free node comes above 2 V; moved into the
 * range (planted) it is within reach of a divider. */
static void
decide_three_volts(ohm_claim_case *c)
{
    const long target = c->planted ? 1 : 3;
    bool reached = false;

    for (int k = 0; k < SCENES; k++) {
        static const unsigned char divider[2][2] = { { 0, 2 }, { 2, 1 } };
        static const short held[2][2] = { { 0, 1 }, { 2, 1 } };
        ohm_scene s;
        ohm_net net;

        ohm_claim_next(c);
        ohm_scene_of_ends(&s, c->arena, 3, 2, divider);
        ohm_q *g = ohm_q_filled(c->arena, 2, 1, 1, 1);

        ohm_q_set(g, 1, 0, 1L << k, 4096);
        ohm_net_build(&net, &s, g, 2);
        const ohm_q *v = ohm_net_voltages(&net, ohm_q_vector(c->arena, 2, held), NULL);

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "conductance", g);
        ohm_claim_found(c, "voltages", v);
        ohm_claim_control(c, ohm_q_all_at_most(v, 2, 1));
        reached =
            reached
            || ohm_q_sign(ohm_q_sub(ohm_q_entry(v, 2, 0), ohm_q_number(c->arena, target, 1)), 0, 0) >= 0;
    }
    ohm_claim_printed(c, reached);
}

/* Samples x = -3, -8/3, ..., 3 of the divider between 5 V and x, target 0.4 x + 1: with any g > 0
 * the node is at least min(x, 5) = x, so what the target lacks to x is lost. */
static void
decide_regression(ohm_claim_case *c)
{
    ohm_claim_next(c);
    ohm_q *floor = ohm_q_number(c->arena, 0, 1);

    for (long j = -9; j <= 9; j++) {
        const ohm_q *x = ohm_q_number(c->arena, j, 3);
        const ohm_q *target = ohm_q_add(ohm_q_scale(x, 2, 5), ohm_q_number(c->arena, 1, 1));
        const ohm_q *lacking = ohm_q_sub(x, c->planted ? ohm_q_scale(x, 1, 1) : target);

        if (ohm_q_sign(lacking, 0, 0) > 0)
            floor = ohm_q_add(floor, ohm_q_times(lacking, lacking));
    }
    floor = ohm_q_scale(floor, 1, 19);
    ohm_claim_found(c, "mean_square_error_at_least", floor);
    ohm_claim_printed(c, ohm_q_is_zero(floor));
    if (!c->planted)
        ohm_claim_control(c, ohm_q_equal(floor, ohm_q_number(c->arena, 6, 95)));
}

/* Ohmic resistors: V = 5 a + (1 - a) x, 0 <= a <= 1, is linear in a: least squares by hand. */
static void
decide_resistors(ohm_claim_case *c)
{
    ohm_claim_next(c);
    ohm_q *uu = ohm_q_number(c->arena, 0, 1), *ur = uu, *rr = uu;

    for (long j = -9; j <= 9; j++) {
        const ohm_q *x = ohm_q_number(c->arena, j, 3);
        const ohm_q *u = ohm_q_sub(ohm_q_number(c->arena, 5, 1), x);
        const ohm_q *r = ohm_q_add(ohm_q_scale(x, -3, 5), ohm_q_number(c->arena, c->planted ? 2 : 1, 1));

        uu = ohm_q_add(uu, ohm_q_times(u, u));
        ur = ohm_q_add(ur, ohm_q_times(u, r));
        rr = ohm_q_add(rr, ohm_q_times(r, r));
    }
    const ohm_q *a = ohm_q_over(ur, uu);
    const ohm_q *error = ohm_q_scale(ohm_q_sub(rr, ohm_q_times(a, ur)), 1, 19);

    ohm_claim_found(c, "share", a);
    ohm_claim_found(c, "mean_square_error", error);
    ohm_claim_printed(c, ohm_q_all_at_least(a, 0, 1) && ohm_q_all_at_most(a, 1, 1)
                             && ohm_q_equal(error, ohm_q_number(c->arena, 8, 17)));
}

/* C = (V - D)^2 of a divider of conductances w, V = 5 w_0 / (w_0 + w_1). */
static ohm_q *
divider_cost(const ohm_q *w, const ohm_q *target)
{
    const ohm_q *v = ohm_q_over(ohm_q_scale(ohm_q_entry(w, 0, 0), 5, 1), ohm_q_sum(w));
    const ohm_q *gap = ohm_q_sub(v, target);

    return ohm_q_times(gap, gap);
}

static void
decide_differences(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_claim_next(c);
        const ohm_q *w = ohm_q_random(c->arena, 2, 1, 1, 9, c->rng), *target = ohm_q_number(c->arena, 6, 1);
        const ohm_q *step = ohm_q_number(c->arena, 1, 1000000), *one = ohm_q_identity(c->arena, 2);
        const ohm_q *total = ohm_q_sum(w), *v = ohm_q_over(ohm_q_scale(ohm_q_entry(w, 0, 0), 5, 1), total);
        const ohm_q *slope = ohm_q_over(ohm_q_scale(ohm_q_entry(w, 1, 0), 5, 1), ohm_q_times(total, total));
        const ohm_q *partial = ohm_q_scale(ohm_q_times(ohm_q_sub(v, target), slope), c->planted ? 1 : 2, 1);
        const ohm_q *all = ohm_q_over(
            ohm_q_sub(
                divider_cost(ohm_q_add(w, ohm_q_times(ohm_q_filled(c->arena, 2, 1, 1, 1), step)), target),
                divider_cost(w, target)),
            step);
        const ohm_q *single =
            ohm_q_over(ohm_q_sub(divider_cost(ohm_q_add(w, ohm_q_times(ohm_q_column(one, 0), step)), target),
                                 divider_cost(w, target)),
                       step);
        const ohm_q *error = ohm_q_over(ohm_q_absolute(ohm_q_sub(single, partial)), ohm_q_absolute(partial));
        const ohm_q *wrong = ohm_q_over(ohm_q_absolute(ohm_q_sub(all, partial)), ohm_q_absolute(partial));

        ohm_claim_found(c, "weights", w);
        ohm_claim_found(c, "partial", partial);
        ohm_claim_printed(c, ohm_q_all_at_most(wrong, 1, 1000));
        ohm_claim_corrected(c, ohm_q_all_at_most(error, 1, 1000));
    }
}

static const ohm_claim rows[] = {
    {
        .id = "CON-QV", .source = "CON25", .where = "sec. II, Q_V", .domain = "psi0 < 0",
        .statement = "the electro-osmotic flow from base to tip is Q_V = +(pi R_b R_t eps psi0 / (L eta)) DV",
        .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "sign against Helmholtz and Smoluchowski, u = -eps psi0 E / eta, on 24 random channels, "
            "exactly",
        .proof = "a negative wall leaves positive ions in the fluid, which the field drags along",
        .correction = "Q_V = -(pi R_b R_t eps psi0 / (L eta)) DV", .falsified_by = "psi0 > 0",
        .decide = decide_flow_sign,
    },
    {
        .id = "CON-QVb", .source = "CON25", .where = "sec. II, Q_V, and the author's stored results",
        .statement = "the printed sign of Q_V gives the stored g_inf / g_0 = 0.64896 at 1 V",
        .domain = "default channel, 0.2 mM", .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_BALLS,
        .method = "g_inf / g_0 by rigorous quadrature with both signs: 0.515 as printed",
        .correction = "with the minus sign it is 0.6489602105048034 to 1e-14",
        .falsified_by = "the printed sign", .decide = decide_flow_value,
    },
    {
        .id = "CON-p", .source = "CON25", .where = "eq. (1), Pe",
        .statement = "p = Pe R_t / R_b is p_V DV + p_P DP with p_V = -eps psi0 / (eta D), whatever the "
            "geometry; L only scales g by 1 / L", .domain = "every channel", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, 24 random channels with every constant rational, and the "
            "exponent of I is p F, exactly",
        .proof = "insert Q_V and Q_P into Pe = Q L / (D pi R_t^2): L and pi cancel",
        .falsified_by = "p_V with the wrong sign", .decide = decide_geometry,
    },
    {
        .id = "CON-1", .source = "CON25", .where = "eq. (1), integrated",
        .statement = "g_inf / g_0 = [rho_b (1 - A) + rho_t A + s_R DV (B - A) / p] / rho_b, s_R = (sigma / "
            "N_A)(1 / R_t - 1 / R_b) e / kT", .domain = "every channel, Pe != 0",
        .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, 24 random channels with every constant, A and B rational, exactly",
        .proof = "the factor 2 of rho_in cancels the 2 of 2 rho_b; then rho_in / (2 N_A Pe) = s_R DV / p",
        .falsified_by = "the factor 2 of rho_in kept", .decide = decide_simplification,
    },
    {
        .id = "CON-tau", .source = "CON25", .where = "sec. II, tau, and the author's code",
        .statement = "tau = L^2 / (12 D) is 4.8 ms for L = 10 um and D = 1.75 um^2 / ms",
        .domain = "the default channel", .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "one division, exactly", .proof = "100 / 21 ms",
        .correction = "tau = 1/210 s = 4.7619 ms; the code's 4.8 ms does not follow L either",
        .falsified_by = "1/200 s", .decide = decide_time_scale,
    },
    {
        .id = "CON-5", .source = "CON25", .where = "eq. (5)",
        .statement = "the gradient is (C(w + Dw) - C(w)) / Dw with every entry of the vector Dw the same",
        .domain = "a divider of two conductances", .expected = OHM_VERDICT_CORRECTED,
        .ground = OHM_GROUND_EXACT,
        .method = "24 random dividers: difference quotients at Dw = 1e-6 against the partial derivative, "
            "exact rationals", .proof = "a common step gives the sum of the partial derivatives",
        .correction = "entry i is (C(w + Dw e_i) - C(w)) / Dw: one weight at a time",
        .falsified_by = "the factor 2 of the square left out", .decide = decide_differences,
    },
    {
        .id = "CON-A", .source = "CON25", .where = "eq. (1), the integral of I",
        .statement = "A = -k + k (k + 1) p e^(-pk) [Ei(p (k + 1)) - Ei(pk)] / (e^p - 1), k = r / (1 - r)",
        .domain = "8 x 3 values of (p, r), to 1e-25", .expected = OHM_VERDICT_CERTIFIED,
        .ground = OHM_GROUND_BALLS,
        .method = "rigorous quadrature of eq. (1) against the closed form, both enclosed",
        .falsified_by = "-p in place of p", .decide = decide_closed_form,
    },
    {
        .id = "CON-Am", .source = "CON25", .where = "eq. (1), exchange of base and tip",
        .statement = "A(p, r) = 1 - A(-p, 1 / r)", .domain = "8 x 3 values of (p, r), to 1e-25",
        .expected = OHM_VERDICT_CERTIFIED, .ground = OHM_GROUND_BALLS,
        .method = "rigorous quadrature on both sides", .falsified_by = "p in place of -p",
        .decide = decide_mirror,
    },
    {
        .id = "CON-g", .source = "CON25", .where = "eq. (1), g_inf as a conductance",
        .statement = "g_inf > 0", .domain = "40 V, 0.1 and 0.05 mM, the default channel",
        .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_BALLS,
        .method = "rigorous quadrature: the enclosures are negative (linear theory without surface "
            "conduction)", .falsified_by = "0.5 mM", .decide = decide_positive,
    },
    {
        .id = "CON-gm", .source = "CON25", .where = "eq. (1), I = g_inf V",
        .statement = "I(V) increases, so the state of a network is unique",
        .domain = "-0.2 bar, 0.2 mM, 1 V to 3 V", .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_BALLS,
        .method = "currents at 11 voltages by rigorous quadrature: two neighbours fall",
        .falsified_by = "no pressure", .decide = decide_monotone,
    },
    {
        .id = "CON-Pe", .source = "CON25", .where = "the author's code, |Pe| < 1e-7",
        .statement = "where Pe = 0 the integrand vanishes and g_inf = g_0",
        .domain = "flows that cancel at 1 V, 0.2 mM", .expected = OHM_VERDICT_REFUTED,
        .ground = OHM_GROUND_BALLS,
        .method = "the limit p -> 0 of (F - I) / p is F (1 - F) / 2, integrated rigorously: g_inf = 0.4896 "
            "g_0; control: its closed form", .falsified_by = "DV = 0", .decide = decide_guard,
    },
    {
        .id = "CON-max", .source = "CON25", .where = "sec. II, networks of conductances g > 0",
        .statement = "every free node lies between the lowest and the highest source",
        .domain = "connected networks, g > 0", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, 48 random networks, exactly",
        .proof = "a free node is the mean of its neighbours weighted by g > 0, so no free node is a strict "
            "extremum", .falsified_by = "one active element", .decide = decide_maximum,
    },
    {
        .id = "CON-16", .source = "CON25", .where = "the author's general network",
        .statement = "a node can be trained to 3 V between sources at 0 V and 2 V", .domain = "g > 0",
        .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "dividers over 24 octaves of conductance stay below 2 V, exactly; in general CON-max",
        .falsified_by = "a target of 1 V", .decide = decide_three_volts,
    },
    {
        .id = "CON-17", .source = "CON25", .where = "the regression V_out = c V_in + b, 0.4 x + 1",
        .statement = "the divider between 5 V and x represents 0.4 x + 1 on 19 points of [-3, 3]",
        .domain = "any g > 0", .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "for x > 5/3 the target lies below both sources: by CON-max the mean square error is at "
            "least 6/95, exactly", .falsified_by = "the target x", .decide = decide_regression,
    },
    {
        .id = "CON-17b", .source = "CON25", .where = "the regression, with resistors",
        .statement = "Ohmic resistors reach 8/17 at best", .domain = "the divider of CON-17",
        .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "least squares in the one share a, exactly",
        .proof = "V = 5 a + (1 - a) x is linear in a, the minimiser lies in [0, 1]",
        .falsified_by = "the target 0.4 x + 2", .decide = decide_resistors,
    },
};

const ohm_claim_table ohm_claims_fluidic = { rows, sizeof rows / sizeof *rows };
