/* lib/io/json_write.c -- a tree to JSON text; see json.h */
#include "io/json.h"
#include "io/json_node.h"
#include "io/utf8.h"
#include "base/text.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void
write_string(FILE *file, const char *text)
{
    uint32_t code;

    fputc('"', file);
    while (*text != '\0') {
        const size_t length = ohm_utf8_next(&code, text);

        if (length == 0)
            fputs("\xef\xbf\xbd", file);                /* U+FFFD, for a byte that is no UTF-8 */
        else if (code == '"' || code == '\\')
            fprintf(file, "\\%c", (int)code);
        else if (code == '\n')
            fputs("\\n", file);
        else if (code == '\t')
            fputs("\\t", file);
        else if (code < ' ' || code == 0x7f)
            fprintf(file, "\\u%04x", (unsigned)code);
        else
            fwrite(text, 1, length, file);
        text += length == 0 ? 1 : length;
    }
    fputc('"', file);
}

static void
write_number(FILE *file, double value)
{
    char text[OHM_TEXT_DOUBLE];

    if (!isfinite(value)) {
        fputs("null", file);
        return;
    }
    fputs(ohm_text_double(text, value), file);
    if (strpbrk(text, ".e") == NULL)
        fputs(".0", file);                              /* it stays a real where it is read */
}

/* A new line, indented, or nothing. */
static void
break_line(FILE *file, int depth)
{
    if (depth >= 0)
        fprintf(file, "\n%*s", 2 * depth, "");
}

static void write_node(FILE *file, const ohm_json *node, int depth);

/* The children of an array or object; depth < 0 means compactly. */
static void
write_children(FILE *file, const ohm_json *node, int depth)
{
    const bool object = node->kind == JSON_NODE_OBJECT;
    const int inner = depth < 0 ? depth : depth + 1;

    fputc(object ? '{' : '[', file);
    for (size_t i = 0; i < node->size; i++) {
        if (i > 0)
            fputc(',', file);
        break_line(file, inner);
        if (object) {
            write_string(file, node->child[i]->key);
            fputs(depth < 0 ? ":" : ": ", file);
        }
        write_node(file, node->child[i], inner);
    }
    if (node->size > 0)
        break_line(file, depth);
    fputc(object ? '}' : ']', file);
}

static void
write_node(FILE *file, const ohm_json *node, int depth)
{
    switch (node->kind) {
    case JSON_NODE_NULL: fputs("null", file); break;
    case JSON_NODE_BOOL: fputs(node->integer != 0 ? "true" : "false", file); break;
    case JSON_NODE_INTEGER: fprintf(file, "%lld", node->integer); break;
    case JSON_NODE_NUMBER: write_number(file, node->number); break;
    case JSON_NODE_STRING: write_string(file, node->text); break;
    case JSON_NODE_ARRAY:
    case JSON_NODE_OBJECT: write_children(file, node, depth); break;
    case JSON_NODE_NUMBERS:
        for (size_t i = 0; i < node->size; i++) {
            fputc(i == 0 ? '[' : ',', file);
            write_number(file, node->numbers[i]);
        }
        fputs(node->size == 0 ? "[]" : "]", file);
        break;
    }
}

ohm_status
ohm_json_write(FILE *file, const ohm_json *root, bool indented, ohm_error *err)
{
    if (ohm_json_failed(root))
        return ohm_fail(err, OHM_E_NOMEM, "JSON: out of memory");
    write_node(file, root, indented ? 0 : -1);
    fputc('\n', file);
    errno = 0;
    if (fflush(file) != 0 || ferror(file))
        return ohm_fail(err, OHM_E_IO, "JSON cannot be written: %s", strerror(errno));
    return OHM_OK;
}

ohm_status
ohm_json_print(char **text, const ohm_json *root, ohm_error *err)
{
    size_t length = 0;
    FILE *file;

    *text = NULL;
    if (ohm_json_failed(root) || (file = open_memstream(text, &length)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "JSON: out of memory");
    write_node(file, root, -1);
    const int failed = ferror(file);                    /* a failed write is forgotten by fclose */
    if (fclose(file) != 0 || failed || *text == NULL) {
        free(*text);
        *text = NULL;
        return ohm_fail(err, OHM_E_NOMEM, "JSON: out of memory");
    }
    return OHM_OK;
}
