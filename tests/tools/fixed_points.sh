#!/bin/sh
# ohmega fixed-points: states at rest, their spectrum and kind.
. "$OHM_SRCDIR/tests/tools/lib.sh"

# circuit FILE NODES TAIL,HEAD,SIGN,EMF...: alpha, beta and xi are left to the options
circuit()
{
    circuit_file=$1
    printf '<graphml><key id="s" for="edge" attr.name="sign" attr.type="int"/>\n' >"$circuit_file"
    printf '<key id="e" for="edge" attr.name="emf" attr.type="double"/><graph edgedefault="directed">\n' \
        >>"$circuit_file"
    circuit_node=0
    while [ "$circuit_node" -lt "$2" ]; do
        echo "<node id=\"$circuit_node\"/>" >>"$circuit_file"
        circuit_node=$((circuit_node + 1))
    done
    shift 2
    for circuit_edge; do
        echo "$circuit_edge" | awk -F, '{ printf "<edge source=\"%s\" target=\"%s\"><data key=\"s\">%s</data>" \
            "<data key=\"e\">%s</data></edge>\n", $1, $2, $3, $4 }' >>"$circuit_file"
    done
    echo '</graph></graphml>' >>"$circuit_file"
}

# two nodes, three edges, one of negative resistance: 1 and (386 +- 20 i) / 221
circuit two.graphml 2 0,1,1,0.5625 0,1,-1,-1.75 1,0,1,3.5625
case_json '.result.fixed_points[0].kind == "unstable focus"' fixed-points two.graphml --xi 5 --alpha 1
check_json '.result.fixed_points[0].interior == true' case.out
check_json '.result.fixed_points[0].w[0] ~ 0.25 1e-12' case.out
check_json '.result.fixed_points[0].w[1] ~ 0.5 1e-12' case.out
check_json '.result.fixed_points[0].w[2] ~ 0.75 1e-12' case.out
check_json ".result.fixed_points[0].eigenvalues[0][0] ~ $(awk 'BEGIN { printf "%.17g", 386 / 221 }') 1e-12" case.out
check_json ".result.fixed_points[0].eigenvalues[0][1] ~ $(awk 'BEGIN { printf "%.17g", 20 / 221 }') 1e-11" case.out
check_json '.result.fixed_points[0].eigenvalues[2][0] ~ 1 1e-12' case.out
check_json '.result.fixed_points[0].alpha_multiplicity == 1' case.out
check_json '.result.fixed_points[0].residual < 1e-12' case.out
check_json '.result.fixed_points[0].certified == false' case.out
check_json '.result.reason == null' case.out
case_same fixed-points two.graphml --xi 5 --alpha 1 --json

# the 4-node digraph: 1 (three times), 5/3, a real one and 1.42014 +- 0.32399 i
circuit four.graphml 4 0,1,1,0.75 1,2,1,0.75 2,0,1,0.15 2,3,-1,-0.4 3,0,1,0.4 1,3,1,1.2 3,1,1,1.2
case_json '.result.fixed_points[0].kind == "unstable focus"' fixed-points four.graphml --xi 5 --alpha 1
check_json '.result.fixed_points[0].alpha_multiplicity == 3' case.out
check_json '.result.fixed_points[0].eigenvalues# == 7' case.out
check_json '.result.fixed_points[0].w[6] ~ 0.4 1e-11' case.out
complex=$("$OHMEGA" fixed-points four.graphml --xi 5 --alpha 1 | grep -o '1\.4201[0-9]* +- 0\.3239[0-9]* i' | head -n 1)
check "the pair: $complex" test -n "$complex"

# one memristor on a source: alpha w (1 + xi w) = s inside, and both walls
circuit one.graphml 1 0,0,1,1.2
case_json '.result.fixed_points# == 3' fixed-points one.graphml --xi 3 --alpha 1
root=$(awk 'BEGIN { printf "%.17g", (sqrt(1 + 4 * 3 * 1.2) - 1) / 6 }')
check_json ".result.fixed_points[0].w[0] ~ $root 1e-12" case.out
check_json '.result.fixed_points[0].kind == "unstable node"' case.out
check_json '.result.fixed_points[1].w == [0]' case.out
check_json '.result.fixed_points[1].held == [0]' case.out
check_json '.result.fixed_points[1].kind == "stable node"' case.out
check_json '.result.fixed_points[2].w == [1]' case.out
check_json '.result.complete == false' case.out
# alpha < 0: one state, and no other
case_json '.result.fixed_points# == 1' fixed-points one.graphml --xi 3 --alpha -1
check_json '.result.complete == true' case.out

# a large passive circuit: exactly one state, its spectrum by the ends
"$OHMEGA" generate torus 40 40 --set emf=uniform:-0.3,-0.25 --set alpha=-0.5 --set r_off=4 -o torus.graphml
if "$OHMEGA" doctor --json | grep -q '"name":"arpack","version":"'; then
    case_json '.result.fixed_points# == 1' fixed-points torus.graphml
    check_json '.result.complete == true' case.out
    check_json '.result.fixed_points[0].all_eigenvalues == false' case.out
    check_json '.result.fixed_points[0].stable == true' case.out
else
    tap_skip 'the ends of a large spectrum' 'ARPACK is not built in'
fi

# no interior state, and why
"$OHMEGA" generate path 3 --set emf=1 -o path.graphml
case_json '.result.cut == [0]' fixed-points path.graphml --alpha 1
check 'the bridge is named' grep -q 'edge 0 is a bridge' case.out
"$OHMEGA" generate complete 4 --set emf=1 -o complete.graphml
case_json '.result.cut == [0,1,2]' fixed-points complete.graphml --alpha 1
case_text 'run the same way across it: 0, 1, 2' fixed-points complete.graphml --alpha 1
"$OHMEGA" generate ring 3 -o idle.graphml
case_json '.result.fixed_points# == 0' fixed-points idle.graphml
check 'and the reason' grep -q 'every state is at rest' case.out

# bad input
"$OHMEGA" generate ring 3 --set emf_amplitude=1 --set emf_frequency=1 -o sine.graphml
case_exit 2 'constant drive' fixed-points sine.graphml
case_exit 2 'window' fixed-points idle.graphml --window square
case_exit 1 'nowhere' fixed-points nowhere.graphml
case_exit 2 'starts' fixed-points idle.graphml --starts -1
case_exit 0 '' fixed-points idle.graphml --certify
tap_done
