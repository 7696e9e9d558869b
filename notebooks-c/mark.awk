# notebooks-c/mark.awk -- puts a call where each code cell begins inside main.
#
# Line for line, so that a compiler's messages point at the notebook.  Cells are numbered
# as weave.awk numbers them: every "// %%" counts.
/^main\(/ { main = 1 }
main && /^\{/ { inside = 1 }
/^\}/ { inside = main = 0 }
/^[ \t]*\/\/ %%/ {
    cell++
    if (inside) {
        print "    notebook_cell(" cell ");"
        next
    }
}
{ print }
