/* lib/case/circuit_file.c -- see circuit_file.h */
#include "case/circuit_file.h"
#include "io/edgelist.h"
#include "io/graph6.h"
#include "io/graphml.h"

#include <string.h>
#include <strings.h>

static const struct {
    const char *suffix;
    ohm_format format;
} suffixes[] = {
    { ".graphml", OHM_FORMAT_GRAPHML }, { ".xml", OHM_FORMAT_GRAPHML }, { ".edges", OHM_FORMAT_EDGELIST },
    { ".edgelist", OHM_FORMAT_EDGELIST }, { ".txt", OHM_FORMAT_EDGELIST }, { ".g6", OHM_FORMAT_GRAPH6 }
};

/* GraphML starts with <, after blanks or the marks of Unicode; graph6 is one word of
 * ? .. ~ (or a header; sparse6 and digraph6, which its reader names, start with : and
 * &); an edge is two words. */
static ohm_format
guess(const char *bytes, size_t length)
{
    size_t start = 0, end;

    while (start < length && (strchr(" \t\r\n", bytes[start]) != NULL || (unsigned char)bytes[start] >= 0x80))
        start++;
    if (start < length && bytes[start] == '<')
        return OHM_FORMAT_GRAPHML;
    end = start + (start < length && strchr(":&", bytes[start]) != NULL);
    if (length - start > 2 && memcmp(bytes + start, ">>", 2) == 0)
        return OHM_FORMAT_GRAPH6;
    while (end < length && bytes[end] >= '?' && bytes[end] <= '~')
        end++;
    return end > start && (end == length || bytes[end] == '\n' || bytes[end] == '\r') ? OHM_FORMAT_GRAPH6
                                                                                      : OHM_FORMAT_EDGELIST;
}

ohm_status
ohm_circuit_format(ohm_format *out, const char *path, ohm_source *source, ohm_error *err)
{
    const size_t length = strlen(path);
    const char *bytes;
    ohm_status status;
    size_t got;

    if ((status = ohm_source_peek(&bytes, &got, source, err)) != OHM_OK)
        return status;
    if (got == 0)
        return ohm_fail(err, OHM_E_CONTENT, "%s:1: the file is empty: a circuit was expected",
                        ohm_source_name(source));
    for (size_t k = 0; k < sizeof suffixes / sizeof *suffixes; k++) {
        const size_t n = strlen(suffixes[k].suffix);

        if (length > n && strcasecmp(path + length - n, suffixes[k].suffix) == 0) {
            *out = suffixes[k].format;
            return OHM_OK;
        }
    }
    *out = guess(bytes, got);
    return OHM_OK;
}

static ohm_status
read_as(ohm_table **out, ohm_format format, ohm_source *source, ohm_error *err)
{
    switch (format) {
    case OHM_FORMAT_EDGELIST: return ohm_edgelist_read(out, source, err);
    case OHM_FORMAT_GRAPH6: return ohm_graph6_read(out, source, err);
    case OHM_FORMAT_GRAPHML: break;
    }
    return ohm_graphml_read(out, source, err);
}

ohm_status
ohm_circuit_file_read(ohm_table **out, char digest[OHM_SHA256_TEXT], const char *path, ohm_error *err)
{
    ohm_source *source;
    ohm_format format;
    ohm_status status;

    *out = NULL;
    if ((status = ohm_source_open(&source, path, err)) != OHM_OK)
        return status;
    if ((status = ohm_circuit_format(&format, path, source, err)) == OHM_OK &&
        (status = read_as(out, format, source, err)) == OHM_OK &&
        (status = ohm_source_digest(digest, source, err)) != OHM_OK) {
        ohm_table_free(*out);
        *out = NULL;
    }
    ohm_source_close(source);
    return status;
}
