# notebooks-c/weave.awk -- a notebook and what it printed, as Markdown for pandoc.
#
#     awk -f weave.awk -v output=FILE NOTEBOOK.c
#
# Cells are the divs that pandoc turns into those of a Jupyter notebook.
function close_code() {
    if (code == "")
        return
    sub(/\n+$/, "\n", code)
    sub(/^\n+/, "", code)
    if (code != "") {
        print "::: {.cell .code}\n```c\n" code "```\n"
        show(cell)
        print ":::\n"
    }
    code = ""
}

# What the cell printed: text, and figures where they came.
function show(number,    lines, n, k, text) {
    n = split(printed[number], lines, "\n")
    text = ""
    for (k = 1; k <= n; k++) {
        if (lines[k] ~ /^@@figure /) {
            show_text(text)
            text = ""
            split(lines[k], word, " ")
            caption = substr(lines[k], length(word[1]) + length(word[2]) + 3)
            print "::: {.output .display_data}\n![" caption "](" word[2] ")\n:::\n"
        } else if (lines[k] != "" || k < n)
            text = text lines[k] "\n"
    }
    show_text(text)
}

function show_text(text) {
    if (text != "")
        print "::: {.output .stream .stdout}\n```\n" text "```\n:::\n"
}

BEGIN {
    while ((getline line <output) > 0) {
        if (line ~ /^@@cell [0-9]+$/)
            current = substr(line, 8)
        else
            printed[current] = printed[current] line "\n"
    }
    print "---\njupyter:\n  kernelspec:\n    display_name: C (run by run.sh)\n    language: c\n    name: c"
    print "  language_info:\n    name: c\n    file_extension: .c\n---\n"
}

/^\/\* %% \[markdown\]/ { close_code(); text = 1; print "::: {.cell .markdown}"; next }
text && /^\*\/$/ { text = 0; print ":::\n"; next }
text { print; next }
/^[ \t]*\/\/ %%/ { close_code(); cell++; next }
# the name of the file and the frame of main are no part of the story
!cell { next }
{ code = code $0 "\n" }
END { close_code() }
