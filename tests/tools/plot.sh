#!/bin/sh
# tests/tools/plot.sh -- ohmega plot
. "$OHM_SRCDIR/tests/tools/lib.sh"

"$OHMEGA" generate ring 4 --set emf@0=3 --set w=uniform:0.3,0.7 -o ring.graphml
"$OHMEGA" simulate ring.graphml --time 5 --samples 21 -o run.csv >case.out
if command -v gnuplot >/dev/null; then
    case_exit 0 '' plot run.csv --band w -o w.svg
    check 'a figure, its script and its data' test -s w.svg -a -s w.gp -a -s w.dat
    case_exit 1 'w.' plot run.csv --band w -o w.svg
    cp w.svg first.svg
    case_exit 0 '' plot run.csv --band w -o w.svg --force
    check 'equal bytes' cmp first.svg w.svg
    case_exit 0 '' plot run.csv --columns w_0,w_3 -o two.pdf
    STDIN=run.csv; case_exit 0 '' plot - --columns i_0_A -o one.png; STDIN=/dev/null
    case_exit 2 'w.bmp' plot run.csv -o w.bmp
else
    case_exit 2 'gnuplot' plot run.csv --band w -o w.svg
fi
case_exit 2 '-o is missing' plot run.csv
case_exit 2 'nosuch' plot run.csv --columns nosuch -o x.svg
case_exit 2 'different units' plot run.csv --columns w_0,i_0_A -o x.svg
case_exit 2 'give one of them' plot run.csv --columns w_0 --band w -o x.svg
case_exit 1 'nothere.csv' plot nothere.csv -o x.svg
case_exit 3 'ring.graphml' plot ring.graphml -o x.svg

tap_done
