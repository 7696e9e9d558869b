/* lib/kirchhoff/steady.h -- steady states of networks of nonlinear conductors.
 *
 * Every edge carries a current that is a function of its own voltage, I_k(U_k) with
 * U_k = p_tail - p_head; some nodes are held at potentials.  At every other node
 *
 *     F_n(p) = sum of I_k leaving n - sum of I_k entering n = 0,
 *
 * found by Newton's method.  Its matrix is the Laplacian of the slopes dI_k/dU_k: positive
 * definite while currents rise with voltages, else indefinite, which takes a pivoting solver
 * (kirchhoff/network.h).  Steps are halved until the imbalance falls; where that fails the
 * held potentials are raised from a common value in steps.  A network whose currents do not
 * all rise can have several steady states: then the one nearest the guess is found, or none.
 *
 * The matrix is symmetric, so gradients of a function of p cost one more solution. */
#ifndef OHM_KIRCHHOFF_STEADY_H
#define OHM_KIRCHHOFF_STEADY_H

#include "base/status.h"
#include "topology/graph.h"

#include <stdbool.h>

/* Currents and slopes of the M edges at the M voltages. */
typedef void ohm_steady_law(double *current, double *slope, const double *voltage, void *data);

typedef struct ohm_steady ohm_steady;       /* one per thread: it holds the workspace */

/* graph is borrowed, held (N flags) copied.  Nodes that no path joins to a held one keep the
 * potential they are guessed at: nothing determines it.  OHM_E_ARG where no node is held. */
ohm_status ohm_steady_alloc(ohm_steady **out, const ohm_graph *graph, const bool *held, ohm_error *err);
void ohm_steady_free(ohm_steady *steady);   /* takes NULL */

/* Which of the N nodes a path joins to a held one (held nodes included). */
const bool *ohm_steady_reached(const ohm_steady *steady);

/* Solves for the potentials, N: in, the values of held nodes and a guess for the others.
 * Allocates nothing after the first call (and the first with falling currents).
 * OHM_E_NOCONV; OHM_E_DOMAIN where a law answers with no number. */
ohm_status ohm_steady_solve(double *potential, ohm_steady *steady, ohm_steady_law *law, void *data,
                            ohm_error *err);

/* At the last solution: currents [A] and slopes [S] in the units of the law, M each. */
const double *ohm_steady_current(const ohm_steady *steady);
const double *ohm_steady_slope(const ohm_steady *steady);

/* Factors the matrix J = dF/dp at the last solution, for any number of ohm_steady_adjoint. */
ohm_status ohm_steady_linearize(ohm_steady *steady, ohm_error *err);

/* Solves J lambda = rhs at the nodes that are not held; lambda is 0 at held ones.  N each;
 * rhs is not read at held nodes.  OHM_E_SINGULAR at a turning point. */
ohm_status ohm_steady_adjoint(double *lambda, const double *rhs, ohm_steady *steady, ohm_error *err);

typedef struct {                /* counted since the network was made */
    size_t solves, iterations, ramped, indefinite;
} ohm_steady_work;

const ohm_steady_work *ohm_steady_worked(const ohm_steady *steady);

#endif
