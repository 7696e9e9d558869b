/* lib/learning/contrastive_modes.h -- mean, slope and curvature of an error. */
#ifndef OHM_LEARNING_CONTRASTIVE_MODES_H
#define OHM_LEARNING_CONTRASTIVE_MODES_H

#include "learning/contrastive_train.h"

/* 1, u and P2(u) = (3 u^2 - 1) / 2, orthonormalised in the mean over the data, OHM_MODES rows
 * of count numbers; u the one input that varies.  *basis is NULL where none or several do,
 * or fewer than OHM_MODES values of it are there, or several targets.  Free with free(). */
ohm_status ohm_contrastive_modes(double **basis, const ohm_contrastive_data *data, size_t sources,
                                 size_t targets, ohm_error *err);

#endif
