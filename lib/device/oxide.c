/* lib/device/oxide.c -- see oxide.h */
#include "device/oxide.h"

#include "base/array.h"
#include "device/oxide_pack.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Errors of densities well below this (in N_0) do not decide a step. */
static const double DENSITY_SCALE = 1e-3;

struct ohm_oxide {
    const ohm_oxide_model *model;
    size_t devices, lanes, pack_count;
    oxide_pack **pack;
    ohm_oxide_scheme scheme;
    ohm_oxide_record *record, *next;    /* of the last state, and of the one being checked */
    bool *euler;                /* the open step of this device is implicit Euler */
    bool *continued;
    double time, dt, dt_before; /* dt_before: 0 before the first step */
    double *saved;              /* old and older of every pack, voltages, energies; NULL */
    ohm_oxide_record *saved_record;
    double saved_time, saved_dt_before;
};

ohm_status
ohm_oxide_alloc(ohm_oxide **out, const ohm_oxide_model *model, size_t devices, ohm_oxide_scheme scheme,
                ohm_error *err)
{
    ohm_oxide *oxide;

    *out = NULL;
    ohm_status status = ohm_oxide_model_check(model, err);
    if (status != OHM_OK)
        return status;
    if (devices == 0)
        return ohm_fail(err, OHM_E_ARG, "oxide: no devices");
    if ((oxide = OHM_ZEROS(ohm_oxide, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "oxide: %zu devices", devices);
    oxide->model = model;
    oxide->devices = devices;
    oxide->scheme = scheme;
    oxide->lanes = devices == 1 ? 1 : OHM_LANES;
    oxide->pack_count = (devices + oxide->lanes - 1) / oxide->lanes;
    oxide->pack = OHM_ZEROS(oxide_pack *, oxide->pack_count);
    oxide->record = OHM_ZEROS(ohm_oxide_record, devices);
    oxide->next = OHM_ZEROS(ohm_oxide_record, devices);
    oxide->euler = OHM_ZEROS(bool, devices);
    oxide->continued = OHM_ZEROS(bool, devices);
    if (oxide->pack == NULL || oxide->record == NULL || oxide->next == NULL || oxide->euler == NULL
        || oxide->continued == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "oxide: %zu devices", devices);
    for (size_t p = 0; status == OHM_OK && p < oxide->pack_count; p++)
        status = oxide_pack_alloc(&oxide->pack[p], model, oxide->lanes, err);
    if (status != OHM_OK) {
        ohm_oxide_free(oxide);
        return status;
    }
    *out = oxide;
    return OHM_OK;
}

void
ohm_oxide_free(ohm_oxide *oxide)
{
    if (oxide == NULL)
        return;
    for (size_t p = 0; oxide->pack != NULL && p < oxide->pack_count; p++)
        oxide_pack_free(oxide->pack[p]);
    free(oxide->pack);
    free(oxide->record);
    free(oxide->next);
    free(oxide->euler);
    free(oxide->continued);
    free(oxide->saved);
    free(oxide->saved_record);
    free(oxide);
}

size_t
ohm_oxide_devices(const ohm_oxide *oxide)
{
    return oxide->devices;
}

ohm_oxide_scheme
ohm_oxide_scheme_of(const ohm_oxide *oxide)
{
    return oxide->scheme;
}

const ohm_oxide_model *
ohm_oxide_model_of(const ohm_oxide *oxide)
{
    return oxide->model;
}

const ohm_oxide_record *
ohm_oxide_last(const ohm_oxide *oxide, size_t device)
{
    return &oxide->record[device];
}

void
ohm_oxide_profile(double *values, const ohm_oxide *oxide, size_t device, size_t unknown)
{
    const double *from = oxide->pack[device / oxide->lanes]->old[unknown];

    for (size_t j = 0; j < oxide->model->nodes; j++)
        values[j] = from[j * oxide->lanes + device % oxide->lanes];
}

/* Lanes beyond the last device repeat it. */
static size_t
device_of(const ohm_oxide *oxide, size_t p, size_t lane)
{
    const size_t device = p * oxide->lanes + lane;

    return device < oxide->devices ? device : oxide->devices - 1;
}

/* How many lanes of pack p are devices. */
static size_t
devices_in(const ohm_oxide *oxide, size_t p)
{
    const size_t left = oxide->devices - p * oxide->lanes;

    return left < oxide->lanes ? left : oxide->lanes;
}

static ohm_status
set_voltages(ohm_oxide *oxide, const double *voltage, ohm_error *err)
{
    for (size_t k = 0; k < oxide->devices; k++)
        if (!(fabs(voltage[k]) <= OHM_OXIDE_VOLTAGE_MAX))
            return ohm_fail(err, OHM_E_DOMAIN, "oxide: device %zu: U = %g: |U| must be at most %g (in kT/q)",
                            k, voltage[k], OHM_OXIDE_VOLTAGE_MAX);
    for (size_t p = 0; p < oxide->pack_count; p++)
        for (size_t lane = 0; lane < oxide->lanes; lane++)
            oxide->pack[p]->voltage[lane] = voltage[device_of(oxide, p, lane)];
    return OHM_OK;
}

/* ---- records ---------------------------------------------------------------------- */

static void
fill_record(ohm_oxide_record *record, const oxide_balance *balance, const oxide_pack *pack, size_t lane)
{
    record->voltage = pack->voltage[lane];
    record->current = pack->chain ? balance->chain[lane] : balance->current[lane];
    record->energy = balance->energy[lane];
    record->remainder = balance->remainder[lane];
    record->power = balance->power[lane];
    record->recombination = balance->recombination[lane];
    record->current_spread = balance->spread[lane];
    record->least_density = balance->least[lane];
    record->newton = pack->iterations[lane];
    record->mass = 0.0;
    for (size_t i = 0; i < pack->species; i++) {
        record->dissipation[i] = balance->dissipation[i][lane];
        if (pack->lift[i] == NULL)
            record->mass += balance->mass[i][lane];
    }
}

/* I at state 0: what the species with contacts carry; frozen ones still flow and V has no rate. */
static double
start_current(const oxide_pack *pack, size_t lane)
{
    double current = 0.0;

    for (size_t i = 0; i < pack->species; i++)
        for (size_t t = lane; pack->lift[i] != NULL && t + pack->lanes < pack->count; t += pack->lanes)
            current -= pack->length[t] * pack->law[i].charge * pack->flux[i][t];
    return current;
}

ohm_status
ohm_oxide_start(ohm_oxide *oxide, const double *voltage, ohm_error *err)
{
    oxide_balance balance;
    ohm_status status = set_voltages(oxide, voltage, err);

    for (size_t p = 0; status == OHM_OK && p < oxide->pack_count; p++) {
        oxide_pack *pack = oxide->pack[p];

        status = oxide_start(pack, err);
        if (status != OHM_OK)
            return ohm_fail_within(err, status, "oxide: devices %zu to %zu", p * oxide->lanes,
                                   p * oxide->lanes + devices_in(oxide, p) - 1);
        for (size_t k = 0; k < 3; k++)
            for (size_t lane = 0; lane < OHM_LANES; lane++)
                pack->order[k].lane[lane] = 0.0;
        oxide_balance_take(&balance, pack);
        for (size_t lane = 0; lane < devices_in(oxide, p); lane++) {
            ohm_oxide_record *record = &oxide->record[p * oxide->lanes + lane];

            *record = (ohm_oxide_record){ .time = 0.0 };
            fill_record(record, &balance, pack, lane);
            if (!pack->chain)
                record->current = start_current(pack, lane);
            record->identity_defect = NAN;
        }
        for (size_t lane = 0; lane < pack->lanes; lane++)
            pack->energy[lane] = balance.energy[lane];
    }
    oxide->time = oxide->dt_before = 0.0;
    return status;
}

/* ---- one step ----------------------------------------------------------------------- */

/* d_t u = c[0] u + c[1] old + c[2] older in one lane, or (lane == lanes) in all. */
static void
set_order(oxide_pack *pack, size_t lane, const double c[3])
{
    const bool all = lane == pack->lanes;
    const size_t first = all ? 0 : lane, step = all ? 1 : pack->lanes;

    for (size_t k = 0; k < OHM_LANES; k++)
        if (all || k % pack->lanes == lane)
            for (size_t m = 0; m < 3; m++)
                pack->order[m].lane[k] = c[m];
    for (size_t i = 0; i < pack->species; i++) {
        const double stored = pack->model->species[i].stored ? 1.0 : 0.0;
        const double past[2] = { stored * c[1], stored * c[2] };
        double *restrict history = pack->history[i];

        for (size_t k = 0; k < OHM_LANES; k++)
            if (all || k % pack->lanes == lane)
                pack->rate[i].lane[k] = stored * c[0];
        for (size_t t = first; t < pack->count; t += step)
            history[t] = past[0] * pack->old[i][t] + past[1] * pack->older[i][t];
    }
}

/* Implicit Euler, or BDF2 with the step before it of another length. */
static void
set_lane_order(oxide_pack *pack, size_t lane, double dt, double dt_before, bool euler)
{
    const double ratio = euler ? 0.0 : dt / dt_before;
    const double bdf2[3] = { (1.0 + 2.0 * ratio) / (1.0 + ratio) / dt, -(1.0 + ratio) / dt,
                             ratio * ratio / (1.0 + ratio) / dt };

    set_order(pack, lane, bdf2);        /* ratio 0 is implicit Euler */
    for (size_t k = 0; k < pack->lanes; k++)
        if (lane == pack->lanes || lane == k) {
            pack->state[k] = LANE_ACTIVE;
            pack->change[k] = HUGE_VAL;
        }
}

ohm_status
ohm_oxide_begin(ohm_oxide *oxide, double dt, ohm_error *err)
{
    const bool euler = oxide->scheme == OHM_OXIDE_IE || oxide->dt_before == 0.0;

    if (!(dt > 0.0 && isfinite(dt)))
        return ohm_fail(err, OHM_E_ARG, "oxide: step %g: must be > 0", dt);
    oxide->dt = dt;
    for (size_t k = 0; k < oxide->devices; k++) {
        oxide->euler[k] = euler;
        oxide->continued[k] = false;
    }
    for (size_t p = 0; p < oxide->pack_count; p++) {
        oxide_pack *pack = oxide->pack[p];

        oxide_pack_restore(pack, pack->lanes);
        set_lane_order(pack, pack->lanes, dt, oxide->dt_before, euler);
        for (size_t lane = 0; lane < pack->lanes; lane++) {
            pack->iterations[lane] = 0;
            pack->voltage[lane] = pack->voltage_old[lane];
        }
        pack->has_tangent = false;
    }
    return OHM_OK;
}

/* Another go for the lanes Newton could not take: implicit Euler, then the continuation. */
static void
rescue(ohm_oxide *oxide, size_t p)
{
    oxide_pack *pack = oxide->pack[p];
    bool again = false;

    for (size_t lane = 0; lane < pack->lanes; lane++)
        if (pack->state[lane] == LANE_FAILED && !oxide->euler[device_of(oxide, p, lane)]) {
            oxide_pack_restore(pack, lane);
            set_lane_order(pack, lane, oxide->dt, 0.0, true);
            again = true;
        }
    if (again) {
        for (size_t lane = 0; lane < pack->lanes; lane++)
            if (pack->state[lane] == LANE_ACTIVE)
                oxide->euler[device_of(oxide, p, lane)] = true;
        oxide_set_contacts(pack);
        oxide_newton(pack);
    }
    for (size_t lane = 0; lane < pack->lanes; lane++)
        if (pack->state[lane] == LANE_FAILED) {
            oxide->continued[device_of(oxide, p, lane)] = true;
            oxide_continuation(pack, lane, oxide->dt);
            if (pack->state[lane] == LANE_FAILED)
                oxide_ramp(pack, lane, oxide->dt);
        }
}

static ohm_status
stuck(const ohm_oxide *oxide, size_t p, size_t lane, ohm_error *err)
{
    const oxide_pack *pack = oxide->pack[p];
    const size_t node = oxide_newton_worst_node(pack, lane);

    return ohm_fail(
        err, OHM_E_NOCONV,
        "oxide: device %zu: no solution at t = %g (U from %g to %g, Newton stuck at node %zu, x = %g):"
        " try a smaller step",
        p * oxide->lanes + lane, oxide->time + oxide->dt, pack->voltage_old[lane], pack->voltage[lane], node,
        pack->x[node * pack->lanes]);
}

/* Balances of the converged iterates into `next`; the guarantees. */
static ohm_status
check_step(ohm_oxide *oxide, size_t p, ohm_error *err)
{
    oxide_pack *pack = oxide->pack[p];
    oxide_balance balance;

    for (size_t i = 0; i < pack->species; i++)
        for (size_t t = 0; t < pack->count; t++)
            if (pack->unknown[i][t] < OXIDE_DENSITY_MIN)
                pack->unknown[i][t] = OXIDE_DENSITY_MIN;
    oxide_balance_take(&balance, pack);
    for (size_t lane = 0; lane < devices_in(oxide, p); lane++) {
        const size_t device = p * oxide->lanes + lane;
        ohm_oxide_record *record = &oxide->next[device];

        fill_record(record, &balance, pack, lane);
        record->time = oxide->time + oxide->dt;
        record->fell_back = oxide->euler[device] && oxide->scheme == OHM_OXIDE_BDF2 && oxide->dt_before > 0.0;
        record->continued = oxide->continued[device];
        const ohm_status status = oxide_balance_check(&record->identity_defect, &balance, pack, lane,
                                                      oxide->dt, oxide->euler[device], err);
        if (status != OHM_OK)
            return ohm_fail_within(err, status, "oxide: device %zu, t = %g", device, record->time);
    }
    for (size_t lane = 0; lane < pack->lanes; lane++)
        pack->energy_next[lane] = balance.energy[lane];
    return OHM_OK;
}

ohm_status
ohm_oxide_commit(ohm_oxide *oxide, ohm_error *err)
{
    ohm_status status = OHM_OK;

    for (size_t p = 0; status == OHM_OK && p < oxide->pack_count; p++)
        status = check_step(oxide, p, err);
    if (status != OHM_OK) {
        ohm_oxide_abandon(oxide);
        return status;
    }
    for (size_t p = 0; p < oxide->pack_count; p++) {
        oxide_pack_commit(oxide->pack[p]);
        for (size_t lane = 0; lane < oxide->lanes; lane++)
            oxide->pack[p]->energy[lane] = oxide->pack[p]->energy_next[lane];
    }
    ohm_oxide_record *last = oxide->record;

    oxide->record = oxide->next;
    oxide->next = last;
    oxide->time += oxide->dt;
    oxide->dt_before = oxide->dt;
    return OHM_OK;
}

void
ohm_oxide_abandon(ohm_oxide *oxide)
{
    for (size_t p = 0; p < oxide->pack_count; p++) {
        oxide_pack *pack = oxide->pack[p];

        oxide_pack_restore(pack, pack->lanes);
        for (size_t lane = 0; lane < pack->lanes; lane++)
            pack->voltage[lane] = pack->voltage_old[lane];
    }
}

/* Every device to convergence at the packs' voltages. */
static ohm_status
converge(ohm_oxide *oxide, ohm_error *err)
{
    for (size_t p = 0; p < oxide->pack_count; p++) {
        oxide_pack *pack = oxide->pack[p];

        oxide_set_contacts(pack);
        oxide_newton(pack);
        rescue(oxide, p);
        for (size_t lane = 0; lane < pack->lanes; lane++)
            if (pack->state[lane] != LANE_CONVERGED)
                return stuck(oxide, p, lane, err);
    }
    return OHM_OK;
}

ohm_status
ohm_oxide_attempt(ohm_oxide *oxide, double dt, const double *voltage, ohm_error *err)
{
    ohm_status status = ohm_oxide_begin(oxide, dt, err);

    if (status == OHM_OK)
        status = set_voltages(oxide, voltage, err);
    if (status == OHM_OK)
        status = converge(oxide, err);
    if (status != OHM_OK)
        ohm_oxide_abandon(oxide);
    return status;
}

ohm_status
ohm_oxide_step(ohm_oxide *oxide, double dt, const double *voltage, ohm_error *err)
{
    const ohm_status status = ohm_oxide_attempt(oxide, dt, voltage, err);

    return status == OHM_OK ? ohm_oxide_commit(oxide, err) : status;
}

/* With u the new solution, p the line through the two states before it:
 * u - p = dt (2 dt + dt_before) u''/2, and implicit Euler's error is dt^2 u''/2. */
double
ohm_oxide_local_error(const ohm_oxide *oxide)
{
    const double ratio = oxide->dt_before > 0.0 ? oxide->dt / oxide->dt_before : 0.0;
    double worst = 0.0;

    for (size_t p = 0; p < oxide->pack_count; p++) {
        const oxide_pack *pack = oxide->pack[p];

        for (size_t i = 0; i < pack->species; i++)
            for (size_t t = 0; pack->model->species[i].stored && t < pack->count; t++) {
                const double old = pack->old[i][t], line = old + ratio * (old - pack->older[i][t]);
                const double gap = fabs(pack->unknown[i][t] - line);

                worst = fmax(worst, gap / (pack->unknown[i][t] + DENSITY_SCALE));
            }
    }
    return worst * oxide->dt / (2.0 * oxide->dt + oxide->dt_before);
}

/* ---- in a circuit --------------------------------------------------------------------- */

/* Current and conductance of the pack's devices into arrays over all devices. */
static void
report(double *current, double *conductance, const ohm_oxide *oxide, size_t p)
{
    double I[OHM_LANES], G[OHM_LANES];

    oxide_companion(I, G, oxide->pack[p]);
    for (size_t lane = 0; lane < devices_in(oxide, p); lane++) {
        current[p * oxide->lanes + lane] = I[lane];
        conductance[p * oxide->lanes + lane] = G[lane];
    }
}

void
ohm_oxide_update(double *current, double *conductance, double *change, ohm_oxide *oxide,
                 const double *voltage)
{
    *change = 0.0;
    for (size_t p = 0; p < oxide->pack_count; p++) {
        oxide_pack *pack = oxide->pack[p];

        for (size_t lane = 0; lane < pack->lanes; lane++)
            pack->voltage[lane] = voltage[device_of(oxide, p, lane)];
        oxide_follow(pack);
        oxide_newton_update(pack);
        report(current, conductance, oxide, p);
        for (size_t lane = 0; lane < pack->lanes; lane++)
            *change = fmax(*change, pack->clipped[lane] != 0.0 ? HUGE_VAL : pack->change[lane]);
    }
}

ohm_status
ohm_oxide_settle(double *current, double *conductance, ohm_oxide *oxide, const double *voltage,
                 ohm_error *err)
{
    ohm_status status = set_voltages(oxide, voltage, err);

    for (size_t p = 0; p < oxide->pack_count; p++)
        for (size_t lane = 0; lane < oxide->lanes; lane++) {
            oxide_pack_restore(oxide->pack[p], lane);
            set_lane_order(oxide->pack[p], lane, oxide->dt, oxide->dt_before,
                           oxide->euler[device_of(oxide, p, lane)]);
        }
    if (status == OHM_OK)
        status = converge(oxide, err);
    for (size_t p = 0; status == OHM_OK && p < oxide->pack_count; p++) {
        for (size_t lane = 0; lane < oxide->lanes; lane++)      /* the factors of the last lane solved */
            oxide->pack[p]->state[lane] = LANE_ACTIVE;
        oxide_newton_update(oxide->pack[p]);                    /* belong to all again */
        report(current, conductance, oxide, p);
    }
    return status;
}

bool
ohm_oxide_settled(const ohm_oxide *oxide)
{
    for (size_t p = 0; p < oxide->pack_count; p++)
        for (size_t lane = 0; lane < oxide->lanes; lane++)
            if (!oxide_lane_settled(oxide->pack[p], lane))
                return false;
    return true;
}

/* ---- saving ----------------------------------------------------------------------------- */

/* Copies what a pack carries from step to step to `saved`, or back; returns what follows. */
static double *
copy_pack(double *saved, oxide_pack *pack, bool out)
{
    for (size_t i = 0; i <= pack->species; i++)
        for (int which = 0; which < 2; which++) {
            double *array = which == 0 ? pack->old[i] : pack->older[i];

            memcpy(out ? saved : array, out ? array : saved, pack->count * sizeof *saved);
            saved += pack->count;
        }
    for (int which = 0; which < 2; which++) {
        double *array = which == 0 ? pack->voltage_old : pack->energy;

        memcpy(out ? saved : array, out ? array : saved, OHM_LANES * sizeof *saved);
        saved += OHM_LANES;
    }
    return saved;
}

ohm_status
ohm_oxide_save(ohm_oxide *oxide, ohm_error *err)
{
    const oxide_pack *first = oxide->pack[0];
    const size_t each = 2 * (first->species + 1) * first->count + 2 * OHM_LANES;

    if (oxide->saved == NULL)
        oxide->saved = OHM_ARRAY(double, each * oxide->pack_count);
    if (oxide->saved_record == NULL)
        oxide->saved_record = OHM_ARRAY(ohm_oxide_record, oxide->devices);
    if (oxide->saved == NULL || oxide->saved_record == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "oxide: a copy of %zu devices", oxide->devices);
    double *saved = oxide->saved;
    for (size_t p = 0; p < oxide->pack_count; p++)
        saved = copy_pack(saved, oxide->pack[p], true);
    memcpy(oxide->saved_record, oxide->record, oxide->devices * sizeof *oxide->record);
    oxide->saved_time = oxide->time;
    oxide->saved_dt_before = oxide->dt_before;
    return OHM_OK;
}

void
ohm_oxide_restore(ohm_oxide *oxide)
{
    double *saved = oxide->saved;

    for (size_t p = 0; p < oxide->pack_count; p++)
        saved = copy_pack(saved, oxide->pack[p], false);
    memcpy(oxide->record, oxide->saved_record, oxide->devices * sizeof *oxide->record);
    oxide->time = oxide->saved_time;
    oxide->dt_before = oxide->saved_dt_before;
    ohm_oxide_abandon(oxide);
}
