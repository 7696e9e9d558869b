/* lib/device/oxide_plane.c -- see oxide_plane.h */
#include "device/oxide_plane_state.h"

#include "base/array.h"
#include "device/oxide_lift.h"
#include "device/oxide_pack.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double STRIDE_MIN = 0x1p-10;       /* of a voltage's way, in one stride */
enum { BOLTZMANN_MAX = 500 };                   /* iterations of at most 1 U_T each */
static const double BOLTZMANN_TOL = 1e-9;       /* of the first guess */

/* ---- geometry ---------------------------------------------------------------------- */

/* n rounded up to whole vectors. */
static size_t
padded(size_t n)
{
    return (n + OHM_LANES - 1) / OHM_LANES * OHM_LANES;
}

static double *
take(double **memory, size_t count, double filling)
{
    double *array = *memory;

    *memory += count;
    for (size_t k = 0; k < count; k++)
        array[k] = filling;
    return array;
}

static ohm_status
lay_out(ohm_oxide_plane *plane, ohm_error *err)
{
    const size_t S = plane->species, n = padded(plane->mesh->nodes), m = padded(plane->mesh->edges);
    const size_t numbers = n * (3 * (S + 1) + 4 * S + 2 + 2 * (S + 1)) + m * (3 * (S + 1) + 3 * S + 1);
    double *memory = OHM_ARRAY(double, numbers);

    if (memory == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "oxide: mesh of %zu nodes", plane->mesh->nodes);
    plane->memory = memory;
    for (size_t i = 0; i <= S; i++) {
        const double filling = i < S ? 0.5 : 0.0;       /* a density every law allows */

        plane->unknown[i] = take(&memory, n, filling);
        plane->old[i] = take(&memory, n, filling);
        plane->older[i] = take(&memory, n, filling);
        for (size_t side = 0; side < 2; side++) {
            plane->end[side][i] = take(&memory, m, filling);
            (side == 0 ? plane->edges.left : plane->edges.right)[i] = plane->end[side][i];
        }
        plane->edges.flux[i] = take(&memory, m, 0.0);
    }
    for (size_t i = 0; i < S; i++) {
        plane->history[i] = take(&memory, n, 0.0);
        plane->slope[i] = take(&memory, n, 0.0);
        plane->lift[i] = take(&memory, n, 0.0);
        plane->reference[i] = take(&memory, n, 0.0);
        plane->edges.by_left[i] = take(&memory, m, 0.0);
        plane->edges.by_right[i] = take(&memory, m, 0.0);
        plane->edges.by_drop_left[i] = plane->edges.by_drop_right[i] = take(&memory, m, 0.0);
    }
    plane->psi = take(&memory, n, 0.0);
    plane->box = take(&memory, n, 0.0);
    plane->rhs = take(&memory, n * (S + 1), 0.0);
    plane->solution = take(&memory, n * (S + 1), 0.0);
    plane->weight = take(&memory, m, 0.0);
    return OHM_OK;
}

/* sum over neighbours of weight (y_i - y_j) + extra_i y_i = rhs_i inside, y = rhs on contacts. */
static ohm_status
solve_scalar(double *y, const double *extra, const double *rhs, const ohm_oxide_plane *plane,
             ohm_block_sparse *laplace, double scale, ohm_error *err)
{
    const ohm_mesh *mesh = plane->mesh;
    double *value = laplace->value;

    memset(value, 0, laplace->entries * sizeof *value);
    for (size_t e = 0; e < mesh->edges; e++)
        for (size_t end = 0; end < 2; end++) {
            const size_t row = end == 0 ? mesh->tail[e] : mesh->head[e];

            if (mesh->contact[row] >= 0)
                continue;
            value[laplace->diagonal[row]] += scale * mesh->weight[e];
            value[(end == 0 ? laplace->forth : laplace->back)[e]] = -scale * mesh->weight[e];
        }
    for (size_t v = 0; v < mesh->nodes; v++)
        value[laplace->diagonal[v]] = mesh->contact[v] >= 0 ? 1.0
            : value[laplace->diagonal[v]] + (extra != NULL ? extra[v] : 0.0);
    ohm_status status = ohm_block_sparse_factor(laplace, err);
    return status == OHM_OK ? ohm_block_sparse_solve(y, rhs, laplace, err) : status;
}

static ohm_status
find_psi(ohm_oxide_plane *plane, ohm_error *err)
{
    const ohm_mesh *mesh = plane->mesh;
    ohm_block_sparse *laplace;
    ohm_status status =
        ohm_block_sparse_alloc(&laplace, mesh->nodes, mesh->edges, mesh->tail, mesh->head, 1, err);

    if (status != OHM_OK)
        return status;
    for (size_t v = 0; v < mesh->nodes; v++)
        plane->rhs[v] = mesh->contact[v] == 1 ? 1.0 : 0.0;
    status = solve_scalar(plane->psi, NULL, plane->rhs, plane, laplace, 1.0, err);
    ohm_block_sparse_free(laplace);
    plane->capacity = 0.0;
    for (size_t e = 0; e < mesh->edges; e++)
        plane->capacity += mesh->weight[e] * pow(plane->psi[mesh->head[e]] - plane->psi[mesh->tail[e]], 2);
    return status;
}

/* h'(ubar), affine in psi (one dimension: set_lift of oxide_pack.c). */
static void
set_lifts(ohm_oxide_plane *plane)
{
    for (size_t i = 0; i < plane->species; i++) {
        double level[2];

        if (!oxide_lift_levels(level, &plane->model->species[i])) {
            plane->lift[i] = NULL;
            continue;
        }
        for (size_t v = 0; v < plane->mesh->nodes; v++) {
            plane->lift[i][v] = level[0] + (level[1] - level[0]) * plane->psi[v];
            plane->reference[i][v] = oxide_lift_reference(&plane->law[i], &plane->model->species[i],
                                                          plane->lift[i][v]);
        }
    }
}

ohm_status
ohm_oxide_plane_alloc(ohm_oxide_plane **out, const ohm_oxide_model *model, const ohm_mesh *mesh,
                      ohm_oxide_scheme scheme, ohm_error *err)
{
    ohm_oxide_plane *plane;
    ohm_status status = ohm_oxide_model_check(model, err);

    *out = NULL;
    if (status != OHM_OK)
        return status;
    if (model->nodes != mesh->nodes)
        return ohm_fail(err, OHM_E_ARG, "oxide: model of %zu nodes, mesh of %zu", model->nodes, mesh->nodes);
    if ((plane = OHM_ZEROS(ohm_oxide_plane, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "oxide: mesh of %zu nodes", mesh->nodes);
    plane->model = model;
    plane->mesh = mesh;
    plane->scheme = scheme;
    plane->species = model->species_count;
    plane->reduced = ohm_oxide_model_is_reduced(model);
    oxide_laws_set(plane->law, model);
    status = ohm_block_sparse_alloc(&plane->matrix, mesh->nodes, mesh->edges, mesh->tail, mesh->head,
                                    plane->species + 1, err);
    if (status == OHM_OK)
        status = lay_out(plane, err);
    if (status == OHM_OK) {
        plane->edges.count = mesh->edges;
        plane->edges.species_count = plane->species;
        plane->edges.law = plane->law;
        plane->edges.lambda2 = model->lambda2;
        plane->edges.weight = plane->weight;
        memcpy(plane->weight, mesh->weight, mesh->edges * sizeof *mesh->weight);
        memcpy(plane->box, mesh->box, mesh->nodes * sizeof *mesh->box);
        status = find_psi(plane, err);
    }
    if (status != OHM_OK) {
        ohm_oxide_plane_free(plane);
        return status;
    }
    set_lifts(plane);
    *out = plane;
    return OHM_OK;
}

void
ohm_oxide_plane_free(ohm_oxide_plane *plane)
{
    if (plane == NULL)
        return;
    ohm_block_sparse_free(plane->matrix);
    free(plane->memory);
    free(plane);
}

/* ---- state 0 ------------------------------------------------------------------------ */

static void
copy_state(double *const *to, double *const *from, const ohm_oxide_plane *plane)
{
    for (size_t i = 0; i <= plane->species; i++)
        memcpy(to[i], from[i], plane->mesh->nodes * sizeof **to);
}

/* Charge and screening of the nodes for h'(u) + z V affine in psi; sets the free densities. */
static void
boltzmann_charge(double *screening, double *residual, ohm_oxide_plane *plane)
{
    const ohm_oxide_model *model = plane->model;
    const double built_in = model->potential[1] - model->potential[0];
    const double *V = plane->unknown[plane->species];

    for (size_t v = 0; v < plane->mesh->nodes; v++) {
        double charge = model->doping != NULL ? -model->doping[v] : 0.0;

        screening[v] = 0.0;
        for (size_t i = 0; i < plane->species; i++) {
            if (model->species[i].initial == NULL) {
                const double level = plane->lift[i][v]
                    + plane->law[i].charge * (model->potential[0] + built_in * plane->psi[v] - V[v]);

                plane->unknown[i][v] =
                    fmax(ohm_oxide_density_at(&model->species[i], level), OXIDE_DENSITY_MIN);
                screening[v] += plane->box[v] * oxide_screening(&plane->law[i], plane->unknown[i][v]);
            }
            charge += plane->law[i].charge * plane->unknown[i][v];
        }
        residual[v] = plane->mesh->contact[v] >= 0 ? 0.0 : plane->box[v] * charge;
    }
}

/* Poisson-Boltzmann at U = 0 by damped Newton in V. */
static ohm_status
boltzmann(ohm_oxide_plane *plane, ohm_error *err)
{
    const ohm_mesh *mesh = plane->mesh;
    const double lambda2 = plane->model->lambda2;
    double *V = plane->unknown[plane->species], *screening = plane->slope[0], largest = HUGE_VAL;
    ohm_block_sparse *laplace;
    ohm_status status =
        ohm_block_sparse_alloc(&laplace, mesh->nodes, mesh->edges, mesh->tail, mesh->head, 1, err);

    for (int round = 0; status == OHM_OK && largest > BOLTZMANN_TOL && round < BOLTZMANN_MAX; round++) {
        boltzmann_charge(screening, plane->rhs, plane);
        for (size_t e = 0; e < mesh->edges; e++) {
            const double flux = lambda2 * mesh->weight[e] * (V[mesh->head[e]] - V[mesh->tail[e]]);

            if (mesh->contact[mesh->tail[e]] < 0)
                plane->rhs[mesh->tail[e]] += flux;
            if (mesh->contact[mesh->head[e]] < 0)
                plane->rhs[mesh->head[e]] -= flux;
        }
        status = solve_scalar(plane->solution, screening, plane->rhs, plane, laplace, lambda2, err);
        largest = 0.0;
        for (size_t v = 0; status == OHM_OK && v < mesh->nodes; v++) {
            V[v] += fmax(fmin(plane->solution[v], 1.0), -1.0);
            largest = fmax(largest, fabs(plane->solution[v]));
        }
    }
    ohm_block_sparse_free(laplace);
    return status;
}

/* Newton at voltages from the present one to `goal`, in strides as long as it takes; the state
 * reached is the iterate.  `old` may serve as storage's past or not: it is not touched. */
static ohm_status
walk(ohm_oxide_plane *plane, double goal, double *const *guess, int *iterations, ohm_error *err)
{
    const double from = plane->voltage;
    double reached = 0.0, stride = 1.0;

    while (reached < 1.0) {
        const double next = fmin(reached + stride, 1.0);

        plane->voltage = next == 1.0 ? goal : from + next * (goal - from);
        copy_state(plane->unknown, guess, plane);
        oxide_plane_set_contacts(plane);
        const ohm_status status = oxide_plane_newton(plane, iterations, err);
        if (status == OHM_OK) {
            copy_state(guess, plane->unknown, plane);
            reached = next;
            stride *= 2.0;
        } else if (status != OHM_E_NOCONV && status != OHM_E_SINGULAR) {
            return status;
        } else if ((stride /= 2.0) < STRIDE_MIN) {
            return status;
        }
    }
    return OHM_OK;
}

ohm_status
ohm_oxide_plane_start(ohm_oxide_plane *plane, double voltage, ohm_error *err)
{
    const ohm_oxide_model *model = plane->model;
    const size_t S = plane->species;
    int iterations = 0;

    if (!(fabs(voltage) <= OHM_OXIDE_VOLTAGE_MAX))
        return ohm_fail(err, OHM_E_DOMAIN, "oxide: U = %g: |U| must be at most %g (in kT/q)", voltage,
                        OHM_OXIDE_VOLTAGE_MAX);
    plane->steady = true;
    plane->voltage = plane->voltage_old = 0.0;
    memset(plane->order, 0, sizeof plane->order);
    for (size_t v = 0; v < plane->mesh->nodes; v++) {
        for (size_t i = 0; i < S; i++) {
            plane->history[i][v] = 0.0;
            plane->unknown[i][v] = model->species[i].initial != NULL ? model->species[i].initial[v]
                : ohm_oxide_density_at(&model->species[i], plane->lift[i][v]);
        }
        plane->unknown[S][v] =
            model->potential[0] + (model->potential[1] - model->potential[0]) * plane->psi[v];
    }
    oxide_plane_set_contacts(plane);
    ohm_status status = boltzmann(plane, err);
    copy_state(plane->old, plane->unknown, plane);
    if (status == OHM_OK)
        status = walk(plane, 0.0, plane->old, &iterations, err);
    if (status == OHM_OK)
        status = walk(plane, voltage, plane->old, &iterations, err);
    if (status != OHM_OK)
        return ohm_fail_within(err, status, "oxide: no steady state at U = %g", voltage);
    plane->voltage_old = voltage;
    plane->record = (ohm_oxide_record){ .newton = iterations };
    status = oxide_plane_balance(&plane->record, plane, 0.0, false, err);
    plane->energy = plane->record.energy;
    plane->steady = false;
    plane->time = plane->dt_before = 0.0;
    return status;
}

/* ---- steps ----------------------------------------------------------------------------- */

/* Implicit Euler, or BDF2 with the step before it of another length. */
static void
set_order(ohm_oxide_plane *plane, double dt, bool euler)
{
    const double ratio = euler ? 0.0 : dt / plane->dt_before;

    plane->order[0] = (1.0 + 2.0 * ratio) / (1.0 + ratio) / dt;
    plane->order[1] = -(1.0 + ratio) / dt;
    plane->order[2] = ratio * ratio / (1.0 + ratio) / dt;
    for (size_t i = 0; i < plane->species; i++)
        for (size_t v = 0; v < plane->mesh->nodes; v++)
            plane->history[i][v] = plane->model->species[i].stored
                ? plane->order[1] * plane->old[i][v] + plane->order[2] * plane->older[i][v] : 0.0;
}

static ohm_status
solve_step(ohm_oxide_plane *plane, double dt, double voltage, bool euler, int *iterations, ohm_error *err)
{
    set_order(plane, dt, euler);
    plane->voltage = voltage;
    copy_state(plane->unknown, plane->old, plane);
    oxide_plane_set_contacts(plane);
    return oxide_plane_newton(plane, iterations, err);
}

/* The voltage walked to its new value; the guesses pass through `older`, which implicit Euler
 * does not read. */
static ohm_status
walk_step(ohm_oxide_plane *plane, double dt, double voltage, int *iterations, ohm_error *err)
{
    set_order(plane, dt, true);
    plane->voltage = plane->voltage_old;
    copy_state(plane->older, plane->old, plane);
    return walk(plane, voltage, plane->older, iterations, err);
}

static void
commit(ohm_oxide_plane *plane, const ohm_oxide_record *record, double dt)
{
    for (size_t i = 0; i <= plane->species; i++) {
        double *spare = plane->older[i];

        plane->older[i] = plane->old[i];
        plane->old[i] = plane->unknown[i];
        plane->unknown[i] = spare;
    }
    plane->record = *record;
    plane->energy = record->energy;
    plane->time = record->time;
    plane->dt_before = dt;
    plane->voltage_old = plane->voltage;
}

ohm_status
ohm_oxide_plane_step(ohm_oxide_plane *plane, double dt, double voltage, ohm_error *err)
{
    bool euler = plane->scheme == OHM_OXIDE_IE || plane->dt_before == 0.0;
    ohm_oxide_record record = { .time = plane->time + dt };

    if (!(dt > 0.0 && isfinite(dt)))
        return ohm_fail(err, OHM_E_ARG, "oxide: step %g: must be > 0", dt);
    if (!(fabs(voltage) <= OHM_OXIDE_VOLTAGE_MAX))
        return ohm_fail(err, OHM_E_DOMAIN, "oxide: U = %g: |U| must be at most %g (in kT/q)", voltage,
                        OHM_OXIDE_VOLTAGE_MAX);
    ohm_status status = solve_step(plane, dt, voltage, euler, &record.newton, err);
    if (status != OHM_OK && !euler) {
        euler = record.fell_back = true;
        status = solve_step(plane, dt, voltage, euler, &record.newton, err);
    }
    if (status == OHM_E_NOCONV || status == OHM_E_SINGULAR) {
        record.continued = true;
        status = walk_step(plane, dt, voltage, &record.newton, err);
        if (status != OHM_OK)
            plane->dt_before = 0.0;     /* `older` is spent: the next step is implicit Euler */
    }
    for (size_t i = 0; i < plane->species; i++)
        for (size_t v = 0; v < plane->mesh->nodes; v++)
            plane->unknown[i][v] = fmax(plane->unknown[i][v], OXIDE_DENSITY_MIN);
    if (status == OHM_OK)
        status = oxide_plane_balance(&record, plane, dt, euler, err);
    if (status == OHM_OK) {
        commit(plane, &record, dt);
        return OHM_OK;
    }
    plane->voltage = plane->voltage_old;
    return ohm_fail_within(err, status, "oxide: no step to t = %g, U = %g", record.time, voltage);
}

const ohm_oxide_record *
ohm_oxide_plane_last(const ohm_oxide_plane *plane)
{
    return &plane->record;
}

const double *
ohm_oxide_plane_profile(const ohm_oxide_plane *plane, size_t unknown)
{
    return plane->old[unknown];
}

const double *
ohm_oxide_plane_psi(const ohm_oxide_plane *plane)
{
    return plane->psi;
}

double
ohm_oxide_plane_fill(const ohm_oxide_plane *plane)
{
    return ohm_block_sparse_fill(plane->matrix);
}
