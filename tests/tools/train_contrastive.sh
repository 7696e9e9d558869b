#!/bin/sh
# ohmega train contrastive: the reference cases, laws, tasks, bad input.
# shellcheck disable=SC2086  # words of $train and the like are meant to split
. "$OHM_SRCDIR/tests/tools/lib.sh"
train='train contrastive'

# sum PATH FILE: of an array of numbers
sum()
{
    json "$1" "$2" | tr -d '[]' | tr ',' '\n' | awk '{ s += $1 } END { printf "%.17g\n", s }'
}

"$OHMEGA" generate path 3 -o chain.graphml --set edge.k@0=1 --set edge.k@1=2
"$OHMEGA" generate torus 4 4 -o torus.graphml
printf '{"sources":{"0":1,"2":0},"targets":["1"],"labels":[0.5]}\n' >t0.json
printf '{"sources":{"0":0,"10":1},"targets":["7"],"labels":[0.3]}\n' >t1.json
printf '{"sources":{"0":0,"10":0.45,"2":0.2},"targets":[["7","13"]],"labels":[0.05]}\n' >t4.json

# ---- the reference cases ---------------------------------------------------------------
run_ohmega $train chain.graphml --task t0.json --bounds 0.001,100 --steps 0 --json
check_json '.result.free[1] ~ 0.3333333333333333 1e-15' case.out
run_ohmega $train chain.graphml --task t0.json --bounds 0.001,100 --steps 1 --json
check_json '.result.parameters[0] ~ 1.0109722222222222 1e-15' case.out     # 1 + 79/7200
check_json '.result.parameters[1] ~ 1.9943055555555556 1e-15' case.out     # 2 - 41/7200
run_ohmega $train torus.graphml --task t1.json --init quasi:0.5,2 --steps 0 --json
check_json '.result.free[7] ~ 0.595624870014428 1e-13' case.out
check_json '.result.clamped[7] ~ 0.566062383012985 1e-13' case.out
check_json '.result.alignment.mean ~ 0.999483 1e-6' case.out
run_ohmega $train torus.graphml --task t1.json --init quasi:0.5,2 --steps 1 --json
check_json '.result.parameters[0] ~ 1.42925478208543 1e-13' case.out
check 'sum of k after 1 update' close "$(sum .result.parameters case.out)" 40.4889110389628 1e-13
run_ohmega $train torus.graphml --task t1.json --init quasi:0.5,2 --steps 10 --json
check 'sum of k after 10 updates' close "$(sum .result.parameters case.out)" 40.5360797395421 1e-13
check 'P_C - P_F = q^T u' close "$(json .result.contrast.difference case.out)" \
    "$(json .result.contrast.form case.out)" 1e-12
run_ohmega $train torus.graphml --edge transistor --task t4.json --init quasi:1.5,3 --steps 0 --quiet --json
check_json '.result.free[7] ~ 0.235212386515966 1e-12' case.out
check_json '.result.free[13] ~ 0.235268920452033 1e-12' case.out

# ---- memristors: a threshold is a dead zone, the other laws go all the way ------------------
memristor="$train torus.graphml --edge memristor --task t1.json --init quasi:0.5,2 --steps 20000"
case_json '.result.outputs[0][0] ~ 0.3 1e-12' $memristor --law ideal
case_json '.result.outputs[0][0] ~ 0.3 1e-12' $memristor --law raw
case_json '.result.outputs[0][0] ~ 0.30244 1e-5' $memristor --law thresh

# ---- potentiometers: a cycle of two, one tap at a time --------------------------------------
potentiometer="$train torus.graphml --edge potentiometer --task t1.json --init quasi:32,128"
"$OHMEGA" $potentiometer --steps 1000 --json >even.json
"$OHMEGA" $potentiometer --steps 1001 --json >odd.json
"$OHMEGA" $potentiometer --steps 1002 --json >again.json
check 'a cycle of two' test "$(json .result.parameters even.json)" = "$(json .result.parameters again.json)"
check 'that moves' test "$(json .result.parameters even.json)" != "$(json .result.parameters odd.json)"

# ---- XOR on transistors; not on conductors ---------------------------------------------------
cp "$OHM_SRCDIR/examples/xor.csv" "$OHM_SRCDIR/examples/xor.json" .
xor="$train torus.graphml --task xor.json --steps 40000 --every 20000 --quiet"
case_json '.result.accuracy.train == 1' $xor --edge transistor --init uniform:1.5,3 --rate 50
check_json '.result.error[2] < 1e-12' case.out
case_json '.result.error[2] > 4.9e-5' $xor --init uniform:0.5,2 --rate 10      # (0.01 V)^2 / 2, at best

# ---- rules, options, states kept and taken up --------------------------------------------------
for extra in '--rule nudge' '--rule adjoint' '--pair difference --edge transistor --task t4.json --init quasi:1.5,3' '--hinge' '--overclamp 0.02' \
    '--bias 1e-4 --noise 1e-4' '--desync 0.5' '--threshold 1e-6' '--freeze 0,1' '--prune 3' '--tau 1 --dt 0.1'; do
    case_json '.result.error[10] < 0.1' $train torus.graphml --task t1.json --init quasi:0.5,2 --steps 10 --quiet $extra
done
case_same $train torus.graphml --task t1.json --init uniform:0.5,2 --noise 1e-3 --desync 0.5 --steps 20 --json
"$OHMEGA" $train torus.graphml --task t1.json --init quasi:0.5,2 --steps 6 -o six.graphml >case.out
"$OHMEGA" $train six.graphml --task t1.json --steps 4 --json >ten.json
check '6 + 4 updates are 10' close "$(sum .result.parameters ten.json)" 40.5360797395421 1e-13
case_json '.result.parameters[3] == 1' $train torus.graphml --task t1.json --freeze 3 --steps 5
run_ohmega $train torus.graphml --task t1.json --steps 5 -o curve.csv
check 'the curve is a table' grep -q '^step,error_V2$' curve.csv
run_ohmega $train torus.graphml --task xor.json --steps 5 --map map.csv --map-points 3 --quiet
check 'the map too' test "$(grep -vc '^#' map.csv)" -eq 10

# ---- tasks: allostery and linear regression to round-off, what is nonlinear, any graph -----------
printf '{"sources":{"0":0,"10":1},"targets":["7","13"],"labels":[0.3,0.6]}\n' >allostery.json
case_json '.result.error[1] < 1e-25' $train torus.graphml --task allostery.json --init quasi:0.5,2 --rate 0.5 \
    --steps 4000 --every 4000
printf 'a,b,L\n0,0,0.1\n0.5,0,0.2\n0,0.5,0.25\n1,1,0.6\n0.3,0.8,0.4\n' >line.csv       # 0.1 + 0.2 a + 0.3 b
printf '{"sources":{"0":"a","3":"b","5":0,"10":1},"targets":["9"],"labels":["L"],"train":"line.csv"}\n' >line.json
case_json '.result.error[1] < 1e-25' $train torus.graphml --task line.json --init quasi:0.5,2 --rate 1 \
    --steps 20000 --every 20000
# one target: the way is the gradient's; two: it is not (theory/contrastive.md 1.5)
run_ohmega $train torus.graphml --task t1.json --init quasi:0.5,2 --steps 0 --eta 1e-4 --json
check_json '.result.alignment.mean ~ 1 1e-8' case.out
run_ohmega $train torus.graphml --task allostery.json --init quasi:0.5,2 --steps 0 --eta 1e-4 --json
check_json '.result.alignment.mean < 0.9999' case.out
cp "$OHM_SRCDIR/examples/curvature.csv" "$OHM_SRCDIR/examples/curvature.json" .
run_ohmega $train torus.graphml --edge transistor --task curvature.json --init uniform:1.5,3 --rate 50 --steps 1000 \
    --every 1000 --quiet --json
for mode in mean slope; do                  # these first [V], then the curvature
    check_json ".result.modes.$mode[1] < 1e-4" case.out
    check_json ".result.modes.$mode[1] > -1e-4" case.out
done
check_json '.result.error[1] > 5e-6' case.out
"$OHMEGA" generate layered 3,6,2 -o layered.graphml
printf '{"sources":{"0":0,"1":0.5,"2":1},"targets":["9","10"],"labels":[0.3,0.6]}\n' >layered.json
case_json '.result.error[1] < 1e-25' $train layered.graphml --task layered.json --init uniform:0.5,2 --rate 0.5 \
    --steps 4000 --every 4000
"$OHMEGA" generate gnm 12 30 --seed 3 -o random.graphml
printf '{"sources":{"0":0,"1":1},"targets":["5"],"labels":[0.4]}\n' >random.json
case_json '.result.error[1] < 1e-25' $train random.graphml --task random.json --init uniform:0.5,2 --steps 4000 --every 4000

# ---- curved edges, body effect, pulses ---------------------------------------------------------------
for extra in '--edge tanh --v0 0.1' '--edge sinh --v0 0.3' '--edge diode --v0 0.3' '--edge sinh --v0 0.3 --rule nudge --rate 4'; do
    case_json '.result.error[1] < 1e-25' $train torus.graphml --task t1.json --init quasi:0.5,2 --rate 0.5 --steps 6000 \
        --every 6000 $extra
done
case_json '.result.error[1] < 1e-12' $train torus.graphml --edge transistor --gamma 0.2 --psi 0.6 --task t4.json \
    --init quasi:2,3 --bounds 1.5,5.5 --rate 100 --steps 3000 --every 3000 --quiet
case_json '.result.outputs[0][0] ~ 0.3 1e-6' $train torus.graphml --edge memristor --law pulse --window joglekar:2 \
    --task t1.json --init quasi:0.5,2 --steps 20000 --every 20000
# a linear drift writes what is no longer the contrast, and still goes down here
case_json '.result.error[1] < 1e-9' $train torus.graphml --edge memristor --law pulse --power 1 --gain 0.05 \
    --task t1.json --init quasi:0.5,2 --steps 20000 --every 20000

# ---- ensembles: placements, splits, bands, damage, energy ---------------------------------------------
cp "$OHM_SRCDIR"/examples/iris* .
iris="$train iris-grid.graphml --task iris-grid.json --scale --split 10 --init uniform:0.5,2 --rate 0.5 --batch 1
    --order shuffled --epochs 20 --placement"
run_ohmega $iris random --realizations 20 --json
check_json '.result.ensemble.realizations == 20' case.out
check_json '.result.ensemble.accuracy_test.mean > 0.8' case.out
cp case.out drawn.json
run_ohmega $iris search:20 --realizations 20 --json
check_json '.result.placement.candidates == 20' case.out
check_json '.result.ensemble.accuracy_test.min > 0.85' case.out         # no layout that hides a feature
check 'a search does better' awk -v a="$(json .result.ensemble.accuracy_test.mean case.out)" \
    -v b="$(json .result.ensemble.accuracy_test.mean drawn.json)" 'BEGIN { exit !(a > b) }'
case_same $iris search:8 --realizations 6 --json
run_ohmega $iris random --realizations 6 -o bands.csv
check 'bands' grep -q '^step,mean_V2,sd_V2,median_V2,q10_V2,q90_V2,test_mean,test_sd,test_median,test_q10,test_q90$' bands.csv
run_ohmega $train torus.graphml --task xor.json --edge transistor --init uniform:1.5,3 --rate 50 --steps 20000 \
    --every 20000 --realizations 3 --quiet --json
check_json '.result.ensemble.solved.fraction == 1' case.out
"$OHMEGA" $train torus.graphml --task allostery.json --init quasi:0.5,2 --rate 0.5 --steps 4000 -o learnt.graphml >case.out
run_ohmega $train learnt.graphml --task allostery.json --damage 6 --rate 0.5 --steps 8000 --every 8000 -o healed.graphml --json
check_json '.result.error[0] > 1e-6' case.out                            # damage hurts, and is learnt away
check_json '.result.error[1] < 1e-20' case.out
run_ohmega $train healed.graphml --task allostery.json --steps 0 --json     # and the edges stay cut
check_json '.result.error[0] < 1e-20' case.out
case_json '.result.energy ~ 2e-6 1e-12' $train chain.graphml --task t0.json --bounds 0.001,100 --steps 0 --settle 3e-6
run_ohmega $train torus.graphml --task t1.json --tau 0.01 --dt 0.001 --rate 50 --init quasi:0.5,2 --steps 8000 --every 8000 --json
check_json '.result.error[1] < 1e-12' case.out                            # voltages and conductances together

# ---- bad input -----------------------------------------------------------------------------
case_exit 2 'expected file, random or search' $train torus.graphml --task t1.json --placement best
case_exit 2 'N must be a whole number' $train torus.graphml --task t1.json --placement search:0
case_exit 2 'none would be left' $iris random --split 50
case_exit 2 'can be cut' $train torus.graphml --task t1.json --damage 32
case_exit 2 'the adjoint has none' $train torus.graphml --task t1.json --edge memristor --law pulse --rule adjoint
case_exit 2 'window' $train torus.graphml --task t1.json --edge memristor --law pulse --window square
case_exit 2 'must be a number > 0' $train torus.graphml --task t1.json --edge tanh --v0 0
printf '{"sources":{"0":0,"3":1},"targets":["5"],"labels":[0.3]}\n' >apart.json
printf '0 1\n1 2\n2 3\n4 5\n' >apart.edges
"$OHMEGA" convert apart.edges -o apart.graphml
case_exit 3 'no path joins node 5 to a source' $train apart.graphml --task apart.json
"$OHMEGA" generate torus 4 4 --set edge.k_min=2 --set edge.k_max=1 -o crossed.graphml
case_exit 3 'leave nothing to learn' $train crossed.graphml --task t1.json
run_ohmega $train torus.graphml --edge transistor --task t4.json --init quasi:1.5,3 --steps 1
cp case.err warnings.txt
check 'gates that may cut off name g_min' grep -q 'g_min = 1e-9 S' warnings.txt
case_exit 2 '--eta 0: must be > 0' $train torus.graphml --task t1.json --eta 0
case_exit 2 'the lower must be below' $train torus.graphml --task t1.json --bounds 2,1
printf '{"sources":{"0":0,"7":1},"targets":["7"],"labels":[0.3]}\n' >source.json
case_exit 3 'is a source' $train torus.graphml --task source.json
case_exit 2 'one of them, not both' $train torus.graphml --task t1.json --steps 1 --epochs 1
case_exit 2 'linear edges' $train torus.graphml --task t1.json --edge memristor --tau 1
case_exit 2 'edges are 0 .. 31' $train torus.graphml --task t1.json --prune 32
case_exit 2 'expected file, quasi' $train torus.graphml --task t1.json --init best
printf '{"sources":{"0":0,"10":1},"targets":["7"],"labels":[1.5]}\n' >reach.json
run_ohmega $train torus.graphml --task reach.json --steps 1
cp case.err warnings.txt
check 'a label out of reach is said' grep -q 'only 0 .. 1 V can be reached' warnings.txt
printf '{"sources":{"0":"A","10":1},"targets":["7"],"labels":["C"],"train":"xor.csv"}\n' >column.json
case_exit 3 'has no column' $train torus.graphml --task column.json
case_json '.options.pair == "difference"' $train torus.graphml --task t4.json --steps 0
case_json '.options.pair == "both"' $train torus.graphml --task t4.json --steps 0 --edge transistor
# ---- options as resolved -------------------------------------------------------------------
case_json '.options.bounds == [0.01,100]' $train chain.graphml --task t0.json --steps 2
check_json '.options.every == 1' case.out
check_json '.options.steps == 2' case.out
case_json '.options.steps == 3' $train chain.graphml --task t0.json --epochs 3
check_json '.options.epochs == 3' case.out

# ---- interrupted: the result so far, in place ------------------------------------------------
long="$train torus.graphml --task t1.json --init quasi:0.5,2 --steps 500000000 --every 1000"
interrupt stopped.csv $long
check 'the curve so far is complete' sh -c 'tail -n 1 stopped.csv | grep -q "^# interrupted at step=[0-9]"'
check 'and has rows' test "$(grep -vc '^#' stopped.csv)" -gt 2
interrupt stopped.json $long
check_json '.result.parameters# == 32' stopped.json
check 'JSON says where' grep -q '"interrupted":"step=[0-9]' stopped.json
interrupt stopped.graphml $long
check 'a circuit says where' grep -q '<!-- interrupted at step=[0-9]' stopped.graphml
case_exit 0 '' info stopped.graphml

tap_done
