/* tests/kirchhoff/element_sample.h -- elements whose circuits have answers in closed form. */
#ifndef OHM_TESTS_KIRCHHOFF_ELEMENT_SAMPLE_H
#define OHM_TESTS_KIRCHHOFF_ELEMENT_SAMPLE_H

#include "device/element.h"

#include <math.h>

/* I = saturation (e^U - 1) + capacity dU/dt + conductance U, without inner iterations. */
typedef struct {
    double saturation, capacity, conductance;
    double dt, old, now, kept;  /* voltages of the one element */
    int commits, abandons;
    bool refuse;                /* to commit */
} lumped;

static ohm_status
lumped_begin(void *self, double dt, ohm_error *err)
{
    lumped *e = self;

    (void)err;
    e->dt = dt;
    e->now = e->old;
    return OHM_OK;
}

static void
lumped_update(double *current, double *conductance, double *change, void *self, const double *voltage)
{
    lumped *e = self;

    e->now = voltage[0];
    *change = 0.0;
    current[0] =
        e->saturation * expm1(e->now) + e->capacity * (e->now - e->old) / e->dt + e->conductance * e->now;
    conductance[0] = e->saturation * exp(e->now) + e->capacity / e->dt + e->conductance;
}

static bool
lumped_settled(const void *self)
{
    (void)self;
    return true;
}

static ohm_status
lumped_settle(double *current, double *conductance, void *self, const double *voltage, ohm_error *err)
{
    double change;

    (void)err;
    lumped_update(current, conductance, &change, self, voltage);
    return OHM_OK;
}

static ohm_status
lumped_commit(void *self, ohm_error *err)
{
    lumped *e = self;

    if (e->refuse)
        return ohm_fail(err, OHM_E_PRECISION, "refused");
    e->old = e->now;
    e->commits++;
    return OHM_OK;
}

static void
lumped_abandon(void *self)
{
    lumped *e = self;

    e->abandons++;
}

static ohm_status
lumped_save(void *self, ohm_error *err)
{
    lumped *e = self;

    (void)err;
    e->kept = e->old;
    return OHM_OK;
}

static void
lumped_restore(void *self)
{
    lumped *e = self;

    e->old = e->kept;
}

static inline ohm_elements
lumped_elements(lumped *e)
{
    return (ohm_elements){ e, 1, lumped_begin, lumped_update, lumped_settled, lumped_settle,
                           lumped_commit, lumped_abandon, lumped_save, lumped_restore };
}

#endif
