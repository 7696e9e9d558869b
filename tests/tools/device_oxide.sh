#!/bin/sh
# ohmega device oxide: the numbers of 40-digit arithmetic, and what is refused.
. "$OHM_SRCDIR/tests/tools/lib.sh"

jump='--nodes 8 --step 5e-3 --steps 3 --voltage 10'
# shellcheck disable=SC2086
{
case_json '.result.steps[0].current ~ 35.06292812739400 1e-12' device oxide --preset std $jump
case_json '.result.steps[1].current ~ 14.21771047139741 1e-12' device oxide --preset std $jump
case_json '.result.steps[2].current ~ 13.44869887449611 1e-12' device oxide --preset std $jump
case_json '.result.initial.energy ~ 1.194821260569 1e-12' device oxide --preset std $jump
case_json '.result.initial.mass ~ 1 1e-14' device oxide --preset std $jump
case_json '.result.steps[0].energy ~ 5.913514483024 1e-12' device oxide --preset std $jump
case_json '.result.steps[0].dissipation[0] ~ 76.35935610440 1e-12' device oxide --preset std $jump
case_json '.result.steps[0].dissipation[2] ~ 53.87603782493 1e-12' device oxide --preset std $jump
case_json '.result.steps[0].remainder ~ 0.5285604488409 1e-12' device oxide --preset std $jump
case_json '.result.V[4] ~ 6.861484794728008 1e-12' device oxide --preset std $jump --profile
case_json '.result.D[0] ~ 2.459822211852584 1e-12' device oxide --preset std $jump --profile
case_json '.result.p[4] ~ 0.004049171530268481 1e-12' device oxide --preset std $jump --profile
case_json '.result.steps[1].current ~ 4.161734771989 1e-12' device oxide --preset std $jump --scheme bdf2
case_json '.result.steps[1].identity_defect == null' device oxide --preset std $jump --scheme bdf2
case_json '.result.steps[2].current ~ 13.45868887544 1e-12' device oxide --preset std $jump --grid cosine
case_json '.result.steps[2].current ~ 8.165232353150 1e-12' device oxide --preset std $jump --model reduced
case_json '.result.steps[0].current ~ 60.72236613785 1e-12' device oxide --preset std $jump --set D.z=2
case_same device oxide --json --preset std $jump
}
case_json '.result.lobes.positive ~ 4.29650553842 1e-11' device oxide --preset std --nodes 8 --step 0.05 \
    --steps 40 --voltage sin:10,1 --model reduced
case_json '.result.lobes.negative ~ 2.46676297877 1e-11' device oxide --preset std --nodes 8 --step 0.05 \
    --steps 40 --voltage sin:10,1 --model reduced

cat >degenerate.json <<'E'
{ "lambda2": 0.01, "species": [
    { "name": "n", "z": -1, "a": 1.5, "left": 1, "right": 0.6 },
    { "name": "p", "z": 1, "a": 2, "left": 0.3, "right": 0.6381049961377749 },
    { "name": "D", "z": 1, "a": 1.6666666666666667, "initial": 1 } ], "doping": 0 }
E
case_json '.result.steps[2].current ~ 3.617130167235 1e-12' device oxide --config degenerate.json --nodes 8 \
    --step 5e-3 --steps 3 --voltage 2
check_json '.result.initial.energy ~ 1.330214786575 1e-12' case.out
check_json '.inputs[0].path == "degenerate.json"' case.out

case_text 'energy identity' device oxide --preset std --nodes 8 --step 1 --steps 2 --voltage 1
check 'a table of the steps' "$OHMEGA" device oxide --preset std --nodes 8 --step 0.1 --steps 5 --voltage sin:2,1 \
    -o steps.csv
check 'starts with the facts' grep -q '^# command:.*device oxide' steps.csv
check 'and has a row for each' test "$(grep -vc '^#' steps.csv)" -eq 6
printf 'time,value\n0,0\n1,5\n' >ramp.csv
case_json '.result.steps[1].voltage == 2.5' device oxide --preset std --nodes 8 --step 0.25 --steps 2 \
    --voltage csv:ramp.csv

# two dimensions
neck=$OHM_SRCDIR/examples/oxide-neck.msh
case_json '.result.initial.mass ~ 0.446 1e-12' device oxide --preset std --mesh "$neck" --step 0.02 --steps 3 \
    --voltage 5 --profile
check_json '.result.steps[2].mass ~ 0.446 1e-12' case.out
check_json '.result.y[9] ~ 0.5 1e-15' case.out
case_exit 3 'no triangles' device oxide --preset std --mesh degenerate.json --step 1 --steps 1 --voltage 1
sed 's/"left"/"leff"/' "$neck" >other.msh
case_exit 3 '"left"' device oxide --preset std --mesh other.msh --step 1 --steps 1 --voltage 1
case_exit 2 'only one' device oxide --preset std --mesh "$neck" --nodes 8 --step 1 --steps 1 --voltage 1
case_exit 2 'one dimension' device oxide --preset std --mesh "$neck" --step 1 --steps 1 --voltage 1 --tolerance 1e-3

# what is refused
case_exit 2 'preset' device oxide --nodes 8 --step 1 --steps 1 --voltage 1
case_exit 2 'std' device oxide --preset none --nodes 8 --step 1 --steps 1 --voltage 1
case_exit 2 'oxide' device
case_exit 2 'equilibrium' device oxide --preset std --set p.right=1 --nodes 8 --step 1 --steps 1 --voltage 1
case_exit 2 'initial density -1' device oxide --preset std --set D.initial=-1 --nodes 8 --step 1 --steps 1 --voltage 1
case_exit 2 'must increase' device oxide --preset std --set 'grid=[0,0.7,0.5,0.8,1]' --nodes 4 --step 1 --steps 1 \
    --voltage 1
short='device oxide --preset std --nodes 8 --step 1 --steps 1'
for wrong in foo=1 lambda2=-1 lambda2=nan D.colour=1 lambda2; do
    case_exit 2 '--set' $short --voltage 1 --set $wrong
done
for wrong in 1000 1e9 sin:1000,0.25; do
    case_exit 2 'at most 700' $short --voltage $wrong
done
case_exit 2 'at most 700' $short --voltage 1 --voltage-initial 1e9
printf 'time,value\n0,0\n1,1000\n' >high.csv
case_exit 3 'at most 700' $short --voltage csv:high.csv

# options as resolved
case_json '.options.model == "full"' $short --voltage 1
case_json '.options.model == "reduced"' $short --voltage 1 --set n.s=0 --set p.s=0
printf 'kept' >kept.json
case_exit 2 'at most 700' device oxide --preset std --nodes 8 --step 1 --steps 1 --voltage 1000 -o kept.json --force
check 'a failed run leaves the file that was there' test "$(cat kept.json)" = kept
tap_done
