/* tests/topology/test_trees.c -- mirrors lib/topology/trees.c
 *
 * The closed forms of theory/memory.md sec. 5, digit by digit. */
#include "topology/trees.h"
#include "topology/bridges.h"
#include "topology/exempt.h"
#include "topology/families_classic.h"
#include "topology/families_lattice.h"
#include "topology/families_random.h"
#include "topology/sample.h"

#include <math.h>

#include <mpfr.h>

/* Takes the graph over; the number is to be cleared. */
static void
count(mpz_t trees, ohm_graph *graph)
{
    char *decimal;
    double logarithm;
    ohm_error err;
    mpfr_t exact;

    test_ok(ohm_spanning_trees(&decimal, &logarithm, graph, NULL, &err), &err);
    mpz_init_set_str(trees, decimal, 10);
    mpfr_init2(exact, 200);
    mpfr_set_z(exact, trees, MPFR_RNDN);
    mpfr_log(exact, exact, MPFR_RNDN);
    /* FLINT's logarithm adds the exponent to that of the mantissa: two roundings */
    ck_assert(test_close(logarithm, mpfr_get_d(exact, MPFR_RNDN), 4.0 * 0x1p-52));
    mpfr_clear(exact);
    free(decimal);
    ohm_graph_free(graph);
}

static void
check(ohm_graph *graph, const mpz_t expected)
{
    mpz_t trees;

    count(trees, graph);
    ck_assert_msg(mpz_cmp(trees, expected) == 0, "%lu bits instead of %lu",
                  (unsigned long)mpz_sizeinbase(trees, 2), (unsigned long)mpz_sizeinbase(expected, 2));
    mpz_clear(trees);
}

START_TEST(small_and_complete_families)
{
    const unsigned long n = (unsigned long)_i;
    ohm_graph *graph;
    mpz_t expected;

    mpz_init_set_ui(expected, 1);
    ck_assert_int_eq(ohm_graph_path(&graph, n, NULL), OHM_OK);
    check(graph, expected);
    ck_assert_int_eq(ohm_graph_star(&graph, n, NULL), OHM_OK);
    check(graph, expected);
    mpz_set_ui(expected, n);
    ck_assert_int_eq(ohm_graph_ring(&graph, n, NULL), OHM_OK);
    check(graph, expected);
    mpz_set_ui(expected, 2000);
    ck_assert_int_eq(ohm_graph_petersen(&graph, NULL), OHM_OK);
    check(graph, expected);
    if (n >= 2) {                                               /* Cayley */
        mpz_ui_pow_ui(expected, n, n - 2);
        ck_assert_int_eq(ohm_graph_complete(&graph, n, NULL), OHM_OK);
        check(graph, expected);
    }
    if (n >= 3) {
        mpz_lucnum_ui(expected, 2 * n);
        mpz_sub_ui(expected, expected, 2);
        ck_assert_int_eq(ohm_graph_wheel(&graph, n, NULL), OHM_OK);
        check(graph, expected);
    }
    mpz_clear(expected);
}
END_TEST

/* K_150,150 is past the point where elimination gives way to the dense road. */
START_TEST(bipartite)
{
    static const unsigned long sides[][2] = {
        { 1, 1 }, { 1, 9 }, { 2, 7 }, { 5, 5 }, { 13, 40 }, { 150, 150 },
    };
    const unsigned long a = sides[_i][0], b = sides[_i][1];
    ohm_graph *graph;
    mpz_t expected, factor;

    mpz_init(expected);
    mpz_init(factor);
    mpz_ui_pow_ui(expected, a, b - 1);
    mpz_ui_pow_ui(factor, b, a - 1);
    mpz_mul(expected, expected, factor);
    ck_assert_int_eq(ohm_graph_bipartite(&graph, a, b, NULL), OHM_OK);
    check(graph, expected);
    mpz_clear(expected);
    mpz_clear(factor);
}
END_TEST

START_TEST(hypercube)
{
    const unsigned long d = (unsigned long)_i;
    ohm_graph *graph;
    mpz_t expected, factor, choose;

    mpz_init_set_ui(expected, 1);
    mpz_init(factor);
    mpz_init(choose);
    mpz_mul_2exp(expected, expected, (1ul << d) - d - 1);
    for (unsigned long k = 1; k <= d; k++) {
        mpz_bin_uiui(choose, d, k);
        mpz_ui_pow_ui(factor, k, mpz_get_ui(choose));
        mpz_mul(expected, expected, factor);
    }
    ck_assert_int_eq(ohm_graph_hypercube(&graph, d, NULL), OHM_OK);
    check(graph, expected);
    mpz_clear(expected);
    mpz_clear(factor);
    mpz_clear(choose);
}
END_TEST

/* (1/mn) prod over (i,j) != (0,0) of (4 - 2 cos(turn i/m) - 2 cos(turn j/n)), turn =
 * pi for a grid and 2 pi for a torus, rounded.  Every factor carries three roundings,
 * so the relative error is below 8 mn 2^-precision, and every factor is below 8 = 2^3:
 * with 64 bits beyond 3 mn the product is within 1/4 of the integer. */
static void
lattice_product(mpz_t out, unsigned long m, unsigned long n, unsigned long turn)
{
    const mpfr_prec_t precision = (mpfr_prec_t)(3 * m * n + 64);
    mpfr_t product, factor, angle, pi;

    mpfr_inits2(precision, product, factor, angle, pi, (mpfr_ptr)NULL);
    mpfr_const_pi(pi, MPFR_RNDN);
    mpfr_set_ui(product, 1, MPFR_RNDN);
    for (unsigned long i = 0; i < m; i++) {
        for (unsigned long j = 0; j < n; j++) {
            if (i == 0 && j == 0)
                continue;
            mpfr_mul_ui(angle, pi, turn * i, MPFR_RNDN);
            mpfr_div_ui(angle, angle, m, MPFR_RNDN);
            mpfr_cos(factor, angle, MPFR_RNDN);
            mpfr_mul_ui(angle, pi, turn * j, MPFR_RNDN);
            mpfr_div_ui(angle, angle, n, MPFR_RNDN);
            mpfr_cos(angle, angle, MPFR_RNDN);
            mpfr_add(factor, factor, angle, MPFR_RNDN);
            mpfr_mul_ui(factor, factor, 2, MPFR_RNDN);
            mpfr_ui_sub(factor, 4, factor, MPFR_RNDN);
            mpfr_mul(product, product, factor, MPFR_RNDN);
        }
    }
    mpfr_div_ui(product, product, m * n, MPFR_RNDN);
    mpfr_rint(factor, product, MPFR_RNDN);
    mpfr_sub(angle, product, factor, MPFR_RNDN);
    ck_assert(mpfr_cmp_d(angle, 0.25) < 0 && mpfr_cmp_d(angle, -0.25) > 0);
    mpfr_get_z(out, factor, MPFR_RNDN);
    mpfr_clears(product, factor, angle, pi, (mpfr_ptr)NULL);
}

START_TEST(lattices)
{
    static const unsigned long sides[][2] = {
        { 1, 1 }, { 1, 2 }, { 2, 1 }, { 2, 2 }, { 1, 7 }, { 3, 2 }, { 3, 3 }, { 4, 7 }, { 10, 12 }, { 20, 20 },
    };
    const unsigned long m = sides[_i][0], n = sides[_i][1];
    ohm_graph *graph;
    mpz_t expected;

    mpz_init(expected);
    lattice_product(expected, m, n, 1);
    ck_assert_int_eq(ohm_graph_grid(&graph, m, n, 0, NULL), OHM_OK);
    check(graph, expected);
    lattice_product(expected, m, n, 2);
    ck_assert_int_eq(ohm_graph_torus(&graph, m, n, 0, NULL), OHM_OK);
    check(graph, expected);
    mpz_clear(expected);
}
END_TEST

/* Every set of N - c edges that joins what the graph joins is a spanning forest. */
START_TEST(enumeration)
{
    enum { FEW = 14 };
    ohm_rng *rng = test_rng((unsigned long)_i);
    ohm_graph *graph = sample_graph(rng);
    bool without[FEW];
    mpz_t expected;

    if (graph->edges > FEW)
        graph->edges = FEW;
    const size_t components = sample_components(graph, NULL), trees = graph->nodes - components;
    unsigned long found = 0;

    for (unsigned long chosen = 0; chosen < 1ul << graph->edges; chosen++) {
        size_t size = 0;

        for (size_t k = 0; k < graph->edges; k++) {
            without[k] = (chosen >> k & 1) == 0;
            size += !without[k];
        }
        found += size == trees && sample_components(graph, without) == components;
    }
    mpz_init_set_ui(expected, found);
    check(graph, expected);
    mpz_clear(expected);
    ohm_rng_free(rng);
}
END_TEST

/* tau(G) = tau(G - k) + tau(G / k) for an edge that is neither bridge nor loop: on
 * graphs too large to enumerate, dense ones and multigraphs among them. */
START_TEST(deletion_and_contraction)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t n = 10 + ohm_rng_below(rng, 60), room = n * (n - 1) / 2;
    ohm_graph *graph, *deleted, *contracted;
    mpz_t whole, less, merged;

    ck_assert_int_eq(ohm_graph_gnm(&graph, n, n + ohm_rng_below(rng, room - n + 1), rng, NULL), OHM_OK);
    for (size_t k = 0; k < graph->edges / 8; k++)               /* some parallel pairs and loops */
        graph->head[k] = graph->head[k + 1];
    bool *bridge = malloc(graph->edges * sizeof *bridge);
    size_t k = 0;

    ck_assert_int_eq(ohm_bridges(bridge, NULL, graph, NULL), OHM_OK);
    while (k < graph->edges && (bridge[k] || graph->tail[k] == graph->head[k]))
        k++;
    ck_assert_uint_lt(k, graph->edges);
    free(bridge);
    const size_t u = graph->tail[k], v = graph->head[k], last = graph->edges - 1;

    graph->tail[k] = graph->tail[last];                         /* k becomes the last edge */
    graph->head[k] = graph->head[last];
    graph->tail[last] = u;
    graph->head[last] = v;
    ck_assert_int_eq(ohm_graph_alloc(&deleted, n, last, graph->tail, graph->head, NULL), OHM_OK);
    ck_assert_int_eq(ohm_graph_alloc(&contracted, n, last, graph->tail, graph->head, NULL), OHM_OK);
    for (size_t e = 0; e < last; e++) {                         /* v becomes u; v itself stays alone */
        contracted->tail[e] = contracted->tail[e] == v ? u : contracted->tail[e];
        contracted->head[e] = contracted->head[e] == v ? u : contracted->head[e];
    }
    count(whole, graph);
    count(less, deleted);
    count(merged, contracted);
    mpz_add(merged, merged, less);
    ck_assert_int_eq(mpz_cmp(whole, merged), 0);
    mpz_clears(whole, less, merged, (mpz_ptr)NULL);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(nothing_has_one_forest)
{
    ohm_graph *graph;
    mpz_t one;

    mpz_init_set_ui(one, 1);
    ck_assert_int_eq(ohm_graph_alloc(&graph, 0, 0, NULL, NULL, NULL), OHM_OK);
    check(graph, one);
    ck_assert_int_eq(ohm_graph_alloc(&graph, 3, 0, NULL, NULL, NULL), OHM_OK);
    check(graph, one);
    mpz_clear(one);
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    exempt_flint();
    ohm_rng *rng = test_rng(1);
    char *decimal = NULL;
    ohm_graph *graph;

    ck_assert_int_eq(ohm_graph_gnm(&graph, 12, 30, rng, NULL), OHM_OK);
    test_survives_refusal(ohm_spanning_trees(&decimal, NULL, graph, NULL, NULL), decimal, free);
    ohm_graph_free(graph);
    ck_assert_int_eq(ohm_graph_gnm(&graph, 12, 60, rng, NULL), OHM_OK);
    test_survives_refusal(ohm_spanning_trees(&decimal, NULL, graph, NULL, NULL), decimal, free);
    ohm_graph_free(graph);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/trees");
    TCase *cases = tcase_create("trees");

    tcase_add_loop_test(cases, small_and_complete_families, 1, 60);
    tcase_add_loop_test(cases, bipartite, 0, 6);
    tcase_add_loop_test(cases, hypercube, 0, 8);
    tcase_add_loop_test(cases, lattices, 0, 10);
    tcase_add_loop_test(cases, enumeration, 0, 40);
    tcase_add_loop_test(cases, deletion_and_contraction, 0, 60);
    tcase_add_test(cases, nothing_has_one_forest);
    tcase_add_test(cases, refused_memory_is_a_status);
    tcase_set_timeout(cases, 60);
    suite_add_tcase(suite, cases);
    return suite;
}
