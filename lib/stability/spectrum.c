/* lib/stability/spectrum.c -- see spectrum.h */
#include "stability/spectrum.h"
#include "base/array.h"
#include "base/rng.h"
#include "solve/arnoldi.h"
#include "solve/dense.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Eigenvalues this small beside the largest are rounding: QR errs by n eps |J| times the
 * condition of an eigenvalue; 800 elements and a condition of 1e4 stay below it. */
static const double NOISE = 2e-9;

/* The symmetric solver has no such condition: 800 eps, and some room for K itself. */
static const double NOISE_SYMMETRIC = 1e-11;

/* Eigenvalues asked for at each end of a large spectrum. */
enum { ENDS = 6 };

/* Ritz values of large spectra: six digits decide the kind, and cost few restarts. */
static const double RITZ_TOL = 1e-8;

void
ohm_spectrum_free(ohm_spectrum *spectrum)
{
    if (spectrum == NULL)
        return;
    free(spectrum->re);
    free(spectrum->im);
    free(spectrum);
}

/* ---- all eigenvalues ------------------------------------------------------------------ */

/* Sign of f_i R' i if it is the same on all free elements of a passive circuit, else 0. */
static int
common_sign(const ohm_jacobian *jacobian, const ohm_problem *problem, const bool *held)
{
    const double *by_current = ohm_jacobian_by_current(jacobian), *pull = ohm_jacobian_pull(jacobian);
    int sign = 0;

    if (problem->device->active)
        return 0;
    for (size_t k = 0; k < problem->graph->edges; k++) {
        const double e = by_current[k] * pull[k];

        if ((held != NULL && held[k]) || e == 0.0)
            continue;
        if (sign * e < 0.0)
            return 0;
        sign = e > 0.0 ? 1 : -1;
    }
    return sign == 0 ? 1 : sign;                /* all zero: J is diagonal */
}

/* The free part of K, then of J or of the symmetric matrix similar to it, packed to
 * order n in front of the M*M array. */
static void
form_free(double *matrix, int sign, const ohm_jacobian *jacobian, size_t m, const bool *held)
{
    const double *by_w = ohm_jacobian_by_w(jacobian), *by_current = ohm_jacobian_by_current(jacobian);
    const double *pull = ohm_jacobian_pull(jacobian);
    double *to = matrix;

    for (size_t k = 0; k < m; k++) {
        if (held != NULL && held[k])
            continue;
        for (size_t e = 0; e < m; e++) {
            if (held != NULL && held[e])
                continue;
            const double scale = sign == 0 ? -by_current[e] * pull[k]
                : -sign * sqrt(fabs(by_current[e] * pull[e])) * sqrt(fabs(by_current[k] * pull[k]));

            *to++ = scale * matrix[e + k * m] + (e == k ? by_w[k] : 0.0);
        }
    }
}

static ohm_status
fill_dense(ohm_spectrum *s, ohm_jacobian *jacobian, const ohm_problem *problem, const bool *held, ohm_error *err)
{
    const size_t m = problem->graph->edges;
    const int sign = common_sign(jacobian, problem, held);
    double *matrix = OHM_ARRAY(double, m * m);
    ohm_status status;

    if (matrix == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "spectrum: a matrix of order %zu", m);
    status = ohm_jacobian_response(matrix, jacobian, err);
    if (status == OHM_OK) {
        form_free(matrix, sign, jacobian, m, held);
        s->symmetric = sign != 0;
        memset(s->im, 0, s->order * sizeof *s->im);
        status = sign != 0 ? ohm_dense_eigen_symmetric(s->re, matrix, s->order, false, err)
            : ohm_dense_eigen_general(s->re, s->im, NULL, NULL, matrix, s->order, err);
    }
    s->count = s->order;
    s->complete = true;
    free(matrix);
    return status;
}

/* ---- the ends -------------------------------------------------------------------------- */

typedef struct {
    ohm_jacobian *jacobian;
    size_t edges;
    const bool *held;
    double *x, *y;              /* M */
} free_operator;

static ohm_status
apply_free(double *y, const double *x, void *self, ohm_error *err)
{
    free_operator *operator = self;
    ohm_status status;

    for (size_t k = 0, f = 0; k < operator->edges; k++)
        operator->x[k] = operator->held != NULL && operator->held[k] ? 0.0 : x[f++];
    if ((status = ohm_jacobian_apply(operator->y, operator->x, operator->jacobian, err)) != OHM_OK)
        return status;
    for (size_t k = 0, f = 0; k < operator->edges; k++)
        if (operator->held == NULL || !operator->held[k])
            y[f++] = operator->y[k];
    return OHM_OK;
}

/* Adds what one end found, but for what is there already. */
static void
add_new(ohm_spectrum *s, const double *re, const double *im, size_t found)
{
    const size_t before = s->count;

    for (size_t k = 0; k < found; k++) {
        bool known = false;

        for (size_t j = 0; j < before; j++)
            known |= hypot(re[k] - s->re[j], im[k] - s->im[j]) <= 10.0 * RITZ_TOL * hypot(re[k], im[k]);
        if (!known) {
            s->re[s->count] = re[k];
            s->im[s->count++] = im[k];
        }
    }
}

static ohm_status
fill_ends(ohm_spectrum *s, ohm_jacobian *jacobian, const ohm_problem *problem, const bool *held, ohm_error *err)
{
    const size_t edges = problem->graph->edges;
    static const ohm_extreme ends[] = { OHM_EXTREME_REAL_MOST, OHM_EXTREME_REAL_LEAST, OHM_EXTREME_IMAGINARY_MOST };
    free_operator operator = { jacobian, edges, held, OHM_ARRAY(double, edges), OHM_ARRAY(double, edges) };
    double *start = OHM_ARRAY(double, s->order), re[ENDS + 1], im[ENDS + 1];
    ohm_rng *rng = NULL;
    ohm_status status = ohm_rng_alloc(&rng, 1, 0, err);

    s->symmetric = common_sign(jacobian, problem, held) != 0;
    if (status == OHM_OK && (operator.x == NULL || operator.y == NULL || start == NULL))
        status = ohm_fail(err, OHM_E_NOMEM, "spectrum: vectors of %zu", edges);
    for (size_t k = 0; k < s->order && status == OHM_OK; k++)
        start[k] = ohm_rng_normal(rng);
    for (size_t end = 0; end < (s->symmetric ? 2 : 3) && status == OHM_OK; end++) {
        size_t found;

        status = ohm_eigen_extreme(re, im, &found, ENDS, ends[end], apply_free, &operator, s->order, start,
                                   RITZ_TOL, err);
        if (status == OHM_OK)
            add_new(s, re, im, found);
        else if (status == OHM_E_NOCONV && s->count > 0)    /* a real spectrum has no imaginary end */
            status = OHM_OK;
    }
    if (s->symmetric)
        memset(s->im, 0, s->count * sizeof *s->im);         /* what is there is rounding */
    ohm_rng_free(rng);
    free(start);
    free(operator.x);
    free(operator.y);
    return status;
}

/* ---- together -------------------------------------------------------------------------- */

/* Descending by re, then pairs with the positive imaginary part first. */
static void
sort_spectrum(ohm_spectrum *s)
{
    for (size_t k = 1; k < s->count; k++) {     /* insertion: LAPACK's order is nearly sorted */
        const double re = s->re[k], im = s->im[k];
        size_t at = k;

        while (at > 0 && (s->re[at - 1] < re || (s->re[at - 1] == re && s->im[at - 1] < im))) {
            s->re[at] = s->re[at - 1];
            s->im[at] = s->im[at - 1];
            at--;
        }
        s->re[at] = re;
        s->im[at] = im;
    }
}

ohm_status
ohm_spectrum_alloc(ohm_spectrum **out, ohm_jacobian *jacobian, const ohm_problem *problem, const bool *held,
                   ohm_error *err)
{
    const size_t m = problem->graph->edges;
    ohm_spectrum *s = OHM_ZEROS(ohm_spectrum, 1);
    ohm_status status = OHM_OK;

    *out = NULL;
    if (s == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "spectrum: out of memory");
    for (size_t k = 0; k < m; k++)
        s->order += held == NULL || !held[k];
    const size_t room = s->order <= OHM_SPECTRUM_DENSE_MAX ? s->order : 3 * (ENDS + 1);

    s->re = OHM_ARRAY(double, room);
    s->im = OHM_ARRAY(double, room);
    if (s->re == NULL || s->im == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "spectrum: %zu eigenvalues", room);
    else if (s->order == 0)
        s->complete = s->symmetric = true;
    else if (s->order <= OHM_SPECTRUM_DENSE_MAX)
        status = fill_dense(s, jacobian, problem, held, err);
    else
        status = fill_ends(s, jacobian, problem, held, err);
    if (status != OHM_OK) {
        ohm_spectrum_free(s);
        return status;
    }
    sort_spectrum(s);
    *out = s;
    return OHM_OK;
}

/* What counts as zero beside the largest eigenvalue. */
static double
noise(const ohm_spectrum *s)
{
    double most = 0.0;

    for (size_t k = 0; k < s->count; k++)
        most = fmax(most, hypot(s->re[k], s->im[k]));
    return most * (!s->complete ? 10.0 * RITZ_TOL : s->symmetric ? NOISE_SYMMETRIC : NOISE);
}

ohm_kind
ohm_spectrum_kind(bool *stable, const ohm_spectrum *s)
{
    const double zero = noise(s);
    bool up = false, down = false, neutral = false, turns = false;

    for (size_t k = 0; k < s->count; k++) {
        up |= s->re[k] > zero;
        down |= s->re[k] < -zero;
        neutral |= fabs(s->re[k]) <= zero;
        turns |= fabs(s->im[k]) > zero;
    }
    *stable = !up && !neutral;
    return up && down ? OHM_KIND_SADDLE : neutral ? OHM_KIND_DEGENERATE : turns ? OHM_KIND_FOCUS : OHM_KIND_NODE;
}

const char *
ohm_kind_text(ohm_kind kind, bool stable)
{
    switch (kind) {
    case OHM_KIND_NODE: return stable ? "stable node" : "unstable node";
    case OHM_KIND_FOCUS: return stable ? "stable focus" : "unstable focus";
    case OHM_KIND_SADDLE: return "saddle";
    case OHM_KIND_DEGENERATE: return "degenerate";
    }
    return "degenerate";
}

size_t
ohm_spectrum_multiplicity(double value, const ohm_spectrum *s)
{
    const double zero = noise(s);
    size_t count = 0;

    for (size_t k = 0; k < s->count; k++)
        count += hypot(s->re[k] - value, s->im[k]) <= zero;
    return count;
}
