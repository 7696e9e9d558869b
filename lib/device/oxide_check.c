/* lib/device/oxide_check.c -- refusing a device that makes no sense, see oxide_model.h */
#include "device/oxide_model.h"

#include <math.h>

/* Names a contact in messages. */
static const char *const SIDE[2] = { "left", "right" };

static bool
touches_contact(const ohm_oxide_species *species)
{
    return species->contact[0].kind != OHM_CONTACT_BLOCKING
           || species->contact[1].kind != OHM_CONTACT_BLOCKING;
}

static ohm_status
check_grid(const ohm_oxide_model *model, ohm_error *err)
{
    const double *x = model->x;

    if (model->nodes < 2)
        return ohm_fail(err, OHM_E_CONTENT, "grid: %zu nodes: at least 2", model->nodes);
    if (x == NULL)
        return OHM_OK;
    if (x[0] != 0.0 || x[model->nodes - 1] != 1.0)
        return ohm_fail(err, OHM_E_CONTENT, "grid: runs from %g to %g: must run from 0 to 1", x[0],
                        x[model->nodes - 1]);
    for (size_t j = 1; j < model->nodes; j++)
        if (!(x[j] > x[j - 1]))
            return ohm_fail(err, OHM_E_CONTENT, "grid: x[%zu] = %.17g after x[%zu] = %.17g: must increase",
                            j, x[j], j - 1, x[j - 1]);
    return OHM_OK;
}

/* Whether a density is one: positive, finite and, with saturation, below it. */
static bool
is_density(double u, const ohm_oxide_species *species)
{
    return u > 0.0 && isfinite(u) && !(species->saturation > 0.0 && u >= species->saturation);
}

static ohm_status
check_contacts(const ohm_oxide_species *species, ohm_error *err)
{
    for (size_t side = 0; side < 2; side++) {
        const ohm_contact *contact = &species->contact[side];

        if (contact->kind == OHM_CONTACT_BLOCKING)
            continue;
        if (!is_density(contact->density, species))
            return ohm_fail(err, OHM_E_CONTENT, "species %s: %s density %g: must be > 0 and below saturation",
                            species->name, SIDE[side], contact->density);
        if (contact->kind == OHM_CONTACT_SCHOTTKY
            && !(contact->velocity > 0.0 && isfinite(contact->velocity)))
            return ohm_fail(err, OHM_E_CONTENT, "species %s: %s contact velocity %g: must be > 0",
                            species->name, SIDE[side], contact->velocity);
    }
    return OHM_OK;
}

static ohm_status
check_initial(const ohm_oxide_species *species, size_t nodes, ohm_error *err)
{
    const bool contact = touches_contact(species);

    if (species->initial == NULL)
        return contact ? OHM_OK
            : ohm_fail(err, OHM_E_CONTENT, "species %s: touches no contact, so it needs an initial density",
                       species->name);
    for (size_t j = 0; j < nodes; j++)
        if (!is_density(species->initial[j], species))
            return ohm_fail(err, OHM_E_CONTENT,
                            "species %s: initial density %g at node %zu: must be > 0 and below saturation",
                            species->name, species->initial[j], j);
    return OHM_OK;
}

static ohm_status
check_species(const ohm_oxide_species *species, size_t nodes, ohm_error *err)
{
    const bool contact = touches_contact(species);

    if (!isfinite(species->charge))
        return ohm_fail(err, OHM_E_CONTENT, "species %s: z = %g", species->name, species->charge);
    if (!(species->mobility > 0.0 && isfinite(species->mobility)))
        return ohm_fail(err, OHM_E_CONTENT, "species %s: m = %g: must be > 0", species->name,
                        species->mobility);
    if (!(species->exponent >= 1.0 && isfinite(species->exponent)))
        return ohm_fail(err, OHM_E_CONTENT, "species %s: a = %g: must be >= 1", species->name,
                        species->exponent);
    if (!(species->saturation >= 0.0 && isfinite(species->saturation)))
        return ohm_fail(err, OHM_E_CONTENT, "species %s: saturation %g: must be > 0", species->name,
                        species->saturation);
    if (species->saturation > 0.0 && species->exponent != 1.0)
        return ohm_fail(err, OHM_E_CONTENT, "species %s: saturation needs a = 1, not %g", species->name,
                        species->exponent);
    if (!species->stored && !contact)
        return ohm_fail(err, OHM_E_CONTENT, "species %s: quasi-static (s = 0) without a contact has no level",
                        species->name);
    const ohm_status status = check_contacts(species, err);
    return status != OHM_OK ? status : check_initial(species, nodes, err);
}

/* The species with contacts are all stored or all quasi-static: otherwise no current is the
 * same at every x. */
static ohm_status
check_storage(const ohm_oxide_model *model, ohm_error *err)
{
    const ohm_oxide_species *quasi_static = NULL, *stored = NULL;

    for (size_t i = 0; i < model->species_count; i++) {
        const ohm_oxide_species *species = &model->species[i];

        if (!species->stored)
            quasi_static = species;
        else if (touches_contact(species))
            stored = species;
    }
    if (quasi_static != NULL && stored != NULL)
        return ohm_fail(err, OHM_E_CONTENT,
                        "species %s has s = 0 and species %s, also with contacts, has s = 1: must agree",
                        quasi_static->name, stored->name);
    return OHM_OK;
}

static ohm_status
check_recombination(const ohm_oxide_model *model, ohm_error *err)
{
    const size_t *pair = model->recombination.pair;

    for (size_t k = 0; k < 2; k++) {
        if (pair[k] >= model->species_count || pair[0] == pair[1])
            return ohm_fail(err, OHM_E_CONTENT, "recombination: of species %zu and %zu", pair[0], pair[1]);
        if (!touches_contact(&model->species[pair[k]]))
            return ohm_fail(err, OHM_E_CONTENT,
                            "recombination: species %s touches no contact: its mass is kept",
                            model->species[pair[k]].name);
    }
    return OHM_OK;
}

ohm_status
ohm_oxide_model_check(const ohm_oxide_model *model, ohm_error *err)
{
    ohm_status status = check_grid(model, err);

    if (status != OHM_OK)
        return status;
    if (!(model->lambda2 > 0.0 && isfinite(model->lambda2)))
        return ohm_fail(err, OHM_E_CONTENT, "lambda2 = %g: must be > 0", model->lambda2);
    for (size_t i = 0; i < model->species_count; i++)
        if ((status = check_species(&model->species[i], model->nodes, err)) != OHM_OK)
            return status;
    for (size_t side = 0; side < 2; side++)
        if (!isfinite(model->potential[side]))
            return ohm_fail(err, OHM_E_CONTENT, "%s built-in potential is %g", SIDE[side],
                            model->potential[side]);
    for (size_t j = 0; model->doping != NULL && j < model->nodes; j++)
        if (!isfinite(model->doping[j]))
            return ohm_fail(err, OHM_E_CONTENT, "doping %g at node %zu", model->doping[j], j);
    if (model->recombination.rate != NULL && (status = check_recombination(model, err)) != OHM_OK)
        return status;
    return check_storage(model, err);
}
