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

if command -v groff >/dev/null; then
    for page in '' doctor generate matrix memory 'train perceptron'; do
        # shellcheck disable=SC2086
        "$OHMEGA" manual $page >page.1
        groff -man -Tutf8 -ww page.1 >page.txt 2>page.err
        check "groff has nothing to say about $page" test ! -s page.err
    done
else
    tap_skip 'groff has nothing to say' 'install groff'
fi

tap_done
