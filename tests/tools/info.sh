#!/bin/sh
# ohmega info: what a circuit is, and how it would be solved.
. "$OHM_SRCDIR/tests/tools/lib.sh"

# a loop, a parallel pair, a bridge, a second component, a terminal
cat >all.graphml <<'X'
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="p" for="node" attr.name="potential" attr.type="double"/>
<key id="j" for="node" attr.name="injection" attr.type="double"/>
<graph edgedefault="directed">
<node id="a"><data key="p">1</data></node><node id="b"/><node id="c"/><node id="d"/><node id="e"/>
<node id="f"><data key="p">0</data></node>
<edge source="a" target="b"/><edge source="b" target="a"/><edge source="b" target="c"/>
<edge source="c" target="c"/><edge source="d" target="e"/>
</graph></graphml>
X
case_json '.result.nodes == 6' info all.graphml
for fact in '.edges == 5' '.components == 3' '.bridges == 2' '.loops == 1' '.parallel_pairs == 1' \
    '.degree.min == 0' '.degree.max == 3' '.degree.mean ~ 1.6666666666666667 1e-15' '.terminals == 2'; do
    check_json ".result$fact" case.out
done
check 'the solver is named' test -n "$(json .result.solver.kind case.out)"
check 'and why' test -n "$(json .result.solver.why case.out)"
check_json '.result.solver.fill >= 0' case.out
check_json '.result.solver.flops >= 0' case.out
case_text 'components' info all.graphml
case_same info --json all.graphml

# --check validates everything and lists what is worth a second look
case_json '.warnings# >= 1' info --check all.graphml
case_exit 0 'warning' info --check all.graphml
run_ohmega info --check --quiet all.graphml
check '--quiet keeps warnings off standard error' test ! -s case.err

case_json '.result.solver.kind == "dense"' info all.graphml --solver dense
"$OHMEGA" generate grid 60 60 -o grid.graphml
case_json '.result.solver.kind == "cholesky"' info grid.graphml
check_json '.result.solver.fill > 3600' case.out
case_json '.result.solver.kind == "cg"' info grid.graphml --solver cg
case_json '.result.nodes == 592' info "$OHM_SRCDIR/examples/nanowires-588.graphml"
check_json '.result.edges == 2576' case.out
check_json '.result.terminals == 2' case.out

# bad input: each ends in exit 3 with one line that names file and element
# edge_file NAME EDGE-DATA NODE-DATA
edge_file() {
    cat >"$1" <<X
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="r_on" for="edge" attr.name="r_on" attr.type="double"/>
<key id="r_off" for="edge" attr.name="r_off" attr.type="double"/>
<key id="w" for="edge" attr.name="w" attr.type="double"/>
<key id="beta" for="edge" attr.name="beta" attr.type="double"/>
<key id="polarity" for="edge" attr.name="polarity" attr.type="int"/>
<key id="window" for="edge" attr.name="window" attr.type="string"/>
<key id="sign" for="edge" attr.name="sign" attr.type="int"/>
<key id="j" for="node" attr.name="injection" attr.type="double"/>
<key id="p" for="node" attr.name="potential" attr.type="double"/>
<graph edgedefault="directed"><node id="a">$3</node><node id="b"/>
<edge id="first" source="a" target="b"/>
<edge id="second" source="b" target="a">$2</edge>
</graph></graphml>
X
}
bad_edge() {
    edge_file bad.graphml "$2" ''
    for command in 'info --check' 'memory' 'solve'; do
        # shellcheck disable=SC2086
        case_exit 3 "$1" $command bad.graphml
        check "$command names file and edge" grep -q 'bad.graphml.*edge 1' case.err
    done
}
for value in nan inf -1 0; do
    bad_edge 'r_on' "<data key=\"r_on\">$value</data>"
done
bad_edge 'r_off' '<data key="r_on">2</data><data key="r_off">1</data>'
bad_edge 'w = ' '<data key="w">1.5</data>'
bad_edge 'w = ' '<data key="w">-0.1</data>'
bad_edge 'beta' '<data key="beta">0</data>'
bad_edge 'polarity' '<data key="polarity">2</data>'
bad_edge 'sign' '<data key="sign">0</data>'
bad_edge 'not a number' '<data key="r_on">ten</data>'
bad_edge 'window' '<data key="window">round</data>'
bad_edge 'w' '<data key="w">0.5</data><data key="w">0.6</data>'

edge_file bad.graphml '' '<data key="j">1</data>'
case_exit 3 'bad.graphml' info --check bad.graphml
case_exit 3 'bad.graphml' solve bad.graphml
edge_file bad.graphml '' '<data key="p">nan</data>'
case_exit 3 'node 0' info bad.graphml
printf 'this is no circuit at all' >bad.graphml
case_exit 3 'bad.graphml' info bad.graphml
edge_file good.graphml '' ''
head -c 700 good.graphml >bad.graphml
case_exit 3 'bad.graphml' info bad.graphml
sed 's/target="a"/target="z"/' good.graphml >bad.graphml
case_exit 3 'bad.graphml' info bad.graphml

tap_done
