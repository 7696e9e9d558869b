/* tools/cmd_generate.c -- circuits of the known families. */
#include "command.h"

#include "base/rng.h"
#include "case/generated.h"
#include "circuit_output.h"
#include "nearest.h"
#include "output.h"
#include "topology/families.h"

#include <string.h>

typedef struct {
    common_options common;
    option_texts set;
    const char *length, *box;
    bool lossy;
} generate_options;

static const option_row generate_rows[] = {
    { .name = "set", .kind = OPTION_TEXTS, .at = offsetof(generate_options, set), .argument = "ATTR=VALUE",
      .help = SET_HELP },
    { .name = "length", .kind = OPTION_TEXT, .at = offsetof(generate_options, length), .argument = "L",
      .help = "nanowires: length of a wire" },
    { .name = "box", .kind = OPTION_TEXT, .at = offsetof(generate_options, box), .argument = "WxH",
      .help = "nanowires: size of the box the wires are thrown into" },
    { .name = "lossy", .kind = OPTION_FLAG, .at = offsetof(generate_options, lossy), .help = LOSSY_HELP },
};

/* ---- which family, of what ------------------------------------------------- */

static ohm_status
find_family(const ohm_family **family, const char *name, ohm_error *err)
{
    const char *names[64], *guess;
    size_t count, n = 0;
    const ohm_family *all = ohm_families(&count);

    if ((*family = ohm_family_find(name)) != NULL)
        return OHM_OK;
    for (; n < count && n < 64; n++)
        names[n] = all[n].name;
    guess = nearest_name(name, names, n);
    return guess != NULL ? ohm_fail(err, OHM_E_ARG, "%s: no such family; did you mean %s?", name, guess)
        : ohm_fail(err, OHM_E_ARG, "%s: no such family; see ohmega generate --help", name);
}

/* The option "--length" of a family's arguments; NULL where it was not given. */
static const char **
option_place(generate_options *options, const char *name)
{
    return strcmp(name, "--length") == 0 ? &options->length : &options->box;
}

/* Hands out operands and options to the family's arguments, in its order. */
static ohm_status
collect(const char *text[OHM_FAMILY_ARGUMENTS], const ohm_family *family, const arguments *given,
        const generate_options *options, ohm_error *err)
{
    generate_options left = *options;
    size_t operand = 1;

    for (size_t k = 0; k < family->arguments; k++) {
        const char *name = family->argument[k].name;

        if (strncmp(name, "--", 2) == 0) {
            text[k] = *option_place(&left, name);
            *option_place(&left, name) = NULL;
        } else {
            text[k] = operand < given->operands ? given->operand[operand++] : NULL;
        }
    }
    if (operand < given->operands)
        return ohm_fail(err, OHM_E_ARG, "%s: \"%s\" is one argument too many", family->name,
                        given->operand[operand]);
    if (left.length != NULL || left.box != NULL)
        return ohm_fail(err, OHM_E_ARG, "%s: takes no %s", family->name,
                        left.length != NULL ? "--length" : "--box");
    return OHM_OK;
}

static ohm_status
generate(ohm_generated **out, const cli_run *run, const generate_options *options, ohm_error *err)
{
    const char *text[OHM_FAMILY_ARGUMENTS] = { NULL };
    const ohm_family *family;
    ohm_rng *rng;
    ohm_status status = find_family(&family, run->given->operand[0], err);

    if (status == OHM_OK)
        status = collect(text, family, run->given, options, err);
    if (status == OHM_OK)
        status = ohm_rng_alloc(&rng, run->common->seed, 0, err);
    if (status != OHM_OK)
        return status;
    status = ohm_family_generate(out, family, text, rng, err);
    ohm_rng_free(rng);
    return status;
}

/* ---- the answer ------------------------------------------------------------ */

static ohm_json *
positions_json(const size_t *position, size_t n)
{
    ohm_json *list = ohm_json_array();

    for (size_t k = 0; k < n; k++)
        ohm_json_append(list, ohm_json_integer((long long)position[k]));
    return list;
}

static ohm_json *
generated_json(const cli_run *run, const ohm_graph *graph)
{
    ohm_json *result = ohm_json_object();

    ohm_json_set(result, "family", ohm_json_string(run->given->operand[0]));
    ohm_json_set(result, "nodes", ohm_json_integer((long long)graph->nodes));
    ohm_json_set(result, "edges", ohm_json_integer((long long)graph->edges));
    ohm_json_set(result, "tail", positions_json(graph->tail, graph->edges));
    ohm_json_set(result, "head", positions_json(graph->head, graph->edges));
    return result;
}

static ohm_status
run_generate(cli_run *run, const void *values, ohm_error *err)
{
    const generate_options *options = values;
    ohm_generated *generated = NULL;
    ohm_table *table = NULL;
    ohm_status status = circuit_output_check(run, err);

    if (status == OHM_OK)
        status = generate(&generated, run, options, err);
    if (status == OHM_OK)
        status = ohm_generated_table(&table, generated, err);
    if (status == OHM_OK)
        status = circuit_output_set(&table, run, &options->set, err);
    if (status == OHM_OK)
        status = circuit_output(run, table, options->lossy,
                                run->common->json ? generated_json(run, generated->graph) : NULL, err);
    ohm_table_free(table);
    ohm_generated_free(generated);
    return status;
}

const cli_command cmd_generate = {
    .name = "generate",
    .summary = "a circuit of a known family: grid, complete, gnp, nanowires, ...",
    .operands = "FAMILY ARG...",
    .operands_least = 1,
    .operands_most = 1 + OHM_FAMILY_ARGUMENTS,
    .about = "Writes a circuit as GraphML, or as the suffix of -o says (.graphml .mtx .edges .g6).\n"
        "\n"
        "  path N               ring N                star N           complete N\n"
        "  layered SIZES, as in layered 4,8,3\n"
        "  bipartite A B        wheel RIM             hypercube D      petersen\n"
        "  grid M N [K]         torus M N [K]         famous NAME      regular N D\n"
        "  gnp N P              gnm N M               barabasi N M     smallworld N K P\n"
        "  geometric N R        nanowires COUNT --length L --box WxH\n"
        "\n"
        "A ring runs k -> k+1; grid and torus go node by node in rows, along the row, then down,\n"
        "along +axes; every other family has tail < head, sorted.  Nodes have their position as id.",
    .example = "  ohmega generate grid 8 8 --set r_off=1000 --set w=uniform:0,1 --seed 7 -o grid.graphml\n"
        "  ohmega generate nanowires 300 --length 7 --box 50x50 | ohmega memory -\n",
    .options = generate_rows,
    .option_count = sizeof generate_rows / sizeof generate_rows[0],
    .values_size = sizeof(generate_options),
    .run = run_generate,
};
