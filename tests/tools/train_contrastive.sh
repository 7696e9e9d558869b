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

# ---- bad input -----------------------------------------------------------------------------
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
tap_done
