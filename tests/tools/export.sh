#!/bin/sh
# tests/tools/export.sh -- cases of ohmega export spice, dot and mtx.
. "${OHM_SRCDIR:=.}/tests/tools/lib.sh"

# ngspice at reltol 1e-6 with steps of T/1000 is good to 1e-5 of w; a wall of steepness 1e5
# moves a state by 1e-5, and what it lets through later by a few times that.
SMOOTH=2e-5 WALLED=2e-4

# agrees TOLERANCE NAME FILE TIME [OPTION...]: ngspice's last states, and the currents held nodes
# deliver, are those of simulate
agrees()
{
    tolerance=$1 name=$2 file=$3 time=$4
    shift 4
    "$OHMEGA" export spice "$file" --time "$time" --data "$name.data" -o "$name.cir" "$@" &&
        ngspice -b "$name.cir" >"$name.log" 2>&1 &&
        "$OHMEGA" simulate "$file" --time "$time" --rtol 1e-10 --at "$time" -o "$name.csv" "$@" >"$name.out" &&
        awk -v tolerance="$tolerance" '
            FNR == NR && /^#/ { next }
            FNR == NR && !names { names = split($0, name, ","); FS = " "; next }
            FNR == NR { split($0, ours, ","); next }
            { $0 = $0 }
            FNR == 1 { for (k = 2; k <= NF; k++) theirs[k] = $k; columns = NF }
            { for (k = 1; k <= NF; k++) value[k] = $k }
            END {
                for (c = 1; c <= names; c++) {
                    want = name[c]; scale = 1
                    if (want ~ /^w_/) key = "v(w" substr(want, 3) ")"
                    else if (want ~ /^delivered_/) { key = "i(vn" (0 + substr(want, 11)) ")"; scale = -1 }
                    else continue
                    for (k = 2; k <= columns; k++)
                        if (theirs[k] == key) {
                            off = value[k] * scale - ours[c]
                            if (off < 0) off = -off
                            if (off > worst) worst = off
                            compared++
                        }
                }
                printf "worst %g of %d\n", worst, compared
                exit !(compared > 0 && worst <= tolerance)
            }' FS=, "$name.csv" "$name.data"
}

"$OHMEGA" generate grid 3 3 --set w=uniform:0.3,0.7 --set emf=normal:0,1 --set alpha=0.05 --set r_on=uniform:1,2 \
    -o plain.graphml
"$OHMEGA" generate grid 3 3 --set w=uniform:0.3,0.7 --set emf=normal:0,2 --set polarity@3=-1 --set polarity@5=0 \
    --set sign@7=-1 --set alpha=-0.2 --set w_rest=0.8 --set r_on=uniform:1,2 --set beta=0.7 -o mixed.graphml
"$OHMEGA" generate path 2 --set r_off=20 --set potential@0=0 --set potential@1=0.1 --set potential_amplitude@0=1 \
    --set potential_frequency@0=1 --set potential_phase@0=0.3 -o sine.graphml
"$OHMEGA" generate grid 3 3 --set injection@0=0.5 --set injection@8=-0.5 --set emf_amplitude@2=3 \
    --set emf_frequency@2=0.5 --set emf_phase@2=1 --set w=uniform:0.1,0.3 -o walls.graphml
printf 'time,emf:0,injection:1,injection:2\n0,0,0,0\n1,2,0.1,-0.1\n3,-1,0,0\n5,0,0,0\n' >drive.csv
if command -v ngspice >/dev/null; then
    check 'ngspice agrees: a grid with EMFs and drift' agrees $SMOOTH plain plain.graphml 1.5
    check 'ngspice agrees: let go beyond the walls' agrees $SMOOTH free plain.graphml 1.5 --bounds free
    check 'ngspice agrees: mixed polarities, an active element' agrees $WALLED mixed mixed.graphml 2
    check 'ngspice agrees: held sine' agrees $SMOOTH sine sine.graphml 2.3
    check 'ngspice agrees: voltage control' agrees $SMOOTH voltage sine.graphml 2.3 --control voltage
    check 'ngspice agrees: injections and walls' agrees $WALLED walls walls.graphml 3
    check 'ngspice agrees: a drive file' agrees $WALLED driven walls.graphml 4 --drive drive.csv
    for window in strukov joglekar:2 biolek:2 prodromakis:1.5,1; do
        check "ngspice agrees: window $window" agrees $WALLED "${window%%:*}" mixed.graphml 3 --window $window
    done
    printf 'not a deck\n' >bad.cir
    check 'and its exit code tells' sh -c '! ngspice -b bad.cir >bad.log 2>&1'
else
    tap_skip 'ngspice agrees' 'no ngspice (Debian: ngspice)'
fi
case_same export spice plain.graphml --time 1
case_text '* inputs: [{"path":"plain.graphml"' export spice plain.graphml --time 1
case_exit 2 '--time T is missing' export spice plain.graphml
case_exit 2 'must be a number > 0' export spice plain.graphml --time 0
case_exit 2 'blanks' export spice plain.graphml --time 1 --data 'a b'
case_exit 2 '.cir' export spice plain.graphml --time 1 -o x.txt
case_exit 2 'a deck is text' export spice plain.graphml --time 1 --json
case_exit 2 'which one? There is' export
case_exit 1 'No such file' export spice absent.graphml --time 1
"$OHMEGA" generate path 1 -o bare.graphml
case_exit 2 'without an edge' export spice bare.graphml --time 1
"$OHMEGA" export spice plain.graphml --time 1 -o whole.cir
case_exit 1 'exists already' export spice plain.graphml --time 1 -o whole.cir

case_same export dot plain.graphml
case_text 'digraph circuit' export dot plain.graphml
case_exit 2 '.dot' export dot plain.graphml -o x.svg
if command -v dot >/dev/null; then
    check 'dot draws it' sh -c '"$OHMEGA" export dot plain.graphml | dot -Tsvg | grep -q "<svg"'
else
    tap_skip 'dot draws it' 'no dot (Debian: graphviz)'
fi
case_same export mtx plain.graphml
case_text '9 9 12' export mtx plain.graphml
check 'mtx is what convert writes' sh -c '"$OHMEGA" convert plain.graphml --lossy -o a.mtx && "$OHMEGA" export mtx plain.graphml -o b.mtx && cmp a.mtx b.mtx'
tap_done
