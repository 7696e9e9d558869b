/* lib/device/oxide_lift.h -- what contacts impose, carried into the device.  Private.
 *
 * A species with contacts is measured against ubar: h'(ubar) runs straight (in x, or in psi)
 * from its value at one contact to that at the other. */
#ifndef OHM_DEVICE_OXIDE_LIFT_H
#define OHM_DEVICE_OXIDE_LIFT_H

#include "device/oxide_flux.h"

/* h'(ubar) at the two contacts: of the only contact twice where there is one.  False where
 * there is none: nothing is lifted. */
bool oxide_lift_levels(double level[2], const ohm_oxide_species *species);

/* h(ubar) - h'(ubar) ubar where h'(ubar) = slope. */
double oxide_lift_reference(const oxide_law *law, const ohm_oxide_species *species, double slope);

/* z^2 / h''(u) = -z du/dV at constant h'(u) + z V: how a species screens a field. */
double oxide_screening(const oxide_law *law, double u);

#endif
