#!/bin/sh
# levels.sh OHMEGA EXAMPLES DIR [THREADS] -- the levels that contrastive learning is to reach, recomputed by the
# command: Iris, XOR, a disc in a ring.  Prints a line each; exit 1 where one is missed.  About ten minutes.
set -eu
ohmega=$1 examples=$2 dir=$3 threads=${4-2} missed=0
train="train contrastive"

# level NAME VALUE LEAST
level()
{
    if awk -v a="$2" -v b="$3" 'BEGIN { exit !(a >= b) }'; then word=reached; else word=missed missed=1; fi
    printf '%-44s %8.4f  to reach %5.3f  %s\n' "$1" "$2" "$3" "$word"
}

# of NAME WHAT FILE: a number of the lines "in test   mean M, median N, least L"
of()
{
    sed -n "s/^$1 .*$2 \([0-9.]*\).*/\1/p" "$3"
}

"$ohmega" generate torus 4 4 -o "$dir/lattice.graphml" --force

# Iris: 10 flowers of each species learnt online for 50 epochs, the other 40 tested; 200 splits and starts
iris="$train $examples/iris-grid.graphml --task $examples/iris-grid.json --scale --split 10 --init uniform:0.5,2
    --rate 0.5 --batch 1 --order shuffled --epochs 50 --realizations 200 --threads $threads --quiet"
# shellcheck disable=SC2086
"$ohmega" $iris --placement random >"$dir/iris-random.txt"
# shellcheck disable=SC2086
"$ohmega" $iris --placement search:200 >"$dir/iris-search.txt"
level 'Iris, random placement: mean in test' "$(of 'in test' mean "$dir/iris-random.txt")" 0.93
level 'Iris, random placement: median in test' "$(of 'in test' median "$dir/iris-random.txt")" 0.945
level 'Iris, placement found: mean in test' "$(of 'in test' mean "$dir/iris-search.txt")" 0.95
grep '^placement' "$dir/iris-search.txt"
# every split with a search of its own, which sees no flower that is tested
total=0
for seed in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    # shellcheck disable=SC2086
    "$ohmega" $iris --placement search:200 --realizations 1 --seed "$seed" >"$dir/iris-one.txt"
    total=$(awk -v t="$total" '/^accuracy.*in test/ { print t + $2 }' "$dir/iris-one.txt")
done
level 'Iris, a search for each of 20 splits: mean' "$(awk -v t="$total" 'BEGIN { print t / 20 }')" 0.95

# XOR on transistors: the fixed layout of the task, and layouts drawn
xor="$train $dir/lattice.graphml --task $examples/xor.json --edge transistor --init uniform:1.5,3 --rate 50
    --steps 40000 --every 40000 --threads $threads --quiet --json"
# shellcheck disable=SC2086
"$ohmega" $xor --realizations 10 >"$dir/xor-fixed.json"
# shellcheck disable=SC2086
"$ohmega" $xor --realizations 100 --placement random >"$dir/xor-random.json"
for layout in fixed random; do
    solved=$(sed -n 's/.*"solved": *{"fraction": *\([0-9.]*\).*/\1/p' "$dir/xor-$layout.json")
    if [ "$layout" = fixed ]; then least=1; else least=0.75; fi
    level "XOR, $layout layout: part solved" "$solved" "$least"
done

# a disc in a ring on transistors: a placement found, then 20 starts
# shellcheck disable=SC2086
"$ohmega" $train "$dir/lattice.graphml" --task "$examples/rings.json" --edge transistor --init uniform:1.5,3 --rate 50 \
    --hinge --batch 10 --order shuffled --steps 12000 --every 12000 --realizations 20 --placement search:128 \
    --threads "$threads" --quiet >"$dir/rings.txt"
level 'disc in a ring, placement found: mean in test' "$(of 'in test' mean "$dir/rings.txt")" 0.97
grep '^placement' "$dir/rings.txt"
exit $missed
