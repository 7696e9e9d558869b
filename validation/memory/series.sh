#!/bin/sh
# Equation (7) of [C17]: memristors in series, uniform and not.
. "$(dirname "$0")/../lib.sh"
title 'Equation (7): a series of memristors'
N=10 XI=20 EMF=4 T=1.5
"$OHMEGA" generate ring $N --set w=0.7 --set emf@0=$EMF --set r_off=21 --quiet --force -o "$WORK/uniform.graphml"
"$OHMEGA" simulate "$WORK/uniform.graphml" --time $T --rtol 1e-12 --samples 61 --quiet --force -o "$WORK/uniform.csv" >/dev/null
"$OHMEGA" generate ring 5 --set w=uniform:0.4,0.9 --set emf@0=$EMF --set r_off=21 --quiet --force -o "$WORK/mixed.graphml"
"$OHMEGA" simulate "$WORK/mixed.graphml" --time $T --rtol 1e-12 --samples 61 --quiet --force -o "$WORK/mixed.csv" >/dev/null
draw "$WORK/mixed.csv" series 'Five memristors in series, from different states: every one moves by the same amount'
w=$(grep -v '^#' "$WORK/uniform.csv" | tail -n 1 | cut -d, -f2)
closed=$(awk -v n=$N -v xi=$XI -v s=$EMF -v t=$T 'BEGIN {
    printf "%.15g", (sqrt((1 + xi * 0.7) ^ 2 - 2 * xi * s * t / n) - 1) / xi }')
row "uniform start, w(T): (1 + xi w)^2 = (1 + xi w0)^2 - 2 xi Q/(N beta)" "$(short "$closed" 12)" "$(short "$w" 12)" \
    "$(near "$w" "$closed" 1e-10)"
# non-uniform: N u (1 + xi mean) + N xi u^2 / 2 = -Q / beta
grep -v '^#' "$WORK/mixed.csv" | sed -n '2p;$p' | tr '\n' ',' | awk -F, -v xi=$XI -v q="$(awk "BEGIN { print $EMF * $T }")" '{
    n = 5; columns = NF / 2; columns = int(columns)
    for (k = 1; k <= n; k++) { mean += $(1 + k) / n; u[k] = $(columns + 1 + k) - $(1 + k) }
    a = 1 + xi * mean
    want = (-a + sqrt(a * a - 2 * xi * q / n)) / xi
    for (k = 1; k <= n; k++) { d = u[k] - want; if (d < 0) d = -d; if (d > worst) worst = d }
    printf "%.12g %.1e\n", want, worst }' >"$WORK/shift"
read -r want worst <"$WORK/shift"
row 'other starts: "it is not possible to neglect the correlation" (end of 2.2.1)' 'no closed form' \
    "a quadratic: all shift by $want, $(under "$worst" 1e-10)" corrected
row 'eq. (8): R = R_on w + (1 - w) R_off' 'contradicts eq. (1)' 'R_on (1 - w) + w R_off; eq. (7) is that of eq. (1)' corrected
end_table
