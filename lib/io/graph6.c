/* lib/io/graph6.c -- see graph6.h */
#include "io/graph6.h"
#include "base/array.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { BIAS = 63, BITS = 6, LARGEST = BIAS + 63 };      /* a byte is 63 + six bits */

static const char HEADER[] = ">>graph6<<";

/* Reads n bytes of six bits each, most significant first; false where they are not there. */
static bool
take(uint64_t *value, const char **at, int n)
{
    *value = 0;
    for (int k = 0; k < n; k++, (*at)++) {
        if (**at < BIAS || **at > LARGEST)
            return false;
        *value = *value << BITS | (uint64_t)(**at - BIAS);
    }
    return true;
}

/* N is one byte below 63, else ~ and three, else ~~ and six. */
static bool
take_nodes(uint64_t *nodes, const char **at)
{
    if (**at != LARGEST)
        return take(nodes, at, 1);
    (*at)++;
    if (**at != LARGEST)
        return take(nodes, at, 3);
    (*at)++;
    return take(nodes, at, 6);
}

static bool
bit_is_set(const char *bits, size_t k)
{
    return ((bits[k / BITS] - BIAS) >> (BITS - 1 - (int)(k % BITS)) & 1) != 0;
}

/* Whether the line, from its bits on, is what n nodes need. */
static ohm_status
check_bits(size_t *edges, size_t nodes, const char *bits, ohm_error *err)
{
    const size_t length = strlen(bits);

    *edges = 0;
    /* n(n-1)/2 bits: n above 2^32 would need more bytes than a line can have */
    const size_t pairs = nodes > UINT32_MAX ? SIZE_MAX : nodes < 2 ? 0 : nodes * (nodes - 1) / 2;
    const size_t need = pairs / BITS + (pairs % BITS != 0);
    if (length != need)
        return ohm_fail(err, OHM_E_CONTENT, "graph6: %zu bytes after the size where %zu nodes need %zu: "
                        "cut short, or not graph6", length, nodes, need);
    for (size_t k = 0; k < length; k++)
        if (bits[k] < BIAS || bits[k] > LARGEST)
            return ohm_fail(err, OHM_E_CONTENT, "graph6: byte 0x%02x is outside ? .. ~", (unsigned char)bits[k]);
    for (size_t k = 0; k < pairs; k++)
        *edges += bit_is_set(bits, k);
    for (size_t k = pairs; k < BITS * length; k++)
        if (bit_is_set(bits, k))
            return ohm_fail(err, OHM_E_CONTENT, "graph6: the last byte has bits beyond the last pair of nodes");
    return OHM_OK;
}

static ohm_status
collect(ohm_graph **out, size_t nodes, size_t edges, const char *bits, ohm_error *err)
{
    size_t *tail = OHM_ARRAY(size_t, edges), *head = OHM_ARRAY(size_t, edges), e = 0, k = 0;
    ohm_status status;

    if (tail == NULL || head == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "graph6: out of memory");
    } else {
        for (size_t j = 1; j < nodes; j++)
            for (size_t i = 0; i < j; i++, k++)
                if (bit_is_set(bits, k)) {
                    tail[e] = i;
                    head[e++] = j;
                }
        status = ohm_graph_alloc(out, nodes, edges, tail, head, err);
    }
    free(tail);
    free(head);
    return status;
}

ohm_status
ohm_graph6_parse(ohm_graph **out, const char *line, ohm_error *err)
{
    uint64_t nodes;
    ohm_status status;
    size_t edges;

    *out = NULL;
    if (*line == ':' || *line == '&' || strncmp(line, ">>sparse6<<", 11) == 0 ||
        strncmp(line, ">>digraph6<<", 12) == 0)
        return ohm_fail(err, OHM_E_CONTENT, "this is %s, not graph6: convert it (nauty's copyg -g)",
                        *line == '&' || line[2] == 'd' ? "digraph6" : "sparse6");
    if (!take_nodes(&nodes, &line))
        return ohm_fail(err, OHM_E_CONTENT, "graph6: no number of nodes: cut short, or not graph6");
    if ((status = check_bits(&edges, (size_t)nodes, line, err)) != OHM_OK)
        return status;
    return collect(out, (size_t)nodes, edges, line, err);
}

ohm_status
ohm_graph6_next(ohm_graph **out, ohm_source *source, ohm_error *err)
{
    ohm_status status;
    size_t length;
    char *line;

    *out = NULL;
    do {
        if ((status = ohm_source_line(&line, &length, source, err)) != OHM_OK || line == NULL)
            return status;
        if (ohm_source_line_number(source) == 1 && strncmp(line, HEADER, sizeof HEADER - 1) == 0)
            line += sizeof HEADER - 1;
    } while (*line == '\0');
    if ((status = ohm_graph6_parse(out, line, err)) != OHM_OK)
        return ohm_fail_within(err, status, "%s:%zu", ohm_source_name(source), ohm_source_line_number(source));
    return OHM_OK;
}

static ohm_status
table_of(ohm_table **out, const ohm_graph *graph, ohm_error *err)
{
    ohm_status status;
    size_t at;

    if ((status = ohm_table_alloc(out, err)) != OHM_OK)
        return status;
    for (size_t n = 0; n < graph->nodes && status == OHM_OK; n++) {
        char id[24];

        snprintf(id, sizeof id, "%zu", n);
        status = ohm_table_add_node(&at, *out, id, err);
    }
    for (size_t e = 0; e < graph->edges && status == OHM_OK; e++)
        status = ohm_table_add_edge(&at, *out, NULL, graph->tail[e], graph->head[e], err);
    if (status != OHM_OK) {
        ohm_table_free(*out);
        *out = NULL;
    }
    return status;
}

ohm_status
ohm_graph6_read(ohm_table **out, ohm_source *source, ohm_error *err)
{
    ohm_graph *graph, *second = NULL;
    ohm_status status;

    *out = NULL;
    if ((status = ohm_graph6_next(&graph, source, err)) != OHM_OK)
        return status;
    if (graph == NULL)
        return ohm_fail(err, OHM_E_CONTENT, "%s: no graph in it", ohm_source_name(source));
    status = ohm_graph6_next(&second, source, err);
    if (status == OHM_OK && second != NULL)
        status = ohm_fail(err, OHM_E_CONTENT, "%s:%zu: a second graph where one circuit was expected: take one line",
                          ohm_source_name(source), ohm_source_line_number(source));
    if (status == OHM_OK)
        status = table_of(out, graph, err);
    ohm_graph_free(second);
    ohm_graph_free(graph);
    return status;
}

/* ---- writing -------------------------------------------------------------- */
/* The bytes behind the size, all bits of the graph set in them. */
static ohm_status
fill_bits(char **out, size_t *length, const ohm_graph *graph, ohm_error *err)
{
    const size_t n = graph->nodes, pairs = n < 2 ? 0 : n * (n - 1) / 2;
    char *bits;

    *out = NULL;
    *length = pairs / BITS + (pairs % BITS != 0);
    if ((bits = OHM_ARRAY(char, *length)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "graph6: %zu bytes", *length);
    memset(bits, BIAS, *length);
    for (size_t e = 0; e < graph->edges; e++) {
        const size_t a = graph->tail[e], b = graph->head[e], i = a < b ? a : b, j = a < b ? b : a;
        const size_t k = j * (j - (j > 0)) / 2 + i;

        if (i == j || bit_is_set(bits, k)) {
            free(bits);
            return ohm_fail(err, OHM_E_METHOD, "edge %zu is %s, which graph6 cannot hold: write GraphML", e,
                            i == j ? "a self-loop" : "parallel to another");
        }
        bits[k / BITS] = (char)(((bits[k / BITS] - BIAS) | 1 << (BITS - 1 - (int)(k % BITS))) + BIAS);
    }
    *out = bits;
    return OHM_OK;
}

ohm_status
ohm_graph6_write(FILE *file, const ohm_graph *graph, ohm_error *err)
{
    /* above this the bits alone would need 2^61 bytes */
    static const uint64_t NODES_MAX = UINT32_MAX;
    const uint64_t n = graph->nodes;
    char *bits = NULL;
    ohm_status status;
    size_t length;

    if (n > NODES_MAX)
        return ohm_fail(err, OHM_E_METHOD, "graph6: %" PRIu64 " nodes are too many: write GraphML", n);
    if ((status = fill_bits(&bits, &length, graph, err)) != OHM_OK)
        return status;
    const int bytes = n < 63 ? 1 : n < 258048 ? 3 : 6;
    fputs(bytes == 1 ? "" : bytes == 3 ? "~" : "~~", file);
    for (int k = bytes - 1; k >= 0; k--)
        fputc((int)(n >> (BITS * k) & 63) + BIAS, file);
    fwrite(bits, 1, length, file);
    fputc('\n', file);
    free(bits);
    errno = 0;
    if (fflush(file) != 0 || ferror(file))
        return ohm_fail(err, OHM_E_IO, "graph6 cannot be written: %s", strerror(errno));
    return OHM_OK;
}
