/* tests/topology/test_omega_exact.c -- mirrors lib/topology/omega_exact.c */
#include "topology/omega_exact.h"
#include "topology/blocks.h"
#include "topology/exempt.h"
#include "topology/families_classic.h"
#include "topology/forest.h"
#include "topology/sample.h"

#include <stdio.h>
#include <string.h>

/* Asserts that entry (i, j) is the fraction p / q, in any terms. */
static void
check_entry(const ohm_rational_matrix *omega, size_t i, size_t j, long p, unsigned long q)
{
    char *text;
    mpq_t value, expected;

    mpq_init(value);
    mpq_init(expected);
    mpq_set_si(expected, p, q);
    mpq_canonicalize(expected);
    ck_assert_int_eq(ohm_rational_matrix_text(&text, omega, i, j, NULL), OHM_OK);
    ck_assert_int_eq(mpq_set_str(value, text, 10), 0);
    ck_assert_msg(mpq_equal(value, expected), "entry %zu %zu = %s, not %ld/%lu", i, j, text, p, q);
    mpq_clear(value);
    mpq_clear(expected);
    free(text);
}

static void
check_trace(const ohm_rational_matrix *omega, size_t expected)
{
    char *text, number[32];

    snprintf(number, sizeof number, "%zu", expected);
    ck_assert_int_eq(ohm_rational_matrix_trace(&text, omega, NULL), OHM_OK);
    ck_assert_str_eq(text, number);
    free(text);
}

/* A symmetric projector of rank L; Foster's sum, M - tr = N - c, says the same. */
START_TEST(omega_is_a_projector)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    const size_t loops = graph->edges + sample_components(graph, NULL) - graph->nodes;
    ohm_rational_matrix *omega;

    ck_assert_int_eq(ohm_omega_exact_alloc(&omega, graph, NULL), OHM_OK);
    ck_assert(ohm_rational_matrix_is_symmetric(omega));
    ck_assert(ohm_rational_matrix_is_idempotent(omega));
    ck_assert_uint_eq(ohm_rational_matrix_rank(omega), loops);
    check_trace(omega, loops);
    ohm_rational_matrix_free(omega);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* The two forms, from the nodes and from the cycles of a tree, agree: so Omega does
 * not depend on the tree.  And it is the signed projector where no sign is minus. */
START_TEST(both_forms_are_one)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    ohm_rational_matrix *omega, *from_cycles;
    signed char plus[SAMPLE_EDGES];

    memset(plus, 1, sizeof plus);
    ck_assert_int_eq(ohm_omega_exact_alloc(&omega, graph, NULL), OHM_OK);
    ck_assert_int_eq(ohm_omega_signed_exact_alloc(&from_cycles, graph, plus, NULL), OHM_OK);
    ck_assert(ohm_rational_matrix_equal(omega, from_cycles));
    ohm_rational_matrix_free(omega);
    ohm_rational_matrix_free(from_cycles);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* Edges turned round and shuffled: Omega -> D Omega D, rows and columns permuted (the
 * shuffle also changes the tree). */
START_TEST(orientation_and_order_do_not_matter)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng), *other;
    const size_t m = graph->edges;
    size_t from[SAMPLE_EDGES];
    bool turned[SAMPLE_EDGES];
    ohm_rational_matrix *omega, *moved;

    for (size_t k = 0; k < m; k++)
        from[k] = k;
    ohm_rng_shuffle(from, m, rng);
    ck_assert_int_eq(ohm_graph_alloc_blank(&other, graph->nodes, m, NULL), OHM_OK);
    for (size_t k = 0; k < m; k++) {
        turned[k] = ohm_rng_below(rng, 2) == 1;
        other->tail[k] = turned[k] ? graph->head[from[k]] : graph->tail[from[k]];
        other->head[k] = turned[k] ? graph->tail[from[k]] : graph->head[from[k]];
        if (graph->tail[from[k]] == graph->head[from[k]])
            turned[k] = false;                  /* a loop has nothing to turn */
    }
    ck_assert_int_eq(ohm_omega_exact_alloc(&omega, graph, NULL), OHM_OK);
    ck_assert_int_eq(ohm_omega_exact_alloc(&moved, other, NULL), OHM_OK);
    for (size_t i = 0; i < m; i++) {
        for (size_t j = 0; j < m; j++) {
            char *a, *b;

            ck_assert_int_eq(ohm_rational_matrix_text(&a, omega, from[i], from[j], NULL), OHM_OK);
            ck_assert_int_eq(ohm_rational_matrix_text(&b, moved, i, j, NULL), OHM_OK);
            if (turned[i] == turned[j] || strcmp(a, "0") == 0)
                ck_assert_str_eq(a, b);
            else
                ck_assert_str_eq(*a == '-' ? a + 1 : a, *b == '-' ? b + 1 : b);
            ck_assert(turned[i] == turned[j] || strcmp(a, "0") == 0 || (*a == '-') != (*b == '-'));
            free(a);
            free(b);
        }
    }
    ohm_rational_matrix_free(omega);
    ohm_rational_matrix_free(moved);
    ohm_graph_free(graph);
    ohm_graph_free(other);
    ohm_rng_free(rng);
}
END_TEST

/* Zero between blocks, and non-zero rows inside one: the blocks are the finest
 * partition of the edges that Omega respects. */
START_TEST(blocks_are_the_pattern)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    const size_t m = graph->edges;
    size_t group[SAMPLE_EDGES];
    bool changed = true;
    ohm_rational_matrix *omega;
    ohm_blocks *blocks;

    ck_assert_int_eq(ohm_blocks_alloc(&blocks, graph, NULL), OHM_OK);
    ck_assert_int_eq(ohm_omega_exact_alloc(&omega, graph, NULL), OHM_OK);
    for (size_t k = 0; k < m; k++)
        group[k] = k;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < m; i++) {
            for (size_t j = 0; j < i; j++) {
                if (ohm_rational_matrix_entry(omega, i, j) == 0.0 || group[i] == group[j])
                    continue;
                group[i] = group[j] = group[i] < group[j] ? group[i] : group[j];
                changed = true;
            }
        }
    }
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < m; j++)
            ck_assert((group[i] == group[j]) == (blocks->of[i] == blocks->of[j]));
    ohm_rational_matrix_free(omega);
    ohm_blocks_free(blocks);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

/* All spanning forests of a small graph, one bit an edge, each followed by `visit`. */
static void
each_forest(const ohm_graph *graph, void (*visit)(const ohm_graph *, unsigned long, void *), void *data)
{
    const size_t components = sample_components(graph, NULL), trees = graph->nodes - components;
    bool without[SAMPLE_EDGES];

    for (unsigned long chosen = 0; chosen < 1ul << graph->edges; chosen++) {
        size_t size = 0;

        for (size_t k = 0; k < graph->edges; k++) {
            without[k] = (chosen >> k & 1) == 0;
            size += !without[k];
        }
        if (size == trees && sample_components(graph, without) == components)
            visit(graph, chosen, data);
    }
}

typedef struct {
    long forests, without[SAMPLE_EDGES];
} tally;

static void
tally_forest(const ohm_graph *graph, unsigned long chosen, void *data)
{
    tally *counts = data;

    counts->forests++;
    for (size_t k = 0; k < graph->edges; k++)
        counts->without[k] += (chosen >> k & 1) == 0;
}

/* Omega_kk is the probability that edge k is not in a uniform spanning forest, and
 * 1 minus the effective resistance between its ends. */
START_TEST(diagonal_by_enumeration)
{
    enum { FEW = 13 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    tally counts = { .forests = 0 };
    ohm_rational_matrix *omega;

    if (graph->edges > FEW)
        graph->edges = FEW;
    each_forest(graph, tally_forest, &counts);
    ck_assert_int_eq(ohm_omega_exact_alloc(&omega, graph, NULL), OHM_OK);
    for (size_t k = 0; k < graph->edges; k++) {
        char *text;
        double value;
        mpq_t resistance, expected;

        check_entry(omega, k, k, counts.without[k], (unsigned long)counts.forests);
        ck_assert_int_eq(ohm_effective_resistance_exact(&text, &value, graph, graph->tail[k], graph->head[k],
                                                        NULL),
                         OHM_OK);
        mpq_init(resistance);
        mpq_init(expected);
        mpq_set_si(expected, counts.forests - counts.without[k], (unsigned long)counts.forests);
        mpq_canonicalize(expected);
        mpq_set_str(resistance, text, 10);
        ck_assert(mpq_equal(resistance, expected));
        ck_assert(test_close(value, mpq_get_d(expected), 0x1p-52));     /* mpq_get_d truncates */
        mpq_clear(resistance);
        mpq_clear(expected);
        free(text);
    }
    ohm_rational_matrix_free(omega);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

typedef struct {
    const signed char *sign;
    long sum;
} weighing;

static void
weigh_forest(const ohm_graph *graph, unsigned long chosen, void *data)
{
    weighing *w = data;
    long product = 1;

    for (size_t k = 0; k < graph->edges; k++)
        product *= (chosen >> k & 1) == 0 ? w->sign[k] : 1;
    w->sum += product;
}

/* det(A P A^t) = sum over spanning forests of the product of the chords' signs
 * decides whether Omega_P exists; it is idempotent, of trace L, and the same for -P. */
START_TEST(signed_projector)
{
    enum { FEW = 12 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    signed char sign[SAMPLE_EDGES];
    weighing w = { .sign = sign };
    ohm_rational_matrix *omega, *opposite;
    ohm_error err;

    if (graph->edges > FEW)
        graph->edges = FEW;
    for (size_t k = 0; k < graph->edges; k++)
        sign[k] = ohm_rng_below(rng, 3) == 0 ? -1 : 1;
    each_forest(graph, weigh_forest, &w);
    const ohm_status status = ohm_omega_signed_exact_alloc(&omega, graph, sign, &err);

    ck_assert_int_eq(status, w.sum == 0 ? OHM_E_SINGULAR : OHM_OK);
    ck_assert((omega == NULL) == (w.sum == 0));
    if (status == OHM_OK) {
        ck_assert(ohm_rational_matrix_is_idempotent(omega));
        check_trace(omega, graph->edges + sample_components(graph, NULL) - graph->nodes);
        for (size_t k = 0; k < graph->edges; k++)
            sign[k] = (signed char)-sign[k];
        ck_assert_int_eq(ohm_omega_signed_exact_alloc(&opposite, graph, sign, NULL), OHM_OK);
        ck_assert(ohm_rational_matrix_equal(omega, opposite));
        ohm_rational_matrix_free(opposite);
    }
    ohm_rational_matrix_free(omega);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(cancelling_elements_are_singular)
{
    const size_t tail[2] = { 0, 0 }, head[2] = { 1, 1 };
    const signed char cancel[2] = { 1, -1 }, wrong[2] = { 1, 0 };
    ohm_rational_matrix *omega;
    ohm_graph *graph;
    ohm_error err;

    ck_assert_int_eq(ohm_graph_alloc(&graph, 2, 2, tail, head, NULL), OHM_OK);
    test_fails(ohm_omega_signed_exact_alloc(&omega, graph, cancel, &err), OHM_E_SINGULAR, &err, "cancel");
    test_fails(ohm_omega_signed_exact_alloc(&omega, graph, wrong, &err), OHM_E_ARG, &err, "sign 1 = 0");
    ck_assert_ptr_null(omega);
    ohm_graph_free(graph);
}
END_TEST

/* K_n: I - B^t B / n; a ring: 1/n everywhere. */
START_TEST(closed_forms)
{
    const size_t n = (size_t)_i;
    ohm_rational_matrix *omega;
    ohm_graph *graph;

    ck_assert_int_eq(ohm_graph_ring(&graph, n, NULL), OHM_OK);
    ck_assert_int_eq(ohm_omega_exact_alloc(&omega, graph, NULL), OHM_OK);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            check_entry(omega, i, j, 1, n);
    ohm_rational_matrix_free(omega);
    ohm_graph_free(graph);

    ck_assert_int_eq(ohm_graph_complete(&graph, n, NULL), OHM_OK);
    ck_assert_int_eq(ohm_omega_exact_alloc(&omega, graph, NULL), OHM_OK);
    for (size_t i = 0; i < graph->edges; i++) {
        for (size_t j = 0; j < graph->edges; j++) {
            const size_t a = graph->tail[i], b = graph->head[i], c = graph->tail[j], d = graph->head[j];
            const long product = (a == c) + (b == d) - (a == d) - (b == c);

            check_entry(omega, i, j, (i == j ? (long)n : 0) - product, n);
        }
    }
    ohm_rational_matrix_free(omega);
    ohm_graph_free(graph);
}
END_TEST

START_TEST(resistance_in_series_and_apart)
{
    const size_t tail[3] = { 0, 1, 2 }, head[3] = { 1, 2, 2 };
    ohm_graph *graph;
    ohm_error err;
    char *text;
    double value;

    ck_assert_int_eq(ohm_graph_alloc(&graph, 4, 3, tail, head, NULL), OHM_OK);
    test_ok(ohm_effective_resistance_exact(&text, &value, graph, 2, 0, &err), &err);
    ck_assert_str_eq(text, "2");
    ck_assert(value == 2.0);
    free(text);
    test_ok(ohm_effective_resistance_exact(&text, NULL, graph, 3, 3, &err), &err);
    ck_assert_str_eq(text, "0");
    free(text);
    test_fails(ohm_effective_resistance_exact(&text, &value, graph, 0, 3, &err), OHM_E_ARG, &err,
               "no path joins nodes 0 and 3");
    test_fails(ohm_effective_resistance_exact(&text, &value, graph, 0, 4, &err), OHM_E_ARG, &err,
               "there are 4");
    ck_assert_ptr_null(text);
    ohm_graph_free(graph);
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    exempt_flint();
    ohm_rng *rng = test_rng(3);
    ohm_graph *graph = sample_graph(rng);
    ohm_rational_matrix *omega = NULL;
    signed char plus[SAMPLE_EDGES];
    char *text = NULL;

    memset(plus, 1, sizeof plus);
    test_survives_refusal(ohm_omega_exact_alloc(&omega, graph, NULL), omega, ohm_rational_matrix_free);
    test_survives_refusal(ohm_omega_signed_exact_alloc(&omega, graph, plus, NULL), omega,
                          ohm_rational_matrix_free);
    test_survives_refusal(ohm_effective_resistance_exact(&text, NULL, graph, graph->tail[0], graph->head[0],
                                                         NULL),
                          text, free);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/omega_exact");
    TCase *cases = tcase_create("omega_exact");

    tcase_add_loop_test(cases, omega_is_a_projector, 0, 100);
    tcase_add_loop_test(cases, both_forms_are_one, 0, 100);
    tcase_add_loop_test(cases, orientation_and_order_do_not_matter, 0, 50);
    tcase_add_loop_test(cases, blocks_are_the_pattern, 0, 100);
    tcase_add_loop_test(cases, diagonal_by_enumeration, 0, 40);
    tcase_add_loop_test(cases, signed_projector, 0, 100);
    tcase_add_test(cases, cancelling_elements_are_singular);
    tcase_add_loop_test(cases, closed_forms, 2, 9);
    tcase_add_test(cases, resistance_in_series_and_apart);
    tcase_add_test(cases, refused_memory_is_a_status);
    tcase_set_timeout(cases, 60);
    suite_add_tcase(suite, cases);
    return suite;
}
