/* lib/kirchhoff/nonlinear.h -- networks of resistors and of elements with a state.
 *
 * Some edges carry elements (device/element.h), the others conductances.  In every implicit
 * time step the node potentials p solve Kirchhoff's current law
 *
 *     sum of i_k leaving a node = J_n,    i_k = g_k U_k  or  I_k(U_k),    U = S - B^t p,
 *
 * by Newton's method: each element is replaced by its companion I + (dI/dU)(U' - U), which is
 * a linear network (kirchhoff/network.h), while the elements make one Newton update of their
 * own: together that is Newton's method on circuit and elements at once.  Where it does not
 * converge the elements are solved for each guess of the voltages, and where that fails the
 * sources are ramped from their last values. */
#ifndef OHM_KIRCHHOFF_NONLINEAR_H
#define OHM_KIRCHHOFF_NONLINEAR_H

#include "device/element.h"
#include "kirchhoff/network.h"

typedef struct {
    ohm_elements elements;
    const size_t *edge;         /* elements.count edges they stand on, tail first; borrowed */
} ohm_element_group;

typedef struct {                /* borrowed; any pointer may be NULL: zero everywhere */
    const double *emf;          /* M, drives tail -> head */
    const double *held;         /* N, read at held nodes */
    const double *injection;    /* N */
} ohm_sources;

typedef struct {                /* counted since the circuit was made */
    size_t steps;
    size_t updates;             /* of all groups */
    size_t settled;             /* steps that needed elements solved for each guess */
    size_t ramped;              /* steps whose sources had to be ramped */
} ohm_nonlinear_work;

typedef struct ohm_nonlinear ohm_nonlinear;

/* conductance: M numbers, not read on edges with elements.  graph is borrowed; the groups are
 * copied (not what they point to).  OHM_E_ARG where an edge carries two elements. */
ohm_status ohm_nonlinear_alloc(ohm_nonlinear **out, const ohm_graph *graph, const bool *held,
                               const double *conductance, const ohm_element_group *group, size_t groups,
                               const ohm_network_options *options, ohm_error *err);
void ohm_nonlinear_free(ohm_nonlinear *circuit);        /* takes NULL */

/* One step of length dt with the sources at its end.  On failure the elements are in the state
 * before it; OHM_E_NOCONV names time and edge. */
ohm_status ohm_nonlinear_step(ohm_nonlinear *circuit, double dt, const ohm_sources *sources, ohm_error *err);

/* After the last step: potentials N, currents M (tail -> head), voltages M (with the emf). */
const double *ohm_nonlinear_potential(const ohm_nonlinear *circuit);
const double *ohm_nonlinear_current(const ohm_nonlinear *circuit);
const double *ohm_nonlinear_voltage(const ohm_nonlinear *circuit);
double ohm_nonlinear_time(const ohm_nonlinear *circuit);
const ohm_nonlinear_work *ohm_nonlinear_worked(const ohm_nonlinear *circuit);

#endif
