/* lib/certify/ledger.c -- see ledger.h */
#include "certify/ledger.h"
#include "certify/claim_tables.h"

#include <string.h>

static const ohm_claim_table *const tables[] = {
    &ohm_claims_memory_circuit,   &ohm_claims_memory_capacity, &ohm_claims_memory_regimes,
    &ohm_claims_memory_symmetry,  &ohm_claims_memory_stability, &ohm_claims_memory_gradient,
    &ohm_claims_memory_theorems,  &ohm_claims_fluidic,         &ohm_claims_perceptron,
    &ohm_claims_oxide,            &ohm_claims_contrastive,
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

/* ---- the page --------------------------------------------------------------------------- */

/* Text as Markdown shows it, on one line of a table too. */
static void
put_text(FILE *file, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("|*<[]`\\", *text) != NULL)
            fputc('\\', file);
        fputc(*text, file);
    }
}

static void
put_fact(FILE *file, const char *name, const char *text)
{
    if (text == NULL)
        return;
    fprintf(file, "  *%s*: ", name);
    put_text(file, text);
    fputs("\n", file);
}

static void
put_count(FILE *file)
{
    size_t count[OHM_VERDICT_UNDECIDED + 1] = { 0 };

    for (size_t k = 0; k < ohm_ledger_count(); k++)
        count[ohm_ledger_at(k)->expected]++;
    fprintf(file, "%zu claims:", ohm_ledger_count());
    for (ohm_verdict v = OHM_VERDICT_PROVED; v < OHM_VERDICT_UNDECIDED; v++)
        fprintf(file, "%s %zu %s", v == OHM_VERDICT_PROVED ? "" : ",", count[v], ohm_verdict_name(v));
    fputs(".\n", file);
}

/* The rows of one source, from k on; returns where the next source starts. */
static size_t
put_source(FILE *file, size_t k)
{
    const char *source = ohm_ledger_at(k)->source;
    const size_t count = ohm_ledger_count();
    size_t end = k;

    while (end < count && strcmp(ohm_ledger_at(end)->source, source) == 0)
        end++;
    fprintf(file, "\n## %s\n\n| id | where | claim | verdict |\n|---|---|---|---|\n", source);
    for (size_t i = k; i < end; i++) {
        const ohm_claim *claim = ohm_ledger_at(i);

        fprintf(file, "| %s | ", claim->id);
        put_text(file, claim->where);
        fputs(" | ", file);
        put_text(file, claim->statement);
        fprintf(file, " | %s |\n", ohm_verdict_name(claim->expected));
    }
    fputs("\n### How\n\n", file);
    for (size_t i = k; i < end; i++) {
        const ohm_claim *claim = ohm_ledger_at(i);

        fprintf(file, "- **%s**, %s.\n", claim->id, ohm_verdict_name(claim->expected));
        put_fact(file, "domain", claim->domain);
        put_fact(file, "instead", claim->correction);
        put_fact(file, "method", claim->method);
        put_fact(file, "proof", claim->proof);
        put_fact(file, "falsified by", claim->falsified_by);
    }
    return end;
}

ohm_status
ohm_ledger_markdown(FILE *file, ohm_error *err)
{
    fputs("# The ledger of claims\n\n"
          "<!-- made by `ohmega claims list --markdown`; do not edit -->\n\n"
          "What the sources state or use, and what we add (X), decided by computation. A row says where the claim\n"
          "stands, what came out, how, and which planted error its method must catch: a test plants it in every row and\n"
          "sees the verdict fall. `ohmega claims verify` decides all of them again from nothing but this table;\n"
          "`ohmega claims show ID` prints the evidence; [proofs-data](../proofs-data/README.md) keeps it.\n\n"
          "| verdict | means |\n|---|---|\n"
          "| proved | true: a general argument stands with the row, and exact evaluations agree with it; or the domain was exhausted |\n"
          "| certified | true on the domain that is named, by enclosures (balls) |\n"
          "| refuted | false: an exact or enclosed counterexample |\n"
          "| corrected | false as printed; the corrected statement is proved or certified |\n"
          "| supported | doubles only: evidence, no proof |\n\n"
          "An evaluation on random rational states is exact, but a proof only together with its general argument; where a\n"
          "method says *every connected graph of up to 7 nodes*, all 996 were evaluated. R_on = 1 in evaluations unless\n"
          "it is said; Omega_bar = A^t (A P A^t)^-1 A P, S_bar = P S, M = (I + xi Omega_bar W)^-1 Omega_bar.\n\n", file);
    put_count(file);
    for (size_t k = 0; k < ohm_ledger_count();)
        k = put_source(file, k);
    if (ferror(file) != 0)
        return ohm_fail(err, OHM_E_IO, "ledger: the page could not be written");
    return OHM_OK;
}
