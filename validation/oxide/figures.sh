#!/bin/sh
# The oxide device in pictures: run in any folder, with OHMEGA naming the command and the
# examples' folder as argument.  Writes CSV and JSON beside the PNGs.
#
#   OHMEGA=build/tools/ohmega sh validation/oxide/figures.sh examples
set -eu
: "${OHMEGA:=ohmega}"
examples=${1:-examples}

run() { # OUT ARGUMENTS...
    out=$1
    shift
    "$OHMEGA" device oxide --preset std --nodes 64 --grid cosine --quiet --force -o "$out" "$@"
}
# Signed lobes of the loop against frequency: reduced (pinched) and full (capacitive) model.
lobes() { # MODEL
    for f in 0.05 0.1 0.2 0.5 1 2 5 10 20 50 100 200 500 1000; do
        step=$(awk "BEGIN { printf \"%.17g\", 1 / ($f * 200) }")
        run lobes.json --model "$1" --voltage "sin:10,$f" --step "$step" --steps 600
        printf '%s %s\n' "$f" "$(sed 's/.*"lobes":{"positive":\([^,]*\),"negative":\([^}]*\)}.*/\1 \2/' lobes.json)"
    done
}
lobes reduced >lobes-reduced.dat
lobes full >lobes-full.dat

# Loops of the last of three periods, three frequencies each.
for model in reduced full; do
    for f in 0.2 1 25; do
        step=$(awk "BEGIN { printf \"%.17g\", 1 / ($f * 200) }")
        run "loop-$model-$f.csv" --model $model --voltage "sin:10,$f" --step "$step" --steps 600
    done
done

# Profiles and energy under a constant voltage.
for k in 1 4 16 64 400; do
    "$OHMEGA" device oxide --preset std --nodes 96 --grid cosine --step 0.0025 --steps $k --voltage 10 --profile \
        --quiet | sed -n '/ x /,$p' >"profile-$k.dat"
done
run energy.csv --voltage 10 --step 0.0025 --steps 200

# A filament of vacancies through a neck of oxide, before and after it has been pulled apart: its
# initial density is given node by node, from the nodes the mesh has.
plane() { # STEPS ARGUMENTS...
    steps=$1
    shift
    "$OHMEGA" device oxide --mesh "$examples/oxide-neck.msh" --step 0.01 --steps "$steps" --profile --quiet "$@" |
        sed -n '/ x /,$p'
}
plane 1 --preset std --voltage 0 | awk 'NR > 1 && NF == 6 { print $2 }' >nodes-y.dat
initial=$(awk '{ printf "%s%.6f", (NR > 1 ? "," : ""), 0.05 + 3 * exp(-(($1 - 0.25) / 0.06) ^ 2) }' nodes-y.dat)
cat >filament.json <<E
{ "lambda2": 0.02, "species": [
    { "name": "n", "z": -1, "left": 1, "right": 0.1 }, { "name": "p", "z": 1, "left": 0.0025, "right": 0.025 },
    { "name": "D", "z": 1, "m": 0.2, "initial": [$initial] } ] }
E
plane 1 --config filament.json --voltage 8 >filament-early.dat
plane 25 --config filament.json --voltage 8 >filament-late.dat

gnuplot <<'G'
set terminal pngcairo size 1200,900 fontscale 0.9
set output 'oxide-loops.png'
set multiplot layout 2,2
set xlabel 'U (kT/q)'; set ylabel 'I'; set datafile separator ','
set key top left; set title 'reduced model: pinched'
plot for [f in '0.2 1 25'] 'loop-reduced-'.f.'.csv' using ($0 >= 399 ? $2 : NaN):3 with lines lw 2 title 'f = '.f
set title 'full model (eps = 1): capacitive'
plot for [f in '0.2 1 25'] 'loop-full-'.f.'.csv' using ($0 >= 399 ? $2 : NaN):3 with lines lw 2 title 'f = '.f
set datafile separator whitespace
set logscale x; set xlabel 'frequency'; set ylabel 'signed area'; set title 'lobes, reduced model'
plot 'lobes-reduced.dat' using 1:2 with linespoints title 'U > 0', '' using 1:3 with linespoints title 'U < 0', 0 notitle lc 'gray'
set title 'lobes, full model'; set logscale y
plot 'lobes-full.dat' using 1:2 with linespoints title 'U > 0', '' using 1:3 with linespoints title 'U < 0'
unset multiplot
unset logscale

set output 'oxide-profiles.png'
set multiplot layout 2,2
set xlabel 'x'; set ylabel 'D'; set title 'vacancies under U = 10, from D = 1'; set key top right; set logscale y
plot for [k in '1 4 16 64 400'] 'profile-'.k.'.dat' using 1:4 every ::1 with lines lw 2 title sprintf('t = %g', k * 0.0025)
set ylabel 'n'; set title 'electrons'; set key bottom right
plot for [k in '1 4 16 64 400'] 'profile-'.k.'.dat' using 1:2 every ::1 with lines lw 2 title sprintf('t = %g', k * 0.0025)
unset logscale; set ylabel 'V'; set title 'potential'
plot for [k in '1 4 16 64 400'] 'profile-'.k.'.dat' using 1:5 every ::1 with lines lw 2 title sprintf('t = %g', k * 0.0025)
set datafile separator ','; set xlabel 't'; set ylabel 'free energy H'; set y2label 'dissipation'; set y2tics; set ytics nomirror; set format y2 '10^{%L}'
set title 'free energy, dissipation'; set key top right; set logscale y2
plot 'energy.csv' using 1:4 with lines lw 2 title 'H', '' using 1:7 axes x1y2 with lines title 'Dis n', '' using 1:9 axes x1y2 with lines title 'Dis D'
unset multiplot

set terminal pngcairo size 1200,1000 fontscale 0.9
set output 'oxide-filament.png'
set datafile separator whitespace
unset y2tics; unset y2label; unset logscale; unset key
set dgrid3d 90,180 splines
set view map; set pm3d interpolate 1,1; set size ratio -1
set xlabel 'x'; set ylabel 'y'; set xrange [0:1]; set yrange [0:0.5]; set cbrange [0:*]; set zrange [*:*]
set object 1 polygon from 0.35,0 to 0.5,0.18 to 0.65,0 to 0.35,0 fillcolor 'white' fillstyle solid noborder front
set object 2 polygon from 0.35,0.5 to 0.5,0.32 to 0.65,0.5 to 0.35,0.5 fillcolor 'white' fillstyle solid noborder front
set multiplot layout 2,1
set title 'a filament of vacancies under U = 8: D at t = 0.01'
splot 'filament-early.dat' using 1:2:5 every ::1 with pm3d
set title 'D at t = 0.25: pulled off the right contact, piled up at the left'
splot 'filament-late.dat' using 1:2:5 every ::1 with pm3d
unset multiplot
G
