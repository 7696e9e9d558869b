/* validation/bench/bench_lyapunov.c -- Lyapunov exponents: against GSL's rk8pd, and against
 * the trajectory alone.
 *
 *     bench_lyapunov [T]          (default 5000)
 *
 * GSL integrates the Lorenz system and its three tangent vectors, 12 equations, with
 * gsl_odeiv2_step_rk8pd at tolerance 1e-9 (absolute and relative), and makes the frame
 * anew once a time unit; the library runs its estimator.  Then circuits under alternating
 * drives: all exponents of 200 memristors, the first five of 10080, beside ohm_simulate over
 * the same time at the same tolerance.  Prints exponents and processor seconds, the best of
 * several runs.  Not installed, not part of make check:
 *
 *     make validation/bench/bench_lyapunov && validation/bench/bench_lyapunov */
#include "bench.h"
#include "dynamics/simulate.h"
#include "stability/circuit_flow.h"
#include "stability/lyapunov.h"
#include "stability/reference_flow.h"
#include "topology/families_lattice.h"
#include "topology/families_random.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>

static const double TOLERANCE = 1e-9, RENEW_EVERY = 1.0;

enum { REPLICAS_MAX = 8, RUNS = 5 };

static int
lorenz(double t, const double y[], double dydt[], void *data)
{
    const double s = 10.0, r = 28.0, b = 8.0 / 3.0;

    (void)t, (void)data;
    dydt[0] = s * (y[1] - y[0]);
    dydt[1] = y[0] * (r - y[2]) - y[1];
    dydt[2] = y[0] * y[1] - b * y[2];
    for (int c = 1; c <= 3; c++) {
        const double *v = y + 3 * c;

        dydt[3 * c] = s * (v[1] - v[0]);
        dydt[3 * c + 1] = v[0] * (r - y[2]) - y[0] * v[2] - v[1];
        dydt[3 * c + 2] = v[0] * y[1] + y[0] * v[1] - b * v[2];
    }
    return GSL_SUCCESS;
}

/* Gram-Schmidt of the three vectors; adds the logarithms of their growth. */
static void
renew(double *y, double *sum)
{
    for (int c = 0; c < 3; c++) {
        double *v = y + 3 + 3 * c, norm = 0.0;

        for (int b = 0; b < c; b++) {
            const double *u = y + 3 + 3 * b;
            const double along = u[0] * v[0] + u[1] * v[1] + u[2] * v[2];

            for (int i = 0; i < 3; i++)
                v[i] -= along * u[i];
        }
        for (int i = 0; i < 3; i++)
            norm += v[i] * v[i];
        norm = sqrt(norm);
        for (int i = 0; i < 3; i++)
            v[i] /= norm;
        sum[c] += log(norm);
    }
}

static double
by_gsl(double *exponent, double time)
{
    const gsl_odeiv2_system system = { lorenz, NULL, 12, NULL };
    gsl_odeiv2_driver *driver = gsl_odeiv2_driver_alloc_y_new(&system, gsl_odeiv2_step_rk8pd, 1e-3, TOLERANCE,
                                                              TOLERANCE);
    double y[12] = { 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0 }, sum[3] = { 0.0 }, t = 0.0;
    const double start = bench_now();

    for (double end = RENEW_EVERY; end <= time; end += RENEW_EVERY) {
        if (gsl_odeiv2_driver_apply(driver, &t, end, y) != GSL_SUCCESS)
            exit(EXIT_FAILURE);
        renew(y, sum);
    }
    for (int c = 0; c < 3; c++)
        exponent[c] = sum[c] / t;
    gsl_odeiv2_driver_free(driver);
    return bench_now() - start;
}

static double
by_ohmega(ohm_lyapunov **result, double time, size_t replicas)
{
    const ohm_lyapunov_options options = { time, 0.0, 1, 1 };
    const double start = bench_now();
    ohm_tangent_flow *flow[REPLICAS_MAX];
    ohm_error err;

    for (size_t i = 0; i < replicas; i++) {
        const ohm_reference_options reference = { .seed = 1, .replica = i };

        bench_ok(ohm_reference_flow_alloc(&flow[i], "lorenz63", &reference, &err), &err);
    }
    bench_ok(ohm_lyapunov_run(result, flow, replicas, &options, NULL, &err), &err);
    for (size_t i = 0; i < replicas; i++)
        ohm_tangent_flow_free(flow[i]);
    return bench_now() - start;
}

/* ---- circuits -------------------------------------------------------------------------- */

typedef struct {
    ohm_graph *graph;
    ohm_memristors *device;
    ohm_drive *drive;
    double *w;
} circuit;

/* Uniform elements that relax to the middle, an alternating EMF and a small constant one in
 * every edge: w stays off its bounds. */
static circuit
make_circuit(ohm_graph *graph, ohm_rng *rng)
{
    circuit c = { .graph = graph, .w = calloc(graph->edges, sizeof(double)) };
    ohm_error err;

    bench_ok(ohm_memristors_alloc(&c.device, graph->edges, &err), &err);
    bench_ok(ohm_drive_alloc(&c.drive, graph->nodes, graph->edges, &err), &err);
    for (size_t k = 0; k < graph->edges; k++) {
        const ohm_waveform emf = { ohm_rng_between(rng, -0.1, 0.1), 0.5, 0.2, 0.0, NULL };

        c.device->alpha[k] = -0.1;
        c.device->w_rest[k] = 0.5;
        c.w[k] = ohm_rng_between(rng, 0.3, 0.7);
        bench_ok(ohm_drive_set(c.drive, OHM_DRIVE_EMF, k, &emf, &err), &err);
    }
    ohm_memristors_survey(c.device);
    return c;
}

static void
free_circuit(circuit *c)
{
    ohm_graph_free(c->graph);
    ohm_memristors_free(c->device);
    ohm_drive_free(c->drive);
    free(c->w);
}

static double
time_trajectory(const circuit *c, double time)
{
    const ohm_problem problem = { c->graph, c->device, c->drive };
    const ohm_simulation simulation = { .time = time };
    double *w = malloc(c->graph->edges * sizeof *w), best = INFINITY;
    ohm_error err;

    for (int run = 0; run < RUNS; run++) {
        const double start = bench_now();

        memcpy(w, c->w, c->graph->edges * sizeof *w);
        bench_ok(ohm_simulate(w, NULL, NULL, NULL, NULL, &problem, &simulation, NULL, NULL, NULL, &err), &err);
        best = fmin(best, bench_now() - start);
    }
    free(w);
    return best;
}

static double
time_exponents(double *defect, const circuit *c, size_t count, double time)
{
    const ohm_problem problem = { c->graph, c->device, c->drive };
    const ohm_circuit_flow_options wanted = { .count = count };
    const ohm_lyapunov_options options = { time, 0.1 * time, 1, 1 };
    double best = INFINITY;
    ohm_error err;

    for (int run = 0; run < RUNS; run++) {
        const double start = bench_now();
        ohm_tangent_flow *flow;
        ohm_lyapunov *result;

        bench_ok(ohm_circuit_flow_alloc(&flow, &problem, c->w, &wanted, &err), &err);
        bench_ok(ohm_lyapunov_run(&result, &flow, 1, &options, NULL, &err), &err);
        best = fmin(best, bench_now() - start);
        *defect = result->sum - result->trace_mean;
        ohm_lyapunov_free(result);
        ohm_tangent_flow_free(flow);
    }
    return best;
}

static void
bench_circuit(const char *name, ohm_graph *graph, size_t count, double time)
{
    ohm_rng *rng;
    double defect;

    bench_ok(ohm_rng_alloc(&rng, 1, 0, NULL), NULL);
    circuit c = make_circuit(graph, rng);
    const double alone = time_trajectory(&c, time), together = time_exponents(&defect, &c, count, time);

    printf("%-16s M = %zu, %zu exponents, T = %g: trajectory %.4f s, exponents %.3f s, ratio %.1f", name,
           graph->edges, count, time, alone, together, together / alone);
    if (count == graph->edges)
        printf(", sum - mean trace %.1e", defect);
    putchar('\n');
    free_circuit(&c);
    ohm_rng_free(rng);
}

static void
bench_circuits(void)
{
    ohm_graph *graph;
    ohm_rng *rng;
    ohm_error err;

    bench_ok(ohm_rng_alloc(&rng, 7, 0, &err), &err);
    bench_ok(ohm_graph_torus(&graph, 10, 10, 0, &err), &err);
    bench_circuit("torus 10 10", graph, graph->edges, 400.0);
    bench_ok(ohm_graph_gnm(&graph, 50, 200, rng, &err), &err);
    bench_circuit("gnm 50 200", graph, graph->edges, 400.0);
    bench_ok(ohm_graph_torus(&graph, 70, 72, 0, &err), &err);
    bench_circuit("torus 70 72", graph, 5, 20.0);
    ohm_rng_free(rng);
}

int
main(int argc, char **argv)
{
    const double time = argc > 1 ? atof(argv[1]) : 5000.0;
    const size_t replicas[2] = { 1, ohm_reference_replicas("lorenz63") };
    double exponent[3];
    const double gsl = by_gsl(exponent, time);

    printf("lorenz63, T = %g\n", time);
    printf("gsl rk8pd 1e-9         %7.3f s   %.6f %.6f %.6f   sum + 41/3 = %.1e\n", gsl, exponent[0], exponent[1],
           exponent[2], exponent[0] + exponent[1] + exponent[2] + 41.0 / 3.0);
    for (int i = 0; i < 2; i++) {
        ohm_lyapunov *ours;
        const double seconds = by_ohmega(&ours, time, replicas[i]);

        printf("ohmega, %zu trajector%s %7.3f s   %.6f %.6f %.6f   sum + 41/3 = %.1e   %.2f of gsl's time\n",
               replicas[i], replicas[i] == 1 ? "y  " : "ies", seconds, ours->exponent[0], ours->exponent[1],
               ours->exponent[2], ours->sum + 41.0 / 3.0, seconds / gsl);
        ohm_lyapunov_free(ours);
    }
    bench_circuits();
    return EXIT_SUCCESS;
}
