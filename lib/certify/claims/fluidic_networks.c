/* lib/certify/claims/fluidic_networks.c -- [CON25]: networks of conductances, and their training. */
#include "certify/claim_case.h"
#include "certify/claim_tables.h"
#include "certify/resistor_net.h"

enum { SCENES = 24 };

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

const ohm_claim_table ohm_claims_fluidic_networks = { rows, sizeof rows / sizeof *rows };
