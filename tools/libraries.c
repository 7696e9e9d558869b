/* tools/libraries.c -- see libraries.h */
#include "libraries.h"

#include "io/graphml.h"
#include "io/json.h"
#include "solve/dense.h"

#include <stddef.h>

const cli_library libraries[] = {
    { "blas", ohm_blas_name, "dense linear algebra", "libopenblas-dev" },
    { "jansson", ohm_json_library_version, "reading JSON", "libjansson-dev" },
    { "libxml2", ohm_graphml_library_version, "reading and writing GraphML", "libxml2-dev" },
    { NULL, NULL, NULL, NULL }
};
