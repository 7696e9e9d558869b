/* lib/case/oxide_config.c -- see oxide_config.h */
#include "case/oxide_config.h"

#include "base/array.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ohm_status
read_number(double *value, const ohm_json *node, const char *key, ohm_error *err)
{
    if (!ohm_json_as_number(value, node))
        return ohm_fail(err, OHM_E_CONTENT, "%s: must be a number", key);
    return OHM_OK;
}

/* A number for all nodes, or an array of one for each; null takes the field away. */
static ohm_status
read_field(ohm_oxide_model *model, size_t species, const ohm_json *node, const char *key, ohm_error *err)
{
    double **field = species == OHM_OXIDE_DOPING ? &model->doping : &model->species[species].initial;
    double value;

    if (ohm_json_is_null(node)) {
        free(*field);
        *field = NULL;
        return OHM_OK;
    }
    if (!ohm_json_is_array(node)) {
        if (!ohm_json_as_number(&value, node))
            return ohm_fail(err, OHM_E_CONTENT, "%s: must be a number, or one for each node", key);
        return ohm_oxide_model_set_constant(model, species, value, err);
    }
    if (ohm_json_size(node) != model->nodes)
        return ohm_fail(err, OHM_E_CONTENT, "%s: holds %zu numbers, the grid %zu nodes", key,
                        ohm_json_size(node), model->nodes);
    ohm_status status = ohm_oxide_model_set_constant(model, species, 0.0, err);
    for (size_t j = 0; status == OHM_OK && j < model->nodes; j++)
        if (!ohm_json_as_number(&(*field)[j], ohm_json_at(node, j)))
            status = ohm_fail(err, OHM_E_CONTENT, "%s: entry %zu is no number", key, j);
    return status;
}

static ohm_status
read_contact(ohm_contact *contact, const ohm_json *node, const char *key, ohm_error *err)
{
    *contact = (ohm_contact){ .kind = OHM_CONTACT_BLOCKING };
    if (ohm_json_is_null(node))
        return OHM_OK;
    if (ohm_json_as_number(&contact->density, node)) {
        contact->kind = OHM_CONTACT_OHMIC;
        return OHM_OK;
    }
    contact->kind = OHM_CONTACT_SCHOTTKY;
    if (!ohm_json_is_object(node) || ohm_json_size(node) != 2
        || !ohm_json_as_number(&contact->density, ohm_json_get(node, "schottky"))
        || !ohm_json_as_number(&contact->velocity, ohm_json_get(node, "velocity")))
        return ohm_fail(err, OHM_E_CONTENT,
                        "%s: must be a density, null (blocking), or {\"schottky\": density, \"velocity\": v}",
                        key);
    return OHM_OK;
}

/* 1 or true: stored. */
static ohm_status
read_switch(bool *value, const ohm_json *node, const char *key, ohm_error *err)
{
    double number;

    if (ohm_json_as_bool(value, node))
        return OHM_OK;
    if (!ohm_json_as_number(&number, node) || (number != 0.0 && number != 1.0))
        return ohm_fail(err, OHM_E_CONTENT, "%s: must be 0 or 1", key);
    *value = number == 1.0;
    return OHM_OK;
}

/* One entry of one species; `place` is "species D: z" for messages. */
static ohm_status
set_species_entry(ohm_oxide_model *model, size_t i, const char *key, const ohm_json *value, ohm_error *err)
{
    ohm_oxide_species *species = &model->species[i];
    char place[2 * OHM_OXIDE_NAME + 48];

    snprintf(place, sizeof place, "species %s: %.24s", species->name, key);
    if (strcmp(key, "z") == 0)
        return read_number(&species->charge, value, place, err);
    if (strcmp(key, "m") == 0)
        return read_number(&species->mobility, value, place, err);
    if (strcmp(key, "a") == 0)
        return read_number(&species->exponent, value, place, err);
    if (strcmp(key, "s") == 0)
        return read_switch(&species->stored, value, place, err);
    if (strcmp(key, "left") == 0)
        return read_contact(&species->contact[0], value, place, err);
    if (strcmp(key, "right") == 0)
        return read_contact(&species->contact[1], value, place, err);
    if (strcmp(key, "initial") == 0)
        return read_field(model, i, value, place, err);
    if (strcmp(key, "saturation") == 0) {
        species->saturation = 0.0;
        return ohm_json_is_null(value) ? OHM_OK : read_number(&species->saturation, value, place, err);
    }
    return ohm_fail(err, OHM_E_CONTENT,
                    "%s: no such entry; there are z, m, s, a, left, right, initial, saturation", place);
}

/* The species of this name, or at this position; SIZE_MAX for none. */
static size_t
find_species(const ohm_oxide_model *model, const char *name)
{
    size_t position;

    for (size_t i = 0; i < model->species_count; i++)
        if (strcmp(model->species[i].name, name) == 0)
            return i;
    return ohm_text_to_size(&position, name) && position < model->species_count ? position : SIZE_MAX;
}

static ohm_status
read_pair(double pair[2], const ohm_json *node, const char *key, ohm_error *err)
{
    if (ohm_json_size(node) != 2 || !ohm_json_as_number(&pair[0], ohm_json_at(node, 0))
        || !ohm_json_as_number(&pair[1], ohm_json_at(node, 1)))
        return ohm_fail(err, OHM_E_CONTENT, "%s: must be two numbers", key);
    return OHM_OK;
}

static ohm_status
set_srh(ohm_oxide_config *config, const ohm_json *value, ohm_error *err)
{
    ohm_recombination *pair = &config->model->recombination;
    const ohm_json *names = ohm_json_get(value, "species");

    if (ohm_json_size(names) != 2)
        return ohm_fail(err, OHM_E_CONTENT, "srh: species: must name two species");
    for (size_t k = 0; k < 2; k++) {
        const char *name = ohm_json_as_string(ohm_json_at(names, k));

        if (name == NULL || (pair->pair[k] = find_species(config->model, name)) == SIZE_MAX)
            return ohm_fail(err, OHM_E_CONTENT, "srh: species: no species \"%s\"", name != NULL ? name : "");
    }
    ohm_status status =
        read_number(&config->srh.intrinsic, ohm_json_get(value, "intrinsic"), "srh: intrinsic", err);
    if (status == OHM_OK)
        status = read_pair(config->srh.lifetime, ohm_json_get(value, "lifetimes"), "srh: lifetimes", err);
    if (status != OHM_OK)
        return status;
    if (!(config->srh.intrinsic > 0.0 && config->srh.lifetime[0] > 0.0 && config->srh.lifetime[1] > 0.0))
        return ohm_fail(err, OHM_E_CONTENT, "srh: intrinsic density and lifetimes must be > 0");
    pair->rate = ohm_srh_rate;
    pair->data = &config->srh;
    return OHM_OK;
}

static ohm_status
set_grid(ohm_oxide_model *model, const ohm_json *value, ohm_error *err)
{
    const char *name = ohm_json_as_string(value);
    const size_t cells = model->nodes - 1;

    if (ohm_json_is_array(value) && ohm_json_size(value) != model->nodes)
        return ohm_fail(err, OHM_E_CONTENT, "grid: holds %zu nodes, --nodes %zu asks for %zu",
                        ohm_json_size(value), cells, model->nodes);
    if (!ohm_json_is_array(value)
        && (name == NULL || (strcmp(name, "uniform") != 0 && strcmp(name, "cosine") != 0)))
        return ohm_fail(err, OHM_E_CONTENT, "grid: must be \"uniform\", \"cosine\" or the nodes from 0 to 1");
    if (name != NULL)
        ohm_oxide_model_set_grid(model, strcmp(name, "cosine") == 0 ? OHM_GRID_COSINE : OHM_GRID_UNIFORM);
    for (size_t j = 0; name == NULL && j < model->nodes; j++)
        if (!ohm_json_as_number(&model->x[j], ohm_json_at(value, j)))
            return ohm_fail(err, OHM_E_CONTENT, "grid: entry %zu is no number", j);
    return OHM_OK;
}

/* One entry beside the species. */
static ohm_status
set_entry(ohm_oxide_config *config, const char *key, const ohm_json *value, ohm_error *err)
{
    ohm_oxide_model *model = config->model;

    if (strcmp(key, "lambda2") == 0)
        return read_number(&model->lambda2, value, key, err);
    if (strcmp(key, "doping") == 0)
        return read_field(model, OHM_OXIDE_DOPING, value, key, err);
    if (strcmp(key, "grid") == 0)
        return set_grid(model, value, err);
    if (strcmp(key, "srh") == 0)
        return set_srh(config, value, err);
    if (strcmp(key, "potential") == 0) {
        config->built_in_given = true;
        return read_pair(model->potential, value, key, err);
    }
    if (strcmp(key, "matched") == 0) {
        bool matched;
        const ohm_status status = read_switch(&matched, value, key, err);

        config->mismatch_allowed = !matched;
        return status;
    }
    return ohm_fail(err, OHM_E_CONTENT,
                    "%.32s: no such entry; there are lambda2, species, doping, potential, grid, srh, matched",
                    key);
}

ohm_status
ohm_oxide_config_preset(ohm_oxide_config **out, const char *name, size_t cells, ohm_grid_kind grid,
                        ohm_error *err)
{
    ohm_oxide_config *config = OHM_ZEROS(ohm_oxide_config, 1);

    *out = NULL;
    if (config == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "oxide: preset %s", name);
    const ohm_status status = ohm_oxide_model_preset(&config->model, name, cells, grid, err);
    if (status != OHM_OK) {
        ohm_oxide_config_free(config);
        return status;
    }
    *out = config;
    return OHM_OK;
}

void
ohm_oxide_config_free(ohm_oxide_config *config)
{
    if (config == NULL)
        return;
    ohm_oxide_model_free(config->model);
    free(config);
}

/* Name first (for messages and srh), then what it is. */
static ohm_status
read_species(ohm_oxide_model *model, size_t i, const ohm_json *node, ohm_error *err)
{
    const char *name = ohm_json_as_string(ohm_json_get(node, "name"));
    ohm_status status = OHM_OK;

    if (!ohm_json_is_object(node))
        return ohm_fail(err, OHM_E_CONTENT, "species %zu: must be an object", i);
    if (name == NULL || name[0] == '\0' || strlen(name) >= OHM_OXIDE_NAME || strpbrk(name, ".=") != NULL)
        return ohm_fail(err, OHM_E_CONTENT, "species %zu: name: must be a word of 1 to %d characters", i,
                        OHM_OXIDE_NAME - 1);
    for (size_t k = 0; k < i; k++)
        if (strcmp(model->species[k].name, name) == 0)
            return ohm_fail(err, OHM_E_CONTENT, "species %zu: \"%s\" is the name of species %zu too", i, name,
                            k);
    snprintf(model->species[i].name, OHM_OXIDE_NAME, "%s", name);
    if (ohm_json_get(node, "z") == NULL)
        return ohm_fail(err, OHM_E_CONTENT, "species %s: z, its charge, is missing", name);
    for (size_t k = 0; status == OHM_OK && k < ohm_json_size(node); k++)
        if (strcmp(ohm_json_key_at(node, k), "name") != 0)
            status = set_species_entry(model, i, ohm_json_key_at(node, k), ohm_json_value_at(node, k), err);
    return status;
}

ohm_status
ohm_oxide_config_read(ohm_oxide_config **out, const ohm_json *root, size_t cells, ohm_grid_kind grid,
                      ohm_error *err)
{
    const ohm_json *list = ohm_json_get(root, "species");
    ohm_oxide_config *config = OHM_ZEROS(ohm_oxide_config, 1);

    *out = NULL;
    if (config == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "oxide: configuration");
    ohm_status status = OHM_OK;
    if (ohm_json_size(list) == 0 || ohm_json_size(list) > OHM_OXIDE_SPECIES_MAX)
        status = ohm_fail(err, OHM_E_CONTENT, "species: must be an array of 1 to %d", OHM_OXIDE_SPECIES_MAX);
    else if (ohm_json_get(root, "lambda2") == NULL)
        status = ohm_fail(err, OHM_E_CONTENT, "lambda2 is missing");
    if (status == OHM_OK)
        status = ohm_oxide_model_alloc(&config->model, ohm_json_size(list), cells, grid, err);
    for (size_t i = 0; status == OHM_OK && i < ohm_json_size(list); i++)
        status = read_species(config->model, i, ohm_json_at(list, i), err);
    for (size_t k = 0; status == OHM_OK && k < ohm_json_size(root); k++)
        if (strcmp(ohm_json_key_at(root, k), "species") != 0)
            status = set_entry(config, ohm_json_key_at(root, k), ohm_json_value_at(root, k), err);
    if (status != OHM_OK) {
        ohm_oxide_config_free(config);
        return status;
    }
    *out = config;
    return OHM_OK;
}

/* Splits "SPECIES.ENTRY", with or without "species." before it. */
static ohm_status
set_by_name(ohm_oxide_config *config, char *key, const ohm_json *value, ohm_error *err)
{
    char *dot;

    if (strncmp(key, "species.", 8) == 0)
        key += 8;
    if ((dot = strchr(key, '.')) == NULL)
        return set_entry(config, key, value, err);
    *dot = '\0';
    const size_t i = find_species(config->model, key);
    if (i == SIZE_MAX)
        return ohm_fail(err, OHM_E_CONTENT, "%.32s: no such species", key);
    return set_species_entry(config->model, i, dot + 1, value, err);
}

/* A value from the command line: a number as people write it, JSON, or a bare word. */
static ohm_status
parse_value(ohm_json **list, const char *text, ohm_error *err)
{
    const size_t length = strlen(text) + 3;
    char *wrapped;
    double number;

    if (ohm_text_to_double(&number, text) && isfinite(number)) {
        *list = ohm_json_array();
        ohm_json_append(*list, ohm_json_number(number));
        return ohm_json_failed(*list) ? ohm_fail(err, OHM_E_NOMEM, "oxide: %.64s", text) : OHM_OK;
    }
    if ((wrapped = ohm_array(length, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "oxide: %.64s", text);
    snprintf(wrapped, length, "[%s]", text);            /* a value alone is no JSON text */
    ohm_status status = ohm_json_parse(list, wrapped, err);
    free(wrapped);
    if (status == OHM_E_CONTENT) {
        *list = ohm_json_array();
        ohm_json_append(*list, ohm_json_string(text));
        status = ohm_json_failed(*list) ? ohm_fail(err, OHM_E_NOMEM, "oxide: %.64s", text) : OHM_OK;
    }
    return status;
}

ohm_status
ohm_oxide_config_set(ohm_oxide_config *config, const char *assignment, ohm_error *err)
{
    const char *equals = strchr(assignment, '=');
    ohm_json *list = NULL;

    if (equals == NULL || equals == assignment)
        return ohm_fail(err, OHM_E_ARG, "%.64s: must be KEY=VALUE", assignment);
    char *key = ohm_copy(assignment, (size_t)(equals - assignment) + 1, 1);
    if (key == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "oxide: %.64s", assignment);
    key[equals - assignment] = '\0';
    ohm_status status = parse_value(&list, equals + 1, err);
    if (status == OHM_OK && ohm_json_size(list) != 1)
        status = ohm_fail(err, OHM_E_CONTENT, "%.32s: must be one value", key);
    if (status == OHM_OK)
        status = set_by_name(config, key, ohm_json_at(list, 0), err);
    ohm_json_free(list);
    free(key);
    return status;
}

/* n_i of a pair of linear species of charge -1 and +1 at the left contact, sqrt(n p); 0 where
 * there is none. */
static double
intrinsic_density(const ohm_oxide_model *model)
{
    double density[2] = { 0.0, 0.0 };

    for (size_t i = model->species_count; i-- > 0;) {
        const ohm_oxide_species *species = &model->species[i];

        if (species->contact[0].kind != OHM_CONTACT_BLOCKING && species->exponent == 1.0
            && fabs(species->charge) == 1.0)
            density[species->charge > 0.0] = species->contact[0].density;
    }
    return sqrt(density[0] * density[1]);
}

ohm_status
ohm_oxide_config_finish(ohm_oxide_config *config, ohm_error *err)
{
    ohm_oxide_model *model = config->model;

    if (!config->built_in_given)
        ohm_oxide_model_set_built_in(model, intrinsic_density(model));
    const ohm_status status = ohm_oxide_model_check(model, err);
    if (status != OHM_OK)
        return status;
    const double mismatch = ohm_oxide_model_mismatch(model);
    if (!config->mismatch_allowed && !(mismatch <= OHM_OXIDE_MATCHED))
        return ohm_fail(err, OHM_E_CONTENT,
                        "the contacts are not in equilibrium with each other: h'(u) + z V differs by %g;"
                        " change a density or \"potential\", or say \"matched\": false", mismatch);
    return OHM_OK;
}
