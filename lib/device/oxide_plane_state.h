/* lib/device/oxide_plane_state.h -- inside oxide_plane: what its files share.  Private. */
#ifndef OHM_DEVICE_OXIDE_PLANE_STATE_H
#define OHM_DEVICE_OXIDE_PLANE_STATE_H

#include "device/oxide_flux.h"
#include "device/oxide_plane.h"
#include "solve/block_sparse.h"

struct ohm_oxide_plane {
    const ohm_oxide_model *model;
    const ohm_mesh *mesh;
    ohm_oxide_scheme scheme;
    size_t species;             /* S; index S is the potential */
    bool reduced;
    oxide_law law[OHM_OXIDE_SPECIES_MAX];
    oxide_edges edges;          /* over arrays of the edges, padded to vectors */
    ohm_block_sparse *matrix;
    double *memory;             /* of all arrays but the solver's */

    double *unknown[OXIDE_UNKNOWNS_MAX], *old[OXIDE_UNKNOWNS_MAX], *older[OXIDE_UNKNOWNS_MAX];  /* nodes */
    double *history[OHM_OXIDE_SPECIES_MAX];     /* nodes: what d_t u has besides rate * u */
    double *slope[OHM_OXIDE_SPECIES_MAX];       /* nodes: h'(u) */
    double *lift[OHM_OXIDE_SPECIES_MAX];        /* nodes: h'(ubar), or NULL without contact */
    double *reference[OHM_OXIDE_SPECIES_MAX];   /* nodes: h(ubar) - h'(ubar) ubar */
    double *psi, *box;          /* nodes; box is 0 in the padding */
    double *end[2][OXIDE_UNKNOWNS_MAX];         /* edges: unknowns at tail and head */
    double *weight;             /* edges */
    double *rhs, *solution;     /* nodes * (S + 1) */

    double capacity;            /* sum of weight (difference of psi)^2 */
    double order[3];            /* d_t u = order[0] u + order[1] old + order[2] older */
    bool steady;                /* order is zero: state 0, given densities frozen */
    double voltage, voltage_old, energy;
    double time, dt_before;
    double change, change_before;
    bool clipped;
    ohm_oxide_record record;
};

/* ---- oxide_plane_newton.c ---- */
void oxide_plane_set_contacts(ohm_oxide_plane *plane);

/* Newton from the iterate to convergence; *iterations counts.  OHM_E_NOCONV names the node. */
ohm_status oxide_plane_newton(ohm_oxide_plane *plane, int *iterations, ohm_error *err);

/* Unknowns at the ends of the edges, and the fluxes between. */
void oxide_plane_fluxes(ohm_oxide_plane *plane, bool slopes);

/* ---- oxide_plane_balance.c ---- */
/* Energy, dissipation, currents of the iterate as a record; checks the guarantees of a step
 * (not of state 0).  OHM_E_PRECISION names the broken one. */
ohm_status oxide_plane_balance(ohm_oxide_record *record, ohm_oxide_plane *plane, double dt, bool euler,
                               ohm_error *err);

#endif
