#!/bin/sh
# autogen.sh -- from a fresh checkout to a build, a demonstration, a test run.
set -eu
cd "$(dirname "$0")"

usage()
{
    cat <<'END'
Usage: ./autogen.sh [demo|check] [--no-packages] [CONFIGURE-OPTION...]

  (nothing)      install the Debian packages that are missing, generate the build
                 system, and configure it in build/
  demo           also build, and run the main job on examples/nanowires-588.graphml
  check          also build and run every test: plain, under the sanitizers, and
                 with every allocation refused once

  --no-packages  leave the packages alone; configure says what it lacks
  other options  go to configure (see build/config.status --help, README.md)

Warnings are errors where CI=true.
END
}

# What Debian 12 calls the things we need.
BUILD_PACKAGES="gcc libc6-dev make autoconf automake libtool pkg-config
    libigraph-dev libxml2-dev libflint-dev libflint-arb-dev liblapacke-dev libopenblas-dev
    libsuitesparse-dev libsundials-dev libgsl-dev librandom123-dev libjansson-dev nettle-dev
    libhdf5-dev"
# configure does without these, and says so
OPTIONAL_PACKAGES="libarpack2-dev"
# tests that need one of these are skipped without it
OPTIONAL_CHECK_PACKAGES="ngspice pandoc doxygen graphviz python3-mpmath"
DEMO_PACKAGES="gnuplot-nox"
CHECK_PACKAGES="check gnuplot-nox nauty clang libclang-rt-dev"

say()
{
    printf '%s\n' "$*"
}

fail()
{
    printf 'autogen.sh: %s\n' "$*" >&2
    exit 1
}

# quietly LOG COMMAND...: the output goes to LOG, and is shown where the command fails.
quietly()
{
    log=$1
    shift
    mkdir -p "$(dirname "$log")"
    if ! "$@" >"$log" 2>&1; then
        tail -n 40 "$log" >&2
        say "  failed: $*" >&2
        say "  all of its output: $log" >&2
        return 1
    fi
}

# ---- packages -----------------------------------------------------------------

is_installed()
{
    # FLINT 3 holds Arb, and newer releases have no package for it
    [ "$1" = libflint-arb-dev ] && [ -f /usr/include/flint/arb.h ] && return
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

install_packages()
{
    if ! command -v dpkg-query >/dev/null; then
        say "Not a Debian system: packages are left alone; these are wanted: $*"
        return
    fi
    missing=
    for package; do
        is_installed "$package" || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0

    install="apt-get install -y --no-install-recommends$missing"
    if [ "$(id -u)" -eq 0 ]; then
        become=
    elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
        become=sudo
    else
        fail "these packages are missing and may not be installed from here:$missing
    as root:   apt-get update && $install
    or go on without: ./autogen.sh --no-packages"
    fi
    say "Installing:$missing"
    quietly build/log/packages.log $become env DEBIAN_FRONTEND=noninteractive apt-get update
    # word splitting is meant: a command and its arguments
    quietly build/log/packages.log $become env DEBIAN_FRONTEND=noninteractive $install
}

# What the build can do without: a refusal is no failure.
install_optional()
{
    (install_packages "$@") || say "Going on without: $*"
}

# ---- building -----------------------------------------------------------------

jobs()
{
    nproc 2>/dev/null || echo 1
}

generate()
{
    say "Generating the build system"
    quietly build/log/autoreconf.log autoreconf -fi
}

# configure_in FOLDER OPTION...
configure_in()
{
    folder=$1
    shift
    [ "${CI-}" != true ] || set -- --enable-werror "$@"
    mkdir -p "$folder"
    say "Configuring $folder/${*:+ ($*)}"
    quietly "$folder/log/configure.log" sh -c 'cd "$1" && shift && ../configure "$@"' - "$folder" "$@"
}

build_in()
{
    say "Building $1/"
    quietly "$1/log/make.log" make -C "$1" -j "$(jobs)"
}

# ---- testing ------------------------------------------------------------------

broken_builds=0

# check_in FOLDER OPTION...: configures, builds, and runs every test there.  The
# results are read from the folder afterwards.
check_in()
{
    find "$1" -name '*.trs' -exec rm -f {} + 2>/dev/null || :
    if ! configure_in "$@" || ! build_in "$1"; then
        broken_builds=$((broken_builds + 1))
        return
    fi
    say "Testing in $1/"
    if ! make -C "$1" -j "$(jobs)" -k check >"$1/log/check.log" 2>&1; then
        grep -E '(error|warning):|^(FAIL|XPASS|ERROR): ' "$1/log/check.log" || tail -n 20 "$1/log/check.log"
        [ ! -f "$1/test-suite.log" ] || sed -n '/^not ok/,/^[^#]/p' "$1/test-suite.log"
        say "  all of it: $1/log/check.log, $1/test-suite.log"
        # no case failed, so something else did: a test program that does not compile
        [ "$(count_results 'FAIL|XPASS|ERROR' "$1")" -gt 0 ] || broken_builds=$((broken_builds + 1))
    elif [ "$(count_results PASS "$1")" -eq 0 ]; then
        say "  nothing was tested in $1/"
        broken_builds=$((broken_builds + 1))
    fi
}

# count_results KINDS FOLDER...: test cases whose result is one of KINDS (a|b|c).
count_results()
{
    kinds=$1
    shift
    find "$@" -name '*.trs' -exec cat {} + 2>/dev/null | grep -cE "^:test-result: ($kinds)( |\$)" || :
}

# The last line sums up every case of every build; a build that broke is one failure.
check()
{
    sanitizer_compiler=clang
    command -v clang >/dev/null || sanitizer_compiler=gcc
    check_in build "$@"
    check_in build-sanitizers --enable-sanitizers --disable-shared CC=$sanitizer_compiler "$@"
    check_in build-alloc-faults --enable-alloc-faults --disable-shared "$@"

    set -- build build-sanitizers build-alloc-faults
    passed=$(count_results 'PASS|XFAIL' "$@")
    failed=$(($(count_results 'FAIL|XPASS|ERROR' "$@") + broken_builds))
    skipped=$(count_results SKIP "$@")
    if [ "$skipped" -gt 0 ]; then
        say "$passed passed, $failed failed, $skipped skipped"
    else
        say "$passed passed, $failed failed"
    fi
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

# ---- what was asked for ---------------------------------------------------------

task=prepare
with_packages=yes
case ${1-} in
demo | check) task=$1; shift ;;
-h | --help | help) usage; exit ;;
-* | *=*) ;;
?*) usage >&2; exit 2 ;;
esac
if [ "${1-}" = --no-packages ]; then
    with_packages=no
    shift
fi

packages=$BUILD_PACKAGES
optional=$OPTIONAL_PACKAGES
case $task in
demo) packages="$packages $DEMO_PACKAGES" ;;
check)
    packages="$packages $CHECK_PACKAGES"
    optional="$optional $OPTIONAL_CHECK_PACKAGES"
    ;;
esac
if [ "$with_packages" = yes ]; then
    install_packages $packages
    install_optional $optional
fi

generate
case $task in
prepare)
    configure_in build "$@"
    say "Ready: make -C build builds build/tools/ohmega and the library"
    ;;
demo)
    configure_in build "$@"
    build_in build
    sh examples/demo.sh build/tools/ohmega examples/nanowires-588.graphml build/demo
    ;;
check)
    check "$@"
    ;;
esac
