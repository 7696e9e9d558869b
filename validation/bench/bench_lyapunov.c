/* validation/bench/bench_lyapunov.c -- Lyapunov exponents: against GSL's rk8pd, and against
 * the trajectory alone.
 *
 *     bench_lyapunov [T]          (default 5000)
 *
 * GSL integrates the Lorenz system and its three tangent vectors, 12 equations, with
 * gsl_odeiv2_step_rk8pd at tolerance 1e-9 (absolute and relative), and makes the frame
 * anew once a time unit; the library runs its estimator, a tenth of T for the transient, on one
 * trajectory and on as many as the command takes.  Then circuits under alternating drives: all
 * exponents of 200 memristors, the first five of 10080, beside ohm_simulate over the same time
 * at the same tolerance; and how the exponents of passive circuits without relaxation go to 0.
 * Prints exponents and processor seconds, the best of several runs taken in turns.  Not
 * installed, not part of make check:
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

enum { REPLICAS_MAX = 8, RUNS = 5, SEEDS = 40 };

/* What everyone finds for the largest exponent of lorenz63, and how near to it is asked for. */
static const double LARGEST = 0.9056, NEAR = 2e-3;

/* What of the time is thrown away, as the command does. */
static const double TRANSIENT_SHARE = 0.1;

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
by_ohmega(ohm_lyapunov **result, double time, size_t replicas, uint64_t seed)
{
    const ohm_lyapunov_options options = { time, TRANSIENT_SHARE * time, seed, 1 };
    const double start = bench_now();
    ohm_tangent_flow *flow[REPLICAS_MAX];
    ohm_error err;

    for (size_t i = 0; i < replicas; i++) {
        const ohm_reference_options reference = { .seed = seed, .replica = i };

        bench_ok(ohm_reference_flow_alloc(&flow[i], "lorenz63", &reference, &err), &err);
    }
    bench_ok(ohm_lyapunov_run(result, flow, replicas, &options, NULL, &err), &err);
    for (size_t i = 0; i < replicas; i++)
        ohm_tangent_flow_free(flow[i]);
    return bench_now() - start;
}

/* How far the largest exponent is off over many seeds. */
static void
bench_seeds(double time, size_t replicas)
{
    double square = 0.0;
    int near = 0;

    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        ohm_lyapunov *ours;

        by_ohmega(&ours, time, replicas, seed);
        near += fabs(ours->exponent[0] - LARGEST) <= NEAR;
        square += pow(ours->exponent[0] - LARGEST, 2.0);
        ohm_lyapunov_free(ours);
    }
    printf("%d seeds, %zu at a time: off by %.5f (root mean square), %d within %g\n", (int)SEEDS, replicas,
           sqrt(square / SEEDS), near, NEAR);
}

static void
bench_lorenz(double time)
{
    const size_t replicas[2] = { 1, ohm_reference_replicas("lorenz63") };
    double exponent[3], gsl = INFINITY, seconds[2] = { INFINITY, INFINITY };
    ohm_lyapunov *ours[2] = { NULL };

    for (int run = 0; run < RUNS; run++) {
        gsl = fmin(gsl, by_gsl(exponent, time));
        for (int i = 0; i < 2; i++) {
            ohm_lyapunov_free(ours[i]);
            seconds[i] = fmin(seconds[i], by_ohmega(&ours[i], time, replicas[i], 1));
        }
    }
    printf("lorenz63, T = %g\n", time);
    printf("gsl rk8pd 1e-9         %7.3f s   %.6f %.6f %.6f   sum + 41/3 = %.1e\n", gsl, exponent[0], exponent[1],
           exponent[2], exponent[0] + exponent[1] + exponent[2] + 41.0 / 3.0);
    for (int i = 0; i < 2; i++) {
        printf("ohmega, %zu trajector%s %7.3f s   %.6f %.6f %.6f   sum + 41/3 = %.1e   %.2f of gsl's time\n",
               replicas[i], replicas[i] == 1 ? "y  " : "ies", seconds[i], ours[i]->exponent[0],
               ours[i]->exponent[1], ours[i]->exponent[2], ours[i]->sum + 41.0 / 3.0, seconds[i] / gsl);
        ohm_lyapunov_free(ours[i]);
        bench_seeds(time, replicas[i]);
    }
}

/* ---- circuits -------------------------------------------------------------------------- */

typedef struct {
    ohm_graph *graph;
    ohm_memristors *device;
    ohm_drive *drive;
    double *w;
} circuit;

/* Uniform elements, an alternating EMF and a small constant one in every edge; they relax to
 * the middle, so that w stays off its bounds. */
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

/* The same without relaxation and constant EMFs, edges of two frequencies that have no common
 * period: the flux stays bounded and never returns. */
static void
let_go(circuit *c)
{
    const double frequency[2] = { 1.0, M_SQRT2 };
    ohm_error err;

    for (size_t k = 0; k < c->graph->edges; k++) {
        const ohm_waveform emf = { 0.0, 0.5 + 0.5 * c->w[k], frequency[k % 2], 6.0 * c->w[k], NULL };

        c->device->alpha[k] = 0.0;
        c->device->xi[k] = 10.0;
        bench_ok(ohm_drive_set(c->drive, OHM_DRIVE_EMF, k, &emf, &err), &err);
    }
    ohm_memristors_survey(c->device);
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
    double *w = malloc(c->graph->edges * sizeof *w);
    const double start = bench_now();
    ohm_error err;

    memcpy(w, c->w, c->graph->edges * sizeof *w);
    bench_ok(ohm_simulate(w, NULL, NULL, NULL, NULL, &problem, &simulation, NULL, NULL, NULL, &err), &err);
    free(w);
    return bench_now() - start;
}

static double
time_exponents(ohm_lyapunov **result, const circuit *c, size_t count, double time)
{
    const ohm_problem problem = { c->graph, c->device, c->drive };
    const ohm_circuit_flow_options wanted = { .count = count };
    const ohm_lyapunov_options options = { time, TRANSIENT_SHARE * time, 1, 1 };
    const double start = bench_now();
    ohm_tangent_flow *flow;
    ohm_error err;

    bench_ok(ohm_circuit_flow_alloc(&flow, &problem, c->w, &wanted, &err), &err);
    bench_ok(ohm_lyapunov_run(result, &flow, 1, &options, NULL, &err), &err);
    ohm_tangent_flow_free(flow);
    return bench_now() - start;
}

static void
bench_circuit(const char *name, ohm_graph *graph, size_t count, double time)
{
    double alone = INFINITY, together = INFINITY, defect = 0.0;
    ohm_rng *rng;

    bench_ok(ohm_rng_alloc(&rng, 1, 0, NULL), NULL);
    circuit c = make_circuit(graph, rng);

    for (int run = 0; run < RUNS; run++) {
        ohm_lyapunov *result;

        alone = fmin(alone, time_trajectory(&c, time));
        together = fmin(together, time_exponents(&result, &c, count, time));
        defect = result->sum - result->trace_mean;
        ohm_lyapunov_free(result);
    }
    printf("%-16s M = %zu, %zu exponents, T = %g: trajectory %.4f s, exponents %.3f s, ratio %.1f", name,
           graph->edges, count, time, alone, together, together / alone);
    if (count == graph->edges)
        printf(", sum - mean trace %.1e", defect);
    putchar('\n');
    free_circuit(&c);
    ohm_rng_free(rng);
}

/* Passive, alpha = 0, a bounded flux: T times the largest exponent stays where it is. */
static void
bench_decay(void)
{
    ohm_graph *graph;
    ohm_rng *rng;
    ohm_error err;

    bench_ok(ohm_rng_alloc(&rng, 3, 0, &err), &err);
    bench_ok(ohm_graph_torus(&graph, 4, 4, 0, &err), &err);
    circuit c = make_circuit(graph, rng);

    let_go(&c);
    printf("torus 4 4, alpha = 0, xi = 10, two frequencies\n     T   largest |exponent|   T times it   of sum\n");
    for (double time = 10.0; time <= 10240.0; time *= 4.0) {
        ohm_lyapunov *r;

        time_exponents(&r, &c, graph->edges, time);
        const double most = fmax(fabs(r->exponent[0]), fabs(r->exponent[r->count - 1]));

        printf("%6g   %.3e            %.3f        %.1e\n", r->to - r->from, most, most * (r->to - r->from), r->sum);
        ohm_lyapunov_free(r);
    }
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
    bench_lorenz(argc > 1 ? atof(argv[1]) : 5000.0);
    bench_circuits();
    bench_decay();
    return EXIT_SUCCESS;
}
