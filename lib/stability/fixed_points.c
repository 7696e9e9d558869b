/* lib/stability/fixed_points.c -- see fixed_points.h */
#include "stability/fixed_points.h"
#include "base/array.h"
#include "base/rng.h"
#include "stability/balance.h"
#include "stability/equilibrium.h"
#include "stability/fixed_point_list.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Starts of the search for interior states, for one that is asked for, where elements are few:
 * the second interior state of the digraph in theory 3.7 is met by one in a hundred. */
enum { INTERIOR_STARTS = 8 };

/* Starts in every pattern of held elements, where its equation may have several roots. */
enum { STARTS_PER_PATTERN = 3 };

typedef struct {
    const ohm_problem *problem;
    const ohm_fixed_search *search;
    const ohm_control *control;
    ohm_jacobian *jacobian;
    ohm_equilibrium *equilibrium;   /* NULL: not searched */
    ohm_rng *rng;
    double *w, *wanted;             /* M */
    ohm_hold *hold;                 /* M */
    ohm_fixed_points *points;
} hunt;

static void
hunt_free(hunt *h)
{
    ohm_equilibrium_free(h->equilibrium);
    ohm_jacobian_free(h->jacobian);
    ohm_rng_free(h->rng);
    free(h->w);
    free(h->wanted);
    free(h->hold);
}

static ohm_status
hunt_make(hunt *h, ohm_error *err)
{
    const size_t m = h->problem->graph->edges;

    h->w = OHM_ARRAY(double, m);
    h->wanted = OHM_ARRAY(double, m);
    h->hold = OHM_ARRAY(ohm_hold, m);
    if (h->w == NULL || h->wanted == NULL || h->hold == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "fixed points: out of memory for %zu edges", m);
    const ohm_status status = ohm_rng_alloc(&h->rng, h->search->seed, 0, err);

    return status != OHM_OK ? status : ohm_jacobian_alloc(&h->jacobian, h->problem, &h->search->network, err);
}

static ohm_status
check_drive(const ohm_drive *drive, ohm_error *err)
{
    static const char *const what[] = { "the EMF of edge", "the potential of node", "the injection at node" };

    for (size_t i = 0; i < drive->moving_count; i++)
        if (ohm_waveform_moves(&drive->moving[i].wave))
            return ohm_fail(err, OHM_E_METHOD, "fixed points need a constant drive: %s %zu moves (simulate and "
                            "lyapunov take it)", what[drive->moving[i].kind], drive->moving[i].index);
    return OHM_OK;
}

/* ---- what cannot be -------------------------------------------------------------------- */

/* Names the cut that no current can come back through. */
static void
tell_cut(ohm_fixed_points *points)
{
    const ohm_circulation *c = points->circulation;
    const size_t room = sizeof points->reason;
    int used;

    if (c->count == 1) {
        snprintf(points->reason, room, "no interior fixed point: edge %zu is a bridge and carries no current, but "
                 "would have to", c->edge);
        return;
    }
    used = snprintf(points->reason, room, "no interior fixed point: no positive circulation runs through edge %zu; "
                    "at rest the currents of all %zu edges of this cut would run the same way across it:",
                    c->edge, c->count);
    for (size_t i = 0; i < c->count && used > 0 && (size_t)used + 24 < room; i++)
        used += snprintf(points->reason + used, room - (size_t)used, "%s %zu", i > 0 ? "," : "", c->cut[i]);
    if (used > 0 && (size_t)used + 24 >= room)
        snprintf(points->reason + used, room - (size_t)used, ", ...");
}

/* Asks for the circulation an interior state needs. */
static ohm_status
test_circulation(hunt *h, ohm_error *err)
{
    const ohm_graph *graph = h->problem->graph;
    const ohm_drive *drive = h->problem->drive;
    ohm_runs *runs = OHM_ARRAY(ohm_runs, graph->edges);
    bool *joined = OHM_ARRAY(bool, graph->nodes), moves = false;
    ohm_error why;
    ohm_status status = OHM_OK;

    if (runs == NULL || joined == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "fixed points: %zu edges", graph->edges);
    } else if (ohm_circulation_wanted(runs, h->problem->device, &why) != OHM_OK) {
        snprintf(h->points->reason, sizeof h->points->reason, "no interior fixed point: %.400s", why.text);
    } else {
        for (size_t v = 0; v < graph->nodes; v++)
            joined[v] = drive->held[v] || drive->injection[v] != 0.0;
        for (size_t k = 0; k < graph->edges; k++)
            moves |= runs[k] != OHM_RUNS_NOT;
        if (moves)
            status = ohm_circulation_alloc(&h->points->circulation, graph, runs, joined, err);
        if (status == OHM_OK && moves && !h->points->circulation->exists)
            tell_cut(h->points);
    }
    free(runs);
    free(joined);
    return status;
}

/* ---- where to look --------------------------------------------------------------------- */

/* Whether nothing moves at w. */
static ohm_status
is_still(bool *still, hunt *h, const double *w, ohm_error *err)
{
    const ohm_status status = ohm_jacobian_at(h->jacobian, 0.0, w, err);

    *still = status == OHM_OK;
    for (size_t k = 0; k < h->problem->graph->edges && *still; k++)
        *still = ohm_jacobian_drift(h->jacobian)[k] == 0.0;
    return status == OHM_E_NOMEM ? status : OHM_OK;
}

static void
random_state(hunt *h)
{
    for (size_t k = 0; k < h->problem->graph->edges; k++)
        h->w[k] = ohm_rng_uniform(h->rng);
}

static ohm_status
seek_and_keep(hunt *h, const ohm_hold *hold, ohm_error *err)
{
    bool found;
    ohm_status status = ohm_equilibrium_seek(&found, h->w, hold, h->points->count, h->points->state, h->equilibrium, err);

    if (status == OHM_OK && found)
        status = ohm_fixed_points_keep(h->points, h->w, h->problem, h->jacobian, err);
    return status;
}

/* The convex case: the only candidate, and whether it is one. */
static ohm_status
balance_state(hunt *h, ohm_error *err)
{
    const ohm_memristors *device = h->problem->device;
    size_t worst = OHM_NONE;
    double beyond = 0.0;
    bool pressed = true;            /* every clamped state is at rest: all relax towards 0 */
    ohm_status status = ohm_balance(h->w, h->wanted, h->problem, &h->search->network, err);

    for (size_t k = 0; k < device->edges && status == OHM_OK; k++) {
        const double out = fmax(-h->wanted[k], h->wanted[k] - 1.0);

        pressed &= device->alpha[k] < 0.0;
        if (out >= 0.0 && (worst == OHM_NONE || out > beyond)) {
            worst = k;
            beyond = out;
        }
    }
    if (status != OHM_OK)
        return status;
    h->points->complete = pressed;
    if (worst != OHM_NONE && h->points->reason[0] == '\0')
        snprintf(h->points->reason, sizeof h->points->reason, "no interior fixed point: the only currents that "
                 "balance would need w = %.6g on edge %zu", h->wanted[worst], worst);
    if (worst != OHM_NONE && !pressed)
        return OHM_OK;
    return ohm_fixed_points_keep(h->points, h->w, h->problem, h->jacobian, err);
}

/* Digit k of the pattern in base `base` says how element k is held. */
static ohm_status
search_patterns(hunt *h, size_t base, size_t starts, ohm_error *err)
{
    const size_t m = h->problem->graph->edges;
    size_t patterns = 1;
    ohm_status status = OHM_OK;

    for (size_t k = 0; k < m; k++)
        patterns *= base;
    for (size_t p = 0; p < patterns && status == OHM_OK; p++) {
        status = ohm_control_point(h->control, 0.6 + 0.4 * (double)p / (double)patterns, err);
        for (size_t k = 0, rest = p; k < m; k++, rest /= base)
            h->hold[k] = base == 3 ? (ohm_hold)(rest % 3) : rest % 2 ? OHM_HOLD_HIGH : OHM_HOLD_LOW;
        for (size_t s = 0; s < starts && status == OHM_OK; s++) {
            if (s == 0)
                for (size_t k = 0; k < m; k++)
                    h->w[k] = 0.5;
            else
                random_state(h);
            status = seek_and_keep(h, h->hold, err);
        }
    }
    return status;
}

/* Interior states by Newton with every element free, from w and from anywhere: among
 * thousands of corners the search that chooses who is held would hardly meet them. */
static ohm_status
search_interior(hunt *h, const double *w, ohm_error *err)
{
    const size_t m = h->problem->graph->edges;
    const size_t starts = m <= OHM_FIXED_CORNERS_MAX ? INTERIOR_STARTS * h->search->starts : h->search->starts;
    ohm_status status = OHM_OK;

    if (h->points->circulation == NULL || !h->points->circulation->exists)
        return OHM_OK;
    for (size_t k = 0; k < m; k++)
        h->hold[k] = OHM_HOLD_FREE;
    for (size_t s = 0; s < starts && status == OHM_OK; s++) {
        status = ohm_control_point(h->control, 0.3 * (double)s / (double)starts, err);
        if (status != OHM_OK)
            return status;
        if (s == 0)
            memcpy(h->w, w, m * sizeof *w);
        else
            random_state(h);
        status = seek_and_keep(h, h->hold, err);
    }
    return status;
}

static ohm_status
search_starts(hunt *h, const double *w, ohm_error *err)
{
    const size_t m = h->problem->graph->edges;
    ohm_status status = OHM_OK;

    for (size_t s = 0; s < h->search->starts && status == OHM_OK; s++) {
        status = ohm_control_point(h->control, 0.3 + 0.3 * (double)s / (double)h->search->starts, err);
        if (status != OHM_OK)
            return status;
        if (s == 0)
            memcpy(h->w, w, m * sizeof *w);
        else
            random_state(h);
        if (s % 2 == 1)                 /* half of them from near a corner */
            for (size_t k = 0; k < m; k++)
                h->w[k] = h->w[k] < 0.5 ? 0.0 : 1.0;
        status = seek_and_keep(h, NULL, err);
    }
    return status;
}

static ohm_status
search_all(hunt *h, const double *w, ohm_error *err)
{
    const size_t m = h->problem->graph->edges;
    const bool plain = ohm_balance_applies(h->problem);
    ohm_status status = ohm_equilibrium_alloc(&h->equilibrium, h->problem, h->jacobian, err);

    if (status == OHM_E_METHOD && plain)
        return OHM_OK;                  /* too large to search: the interior is settled */
    if (status != OHM_OK)
        return status;
    if (!plain)                             /* plain: settled by the balance */
        status = search_interior(h, w, err);
    if (status == OHM_OK)
        status = search_starts(h, w, err);
    if (status == OHM_OK && m <= OHM_FIXED_PATTERNS_MAX)
        status = search_patterns(h, 3, plain ? 1 : STARTS_PER_PATTERN, err);
    else if (status == OHM_OK && m <= OHM_FIXED_CORNERS_MAX)
        status = search_patterns(h, 2, 1, err);
    return status;
}

/* All states at rest of one circuit. */
static ohm_status
find(hunt *h, const double *w, ohm_error *err)
{
    bool still = false;
    ohm_status status = test_circulation(h, err);

    for (int i = 0; i < 2 && status == OHM_OK && (i == 0 || still); i++) {
        random_state(h);
        status = is_still(&still, h, h->w, err);
    }
    if (status != OHM_OK)
        return status;
    if (still) {
        snprintf(h->points->reason, sizeof h->points->reason, "no isolated fixed point: there is neither drive nor "
                 "relaxation, and every state is at rest");
        return OHM_OK;
    }
    if (ohm_balance_applies(h->problem))
        status = balance_state(h, err);
    if (status == OHM_OK && !h->points->complete)
        status = search_all(h, w, err);
    return status;
}

/* Says why no interior state was found where nothing better is known. */
static void
tell_reason(ohm_fixed_points *points, const hunt *h)
{
    if (points->count > 0 && points->point[0].interior)
        points->reason[0] = '\0';
    else if (points->reason[0] == '\0' && points->circulation == NULL)
        snprintf(points->reason, sizeof points->reason, "no interior fixed point: without relaxation every "
                 "current would have to vanish");
    else if (points->reason[0] == '\0')
        snprintf(points->reason, sizeof points->reason, "no interior fixed point found from %zu starts; there "
                 "may be one", h->search->starts);
}

ohm_status
ohm_fixed_points_find(ohm_fixed_points **out, const ohm_problem *problem, const double *w,
                      const ohm_fixed_search *search, const ohm_control *control, ohm_error *err)
{
    hunt h = { .problem = problem, .search = search, .control = control };
    ohm_status status = check_drive(problem->drive, err);

    *out = NULL;
    if (status != OHM_OK)
        return status;
    if ((status = ohm_fixed_points_alloc(&h.points, problem->device, err)) != OHM_OK)
        return status;
    status = hunt_make(&h, err);
    if (status == OHM_OK && problem->graph->edges > 0)
        status = find(&h, w, err);
    else if (status == OHM_OK)
        snprintf(h.points->reason, sizeof h.points->reason, "the circuit has no element");
    if (status == OHM_OK) {
        ohm_fixed_points_sort(h.points, problem->graph->edges);
        tell_reason(h.points, &h);
        *out = h.points;
    } else {
        ohm_fixed_points_free(h.points);
    }
    hunt_free(&h);
    return status;
}
