#!/bin/sh
# tests/configure_flint.sh -- configure and the door of certify/ take both FLINTs:
# FLINT 3 with Arb within, and FLINT 2.9 beside Arb 2.23.
#
# Each layout is a stub tree that stands before the system's.
. "${OHM_SRCDIR:=.}/tests/support/tap.sh"

# stub_layout FOLDER NAME ARB-HEADER ARB-LIBRARY: headers that say which layout they
# are, and static libraries with the two functions configure asks for.
stub_layout()
{
    mkdir -p "$1/include/flint" "$1/lib" "$1/include/$(dirname "$3")"
    echo '/* stub */' >"$1/include/flint/fmpq_mat.h"
    echo "#define STUB_LAYOUT_$2 1" >"$1/include/$3"
    for header in acb acb_calc acb_hypgeom acb_mat arb_hypgeom arb_mat; do
        echo '/* stub */' >"$1/include/$(dirname "$3")/$header.h"
    done
    for function in flint:fmpq_mat_inv "$4:arb_mat_solve"; do
        library=${function%:*}
        name=${function#*:}
        echo "char $name(void); char $name(void) { return 0; }" >"$1/$name.c"
        ${CC:-cc} -c -o "$1/$name.o" "$1/$name.c"
        ar rc "$1/lib/lib$library.a" "$1/$name.o" 2>/dev/null
    done
}

# try_layout NAME HEADER-MACRO LIBRARIES OPTION...
try_layout()
{
    layout=$1
    macro=$2
    libraries=$3
    shift 3
    mkdir "$tap_dir/$layout/build"
    tap_run "$layout: configures" sh -c 'cd "$1" && shift && "$@"' - "$tap_dir/$layout/build" \
        "$top/configure" CC="${CC:-cc}" CPPFLAGS="-I$tap_dir/$layout/include" LDFLAGS="-L$tap_dir/$layout/lib" "$@"
    tap_run "$layout: config.h says $macro" grep -q "^#define $macro 1" "$tap_dir/$layout/build/config.h"
    tap_equal "$layout: links" \
        "$(sed -n 's/^FLINT_LIBS = //p' "$tap_dir/$layout/build/Makefile" | tr -s ' ')" "$libraries -lmpfr -lgmp"

    printf '#include "certify/arb_door.h"\n#ifndef STUB_LAYOUT_%s\n#error "another arb.h"\n#endif\n' "$layout" \
        >"$tap_dir/$layout/door.c"
    tap_run "$layout: the door opens on its arb.h" ${CC:-cc} -fsyntax-only \
        -include "$tap_dir/$layout/build/config.h" -I"$tap_dir/$layout/include" -I"$top/lib" "$tap_dir/$layout/door.c"
}

tap_folder
top=$(cd "$OHM_SRCDIR" && pwd)
# a source tree that is itself configured refuses a second build: VPATH needs a clean one
[ ! -e "$top/config.status" ] || tap_skip_all "configured in the source folder"
[ -x "$top/configure" ] || tap_skip_all "no configure"

stub_layout "$tap_dir/merged" merged flint/arb.h flint
try_layout merged HAVE_FLINT_ARB_H "-lflint"
stub_layout "$tap_dir/apart" apart arb.h flint-arb
# on a system with FLINT 3 its own <flint/arb.h> must not be seen
try_layout apart HAVE_ARB_H "-lflint-arb -lflint" ac_cv_header_flint_arb_h=no
tap_done
