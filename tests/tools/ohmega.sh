#!/bin/sh
# The program itself: overview, help, version, and what is no subcommand.
. "$OHM_SRCDIR/tests/tools/lib.sh"

case_text 'Usage: ohmega SUBCOMMAND' --help
case_text 'Usage: ohmega SUBCOMMAND' help
case_text 'Usage: ohmega SUBCOMMAND' -h
case_text 'ohmega 0' --version
case_text 'Usage: ohmega memory' help memory
case_exit 2 'did you mean memory?' memroy
case_exit 2 'did you mean solve?' slove
case_exit 2 'see ohmega --help' zzzzzz
run_ohmega
check 'no subcommand is wrong usage' test "$code" -eq 2

# every subcommand of the overview has a help with all its parts
"$OHMEGA" --help | sed -n 's/^  \([a-z][a-z -]*[a-z]\)  .*/\1/p' >commands
check 'the overview lists the subcommands' test "$(wc -l <commands)" -ge 9
while read -r command; do
    # shellcheck disable=SC2086
    case_text "Usage: ohmega $command" $command --help
    for part in 'Options of all commands' '--seed' '[1]' 'Example' 'Exit codes' '130'; do
        check "$command --help has $part" grep -qF -e "$part" case.out
    done
done <commands

# options: what every command refuses in the same way
case_exit 2 'did you mean --json?' doctor --jsn
case_exit 2 'no such option' doctor -z
case_exit 2 'needs an argument' doctor --seed
case_exit 2 'takes no argument' doctor --json=yes
case_exit 2 '--seed -1' doctor --seed -1
case_exit 2 '--seed x' doctor --seed x
case_exit 2 '--threads 0' doctor --threads 0
case_exit 2 'one argument too many' doctor more
case_exit 2 'an argument is missing' memory
case_exit 1 'not-there.graphml' memory not-there.graphml
case_exit 1 'there' memory 'not
there'
case_exit 2 'me?mory' 'me
mory'

# write errors on standard output are errors
if [ -w /dev/full ]; then
    for arguments in --help --version 'doctor --json' doctor 'generate ring 5'; do
        # shellcheck disable=SC2086
        "$OHMEGA" $arguments >/dev/full 2>case.err
        code=$?
        check "a full disk is exit 1: $arguments" test "$code" -eq 1
    done
else
    tap_skip 'a full disk is exit 1' 'no /dev/full here'
fi
{ "$OHMEGA" generate grid 300 300 2>case.err; echo $? >code; } | head -n 1 >/dev/null
check 'a closed pipe is exit 1' test "$(cat code)" -eq 1
check 'a closed pipe says so' grep -q '^ohmega: generate: ' case.err

tap_done
