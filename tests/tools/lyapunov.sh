#!/bin/sh
# ohmega lyapunov: exponents of reference systems and of circuits.
. "$OHM_SRCDIR/tests/tools/lib.sh"

# a linear system, exactly
case_json '.result.exponents[0] ~ 2 1e-10' lyapunov --system linear:-1,2,0.5 --time 10
check_json '.result.exponents[1] ~ 0.5 1e-10' case.out
check_json '.result.exponents[2] ~ -1 1e-10' case.out
check_json '.result.sum ~ 1.5 1e-10' case.out
check_json '.result.trace_mean ~ 1.5 1e-12' case.out
case_json '.result.exponents# == 1' lyapunov --system linear:-1,2,0.5 --time 10 --count 1
check_json '.result.exponents[0] ~ 2 1e-10' case.out
check_json '.result.sum == null' case.out

# Lorenz: the sum is -41/3
case_json '.result.exponents# == 3' lyapunov --system lorenz63 --time 300
check_json ".result.sum ~ $(awk 'BEGIN { printf "%.17g", -41 / 3 }') 1e-8" case.out
check_json ".result.trace_mean ~ $(awk 'BEGIN { printf "%.17g", -41 / 3 }') 1e-11" case.out
check_json '.result.exponents[0] > 0.85' case.out
check_json '.result.exponents[0] < 0.95' case.out
check_json '.result.errors[0] > 0' case.out
check_json '.result.errors[0] < 0.02' case.out
case_same lyapunov --system lorenz63 --time 100 --json
case_json '.result.exponents[0] > 0.04' lyapunov --system rossler --time 2000
check_json '.result.exponents[0] < 0.1' case.out

# a relaxing ring at rest: alpha (N - c times) and one between alpha and 2 alpha
"$OHMEGA" generate ring 3 --set emf=-0.2 --set alpha=-0.5 --set r_off=3 --set w=0.3 -o ring.graphml
"$OHMEGA" fixed-points ring.graphml --json >fixed.json
rate=$(json '.result.fixed_points[0].eigenvalues[2][0]' fixed.json)
case_json ".result.exponents[2] ~ $rate 1e-3" lyapunov ring.graphml --time 400 --transient 100
check_json '.result.exponents[0] ~ -0.5 1e-6' case.out
sum=$(json .result.sum case.out)
mean=$(json .result.trace_mean case.out)
check "sum $sum is the mean trace $mean" close "$sum" "$mean" 1e-8
case_json ".result.exponents[0] ~ -0.5 1e-6" lyapunov ring.graphml --time 400 --transient 100 --count 1

# whole periods, and the history
"$OHMEGA" generate ring 3 --set emf_amplitude=0.1 --set emf_frequency=2 -o sine.graphml
case_json '.result.from == 1' lyapunov sine.graphml --time 9.75 -o history.csv
check_json '.result.to == 9.5' case.out
check_json '.result.periods == 17' case.out
check 'the history has a head' grep -q '^time_s,exponent_0_per_s' history.csv
check 'and says how it came about' grep -q '^# command' history.csv
check 'and ends with the run' grep -q '^9.5,' history.csv
case_exit 1 'history.csv' lyapunov sine.graphml --time 9.75 -o history.csv

# bad input
case_exit 2 'count' lyapunov --system lorenz63 --time 10 --count 0
case_exit 2 'must be 1 to 3' lyapunov --system lorenz63 --time 10 --count 4
case_exit 2 'must be 1 to 3' lyapunov ring.graphml --time 10 --count 4
case_exit 2 'transient' lyapunov --system lorenz63 --time 10 --transient 10
case_exit 2 'lorenz63' lyapunov --system lorentz --time 10
case_exit 2 'linear' lyapunov --system linear:1,two --time 10
case_exit 2 'one of them' lyapunov --time 10
case_exit 2 'one of them' lyapunov ring.graphml --system rossler --time 10
case_exit 2 'time' lyapunov ring.graphml
case_exit 1 'nowhere' lyapunov nowhere.graphml --time 1
case_exit 2 'replicas' lyapunov ring.graphml --time 1 --replicas 2

# two resistances of opposite sign that meet: the time and an element
printf '%s' '<graphml><key id="s" for="edge" attr.name="sign" attr.type="int"/>
<key id="x" for="edge" attr.name="r_off" attr.type="double"/>
<key id="e" for="edge" attr.name="emf" attr.type="double"/>
<graph edgedefault="directed"><node id="a"/>
<node id="b"/><edge source="a" target="b"><data key="s">1</data><data key="x">5</data><data key="e">1</data></edge>
<edge source="b" target="a"><data key="s">-1</data><data key="x">4</data></edge></graph></graphml>' >meet.graphml
case_exit 4 't = ' lyapunov meet.graphml --time 100
check 'an element is named' grep -q 'edge [01]' case.err
# options as resolved
case_json '.options.transient == 1' lyapunov --system linear:-1,2,0.5 --time 10
check_json '.options.count == 3' case.out
check_json '.options.replicas == 1' case.out
check_json '.options.rtol == 1e-9' case.out
case_json '.options.count == 3' lyapunov ring.graphml --time 4
check_json '.options.rtol == 1e-8' case.out
check_json '.options.replicas == 1' case.out
case_json '.options.replicas == 5' lyapunov --system lorenz63 --time 10

# interrupted: the history so far, in place
interrupt stopped.csv lyapunov --system lorenz63 --time 1e7 --transient 1
check 'complete' sh -c 'tail -n 1 stopped.csv | grep -q "^# interrupted at t=[0-9]"'
interrupt stopped.json lyapunov --system lorenz63 --time 1e7
check 'JSON says where' grep -q '"interrupted":"t=[0-9]' stopped.json

tap_done
