/* lib/device/window_series.c -- see window_series.h */
#include "device/window_series.h"

#include <math.h>

/* Coefficient k of a product of two series. */
static double
product(const double *a, const double *b, size_t k)
{
    double sum = 0.0;

    for (size_t j = 0; j <= k; j++)
        sum += a[j] * b[k - j];
    return sum;
}

/* Series the chain for q^p takes beside q: one per squaring, one per set bit below
 * the top one. */
static size_t
chain_length(unsigned p)
{
    size_t length = 0;

    for (; p > 1; p >>= 1)
        length += 1 + (p & 1);
    return length;
}

size_t
ohm_window_series_scratch(const ohm_window *window, size_t orders)
{
    switch (window->kind) {
    case OHM_WINDOW_NONE:
    case OHM_WINDOW_STRUKOV:
        return 0;
    case OHM_WINDOW_JOGLEKAR:
    case OHM_WINDOW_BIOLEK:
        return (2 + chain_length((unsigned)window->p)) * orders;    /* x, q = x^2, powers */
    case OHM_WINDOW_PRODROMAKIS:
        return 2 * orders;                                          /* y, z = y^p */
    }
    return 0;
}

/* Adds coefficient k to the series of x^(2p), which it returns; x stands in scratch already. */
static const double *
even_power(double *scratch, size_t k, unsigned p, size_t orders)
{
    const double *x = scratch;
    double *q = scratch + orders, *next = q + orders;
    const double *power = q;
    unsigned top = 1;

    q[k] = product(x, x, k);
    while (top <= p / 2)
        top *= 2;
    for (unsigned bit = top / 2; bit > 0; bit /= 2) {
        next[k] = product(power, power, k);
        power = next;
        next += orders;
        if (p & bit) {
            next[k] = product(power, q, k);
            power = next;
            next += orders;
        }
    }
    return power;
}

/* Coefficient k of y^p for real p; start is y_0^p. */
static double
real_power(double *scratch, size_t k, double p, size_t orders, double start)
{
    const double *y = scratch;
    double *z = scratch + orders, sum = 0.0;

    if (k == 0)
        return z[0] = start;
    for (size_t j = 1; j <= k; j++)
        sum += (p * (double)j - (double)(k - j)) * y[j] * z[k - j];
    return z[k] = sum / ((double)k * y[0]);
}

void
ohm_window_series_order(double *f, size_t k, const double *w, size_t stride, bool falls,
                        const ohm_window *window, double *scratch, size_t orders)
{
    const double wk = w[k * stride], one = k == 0 ? 1.0 : 0.0;
    double square = 0.0;

    if (w[0] < 0.0 || w[0] > 1.0) {                 /* a window is constant out there */
        f[k] = k == 0 ? ohm_window_value(window, w[0], falls) : 0.0;
        return;
    }
    switch (window->kind) {
    case OHM_WINDOW_NONE:
        f[k] = one;
        return;
    case OHM_WINDOW_STRUKOV:
        for (size_t j = 0; j <= k; j++)
            square += w[j * stride] * w[(k - j) * stride];
        f[k] = wk - square;
        return;
    case OHM_WINDOW_JOGLEKAR:
        scratch[k] = 2.0 * wk - one;
        f[k] = one - even_power(scratch, k, (unsigned)window->p, orders)[k];
        return;
    case OHM_WINDOW_BIOLEK:
        scratch[k] = falls ? one - wk : wk;
        f[k] = one - even_power(scratch, k, (unsigned)window->p, orders)[k];
        return;
    case OHM_WINDOW_PRODROMAKIS:
        for (size_t j = 0; j <= k; j++)
            square += w[j * stride] * w[(k - j) * stride];
        scratch[k] = square - wk + one;             /* (w - 1/2)^2 + 3/4 */
        f[k] = window->j * (one - real_power(scratch, k, window->p, orders,
                                             1.0 - ohm_window_value(window, w[0], falls) / window->j));
        return;
    }
}

size_t
ohm_window_slope_series_scratch(const ohm_window *window, size_t orders)
{
    switch (window->kind) {
    case OHM_WINDOW_NONE:
    case OHM_WINDOW_STRUKOV:
        return 0;
    case OHM_WINDOW_JOGLEKAR:
    case OHM_WINDOW_BIOLEK:
        return (2 + chain_length((unsigned)window->p - 1)) * orders;    /* x, q = x^2, powers below p */
    case OHM_WINDOW_PRODROMAKIS:
        return 3 * orders;                                          /* y, z = y^(p-1), x = 2w - 1 */
    }
    return 0;
}

/* Coefficient k of x^(2p-1); x stands in scratch already. */
static double
odd_power(double *scratch, size_t k, unsigned p, size_t orders)
{
    return p == 1 ? scratch[k] : product(scratch, even_power(scratch, k, p - 1, orders), k);
}

void
ohm_window_slope_series_order(double *slope, size_t k, const double *w, size_t stride, bool falls,
                              const ohm_window *window, double *scratch, size_t orders)
{
    const double wk = w[k * stride], one = k == 0 ? 1.0 : 0.0, p = window->p;
    double *x = scratch + 2 * orders, square = 0.0;

    if (w[0] < 0.0 || w[0] > 1.0) {
        slope[k] = 0.0;
        return;
    }
    switch (window->kind) {
    case OHM_WINDOW_NONE:
        slope[k] = 0.0;
        return;
    case OHM_WINDOW_STRUKOV:
        slope[k] = one - 2.0 * wk;
        return;
    case OHM_WINDOW_JOGLEKAR:
        scratch[k] = 2.0 * wk - one;
        slope[k] = -4.0 * p * odd_power(scratch, k, (unsigned)p, orders);
        return;
    case OHM_WINDOW_BIOLEK:
        scratch[k] = falls ? one - wk : wk;
        slope[k] = (falls ? 2.0 : -2.0) * p * odd_power(scratch, k, (unsigned)p, orders);
        return;
    case OHM_WINDOW_PRODROMAKIS:
        for (size_t j = 0; j <= k; j++)
            square += w[j * stride] * w[(k - j) * stride];
        scratch[k] = square - wk + one;             /* (w - 1/2)^2 + 3/4 */
        x[k] = 2.0 * wk - one;
        real_power(scratch, k, p - 1.0, orders, pow(scratch[0], p - 1.0));
        slope[k] = -window->j * p * product(x, scratch + orders, k);
        return;
    }
}
