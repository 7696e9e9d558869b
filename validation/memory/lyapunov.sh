#!/bin/sh
# Lyapunov exponents: a reference, and the bulk of [C17], where all are zero.
. "$(dirname "$0")/../lib.sh"
title 'Lyapunov exponents'
"$OHMEGA" lyapunov --system lorenz63 --time 1000 --quiet --force -o "$WORK/lorenz.csv" >"$WORK/lorenz.txt"
draw "$WORK/lorenz.csv" lyapunov 'Running averages of the exponents of the Lorenz system'
last() # COLUMN
{
    grep -v '^#' "$WORK/lorenz.csv" | tail -n 1 | cut -d, -f"$1"
}
row 'largest exponent of Lorenz (1963), literature 0.9056' 0.9056 "$(short "$(last 2)" 3)" "$(near "$(last 2)" 0.9056 0.02)"
sum=$(awk "BEGIN { printf \"%.12g\", $(last 2) + $(last 3) + $(last 4) }")
row 'their sum is the divergence, -41/3' -13.6666667 "$(short "$sum" 8)" "$(near "$sum" -13.666666666667 1e-6)"
"$OHMEGA" generate grid 4 4 --set w=uniform:0.4,0.6 --set emf_amplitude=normal:0,0.2 --set emf_frequency=1 |
    "$OHMEGA" lyapunov - --time 50 --xi 10 --json --quiet >"$WORK/bulk.json"
largest=$(sed 's/.*"exponents":\[\([^]]*\)\].*/\1/' "$WORK/bulk.json" | tr ',' '\n' |
    awk '{ x = $1 < 0 ? -$1 : $1; if (x > m) m = x } END { print m }')
row 'alpha = 0, in the bulk, bounded flux: all zero' 0 "largest of 24: $(under "$largest" 1e-6) per s" \
    "$(below "$largest" 1e-6)"
end_table
