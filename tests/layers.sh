#!/bin/sh
# tests/layers.sh -- the layers of the house, held by a loop over its includes.
#
# Fails on an include that points up or sideways, a foreign header outside its
# door or in a public header, output or exit from the library, a source without
# its test, and on words that belong to one machine.  Every rule is first shown to
# fail on a tree made to break it.
. "${OHM_SRCDIR:=.}/tests/support/tap.sh"

# What each folder of lib/ may include beside itself.
layers_below()
{
    case $1 in
    base) ;;
    solve | figure) echo base ;;
    topology) echo solve base ;;
    io) echo topology base ;;
    device) echo topology solve base ;;
    kirchhoff) echo device topology solve base ;;
    dynamics) echo kirchhoff device topology solve base ;;
    learning | stability) echo dynamics kirchhoff device topology solve base ;;
    case | certify) echo learning stability dynamics kirchhoff device io topology solve figure base ;;
    esac
}

# The folders (or, with a slash, the files) through which a foreign header may come
# in; "any" for the C library and POSIX.
header_doors()
{
    case $1 in
    igraph*) echo topology io ;;
    flint/* | arb*.h | acb*.h | gmp.h | mpfr.h) echo certify topology ;;
    lapacke.h | cblas.h | openblas* | suitesparse/* | sundials/* | cvode/* | nvector/* | sun*/* | kinsol/*)
        echo solve ;;
    arpack/* | petsc* | slepc* | gsl/*) echo solve ;;
    libxml/* | jansson.h | hdf5*.h) echo io ;;
    Random123/* | nettle/*) echo base ;;
    assert.h | complex.h | ctype.h | errno.h | fenv.h | float.h | inttypes.h | limits.h | locale.h) echo any ;;
    math.h | signal.h | stdalign.h | stdarg.h | stdatomic.h | stdbool.h | stddef.h | stdint.h) echo any ;;
    stdio.h | stdlib.h | string.h | strings.h | tgmath.h | time.h | wchar.h) echo any ;;
    dirent.h | fcntl.h | poll.h | pthread.h | spawn.h | sys/*.h | unistd.h) echo any ;;
    esac
}

# sources DIR: every source and header, by path relative to DIR.
sources()
{
    (cd "$1" && find lib -name '*.[ch]' | sort)
}

# is_within FILE DOOR...: whether lib/<door>/... or lib/<door>*.c holds FILE.
is_within()
{
    file=${1#lib/}
    shift
    for door; do
        case $door in
        any) return 0 ;;
        */*) case $file in "$door"*) return 0 ;; esac ;;
        *) [ "${file%%/*}" != "$door" ] || return 0 ;;
        esac
    done
    return 1
}

# Our own includes point down.
wrong_includes()
{
    for source in $(sources "$1"); do
        folder=${source#lib/}
        folder=${folder%%/*}
        [ "$source" = lib/ohmega.h ] && continue        # the umbrella sees everything
        for target in $(sed -n 's/^[ \t]*#[ \t]*include[ \t]*"\([^"]*\)".*/\1/p' "$1/$source"); do
            case " $folder $(layers_below "$folder") " in
            *" ${target%%/*} "*) ;;
            *) echo "$source: includes \"$target\"" ;;
            esac
        done
    done
}

# A foreign header comes through its door, and never in a public header; a private
# one that shows foreign types is called <name>_door.h.
# Whether a header stays at home: its folder lists it as noinst_HEADERS.
is_private()
{
    grep -q "^noinst_HEADERS.*$2" "$1/$(dirname "$2")/Makefile.inc" 2>/dev/null
}

wrong_headers()
{
    for source in $(sources "$1"); do
        for header in $(sed -n 's/^[ \t]*#[ \t]*include[ \t]*<\([^>]*\)>.*/\1/p' "$1/$source"); do
            doors=$(header_doors "$header")
            is_within "$source" $doors || echo "$source: includes <$header>, whose doors are: ${doors:-none yet}"
            case $doors/$source in
            any/* | */*_door.h | *.c) ;;
            *) is_private "$1" "$source" || echo "$source: a public header shows <$header>" ;;
            esac
        done
    done
}

# Code without comments, strings and character constants, line for line.
code_only()
{
    awk '
    {
        line = $0; out = ""
        while (line != "") {
            if (inside) {
                at = index(line, "*/")
                if (at == 0) { line = ""; break }
                line = substr(line, at + 2); inside = 0
            } else if (match(line, /\/\*|\/\/|"([^"\\]|\\.)*"|\047([^\047\\]|\\.)*\047/)) {
                token = substr(line, RSTART, RLENGTH)
                out = out substr(line, 1, RSTART - 1) " "
                line = substr(line, RSTART + RLENGTH)
                if (token == "/*") inside = 1
                else if (token == "//") line = ""
            } else { out = out line; line = "" }
        }
        print out
    }' "$1"
}

# Only tools print, exit and run things by name.
wrong_calls()
{
    for source in $(sources "$1"); do
        code_only "$1/$source" | grep -nE '(^|[^A-Za-z0-9_])((v?printf|puts|putchar|perror|exit|_exit|_Exit|quick_exit|abort|assert|system|popen)[ \t]*\(|stdout|stderr)' |
            sed "s|^|$source:|"
    done
}

# Every source has the test that mirrors it.
missing_tests()
{
    for source in $(sources "$1"); do
        case $source in
        lib/*/*/*.c) test=tests/${source#lib/}          # a folder of tables: one test for all
            test=${test%/*}
            test=${test%/*}/test_${test##*/}.c
            [ -f "$1/$test" ] || echo "$source: no $test" ;;
        *.c) test=${source#lib/}
            test=tests/${test%/*}/test_${test##*/}
            [ -f "$1/$test" ] || echo "$source: no $test" ;;
        esac
    done
}

# Paths and names of the machine a file was written on.  The brackets keep this
# line from finding itself.
foreign_words()
{
    (cd "$1" && find . \( -name .git -o -name 'build*' -o -name 'autom4te*' -o -name '_*' \) -prune -o -type f \
        ! -name 'configure*' ! -name '*.in' ! -name aclocal.m4 ! -name '*.graphml' ! -name '*.m4' -print |
        xargs grep -nIE '(^|[^A-Za-z0-9_.-])/([w]ork|[h]ome|[r]oot|[U]sers)/|\.\./[s]hared|[i]ssues show|[h]ub\.git')
}

# expect_caught RULE WHAT PATH TEXT: a tree with TEXT in PATH breaks the rule, and
# without it does not.
expect_caught()
{
    tree=$tap_dir/tree
    rm -rf "$tree"
    mkdir -p "$tree/$(dirname "$3")" "$tree/lib/base" "$tree/tests/base"
    printf '#include <stdio.h>\n/* abort() in words */\n' >"$tree/lib/base/clean.c"
    : >"$tree/tests/base/test_clean.c"
    if [ -n "$("$1" "$tree")" ]; then
        tap_fail "$1 leaves a clean tree alone: $2" "$("$1" "$tree")"
        return
    fi
    printf '%s\n' "$4" >"$tree/$3"
    if [ -n "$("$1" "$tree")" ]; then
        tap_ok "$1 catches $2"
    else
        tap_fail "$1 catches $2"
    fi
}

# expect_none RULE: the repository keeps it.
expect_none()
{
    found=$("$1" "$OHM_SRCDIR")
    if [ -z "$found" ]; then
        tap_ok "no $1"
    else
        tap_fail "no $1" "$found"
    fi
}

tap_folder
expect_caught wrong_includes 'an include that points up' lib/topology/x.c '#include "dynamics/flow.h"'
expect_caught wrong_includes 'an include between siblings' lib/case/x.c '#include "certify/x.h"'
expect_caught wrong_includes 'an include without its folder' lib/base/x.c '#include "status.h"'
expect_caught wrong_headers 'a solver outside its door' lib/device/x.c '#include <suitesparse/cholmod.h>'
expect_caught wrong_headers 'a library without a door' lib/base/x.c '#include <zlib.h>'
expect_caught wrong_headers 'a foreign type in a public header' lib/topology/x.h '#include <igraph/igraph.h>'
expect_caught wrong_calls 'printing' lib/base/x.c '    printf("hello");'
expect_caught wrong_calls 'standard error' lib/base/x.c '    fputs(text, stderr);'
expect_caught wrong_calls 'aborting' lib/base/x.c '    abort();'
expect_caught missing_tests 'a source without a test' lib/base/x.c 'int x;'
expect_caught missing_tests 'a table without the test of its folder' lib/certify/tables/x.c 'int x;'
expect_caught foreign_words 'a path of one machine' doc/x.md "see /$(echo home)/somebody/notes"

expect_none wrong_includes
expect_none wrong_headers
expect_none wrong_calls
expect_none missing_tests
expect_none foreign_words
tap_done
