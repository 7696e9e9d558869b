/* lib/solve/special.c -- see special.h */
#include "solve/special.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_sf_expint.h>
#include <gsl/gsl_version.h>

#include <math.h>
#include <pthread.h>
#include <stdbool.h>

static pthread_once_t tamed = PTHREAD_ONCE_INIT;

static void
turn_handler_off(void)
{
    (void)gsl_set_error_handler_off();
}

double
ohm_expint_scaled(double z)
{
    gsl_sf_result result = { NAN, 0.0 };

    pthread_once(&tamed, turn_handler_off);
    if (gsl_sf_expint_Ei_scaled_e(z, &result) != GSL_SUCCESS)
        return NAN;
    return result.val;
}

static bool
is_tabulated(size_t n)
{
    return (n >= 2 && n <= 20) || n == 32 || n == 64 || n == 96 || n == 128 || n == 256 || n == 512
        || n == 1024;
}

/* 1 - x for the node of the n-point rule next to `guess` on [-1, 1]: one step of Newton in
 * extended precision, so that also nodes near the ends keep all their digits. */
static double
distance_from_one(double guess, size_t n)
{
    const long double x = guess;
    long double before = 1.0L, now = x;

    for (size_t k = 2; k <= n; k++) {
        const long double next = ((2.0L * (long double)k - 1.0L) * x * now - ((long double)k - 1.0L) * before)
            / (long double)k;

        before = now;
        now = next;
    }
    return (double)((1.0L - x) + now * (1.0L - x * x) / ((long double)n * (before - x * now)));
}

ohm_status
ohm_gauss_legendre(double *node, double *weight, size_t n, ohm_error *err)
{
    gsl_integration_glfixed_table *table;

    if (!is_tabulated(n))
        return ohm_fail(err, OHM_E_ARG, "Gauss-Legendre: no exact table of %zu points", n);
    pthread_once(&tamed, turn_handler_off);
    if ((table = gsl_integration_glfixed_table_alloc(n)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "Gauss-Legendre: %zu points", n);
    for (size_t i = 0; i < n; i++) {
        double x;

        gsl_integration_glfixed_point(-1.0, 1.0, i, &x, &weight[i], table);
        weight[i] /= 2.0;
        node[i] = distance_from_one(-x, n) / 2.0;       /* node - 1 + node of the other end = 0 */
    }
    gsl_integration_glfixed_table_free(table);
    return OHM_OK;
}

const char *
ohm_gsl_version(void)
{
    return gsl_version;
}
