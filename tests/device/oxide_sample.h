/* tests/device/oxide_sample.h -- devices for the oxide tests. */
#ifndef OHM_TESTS_DEVICE_OXIDE_SAMPLE_H
#define OHM_TESTS_DEVICE_OXIDE_SAMPLE_H

#include "device/oxide.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The preset, with its grid. */
static inline ohm_oxide_model *
sample_std(size_t cells, ohm_grid_kind grid)
{
    ohm_oxide_model *model;
    ohm_error err;

    test_ok(ohm_oxide_model_preset(&model, "std", cells, grid, &err), &err);
    return model;
}

/* A device at state 0 with U = 0. */
static inline ohm_oxide *
sample_started(const ohm_oxide_model *model, size_t devices, ohm_oxide_scheme scheme)
{
    double *voltage = calloc(devices, sizeof *voltage);
    ohm_oxide *oxide;
    ohm_error err;

    test_ok(ohm_oxide_alloc(&oxide, model, devices, scheme, &err), &err);
    test_ok(ohm_oxide_start(oxide, voltage, &err), &err);
    free(voltage);
    return oxide;
}

/* `steps` steps of a single device at a constant voltage. */
static inline void
sample_steps(ohm_oxide *oxide, double dt, double voltage, int steps)
{
    ohm_error err;

    for (int k = 0; k < steps; k++)
        test_ok(ohm_oxide_step(oxide, dt, &voltage, &err), &err);
}

/* Degenerate data with exponents 1.5, 2, 5/3 in equilibrium at U = 0. */
static inline ohm_oxide_model *
sample_degenerate(size_t cells)
{
    const double exponent[3] = { 1.5, 2.0, 5.0 / 3.0 };
    ohm_oxide_model *model = sample_std(cells, OHM_GRID_UNIFORM);

    for (size_t i = 0; i < 3; i++)
        model->species[i].exponent = exponent[i];
    model->species[0].contact[1].density = 0.6;
    model->species[1].contact[0].density = 0.3;
    ohm_oxide_model_set_built_in(model, 0.0);
    model->species[1].contact[1].density = ohm_oxide_density_at(
        &model->species[1], ohm_oxide_enthalpy_slope(&model->species[1], 0.3) - model->potential[1]);
    return model;
}

/* Random matched data: statistics, charge of D, doping, grid, lambda, initial densities. */
static inline ohm_oxide_model *
sample_random(ohm_rng *rng, size_t cells, bool statistics)
{
    const double exponents[4] = { 1.0, 1.5, 5.0 / 3.0, 2.0 };
    ohm_oxide_model *model = sample_std(cells, OHM_GRID_UNIFORM);
    double *field = malloc(model->nodes * sizeof *field);
    ohm_error err;

    model->lambda2 = pow(10.0, ohm_rng_between(rng, -3.0, 0.0));
    for (size_t j = 1; j < cells; j++)
        model->x[j] += ohm_rng_between(rng, -0.4, 0.4) / (double)cells;
    for (size_t i = 0; i < 3; i++) {
        ohm_oxide_species *species = &model->species[i];

        species->mobility = ohm_rng_between(rng, 0.3, 3.0);
        if (statistics && ohm_rng_uniform(rng) < 0.7)
            species->exponent = exponents[ohm_rng_below(rng, 4)];
        else if (statistics)
            species->saturation = 4.0;
        for (size_t j = 0; j < model->nodes; j++)
            field[j] = ohm_rng_between(rng, 0.2, 2.0);
        test_ok(ohm_oxide_model_set_field(model, i, field, &err), &err);
    }
    model->species[2].charge = 1.0 + (double)ohm_rng_below(rng, 2);
    model->species[0].contact[0].density = ohm_rng_between(rng, 0.5, 1.5);
    model->species[0].contact[1].density = ohm_rng_between(rng, 0.5, 1.5);
    ohm_oxide_model_set_built_in(model, 0.0);
    for (int tries = 0; tries < 100; tries++) {         /* an exponent > 1 may want a density < 0 */
        const double p = ohm_rng_between(rng, 0.5, 1.5);

        model->species[1].contact[0].density = p;
        model->species[1].contact[1].density = ohm_oxide_density_at(
            &model->species[1], ohm_oxide_enthalpy_slope(&model->species[1], p) - model->potential[1]);
        if (model->species[1].contact[1].density > 1e-3)
            break;
    }
    for (size_t j = 0; j < model->nodes; j++)
        field[j] = ohm_rng_between(rng, -1.0, 1.0);
    test_ok(ohm_oxide_model_set_field(model, OHM_OXIDE_DOPING, field, &err), &err);
    free(field);
    return model;
}

#endif
