/* lib/io/xml_door.h -- pieces of libxml2's tree as text of ours.
 *
 * libxml2's own serialisers drop what they were refused memory for and say nothing;
 * these mark the buffer.  Inside io/ only, and only for what reads XML. */
#ifndef OHM_IO_XML_DOOR_H
#define OHM_IO_XML_DOOR_H

#include "io/buffer.h"

#include <libxml/tree.h>

/* The value of an attribute (borrowed from the tree), or NULL where it holds an
 * entity reference. */
const char *ohm_xml_value(const xmlAttr *attribute);

/* Whether this is the element of this name, without a prefix. */
bool ohm_xml_is(const xmlNode *node, const char *name);

/* Appends the namespace declarations and attributes of an element as an attribute
 * list (table_parts.h), but for the unprefixed ones whose names are in `taken`
 * (ended by NULL): value[i] is that of taken[i], or NULL.  False where a value
 * holds an entity reference. */
bool ohm_xml_attributes(ohm_buffer *list, const char **value, const char *const *taken,
                        const xmlNode *element);

/* Appends a node and what is in it, as XML. */
void ohm_xml_print(ohm_buffer *out, const xmlNode *node);

#endif
