/* lib/device/oxide_run.c -- see oxide_run.h */
#include "device/oxide_run.h"

#include <math.h>

/* A step may grow by this factor, aims at this part of the tolerance, and is not cut below
 * this part of the whole run. */
static const double GROWTH = 2.0;
static const double SAFETY = 0.8;
static const double STEP_MIN = 1e-9;

/* One step of at most *dt, shorter where the error or Newton wants it; *dt becomes what the
 * next one should try. */
static ohm_status
adapted_step(ohm_oxide *oxide, double *dt, double end, const ohm_oxide_schedule *schedule, ohm_error *err)
{
    const double now = ohm_oxide_last(oxide, 0)->time;

    for (;;) {
        const double length = fmin(*dt, end - now);
        const double voltage = schedule->voltage(schedule->data, now + length);
        ohm_status status = ohm_oxide_attempt(oxide, length, &voltage, err);
        const double error = status == OHM_OK ? ohm_oxide_local_error(oxide) : HUGE_VAL;
        const bool shortest = length <= STEP_MIN * end;

        if (status != OHM_OK && (shortest || status != OHM_E_NOCONV))
            return status;
        /* the error of a step falls with its square */
        const double wanted = length * fmin(GROWTH, fmax(0.1, SAFETY * sqrt(schedule->tolerance / error)));

        if (error <= schedule->tolerance || shortest) {
            *dt = fmax(wanted, STEP_MIN * end);
            return ohm_oxide_commit(oxide, err);
        }
        if (status == OHM_OK)
            ohm_oxide_abandon(oxide);
        *dt = fmax(wanted, STEP_MIN * end);
    }
}

static ohm_status
run_adapted(ohm_oxide *oxide, const ohm_oxide_schedule *schedule, ohm_oxide_step_fn take, void *data,
            const ohm_control *control, ohm_error *err)
{
    const double end = schedule->step * (double)schedule->steps;
    double dt = schedule->step;
    ohm_status status = OHM_OK;

    /* what is left below one rounding of the end is not a step */
    for (double now = 0.0; status == OHM_OK && end - now > 1e-14 * end;
         now = ohm_oxide_last(oxide, 0)->time) {
        status = adapted_step(oxide, &dt, end, schedule, err);
        if (status == OHM_OK)
            status = take(data, oxide, err);
        if (status == OHM_OK)
            status = ohm_control_point(control, now / end, err);
    }
    return status;
}

ohm_status
ohm_oxide_run(ohm_oxide *oxide, const ohm_oxide_schedule *schedule, ohm_oxide_step_fn take, void *data,
              const ohm_control *control, ohm_error *err)
{
    ohm_status status = OHM_OK;

    if (ohm_oxide_devices(oxide) != 1)
        return ohm_fail(err, OHM_E_ARG, "oxide: a run is of one device, not of %zu",
                        ohm_oxide_devices(oxide));
    if (schedule->tolerance > 0.0 && ohm_oxide_scheme_of(oxide) != OHM_OXIDE_IE)
        return ohm_fail(err, OHM_E_METHOD,
                        "oxide: adapted steps are those of implicit Euler (ie), not of bdf2");
    if (schedule->tolerance > 0.0)
        return run_adapted(oxide, schedule, take, data, control, err);
    for (size_t k = 1; status == OHM_OK && k <= schedule->steps; k++) {
        const double voltage = schedule->voltage(schedule->data, schedule->step * (double)k);

        status = ohm_oxide_step(oxide, schedule->step, &voltage, err);
        if (status == OHM_OK)
            status = take(data, oxide, err);
        if (status == OHM_OK)
            status = ohm_control_point(control, (double)k / (double)schedule->steps, err);
    }
    return status;
}

/* Adds the area under one straight piece that does not change the sign of U. */
static void
add_piece(double lobe[2], double u0, double i0, double u1, double i1)
{
    lobe[u0 + u1 > 0.0 ? 0 : 1] += (u1 - u0) * (i0 + i1) / 2.0;
}

static void
add_segment(double lobe[2], const ohm_loop_point *a, const ohm_loop_point *b)
{
    if (a->voltage * b->voltage >= 0.0) {
        add_piece(lobe, a->voltage, a->current, b->voltage, b->current);
        return;
    }
    const double crossing = a->current
        + (b->current - a->current) * (a->voltage / (a->voltage - b->voltage));

    add_piece(lobe, a->voltage, a->current, 0.0, crossing);
    add_piece(lobe, 0.0, crossing, b->voltage, b->current);
}

static ohm_loop_point
between(const ohm_loop_point *a, const ohm_loop_point *b, double time)
{
    const double part = (time - a->time) / (b->time - a->time);

    return (ohm_loop_point){ time, a->voltage + part * (b->voltage - a->voltage),
                             a->current + part * (b->current - a->current) };
}

void
ohm_loop_lobes(double *positive, double *negative, const ohm_loop_point *point, size_t points, double begin,
               double end)
{
    double lobe[2] = { 0.0, 0.0 };

    for (size_t k = 1; k < points; k++) {
        ohm_loop_point a = point[k - 1], b = point[k];

        if (b.time <= begin || a.time >= end)
            continue;
        if (a.time < begin)
            a = between(&point[k - 1], &point[k], begin);
        if (b.time > end)
            b = between(&point[k - 1], &point[k], end);
        add_segment(lobe, &a, &b);
    }
    *positive = lobe[0];
    *negative = lobe[1];
}
