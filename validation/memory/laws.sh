#!/bin/sh
# Equations (12) and (27) of [C17]: what the motion conserves.
. "$(dirname "$0")/../lib.sh"
title 'Equations (12) and (27): conserved memory and flux'
for xi in 1 10 100; do
    "$OHMEGA" generate grid 8 8 --set w=uniform:0.4,0.6 --set emf=normal:0,0.3 --quiet --force -o "$WORK/grid.graphml"
    "$OHMEGA" simulate "$WORK/grid.graphml" --xi $xi --time 1 --rtol 1e-12 --atol 1e-13 --samples 41 --json --quiet \
        >"$WORK/run.json"
    cut=$(json cut "$WORK/run.json") flux=$(json flux "$WORK/run.json")
    row "B w = B w(0) along the run, xi = $xi (12)" 0 "$(under "$cut" 1e-13)" \
        "$(below "$cut" 1e-13)"
    row "Omega [beta (w - w0) + xi beta (w^2 - w0^2)/2 + integral of S] = 0, xi = $xi (27)" 0 \
        "$(under "$flux" 1e-9)" "$(below "$flux" 1e-9)"
done
row 'eq. (27) holds only for xi to infinity, and without beta (w - w0)' '-' 'exact at every xi with that term' corrected
"$OHMEGA" simulate "$WORK/grid.graphml" --xi 10 --time 2 --samples 101 --quiet --force -o "$WORK/grid.csv" >/dev/null
draw "$WORK/grid.csv" laws 'The memories of a grid of 8 x 8 nodes under constant generators'
end_table
