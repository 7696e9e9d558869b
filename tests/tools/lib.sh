# tests/tools/lib.sh -- cases of the command, one line each.
#
#   . "$OHM_SRCDIR/tests/tools/lib.sh"
#   case_exit 3 'r_on = -3' memory bad.graphml      exit code, words on standard error
#   case_json '.result.gamma == "1/3"' memory a.graphml
#   check_json '.result.w[0] ~ 0.5 1e-9' out.json   the same of a file; case.out is the last output
#   case_text 'effective memory' memory a.graphml   words on standard output
#   case_same memory --json a.graphml               the same bytes twice, and on 2 threads
#   check 'what it shows' command argument...       any command that must succeed
#   tap_done
#
# A case runs in a fresh folder.  Standard input is /dev/null unless STDIN names a
# file: STDIN=x; case_exit ...
set -u
: "${OHMEGA:?is the program under test}" "${OHM_BUILDDIR:?is the build directory}"
. "${OHM_SRCDIR:?is the source directory}/tests/support/tap.sh"
jsonpath=$OHM_BUILDDIR/tests/support/jsonpath
STDIN=/dev/null
tap_folder
cd "$tap_dir" || exit 99

# verdict NAME STATUS [FILE]: passed where STATUS is 0; else shows the end of FILE,
# case.err where none is given
verdict()
{
    verdict_name=$(printf '%s' "$1" | tr '\n' ' ')
    if [ "$2" -eq 0 ]; then
        tap_ok "$verdict_name"
    else
        tap_fail "$verdict_name" "$(tail -n 5 "${3-case.err}")"
    fi
}

check()
{
    check_name=$1
    shift
    "$@" >check.out 2>check.err
    verdict "$check_name" $? check.err
}

# check_json CHECK FILE
check_json()
{
    "$jsonpath" "$1" <"$2" 2>check.err
    verdict "$1: $2" $? check.err
}

# json PATH FILE: prints the value there
json()
{
    "$jsonpath" -p "$1" <"$2"
}

# absent PATH FILE: whether there is nothing
absent()
{
    ! "$jsonpath" -p "$1" <"$2" >check.out
}

# worked PROCESS: the processor time it has taken, in hundredths of a second
worked()
{
    awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$1/stat" 2>/dev/null
}

# interrupt FILE ARGUMENT...: writes to -o FILE and gets SIGTERM after a second of work, however busy
# the machine is (SIGINT is ignored in the background): exits 130, leaves FILE
interrupt()
{
    interrupt_file=$1
    shift
    rm -f "$interrupt_file"
    "$OHMEGA" "$@" -o "$interrupt_file" >case.out 2>case.err &
    interrupt_child=$!
    while interrupt_work=$(worked $interrupt_child) && [ "${interrupt_work:-100}" -lt 100 ]; do sleep 0.05; done
    kill -TERM $interrupt_child
    wait $interrupt_child
    interrupt_code=$?
    [ -s "$interrupt_file" ] || interrupt_code=0
    check "interrupted, it leaves $interrupt_file: ohmega $*" test $interrupt_code -eq 130
}

# close A B TOL: |a - b| <= tol |b|
close()
{
    awk -v a="$1" -v b="$2" -v tol="$3" \
        'BEGIN { d = a - b; if (d < 0) d = -d; if (b < 0) b = -b; exit !(d <= tol * b) }'
}

# The program: its output in case.out and case.err, its exit code in $code.
run_ohmega()
{
    "$OHMEGA" "$@" <"$STDIN" >case.out 2>case.err
    code=$?
}

# case_exit CODE WORDS ARGUMENT...: the words are on standard error (none asked
# where WORDS is empty); a failure is one line there, and nothing on standard output
case_exit()
{
    case_want=$1 case_words=$2
    shift 2
    run_ohmega "$@"
    case_lines=$(wc -l <case.err)
    case_bad=0
    if [ "$code" -ne "$case_want" ]; then
        echo "exit code $code" >>case.err
        case_bad=1
    elif [ -n "$case_words" ] && ! grep -qF -e "$case_words" case.err; then
        echo "lacks: $case_words" >>case.err
        case_bad=1
    elif [ "$code" -ne 0 ] &&
        { [ "$case_lines" -ne 1 ] || [ -s case.out ] || ! grep -q '^ohmega: ' case.err; }; then
        echo "is not one line on standard error alone" >>case.err
        case_bad=1
    fi
    verdict "exit $case_want '$case_words': ohmega $*" "$case_bad"
}

# case_json CHECK ARGUMENT...: succeeds, and its --json satisfies the check
case_json()
{
    case_check=$1
    shift
    run_ohmega "$@" --json
    [ "$code" -ne 0 ] || "$jsonpath" "$case_check" <case.out 2>>case.err || code=1
    verdict "$case_check: ohmega $*" "$code"
}

# case_text WORDS ARGUMENT...: succeeds and prints the words
case_text()
{
    case_words=$1
    shift
    run_ohmega "$@"
    if [ "$code" -eq 0 ] && ! grep -qF -e "$case_words" case.out; then
        head -n 5 case.out >>case.err
        code=1
    fi
    verdict "prints '$case_words': ohmega $*" "$code"
}

# case_same ARGUMENT...: the same bytes twice, whatever the threads
case_same()
{
    run_ohmega "$@"
    case_bad=$code
    mv case.out case.first
    run_ohmega "$@"
    cmp -s case.first case.out || case_bad=1
    run_ohmega "$@" --threads 2
    cmp -s case.first case.out || case_bad=1
    verdict "same bytes: ohmega $*" "$case_bad"
}
