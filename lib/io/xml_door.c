/* lib/io/xml_door.c -- see xml_door.h */
#include "io/xml_door.h"
#include "io/table_parts.h"

#include <string.h>

static const char *
chars(const xmlChar *text)
{
    return text == NULL ? "" : (const char *)text;
}

const char *
ohm_xml_value(const xmlAttr *attribute)
{
    const xmlNode *text = attribute->children;

    if (text == NULL)
        return "";
    return text->type == XML_TEXT_NODE && text->next == NULL ? chars(text->content) : NULL;
}

bool
ohm_xml_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && (node->ns == NULL || node->ns->prefix == NULL) &&
           strcmp(chars(node->name), name) == 0;
}

static void
put_qualified(ohm_buffer *out, const xmlNs *ns, const xmlChar *name)
{
    if (ns != NULL && ns->prefix != NULL) {
        ohm_buffer_put(out, chars(ns->prefix));
        ohm_buffer_byte(out, ':');
    }
    ohm_buffer_put(out, chars(name));
}

static void
put_declaration(ohm_buffer *out, const xmlNs *ns)
{
    ohm_buffer_put(out, "xmlns");
    if (ns->prefix != NULL) {
        ohm_buffer_byte(out, ':');
        ohm_buffer_put(out, chars(ns->prefix));
    }
}

/* Position of an unprefixed attribute among the taken names, or that of the NULL. */
static size_t
position(const char *const *taken, const xmlAttr *attribute)
{
    size_t i = 0;

    while (taken[i] != NULL && (attribute->ns != NULL || strcmp(taken[i], chars(attribute->name)) != 0))
        i++;
    return i;
}

bool
ohm_xml_attributes(ohm_buffer *list, const char **value, const char *const *taken, const xmlNode *element)
{
    for (size_t i = 0; taken[i] != NULL; i++)
        value[i] = NULL;
    for (const xmlNs *ns = element->nsDef; ns != NULL; ns = ns->next) {
        put_declaration(list, ns);
        ohm_buffer_byte(list, PART_VALUE);
        ohm_buffer_put(list, chars(ns->href));
        ohm_buffer_byte(list, PART_END);
    }
    for (const xmlAttr *attribute = element->properties; attribute != NULL; attribute = attribute->next) {
        const char *text = ohm_xml_value(attribute);
        const size_t at = position(taken, attribute);

        if (text == NULL)
            return false;
        if (taken[at] != NULL) {
            value[at] = text;
            continue;
        }
        put_qualified(list, attribute->ns, attribute->name);
        ohm_buffer_byte(list, PART_VALUE);
        ohm_buffer_put(list, text);
        ohm_buffer_byte(list, PART_END);
    }
    return true;
}

static void
print_attribute(ohm_buffer *out, const xmlAttr *attribute)
{
    ohm_buffer_byte(out, ' ');
    put_qualified(out, attribute->ns, attribute->name);
    ohm_buffer_put(out, "=\"");
    for (const xmlNode *part = attribute->children; part != NULL; part = part->next) {
        if (part->type == XML_ENTITY_REF_NODE) {
            ohm_buffer_byte(out, '&');
            ohm_buffer_put(out, chars(part->name));
            ohm_buffer_byte(out, ';');
        } else {
            ohm_buffer_escape(out, chars(part->content), true);
        }
    }
    ohm_buffer_byte(out, '"');
}

/* As deep as libxml2 lets elements nest (256). */
static void
print_element(ohm_buffer *out, const xmlNode *element)
{
    ohm_buffer_byte(out, '<');
    put_qualified(out, element->ns, element->name);
    for (const xmlNs *ns = element->nsDef; ns != NULL; ns = ns->next) {
        ohm_buffer_byte(out, ' ');
        put_declaration(out, ns);
        ohm_buffer_put(out, "=\"");
        ohm_buffer_escape(out, chars(ns->href), true);
        ohm_buffer_byte(out, '"');
    }
    for (const xmlAttr *attribute = element->properties; attribute != NULL; attribute = attribute->next)
        print_attribute(out, attribute);
    if (element->children == NULL) {
        ohm_buffer_put(out, "/>");
        return;
    }
    ohm_buffer_byte(out, '>');
    for (const xmlNode *child = element->children; child != NULL; child = child->next)
        ohm_xml_print(out, child);
    ohm_buffer_put(out, "</");
    put_qualified(out, element->ns, element->name);
    ohm_buffer_byte(out, '>');
}

/* libxml2 joins sections that follow one another, so one may hold what ends it. */
static void
print_cdata(ohm_buffer *out, const char *content)
{
    ohm_buffer_put(out, "<![CDATA[");
    for (const char *end; (end = strstr(content, "]]>")) != NULL; content = end + 2) {
        ohm_buffer_add(out, content, (size_t)(end - content) + 2);
        ohm_buffer_put(out, "]]><![CDATA[");
    }
    ohm_buffer_put(out, content);
    ohm_buffer_put(out, "]]>");
}

/* <!DOCTYPE name PUBLIC "..." "..."> without an internal subset. */
static void
print_doctype(ohm_buffer *out, const xmlDtd *dtd)
{
    ohm_buffer_put(out, "<!DOCTYPE ");
    ohm_buffer_put(out, chars(dtd->name));
    if (dtd->ExternalID != NULL) {
        ohm_buffer_put(out, " PUBLIC \"");
        ohm_buffer_put(out, chars(dtd->ExternalID));
        ohm_buffer_put(out, "\"");
    } else if (dtd->SystemID != NULL) {
        ohm_buffer_put(out, " SYSTEM");
    }
    if (dtd->SystemID != NULL) {
        const char *quote = strchr(chars(dtd->SystemID), '"') != NULL ? "'" : "\"";

        ohm_buffer_byte(out, ' ');
        ohm_buffer_put(out, quote);
        ohm_buffer_put(out, chars(dtd->SystemID));
        ohm_buffer_put(out, quote);
    }
    ohm_buffer_byte(out, '>');
}

void
ohm_xml_print(ohm_buffer *out, const xmlNode *node)
{
    const char *content = node->type == XML_DTD_NODE ? "" : chars(node->content);

    switch (node->type) {
    case XML_ELEMENT_NODE:
        print_element(out, node);
        break;
    case XML_TEXT_NODE:
        ohm_buffer_escape(out, content, false);
        break;
    case XML_CDATA_SECTION_NODE:
        print_cdata(out, content);
        break;
    case XML_COMMENT_NODE:
        ohm_buffer_put(out, "<!--");
        ohm_buffer_put(out, content);
        ohm_buffer_put(out, "-->");
        break;
    case XML_PI_NODE:
        ohm_buffer_put(out, "<?");
        ohm_buffer_put(out, chars(node->name));
        ohm_buffer_put(out, *content != '\0' ? " " : "");
        ohm_buffer_put(out, content);
        ohm_buffer_put(out, "?>");
        break;
    case XML_ENTITY_REF_NODE:
        ohm_buffer_byte(out, '&');
        ohm_buffer_put(out, chars(node->name));
        ohm_buffer_byte(out, ';');
        break;
    case XML_DTD_NODE:
        print_doctype(out, (const xmlDtd *)(const void *)node);
        break;
    default:
        break;
    }
}
