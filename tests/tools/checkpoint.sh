#!/bin/sh
# tests/tools/checkpoint.sh -- simulate --checkpoint, --resume: killed, damaged, taken up again
. "$OHM_SRCDIR/tests/tools/lib.sh"

"$OHMEGA" generate grid 12 12 --set emf=normal:0,3 --set w=uniform:0.2,0.8 -o net.graphml
run='simulate net.graphml --time 40 --samples 9'

# the undisturbed run, with and without a checkpoint
"$OHMEGA" $run --json >whole.json
"$OHMEGA" $run --json --checkpoint c >with.json
check 'keeping changes nothing' cmp whole.json with.json
check 'a run shorter than the interval leaves nothing' test ! -e c -a ! -e c.samples
"$OHMEGA" $run --json --checkpoint c --resume >part.json 2>case.err
check 'a job begun with --resume begins, with the same bytes' cmp whole.json part.json
check 'and says so' grep -q 'warning: c is not there: beginning at t = 0' case.err
: >c.samples
"$OHMEGA" $run --json --checkpoint c --resume --checkpoint-every 0 >part.json 2>case.err
check 'also after a kill before the first state' cmp whole.json part.json
check 'a longer run leaves its last state' test -e c -a -e c.samples
"$OHMEGA" $run --json --checkpoint c --resume >part.json 2>case.err
check 'from which a finished job goes on to the same end' cmp whole.json part.json
check 'without a warning' test ! -s case.err
rm -f c c.samples

# killed hard as soon as there is a state, and some while later
"$OHMEGA" generate grid 30 30 --set emf_amplitude=normal:0,3 --set emf_frequency=uniform:1,3 \
    --set w=uniform:0.2,0.8 -o slow.graphml
slow='simulate slow.graphml --time 6 --samples 9'
"$OHMEGA" $slow --json >slow.json
"$OHMEGA" $slow -o slow.csv >case.out
for delay in 0 0.05 0.2 0.5; do
    rm -f d d.samples
    "$OHMEGA" $slow --json --checkpoint d --checkpoint-every 0 >part.json 2>case.err &
    process=$!
    while kill -0 $process 2>/dev/null && ! test -e d; do sleep 0.01; done
    sleep $delay
    kill -KILL $process 2>/dev/null
    wait $process 2>/dev/null
    check "a state is there $delay s later" test -e d
    "$OHMEGA" $slow --json --checkpoint d --resume >part.json
    check "killed $delay s later: the same JSON" cmp slow.json part.json
    "$OHMEGA" $slow --checkpoint d --resume -o part.csv --force >case.out
    check "killed $delay s later: the same CSV" cmp slow.csv part.csv
done

# SIGTERM leaves a state to go on from
rm -f c c.samples
"$OHMEGA" generate grid 20 20 --set emf=normal:0,3 --set emf_amplitude=1 --set emf_frequency=5 \
    --set w=uniform:0.2,0.8 -o long.graphml
"$OHMEGA" simulate long.graphml --time 1e6 --checkpoint c --checkpoint-every 0 >case.out 2>case.err &
process=$!
while kill -0 $process 2>/dev/null && ! test -e c; do sleep 0.01; done
kill -TERM $process
wait $process
check 'interrupted is exit 130' test $? -eq 130
check 'and the state is kept' test -s c

# refusals; nothing is lost by them
rm -f c c.samples
"$OHMEGA" $run --json --checkpoint c --checkpoint-every 0 >case.out
cp c good
case_exit 1 'is there already' $run --checkpoint c
case_exit 1 'nothere' $run --checkpoint nothere/c --resume
case_exit 3 'another circuit or other options' simulate net.graphml --time 41 --samples 9 --checkpoint c --resume
"$OHMEGA" generate ring 3 -o ring.graphml
case_exit 3 'another circuit' simulate ring.graphml --time 40 --samples 9 --checkpoint c --resume
head -c 500 good >c
case_exit 3 'c: damaged or cut short' $run --checkpoint c --resume
{ printf 'ohmega checkpoint 9\n'; tail -c +21 good; } >c
case_exit 3 'of this version' $run --checkpoint c --resume
cp good c
case_exit 2 'taylor' $run --checkpoint fresh --checkpoint-every 0 --method cvode
"$OHMEGA" $run --json --checkpoint c --resume >part.json
check 'the good one still goes on' cmp whole.json part.json

tap_done
