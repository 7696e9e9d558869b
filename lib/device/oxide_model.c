/* lib/device/oxide_model.c -- see oxide_model.h */
#include "device/oxide_model.h"

#include "base/array.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

double
ohm_oxide_enthalpy_slope(const ohm_oxide_species *species, double u)
{
    const double a = species->exponent;

    if (species->saturation > 0.0)
        return log(u) - log1p(-u / species->saturation);
    return a == 1.0 ? log(u) : a / (a - 1.0) * pow(u, a - 1.0);
}

double
ohm_oxide_density_at(const ohm_oxide_species *species, double slope)
{
    const double a = species->exponent;

    if (species->saturation > 0.0)
        return 1.0 / (exp(-slope) + 1.0 / species->saturation);
    if (a == 1.0)
        return exp(slope);
    return slope > 0.0 ? pow((a - 1.0) / a * slope, 1.0 / (a - 1.0)) : 0.0;
}

void
ohm_srh_rate(double *rate, double slope[2], double n, double p, const void *data)
{
    const ohm_srh *srh = data;
    const double ni = srh->intrinsic, tau_n = srh->lifetime[0], tau_p = srh->lifetime[1];
    const double below = tau_p * (n + ni) + tau_n * (p + ni);

    *rate = (n * p - ni * ni) / below;
    slope[0] = (p - *rate * tau_p) / below;
    slope[1] = (n - *rate * tau_n) / below;
}

void
ohm_oxide_model_set_grid(ohm_oxide_model *model, ohm_grid_kind grid)
{
    const size_t cells = model->nodes - 1;

    for (size_t j = 0; j <= cells; j++) {
        const double xi = (double)j / (double)cells;

        model->x[j] = grid == OHM_GRID_UNIFORM ? xi : (1.0 - cos(M_PI * xi)) / 2.0;
    }
    model->x[cells] = 1.0;
}

ohm_status
ohm_oxide_model_alloc(ohm_oxide_model **out, size_t species_count, size_t cells, ohm_grid_kind grid,
                      ohm_error *err)
{
    const size_t cells_max = 10000000;
    ohm_oxide_model *model;

    *out = NULL;
    if (cells == 0 || cells > cells_max)
        return ohm_fail(err, OHM_E_ARG, "oxide: %zu cells: must be 1 to %zu", cells, cells_max);
    if (species_count == 0 || species_count > OHM_OXIDE_SPECIES_MAX)
        return ohm_fail(err, OHM_E_ARG, "oxide: %zu species: must be 1 to %d", species_count,
                        OHM_OXIDE_SPECIES_MAX);
    if ((model = OHM_ZEROS(ohm_oxide_model, 1)) == NULL
        || (model->x = OHM_ARRAY(double, cells + 1)) == NULL) {
        ohm_oxide_model_free(model);
        return ohm_fail(err, OHM_E_NOMEM, "oxide: grid of %zu cells", cells);
    }
    model->species_count = species_count;
    model->nodes = cells + 1;
    model->lambda2 = 1.0;
    ohm_oxide_model_set_grid(model, grid);
    for (size_t i = 0; i < species_count; i++) {
        ohm_oxide_species *species = &model->species[i];

        snprintf(species->name, sizeof species->name, "u%zu", i);
        species->mobility = 1.0;
        species->stored = true;
        species->exponent = 1.0;
    }
    *out = model;
    return OHM_OK;
}

void
ohm_oxide_model_free(ohm_oxide_model *model)
{
    if (model == NULL)
        return;
    for (size_t i = 0; i < model->species_count; i++)
        free(model->species[i].initial);
    free(model->doping);
    free(model->x);
    free(model);
}

static void
ohmic_pair(ohm_oxide_species *species, const char *name, double charge, double left, double right)
{
    snprintf(species->name, sizeof species->name, "%s", name);
    species->charge = charge;
    species->contact[0] = (ohm_contact){ OHM_CONTACT_OHMIC, left, 0.0 };
    species->contact[1] = (ohm_contact){ OHM_CONTACT_OHMIC, right, 0.0 };
}

ohm_status
ohm_oxide_model_preset(ohm_oxide_model **out, const char *name, size_t cells, ohm_grid_kind grid,
                       ohm_error *err)
{
    const double intrinsic = 0.05;
    ohm_oxide_model *model;

    *out = NULL;
    if (strcmp(name, "std") != 0)
        return ohm_fail(err, OHM_E_ARG, "oxide: no preset \"%s\": there is std", name);
    ohm_status status = ohm_oxide_model_alloc(&model, 3, cells, grid, err);
    if (status != OHM_OK)
        return status;
    model->lambda2 = 1e-2;
    ohmic_pair(&model->species[0], "n", -1.0, 1.0, 0.1);
    ohmic_pair(&model->species[1], "p", 1.0, intrinsic * intrinsic, intrinsic * intrinsic / 0.1);
    snprintf(model->species[2].name, sizeof model->species[2].name, "D");
    model->species[2].charge = 1.0;
    ohm_oxide_model_set_built_in(model, intrinsic);
    if ((status = ohm_oxide_model_set_constant(model, 2, 1.0, err)) != OHM_OK) {
        ohm_oxide_model_free(model);
        return status;
    }
    *out = model;
    return OHM_OK;
}

ohm_status
ohm_oxide_model_set_field(ohm_oxide_model *model, size_t species, const double *values, ohm_error *err)
{
    double **field = species == OHM_OXIDE_DOPING ? &model->doping : &model->species[species].initial;
    double *copy = ohm_copy(values, model->nodes, sizeof *values);

    if (copy == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "oxide: %zu nodes", model->nodes);
    free(*field);
    *field = copy;
    return OHM_OK;
}

ohm_status
ohm_oxide_model_set_constant(ohm_oxide_model *model, size_t species, double value, ohm_error *err)
{
    double **field = species == OHM_OXIDE_DOPING ? &model->doping : &model->species[species].initial;

    if (*field == NULL && (*field = OHM_ARRAY(double, model->nodes)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "oxide: %zu nodes", model->nodes);
    for (size_t j = 0; j < model->nodes; j++)
        (*field)[j] = value;
    return OHM_OK;
}

static bool
has_contact(const ohm_oxide_species *species)
{
    return species->contact[0].kind != OHM_CONTACT_BLOCKING
           || species->contact[1].kind != OHM_CONTACT_BLOCKING;
}

static bool
has_two_contacts(const ohm_oxide_species *species)
{
    return species->contact[0].kind != OHM_CONTACT_BLOCKING
           && species->contact[1].kind != OHM_CONTACT_BLOCKING;
}

void
ohm_oxide_model_reduce(ohm_oxide_model *model)
{
    for (size_t i = 0; i < model->species_count; i++)
        if (has_contact(&model->species[i]))
            model->species[i].stored = false;
}

bool
ohm_oxide_model_is_reduced(const ohm_oxide_model *model)
{
    for (size_t i = 0; i < model->species_count; i++)
        if (!model->species[i].stored)
            return true;
    return false;
}

/* h'(u) at the contact x = 1 minus that at x = 0. */
static double
enthalpy_drop(const ohm_oxide_species *species)
{
    return ohm_oxide_enthalpy_slope(species, species->contact[1].density)
        - ohm_oxide_enthalpy_slope(species, species->contact[0].density);
}

void
ohm_oxide_model_set_built_in(ohm_oxide_model *model, double intrinsic)
{
    const ohm_oxide_species *reference = NULL, *last = model->species + model->species_count;

    model->potential[0] = model->potential[1] = 0.0;
    for (const ohm_oxide_species *species = last; species-- > model->species;)
        if (has_two_contacts(species) && species->charge != 0.0)
            reference = species;
    if (reference == NULL)
        return;
    if (intrinsic > 0.0 && reference->exponent == 1.0)
        model->potential[0] = -log(reference->contact[0].density / intrinsic) / reference->charge;
    model->potential[1] = model->potential[0] - enthalpy_drop(reference) / reference->charge;
}

double
ohm_oxide_model_mismatch(const ohm_oxide_model *model)
{
    const double built_in = model->potential[1] - model->potential[0];
    double worst = 0.0;

    for (size_t i = 0; i < model->species_count; i++) {
        const ohm_oxide_species *species = &model->species[i];

        if (has_two_contacts(species))
            worst = fmax(worst, fabs(enthalpy_drop(species) + species->charge * built_in));
    }
    return worst;
}
