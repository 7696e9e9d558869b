# tests/support/console.awk -- the examples of one page of documentation.
#
#   awk -v folder=DIR -f console.awk PAGE
#
# Of every ```console block each line `$ COMMAND` (with the lines it is continued on
# by a backslash) goes to DIR/LINE.cmd and the output printed below it to DIR/LINE.out,
# LINE being the number of its line.  Commands that do not run ohmega are left out.

/^```/ { fence = fence == "" ? $0 : ""; example = ""; next }
fence != "```console" { next }
continued { print >(example ".cmd"); continued = /\\$/; next }
/^\$ / {
    example = ""
    if (!/^\$ (.*\| )?ohmega /)
        next
    example = sprintf("%s/%04d", folder, FNR)
    print substr($0, 3) >(example ".cmd")
    continued = /\\$/
    next
}
example != "" { print >(example ".out") }
