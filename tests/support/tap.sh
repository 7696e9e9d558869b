# tests/support/tap.sh -- TAP for shell tests; read with `.`, end with tap_done.

tap_count=0
tap_failed=0

# tap_ok NAME: one passed case.
tap_ok()
{
    tap_count=$((tap_count + 1))
    printf 'ok %d - %s\n' "$tap_count" "$1"
}

# tap_fail NAME [WHY]: one failed case.
tap_fail()
{
    tap_count=$((tap_count + 1))
    tap_failed=1
    printf 'not ok %d - %s\n' "$tap_count" "$1"
    [ -z "${2-}" ] || printf '%s\n' "$2" | sed 's/^/# /'
}

# tap_skip NAME WHY: one case that could not be tried here.
tap_skip()
{
    tap_count=$((tap_count + 1))
    printf 'ok %d - %s # SKIP %s\n' "$tap_count" "$1" "$2"
}

# tap_run NAME COMMAND...: passes where the command exits 0; shows its output where not.
tap_run()
{
    tap_name=$1
    shift
    if tap_output=$("$@" 2>&1); then
        tap_ok "$tap_name"
    else
        tap_fail "$tap_name" "$tap_output"
    fi
}

# tap_equal NAME FOUND EXPECTED
tap_equal()
{
    if [ "$2" = "$3" ]; then
        tap_ok "$1"
    else
        tap_fail "$1" "found:    $2
expected: $3"
    fi
}

# tap_skip_all WHY: ends the whole file as skipped.
tap_skip_all()
{
    printf '1..0 # SKIP %s\n' "$1"
    exit 0
}

# tap_folder: a fresh folder in $tap_dir, removed at exit.
tap_folder()
{
    tap_dir=$(mktemp -d "${TMPDIR:-/tmp}/ohmega-test.XXXXXX") || exit 99
    trap 'rm -rf "$tap_dir"' EXIT
    trap 'exit 99' HUP INT TERM
}

# tap_done: the plan, and the exit status.
tap_done()
{
    printf '1..%d\n' "$tap_count"
    exit "$tap_failed"
}
