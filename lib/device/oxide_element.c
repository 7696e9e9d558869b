/* lib/device/oxide_element.c -- see oxide_element.h */
#include "device/oxide_element.h"

static ohm_status
begin(void *self, double dt, ohm_error *err)
{
    return ohm_oxide_begin(self, dt, err);
}

static void
update(double *current, double *conductance, double *change, void *self, const double *voltage)
{
    ohm_oxide_update(current, conductance, change, self, voltage);
}

static bool
settled(const void *self)
{
    return ohm_oxide_settled(self);
}

static ohm_status
settle(double *current, double *conductance, void *self, const double *voltage, ohm_error *err)
{
    return ohm_oxide_settle(current, conductance, self, voltage, err);
}

static ohm_status
commit(void *self, ohm_error *err)
{
    return ohm_oxide_commit(self, err);
}

static void
abandon(void *self)
{
    ohm_oxide_abandon(self);
}

static ohm_status
save(void *self, ohm_error *err)
{
    return ohm_oxide_save(self, err);
}

static void
restore(void *self)
{
    ohm_oxide_restore(self);
}

void
ohm_oxide_elements(ohm_elements *out, ohm_oxide *oxide)
{
    *out = (ohm_elements){ oxide, ohm_oxide_devices(oxide), begin, update, settled, settle,
                           commit, abandon, save, restore };
}
