#!/bin/sh
# tests/tools/sweep.sh -- cases of ohmega sweep.
. "${OHM_SRCDIR:=.}/tests/tools/lib.sh"

cat >spec.json <<'SPEC'
{"command": [["generate", "ring", "{n}", "--set", "emf={s}", "--set", "w=uniform:0.2,0.8", "--seed", "{seed}"],
             ["simulate", "-", "--time", "1"]],
 "vary": {"n": {"range": [3, 5]}, "s": {"linspace": [0.1, 0.3, 2]}, "seed": {"seeds": 3}},
 "columns": {"w0": "w[0]", "mean": {"path": "w", "take": "mean"}, "method": "method"}}
SPEC
points=18

# the table
case_exit 0 '' sweep spec.json -o whole.csv
check 'a row for every point' test "$(grep -c '^[0-9]' whole.csv)" -eq $points
check 'a header' grep -q '^point,n,s,seed,w0,mean,method,exit$' whole.csv
case_same sweep spec.json
case_json '.result.points == 18' sweep spec.json
case_json '.result.complete == true' sweep spec.json
case_json '.result.rows[17][1] == 5' sweep spec.json
check 'the same numbers as the commands typed by hand' sh -c '"$OHMEGA" generate ring 4 --set emf=0.3 \
    --set w=uniform:0.2,0.8 --seed 2 | "$OHMEGA" simulate - --time 1 --json >hand.json
    hand=$('"$jsonpath"' -p ".result.w[0]" <hand.json)
    grep -q "^10,4,0.3,2,$hand," whole.csv'
run_ohmega sweep spec.json --seed 5 -o other.csv
check '--seed is where an ensemble starts' grep -q '^0,3,0.1,5,' other.csv
check '--threads changes no byte' sh -c '"$OHMEGA" sweep spec.json -o threads.csv --threads 3 >out && cmp whole.csv threads.csv'

# killed at random moments and resumed: the same table to the byte.  Not more than twenty
# tries, in case the machine is slow; the last one is left alone.
resume_after()
{
    signal=$1 table=$2 tries=0 code=1
    while [ $code -ne 0 ]; do
        tries=$((tries + 1))
        "$OHMEGA" sweep spec.json -o "$table" --resume >resume.out 2>resume.err &
        child=$!
        [ $tries -gt 20 ] || { sleep "0.$((10 + 3 * tries))"; kill -s "$signal" $child 2>/dev/null; }
        wait $child 2>/dev/null
        code=$?
        [ $tries -le 21 ] || return 1
    done
    [ $tries -gt 1 ]
}
for signal in KILL TERM KILL INT; do
    rm -f killed.csv*
    check "killed by $signal, it can be resumed" resume_after $signal killed.csv
    check "and the table is the same to the byte after $signal" cmp whole.csv killed.csv
    check "and nothing was done twice after $signal" \
        test "$(sed 1d killed.csv.journal | wc -l)" -eq $points
done
check 'what was torn by a kill is done again' sh -c 'head -c 700 killed.csv.journal >torn.csv.journal &&
    "$OHMEGA" sweep spec.json -o torn.csv --resume >out && cmp whole.csv torn.csv'
"$OHMEGA" sweep spec.json -o interrupted.csv >out 2>err &
sleep 0.3
kill -s TERM $!
wait $!
check 'SIGTERM ends with 130' test $? -eq 130
check 'and says how to go on' grep -q 'resume' err
check 'and leaves no table' test ! -e interrupted.csv

# jobs
for job in 1 2 3; do
    case_exit 0 '' sweep spec.json -o jobs.csv --job $job/3
    [ $job -eq 3 ] || check "no table before the last job ($job of 3)" test ! -e jobs.csv
done
check 'three jobs make the same table' cmp whole.csv jobs.csv
for job in 0 1; do
    run_ohmega sweep spec.json -o zero.csv --job $job/2
done
check 'and so do jobs counted from 0' cmp whole.csv zero.csv
"$OHMEGA" sweep spec.json -o half.csv --job 1/2 >out
check 'a part can be finished by one' sh -c '"$OHMEGA" sweep spec.json -o half.csv --resume >out && cmp whole.csv half.csv'
for job in 1 2; do
    "$OHMEGA" sweep spec.json -o together.csv --job $job/2 >out.$job &
done
wait
check 'two at once make the same table' cmp whole.csv together.csv

# points that fail are rows
cat >fails.json <<'SPEC'
{"command": ["memory", "{file}"], "vary": {"file": ["ring.graphml", "absent.graphml"]}, "columns": {"gamma": "gamma"}}
SPEC
"$OHMEGA" generate ring 4 -o ring.graphml
case_exit 0 'failed' sweep fails.json -o fails.csv
check 'with exit code and message' grep -q '^1,absent.graphml,,1,.*No such file' fails.csv
check 'and the others are there' grep -q '^0,ring.graphml,1/4,0,$' fails.csv
case_json '.inputs[1].path == "ring.graphml"' sweep fails.json
sed 's/"gamma"}/"gama"}/' fails.json >typo.json
case_exit 0 'column gamma is empty' sweep typo.json

# bad input
case_exit 1 'exists already' sweep spec.json -o whole.csv
case_exit 0 '' sweep spec.json -o whole.csv --resume
check 'a finished sweep resumed is the same' cmp whole.csv jobs.csv
case_exit 0 '' sweep spec.json -o whole.csv --force
rm half.csv
case_exit 1 'exists already' sweep spec.json -o half.csv
sed 's/0.3/0.4/' spec.json >changed.json
case_exit 3 'has changed' sweep changed.json -o half.csv --resume
case_exit 1 'No such file' sweep absent.json
case_exit 2 'needs -o' sweep spec.json --resume
case_exit 2 'needs -o' sweep spec.json --job 1/2
case_exit 2 'must be r/m' sweep spec.json -o x.csv --job 3/2
case_exit 2 'must be r/m' sweep spec.json -o x.csv --job 1
case_exit 2 '.csv or .h5' sweep spec.json -o x.txt
printf '{"command":["frobnicate","{x}"],"vary":{"x":[1]},"columns":{"y":"y"}}' >bad.json
case_exit 3 'no such subcommand' sweep bad.json
printf '{"command":["sweep","{x}"],"vary":{"x":[1]},"columns":{"y":"y"}}' >bad.json
case_exit 3 'runs others' sweep bad.json
printf '{"command":["memory","{z}"],"vary":{"x":[1]},"columns":{"y":"y"}}' >bad.json
case_exit 3 'nothing is called z' sweep bad.json
printf '{"command":' >bad.json
case_exit 3 'bad.json:1' sweep bad.json

# HDF5, where it is built in
run_ohmega sweep spec.json -o table.h5
if grep -q 'not built in' case.err; then
    tap_skip 'HDF5' 'not built in'
else
    check 'HDF5 is written' test -s table.h5
    check 'and is the same twice' sh -c 'mv table.h5 first.h5 && "$OHMEGA" sweep spec.json -o table.h5 --force >out && cmp first.h5 table.h5'
fi
tap_done
