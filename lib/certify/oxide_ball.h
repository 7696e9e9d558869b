/* lib/certify/oxide_ball.h -- one implicit step of an oxide device in balls; private.
 *
 * Scharfetter-Gummel fluxes F = (m / h) (B(s) u_l - B(-s) u_r), B(s) = s / (e^s - 1), of Boltzmann
 * species between Ohmic and blocking contacts; node by node
 *
 *     w (u - u_old) / dt + F_right - F_left = 0,     -lambda^2 V'' = sum z u - A,
 *
 * in the boxes w of the nodes.  The old densities are taken as exact doubles, and V_old is
 * what Poisson's equation makes of them.
 * Krawczyk's operator encloses the new state, and in it the terms of the energy identity
 *
 *     H - H_old + dt sum Dis + R = dt P + (U - U_old) sum w z x u_old + (lambda^2 / 2) (U - U_old)^2,
 *
 * P = - sum F Delta(h'(ubar) + z Vbar) over the species with contacts, which holds for any
 * contact data, matched or not; the last sum is over the species without.
 * Source: theory/drift-diffusion.md secs. 1.3, 3. */
#ifndef OHM_CERTIFY_OXIDE_BALL_H
#define OHM_CERTIFY_OXIDE_BALL_H

#include "certify/arb_door.h"
#include "device/oxide_model.h"

typedef struct {
    const ohm_oxide_model *model;
    double dt, voltage, voltage_old;
    const double *old;              /* species * nodes densities before the step */
    const double *guess;            /* (species + 1) * nodes: what the step gave, V last */
    bool planted;                   /* for the tests: the field's work with the wrong sign */
} ohm_oxide_question;               /* borrowed */

typedef struct {
    size_t unknowns, nodes;         /* species + 1, nodes */
    arb_ptr state;                  /* unknowns * nodes */
    arb_t current;                  /* electric, of the species, into the contact x = 1 */
    arb_t energy, energy_old, remainder, power, work;
    arb_ptr dissipation;            /* species */
    arb_t defect;                   /* left minus right side: holds 0 */
} ohm_oxide_answer;                 /* owns its balls */

/* OHM_E_METHOD for other statistics, Schottky contacts, recombination, quasi-static species, and
 * more nodes than dense balls should have; OHM_E_UNPROVED where no state is shown to exist. */
ohm_status ohm_oxide_ball_step(ohm_oxide_answer **out, const ohm_oxide_question *question, long bits,
                               ohm_error *err);
void ohm_oxide_answer_free(ohm_oxide_answer *answer);       /* takes NULL */

/* B(s) and B'(s), 0 among the s or not. */
void ohm_bernoulli_ball(arb_t value, arb_t slope, const arb_t s, long bits);

#endif
