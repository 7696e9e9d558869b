/* validation/bench/bench_lyapunov.c -- Lyapunov exponents: ours against GSL's rk8pd.
 *
 *     bench_lyapunov [T]          (default 5000)
 *
 * GSL integrates the Lorenz system and its three tangent vectors, 12 equations, with
 * gsl_odeiv2_step_rk8pd at tolerance 1e-9 (absolute and relative), and makes the frame
 * anew once a time unit; the library runs its estimator.  Prints exponents and CPU seconds
 * of both.  Not installed, not part of make check:
 *
 *     make validation/bench/bench_lyapunov && validation/bench/bench_lyapunov */
#include "bench.h"
#include "stability/lyapunov.h"
#include "stability/reference_flow.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>

static const double TOLERANCE = 1e-9, RENEW_EVERY = 1.0;

enum { REPLICAS_MAX = 8 };

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
    return EXIT_SUCCESS;
}
