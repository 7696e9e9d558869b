/* lib/dynamics/bounds.c -- see bounds.h */
#include "dynamics/bounds.h"
#include "base/array.h"
#include "topology/graph.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How far beyond a bound counts as having crossed it: rounding of a w near 1 over a
 * few operations. */
static const double BOUND_SLACK = 32.0 * DBL_EPSILON;

/* A held element is released when its inward drift would move it by more than this
 * within the step: less is rounding of a drift that vanishes. */
static const double RELEASE_SLACK = 32.0 * DBL_EPSILON;

/* Events this close, relative to the time, are simultaneous; and the width to which
 * one is located. */
static const double EVENT_WIDTH = 8.0 * DBL_EPSILON;

/* Illinois' method converges faster than bisection, whose 60 halvings exhaust a double. */
enum { ROOT_STEPS = 120 };

/* Turns of one element without time passing before it is said to chatter. */
enum { CHATTER_MAX = 32 };

/* Halvings of a step that strays too far when clipping: the moment need not be
 * sharp, only early enough. */
enum { CLIP_HALVINGS = 40 };

struct ohm_bounds_watch {
    size_t edges;
    double stray;               /* 0: exact; else the error clipping allows */
    bool *held;                 /* M */
    bool *may_leave;            /* M: the law lets it cross some bound */
    double *w;                  /* M: memory at the end of the last step */
    double *turned_at;          /* M: time of the last event, NaN for none */
    unsigned char *quick;       /* M: turns since time last passed */
    size_t *firing;             /* M: elements of the last scan's event */
    size_t firing_count;
    size_t reached, released;
};

void
ohm_bounds_watch_free(ohm_bounds_watch *watch)
{
    if (watch == NULL)
        return;
    free(watch->held);
    free(watch->may_leave);
    free(watch->w);
    free(watch->turned_at);
    free(watch->quick);
    free(watch->firing);
    free(watch);
}

/* Every window vanishes at the bound it guards, so only relaxation crosses it. */
static bool
law_may_leave(const ohm_memristors *device, size_t k)
{
    if (device->window[k].kind == OHM_WINDOW_NONE)
        return true;
    return device->alpha[k] * (1.0 - device->w_rest[k]) > 0.0 || device->alpha[k] * device->w_rest[k] > 0.0;
}

ohm_status
ohm_bounds_watch_alloc(ohm_bounds_watch **out, const ohm_memristors *device, double stray, ohm_error *err)
{
    const size_t m = device->edges;
    ohm_bounds_watch *watch = OHM_ZEROS(ohm_bounds_watch, 1);

    *out = NULL;
    if (watch == NULL)
        goto nomem;
    watch->edges = m;
    watch->stray = stray;
    watch->held = OHM_ZEROS(bool, m);
    watch->may_leave = OHM_ZEROS(bool, m);
    watch->w = OHM_ZEROS(double, m);
    watch->turned_at = OHM_ARRAY(double, m);
    watch->quick = OHM_ZEROS(unsigned char, m);
    watch->firing = OHM_ARRAY(size_t, m);
    if (watch->held == NULL || watch->may_leave == NULL || watch->w == NULL || watch->turned_at == NULL
        || watch->quick == NULL || watch->firing == NULL)
        goto nomem;
    for (size_t k = 0; k < m; k++) {
        watch->may_leave[k] = law_may_leave(device, k);
        watch->turned_at[k] = NAN;
    }
    *out = watch;
    return OHM_OK;

nomem:
    ohm_bounds_watch_free(watch);
    return ohm_fail(err, OHM_E_NOMEM, "bounds: out of memory for %zu edges", m);
}

const bool *
ohm_bounds_watch_held(const ohm_bounds_watch *watch)
{
    return watch->held;
}

bool
ohm_bounds_watch_holds(const ohm_bounds_watch *watch)
{
    for (size_t k = 0; k < watch->edges; k++)
        if (watch->held[k])
            return true;
    return false;
}

size_t
ohm_bounds_watch_reached(const ohm_bounds_watch *watch)
{
    return watch->reached;
}

size_t
ohm_bounds_watch_released(const ohm_bounds_watch *watch)
{
    return watch->released;
}

void
ohm_bounds_watch_exchange(ohm_bounds_watch *watch, ohm_archive *archive)
{
    const size_t m = watch->edges;

    ohm_archive_exchange(archive, watch->held, m * sizeof *watch->held);
    ohm_archive_exchange(archive, watch->w, m * sizeof *watch->w);
    ohm_archive_exchange(archive, watch->turned_at, m * sizeof *watch->turned_at);
    ohm_archive_exchange(archive, watch->quick, m * sizeof *watch->quick);
    ohm_archive_exchange(archive, &watch->reached, sizeof watch->reached);
    ohm_archive_exchange(archive, &watch->released, sizeof watch->released);
}

void
ohm_bounds_clamp(double *w, size_t edges)
{
    for (size_t k = 0; k < edges; k++)
        w[k] = w[k] < 0.0 ? 0.0 : w[k] > 1.0 ? 1.0 : w[k];
}

void
ohm_bounds_watch_begin(ohm_bounds_watch *watch, const double *w, const double *drift)
{
    memcpy(watch->w, w, watch->edges * sizeof *w);
    for (size_t k = 0; k < watch->edges; k++)
        watch->held[k] = watch->may_leave[k]
            && ((w[k] <= 0.0 && drift[k] < 0.0) || (w[k] >= 1.0 && drift[k] > 0.0));
}

typedef ohm_status (*element_fn)(double *value, size_t k, double t, ohm_stepper *stepper, ohm_error *err);

/* Where `f - level` of element k, of opposite signs at low and high, changes sign:
 * the end of the final bracket on the side of `high`. */
static ohm_status
locate(double *root, element_fn f, double level, size_t k, double low, double high, ohm_stepper *stepper,
       ohm_error *err)
{
    double f_low, f_high, f_middle;
    ohm_status status;
    int side = 0;

    if ((status = f(&f_low, k, low, stepper, err)) != OHM_OK
        || (status = f(&f_high, k, high, stepper, err)) != OHM_OK)
        return status;
    f_low -= level;
    f_high -= level;
    for (int i = 0; i < ROOT_STEPS && high - low > EVENT_WIDTH * fabs(high); i++) {
        double middle = (low * f_high - high * f_low) / (f_high - f_low);

        if (!(middle > low && middle < high) || i % 4 == 3)
            middle = low + 0.5 * (high - low);      /* every fourth time, so it cannot crawl */
        if ((status = f(&f_middle, k, middle, stepper, err)) != OHM_OK)
            return status;
        f_middle -= level;
        if ((f_middle > 0.0) == (f_high > 0.0)) {
            high = middle;
            f_high = f_middle;
            if (side == 1)
                f_low *= 0.5;
            side = 1;
        } else {
            low = middle;
            f_low = f_middle;
            if (side == -1)
                f_high *= 0.5;
            side = -1;
        }
    }
    *root = high;
    return OHM_OK;
}

/* Remembers that element k fires at t, among the earliest. */
static void
fire(double *best, ohm_bounds_watch *watch, size_t k, double t)
{
    const double width = EVENT_WIDTH * fabs(t);

    if (t < *best - width)
        watch->firing_count = 0;
    *best = fmin(*best, t);
    watch->firing[watch->firing_count++] = k;
}

/* The bound w lies beyond, by more than rounding; NaN for none. */
static double
bound_beyond(double w)
{
    return w < -BOUND_SLACK ? 0.0 : w > 1.0 + BOUND_SLACK ? 1.0 : NAN;
}

/* Whether w, inside at both ends of a panel, turns back beyond a bound within it:
 * then *turn is a moment outside. */
static ohm_status
strays(bool *found, double *turn, size_t k, double low, double high, ohm_stepper *stepper, ohm_error *err)
{
    double drift_low, drift_high, w;
    ohm_status status;

    *found = false;
    if ((status = stepper->calls->drift_of(&drift_low, k, low, stepper, err)) != OHM_OK
        || (status = stepper->calls->drift_of(&drift_high, k, high, stepper, err)) != OHM_OK)
        return status;
    if (drift_low * drift_high >= 0.0)
        return OHM_OK;
    if ((status = locate(turn, stepper->calls->drift_of, 0.0, k, low, high, stepper, err)) != OHM_OK
        || (status = stepper->calls->memory_of(&w, k, *turn, stepper, err)) != OHM_OK)
        return status;
    *found = !isnan(bound_beyond(w));
    return OHM_OK;
}

/* Finds the first time a free element leaves [0, 1], panel by panel. */
static ohm_status
scan_free(double *best, ohm_bounds_watch *watch, size_t k, ohm_stepper *stepper, ohm_error *err)
{
    const double from = stepper->from, length = stepper->to - from;
    const size_t panels = stepper->calls->panels;
    double low, high = from, w, root;
    ohm_status status;

    for (size_t panel = 1; panel <= panels && high < *best; panel++) {
        bool outside;

        low = high;
        high = panel == panels ? stepper->to : from + length * (double)panel / (double)panels;
        if ((status = stepper->calls->memory_of(&w, k, high, stepper, err)) != OHM_OK)
            return status;
        outside = !isnan(bound_beyond(w));
        if (!outside) {
            if ((status = strays(&outside, &root, k, low, high, stepper, err)) != OHM_OK)
                return status;
            if (!outside)
                continue;
            high = root;
            if ((status = stepper->calls->memory_of(&w, k, high, stepper, err)) != OHM_OK)
                return status;
        }
        status = locate(&root, stepper->calls->memory_of, bound_beyond(w), k, low, high, stepper, err);
        if (status == OHM_OK && root <= *best * (1.0 + EVENT_WIDTH))
            fire(best, watch, k, root);
        return status;
    }
    return OHM_OK;
}

/* Finds the first time the drift of a held element turns inwards. */
static ohm_status
scan_held(double *best, ohm_bounds_watch *watch, size_t k, ohm_stepper *stepper, ohm_error *err)
{
    const double from = stepper->from, length = stepper->to - from;
    const double inward = watch->w[k] > 0.5 ? -1.0 : 1.0;
    const size_t panels = stepper->calls->panels;
    double low, high = from, drift, root;
    ohm_status status;

    for (size_t panel = 0; panel <= panels && high < *best; panel++) {
        low = high;
        high = panel == panels ? stepper->to : from + length * (double)panel / (double)panels;
        if ((status = stepper->calls->drift_of(&drift, k, high, stepper, err)) != OHM_OK)
            return status;
        if (!(inward * drift * length > RELEASE_SLACK))
            continue;
        root = high;
        if (panel > 0 && (status = locate(&root, stepper->calls->drift_of, 0.0, k, low, high, stepper, err))
            != OHM_OK)
            return status;
        if (root <= *best * (1.0 + EVENT_WIDTH))
            fire(best, watch, k, root);
        return OHM_OK;
    }
    return OHM_OK;
}

/* How wrong element k is at t: beyond [0, 1], or kept at a bound it would have left. */
static ohm_status
stray_of(double *stray, size_t k, double t, const ohm_bounds_watch *watch, ohm_stepper *stepper, ohm_error *err)
{
    double x;
    ohm_status status;

    if (!watch->held[k]) {
        if ((status = stepper->calls->memory_of(&x, k, t, stepper, err)) == OHM_OK)
            *stray = fmax(-x, x - 1.0);
        return status;
    }
    if ((status = stepper->calls->drift_of(&x, k, t, stepper, err)) == OHM_OK)
        *stray = (watch->w[k] > 0.5 ? -x : x) * (t - stepper->from);
    return status;
}

/* Whether element k can be wrong anywhere in the step. */
static bool
may_stray(const ohm_bounds_watch *watch, size_t k, const ohm_stepper *stepper)
{
    const double reach = watch->held[k] ? 0.0 : stepper->calls->reach(k, stepper);

    return watch->held[k] || watch->w[k] - reach < 0.0 || watch->w[k] + reach > 1.0;
}

/* Brings *t down to a moment up to which element k is nowhere too wrong, at the ends of the
 * panels or where it turns. */
static ohm_status
shorten(double *t, size_t k, const ohm_bounds_watch *watch, ohm_stepper *stepper, ohm_error *err)
{
    const double from = stepper->from, length = stepper->to - from;
    const size_t panels = stepper->calls->panels;
    double low, high = from, turn, stray = 0.0;
    ohm_status status;
    bool turns = false;

    for (size_t panel = 1; panel <= panels && high < *t && stray <= watch->stray; panel++) {
        low = high;
        high = fmin(*t, panel == panels ? stepper->to : from + length * (double)panel / (double)panels);
        if ((status = stray_of(&stray, k, high, watch, stepper, err)) != OHM_OK)
            return status;
        if (stray <= watch->stray && !watch->held[k]) {
            if ((status = strays(&turns, &turn, k, low, high, stepper, err)) != OHM_OK)
                return status;
            if (turns && (status = stray_of(&stray, k, turn, watch, stepper, err)) != OHM_OK)
                return status;
            if (turns && stray > watch->stray)
                high = turn;
        }
    }
    for (int i = 0; stray > watch->stray && i < CLIP_HALVINGS; i++) {
        *t = high = from + 0.5 * (high - from);
        if ((status = stray_of(&stray, k, high, watch, stepper, err)) != OHM_OK)
            return status;
    }
    return OHM_OK;
}

/* Shortens the step until nobody strays too much; who is out, or wants in, fires. */
static ohm_status
scan_clip(bool *event, double *t, ohm_bounds_watch *watch, ohm_stepper *stepper, ohm_error *err)
{
    double stray;
    ohm_status status = OHM_OK;

    *t = stepper->to;
    for (size_t k = 0; k < watch->edges && status == OHM_OK; k++)
        if (may_stray(watch, k, stepper))
            status = shorten(t, k, watch, stepper, err);
    for (size_t k = 0; k < watch->edges && status == OHM_OK; k++) {
        if (!may_stray(watch, k, stepper))
            continue;
        status = stray_of(&stray, k, *t, watch, stepper, err);
        if (status == OHM_OK && stray > 0.0)
            watch->firing[watch->firing_count++] = k;
    }
    *event = watch->firing_count > 0 || *t < stepper->to;
    return status == OHM_OK ? stepper->calls->memory(watch->w, *t, stepper, err) : status;
}

ohm_status
ohm_bounds_watch_scan(bool *event, double *t, ohm_bounds_watch *watch, ohm_stepper *stepper, ohm_error *err)
{
    double best = INFINITY;
    ohm_status status = OHM_OK;

    watch->firing_count = 0;
    if (watch->stray > 0.0)
        return scan_clip(event, t, watch, stepper, err);
    for (size_t k = 0; k < watch->edges && status == OHM_OK; k++) {
        if (watch->held[k]) {
            status = scan_held(&best, watch, k, stepper, err);
        } else if (watch->may_leave[k]) {
            const double reach = stepper->calls->reach(k, stepper);

            if (watch->w[k] - reach < 0.0 || watch->w[k] + reach > 1.0)
                status = scan_free(&best, watch, k, stepper, err);
        }
    }
    if (status != OHM_OK)
        return status;
    *event = watch->firing_count > 0;
    *t = *event ? best : stepper->to;
    if (!*event)
        return stepper->calls->memory(watch->w, stepper->to, stepper, err);
    return OHM_OK;
}

/* Counts the turns an element makes without time passing. */
static ohm_status
check_chatter(ohm_bounds_watch *watch, size_t k, double t, ohm_error *err)
{
    if (fabs(t - watch->turned_at[k]) <= EVENT_WIDTH * fabs(t)) {
        if (++watch->quick[k] >= CHATTER_MAX)
            return ohm_fail(err, OHM_E_NOCONV, "edge %zu goes to and from its bound w = %g without time "
                            "passing at t = %.17g (try --bounds clip)", k, watch->w[k], t);
    } else {
        watch->quick[k] = 0;
    }
    watch->turned_at[k] = t;
    return OHM_OK;
}

ohm_status
ohm_bounds_watch_apply(double *w, double t, ohm_bounds_watch *watch, ohm_error *err)
{
    ohm_bounds_clamp(w, watch->edges);
    for (size_t i = 0; i < watch->firing_count; i++) {
        const size_t k = watch->firing[i];
        const ohm_status status = check_chatter(watch, k, t, err);

        if (status != OHM_OK)
            return status;
        watch->held[k] = !watch->held[k];
        w[k] = w[k] > 0.5 ? 1.0 : 0.0;
        if (watch->held[k])
            watch->reached++;
        else
            watch->released++;
    }
    memcpy(watch->w, w, watch->edges * sizeof *w);
    return OHM_OK;
}
