/* tools/libraries.c -- see libraries.h */
#include "libraries.h"

#include "io/graphml.h"
#include "io/hdf5.h"
#include "io/json.h"
#include "solve/arnoldi.h"
#include "solve/dense.h"
#include "solve/library.h"
#include "topology/library.h"

#include <stddef.h>

const cli_library libraries[] = {
    { "igraph", ohm_igraph_version, "random graph families", "libigraph-dev" },
    { "flint", ohm_flint_version, "exact integers and rationals", "libflint-dev" },
    { "blas", ohm_blas_name, "dense linear algebra", "libopenblas-dev" },
    { "cholmod", ohm_cholmod_version, "sparse Cholesky factors", "libsuitesparse-dev" },
    { "klu", ohm_klu_version, "sparse LU factors", "libsuitesparse-dev" },
    { "arpack", ohm_arpack_version, "eigenvalues of large circuits", "libarpack2-dev" },
    { "petsc", ohm_petsc_version, "multigrid", "petsc-dev, configure --with-petsc" },
    { "sundials", ohm_sundials_version, "ordinary differential equations", "libsundials-dev" },
    { "jansson", ohm_json_library_version, "reading JSON", "libjansson-dev" },
    { "libxml2", ohm_graphml_library_version, "reading and writing GraphML", "libxml2-dev" },
    { "hdf5", ohm_hdf5_version, "trajectories as .h5", "libhdf5-dev" },
    { NULL, NULL, NULL, NULL }
};
