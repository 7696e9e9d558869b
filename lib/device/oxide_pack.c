/* lib/device/oxide_pack.c -- see oxide_pack.h */
#include "device/oxide_pack.h"

#include "base/array.h"
#include "device/oxide_lift.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Takes the next array of `stride` numbers from the pack's memory; the first OHM_BLOCK_PAD
 * and what follows the count are pads. */
static double *
take(double **memory, size_t stride)
{
    double *array = *memory + OHM_BLOCK_PAD;

    *memory += stride;
    return array;
}

static void
fill(double *array, size_t stride, double value)
{
    double *start = array - OHM_BLOCK_PAD;      /* the pads too: vector loops read them */

    for (size_t t = 0; t < stride; t++)
        start[t] = value;
}

static ohm_status
lay_out(oxide_pack *pack, ohm_error *err)
{
    const size_t S = pack->species, stride = pack->blocks->stride;
    const size_t arrays = 4 * (S + 1) + 4 * S + 6;
    double *memory = OHM_ZEROS(double, arrays * stride + OHM_BLOCK_PAD);

    if (memory == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "oxide: %zu nodes, %zu lanes", pack->nodes, pack->lanes);
    pack->memory = memory;
    for (size_t i = 0; i <= S; i++) {
        pack->unknown[i] = take(&memory, stride);
        pack->old[i] = take(&memory, stride);
        pack->older[i] = take(&memory, stride);
        pack->flux[i] = take(&memory, stride);
        const double padding = i < S ? 0.5 : 0.0;       /* any density that every law allows */

        fill(pack->unknown[i], stride, padding);
        fill(pack->old[i], stride, padding);
        fill(pack->older[i], stride, padding);
    }
    for (size_t i = 0; i < S; i++) {
        pack->history[i] = take(&memory, stride);
        pack->slope[i] = take(&memory, stride);
        pack->lift[i] = take(&memory, stride);
        pack->reference[i] = take(&memory, stride);
    }
    pack->weight = take(&memory, stride);
    pack->length = take(&memory, stride);
    pack->volume = take(&memory, stride);
    pack->x = take(&memory, stride);
    pack->doping = take(&memory, stride);
    pack->potential_change = take(&memory, stride);
    return OHM_OK;
}

/* h'(ubar), affine in x; none for a species without contact. */
static void
set_lift(oxide_pack *pack, size_t i)
{
    const ohm_oxide_species *species = &pack->model->species[i];
    double level[2];

    if (!oxide_lift_levels(level, species)) {
        pack->lift[i] = NULL;
        return;
    }
    for (size_t t = 0; t < pack->count; t++) {
        pack->lift[i][t] = level[0] + (level[1] - level[0]) * pack->x[t];
        pack->reference[i][t] = oxide_lift_reference(&pack->law[i], species, pack->lift[i][t]);
    }
}

static void
set_geometry(oxide_pack *pack)
{
    const ohm_oxide_model *model = pack->model;
    const double *x = model->x;
    const size_t last = pack->nodes - 1;

    for (size_t j = 0; j < pack->nodes; j++) {
        const double left = j > 0 ? x[j] - x[j - 1] : 0.0, right = j < last ? x[j + 1] - x[j] : 0.0;

        for (size_t t = j * pack->lanes; t < (j + 1) * pack->lanes; t++) {
            pack->x[t] = x[j];
            pack->volume[t] = (left + right) / 2.0;
            pack->length[t] = right;
            pack->weight[t] = j < last ? 1.0 / right : 0.0;
            pack->doping[t] = model->doping != NULL ? model->doping[j] : 0.0;
        }
    }
    for (size_t i = 0; i < pack->species; i++)
        set_lift(pack, i);
}

/* Poisson's rows never change: -lambda^2/h beside, the charges and the sum on the diagonal;
 * V is given at the contacts. */
static void
set_poisson_rows(oxide_pack *pack)
{
    ohm_block_system *blocks = pack->blocks;
    const size_t S = pack->species, b = S + 1, stride = blocks->stride;
    const double lambda2 = pack->model->lambda2;
    double *diagonal = blocks->diagonal + S * b * stride;

    for (size_t j = 0; j < pack->nodes; j++)
        for (size_t t = j * pack->lanes; t < (j + 1) * pack->lanes; t++) {
            const bool contact = j == 0 || j + 1 == pack->nodes;
            const double left = contact ? 0.0 : lambda2 * pack->weight[t - pack->lanes];
            const double right = contact ? 0.0 : lambda2 * pack->weight[t];

            blocks->lower[S * stride + t] = -left;
            blocks->upper[S * stride + t] = -right;
            diagonal[S * stride + t] = contact ? 1.0 : left + right;
            for (size_t i = 0; i < S; i++)
                diagonal[i * stride + t] = contact ? 0.0 : -pack->volume[t] * pack->law[i].charge;
        }
}

static void
set_edges(oxide_pack *pack)
{
    oxide_edges *edges = &pack->edges;
    ohm_block_system *blocks = pack->blocks;
    const size_t S = pack->species, stride = blocks->stride;

    edges->count = pack->count - pack->lanes;
    edges->species_count = S;
    edges->law = pack->law;
    edges->lambda2 = pack->model->lambda2;
    edges->weight = pack->weight;
    for (size_t i = 0; i < S; i++) {
        edges->by_left[i] = blocks->lower + i * stride + pack->lanes;
        edges->by_right[i] = blocks->upper + i * stride;
        edges->by_drop_left[i] = blocks->upper + (S + 1 + i) * stride;
        edges->by_drop_right[i] = blocks->lower + (S + 1 + i) * stride + pack->lanes;
    }
    for (size_t i = 0; i <= S; i++)
        edges->flux[i] = pack->flux[i];
}

/* Whether every current is carried by quasi-static Boltzmann species between two ohmic
 * contacts in equilibrium, without recombination: then I is a chain of resistors. */
static bool
is_chain(const oxide_pack *pack)
{
    const ohm_oxide_model *model = pack->model;

    for (size_t i = 0; i < pack->species; i++) {
        const ohm_contact *contact = model->species[i].contact;

        if (pack->lift[i] != NULL
            && (pack->law[i].kind != OXIDE_BOLTZMANN || model->species[i].stored
                || contact[0].kind != OHM_CONTACT_OHMIC || contact[1].kind != OHM_CONTACT_OHMIC))
            return false;
    }
    return pack->reduced && model->recombination.rate == NULL
        && ohm_oxide_model_mismatch(model) <= OHM_OXIDE_MATCHED;
}

ohm_status
oxide_pack_alloc(oxide_pack **out, const ohm_oxide_model *model, size_t lanes, ohm_error *err)
{
    oxide_pack *pack = OHM_ZEROS(oxide_pack, 1);

    *out = NULL;
    if (pack == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "oxide: %zu nodes", model->nodes);
    pack->model = model;
    pack->species = model->species_count;
    pack->lanes = lanes;
    pack->nodes = model->nodes;
    pack->count = model->nodes * lanes;
    pack->reduced = ohm_oxide_model_is_reduced(model);
    oxide_laws_set(pack->law, model);
    ohm_status status = ohm_block_system_alloc(&pack->blocks, pack->nodes, pack->species + 1, lanes, err);
    if (status != OHM_OK || (status = lay_out(pack, err)) != OHM_OK) {
        oxide_pack_free(pack);
        return status;
    }
    set_geometry(pack);
    pack->chain = is_chain(pack);
    set_poisson_rows(pack);
    set_edges(pack);
    *out = pack;
    return OHM_OK;
}

void
oxide_pack_free(oxide_pack *pack)
{
    if (pack == NULL)
        return;
    ohm_block_system_free(pack->blocks);
    free(pack->memory);
    free(pack);
}

void
oxide_pack_restore(oxide_pack *pack, size_t lane)
{
    const size_t step = lane == pack->lanes ? 1 : pack->lanes;

    for (size_t i = 0; i <= pack->species; i++) {
        if (step == 1)
            memcpy(pack->unknown[i], pack->old[i], pack->count * sizeof **pack->old);
        for (size_t t = lane; step > 1 && t < pack->count; t += step)
            pack->unknown[i][t] = pack->old[i][t];
    }
}

void
oxide_pack_commit(oxide_pack *pack)
{
    for (size_t i = 0; i <= pack->species; i++) {
        double *spare = pack->older[i];

        pack->older[i] = pack->old[i];
        pack->old[i] = pack->unknown[i];
        pack->unknown[i] = spare;
    }
    oxide_pack_restore(pack, pack->lanes);
    for (size_t lane = 0; lane < pack->lanes; lane++)
        pack->voltage_old[lane] = pack->voltage[lane];
}
