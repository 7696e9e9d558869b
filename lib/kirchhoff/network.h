/* lib/kirchhoff/network.h -- potentials and currents for given conductances.
 *
 * Every edge holds a conductance g_k in series with an EMF S_k [V] (positive
 * drives tail -> head); nodes may be held at a potential V_n or given an injected
 * current J_n [A]:
 *
 *     (B G B^t) p = B G S + J     at every node that is not held,
 *     i = G (S - B^t p),          B i = -J there.
 *
 * B has -1 where an edge leaves a node and +1 where it enters.  In a component
 * without a held node the first node is the datum, p = 0, and J must sum to zero.
 * One symbolic analysis when the network is made; every set of conductances after
 * that is a numeric refactorisation; every solve two triangular ones.
 * Source: theory/memory.md sec. 2, Kirchhoff form of [C17] eq. (4). */
#ifndef OHM_KIRCHHOFF_NETWORK_H
#define OHM_KIRCHHOFF_NETWORK_H

#include "base/archive.h"
#include "base/status.h"
#include "topology/graph.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    OHM_SOLVER_AUTO,            /* chosen from the symbolic analysis */
    OHM_SOLVER_DENSE,           /* LAPACK on N-c: Cholesky, or LU for mixed signs */
    OHM_SOLVER_CHOLESKY,        /* CHOLMOD; all g > 0 only */
    OHM_SOLVER_LU,              /* pivoting sparse LU; mixed signs */
    OHM_SOLVER_CG,              /* conjugate gradients, incomplete Cholesky; all g > 0 only */
    OHM_SOLVER_LOOP,            /* loop currents (A R A^t), dense on L: near-trees */
    OHM_SOLVER_PETSC            /* conjugate gradients, algebraic multigrid; where configured */
} ohm_solver_kind;

const char *ohm_solver_name(ohm_solver_kind kind);      /* "dense", "cholesky", ... */

typedef struct {
    ohm_solver_kind solver;     /* AUTO unless a user insists */
    bool mixed_signs;           /* conductances may be negative: LU or dense only */
    double cg_tolerance;        /* cg, petsc: |B i + J|_2 over |i|_2; 0 takes 1e-12 */
    double solves;              /* for auto: solutions per factorisation; 0 takes 1 */
} ohm_network_options;

typedef struct {
    ohm_solver_kind kind;
    char why[160];              /* one sentence with the numbers it rests on */
    double unknowns;            /* size of the system solved */
    double fill;                /* non-zeros of the factor; 0 where there is none */
    double flops;               /* of one numeric factorisation (cg: of one iteration) */
} ohm_solver_choice;

typedef struct {                /* counted since the network was made */
    size_t factorizations;
    size_t solves;
    size_t cg_iterations;
} ohm_network_work;

typedef struct ohm_network ohm_network;     /* one per thread: it holds the workspace */

/* Analyses the network of `graph` (borrowed; must outlive it).  held: N flags,
 * or NULL for none.  options: NULL for the defaults.  OHM_E_METHOD where the
 * solver asked for cannot do mixed signs or is not built in.
 * Cost: the ordering and symbolic factorisation. */
ohm_status ohm_network_alloc(ohm_network **out, const ohm_graph *graph, const bool *held,
                             const ohm_network_options *options, ohm_error *err);
void ohm_network_free(ohm_network *network);            /* takes NULL */

const ohm_solver_choice *ohm_network_choice(const ohm_network *network);
const ohm_network_work *ohm_network_worked(const ohm_network *network);

/* Writes down, or takes up, the counters: all of a network that outlives a factor. */
void ohm_network_exchange(ohm_network *network, ohm_archive *archive);

/* Takes the M conductances [S] (copied) and factors.  OHM_E_DOMAIN names an edge
 * whose g is zero, not finite, or negative without mixed_signs; OHM_E_SINGULAR
 * where the matrix has no inverse.  Allocates nothing after the first call. */
ohm_status ohm_network_factor(ohm_network *network, const double *g, ohm_error *err);

/* What the following solutions may leave unaccounted for, as a share of the currents:
 * a caller whose own error is larger saves the turns of refinement, or of conjugate
 * gradients, below it.  0 goes back to what the options said, or rounding. */
void ohm_network_tolerate(ohm_network *network, double share);

/* Solves with the last factored conductances.
 *   potential  N [V], out (for cg and petsc its content is the first guess)
 *   current    M [A], out, tail -> head
 *   emf        M [V], or NULL for none
 *   held       N [V], read at held nodes only; NULL for 0 V everywhere
 *   injection  N [A], or NULL for none
 * One step of iterative refinement is made where it pays.  OHM_E_CONTENT where a
 * component without a held node is given a net current (the node is named);
 * OHM_E_PRECISION where the residual shows rounding has won. */
ohm_status ohm_network_solve(double *potential, double *current, ohm_network *network,
                             const double *emf, const double *held, const double *injection,
                             ohm_error *err);

/* Sets of EMFs answered together: what a tangent vector, or a column of a matrix, needs. */
enum { OHM_NETWORK_LANES = 16 };

/* The currents that OHM_NETWORK_LANES sets of EMFs drive on their own (held nodes at
 * 0 V, no injections), with the last factored conductances.  Both arrays are M by
 * OHM_NETWORK_LANES, the sets of one edge side by side, and may be the same.  No
 * refinement: what the factor gives (cg: each set to its tolerance).  Allocates at the
 * first call only. */
ohm_status ohm_network_response(double *current, const double *emf, ohm_network *network, ohm_error *err);

/* The diagonal of that response (M, out) [S]: what an EMF of 1 V in an edge drives through the
 * edge itself, g_k - g_k^2 times the effective resistance across it.  As many solves as there
 * are unknowns.  Allocates at the first call only. */
ohm_status ohm_network_self_response(double *diagonal, ohm_network *network, ohm_error *err);

/* log |det A| of the last factored conductances, A = B_r G B_r^t: for unit ones and no
 * held node the logarithm of the number of spanning trees (forests of a disconnected
 * graph).  OHM_E_METHOD for lu, cg and dense with mixed signs; OHM_E_ARG before a factor. */
ohm_status ohm_network_log_determinant(double *out, const ohm_network *network, ohm_error *err);

/* Current delivered into the circuit at every node [A]: outflow minus inflow of
 * the M edge currents. */
void ohm_network_delivered(double *delivered, const double *current, const ohm_graph *graph);

/* Largest |B i + J| [A] over the nodes that are not held: how well Kirchhoff's
 * current law holds.  injection may be NULL. */
double ohm_network_kcl_residual(const double *current, const double *injection,
                                const ohm_network *network);

#endif
