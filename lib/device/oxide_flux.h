/* lib/device/oxide_flux.h -- two-point fluxes on all edges of a grid.  Private.
 *
 * Scharfetter-Gummel, and its well-balanced generalisation for other statistics, on an
 * edge of weight 1/h (in two dimensions: box face over edge length), s = z (V_r - V_l):
 *
 *     F = m weight r [ B(s/r) u_l - B(-s/r) u_r ],   r = (h'(u_r) - h'(u_l)) / (ln u_r - ln u_l),
 *
 * r = 1 for Boltzmann statistics.  F = 0 exactly when h'(u) + z V is constant.  The flux of
 * the potential is the displacement -lambda^2 weight (V_r - V_l).  B(-s) = B(s) + s, so one
 * exponential serves every Boltzmann species of the same |z|.
 * Source: Bessemoulin-Chatard, Numer. Math. 121 (2012); theory sec. 1.3. */
#ifndef OHM_DEVICE_OXIDE_FLUX_H
#define OHM_DEVICE_OXIDE_FLUX_H

#include "device/oxide_law.h"
#include "device/oxide_model.h"

#include <stdbool.h>

enum { OXIDE_UNKNOWNS_MAX = OHM_OXIDE_SPECIES_MAX + 1 };

/* Arrays over edges; vector loops read and write up to the next multiple of 8, where the
 * weight must be 0 and the densities positive.  Index [species_count] is the potential. */
typedef struct {
    size_t count;               /* edges (times lanes) */
    size_t species_count;
    const oxide_law *law;
    double lambda2;
    const double *weight;
    const double *left[OXIDE_UNKNOWNS_MAX];     /* unknowns at the left ends */
    const double *right[OXIDE_UNKNOWNS_MAX];
    double *flux[OXIDE_UNKNOWNS_MAX];           /* out */
    bool slopes;                /* also the four below, species only */
    double *by_left[OHM_OXIDE_SPECIES_MAX];     /* -dF/du_l: what the right node's row gets */
    double *by_right[OHM_OXIDE_SPECIES_MAX];    /* dF/du_r: what the left node's row gets */
    double *by_drop_left[OHM_OXIDE_SPECIES_MAX];        /* dF/d(V_r - V_l), written twice: */
    double *by_drop_right[OHM_OXIDE_SPECIES_MAX];       /* for the left node, for the right */
} oxide_edges;

void oxide_laws_set(oxide_law *law, const ohm_oxide_model *model);
void oxide_fluxes(const oxide_edges *edges);

#endif
