#!/bin/sh
# ohmega claims: the ledger, its files, and the checker that shares no code with it.
. "$OHM_SRCDIR/tests/tools/lib.sh"

# ---- list ------------------------------------------------------------------------
case_text 'C17-46    refuted    Omega diag(Omega S) = diag(Omega S)' claims list
case_text 'X-3' claims list
case_text ' claims: ' claims list
rows=$("$OHMEGA" claims list | grep -c '^[A-Z0-9]*-')
check 'there are at least 60 rows' test "$rows" -ge 60
for family in C17 X CON SIL JUN DUR; do
    check "rows $family-" sh -c "'$OHMEGA' claims list | grep -q '^$family-'"
done
check 'the page in doc/ is what the ledger says' \
    sh -c "'$OHMEGA' claims list --markdown | diff - '$OHM_SRCDIR/doc/claims.md'"
case_exit 2 'choose one' claims list --markdown --json

# ---- show ------------------------------------------------------------------------
case_text 'relative_residual_squared' claims show C17-46
case_json '.result.claims[0].id == "C17-46"' claims show C17-46
case_json '.result.claims[0].source == "C17"' claims show C17-46
case_json '.result.claims[0].where == "eq. (46)"' claims show C17-46
case_json '.result.claims[0].verdict == "refuted"' claims show C17-46
case_json '.result.claims[0].evidence.instances[2].circuit.nodes == 5' claims show C17-46
case_json '.result.claims[0].evidence.instances[2].relative_residual_squared == "2/5"' claims show C17-46
case_json '.result.claims[0].falsified_by == "Omega left out on the left side"' claims show C17-46
case_json '.result.claims[0].correction == "A R i = A S"' claims show C17-2.2d
case_same claims show C17-4 --json
case_exit 2 'do you mean C17-46?' claims show C17-466
case_exit 2 'there is no claim' claims show nothing-like-it
case_exit 2 '' claims show
case_exit 2 '' claims

# ---- verify ----------------------------------------------------------------------
case_text 'C17-4     proved' claims verify C17-4
case_text '2 claims: 1 proved 1 refuted' claims verify C17-4 C17-46
case_json '.result.claims[1].id == "C17-46"' claims verify C17-46 C17-4      # in the ledger's order
case_exit 2 'C17-4' claims verify C17-4 C17-4x
mkdir here
check 'writes all claims' "$OHMEGA" claims verify --write here
check 'what is written is what is kept' sh -c "
    for file in here/*; do cmp \"\$file\" '$OHM_SRCDIR/proofs-data/'\${file##*/} || exit 1; done"
check 'the kept files pass' "$OHMEGA" claims verify --against "$OHM_SRCDIR/proofs-data"
case_exit 1 'SHA256SUMS' claims verify C17-4 --write here
check 'and replaces them with --force' "$OHMEGA" claims verify --write here --force
case_exit 1 'not-there' claims verify C17-4 --against not-there
case_exit 1 'not-there' claims verify C17-4 --write not-there/deep

# ---- edited files ----------------------------------------------------------------
# edited FILE FROM TO: a copy of the files with one text of it replaced
edited()
{
    rm -rf edited
    cp -R here edited
    chmod u+w edited/*
    sed "s|$2|$3|" "here/$1" >"edited/$1"
    check "$1 was edited" sh -c "! cmp -s 'here/$1' 'edited/$1'"
}
edited C17.json '"relative_residual_squared":"2/5"' '"relative_residual_squared":"2/7"'
case_exit 5 'C17-46 is not what the computation gives' claims verify --against edited
case_exit 5 'C17-46' claims verify C17-46 --against edited
case_exit 5 'SHA256SUMS' claims verify C17-4 --against edited
edited SIL.json '"bound":"25/3"' '"bound":"26/3"'
case_exit 5 'SIL-iso' claims verify --against edited

# ---- the independent checker -------------------------------------------------------
# checker FOLDER: python3 with mpmath, wherever one is
checker()
{
    for python in ${PYTHON-} python3 /usr/bin/python3; do
        command -v "$python" >/dev/null || continue
        "$python" -B "$OHM_SRCDIR/validation/proofs/check.py" "$1" >check.out 2>check.err
        code=$?
        [ "$code" -eq 77 ] || return "$code"
    done
    return 77
}
checker here
case $? in
77) tap_skip 'check.py' 'no python3 with mpmath' ;;
0)
    tap_ok 'check.py agrees'
    # also where the checksum was made to fit
    for edit in 'C17.json "relative_residual_squared":"2/5" "relative_residual_squared":"2/7"' \
        'SIL.json "bound":"25/3" "bound":"26/3"' \
        'CON.json "mean_square_error_at_least":"6/95" "mean_square_error_at_least":"7/95"' \
        'DUR.json "updated":\["7279/7200" "updated":["7278/7200"' \
        'CON.json "a":{"mid":"0.8 "a":{"mid":"0.9' \
        'JUN.json "verdict":"refuted" "verdict":"proved"'; do
        set -- $edit
        edited "$1" "$2" "$3"
        checker edited
        tap_equal "check.py sees the checksum: $3" $? 1
        (cd edited && sha256sum ./*.json | sed 's|\./||' >SHA256SUMS)
        checker edited
        tap_equal "check.py sees the number: $3" $? 1
    done
    ;;
*) tap_fail 'check.py agrees' "$(cat check.out check.err)" ;;
esac

case_exit 0 '' claims verify C17-2.1a --write made
check '--write makes the folder' test -e made/SHA256SUMS

tap_done
