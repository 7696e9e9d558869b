# tests/support/console.awk -- the examples of one page of documentation.
#
#   awk -v folder=DIR -f console.awk PAGE
#
# Of every ```console block each line `$ COMMAND` (with the lines it is continued on
# by a backslash) goes to DIR/LINE.cmd and the output printed below it to DIR/LINE.out,
# LINE being the number of its line.  So do commands outside a fence, indented by four
# spaces, without output.  Commands that run neither ohmega nor look at what it
# left are left out.

/^```/ { fence = fence == "" ? $0 : ""; example = ""; next }
fence == "" && /^    (nauty-geng .*\| )?ohmega / {
    example = sprintf("%s/%04d", folder, FNR)
    print substr($0, 5) >(example ".cmd")
    close(example ".cmd")
    example = ""
    next
}
fence != "```console" { next }
continued { print >(example ".cmd"); continued = /\\$/; next }
/^\$ / {
    example = ""
    if (!/^\$ (.*\| )?(ohmega|cat|echo|grep|head|ls) /)
        next
    example = sprintf("%s/%04d", folder, FNR)
    print substr($0, 3) >(example ".cmd")
    continued = /\\$/
    next
}
example != "" { print >(example ".out") }
