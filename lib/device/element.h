/* lib/device/element.h -- two-terminal elements with a state, as a circuit drives them.
 *
 * A group of `count` elements of one kind advances together in implicit steps.  The circuit
 * opens a step, tries voltages until currents and voltages agree, and closes it:
 *
 *     begin, (update | settle)*, commit | abandon.
 *
 * For voltages U an element answers with I(U) and dI/dU: its companion I + (dI/dU)(U' - U). */
#ifndef OHM_DEVICE_ELEMENT_H
#define OHM_DEVICE_ELEMENT_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    void *self;                 /* handed to every function; borrowed */
    size_t count;               /* arrays below hold as many numbers */

    ohm_status (*begin)(void *self, double dt, ohm_error *err);

    /* One Newton update of the inner state at these voltages, which may have changed since
     * the last; *change is the largest relative change, infinite where it does not count. */
    void (*update)(double *current, double *conductance, double *change, void *self, const double *voltage);

    /* Whether the last update of every element was small enough to commit. */
    bool (*settled)(const void *self);

    /* Inner states to convergence, from the state before the step. */
    ohm_status (*settle)(double *current, double *conductance, void *self, const double *voltage,
                         ohm_error *err);

    ohm_status (*commit)(void *self, ohm_error *err);
    void (*abandon)(void *self);

    /* Keeps a copy of the state between steps, and returns to it (as often as wanted). */
    ohm_status (*save)(void *self, ohm_error *err);
    void (*restore)(void *self);
} ohm_elements;

#endif
