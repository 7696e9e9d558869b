/* lib/certify/claims/perceptron_pulses.c -- [SIL20]: pulses that program a memristor. */
#include "certify/claim_case.h"
#include "certify/claim_tables.h"

enum { SCENES = 24 };

/* dgamma / dt of eq. (6) with the bias current `bias` in its second term, threshold 2, window 1. */
static ohm_q *
rate_of_six(ohm_claim_case *c, const ohm_q *current, const ohm_q *bias)
{
    const ohm_q *threshold = ohm_q_number(c->arena, 2, 1), *size = ohm_q_absolute(current);
    const ohm_q *over = ohm_q_sub(size, threshold);
    const bool inside =
        ohm_q_sign(over, 0, 0) > 0 && ohm_q_sign(ohm_q_sub(over, ohm_q_number(c->arena, 1, 1)), 0, 0) < 0;

    if (!inside)
        return ohm_q_number(c->arena, 0, 1);
    return ohm_q_sign(current, 0, 0) > 0 ? ohm_q_sub(current, bias) : ohm_q_add(current, bias);
}

/* A negative update u, -1 < u < 0: the pulse is u - I_gamma; Alg. 1 puts I_b = -I_gamma. */
static void
decide_bias(ohm_claim_case *c)
{
    for (long k = 1; k < 12; k++) {
        ohm_claim_next(c);
        const ohm_q *u = ohm_q_number(c->arena, -k, 12), *threshold = ohm_q_number(c->arena, 2, 1);
        const ohm_q *pulse = ohm_q_sub(u, threshold);
        const ohm_q *literal = rate_of_six(c, pulse, ohm_q_neg(threshold));
        const ohm_q *constant = rate_of_six(c, pulse, c->planted ? ohm_q_neg(threshold) : threshold);

        ohm_claim_found(c, "update", u);
        ohm_claim_found(c, "rate", literal);
        ohm_claim_printed(c, ohm_q_equal(literal, u));
        ohm_claim_corrected(c, ohm_q_equal(constant, u));
    }
}

/* The delta rule moves w_i by eta Delta x_i g'; "if Delta >= 0" takes the sign of Delta. */
static void
decide_update_sign(ohm_claim_case *c)
{
    for (int k = 0; k < 2 * SCENES; k++) {
        ohm_claim_next(c);
        const ohm_q *delta = ohm_q_random(c->arena, 1, 1, 0, 9, c->rng),
                    *x = ohm_q_random(c->arena, 1, 1, 0, 9, c->rng);
        const ohm_q *slope = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng);
        const ohm_q *u = ohm_q_times(ohm_q_times(delta, x), slope);
        const int literal = ohm_q_sign(delta, 0, 0) >= 0 ? 1 : -1, wanted = ohm_q_sign(u, 0, 0);

        if (wanted == 0)
            continue;
        ohm_claim_found(c, "delta", delta);
        ohm_claim_found(c, "x", x);
        ohm_claim_printed(c, literal == wanted);
        ohm_claim_corrected(c,
                            (c->planted ? literal : ohm_q_sign(delta, 0, 0) * ohm_q_sign(x, 0, 0)) == wanted);
    }
}

/* (8) and (18) let gamma only grow; the odd extension does not. */
static void
decide_one_sided(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_claim_next(c);
        const ohm_q *u = ohm_q_random(c->arena, 1, 1, 0, 9, c->rng),
                    *threshold = ohm_q_number(c->arena, 20, 1);
        const int sign = ohm_q_sign(u, 0, 0);
        const ohm_q *pulse = ohm_q_add(u, ohm_q_scale(threshold, sign, 1));
        const ohm_q *over = ohm_q_sub(ohm_q_absolute(pulse), threshold);
        const ohm_q *literal = sign > 0 ? ohm_q_sub(pulse, threshold) : ohm_q_number(c->arena, 0, 1);
        const ohm_q *odd = ohm_q_scale(over, c->planted ? 1 : sign, 1);

        ohm_claim_found(c, "update", u);
        ohm_claim_found(c, "rate", literal);
        ohm_claim_printed(c, ohm_q_equal(literal, u));
        ohm_claim_corrected(c, ohm_q_equal(odd, u));
    }
}

/* A trapezoid (rise, plateau, fall) of peak I_pk = I_j + u through the window (I_i, I_i + a) of a
 * lower threshold: the integral of I - I_i while it is inside. */
static void
decide_slew(ohm_claim_case *c)
{
    for (long k = 1; k <= 8; k++) {
        ohm_claim_next(c);
        const ohm_q *window = ohm_q_number(c->arena, 1, 4), *peak = ohm_q_number(c->arena, 210 + k, 10);
        const ohm_q *rise = c->planted ? ohm_q_number(c->arena, 0, 1) : ohm_q_number(c->arena, 1, 50);
        /* up and down: 2 (a^2 / 2) / slope, slope = I_pk / rise */
        const ohm_q *dragged = ohm_q_over(ohm_q_times(ohm_q_times(window, window), rise), peak);

        ohm_claim_found(c, "peak", peak);
        ohm_claim_found(c, "dragged", dragged);
        ohm_claim_printed(c, ohm_q_is_zero(dragged));
    }
}

/* mu R_on / D I is a speed [m/s], I_gamma a current: exponents of m, s, A. */
static void
decide_units(ohm_claim_case *c)
{
    /* mu [m^2 / (V s)], R_on [V / A], D [m], I [A]; V cancels */
    static const short mobility[3][2] = { { 2, 1 }, { -1, 1 }, { 0, 1 } },
                       resistance[3][2] = { { 0, 1 }, { 0, 1 }, { -1, 1 } };
    static const short length[3][2] = { { 1, 1 }, { 0, 1 }, { 0, 1 } },
                       current[3][2] = { { 0, 1 }, { 0, 1 }, { 1, 1 } };

    ohm_claim_next(c);
    const ohm_q *amps = ohm_q_vector(c->arena, 3, current);
    const ohm_q *factor =
        ohm_q_sub(ohm_q_add(ohm_q_vector(c->arena, 3, mobility), ohm_q_vector(c->arena, 3, resistance)),
                  ohm_q_vector(c->arena, 3, length));
    const ohm_q *first = ohm_q_add(factor, amps);
    const ohm_q *scaled = ohm_q_add(factor, c->planted ? first : amps);         /* k (I - I_gamma) */

    ohm_claim_found(c, "units_of_first_term", first);
    ohm_claim_found(c, "units_of_i_gamma", amps);
    ohm_claim_printed(c, ohm_q_equal(first, amps));
    ohm_claim_corrected(c, ohm_q_equal(first, scaled));
}

static const ohm_claim rows[] = {
    {
        .id = "SIL-1", .source = "SIL20", .where = "eq. (6) with Alg. 1",
        .statement = "the bias I_b = -I_gamma for Delta < 0 makes eq. (6) move gamma by the update u",
        .domain = "-a < u < 0", .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "11 updates, exactly", .proof = "I + I_b = u - 2 I_gamma with the printed sign",
        .correction = "I_b in eq. (6) is the constant +I_gamma", .falsified_by = "the printed sign",
        .decide = decide_bias,
    },
    {
        .id = "SIL-2", .source = "SIL20", .where = "Alg. 1, \"if Delta >= 0\"",
        .statement = "the sign of the pulse is that of Delta", .domain = "inputs of both signs",
        .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT, .method = "48 random triples, exactly",
        .proof = "the delta rule moves w_i by eta Delta x_i g', and g' > 0",
        .correction = "the sign of Delta x_i g'", .falsified_by = "the printed sign",
        .decide = decide_update_sign,
    },
    {
        .id = "SIL-7", .source = "SIL20", .where = "eqs. (8) and (18)",
        .statement = "mu R_on / D I - I_gamma is a rate of gamma, I_gamma being a current",
        .domain = "SI units", .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "exponents of m, s and A, exactly",
        .proof = "the first term is m/s, the second A; eq. (13) follows only from the corrected form",
        .correction = "k (I - I_gamma), k = mu R_on / D", .falsified_by = "a factor too many",
        .decide = decide_units,
    },
    {
        .id = "SIL-8", .source = "SIL20", .where = "eqs. (8), (18), Alg. 2",
        .statement = "a pulse realises every update u of a weight", .domain = "updates of both signs",
        .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random updates: the printed rate is never negative",
        .proof = "sgn(I)(|I| - I_gamma) = u for I = u + sgn(u) I_gamma",
        .correction = "the odd extension, and pulses u + sgn(u) I_gamma", .falsified_by = "an even extension",
        .decide = decide_one_sided,
    },
    {
        .id = "SIL-tr", .source = "SIL20", .where = "eq. (6), pulses of finite slope",
        .statement = "a pulse for one internal variable leaves those of lower threshold alone",
        .domain = "trapezoids of rise 0.02", .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "8 pulses: each ramp drags a lower variable by a^2 t_r / (2 I_pk), exactly",
        .falsified_by = "ramps of no duration", .decide = decide_slew,
    },
};

const ohm_claim_table ohm_claims_perceptron_pulses = { rows, sizeof rows / sizeof *rows };
