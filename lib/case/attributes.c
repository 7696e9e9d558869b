/* lib/case/attributes.c -- see attributes.h */
#include "case/attributes.h"

#include <stddef.h>
#include <string.h>

typedef struct {
    const char *name, *type;
} attribute;

static const attribute edge_attributes[] = {
    { "r_on", "double" }, { "r_off", "double" }, { "w", "double" }, { "w_rest", "double" },
    { "polarity", "int" }, { "sign", "int" }, { "alpha", "double" }, { "beta", "double" },
    { "emf", "double" }, { "emf_amplitude", "double" }, { "emf_frequency", "double" },
    { "emf_phase", "double" }, { "window", "string" }, { "length", "double" },
    { "radius_base", "double" }, { NULL, NULL }
};

static const attribute node_attributes[] = {
    { "potential", "double" }, { "potential_amplitude", "double" }, { "potential_frequency", "double" },
    { "potential_phase", "double" }, { "injection", "double" }, { "type", "string" }, { "voltage", "double" },
    { "desired", "double" }, { "pressure", "double" }, { "rho", "double" }, { NULL, NULL }
};

const char *
ohm_attribute_type(ohm_table_scope scope, const char *name)
{
    const attribute *list = scope == OHM_FOR_NODE ? node_attributes
        : scope == OHM_FOR_EDGE ? edge_attributes : NULL;

    for (; list != NULL && list->name != NULL; list++)
        if (strcmp(list->name, name) == 0)
            return list->type;
    return NULL;
}
