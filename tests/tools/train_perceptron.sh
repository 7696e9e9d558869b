#!/bin/sh
# ohmega train perceptron: the published cases, statistics, weights, data, bad input.
# shellcheck disable=SC2086  # words of $train and the like are meant to split
. "$OHM_SRCDIR/tests/tools/lib.sh"
train='train perceptron'

# warns NAME WORDS ARGUMENT...: succeeds with a warning that says these words
warns()
{
    warns_name=$1 warns_words=$2
    shift 2
    run_ohmega "$@"
    cp case.err warnings.txt
    check "$warns_name" grep -q "$warns_words" warnings.txt
}

# ---- the published cases, at both levels -----------------------------------------
printf '{"W1":[[0.5,-0.3]],"b1":[0.1]}\n' >slp.json
printf '{"W1":[[0.8,-0.6],[-0.4,0.9]],"b1":[0.2,-0.1],"W2":[[0.7,1.1]],"b2":[0.05]}\n' >mlp.json
once='--data corners --order fixed --realizations 1 --epochs 1'
for level in ideal device; do
    {
        run_ohmega $train --gate or $once --weights slp.json --level $level --json
        check_json '.result.weights.W1[0][0] ~ 0.5182754115256 1e-12' case.out
        check_json '.result.weights.W1[0][1] ~ -0.2761559892123 1e-12' case.out
        check_json '.result.weights.b1[0] ~ 0.1188547129541 1e-12' case.out
        check_json '.result.error[1].mean ~ 0.4298409481569 1e-12' case.out
        run_ohmega $train --network mlp --gate xor --node parabola --rate 0.01 $once --weights mlp.json \
            --level $level --json
        check_json '.result.weights.W1[0][0] ~ 0.8015507028432 1e-12' case.out
        check_json '.result.weights.W1[1][0] ~ -0.3886825433685 1e-12' case.out
        check_json '.result.error[1].mean ~ 0.84852076815758 1e-12' case.out
    }
done

# ---- what an answer holds -----------------------------------------------------------
run_ohmega $train --gate xor --epochs 50 --json
check_json '.command == "train perceptron"' case.out
check_json '.argv[2] == "perceptron"' case.out
check_json '.options.node == "sigmoid"' case.out
check_json '.options.data == "sampled"' case.out
check_json '.result.error# == 51' case.out
check_json '.result.error[0].epoch == 0' case.out
check_json '.result.error[0].running == null' case.out
check_json '.result.error[50].running > 0' case.out
check_json '.result.success.fraction == 0' case.out
check_json '.result.success.high > 0.03' case.out
check_json '.result.e_below_1 == 0' case.out
check_json '.result.diverged == 0' case.out
check_json '.result.bound > 5' case.out
check_json '.result.bound_check.violations == 0' case.out
check_json '.result.separable.verdict == "inseparable"' case.out
check_json '.result.separable.certificate.multipliers[3] == 1' case.out
check_json '.result.device == null' case.out
case_json '.result.bound == 0.5' $train --gate xnor --data corners --epochs 2
case_json '.result.bound == null' $train --gate or --epochs 2
case_json '.result.bound == null' $train --gate xor --node parabola --epochs 2
case_json '.result.bound == null' $train --network mlp --gate xor --epochs 2
case_json '.result.separable.certificate.weights# == 4' $train --gate table:0000000000000001 --epochs 1
case_text '1 1 1 1 make sum' $train --gate xor --epochs 1

# ---- statistics of the specification ------------------------------------------------
case_json '.result.success.fraction == 1' $train --gate or
check_json '.result.error[200].mean < 1' case.out
case_json '.result.success.fraction == 1' $train --gate and
check_json '.result.error[200].mean < 1' case.out
case_json '.result.success.fraction == 1' $train --network mlp --gate xor --node parabola --rate 0.01
case_json '.result.success.fraction >= 0.84' $train --network mlp --gate xor --rate 0.01
case_json '.result.diverged > 5' $train --network mlp --gate xor --node parabola --rate 0.5 --epochs 50

# ---- the device ------------------------------------------------------------------------
run_ohmega $train --gate or --epochs 100 --level device --agreement --resistance 2 --json
check_json '.result.agreement.max < 1e-12' case.out
check_json '.result.device.pulses > 100000' case.out
check_json '.result.device.dead == 0' case.out
check_json '.result.device.crosstalk == 0' case.out
check_json '.result.device.energy > 0' case.out
check_json '.warnings# == 0' case.out
case_json '.result.device.energy == null' $train --gate or --epochs 1 --level device
run_ohmega $train --gate or --epochs 5 --level device --window 0.1 --json --quiet
check_json '.result.device.dead > 0' case.out
check_json '.warnings# == 1' case.out
warns 'a small window is warned of with its consequence' 'stays frozen' $train --gate or --epochs 5 --level device --window 0.1
warns 'overlapping thresholds too' 'neighbours are trained along' $train --gate or --epochs 5 --level device --window 1 --thresholds 20,20.1,20.2
warns 'and c > 1/4' 'no parabola rises above 1/(4c) = 0.5' $train --network mlp --gate or --epochs 5 --node parabola --c 0.5
warns 'and a device option at the ideal level' 'no effect at --level ideal' $train --gate or --epochs 5 --window 0.1
for extra in '--rise 0.01' '--rise 0.01 --compensate' '--write-noise 0.01' '--spread 0.01' \
    '--node hp --read-disturb mirror' '--node hpgain --read-disturb none' '--eta-in-amplitude'; do
    case_json '.result.device.pulses > 0' $train --gate or --epochs 5 --realizations 5 --level device $extra
done

# ---- the same bytes, and prefixes --------------------------------------------------------
case_same $train --gate xor --epochs 20 --realizations 40 --level device --write-noise 0.1 --json
"$OHMEGA" $train --network mlp --gate xor --epochs 20 --realizations 40 --runs --json >many.json
"$OHMEGA" $train --network mlp --gate xor --epochs 20 --realizations 10 --runs --json >few.json
check 'ten realizations are the first ten of forty' \
    test "$(json '.result.runs[9].error' many.json)" = "$(json '.result.runs[9].error' few.json)"

# ---- weights out and in, bit for bit --------------------------------------------------------
whole="$train --network mlp --hidden 3 --gate xor --node hpgain --realizations 1 --level device --read-disturb none"
{
    "$OHMEGA" $whole --epochs 50 --json >whole.json
    "$OHMEGA" $whole --epochs 20 --save state.json >first.txt
    "$OHMEGA" $whole --epochs 30 --weights state.json --json >second.json
    check '20 + 30 epochs are 50' \
        test "$(json '.result.weights.W1[2][1]' whole.json)" = "$(json '.result.weights.W1[2][1]' second.json)"
    check_json '.result.error[30].epoch == 50' second.json
    "$OHMEGA" $whole --epochs 0 --weights whole.json --json >again.json
    check 'the weights of an answer are weights' \
        test "$(json '.result.weights.b2[0]' whole.json)" = "$(json '.result.weights.b2[0]' again.json)"
    case_exit 1 'state.json' $whole --epochs 1 --save state.json
}

# ---- data of one's own ---------------------------------------------------------------------
printf 'x1,x2,x3,label\n0.1,0.2,0.9,1\n0.8,0.1,0.2,0\n0.3,0.3,0.7,1\n0.9,0.6,0.1,0\n' >points.csv
run_ohmega $train --data points.csv --rate 0.5 --realizations 5 --json
check_json '.result.success.fraction == 1' case.out
check_json '.result.weights.W1[0]# == 3' case.out
check_json '.result.separable == null' case.out
check_json '.inputs[0].path == "points.csv"' case.out
sed 1d points.csv >bare.csv
case_json '.result.success.fraction == 1' $train --data bare.csv --rate 0.5 --realizations 5
awk 'BEGIN { for (k = 0; k < 40; k++) { x = 6.2831853 * k / 39 - 3.14159265; printf "%.9g,%.9g\n", x, sin(x) } }' >sin.csv
case_json '.result.success == null' $train --network mlp --hidden 8 --data sin.csv --linear-output --rate 0.01 \
    --epochs 200 --realizations 4
printf '0,0,0\n0,1,1\n1,0,1\n1,1,0\n' >xor.csv
run_ohmega $train --network mlp --data xor.csv --epochs 2 --realizations 2 --map map.csv --map-points 11 -o curve.csv
check 'a map of 121 points' test "$(grep -c '^[-0-9]' map.csv)" -eq 121
check 'a curve of 3 epochs' test "$(grep -c '^[0-9]' curve.csv)" -eq 3
check 'which says where it comes from' grep -q '^# command: "train perceptron"' curve.csv

# ---- bad input --------------------------------------------------------------------------------
case_exit 2 'which one? There is' train
case_exit 2 'nothing to learn' $train
case_exit 2 '--hidden 0' $train --network mlp --hidden 0 --gate or
case_exit 2 'has no hidden nodes' $train --hidden 2 --gate or
case_exit 2 '--rate nan' $train --gate or --rate nan
case_exit 2 '--rate -1' $train --gate or --rate -1
case_exit 2 'gate "nix"' $train --gate nix
case_exit 2 '2^n digits' $train --gate table:011
case_exit 2 'no upper window' $train --network mlp --gate or --window 1
case_exit 2 '2 given, 3 needed' $train --gate or --thresholds 20,21 --level device
case_exit 2 'keep no state' $train --gate or --level device --read-disturb none
case_exit 2 'one of them, not both' $train --gate or --data points.csv
case_exit 2 '--map: draws two inputs' $train --data points.csv --map m.csv
case_exit 1 'missing.csv' $train --data missing.csv
printf '0,0,0\n0,1\n' >ragged.csv
case_exit 3 'ragged.csv:2' $train --data ragged.csv
printf '0,0,0\n0,one,1\n' >word.csv
case_exit 3 'word.csv:2' $train --data word.csv
printf '0,0,0\n0,1,2\n' >label.csv
case_exit 3 'label.csv:2: column 3: label 2 is neither 0 nor 1' $train --data label.csv
case_exit 3 'label 0 is neither -1 nor 1' $train --data xor.csv --coding pm
printf '{"W1":[[1,2,3]],"b1":[0]}' >wide.json
case_exit 3 'wide.json: W1[0]' $train --gate or --weights wide.json
printf '{"W1":[[1,2]]}' >lacking.json
case_exit 3 'lacking.json: b1' $train --gate or --weights lacking.json
printf '{"W1":[[1,2]],"b1":[0],"W2":[[1]],"b2":[0]}' >layers.json
case_exit 3 'W2: a single layer has none' $train --gate or --weights layers.json

# options as resolved: window and thresholds by the node
case_json '.options.thresholds# == 3' $train --gate or --epochs 1
check_json '.options.window > 0' case.out
check_json '.warnings# == 0' case.out
case_json '.options.thresholds# == 1' $train --network mlp --gate or --epochs 1
check_json '.options.window == null' case.out

# interrupted: the result so far, in place
interrupt stopped.csv $train --gate xor --epochs 5000000 --every 100 --realizations 8
check 'the curve so far is complete' sh -c 'tail -n 1 stopped.csv | grep -q "^# interrupted at epoch=[0-9]"'
check 'and has rows' test "$(grep -vc '^#' stopped.csv)" -gt 2
interrupt stopped.json $train --gate xor --epochs 5000000 --every 100 --realizations 8
check_json '.result.error# > 1' stopped.json
check 'JSON says where' grep -q '"interrupted":"epoch=[0-9]' stopped.json

tap_done
