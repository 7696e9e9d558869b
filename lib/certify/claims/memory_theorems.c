/* lib/certify/claims/memory_theorems.c -- statements about the memory equation that no source makes:
 * doc/theory/memory.md sec. 3 and 5. */
#include "certify/claim_case.h"
#include "certify/claim_tables.h"
#include "certify/tree_walk.h"

#include <math.h>

enum { SCENES = 24 };

/* Choose w0 and w = w0 + a circulation, and the flux q that leads there: then both laws, as
 * functions of the end point, say that w is stationary; and F is strictly convex. */
static void
decide_integrable(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s, end;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC);
        s.alpha = ohm_q_number(c->arena, 0, 1);
        end = s;
        end.w = ohm_q_add(s.w, ohm_q_scale(ohm_scene_circulation(&s, c->rng), 1, 1000));
        /* the charge law along the flow: d/dt [beta (w + xi w^2 / 2)] + S in range B^t */
        const ohm_q *rate = ohm_q_times(ohm_q_each(ohm_scene_swing(&end), ohm_scene_velocity(&end)), s.beta);
        const ohm_q *law = ohm_q_mul(s.a, c->planted ? ohm_q_sub(rate, s.s) : ohm_q_add(rate, s.s));
        /* the Hessian on the leaf */
        const ohm_q *hessian = ohm_q_mul3(s.a, ohm_q_diagonal(ohm_scene_swing(&end)), ohm_q_transpose(s.a));

        ohm_claim_found(c, "later_w", end.w);
        ohm_claim_printed(c, ohm_q_is_zero(law) && ohm_q_is_zero(ohm_q_mul(s.b, ohm_scene_velocity(&end)))
                                 && ohm_q_is_positive_definite(hessian));
    }
}

/* delta w' = J delta w: then A G delta w and B delta w are constant, G = diag(1 + xi w). */
static void
decide_exponents(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC);
        s.alpha = ohm_q_number(c->arena, 0, 1);
        const ohm_q *m = ohm_scene_response(&s), *x = ohm_scene_current(&s), *g = ohm_scene_swing(&s);
        const ohm_q *j = ohm_q_over(ohm_q_times(ohm_q_mul(m, ohm_q_diagonal(x)), s.xi),
                                    c->planted ? ohm_q_neg(s.beta) : s.beta);
        const ohm_q *apart = ohm_q_random(c->arena, s.edges, 1, 1, 9, c->rng);
        const ohm_q *moving = ohm_q_mul(j, apart);
        const ohm_q *metric = ohm_q_times(ohm_scene_velocity(&s), s.xi);        /* dG/dt */
        const ohm_q *law = ohm_q_add(ohm_q_each(metric, apart), ohm_q_each(g, moving));
        const ohm_q *both = ohm_q_stack(s.b, ohm_q_mul(s.a, ohm_q_diagonal(g)));

        ohm_claim_found(c, "delta_w", apart);
        ohm_claim_printed(c, ohm_q_is_zero(ohm_q_mul(s.a, law)) && ohm_q_is_zero(ohm_q_mul(s.b, moving))
                                 && ohm_q_is_regular(both));
    }
}

/* The mean over all trees of the product over the chords (the tree edges where planted) of 1 + xi w. */
static ohm_q *
mean_over_trees(const ohm_scene *s, bool planted)
{
    const ohm_q *swing = ohm_scene_swing(s);
    ohm_q *sum = ohm_q_number(s->arena, 0, 1);
    ohm_tree_walk walk;
    long trees = 0;

    ohm_tree_walk_start(&walk, s);
    while (ohm_tree_walk_next(&walk)) {
        ohm_q *product = ohm_q_number(s->arena, 1, 1);

        for (size_t k = 0; k < s->edges; k++)
            if (ohm_tree_walk_has(&walk, k) == planted)
                product = ohm_q_times(product, ohm_q_entry(swing, k, 0));
        sum = ohm_q_add(sum, product);
        trees++;
    }
    return ohm_q_scale(sum, 1, trees);
}

static void
decide_determinant(ohm_claim_case *c)
{
    const ohm_scene *atlas;
    const size_t graphs = ohm_claim_atlas(c, &atlas);

    for (size_t g = 0; g < graphs && atlas[g].nodes <= 5; g++) {
        ohm_claim_next(c);
        ohm_scene s = ohm_claim_take(c, &atlas[g]);

        ohm_scene_excite(&s, 0, c->rng);
        const ohm_q *ow = ohm_q_mul(s.omega, ohm_q_diagonal(s.w));
        const ohm_q *determinant = ohm_q_determinant(ohm_q_add(s.one, ohm_q_times(ow, s.xi)));

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "determinant", determinant);
        ohm_claim_printed(c, ohm_q_equal(determinant, mean_over_trees(&s, c->planted)));
    }
}

static void
decide_bound(ohm_claim_case *c)
{
    const ohm_scene *atlas;
    const size_t graphs = ohm_claim_atlas(c, &atlas);

    for (size_t g = 0; g < graphs; g++) {
        ohm_claim_next(c);
        ohm_scene s = ohm_claim_take(c, &atlas[graphs - 1 - g]);

        ohm_scene_excite(&s, OHM_SCENE_CONDUCTING, c->rng);
        if (c->planted)
            s.xi = ohm_q_scale(s.xi, -1, 50);           /* 1 + xi w still > 0 */
        const ohm_q *i = ohm_scene_current(&s), *os = ohm_q_mul(s.omega, s.s);

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "current_squared", ohm_q_dot(i, i));
        ohm_claim_found(c, "bound_squared", ohm_q_dot(os, os));
        ohm_claim_printed(c, ohm_q_compare(ohm_q_dot(i, i), ohm_q_dot(os, os)) <= 0);
    }
    ohm_claim_note(c, "connected_graphs", ohm_json_integer((long long)graphs));
}

/* Whether an integer is odd, by its difference to an even one: |n| < 2^53 here. */
static bool
is_odd(const ohm_q *number)
{
    return fmod(fabs(ohm_q_double(number, 0, 0)), 2.0) == 1.0;
}

static void
decide_parity(ohm_claim_case *c)
{
    const ohm_scene *atlas;
    const size_t graphs = ohm_claim_atlas(c, &atlas);
    size_t odd = 0;

    for (size_t g = 0; g < graphs; g++) {
        ohm_claim_next(c);
        ohm_scene s = ohm_claim_take(c, &atlas[graphs - 1 - g]);
        const ohm_q *t = ohm_q_transpose(s.a), *tau = ohm_q_determinant(ohm_q_mul(s.a, t));

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "trees", tau);
        odd += is_odd(tau);
        for (int draw = 0; draw < 4; draw++) {
            ohm_q *sign = ohm_q_zero(c->arena, s.edges, 1);

            for (size_t k = 0; k < s.edges; k++)
                ohm_q_set(sign, k, 0, ohm_rng_below(c->rng, 2) == 0 ? (c->planted ? 2 : -1) : 1, 1);
            const ohm_q *signed_trees = ohm_q_determinant(ohm_q_mul3(s.a, ohm_q_diagonal(sign), t));

            if (s.chords > 0)
                ohm_claim_printed(c, is_odd(signed_trees) == is_odd(tau));
        }
    }
    ohm_claim_note(c, "connected_graphs", ohm_json_integer((long long)graphs));
    ohm_claim_note(c, "with_an_odd_number_of_trees", ohm_json_integer((long long)odd));
}

/* ---- closed forms -------------------------------------------------------------------- */

/* A directed ring with R_on, xi, beta, j of its own on every edge: in the charge q of the loop
 * w_k = w0_k - j_k (R_on,k / beta_k) q, and the flux is a quadratic in q with derivative sum R_k. */
static void
decide_loop(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        const size_t n = 1 + (size_t)k % 7;

        ohm_claim_next(c);
        const ohm_q *on = ohm_q_random(c->arena, n, 1, 1, 9, c->rng),
                    *xi = ohm_q_random(c->arena, n, 1, 1, 9, c->rng);
        const ohm_q *slope = ohm_q_random(c->arena, n, 1, 0, 9, c->rng);         /* dw_k / dq */
        const ohm_q *w = ohm_q_random(c->arena, n, 1, 1, 9, c->rng),
                    *q = ohm_q_random(c->arena, 1, 1, 0, 9, c->rng);
        const ohm_q *h = ohm_q_number(c->arena, 1, 7), *ones = ohm_q_filled(c->arena, n, 1, 1, 1);
        const ohm_q *curve = ohm_q_dot(ohm_q_each(on, xi), slope);
        const ohm_q *start = ohm_q_dot(on, ohm_q_add(ones, ohm_q_each(xi, w)));
        const ohm_q *there = ohm_q_add(q, h), *half = ohm_q_scale(curve, 1, c->planted ? 1 : 2);
        const ohm_q *here_flux = ohm_q_add(ohm_q_times(start, q), ohm_q_times(ohm_q_times(half, q), q));
        const ohm_q *there_flux =
            ohm_q_add(ohm_q_times(start, there), ohm_q_times(ohm_q_times(half, there), there));
        const ohm_q *moved = ohm_q_add(w, ohm_q_times(slope, q));
        const ohm_q *resistance = ohm_q_dot(on, ohm_q_add(ones, ohm_q_each(xi, moved)));
        const ohm_q *secant = ohm_q_over(ohm_q_sub(there_flux, here_flux), h);

        ohm_claim_found(c, "r_on", on);
        ohm_claim_found(c, "resistance", resistance);
        ohm_claim_printed(
            c, ohm_q_equal(secant, ohm_q_add(resistance, ohm_q_scale(ohm_q_times(curve, h), 1, 2))));
    }
}

/* The all-ones vector is a circulation: rotational tournaments, directed rings, tori along the axes. */
static void
decide_eulerian(ohm_claim_case *c)
{
    for (size_t n = 3; n <= 9; n += 2) {
        unsigned char ends[36][2];
        size_t edges = 0;
        ohm_scene s;

        for (size_t v = 0; v < n; v++)
            for (size_t step = 1; step <= n / 2; step++, edges++) {
                ends[edges][0] = (unsigned char)v;
                ends[edges][1] = (unsigned char)((v + step) % n);
            }
        if (c->planted) {       /* one edge turned */
            ends[0][0] = 1;
            ends[0][1] = 0;
        }
        ohm_claim_next(c);
        ohm_scene_of_ends(&s, c->arena, n, edges, ends);
        s.s = ohm_q_filled(c->arena, edges, 1, 3, 2);
        s.w = ohm_q_filled(c->arena, edges, 1, 2, 5);
        const ohm_q *law = ohm_q_neg(ohm_q_over(s.s, ohm_q_entry(ohm_scene_swing(&s), 0, 0)));

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "velocity", ohm_scene_velocity(&s));
        ohm_claim_printed(c, ohm_q_equal(ohm_scene_velocity(&s), law));
    }
}

/* beta_k, j_k and R_on,k of their own: B D w with D = diag(beta j / R_on). */
static void
decide_weighted_law(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_POLAR | OHM_SCENE_CYCLIC);
        const ohm_q *on = ohm_q_random(c->arena, s.edges, 1, 1, 9, c->rng);
        const ohm_q *beta = ohm_q_random(c->arena, s.edges, 1, 1, 9, c->rng);
        const ohm_q *r = ohm_q_diagonal(ohm_q_each(on, ohm_scene_swing(&s)));
        const ohm_q *t = ohm_q_transpose(s.a);
        const ohm_q *i = ohm_q_mul3(t, ohm_q_inverse(ohm_q_mul3(s.a, r, t)), ohm_q_mul(s.a, s.s));
        const ohm_q *driven = ohm_q_each(ohm_q_each(s.polarity, ohm_q_each(on, ohm_q_reciprocal(beta))), i);
        const ohm_q *velocity = ohm_q_sub(ohm_q_times(s.w, s.alpha), driven);
        const ohm_q *d = ohm_q_each(ohm_q_each(c->planted ? ohm_q_reciprocal(beta) : beta, s.polarity),
                                    ohm_q_reciprocal(on));
        const ohm_q *rate = ohm_q_mul(s.b, ohm_q_each(d, velocity));

        ohm_claim_found(c, "r_on", on);
        ohm_claim_found(c, "beta_of_edge", beta);
        ohm_claim_found(c, "velocity", velocity);
        ohm_claim_printed(c, ohm_q_equal(rate, ohm_q_times(ohm_q_mul(s.b, ohm_q_each(d, s.w)), s.alpha)));
    }
}

/* xi (I + xi Omega W)^-1 Omega = K - M K / ..: with K = A^t (A W A^t)^-1 A the identity
 * (I + xi Omega W) K = Omega xi + K, so xi M = K - (I + xi Omega W)^-1 K and the rest is O(1 / xi). */
static void
decide_strong_limit(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC);
        const ohm_q *t = ohm_q_transpose(s.a), *w = ohm_q_diagonal(s.w);
        const ohm_q *limit = ohm_q_mul3(t, ohm_q_inverse(ohm_q_mul3(s.a, w, t)), s.a);
        const ohm_q *inverse = ohm_q_inverse(ohm_q_add(s.one, ohm_q_times(ohm_q_mul(s.omega, w), s.xi)));
        const ohm_q *gap = ohm_q_sub(ohm_q_times(ohm_scene_response(&s), s.xi), limit);
        const ohm_q *rest = ohm_q_mul(inverse, limit);

        ohm_claim_found(c, "limit", limit);
        ohm_claim_printed(c, ohm_q_equal(gap, c->planted ? rest : ohm_q_neg(rest)));
    }
}

static const ohm_claim rows[] = {
    {
        .id = "X-1", .source = "Ohmega", .where = "memory.md sec. 3.3",
        .statement = "with alpha = 0 the bulk is integrable: w(t) is the only minimiser of a strictly "
            "convex function of the flux", .domain = "passive circuits", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, both laws and the positive definite Hessian exactly on 24 random "
            "circuits and states",
        .proof = "A d/dt [beta (w + xi w^2/2)] = -A S and B dw/dt = 0 integrate to the stationarity of sum "
            "of w^2/2 + xi w^3/6 - (w0 + xi w0^2/2 - q/beta) w on B w = B w0; its Hessian 1 + xi w is "
            "positive", .falsified_by = "S with the wrong sign", .decide = decide_integrable,
    },
    {
        .id = "X-2", .source = "Ohmega", .where = "memory.md sec. 3.3",
        .statement = "every Lyapunov exponent of the passive bulk flow with alpha = 0 is zero",
        .domain = "passive, alpha = 0, bulk", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, the two conserved forms of the tangent flow and their "
            "independence exactly on 24 random circuits",
        .proof = "B delta w and A G delta w, G = diag(1 + xi w), are constant along the tangent flow, and "
            "[B; A G] is regular with an inverse bounded for w in [0, 1]: |delta w| stays between constants",
        .falsified_by = "the Jacobian with the wrong sign", .decide = decide_exponents,
    },
    {
        .id = "X-3", .source = "Ohmega", .where = "memory.md sec. 3.12",
        .statement = "det(I + xi Omega W) is the mean over spanning trees of the product of 1 + xi w over "
            "the chords", .domain = "every connected circuit", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, by listing all trees of every connected graph of up to 5 nodes "
            "in a random state, exactly",
        .proof = "det(I + xi Omega W) = det(A R A^t) / det(A A^t), and Cauchy-Binet expands both over trees",
        .falsified_by = "tree edges in place of chords", .decide = decide_determinant,
    },
    {
        .id = "X-4", .source = "Ohmega", .where = "memory.md sec. 3.12", .statement = "|R_on i| <= |Omega S|",
        .domain = "passive circuits, 0 <= w", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, exact squares on every connected graph of up to 7 nodes (996) in "
            "a random state",
        .proof = "|R_on i|^2 <= R_on i . R i = R_on i . S = R_on i . Omega S (power balance), then "
            "Cauchy-Schwarz", .falsified_by = "xi < 0", .decide = decide_bound,
    },
    {
        .id = "X-5", .source = "Ohmega", .where = "memory.md sec. 2",
        .statement = "det(A P A^t) is odd iff the number of spanning trees is, so then Omega_bar exists for "
            "every P = +-1", .domain = "every connected circuit", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, 4 random P on every connected graph of up to 7 nodes (996), "
            "exactly", .proof = "det(A P A^t) is the sum over trees of products of signs, each odd",
        .falsified_by = "entries 2 in P", .decide = decide_parity,
    },
    {
        .id = "X-13", .source = "Ohmega", .where = "memory.md sec. 3.1",
        .statement = "d/dt (B D w) = alpha B D w with D = diag(beta_k j_k / R_on,k)",
        .domain = "parameters of their own on every edge", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT, .method = "general proof; besides, 24 random circuits, exactly",
        .proof = "D dw/dt = alpha D w - i and B i = 0", .falsified_by = "1 / beta in place of beta",
        .decide = decide_weighted_law,
    },
    {
        .id = "X-14", .source = "Ohmega", .where = "memory.md sec. 3.4",
        .statement = "a single loop with parameters of its own on every edge has one quadratic closed form, "
            "in the charge", .domain = "directed rings, alpha = 0, bulk", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, the secant of the quadratic against the series resistance on 24 "
            "random rings, exactly",
        .proof = "w_k = w0_k - j_k (R_on,k / beta_k) q, so the flux is the integral of sum R_k(w_k(q)) dq: "
            "a quadratic", .falsified_by = "the factor 1/2 left out", .decide = decide_loop,
    },
    {
        .id = "X-15", .source = "Ohmega", .where = "memory.md sec. 3.5",
        .statement = "on an Eulerian orientation with S = s 1 a uniform state moves by dw/dt = -s / (beta "
            "(1 + xi w))", .domain = "circuits where 1 is a circulation", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, the rotational tournaments on 3, 5, 7, 9 nodes, exactly",
        .proof = "Omega 1 = 1, so (I + xi w Omega)^-1 Omega s 1 = s 1 / (1 + xi w)",
        .falsified_by = "one edge turned", .decide = decide_eulerian,
    },
    {
        .id = "X-16", .source = "Ohmega", .where = "memory.md sec. 3.9",
        .statement = "xi (I + xi Omega W)^-1 Omega tends to A^t (A W A^t)^-1 A as xi -> infinity",
        .domain = "W > 0", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, the remainder as an identity on 24 random circuits, exactly",
        .proof = "with K the limit, Omega W K = Omega gives xi M = K - (I + xi Omega W)^-1 K; on range A^t "
            "the inverse is O(1 / xi) by the power balance of C17-26",
        .falsified_by = "the remainder with the wrong sign", .decide = decide_strong_limit,
    },
};

const ohm_claim_table ohm_claims_memory_theorems = { rows, sizeof rows / sizeof *rows };
