#!/bin/sh
# notebooks-c/run.sh -- compiles a notebook, runs it, and weaves code and output together.
#
#     run.sh [--only-run] NOTEBOOK.c FOLDER
#
# Leaves in FOLDER: NAME (the program), NAME.out (what it printed), its figures, and, unless
# --only-run, NAME.md, NAME.html (one file, figures inside, MathML) and NAME.ipynb.
#
# OHM_COMPILE, where set, is the command that compiles and links against libohmega (the
# build folder has its own); else cc and pkg-config find the installed library.
set -u
here=$(cd "$(dirname "$0")" && pwd)
only_run=no
[ "${1-}" != --only-run ] || { only_run=yes; shift; }
[ $# -eq 2 ] || { echo "usage: run.sh [--only-run] NOTEBOOK.c FOLDER" >&2; exit 2; }
[ -r "$1" ] || { echo "run.sh: $1: cannot be read" >&2; exit 1; }
notebook=$(cd "$(dirname "$1")" && pwd)/${1##*/}
name=${1##*/}
name=${name%.c}
mkdir -p "$2" || exit 1
folder=$(cd "$2" && pwd)
cp "$here"/data/* "$folder" || exit 1       # what notebooks read

fail()
{
    echo "run.sh: $name: $1" >&2
    exit 1
}

if [ -z "${OHM_COMPILE-}" ]; then
    flags=$(pkg-config --cflags --libs ohmega) || fail "pkg-config does not find ohmega: install it first"
    awk -f "$here/mark.awk" "$notebook" >"$folder/$name.c" || exit 1
    ${CC:-cc} -O2 -I"$here" -o "$folder/$name" "$folder/$name.c" $flags -lm || fail "does not compile"
else
    awk -f "$here/mark.awk" "$notebook" >"$folder/$name.c" || exit 1
    $OHM_COMPILE -I"$here" -o "$folder/$name" "$folder/$name.c" || fail "does not compile"
fi
(cd "$folder" && "./$name") >"$folder/$name.out" || fail "ended with an error"
[ $only_run = no ] || exit 0

awk -v output="$folder/$name.out" -f "$here/weave.awk" "$notebook" >"$folder/$name.md" || exit 1
command -v pandoc >/dev/null ||
    fail "pandoc is not installed (Debian: pandoc); the notebook is $folder/$name.md, as Markdown"
title=$(sed -n 's/^# //p' "$folder/$name.md" | sed -n 1p)
cd "$folder" || exit 1
pandoc -f markdown -t html5 --self-contained --standalone --mathml --css "$here/notebook.css" \
    --metadata pagetitle="$title" -o "$name.html" "$name.md" || fail "pandoc did not make the page"
# Jupyter takes pictures as bytes, SVG as text: pandoc 2.17 would write both as bytes
sed 's/^\(!\[.*\](.*\)\.svg)$/\1.png)/' "$name.md" |
    pandoc -f markdown -t ipynb --standalone -o "$name.ipynb" || fail "pandoc did not make the notebook"
