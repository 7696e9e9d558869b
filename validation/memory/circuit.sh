#!/bin/sh
# Figures 1 and 2 of [C17]: the complete graph K4 with a generator in every edge.
. "$(dirname "$0")/../lib.sh"
title 'Figures 1 and 2: a circuit on the complete graph'
"$OHMEGA" generate complete 4 --set w=uniform:0.1,0.9 --set emf=normal:0,1 --quiet --force -o "$WORK/k4.graphml"
"$OHMEGA" memory "$WORK/k4.graphml" >"$WORK/k4.txt"
draw "$WORK/k4.graphml" circuit 'A memristor and a generator in every edge of K4'
row 'fundamental loops L = M - N + 1 (sec. 2.2)' 3 "$(field chords "$WORK/k4.txt")" \
    "$(near "$(field chords "$WORK/k4.txt")" 3 0)"
row 'forms of eq. (19): one for each spanning tree (sec. 2.3)' '4^(4-2) = 16' "$(field 'spanning trees' "$WORK/k4.txt")" \
    "$(near "$(field 'spanning trees' "$WORK/k4.txt")" 16 0)"
row 'degrees: "$d_i > 2$, at least two edges"' 'd_i > 2' 'd_i >= 2, and not needed: a bridge carries no current' corrected
end_table
