/* lib/learning/contrastive_placement.h -- which nodes play the roles of a task, and what is damaged. */
#ifndef OHM_LEARNING_CONTRASTIVE_PLACEMENT_H
#define OHM_LEARNING_CONTRASTIVE_PLACEMENT_H

#include "learning/contrastive.h"

/* Puts every node that has a role in plan (a source, an end of a target) on a node drawn from
 * the stream of the realization, all different, nodes of one role together: source, plan->sources
 * and target, plan->targets, may be those of the plan.  Draws again where a target would be out of
 * reach; OHM_E_CONTENT where that never ends. */
ohm_status ohm_contrastive_place(size_t *source, ohm_readout *target, const ohm_contrastive_plan *plan,
                                 ohm_error *err);

/* Cuts `count` more edges, drawn from the stream of the realization among those whose loss
 * leaves every target joined to a source.  cut: M, in and out.  OHM_E_ARG where there are not
 * so many. */
ohm_status ohm_contrastive_damage(bool *cut, const ohm_contrastive_plan *plan, size_t count, ohm_error *err);

#endif
