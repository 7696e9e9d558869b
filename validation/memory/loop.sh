#!/bin/sh
# Equations (1) and (2) of [C17]: one memristor under alternating voltage.
. "$(dirname "$0")/../lib.sh"
title 'Equations (1) and (2): the pinched loop'
"$OHMEGA" device memristor --drive sin:30,1 --time 3 --rtol 1e-12 --samples 4001 --json >"$WORK/loop.json"
draw "$WORK/loop.json" loop 'Current against voltage of one memristor, xi = 100'
pinch=$(json pinch "$WORK/loop.json")
row 'zero crossing: V = 0 where I = 0' 0 "$(under "$pinch" 1e-7) of the largest, interpolated between 4001 samples" \
    "$(below "$pinch" 1e-7)"
w=$(json w "$WORK/loop.json")
row 'a drive of zero mean returns the memory (alpha = 0, bulk)' 0.5 "$(short "$w" 9)" "$(near "$w" 0.5 1e-8)"
end_table
