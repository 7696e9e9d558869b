/* lib/certify/claims/memory_capacity.c -- [C17] sec. 2.2.1 and 2.3: the projector and trees, the
 * series, the constraints. */
#include "certify/claim_case.h"
#include "certify/claim_tables.h"
#include "certify/tree_walk.h"

enum { SCENES = 24 };

static ohm_q *
laplacian(const ohm_scene *s)
{
    return ohm_q_mul(s->b, ohm_q_transpose(s->b));
}

/* tau(G - k) / tau(G), the share of the trees without edge k, by the matrix-tree theorem. */
static ohm_q *
share_without(const ohm_scene *s, size_t k)
{
    const ohm_q *column = ohm_q_column(s->b, k), *full = laplacian(s);
    const ohm_q *less = ohm_q_sub(full, ohm_q_mul(column, ohm_q_transpose(column)));

    return ohm_q_over(ohm_q_determinant(less), ohm_q_determinant(full));
}

/* The same by listing all trees. */
static ohm_q *
share_counted(const ohm_scene *s, size_t k)
{
    ohm_tree_walk walk;
    long trees = 0, without = 0;

    ohm_tree_walk_start(&walk, s);
    while (ohm_tree_walk_next(&walk)) {
        trees++;
        without += !ohm_tree_walk_has(&walk, k);
    }
    return ohm_q_number(s->arena, without, trees);
}

static void
decide_tree_share(ohm_claim_case *c)
{
    enum { LISTED_NODES = 5 };
    const ohm_scene *atlas;
    const size_t graphs = ohm_claim_atlas(c, &atlas);
    size_t edges = 0;

    for (size_t g = 0; g < graphs; g++) {
        ohm_claim_next(c);
        const ohm_scene s = ohm_claim_take(c, &atlas[graphs - 1 - g]);
        const ohm_q *diagonal = ohm_q_diagonal_of(s.omega);

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "omega_diagonal", diagonal);
        for (size_t k = 0; k < s.edges; k++, edges++) {
            const ohm_q *share = share_without(&s, k), *one = ohm_q_number(c->arena, 1, 1);
            const ohm_q *expected = c->planted ? ohm_q_sub(one, share) : share;

            ohm_claim_printed(c, ohm_q_equal(ohm_q_entry(diagonal, k, 0), expected));
            if (s.nodes <= LISTED_NODES)
                ohm_claim_control(c, ohm_q_equal(share, share_counted(&s, k)));
        }
    }
    ohm_claim_note(c, "connected_graphs", ohm_json_integer((long long)graphs));
    ohm_claim_note(c, "edges", ohm_json_integer((long long)edges));
}

/* The fundamental cycles of a tree: chords the identity, tree edges -B_T^-1 B_chords. */
static ohm_q *
cycles_of_tree(const ohm_scene *s, const ohm_tree_walk *walk)
{
    size_t chord[OHM_TREE_WALK_EDGES];
    const size_t chords = ohm_tree_walk_chords(chord, walk);
    const ohm_q *tree = ohm_q_pick_columns(s->b, walk->picked, walk->edge);
    const ohm_q *others = ohm_q_pick_columns(s->b, chords, chord);
    const ohm_q *q = ohm_q_neg(ohm_q_mul(ohm_q_inverse(tree), others));
    ohm_q *a = ohm_q_zero(s->arena, chords, s->edges);

    for (size_t l = 0; l < chords; l++) {
        ohm_q_set(a, l, chord[l], 1, 1);
        for (size_t i = 0; i < walk->picked; i++)
            ohm_q_put(a, l, walk->edge[i], ohm_q_entry(q, i, l));
    }
    return a;
}

static void
decide_tree_dependence(ohm_claim_case *c)
{
    const ohm_scene *atlas;
    const size_t graphs = ohm_claim_atlas(c, &atlas);
    size_t trees = 0;

    for (size_t g = 0; g < graphs && atlas[g].nodes <= 5; g++) {
        ohm_claim_next(c);
        const ohm_scene s = ohm_claim_take(c, &atlas[g]);
        ohm_tree_walk walk;
        bool differs = false;

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "omega", s.omega);
        ohm_tree_walk_start(&walk, &s);
        while (ohm_tree_walk_next(&walk)) {
            const ohm_q *a = cycles_of_tree(&s, &walk);
            const ohm_q *omega = c->planted ? ohm_q_mul(ohm_q_transpose(a), a) : ohm_q_projector(a);

            differs = differs || !ohm_q_equal(omega, s.omega);
            trees++;
        }
        if (s.chords > 0)
            ohm_claim_printed(c, differs);
    }
    ohm_claim_note(c, "trees", ohm_json_integer((long long)trees));
}

/* ---- sec. 2.2.1: the series ------------------------------------------------------------------ */

static void
decide_series(ohm_claim_case *c)
{
    for (size_t n = 1; n <= 12; n++) {
        ohm_scene s;

        ohm_claim_next(c);
        ohm_scene_ring(&s, c->arena, n);
        ohm_scene_excite(&s, 0, c->rng);
        s.alpha = ohm_q_number(c->arena, 0, 1);
        const ohm_q *w = ohm_q_entry(s.w, 0, 0);

        s.w = ohm_q_times(ohm_q_filled(c->arena, n, 1, 1, 1), w);
        const ohm_q *swing = ohm_q_entry(ohm_scene_swing(&s), 0, 0);
        const ohm_q *share = ohm_q_scale(ohm_q_sum(s.s), 1, c->planted ? 1 : (long)n);
        const ohm_q *rate = ohm_q_neg(ohm_q_over(ohm_q_over(share, swing), s.beta));
        const ohm_q *driven = ohm_q_neg(ohm_q_over(ohm_scene_kirchhoff(&s), s.beta));

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "rate", rate);
        ohm_claim_printed(c, ohm_q_equal(driven, ohm_q_times(ohm_q_filled(c->arena, n, 1, 1, 1), rate)));
    }
}

/* n u (1 + xi mean w0) + n xi u^2 / 2 */
static ohm_q *
flux_of_shift(const ohm_scene *s, const ohm_q *u, bool planted)
{
    const ohm_q *n = ohm_q_number(s->arena, (long)s->edges, 1);
    const ohm_q *linear = ohm_q_times(ohm_q_add(n, ohm_q_times(ohm_q_sum(s->w), s->xi)), u);
    const ohm_q *square = ohm_q_times(ohm_q_times(ohm_q_times(ohm_q_times(n, s->xi), u), u),
                                      ohm_q_number(s->arena, 1, planted ? 1 : 2));

    return ohm_q_add(linear, square);
}

/* "Not possible" for non-uniform w: but w_k = w0_k + u with F(u) = -Q / beta, where
 * F' = sum of (1 + xi w_k); both sides are polynomials of degree 1 in u, so three points
 * of the secant (F(u + h) - F(u)) / h = F'(u) + h n xi / 2 decide. */
static void
decide_heterogeneous_series(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s, moved;

        ohm_claim_next(c);
        ohm_scene_ring(&s, c->arena, 2 + (size_t)k % 6);
        ohm_scene_excite(&s, 0, c->rng);
        const ohm_q *u = ohm_q_random(c->arena, 1, 1, 1, 5, c->rng);
        const ohm_q *h = ohm_q_random(c->arena, 1, 1, 1, 5, c->rng);
        const ohm_q *secant = ohm_q_over(ohm_q_sub(flux_of_shift(&s, ohm_q_add(u, h), c->planted),
                                                   flux_of_shift(&s, u, c->planted)), h);
        const ohm_q *curved = ohm_q_scale(ohm_q_times(s.xi, h), (long)s.edges, 2);

        moved = s;
        moved.w = ohm_q_add(s.w, ohm_q_times(ohm_q_filled(c->arena, s.edges, 1, 1, 1), u));
        const ohm_q *resistance = ohm_q_sum(ohm_scene_swing(&moved));
        const ohm_q *current = ohm_scene_kirchhoff(&moved);
        const ohm_q *law = ohm_q_times(current, resistance);    /* sum of S on every edge */
        const bool solves = ohm_q_equal(secant, ohm_q_add(resistance, curved))
            && ohm_q_equal(law, ohm_q_times(ohm_q_filled(c->arena, s.edges, 1, 1, 1), ohm_q_sum(s.s)));

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "shift", u);
        ohm_claim_found(c, "resistance", resistance);
        ohm_claim_printed(c, !solves);
    }
}

static void
decide_resistance(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_claim_next(c);
        const ohm_q *on = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng);
        const ohm_q *off = ohm_q_add(on, ohm_q_random(c->arena, 1, 1, 1, 9, c->rng));
        const ohm_q *w = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng), *one = ohm_q_number(c->arena, 1, 1);
        const ohm_q *v = ohm_q_sub(one, w), *xi = ohm_q_over(ohm_q_sub(off, on), on);
        const ohm_q *law = ohm_q_times(ohm_q_add(one, ohm_q_times(xi, w)), on);     /* R_on (1 + xi w) */
        const ohm_q *eight = ohm_q_add(ohm_q_times(on, w), ohm_q_times(off, v));
        const ohm_q *first = ohm_q_add(ohm_q_times(off, w), ohm_q_times(on, v));

        ohm_claim_found(c, "r_on", on);
        ohm_claim_found(c, "r_off", off);
        ohm_claim_found(c, "w", w);
        ohm_claim_printed(c, ohm_q_equal(eight, law));
        ohm_claim_corrected(c, ohm_q_equal(c->planted ? eight : first, law));
    }
}

/* ---- sec. 2.3: constraints ----------------------------------------------------------- */

static void
decide_current_law(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, k % 2 == 0 ? OHM_SCENE_MIXED | OHM_SCENE_CYCLIC : OHM_SCENE_CYCLIC);
        s.alpha = ohm_q_number(c->arena, 0, 1);
        if (c->planted) {
            s.polarity = ohm_q_filled(c->arena, s.edges, 1, 1, 1);
            ohm_q_set(s.polarity, s.edges - 1, 0, -1, 1);
        }
        const ohm_q *velocity = ohm_scene_velocity(&s);

        ohm_claim_found(c, "velocity", velocity);
        ohm_claim_printed(c, ohm_q_is_zero(ohm_q_mul(s.b, velocity)));
    }
}

/* w moves by a circulation.  Eq. (15) asks for a constant c with w_T = Q (w_ch + c), so
 * w_T - Q w_ch would have to lie in the range of Q. */
static void
decide_affine(ohm_claim_case *c)
{
    for (size_t n = 3; n < 9; n++) {
        ohm_scene s;
        ohm_tree_walk walk;

        ohm_claim_next(c);
        ohm_scene_ring(&s, c->arena, n);
        ohm_scene_excite(&s, 0, c->rng);
        ohm_tree_walk_start(&walk, &s);
        ohm_tree_walk_next(&walk);              /* edges 0 .. n - 2; the chord is the last */
        const ohm_q *tree = ohm_q_pick_columns(s.b, walk.picked, walk.edge);
        const ohm_q *q = ohm_q_neg(ohm_q_mul(ohm_q_inverse(tree), ohm_q_column(s.b, n - 1)));
        const ohm_q *used = ohm_q_scale(q, c->planted ? -1 : 1, 1);
        const ohm_q *after = ohm_q_add(s.w, ohm_scene_circulation(&s, c->rng));
        ohm_q *wt = ohm_q_zero(c->arena, n - 1, 1), *wt0 = ohm_q_zero(c->arena, n - 1, 1);

        for (size_t i = 0; i + 1 < n; i++) {
            ohm_q_put(wt, i, 0, ohm_q_entry(after, i, 0));
            ohm_q_put(wt0, i, 0, ohm_q_entry(s.w, i, 0));
        }
        const ohm_q *moved = ohm_q_sub(ohm_q_entry(after, n - 1, 0), ohm_q_entry(s.w, n - 1, 0));
        const ohm_q *rest = ohm_q_sub(wt, ohm_q_mul(q, ohm_q_entry(after, n - 1, 0)));

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "later_w", after);
        ohm_claim_found(c, "tree_operator", q);
        ohm_claim_printed(c, ohm_q_rank(ohm_q_beside(q, rest)) == ohm_q_rank(q));
        ohm_claim_corrected(c, ohm_q_equal(ohm_q_sub(wt, wt0), ohm_q_mul(used, moved))
                                   && ohm_q_is_zero(ohm_q_mul(s.b, ohm_q_sub(after, s.w))));
    }
}

/* dw/dt = -v / beta with v = R i, the voltage on the memristors. */
static void
decide_voltage_constraint(ohm_claim_case *c)
{
    for (int k = 0; k < SCENES; k++) {
        ohm_scene s;

        ohm_claim_next_scene(c, &s, OHM_SCENE_CYCLIC);
        const ohm_q *v = ohm_q_each(ohm_scene_resistance(&s), ohm_scene_kirchhoff(&s));
        const ohm_q *velocity = ohm_q_neg(ohm_q_over(v, s.beta));
        const ohm_q *law = ohm_q_over(ohm_q_mul(s.a, s.s), s.beta);

        ohm_claim_found(c, "velocity", velocity);
        ohm_claim_printed(c, ohm_q_is_zero(ohm_q_mul(s.a, velocity)));
        ohm_claim_corrected(c, ohm_q_equal(ohm_q_mul(s.a, velocity), c->planted ? law : ohm_q_neg(law)));
    }
}

static void
decide_tree_columns(ohm_claim_case *c)
{
    const ohm_scene *atlas;
    const size_t graphs = ohm_claim_atlas(c, &atlas);
    size_t square = 0;

    for (size_t g = 0; g < graphs && atlas[g].nodes <= 6; g++) {
        size_t chord[OHM_TREE_WALK_EDGES];
        ohm_tree_walk walk;

        ohm_claim_next(c);
        const ohm_scene s = ohm_claim_take(c, &atlas[g]);

        if (s.chords == 0)
            continue;
        ohm_tree_walk_start(&walk, &s);
        ohm_tree_walk_next(&walk);
        ohm_tree_walk_chords(chord, &walk);
        const ohm_q *a = cycles_of_tree(&s, &walk);
        const ohm_q *at = ohm_q_pick_columns(a, walk.picked, walk.edge);
        const ohm_q *ac = ohm_q_pick_columns(a, s.chords, chord);

        ohm_claim_show(c, &s);
        ohm_claim_found(c, "tree_columns", at);
        square += ohm_q_rows(at) == ohm_q_columns(at);
        ohm_claim_printed(c, ohm_q_is_regular(c->planted ? ac : at));
        ohm_claim_control(c, ohm_q_is_regular(ac));     /* solve for the chords instead */
    }
    ohm_claim_note(c, "square", ohm_json_integer((long long)square));
}

static const ohm_claim rows[] = {
    {
        .id = "C17-5b", .source = "C17", .where = "sec. 2.2, Omega",
        .statement = "Omega_kk is the probability that edge k is not in a uniform random spanning tree",
        .domain = "every connected circuit", .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, every edge of every connected graph of up to 7 nodes (996) by "
            "determinants, exactly, and by listing all trees up to 5 nodes",
        .proof = "tau(G - k) = det(L - b b^t) = tau(G) (1 - b^t L^-1 b), b column k of B_r and L = B_r "
            "B_r^t; and b^t L^-1 b = (I - Omega)_kk by C17-5",
        .falsified_by = "the trees with the edge in place of those without", .decide = decide_tree_share,
    },
    {
        .id = "C17-5c", .source = "C17", .where = "sec. 3.1, \"more correctly Omega_T\"",
        .statement = "Omega depends on the spanning tree", .domain = "every circuit with a cycle",
        .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "the fundamental cycles of every tree of every connected graph of up to 5 nodes (K4 has "
            "16): the projector is the same; in general A -> U A with U regular leaves A^t (A A^t)^-1 A "
            "alone", .falsified_by = "A^t A in place of the projector", .decide = decide_tree_dependence,
    },
    {
        .id = "C17-7", .source = "C17", .where = "eq. (7)",
        .statement = "a series with uniform w moves by dw/dt = -(1 / beta) s / (N (1 + xi w)), s the sum of "
            "S", .domain = "directed ring, alpha = 0", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, rings of 1 to 12 edges against Kirchhoff's laws, exactly",
        .proof = "one current flows through all: i = sum S / sum R = s / (N R_on (1 + xi w)), uniform, so w "
            "stays uniform", .falsified_by = "the factor 1/N left out", .decide = decide_series,
    },
    {
        .id = "C17-7b", .source = "C17", .where = "sec. 2.2.1, last sentence",
        .statement = "for non-uniform w a closed form of the series is not possible",
        .domain = "directed ring, alpha = 0, any w0", .expected = OHM_VERDICT_REFUTED,
        .ground = OHM_GROUND_EXACT,
        .method = "24 random rings: w_k = w0_k + u with the root u of N u (1 + xi mean w0) + N xi u^2 / 2 = "
            "-Q / beta; its derivative is the sum of 1 + xi w_k, exactly, and Kirchhoff's laws say the same",
        .falsified_by = "the factor 1/2 left out", .decide = decide_heterogeneous_series,
    },
    {
        .id = "C17-8", .source = "C17", .where = "eq. (8)",
        .statement = "the resistance of an element of the series is R_on w + (1 - w) R_off = R_on (1 + xi w)",
        .domain = "R_off > R_on, w != 1/2", .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random triples, exactly; the result used in (7) is that of eq. (1)",
        .proof = "R_off w + R_on (1 - w) = R_on + (R_off - R_on) w",
        .correction = "R_off w + (1 - w) R_on = R_on (1 + xi w), eq. (1)",
        .falsified_by = "R_on and R_off exchanged", .decide = decide_resistance,
    },
    {
        .id = "C17-12", .source = "C17", .where = "eqs. (11) and (12)", .statement = "B w is conserved",
        .domain = "alpha = 0, current control, bulk, uniform beta and j", .expected = OHM_VERDICT_PROVED,
        .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, B dw/dt = 0 exactly on 24 random circuits, passive and mixed",
        .proof = "dw/dt is a multiple of the current and B i = 0 at every instant",
        .falsified_by = "one edge of the opposite polarity", .decide = decide_current_law,
    },
    {
        .id = "C17-15", .source = "C17", .where = "eq. (15)",
        .statement = "w_T = -B_T^-1 B_chords (w_chords + a constant)",
        .domain = "rings of 3 to 8 edges, random w0", .expected = OHM_VERDICT_CORRECTED,
        .ground = OHM_GROUND_EXACT,
        .method = "w_T - Q w_chords is not in the range of Q, by exact ranks; the corrected law on the same "
            "states", .proof = "integrating B dw/dt = 0 gives B (w - w0) = 0, and B_T is invertible",
        .correction = "w_T - w0_T = Q (w_chords - w0_chords)", .falsified_by = "Q with the wrong sign",
        .decide = decide_affine,
    },
    {
        .id = "C17-16", .source = "C17", .where = "eq. (16)",
        .statement = "A dw/dt = 0 for voltage-controlled memristors",
        .domain = "circuits with generators and a cycle", .expected = OHM_VERDICT_CORRECTED,
        .ground = OHM_GROUND_EXACT,
        .method = "24 random circuits, alpha = 0, dw/dt = -v / beta by Kirchhoff's laws, exactly",
        .proof = "A v = A R i = A S (C17-2.2d): L laws that move with the drive",
        .correction = "A dw/dt = -(1 / beta) A S", .falsified_by = "A S with the wrong sign",
        .decide = decide_voltage_constraint,
    },
    {
        .id = "C17-17", .source = "C17", .where = "eq. (17)",
        .statement = "the tree columns A_T of the cycle matrix are invertible",
        .domain = "connected circuits with a cycle", .expected = OHM_VERDICT_REFUTED,
        .ground = OHM_GROUND_EXACT,
        .method = "every connected graph of up to 6 nodes with a cycle: A_T is L x (N - 1), square or not; "
            "control: the chord columns are regular",
        .falsified_by = "the chord columns in place of the tree columns", .decide = decide_tree_columns,
    },
};

const ohm_claim_table ohm_claims_memory_capacity = { rows, sizeof rows / sizeof *rows };
