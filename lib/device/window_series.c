/* lib/device/window_series.c -- see window_series.h */
#include "device/window_series.h"

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

/* Coefficient k of x^(2p); x stands in scratch already. */
static double
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
    return power[k];
}

/* Coefficient k of y^p for real p. */
static double
real_power(double *scratch, size_t k, const ohm_window *window, size_t orders, double start)
{
    const double *y = scratch, p = window->p;
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
        f[k] = one - even_power(scratch, k, (unsigned)window->p, orders);
        return;
    case OHM_WINDOW_BIOLEK:
        scratch[k] = falls ? one - wk : wk;
        f[k] = one - even_power(scratch, k, (unsigned)window->p, orders);
        return;
    case OHM_WINDOW_PRODROMAKIS:
        for (size_t j = 0; j <= k; j++)
            square += w[j * stride] * w[(k - j) * stride];
        scratch[k] = square - wk + one;             /* (w - 1/2)^2 + 3/4 */
        f[k] = window->j * (one - real_power(scratch, k, window, orders,
                                             1.0 - ohm_window_value(window, w[0], falls) / window->j));
        return;
    }
}
