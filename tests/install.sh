#!/bin/sh
# tests/install.sh -- an installed library serves a stranger's program.
#
# Installs into a prefix of its own, finds the library by pkg-config alone, compiles
# the README's example against the shared and the static library, and runs both.
. "${OHM_SRCDIR:=.}/tests/support/tap.sh"
command -v pkg-config >/dev/null || tap_skip_all "no pkg-config"
unset MAKEFLAGS MFLAGS MAKELEVEL

flags()
{
    PKG_CONFIG_PATH=$prefix/lib/pkgconfig pkg-config --define-variable=prefix="$prefix" "$@" ohmega
}

tap_folder
prefix=$tap_dir/prefix
example=$OHM_SRCDIR/examples/library.c
printed=$(sed -n '/^\$ \.\/library$/{n;p;}' "$OHM_SRCDIR/README.md")
tap_run "make install" make -C "$OHM_BUILDDIR" install prefix="$prefix"
for installed in bin/ohmega include/ohmega.h include/ohmega/base/status.h lib/pkgconfig/ohmega.pc; do
    tap_run "installs $installed" test -s "$prefix/$installed"
done
tap_run "pkg-config knows ohmega" flags --exists

if [ -e "$prefix/lib/libohmega.so" ]; then
    tap_run "compiles against the shared library" \
        ${CC:-cc} -o "$tap_dir/shared" "$example" $(flags --cflags --libs)
    LD_LIBRARY_PATH=$prefix/lib
    export LD_LIBRARY_PATH
    tap_equal "runs with the shared library, as README.md prints" "$("$tap_dir/shared" 2>&1)" "$printed"
    unset LD_LIBRARY_PATH
else
    tap_skip "shared library" "configured --disable-shared"
fi
if [ -e "$prefix/lib/libohmega.a" ]; then
    others=$(flags --static --libs | sed 's/-lohmega\( \|$\)//g')
    tap_run "compiles against the static library" \
        ${CC:-cc} -o "$tap_dir/static" "$example" $(flags --cflags) "$prefix/lib/libohmega.a" $others
    tap_equal "runs with the static library, as README.md prints" "$("$tap_dir/static" 2>&1)" "$printed"
else
    tap_skip "static library" "configured --disable-static"
fi

tap_run "make uninstall" make -C "$OHM_BUILDDIR" uninstall prefix="$prefix"
tap_equal "nothing is left behind" "$(find "$prefix" -type f)" ""
tap_done
