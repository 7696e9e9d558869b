/* validation/bench/bench_motion.c -- trajectories: Taylor against DOP853's kind and
 * CVODE, growth with the size, clipping at 1e6 memristors, flux-charge jumps.
 *
 * Usage: bench_motion CIRCUIT [LARGEST]     a circuit to run for 99.98 s (the nanowires),
 *                                           and the largest number of edges (1e6)
 *
 * The workload: grid n x n, xi 100, w0 uniform (.35, .65), alpha .05, beta 1, constant
 * EMFs normal (0, 2), t = 1.5, seed 1. */
#include "bench.h"

#include "base/array.h"
#include "base/rng.h"
#include "case/circuit.h"
#include "dynamics/flow.h"
#include "dynamics/flux_charge.h"
#include "dynamics/omega_flow.h"
#include "dynamics/simulate.h"
#include "topology/families_lattice.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>
#include <math.h>
#include <string.h>

typedef struct {
    ohm_graph *graph;
    ohm_memristors *device;
    ohm_drive *drive;
    ohm_problem problem;
    double *w0, *w, *reference;
} workload;

static const double END = 1.5;

static void
make_workload(workload *out, size_t n, double alpha)
{
    ohm_rng *rng;
    ohm_error err;

    bench_ok(ohm_graph_grid(&out->graph, n, n, 1, &err), &err);
    const size_t m = out->graph->edges;

    bench_ok(ohm_memristors_alloc(&out->device, m, &err), &err);
    bench_ok(ohm_drive_alloc(&out->drive, out->graph->nodes, m, &err), &err);
    bench_ok(ohm_rng_alloc(&rng, 1, 0, &err), &err);
    out->w0 = OHM_ARRAY(double, m);
    out->w = OHM_ARRAY(double, m);
    out->reference = OHM_ARRAY(double, m);
    for (size_t k = 0; k < m; k++) {
        const ohm_waveform emf = { 2.0 * ohm_rng_normal(rng), 0.0, 0.0, 0.0, NULL };

        out->w0[k] = ohm_rng_between(rng, 0.35, 0.65);
        out->device->alpha[k] = alpha;
        bench_ok(ohm_drive_set(out->drive, OHM_DRIVE_EMF, k, &emf, &err), &err);
    }
    ohm_memristors_survey(out->device);
    ohm_rng_free(rng);
    out->problem = (ohm_problem){ out->graph, out->device, out->drive };
}

static void
free_workload(workload *work)
{
    ohm_graph_free(work->graph);
    ohm_memristors_free(work->device);
    ohm_drive_free(work->drive);
    free(work->w0);
    free(work->w);
    free(work->reference);
}

static double
error_of(const workload *work)
{
    double most = 0.0;

    for (size_t k = 0; k < work->graph->edges; k++)
        most = fmax(most, fabs(work->w[k] - work->reference[k]));
    return most;
}

/* Seconds of one run by our own driver; the final memory is left in work->w. */
static double
run_ours(workload *work, ohm_method method, double tol, double time, ohm_bounds bounds,
         ohm_simulation_report *report)
{
    const ohm_simulation simulation = { .time = time, .rtol = tol, .atol = tol, .method = method, .bounds = bounds };
    const double start = bench_now();
    ohm_error err;

    memcpy(work->w, work->w0, work->graph->edges * sizeof *work->w);
    bench_ok(ohm_simulate(work->w, NULL, NULL, NULL, report, &work->problem, &simulation, NULL, NULL, NULL, &err),
             &err);
    return bench_now() - start;
}

static int
gsl_rhs(double t, const double *w, double *dwdt, void *flow)
{
    ohm_error err;

    return ohm_flow_rhs(dwdt, t, w, flow, &err) == OHM_OK ? GSL_SUCCESS : GSL_EBADFUNC;
}

/* The same by GSL's Prince-Dormand 8(9) pair, the kind of method DOP853 is, on the
 * same right-hand side; *rhs counts the evaluations. */
static double
run_rk8pd(workload *work, double tol, size_t *rhs)
{
    const size_t m = work->graph->edges;
    const double start = bench_now();
    double t = 0.0;
    ohm_flow *flow;
    ohm_error err;

    bench_ok(ohm_flow_alloc(&flow, &work->problem, NULL, &err), &err);
    gsl_odeiv2_system system = { gsl_rhs, NULL, m, flow };
    gsl_odeiv2_driver *driver = gsl_odeiv2_driver_alloc_y_new(&system, gsl_odeiv2_step_rk8pd, 1e-2, tol, tol);

    memcpy(work->w, work->w0, m * sizeof *work->w);
    gsl_odeiv2_driver_apply(driver, &t, END, work->w);
    gsl_odeiv2_driver_free(driver);
    *rhs = ohm_flow_evaluations(flow);
    ohm_flow_free(flow);
    return bench_now() - start;
}

/* One right-hand side on a 32 x 32 grid: Kirchhoff form against eq. (4) by LAPACK. */
static void
compare_dense(void)
{
    enum { RUNS = 200, DENSE_RUNS = 3 };
    double sparse = INFINITY, dense = INFINITY, apart = 0.0, *other;
    ohm_omega_flow *omega;
    ohm_flow *flow;
    workload work;
    ohm_error err;

    make_workload(&work, 32, 0.0);
    const size_t m = work.graph->edges;
    other = OHM_ARRAY(double, m);
    bench_ok(ohm_flow_alloc(&flow, &work.problem, NULL, &err), &err);
    bench_ok(ohm_omega_flow_alloc(&omega, &work.problem, &err), &err);
    for (int i = 0; i < RUNS; i++) {
        const double start = bench_now();

        bench_ok(ohm_flow_rhs(work.w, 0.0, work.w0, flow, &err), &err);
        sparse = fmin(sparse, bench_now() - start);
    }
    for (int i = 0; i < DENSE_RUNS; i++) {
        const double start = bench_now();

        bench_ok(ohm_omega_flow_rhs(other, 0.0, work.w0, omega, &err), &err);
        dense = fmin(dense, bench_now() - start);
    }
    for (size_t k = 0; k < m; k++)
        apart = fmax(apart, fabs(work.w[k] - other[k]));
    printf("right-hand side on a 32 x 32 grid (M = %zu, xi = 100): %.3f ms; eq. (4) dense %.0f ms: %.0f times; "
           "apart %.1e /s\n", m, 1e3 * sparse, 1e3 * dense, dense / sparse, apart);
    free(other);
    ohm_flow_free(flow);
    ohm_omega_flow_free(omega);
    free_workload(&work);
}

/* n = 40 at 1e-12: ours, and the others at whatever tolerance reaches the same error. */
static void
compare_integrators(void)
{
    ohm_simulation_report report;
    workload work;
    size_t rhs = 0;
    double best = INFINITY, ours = INFINITY;

    make_workload(&work, 40, 0.05);
    run_rk8pd(&work, 1e-14, &rhs);
    memcpy(work.reference, work.w, work.graph->edges * sizeof *work.w);
    for (int i = 0; i < 5; i++)
        ours = fmin(ours, run_ours(&work, OHM_METHOD_TAYLOR, 1e-12, END, OHM_BOUNDS_EXACT, &report));
    const double error = error_of(&work);

    printf("grid 40 x 40 (M = %zu) to t = %g; reference rk8pd at 1e-14\n", work.graph->edges, END);
    printf("  taylor 1e-12   %8.4f s  %4zu factorizations  error %.1e\n", ours, report.work.factorizations, error);
    for (double tol = 1e-8; tol > 1e-14; tol *= 0.1) {
        const double seconds = run_rk8pd(&work, tol, &rhs), reached = error_of(&work);

        if (reached > fmax(error, 1e-12))
            continue;
        printf("  rk8pd  %.0e   %8.4f s  %4zu factorizations  error %.1e   %.1f times ours\n", tol, seconds, rhs,
               reached, seconds / ours);
        break;
    }
    for (double tol = 1e-9; tol > 1e-15; tol *= 0.1) {
        const double seconds = run_ours(&work, OHM_METHOD_CVODE, tol, END, OHM_BOUNDS_EXACT, &report);
        const double reached = error_of(&work);

        best = fmin(best, reached);
        if (reached > fmax(error, 1e-12) && tol > 2e-15)
            continue;
        printf("  cvode  %.0e   %8.4f s  %4zu factorizations  error %.1e   %.1f times ours\n", tol, seconds,
               report.work.factorizations, reached, seconds / ours);
        break;
    }
    free_workload(&work);
}

/* Time per unit of simulated time against M: the exponent between neighbours. */
static void
growth(size_t largest)
{
    static const size_t sides[] = { 71, 224, 708 };
    double before = 0.0, edges_before = 0.0;

    printf("grids at 1e-8 to t = %g: seconds per unit of simulated time\n", END);
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        ohm_simulation_report report;
        workload work;

        make_workload(&work, sides[i], 0.05);
        const double edges = (double)work.graph->edges;
        if (edges > 1.1 * (double)largest) {
            free_workload(&work);
            return;
        }
        const double per = run_ours(&work, OHM_METHOD_TAYLOR, 1e-8, END, OHM_BOUNDS_EXACT, &report) / END;

        printf("  M = %8.0f  %8.3f s  %zu steps, %zu factorizations, %s", edges, per, report.steps,
               report.work.factorizations, ohm_solver_name(report.solver.kind));
        if (before > 0.0)
            printf("   grows like M^%.2f", log(per / before) / log(edges / edges_before));
        printf("\n");
        before = per;
        edges_before = edges;
        free_workload(&work);
    }
}

static void
clip_and_jump(size_t largest)
{
    const size_t side = (size_t)sqrt((double)largest / 2.0) + 1;
    ohm_simulation_report report;
    ohm_flux_charge *flux;
    workload work;
    ohm_error err;
    double scale;

    make_workload(&work, side, 0.05);
    const double seconds = run_ours(&work, OHM_METHOD_TAYLOR, 1e-6, 2.0, OHM_BOUNDS_CLIP, &report);

    printf("M = %zu to t = 2 with --bounds clip at 1e-6: %.1f s, %zu steps, %zu meetings, peak %.2f GB\n",
           work.graph->edges, seconds, report.steps, report.events_reached, bench_peak_memory() / 1e9);
    free_workload(&work);
    make_workload(&work, side, 0.0);
    const double start = bench_now();

    bench_ok(ohm_flux_charge_alloc(&flux, &work.problem, work.w0, NULL, &err), &err);
    bench_ok(ohm_flux_charge_jump(work.w, END, flux, &err), &err);
    const double residual = ohm_flux_charge_residual(&scale, flux);

    printf("flux-charge jump to t = %g there: %.1f s, %zu factorizations, residual %.1e of %.1e V s\n", END,
           bench_now() - start, ohm_network_worked(ohm_flux_charge_network(flux))->factorizations, residual, scale);
    ohm_flux_charge_free(flux);
    free_workload(&work);
}

static void
run_circuit(const char *path)
{
    static const ohm_method methods[] = { OHM_METHOD_TAYLOR, OHM_METHOD_CVODE };
    ohm_circuit_defaults defaults;
    ohm_simulation_report report;
    ohm_circuit *circuit;
    ohm_error err;

    ohm_circuit_defaults_set(&defaults);
    bench_ok(ohm_circuit_read(&circuit, path, &defaults, &err), &err);
    const ohm_problem problem = { circuit->graph, circuit->device, circuit->drive };
    const size_t m = circuit->graph->edges;
    double *w = OHM_ARRAY(double, m);

    for (size_t i = 0; i < 2; i++) {
        const ohm_simulation simulation = { .time = 99.98, .rtol = 1e-9, .atol = 1e-10, .method = methods[i] };
        double best = INFINITY;

        for (int again = 0; again < 5; again++) {
            const double start = bench_now();

            memcpy(w, circuit->w, m * sizeof *w);
            bench_ok(ohm_simulate(w, NULL, NULL, NULL, &report, &problem, &simulation, NULL, NULL, NULL, &err), &err);
            best = fmin(best, bench_now() - start);
        }
        printf("%s to 99.98 s by %s at 1e-9: %.3f s, %zu steps, %zu factorizations\n", path,
               ohm_method_name(report.method), best, report.steps, report.work.factorizations);
    }
    free(w);
    ohm_circuit_free(circuit);
}

int
main(int argc, char **argv)
{
    const size_t largest = argc > 2 ? (size_t)atof(argv[2]) : 1000000;

    if (argc < 2) {
        fprintf(stderr, "usage: bench_motion CIRCUIT [LARGEST]\n");
        return 2;
    }
    gsl_set_error_handler_off();
    run_circuit(argv[1]);
    compare_dense();
    compare_integrators();
    growth(largest);
    clip_and_jump(largest);
    return 0;
}
