#!/bin/sh
# ohmega completion: scripts the shells accept, that know every option.
. "$OHM_SRCDIR/tests/tools/lib.sh"

case_text '_ohmega' completion bash
cp case.out ohmega.bash
case_text '#compdef ohmega' completion zsh
cp case.out _ohmega
case_exit 2 'expected bash or zsh' completion fish
case_exit 2 'text' completion bash --json

if command -v bash >/dev/null; then
    check 'bash accepts its script' bash -n ohmega.bash
    # complete WORDS...: what bash offers for the last word
    complete()
    {
        bash -c '. ./ohmega.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ohmega
            printf "%s\n" "${COMPREPLY[@]}"' ohmega ohmega "$@" >offers
    }
    complete mem
    check 'a subcommand is completed' grep -qx memory offers
    complete memory --ex
    check 'an option is completed' grep -qx -e --exact offers
    complete matrix omega net.graphml --to m
    check 'a word of an option is completed' grep -qx mtx offers
    complete tra
    check 'the first of two words is completed' grep -qx train offers
    complete train perc
    check 'and the second' grep -qx perceptron offers
    complete train perceptron --net
    check 'and its options' grep -qx -e --network offers
    complete memory --se
    check 'a common option is completed' grep -qx -e --seed offers
    "$OHMEGA" --help | sed -n 's/^  \([a-z-]*\( [a-z-]*\)\{0,1\}\)  .*/\1/p' | sed 's/ *$//; /^$/d' >commands
    while read -r name; do
        # shellcheck disable=SC2086
        complete $name --tim
        check "ohmega $name completes its options" grep -qx -e --timings offers
    done <commands
else
    tap_skip 'bash accepts its script' 'no bash here'
fi
if command -v zsh >/dev/null; then
    check 'zsh accepts its script' zsh -n _ohmega
else
    tap_skip 'zsh accepts its script' 'no zsh here'
fi

tap_done
