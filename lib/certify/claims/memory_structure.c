/* lib/certify/claims/memory_structure.c -- graphs and their projectors: doc/theory/memory.md sec. 1 and 5. */
#include "certify/claim_case.h"
#include "certify/claim_tables.h"
#include "certify/tree_walk.h"
#include "topology/families_classic.h"

#include <math.h>

static void
decide_trace(ohm_claim_case *c)
{
    const ohm_scene *atlas;
    const size_t graphs = ohm_claim_atlas(c, &atlas);

    for (size_t g = 0; g < graphs; g++) {
        ohm_claim_next(c);
        const ohm_scene s = ohm_claim_take(c, &atlas[graphs - 1 - g]);
        const ohm_q *omega = c->planted ? ohm_q_sub(s.one, s.omega) : s.omega;
        const bool same = s.edges == s.chords + s.chords;       /* then both traces are L */

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "trace", ohm_q_trace(omega));
        if (c->planted && same)
            continue;
        ohm_claim_printed(c, ohm_q_equal(ohm_q_trace(omega), ohm_q_number(c->arena, (long)s.chords, 1))
                                 && ohm_q_equal(ohm_q_mul(omega, omega), omega) && ohm_q_is_symmetric(omega));
    }
    ohm_claim_note(c, "connected_graphs", ohm_json_integer((long long)graphs));
}

/* Omega_kk = 0 iff removing k disconnects, and then the whole row is 0. */
static void
decide_bridges(ohm_claim_case *c)
{
    const ohm_scene *atlas;
    const size_t graphs = ohm_claim_atlas(c, &atlas);
    size_t bridges = 0;

    for (size_t g = 0; g < graphs; g++) {
        ohm_claim_next(c);
        const ohm_scene s = ohm_claim_take(c, &atlas[g]);

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "omega_diagonal", ohm_q_diagonal_of(s.omega));
        for (size_t k = 0; k < s.edges; k++) {
            const ohm_q *column = ohm_q_column(s.b, k);
            const ohm_q *less = ohm_q_sub(ohm_q_mul(s.b, ohm_q_transpose(s.b)),
                                          ohm_q_mul(column, ohm_q_transpose(column)));
            const bool bridge = !ohm_q_is_regular(less), zero = ohm_q_sign(s.omega, k, k) == 0;

            bridges += bridge;
            ohm_claim_printed(c, (c->planted ? !bridge : bridge) == zero
                                     && zero == ohm_q_is_zero(ohm_q_column(s.omega, k)));
        }
    }
    ohm_claim_note(c, "bridges", ohm_json_integer((long long)bridges));
}

static void
decide_tree_operator(ohm_claim_case *c)
{
    const ohm_scene *atlas;
    const size_t graphs = ohm_claim_atlas(c, &atlas);

    for (size_t g = 0; g < graphs && atlas[g].nodes <= 5; g++) {
        ohm_tree_walk walk;

        ohm_claim_next(c);
        const ohm_scene s = ohm_claim_take(c, &atlas[g]);

        ohm_claim_show(c, &s);
        ohm_tree_walk_start(&walk, &s);
        while (ohm_tree_walk_next(&walk)) {
            size_t chord[OHM_TREE_WALK_EDGES];
            const size_t chords = ohm_tree_walk_chords(chord, &walk);
            const ohm_q *tree = ohm_q_pick_columns(s.b, walk.picked, walk.edge);
            const ohm_q *det = ohm_q_determinant(tree);
            const ohm_q *q = ohm_q_mul(c->planted ? tree : ohm_q_inverse(tree),
                                       ohm_q_pick_columns(s.b, chords, chord));
            const ohm_q *size = ohm_q_absolute(q);

            ohm_claim_printed(c, ohm_q_all_at_most(size, 1, 1) && ohm_q_equal(ohm_q_each(size, size), size)
                                     && ohm_q_equal(ohm_q_times(det, det), ohm_q_number(c->arena, 1, 1)));
        }
    }
}

/* The determinant of A A^t of fundamental cycles against the matrix-tree theorem. */
static void
decide_cycle_determinant(ohm_claim_case *c)
{
    const ohm_scene *atlas;
    const size_t graphs = ohm_claim_atlas(c, &atlas);

    for (size_t g = 0; g < graphs; g++) {
        ohm_claim_next(c);
        const ohm_scene s = ohm_claim_take(c, &atlas[graphs - 1 - g]);
        const ohm_q *a = c->planted ? ohm_q_absolute(s.a) : s.a;
        const ohm_q *cycles = ohm_q_determinant(ohm_q_mul(a, ohm_q_transpose(a)));
        const ohm_q *cuts = ohm_q_determinant(ohm_q_mul(s.b, ohm_q_transpose(s.b)));

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "trees", cuts);
        if (s.chords > 0)
            ohm_claim_printed(c, ohm_q_equal(cycles, cuts));
    }
    ohm_claim_note(c, "connected_graphs", ohm_json_integer((long long)graphs));
}

/* ---- families ------------------------------------------------------------------------ */

static void
check_family(ohm_claim_case *c, const char *name, ohm_status status, ohm_graph *graph, long gamma_p,
             long gamma_q, double trees)
{
    ohm_scene s;

    ohm_claim_next(c);
    if (status != OHM_OK) {
        ohm_arena_fail(c->arena, status, name);
        return;
    }
    ohm_scene_of_graph(&s, c->arena, graph);
    ohm_graph_free(graph);
    const ohm_q *tau = ohm_q_determinant(ohm_q_mul(s.b, ohm_q_transpose(s.b)));
    const ohm_q *gamma = ohm_q_number(c->arena, (long)s.chords, (long)s.edges);

    ohm_claim_show(c, &s);
    ohm_claim_found_json(c, "family", ohm_json_string(name));
    ohm_claim_found(c, "gamma", gamma);
    ohm_claim_found(c, "trees", tau);
    /* the numbers are below 2^53: the double is exact */
    ohm_claim_printed(c, ohm_q_equal(gamma, ohm_q_number(c->arena, gamma_p, gamma_q))
                             && ohm_q_double(tau, 0, 0) == trees * (c->planted ? 2.0 : 1.0));
}

static long
lucas(long n)
{
    long before = 2, now = 1;

    for (long k = 1; k < n; k++) {
        const long next = before + now;

        before = now;
        now = next;
    }
    return now;
}

static void
decide_families(ohm_claim_case *c)
{
    ohm_graph *graph = NULL;
    ohm_status status;

    for (long n = 3; n <= 8; n++) {
        status = ohm_graph_complete(&graph, (size_t)n, NULL);
        check_family(c, "complete", status, graph, n - 2, n, pow((double)n, (double)(n - 2)));
        status = ohm_graph_ring(&graph, (size_t)n, NULL);
        check_family(c, "ring", status, graph, 1, n, (double)n);
        status = ohm_graph_wheel(&graph, (size_t)n, NULL);
        check_family(c, "wheel", status, graph, 1, 2, (double)(lucas(2 * n) - 2));
        for (long b = 2; b <= 4; b++) {
            status = ohm_graph_bipartite(&graph, (size_t)n, (size_t)b, NULL);
            check_family(c, "bipartite", status, graph, (n - 1) * (b - 1), n * b,
                         pow((double)n, (double)(b - 1)) * pow((double)b, (double)(n - 1)));
        }
    }
    status = ohm_graph_hypercube(&graph, 3, NULL);
    check_family(c, "hypercube", status, graph, 5, 12, 384.0);
    status = ohm_graph_hypercube(&graph, 4, NULL);
    check_family(c, "hypercube", status, graph, 17, 32, 42467328.0);
    status = ohm_graph_petersen(&graph, NULL);
    check_family(c, "petersen", status, graph, 2, 5, 2000.0);
}

static const ohm_claim rows[] = {
    {
        .id = "X-8", .source = "Ohmega", .where = "memory.md sec. 1",
        .statement = "Omega is a symmetric projector of trace M - N + c, so the effective resistances of "
            "the edges add to N - c (Foster)", .domain = "every circuit", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, every connected graph of up to 7 nodes (996), exactly",
        .proof = "Omega is the orthogonal projector on range A^t, of dimension L; its trace is its rank",
        .falsified_by = "I - Omega in place of Omega", .decide = decide_trace,
    },
    {
        .id = "X-9", .source = "Ohmega", .where = "memory.md sec. 1",
        .statement = "Omega_kk = 0 iff edge k is a bridge, and then its row is 0", .domain = "every circuit",
        .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, every edge of every connected graph of up to 7 nodes (996), "
            "exactly",
        .proof = "by C17-5b Omega_kk = 0 iff k is in every tree; a projector has Omega_kk = |row k|^2",
        .falsified_by = "edges that are no bridges", .decide = decide_bridges,
    },
    {
        .id = "X-10", .source = "Ohmega", .where = "memory.md sec. 5",
        .statement = "the closed forms of Gamma and of the number of spanning trees of the named families",
        .domain = "K_n, rings, wheels, K_a,b, hypercubes, Petersen: 39 graphs",
        .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "the graphs listed, one by one, by exact determinants: the domain is exhausted",
        .proof = "the domain is finite and every graph of it is evaluated",
        .falsified_by = "twice the number of trees", .decide = decide_families,
    },
    {
        .id = "X-11", .source = "Ohmega", .where = "memory.md sec. 1",
        .statement = "the tree operator Q = -B_T^-1 B_chords has entries -1, 0, 1, and det B_T = +-1",
        .domain = "every circuit", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, every tree of every connected graph of up to 5 nodes, exactly",
        .proof = "column l of -Q closes chord l through the tree: it is a path",
        .falsified_by = "B_T in place of its inverse", .decide = decide_tree_operator,
    },
    {
        .id = "X-12", .source = "Ohmega", .where = "memory.md sec. 3.12",
        .statement = "det(A A^t) of fundamental cycles is the number of spanning trees",
        .domain = "every connected circuit", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, against det(B_r B_r^t) on every connected graph of up to 7 nodes "
            "(996), exactly",
        .proof = "Cauchy-Binet: minors of A on sets of chords of trees are +-1, the others 0",
        .falsified_by = "a cycle matrix without signs", .decide = decide_cycle_determinant,
    },
};

const ohm_claim_table ohm_claims_memory_structure = { rows, sizeof rows / sizeof *rows };
