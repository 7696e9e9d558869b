/* lib/certify/ledger_page.c -- the ledger as a page of doc/; see ledger.h */
#include "certify/ledger.h"

#include <string.h>

static const char HEAD[] =
    "# The ledger of claims\n\n"
    "<!-- made by `ohmega claims list --markdown`; do not edit -->\n\n"
    "What the sources state or use, and what we add (X), decided by computation. A row says where the\n"
    "claim stands, what came out, how, and which planted error its method must catch: a test plants it in\n"
    "every row and sees the verdict fall. `ohmega claims verify` decides all of them again from nothing\n"
    "but this table; `ohmega claims show ID` prints the evidence; [proofs-data](../proofs-data/README.md)\n"
    "keeps it. The sources are in [references.md](references.md).\n\n"
    "| verdict | means |\n|---|---|\n"
    "| proved | true: a general argument stands with the row, and exact evaluations agree with it; "
    "or the domain was exhausted |\n"
    "| certified | true on the domain that is named, by enclosures (balls) |\n"
    "| refuted | false: an exact or enclosed counterexample |\n"
    "| corrected | false as printed; the corrected statement is proved or certified |\n"
    "| supported | doubles only: evidence, no proof |\n\n"
    "An evaluation on random rational states is exact, but a proof only together with its general\n"
    "argument; where a method says *every connected graph of up to 7 nodes*, all 996 were evaluated.\n"
    "R_on = 1 in evaluations unless it is said; Omega_bar = A^t (A P A^t)^-1 A P, S_bar = P S,\n"
    "M = (I + xi Omega_bar W)^-1 Omega_bar.\n\n";

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
    fputs(HEAD, file);
    put_count(file);
    for (size_t k = 0; k < ohm_ledger_count();)
        k = put_source(file, k);
    if (ferror(file) != 0)
        return ohm_fail(err, OHM_E_IO, "ledger: the page could not be written");
    return OHM_OK;
}
