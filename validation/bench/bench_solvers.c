/* validation/bench/bench_solvers.c -- every solver forced against `auto`, over kinds of
 * graphs: seconds for new conductances and one solution (R_on = 1, xi = 100, random
 * states, a random EMF in every edge).
 *
 * Usage: bench_solvers [SECONDS]     a solver expected to take longer is not run (10) */
#include "bench.h"

#include "base/array.h"
#include "base/rng.h"
#include "kirchhoff/network.h"
#include "topology/families_classic.h"
#include "topology/families_lattice.h"
#include "topology/families_random.h"
#include "topology/families_spatial.h"

#include <math.h>
#include <string.h>

typedef enum { GRID, CUBE, REGULAR, GEOMETRIC, COMPLETE, NEAR_TREE, BARABASI } kind;

static const struct {
    const char *name;
    kind kind;
    size_t size, more;
} CASES[] = {
    { "grid", GRID, 10, 0 }, { "grid", GRID, 32, 0 }, { "grid", GRID, 100, 0 },
    { "grid", GRID, 316, 0 }, { "grid", GRID, 708, 0 },
    { "cube", CUBE, 5, 0 }, { "cube", CUBE, 10, 0 }, { "cube", CUBE, 20, 0 },
    { "cube", CUBE, 30, 0 }, { "cube", CUBE, 40, 0 },
    { "4-regular", REGULAR, 100, 4 }, { "4-regular", REGULAR, 1000, 4 }, { "4-regular", REGULAR, 3000, 4 },
    { "4-regular", REGULAR, 10000, 4 }, { "4-regular", REGULAR, 100000, 4 },
    { "geometric", GEOMETRIC, 300, 10 }, { "geometric", GEOMETRIC, 3000, 10 },
    { "geometric", GEOMETRIC, 30000, 10 }, { "geometric", GEOMETRIC, 100000, 20 },
    { "complete", COMPLETE, 20, 0 }, { "complete", COMPLETE, 100, 0 }, { "complete", COMPLETE, 500, 0 },
    { "complete", COMPLETE, 1500, 0 },
    { "near-tree", NEAR_TREE, 100, 2 }, { "near-tree", NEAR_TREE, 10000, 5 },
    { "near-tree", NEAR_TREE, 100000, 20 }, { "near-tree", NEAR_TREE, 100000, 1000 },
    { "barabasi", BARABASI, 1000, 3 }, { "barabasi", BARABASI, 20000, 3 },
};

static const ohm_solver_kind SOLVERS[] = {
    OHM_SOLVER_DENSE, OHM_SOLVER_CHOLESKY, OHM_SOLVER_LU, OHM_SOLVER_CG, OHM_SOLVER_LOOP,
#ifdef HAVE_PETSC
    OHM_SOLVER_PETSC,
#endif
    OHM_SOLVER_AUTO
};
enum { SOLVER_COUNT = sizeof SOLVERS / sizeof *SOLVERS };

/* A random tree with `chords` further edges. */
static void
make_near_tree(ohm_graph **out, size_t nodes, size_t chords, ohm_rng *rng, ohm_error *err)
{
    size_t *tail = OHM_ARRAY(size_t, nodes + chords), *head = OHM_ARRAY(size_t, nodes + chords), edges = 0;

    for (size_t v = 1; v < nodes; v++) {
        tail[edges] = ohm_rng_below(rng, v);
        head[edges++] = v;
    }
    for (size_t k = 0; k < chords; k++) {
        tail[edges] = ohm_rng_below(rng, nodes);
        head[edges++] = ohm_rng_below(rng, nodes);
    }
    bench_ok(ohm_graph_alloc(out, nodes, edges, tail, head, err), err);
    free(tail);
    free(head);
}

static ohm_graph *
make(size_t c, ohm_rng *rng)
{
    const size_t size = CASES[c].size, more = CASES[c].more;
    ohm_graph *graph = NULL;
    ohm_error err;

    switch (CASES[c].kind) {
    case GRID: bench_ok(ohm_graph_grid(&graph, size, size, 0, &err), &err); break;
    case CUBE: bench_ok(ohm_graph_grid(&graph, size, size, size, &err), &err); break;
    case REGULAR: bench_ok(ohm_graph_regular(&graph, size, more, rng, &err), &err); break;
    case COMPLETE: bench_ok(ohm_graph_complete(&graph, size, &err), &err); break;
    case NEAR_TREE: make_near_tree(&graph, size, more, rng, &err); break;
    case BARABASI: bench_ok(ohm_graph_barabasi(&graph, size, more, rng, &err), &err); break;
    case GEOMETRIC: {
        double *x = OHM_ARRAY(double, size), *y = OHM_ARRAY(double, size);
        const double radius = sqrt((double)more / (M_PI * (double)size));   /* mean degree `more` */

        bench_ok(ohm_graph_geometric(&graph, x, y, size, radius, rng, &err), &err);
        free(x);
        free(y);
        break;
    }
    }
    return graph;
}

/* Best time of factorisation and solution; INFINITY where the solver refuses. */
static double
run(const ohm_graph *graph, ohm_solver_kind solver, const double *g, const double *emf, double limit,
    ohm_solver_choice *choice, double *analysis, double *iterations)
{
    const ohm_network_options options = { .solver = solver };
    double *potential = OHM_ARRAY(double, graph->nodes), *current = OHM_ARRAY(double, graph->edges);
    double best = INFINITY, spent = 0.0, start = bench_now();
    ohm_network *network;
    ohm_error err;

    if (ohm_network_alloc(&network, graph, NULL, &options, &err) == OHM_OK) {
        *analysis = bench_now() - start;
        *choice = *ohm_network_choice(network);
        /* 2e9 flops a second is the slowest any of them runs */
        for (int r = 0; choice->flops < 2e9 * limit && r < 50 && spent < 0.2; r++) {
            for (size_t v = 0; v < graph->nodes; v++)
                potential[v] = 0.0;
            start = bench_now();
            if (ohm_network_factor(network, g, &err) != OHM_OK
                || ohm_network_solve(potential, current, network, emf, NULL, NULL, &err) != OHM_OK) {
                printf("[%s: %s]\n", ohm_solver_name(solver), err.text);
                break;
            }
            const double took = bench_now() - start;
            best = fmin(best, took);
            spent += took;
            *iterations = (double)ohm_network_worked(network)->cg_iterations / (r + 1.0);
        }
        ohm_network_free(network);
    }
    free(potential);
    free(current);
    return best;
}

int
main(int argc, char **argv)
{
    const double limit = argc > 1 ? strtod(argv[1], NULL) : 10.0;

    printf("%-10s %7s %8s", "graph", "nodes", "edges");
    for (int s = 0; s < SOLVER_COUNT; s++)
        printf(" %9s", ohm_solver_name(SOLVERS[s]));
    printf("   auto/best (ms)\n");
    for (size_t c = 0; c < sizeof CASES / sizeof *CASES; c++) {
        ohm_solver_choice choice = { 0 };
        double best = INFINITY, took = INFINITY, analysis = 0.0, iterations = 0.0, cg_iterations = 0.0;
        ohm_rng *rng;
        ohm_error err;

        bench_ok(ohm_rng_alloc(&rng, 1, c, &err), &err);
        ohm_graph *graph = make(c, rng);
        double *g = OHM_ARRAY(double, graph->edges), *emf = OHM_ARRAY(double, graph->edges);
        for (size_t k = 0; k < graph->edges; k++) {
            g[k] = 1.0 / (1.0 + 100.0 * ohm_rng_uniform(rng));
            emf[k] = ohm_rng_normal(rng);
        }
        printf("%-10s %7zu %8zu", CASES[c].name, graph->nodes, graph->edges);
        for (int s = 0; s < SOLVER_COUNT; s++) {
            took = run(graph, SOLVERS[s], g, emf, limit, &choice, &analysis, &iterations);
            if (SOLVERS[s] == OHM_SOLVER_CG)
                cg_iterations = iterations;
            if (isfinite(took))
                printf(" %9.4g", 1e3 * took);
            else
                printf(" %9s", "-");
            fflush(stdout);
            if (SOLVERS[s] != OHM_SOLVER_AUTO)
                best = fmin(best, took);
        }
        printf("   %6.2f  cg %.0f iterations; analysis %.3g ms; %s\n", took / best, cg_iterations,
               1e3 * analysis, choice.why);
        free(g);
        free(emf);
        ohm_graph_free(graph);
        ohm_rng_free(rng);
    }
    return EXIT_SUCCESS;
}
