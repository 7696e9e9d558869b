#!/bin/sh
# ohmega simulate: the memory equation in time.
. "$OHM_SRCDIR/tests/tools/lib.sh"

# One loop, equal states: N u (1 + xi w0) + N xi u^2 / 2 = -Q / beta with Q = 0.5 V T.
# N = 4, xi = 100, w0 = 0.5, T = 10, emf 0.5 V on one edge: u = (-51 + sqrt(51^2 - 250)) / 100
"$OHMEGA" generate ring 4 --set emf@0=0.5 -o ring.graphml
u=$(awk 'BEGIN { printf "%.17g", 0.5 + (-51 + sqrt(51 * 51 - 200 * 5 / 4)) / 100 }')
for method in auto taylor cvode bdf flux-charge omega; do
    case_json ".result.w[0] ~ $u 1e-9" simulate ring.graphml --time 10 --rtol 1e-11 --atol 1e-12 \
        --method "$method"
    check_json ".result.w[3] ~ $u 1e-9" case.out
done
check_json '.result.method == "omega"' case.out
case_json '.result.time == 10' simulate ring.graphml --time 10
for part in w current potential; do
    check_json ".result.$part# == 4" case.out
done
check_json '.result.potential[0] == 0' case.out
check_json '.result.terminals# == 0' case.out
check_json '.result.invariants.cut < 1e-8' case.out
check_json '.result.invariants.flux < 1e-6' case.out
check_json '.result.events.reached == 0' case.out
check_json '.result.events.released == 0' case.out
check_json '.result.work.rhs > 0' case.out
check_json '.result.work.factorizations > 0' case.out
check_json '.result.solver.kind != null' case.out
run_ohmega simulate ring.graphml --time 10 --json
check 'no samples without being asked' absent .result.samples case.out
case_text 'invariant' simulate ring.graphml --time 10

# samples
case_json '.result.samples# == 5' simulate ring.graphml --time 10 --samples 5
check_json '.result.samples[1].time == 2.5' case.out
check_json '.result.samples[4].time == 10' case.out
check_json '.result.samples[0].w[0] == 0.5' case.out
check_json ".result.samples[4].w[0] ~ $u 1e-6" case.out
check_json '.result.samples[4].current# == 4' case.out
check_json '.result.samples[4].potential# == 4' case.out
check_json '.result.samples[4].terminals# == 0' case.out
case_json '.result.samples# == 3' simulate ring.graphml --time 10 --at 0,1,10
case_json '.result.samples[1].time == 1' simulate ring.graphml --time 10 --at 0,1,10
case_json '.result.time == 0' simulate ring.graphml --time 0

# every solver, bounds, control, window
for solver in dense cholesky lu cg loop; do
    case_json ".result.w[0] ~ $u 1e-7" simulate ring.graphml --time 10 --rtol 1e-9 --solver "$solver"
    check_json ".result.solver.kind == \"$solver\"" case.out
done
for bounds in exact clip free; do
    case_json ".result.w[0] ~ $u 1e-7" simulate ring.graphml --time 10 --rtol 1e-9 --bounds "$bounds"
done
# a strong drive takes every element of the loop to the wall, and no further
case_json '.result.w == [0,0,0,0]' simulate ring.graphml --time 1000
check_json '.result.events.reached == 4' case.out
# voltage control: B ln(1 + xi w) stays, equal states move as dw/dt = -v / beta, v = 1/8
case_json '.result.w[0] ~ 0.375 1e-7' simulate ring.graphml --time 1 --control voltage --rtol 1e-9
case_exit 0 '' simulate ring.graphml --time 10 --window joglekar:2
case_exit 2 'window' simulate ring.graphml --time 10 --window square
# options stand in where the file is silent: alpha = -1, no drive: w0 exp(-T)
"$OHMEGA" generate ring 4 -o idle.graphml
case_json '.result.w[0] ~ 0.18393972058572117 1e-7' simulate idle.graphml --time 1 --alpha -1 --rtol 1e-9
# xi = 5, beta = 2: u = (-3.5 + sqrt(3.5^2 - 4 2.5 5/8)) / 5 = (-3.5 + sqrt(6)) / 5
case_json '.result.w[0] ~ 0.28989794855663560 1e-7' simulate ring.graphml --time 10 --xi 5 --beta 2 --rtol 1e-9

# a drive of rows; held nodes by id
id0=$(sed -n 's/.*<node id="\([^"]*\)".*/\1/p' ring.graphml | sed -n 1p)
printf 'time,emf:0\n0,0\n5,1\n10,0\n' >drive.csv
case_json ".result.w[0] ~ $u 1e-6" simulate ring.graphml --time 10 --drive drive.csv --rtol 1e-10
check_json '.inputs# == 2' case.out
check_json '.inputs[1].path == "drive.csv"' case.out
check_json '.options.drive == "drive.csv"' case.out
case_exit 3 'drive.csv' simulate ring.graphml --time 10.5 --drive drive.csv
printf 'time,emf:0\n0,0\n5,1\n5,0\n' >bad.csv
case_exit 3 'bad.csv' simulate ring.graphml --time 1 --drive bad.csv
printf 'time,emf:0\n5,0\n4,1\n' >bad.csv
case_exit 3 'bad.csv' simulate ring.graphml --time 1 --drive bad.csv
printf 'time,emf:9\n0,0\n5,1\n' >bad.csv
case_exit 3 'bad.csv' simulate ring.graphml --time 1 --drive bad.csv
printf 'time,potential:nobody\n0,0\n5,1\n' >bad.csv
case_exit 3 'nobody' simulate ring.graphml --time 1 --drive bad.csv
case_exit 1 'none.csv' simulate ring.graphml --time 1 --drive none.csv
printf 'time,potential:%s,injection:%s\n0,1,0\n5,1,0\n' "$id0" "$id0" >held.csv
case_json '.result.terminals# == 1' simulate ring.graphml --time 1 --drive held.csv

# files: csv, the circuit with its final w, h5; facts first, units in the names
case_exit 0 '' simulate ring.graphml --time 10 --samples 11 -o run.csv
check 'CSV starts with the facts' sh -c 'head -n 1 run.csv | grep -q "^# "'
check 'a row per sample' test "$(grep -vc '^#' run.csv)" -eq 12
check 'the format is numbered' grep -q '^# format.*1' run.csv
check 'no threads in the facts' sh -c '! grep -q threads run.csv'
cp run.csv first.csv
case_exit 0 '' simulate ring.graphml --time 10 --samples 11 -o run.csv --force --threads 2
check 'the same CSV bytes' cmp first.csv run.csv
case_exit 1 'run.csv' simulate ring.graphml --time 10 --samples 11 -o run.csv
check 'the old file stays' cmp first.csv run.csv
case_exit 0 '' simulate ring.graphml --time 10 -o end.graphml --rtol 1e-9
case_exit 0 '' info --check end.graphml
case_json '.result.time == 0' simulate end.graphml --time 0
check_json ".result.w[0] ~ $u 1e-6" case.out
if "$OHMEGA" doctor | grep -q '^ *hdf5 .*not built in'; then
    case_exit 2 'HDF5' simulate ring.graphml --time 10 --samples 11 -o run.h5
else
    case_exit 0 '' simulate ring.graphml --time 10 --samples 11 -o run.h5
    cp run.h5 first.h5
    case_exit 0 '' simulate ring.graphml --time 10 --samples 11 -o run.h5 --force
    check 'the same HDF5 bytes' cmp first.h5 run.h5
fi
case_same simulate ring.graphml --time 10 --samples 4 --json
"$OHMEGA" generate grid 8 8 --set emf=uniform:-1,1 --set w=uniform:0.2,0.8 |
    "$OHMEGA" simulate - --time 1 --json >piped.json 2>case.err
check_json '.inputs[0].path == "-"' piped.json

# bad options
case_exit 2 '--time T is missing' simulate ring.graphml
for time in -1 nan inf ten ''; do
    case_exit 2 '--time' simulate ring.graphml --time "$time"
done
case_exit 2 '--samples' simulate ring.graphml --time 1 --samples 1
case_exit 2 '--samples' simulate ring.graphml --time 1 --samples 2 --at 0,1
case_exit 2 '--at' simulate ring.graphml --time 1 --at 0,0.5,0.5
case_exit 2 '--at' simulate ring.graphml --time 1 --at 0.5,0.2
case_exit 2 '--at' simulate ring.graphml --time 1 --at 0,2
case_exit 2 '--at' simulate ring.graphml --time 1 --at 0,nan
case_exit 2 '12000000012' simulate ring.graphml --time 1 --samples 1000000001
case_exit 2 '--rtol' simulate ring.graphml --time 1 --rtol 0
case_exit 2 '--atol' simulate ring.graphml --time 1 --atol -1
case_exit 2 '--beta' simulate ring.graphml --time 1 --beta 0
case_exit 2 '--xi' simulate ring.graphml --time 1 --xi -1
case_exit 2 '--alpha' simulate ring.graphml --time 1 --alpha nan
case_exit 2 'must be one of' simulate ring.graphml --time 1 --method euler
case_exit 2 'must be one of' simulate ring.graphml --time 1 --bounds none
case_exit 2 '--resume' simulate ring.graphml --time 1 --resume
case_exit 2 'flux-charge' simulate ring.graphml --time 1 --method flux-charge --window strukov
case_exit 2 'petsc' simulate ring.graphml --time 1 --solver petsc
case_exit 2 'suffix' simulate ring.graphml --time 1 -o run.png

# active elements that cancel: singular, and said so
"$OHMEGA" generate ring 2 --set r_off=1 --set sign@1=-1 --set emf@0=1 -o singular.graphml
case_exit 4 'singular' simulate --time 1 singular.graphml

# bad content, as for every command (info.sh has them all)
sed 's/<edge source="0" target="1">/&<data key="x"\/>/' ring.graphml >bad.graphml
case_exit 3 'bad.graphml' simulate --time 1 bad.graphml
"$OHMEGA" generate ring 4 --set r_on@1=2 | sed 's/>2</>-2</' >bad.graphml
case_exit 3 'edge 1' simulate --time 1 bad.graphml
"$OHMEGA" generate ring 4 --set node.injection@1=1 >bad.graphml
case_exit 3 'bad.graphml' simulate --time 1 bad.graphml

# one memristor under a sine: a loop pinched at the origin, two equal lobes
"$OHMEGA" generate path 2 --set potential@0=0 --set potential@1=0 --set potential_amplitude@0=3 \
    --set potential_frequency@0=1 -o pinched.graphml
case_json '.result.loop.pinch <= 1e-9' simulate pinched.graphml --time 3 --samples 601 --pair 0 1
check_json '.result.loop.from == 2' case.out
check_json '.result.loop.points == 201' case.out
check_json '.result.loop.area <= 1e-9' case.out
check_json '.result.loop.area >= -1e-9' case.out
check_json '.result.samples[0].pair.conductance == null' case.out
# at the crest w + 50 w^2 = 13 - 3 / (2 pi): I = 3 / (1 + 100 w), P = 3 I
check_json '.result.samples[50].pair.current ~ 0.05993402456896044 1e-9' case.out
check_json '.result.samples[50].power ~ 0.1798020737068813 1e-9' case.out
case_text 'hysteresis loop' simulate pinched.graphml --time 3 --samples 61 --pair 0 1
"$OHMEGA" generate path 3 --set potential@0=1 --set potential@2=0 -o path.graphml
case_exit 2 'no terminal' simulate path.graphml --time 1 --samples 3 --pair 1 2
case_exit 2 '--pair' simulate path.graphml --time 1 --samples 3 --pair 0 nosuch

# a drive that leaves no way out is the fault of its file
"$OHMEGA" generate ring 4 -o r4.graphml
printf 'time,injection:0\n0,1\n1,1\n' >di.csv
case_exit 3 'di.csv' simulate r4.graphml --time 0.5 --drive di.csv

# before the first row its value holds
printf 'time,emf:0\n0,2\n1,2\n' >full.csv
printf 'time,emf:0\n0.5,2\n1,2\n' >late.csv
"$OHMEGA" simulate r4.graphml --time 1 --drive full.csv --json >full.json
late=$("$OHMEGA" simulate r4.graphml --time 1 --drive late.csv --json | "$jsonpath" -p '.result.w[0]')
check 'a drive that begins late is constant before' close "$(json '.result.w[0]' full.json)" "$late" 1e-9

# SIGINT: what there is is completed and put in place
"$OHMEGA" generate grid 20 20 --set emf=uniform:-1,1 --set w=uniform:0.2,0.8 -o big.graphml
interrupt cut.csv simulate big.graphml --time 1e6 --samples 500001 --method cvode
check 'and says where it ends' sh -c 'tail -n 1 cut.csv | grep -q "^# interrupted at t="'

interrupt cut.json simulate big.graphml --time 1e6 --method cvode
check_json '.result.w# == 760' cut.json
check 'JSON says where' grep -q '"interrupted":"t=[0-9]' cut.json
interrupt cut.graphml simulate big.graphml --time 1e6 --method cvode
check 'a circuit says where' grep -q '<!-- interrupted at t=[0-9]' cut.graphml
case_exit 0 '' info cut.graphml

# the nanowire network of MemNNetSim: the converged drain current, and the simulator's
case_json '.result.time == 99.98' simulate "$OHM_SRCDIR/examples/nanowires-588.graphml" --time 99.98 \
    --rtol 1e-9
drain=$(json '.result.terminals[0].current' case.out)
sink=$(json '.result.terminals[1].current' case.out)
check "converged: $drain" close "${drain#-}" 0.01853012531 1e-8
check 'what goes in comes out' close "${sink#-}" "${drain#-}" 1e-9
check 'within 2e-6 of the simulator' close "${drain#-}" 0.0185301452 2e-6

tap_done
