#!/bin/sh
# validation/page.sh -- every script of the page in order, their sections as one page.
#
#   OHMEGA=... [PYTHON=...] sh validation/page.sh PAGE.md [PAGE.html]
#
# writes the Markdown, the figures beside the scripts, and the HTML through pandoc where
# there is one.  Exit status 1 where a script failed or a number DIFFERS; the page says so.
set -eu
page=$1 html=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
: "${OHMEGA:=ohmega}" "${EXAMPLES:=$here/../examples}"
export OHMEGA EXAMPLES
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
broken=0

section() # SOURCE SCRIPT
{
    mkdir "$folder/work"
    echo "validation/$1/$2.sh" >&2
    if WORK=$folder/work FIGURES=${FIGURES_FOLDER:-validation}/$1/figures sh "$here/$1/$2.sh" >"$folder/section" \
        2>"$folder/errors"; then
        cat "$folder/section"
    else
        broken=$((broken + 1))
        # shellcheck disable=SC2016
        printf '### %s/%s.sh\n\nNot drawn: `%s`\n\n' "$1" "$2" "$(tail -n 1 "$folder/errors")"
        tail -n 3 "$folder/errors" >&2
    fi
    rm -rf "$folder/work"
}

# measured FILE: a page of measurements one level down
measured()
{
    sed 's/^#/##/; s/](RESULTS/](bench\/RESULTS/g' "$here/bench/$1"
    echo
}

body()
{
    cat <<'T'
## The memory equation

F. Caravelli, *The mise en scène of memristive networks: effective memory, dynamics and learning*, Int. J. Parallel
Emergent Distrib. Syst. (2017), cited as [C17]. It has two figures, drawings of a circuit, and no table; its equations are
what can be computed.

T
    for script in circuit gamma series laws omega oscillations loop lyapunov; do
        section memory $script
    done
    cat <<'T'
## Fluidic memristors

M. Conte, *Efficient machine learning in a memristor network* (2025).

T
    section fluidic page
    cat <<'T'
## Perceptrons

F. Silva et al., *Perceptrons from memristors*, Neural Networks (2020).

T
    section perceptron page
    cat <<'T'
## Oxide memristors

A. Jüngel, *Memristor drift-diffusion systems for brain-inspired neuromorphic computing*, slides.

T
    section oxide page
    cat <<'T'
## Contrastive learning

D. Durian et al., *Physical learning in resistor networks*, slides.

T
    section contrastive page
    printf '## Other programs on the same problems, and the ledger\n\n'
    for script in scipy ngspice cvode; do
        section cross $script
    done
    section cross claims
    cat <<'T'
## Benchmarks

Measured once, on the machine and with the commands each page names; not measured again by `make validation`.

T
    for results in "$here"/bench/RESULTS.md "$here"/bench/RESULTS-*.md; do
        measured "$(basename "$results")"
    done
}

body >"$folder/body"
echo "$broken" >"$folder/broken"
count() # WORD
{
    grep -c "| $1[^|]* |\$" "$folder/body" || true
}
{
    cat <<T
# Validation

Written by \`make validation\`. Every section names the command that makes it: it draws its figures with \`ohmega plot\` or a
program of this folder, and compares numbers as they come out. A verdict is one of

- reproduced: our number is the one printed, or the closed form;
- corrected: the source is wrong as printed, the corrected statement holds (doc/theory has the derivation);
- refuted: there is a counterexample;
- anything else says what differs and why.

Where the column "ours" holds words, the derivation in doc/theory decided, not a run; \`ohmega claims verify\` decides
from scratch what of it a machine can.

**$(count reproduced) reproduced, $(count corrected) corrected, $(count refuted) refuted, $(count DIFFERS) differ.**

T
    cat "$folder/body"
} >"$folder/page.md"
cp "$folder/page.md" "$page"
if [ -n "$html" ]; then
    if command -v pandoc >/dev/null; then
        pandoc --from gfm --to html5 --standalone --self-contained --resource-path "$here" \
            --metadata title='Ohmega: validation' --metadata lang=en -o "$html" "$folder/page.md"
    else
        echo 'validation: Markdown only: pandoc is not installed (Debian: pandoc)' >&2
    fi
fi
if [ "$(count DIFFERS)" -ne 0 ] || [ "$broken" -ne 0 ] || grep -q '^Not drawn' "$folder/body"; then
    echo "validation: $(count DIFFERS) numbers differ, $(grep -c '^Not drawn' "$folder/body" || true) sections failed" >&2
    exit 1
fi
