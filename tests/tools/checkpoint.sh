#!/bin/sh
# tests/tools/checkpoint.sh -- simulate --checkpoint, --resume: killed, damaged, taken up again
. "$OHM_SRCDIR/tests/tools/lib.sh"

"$OHMEGA" generate grid 12 12 --set emf=normal:0,3 --set w=uniform:0.2,0.8 -o net.graphml
run='simulate net.graphml --time 40 --samples 9'

# the undisturbed run, with and without a checkpoint
"$OHMEGA" $run --json >whole.json
"$OHMEGA" $run -o whole.csv >case.out
"$OHMEGA" $run --json --checkpoint c >with.json
check 'keeping changes nothing' cmp whole.json with.json
rm -f c c.samples

# stopped at every look: a second one finds the rest (0 s between states, killed hard)
taken=0
for delay in 0.02 0.04 0.06 0.1 0.15 0.2 0.3; do
    rm -f c c.samples
    "$OHMEGA" $run --json --checkpoint c --checkpoint-every 0 >part.json 2>case.err &
    process=$!
    sleep $delay
    kill -KILL $process 2>/dev/null
    wait $process 2>/dev/null
    test -e c || continue
    taken=$((taken + 1))
    "$OHMEGA" $run --json --checkpoint c --resume >part.json
    check "killed after $delay s: the same JSON" cmp whole.json part.json
    "$OHMEGA" $run --checkpoint c --resume -o part.csv --force >case.out
    check "killed after $delay s: the same CSV" cmp whole.csv part.csv
done
check "some state was there ($taken)" test $taken -ge 1

# SIGTERM leaves a state to go on from
rm -f c c.samples
"$OHMEGA" generate grid 20 20 --set emf=normal:0,3 --set emf_amplitude=1 --set emf_frequency=5 \
    --set w=uniform:0.2,0.8 -o long.graphml
"$OHMEGA" simulate long.graphml --time 1e6 --checkpoint c >case.out 2>case.err &
process=$!
sleep 1
kill -TERM $process
wait $process
check 'interrupted is exit 130' test $? -eq 130
check 'and the state is kept' test -s c

# refusals; nothing is lost by them
rm -f c c.samples
"$OHMEGA" $run --json --checkpoint c --checkpoint-every 0 >case.out
cp c good
case_exit 1 'is there already' $run --checkpoint c
case_exit 1 'nothere' $run --checkpoint nothere --resume
case_exit 3 'another circuit or other options' simulate net.graphml --time 41 --samples 9 --checkpoint c --resume
"$OHMEGA" generate ring 3 -o ring.graphml
case_exit 3 'another circuit' simulate ring.graphml --time 40 --samples 9 --checkpoint c --resume
head -c 500 good >c
case_exit 3 'c: damaged or cut short' $run --checkpoint c --resume
{ printf 'ohmega checkpoint 9\n'; tail -c +21 good; } >c
case_exit 3 'of this version' $run --checkpoint c --resume
cp good c
case_exit 2 'taylor' $run --checkpoint d --checkpoint-every 0 --method cvode
"$OHMEGA" $run --json --checkpoint c --resume >part.json
check 'the good one still goes on' cmp whole.json part.json

tap_done
