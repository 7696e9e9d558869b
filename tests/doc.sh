#!/bin/sh
# tests/doc.sh -- what README.md and doc/ show is what happens.
#
# Every `$ ohmega ...` of a ```console block, and every indented `ohmega ...`, is run, page by
# page, in a folder that has examples/ in it; so is what looks at a file one of them left
# (cat, echo, grep, head, ls).  It must exit 0 (where an error is shown, the line ends in
# `; echo "exit $?"`) and, where output is printed below it, print that.  The program
# in README.md is examples/library.c, which tests/install.sh compiles and runs.
. "${OHM_SRCDIR:=.}/tests/support/tap.sh"
: "${OHMEGA:?is the program under test}"

# The shortest numbers that are not exact have six digits.
TOLERANCE=2e-6
# What is smaller than this is what a conserved quantity lost, or a residual.
ROUNDING=1e-9

# same_output WANTED FOUND
same_output()
{
    awk -v tolerance=$TOLERANCE -v rounding=$ROUNDING -f "$OHM_SRCDIR/tests/support/same_output.awk" "$1" "$2"
}

# expect_compared NAME same|other WANTED FOUND: how the comparison itself must judge.
expect_compared()
{
    printf '%b\n' "$3" >"$tap_dir/wanted"
    printf '%b\n' "$4" >"$tap_dir/found"
    verdict=other
    ! same_output "$tap_dir/wanted" "$tap_dir/found" >/dev/null || verdict=same
    tap_equal "comparison: $1" "$verdict" "$2"
}

# lacks COMMAND-FILE: prints the program an example needs and this machine has not.
lacks()
{
    for program in nauty-geng gnuplot; do
        case $program/$(cat "$1") in
        nauty-geng/*nauty-geng* | gnuplot/*'ohmega plot'* | gnuplot/*'ohmega repro'*)
            command -v $program >/dev/null || echo $program ;;
        esac
    done
}

# run_example NAME STEM: runs STEM.cmd, compares with STEM.out.
run_example()
{
    missing=$(lacks "$2.cmd")
    if [ -n "$missing" ]; then
        tap_skip "$1" "no $missing"
    elif ! (cd "$folder" && PATH=$tap_dir/bin:$PATH sh "$2.cmd") </dev/null >"$2.found" 2>&1; then
        tap_fail "$1" "failed: $(tail -n 5 "$2.found")"
    elif [ -s "$2.out" ] && ! same_output "$2.out" "$2.found" >"$2.difference"; then
        tap_fail "$1" "$(cat "$2.difference")"
    else
        tap_ok "$1"
    fi
}

# run_page PAGE
run_page()
{
    folder=$tap_dir/$(echo "$1" | tr / _)
    mkdir -p "$folder/.examples"
    ln -s "$(cd "$OHM_SRCDIR" && pwd)/examples" "$folder/examples"
    awk -v folder="$folder/.examples" -f "$OHM_SRCDIR/tests/support/console.awk" "$OHM_SRCDIR/$1"
    for command in "$folder"/.examples/*.cmd; do
        [ -f "$command" ] || continue
        run_example "$1: $(head -n 1 "$command" | tr '#' ' ')" "${command%.cmd}"
    done
}

# links PAGE: every file a page links to, relative to the page.
broken_links()
{
    grep -o '](\([^):]*\))' "$OHM_SRCDIR/$1" | sed 's/^](//; s/)$//; s/#.*//' | while read -r target; do
        [ -z "$target" ] || [ -e "$OHM_SRCDIR/$(dirname "$1")/$target" ] || echo "$target"
    done
}

tap_folder
mkdir "$tap_dir/bin"
printf '#!/bin/sh\nexec "%s" "$@"\n' "$OHMEGA" >"$tap_dir/bin/ohmega"
chmod +x "$tap_dir/bin/ohmega"

expect_compared 'equal text' same 'a  1\nb' 'a 1\nb'
expect_compared 'other text' other 'a 1' 'b 1'
expect_compared 'another whole number' other 'n 12' 'n 13'
expect_compared 'a close number' same 'x 0.5000001' 'x 0.5'
expect_compared 'another number' other 'x 0.50001' 'x 0.5'
expect_compared 'two rounding errors' same 'x 3e-16' 'x 1e-12'
expect_compared 'a lost law' other 'x 3e-16' 'x 1e-3'
expect_compared 'nearly as much work' same 'work  100 steps' 'work  104 steps'
expect_compared 'other work' other 'work  100 steps' 'work  204 steps'
expect_compared 'lines left out' same 'a\n...\nd' 'a\nb\nc\nd'
expect_compared 'the end left out' same 'a\n...' 'a\nb\nc'
expect_compared 'a line that is missing' other 'a\n...\nd' 'a\nb\nc'
expect_compared 'a line too many' other 'a' 'a\nb'
expect_compared 'a line too few' other 'a\nb' 'a'
expect_compared 'the rest of a line left out' same 'trees 174...' 'trees 1744'

pages=$(cd "$OHM_SRCDIR" && ls README.md CONTRIBUTING.md NEWS.md examples/README.md doc/*.md doc/*/*.md 2>/dev/null)
for page in $pages; do
    run_page "$page"
    tap_equal "$page: links lead somewhere" "$(broken_links "$page")" ""
done
for page in "$OHM_SRCDIR"/doc/*.md; do
    page=${page##*/}
    [ "$page" = index.md ] || tap_run "doc/index.md lists $page" grep -q "($page)" "$OHM_SRCDIR/doc/index.md"
done

awk '/^```/ { inside = $0 == "```c"; next } inside' "$OHM_SRCDIR/README.md" >"$tap_dir/library.c"
sed 1d "$OHM_SRCDIR/examples/library.c" >"$tap_dir/example.c"
tap_run "the program in README.md is examples/library.c" diff "$tap_dir/library.c" "$tap_dir/example.c"
tap_done
