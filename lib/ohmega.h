/* ohmega.h -- the umbrella over every public header of libohmega. */
#ifndef OHMEGA_H
#define OHMEGA_H

#ifdef __cplusplus
#define restrict __restrict     /* C++ has no such keyword */
extern "C" {
#endif

#include "base/array.h"
#include "base/control.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/rng.h"
#include "base/status.h"
#include "base/text.h"
#include "case/assign.h"
#include "case/attributes.h"
#include "case/circuit.h"
#include "case/circuit_file.h"
#include "case/generated.h"
#include "case/values.h"
#include "solve/cvode.h"
#include "solve/dense.h"
#include "solve/library.h"
#include "device/memristor.h"
#include "device/window.h"
#include "dynamics/drive.h"
#include "dynamics/simulate.h"
#include "dynamics/waveform.h"
#include "io/json.h"
#include "io/source.h"
#include "io/table.h"
#include "io/graphml.h"
#include "topology/bridges.h"
#include "topology/sign_matrix.h"
#include "topology/trees_log.h"
#include "topology/memory.h"
#include "topology/incidence.h"
#include "topology/library.h"
#include "topology/cycle.h"
#include "io/json.h"
#include "io/source.h"
#include "io/table.h"
#include "topology/blocks.h"
#include "topology/bridges.h"
#include "topology/cycle.h"
#include "topology/families.h"
#include "topology/families_classic.h"
#include "topology/families_lattice.h"
#include "topology/families_random.h"
#include "topology/families_smallworld.h"
#include "topology/families_spatial.h"
#include "topology/forest.h"
#include "topology/graph.h"
#include "io/adjacency.h"
#include "io/csv.h"
#include "io/edgelist.h"
#include "io/graph6.h"
#include "io/graphml.h"
#include "io/json.h"
#include "io/matrix_market.h"
#include "io/source.h"
#include "io/table.h"
#include "topology/incidence.h"
#include "topology/memory.h"
#include "topology/omega.h"
#include "topology/omega_exact.h"
#include "topology/rational_matrix.h"
#include "topology/sign_matrix.h"
#include "topology/trees.h"
#include "topology/trees_log.h"

#ifdef __cplusplus
}
#undef restrict
#endif

#endif
