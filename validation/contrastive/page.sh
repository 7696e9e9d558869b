#!/bin/sh
# Contrastive local learning: the figures of figures.sh, and the levels the slides report.
. "$(dirname "$0")/../lib.sh"
title 'Coupled learning: regression, classification, flowers'
say 'The slides print one number (95 % on Iris is read off a bar) and no parameters; networks, rules and levels are those of
theory/contrastive.md. The hardware figures (energy, time, chips) are not computations.'
sh "$(dirname "$0")/figures.sh" "$OHMEGA" "$EXAMPLES" "$WORK" >"$WORK/contrastive.txt" 2>&1
for name in iris regression spectral-bias map; do
    [ "$WORK" -ef "$OUT" ] || cp "$WORK/$name.svg" "$OUT/$name.svg"
done
# last COLUMN FILE: the number of the last row
last()
{
    grep -v '^#' "$2" | awk -F, -v name="$1" 'NR == 1 { for (k = 1; k <= NF; k++) if ($k == name) c = k }
        NR > 1 { x = $c } END { printf "%.4g", x }'
}

show iris 'Accuracy in test over 50 epochs: 200 splits and starts, nodes drawn, and found by a search'
test_mean=$(last test_mean "$WORK/iris-random.csv") test_median=$(last test_median "$WORK/iris-random.csv")
found=$(last test_mean "$WORK/iris-search.csv")
row 'Iris: 10 flowers of each species to learn from, 40 to be judged on' 'about 95 %' \
    "mean $test_mean, median $test_median of 200 networks with drawn nodes" "$(below 0.93 "$test_mean")"
row 'the same on nodes found by a search over the training flowers' 'about 95 %' "mean $found" "$(below 0.945 "$found")"

show regression 'Nonlinear regression: a parabola after more and more updates'
show spectral-bias 'The order of learning: parts of the error, root mean square of 20 starts'
grep -v '^#' "$WORK/modes.csv" | awk -F, 'NR == 1 { for (k = 1; k <= NF; k++) column[$k] = k; next }
    { for (name in column) { x = $column[name]
        if (NR == 2) first[name] = x; else if (!(name in half) && x < first[name] / 2) half[name] = $1 } }
    END { print half["rms_mean_V"] + 0, half["rms_slope_V"] + 0, half["rms_curvature_V"] + 0 }' >"$WORK/order"
read -r mean slope curvature <"$WORK/order"
verdict=$(awk -v a="$mean" -v b="$slope" -v c="$curvature" 'BEGIN { print a <= b && b < c && a > 0 ? "reproduced" : "DIFFERS" }')
row '"learns in order of complexity: first the mean, then the slope, then the curvature"' 'in this order' \
    "halved by update $mean, $slope, $curvature" "$verdict"

show map 'Nonlinear classification: a disc in a ring'
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
