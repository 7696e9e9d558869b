/* lib/case/oxide_config.h -- an oxide device from a JSON file, and changes to one.
 *
 *     { "lambda2": 0.01,
 *       "species": [ { "name": "n", "z": -1, "m": 1, "s": 1, "a": 1, "left": 1, "right": 0.1 },
 *                    { "name": "p", "z": 1, "left": 0.0025, "right": 0.025 },
 *                    { "name": "D", "z": 1, "initial": 1 } ],
 *       "doping": 0 }
 *
 * A species: z its charge (needed), m mobility [1], s stored 1 or quasi-static 0 [1], a exponent
 * [1], saturation the density of all sites (Blakemore; null for none), left and right the contact:
 * a density (ohmic), null (blocking, the default), or {"schottky": density, "velocity": v};
 * initial a density or one for each node (null: steady; needed without contacts).
 * Beside them: doping a number or one for each node [0]; potential [V_0, V_1], the built-in one,
 * by default that of contact equilibrium; grid "uniform", "cosine" or the nodes; matched false to
 * allow contacts out of equilibrium; srh {"species": ["n","p"], "intrinsic": n_i,
 * "lifetimes": [tau_n, tau_p]}, recombination. */
#ifndef OHM_CASE_OXIDE_CONFIG_H
#define OHM_CASE_OXIDE_CONFIG_H

#include "device/oxide_model.h"
#include "io/json.h"

typedef struct {
    ohm_oxide_model *model;
    bool built_in_given;        /* potential was set, not to be derived */
    bool mismatch_allowed;
    ohm_srh srh;                /* what the model's recombination points to */
} ohm_oxide_config;             /* owns the model */

/* From a preset or from a JSON tree, on `cells` cells.  OHM_E_CONTENT names key and value. */
ohm_status ohm_oxide_config_preset(ohm_oxide_config **out, const char *name, size_t cells, ohm_grid_kind grid,
                                   ohm_error *err);
ohm_status ohm_oxide_config_read(ohm_oxide_config **out, const ohm_json *root, size_t cells,
                                 ohm_grid_kind grid, ohm_error *err);
void ohm_oxide_config_free(ohm_oxide_config *config);   /* takes NULL */

/* Changes one entry: KEY=VALUE with VALUE as in the file, KEY a key of it or SPECIES.KEY
 * (also species.SPECIES.KEY), SPECIES a name or a position: "lambda2=0.1", "D.z=2". */
ohm_status ohm_oxide_config_set(ohm_oxide_config *config, const char *assignment, ohm_error *err);

/* Derives the built-in potential where none was given, and checks everything; contacts out of
 * equilibrium are OHM_E_CONTENT unless allowed. */
ohm_status ohm_oxide_config_finish(ohm_oxide_config *config, ohm_error *err);

#endif
