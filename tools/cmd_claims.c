/* tools/cmd_claims.c -- the ledger of claims: list, show, verify. */
#include "command.h"

#include "base/array.h"
#include "certify/ledger.h"
#include "certify/ledger_file.h"
#include "nearest.h"
#include "output.h"
#include "print.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- which claims ------------------------------------------------------------------ */

typedef struct {
    size_t count;
    const ohm_claim **claim;    /* owned array; in the order of the ledger */
    ohm_json **decided;         /* count, owned; NULL until decided */
    size_t changed;             /* verdicts that are not the ledger's */
    const ohm_claim *first;     /* the first of them */
    ohm_verdict found;
} choice;

static void
choice_free(choice *chosen)
{
    for (size_t k = 0; chosen->decided != NULL && k < chosen->count; k++)
        ohm_json_free(chosen->decided[k]);
    free(chosen->decided);
    free(chosen->claim);
}

static ohm_status
no_claim(const char *id, ohm_error *err)
{
    const size_t count = ohm_ledger_count();
    const char **names = OHM_ARRAY(const char *, count);

    if (names == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu claims", count);
    for (size_t k = 0; k < count; k++)
        names[k] = ohm_ledger_at(k)->id;
    const char *nearest = nearest_name(id, names, count);

    free(names);
    if (nearest != NULL)
        return ohm_fail(err, OHM_E_ARG, "there is no claim %s; do you mean %s?", id, nearest);
    return ohm_fail(err, OHM_E_ARG, "there is no claim %s: `ohmega claims list` has them", id);
}

static bool
is_asked(const ohm_claim *claim, const arguments *given)
{
    for (size_t k = 0; k < given->operands; k++)
        if (strcmp(claim->id, given->operand[k]) == 0)
            return true;
    return given->operands == 0;
}

/* Those of the operands, or all. */
static ohm_status
choose(choice *chosen, const arguments *given, ohm_error *err)
{
    const size_t all = ohm_ledger_count();

    for (size_t k = 0; k < given->operands; k++)
        if (ohm_ledger_find(given->operand[k]) == NULL)
            return no_claim(given->operand[k], err);
    chosen->claim = OHM_ARRAY(const ohm_claim *, all);
    chosen->decided = OHM_ZEROS(ohm_json *, all);
    if (chosen->claim == NULL || chosen->decided == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu claims", all);
    for (size_t k = 0; k < all; k++)
        if (is_asked(ohm_ledger_at(k), given))
            chosen->claim[chosen->count++] = ohm_ledger_at(k);
    return OHM_OK;
}

/* ---- deciding ------------------------------------------------------------------------ */

static ohm_status
decide_one(choice *chosen, size_t k, ohm_claim_store *store, ohm_error *err)
{
    const ohm_claim *claim = chosen->claim[k];
    ohm_claim_outcome outcome;
    const ohm_status status = ohm_claim_decide(&outcome, claim, false, store, err);

    if (status != OHM_OK)
        return status;
    if (outcome.verdict != claim->expected && chosen->changed++ == 0) {
        chosen->first = claim;
        chosen->found = outcome.verdict;
    }
    chosen->decided[k] = ohm_claim_json(claim, &outcome);
    ohm_claim_outcome_clear(&outcome);
    return OHM_OK;
}

static ohm_status
decide_all(choice *chosen, const ohm_control *control, ohm_error *err)
{
    ohm_claim_store *store;
    ohm_status status = ohm_claim_store_alloc(&store, err);

    for (size_t k = 0; status == OHM_OK && k < chosen->count; k++) {
        status = ohm_control_point(control, (double)k / (double)chosen->count, err);
        if (status == OHM_OK)
            status = decide_one(chosen, k, store, err);
    }
    ohm_claim_store_free(store);
    if (status != OHM_OK || chosen->changed == 0)
        return status;
    return ohm_fail(err, OHM_E_UNPROVED, "%s: %s, where the ledger has %s (%zu of %zu verdicts changed)",
                    chosen->first->id, ohm_verdict_name(chosen->found),
                    ohm_verdict_name(chosen->first->expected), chosen->changed, chosen->count);
}

/* Gives the decided claims away. */
static ohm_json *
claims_json(choice *chosen)
{
    ohm_json *result = ohm_json_object(), *list = ohm_json_array();

    for (size_t k = 0; k < chosen->count; k++) {
        ohm_json_append(list, chosen->decided[k]);
        chosen->decided[k] = NULL;
    }
    ohm_json_set(result, "claims", list);
    return result;
}

/* ---- list ------------------------------------------------------------------------------ */

typedef struct {
    common_options common;
    bool markdown;
} list_options;

static const option_row list_rows[] = {
    { .name = "markdown", .kind = OPTION_FLAG, .at = offsetof(list_options, markdown),
      .help = "the whole ledger as a page, with method, proof and what would falsify it" },
};

static void
print_counts(FILE *file, const choice *chosen)
{
    size_t count[OHM_VERDICT_UNDECIDED + 1] = { 0 };

    for (size_t k = 0; k < chosen->count; k++)
        count[chosen->claim[k]->expected]++;
    fprintf(file, "%zu claims:", chosen->count);
    for (ohm_verdict v = OHM_VERDICT_PROVED; v < OHM_VERDICT_UNDECIDED; v++)
        if (count[v] > 0)
            fprintf(file, " %zu %s", count[v], ohm_verdict_name(v));
    fputc('\n', file);
}

static void
print_list(FILE *file, const choice *chosen)
{
    for (size_t k = 0; k < chosen->count; k++)
        fprintf(file, "%-9s %-9s  %s\n", chosen->claim[k]->id, ohm_verdict_name(chosen->claim[k]->expected),
                chosen->claim[k]->statement);
    print_counts(file, chosen);
}

static ohm_status
list_claims(cli_output *out, const list_options *options, choice *chosen, ohm_error *err)
{
    ohm_status status = choose(chosen, out->run->given, err);

    if (status != OHM_OK)
        return status;
    if (options->markdown)
        return ohm_ledger_markdown(out->stream, err);
    if (!out->json) {
        print_list(out->stream, chosen);
        return OHM_OK;
    }
    if ((status = decide_all(chosen, &out->run->control, err)) == OHM_OK)
        status = output_result(out, claims_json(chosen), err);
    return status;
}

static ohm_status
run_list(cli_run *run, const void *values, ohm_error *err)
{
    const list_options *options = values;
    choice chosen = { 0 };
    cli_output out;

    if (options->markdown && options->common.json)
        return ohm_fail(err, OHM_E_ARG, "--markdown and --json: choose one");
    ohm_status status = options->markdown ? output_open(&out, run, err) : output_open_report(&out, run, err);

    if (status != OHM_OK)
        return status;
    status = output_close(&out, list_claims(&out, options, &chosen, err), err);
    choice_free(&chosen);
    return status;
}

const cli_command cmd_claims_list = {
    .name = "claims list",
    .summary = "the claims of the literature, and what became of them",
    .operands = "",
    .operands_least = 0,
    .operands_most = 0,
    .about = "A line for every claim: its id, the verdict and the claim.  proved: a general proof, with\n"
        "exact evaluations beside it; certified: enclosures; refuted: a counterexample; corrected: false as\n"
        "printed, the corrected statement is proved or certified; supported: by numbers only.  With --json\n"
        "everything about them, decided anew.",
    .example = "  ohmega claims list\n"
        "  ohmega claims list --json -o claims.json\n",
    .options = list_rows,
    .option_count = sizeof list_rows / sizeof list_rows[0],
    .values_size = sizeof(list_options),
    .run = run_list,
};

/* ---- show ------------------------------------------------------------------------------- */

static void
print_text(FILE *file, const char *name, const char *text)
{
    if (text != NULL)
        print_fact(file, name, "%s", text);
}

static ohm_status
print_claim(FILE *file, const ohm_claim *claim, const ohm_json *decided, ohm_error *err)
{
    print_text(file, "claim", claim->id);
    print_text(file, "source", claim->source);
    print_text(file, "where", claim->where);
    print_text(file, "statement", claim->statement);
    print_text(file, "domain", claim->domain);
    print_text(file, "verdict", ohm_json_as_string(ohm_json_get(decided, "verdict")));
    print_text(file, "instead", claim->correction);
    print_text(file, "method", claim->method);
    print_text(file, "proof", claim->proof);
    print_text(file, "falsified by", claim->falsified_by);
    fputs("evidence\n", file);
    return ohm_json_write(file, ohm_json_get(decided, "evidence"), true, err);
}

static ohm_status
show_claim(cli_output *out, choice *chosen, ohm_error *err)
{
    ohm_status status = choose(chosen, out->run->given, err);

    if (status == OHM_OK)
        status = decide_all(chosen, &out->run->control, err);
    if (status == OHM_OK)
        status = out->json ? output_result(out, claims_json(chosen), err)
                           : print_claim(out->stream, chosen->claim[0], chosen->decided[0], err);
    return status;
}

static ohm_status
run_show(cli_run *run, const void *values, ohm_error *err)
{
    choice chosen = { 0 };
    cli_output out;
    ohm_status status = output_open_report(&out, run, err);

    (void)values;
    if (status != OHM_OK)
        return status;
    status = output_close(&out, show_claim(&out, &chosen, err), err);
    choice_free(&chosen);
    return status;
}

const cli_command cmd_claims_show = {
    .name = "claims show",
    .summary = "one claim with its evidence",
    .operands = "ID",
    .operands_least = 1,
    .operands_most = 1,
    .about = "Decides the claim anew and prints the evidence: the circuits with their exact states and\n"
        "currents, the counterexample, the enclosures, and how many evaluations there were.",
    .example = "  ohmega claims show C17-46\n",
    .values_size = sizeof(common_options),
    .run = run_show,
};

/* ---- verify ------------------------------------------------------------------------------- */

typedef struct {
    common_options common;
    const char *write, *against;
} verify_options;

static const option_row verify_rows[] = {
    { .name = "write", .kind = OPTION_TEXT, .at = offsetof(verify_options, write), .argument = "DIR",
      .flags = OPTION_AROUND,
      .help = "also write the claims with their evidence, a file for a family of ids, and SHA256SUMS" },
    { .name = "against", .kind = OPTION_TEXT, .at = offsetof(verify_options, against), .argument = "DIR",
      .flags = OPTION_AROUND,
      .help = "also compare with such files: exit 5 where one digit differs" },
};

static ohm_status
use_files(const verify_options *options, const choice *chosen, ohm_error *err)
{
    const ohm_json *const *claims = (const ohm_json *const *)chosen->decided;
    ohm_status status = OHM_OK;

    if (options->against != NULL)
        status = ohm_ledger_compare(options->against, claims, chosen->count, err);
    if (status == OHM_OK && options->write != NULL && mkdir(options->write, 0777) != 0 && errno != EEXIST)
        status = ohm_fail(err, OHM_E_IO, "--write %s: %s", options->write, strerror(errno));
    if (status == OHM_OK && options->write != NULL)
        status = ohm_ledger_write(options->write, claims, chosen->count, options->common.force, err);
    return status;
}

static void
print_verified(FILE *file, const choice *chosen)
{
    for (size_t k = 0; k < chosen->count; k++)
        fprintf(file, "%-9s %s\n", chosen->claim[k]->id, ohm_verdict_name(chosen->claim[k]->expected));
    print_counts(file, chosen);
}

static ohm_status
verify_claims(cli_output *out, const verify_options *options, choice *chosen, ohm_error *err)
{
    ohm_status status = choose(chosen, out->run->given, err);

    if (status == OHM_OK)
        status = decide_all(chosen, &out->run->control, err);
    if (status == OHM_OK)
        status = use_files(options, chosen, err);
    if (status != OHM_OK)
        return status;
    if (out->json)
        return output_result(out, claims_json(chosen), err);
    print_verified(out->stream, chosen);
    return OHM_OK;
}

static ohm_status
run_verify(cli_run *run, const void *values, ohm_error *err)
{
    choice chosen = { 0 };
    cli_output out;
    ohm_status status = output_open_report(&out, run, err);

    if (status != OHM_OK)
        return status;
    status = output_close(&out, verify_claims(&out, values, &chosen, err), err);
    choice_free(&chosen);
    return status;
}

const cli_command cmd_claims_verify = {
    .name = "claims verify",
    .summary = "decide the claims again, from scratch",
    .operands = "[ID...]",
    .operands_least = 0,
    .operands_most = SIZE_MAX,
    .about = "Decides all claims, or those named, from nothing but the table; exit 5 where a verdict is not\n"
        "the one of the ledger.  The files of --write are the same bytes every time;\n"
        "validation/proofs/check.py re-verifies them without this program.",
    .example = "  ohmega claims verify\n"
        "  ohmega claims verify C17-4 C17-46 --json\n"
        "  ohmega claims verify --against proofs-data\n",
    .options = verify_rows,
    .option_count = sizeof verify_rows / sizeof verify_rows[0],
    .values_size = sizeof(verify_options),
    .run = run_verify,
};
