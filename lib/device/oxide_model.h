/* lib/device/oxide_model.h -- what an oxide device is: species, contacts, grid.
 *
 * Charged species drift and diffuse in the potential they make (scaled: lengths in L,
 * potential in U_T = kT/q, densities in N_0, time in L^2/(mu_0 U_T), current in
 * q mu_0 U_T N_0/L):
 *
 *     s_i d_t u_i + d_x F_i = -nu_i R,   F_i = -m_i u_i d_x (h_i'(u_i) + z_i V),
 *     -lambda^2 V'' = sum_i z_i u_i - A(x),        lambda^2 = eps U_T / (q L^2 N_0).
 *
 * The enthalpy h_i' decides the diffusion: ln u (Boltzmann, F = -m(u' + z u V')),
 * a/(a-1) u^(a-1) (degenerate, diffusion of u^a), ln(u/(1 - u/u_max)) (Blakemore: sites
 * run out).  Memristor preset: electrons n, holes p, oxide vacancies D; vacancies are
 * mobile but cannot leave.  s_i = 0 makes a species follow at once (reduced model).
 * Source: A. Juengel, slides "Memristor drift-diffusion systems" (2024), with the
 * corrections listed in doc/oxide.md. */
#ifndef OHM_DEVICE_OXIDE_MODEL_H
#define OHM_DEVICE_OXIDE_MODEL_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum { OHM_OXIDE_SPECIES_MAX = 8, OHM_OXIDE_NAME = 16 };

typedef enum {
    OHM_CONTACT_BLOCKING,       /* F = 0: the species stays inside */
    OHM_CONTACT_OHMIC,          /* u = density */
    OHM_CONTACT_SCHOTTKY        /* outward flux = velocity (u - density) */
} ohm_contact_kind;

typedef struct {
    ohm_contact_kind kind;
    double density;             /* > 0; of equilibrium, for a Schottky contact */
    double velocity;            /* > 0, Schottky only */
} ohm_contact;

typedef struct {
    char name[OHM_OXIDE_NAME];
    double charge;              /* z, any real number */
    double mobility;            /* m > 0 */
    bool stored;                /* s = 1; false: quasi-static, s = 0 */
    double exponent;            /* a >= 1 */
    double saturation;          /* u_max > 0: Blakemore (then a = 1); 0: none */
    ohm_contact contact[2];     /* at x = 0 and x = 1 */
    double *initial;            /* nodes numbers, owned, or NULL: steady */
} ohm_oxide_species;

/* Net recombination rate R >= 0 where the pair is in excess, and its slopes.  Must vanish
 * in equilibrium. */
typedef void (*ohm_recombination_fn)(double *rate, double slope[2], double first, double second,
                                     const void *data);

typedef struct {
    ohm_recombination_fn rate;  /* NULL: none */
    const void *data;           /* borrowed, handed to rate */
    size_t pair[2];             /* the two species that vanish together */
} ohm_recombination;

/* Shockley-Read-Hall: R = (n p - n_i^2) / (tau_p (n + n_i) + tau_n (p + n_i)). */
typedef struct {
    double intrinsic;           /* n_i > 0 */
    double lifetime[2];         /* tau_n, tau_p > 0 */
} ohm_srh;

void ohm_srh_rate(double *rate, double slope[2], double n, double p, const void *srh);

typedef struct {
    size_t species_count;       /* 1 .. OHM_OXIDE_SPECIES_MAX */
    ohm_oxide_species species[OHM_OXIDE_SPECIES_MAX];
    double lambda2;             /* > 0 */
    double potential[2];        /* built-in V at the contacts; U is added at x = 1 */
    ohm_recombination recombination;
    size_t nodes;               /* >= 2; nodes 0 and nodes-1 are the contacts */
    double *x;                  /* nodes, from 0 to 1, strictly increasing; owned */
    double *doping;             /* nodes, A(x), owned, or NULL for none */
} ohm_oxide_model;

typedef enum { OHM_GRID_UNIFORM, OHM_GRID_COSINE } ohm_grid_kind;

/* `cells` + 1 nodes: x = j/N, or (1 - cos(pi j/N))/2, fine at both contacts. */
ohm_status ohm_oxide_model_alloc(ohm_oxide_model **out, size_t species_count, size_t cells,
                                 ohm_grid_kind grid, ohm_error *err);
void ohm_oxide_model_free(ohm_oxide_model *model);      /* takes NULL */

/* Places the nodes again. */
void ohm_oxide_model_set_grid(ohm_oxide_model *model, ohm_grid_kind grid);

/* "std": the three species of theory, lambda^2 = 1e-2, n = (1, .1), n_i = .05, D = 1.
 * OHM_E_ARG for another name, with the names there are. */
ohm_status ohm_oxide_model_preset(ohm_oxide_model **out, const char *name, size_t cells,
                                  ohm_grid_kind grid, ohm_error *err);

/* Replaces `initial` of a species, or the doping (species == OHM_OXIDE_DOPING). */
#define OHM_OXIDE_DOPING ((size_t)-1)
ohm_status ohm_oxide_model_set_field(ohm_oxide_model *model, size_t species, const double *values,
                                     ohm_error *err);
ohm_status ohm_oxide_model_set_constant(ohm_oxide_model *model, size_t species, double value,
                                        ohm_error *err);

/* Makes every species with a contact quasi-static: the reduced model. */
void ohm_oxide_model_reduce(ohm_oxide_model *model);
bool ohm_oxide_model_is_reduced(const ohm_oxide_model *model);

/* Sets the built-in potential by contact equilibrium: V_0 = ln(u_0/n_i) for the first
 * negative linear species with n_i = `intrinsic`, or 0 where intrinsic is 0, and V_1 - V_0 so
 * that the first species with two contacts is in equilibrium. */
void ohm_oxide_model_set_built_in(ohm_oxide_model *model, double intrinsic);

/* The largest |difference| between the contacts of h'(u) + z V at U = 0, over the species
 * with two contacts: 0 (up to rounding) where the data are "matched", that is, in equilibrium. */
double ohm_oxide_model_mismatch(const ohm_oxide_model *model);

/* Matched contact data differ by rounding: a few ulp of h' and z V. */
#define OHM_OXIDE_MATCHED 1e-10

/* OHM_E_CONTENT names what is wrong: grid, species, contact, node and number. */
ohm_status ohm_oxide_model_check(const ohm_oxide_model *model, ohm_error *err);

/* h'(u) and its inverse for a species; the inverse is 0 where a degenerate species has none. */
double ohm_oxide_enthalpy_slope(const ohm_oxide_species *species, double u);
double ohm_oxide_density_at(const ohm_oxide_species *species, double slope);

#endif
