#!/bin/sh
# The figures of the fluidic network: a channel, its loop, the divider, a regression.
#
# The program validation/fluidic/figures (FIGURES) draws them and prints what is behind them.
. "$(dirname "$0")/../lib.sh"
title 'Channels, a voltage divider, a regression'
: "${FIGURES:=validation/fluidic/figures}"
say 'The seed prints no numbers and its figures 5 to 9 have no captions; what they show was settled from the public code of
its author (theory/fluidic.md). Figures 1 to 4 are drawings.'
mkdir -p "$WORK/fluidic"
"$FIGURES" "$WORK/fluidic" >"$WORK/fluidic.txt"
for name in channel loop cost weights transient-conductance transient-potential regression; do
    cp "$WORK/fluidic/$name.svg" "$OUT/$name.svg"
done
after() # WORDS: what follows them
{
    sed -n "s/^$1\([^ ]*\).*/\1/p" "$WORK/fluidic.txt"
}

show channel 'Steady conductance of the cone of figure 1 against voltage'
"$OHMEGA" device channel --dv 1 >"$WORK/one.txt"
"$OHMEGA" device channel --dv -1 >"$WORK/minus.txt"
g=$(field conductance "$WORK/one.txt") minus=$(field conductance "$WORK/minus.txt")
row 'g at 1 V, base above tip (80 digits: 5.4520869369225262 pS)' '5.45208693692 pS' "$(short "$g" 12) pS" \
    "$(near "$g" 5.4520869369225262 1e-13)"
row 'g at -1 V: the cone rectifies' '12.4757304228 pS' "$(short "$minus" 12) pS" "$(near "$minus" 12.475730422831513 1e-13)"
row 'sign of the electro-osmotic flow Q_V' '+, which gives g/g0 = 0.515 at 1 V' \
    "-, as in the code: $(short "$(awk "BEGIN { print $g / 8.401265360601291 }")" 3)" corrected
row 'eq. (1): g_inf by quadrature of exponentials' 'fails beyond 176 V, at 0 V and where flows cancel' \
    'closed form and series; any sign, any size' corrected

show loop 'Pinched loops of one channel at three frequencies'
lobe=$(sed -n 's/^loop at 33 Hz: lobes \([^ ]*\).*/\1/p' "$WORK/fluidic.txt")
slow=$(sed -n 's/^loop at 3 Hz: lobes \([^ ]*\).*/\1/p' "$WORK/fluidic.txt")
row 'the loop is widest near 1/tau' 'lobe at 33 Hz above that at 3 Hz' "$lobe above $slow pW" "$(below "$slow" "$lobe")"

show cost 'Cost while a divider is trained to 4 V, by four kinds of weight'
show weights 'Its two lengths'
for kind in length radius-base pressure density; do
    found=$(after "divider to 4 V by $kind: C\/C0 = ")
    row "figures 5 to 9: the divider learns 4 V by $kind, adjoint gradient, 30 steps" 'C/C0 below 1e-6' "$found" \
        "$(below "$found" 1e-6)"
done
show transient-potential 'How the trained divider comes to its state: potentials'
show transient-conductance 'and conductances'
row 'tau = L^2/(12 D) (after eq. (2))' 'stored runs need tau = 4.8 ms for every channel' '`--tau constant`, `diffusive` as printed' \
    'both offered'

show regression 'A regression of 0.2 x + 0.3 by ten nodes and twenty channels'
mse=$(sed -n 's/^regression: MSE [^ ]* before, \([^ ]*\) after.*/\1/p' "$WORK/fluidic.txt")
row 'linear regression (heading only in the seed): 0.2 x + 0.3 after 400 steps' 'MSE below 1e-4' "$mse" "$(below "$mse" 1e-4)"
row 'the other regression of the code, 0.4 x + 1 on a divider' 'trained' \
    'not representable with g > 0: MSE is 6/95 = 0.0632 or more (maximum principle)' 'cannot be reproduced'
row 'the drift of salt in eq. (1), Delta rho' 'in the equation' \
    'absent from all stored results of the code (they match to 8 digits without it): `--density compat`' 'both offered'
end_table
