/* lib/device/oxide_element.h -- oxide devices as elements of a circuit.
 *
 * U is the voltage of the contact x = 1 against x = 0 and I flows into x = 1: on an edge of a
 * circuit the tail is the contact x = 1. */
#ifndef OHM_DEVICE_OXIDE_ELEMENT_H
#define OHM_DEVICE_OXIDE_ELEMENT_H

#include "device/element.h"
#include "device/oxide.h"

/* The devices (started; borrowed) as a group. */
void ohm_oxide_elements(ohm_elements *out, ohm_oxide *oxide);

#endif
