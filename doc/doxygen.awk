# doc/doxygen.awk -- a header as Doxygen reads it, line for line.
#
# The headers have plain comments, for people.  A comment at the start of a line documents
# what follows; one after code documents what stands before it; the first one, the file.
# What Doxygen would take for commands or tags is escaped, but not where it shows text as
# it stands: on lines indented by four blanks.
function plain(text) {
    if (text ~ /^ ?\*? {4}/)
        return text
    gsub(/[@\\<>#]/, "\\\\&", text)
    return text
}
FNR == 1 && /^\/\* lib\// {
    file = $2
    sub(/^lib\//, "", file)
    sub(/^\/\* lib\/[^ ]* -- /, "")
    inside = !/\*\//
    print "/** @file " file " " plain($0)
    next
}
inside {
    if (/\*\//)
        inside = 0
    print plain($0)
    next
}
match($0, /\/\*/) {
    before = substr($0, 1, RSTART - 1)
    comment = substr($0, RSTART + 2)
    inside = comment !~ /\*\//
    if (before ~ /^[ \t]*$/)
        print before "/**" plain(comment)
    else if (before ~ /[;,]|[A-Z0-9_] *$/ && before !~ /^#/)
        print before "/**<" plain(comment)
    else
        print before "/*" comment
    next
}
{ print }
