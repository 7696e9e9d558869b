#!/bin/sh
# ohmega oscillations: which circuits turn, and how fast.
. "$OHM_SRCDIR/tests/tools/lib.sh"

# two nodes and three edges are the smallest, with (sqrt 5 - 2) / 2 at the most
case_json '.result.circuit.tail == [0,0,1]' oscillations --edges 4
check_json '.result.circuit.head == [1,1,0]' case.out
check_json '.result.circuit.patterns == 4' case.out
check_json '.result.circuit.turning == 2' case.out
check_json '.result.circuit.pair[1] < 0.1180340' case.out
check_json '.result.circuit.pair[1] > 0.1179' case.out
check_json '.result.census# == 6' case.out
check_json '.result.census[0].turning == 0' case.out
check_json '.result.census[1].turning == 2' case.out
check_json '.result.census[2].turning == 0' case.out
# along xi: the state of the search is the row of its xi, the peak has real part 3/2
check_json '.result.circuit.by_xi[3][0] == 5' case.out
pair=$(json '.result.circuit.pair[1]' case.out)
check_json ".result.circuit.by_xi[3][2] ~ $pair 1e-9" case.out
check_json '.result.circuit.peak[1] ~ 1.5 1e-9' case.out
check_json ".result.circuit.peak[2] >= $pair" case.out
case_text 'the smallest that turns' oscillations --edges 3
case_text 'none turns' oscillations --edges 2
case_json '.result.circuit == null' oscillations --edges 2
case_same oscillations --edges 4 --json

# one circuit: a ring has one loop and never turns
"$OHMEGA" generate ring 3 -o ring.graphml
case_json '.result.circuit.turning == 0' oscillations ring.graphml
check_json '.result.circuit.pair == null' case.out
check_json '.result.census == null' case.out
case_text 'no complex pair' oscillations ring.graphml
"$OHMEGA" generate torus 2 2 -o torus.graphml
case_json '.result.circuit.turning > 0' oscillations torus.graphml --samples 20
check_json '.result.circuit.patterns == 128' case.out

# what is found is an unstable focus of fixed-points
"$OHMEGA" oscillations --edges 3 --json >smallest.json
awk -v w0="$(json '.result.circuit.emf[0]' smallest.json)" -v w1="$(json '.result.circuit.emf[1]' smallest.json)" \
    -v w2="$(json '.result.circuit.emf[2]' smallest.json)" -v s0="$(json '.result.circuit.sign[0]' smallest.json)" \
    -v s1="$(json '.result.circuit.sign[1]' smallest.json)" -v s2="$(json '.result.circuit.sign[2]' smallest.json)" '
BEGIN {
    print "<graphml><key id=\"s\" for=\"edge\" attr.name=\"sign\" attr.type=\"int\"/>"
    print "<key id=\"e\" for=\"edge\" attr.name=\"emf\" attr.type=\"double\"/><graph edgedefault=\"directed\">"
    print "<node id=\"0\"/><node id=\"1\"/>"
    edge = "<edge source=\"%s\" target=\"%s\"><data key=\"s\">%s</data><data key=\"e\">%s</data></edge>\n"
    printf edge, 0, 1, s0, w0
    printf edge, 0, 1, s1, w1
    printf edge, 1, 0, s2, w2
    print "</graph></graphml>"
}' >smallest.graphml
case_json '.result.fixed_points[0].kind == "unstable focus"' fixed-points smallest.graphml --xi 5 --alpha 1
pair=$(json '.result.circuit.pair[1]' smallest.json)
check_json ".result.fixed_points[0].eigenvalues[0][1] ~ $pair 1e-9" case.out

# bad input
"$OHMEGA" generate complete 4 -o complete.graphml
case_exit 2 'no directed cycle' oscillations complete.graphml
"$OHMEGA" generate ring 13 -o long.graphml
case_exit 2 'at most 12' oscillations long.graphml
case_exit 2 '2 to 6' oscillations --edges 7
case_exit 2 'samples' oscillations --samples 0
case_exit 2 'xi' oscillations --xi 0
case_exit 1 'nowhere' oscillations nowhere.graphml
tap_done
