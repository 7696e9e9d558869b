#!/bin/sh
# tests/tools/repro.sh -- cases of ohmega repro.
. "${OHM_SRCDIR:=.}/tests/tools/lib.sh"

# manifest FOLDER STEP...: a package of these steps
manifest()
{
    mkdir -p "$1"
    "$OHMEGA" generate ring 4 -o "$1/ring.graphml" --force
    folder=$1
    shift
    {
        printf '{"title":"A ring","inputs":["ring.graphml"],"steps":['
        separator=
        for step; do
            printf '%s%s' "$separator" "$step"
            separator=,
        done
        printf ']}\n'
    } >"$folder/manifest.json"
}

manifest good '{"name":"memory","command":["memory","ring.graphml"],"save":"kept/memory.json",
    "expect":[{"path":"gamma","value":"1/4"},{"path":"gamma_float","value":0.25,"tolerance":1e-12}]}' \
    '{"name":"motion","command":[["generate","ring","5","--set","emf=0.1"],["simulate","-","--time","1"]],
    "expect":[{"path":"w","take":"count","value":5},{"path":"invariants.cut","between":[0,1e-12]}]}' \
    '{"name":"no file","command":["memory","absent.graphml"],"exit":1}'
case_exit 0 '' repro good
case_text 'PASS  memory: gamma: 1/4' repro good
case_text '7 passed, 0 failed, 0 skipped' repro good
case_json '.result.failed == 0' repro good
case_json '.result.lines[1].verdict == "pass"' repro good
case_json '.inputs# >= 2' repro good
case_same repro good --json
case_exit 0 '' repro good --work out
check 'what a step printed is kept' test -s out/kept/memory.json
check 'inputs are copied, not used in place' test -s out/ring.graphml
case_exit 1 'exists already' repro good --work out
check 'nothing is written to the package' test "$(ls good | wc -l)" -eq 2

# an expectation that fails: the report is printed, and the exit code says it
manifest wrong '{"name":"memory","command":["memory","ring.graphml"],"expect":[{"path":"gamma","value":"1/3"}]}'
run_ohmega repro wrong
check 'a failed expectation is exit 5' test "$code" -eq 5
check 'and a line FAIL' grep -q '^FAIL  memory: gamma: 1/4, expected 1/3' case.out
check 'and one line on standard error' test "$(wc -l <case.err)" -eq 1
run_ohmega repro wrong --json
check_json '.result.failed == 1' case.out
manifest code '{"name":"x","command":["memory","ring.graphml"],"exit":2}'
run_ohmega repro code
check 'another exit code than expected is exit 5' test "$code" -eq 5

# bad manifests
case_exit 1 'manifest.json' repro absent
manifest bad '{"name":"x","command":["frobnicate","ring.graphml"]}'
case_exit 3 'no such subcommand' repro bad
manifest bad '{"name":"x","command":["repro","."]}'
case_exit 3 'runs others' repro bad
manifest bad '{"name":"x","command":["memory","../ring.graphml"]}'
case_exit 3 'outside the package' repro bad
manifest bad '{"name":"x","command":["generate","ring","4","-o","/tmp/x.graphml"]}'
case_exit 3 'outside the package' repro bad
manifest bad '{"name":"x","command":["memory","ring.graphml"],"expct":[]}'
case_exit 3 'expct' repro bad
printf '{"title":' >bad/manifest.json
case_exit 3 'manifest.json:1' repro bad
manifest gone '{"name":"x","command":["memory","ring.graphml"]}'
rm gone/ring.graphml
case_exit 1 'ring.graphml' repro gone
manifest other '{"name":"x","command":["memory","ring.graphml"]}'
sed 's/"ring.graphml"\]/{"file":"ring.graphml","sha256":"'"$(printf '%064d' 0)"'"}]/' other/manifest.json >m
mv m other/manifest.json
case_exit 3 'SHA-256' repro other
case_exit 2 'argument is missing' repro
case_exit 2 'suffix' repro good -o report.csv

# a figure, and a program that is not installed
if command -v gnuplot >/dev/null; then
    manifest figure '{"name":"run","command":["simulate","ring.graphml","--time","1","--samples","3","-o","run.csv"]}' \
        '{"name":"figure","needs":"gnuplot","command":["plot","run.csv","--band","w","-o","f.svg"],"figure":"f.svg"}'
    case_text 'PASS  figure: figure f.svg: drawn' repro figure
else
    tap_skip 'a figure' 'no gnuplot'
fi
manifest skip '{"name":"f","needs":"no-such-program","command":["plot","x.csv","-o","f.svg"],"figure":"f.svg"}'
case_text 'SKIP  f: no-such-program is not installed' repro skip

for package in "$OHM_SRCDIR"/examples/repro-*; do
    [ ! -d "$package" ] || case_exit 0 '' repro "$package"
done
tap_done
