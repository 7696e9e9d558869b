/* validation/bench/bench_rhs.c -- one right-hand side of the memory equation's network:
 * new conductances, factorisation, solution, currents, against bare CHOLMOD
 * (cholmod_factorize and cholmod_solve2 of the same matrix, analysed with its defaults).
 *
 * Usage: bench_rhs FILE.graphml SIDE      (a circuit file, and a SIDE x SIDE grid) */
#include "bench.h"

#include "base/array.h"
#include "base/rng.h"
#include "case/circuit.h"
#include "kirchhoff/network.h"
#include "topology/families_lattice.h"

#include <math.h>
#include <string.h>

#include <suitesparse/cholmod.h>

enum { SETS = 3 };                  /* of conductances, in turn, so that nothing is reused */

typedef struct {
    const ohm_graph *graph;
    const bool *held;
    double *g[SETS];
    double *emf, *potential, *held_at, *current;
} work;

/* Memristors with xi = 100 at random states, R_on = 1. */
static void
draw(work *at, const ohm_graph *graph, const bool *held, const double *held_at)
{
    ohm_error err;
    ohm_rng *rng;

    bench_ok(ohm_rng_alloc(&rng, 1, 0, &err), &err);
    at->graph = graph;
    at->held = held;
    at->emf = OHM_ZEROS(double, graph->edges);
    at->potential = OHM_ZEROS(double, graph->nodes);
    at->current = OHM_ZEROS(double, graph->edges);
    at->held_at = held_at != NULL ? ohm_copy(held_at, graph->nodes, sizeof *held_at)
                                  : OHM_ZEROS(double, graph->nodes);
    for (int s = 0; s < SETS; s++) {
        at->g[s] = OHM_ARRAY(double, graph->edges);
        for (size_t k = 0; k < graph->edges; k++)
            at->g[s][k] = 1.0 / (1.0 + 100.0 * ohm_rng_uniform(rng));
    }
    for (size_t k = 0; held_at == NULL && k < graph->edges; k++)
        at->emf[k] = ohm_rng_normal(rng);
    ohm_rng_free(rng);
}

/* Best of `runs`; *memory: what the network and its work took. */
static double
time_ours(work *at, int runs, double *memory, ohm_network_work *worked)
{
    const double before = bench_peak_memory();
    double best = INFINITY;
    ohm_network *network;
    ohm_error err;

    bench_ok(ohm_network_alloc(&network, at->graph, at->held, NULL, &err), &err);
    printf("  ours: %s\n", ohm_network_choice(network)->why);
    for (int r = 0; r < runs; r++) {
        const double start = bench_now();

        bench_ok(ohm_network_factor(network, at->g[r % SETS], &err), &err);
        bench_ok(ohm_network_solve(at->potential, at->current, network, at->emf, at->held_at, NULL, &err), &err);
        best = fmin(best, bench_now() - start);
    }
    *worked = *ohm_network_worked(network);
    *memory = bench_peak_memory() - before;
    printf("  ours: KCL residual %.2g A\n", ohm_network_kcl_residual(at->current, NULL, network));
    ohm_network_free(network);
    return best;
}

/* The reduced Laplacian as CHOLMOD's own triplets make it. */
static cholmod_sparse *
laplacian(const work *at, const double *g, cholmod_common *common)
{
    const size_t nodes = at->graph->nodes, edges = at->graph->edges;
    int *row = OHM_ARRAY(int, nodes), unknowns = 0;

    for (size_t v = 0; v < nodes; v++)
        row[v] = (at->held != NULL ? at->held[v] : v == 0) ? -1 : unknowns++;
    cholmod_triplet *triplet = cholmod_allocate_triplet((size_t)unknowns, (size_t)unknowns,
                                                        3 * edges, 1, CHOLMOD_REAL, common);
    int *i = triplet->i, *j = triplet->j;
    double *x = triplet->x;
    size_t count = 0;
    for (size_t k = 0; k < edges; k++) {
        const int a = row[at->graph->tail[k]], b = row[at->graph->head[k]];

        if (a == b)
            continue;
        if (a >= 0)
            i[count] = j[count] = a, x[count++] = g[k];
        if (b >= 0)
            i[count] = j[count] = b, x[count++] = g[k];
        if (a >= 0 && b >= 0)
            i[count] = a < b ? a : b, j[count] = a < b ? b : a, x[count++] = -g[k];
    }
    triplet->nnz = count;
    cholmod_sparse *matrix = cholmod_triplet_to_sparse(triplet, 0, common);
    cholmod_free_triplet(&triplet, common);
    free(row);
    return matrix;
}

static double
time_bare(work *at, int runs)
{
    cholmod_common common;
    double best = INFINITY;

    cholmod_start(&common);
    cholmod_sparse *matrix = laplacian(at, at->g[0], &common);
    cholmod_factor *factor = cholmod_analyze(matrix, &common);
    cholmod_dense *b = cholmod_ones(matrix->nrow, 1, CHOLMOD_REAL, &common);
    cholmod_dense *x = NULL, *y = NULL, *e = NULL;
    for (int r = 0; r < runs; r++) {
        const double start = bench_now();

        cholmod_factorize(matrix, factor, &common);
        cholmod_solve2(CHOLMOD_A, factor, b, NULL, &x, NULL, &y, &e, &common);
        best = fmin(best, bench_now() - start);
    }
    printf("  bare: %s, factor of %.3g entries, %.3g flops\n", factor->is_super ? "supernodal" : "simplicial",
           common.lnz, common.fl);
    cholmod_free_dense(&x, &common);
    cholmod_free_dense(&y, &common);
    cholmod_free_dense(&e, &common);
    cholmod_free_dense(&b, &common);
    cholmod_free_factor(&factor, &common);
    cholmod_free_sparse(&matrix, &common);
    cholmod_finish(&common);
    return best;
}

static void
compare(const char *name, const ohm_graph *graph, const bool *held, const double *held_at, int runs)
{
    ohm_network_work worked;
    double memory;
    work at;

    printf("%s: %zu nodes, %zu edges\n", name, graph->nodes, graph->edges);
    draw(&at, graph, held, held_at);
    const double ours = time_ours(&at, runs, &memory, &worked), bare = time_bare(&at, runs);
    printf("  ours %.4g ms, bare CHOLMOD %.4g ms, ratio %.3f; network %.3g KB per edge, process %.3g KB per edge\n",
           1e3 * ours, 1e3 * bare, ours / bare, memory / 1024.0 / (double)graph->edges,
           bench_peak_memory() / 1024.0 / (double)graph->edges);
    for (int s = 0; s < SETS; s++)
        free(at.g[s]);
    free(at.emf);
    free(at.potential);
    free(at.held_at);
    free(at.current);
}

int
main(int argc, char **argv)
{
    ohm_circuit *circuit;
    ohm_graph *grid;
    ohm_error err;

    if (argc != 3) {
        fprintf(stderr, "usage: bench_rhs FILE.graphml SIDE\n");
        return EXIT_FAILURE;
    }
    const size_t side = (size_t)strtoul(argv[2], NULL, 10);
    bench_ok(ohm_circuit_read(&circuit, argv[1], NULL, &err), &err);
    compare(argv[1], circuit->graph, circuit->drive->held, circuit->drive->potential, 2000);
    ohm_circuit_free(circuit);
    bench_ok(ohm_graph_grid(&grid, side, side, 0, &err), &err);
    compare("grid", grid, NULL, NULL, 3);
    ohm_graph_free(grid);
    return EXIT_SUCCESS;
}
