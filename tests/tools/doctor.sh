#!/bin/sh
# ohmega doctor: which libraries and programs were found.
. "$OHM_SRCDIR/tests/tools/lib.sh"

case_text 'Libraries' doctor
case_text 'blas' doctor
case_json '.result.threads.blas == 1' doctor
case_json '.result.libraries# >= 8' doctor
case_json '.result.programs# >= 3' doctor
case_json '.command == "doctor"' doctor --quiet
case_json '.seed == 7' doctor --seed 7
case_same doctor --json

env PATH=/nowhere "$OHMEGA" doctor >case.out 2>case.err
check 'what is missing is named with its package' grep -q 'gnuplot.*missing.*install gnuplot' case.out

# -o: the type from the suffix, an existing file only with --force
run_ohmega doctor -o here.json
check_json '.program == "ohmega"' here.json
run_ohmega doctor --output here.txt
check '-o here.txt is text' grep -q Libraries here.txt
echo old >old.txt
case_exit 1 'old.txt' doctor -o old.txt
check 'the old file stays' grep -qx old old.txt
run_ohmega doctor -o old.txt --force
check '--force replaces it' grep -q Libraries old.txt
case_exit 2 'the suffix must be' doctor -o here.png
case_exit 1 'not-there/x.txt' doctor -o not-there/x.txt

# only --timings may differ between equal runs
case_json '.timings.seconds >= 0' doctor --timings
case_exit 0 'took' doctor --timings
run_ohmega doctor --json
check 'no timings without being asked' sh -c '! grep -q timings case.out'

tap_done
