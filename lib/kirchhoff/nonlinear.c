/* lib/kirchhoff/nonlinear.c -- see nonlinear.h */
#include "kirchhoff/nonlinear_state.h"

#include "base/array.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Voltages count as found when they move less than this, relative to the largest: then the
 * current law holds to dI/dU times as much. */
static const double VOLTAGE_TOL = 1e-11;
static const double RAMP_MIN = 0x1p-10;
enum { ROUNDS_MAX = 60 };

static ohm_status
place_elements(ohm_nonlinear *c, ohm_error *err)
{
    for (size_t g = 0; g < c->groups; g++)
        for (size_t k = 0; k < c->group[g].elements.count; k++) {
            const size_t edge = c->group[g].edge[k];

            if (edge >= c->edges || c->is_element[edge])
                return ohm_fail(err, OHM_E_ARG, "network: element %zu of group %zu on edge %zu: %s", k, g,
                                edge, edge >= c->edges ? "no such edge" : "there is one already");
            c->is_element[edge] = true;
        }
    return OHM_OK;
}

ohm_status
ohm_nonlinear_alloc(ohm_nonlinear **out, const ohm_graph *graph, const bool *held, const double *conductance,
                    const ohm_element_group *group, size_t groups, const ohm_network_options *options,
                    ohm_error *err)
{
    const size_t m = graph->edges, n = graph->nodes;
    ohm_nonlinear *c = OHM_ZEROS(ohm_nonlinear, 1);
    size_t elements = 0;

    *out = NULL;
    if (c == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "network: %zu edges", m);
    for (size_t g = 0; g < groups; g++)
        elements = elements > group[g].elements.count ? elements : group[g].elements.count;
    c->graph = graph;
    c->edges = m;
    c->nodes = n;
    c->groups = groups;
    c->group = ohm_copy(group, groups, sizeof *group);
    c->is_element = OHM_ZEROS(bool, m);
    c->slope = ohm_copy(conductance, m, sizeof *conductance);
    c->sources.emf = OHM_ZEROS(double, m);
    c->sources.held = OHM_ZEROS(double, n);
    c->sources.injection = OHM_ZEROS(double, n);
    c->old = (source_values){ OHM_ZEROS(double, m), OHM_ZEROS(double, n), OHM_ZEROS(double, n) };
    c->injection = OHM_ZEROS(double, n);
    c->drive = OHM_ZEROS(double, m);
    c->potential = OHM_ZEROS(double, n);
    c->current = OHM_ZEROS(double, m);
    c->voltage = OHM_ZEROS(double, m);
    c->voltage_old = OHM_ZEROS(double, m);
    c->flow = OHM_ZEROS(double, m);
    c->found = OHM_ZEROS(double, m);
    c->at = OHM_ZEROS(double, 3 * elements);
    ohm_status status = OHM_OK;
    if (c->group == NULL || c->is_element == NULL || c->slope == NULL || c->sources.emf == NULL
        || c->sources.held == NULL || c->sources.injection == NULL || c->old.emf == NULL
        || c->old.held == NULL || c->old.injection == NULL || c->injection == NULL || c->drive == NULL
        || c->potential == NULL || c->current == NULL || c->voltage == NULL || c->voltage_old == NULL
        || c->flow == NULL || c->found == NULL || c->at == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "network: %zu edges", m);
    if (status == OHM_OK)
        status = place_elements(c, err);
    if (status == OHM_OK)
        status = ohm_network_alloc(&c->network, graph, held, options, err);
    if (status != OHM_OK) {
        ohm_nonlinear_free(c);
        return status;
    }
    *out = c;
    return OHM_OK;
}

static void
source_values_free(source_values *values)
{
    free(values->emf);
    free(values->held);
    free(values->injection);
}

void
ohm_nonlinear_free(ohm_nonlinear *c)
{
    if (c == NULL)
        return;
    ohm_network_free(c->network);
    source_values_free(&c->sources);
    source_values_free(&c->old);
    free(c->group);
    free(c->is_element);
    free(c->slope);
    free(c->injection);
    free(c->drive);
    free(c->potential);
    free(c->current);
    free(c->voltage);
    free(c->voltage_old);
    free(c->flow);
    free(c->found);
    free(c->at);
    free(c);
}

/* ---- the linear network of companions ------------------------------------------------ */

/* The companion slopes as the network may have them. */
static void
raise_slopes(double *slope, const ohm_nonlinear *c)
{
    double largest = 0.0;

    for (size_t k = 0; k < c->edges; k++)
        largest = fmax(largest, fabs(slope[k]));
    for (size_t k = 0; k < c->edges; k++)
        if (c->is_element[k] && !(slope[k] > NONLINEAR_SLOPE_MIN * largest))
            slope[k] = NONLINEAR_SLOPE_MIN * (largest > 0.0 ? largest : 1.0);
}

ohm_status
nonlinear_solve_companions(ohm_nonlinear *c, bool factor, ohm_error *err)
{
    ohm_status status = OHM_OK;

    memcpy(c->injection, c->sources.injection, c->nodes * sizeof *c->injection);
    for (size_t k = 0; k < c->edges; k++) {
        c->drive[k] = c->sources.emf[k];
        if (!c->is_element[k])
            continue;
        /* i = I + G (U' - U): a conductance G with the emf S - U, beside a current source I */
        c->drive[k] -= c->voltage[k];
        c->injection[c->graph->tail[k]] -= c->flow[k];
        c->injection[c->graph->head[k]] += c->flow[k];
    }
    if (factor) {
        raise_slopes(c->slope, c);
        status = ohm_network_factor(c->network, c->slope, err);
    }
    if (status == OHM_OK)
        status = ohm_network_solve(c->potential, c->current, c->network, c->drive, c->sources.held,
                                   c->injection, err);
    for (size_t k = 0; status == OHM_OK && k < c->edges; k++) {
        c->found[k] = c->sources.emf[k] + c->potential[c->graph->tail[k]] - c->potential[c->graph->head[k]];
        if (c->is_element[k])
            c->current[k] += c->flow[k];
        if (!isfinite(c->found[k]))
            status = ohm_fail(err, OHM_E_NOCONV, "network: the voltage of edge %zu is %g", k, c->found[k]);
    }
    return status;
}

double
nonlinear_move(ohm_nonlinear *c, size_t *worst)
{
    double moved = 0.0, largest = 1.0;

    for (size_t k = 0; k < c->edges; k++) {
        const double step = fabs(c->found[k] - c->voltage[k]);

        if (c->is_element[k] && step > moved) {
            moved = step;
            *worst = k;
        }
        largest = fmax(largest, fabs(c->found[k]));
        c->voltage[k] = c->found[k];
    }
    return moved / largest;
}

/* ---- elements ---------------------------------------------------------------------------- */

static void
gather(double *at, const double *from, const ohm_element_group *group)
{
    for (size_t k = 0; k < group->elements.count; k++)
        at[k] = from[group->edge[k]];
}

static void
scatter(ohm_nonlinear *c, const double *current, const double *slope, const ohm_element_group *group)
{
    for (size_t k = 0; k < group->elements.count; k++) {
        c->flow[group->edge[k]] = current[k];
        c->slope[group->edge[k]] = slope[k];
    }
}

ohm_status
nonlinear_evaluate(double *largest, ohm_nonlinear *c, bool settle, ohm_error *err)
{
    ohm_status status = OHM_OK;

    *largest = 0.0;

    for (size_t g = 0; status == OHM_OK && g < c->groups; g++) {
        const ohm_elements *elements = &c->group[g].elements;
        double *voltage = c->at, *current = voltage + elements->count, *slope = current + elements->count;
        double change = 0.0;

        gather(voltage, c->voltage, &c->group[g]);
        if (settle)
            status = elements->settle(current, slope, elements->self, voltage, err);
        else
            elements->update(current, slope, &change, elements->self, voltage);
        if (status == OHM_OK)
            scatter(c, current, slope, &c->group[g]);
        *largest = fmax(*largest, change);
        c->work.updates++;
    }
    return status;
}

static bool
all_settled(const ohm_nonlinear *c)
{
    for (size_t g = 0; g < c->groups; g++)
        if (!c->group[g].elements.settled(c->group[g].elements.self))
            return false;
    return true;
}

void
nonlinear_abandon(ohm_nonlinear *c)
{
    for (size_t g = 0; g < c->groups; g++)
        c->group[g].elements.abandon(c->group[g].elements.self);
}

ohm_status
nonlinear_begin(ohm_nonlinear *c, double dt, ohm_error *err)
{
    for (size_t g = 0; g < c->groups; g++) {
        const ohm_status status = c->group[g].elements.begin(c->group[g].elements.self, dt, err);

        if (status != OHM_OK)
            return status;
    }
    return OHM_OK;
}

ohm_status
nonlinear_save(ohm_nonlinear *c, ohm_error *err)
{
    ohm_status status = OHM_OK;

    for (size_t g = 0; status == OHM_OK && g < c->groups; g++)
        status = c->group[g].elements.save(c->group[g].elements.self, err);
    return status;
}

void
nonlinear_restore(ohm_nonlinear *c)
{
    for (size_t g = 0; g < c->groups; g++)
        c->group[g].elements.restore(c->group[g].elements.self);
}

/* Either all groups go on or none: a later one may refuse. */
ohm_status
nonlinear_commit(ohm_nonlinear *c, ohm_error *err)
{
    ohm_status status = c->groups > 1 ? nonlinear_save(c, err) : OHM_OK;
    size_t done = 0;

    while (status == OHM_OK && done < c->groups) {
        status = c->group[done].elements.commit(c->group[done].elements.self, err);
        done += status == OHM_OK;
    }
    if (status != OHM_OK && done > 0)
        nonlinear_restore(c);
    return status;
}

void
nonlinear_advance(ohm_nonlinear *c, double dt)
{
    c->time += dt;
    c->work.steps++;
    memcpy(c->voltage_old, c->voltage, c->edges * sizeof *c->voltage);
    memcpy(c->old.emf, c->sources.emf, c->edges * sizeof *c->old.emf);
    memcpy(c->old.held, c->sources.held, c->nodes * sizeof *c->old.held);
    memcpy(c->old.injection, c->sources.injection, c->nodes * sizeof *c->old.injection);
}

/* ---- one step -------------------------------------------------------------------------------- */

/* Newton from the present voltages with the present sources. */
static ohm_status
iterate(ohm_nonlinear *c, bool settle, size_t *worst, ohm_error *err)
{
    for (int round = 0; round < ROUNDS_MAX; round++) {
        double change;
        ohm_status status = nonlinear_evaluate(&change, c, settle, err);

        if (status == OHM_OK && isinf(change))
            continue;           /* an element still finds its way: no companion to trust yet */
        if (status == OHM_OK)
            status = nonlinear_solve_companions(c, true, err);
        if (status != OHM_OK)
            return status;
        if (nonlinear_move(c, worst) <= VOLTAGE_TOL && (settle || all_settled(c)))
            return OHM_OK;
    }
    return ohm_fail(err, OHM_E_NOCONV, "network: voltages still move after %d rounds", ROUNDS_MAX);
}

void
nonlinear_set_sources(ohm_nonlinear *c, const ohm_sources *goal, double part)
{
    for (size_t k = 0; k < c->edges; k++) {
        const double to = goal->emf != NULL ? goal->emf[k] : 0.0;

        c->sources.emf[k] = part == 1.0 ? to : c->old.emf[k] + part * (to - c->old.emf[k]);
    }
    for (size_t n = 0; n < c->nodes; n++) {
        const double held = goal->held != NULL ? goal->held[n] : 0.0;
        const double into = goal->injection != NULL ? goal->injection[n] : 0.0;

        c->sources.held[n] = part == 1.0 ? held : c->old.held[n] + part * (held - c->old.held[n]);
        c->sources.injection[n] =
            part == 1.0 ? into : c->old.injection[n] + part * (into - c->old.injection[n]);
    }
}

/* Sources from their last values to the new ones, in strides as long as Newton takes. */
static ohm_status
ramp(ohm_nonlinear *c, const ohm_sources *goal, size_t *worst, ohm_error *err)
{
    double reached = 0.0, stride = 0.5;
    ohm_status status = OHM_OK;

    c->work.ramped++;
    memcpy(c->voltage, c->voltage_old, c->edges * sizeof *c->voltage);
    while (reached < 1.0) {
        const double next = fmin(reached + stride, 1.0);

        nonlinear_set_sources(c, goal, next);
        status = iterate(c, true, worst, err);
        if (status == OHM_OK) {
            reached = next;
            stride *= 2.0;
        } else if (status == OHM_E_NOMEM || (stride /= 2.0) < RAMP_MIN) {
            return status;
        } else {
            memcpy(c->voltage, c->voltage_old, c->edges * sizeof *c->voltage);
        }
    }
    return OHM_OK;
}

/* All at once; else elements solved for each guess; else ramped. */
static ohm_status
find_step(ohm_nonlinear *c, double dt, const ohm_sources *goal, size_t *worst, ohm_error *err)
{
    nonlinear_set_sources(c, goal, 1.0);
    ohm_status status = iterate(c, false, worst, err);
    if (status == OHM_OK || status == OHM_E_NOMEM)
        return status;
    nonlinear_abandon(c);
    memcpy(c->voltage, c->voltage_old, c->edges * sizeof *c->voltage);
    c->work.settled++;
    if ((status = nonlinear_begin(c, dt, err)) != OHM_OK)
        return status;
    status = iterate(c, true, worst, err);
    if (status == OHM_OK || status == OHM_E_NOMEM)
        return status;
    return ramp(c, goal, worst, err);
}

ohm_status
ohm_nonlinear_step(ohm_nonlinear *c, double dt, const ohm_sources *sources, ohm_error *err)
{
    size_t worst = 0;
    ohm_status status = nonlinear_begin(c, dt, err);

    if (status == OHM_OK)
        status = find_step(c, dt, sources, &worst, err);
    if (status == OHM_OK)
        status = nonlinear_commit(c, err);
    if (status == OHM_OK) {
        nonlinear_advance(c, dt);
        return OHM_OK;
    }
    nonlinear_abandon(c);
    memcpy(c->voltage, c->voltage_old, c->edges * sizeof *c->voltage);
    return ohm_fail_within(err, status, "network: no step to t = %g (edge %zu moves most)", c->time + dt,
                           worst);
}

const double *
ohm_nonlinear_potential(const ohm_nonlinear *c)
{
    return c->potential;
}

const double *
ohm_nonlinear_current(const ohm_nonlinear *c)
{
    return c->current;
}

const double *
ohm_nonlinear_voltage(const ohm_nonlinear *c)
{
    return c->voltage;
}

double
ohm_nonlinear_time(const ohm_nonlinear *c)
{
    return c->time;
}

const ohm_nonlinear_work *
ohm_nonlinear_worked(const ohm_nonlinear *c)
{
    return &c->work;
}
