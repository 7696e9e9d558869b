/* lib/certify/claims/oxide_scheme.c -- [JUN24]: enthalpies, fluxes, steps in time. */
#include "certify/claim_case.h"
#include "certify/claim_tables.h"
#include "certify/real.h"

enum { STEPS = 24 };

static ohm_q *
power(const ohm_q *u, long exponent)
{
    ohm_q *product = ohm_q_reciprocal(ohm_q_times(u, ohm_q_reciprocal(u)));     /* 1 */

    for (long k = 0; k < exponent; k++)
        product = ohm_q_times(product, u);
    return product;
}

/* The flux -u d(h') has to be -d(u^a): u h'' = a u^(a-1). */
static void
decide_vacancy_enthalpy(ohm_claim_case *c)
{
    for (int k = 0; k < STEPS; k++) {
        const long a = 3 + k % 4;

        ohm_claim_next(c);
        const ohm_q *u = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng);
        const ohm_q *wanted = ohm_q_scale(power(u, a - 1), a, 1);
        /* of u^(a-1) / (a-1), and of u^a / (a-1) */
        const ohm_q *printed = ohm_q_times(ohm_q_scale(power(u, a - 3), a - 2, 1), u);
        const ohm_q *right =
            ohm_q_times(ohm_q_scale(power(u, a - 2), a * (a - 1), c->planted ? a : a - 1), u);

        ohm_claim_found_count(c, "a", (size_t)a);
        ohm_claim_found(c, "u", u);
        ohm_claim_printed(c, ohm_q_equal(printed, wanted));
        ohm_claim_corrected(c, ohm_q_equal(right, wanted));
    }
}

/* h_n' must vanish at the contact value: h_n is a test function on the Dirichlet part. */
static void
decide_electron_enthalpy(ohm_claim_case *c)
{
    for (int k = 0; k < STEPS; k++) {
        const long a = 2 + k % 4;

        ohm_claim_next(c);
        const ohm_q *b = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng);
        const ohm_q *slope = ohm_q_scale(power(b, a - 1), 1, a - 1);
        /* n (n^(a-1) - b^(a-1)) / (a-1): (a n^(a-1) - b^(a-1)) / (a-1) at n = b */
        const ohm_q *printed = ohm_q_sub(ohm_q_scale(slope, a, 1), slope);
        /* [n^a - b^a - a b^(a-1) (n - b)] / (a-1) */
        const ohm_q *right = ohm_q_sub(ohm_q_scale(slope, a, 1), ohm_q_scale(slope, c->planted ? 1 : a, 1));

        ohm_claim_found_count(c, "a", (size_t)a);
        ohm_claim_found(c, "contact", b);
        ohm_claim_found(c, "slope_at_contact", printed);
        ohm_claim_printed(c, ohm_q_is_zero(printed));
        ohm_claim_corrected(c, ohm_q_is_zero(right));
    }
}

/* n grad(c n^e) = grad(n^a) with c = a / (a-1): e c n^e = a n^(a-1). */
static void
decide_gradient(ohm_claim_case *c)
{
    for (int k = 0; k < STEPS; k++) {
        const long a = 2 + k % 4;

        ohm_claim_next(c);
        const ohm_q *n = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng),
                    *wanted = ohm_q_scale(power(n, a - 1), a, 1);
        const ohm_q *printed = ohm_q_scale(power(n, a), a * a, a - 1);
        const ohm_q *right = ohm_q_scale(power(n, a - 1), (c->planted ? a : a - 1) * a, a - 1);

        ohm_claim_found_count(c, "a", (size_t)a);
        ohm_claim_found(c, "n", n);
        ohm_claim_printed(c, ohm_q_equal(printed, wanted));
        ohm_claim_corrected(c, ohm_q_equal(right, wanted));
    }
}

/* ---- the scheme ---------------------------------------------------------------------- */

/* B(s) = s / (e^s - 1) */
static ohm_real *
bernoulli(const ohm_real *s)
{
    return ohm_real_div(s, ohm_real_expm1(s));
}

/* F = B(s) u - B(-s) v has the sign opposite to that of ln v - ln u + s. */
static void
decide_flux_sign(ohm_claim_case *c)
{
    for (long k = 1; k <= 40; k++) {
        ohm_claim_next(c);
        const long p = 1 + (long)ohm_rng_below(c->rng, 99), q = 1 + (long)ohm_rng_below(c->rng, 99);
        const ohm_real *u = ohm_real_number(c->arena, p, 10), *v = ohm_real_number(c->arena, q, 10);
        const ohm_real *s = ohm_real_number(c->arena, 2 * k - 41, 7), *back = ohm_real_neg(s);
        const ohm_real *flux = ohm_real_sub(ohm_real_mul(bernoulli(c->planted ? back : s), u),
                                            ohm_real_mul(bernoulli(c->planted ? s : back), v));
        const ohm_real *drop = ohm_real_add(ohm_real_sub(ohm_real_log(v), ohm_real_log(u)), s);

        ohm_claim_found_json(c, "flux", ohm_real_json(flux));
        ohm_claim_found_json(c, "drop", ohm_real_json(drop));
        ohm_claim_control(c, ohm_real_is_positive(drop) || ohm_real_is_negative(drop));
        ohm_claim_printed(c, ohm_real_is_positive(drop) ? ohm_real_is_negative(flux)
                                                        : ohm_real_is_positive(flux));
    }
}

/* Quasi-stationary electrons: phi = n e^(-V) falls by F h / (B(-s) e^V) over an edge.  The fluxes of
 * the scheme at those densities are all F, which is n_i (1 - e^-U) over the sum: 0 at U = 0. */
static void
decide_chain(ohm_claim_case *c)
{
    enum { EDGES = 6 };

    for (long bias = -3; bias <= 3; bias++) {
        ohm_real *v[EDGES + 1], *step_of[EDGES], *sum = NULL;
        bool same = true;

        ohm_claim_next(c);
        for (size_t i = 0; i <= EDGES; i++)     /* V = 0 and U at the ends; n_i = 1, n = e^V there */
            v[i] = ohm_real_number(c->arena,
                                   i == 0       ? 0
                                   : i == EDGES ? 12 * bias
                                                : (long)ohm_rng_below(c->rng, 40) - 20,
                                   12);
        for (size_t k = 0; k < EDGES; k++) {
            const ohm_real *s = ohm_real_sub(v[k], v[k + 1]);   /* z = -1 */
            ohm_real *h = ohm_real_number(c->arena, 1, EDGES);

            step_of[k] = ohm_real_div(h, ohm_real_mul(bernoulli(s), ohm_real_exp(v[k])));
            sum = sum == NULL ? step_of[k] : ohm_real_add(sum, step_of[k]);
        }
        const ohm_real *fallen = ohm_real_neg(ohm_real_expm1(ohm_real_neg(v[EDGES])));
        const ohm_real *flux = ohm_real_div(fallen, c->planted ? ohm_real_scale(sum, 2, 1) : sum);
        const ohm_real *phi = ohm_real_number(c->arena, 1, 1);

        for (size_t k = 0; k < EDGES; k++) {
            const ohm_real *next = ohm_real_sub(phi, ohm_real_mul(ohm_real_div(fallen, sum), step_of[k]));
            const ohm_real *s = ohm_real_sub(v[k], v[k + 1]), *back = ohm_real_neg(s);
            const ohm_real *scheme = ohm_real_sub(
                ohm_real_mul(bernoulli(s), ohm_real_mul(phi, ohm_real_exp(v[k]))),
                ohm_real_mul(bernoulli(back), ohm_real_mul(next, ohm_real_exp(v[k + 1]))));

            same = same && ohm_real_close(ohm_real_scale(scheme, EDGES, 1), flux, "1e-40");
            phi = next;
        }
        ohm_claim_found_json(c, "flux", ohm_real_json(flux));
        const bool pinched = ohm_real_close(flux, ohm_real_number(c->arena, 0, 1), "1e-40");

        ohm_claim_printed(c, same && pinched == (bias == 0));
    }
}

/* BDF2 on u' = -u, dt = 4, the first step by implicit Euler. */
static void
decide_bdf2(ohm_claim_case *c)
{
    for (long dt = 4; dt <= 8; dt++) {
        ohm_claim_next(c);
        const ohm_q *step_size = ohm_q_number(c->arena, c->planted ? 1 : dt, 1),
                    *one = ohm_q_number(c->arena, 1, 1);
        const ohm_q *first = ohm_q_reciprocal(ohm_q_add(one, step_size));
        const ohm_q *below = ohm_q_add(ohm_q_number(c->arena, 3, 1), ohm_q_scale(step_size, 2, 1));
        const ohm_q *second = ohm_q_over(ohm_q_sub(ohm_q_scale(first, 4, 1), one), below);

        ohm_claim_found(c, "dt", step_size);
        ohm_claim_found(c, "u2", second);
        ohm_claim_printed(c, ohm_q_sign(second, 0, 0) > 0);
        ohm_claim_control(c, ohm_q_sign(ohm_q_times(first, first), 0, 0) > 0);
    }
}

static const ohm_claim rows[] = {
    {
        .id = "JUN-1", .source = "JUN24", .where = "enthalpies, degenerate, h_D",
        .statement = "h_D = D^(a-1) / (a-1) belongs to the flux grad D^a + D grad V", .domain = "a = 3 to 6",
        .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "u h''(u) = a u^(a-1) at 24 random points, exactly", .proof = "D grad h'(D) = grad D^a",
        .correction = "h_D = D^a / (a-1)", .falsified_by = "1 / a in place of 1 / (a-1)",
        .decide = decide_vacancy_enthalpy,
    },
    {
        .id = "JUN-2", .source = "JUN24", .where = "enthalpies, degenerate, h_n",
        .statement = "h_n = n (n^(a-1) - nb^(a-1)) / (a-1) has h_n'(nb) = 0, as a test function at the "
            "contacts needs", .domain = "a = 2 to 5", .expected = OHM_VERDICT_CORRECTED,
        .ground = OHM_GROUND_EXACT, .method = "24 random contact values, exactly: the slope is nb^(a-1)",
        .proof = "differentiate", .correction = "h_n = [n^a - nb^a - a nb^(a-1)(n - nb)] / (a-1)",
        .falsified_by = "the factor a left out", .decide = decide_electron_enthalpy,
    },
    {
        .id = "JUN-4", .source = "JUN24", .where = "a priori estimates, grad(c_n n^a - V)",
        .statement = "n grad(c_n n^a) is the diffusion grad n^a, c_n = a / (a-1)", .domain = "a = 2 to 5",
        .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT, .method = "24 random points, exactly",
        .proof = "differentiate", .correction = "n grad(c_n n^(a-1))", .falsified_by = "a in place of a - 1",
        .decide = decide_gradient,
    },
    {
        .id = "JUN-sg", .source = "JUN24", .where = "numerics, Scharfetter and Gummel",
        .statement = "the flux B(s) u - B(-s) v and the drop ln v - ln u + s have opposite signs, so every "
            "edge dissipates", .domain = "40 random pairs, |s| < 6", .expected = OHM_VERDICT_CERTIFIED,
        .ground = OHM_GROUND_BALLS,
        .method = "signs of both in balls; in general B(s) u > B(-s) v iff u > e^s v",
        .falsified_by = "s and -s exchanged", .decide = decide_flux_sign,
    },
    {
        .id = "JUN-r", .source = "JUN24", .where = "numerics, the reduced model",
        .statement = "the reduced current is that of a chain of resistors, n_i (1 - e^-U) / sum h / (B(-s) "
            "e^V), so the loop is pinched", .domain = "7 biases, random V inside, to 1e-40",
        .expected = OHM_VERDICT_CERTIFIED, .ground = OHM_GROUND_BALLS,
        .method = "fluxes of the scheme at the densities of the chain, in balls: the same on every edge, "
            "and 0 at U = 0", .falsified_by = "twice the chain", .decide = decide_chain,
    },
    {
        .id = "JUN-bdf2", .source = "JUN24", .where = "numerics, positivity in time",
        .statement = "BDF2 keeps densities positive as implicit Euler does", .domain = "u' = -u, dt = 4 to 8",
        .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "two steps, exactly: u_2 < 0; control: implicit Euler stays positive",
        .falsified_by = "dt = 1", .decide = decide_bdf2,
    },
};

const ohm_claim_table ohm_claims_oxide_scheme = { rows, sizeof rows / sizeof *rows };
