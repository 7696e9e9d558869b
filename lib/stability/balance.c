/* lib/stability/balance.c -- see balance.h */
#include "stability/balance.h"
#include "base/array.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* Steps of Newton: the pieces of V are parabolas, and each step either lands on the right
 * pieces (then it converges quadratically) or moves some element to another piece. */
enum { STEPS_MAX = 200 };

/* Halvings of a step that overshoots. */
enum { HALVINGS_MAX = 50 };

/* A step this small beside the currents is rounding of a solve. */
static const double STEP_TOL = 64.0 * DBL_EPSILON;

typedef struct {
    const ohm_problem *problem;
    ohm_network *network;
    double *current, *step;         /* M */
    double *voltage, *slope;        /* M: V and dV/di at the current */
    double *emf, *source, *g;       /* M */
    double *potential, *held, *injection;   /* N */
} balance;

static void
balance_free(balance *b)
{
    ohm_network_free(b->network);
    free(b->current);
    free(b->step);
    free(b->voltage);
    free(b->slope);
    free(b->emf);
    free(b->source);
    free(b->g);
    free(b->potential);
    free(b->held);
    free(b->injection);
}

static ohm_status
balance_make(balance *b, const ohm_problem *problem, const ohm_network_options *options, ohm_error *err)
{
    const size_t m = problem->graph->edges, n = problem->graph->nodes;

    *b = (balance){ .problem = problem };
    b->current = OHM_ZEROS(double, m);
    b->step = OHM_ZEROS(double, m);
    b->voltage = OHM_ZEROS(double, m);
    b->slope = OHM_ZEROS(double, m);
    b->emf = OHM_ZEROS(double, m);
    b->source = OHM_ZEROS(double, m);
    b->g = OHM_ZEROS(double, m);
    b->potential = OHM_ZEROS(double, n);
    b->held = OHM_ZEROS(double, n);
    b->injection = OHM_ZEROS(double, n);
    if (b->current == NULL || b->step == NULL || b->voltage == NULL || b->slope == NULL || b->emf == NULL
        || b->source == NULL || b->g == NULL || b->potential == NULL || b->held == NULL || b->injection == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "balance: out of memory for %zu edges", m);
    ohm_drive_at(b->source, b->held, b->injection, 0.0, problem->drive);
    return ohm_network_alloc(&b->network, problem->graph, problem->drive->held, options, err);
}

bool
ohm_balance_applies(const ohm_problem *problem)
{
    const ohm_memristors *device = problem->device;

    if (device->active || device->windowed || device->rectified || device->control != OHM_CONTROL_CURRENT)
        return false;
    for (size_t k = 0; k < device->edges; k++)
        if (device->alpha[k] == 0.0 || device->w_rest[k] != 0.0)
            return false;
    return true;
}

/* The memory the current of an element asks for. */
static double
memory_of(double current, size_t k, const ohm_memristors *device)
{
    return device->polarity[k] * current * device->r_on[k] / (device->alpha[k] * device->beta[k]);
}

/* V and dV/di at current + share * step. */
static void
voltages(balance *b, double share)
{
    const ohm_memristors *device = b->problem->device;

    for (size_t k = 0; k < device->edges; k++) {
        const double current = b->current[k] + share * b->step[k];
        const double asked = memory_of(current, k, device);
        const double w = fmin(fmax(asked, 0.0), 1.0);
        const double resistance = device->r_on[k] * (1.0 + device->xi[k] * w);

        b->voltage[k] = resistance * current;
        b->slope[k] = resistance + (asked == w ? device->r_on[k] * device->xi[k] * w : 0.0);
    }
}

/* Slope of the convex function along the step, at the point of the last voltages. */
static double
descent(const balance *b)
{
    const ohm_graph *graph = b->problem->graph;
    double sum = 0.0;

    for (size_t k = 0; k < graph->edges; k++) {
        const double drop = b->potential[graph->head[k]] - b->potential[graph->tail[k]];

        sum += (b->voltage[k] - b->source[k] + drop) * b->step[k];
    }
    return sum;
}

/* One step of Newton; *done says whether it was rounding. */
static ohm_status
improve(bool *done, balance *b, ohm_error *err)
{
    const size_t m = b->problem->graph->edges;
    double largest = 0.0, change = 0.0, share = 1.0;
    ohm_status status;

    voltages(b, 0.0);
    for (size_t k = 0; k < m; k++) {
        b->g[k] = 1.0 / b->slope[k];
        b->emf[k] = b->source[k] - b->voltage[k] + b->slope[k] * b->current[k];
    }
    if ((status = ohm_network_factor(b->network, b->g, err)) != OHM_OK)
        return status;
    status = ohm_network_solve(b->potential, b->step, b->network, b->emf, b->held,
                               b->problem->drive->has_injection ? b->injection : NULL, err);
    if (status != OHM_OK)
        return status;
    for (size_t k = 0; k < m; k++) {
        largest = fmax(largest, fabs(b->step[k]));
        b->step[k] -= b->current[k];
        change = fmax(change, fabs(b->step[k]));
    }
    *done = change <= STEP_TOL * largest;
    const double before = descent(b);       /* < 0: the step leads downhill */

    for (int halving = 0; halving < HALVINGS_MAX && !*done; halving++, share *= 0.5) {
        voltages(b, share);
        if (descent(b) <= 0.5 * fabs(before))
            break;                          /* the slope has not turned up by much */
    }
    for (size_t k = 0; k < m; k++)
        b->current[k] += share * b->step[k];
    return OHM_OK;
}

ohm_status
ohm_balance(double *w, double *wanted, const ohm_problem *problem, const ohm_network_options *options,
            ohm_error *err)
{
    const ohm_memristors *device = problem->device;
    balance b;
    bool done = false;
    ohm_status status = balance_make(&b, problem, options, err);

    for (int step = 0; step < STEPS_MAX && !done && status == OHM_OK; step++)
        status = improve(&done, &b, err);
    if (status == OHM_OK && !done)
        status = ohm_fail(err, OHM_E_NOCONV, "fixed points: the balanced currents do not settle in %d steps",
                          (int)STEPS_MAX);
    for (size_t k = 0; k < device->edges && status == OHM_OK; k++) {
        wanted[k] = memory_of(b.current[k], k, device);
        w[k] = fmin(fmax(wanted[k], 0.0), 1.0);
    }
    balance_free(&b);
    return status;
}
