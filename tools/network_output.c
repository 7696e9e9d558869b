/* tools/network_output.c -- see network_output.h */
#include "network_output.h"

#include "base/text.h"
#include "print.h"

void
print_solver(FILE *file, const ohm_solver_choice *solver)
{
    print_fact(file, "solver", "%s: %s", ohm_solver_name(solver->kind), solver->why);
}

ohm_json *
solver_json(const ohm_solver_choice *solver)
{
    ohm_json *object = ohm_json_object();

    ohm_json_set(object, "kind", ohm_json_string(ohm_solver_name(solver->kind)));
    ohm_json_set(object, "why", ohm_json_string(solver->why));
    ohm_json_set(object, "fill", ohm_json_number(solver->fill));
    ohm_json_set(object, "flops", ohm_json_number(solver->flops));
    return object;
}

void
print_terminals(FILE *file, const ohm_circuit *circuit, const size_t *node, size_t count,
                const double *potential, const double *delivered)
{
    for (size_t k = 0; k < count; k++) {
        char element[OHM_ELEMENT_TEXT], volt[OHM_TEXT_DOUBLE], ampere[OHM_TEXT_DOUBLE];

        print_fact(file, k == 0 ? "terminals" : "", "%-24s  %s V, delivers %s A",
                   ohm_circuit_node_text(element, circuit, node[k]),
                   ohm_text_double(volt, potential[node[k]]), ohm_text_double(ampere, delivered[node[k]]));
    }
}

ohm_json *
terminals_json(const ohm_circuit *circuit, const size_t *node, size_t count,
               const double *potential, const double *delivered)
{
    ohm_json *list = ohm_json_array();

    for (size_t k = 0; k < count; k++) {
        ohm_json *one = ohm_json_object();

        ohm_json_set(one, "node", ohm_json_integer((long long)node[k]));
        ohm_json_set(one, "id", ohm_json_string(ohm_table_node_id(circuit->table, node[k])));
        ohm_json_set(one, "potential", ohm_json_number(potential[node[k]]));
        ohm_json_set(one, "current", ohm_json_number(delivered[node[k]]));
        ohm_json_append(list, one);
    }
    return list;
}
