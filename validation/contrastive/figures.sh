#!/bin/sh
# figures.sh OHMEGA EXAMPLES DIR -- the order of learning: mean, slope, curvature of the error of a
# transistor lattice on nine points of a parabola.
set -eu
ohmega=$1 examples=$2 dir=$3
"$ohmega" generate torus 4 4 -o "$dir/lattice.graphml" --force
"$ohmega" train contrastive "$dir/lattice.graphml" --edge transistor --task "$examples/curvature.json" \
    --init uniform:1.5,3 --rate 50 --steps 60000 --every 100 --quiet --force -o "$dir/spectral-bias.csv"
"$ohmega" plot "$dir/spectral-bias.csv" --columns mean_V,slope_V,curvature_V --force -o "$dir/spectral-bias.svg"
