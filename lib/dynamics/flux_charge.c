/* lib/dynamics/flux_charge.c -- see flux_charge.h */
#include "dynamics/flux_charge.h"
#include "base/array.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Newton has converged when no memory moves by more than this: the rounding of a few
 * operations on numbers of order 1, times a conditioning of a thousand. */
static const double STEP_TOL = 1024.0 * DBL_EPSILON;

/* Moves below this that no longer shrink are rounding too: what a Kirchhoff solve
 * leaves at a resistance ratio of 1e3. */
static const double STEP_FLOOR = 1e-11;

/* Newton steps; full ones converge in 3 to 8, and every shortened one gains a fixed
 * part of the way. */
enum { NEWTON_MAX = 100, HALVINGS_MAX = 40 };

/* Part of the predicted decrease a step must bring (Armijo). */
static const double ARMIJO = 1e-4;

struct ohm_flux_charge {
    ohm_problem problem;
    ohm_network *network;
    double *w0;                 /* M */
    double *charge;             /* M: q of the last jump */
    double *next;               /* M: q of the Newton step */
    double *flux;               /* M: phi */
    double *edge;               /* M: conductances, then EMFs */
    double *held, *injection;   /* N, integrals of the drive */
    double *potential;          /* N: P */
    double residual, scale;
};

void
ohm_flux_charge_free(ohm_flux_charge *flux)
{
    if (flux == NULL)
        return;
    ohm_network_free(flux->network);
    free(flux->w0);
    free(flux->charge);
    free(flux->next);
    free(flux->flux);
    free(flux->edge);
    free(flux->held);
    free(flux->injection);
    free(flux->potential);
    free(flux);
}

/* Why the law does not cover this circuit; NULL where it does. */
static const char *
obstacle(const ohm_memristors *device)
{
    if (device->relaxing)
        return "alpha is not 0 (try --method taylor)";
    if (device->windowed)
        return "a window is on (try --method taylor)";
    if (device->rectified)
        return "some polarity is 0 (try --method taylor)";
    if (device->active)
        return "some element is active: the problem is not convex (try --method taylor)";
    return NULL;
}

ohm_status
ohm_flux_charge_alloc(ohm_flux_charge **out, const ohm_problem *problem, const double *w0,
                      const ohm_network_options *options, ohm_error *err)
{
    const size_t n = problem->graph->nodes, m = problem->graph->edges;
    const char *why = obstacle(problem->device);
    ohm_flux_charge *flux;
    ohm_status status;

    *out = NULL;
    if (why != NULL)
        return ohm_fail(err, OHM_E_METHOD, "flux-charge does not apply: %s", why);
    if ((flux = OHM_ZEROS(ohm_flux_charge, 1)) == NULL)
        goto nomem;
    flux->problem = *problem;
    flux->w0 = ohm_copy(w0, m, sizeof *w0);
    flux->charge = OHM_ZEROS(double, m);
    flux->next = OHM_ARRAY(double, m);
    flux->flux = OHM_ARRAY(double, m);
    flux->edge = OHM_ARRAY(double, m);
    flux->held = OHM_ARRAY(double, n);
    flux->injection = OHM_ARRAY(double, n);
    flux->potential = OHM_ZEROS(double, n);
    if (flux->w0 == NULL || flux->charge == NULL || flux->next == NULL || flux->flux == NULL
        || flux->edge == NULL || flux->held == NULL || flux->injection == NULL || flux->potential == NULL)
        goto nomem;
    status = ohm_network_alloc(&flux->network, problem->graph, problem->drive->held, options, err);
    if (status != OHM_OK) {
        ohm_flux_charge_free(flux);
        return status;
    }
    *out = flux;
    return OHM_OK;

nomem:
    ohm_flux_charge_free(flux);
    return ohm_fail(err, OHM_E_NOMEM, "flux-charge: out of memory for %zu edges", m);
}

ohm_network *
ohm_flux_charge_network(ohm_flux_charge *flux)
{
    return flux->network;
}

void
ohm_flux_charge_exchange(ohm_flux_charge *flux, ohm_archive *archive)
{
    const ohm_graph *graph = flux->problem.graph;

    ohm_archive_exchange(archive, flux->charge, graph->edges * sizeof *flux->charge);
    ohm_archive_exchange(archive, flux->potential, graph->nodes * sizeof *flux->potential);
    ohm_network_exchange(flux->network, archive);
}

double
ohm_flux_charge_residual(double *scale, const ohm_flux_charge *flux)
{
    *scale = flux->scale;
    return flux->residual;
}

/* Memory per charge of edge k: dw = rate dq under current control. */
static double
rate(const ohm_memristors *device, size_t k)
{
    return -device->polarity[k] * device->r_on[k] / device->beta[k];
}

/* (e^x - 1 - x) / x^2; below 1/8 by its series, where the difference would cancel. */
static double
second_exponential(double x)
{
    double sum = 0.0;

    if (fabs(x) > 0.125)
        return (expm1(x) - x) / (x * x);
    for (int k = 12; k >= 2; k--)           /* 0.125^11 / 13! is below rounding */
        sum = (sum * x + 1.0) / (double)(k + 1);
    return 0.5 * (1.0 + x * sum);
}

/* Phi'(q) and Phi''(q) = R of edge k; outside [0, 1] R stays what it is on the bound. */
static double
flux_of(double *resistance, double *energy, const ohm_flux_charge *flux, size_t k, double q)
{
    const ohm_memristors *device = flux->problem.device;
    const double xi = device->xi[k], r_on = device->r_on[k], w0 = flux->w0[k], slope = rate(device, k);
    const bool voltage = device->control == OHM_CONTROL_VOLTAGE;
    /* y moves with the charge: w itself, or ln(1 + xi w) / xi */
    const double y0 = voltage && xi > 0.0 ? log1p(xi * w0) / xi : w0;
    const double top = voltage && xi > 0.0 ? log1p(xi) / xi : 1.0;
    const double y = y0 + slope * q, inside = y < 0.0 ? 0.0 : y > top ? top : y;
    const double charge = (inside - y0) / slope, beyond = (y - inside) / slope;
    const double w = voltage && xi > 0.0 ? expm1(xi * inside) / xi : inside;
    double value;

    *resistance = r_on * (1.0 + xi * w);
    if (voltage && xi > 0.0) {
        value = r_on / slope * (w - w0);
        *energy = r_on * (1.0 + xi * w0) * charge * charge * second_exponential(xi * (inside - y0));
    } else {
        value = r_on * charge * (1.0 + xi * (w0 + 0.5 * slope * charge));
        *energy = r_on * charge * charge * (0.5 + 0.5 * xi * w0 + xi * slope * charge / 6.0);
    }
    *energy += beyond * (value + 0.5 * *resistance * beyond);
    return value + *resistance * beyond;
}

/* The memory of edge k at charge q; may lie outside [0, 1]. */
static double
memory_of(const ohm_flux_charge *flux, size_t k, double q)
{
    const ohm_memristors *device = flux->problem.device;
    const double xi = device->xi[k], w0 = flux->w0[k], slope = rate(device, k);

    if (device->control == OHM_CONTROL_VOLTAGE && xi > 0.0)
        return w0 + (w0 + 1.0 / xi) * expm1(xi * slope * q);
    return w0 + slope * q;
}

/* The part of phi that pulls on edge k: EMF and held potentials, integrated. */
static double
pull_of(const ohm_flux_charge *flux, size_t k)
{
    const ohm_problem *problem = &flux->problem;
    const size_t tail = problem->graph->tail[k], head = problem->graph->head[k];
    double pull = flux->flux[k];

    if (problem->drive->held[tail])
        pull += flux->held[tail];
    if (problem->drive->held[head])
        pull -= flux->held[head];
    return pull;
}

/* The convex function at charges q. */
static double
convex(const double *q, const ohm_flux_charge *flux)
{
    double sum = 0.0, resistance, energy;

    for (size_t k = 0; k < flux->problem.graph->edges; k++) {
        flux_of(&resistance, &energy, flux, k, q[k]);
        sum += energy - pull_of(flux, k) * q[k];
    }
    return sum;
}

/* next = the charges Newton's full step leads to. */
static ohm_status
newton(ohm_flux_charge *flux, ohm_error *err)
{
    const ohm_drive *drive = flux->problem.drive;
    const size_t m = flux->problem.graph->edges;
    double resistance, energy;
    ohm_status status;

    for (size_t k = 0; k < m; k++) {
        flux_of(&resistance, &energy, flux, k, flux->charge[k]);
        flux->edge[k] = 1.0 / resistance;
    }
    if ((status = ohm_network_factor(flux->network, flux->edge, err)) != OHM_OK)
        return status;
    for (size_t k = 0; k < m; k++) {
        const double value = flux_of(&resistance, &energy, flux, k, flux->charge[k]);

        flux->edge[k] = flux->flux[k] - value + resistance * flux->charge[k];
    }
    return ohm_network_solve(flux->potential, flux->next, flux->network, flux->edge, flux->held,
                             drive->has_injection ? flux->injection : NULL, err);
}

/* Goes from charge towards next as far as the convex function falls enough. */
static ohm_status
descend(ohm_flux_charge *flux, ohm_error *err)
{
    const size_t m = flux->problem.graph->edges;
    const double start = convex(flux->charge, flux);
    double slope = 0.0, size = 0.0, resistance, energy;

    for (size_t k = 0; k < m; k++) {
        const double step = flux->next[k] - flux->charge[k];

        slope += (flux_of(&resistance, &energy, flux, k, flux->charge[k]) - pull_of(flux, k)) * step;
        size += fabs(pull_of(flux, k) * flux->next[k]) + energy;
    }
    for (int i = 0; i < HALVINGS_MAX; i++) {
        const double now = convex(flux->next, flux);

        /* a decrease below the rounding of the sum cannot be seen: near the end */
        if (now <= start + ARMIJO * ldexp(slope, -i) + 16.0 * DBL_EPSILON * size)
            return OHM_OK;
        for (size_t k = 0; k < m; k++)
            flux->next[k] = 0.5 * (flux->charge[k] + flux->next[k]);
    }
    return ohm_fail(err, OHM_E_NOCONV, "flux-charge: no descent along Newton's direction");
}

/* Residual of the last jump: Phi' + B^t P - phi, and its largest term. */
static void
measure(ohm_flux_charge *flux)
{
    const ohm_graph *graph = flux->problem.graph;
    double resistance, energy;

    flux->residual = flux->scale = 0.0;
    for (size_t k = 0; k < graph->edges; k++) {
        const double value = flux_of(&resistance, &energy, flux, k, flux->charge[k]);
        const double drop = flux->potential[graph->head[k]] - flux->potential[graph->tail[k]];

        flux->residual = fmax(flux->residual, fabs(value + drop - flux->flux[k]));
        flux->scale = fmax(flux->scale, fmax(fabs(value), fmax(fabs(drop), fabs(flux->flux[k]))));
    }
}

/* Largest move of a memory from charge to next. */
static double
move(const ohm_flux_charge *flux)
{
    const ohm_memristors *device = flux->problem.device;
    double most = 0.0;

    for (size_t k = 0; k < device->edges; k++)
        most = fmax(most, fabs(rate(device, k) * (flux->next[k] - flux->charge[k])));
    return most;
}

ohm_status
ohm_flux_charge_jump(double *w, double t, ohm_flux_charge *flux, ohm_error *err)
{
    const size_t m = flux->problem.graph->edges;
    bool feasible = !flux->problem.drive->has_injection;
    double moved = INFINITY, before;
    ohm_status status;

    ohm_drive_integral(flux->flux, flux->held, flux->injection, t, flux->problem.drive);
    for (int i = 0; i < NEWTON_MAX; i++) {
        if ((status = newton(flux, err)) != OHM_OK)
            return status;
        /* a move of rounding size has no visible descent, and an infeasible start none */
        if (feasible && move(flux) > STEP_FLOOR && (status = descend(flux, err)) != OHM_OK)
            return status;
        feasible = true;                    /* a full step obeys Kirchhoff's current law */
        before = moved;
        moved = move(flux);
        memcpy(flux->charge, flux->next, m * sizeof *flux->charge);
        if (moved <= STEP_TOL || (moved <= STEP_FLOOR && moved >= 0.5 * before)) {
            for (size_t k = 0; k < m; k++)
                w[k] = memory_of(flux, k, flux->charge[k]);
            measure(flux);
            return OHM_OK;
        }
    }
    return ohm_fail(err, OHM_E_NOCONV, "flux-charge: memories still move by %g after %d Newton steps at "
                    "t = %g", moved, NEWTON_MAX, t);
}
