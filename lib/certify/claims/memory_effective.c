/* lib/certify/claims/memory_effective.c -- [C17] sec. 2.3: the effective memory. */
#include "certify/claim_case.h"
#include "certify/claim_tables.h"
#include "certify/tree_walk.h"

/* Rank of what S can do to dw/dt: M or (1 + xi W) M of a random state. */
static void
decide_reach(ohm_claim_case *c, bool voltage)
{
    const ohm_scene *atlas;
    const size_t graphs = ohm_claim_atlas(c, &atlas);

    for (size_t g = 0; g < graphs; g++) {
        ohm_claim_next(c);
        ohm_scene s = ohm_claim_take(c, &atlas[g]);

        ohm_scene_excite(&s, 0, c->rng);
        if (c->planted)         /* no projector */
            s.omega = s.one;
        const ohm_q *lifted = ohm_q_times(ohm_q_mul(s.omega, ohm_q_diagonal(s.w)), s.xi);
        const ohm_q *m = ohm_q_mul(ohm_q_inverse(ohm_q_add(s.one, lifted)), s.omega);
        const ohm_q *response = voltage ? ohm_q_mul(ohm_q_diagonal(ohm_scene_swing(&s)), m) : m;
        const ohm_q *kept = voltage ? m : response;     /* B m = 0: B w, or B ln(1 + xi w), stays */
        const size_t rank = ohm_q_rank(response);

        ohm_claim_show(c, &s);
        ohm_claim_found_count(c, "rank", rank);
        ohm_claim_printed(c, rank == s.edges + 1 - s.nodes && ohm_q_is_zero(ohm_q_mul(s.b, kept)));
    }
    ohm_claim_note(c, "connected_graphs", ohm_json_integer((long long)graphs));
}

static void
decide_reach_current(ohm_claim_case *c)
{
    decide_reach(c, false);
}

static void
decide_reach_voltage(ohm_claim_case *c)
{
    decide_reach(c, true);
}

/* All trees have the same chords in number, and w_ch -> w is one to one for each. */
static void
decide_tree_independence(ohm_claim_case *c)
{
    const ohm_scene *atlas;
    const size_t graphs = ohm_claim_atlas(c, &atlas);

    for (size_t g = 0; g < graphs && atlas[g].nodes <= 5; g++) {
        ohm_tree_walk walk;

        ohm_claim_next(c);
        const ohm_scene s = ohm_claim_take(c, &atlas[g]);

        ohm_claim_show(c, &s);
        ohm_claim_found_count(c, "chords", s.chords);
        ohm_tree_walk_start(&walk, &s);
        while (ohm_tree_walk_next(&walk)) {
            if (c->planted && walk.picked > 0)
                walk.picked--;          /* not maximal any more */
            size_t chord[OHM_TREE_WALK_EDGES];
            const size_t chords = ohm_tree_walk_chords(chord, &walk);
            const ohm_q *tree = ohm_q_pick_columns(s.b, walk.picked, walk.edge);

            ohm_claim_printed(c, chords == s.chords && ohm_q_is_regular(tree));
            if (c->planted)
                break;
        }
    }
}

static void
decide_forms(ohm_claim_case *c)
{
    const ohm_scene *atlas;
    const size_t graphs = ohm_claim_atlas(c, &atlas);
    size_t all = 0;

    for (size_t g = 0; g < graphs; g++) {
        ohm_tree_walk walk;
        long trees = 0;

        ohm_claim_next(c);
        const ohm_scene s = ohm_claim_take(c, &atlas[graphs - 1 - g]);
        const ohm_q *b = c->planted ? ohm_q_absolute(s.b) : s.b;
        const ohm_q *tau = ohm_q_determinant(ohm_q_mul(b, ohm_q_transpose(b)));

        ohm_tree_walk_start(&walk, &s);
        while (ohm_tree_walk_next(&walk))
            trees++;
        all += (size_t)trees;
        ohm_claim_show(c, &s);
        ohm_claim_found(c, "trees", tau);
        ohm_claim_printed(c, s.nodes == 1 ? trees == 1 : ohm_q_equal(tau, ohm_q_number(c->arena, trees, 1)));
    }
    ohm_claim_note(c, "connected_graphs", ohm_json_integer((long long)graphs));
    ohm_claim_note(c, "trees_listed", ohm_json_integer((long long)all));
}

static const ohm_claim rows[] = {
    {
        .id = "C17-20a", .source = "C17", .where = "eq. (20), current control",
        .statement = "the reachable states have dimension M - N + 1 = Gamma M",
        .domain = "connected passive circuits, alpha = 0, bulk", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, rank of S -> dw/dt and B dw/dt = 0 on every connected graph of "
            "up to 7 nodes (996) in a random state, exactly",
        .proof = "B w is conserved, and M = (I + xi Omega W)^-1 Omega has rank L, so S moves w anywhere on "
            "the leaf", .falsified_by = "the identity in place of Omega", .decide = decide_reach_current,
    },
    {
        .id = "C17-20b", .source = "C17", .where = "eq. (20), voltage control",
        .statement = "the reachable states have dimension Gamma M under voltage control too",
        .domain = "connected passive circuits, alpha = 0, bulk", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof (not the paper's); besides, rank of S -> dw/dt and B (1 + xi W)^-1 dw/dt = "
            "0 on every connected graph of up to 7 nodes (996) in a random state, exactly",
        .proof = "dw/dt = -(1 / beta)(1 + xi W) i, so B ln(1 + xi w) is conserved: N - 1 laws whatever the "
            "drive; and (1 + xi W) M has rank L", .falsified_by = "the identity in place of Omega",
        .decide = decide_reach_voltage,
    },
    {
        .id = "C17-20c", .source = "C17", .where = "after eq. (20)",
        .statement = "Gamma does not depend on the spanning tree", .domain = "every connected circuit",
        .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, every tree of every connected graph of up to 5 nodes: M - N + 1 "
            "chords, B_T regular", .proof = "every spanning tree has N - 1 edges",
        .falsified_by = "a tree that lacks an edge", .decide = decide_tree_independence,
    },
    {
        .id = "C17-20d", .source = "C17", .where = "after eq. (20)",
        .statement = "eq. (19) can be written in as many ways as there are spanning trees, tau(G)",
        .domain = "every connected circuit", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, all trees of every connected graph of up to 7 nodes (996) listed "
            "and counted against det B_r B_r^t, exactly",
        .proof = "a way is a choice of chords with B_T invertible, that is of a spanning tree; Cauchy-Binet "
            "counts them", .falsified_by = "an incidence matrix without signs", .decide = decide_forms,
    },
};

const ohm_claim_table ohm_claims_memory_effective = { rows, sizeof rows / sizeof *rows };
