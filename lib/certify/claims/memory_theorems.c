/* lib/certify/claims/memory_theorems.c -- statements about the memory equation that no source makes:
 * doc/theory/memory.md sec. 3 and 5. */
#include "certify/claim_case.h"
#include "certify/claim_tables.h"
#include "certify/tree_walk.h"
#include "topology/families_classic.h"
#include "topology/families_lattice.h"

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

/* ---- walls --------------------------------------------------------------------------- */

/* One memristor in a loop: y = w + xi w^2 / 2 falls by the flux, and stops at 0. */
static ohm_q *
after_flux(const ohm_q *y, const ohm_q *flux, bool wall)
{
    ohm_q *fallen = ohm_q_sub(y, flux);

    return wall && ohm_q_sign(fallen, 0, 0) < 0 ? ohm_q_sub(fallen, fallen) : fallen;
}

static void
decide_zero_mean(ohm_claim_case *c)
{
    for (long half = 1; half <= 8; half++) {
        ohm_claim_next(c);
        const ohm_q *xi = ohm_q_number(c->arena, half, 2), *w = ohm_q_number(c->arena, 1, 2);
        const ohm_q *y = ohm_q_add(w, ohm_q_scale(ohm_q_times(ohm_q_times(w, w), xi), 1, 2));
        const ohm_q *strong = ohm_q_scale(y, 3, 2), *weak = ohm_q_scale(y, 1, 2);
        const ohm_q *back = after_flux(after_flux(y, strong, !c->planted), ohm_q_neg(strong), !c->planted);
        const ohm_q *bulk = after_flux(after_flux(y, weak, true), ohm_q_neg(weak), true);

        ohm_claim_found(c, "xi", xi);
        ohm_claim_found(c, "w0", w);
        ohm_claim_found(c, "flux", strong);
        ohm_claim_found(c, "y_before", y);
        ohm_claim_found(c, "y_after", back);
        ohm_claim_printed(c, ohm_q_equal(back, y));
        ohm_claim_control(c, ohm_q_equal(bulk, y));
    }
}

/* Two memristors in a loop under a constant s from w = (0.2, 0.6): both fall by the same u until
 * the first is at its wall, then the second alone.  Closed form: N u (1 + xi mean) + N xi u^2 / 2. */
enum { XI_FLOAT = 3 };

static double
exact_second(double t)
{
    const double xi = XI_FLOAT, u = 0.2, mean = 0.4;
    const double hit = 2.0 * u * (1.0 + xi * mean) - xi * u * u;    /* flux at the wall, s = beta = 1 */
    /* then R = 1 + (1 + xi w): w' = -1 / (2 + xi w), from 0.4 */
    const double rest = 2.0 * 0.4 + 0.5 * xi * 0.4 * 0.4 - (t - hit);

    return (-2.0 + sqrt(4.0 + 2.0 * xi * rest)) / xi;
}

/* Runge-Kutta of order 4; at the wall the state is clipped after the step, or the step is cut
 * there (`locate`) by bisection. */
static void
rk4(double w[2], double h)
{
    double k[4][2], at[2];

    for (int stage = 0; stage < 4; stage++) {
        const double shift = stage == 0 ? 0.0 : stage == 3 ? h : 0.5 * h;

        for (int e = 0; e < 2; e++)
            at[e] = w[e] + (stage == 0 ? 0.0 : shift * k[stage - 1][e]);
        const double held = w[0] <= 0.0 ? 0.0 : at[0];
        const double i = 1.0 / (2.0 + XI_FLOAT * (held + at[1]));

        k[stage][0] = w[0] <= 0.0 ? 0.0 : -i;
        k[stage][1] = -i;
    }
    for (int e = 0; e < 2; e++)
        w[e] += h / 6.0 * (k[0][e] + 2.0 * k[1][e] + 2.0 * k[2][e] + k[3][e]);
}

static void
step_to_wall(double w[2], double h, bool locate)
{
    double low = 0.0, high = h, trial[2] = { w[0], w[1] };

    rk4(trial, h);
    if (w[0] > 0.0 && trial[0] < 0.0 && locate) {
        for (int k = 0; k < 60; k++) {
            const double middle = 0.5 * (low + high);

            trial[0] = w[0];
            trial[1] = w[1];
            rk4(trial, middle);
            *(trial[0] > 0.0 ? &low : &high) = middle;
        }
        trial[0] = 0.0;
        rk4(trial, h - low);
    }
    w[0] = trial[0] < 0.0 ? 0.0 : trial[0];
    w[1] = trial[1];
}

static double
wall_error(int steps, bool locate)
{
    const double t = 1.05;
    double w[2] = { 0.2, 0.6 };

    for (int k = 0; k < steps; k++)
        step_to_wall(w, t / steps, locate);
    return fabs(w[1] - exact_second(t));
}

/* The mean error over many step sizes: where the wall falls within a step is arbitrary. */
static double
mean_error(int base, bool locate)
{
    double sum = 0.0;

    for (int k = 0; k < base; k++)
        sum += wall_error(base + k, locate);
    return sum / base;
}

static void
decide_clip(ohm_claim_case *c)
{
    /* order p divides the mean error by about 2^p; the wall falls anywhere within a step */
    const double clipped = mean_error(200, c->planted) / mean_error(400, c->planted);
    const double located = mean_error(10, true) / mean_error(20, true);

    ohm_claim_next(c);
    ohm_claim_found_json(c, "xi", ohm_json_integer(XI_FLOAT));
    ohm_claim_note(c, "clip_ratio_between_3.6_and_4.4", ohm_json_bool(clipped > 3.6 && clipped < 4.4));
    ohm_claim_note(c, "located_ratio_above_8", ohm_json_bool(located > 8.0));
    ohm_claim_printed(c, clipped > 3.6 && clipped < 4.4 && located > 8.0);
}

/* ---- structure ----------------------------------------------------------------------- */

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
        .id = "X-6", .source = "Ohmega", .where = "memory.md sec. 4",
        .statement = "a meeting with a wall that is clipped costs O(h^2), whatever the order of the method; "
            "locating it keeps the order", .domain = "two memristors in a loop, constant drive",
        .expected = OHM_VERDICT_SUPPORTED, .ground = OHM_GROUND_FLOATS,
        .method = "Runge-Kutta of order 4 against the closed form through the wall, mean error over many "
            "step sizes: halving the step divides the clipped error by 4, the located one by more than 8",
        .falsified_by = "the wall located in both", .decide = decide_clip,
    },
    {
        .id = "X-7", .source = "Ohmega", .where = "memory.md sec. 3.3",
        .statement = "a drive of zero mean returns w", .domain = "one memristor that visits its wall",
        .expected = OHM_VERDICT_REFUTED, .ground = OHM_GROUND_EXACT,
        .method = "8 exact examples in y = w + xi w^2 / 2; control: without a visit to the wall it does "
            "return", .falsified_by = "no wall", .decide = decide_zero_mean,
    },
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
