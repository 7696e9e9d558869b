/* lib/certify/ledger.c -- see ledger.h */
#include "certify/ledger.h"
#include "certify/claim_tables.h"

#include <string.h>

static const ohm_claim_table *const tables[] = {
    &ohm_claims_memory_circuit, &ohm_claims_memory_capacity, &ohm_claims_memory_effective,
    &ohm_claims_memory_regimes, &ohm_claims_memory_symmetry, &ohm_claims_memory_stability,
    &ohm_claims_memory_gradient, &ohm_claims_memory_theorems, &ohm_claims_memory_structure,
    &ohm_claims_memory_walls, &ohm_claims_fluidic, &ohm_claims_fluidic_channel,
    &ohm_claims_fluidic_networks, &ohm_claims_perceptron, &ohm_claims_perceptron_pulses,
    &ohm_claims_perceptron_bounds, &ohm_claims_oxide, &ohm_claims_oxide_scheme,
    &ohm_claims_oxide_step, &ohm_claims_contrastive, &ohm_claims_contrastive_transistors,
};

enum { TABLES = sizeof tables / sizeof *tables };

size_t
ohm_ledger_count(void)
{
    size_t count = 0;

    for (size_t t = 0; t < TABLES; t++)
        count += tables[t]->count;
    return count;
}

const ohm_claim *
ohm_ledger_at(size_t k)
{
    for (size_t t = 0; t < TABLES; t++) {
        if (k < tables[t]->count)
            return &tables[t]->row[k];
        k -= tables[t]->count;
    }
    return NULL;
}

const ohm_claim *
ohm_ledger_find(const char *id)
{
    for (size_t t = 0; t < TABLES; t++)
        for (size_t k = 0; k < tables[t]->count; k++)
            if (strcmp(tables[t]->row[k].id, id) == 0)
                return &tables[t]->row[k];
    return NULL;
}
