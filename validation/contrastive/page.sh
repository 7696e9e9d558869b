#!/bin/sh
# Contrastive local learning: the figures of figures.sh, and the levels the slides report.
. "$(dirname "$0")/../lib.sh"
title 'Coupled learning: regression, classification, flowers'
say 'The slides print one number (95 % on Iris is read off a bar) and no parameters; networks, rules and levels are those of
theory/contrastive.md. The hardware figures (energy, time, chips) are not computations.'
sh "$(dirname "$0")/figures.sh" "$OHMEGA" "$EXAMPLES" "$WORK" >"$WORK/contrastive.txt" 2>&1
for figure in "$WORK"/*.svg; do
    name=$(basename "$figure" .svg)
    [ -f "$OUT/$name.svg" ] || continue
    [ "$WORK" -ef "$OUT" ] || cp "$figure" "$OUT/$name.svg"
    show "$name" "contrastive/figures.sh: $(echo "$name" | tr - ' ')"
done
grep -v '^#' "$WORK/spectral-bias.csv" | awk -F, 'NR == 1 { for (k = 1; k <= NF; k++) column[$k] = k; next }
    { for (name in column) { x = $column[name]; if (x < 0) x = -x
        if (NR == 2) first[name] = x; else if (!(name in half) && x < first[name] / 2) half[name] = $1 } }
    END { print half["mean_V"] + 0, half["slope_V"] + 0, half["curvature_V"] + 0 }' >"$WORK/order"
read -r mean slope curvature <"$WORK/order"
verdict=$(awk -v a="$mean" -v b="$slope" -v c="$curvature" 'BEGIN { print a <= b && b < c && a > 0 ? "reproduced" : "DIFFERS" }')
row '"learns in order of complexity: first the mean, then the slope, then the curvature"' 'in this order' \
    "halved by update $mean, $slope, $curvature" "$verdict"

"$OHMEGA" train contrastive "$EXAMPLES/iris.graphml" --task "$EXAMPLES/iris.json" --batch 1 --order shuffled --rate 0.5 \
    --epochs 50 --json --quiet >"$WORK/iris.json"
accuracy=$(sed -n 's/.*"accuracy":{"train":\([^,]*\),.*/\1/p' "$WORK/iris.json")
row 'Iris, one network, 50 epochs online' 'near 0.95 (test)' "$(short "$accuracy" 3) of all 150 flowers (train); 0.938 mean test over 200 seeds (RESULTS-contrastive.md)" \
    "$(below 0.9 "$accuracy")"

"$OHMEGA" generate torus 4 4 --quiet --force -o "$WORK/torus.graphml"
"$OHMEGA" train contrastive "$WORK/torus.graphml" --edge transistor --task "$EXAMPLES/xor.json" --init uniform:1.5,3 --rate 50 \
    --steps 40000 --json --quiet --map "$WORK/xor-map.csv" --force >"$WORK/xor-answer.json"
draw "$WORK/xor-map.csv" xor 'Nonlinear classification (XOR) by 32 transistors: O = 0 is the boundary'
signs=$(sed 's/.*"outputs":\[\(\[[^]]*\]\),\(\[[^]]*\]\),\(\[[^]]*\]\),\(\[[^]]*\]\)\].*/\1 \2 \3 \4/' "$WORK/xor-answer.json" |
    tr -d '[]' | awk '{ print ($1 < 0) ($2 > 0) ($3 > 0) ($4 < 0) }')
row 'nonlinear classification: a boundary a linear network cannot make' 'four corners right' \
    "$(echo "$signs" | sed 's/1111/four of four/')" "$([ "$signs" = 1111 ] && echo reproduced || echo DIFFERS)"
row '"cost function: power minimised", transistor edges' 'networks minimise dissipation' \
    'exact for linear edges; transistors with their gate held against ground have no such function' corrected
row '"dP/dk" gives the gradient' 'for every task' 'for one target as eta to 0; several targets only on average: cosines down to -0.48 met' corrected
row 'energy per parameter, 1e-11 and 1e-14 J' 'measured' '-' 'hardware: not reproducible here'
end_table
