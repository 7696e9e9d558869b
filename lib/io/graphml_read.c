/* lib/io/graphml_read.c -- a document to a table; see graphml.h
 *
 * A streaming reader walks the document; each <key>, <node>, <edge>, <data> is
 * expanded on its own, copied into the table and dropped.  Edges may come before
 * their nodes: ends not known yet wait until the end. */
#include "io/graphml.h"
#include "io/table_parts.h"
#include "io/xml_door.h"
#include "base/array.h"

#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/xmlreader.h>

typedef struct {                /* an edge that came before one of its nodes */
    size_t edge, line;
    uint32_t source, target;
} waiting_edge;

typedef struct {
    ohm_source *source;
    ohm_table *table;
    xmlTextReader *reader;
    ohm_lane key_of;            /* by pool name of a key's id: key + 1 */
    ohm_buffer list, text, extra;       /* scratch */
    ohm_buffer prolog, root_extra, graph_extra;
    waiting_edge *waiting;
    size_t waiting_count, waiting_room;
    size_t line;                /* where the element being read starts */
    ohm_status trouble;         /* what libxml2 or the source complained of first */
    ohm_error complaint;
    ohm_error *err;
} reading;

const char *
ohm_graphml_library_version(void)
{
    return LIBXML_DOTTED_VERSION;
}

/* ---- errors --------------------------------------------------------------- */
static ohm_status refuse(reading *r, const char *format, ...) OHM_PRINTF(2, 3);

/* "name:line: what is wrong". */
static ohm_status
refuse(reading *r, const char *format, ...)
{
    char text[OHM_ERROR_TEXT];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return ohm_fail(r->err, OHM_E_CONTENT, "%s:%zu: %s", ohm_source_name(r->source), r->line, text);
}

static ohm_status refuse_element(reading *r, ohm_table_scope scope, size_t element, const char *format, ...)
    OHM_PRINTF(4, 5);

/* "name:line: edge 12 (id "e12"): what is wrong". */
static ohm_status
refuse_element(reading *r, ohm_table_scope scope, size_t element, const char *format, ...)
{
    char text[OHM_ERROR_TEXT], place[OHM_TABLE_PLACE];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return refuse(r, "%s: %s", ohm_table_place(place, r->table, scope, element), text);
}

static ohm_status
no_memory(reading *r)
{
    return ohm_fail(r->err, OHM_E_NOMEM, "%s: out of memory", ohm_source_name(r->source));
}

/* Keeps the first complaint of libxml2; nothing is printed. */
static void
listen(void *data, xmlError *what)
{
    reading *r = data;
    int length;

    if (what == NULL || what->level < XML_ERR_ERROR || r->trouble == OHM_E_NOMEM)
        return;
    if (what->code == XML_ERR_NO_MEMORY) {
        r->trouble = OHM_E_NOMEM;
    } else if (r->trouble == OHM_OK) {
        const char *message = what->message != NULL ? what->message : "";

        length = (int)strcspn(message, "\n");
        r->trouble = ohm_fail(&r->complaint, OHM_E_CONTENT,
                              "%s:%d: not well-formed XML (not GraphML, or cut short?): %.*s",
                              ohm_source_name(r->source), what->line, length, message);
    }
}

/* The reader failed: says what was complained of.  Where libxml2 is refused memory
 * it may fail without a word. */
static ohm_status
complain(reading *r)
{
    if (r->trouble == OHM_OK || r->trouble == OHM_E_NOMEM)
        return no_memory(r);
    return ohm_fail(r->err, r->trouble, "%s", r->complaint.text);
}

static int
hand_over(void *data, char *buffer, int room)
{
    reading *r = data;
    ohm_error why;
    size_t got;
    const ohm_status status = ohm_source_read(&got, buffer, (size_t)room, r->source, &why);

    if (status == OHM_OK)
        return (int)got;
    if (r->trouble == OHM_OK)
        r->trouble = ohm_fail(&r->complaint, status, "%s", why.text);
    return -1;
}

/* ---- pooled text ---------------------------------------------------------- */
/* Pools what a buffer holds and empties it; an empty one is no text at all. */
static ohm_status
pool_buffer(uint32_t *name, reading *r, ohm_buffer *buffer)
{
    const size_t length = buffer->length;

    *name = OHM_POOL_NONE;
    buffer->length = 0;
    if (buffer->failed)
        return no_memory(r);
    return length == 0 ? OHM_OK : ohm_pool_add(name, r->table->pool, buffer->bytes, length, r->err);
}

static ohm_status
pool_text(uint32_t *name, reading *r, const char *text)
{
    *name = OHM_POOL_NONE;
    return text == NULL ? OHM_OK : ohm_pool_add(name, r->table->pool, text, strlen(text), r->err);
}

/* The attributes of an element: those taken, and the list of the others. */
static ohm_status
read_attributes(uint32_t *rest, const char **value, reading *r, const char *const *taken, const xmlNode *element)
{
    r->list.length = 0;
    if (!ohm_xml_attributes(&r->list, value, taken, element))
        return refuse(r, "<%s>: an entity reference in an attribute: write the text itself",
                      (const char *)element->name);
    return pool_buffer(rest, r, &r->list);
}

/* What is in a <data> or <default>, and its attributes, as a cell (table_parts.h). */
static ohm_status
pool_cell(uint32_t *name, reading *r, const xmlNode *element)
{
    bool plain = true;

    for (const xmlNode *child = element->children; child != NULL; child = child->next)
        plain = plain && (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE);
    r->text.length = 0;
    for (const xmlNode *child = element->children; child != NULL; child = child->next) {
        if (!plain)
            ohm_xml_print(&r->text, child);
        else if (child->content != NULL)
            ohm_buffer_put(&r->text, (const char *)child->content);
    }
    if (!plain || r->list.length > 0) {
        ohm_buffer_byte(&r->text, '\0');
        ohm_buffer_byte(&r->text, plain ? 't' : 'x');
        if (r->list.failed)
            return no_memory(r);
        if (r->list.length > 0)
            ohm_buffer_add(&r->text, r->list.bytes, r->list.length);
    }
    if (r->text.failed)
        return no_memory(r);
    return ohm_pool_add(name, r->table->pool, r->text.length > 0 ? r->text.bytes : "", r->text.length, r->err);
}

/* A cell with the element's attributes, `taken` left out of them. */
static ohm_status
read_cell(uint32_t *name, const char **value, reading *r, const char *const *taken, const xmlNode *element)
{
    r->list.length = 0;
    if (!ohm_xml_attributes(&r->list, value, taken, element))
        return refuse(r, "<%s>: an entity reference in an attribute: write the text itself",
                      (const char *)element->name);
    return pool_cell(name, r, element);
}

static bool
is_blank(const xmlNode *node)
{
    return node->type == XML_TEXT_NODE && xmlIsBlankNode((xmlNode *)(uintptr_t)node);
}

static size_t
line_of(reading *r, const xmlNode *node)
{
    const long line = xmlGetLineNo((xmlNode *)(uintptr_t)node);
    const int parsed = xmlTextReaderGetParserLineNumber(r->reader);

    /* the tree counts to 65535 only; then the parser's own place is near enough */
    return line > 0 && line < USHRT_MAX ? (size_t)line : (size_t)(parsed > 0 ? parsed : 1);
}

/* ---- data ----------------------------------------------------------------- */
static const char *
or_none(const char *text)
{
    return text == NULL ? "(none)" : text;
}

/* Puts a <data> of an element into its cell. */
static ohm_status
read_data(reading *r, const xmlNode *data, ohm_table_scope scope, size_t element)
{
    static const char *const taken[] = { "key", NULL };
    static const char *const scopes[] = { "graphml", "graph", "node", "edge" };
    char quoted[OHM_TABLE_QUOTE], named[OHM_TABLE_QUOTE];
    const ohm_table *table = r->table;
    const char *value[1];
    ohm_status status;
    uint32_t cell;

    if ((status = read_cell(&cell, value, r, taken, data)) != OHM_OK)
        return status;
    if (value[0] == NULL)
        return refuse_element(r, scope, element, "<data> without key: say which <key> it belongs to");
    const uint32_t id = ohm_pool_find(table->pool, value[0], strlen(value[0]));
    const uint32_t known = id == OHM_POOL_NONE ? 0 : ohm_lane_get(&r->key_of, id);
    if (known == 0)
        return refuse_element(r, scope, element, "<data> for key %s, which no <key> declares: declare it "
                              "before the graph", ohm_table_quote(quoted, value[0]));
    const ohm_table_key *key = &table->key[known - 1];
    const size_t column = ohm_table_key_column(table, known - 1, scope);
    if (column == SIZE_MAX)
        return refuse_element(r, scope, element, "<data> for key %s, which is for %s: declare it for \"%s\" "
                              "or \"all\"", ohm_table_quote(quoted, value[0]),
                              ohm_table_quote(named, ohm_pool_text(table->pool, key->domain)), scopes[scope]);
    if (ohm_table_has_cell(table, column, element))
        return refuse_element(r, scope, element, "a second <data> for key %s (attribute %s): keep one",
                              ohm_table_quote(quoted, value[0]),
                              ohm_table_quote(named, or_none(ohm_pool_text(table->pool, key->name))));
    return ohm_table_put_cell(r->table, column, element, cell, r->err);
}

/* The children of a node or an edge: data into cells, the rest into r->extra. */
static ohm_status
read_children(uint32_t *extra, reading *r, const xmlNode *parent, ohm_table_scope scope, size_t element)
{
    const size_t line = r->line;

    r->extra.length = 0;
    for (const xmlNode *child = parent->children; child != NULL; child = child->next) {
        if (is_blank(child))
            continue;
        if (child->type == XML_ELEMENT_NODE)
            r->line = line_of(r, child);
        if (ohm_xml_is(child, "graph"))
            return refuse_element(r, scope, element, "a nested <graph>: a circuit has none, flatten it first");
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
            return refuse_element(r, scope, element, "text outside <data>: put it into <data> or <desc>");
        if (!ohm_xml_is(child, "data")) {
            ohm_xml_print(&r->extra, child);
            continue;
        }
        const ohm_status status = read_data(r, child, scope, element);
        if (status != OHM_OK)
            return status;
    }
    r->line = line;
    return pool_buffer(extra, r, &r->extra);
}

/* ---- key, node, edge ------------------------------------------------------ */
static ohm_status
read_key(reading *r, const xmlNode *element)
{
    static const char *const taken[] = { "id", "for", "attr.name", "attr.type", NULL };
    static const char *const nothing[] = { NULL };
    ohm_table_key key = { .id = OHM_POOL_NONE };
    char quoted[OHM_TABLE_QUOTE];
    const char *value[4], *none[1];
    ohm_status status;
    size_t at;

    if ((status = read_attributes(&key.attributes, value, r, taken, element)) != OHM_OK)
        return status;
    if (value[0] == NULL)
        return refuse(r, "<key> without id: give it one");
    if ((status = pool_text(&key.id, r, value[0])) != OHM_OK ||
        (status = pool_text(&key.domain, r, value[1])) != OHM_OK ||
        (status = pool_text(&key.name, r, value[2])) != OHM_OK ||
        (status = pool_text(&key.type, r, value[3])) != OHM_OK)
        return status;
    ohm_table_quote(quoted, value[0]);
    if (ohm_lane_get(&r->key_of, key.id) != 0)
        return refuse(r, "a second <key> with id %s: give each its own", quoted);
    r->extra.length = 0;
    for (const xmlNode *child = element->children; child != NULL; child = child->next) {
        if (is_blank(child))
            continue;
        if (!ohm_xml_is(child, "default"))
            ohm_xml_print(&r->extra, child);
        else if (key.fallback != OHM_POOL_NONE)
            return refuse(r, "key %s: a second <default>: keep one", quoted);
        else if ((status = read_cell(&key.fallback, none, r, nothing, child)) != OHM_OK)
            return status;
    }
    if ((status = pool_buffer(&key.extra, r, &r->extra)) != OHM_OK ||
        (status = ohm_table_add_key(&at, r->table, &key, r->err)) != OHM_OK)
        return status;
    return ohm_lane_set(&r->key_of, key.id, (uint32_t)(at + 1), r->err);
}

static ohm_status
read_node(reading *r, const xmlNode *element)
{
    static const char *const taken[] = { "id", NULL };
    char quoted[OHM_TABLE_QUOTE];
    uint32_t attributes, extra;
    const char *value[1];
    ohm_status status;
    size_t node;

    if ((status = read_attributes(&attributes, value, r, taken, element)) != OHM_OK)
        return status;
    if (value[0] == NULL)
        return refuse(r, "node %zu: <node> without id: give it one", ohm_table_nodes(r->table));
    if (ohm_table_find_node(r->table, value[0]) != SIZE_MAX)
        return refuse(r, "node %zu: a second <node> with id %s: give each its own",
                      ohm_table_nodes(r->table), ohm_table_quote(quoted, value[0]));
    if ((status = ohm_table_add_node(&node, r->table, value[0], r->err)) != OHM_OK ||
        (status = read_children(&extra, r, element, OHM_FOR_NODE, node)) != OHM_OK ||
        (status = ohm_lane_set(&r->table->node_attributes, node, attributes, r->err)) != OHM_OK)
        return status;
    return ohm_lane_set(&r->table->node_extra, node, extra, r->err);
}

static ohm_status
let_wait(reading *r, size_t edge, const char *source, const char *target)
{
    ohm_status status;

    if (r->waiting_count == r->waiting_room) {
        const size_t room = 2 * r->waiting_room + 16;
        waiting_edge *wider = ohm_resize(r->waiting, room, sizeof *wider);

        if (wider == NULL)
            return no_memory(r);
        r->waiting = wider;
        r->waiting_room = room;
    }
    waiting_edge *w = &r->waiting[r->waiting_count++];
    w->edge = edge;
    w->line = r->line;
    if ((status = pool_text(&w->source, r, source)) != OHM_OK)
        return status;
    return pool_text(&w->target, r, target);
}

/* Appends an edge; its ends wait where they are not known yet. */
static ohm_status
add_edge(size_t *edge, reading *r, const char *id, const char *source, const char *target)
{
    const size_t tail = ohm_table_find_node(r->table, source), head = ohm_table_find_node(r->table, target);
    const bool known = tail != SIZE_MAX && head != SIZE_MAX;
    const ohm_status status = known ? ohm_table_add_edge(edge, r->table, id, tail, head, r->err)
                                    : ohm_table_add_loose_edge(edge, r->table, id, r->err);

    return status != OHM_OK || known ? status : let_wait(r, *edge, source, target);
}

static ohm_status
read_edge(reading *r, const xmlNode *element)
{
    static const char *const taken[] = { "id", "source", "target", NULL };
    uint32_t attributes, extra;
    const char *value[3];
    ohm_status status;
    size_t edge;

    if ((status = read_attributes(&attributes, value, r, taken, element)) != OHM_OK)
        return status;
    if (value[1] == NULL || value[2] == NULL)
        return refuse(r, "edge %zu: <edge> without %s: name the node", ohm_table_edges(r->table),
                      value[1] == NULL ? "source" : "target");
    if ((status = add_edge(&edge, r, value[0], value[1], value[2])) != OHM_OK ||
        (status = read_children(&extra, r, element, OHM_FOR_EDGE, edge)) != OHM_OK ||
        (status = ohm_lane_set(&r->table->edge_attributes, edge, attributes, r->err)) != OHM_OK)
        return status;
    return ohm_lane_set(&r->table->edge_extra, edge, extra, r->err);
}

/* Gives the edges that came before their nodes their ends. */
static ohm_status
join_waiting(reading *r)
{
    const ohm_pool *pool = r->table->pool;
    char quoted[OHM_TABLE_QUOTE];

    for (size_t k = 0; k < r->waiting_count; k++) {
        const waiting_edge *w = &r->waiting[k];
        const char *source = ohm_pool_text(pool, w->source), *target = ohm_pool_text(pool, w->target);
        const size_t tail = ohm_table_find_node(r->table, source), head = ohm_table_find_node(r->table, target);

        r->line = w->line;
        if (tail == SIZE_MAX || head == SIZE_MAX)
            return refuse_element(r, OHM_FOR_EDGE, w->edge, "%s %s is no node of the graph: add the <node>, "
                                  "or drop the edge", tail == SIZE_MAX ? "source" : "target",
                                  ohm_table_quote(quoted, tail == SIZE_MAX ? source : target));
        r->table->tail[w->edge] = tail;
        r->table->head[w->edge] = head;
    }
    return OHM_OK;
}

/* ---- walking -------------------------------------------------------------- */
/* A child of <graph>. */
static ohm_status
read_graph_child(reading *r, const xmlNode *child)
{
    if (ohm_xml_is(child, "node"))
        return read_node(r, child);
    if (ohm_xml_is(child, "edge"))
        return read_edge(r, child);
    if (ohm_xml_is(child, "data"))
        return read_data(r, child, OHM_FOR_GRAPH, 0);
    if (ohm_xml_is(child, "hyperedge"))
        return refuse(r, "<hyperedge>: a circuit has two-ended edges only: replace it by a node and edges");
    if (ohm_xml_is(child, "graph"))
        return refuse(r, "a nested <graph>: a circuit has none, flatten it first");
    if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
        return refuse(r, "text in <graph>: put it into <data> or <desc>");
    ohm_xml_print(&r->graph_extra, child);
    return OHM_OK;
}

/* A child of <graphml> but the graph. */
static ohm_status
read_root_child(reading *r, const xmlNode *child)
{
    if (ohm_xml_is(child, "key"))
        return read_key(r, child);
    if (ohm_xml_is(child, "data"))
        return read_data(r, child, OHM_FOR_FILE, 0);
    if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
        return refuse(r, "text in <graphml>: put it into <data> or <desc>");
    ohm_xml_print(&r->root_extra, child);
    return OHM_OK;
}

static ohm_status
enter_root(reading *r, const xmlNode *root)
{
    static const char *const nothing[] = { NULL };
    char quoted[OHM_TABLE_QUOTE];
    const char *none[1];

    if (!ohm_xml_is(root, "graphml"))
        return refuse(r, "the root element is %s: GraphML starts with <graphml>, without a prefix",
                      ohm_table_quote(quoted, (const char *)root->name));
    return read_attributes(&r->table->root_attributes, none, r, nothing, root);
}

static ohm_status
enter_graph(reading *r, const xmlNode *graph)
{
    static const char *const nothing[] = { NULL };
    const char *none[1];

    if (r->table->has_graph)
        return refuse(r, "a second <graph>: a circuit file holds one, split the file");
    r->table->has_graph = true;
    return read_attributes(&r->table->graph_attributes, none, r, nothing, graph);
}

/* What stands before the root: kept, but no entities. */
static ohm_status
read_prolog(reading *r, const xmlNode *node)
{
    if (node->type == XML_DTD_NODE) {
        const xmlDtd *dtd = (const xmlDtd *)(const void *)node;

        if (dtd->children != NULL || dtd->entities != NULL || dtd->pentities != NULL)
            return refuse(r, "the DOCTYPE declares entities or attributes: take its [...] part out");
    }
    ohm_xml_print(&r->prolog, node);
    ohm_buffer_byte(&r->prolog, '\n');
    return OHM_OK;
}

/* Handles the piece of the document the reader stands on.  *enter: go into it,
 * else pass over it. */
static ohm_status
read_piece(bool *enter, reading *r)
{
    const int depth = xmlTextReaderDepth(r->reader), type = xmlTextReaderNodeType(r->reader);
    const xmlNode *node = xmlTextReaderCurrentNode(r->reader);

    *enter = true;
    if (type == XML_READER_TYPE_END_ELEMENT || type == XML_READER_TYPE_WHITESPACE ||
        type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE)
        return OHM_OK;
    if (node == NULL)
        return no_memory(r);
    r->line = line_of(r, node);
    if (is_blank(node))
        return OHM_OK;
    if (depth == 0)
        return type == XML_READER_TYPE_ELEMENT ? enter_root(r, node) : read_prolog(r, node);
    if (depth == 1 && ohm_xml_is(node, "graph"))
        return enter_graph(r, node);
    *enter = false;
    if (type == XML_READER_TYPE_ELEMENT && (node = xmlTextReaderExpand(r->reader)) == NULL)
        return complain(r);
    return depth == 1 ? read_root_child(r, node) : read_graph_child(r, node);
}

static ohm_status
walk(reading *r)
{
    bool enter = true;
    int more;

    while ((more = enter ? xmlTextReaderRead(r->reader) : xmlTextReaderNext(r->reader)) == 1 &&
           r->trouble == OHM_OK) {
        const ohm_status status = read_piece(&enter, r);

        if (r->trouble != OHM_OK)
            return complain(r);
        if (status != OHM_OK)
            return status;
    }
    if (more != 0 || r->trouble != OHM_OK)
        return complain(r);
    if (!r->table->has_graph || r->table->nodes == 0)
        return refuse(r, r->table->has_graph ? "the graph is empty: add a <node>"
                                             : "no <graph> in it: add one with its <node>s");
    return OHM_OK;
}

static ohm_status
read_document(reading *r)
{
    ohm_status status;

    if ((status = walk(r)) != OHM_OK || (status = join_waiting(r)) != OHM_OK ||
        (status = pool_buffer(&r->table->prolog, r, &r->prolog)) != OHM_OK ||
        (status = pool_buffer(&r->table->root_extra, r, &r->root_extra)) != OHM_OK)
        return status;
    return pool_buffer(&r->table->graph_extra, r, &r->graph_extra);
}

static void
release(reading *r)
{
    xmlFreeTextReader(r->reader);
    free(r->key_of.name);
    free(r->waiting);
    ohm_buffer_free(&r->list);
    ohm_buffer_free(&r->text);
    ohm_buffer_free(&r->extra);
    ohm_buffer_free(&r->prolog);
    ohm_buffer_free(&r->root_extra);
    ohm_buffer_free(&r->graph_extra);
}

ohm_status
ohm_graphml_read(ohm_table **out, ohm_source *source, ohm_error *err)
{
    reading r = { .source = source, .err = err, .line = 1 };
    xmlStructuredErrorFunc listener;
    void *listener_data;
    ohm_status status;

    *out = NULL;
    if ((status = ohm_table_alloc(&r.table, err)) != OHM_OK)
        return status;
    xmlInitParser();
    /* what fails before there is a parser would be printed (this setting is the thread's) */
    listener = xmlStructuredError;
    listener_data = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(&r, listen);
    r.reader = xmlReaderForIO(hand_over, NULL, &r, NULL, NULL, XML_PARSE_NONET | XML_PARSE_BIG_LINES);
    if (r.reader == NULL) {
        status = complain(&r);
    } else {
        xmlTextReaderSetStructuredErrorHandler(r.reader, listen, &r);
        status = read_document(&r);
    }
    release(&r);
    xmlSetStructuredErrorFunc(listener_data, listener);
    if (status != OHM_OK)
        ohm_table_free(r.table);
    else
        *out = r.table;
    return status;
}
