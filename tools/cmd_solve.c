/* tools/cmd_solve.c -- currents and potentials of a circuit as it stands. */
#include "command.h"

#include "base/text.h"
#include "case/operating_point.h"
#include "circuit_input.h"
#include "network_output.h"
#include "output.h"
#include "print.h"

#include <stdlib.h>

typedef struct {
    common_options common;
    option_pair between;
    int solver;
} solve_options;

static const option_row solve_rows[] = {
    { .name = "between", .kind = OPTION_PAIR, .at = offsetof(solve_options, between), .argument = "U V",
      .help = "effective resistance between two nodes, by id, or position where no node has that id" },
    { .name = "solver", .kind = OPTION_WORD, .at = offsetof(solve_options, solver),
      .argument = SOLVER_WORDS, .preset = "auto", .help = "how the linear system is solved" },
};

typedef struct {
    ohm_circuit *circuit;
    ohm_operating_point *point;
    size_t *terminal;
    size_t terminals;
    bool pair;                  /* a resistance was asked for: */
    size_t u, v;
    double resistance;
} answer;

static void
answer_free(answer *a)
{
    ohm_operating_point_free(a->point);
    ohm_circuit_free(a->circuit);
    free(a->terminal);
}

static ohm_status
find_pair(answer *a, const option_pair *between, ohm_error *err)
{
    ohm_status status;

    a->pair = between->first != NULL;
    if (!a->pair)
        return OHM_OK;
    status = circuit_node(&a->u, a->circuit, "--between", between->first, err);
    return status == OHM_OK ? circuit_node(&a->v, a->circuit, "--between", between->second, err) : status;
}

static ohm_json *
node_json(const answer *a, size_t node)
{
    ohm_json *object = ohm_json_object();

    ohm_json_set(object, "node", ohm_json_integer((long long)node));
    ohm_json_set(object, "id", ohm_json_string(ohm_table_node_id(a->circuit->table, node)));
    return object;
}

static ohm_json *
pair_json(const answer *a)
{
    ohm_json *pair = ohm_json_array();

    ohm_json_append(pair, node_json(a, a->u));
    ohm_json_append(pair, node_json(a, a->v));
    return pair;
}

static ohm_json *
answer_json(const answer *a)
{
    const ohm_graph *graph = a->circuit->graph;
    ohm_json *result = ohm_json_object();

    ohm_json_set(result, "current", ohm_json_numbers(a->point->current, graph->edges));
    ohm_json_set(result, "potential", ohm_json_numbers(a->point->potential, graph->nodes));
    ohm_json_set(result, "terminals", terminals_json(a->circuit, a->terminal, a->terminals,
                                                     a->point->potential, a->point->delivered));
    if (a->pair) {
        ohm_json_set(result, "between", pair_json(a));
        ohm_json_set(result, "resistance", ohm_json_number(a->resistance));
    }
    ohm_json_set(result, "solver", solver_json(&a->point->solver));
    return result;
}

static void
print_answer(FILE *file, const answer *a)
{
    const ohm_graph *graph = a->circuit->graph;
    char element[OHM_ELEMENT_TEXT], other[OHM_ELEMENT_TEXT], number[OHM_TEXT_DOUBLE];

    print_solver(file, &a->point->solver);
    print_terminals(file, a->circuit, a->terminal, a->terminals, a->point->potential, a->point->delivered);
    if (a->pair)
        print_fact(file, "resistance", "%s ohm between %s and %s", ohm_text_double(number, a->resistance),
                   ohm_circuit_node_text(element, a->circuit, a->u),
                   ohm_circuit_node_text(other, a->circuit, a->v));
    fputs("\nedge                         tail   head   current [A]\n", file);
    for (size_t k = 0; k < graph->edges; k++)
        fprintf(file, "%-24s %8zu %6zu   %s\n", ohm_circuit_edge_text(element, a->circuit, k),
                graph->tail[k], graph->head[k], ohm_text_double(number, a->point->current[k]));
    fputs("\nnode                                    potential [V]\n", file);
    for (size_t n = 0; n < graph->nodes; n++)
        fprintf(file, "%-39s %s\n", ohm_circuit_node_text(element, a->circuit, n),
                ohm_text_double(number, a->point->potential[n]));
}

static ohm_status
find_answer(answer *a, const solve_options *options, ohm_error *err)
{
    const ohm_network_options network = { .solver = (ohm_solver_kind)options->solver };
    ohm_status status = find_pair(a, &options->between, err);

    if (status == OHM_OK)
        status = ohm_operating_point_alloc(&a->point, a->circuit, &network, err);
    if (status == OHM_OK && a->pair)
        status = ohm_circuit_resistance(&a->resistance, a->circuit, a->u, a->v, &network, err);
    if (status == OHM_OK)
        status = ohm_circuit_terminals(&a->terminal, &a->terminals, a->circuit, err);
    return status;
}

static ohm_status
run_solve(cli_run *run, const void *values, ohm_error *err)
{
    answer a = { 0 };
    cli_output out;
    ohm_status status = output_open_report(&out, run, err);

    if (status != OHM_OK)
        return status;
    status = circuit_input(&a.circuit, run, run->given->operand[0], NULL, err);
    if (status == OHM_OK)
        status = find_answer(&a, values, err);
    if (status == OHM_OK && out.json)
        status = output_result(&out, answer_json(&a), err);
    else if (status == OHM_OK)
        print_answer(out.stream, &a);
    answer_free(&a);
    return output_close(&out, status, err);
}

const cli_command cmd_solve = {
    .name = "solve",
    .summary = "currents and potentials as the circuit stands",
    .operands = "FILE|-",
    .operands_least = 1,
    .operands_most = 1,
    .about = "Solves Kirchhoff's laws for the resistances of the initial states and the drive at t = 0:\n"
        "the current of every edge (tail -> head), the potential of every node (0 V at the first\n"
        "node of a component where none is held) and what each terminal delivers.",
    .example = "  ohmega generate grid 3 3 --set potential@0=1 --set potential@8=0 | ohmega solve -\n"
        "  ohmega solve net.graphml --between 0 8\n",
    .options = solve_rows,
    .option_count = sizeof solve_rows / sizeof solve_rows[0],
    .values_size = sizeof(solve_options),
    .run = run_solve,
};
