#!/bin/sh
# tests/tools/plot.sh -- ohmega plot
. "$OHM_SRCDIR/tests/tools/lib.sh"

"$OHMEGA" generate ring 4 --set emf@0=3 --set w=uniform:0.3,0.7 -o ring.graphml
"$OHMEGA" simulate ring.graphml --time 5 --samples 21 -o run.csv >case.out
"$OHMEGA" memory ring.graphml --json >memory.json
"$OHMEGA" info ring.graphml --json >info.json

# kind NAME FILE WORDS: the figure this file becomes, and what its script says
kind()
{
    case_text "($1)" plot "$2" -o figure.svg --force
    check "$2: the script says $3" grep -qF -e "$3" figure.gp
}

if command -v gnuplot >/dev/null; then
    case_exit 0 '' plot run.csv -o w.svg
    check 'a figure, its script and its data' test -s w.svg -a -s w.gp -a -s w.dat
    case_exit 1 'w.' plot run.csv -o w.svg
    cp w.svg first.svg
    case_exit 0 '' plot run.csv -o w.svg --force
    check 'equal bytes' cmp first.svg w.svg
    case_exit 0 '' plot run.csv
    check 'without -o: FILE.svg' test -s run.svg
    case_json '.result.kind == "columns"' plot run.csv --band w -o band.svg
    case_exit 0 '' plot run.csv --columns w_0,w_3 -o two.pdf
    STDIN=run.csv; case_exit 0 '' plot - --columns i_0_A -o one.png; STDIN=/dev/null
    (cd "$tap_dir" && mkdir again && cp w.gp w.dat again && cd again && gnuplot -d w.gp)
    check 'the script draws the same again' cmp w.svg again/w.svg
    case_exit 2 'w.bmp' plot run.csv -o w.bmp

    # a file of every kind, by the command that makes it
    kind trajectory run.csv 'Memory w'
    "$OHMEGA" simulate ring.graphml --time 5 --samples 3 --json >run.json
    kind trajectory run.json 'Dissipated power'
    if "$OHMEGA" simulate ring.graphml --time 5 --samples 3 -o run.h5 >case.out 2>case.err; then
        kind trajectory run.h5 'Dissipated power'
        STDIN=run.h5; case_exit 2 'name the file' plot - -o x.svg; STDIN=/dev/null
    fi
    kind network ring.graphml 'set cblabel'
    for to in csv json mtx; do
        "$OHMEGA" matrix omega ring.graphml --to $to >omega.$to
        kind matrix omega.$to "'Ω'"
    done
    "$OHMEGA" fixed-points ring.graphml --alpha 1 --xi 0.5 --json >rest.json
    kind spectrum rest.json 'Im λ'
    "$OHMEGA" lyapunov --system lorenz63 --time 5 --transient 1 --quiet -o lyapunov.csv >case.out
    kind lyapunov lyapunov.csv 'Lyapunov exponent'
    kind memory memory.json 'Effective memory'
    "$OHMEGA" device memristor --drive sin:3,1 --time 1 --json >loop.json
    kind loop loop.json 'Voltage (V)'
    "$OHMEGA" device channel --drive sin:1,30 -o loop.csv
    kind loop loop.csv 'Current (pA)'
    "$OHMEGA" device channel --dv -1:1:5 -o sweep.csv
    kind sweep sweep.csv 'Conductance (pS)'
    "$OHMEGA" device oxide --preset std --nodes 16 --step 0.01 --steps 3 --voltage 5 --profile --json >profile.json
    kind profile profile.json 'Potential V'
    "$OHMEGA" device oxide --preset std --nodes 16 --step 0.01 --steps 3 --voltage 5 -o constant.csv
    kind transient constant.csv 'Free energy'
    "$OHMEGA" train perceptron --gate and --epochs 3 --map map.csv -o curve.csv >case.out
    kind training curve.csv 'Total error'
    kind map map.csv 'Answer V1'
    printf 'a,b\n0,1\n1,2\n' >mine.csv
    kind columns mine.csv "'b'"
else
    case_exit 1 'gnuplot-nox' plot run.csv -o w.svg
fi

# without gnuplot on the PATH: the package is named
case_empty=$PATH
PATH=/nonexistent
case_message=$("$OHMEGA" plot run.csv -o absent.svg 2>&1)
case_status=$?
PATH=$case_empty
tap_equal 'gnuplot absent' "$case_status $case_message" \
    '1 ohmega: plot: figure: gnuplot is not installed (Debian: gnuplot-nox)'

STDIN=run.csv; case_exit 2 '-o is missing' plot -; STDIN=/dev/null
case_exit 2 'three files' plot run.csv -o -
case_exit 2 'nosuch' plot run.csv --columns nosuch -o x.svg
case_exit 2 'different units' plot run.csv --columns w_0,i_0_A -o x.svg
case_exit 2 'give one of them' plot run.csv --columns w_0 --band w -o x.svg
case_exit 2 'this file becomes trajectory' plot run.csv --kind spectrum -o x.svg
case_exit 2 'there is no such kind' plot run.csv --kind pie -o x.svg
case_exit 2 'there is no figure of it' plot info.json -o x.svg
case_exit 1 'nothere.csv' plot nothere.csv -o x.svg
printf '{"result":' >bad.json
case_exit 3 'bad.json' plot bad.json -o x.svg
printf 'a,b\n1,x\n' >bad.csv
case_exit 3 'bad.csv' plot bad.csv -o x.svg

tap_done
