/* lib/io/gmsh.c -- see gmsh.h */
#include "io/gmsh.h"

#include "base/array.h"
#include "base/text.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBERS_MAX = 4096 };            /* on one line: an entity with its boundary */
static const size_t TAG_MAX = 20000000;        /* the map from tags to positions is an array */

static const char BLANKS[] = " \t";

enum { LINE_ELEMENT = 1, TRIANGLE_ELEMENT = 2, POINT_ELEMENT = 15 };

typedef struct {                        /* a physical curve of an elementary one (4.1) */
    size_t curve, physical;
} membership;

typedef struct {
    ohm_source *source;
    ohm_gmsh *mesh;
    ohm_error *err;
    double version;
    double number[NUMBERS_MAX];         /* of the line read last */
    size_t count;
    size_t *position;                   /* of node tags; SIZE_MAX: none */
    size_t tags;
    size_t *group_physical;             /* physical number of each group */
    membership *member;
    size_t members;
    size_t triangle_room, line_room;
} reader;

static ohm_status
broken(const reader *r, const char *what)
{
    return ohm_fail(r->err, OHM_E_CONTENT, "%s: line %zu: %s", ohm_source_name(r->source),
                    ohm_source_line_number(r->source), what);
}

/* The next line; its numbers (up to the first word that is none). */
static ohm_status
next_line(char **line, reader *r)
{
    size_t length;
    const ohm_status status = ohm_source_line(line, &length, r->source, r->err);

    r->count = 0;
    if (status != OHM_OK)
        return status;
    if (*line == NULL)
        return broken(r, "the file ends in the middle");
    for (char *word = *line + strspn(*line, BLANKS); *word != '\0' && r->count < NUMBERS_MAX;) {
        char *end = word + strcspn(word, BLANKS);
        const char held = *end;

        *end = '\0';
        const bool number = ohm_text_to_double(&r->number[r->count], word);
        *end = held;
        if (!number)
            break;
        r->count++;
        word = end + strspn(end, BLANKS);
    }
    return OHM_OK;
}

/* A line of at least `least` numbers. */
static ohm_status
next_numbers(reader *r, size_t least)
{
    char *line;
    const ohm_status status = next_line(&line, r);

    if (status != OHM_OK)
        return status;
    return r->count >= least ? OHM_OK : broken(r, "too few numbers");
}

/* Number k as a count or a tag. */
static ohm_status
whole(size_t *value, const reader *r, size_t k)
{
    const double x = r->number[k];

    *value = 0;
    if (!(x >= 0.0 && x <= 1e15 && x == floor(x)))
        return broken(r, "a whole number was expected");
    *value = (size_t)x;
    return OHM_OK;
}

/* ---- physical names and entities ---------------------------------------------------- */

static ohm_status
add_group(size_t *group, reader *r, size_t physical, const char *name)
{
    ohm_gmsh *mesh = r->mesh;
    char number[24];

    for (*group = 0; *group < mesh->groups; ++*group)
        if (r->group_physical[*group] == physical)
            return OHM_OK;
    snprintf(number, sizeof number, "%zu", physical);
    if (name == NULL)
        name = number;
    char **names = ohm_resize(mesh->group, mesh->groups + 1, sizeof *names);
    if (names != NULL)
        mesh->group = names;
    size_t *physicals = ohm_resize(r->group_physical, mesh->groups + 1, sizeof *physicals);
    if (physicals != NULL)
        r->group_physical = physicals;
    char *copy = ohm_copy(name, strlen(name) + 1, 1);
    if (names == NULL || physicals == NULL || copy == NULL) {
        free(copy);
        return ohm_fail(r->err, OHM_E_NOMEM, "%s: physical curves", ohm_source_name(r->source));
    }
    names[mesh->groups] = copy;
    physicals[mesh->groups] = physical;
    *group = mesh->groups++;
    return OHM_OK;
}

/* Lines  dimension number "name". */
static ohm_status
read_names(reader *r)
{
    ohm_status status = next_numbers(r, 1);
    size_t names, physical, group;
    char *line;

    if (status != OHM_OK || (status = whole(&names, r, 0)) != OHM_OK)
        return status;
    for (size_t k = 0; k < names; k++) {
        if ((status = next_line(&line, r)) != OHM_OK)
            return status;
        char *open = strchr(line, '"'), *close = open != NULL ? strchr(open + 1, '"') : NULL;
        if (r->count < 2 || close == NULL)
            return broken(r, "expected: dimension number \"name\"");
        *close = '\0';
        if (r->number[0] == 1.0 && ((status = whole(&physical, r, 1)) != OHM_OK
                                    || (status = add_group(&group, r, physical, open + 1)) != OHM_OK))
            return status;
    }
    return OHM_OK;
}

/* Which physical curves each curve belongs to: the fourth block of numbers of its line. */
static ohm_status
read_entities(reader *r)
{
    size_t points, curves, here, curve;
    ohm_status status = next_numbers(r, 4);

    if (status != OHM_OK || (status = whole(&points, r, 0)) != OHM_OK
        || (status = whole(&curves, r, 1)) != OHM_OK)
        return status;
    for (size_t k = 0; k < points; k++)
        if ((status = next_numbers(r, 4)) != OHM_OK)
            return status;
    for (size_t k = 0; k < curves; k++) {
        if ((status = next_numbers(r, 8)) != OHM_OK || (status = whole(&curve, r, 0)) != OHM_OK
            || (status = whole(&here, r, 7)) != OHM_OK)
            return status;
        if (here > r->count - 8)
            return broken(r, "too few numbers");
        membership *more = ohm_resize(r->member, r->members + here, sizeof *more);
        if (more == NULL)
            return ohm_fail(r->err, OHM_E_NOMEM, "%s: curves", ohm_source_name(r->source));
        r->member = more;
        for (size_t m = 0; m < here; m++)
            r->member[r->members++] = (membership){ curve, (size_t)fabs(r->number[8 + m]) };
    }
    return OHM_OK;
}

/* ---- nodes ------------------------------------------------------------------------------ */

static ohm_status
make_nodes(reader *r, size_t nodes)
{
    ohm_gmsh *mesh = r->mesh;

    if (mesh->x != NULL)
        return broken(r, "the nodes come twice");
    if (nodes > TAG_MAX)
        return broken(r, "too many nodes");
    mesh->x = OHM_ARRAY(double, nodes);
    mesh->y = OHM_ARRAY(double, nodes);
    return mesh->x != NULL && mesh->y != NULL ? OHM_OK
        : ohm_fail(r->err, OHM_E_NOMEM, "%s: %zu nodes", ohm_source_name(r->source), nodes);
}

static ohm_status
name_node(reader *r, size_t tag, size_t position)
{
    if (tag > TAG_MAX)
        return broken(r, "a node number is too large");
    if (tag >= r->tags) {
        const size_t room = tag + tag / 2 + 64;
        size_t *longer = ohm_resize(r->position, room, sizeof *longer);

        if (longer == NULL)
            return ohm_fail(r->err, OHM_E_NOMEM, "%s: node %zu", ohm_source_name(r->source), tag);
        for (size_t k = r->tags; k < room; k++)
            longer[k] = SIZE_MAX;
        r->position = longer;
        r->tags = room;
    }
    if (r->position[tag] != SIZE_MAX)
        return broken(r, "a node number comes twice");
    r->position[tag] = position;
    return OHM_OK;
}

/* Coordinates from number `first` of the line on. */
static ohm_status
place_node(reader *r, size_t position, size_t first)
{
    if (!isfinite(r->number[first]) || !isfinite(r->number[first + 1]))
        return broken(r, "a coordinate is not finite");
    if (r->number[first + 2] != 0.0)
        return broken(r, "a node lies off the plane z = 0");
    r->mesh->x[position] = r->number[first];
    r->mesh->y[position] = r->number[first + 1];
    return OHM_OK;
}

static ohm_status
read_nodes_2(reader *r)
{
    size_t nodes, tag;
    ohm_status status = next_numbers(r, 1);

    if (status != OHM_OK || (status = whole(&nodes, r, 0)) != OHM_OK
        || (status = make_nodes(r, nodes)) != OHM_OK)
        return status;
    for (; r->mesh->nodes < nodes; r->mesh->nodes++)
        if ((status = next_numbers(r, 4)) != OHM_OK || (status = whole(&tag, r, 0)) != OHM_OK
            || (status = name_node(r, tag, r->mesh->nodes)) != OHM_OK
            || (status = place_node(r, r->mesh->nodes, 1)) != OHM_OK)
            return status;
    return OHM_OK;
}

static ohm_status
read_nodes_4(reader *r)
{
    size_t blocks, nodes, here, tag;
    ohm_status status = next_numbers(r, 2);

    if (status != OHM_OK || (status = whole(&blocks, r, 0)) != OHM_OK
        || (status = whole(&nodes, r, 1)) != OHM_OK || (status = make_nodes(r, nodes)) != OHM_OK)
        return status;
    for (size_t block = 0; block < blocks; block++) {
        if ((status = next_numbers(r, 4)) != OHM_OK || (status = whole(&here, r, 3)) != OHM_OK)
            return status;
        if (here > nodes - r->mesh->nodes)
            return broken(r, "more nodes than announced");
        for (size_t k = 0; k < here; k++)
            if ((status = next_numbers(r, 1)) != OHM_OK || (status = whole(&tag, r, 0)) != OHM_OK
                || (status = name_node(r, tag, r->mesh->nodes + k)) != OHM_OK)
                return status;
        for (size_t k = 0; k < here; k++)
            if ((status = next_numbers(r, 3)) != OHM_OK
                || (status = place_node(r, r->mesh->nodes + k, 0)) != OHM_OK)
                return status;
        r->mesh->nodes += here;
    }
    return r->mesh->nodes == nodes ? OHM_OK : broken(r, "fewer nodes than announced");
}

/* ---- elements ------------------------------------------------------------------------------ */

/* `count` node tags from number `first` of the line on. */
static ohm_status
ends(size_t *node, const reader *r, size_t first, size_t count)
{
    if (r->count < first + count)
        return broken(r, "too few numbers");
    for (size_t k = 0; k < count; k++) {
        size_t tag;
        const ohm_status status = whole(&tag, r, first + k);

        if (status != OHM_OK)
            return status;
        if (tag >= r->tags || r->position[tag] == SIZE_MAX)
            return broken(r, "an element has a node that is not there");
        node[k] = r->position[tag];
    }
    return OHM_OK;
}

static ohm_status
add_triangle(reader *r, size_t tag, size_t first)
{
    ohm_gmsh *mesh = r->mesh;

    if (mesh->triangles == r->triangle_room) {
        const size_t room = 2 * r->triangle_room + 64;
        size_t *nodes = ohm_resize(mesh->triangle, 3 * room, sizeof *nodes);
        if (nodes != NULL)
            mesh->triangle = nodes;
        size_t *tags = ohm_resize(mesh->triangle_tag, room, sizeof *tags);
        if (tags != NULL)
            mesh->triangle_tag = tags;
        if (nodes == NULL || tags == NULL)
            return ohm_fail(r->err, OHM_E_NOMEM, "%s: %zu triangles", ohm_source_name(r->source), room);
        r->triangle_room = room;
    }
    mesh->triangle_tag[mesh->triangles] = tag;
    const ohm_status status = ends(mesh->triangle + 3 * mesh->triangles, r, first, 3);
    mesh->triangles += status == OHM_OK;
    return status;
}

static ohm_status
add_line(reader *r, size_t physical, size_t first)
{
    ohm_gmsh *mesh = r->mesh;
    size_t group;
    ohm_status status = add_group(&group, r, physical, NULL);

    if (status != OHM_OK)
        return status;
    if (mesh->lines == r->line_room) {
        const size_t room = 2 * r->line_room + 64;
        size_t *nodes = ohm_resize(mesh->line, 2 * room, sizeof *nodes);
        if (nodes != NULL)
            mesh->line = nodes;
        size_t *groups = ohm_resize(mesh->line_group, room, sizeof *groups);
        if (groups != NULL)
            mesh->line_group = groups;
        if (nodes == NULL || groups == NULL)
            return ohm_fail(r->err, OHM_E_NOMEM, "%s: %zu lines", ohm_source_name(r->source), room);
        r->line_room = room;
    }
    mesh->line_group[mesh->lines] = group;
    status = ends(mesh->line + 2 * mesh->lines, r, first, 2);
    mesh->lines += status == OHM_OK;
    return status;
}

/* Lines  number type tags physical elementary ... nodes. */
static ohm_status
read_elements_2(reader *r)
{
    size_t elements, tag, type, tags, physical;
    ohm_status status = next_numbers(r, 1);

    if (status != OHM_OK || (status = whole(&elements, r, 0)) != OHM_OK)
        return status;
    for (size_t k = 0; status == OHM_OK && k < elements; k++) {
        if ((status = next_numbers(r, 3)) != OHM_OK || (status = whole(&tag, r, 0)) != OHM_OK
            || (status = whole(&type, r, 1)) != OHM_OK || (status = whole(&tags, r, 2)) != OHM_OK)
            return status;
        if (tags > r->count - 3)
            return broken(r, "too few numbers");
        physical = tags > 0 ? (size_t)fabs(r->number[3]) : 0;
        if (type == TRIANGLE_ELEMENT)
            status = add_triangle(r, tag, 3 + tags);
        else if (type == LINE_ELEMENT && physical > 0)
            status = add_line(r, physical, 3 + tags);
        else if (type != LINE_ELEMENT && type != POINT_ELEMENT)
            status = broken(r, "only triangles, lines and points are read");
    }
    return status;
}

/* The lines of one curve, once for each physical curve it belongs to. */
static ohm_status
add_curve_line(reader *r, size_t curve)
{
    ohm_status status = OHM_OK;

    for (size_t m = 0; status == OHM_OK && m < r->members; m++)
        if (r->member[m].curve == curve)
            status = add_line(r, r->member[m].physical, 1);
    return status;
}

static ohm_status
read_elements_4(reader *r)
{
    size_t blocks, entity, type, here, tag;
    ohm_status status = next_numbers(r, 2);

    if (status != OHM_OK || (status = whole(&blocks, r, 0)) != OHM_OK)
        return status;
    for (size_t block = 0; block < blocks; block++) {
        if ((status = next_numbers(r, 4)) != OHM_OK || (status = whole(&entity, r, 1)) != OHM_OK
            || (status = whole(&type, r, 2)) != OHM_OK || (status = whole(&here, r, 3)) != OHM_OK)
            return status;
        if (type != TRIANGLE_ELEMENT && type != LINE_ELEMENT && type != POINT_ELEMENT)
            return broken(r, "only triangles, lines and points are read");
        for (size_t k = 0; status == OHM_OK && k < here; k++) {
            if ((status = next_numbers(r, 2)) != OHM_OK || (status = whole(&tag, r, 0)) != OHM_OK)
                return status;
            if (type == TRIANGLE_ELEMENT)
                status = add_triangle(r, tag, 1);
            else if (type == LINE_ELEMENT)
                status = add_curve_line(r, entity);
        }
        if (status != OHM_OK)
            return status;
    }
    return OHM_OK;
}

/* ---- the file ---------------------------------------------------------------------------------- */

static ohm_status
read_format(reader *r)
{
    const ohm_status status = next_numbers(r, 3);

    if (status != OHM_OK)
        return status;
    r->version = r->number[0];
    if (r->version != 2.2 && r->version != 4.1)
        return broken(r, "only the formats 2.2 and 4.1 are read");
    return r->number[1] == 0.0 ? OHM_OK : broken(r, "a binary file: write it as ASCII");
}

static ohm_status
read_section(reader *r, const char *name)
{
    if (strcmp(name, "$MeshFormat") == 0)
        return read_format(r);
    if (r->version == 0.0)
        return broken(r, "$MeshFormat was expected: not a Gmsh mesh?");
    if (strcmp(name, "$PhysicalNames") == 0)
        return read_names(r);
    if (strcmp(name, "$Entities") == 0)
        return read_entities(r);
    if (strcmp(name, "$Nodes") == 0)
        return r->version == 2.2 ? read_nodes_2(r) : read_nodes_4(r);
    if (strcmp(name, "$Elements") == 0)
        return r->version == 2.2 ? read_elements_2(r) : read_elements_4(r);
    return OHM_OK;              /* what is not known is skipped to its end */
}

static ohm_status
read_sections(reader *r)
{
    char *line, end[64];
    size_t length;
    ohm_status status;

    while ((status = ohm_source_line(&line, &length, r->source, r->err)) == OHM_OK && line != NULL) {
        if (line[0] != '$')
            continue;
        snprintf(end, sizeof end, "$End%.50s", line + 1);
        if ((status = read_section(r, line)) != OHM_OK)
            return status;
        do
            status = next_line(&line, r);
        while (status == OHM_OK && strcmp(line, end) != 0);
        if (status != OHM_OK)
            return status;
    }
    if (status == OHM_OK && r->mesh->triangles == 0)
        return ohm_fail(r->err, OHM_E_CONTENT, "%s: holds no triangles", ohm_source_name(r->source));
    return status;
}

ohm_status
ohm_gmsh_read(ohm_gmsh **out, ohm_source *source, ohm_error *err)
{
    reader *r = OHM_ZEROS(reader, 1);
    ohm_gmsh *mesh = OHM_ZEROS(ohm_gmsh, 1);
    ohm_status status;

    *out = NULL;
    if (r == NULL || mesh == NULL) {
        free(r);
        free(mesh);
        return ohm_fail(err, OHM_E_NOMEM, "%s", ohm_source_name(source));
    }
    r->source = source;
    r->mesh = mesh;
    r->err = err;
    status = read_sections(r);
    free(r->position);
    free(r->group_physical);
    free(r->member);
    free(r);
    if (status != OHM_OK) {
        ohm_gmsh_free(mesh);
        return status;
    }
    *out = mesh;
    return OHM_OK;
}

void
ohm_gmsh_free(ohm_gmsh *mesh)
{
    if (mesh == NULL)
        return;
    for (size_t k = 0; k < mesh->groups; k++)
        free(mesh->group[k]);
    free(mesh->group);
    free(mesh->x);
    free(mesh->y);
    free(mesh->triangle);
    free(mesh->triangle_tag);
    free(mesh->line);
    free(mesh->line_group);
    free(mesh);
}

size_t
ohm_gmsh_find(const ohm_gmsh *mesh, const char *name)
{
    for (size_t k = 0; k < mesh->groups; k++)
        if (strcmp(mesh->group[k], name) == 0)
            return k;
    return SIZE_MAX;
}
