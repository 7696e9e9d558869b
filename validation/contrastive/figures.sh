#!/bin/sh
# figures.sh OHMEGA EXAMPLES DIR [THREADS] -- the figures of the slides, by the command and gnuplot: Iris
# classification, nonlinear regression over training, a classification map, the order of learning.
# Needs gnuplot and python3.
set -eu
ohmega=$1 examples=$2 dir=$3 threads=${4-2}
train="train contrastive"
gates="--edge transistor --init uniform:1.5,3 --rate 50 --quiet --force --threads $threads"

"$ohmega" generate torus 4 4 -o "$dir/lattice.graphml" --force

# ---- Iris: accuracy in test over 50 epochs, bands over 200 splits and starts -------------------
for placement in random search:200; do
    # shellcheck disable=SC2086
    "$ohmega" $train "$examples/iris-grid.graphml" --task "$examples/iris-grid.json" --scale --split 10 \
        --init uniform:0.5,2 --rate 0.5 --batch 1 --order shuffled --epochs 50 --realizations 200 \
        --placement $placement --threads "$threads" --quiet --force -o "$dir/iris-${placement%:*}.csv"
done

# ---- a parabola on the transistor lattice: outputs after more and more updates, and the modes ------
for steps in 0 1000 20000 60000; do
    # shellcheck disable=SC2086
    "$ohmega" $train "$dir/lattice.graphml" --task "$examples/curvature.json" $gates --steps $steps --json \
        >"$dir/regression-$steps.json"
    python3 -c 'import json, sys
for row in json.load(sys.stdin)["result"]["outputs"]: print(row[0])' \
        <"$dir/regression-$steps.json" >"$dir/regression-$steps.txt"
done
grep -v '^[#u]' "$examples/curvature.csv" | tr ',' ' ' >"$dir/regression.txt"
# shellcheck disable=SC2086
"$ohmega" $train "$dir/lattice.graphml" --task "$examples/curvature.json" $gates --steps 60000 --every 100 \
    --realizations 20 -o "$dir/modes.csv"

# ---- a disc in a ring: the answer over the plane of its inputs ----------------------------------------
# shellcheck disable=SC2086
"$ohmega" $train "$dir/lattice.graphml" --task "$examples/rings.json" $gates --hinge --batch 10 --order shuffled \
    --steps 12000 --map "$dir/map.csv" --map-points 81 >"$dir/map.txt"

# ---- drawn --------------------------------------------------------------------------------------------
# Okabe and Ito's colours, which colour-blind readers tell apart
cat >"$dir/figures.gp" <<END
set terminal svg size 640,440 font 'Helvetica,14' background '#ffffff'
set datafile separator ','
set datafile commentschars '#'
blue = '#0072b2'; orange = '#d55e00'; green = '#009e73'; purple = '#cc79a7'
set border 3
set tics nomirror out

set output '$dir/iris.svg'
set xlabel 'epoch of 30 updates'
set ylabel 'accuracy in test'
set yrange [0.3:1]
set key bottom right
set style fill transparent solid 0.25 noborder
plot '$dir/iris-random.csv' every ::1 using (\$1/30):10:11 with filledcurves lc rgb orange notitle, \\
     '$dir/iris-search.csv' every ::1 using (\$1/30):10:11 with filledcurves lc rgb blue notitle, \\
     '$dir/iris-random.csv' every ::1 using (\$1/30):7 with lines lw 2 dt 2 lc rgb orange \\
         title 'random placement: mean, 10 % to 90 %', \\
     '$dir/iris-search.csv' every ::1 using (\$1/30):7 with lines lw 2 lc rgb blue \\
         title 'placement found: mean, 10 % to 90 %'

set output '$dir/regression.svg'
set xlabel 'input (V)'
set ylabel 'output (mV)'
set yrange [*:*]
set key outside right top
set datafile separator whitespace
plot '$dir/regression.txt' using 1:(1e3*\$2) with points pt 6 ps 1.2 lw 2 lc rgb 'black' title 'label', \\
     '< paste $dir/regression.txt $dir/regression-0.txt' using 1:(1e3*\$3) with lines lw 2 dt 3 lc rgb purple \\
         title 'before', \\
     '< paste $dir/regression.txt $dir/regression-1000.txt' using 1:(1e3*\$3) with lines lw 2 dt 4 lc rgb orange \\
         title '1000 updates', \\
     '< paste $dir/regression.txt $dir/regression-20000.txt' using 1:(1e3*\$3) with lines lw 2 dt 2 lc rgb green \\
         title '20 000', \\
     '< paste $dir/regression.txt $dir/regression-60000.txt' using 1:(1e3*\$3) with lines lw 2 lc rgb blue \\
         title '60 000'

set output '$dir/spectral-bias.svg'
set datafile separator ','
set xlabel 'updates'
set ylabel 'part of the error (mV), rms over 20 starts'
set logscale xy
set format x '10^{%T}'
set format y '10^{%T}'
set key outside right top
plot '$dir/modes.csv' every ::2 using 1:(1e3*\$7) with lines lw 2 dt 2 lc rgb orange title 'mean', \\
     '$dir/modes.csv' every ::2 using 1:(1e3*\$8) with lines lw 2 dt 4 lc rgb green title 'slope', \\
     '$dir/modes.csv' every ::2 using 1:(1e3*\$9) with lines lw 2 lc rgb blue title 'curvature'

set output '$dir/map.svg'
unset logscale
set format '%g'
set size ratio -1
set style fill solid 1 noborder
set border 15
set xlabel 'input 1 (V)'
set ylabel 'input 2 (V)'
set cblabel 'output (mV)'
set palette defined (-1 blue, 0 '#f7f7f7', 1 orange)
stats '$dir/map.csv' every ::1 using (abs(1e3*\$3)) nooutput
set cbrange [-STATS_max:STATS_max]
set dgrid3d 81,81
set contour base
set cntrparam levels discrete 0
unset surface
set table '$dir/contour.txt'
splot '$dir/map.csv' every ::1 using 1:2:(1e3*\$3)
unset table
unset dgrid3d
unset contour
set key outside top center horizontal
set autoscale xfix
set autoscale yfix
plot '$dir/map.csv' every ::1 using 1:2:(1e3*\$3) with image notitle, \\
     '< sed "s/^ *//; s/  */,/g" $dir/contour.txt' using 1:2 with lines lw 2 lc rgb 'black' title 'output 0', \\
     '$examples/rings-train.csv' every ::1 using (\$3 < 0 ? \$1 : 1/0):2 with points pt 7 ps 0.6 lc rgb 'black' \\
         title 'disc (-)', \\
     '$examples/rings-train.csv' every ::1 using (\$3 > 0 ? \$1 : 1/0):2 with points pt 6 ps 0.7 lc rgb 'black' \\
         title 'ring (+)'
END
gnuplot "$dir/figures.gp"
