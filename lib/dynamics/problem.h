/* lib/dynamics/problem.h -- a circuit that moves: graph, memristors, drive.
 *
 * What every integrator takes.  Everything is borrowed and stays unchanged while
 * an integrator holds it; the three agree on N and M. */
#ifndef OHM_DYNAMICS_PROBLEM_H
#define OHM_DYNAMICS_PROBLEM_H

#include "device/memristor.h"
#include "dynamics/drive.h"
#include "topology/graph.h"

typedef struct {
    const ohm_graph *graph;
    const ohm_memristors *device;
    const ohm_drive *drive;
} ohm_problem;

#endif
