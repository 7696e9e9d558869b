#!/bin/sh
# tests/dist.sh -- the tarball holds every file of the repository, and builds a
# configure that is found there.
. "${OHM_SRCDIR:=.}/tests/support/tap.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL
[ -e "$OHM_SRCDIR/.git" ] || tap_skip_all "not in a checkout"
command -v git >/dev/null || tap_skip_all "no git"

# What a tarball has no use for.
wanted()
{
    git -C "$OHM_SRCDIR" ls-files | grep -vE '(^|/)\.git(ignore|keep|attributes)$'
}

tap_folder
tap_run "make distdir" make -C "$OHM_BUILDDIR" distdir distdir="$tap_dir/tarball"
missing=$(wanted | while read -r file; do
    [ ! -e "$OHM_SRCDIR/$file" ] || [ -e "$tap_dir/tarball/$file" ] || echo "$file"
done)
tap_equal "every file of the repository is in it" "$missing" ""
for generated in configure config.h.in Makefile.in build-aux/tap-driver.sh; do
    tap_run "$generated is in it" test -s "$tap_dir/tarball/$generated"
done
chmod -R u+w "$tap_dir"
tap_done
