#!/bin/sh
# Section 3.2 of [C17]: oscillations need passive and active elements together.
. "$(dirname "$0")/../lib.sh"
title 'Section 3.2: when a spectrum is complex'
circuit() # FILE NODES TAIL,HEAD,SIGN,EMF...
{
    file=$1 nodes=$2 node=0
    shift 2
    {
        echo '<graphml><key id="s" for="edge" attr.name="sign" attr.type="int"/>'
        echo '<key id="e" for="edge" attr.name="emf" attr.type="double"/><graph edgedefault="directed">'
        while [ $node -lt "$nodes" ]; do echo "<node id=\"$node\"/>"; node=$((node + 1)); done
        for edge; do
            echo "$edge" | awk -F, '{ printf "<edge source=\"%s\" target=\"%s\"><data key=\"s\">%s</data>" \
                "<data key=\"e\">%s</data></edge>\n", $1, $2, $3, $4 }'
        done
        echo '</graph></graphml>'
    } >"$file"
}
circuit "$WORK/two.graphml" 2 0,1,1,0.5625 0,1,-1,-1.75 1,0,1,3.5625
circuit "$WORK/four.graphml" 4 0,1,1,0.75 1,2,1,0.75 2,0,1,0.15 2,3,-1,-0.4 3,0,1,0.4 1,3,1,1.2 3,1,1,1.2
circuit "$WORK/passive.graphml" 4 0,1,1,0.75 1,2,1,0.75 2,0,1,0.15 2,3,1,0.4 3,0,1,0.4 1,3,1,1.2 3,1,1,1.2
for name in two four passive; do
    "$OHMEGA" fixed-points "$WORK/$name.graphml" --xi 5 --alpha 1 --json >"$WORK/$name.json"
done
draw "$WORK/four.json" spectrum 'Spectra at the states of rest of seven memristors, one of them active'
first() # FILE: the first pair of eigenvalues
{
    sed 's/.*"eigenvalues":\[\[\([^]]*\)\].*/\1/' "$1" | tr ',' ' '
}
# a greedy match finds the last state: the first is cut out before
sed 's/"eigenvalues"/\n&/' "$WORK/two.json" | sed -n 's/^"eigenvalues":\[\[\([-0-9.e]*\),\([-0-9.e]*\)\].*/\1 \2/p' |
    head -n 1 >"$WORK/pair"
read -r re im <"$WORK/pair"
row 'mixtures may oscillate: two nodes, three elements, one active' '(386 +- 20 i)/221' \
    "$(short "$re" 9) +- $(short "${im#-}" 9) i" "$(near "$re" 1.746606334841629 1e-10)"
complex=$(grep -c 'focus' "$WORK/passive.json" || true)
row 'passive circuits never do' 'real' "$complex states with complex pairs" "$(near "$complex" 0 0)"
row '"if and only if D > 0"' '-' 'D > 0 is not needed: passive spectra are real at every state' corrected
row 'alpha > 0: oscillations around an "asymptotic" fixed point' '-' 'with alpha > 0 no interior state of rest is stable' corrected
end_table
