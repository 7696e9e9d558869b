/* lib/case/inspect.h -- what a circuit is made of, and what is odd about it. */
#ifndef OHM_CASE_INSPECT_H
#define OHM_CASE_INSPECT_H

#include "base/status.h"
#include "case/circuit.h"
#include "kirchhoff/network.h"
#include "topology/graph.h"

typedef struct {
    size_t nodes, edges, components, bridges;
    ohm_graph_census census;
    size_t terminals;           /* nodes held, or given a current */
    ohm_solver_choice solver;   /* from the symbolic analysis alone */
} ohm_circuit_facts;

/* options: mixed_signs is set from the circuit. */
ohm_status ohm_circuit_inspect(ohm_circuit_facts *out, const ohm_circuit *circuit,
                               const ohm_network_options *options, ohm_error *err);

/* Tells `remark` one line for each thing that is legal but worth a second look:
 * isolated nodes, loops without an EMF, a component that nothing drives, states on
 * a wall, attributes that mean nothing here.  Stops where `remark` fails. */
typedef ohm_status (*ohm_remark_fn)(void *data, const char *text, ohm_error *err);

ohm_status ohm_circuit_remarks(const ohm_circuit *circuit, ohm_remark_fn remark, void *data,
                               ohm_error *err);

#endif
