/* lib/io/edgelist.c -- see edgelist.h */
#include "io/edgelist.h"
#include "base/array.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define BLANKS " \t\v\f\r"

/* Cuts the line into at most `most` words; returns how many there are. */
static size_t
split(char **word, size_t most, char *line)
{
    size_t words = 0;

    for (char *at = line + strspn(line, BLANKS); *at != '\0'; at += strspn(at, BLANKS)) {
        const size_t length = strcspn(at, BLANKS);

        if (words < most)
            word[words] = at;
        words++;
        at += length;
        if (*at != '\0')
            *at++ = '\0';
    }
    return words;
}

/* The node of this id, made where it is new. */
static ohm_status
node_of(size_t *node, ohm_table *table, const char *id, ohm_error *err)
{
    *node = ohm_table_find_node(table, id);
    return *node != SIZE_MAX ? OHM_OK : ohm_table_add_node(node, table, id, err);
}

static ohm_status
read_line(ohm_table *table, char *line, const ohm_source *source, ohm_error *err)
{
    char *word[2], *comment = strchr(line, '#');
    size_t tail, head, edge;
    ohm_status status;

    if (comment != NULL)
        *comment = '\0';
    const size_t words = split(word, 2, line);
    if (words == 0)
        return OHM_OK;
    if (words != 2)
        return ohm_fail(err, OHM_E_CONTENT, "%s:%zu: edge %zu: %zu words where \"tail head\" was expected: "
                        "attributes need GraphML", ohm_source_name(source), ohm_source_line_number(source),
                        ohm_table_edges(table), words);
    if ((status = node_of(&tail, table, word[0], err)) != OHM_OK ||
        (status = node_of(&head, table, word[1], err)) != OHM_OK)
        return status;
    return ohm_table_add_edge(&edge, table, NULL, tail, head, err);
}

ohm_status
ohm_edgelist_read(ohm_table **out, ohm_source *source, ohm_error *err)
{
    ohm_table *table;
    ohm_status status;
    size_t length;
    char *line;

    *out = NULL;
    if ((status = ohm_table_alloc(&table, err)) != OHM_OK)
        return status;
    while ((status = ohm_source_line(&line, &length, source, err)) == OHM_OK && line != NULL)
        if ((status = read_line(table, line, source, err)) != OHM_OK)
            break;
    if (status == OHM_OK && ohm_table_edges(table) == 0)
        status = ohm_fail(err, OHM_E_CONTENT, "%s: no edge in it: write one \"tail head\" a line",
                          ohm_source_name(source));
    if (status != OHM_OK)
        ohm_table_free(table);
    else
        *out = table;
    return status;
}

/* Whether every node has an edge and an id the format can hold. */
static ohm_status
check_nodes(const ohm_table *table, ohm_error *err)
{
    const size_t nodes = ohm_table_nodes(table), edges = ohm_table_edges(table);
    char place[OHM_TABLE_PLACE];
    bool *touched = OHM_ZEROS(bool, nodes);
    ohm_status status = OHM_OK;

    if (touched == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "edge list: out of memory");
    for (size_t e = 0; e < edges; e++)
        touched[ohm_table_tails(table)[e]] = touched[ohm_table_heads(table)[e]] = true;
    for (size_t n = 0; n < nodes && status == OHM_OK; n++) {
        const char *id = ohm_table_node_id(table, n);

        ohm_table_place(place, table, OHM_FOR_NODE, n);
        if (!touched[n])
            status = ohm_fail(err, OHM_E_METHOD, "%s has no edge, so an edge list cannot hold it: write GraphML",
                              place);
        else if (*id == '\0' || strpbrk(id, BLANKS "\n#") != NULL)
            status = ohm_fail(err, OHM_E_METHOD, "%s: an edge list cannot hold this id: write GraphML", place);
    }
    free(touched);
    return status;
}

ohm_status
ohm_edgelist_write(FILE *file, const ohm_table *table, ohm_error *err)
{
    const ohm_status status = check_nodes(table, err);

    if (status != OHM_OK)
        return status;
    for (size_t e = 0; e < ohm_table_edges(table); e++)
        fprintf(file, "%s %s\n", ohm_table_node_id(table, ohm_table_tails(table)[e]),
                ohm_table_node_id(table, ohm_table_heads(table)[e]));
    errno = 0;
    if (fflush(file) != 0 || ferror(file))
        return ohm_fail(err, OHM_E_IO, "edge list cannot be written: %s", strerror(errno));
    return OHM_OK;
}
