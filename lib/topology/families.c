/* lib/topology/families.c -- see families.h */
#include "topology/families.h"
#include "base/array.h"
#include "base/text.h"
#include "topology/families_classic.h"
#include "topology/families_lattice.h"
#include "topology/families_random.h"
#include "topology/families_smallworld.h"
#include "topology/families_spatial.h"

#include <stdlib.h>
#include <string.h>

#define MAKER(family) \
    static ohm_status \
    make_##family(ohm_generated *out, const ohm_family_value *value, ohm_rng *rng, ohm_error *err)

MAKER(path)       { (void)rng; return ohm_graph_path(&out->graph, value[0].count, err); }
MAKER(ring)       { (void)rng; return ohm_graph_ring(&out->graph, value[0].count, err); }
MAKER(star)       { (void)rng; return ohm_graph_star(&out->graph, value[0].count, err); }
MAKER(complete)   { (void)rng; return ohm_graph_complete(&out->graph, value[0].count, err); }
MAKER(bipartite)  { (void)rng; return ohm_graph_bipartite(&out->graph, value[0].count, value[1].count, err); }
MAKER(wheel)      { (void)rng; return ohm_graph_wheel(&out->graph, value[0].count, err); }
MAKER(hypercube)  { (void)rng; return ohm_graph_hypercube(&out->graph, value[0].count, err); }
MAKER(petersen)   { (void)rng; (void)value; return ohm_graph_petersen(&out->graph, err); }
MAKER(famous)     { (void)rng; return ohm_graph_famous(&out->graph, value[0].word, err); }
MAKER(regular)    { return ohm_graph_regular(&out->graph, value[0].count, value[1].count, rng, err); }
MAKER(gnp)        { return ohm_graph_gnp(&out->graph, value[0].count, value[1].number, rng, err); }
MAKER(gnm)        { return ohm_graph_gnm(&out->graph, value[0].count, value[1].count, rng, err); }
MAKER(barabasi)   { return ohm_graph_barabasi(&out->graph, value[0].count, value[1].count, rng, err); }

MAKER(smallworld)
{
    return ohm_graph_smallworld(&out->graph, value[0].count, value[1].count, value[2].number, rng, err);
}

/* "4,8,3": the sizes of the layers. */
MAKER(layered)
{
    const char *text = value[0].word;
    size_t layers = 1, at = 0, length;
    char number[OHM_TEXT_DOUBLE];
    size_t *size;
    ohm_status status = OHM_OK;

    (void)rng;
    for (const char *c = text; *c != '\0'; c++)
        layers += *c == ',';
    if ((size = OHM_ARRAY(size_t, layers)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "layered: %zu layers", layers);
    for (const char *from = text; status == OHM_OK && at < layers; from += length + 1, at++) {
        length = strcspn(from, ",");
        memcpy(number, from, length < sizeof number ? length : 0);
        number[length < sizeof number ? length : 0] = '\0';
        if (!ohm_text_to_size(&size[at], number))
            status = ohm_fail(err, OHM_E_ARG, "layered: %s: expected the sizes of layers, as in 4,8,3", text);
    }
    if (status == OHM_OK)
        status = ohm_graph_layered(&out->graph, size, layers, err);
    free(size);
    return status;
}

/* A third side that is given must count: 0 layers would mean a plane. */
static ohm_status
check_layers(const char *family, const ohm_family_value *value, ohm_error *err)
{
    if (value[2].given && value[2].count == 0)
        return ohm_fail(err, OHM_E_ARG, "%s: K = 0: must be at least 1", family);
    return OHM_OK;
}

MAKER(grid)
{
    const ohm_status status = check_layers("grid", value, err);

    (void)rng;
    if (status != OHM_OK)
        return status;
    return ohm_graph_grid(&out->graph, value[0].count, value[1].count, value[2].count, err);
}

MAKER(torus)
{
    const ohm_status status = check_layers("torus", value, err);

    (void)rng;
    if (status != OHM_OK)
        return status;
    return ohm_graph_torus(&out->graph, value[0].count, value[1].count, value[2].count, err);
}

MAKER(geometric)
{
    const size_t n = value[0].count;

    out->x = OHM_ARRAY(double, n);
    out->y = OHM_ARRAY(double, n);
    if (out->x == NULL || out->y == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "geometric: out of memory for %zu nodes", n);
    return ohm_graph_geometric(&out->graph, out->x, out->y, n, value[1].number, rng, err);
}

MAKER(nanowires)
{
    const size_t n = value[0].count;

    out->x = OHM_ARRAY(double, n);
    out->y = OHM_ARRAY(double, n);
    out->angle = OHM_ARRAY(double, n);
    if (out->x == NULL || out->y == NULL || out->angle == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "nanowires: out of memory for %zu wires", n);
    return ohm_graph_nanowires(&out->graph, out->x, out->y, out->angle, n, value[1].number,
                               value[2].number, value[2].second, rng, err);
}

#define COUNT(name)     { name, OHM_ARGUMENT_COUNT, false }
#define NUMBER(name)    { name, OHM_ARGUMENT_NUMBER, false }

static const ohm_family table[] = {
    { "path", "N nodes in a row", false, 1, { COUNT("N") }, make_path },
    { "ring", "N nodes in a directed circle", false, 1, { COUNT("N") }, make_ring },
    { "star", "N nodes, all joined to the first", false, 1, { COUNT("N") }, make_star },
    { "complete", "every pair of N nodes", false, 1, { COUNT("N") }, make_complete },
    { "bipartite", "every pair of one of A and one of B nodes", false, 2, { COUNT("A"), COUNT("B") },
      make_bipartite },
    { "layered", "layers of the given sizes, each joined to the whole next one", false, 1,
      { { "SIZES", OHM_ARGUMENT_WORD, false } }, make_layered },
    { "wheel", "a hub and a circle of RIM nodes", false, 1, { COUNT("RIM") }, make_wheel },
    { "hypercube", "2^D corners, joined along D axes", false, 1, { COUNT("D") }, make_hypercube },
    { "grid", "M rows of N nodes, in K layers", false, 3,
      { COUNT("M"), COUNT("N"), { "K", OHM_ARGUMENT_COUNT, true } }, make_grid },
    { "torus", "a grid that closes on itself along every axis", false, 3,
      { COUNT("M"), COUNT("N"), { "K", OHM_ARGUMENT_COUNT, true } }, make_torus },
    { "petersen", "the Petersen graph", false, 0, { COUNT(NULL) }, make_petersen },
    { "regular", "N nodes of degree D, at random", true, 2, { COUNT("N"), COUNT("D") }, make_regular },
    { "gnp", "every pair of N nodes with probability P", true, 2, { COUNT("N"), NUMBER("P") }, make_gnp },
    { "gnm", "M pairs of N nodes, at random", true, 2, { COUNT("N"), COUNT("M") }, make_gnm },
    { "barabasi", "a star of M + 1, then preferential attachment of M edges a node", true, 2,
      { COUNT("N"), COUNT("M") }, make_barabasi },
    { "smallworld", "a circle of K nearest neighbours, edges moved with probability P", true, 3,
      { COUNT("N"), COUNT("K"), NUMBER("P") }, make_smallworld },
    { "geometric", "N points in the unit square, joined within the distance R", true, 2,
      { COUNT("N"), NUMBER("R") }, make_geometric },
    { "nanowires", "COUNT straight wires thrown into a box, joined where they cross", true, 3,
      { COUNT("COUNT"), NUMBER("--length"), { "--box", OHM_ARGUMENT_BOX, false } }, make_nanowires },
    { "famous", "a graph with a name, such as Tutte or Zachary", false, 1,
      { { "NAME", OHM_ARGUMENT_WORD, false } }, make_famous },
};

const ohm_family *
ohm_families(size_t *count)
{
    *count = sizeof table / sizeof *table;
    return table;
}

const ohm_family *
ohm_family_find(const char *name)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    return NULL;
}

/* "3x4.5" as two numbers. */
static bool
read_box(ohm_family_value *value, const char *text)
{
    char first[OHM_TEXT_DOUBLE];
    const char *times = strchr(text, 'x');

    if (times == NULL || (size_t)(times - text) >= sizeof first)
        return false;
    memcpy(first, text, (size_t)(times - text));
    first[times - text] = '\0';
    return ohm_text_to_double(&value->number, first) && ohm_text_to_double(&value->second, times + 1);
}

static ohm_status
read_value(ohm_family_value *value, const ohm_family *family, const ohm_family_argument *argument,
           const char *text, ohm_error *err)
{
    static const char *const expected[] = { "a whole number", "a number", "a word", "WIDTHxHEIGHT" };
    bool good = true;

    if (text == NULL) {
        if (argument->optional)
            return OHM_OK;
        return ohm_fail(err, OHM_E_ARG, "%s: %s is missing: must be %s", family->name, argument->name,
                        expected[argument->kind]);
    }
    value->given = true;
    switch (argument->kind) {
    case OHM_ARGUMENT_COUNT:
        good = ohm_text_to_size(&value->count, text);
        break;
    case OHM_ARGUMENT_NUMBER:
        good = ohm_text_to_double(&value->number, text);
        break;
    case OHM_ARGUMENT_WORD:
        value->word = text;
        break;
    case OHM_ARGUMENT_BOX:
        good = read_box(value, text);
        break;
    }
    if (!good)
        return ohm_fail(err, OHM_E_ARG, "%s: %s = %s: must be %s", family->name, argument->name, text,
                        expected[argument->kind]);
    return OHM_OK;
}

ohm_status
ohm_family_generate(ohm_generated **out, const ohm_family *family, const char *const *text,
                    ohm_rng *rng, ohm_error *err)
{
    ohm_family_value value[OHM_FAMILY_ARGUMENTS] = { { .given = false } };
    ohm_generated *generated;
    ohm_status status = OHM_OK;

    *out = NULL;
    for (size_t i = 0; i < family->arguments && status == OHM_OK; i++)
        status = read_value(&value[i], family, &family->argument[i], text[i], err);
    if (status != OHM_OK)
        return status;
    if (family->random && rng == NULL)
        return ohm_fail(err, OHM_E_ARG, "%s: a random family needs a random stream", family->name);
    if ((generated = OHM_ZEROS(ohm_generated, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", family->name);
    if ((status = family->make(generated, value, rng, err)) != OHM_OK) {
        ohm_generated_free(generated);
        return status;
    }
    *out = generated;
    return OHM_OK;
}

void
ohm_generated_free(ohm_generated *generated)
{
    if (generated == NULL)
        return;
    ohm_graph_free(generated->graph);
    free(generated->x);
    free(generated->y);
    free(generated->angle);
    free(generated);
}
