/* lib/case/attributes.h -- the attributes a circuit file knows. */
#ifndef OHM_CASE_ATTRIBUTES_H
#define OHM_CASE_ATTRIBUTES_H

#include "io/table.h"

/* GraphML's type of the attribute of this name ("double", "int", "string"); NULL
 * where circuit files know none. */
const char *ohm_attribute_type(ohm_table_scope scope, const char *name);

#endif
