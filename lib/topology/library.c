/* lib/topology/library.c -- see library.h */
#include "topology/library.h"

#include <flint/flint.h>
#include <igraph/igraph.h>

const char *
ohm_igraph_version(void)
{
    return IGRAPH_VERSION;
}

const char *
ohm_flint_version(void)
{
    return FLINT_VERSION;
}
