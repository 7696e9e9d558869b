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

# 3 x 3 nodes with the diagonals of the middle; features, ground and outputs on drawn nodes
printf '%s\n' '0 1' '0 3' '1 2' '1 4' '2 5' '3 4' '3 6' '4 5' '4 7' '5 8' '6 7' '7 8' '4 0' '4 2' '4 6' '4 8' >"$WORK/flowers.edges"
cp "$EXAMPLES/iris.csv" "$WORK/iris.csv"
cat >"$WORK/flowers.json" <<'T'
{ "sources": { "0": "sepal_length_cm", "2": "sepal_width_cm", "6": "petal_length_cm", "8": "petal_width_cm", "1": 0 },
  "targets": ["3", "4", "5"], "labels": "species", "class_levels": [5, 3], "train": "iris.csv" }
T
"$OHMEGA" train contrastive "$WORK/flowers.edges" --task "$WORK/flowers.json" --batch 1 --order shuffled --rate 0.5 \
    --epochs 50 --split 10 --scale --placement random --init uniform:0.5,2 --realizations 200 --quiet >"$WORK/flowers.txt"
test_mean=$(sed -n 's/^in test  *mean \([^,]*\),.*/\1/p' "$WORK/flowers.txt")
test_median=$(sed -n 's/^in test .*median \([^,]*\),.*/\1/p' "$WORK/flowers.txt")
row 'Iris: 10 flowers of each species to learn from, 40 to be judged on' 'about 95 %' \
    "mean $test_mean, median $test_median of 200 networks" "$(below 0.93 "$test_mean")"

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
