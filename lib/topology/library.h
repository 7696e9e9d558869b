/* lib/topology/library.h -- which foreign libraries topology was built with. */
#ifndef OHM_TOPOLOGY_LIBRARY_H
#define OHM_TOPOLOGY_LIBRARY_H

const char *ohm_igraph_version(void);       /* "0.10.2", static */
const char *ohm_flint_version(void);        /* "2.9.0", static */

#endif
