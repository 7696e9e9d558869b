/* validation/bench/bench_fluidic.c -- channels, their networks and their training.
 *
 * The kernel with all derivatives, steady states from a cold start, a warm step of training
 * by the adjoint (new weights, state, gradient), on a divider and on random networks of ten
 * nodes and twenty channels, 30/60 and 500/1000.  Times are the best of several runs. */
#include "bench.h"

#include "base/rng.h"
#include "learning/fluidic.h"

#include <math.h>
#include <string.h>

enum { NODES_MAX = 500, EDGES_MAX = 1000, RUNS = 7 };

static ohm_error err;

static void
bench_kernel(void)
{
    static const double drops[] = { 0.05, 0.5, 1.0, 5.0, 11.0, 30.0, 100.0 };
    static ohm_cone_rule rule;
    static ohm_channel channel;
    const ohm_channel_geometry geometry = { 10.0, 200.0, 50.0 };
    double sum = 0.0;

    bench_ok(ohm_cone_rule_fill(&rule, &err), &err);
    ohm_channel_set(&channel, &geometry, &rule);
    for (size_t d = 0; d < sizeof drops / sizeof *drops; d++) {
        double best = INFINITY;
        ohm_channel_stimulus at = { drops[d], 0.0, 0.2, 0.2 };
        ohm_channel_response out;

        for (int run = 0; run < RUNS; run++) {
            const double start = bench_now();

            for (int i = 0; i < 100000; i++) {
                at.voltage = drops[d] * (1.0 + 1e-9 * i);
                ohm_channel_evaluate(&out, &at, OHM_DENSITY_PHYSICAL, &channel);
                sum += out.by_voltage;
            }
            best = fmin(best, (bench_now() - start) / 1e5);
        }
        printf("kernel with derivatives at p = %7.1f: %6.3f us\n", out.p, 1e6 * best);
    }
    printf("(checksum %g)\n", sum);
}

typedef struct {
    size_t nodes, edges;
    ohm_graph *graph;
    ohm_fluidic *network;
    double start[NODES_MAX];
    int repeat;
} network_case;

/* A random tree and random further channels, three sources at 0, 5 and 2 V. */
static void
make_case(network_case *c, size_t nodes, size_t edges)
{
    static size_t tail[EDGES_MAX], head[EDGES_MAX];
    static bool held[NODES_MAX];
    ohm_rng *rng;

    bench_ok(ohm_rng_alloc(&rng, 1, 0, &err), &err);
    memset(held, 0, sizeof held);
    c->nodes = nodes;
    c->edges = edges;
    for (size_t k = 0; k < edges; k++) {
        tail[k] = k + 1 < nodes ? k + 1 : ohm_rng_below(rng, nodes);
        head[k] = k + 1 < nodes ? ohm_rng_below(rng, k + 1) : ohm_rng_below(rng, nodes);
    }
    for (size_t v = 0; v < nodes; v++)
        c->start[v] = 1.0;
    held[0] = held[nodes - 1] = true;
    c->start[0] = 5.0;
    c->start[nodes - 1] = 0.0;
    if (nodes > 3) {
        held[nodes / 2] = true;
        c->start[nodes / 2] = 2.0;
    }
    bench_ok(ohm_graph_alloc(&c->graph, nodes, edges, tail, head, &err), &err);
    bench_ok(ohm_fluidic_alloc(&c->network, c->graph, held, &err), &err);
    c->repeat = (int)(40000 / edges) + 3;
    ohm_rng_free(rng);
}

static double
time_solve(network_case *c)
{
    double best = INFINITY, p[NODES_MAX];

    for (int run = 0; run < RUNS; run++) {
        const double start = bench_now();

        for (int i = 0; i < c->repeat; i++) {
            memcpy(p, c->start, c->nodes * sizeof *p);
            bench_ok(ohm_fluidic_solve(p, c->network, &err), &err);
        }
        best = fmin(best, (bench_now() - start) / c->repeat);
    }
    return best;
}

/* What train fluidic does in a step, for one sample and lengths that move by 1 %. */
static double
time_step(network_case *c)
{
    static const bool lengths[OHM_FLUIDIC_KINDS] = { true };
    double *length = ohm_fluidic_values(c->network, OHM_FLUIDIC_LENGTH);
    double best = INFINITY, p[NODES_MAX], by_potential[NODES_MAX] = { 0.0 }, gradient[EDGES_MAX];

    memcpy(p, c->start, c->nodes * sizeof *p);
    for (int run = 0; run < RUNS; run++) {
        const double start = bench_now();

        for (int i = 0; i < c->repeat; i++) {
            for (size_t k = 0; k < c->edges; k++)
                length[k] = 10.0 + 0.1 * ((size_t)i % 2 == k % 2 ? 1.0 : -1.0);
            bench_ok(ohm_fluidic_prepare(c->network, &err), &err);
            bench_ok(ohm_fluidic_solve(p, c->network, &err), &err);
            by_potential[1] = 2.0 * (p[1] - 3.0);
            bench_ok(ohm_fluidic_linearize(c->network, &err), &err);
            bench_ok(ohm_fluidic_pull(gradient, lengths, by_potential, c->network, &err), &err);
        }
        best = fmin(best, (bench_now() - start) / c->repeat);
    }
    return best;
}

int
main(void)
{
    static const size_t sizes[][2] = { { 3, 2 }, { 10, 20 }, { 30, 60 }, { 500, 1000 } };

    bench_kernel();
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        static network_case c;

        make_case(&c, sizes[k][0], sizes[k][1]);
        const double solve = time_solve(&c);
        const ohm_steady_work *work = ohm_fluidic_worked(c.network);
        const double iterations = (double)work->iterations / (double)work->solves;
        const double step = time_step(&c);

        printf("%4zu nodes, %4zu channels: steady state %9.2f us cold (%.1f iterations), "
               "adjoint training step %9.2f us\n", c.nodes, c.edges, 1e6 * solve, iterations, 1e6 * step);
        ohm_fluidic_free(c.network);
        ohm_graph_free(c.graph);
    }
    return 0;
}
