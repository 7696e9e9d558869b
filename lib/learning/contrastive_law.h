/* lib/learning/contrastive_law.h -- parameters to conductances, contrasts to changes. */
#ifndef OHM_LEARNING_CONTRASTIVE_LAW_H
#define OHM_LEARNING_CONTRASTIVE_LAW_H

#include "learning/contrastive.h"

/* Conductance of edge e at parameter theta [S]; of a transistor, its overdrive
 * g = V_G - V_th [V]. */
double ohm_contrastive_conductance(const ohm_contrastive_plan *plan, size_t e, double theta);

/* What the contrast c [V^2] changes of parameter theta of edge e, before it is clipped.
 * Potentiometers move a tap towards more resistance where c > 0. */
double ohm_contrastive_change(const ohm_contrastive_plan *plan, double theta, double c);

/* Whether the edges are curves of their own voltage, and which. */
bool ohm_contrastive_curve(ohm_curve *curve, const ohm_contrastive_plan *plan);

/* Whether each write takes the sign of the edge's own free voltage: memristors, laws raw and pulse. */
bool ohm_contrastive_oriented(const ohm_contrastive_plan *plan);

/* theta within what edge e can hold. */
double ohm_contrastive_clip(const ohm_contrastive_plan *plan, size_t e, double theta);

#endif
