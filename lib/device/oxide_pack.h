/* lib/device/oxide_pack.h -- one device, or eight side by side, in one dimension.  Private.
 *
 * Every array runs over (node, lane) with the lane fastest, so that "the node to the right"
 * is `lanes` numbers on and every loop is a flat loop over vectors of eight, whether the
 * eight are devices or neighbouring nodes of a single one.  A lane vector holds one number
 * per device (eight equal ones for a single device). */
#ifndef OHM_DEVICE_OXIDE_PACK_H
#define OHM_DEVICE_OXIDE_PACK_H

#include "device/oxide.h"
#include "device/oxide_flux.h"
#include "solve/block_tridiagonal.h"

typedef struct {
    double lane[OHM_LANES];
} lane_vector;

typedef enum { LANE_IDLE, LANE_ACTIVE, LANE_CONVERGED, LANE_FAILED } lane_state;

typedef struct {
    const ohm_oxide_model *model;
    size_t species;             /* S; index S is the potential */
    size_t lanes, nodes, count; /* count = nodes * lanes */
    bool reduced;
    bool chain;                 /* the resistor-chain formula gives the current */
    oxide_law law[OHM_OXIDE_SPECIES_MAX];
    oxide_edges edges;
    ohm_block_system *blocks;
    double *memory;             /* of all the arrays below */

    double *unknown[OXIDE_UNKNOWNS_MAX];        /* the iterate, then the new state */
    double *old[OXIDE_UNKNOWNS_MAX];            /* at the last time */
    double *older[OXIDE_UNKNOWNS_MAX];          /* at the one before (BDF2) */
    double *flux[OXIDE_UNKNOWNS_MAX];
    double *history[OHM_OXIDE_SPECIES_MAX];     /* what d_t u has besides rate * u */
    double *slope[OHM_OXIDE_SPECIES_MAX];       /* h'(u) of the new state */
    double *lift[OHM_OXIDE_SPECIES_MAX];        /* h'(ubar); NULL for a species without contact */
    double *reference[OHM_OXIDE_SPECIES_MAX];   /* h(ubar) - h'(ubar) ubar */
    double *weight, *length;    /* 1/h and h of the edge to the right; 0 after the last */
    double *volume, *x, *doping;
    double *potential_change;   /* d_t V, for the displacement */

    lane_vector rate[OHM_OXIDE_SPECIES_MAX];    /* coefficient of u in d_t u; 0: quasi-static */
    lane_vector order[3];       /* d_t u = order[0] u + order[1] old + order[2] older */
    bool frozen[OHM_OXIDE_SPECIES_MAX];         /* rows replaced by du = 0 */

    double voltage[OHM_LANES], voltage_old[OHM_LANES];
    double followed[OHM_LANES]; /* the voltage the iterate has */
    bool has_tangent;           /* the blocks' solution is d(unknown)/dU */
    lane_state state[OHM_LANES];
    double change[OHM_LANES], change_before[OHM_LANES];     /* of the last Newton update */
    double clipped[OHM_LANES];  /* non-zero where a density was held back */
    int iterations[OHM_LANES];
    double energy[OHM_LANES], energy_next[OHM_LANES];   /* of the last accepted state; of the new one */
} oxide_pack;

ohm_status oxide_pack_alloc(oxide_pack **out, const ohm_oxide_model *model, size_t lanes, ohm_error *err);
void oxide_pack_free(oxide_pack *pack);         /* takes NULL */

/* unknown := old, for one lane or (lane == lanes) all. */
void oxide_pack_restore(oxide_pack *pack, size_t lane);

/* The accepted iterate becomes `old`, and that `older`. */
void oxide_pack_commit(oxide_pack *pack);

/* ---- oxide_newton.c ---- */
/* Newton updates do not count as converged above the first; rounding may stop them below the
 * second, when they no longer halve.  (relative in densities, absolute in V [U_T]) */
#define OXIDE_NEWTON_TOL 1e-12
#define OXIDE_NEWTON_STALL 1e-8
/* Smallest density kept: dead cores of degenerate species shrink geometrically to ln 0. */
#define OXIDE_DENSITY_MIN 1e-100

enum { OXIDE_NEWTON_MAX = 60 };

/* Sets the contact values of the iterate for the pack's voltages. */
void oxide_set_contacts(oxide_pack *pack);

/* One Newton update of the active lanes; sets change, clipped, and fails lanes whose matrix
 * is singular. */
void oxide_newton_update(oxide_pack *pack);

/* Iterates until every active lane has converged or failed. */
void oxide_newton(oxide_pack *pack);

/* Whether the last update of a lane was one to stop at. */
bool oxide_lane_settled(const oxide_pack *pack, size_t lane);

/* The node where the last update was largest, relative to the density. */
size_t oxide_newton_worst_node(const oxide_pack *pack, size_t lane);

/* ---- oxide_continuation.c ---- */
/* One lane that plain Newton could not take: more storage, then less; see there.  `unknown`
 * must hold the lane's first guess and `history`, `rate` the step wanted. */
void oxide_continuation(oxide_pack *pack, size_t lane, double dt);

/* The same by walking the voltage from the old value to the new, each solution the next
 * guess. */
void oxide_ramp(oxide_pack *pack, size_t lane, double dt);

/* ---- oxide_balance.c ---- */
typedef struct {                /* per lane, of the state in `unknown` after a step from `old` */
    double energy[OHM_LANES], field_energy[OHM_LANES];          /* H, and its part in the field */
    double remainder[OHM_LANES], field_remainder[OHM_LANES];    /* R, likewise */
    double dissipation[OHM_OXIDE_SPECIES_MAX][OHM_LANES];       /* Dis, per time */
    double contact_power[OHM_OXIDE_SPECIES_MAX][OHM_LANES];     /* P of a species, per time */
    double power[OHM_LANES];    /* its sum: what the contacts put in */
    double work[OHM_LANES];     /* the terms with U - U_old */
    double relaxation[OHM_LANES];       /* of quasi-static species */
    double recombination[OHM_LANES];    /* free energy lost to it, per time */
    double exchange[OHM_LANES]; /* free energy gained through Schottky contacts, per time; <= 0 */
    double mass[OHM_OXIDE_SPECIES_MAX][OHM_LANES];
    double mass_old[OHM_OXIDE_SPECIES_MAX][OHM_LANES];
    double current[OHM_LANES];  /* I = - sum h j */
    double chain[OHM_LANES];    /* the resistor-chain formula; NaN where it does not apply */
    double largest[OHM_LANES], smallest[OHM_LANES];     /* of j over the edges; minus the smallest */
    double spread[OHM_LANES];   /* their difference */
    double scale[OHM_LANES];    /* largest one-sided flux: what the rounding of j is relative to */
    double least[OHM_LANES];    /* smallest density */
} oxide_balance;

/* Fluxes and every balance of the new state. */
void oxide_balance_take(oxide_balance *balance, oxide_pack *pack);

/* The step's guarantees for one lane: positivity, mass, constancy of the current, chain
 * formula, energy identity (only for implicit Euler).  OHM_E_PRECISION names the broken one. */
ohm_status oxide_balance_check(double *defect, const oxide_balance *balance, const oxide_pack *pack,
                               size_t lane, double dt, bool euler, ohm_error *err);

/* ---- oxide_companion.c ---- */
/* Current of the iterate and dI/dU, per lane, from one more solve with the factors of the
 * last update; leaves the tangent d(unknown)/dU as the blocks' solution. */
void oxide_companion(double *current, double *conductance, oxide_pack *pack);

/* Moves the iterate along that tangent to the pack's new voltages, keeping densities positive. */
void oxide_follow(oxide_pack *pack);

/* ---- oxide_start.c ---- */
/* State 0 at the voltages: theory sec. 1.1. */
ohm_status oxide_start(oxide_pack *pack, ohm_error *err);

#endif
