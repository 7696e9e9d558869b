#!/bin/sh
# ohmega manual: pages man accepts, with every option.
. "$OHM_SRCDIR/tests/tools/lib.sh"

case_text '.TH "ohmega"' manual
case_text 'ohmega\-matrix' manual
case_text '.TH "ohmega-matrix"' manual matrix
case_text '\fB\-\-exact\fR' manual matrix
case_text '\fB\-\-seed\fR \fIN\fR' manual matrix
case_text '.SH EXIT STATUS' manual doctor
case_exit 2 'no such subcommand' manual nothing
case_text '.TH "ohmega-train' manual train-perceptron
case_exit 2 'no such subcommand' manual matrix matrix
case_text '.TH "ohmega-train-perceptron"' manual train perceptron
case_text 'ohmega\-train\-perceptron (1)' manual
case_exit 2 'text' manual --json

# every subcommand of the overview has a page, and the page is installed; page names have
# no blanks
"$OHMEGA" --help | sed -n 's/^  \([a-z-]*\( [a-z-]*\)\{0,1\}\)  .*/\1/p' | sed 's/ *$//; s/ /-/; /^-*$/d' >commands
check 'the overview lists subcommands' test "$(wc -l <commands)" -gt 20
while read -r page; do
    case_text ".TH \"ohmega-$page\"" manual "$page"
    check "ohmega-$page.1 is installed" grep -qx "ohmega_manuals += doc/man/ohmega-$page.1" \
        "$OHM_SRCDIR/tools/Makefile.inc"
done <commands

if command -v groff >/dev/null; then
    echo >>commands         # the overview
    while read -r page; do
        # shellcheck disable=SC2086
        "$OHMEGA" manual $page >page.1
        groff -man -Tutf8 -ww page.1 >page.txt 2>page.err
        check "groff has nothing to say about ohmega $page" test ! -s page.err
    done <commands
else
    tap_skip 'groff has nothing to say' 'install groff'
fi

tap_done
