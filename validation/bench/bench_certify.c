/* validation/bench/bench_certify.c -- what proofs cost, and how sharp they are.
 *
 *     bench_certify [CIRCUITS]        (default 1000)
 *
 * The charges of a circuit of 100 edges, of a grid and an expander of 2500; the validated
 * integrator on K5 and a grid; and as many small
 * random circuits as asked for, each enclosed with 128 and with 256 bits, the second inside
 * the first.  Prints radii and processor seconds, the best of several runs.  Not installed, not part
 * of make check:
 *
 *     make validation/bench/bench_certify && validation/bench/bench_certify */
#include "bench.h"
#include "base/rng.h"
#include "certify/ball_text.h"
#include "certify/certify_flux_charge.h"
#include "certify/certify_taylor.h"
#include "dynamics/simulate.h"
#include "topology/families_classic.h"
#include "topology/families_lattice.h"
#include "topology/families_random.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RUNS = 5, NODES_MOST = 7 };

typedef struct {
    ohm_problem problem;
    ohm_graph *graph;
    ohm_memristors *device;
    ohm_drive *drive;
    double *w;
} circuit;

/* Random states in [0.2, 0.8] and EMFs in [-1, 1] V, alternating where frequency > 0. */
static circuit
circuit_of(ohm_graph *graph, double xi, double alpha, double frequency, ohm_rng *rng)
{
    const size_t m = graph->edges;
    circuit c = { .graph = graph, .w = malloc((m + 1) * sizeof *c.w) };
    ohm_error err;

    bench_ok(ohm_memristors_alloc(&c.device, m, &err), &err);
    bench_ok(ohm_drive_alloc(&c.drive, graph->nodes, m, &err), &err);
    for (size_t k = 0; k < m; k++) {
        const ohm_waveform wave = { ohm_rng_between(rng, -1.0, 1.0), frequency > 0.0 ? 1.0 : 0.0, frequency,
                                   0.0, NULL };

        c.device->xi[k] = xi;
        c.device->alpha[k] = alpha;
        c.w[k] = ohm_rng_between(rng, 0.2, 0.8);
        bench_ok(ohm_drive_set(c.drive, OHM_DRIVE_EMF, k, &wave, &err), &err);
    }
    ohm_memristors_survey(c.device);
    c.problem = (ohm_problem){ c.graph, c.device, c.drive };
    return c;
}

static void
circuit_free(circuit *c)
{
    ohm_graph_free(c->graph);
    ohm_memristors_free(c->device);
    ohm_drive_free(c->drive);
    free(c->w);
}

/* One enclosure; false where it is not proved.  charges: by flux-charge, else by taylor. */
static bool
enclose(arb_ptr w, size_t *pieces, const circuit *c, bool charges, double t, long bits)
{
    ohm_ball_circuit *balls;
    ohm_error err;

    bench_ok(ohm_ball_circuit_alloc(&balls, &c->problem, c->w, NULL, bits, &err), &err);
    const ohm_status status = charges ? ohm_certify_flux_charge(w, pieces, t, balls, c->w, NULL, &err)
                                      : ohm_certify_taylor(w, pieces, t, 10, balls, NULL, &err);

    if (status != OHM_OK && status != OHM_E_UNPROVED)
        bench_ok(status, &err);
    ohm_ball_circuit_free(balls);
    return status == OHM_OK;
}

static void
report(const char *name, circuit c, bool charges, double t)
{
    const slong m = (slong)c.graph->edges;
    arb_ptr w = _arb_vec_init(m);
    double best = INFINITY, radius = 0.0;
    size_t pieces = 0;
    bool proved = true;

    while (!(proved = enclose(w, &pieces, &c, charges, t, 128)) && t > 1e-3)
        t *= 0.5;                               /* a bound was met: a shorter way */
    for (int run = 0; run < RUNS && proved; run++) {
        const double start = bench_now();

        enclose(w, &pieces, &c, charges, t, 128);
        best = fmin(best, bench_now() - start);
    }
    for (slong k = 0; k < m; k++)
        radius = fmax(radius, ohm_ball_radius(w + k));
    printf("%-44s M = %5ld t = %-6g %-11s %4zu pieces, radius %.2e, %.4f s\n", name, (long)m, t,
           charges ? "flux-charge" : "taylor", pieces, radius, best);
    _arb_vec_clear(w, m);
    circuit_free(&c);
}

/* A connected multigraph of at most NODES_MOST nodes. */
static ohm_graph *
small_graph(ohm_rng *rng)
{
    const size_t n = 2 + (size_t)ohm_rng_below(rng, NODES_MOST - 1), m = n - 1 + (size_t)ohm_rng_below(rng, n
                                                                                                       + 2);
    ohm_graph *graph;
    ohm_error err;

    bench_ok(ohm_graph_alloc_blank(&graph, n, m, &err), &err);
    for (size_t k = 0; k < m; k++) {
        graph->tail[k] = (size_t)ohm_rng_below(rng, n);
        graph->head[k] = k < n - 1 ? k + 1 : (size_t)ohm_rng_below(rng, n);
        if (k < n - 1)
            graph->tail[k] = (size_t)ohm_rng_below(rng, k + 1);
    }
    return graph;
}

static void
many(size_t count, ohm_rng *rng)
{
    size_t proved[2] = { 0, 0 }, inside[2] = { 0, 0 }, pieces;
    double widest[2] = { 0.0, 0.0 };
    const double start = bench_now();

    for (size_t i = 0; i < count; i++) {
        const bool charges = i % 2 == 0;
        circuit c = circuit_of(small_graph(rng), 10.0, charges ? 0.0 : ohm_rng_between(rng, -0.5, 0.5),
                               i % 3 == 0 ? 1.0 : 0.0, rng);
        const size_t m = c.graph->edges;
        arb_ptr coarse = _arb_vec_init((slong)m), fine = _arb_vec_init((slong)m);
        double t = 1.0;
        bool all = true;

        while (!enclose(coarse, &pieces, &c, charges, t, 128) && t > 1e-6)
            t *= 0.5;
        proved[charges] += t > 1e-6;
        enclose(fine, &pieces, &c, charges, t, 256);
        for (size_t k = 0; k < m; k++) {
            all = all && arb_contains(coarse + k, fine + k);
            widest[charges] = fmax(widest[charges], ohm_ball_radius(coarse + k));
        }
        inside[charges] += all;
        _arb_vec_clear(coarse, (slong)m);
        _arb_vec_clear(fine, (slong)m);
        circuit_free(&c);
    }
    for (int charges = 1; charges >= 0; charges--)
        printf("%zu of %zu random circuits proved by %s, 256 bits inside 128 in %zu; widest radius %.2e\n",
               proved[charges], (count + (size_t)charges) / 2, charges ? "flux-charge" : "taylor",
               inside[charges],
               widest[charges]);
    printf("%.1f s\n", bench_now() - start);
}

int
main(int argc, char **argv)
{
    const size_t count = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 1000;
    ohm_graph *graph;
    ohm_rng *rng;
    ohm_error err;

    bench_ok(ohm_rng_alloc(&rng, 1, 0, &err), &err);
    bench_ok(ohm_graph_gnm(&graph, 50, 100, rng, &err), &err);
    report("random, 100 edges, xi = 100", circuit_of(graph, 100.0, 0.0, 0.0, rng), true, 4.0);
    bench_ok(ohm_graph_gnm(&graph, 50, 100, rng, &err), &err);
    report("the same kind, alternating", circuit_of(graph, 100.0, 0.0, 0.5, rng), true, 4.0);
    bench_ok(ohm_graph_grid(&graph, 36, 36, 0, &err), &err);
    report("grid 36 x 36, xi = 100", circuit_of(graph, 100.0, 0.0, 0.0, rng), true, 4.0);
    bench_ok(ohm_graph_regular(&graph, 1250, 4, rng, &err), &err);
    report("4-regular, 1250 nodes, xi = 100", circuit_of(graph, 100.0, 0.0, 0.0, rng), true, 4.0);
    bench_ok(ohm_graph_regular(&graph, 50000, 4, rng, &err), &err);
    report("4-regular, 50 000 nodes, xi = 100", circuit_of(graph, 100.0, 0.0, 0.0, rng), true, 1.0);
    bench_ok(ohm_graph_complete(&graph, 5, &err), &err);
    report("K5, xi = 10, alpha = 0.3", circuit_of(graph, 10.0, 0.3, 0.0, rng), false, 1.0);
    bench_ok(ohm_graph_complete(&graph, 5, &err), &err);
    report("K5, xi = 10, alpha = -0.3, alternating", circuit_of(graph, 10.0, -0.3, 1.0, rng), false, 1.0);
    bench_ok(ohm_graph_grid(&graph, 36, 36, 0, &err), &err);
    report("grid 36 x 36, xi = 10, alpha = -0.3", circuit_of(graph, 10.0, -0.3, 0.0, rng), false, 1.0);
    many(count, rng);
    ohm_rng_free(rng);
    return EXIT_SUCCESS;
}
