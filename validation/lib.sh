# validation/lib.sh -- what the scripts of the page share; they print Markdown.
#
#   OHMEGA=build/tools/ohmega sh validation/memory/series.sh >series.md
#
# prints one section of the page and draws its figures beside the script; OUT names another
# folder for them, WORK one for the files in between, EXAMPLES that of the examples.
#
#   title TEXT                       heads the section
#   say TEXT                         a paragraph
#   draw FILE NAME ARGUMENT...       ohmega plot FILE ARGUMENT... to OUT/NAME.svg, and into the page
#   show NAME CAPTION                a figure that is there already
#   row CLAIM PRINTED OURS VERDICT   a line of the table of claims
#   near A B TOL                     prints "reproduced" where |A - B| <= TOL |B|, else "DIFFERS"
#   below A B                        the same where A <= B; under A B says so in words
set -eu
: "${OHMEGA:=ohmega}"
validation=$(cd "$(dirname "$0")/.." && pwd)
source_name=$(basename "$(cd "$(dirname "$0")" && pwd)")
: "${OUT:=$validation/$source_name}" "${EXAMPLES:=$validation/../examples}"
if [ -z "${WORK:-}" ]; then
    WORK=$(mktemp -d)
    trap 'rm -rf "$WORK"' EXIT
fi
table=none
export LC_ALL=C

end_table()
{
    [ "$table" = none ] || echo
    table=none
}

title()
{
    printf '### %s\n\n`sh validation/%s/%s`\n\n' "$1" "$source_name" "$(basename "$0")"
}

say()
{
    end_table
    printf '%s\n\n' "$*"
}

show()
{
    end_table
    printf '![%s](%s/%s.svg)\n\n' "$2" "$source_name" "$1"
}

draw()
{
    draw_file=$1 draw_name=$2 draw_caption=$3
    shift 3
    "$OHMEGA" plot "$draw_file" --quiet --force -o "$WORK/$draw_name.svg" "$@" >/dev/null
    [ "$WORK" -ef "$OUT" ] || cp "$WORK/$draw_name.svg" "$OUT/$draw_name.svg"
    show "$draw_name" "$draw_caption"
}

row()
{
    if [ "$table" = none ]; then
        printf '| claim | as printed or expected | ours | verdict |\n|---|---|---|---|\n'
        table=open
    fi
    printf '| %s | %s | %s | %s |\n' "$1" "$2" "$3" "$4"
}

near()
{
    awk -v a="$1" -v b="$2" -v tol="$3" 'BEGIN { d = a - b; if (d < 0) d = -d; s = b < 0 ? -b : b
        print d <= tol * s ? "reproduced" : "DIFFERS" }'
}

below()
{
    awk -v a="$1" -v b="$2" 'BEGIN { print a + 0 <= b + 0 ? "reproduced" : "DIFFERS" }'
}

# under A B: "below B", or A where it is not
under()
{
    awk -v a="$1" -v b="$2" 'BEGIN { printf "%s%s", a + 0 <= b + 0 ? "below " : "", a + 0 <= b + 0 ? b : a }'
}

# field NAME FILE: the first word after NAME in a report for people
field()
{
    sed -n "s/^$1  *\([^ ]*\).*/\1/p" "$2" | head -n 1
}

# json KEY FILE: the number after "KEY": in an answer (the first one)
json()
{
    sed -n "s/.*\"$1\":\([^,}]*\).*/\1/p" "$2" | head -n 1
}

# short NUMBER [DIGITS]: for reading
short()
{
    awk -v x="$1" -v digits="${2:-6}" 'BEGIN { printf "%." digits "g", x }'
}
