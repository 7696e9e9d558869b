/* lib/certify/claims/perceptron_bounds.c -- [SIL20]: how large the error on XOR must stay. */
#include "certify/claim_case.h"
#include "certify/claim_tables.h"

/* 1/(1+a)^2 + 1/(1+b)^2 - 1/(1+ab) = [ab (a-b)^2 + (ab-1)^2] / [(1+a)^2 (1+b)^2 (1+ab)]: cleared of
 * denominators both sides have degree at most 3 in a and in b, so a 4 x 4 grid decides. */
static void
decide_sigmoid_lemma(ohm_claim_case *c)
{
    for (long i = 0; i < 4; i++)
        for (long j = 0; j < 4; j++) {
            ohm_claim_next(c);
            const ohm_q *a = ohm_q_number(c->arena, i, 1), *b = ohm_q_number(c->arena, j, 1);
            const ohm_q *one = ohm_q_number(c->arena, 1, 1), *ab = ohm_q_times(a, b);
            const ohm_q *a1 = ohm_q_add(a, one), *b1 = ohm_q_add(b, one), *ab1 = ohm_q_add(ab, one);
            const ohm_q *a2 = ohm_q_times(a1, a1), *b2 = ohm_q_times(b1, b1);
            const ohm_q *left = ohm_q_sub(ohm_q_times(ohm_q_add(a2, b2), ab1), ohm_q_times(a2, b2));
            const ohm_q *apart = ohm_q_sub(a, b),
                        *off = ohm_q_sub(ab, c->planted ? ohm_q_number(c->arena, 2, 1) : one);
            const ohm_q *right = ohm_q_add(ohm_q_times(ab, ohm_q_times(apart, apart)), ohm_q_times(off, off));

            ohm_claim_found(c, "a", a);
            ohm_claim_found(c, "b", b);
            ohm_claim_found(c, "cleared", left);
            ohm_claim_printed(c, ohm_q_equal(left, right));
        }
}

/* Sum of squares of the best non-decreasing sequence through targets t of weights n, by pooling. */
static ohm_q *
pooled_error(ohm_claim_case *c, const long t[4], const long n[4])
{
    long weight[4], ones[4];
    size_t blocks = 0;
    ohm_q *error = ohm_q_number(c->arena, 0, 1);

    for (size_t k = 0; k < 4; k++) {
        weight[blocks] = n[k];
        ones[blocks] = t[k] * n[k];
        blocks++;
        while (blocks > 1 && ones[blocks - 2] * weight[blocks - 1] >= ones[blocks - 1] * weight[blocks - 2]) {
            weight[blocks - 2] += weight[blocks - 1];
            ones[blocks - 2] += ones[blocks - 1];
            blocks--;
        }
    }
    for (size_t b = 0; b < blocks; b++)         /* m (n - m) / n of a block with m ones */
        error = ohm_q_add(error, ohm_q_number(c->arena, ones[b] * (weight[b] - ones[b]), weight[b]));
    return error;
}

/* s00 + s11 = s01 + s10 leaves 8 orders of the four inputs: one pair encloses the other. */
static ohm_q *
least_error(ohm_claim_case *c, const long n[4])
{
    static const size_t orders[8][4] = {
        { 0, 1, 2, 3 }, { 0, 2, 1, 3 }, { 3, 1, 2, 0 }, { 3, 2, 1, 0 },
        { 1, 0, 3, 2 }, { 1, 3, 0, 2 }, { 2, 0, 3, 1 }, { 2, 3, 0, 1 },
    };
    ohm_q *least = NULL;

    for (size_t o = 0; o < 8; o++) {
        long t[4], weight[4];

        for (size_t k = 0; k < 4; k++) {
            t[k] = orders[o][k] == 1 || orders[o][k] == 2;
            weight[k] = n[orders[o][k]];
        }
        ohm_q *error = pooled_error(c, t, weight);

        if (least == NULL || ohm_q_compare(error, least) < 0)
            least = error;
    }
    return ohm_q_scale(least, 1, 2);
}

/* 1/2 min { m n11 / (m + n11), m n00 / (m + n00), z n01 / (z + n01), z n10 / (z + n10) } */
static ohm_q *
bound_of_counts(ohm_claim_case *c, const long n[4], bool planted)
{
    const long mixed = n[1] + n[2], same = n[0] + n[3];
    ohm_q *least = NULL;

    for (size_t k = 0; k < 4; k++) {
        const long other = (k == 1 || k == 2) != planted ? same : mixed;
        ohm_q *term = ohm_q_number(c->arena, other * n[k], other + n[k]);

        if (least == NULL || ohm_q_compare(term, least) < 0)
            least = term;
    }
    return ohm_q_scale(least, 1, 2);
}

static void
decide_isotonic(ohm_claim_case *c)
{
    for (int draw = 0; draw < 200; draw++) {
        long n[4] = { 25, 25, 25, 25 };

        ohm_claim_next(c);
        for (size_t k = 0; draw > 0 && k < 4; k++)
            n[k] = 1 + (long)ohm_rng_below(c->rng, 50);
        const ohm_q *least = least_error(c, n), *bound = bound_of_counts(c, n, c->planted);
        ohm_json *counts = ohm_json_array();

        for (size_t k = 0; k < 4; k++)
            ohm_json_append(counts, ohm_json_integer(n[k]));
        ohm_claim_found_json(c, "counts_00_01_10_11", counts);
        ohm_claim_found(c, "bound", bound);
        ohm_claim_printed(c, ohm_q_equal(least, bound));
        if (draw == 0 && !c->planted)
            ohm_claim_control(c, ohm_q_equal(least, ohm_q_number(c->arena, 25, 3)));
    }
}

static const ohm_claim rows[] = {
    {
        .id = "SIL-iso", .source = "SIL20", .where = "sec. 3.1, the error on XOR",
        .statement = "for every increasing g E >= 1/2 min{m n11/(m+n11), m n00/(m+n00), z n01/(z+n01), z "
            "n10/(z+n10)}", .domain = "n_c elements of corner c, m = n01 + n10, z = n00 + n11",
        .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, isotonic regression over the 8 orders a linear form can put the "
            "corners in, exactly, on 200 vectors of counts; 25 of each give 25/3",
        .proof = "s00 + s11 = s01 + s10 encloses one pair by the other; pooling adjacent violators then "
            "merges one corner with the other pair", .falsified_by = "m and z exchanged",
        .decide = decide_isotonic,
    },
    {
        .id = "SIL-sig", .source = "SIL20", .where = "sec. 3.1, the error on XOR",
        .statement = "for a sigmoid the error on XOR is at least min(n_c) / 2", .domain = "every w, b",
        .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "the lemma as a polynomial identity of degree 3 in a and b on a 4 x 4 grid, which decides "
            "it",
        .proof = "the logits of the four errors add to 0, so with abcd = 1 sum of 1/(1+a)^2 >= 1/(1+ab) + "
            "1/(1+cd) = 1 by 1/(1+a)^2 + 1/(1+b)^2 - 1/(1+ab) = [ab(a-b)^2 + (ab-1)^2] / [(1+a)^2 (1+b)^2 "
            "(1+ab)] >= 0", .falsified_by = "ab - 2 in place of ab - 1", .decide = decide_sigmoid_lemma,
    },
};

const ohm_claim_table ohm_claims_perceptron_bounds = { rows, sizeof rows / sizeof *rows };
