/* lib/case/assign.c -- see assign.h */
#include "case/assign.h"

#include "base/text.h"
#include "case/attributes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_SIZE = 128 };

typedef enum { DRAW_NOT, DRAW_UNIFORM, DRAW_NORMAL } draw;

typedef struct {
    char left[NAME_SIZE];       /* what stands before "=", cut into: */
    const char *name;
    const char *position;       /* behind "@"; NULL: every element */
    ohm_table_scope scope;
    const char *type;           /* GraphML's */
    size_t first, last;         /* elements first .. last - 1 */
    const char *value;
    draw draw;
    double a, b;                /* of the draw */
} assignment;

/* Takes "edge." or "node." off the name, or finds out which it must be. */
static ohm_status
find_scope(assignment *out, ohm_error *err)
{
    const bool edge = strncmp(out->name, "edge.", 5) == 0, node = strncmp(out->name, "node.", 5) == 0;

    if (edge || node)
        out->name += 5;
    out->scope = node ? OHM_FOR_NODE : OHM_FOR_EDGE;
    out->type = ohm_attribute_type(out->scope, out->name);
    if (out->type == NULL && !edge && !node) {
        out->scope = OHM_FOR_NODE;
        if ((out->type = ohm_attribute_type(OHM_FOR_NODE, out->name)) == NULL)
            return ohm_fail(err, OHM_E_ARG, "%s: no attribute of circuit files; for one of your own "
                            "write edge.%s or node.%s", out->name, out->name, out->name);
    }
    return out->name[0] != '\0' ? OHM_OK : ohm_fail(err, OHM_E_ARG, "an attribute without a name");
}

/* Reads "a,b" behind "uniform:" or "normal:". */
static ohm_status
read_pair(assignment *out, const char *text, ohm_error *err)
{
    char first[NAME_SIZE];
    const size_t length = strcspn(text, ",");
    bool good = text[length] == ',' && length < sizeof first;

    if (good) {
        snprintf(first, sizeof first, "%.*s", (int)length, text);
        good = ohm_text_to_double(&out->a, first) && ohm_text_to_double(&out->b, text + length + 1)
            && isfinite(out->a) && isfinite(out->b)
            && (out->draw == DRAW_UNIFORM ? out->a <= out->b : out->b >= 0.0);
    }
    return good ? OHM_OK : ohm_fail(err, OHM_E_ARG, "%s=%s: expected uniform:a,b with a <= b, "
                                    "or normal:m,s with s >= 0", out->name, out->value);
}

static ohm_status
find_value(assignment *out, ohm_error *err)
{
    double number;

    out->draw = strncmp(out->value, "uniform:", 8) == 0 ? DRAW_UNIFORM
        : strncmp(out->value, "normal:", 7) == 0 ? DRAW_NORMAL : DRAW_NOT;
    if (out->value[0] == '\0')
        return ohm_fail(err, OHM_E_ARG, "%s=: a value is missing", out->name);
    if (out->type == NULL)
        out->type = out->draw != DRAW_NOT || ohm_text_to_double(&number, out->value) ? "double" : "string";
    return out->draw == DRAW_NOT ? OHM_OK : read_pair(out, strchr(out->value, ':') + 1, err);
}

static ohm_status
find_elements(assignment *out, const ohm_table *table, ohm_error *err)
{
    const bool node = out->scope == OHM_FOR_NODE;
    const size_t all = node ? ohm_table_nodes(table) : ohm_table_edges(table);

    out->first = 0;
    out->last = all;
    if (out->position == NULL)
        return OHM_OK;
    if (!ohm_text_to_size(&out->first, out->position) || out->first >= all)
        return ohm_fail(err, OHM_E_ARG, "%s@%s: no such position; the circuit has %zu %s", out->name,
                        out->position, all, node ? "nodes" : "edges");
    out->last = out->first + 1;
    return OHM_OK;
}

/* Takes `text`, which must outlive the assignment, apart. */
static ohm_status
parse(assignment *out, const char *text, const ohm_table *table, ohm_error *err)
{
    const char *equals = strchr(text, '=');
    char *at;
    ohm_status status;

    if (equals == NULL || equals == text || (size_t)(equals - text) >= sizeof out->left)
        return ohm_fail(err, OHM_E_ARG, "%s: expected ATTR=VALUE", text);
    snprintf(out->left, sizeof out->left, "%.*s", (int)(equals - text), text);
    out->name = out->left;
    out->position = NULL;
    out->value = equals + 1;
    if ((at = strchr(out->left, '@')) != NULL) {
        *at = '\0';
        out->position = at + 1;
    }
    if ((status = find_scope(out, err)) != OHM_OK || (status = find_value(out, err)) != OHM_OK)
        return status;
    return find_elements(out, table, err);
}

ohm_status
ohm_assign(ohm_table *table, const char *text, ohm_rng *rng, ohm_error *err)
{
    assignment set;
    size_t column;
    ohm_status status = parse(&set, text, table, err);

    if (status != OHM_OK)
        return status;
    status = ohm_table_add_column(&column, table, set.scope, set.name, set.type, err);
    for (size_t k = set.first; status == OHM_OK && k < set.last; k++) {
        if (set.draw == DRAW_NOT)
            status = ohm_table_set_cell(table, column, k, set.value, err);
        else if (set.draw == DRAW_UNIFORM)
            status = ohm_table_set_number(table, column, k, ohm_rng_between(rng, set.a, set.b), err);
        else
            status = ohm_table_set_number(table, column, k, set.a + set.b * ohm_rng_normal(rng), err);
    }
    return status;
}
