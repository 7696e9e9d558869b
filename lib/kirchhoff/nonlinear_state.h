/* lib/kirchhoff/nonlinear_state.h -- what nonlinear.c and relaxation.c share.  Private. */
#ifndef OHM_KIRCHHOFF_NONLINEAR_STATE_H
#define OHM_KIRCHHOFF_NONLINEAR_STATE_H

#include "kirchhoff/nonlinear.h"

typedef struct {                /* owned arrays of M, N, N */
    double *emf, *held, *injection;
} source_values;

struct ohm_nonlinear {
    const ohm_graph *graph;
    ohm_network *network;
    size_t edges, nodes, groups;
    ohm_element_group *group;
    bool *is_element;           /* M */
    double *slope;              /* M: conductances, and the companions' dI/dU */
    double *flow;               /* M: the elements' currents I at `voltage` */
    double *voltage;            /* M: where the companions were taken */
    double *voltage_old;        /* M: at the last step */
    double *found;              /* M: what the linear network answers */
    source_values sources, old;
    double *injection, *drive;  /* N, M: of the linear network */
    double *potential, *current;        /* N, M */
    double *at;                 /* three arrays for the largest group */
    double time;
    ohm_nonlinear_work work;
};

ohm_status nonlinear_begin(ohm_nonlinear *c, double dt, ohm_error *err);

/* Sources a part of the way from their last values to `goal`. */
void nonlinear_set_sources(ohm_nonlinear *c, const ohm_sources *goal, double part);

/* Currents and slopes of all elements at `voltage`: by one update, or settled. */
ohm_status nonlinear_evaluate(double *largest_change, ohm_nonlinear *c, bool settle, ohm_error *err);

/* The linear network of companions: potential, current, found. */
ohm_status nonlinear_solve_companions(ohm_nonlinear *c, bool factor, ohm_error *err);

/* voltage := found; how far the elements' voltages moved, relative to the largest. */
double nonlinear_move(ohm_nonlinear *c, size_t *worst);

/* All groups together: commit (none where one refuses), abandon, keep a copy, return to it. */
ohm_status nonlinear_commit(ohm_nonlinear *c, ohm_error *err);
void nonlinear_abandon(ohm_nonlinear *c);
ohm_status nonlinear_save(ohm_nonlinear *c, ohm_error *err);
void nonlinear_restore(ohm_nonlinear *c);

/* The steps made belong to the past: time, voltages and sources. */
void nonlinear_advance(ohm_nonlinear *c, double dt);

/* A companion slope below this part of the largest (or negative) would make the linear network
 * singular; as it only steers the iteration, it may be raised. */
#define NONLINEAR_SLOPE_MIN 1e-12

#endif
