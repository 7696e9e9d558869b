/* lib/io/graphml_write.c -- a table to a document; see graphml.h
 *
 * Written through a buffer of ours: xmlTextWriter, where it is refused memory for
 * escaping a text, leaves the text out and reports success. */
#include "io/buffer.h"
#include "io/graphml.h"
#include "io/table_parts.h"
#include "base/array.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { FLUSH_AT = 1 << 16 };

typedef struct {
    FILE *file;
    const ohm_table *table;
    ohm_buffer out;
    size_t *order;              /* columns, in the order they were first filled */
    size_t ordered;
    ohm_error *err;
} writing;

static void
put_attribute(writing *w, const char *name, const char *value)
{
    ohm_buffer_byte(&w->out, ' ');
    ohm_buffer_put(&w->out, name);
    ohm_buffer_put(&w->out, "=\"");
    ohm_buffer_escape(&w->out, value, true);
    ohm_buffer_byte(&w->out, '"');
}

static void
put_pooled_attribute(writing *w, const char *name, uint32_t value)
{
    if (value != OHM_POOL_NONE)
        put_attribute(w, name, ohm_pool_text(w->table->pool, value));
}

/* An attribute list (table_parts.h).  Names came from XML; values are escaped. */
static ohm_status
put_list(writing *w, const char *list)
{
    while (list != NULL && *list != '\0') {
        const char *value = strchr(list, PART_VALUE), *end = strchr(list, PART_END);
        char *text;

        if (value == NULL || end == NULL || end < value || (text = OHM_ARRAY(char, (size_t)(end - list) + 1)) == NULL)
            return ohm_fail(w->err, OHM_E_NOMEM, "GraphML: out of memory");
        memcpy(text, list, (size_t)(end - list));
        text[value - list] = '\0';
        text[end - list] = '\0';
        put_attribute(w, text, text + (value - list) + 1);
        free(text);
        list = end + 1;
    }
    return OHM_OK;
}

static ohm_status
put_pooled_list(writing *w, uint32_t list)
{
    return put_list(w, ohm_pool_text(w->table->pool, list));
}

/* XML kept as it was. */
static void
put_raw(writing *w, uint32_t text)
{
    if (text != OHM_POOL_NONE)
        ohm_buffer_add(&w->out, ohm_pool_text(w->table->pool, text), ohm_pool_length(w->table->pool, text));
}

/* <name key="...">text</name>, with what stands behind the text (table_parts.h). */
static ohm_status
put_cell(writing *w, const char *name, uint32_t key, uint32_t cell)
{
    const char *text = ohm_pool_text(w->table->pool, cell);
    const size_t length = strlen(text);
    const char *tail = ohm_pool_length(w->table->pool, cell) > length ? text + length + 1 : NULL;

    ohm_buffer_byte(&w->out, '<');
    ohm_buffer_put(&w->out, name);
    put_pooled_attribute(w, "key", key);
    if (tail != NULL) {
        const ohm_status status = put_list(w, tail + 1);

        if (status != OHM_OK)
            return status;
    }
    ohm_buffer_byte(&w->out, '>');
    if (tail != NULL && *tail == 'x')
        ohm_buffer_put(&w->out, text);
    else
        ohm_buffer_escape(&w->out, text, false);
    ohm_buffer_put(&w->out, "</");
    ohm_buffer_put(&w->out, name);
    ohm_buffer_put(&w->out, ">\n");
    return OHM_OK;
}

/* Hands the buffer on when it is full, or at the end; refuses what is no XML. */
static ohm_status
pass_on(writing *w, ohm_table_scope scope, size_t element, bool last)
{
    char place[OHM_TABLE_PLACE];

    if (w->out.failed)
        return ohm_fail(w->err, OHM_E_NOMEM, "GraphML: out of memory");
    if (w->out.unfit)
        return ohm_fail(w->err, OHM_E_CONTENT, "%s: a text with a character that XML cannot hold "
                        "(a control character, or no UTF-8): take it out",
                        ohm_table_place(place, w->table, scope, element));
    if (!last && w->out.length < FLUSH_AT)
        return OHM_OK;
    errno = 0;
    if (fwrite(w->out.bytes, 1, w->out.length, w->file) != w->out.length || (last && fflush(w->file) != 0))
        return ohm_fail(w->err, OHM_E_IO, "GraphML cannot be written: %s", strerror(errno));
    w->out.length = 0;
    return OHM_OK;
}

/* ---- parts of the document ------------------------------------------------ */
static ohm_status
put_key(writing *w, const ohm_table_key *key)
{
    ohm_status status;

    ohm_buffer_put(&w->out, "<key");
    put_pooled_attribute(w, "id", key->id);
    put_pooled_attribute(w, "for", key->domain);
    put_pooled_attribute(w, "attr.name", key->name);
    put_pooled_attribute(w, "attr.type", key->type);
    if ((status = put_pooled_list(w, key->attributes)) != OHM_OK)
        return status;
    if (key->extra == OHM_POOL_NONE && key->fallback == OHM_POOL_NONE) {
        ohm_buffer_put(&w->out, "/>\n");
        return OHM_OK;
    }
    ohm_buffer_byte(&w->out, '>');
    put_raw(w, key->extra);
    if (key->fallback != OHM_POOL_NONE &&
        (status = put_cell(w, "default", OHM_POOL_NONE, key->fallback)) != OHM_OK)
        return status;
    ohm_buffer_put(&w->out, "</key>\n");
    return OHM_OK;
}

/* The <data> of one element; *any says whether there was some. */
static ohm_status
put_data(bool *any, writing *w, ohm_table_scope scope, size_t element, const char *before)
{
    *any = false;
    for (size_t k = 0; k < w->ordered; k++) {
        const ohm_table_column *column = &w->table->column[w->order[k]];
        const uint32_t cell = column->scope == scope ? ohm_lane_get(&column->cell, element) : OHM_POOL_NONE;
        ohm_status status;

        if (cell == OHM_POOL_NONE)
            continue;
        if (!*any)
            ohm_buffer_put(&w->out, before);
        *any = true;
        ohm_buffer_put(&w->out, "  ");
        if ((status = put_cell(w, "data", w->table->key[column->key].id, cell)) != OHM_OK)
            return status;
    }
    return OHM_OK;
}

/* What follows the opening tag's attributes: children, if any, and the end. */
static ohm_status
put_rest(writing *w, const char *name, uint32_t extra, ohm_table_scope scope, size_t element)
{
    ohm_status status;
    bool any;

    if (extra != OHM_POOL_NONE) {
        ohm_buffer_byte(&w->out, '>');
        put_raw(w, extra);
    }
    status = put_data(&any, w, scope, element, extra != OHM_POOL_NONE ? "\n" : ">\n");
    if (status != OHM_OK)
        return status;
    if (extra == OHM_POOL_NONE && !any) {
        ohm_buffer_put(&w->out, "/>\n");
    } else {
        ohm_buffer_put(&w->out, "</");
        ohm_buffer_put(&w->out, name);
        ohm_buffer_put(&w->out, ">\n");
    }
    return pass_on(w, scope, element, false);
}

static ohm_status
put_node(writing *w, size_t node)
{
    const ohm_table *table = w->table;
    ohm_status status;

    ohm_buffer_put(&w->out, "<node");
    put_pooled_attribute(w, "id", ohm_lane_get(&table->node_id, node));
    if ((status = put_pooled_list(w, ohm_lane_get(&table->node_attributes, node))) != OHM_OK)
        return status;
    return put_rest(w, "node", ohm_lane_get(&table->node_extra, node), OHM_FOR_NODE, node);
}

static ohm_status
put_edge(writing *w, size_t edge)
{
    const ohm_table *table = w->table;
    ohm_status status;

    ohm_buffer_put(&w->out, "<edge");
    put_pooled_attribute(w, "source", ohm_lane_get(&table->node_id, table->tail[edge]));
    put_pooled_attribute(w, "target", ohm_lane_get(&table->node_id, table->head[edge]));
    put_pooled_attribute(w, "id", ohm_lane_get(&table->edge_id, edge));
    if ((status = put_pooled_list(w, ohm_lane_get(&table->edge_attributes, edge))) != OHM_OK)
        return status;
    return put_rest(w, "edge", ohm_lane_get(&table->edge_extra, edge), OHM_FOR_EDGE, edge);
}

static ohm_status
put_head(writing *w)
{
    const ohm_table *table = w->table;
    ohm_status status;

    ohm_buffer_put(&w->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    put_raw(w, table->prolog);
    ohm_buffer_put(&w->out, "<graphml");
    if (table->has_graph) {
        if ((status = put_pooled_list(w, table->root_attributes)) != OHM_OK)
            return status;
    } else {
        put_attribute(w, "xmlns", "http://graphml.graphdrawing.org/xmlns");
        put_attribute(w, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
        put_attribute(w, "xsi:schemaLocation", "http://graphml.graphdrawing.org/xmlns "
                      "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd");
    }
    ohm_buffer_put(&w->out, ">\n");
    if (table->root_extra != OHM_POOL_NONE) {
        put_raw(w, table->root_extra);
        ohm_buffer_byte(&w->out, '\n');
    }
    for (size_t k = 0; k < table->keys; k++)
        if ((status = put_key(w, &table->key[k])) != OHM_OK ||
            (status = pass_on(w, OHM_FOR_FILE, 0, false)) != OHM_OK)
            return status;
    return OHM_OK;
}

static ohm_status
put_graph(writing *w)
{
    const ohm_table *table = w->table;
    ohm_status status;
    bool any;

    ohm_buffer_put(&w->out, "<graph");
    if (!table->has_graph)
        put_attribute(w, "edgedefault", "directed");
    else if ((status = put_pooled_list(w, table->graph_attributes)) != OHM_OK)
        return status;
    ohm_buffer_put(&w->out, ">\n");
    if (table->graph_extra != OHM_POOL_NONE) {
        put_raw(w, table->graph_extra);
        ohm_buffer_byte(&w->out, '\n');
    }
    if ((status = put_data(&any, w, OHM_FOR_GRAPH, 0, "")) != OHM_OK ||
        (status = pass_on(w, OHM_FOR_GRAPH, 0, false)) != OHM_OK)
        return status;
    for (size_t n = 0; n < table->nodes; n++)
        if ((status = put_node(w, n)) != OHM_OK)
            return status;
    for (size_t e = 0; e < table->edges; e++)
        if ((status = put_edge(w, e)) != OHM_OK)
            return status;
    ohm_buffer_put(&w->out, "</graph>\n");
    return OHM_OK;
}

/* Lists the columns that were ever filled, in that order. */
static ohm_status
order_columns(writing *w)
{
    const ohm_table *table = w->table;

    w->ordered = table->columns_used;
    if ((w->order = OHM_ZEROS(size_t, table->columns_used)) == NULL)
        return ohm_fail(w->err, OHM_E_NOMEM, "GraphML: out of memory");
    for (size_t c = 0; c < table->columns; c++)
        if (table->column[c].first_use > 0)
            w->order[table->column[c].first_use - 1] = c;
    return OHM_OK;
}

ohm_status
ohm_graphml_write(FILE *file, const ohm_table *table, ohm_error *err)
{
    writing w = { .file = file, .table = table, .err = err };
    ohm_status status;
    bool any;

    if ((status = order_columns(&w)) == OHM_OK && (status = put_head(&w)) == OHM_OK &&
        (status = put_graph(&w)) == OHM_OK && (status = put_data(&any, &w, OHM_FOR_FILE, 0, "")) == OHM_OK) {
        ohm_buffer_put(&w.out, "</graphml>\n");
        status = pass_on(&w, OHM_FOR_FILE, 0, true);
    }
    ohm_buffer_free(&w.out);
    free(w.order);
    return status;
}
