/* lib/device/oxide.h -- oxide memristors by drift and diffusion, in time.
 *
 * Solves the equations of oxide_model.h by vertex-centred finite volumes with
 * Scharfetter-Gummel fluxes, implicit in time, by Newton's method with the full Jacobian.
 * Any number of devices of one model advance together, eight to a vector.
 *
 * Every step is checked before it counts: densities positive, the mass of every species
 * that cannot leave conserved, the total current (displacement included) the same at every
 * x, and for implicit Euler the exact discrete energy identity
 *
 *     H^k - H^{k-1} + dt Dis + R = dt P + work,
 *
 * whose terms a record reports.  A step that breaks one is an error naming time and node.
 * Source: theory/drift-diffusion (doc/oxide.md), sections 1.3, 3. */
#ifndef OHM_DEVICE_OXIDE_H
#define OHM_DEVICE_OXIDE_H

#include "base/status.h"
#include "device/oxide_model.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum { OHM_OXIDE_IE, OHM_OXIDE_BDF2 } ohm_oxide_scheme;

typedef struct {                /* what the last step, or the start, left behind */
    double time;
    double voltage, current;    /* U, and I into the contact x = 1 */
    double energy;              /* H */
    double dissipation[OHM_OXIDE_SPECIES_MAX];
    double remainder;           /* R >= 0 */
    double identity_defect;     /* left minus right side of the identity; NaN for BDF2 and at the start */
    double power;               /* P: what the contacts put in, per time */
    double recombination;       /* free energy it dissipates, per time */
    double mass;                /* of the species that cannot leave */
    double current_spread;      /* largest minus smallest total current over x */
    double least_density;
    int newton;                 /* iterations */
    bool fell_back;             /* BDF2 gave way to implicit Euler in this step */
    bool continued;             /* Newton needed the continuation */
} ohm_oxide_record;

typedef struct ohm_oxide ohm_oxide;

/* `devices` >= 1 devices of one model (borrowed; checked).  Matched contact data are asked
 * for by the caller (ohm_oxide_model_mismatch), not here. */
ohm_status ohm_oxide_alloc(ohm_oxide **out, const ohm_oxide_model *model, size_t devices,
                           ohm_oxide_scheme scheme, ohm_error *err);
void ohm_oxide_free(ohm_oxide *oxide);          /* takes NULL */

size_t ohm_oxide_devices(const ohm_oxide *oxide);
ohm_oxide_scheme ohm_oxide_scheme_of(const ohm_oxide *oxide);
const ohm_oxide_model *ohm_oxide_model_of(const ohm_oxide *oxide);

/* |U| above this leaves the range of the exponential. */
#define OHM_OXIDE_VOLTAGE_MAX 700.0

/* State 0 at the `devices` voltages, time 0: the given initial densities of species without
 * contacts; the others steady for them (or given as well), V from Poisson's equation. */
ohm_status ohm_oxide_start(ohm_oxide *oxide, const double *voltage, ohm_error *err);

/* One step to time + dt at the new voltages (the step may differ from the last).  On failure
 * the state is that before the step: OHM_E_NOCONV names device, time and node, OHM_E_DOMAIN a
 * voltage out of range, OHM_E_PRECISION the guarantee that did not hold. */
ohm_status ohm_oxide_step(ohm_oxide *oxide, double dt, const double *voltage, ohm_error *err);

/* The same without committing: look at the local error, then commit or abandon (below). */
ohm_status ohm_oxide_attempt(ohm_oxide *oxide, double dt, const double *voltage, ohm_error *err);

/* Estimated error of implicit Euler in the open step, relative to the densities: the largest
 * over devices, stored species and nodes. */
double ohm_oxide_local_error(const ohm_oxide *oxide);

const ohm_oxide_record *ohm_oxide_last(const ohm_oxide *oxide, size_t device);

/* Densities of a species, or V (unknown == species_count), at the nodes. */
void ohm_oxide_profile(double *values, const ohm_oxide *oxide, size_t device, size_t unknown);

/* ---- as elements of a circuit ----------------------------------------------------- */
/* A step in pieces, for voltages that are found together with the rest of a circuit:
 * begin, then updates or settles in any number, then commit or abandon.  Currents and
 * conductances dI/dU are `devices` numbers each. */
ohm_status ohm_oxide_begin(ohm_oxide *oxide, double dt, ohm_error *err);

/* One Newton update of every device; the voltages may differ from those of the last update,
 * and densities and V follow them along the tangent.  *change: the largest relative change.
 * With the circuit's own Newton step in between this is Newton on circuit and devices. */
void ohm_oxide_update(double *current, double *conductance, double *change, ohm_oxide *oxide,
                      const double *voltage);

/* Every device to convergence at these voltages, from the state before the step, with all
 * the help a step has.  OHM_E_NOCONV as ohm_oxide_step. */
ohm_status ohm_oxide_settle(double *current, double *conductance, ohm_oxide *oxide, const double *voltage,
                            ohm_error *err);

/* Whether every device's last update was small enough to commit. */
bool ohm_oxide_settled(const ohm_oxide *oxide);

/* Checks the guarantees and closes the step; on failure it is abandoned. */
ohm_status ohm_oxide_commit(ohm_oxide *oxide, ohm_error *err);

/* Returns to the state before the step. */
void ohm_oxide_abandon(ohm_oxide *oxide);

/* Keeps a copy of the state between steps (the last one kept), and returns to it. */
ohm_status ohm_oxide_save(ohm_oxide *oxide, ohm_error *err);
void ohm_oxide_restore(ohm_oxide *oxide);

#endif
