/* lib/certify/claim_tables.h -- the tables the ledger is made of.
 *
 * A system adds its rows in a file of its own under lib/certify/claims/ and one line
 * here and in ledger.c.  Private. */
#ifndef OHM_CERTIFY_CLAIM_TABLES_H
#define OHM_CERTIFY_CLAIM_TABLES_H

#include "certify/claim.h"

typedef struct {
    const ohm_claim *row;
    size_t count;
} ohm_claim_table;

extern const ohm_claim_table ohm_claims_memory_circuit;
extern const ohm_claim_table ohm_claims_memory_capacity;
extern const ohm_claim_table ohm_claims_memory_effective;
extern const ohm_claim_table ohm_claims_memory_regimes;
extern const ohm_claim_table ohm_claims_memory_symmetry;
extern const ohm_claim_table ohm_claims_memory_stability;
extern const ohm_claim_table ohm_claims_memory_gradient;
extern const ohm_claim_table ohm_claims_memory_theorems;
extern const ohm_claim_table ohm_claims_memory_structure;
extern const ohm_claim_table ohm_claims_memory_walls;
extern const ohm_claim_table ohm_claims_fluidic;
extern const ohm_claim_table ohm_claims_fluidic_channel;
extern const ohm_claim_table ohm_claims_fluidic_networks;
extern const ohm_claim_table ohm_claims_perceptron;
extern const ohm_claim_table ohm_claims_perceptron_pulses;
extern const ohm_claim_table ohm_claims_perceptron_bounds;
extern const ohm_claim_table ohm_claims_oxide;
extern const ohm_claim_table ohm_claims_oxide_scheme;
extern const ohm_claim_table ohm_claims_oxide_step;
extern const ohm_claim_table ohm_claims_contrastive;
extern const ohm_claim_table ohm_claims_contrastive_transistors;

#endif
