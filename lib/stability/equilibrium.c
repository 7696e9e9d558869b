/* lib/stability/equilibrium.c -- see equilibrium.h */
#include "stability/equilibrium.h"
#include "base/array.h"
#include "solve/dense.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = 60, HALVINGS_MAX = 8 };

/* Rest is reached when what is left of the drift is rounding of the terms in it; a solve
 * of condition 1e3 loses that many digits of them. */
static const double REST_TOL = 1e3 * DBL_EPSILON;

/* Added to the diagonal, beside the largest entry, where J_FF has no inverse: there are
 * directions along which nothing moves, and the step then leaves them alone. */
static const double SHIFT = 1e-9;

/* A deflated step turns back or grows without limit near a known state: limited so. */
static const double STRETCH_MAX = 100.0;

struct ohm_equilibrium {
    ohm_problem problem;
    ohm_jacobian *jacobian;
    ohm_dense_lu **lu;          /* by order, made when first needed */
    double *matrix;             /* M*M */
    double *step, *trial;       /* M */
    size_t *place;              /* M: free elements */
    ohm_hold *hold;             /* M */
};

void
ohm_equilibrium_free(ohm_equilibrium *self)
{
    if (self == NULL)
        return;
    for (size_t n = 0; self->lu != NULL && n <= self->problem.graph->edges; n++)
        ohm_dense_lu_free(self->lu[n]);
    free(self->lu);
    free(self->matrix);
    free(self->step);
    free(self->trial);
    free(self->place);
    free(self->hold);
    free(self);
}

ohm_status
ohm_equilibrium_alloc(ohm_equilibrium **out, const ohm_problem *problem, ohm_jacobian *jacobian, ohm_error *err)
{
    const size_t m = problem->graph->edges;
    ohm_equilibrium *self;

    *out = NULL;
    if (m > OHM_EQUILIBRIUM_MAX)
        return ohm_fail(err, OHM_E_METHOD, "fixed points: %zu elements are too many for a search by dense Newton "
                        "(at most %d); without windows, with w_rest = 0, alpha != 0 and passive elements any "
                        "size is solved", m, (int)OHM_EQUILIBRIUM_MAX);
    if ((self = OHM_ZEROS(ohm_equilibrium, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "fixed points: out of memory");
    self->problem = *problem;
    self->jacobian = jacobian;
    self->lu = OHM_ZEROS(ohm_dense_lu *, m + 1);
    self->matrix = OHM_ARRAY(double, m * m);
    self->step = OHM_ARRAY(double, m);
    self->trial = OHM_ARRAY(double, m);
    self->place = OHM_ARRAY(size_t, m);
    self->hold = OHM_ARRAY(ohm_hold, m);
    if (self->lu == NULL || self->matrix == NULL || self->step == NULL || self->trial == NULL
        || self->place == NULL || self->hold == NULL) {
        ohm_equilibrium_free(self);
        return ohm_fail(err, OHM_E_NOMEM, "fixed points: %zu elements", m);
    }
    *out = self;
    return OHM_OK;
}

/* Whether an answer of the circuit only says that this state is no place to be. */
static bool
is_nowhere(ohm_status status)
{
    return status == OHM_E_SINGULAR || status == OHM_E_DOMAIN || status == OHM_E_PRECISION;
}

/* The terms of the drift of an element: what rounding is to be compared with. */
static double
term_size(const double *w, size_t k, const ohm_problem *problem, const ohm_jacobian *jacobian)
{
    const ohm_memristors *device = problem->device;

    return fabs(device->alpha[k]) * (fabs(w[k]) + device->w_rest[k])
        + fabs(ohm_jacobian_by_current(jacobian)[k] * ohm_jacobian_current(jacobian)[k]);
}

ohm_status
ohm_equilibrium_residual(double *residual, double *scale, bool *held, const double *w, const ohm_problem *problem,
                         ohm_jacobian *jacobian, ohm_error *err)
{
    const ohm_status status = ohm_jacobian_at(jacobian, 0.0, w, err);

    if (status != OHM_OK)
        return status;
    *residual = *scale = 0.0;
    for (size_t k = 0; k < problem->graph->edges; k++)
        *scale = fmax(*scale, term_size(w, k, problem, jacobian));
    for (size_t k = 0; k < problem->graph->edges; k++) {
        const double drift = ohm_jacobian_drift(jacobian)[k];
        const bool pressed = (w[k] <= 0.0 && drift < -REST_TOL * *scale)
            || (w[k] >= 1.0 && drift > REST_TOL * *scale);

        if (held != NULL)
            held[k] = pressed;
        if (!pressed)
            *residual = fmax(*residual, fabs(drift));
    }
    return OHM_OK;
}

/* Who is held now: pressed outwards at a bound. */
static void
choose_hold(ohm_equilibrium *self, const double *w)
{
    const double *drift = ohm_jacobian_drift(self->jacobian);

    for (size_t k = 0; k < self->problem.graph->edges; k++)
        self->hold[k] = w[k] <= 0.0 && drift[k] < 0.0 ? OHM_HOLD_LOW
            : w[k] >= 1.0 && drift[k] > 0.0 ? OHM_HOLD_HIGH : OHM_HOLD_FREE;
}

/* Largest drift of a free element, and the terms it is made of. */
static double
imbalance(double *scale, const ohm_equilibrium *self, const double *w)
{
    double most = 0.0;

    *scale = 0.0;
    for (size_t k = 0; k < self->problem.graph->edges; k++) {
        *scale = fmax(*scale, term_size(w, k, &self->problem, self->jacobian));
        if (self->hold[k] == OHM_HOLD_FREE)
            most = fmax(most, fabs(ohm_jacobian_drift(self->jacobian)[k]));
    }
    return most;
}

/* J_FF (plus a shift) into the LU of order n, and factors it. */
static ohm_status
factor_free(ohm_dense_lu *lu, ohm_equilibrium *self, size_t n, double shift, ohm_error *err)
{
    const size_t m = self->problem.graph->edges;
    double *a = ohm_dense_lu_matrix(lu), largest = 0.0;

    for (size_t j = 0; j < n; j++)
        for (size_t i = 0; i < n; i++) {
            a[i + j * n] = self->matrix[self->place[i] + self->place[j] * m];
            largest = fmax(largest, fabs(a[i + j * n]));
        }
    for (size_t i = 0; i < n; i++)
        a[i + i * n] += shift * (largest > 0.0 ? largest : 1.0);
    return ohm_dense_lu_factor(lu, err);
}

/* Newton's step of the free elements in self->step (0 on held ones). */
static ohm_status
newton_step(ohm_equilibrium *self, ohm_error *err)
{
    const size_t m = self->problem.graph->edges;
    const double *drift = ohm_jacobian_drift(self->jacobian);
    size_t n = 0;
    ohm_status status;

    for (size_t k = 0; k < m; k++)
        if (self->hold[k] == OHM_HOLD_FREE)
            self->place[n++] = k;
    memset(self->step, 0, m * sizeof *self->step);
    if (n == 0)
        return OHM_OK;
    if (self->lu[n] == NULL && (status = ohm_dense_lu_alloc(&self->lu[n], n, err)) != OHM_OK)
        return status;
    if ((status = ohm_jacobian_dense(self->matrix, self->jacobian, err)) != OHM_OK)
        return status;
    status = factor_free(self->lu[n], self, n, 0.0, err);
    if (status == OHM_E_SINGULAR)
        status = factor_free(self->lu[n], self, n, SHIFT, err);
    if (status != OHM_OK)
        return status;
    for (size_t i = 0; i < n; i++)
        self->trial[i] = -drift[self->place[i]];
    ohm_dense_lu_solve(self->trial, 1, self->lu[n], false);
    for (size_t i = 0; i < n; i++)
        self->step[self->place[i]] = self->trial[i];
    return OHM_OK;
}

/* What deflation stretches the step by. */
static double
stretch(const ohm_equilibrium *self, const double *w, size_t count, const double *const *known)
{
    const size_t m = self->problem.graph->edges;
    double slope = 0.0;                     /* grad(eta) d / eta */

    for (size_t i = 0; i < count; i++) {
        double square = 0.0, along = 0.0;

        for (size_t k = 0; k < m; k++) {
            const double away = w[k] - known[i][k];

            square += away * away;
            along += away * self->step[k];
        }
        if (square > 0.0)                   /* d (1/r^2 + 1) / (1/r^2 + 1) = -2 r.d / (r^2 (1 + r^2)) */
            slope -= 2.0 * along / (square * (1.0 + square));
    }
    const double factor = 1.0 / (1.0 - slope);

    return fabs(factor) <= STRETCH_MAX ? factor : copysign(STRETCH_MAX, factor);
}

/* trial = w + share * step; chosen holds keep to [0, 1]. */
static void
try_step(ohm_equilibrium *self, const double *w, double share, bool clamp)
{
    for (size_t k = 0; k < self->problem.graph->edges; k++) {
        self->trial[k] = w[k] + share * self->step[k];
        if (clamp)
            self->trial[k] = fmin(fmax(self->trial[k], 0.0), 1.0);
    }
}

/* Takes the step, shortened while the drift grows (not while deflating: there it must). */
static ohm_status
take_step(double *w, ohm_equilibrium *self, double before, double factor, bool clamp, ohm_error *err)
{
    const size_t m = self->problem.graph->edges;
    double share = factor, scale;
    ohm_status status = OHM_OK;

    for (int halving = 0; halving < HALVINGS_MAX; halving++, share *= 0.5) {
        try_step(self, w, share, clamp);
        status = ohm_jacobian_at(self->jacobian, 0.0, self->trial, err);
        if (status != OHM_OK && !is_nowhere(status))
            return status;
        if (status == OHM_OK && (factor != 1.0 || imbalance(&scale, self, self->trial) < before))
            break;
    }
    memcpy(w, self->trial, m * sizeof *w);
    return status;
}

/* Whether w, at rest on its free elements, is so on the held ones too. */
static bool
is_at_rest(const ohm_equilibrium *self, const double *w, double scale)
{
    const double *drift = ohm_jacobian_drift(self->jacobian);

    for (size_t k = 0; k < self->problem.graph->edges; k++) {
        const double outward = self->hold[k] == OHM_HOLD_LOW ? -drift[k] : drift[k];

        if (!(w[k] >= 0.0 && w[k] <= 1.0))
            return false;
        if (self->hold[k] != OHM_HOLD_FREE && outward < -REST_TOL * scale)
            return false;
    }
    return true;
}

static void
set_bounds(double *w, const ohm_equilibrium *self)
{
    for (size_t k = 0; k < self->problem.graph->edges; k++)
        if (self->hold[k] != OHM_HOLD_FREE)
            w[k] = self->hold[k] == OHM_HOLD_HIGH ? 1.0 : 0.0;
}

/* Rounding may leave a w that is 0 or 1 an ulp outside. */
static void
snap(double *w, size_t m)
{
    for (size_t k = 0; k < m; k++) {
        if (fabs(w[k]) <= REST_TOL)
            w[k] = 0.0;
        if (fabs(w[k] - 1.0) <= REST_TOL)
            w[k] = 1.0;
    }
}

static ohm_status
seek(bool *found, double *w, const ohm_hold *hold, size_t count, const double *const *known,
     ohm_equilibrium *self, ohm_error *err)
{
    const size_t m = self->problem.graph->edges;
    ohm_status status;
    double scale;

    if (hold != NULL) {
        memcpy(self->hold, hold, m * sizeof *hold);
        set_bounds(w, self);
    }
    for (int step = 0; step < STEPS_MAX; step++) {
        if ((status = ohm_jacobian_at(self->jacobian, 0.0, w, err)) != OHM_OK)
            return status;
        if (hold == NULL) {
            choose_hold(self, w);
            set_bounds(w, self);
        }
        const double before = imbalance(&scale, self, w);

        if (before <= REST_TOL * scale) {
            snap(w, m);
            *found = is_at_rest(self, w, scale);
            return OHM_OK;
        }
        if ((status = newton_step(self, err)) != OHM_OK
            || (status = take_step(w, self, before, stretch(self, w, count, known), hold == NULL, err)) != OHM_OK)
            return status;
    }
    return OHM_OK;
}

ohm_status
ohm_equilibrium_seek(bool *found, double *w, const ohm_hold *hold, size_t count, const double *const *known,
                     ohm_equilibrium *self, ohm_error *err)
{
    const ohm_status status = seek((*found = false, found), w, hold, count, known, self, err);

    return is_nowhere(status) ? OHM_OK : status;
}
