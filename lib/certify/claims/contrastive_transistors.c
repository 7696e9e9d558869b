/* lib/certify/claims/contrastive_transistors.c -- [DUR]: edges made of transistors. */
#include "certify/claim_case.h"
#include "certify/claim_tables.h"

enum { SCENES = 24 };

/* (g - (V1 + V2)/2)(V1 - V2) = [(g - V2)^2 - (g - V1)^2] / 2, of degree 2 in each: a 3^3 grid. */
static void
decide_triode(ohm_claim_case *c)
{
    for (long code = 0; code < 27; code++) {
        ohm_claim_next(c);
        const ohm_q *g = ohm_q_number(c->arena, code / 9, 1), *v1 = ohm_q_number(c->arena, code / 3 % 3, 1);
        const ohm_q *v2 = ohm_q_number(c->arena, code % 3, 1), *drop = ohm_q_sub(v1, v2);
        const ohm_q *mean = ohm_q_scale(ohm_q_add(v1, v2), 1, c->planted ? 1 : 2);
        const ohm_q *triode = ohm_q_times(ohm_q_sub(g, mean), drop);
        const ohm_q *first = ohm_q_sub(g, v1), *second = ohm_q_sub(g, v2);
        const ohm_q *squares = ohm_q_sub(ohm_q_times(second, second), ohm_q_times(first, first));

        ohm_claim_found(c, "g", g);
        ohm_claim_found(c, "v1", v1);
        ohm_claim_found(c, "v2", v2);
        ohm_claim_printed(c, ohm_q_equal(triode, ohm_q_scale(squares, 1, 2)));
    }
}

/* J of a network of conducting transistor edges at voltages V, all nodes: the current out of i
 * into e has dI/dV_i = g - V_i and dI/dV_j = -(g - V_j); for a resistor +-1. */
static ohm_q *
transistor_jacobian(const ohm_scene *s, const ohm_q *g, const ohm_q *v, bool resistors)
{
    ohm_q *j = ohm_q_zero(s->arena, s->nodes, s->nodes);

    for (size_t e = 0; e < s->edges; e++)
        for (size_t side = 0; side < 2; side++) {
            const size_t a = (size_t)ohm_q_double(s->ends, e, side),
                         b = (size_t)ohm_q_double(s->ends, e, 1 - side);
            const ohm_q *slope = resistors ? ohm_q_entry(g, e, 0)
                                           : ohm_q_sub(ohm_q_entry(g, e, 0), ohm_q_entry(v, a, 0));

            ohm_q_put(j, a, a, ohm_q_add(ohm_q_entry(j, a, a), slope));
            ohm_q_put(j, b, a, ohm_q_sub(ohm_q_entry(j, b, a), slope));
        }
    return j;
}

static ohm_q *
free_block(const ohm_q *m, size_t held, size_t from)
{
    const size_t n = ohm_q_rows(m);
    ohm_q *part = NULL;

    for (size_t j = from; j < (from == 0 ? held : n); j++) {
        ohm_q *column = NULL;

        for (size_t i = held; i < n; i++) {
            ohm_q *entry = ohm_q_entry(m, i, j);

            column = column == NULL ? entry : ohm_q_stack(column, entry);
        }
        part = part == NULL ? column : ohm_q_beside(part, column);
    }
    return part;
}

static void
draw_transistors(ohm_claim_case *c, ohm_scene *s, ohm_q **g, ohm_q **v)
{
    ohm_claim_next_network(c, s, OHM_SCENE_SIMPLE, 4);
    *v = ohm_q_over(ohm_q_random(c->arena, s->nodes, 1, 1, 9, c->rng), ohm_q_number(c->arena, 20, 1));
    *g = ohm_q_add(ohm_q_random(c->arena, s->edges, 1, 1, 9, c->rng),
                   ohm_q_filled(c->arena, s->edges, 1, 1, 2));          /* > V */
    ohm_claim_found(c, "g", *g);
    ohm_claim_found(c, "voltages", *v);
}

static void
decide_content(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;
        ohm_q *g, *v;

        draw_transistors(c, &s, &g, &v);
        const ohm_q *j = free_block(transistor_jacobian(&s, g, v, c->planted), 2, 2);

        ohm_claim_found(c, "jacobian", j);
        ohm_claim_printed(c, ohm_q_is_symmetric(j));
    }
}

static void
decide_monotone(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;
        ohm_q *g, *v;

        draw_transistors(c, &s, &g, &v);
        if (c->planted)         /* one edge beyond its threshold, with the formula kept */
            ohm_q_set(g, s.edges - 1, 0, -9, 1);
        const ohm_q *j = transistor_jacobian(&s, g, v, false);
        const ohm_q *rise = ohm_q_neg(ohm_q_mul(ohm_q_inverse(free_block(j, 2, 2)), free_block(j, 2, 0)));

        ohm_claim_found(c, "rise", rise);
        ohm_claim_printed(c, ohm_q_all_at_least(rise, 0, 1));
    }
}

static const ohm_claim rows[] = {
    {
        .id = "DUR-tri", .source = "DUR", .where = "2nd generation, transistor edges",
        .statement = "(g - (V1 + V2)/2)(V1 - V2) = [(g - V2)^2 - (g - V1)^2] / 2: a difference of node "
            "functions", .domain = "all voltages", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "a polynomial identity of degree 2 in each variable on a 3^3 grid, which decides it",
        .proof = "expand", .falsified_by = "V1 + V2 without the half", .decide = decide_triode,
    },
    {
        .id = "DUR-cc", .source = "DUR", .where = "2nd generation, \"minimisation of power\"",
        .statement = "a network of transistor edges minimises a function of its node voltages",
        .domain = "gates referred to ground, two free nodes or more", .expected = OHM_VERDICT_REFUTED,
        .ground = OHM_GROUND_EXACT,
        .method = "24 random networks: the Jacobian of Kirchhoff's law is not symmetric, so the law is no "
            "gradient of anything", .falsified_by = "resistors in place of transistors",
        .decide = decide_content,
    },
    {
        .id = "DUR-mono", .source = "DUR", .where = "2nd generation, expressivity",
        .statement = "every node voltage is non-decreasing in every source voltage",
        .domain = "conducting transistor edges", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, -J_ff^-1 J_fs on 24 random networks, exactly",
        .proof = "J_ff is column diagonally dominant with non-positive off-diagonal entries, an M-matrix, "
            "so J_ff^-1 >= 0, and J_fs <= 0",
        .falsified_by = "an edge below its threshold with the formula kept", .decide = decide_monotone,
    },
};

const ohm_claim_table ohm_claims_contrastive_transistors = { rows, sizeof rows / sizeof *rows };
