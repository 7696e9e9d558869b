/* lib/certify/claims/fluidic_channel.c -- [CON25]: the default channel in balls. */
#include "certify/channel_ball.h"
#include "certify/claim_case.h"
#include "certify/claim_tables.h"

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

static const ohm_claim rows[] = {
    {
        .id = "CON-QVb", .source = "CON25", .where = "sec. II, Q_V, and the author's stored results",
        .statement = "the printed sign of Q_V gives the stored g_inf / g_0 = 0.64896 at 1 V",
        .domain = "default channel, 0.2 mM", .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_BALLS,
        .method = "g_inf / g_0 by rigorous quadrature with both signs: 0.515 as printed",
        .correction = "with the minus sign it is 0.6489602105048034 to 1e-14",
        .falsified_by = "the printed sign", .decide = decide_flow_value,
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
};

const ohm_claim_table ohm_claims_fluidic_channel = { rows, sizeof rows / sizeof *rows };
