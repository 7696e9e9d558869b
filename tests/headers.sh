#!/bin/sh
# tests/headers.sh -- every public header compiles alone, in C and (the umbrella) C++,
# and the umbrella includes every one of them.
. "${OHM_SRCDIR:=.}/tests/support/tap.sh"

compile()
{
    language=$1
    compiler=$2
    header=$3
    printf '#include "%s"\n' "$header" >"$tap_dir/one.$language"
    $compiler -Wall -Wextra -Werror -pedantic -fsyntax-only -I"$OHM_SRCDIR/lib" "$tap_dir/one.$language"
}

tap_folder
[ -n "${OHM_HEADERS-}" ] || tap_skip_all "run by make check, which knows the public headers"
for header in $OHM_HEADERS; do
    header=${header#lib/}
    tap_run "$header compiles alone" compile c "${CC:-cc} -std=c11" "$header"
    private=
    for included in $(sed -n 's/^#include "\([^"]*\)".*/\1/p' "$OHM_SRCDIR/lib/$header"); do
        case " $OHM_HEADERS " in
        *" lib/$included "*) ;;
        *) private="$private $included" ;;
        esac
    done
    tap_equal "$header includes nothing that is not installed" "$private" ""
    tap_run "ohmega.h includes $header" grep -q "^#include \"$header\"" "$OHM_SRCDIR/lib/ohmega.h"
done
if command -v c++ >/dev/null; then
    tap_run "ohmega.h compiles in C++" compile cc c++ ohmega.h
else
    tap_skip "ohmega.h compiles in C++" "no C++ compiler"
fi
tap_done
