/* lib/device/oxide_check_step.c -- what every step must satisfy, see oxide_pack.h */
#include "device/oxide_pack.h"

#include <float.h>
#include <math.h>

/* Newton stops at 1e-12 relative, so balances of its terms close to a few of those. */
static const double MASS_TOL = 1e-11;
/* Fluxes are differences of one-sided fluxes, up to 1e3 times larger and known to Newton's
 * tolerance or, where that stalls, to its stall level. */
static const double CURRENT_TOL = 1e-9;
/* The identity holds to rounding; what is left is 100 times Newton's tolerance and the
 * rounding of the sums. */
static const double IDENTITY_TOL = 1e-11;
static const double IDENTITY_FLOOR = 100.0 * OXIDE_NEWTON_TOL;

static ohm_status
check_mass(const oxide_balance *balance, const oxide_pack *pack, size_t lane, double dt, ohm_error *err)
{
    for (size_t i = 0; i < pack->species; i++) {
        const double mass = balance->mass[i][lane], old = balance->mass_old[i][lane];
        /* sums of w u and of dt F round to this */
        const double tol = MASS_TOL * old + 64.0 * DBL_EPSILON * dt * balance->scale[lane];

        if (pack->lift[i] == NULL && !(fabs(mass - old) <= tol))
            return ohm_fail(err, OHM_E_PRECISION, "mass of %s went from %.17g to %.17g",
                            pack->model->species[i].name, old, mass);
    }
    return OHM_OK;
}

static ohm_status
check_current(const oxide_balance *balance, const oxide_pack *pack, size_t lane, ohm_error *err)
{
    const double tol = CURRENT_TOL * balance->scale[lane];

    if (!(balance->spread[lane] <= tol))
        return ohm_fail(err, OHM_E_PRECISION, "the current varies by %g along x (at most %g is rounding)",
                        balance->spread[lane], tol);
    if (pack->chain && !(fabs(balance->chain[lane] - balance->current[lane]) <= tol))
        return ohm_fail(err, OHM_E_PRECISION, "current %.17g, by the chain formula %.17g",
                        balance->current[lane], balance->chain[lane]);
    return OHM_OK;
}

ohm_status
oxide_balance_check(double *defect, const oxide_balance *balance, const oxide_pack *pack, size_t lane,
                    double dt, bool euler, ohm_error *err)
{
    double dissipated = balance->recombination[lane], gained = balance->exchange[lane];

    *defect = NAN;
    if (!(balance->least[lane] > 0.0))
        return ohm_fail(err, OHM_E_PRECISION, "a density is %g", balance->least[lane]);
    ohm_status status = check_mass(balance, pack, lane, dt, err);
    if (status != OHM_OK || (status = check_current(balance, pack, lane, err)) != OHM_OK)
        return status;
    if (!euler)
        return OHM_OK;
    for (size_t i = 0; i < pack->species; i++)
        if (pack->model->species[i].stored) {
            dissipated += balance->dissipation[i][lane];
            gained += balance->contact_power[i][lane];
        }
    const double energy = balance->energy[lane];
    const double left = energy - pack->energy[lane] + dt * dissipated + balance->remainder[lane];
    const double right = dt * gained + balance->relaxation[lane] + balance->work[lane];
    const double size = fabs(energy) + fabs(pack->energy[lane]) + dt * fabs(dissipated)
                        + balance->remainder[lane] + fabs(balance->relaxation[lane]);

    *defect = left - right;
    if (!(fabs(*defect) <= IDENTITY_TOL * size + IDENTITY_FLOOR))
        return ohm_fail(err, OHM_E_PRECISION, "the energy identity is off by %g (terms of %g)", *defect,
                        size);
    return OHM_OK;
}
