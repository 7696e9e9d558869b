#!/bin/sh
# tests/doxygen.sh -- the reference is made of every public header, without a warning.
. "${OHM_SRCDIR:=.}/tests/support/tap.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL
command -v doxygen >/dev/null || tap_skip_all "no doxygen (Debian: doxygen)"
[ -n "${OHM_HEADERS-}" ] || tap_skip_all "run by make check, which knows the public headers"

tap_folder
tap_run "Doxygen makes the reference without a warning" \
    make -C "$OHM_BUILDDIR" doxygen doxygendir="$tap_dir/reference"
missing=
for header in $OHM_HEADERS; do
    page=$(echo "${header#lib/*/}" | sed 's/_/__/g; s/\.h$/_8h.html/')
    # of two that are called alike the pages bear the folders' names too
    [ -n "$(find "$tap_dir/reference" -name "*$page")" ] || missing="$missing $header"
done
tap_equal "every public header has a page" "$missing" ""
tap_run "what a header says is in it" grep -q 'lines that survive a kill' "$tap_dir/reference/journal_8h.html"

# a warning fails: a header that is not there
if make -C "$OHM_BUILDDIR" doxygen doxygendir="$tap_dir/other" doxygen_headers="$tap_dir/absent.h" \
    >"$tap_dir/out" 2>&1; then
    tap_fail "a warning fails" "$(cat "$tap_dir/out")"
else
    tap_run "a warning fails, and is shown" grep -q absent.h "$tap_dir/out"
fi
tap_done
