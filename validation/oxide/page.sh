#!/bin/sh
# The numerical simulation of the slides: profiles of the oxide device and its loop.
. "$(dirname "$0")/../lib.sh"
title 'Numerical simulation: profiles and hysteresis'
say 'The parameters behind the two pictures of the slide are not given, so their numbers cannot be reproduced; what is checked
is what the slide says of them, on the device of theory/drift-diffusion.md, section 5.'
oxide()
{
    "$OHMEGA" device oxide --preset std --nodes 96 --grid cosine --quiet "$@"
}
oxide --model reduced --step 0.0025 --steps 400 --voltage 10 --profile --json >"$WORK/profile.json"
draw "$WORK/profile.json" profile 'Densities and potential under U = 10 kT/q, steady'
right=$(sed 's/.*"D":\[\([^]]*\)\].*/\1/' "$WORK/profile.json" | tr ',' '\n' | tail -n 1)
left=$(sed 's/.*"D":\[\([^]]*\)\].*/\1/' "$WORK/profile.json" | tr ',' '\n' | head -n 1)
row 'left picture: "complete vacancy depletion at x = L"' 'D(L) to 0 from D = 1' \
    "D(L) = $(short "$right" 2), D(0) = $(short "$left" 3)" "$(below "$right" 0.01)"
mass=$(sed 's/.*"mass":\([^,}]*\).*/\1/' "$WORK/profile.json")
row 'no flux of vacancies: their mass stays 1' 1 "$(short "$mass" 12)" "$(near "$mass" 1 1e-11)"

oxide --model reduced --step 0.005 --steps 600 --voltage sin:10,1 --force -o "$WORK/loop.csv"
draw "$WORK/loop.csv" loop 'Reduced model under U = 10 sin 2 pi t: the loop is pinched at the origin'
zero=$(grep -v '^#' "$WORK/loop.csv" | tail -n 1 | awk -F, '{ x = $3 < 0 ? -$3 : $3; print x }')
row 'right picture: hysteresis loop, "fingerprint for memristor"' 'I = 0 at U = 0' "current at U = 0: $(under "$zero" 1e-12)" \
    "$(below "$zero" 1e-12)"
oxide --model full --step 0.005 --steps 600 --voltage sin:10,1 --json >"$WORK/full.json"
through=$(sed 's/"time"/\n&/g' "$WORK/full.json" | sed -n '601s/.*"current":\([^,]*\).*/\1/p')
row 'the same from the full equations as displayed' 'pinched' \
    "not pinched: the displacement of vacancies and holes leaves I = $(short "$through" 2) at U = 0" 'the loop is of the reduced model'

oxide --model full --step 0.0025 --steps 200 --voltage 10 --force -o "$WORK/energy.csv"
draw "$WORK/energy.csv" energy 'Current, free energy and dissipation after U = 10 is switched on, full model' --kind transient
defect=$(grep -v '^#' "$WORK/energy.csv" | awk -F, 'NR == 1 { for (k = 1; k <= NF; k++) if ($k == "identity_defect") c = k }
    NR > 1 { x = $c < 0 ? -$c : $c; if (x > m) m = x } END { print m }')
row 'free energy dissipation inequality dH/dt + dissipation <= C' 'an inequality' \
    "an exact identity of every step of implicit Euler, to $(under "$defect" 1e-12 | sed 's/below //')" 'sharpened'
row 'the constant C' 'of the boundary data alone' 'contains the electrical power: the steady state under U = 10 dissipates U I' corrected
row 'degenerate energies h_n, h_D as displayed' '-' 'h_n must vanish to second order at the boundary data, h_D = D^a/(a - 1) (theory, E1, E2)' corrected
row 'existence and boundedness theorems' 'proved on paper' '-' 'not a computation'

"$OHMEGA" device oxide --mesh "$EXAMPLES/oxide-neck.msh" --preset std --step 0.01 --steps 25 --voltage 8 --profile --json --quiet \
    >"$WORK/plane.json"
draw "$WORK/plane.json" plane 'Two dimensions ("perspectives"): a neck of oxide under U = 8'
defect=$(sed 's/"identity_defect":/\n/g' "$WORK/plane.json" | sed 1d | awk -F, '{ x = $1 < 0 ? -$1 : $1; if (x > m) m = x } END { print m }')
row 'structure-preserving schemes in two dimensions' 'named as a perspective' "the same identity, to $(under "$defect" 1e-12 | sed 's/below //')" 'done'
end_table
