# tests/support/coverage.awk -- sums up what gcov -n says about lib/.
/^File '/ { name = $2; gsub(/'/, "", name); sub(/^.*\/lib\//, "lib/", name) }
/^Lines executed:/ && name ~ /^lib\/.*\.c$/ {
    split($0, part, /[:% ]+/)           # Lines executed 97.50 of 40
    lines = part[5]
    hit = part[3] / 100 * lines
    printf "%7.2f %% of %5d  %s\n", part[3], lines, name
    all += lines
    reached += hit
}
# gcov ends each note file with a total of its own: not a file's
{ if ($0 ~ /^Lines executed:/) name = "" }
END { if (all > 0) printf "%7.2f %% of %5d  lib/\n", 100 * reached / all, all }
