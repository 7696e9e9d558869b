/* lib/certify/claims/memory_circuit.c -- [C17] sec. 2.1 and 2.2: Kirchhoff's laws and eq. (4). */
#include "certify/claim_case.h"
#include "certify/claim_tables.h"

enum { SCENES = 24 };

/* w -> 1 - w in dw/dt = alpha w - j i / beta: with w' = 1 - w the drift must be of the
 * same form for some polarity, whatever the current. */
static void
decide_reversal(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_claim_next(c);
        const ohm_q *alpha = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng);
        const ohm_q *w = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng);
        const ohm_q *drive = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng);        /* j R_on i / beta */
        const ohm_q *other = ohm_q_sub(ohm_q_number(c->arena, 1, 1), w);
        const ohm_q *drift = ohm_q_times(w, c->planted ? ohm_q_number(c->arena, 0, 1) : alpha);
        const ohm_q *moved = ohm_q_neg(ohm_q_sub(drift, drive));        /* dw'/dt */
        const ohm_q *pull = ohm_q_times(other, c->planted ? ohm_q_number(c->arena, 0, 1) : alpha);

        ohm_claim_found(c, "alpha", alpha);
        ohm_claim_found(c, "w", w);
        ohm_claim_found(c, "drive", drive);
        ohm_claim_found(c, "velocity_of_1_minus_w", moved);
        /* only the opposite polarity changes the sign of the current term for every current */
        ohm_claim_printed(c, ohm_q_equal(moved, ohm_q_add(pull, drive)));
        ohm_claim_control(c, ohm_q_equal(ohm_q_sub(moved, drive),
                                         ohm_q_times(ohm_q_sub(other, ohm_q_number(c->arena, 1, 1)),
                                                     c->planted ? ohm_q_number(c->arena, 0, 1) : alpha)));
    }
}

/* B as printed has a row for every edge: then B i does not exist unless N = M. */
static void
decide_shapes(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, 0);
        const ohm_q *i = ohm_scene_kirchhoff(&s), *t = ohm_q_transpose(s.b);
        const ohm_q *b = c->planted ? ohm_q_absolute(s.b) : s.b;

        ohm_claim_found(c, "current", i);
        ohm_claim_printed(c, ohm_q_columns(t) == ohm_q_rows(i) && ohm_q_is_zero(ohm_q_mul(t, i)));
        ohm_claim_corrected(c, ohm_q_is_zero(ohm_q_mul(b, i))
                                   && ohm_q_is_zero(ohm_q_mul(b, ohm_q_transpose(s.a))));
    }
}

/* Two edges that close a loop, resistances 1 and -1. */
static void
decide_invertible(ohm_claim_case *c)
{
    static const unsigned char loop[2][2] = { { 0, 1 }, { 1, 0 } };
    const short r[2][2] = { { 1, 1 }, { (short)(c->planted ? 1 : -1), 1 } };
    ohm_scene s;

    ohm_claim_next(c);
    ohm_scene_of_ends(&s, c->arena, 2, 2, loop);
    const ohm_q *resistance = ohm_q_vector(c->arena, 2, r);
    const ohm_q *ara = ohm_q_mul3(s.a, ohm_q_diagonal(resistance), ohm_q_transpose(s.a));

    ohm_claim_show(c, &s);
    ohm_claim_found(c, "resistance", resistance);
    ohm_claim_found(c, "determinant", ohm_q_determinant(ara));
    ohm_claim_printed(c, ohm_q_is_regular(ara));
    for (int k = 0; k < SCENES; k++) {          /* positive ones do give an inverse */
        ohm_claim_next_scene(c, &s, 0);
        const ohm_q *positive = ohm_q_diagonal(ohm_scene_resistance(&s));

        ohm_claim_control(c, ohm_q_is_positive_definite(ohm_q_mul3(s.a, positive, ohm_q_transpose(s.a))));
    }
}

/* Whether the entries of row (-1, 0, 1) walk once round one cycle of K4: every node
 * touched twice, the edges connected (on 4 nodes: 3 or 4 edges of degree two are). */
static bool
is_simple_cycle(const ohm_q *row, const ohm_scene *s)
{
    size_t degree[4] = { 0 }, edges = 0;

    for (size_t k = 0; k < s->edges; k++) {
        if (ohm_q_sign(row, 0, k) == 0)
            continue;
        edges++;
        for (size_t end = 0; end < 2; end++)
            degree[(size_t)ohm_q_double(s->ends, k, end)]++;
    }
    for (size_t v = 0; v < 4; v++)
        if (degree[v] != 0 && degree[v] != 2)
            return false;
    return edges > 0 && ohm_q_all_at_most(ohm_q_absolute(row), 1, 1);
}

/* Every simple cycle of K4 is +-1 times a combination of its 3 fundamental ones. */
static ohm_q *
all_cycles(ohm_claim_case *c, const ohm_scene *s)
{
    ohm_q *rows = ohm_q_zero(c->arena, 0, s->edges);

    for (int code = 14; code < 27; code++) {    /* half of 3^3: one of each pair of signs */
        ohm_q *mix = ohm_q_zero(c->arena, 1, 3);

        ohm_q_set(mix, 0, 0, code / 9 - 1, 1);
        ohm_q_set(mix, 0, 1, code / 3 % 3 - 1, 1);
        ohm_q_set(mix, 0, 2, code % 3 - 1, 1);
        const ohm_q *row = ohm_q_mul(mix, s->a);

        if (is_simple_cycle(row, s))
            rows = ohm_q_stack(rows, row);
    }
    return rows;
}

static void
decide_cycle_rows(ohm_claim_case *c)
{
    ohm_scene s;

    ohm_claim_next(c);
    ohm_scene_complete(&s, c->arena, 4);
    const ohm_q *cycles = c->planted ? s.a : all_cycles(c, &s);
    const size_t rows = ohm_q_rows(cycles), rank = ohm_q_rank(cycles);

    ohm_claim_show(c, &s);
    ohm_claim_found(c, "cycles", cycles);
    ohm_claim_found_count(c, "rank", rank);
    for (size_t dropped = 0; dropped < rows; dropped++) {
        ohm_q *left = ohm_q_zero(c->arena, 0, s.edges);

        for (size_t i = 0; i < rows; i++)
            if (i != dropped)
                left = ohm_q_stack(left, ohm_q_transpose(ohm_q_column(ohm_q_transpose(cycles), i)));
        ohm_claim_printed(c, ohm_q_rank(left) == rows - 1);
    }
    ohm_claim_control(c, ohm_q_rank(s.a) == s.chords && rank == s.chords);
}

static void
decide_voltage_law(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC);
        const ohm_q *i = ohm_scene_kirchhoff(&s);
        const ohm_q *around = ohm_q_mul(s.a, ohm_q_each(ohm_scene_resistance(&s), i));
        const ohm_q *generators = ohm_q_scale(ohm_q_mul(s.a, s.s), c->planted ? -1 : 1, 1);

        ohm_claim_found(c, "a_r_i", around);
        ohm_claim_printed(c, ohm_q_is_zero(around));
        ohm_claim_corrected(c, ohm_q_equal(around, generators));
    }
}

/* i = -+ A^t (A R A^t)^-1 A S into eq. (2) must give eq. (4). */
static void
decide_sign(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC);
        const ohm_q *t = ohm_q_transpose(s.a), *r = ohm_q_diagonal(ohm_scene_resistance(&s));
        const ohm_q *inner = ohm_q_mul(ohm_q_inverse(ohm_q_mul3(s.a, r, t)), ohm_q_mul(s.a, s.s));
        const ohm_q *i = ohm_q_mul(t, inner), *drift = ohm_q_times(s.w, s.alpha);
        const ohm_q *with = ohm_q_sub(drift, ohm_q_over(i, s.beta));    /* eq. (2) with +i */
        const ohm_q *without = ohm_q_add(drift, ohm_q_over(i, s.beta));
        const ohm_q *four = ohm_scene_velocity(&s);

        ohm_claim_found(c, "velocity", four);
        ohm_claim_printed(c, ohm_q_equal(without, four));
        ohm_claim_corrected(c, ohm_q_equal(c->planted ? without : with, four)
                                   && ohm_q_equal(i, ohm_scene_kirchhoff(&s)));
    }
}

/* Eq. (4) with xi of the wrong sign where an error is planted. */
static ohm_q *
by_equation_4(const ohm_scene *scene, bool planted)
{
    ohm_scene s = *scene;

    if (planted)
        s.xi = ohm_q_scale(s.xi, -1, 7);        /* -xi/7: 1 + xi w / 7 has no zero among the states drawn */
    return ohm_scene_current(&s);
}

static void
compare_roads(ohm_claim_case *c, const ohm_scene *s)
{
    const ohm_q *four = by_equation_4(s, c->planted), *laws = ohm_scene_kirchhoff(s);

    ohm_claim_found(c, "equation_4", four);
    ohm_claim_found(c, "kirchhoff", laws);
    ohm_claim_printed(c, ohm_q_equal(four, laws));
}

static void
decide_equation_4(ohm_claim_case *c)
{
    const ohm_scene *atlas;
    const size_t graphs = ohm_claim_atlas(c, &atlas);
    ohm_scene s;

    for (int k = 0; k < SCENES; k++) {
        ohm_claim_next_scene(c, &s, k % 2 == 0 ? OHM_SCENE_CONDUCTING | OHM_SCENE_CYCLIC : OHM_SCENE_CYCLIC);
        compare_roads(c, &s);
    }
    for (size_t g = 0; g < graphs; g++) {
        ohm_claim_next(c);
        s = ohm_claim_take(c, &atlas[g]);
        ohm_scene_excite(&s, 0, c->rng);
        compare_roads(c, &s);
    }
    ohm_claim_note(c, "connected_graphs", ohm_json_integer((long long)graphs));
}

static void
decide_equation_4_mixed(ohm_claim_case *c)
{
    for (int k = 0; k < 2 * SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_MIXED | OHM_SCENE_CYCLIC);
        const ohm_q *drive = c->planted ? s.s : ohm_scene_drive(&s);
        const ohm_q *four = ohm_q_mul(ohm_scene_response(&s), drive), *laws = ohm_scene_kirchhoff(&s);

        ohm_claim_found(c, "equation_4", four);
        ohm_claim_found(c, "kirchhoff", laws);
        ohm_claim_printed(c, ohm_q_equal(four, laws));
    }
}

/* "W must be invertible": eq. (4) would have to fail where it is not. */
static void
decide_singular_memory(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s, used;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CONDUCTING | OHM_SCENE_CYCLIC);
        used = s;
        if (c->planted)         /* the regularised W of a derivation that divides by it */
            used.w = ohm_q_add(s.w, ohm_q_filled(c->arena, s.edges, 1, 1, 10));
        const ohm_q *four = ohm_scene_current(&used), *laws = ohm_scene_kirchhoff(&s);

        ohm_claim_found(c, "equation_4", four);
        ohm_claim_found(c, "kirchhoff", laws);
        ohm_claim_control(c, !ohm_q_is_regular(ohm_q_diagonal(s.w)));
        /* where no current flows at all nothing can be told */
        ohm_claim_printed(c, ohm_q_is_zero(laws) || !ohm_q_equal(four, laws));
    }
}

static ohm_q *
complement_by_cuts(const ohm_scene *s, bool planted)
{
    return ohm_q_projector(planted ? ohm_q_absolute(s->b) : s->b);
}

static void
decide_projectors(ohm_claim_case *c)
{
    const ohm_scene *atlas;
    const size_t graphs = ohm_claim_atlas(c, &atlas);

    for (size_t g = 0; g < graphs; g++) {
        ohm_claim_next(c);
        const ohm_scene s = ohm_claim_take(c, &atlas[graphs - 1 - g]);
        /* unsigned incidence loses rank where the graph is bipartite: then no inverse */
        const bool defined = !c->planted || ohm_q_rank(ohm_q_absolute(s.b)) == ohm_q_rows(s.b);
        const ohm_q *cuts = defined ? complement_by_cuts(&s, c->planted) : s.one;

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "omega", s.omega);
        ohm_claim_printed(c, ohm_q_equal(ohm_q_sub(s.one, s.omega), cuts));
    }
    ohm_claim_note(c, "connected_graphs", ohm_json_integer((long long)graphs));
}

/* B (B^t B)^-1 B^t with B of N - 1 or N rows and M columns: B^t B is M x M. */
static void
decide_transposed(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC);
        const ohm_q *gram = ohm_q_mul(ohm_q_transpose(s.b), s.b);
        const ohm_q *cuts = ohm_q_projector(c->planted ? s.a : s.b);

        ohm_claim_found_count(c, "rank_of_btb", ohm_q_rank(gram));
        ohm_claim_found(c, "omega", s.omega);
        ohm_claim_printed(c, ohm_q_is_regular(gram));
        ohm_claim_corrected(c, ohm_q_equal(ohm_q_sub(s.one, s.omega), cuts));
    }
}

/* n . B B^t n for the constant vector: B with all its rows, B_r after one is dropped. */
static void
decide_definite(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC);
        const ohm_q *last = ohm_q_mul(ohm_q_filled(c->arena, 1, ohm_q_rows(s.b), -1, 1), s.b);
        const ohm_q *full = c->planted ? s.b : ohm_q_stack(s.b, last);
        const ohm_q *laplacian = ohm_q_mul(full, ohm_q_transpose(full));

        ohm_claim_found(c, "laplacian", laplacian);
        ohm_claim_printed(c, ohm_q_is_positive_definite(laplacian));
        ohm_claim_corrected(c, ohm_q_is_positive_definite(ohm_q_mul(s.b, ohm_q_transpose(s.b))));
    }
}

/* "The degree of each node must satisfy d > 2": eq. (4) would have to fail where not. */
static void
decide_degrees(ohm_claim_case *c)
{
    const ohm_scene *atlas;
    const size_t graphs = ohm_claim_atlas(c, &atlas);
    size_t low = 0;

    for (size_t g = 0; g < graphs; g++) {
        ohm_claim_next(c);
        ohm_scene s = ohm_claim_take(c, &atlas[g]);
        const ohm_q *t = ohm_q_transpose(s.b);
        size_t least = s.edges;

        /* the dropped first node, then the rows of B_r */
        for (size_t v = 0; v < s.nodes; v++) {
            size_t degree = 0;

            for (size_t k = 0; k < s.edges; k++)
                degree += (size_t)ohm_q_double(s.ends, k, 0) == v || (size_t)ohm_q_double(s.ends, k, 1) == v;
            least = degree < least ? degree : least;
        }
        if (least > 2 || s.chords == 0 || t == NULL)
            continue;
        low++;
        ohm_scene_excite(&s, 0, c->rng);
        const ohm_q *four = by_equation_4(&s, c->planted), *laws = ohm_scene_kirchhoff(&s);

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "equation_4", four);
        ohm_claim_found(c, "kirchhoff", laws);
        ohm_claim_printed(c, !ohm_q_equal(four, laws));
    }
    ohm_claim_note(c, "graphs_with_a_node_of_degree_1_or_2_and_a_cycle", ohm_json_integer((long long)low));
}

static const ohm_claim rows[] = {
    {
        .id = "C17-2.1a", .source = "C17", .where = "sec. 2.1, after eq. (2)",
        .statement = "the change w -> 1 - w is absorbed by the polarity j",
        .domain = "alpha != 0, one memristor", .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random rational states: the velocity of 1 - w against alpha (1 - w) and the opposite "
            "polarity; the control is that the difference is -alpha, so that the change is absorbed where "
            "alpha = 0", .falsified_by = "the drift alpha w left out", .decide = decide_reversal,
    },
    {
        .id = "C17-2.2a", .source = "C17", .where = "sec. 2.2, the incidence and cycle matrices",
        .statement = "B labels edges on the rows and nodes on the columns, and B i = 0 is Kirchhoff's "
            "current law", .domain = "every circuit", .expected = OHM_VERDICT_CORRECTED,
        .ground = OHM_GROUND_EXACT,
        .method = "24 random circuits and their currents by Kirchhoff's laws: shapes of B and i, B i and B "
            "A^t exactly",
        .proof = "(B i)_v is the sum of the currents that enter v less those that leave it; a cycle enters "
            "a node as often as it leaves it, so B A^t = 0",
        .correction = "rows of B (N x M) are nodes and rows of A (L x M) are cycles: B i = 0 and B A^t = 0",
        .falsified_by = "an incidence matrix without signs", .decide = decide_shapes,
    },
    {
        .id = "C17-2.2b", .source = "C17", .where = "sec. 2.2, before eq. (3)",
        .statement = "A R A^t is invertible for all non-zero resistances, also negative ones",
        .domain = "mixed signs", .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "counterexample: two edges that close a loop, R = (1, -1), determinant 0; control: with "
            "positive R it is positive definite on 24 random circuits",
        .falsified_by = "the absolute value of R", .decide = decide_invertible,
    },
    {
        .id = "C17-2.2c", .source = "C17", .where = "sec. 2.2, the reduced cycle matrix",
        .statement = "dropping one row of the cycle matrix leaves independent rows", .domain = "K4",
        .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "all 7 cycles of K4: every 6 of them have rank 3; control: the 3 fundamental ones are "
            "independent", .falsified_by = "the fundamental cycles alone", .decide = decide_cycle_rows,
    },
    {
        .id = "C17-2.2d", .source = "C17", .where = "sec. 2.2, the voltage law", .statement = "A R i = 0",
        .domain = "circuits with generators and a cycle", .expected = OHM_VERDICT_CORRECTED,
        .ground = OHM_GROUND_EXACT, .method = "24 random circuits, currents by Kirchhoff's laws, exactly",
        .proof = "R i = S - B_r^t p on every edge, and A B_r^t = 0", .correction = "A R i = A S",
        .falsified_by = "S with the wrong sign", .decide = decide_voltage_law,
    },
    {
        .id = "C17-2.2e", .source = "C17", .where = "sec. 2.2, edge and node Laplacian",
        .statement = "n . B B^t n > 0 for every n != 0", .domain = "every connected circuit",
        .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random circuits: pivots of B B^t with all rows, and of B_r B_r^t, exactly",
        .proof = "|B^t n|^2 = 0 iff n is constant on every component; the datum of B_r is then 0",
        .correction = "n . B B^t n >= 0, with 0 at the constant vector; > 0 for the reduced B_r",
        .falsified_by = "the reduced matrix in place of B", .decide = decide_definite,
    },
    {
        .id = "C17-2.2f", .source = "C17", .where = "sec. 2.2, second paragraph",
        .statement = "for a graph to represent a circuit the degree of each node must satisfy d > 2",
        .domain = "connected graphs of up to 7 nodes", .expected = OHM_VERDICT_REFUTED,
        .ground = OHM_GROUND_EXACT,
        .method = "every connected graph of up to 7 nodes with a cycle and a node of degree 1 or 2: eq. (4) "
            "equals Kirchhoff's laws in a random state all the same, exactly",
        .falsified_by = "xi with the wrong sign in eq. (4)", .decide = decide_degrees,
    },
    {
        .id = "C17-3", .source = "C17", .where = "eq. (3) with eqs. (2) and (4)",
        .statement = "i = -A^t (A R A^t)^-1 A S, which with eq. (2) gives eq. (4)",
        .domain = "passive circuits", .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random circuits: both signs in eq. (2) against eq. (4) and Kirchhoff's laws, exactly",
        .proof = "i = A^t y by the current law, A R A^t y = A S by the voltage law",
        .correction = "i = +A^t (A R A^t)^-1 A S",
        .falsified_by = "the printed sign in the corrected formula", .decide = decide_sign,
    },
    {
        .id = "C17-4", .source = "C17", .where = "eq. (4)",
        .statement = "R_on i = (I + xi Omega W)^-1 Omega S solves Kirchhoff's laws",
        .domain = "passive uniform circuits, w >= 0", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, eq. (4) against Kirchhoff's laws exactly, on 24 random "
            "multigraphs and on every connected graph of up to 7 nodes (996), in random states",
        .proof = "Omega i = i and A R i = A S give R_on (I + xi Omega W) i = Omega S after applying A^t (A "
            "A^t)^-1; det(I + xi Omega W) = det(I + xi W^(1/2) Omega W^(1/2)) >= 1, so the inverse exists",
        .falsified_by = "-xi/7 in place of xi", .decide = decide_equation_4,
    },
    {
        .id = "C17-4P", .source = "C17", .where = "eq. (4) with active elements",
        .statement = "R_on i = (I + xi Omega_bar W)^-1 Omega_bar P S solves Kirchhoff's laws",
        .domain = "P = +-1 with A P A^t and A R A^t regular", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, 48 random multigraphs with random signs, exactly",
        .proof = "Omega_bar i = i because i = A^t y; A^t (A P A^t)^-1 applied to A P (I + xi W) i = A S "
            "gives (I + xi Omega_bar W) i = Omega_bar P S; the kernel of the left side lies in range A^t, "
            "where it is A R A^t y = 0", .falsified_by = "S in place of P S",
        .decide = decide_equation_4_mixed,
    },
    {
        .id = "C17-4W", .source = "C17", .where = "sec. 2.2 and 2.4, W^-1 in the derivation",
        .statement = "eq. (4) needs W invertible", .domain = "circuits with w = 0 somewhere",
        .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random circuits with singular W: eq. (4) equals Kirchhoff's laws exactly",
        .falsified_by = "W + 1/10 in place of W", .decide = decide_singular_memory,
    },
    {
        .id = "C17-5", .source = "C17", .where = "eq. (5)",
        .statement = "I - Omega is the projector on the cuts, B_r^t (B_r B_r^t)^-1 B_r",
        .domain = "every circuit", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, every connected graph of up to 7 nodes (996), exactly",
        .proof = "range A^t and range B_r^t are orthogonal (B A^t = 0) and of dimensions L and M - L, so "
            "the orthogonal projectors on them add to I", .falsified_by = "an incidence matrix without signs",
        .decide = decide_projectors,
    },
    {
        .id = "C17-5t", .source = "C17", .where = "eq. (5) as printed",
        .statement = "I - Omega = B (B^t B)^-1 B^t with B of size N x M", .domain = "circuits with a cycle",
        .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random circuits: rank of B^t B (M x M), and the transposed form exactly",
        .proof = "rank B^t B = N - c < M where there is a cycle; the transposed form is C17-5",
        .correction = "I - Omega = B_r^t (B_r B_r^t)^-1 B_r", .falsified_by = "A in place of B_r",
        .decide = decide_transposed,
    },
};

const ohm_claim_table ohm_claims_memory_circuit = { rows, sizeof rows / sizeof *rows };
