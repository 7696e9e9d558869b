#!/bin/sh
# ohmega solve: currents and potentials as the circuit stands.
. "$OHM_SRCDIR/tests/tools/lib.sh"

# a ring of three, R_on = 1, w = 0.5, xi = 1: R = 1.5 each; one EMF of 3 V: 3 / 4.5 A
"$OHMEGA" generate ring 3 --set r_off=2 --set emf@0=3 -o ring.graphml
case_json '.result.current[2] ~ 0.66666666666666667 1e-14' solve ring.graphml
check_json '.result.potential[0] == 0' case.out
check_json '.result.potential[2] ~ 1 1e-14' case.out
check_json '.result.terminals# == 0' case.out
case_text 'current' solve ring.graphml

# held nodes: 2 V over 1.5 beside 3 Ohm: what is delivered is named by position and id
"$OHMEGA" generate ring 3 --set r_off=2 --set potential@0=2 --set potential@1=0 -o held.graphml
case_json '.result.terminals# == 2' solve held.graphml
check_json '.result.terminals[0].node == 0' case.out
check_json '.result.terminals[0].potential == 2' case.out
check_json '.result.terminals[0].current ~ 2 1e-14' case.out
check_json '.result.terminals[1].current ~ -2 1e-14' case.out
check_json '.result.potential[2] ~ 1 1e-14' case.out

# effective resistance between two nodes, by id: 1.5 beside 3 Ohm is 1 Ohm
id0=$(sed -n 's/.*<node id="\([^"]*\)".*/\1/p' held.graphml | sed -n 1p)
id1=$(sed -n 's/.*<node id="\([^"]*\)".*/\1/p' held.graphml | sed -n 2p)
case_json '.result.resistance ~ 1 1e-14' solve held.graphml --between "$id0" "$id1"
check_json '.result.between[0].node == 0' case.out
case_text 'ohm' solve held.graphml --between "$id0" "$id1"
case_json '.result.resistance == 0' solve held.graphml --between "$id0" "$id0"

for solver in dense cholesky lu cg loop; do
    case_json '.result.current[2] ~ 0.66666666666666667 1e-11' solve ring.graphml --solver "$solver"
    check_json ".result.solver.kind == \"$solver\"" case.out
done
case_same solve ring.graphml --json

case_exit 2 'two arguments' solve ring.graphml --between "$id0"
case_exit 2 'nobody' solve ring.graphml --between "$id0" nobody
printf '0 1\n2 3\n' >apart.edges
case_exit 4 'not connected' solve apart.edges --between 0 3
case_exit 2 'must be one of' solve ring.graphml --solver gauss

# active elements that cancel: singular, and said so
"$OHMEGA" generate ring 2 --set r_off=1 --set sign@1=-1 --set emf@0=1 -o singular.graphml
case_exit 4 'singular' solve singular.graphml
case_exit 2 'petsc' solve ring.graphml --solver petsc
case_exit 2 'lu' solve singular.graphml --solver cholesky

tap_done
