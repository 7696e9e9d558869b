/* validation/bench/bench_oxide.c -- drift-diffusion devices: one, many, in a network, in a plane.
 *
 * Usage: bench_oxide [NODES_ACROSS]       side of the two-dimensional grid (100)
 *
 * Times are of whole steps with every check and every sum of the energy identity; "ns" divides
 * by nodes, Newton iterations and devices. */
#include "bench.h"

#include "device/oxide_element.h"
#include "device/oxide_plane.h"
#include "kirchhoff/nonlinear.h"
#include "solve/block_tridiagonal.h"

#include <math.h>
#include <string.h>

enum { RUNS = 7, STEPS = 200, DEVICES_MAX = 64 };

static ohm_oxide_model *
std_model(size_t cells, bool reduced)
{
    ohm_oxide_model *model;
    ohm_error err;

    bench_ok(ohm_oxide_model_preset(&model, "std", cells, OHM_GRID_COSINE, &err), &err);
    if (reduced)
        ohm_oxide_model_reduce(model);
    return model;
}

/* The linear solves alone. */
static void
bench_blocks(size_t nodes, size_t lanes)
{
    ohm_block_system *blocks;
    double best = HUGE_VAL;
    ohm_error err;

    bench_ok(ohm_block_system_alloc(&blocks, nodes, 4, lanes, &err), &err);
    for (size_t t = 0; t < nodes * lanes; t++) {
        for (size_t e = 0; e < 16; e++)
            blocks->diagonal[e * blocks->stride + t] = e % 5 == 0 ? 8.0 : 0.1;
        for (size_t e = 0; e < 7; e++)
            blocks->lower[e * blocks->stride + t] = blocks->upper[e * blocks->stride + t] = -0.3;
        for (size_t e = 0; e < 4; e++)
            blocks->rhs[e * blocks->stride + t] = 1.0;
    }
    for (int run = 0; run < RUNS; run++) {
        const double start = bench_now();

        for (int k = 0; k < 1000; k++)
            ohm_block_system_solve(blocks);
        best = fmin(best, (bench_now() - start) / 1000.0);
    }
    printf("  %zu nodes x %zu: %6.1f ns\n", nodes, lanes, 1e9 * best / (double)(nodes * lanes));
    ohm_block_system_free(blocks);
}

/* STEPS steps of a sine of one period for all devices, each with its own amplitude. */
static void
bench_devices(size_t devices, size_t cells, bool reduced)
{
    ohm_oxide_model *model = std_model(cells, reduced);
    double voltage[DEVICES_MAX] = { 0.0 }, best = HUGE_VAL;
    long iterations = 0;
    ohm_oxide *oxide;
    ohm_error err;

    bench_ok(ohm_oxide_alloc(&oxide, model, devices, OHM_OXIDE_IE, &err), &err);
    for (int run = 0; run < RUNS; run++) {
        memset(voltage, 0, sizeof voltage);
        bench_ok(ohm_oxide_start(oxide, voltage, &err), &err);
        iterations = 0;
        const double start = bench_now();

        for (int k = 1; k <= STEPS; k++) {
            for (size_t d = 0; d < devices; d++)
                voltage[d] = 10.0 * sin(2.0 * M_PI * k / STEPS) * (1.0 + 0.005 * (double)d);
            bench_ok(ohm_oxide_step(oxide, 1.0 / STEPS, voltage, &err), &err);
            iterations += ohm_oxide_last(oxide, 0)->newton;
        }
        best = fmin(best, bench_now() - start);
    }
    printf("  %-7s %2zu devices, %3zu nodes: %6.1f us a step and device, %.2f iterations, %5.1f ns\n",
           reduced ? "reduced" : "full", devices, cells + 1, 1e6 * best / (STEPS * (double)devices),
           (double)iterations / STEPS,
           1e9 * best / ((double)iterations * (double)devices * (double)(cells + 1)));
    ohm_oxide_free(oxide);
    ohm_oxide_model_free(model);
}

/* 64 devices on the edges of a lattice (8 rows of 4 and what joins them), driven at a corner. */
static void
bench_network(size_t cells)
{
    enum { ROWS = 8, COLUMNS = 5, NODES = ROWS * COLUMNS, EDGES = ROWS * (COLUMNS - 1) + (ROWS - 1) * COLUMNS };
    size_t tail[EDGES], head[EDGES], edge[DEVICES_MAX], edges = 0;
    double conductance[EDGES], potential[NODES] = { 0.0 }, best = HUGE_VAL;
    bool held[NODES] = { false };
    ohm_oxide_model *model = std_model(cells, false);
    ohm_nonlinear_work work = { 0 };
    ohm_graph *graph;
    ohm_error err;

    for (size_t v = 0; v < NODES; v++) {
        if (v % COLUMNS + 1 < COLUMNS) {
            tail[edges] = v;
            head[edges++] = v + 1;
        }
        if (v + COLUMNS < NODES) {
            tail[edges] = v + COLUMNS;
            head[edges++] = v;
        }
    }
    for (size_t k = 0; k < edges; k++)
        conductance[k] = 1.0;           /* what is beyond 64 edges stays a resistor */
    for (size_t k = 0; k < DEVICES_MAX; k++)
        edge[k] = k;
    held[0] = held[NODES - 1] = true;
    bench_ok(ohm_graph_alloc(&graph, NODES, edges, tail, head, &err), &err);
    for (int run = 0; run < 3; run++) {
        double start_voltage[DEVICES_MAX] = { 0.0 };
        ohm_element_group group = { .edge = edge };
        ohm_nonlinear *circuit;
        ohm_oxide *devices;

        bench_ok(ohm_oxide_alloc(&devices, model, DEVICES_MAX, OHM_OXIDE_IE, &err), &err);
        bench_ok(ohm_oxide_start(devices, start_voltage, &err), &err);
        ohm_oxide_elements(&group.elements, devices);
        bench_ok(ohm_nonlinear_alloc(&circuit, graph, held, conductance, &group, 1, NULL, &err), &err);
        const double start = bench_now();

        for (int k = 1; k <= STEPS; k++) {
            const ohm_sources sources = { NULL, potential, NULL };

            potential[0] = 40.0 * sin(2.0 * M_PI * k / STEPS);
            bench_ok(ohm_nonlinear_step(circuit, 1.0 / STEPS, &sources, &err), &err);
        }
        best = fmin(best, bench_now() - start);
        work = *ohm_nonlinear_worked(circuit);
        ohm_nonlinear_free(circuit);
        ohm_oxide_free(devices);
    }
    printf("  64 devices x %zu nodes x %d steps: %.3f s, %.2f updates a step (%zu steps settled, %zu ramped)\n",
           cells + 1, STEPS, best, (double)work.updates / STEPS, work.settled, work.ramped);
    ohm_graph_free(graph);
    ohm_oxide_model_free(model);
}

static void
bench_plane(size_t across)
{
    ohm_oxide_model *model = std_model(across * across - 1, false);
    double seconds = 0.0;
    long iterations = 0;
    ohm_mesh *mesh;
    ohm_oxide_plane *plane;
    ohm_error err;

    bench_ok(ohm_mesh_rectangle(&mesh, across - 1, across - 1, 1.0, NULL, &err), &err);
    for (size_t v = 0; v < mesh->nodes; v++) {          /* no symmetry, no five-point stencil */
        const double bump = 0.2 * sin(3.0 * mesh->x[v]) * cos(5.0 * mesh->y[v]);

        model->species[2].initial[v] = 1.0 + bump;
    }
    bench_ok(ohm_oxide_plane_alloc(&plane, model, mesh, OHM_OXIDE_IE, &err), &err);
    bench_ok(ohm_oxide_plane_start(plane, 0.0, &err), &err);
    for (int k = 1; k <= 3; k++) {
        const double start = bench_now();

        bench_ok(ohm_oxide_plane_step(plane, 0.01, 3.0 * k, &err), &err);
        seconds += bench_now() - start;
        iterations += ohm_oxide_plane_last(plane)->newton;
    }
    printf("  %zu nodes, %zu edges: %.3f s an iteration (%ld in 3 steps), %.3g entries in L and U\n", mesh->nodes,
           mesh->edges, seconds / (double)iterations, iterations, ohm_oxide_plane_fill(plane));
    ohm_oxide_plane_free(plane);
    ohm_mesh_free(mesh);
    ohm_oxide_model_free(model);
}

int
main(int argc, char **argv)
{
    const size_t across = argc > 1 ? (size_t)atoi(argv[1]) : 100;

    printf("4 x 4 block-tridiagonal factorization and solution\n");
    for (size_t lanes = 1; lanes <= 8; lanes += 7)
        bench_blocks(129, lanes);
    printf("one dimension, all checks\n");
    for (int reduced = 0; reduced < 2; reduced++) {
        bench_devices(1, 64, reduced);
        bench_devices(1, 128, reduced);
        bench_devices(8, 64, reduced);
        bench_devices(64, 64, reduced);
    }
    printf("network\n");
    bench_network(64);
    printf("two dimensions\n");
    bench_plane(across);
    return 0;
}
