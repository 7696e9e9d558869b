/* tools/network_output.h -- solvers and terminals, for people and as JSON. */
#ifndef OHM_TOOLS_NETWORK_OUTPUT_H
#define OHM_TOOLS_NETWORK_OUTPUT_H

#include "case/circuit.h"
#include "io/json.h"
#include "kirchhoff/network.h"

#include <stdio.h>

/* The words of --solver, in the order of ohm_solver_kind. */
#define SOLVER_WORDS "auto|dense|cholesky|lu|cg|loop|petsc"
_Static_assert(OHM_SOLVER_PETSC == 6, "the words of --solver");

/* A solver, and why it: for people and as {kind,why,fill,flops}. */
void print_solver(FILE *file, const ohm_solver_choice *solver);
ohm_json *solver_json(const ohm_solver_choice *solver);

/* Terminals [{node,id,potential,current}] from the N potentials and the N currents
 * delivered. */
void print_terminals(FILE *file, const ohm_circuit *circuit, const size_t *node, size_t count,
                     const double *potential, const double *delivered);
ohm_json *terminals_json(const ohm_circuit *circuit, const size_t *node, size_t count,
                         const double *potential, const double *delivered);

#endif
