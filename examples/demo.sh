#!/bin/sh
# examples/demo.sh OHMEGA CIRCUIT FOLDER -- the main job, from a file to a figure.
#
# What the circuit is, how much memory it has, how its memory moves; the table of the
# run and the figure of the current go to FOLDER.
set -eu
ohmega=$1 circuit=$2 folder=$3
table=$folder/nanowires.csv
figure=$folder/nanowires-current.svg

# show COMMAND...: prints the command, then runs it.
show()
{
    printf '\n$ ohmega %s\n' "$*"
    "$ohmega" "$@"
}

mkdir -p "$folder"
show info "$circuit"
show memory "$circuit"
show simulate "$circuit" --time 99.98 --rtol 1e-9 --samples 201 -o "$table" --force

printf '\nThe current into the network (electrode at node 588):\n'
awk -F, '
    /^#/ { next }
    column == 0 { for (i = 1; i <= NF; i++) if ($i == "delivered_588_A") column = i; next }
    rows++ % 25 == 0 { printf "  t = %6.2f s   %.6g A\n", $1, $column }' "$table"

# This network forgets (alpha < 0) and has polarity 0, so neither conservation law
# holds for it.  Both do on a grid of ideal memristors.
printf '\nWhere the conservation laws hold they are watched:\n'
printf '$ ohmega generate grid 20 20 --set w=uniform:0.3,0.7 --set emf=normal:0,0.2 | ohmega simulate - --time 0.5\n'
"$ohmega" generate grid 20 20 --set w=uniform:0.3,0.7 --set emf=normal:0,0.2 | "$ohmega" simulate - --time 0.5

if command -v gnuplot >/dev/null; then
    show plot "$table" -o "$figure" --columns delivered_588_A --force
else
    figure='none: gnuplot is not installed'
fi
printf '\nThe table:  %s\nThe figure: %s\n' "$table" "$figure"
