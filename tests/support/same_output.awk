# tests/support/same_output.awk -- whether FOUND is the output that a page prints.
#
#   awk -v tolerance=T -v rounding=R -f same_output.awk WANTED FOUND
#
# Line by line; white space counts as one blank.  Whole numbers and text must agree
# to the letter, numbers with a point or an exponent to T relative or in being smaller
# than R, and the counts on a line "work" (steps, solves), which hang on rounding, to
# a tenth.  In WANTED a line `...` stands for any lines, and `...` at the end of a line
# for the rest of it.  Exits 1 at the first difference and prints it.

function abs(x) { return x < 0 ? -x : x + 0 }     # a number, which a part of a line is not

function near(found, wanted, counts)
{
    if (found == wanted)
        return 1
    if ((found wanted) !~ /[.eE]/)
        return counts && abs(found - wanted) <= 0.1 * wanted
    return abs(found - wanted) <= tolerance * abs(wanted) || (abs(found) < rounding && abs(wanted) < rounding)
}

function same(found, wanted,    counts, number, found_number)
{
    if (wanted ~ /\.\.\.$/) {
        sub(/\.\.\.$/, "", wanted)
        return index(found, wanted) == 1
    }
    counts = wanted ~ /^work /
    while (match(wanted, /[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?/)) {
        text = substr(wanted, 1, RSTART - 1)
        number = substr(wanted, RSTART, RLENGTH)
        wanted = substr(wanted, RSTART + RLENGTH)
        if (!match(found, /[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?/) || substr(found, 1, RSTART - 1) != text)
            return 0
        found_number = substr(found, RSTART, RLENGTH)
        found = substr(found, RSTART + RLENGTH)
        if (!near(found_number, number, counts))
            return 0
    }
    return found == wanted
}

{ gsub(/[ \t]+/, " "); sub(/ $/, "") }
FNR == NR { wanted[++lines] = $0; next }
{
    if (wanted[at + 1] == "...") {
        at++
        any = 1
    }
    if (at < lines && same($0, wanted[at + 1])) {
        at++
        any = 0
    } else if (!any)
        differ(at < lines ? wanted[at + 1] : "(nothing more)", $0)
}
END {
    if (failed)
        exit 1
    if (wanted[at + 1] == "...")
        at++
    if (at < lines)
        differ(wanted[at + 1], "(nothing more)")
}

function differ(expected, got)
{
    failed = 1
    print "expected: " expected
    print "found:    " got
    exit 1
}
