/* lib/certify/claim.h -- a claim, how it is decided, and what came out.
 *
 * A claim is a row of the ledger: words that never change, and a function that
 * decides it from scratch.  The function evaluates the statement as printed, its
 * correction where there is one, and controls that must hold if the evaluation is
 * to be believed; the verdict is computed from the outcomes alone:
 *
 *     a control false, nothing evaluated, or the correction false   undecided
 *     printed false somewhere, the correction true everywhere       corrected
 *     printed false somewhere, no correction                        refuted
 *     printed true everywhere      by the ground: proved where a general argument
 *          stands behind exact evaluations (or the domain was exhausted), certified
 *          where balls decide, else supported */
#ifndef OHM_CERTIFY_CLAIM_H
#define OHM_CERTIFY_CLAIM_H

#include "base/status.h"
#include "io/json.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    OHM_VERDICT_PROVED,
    OHM_VERDICT_CERTIFIED,
    OHM_VERDICT_REFUTED,
    OHM_VERDICT_CORRECTED,
    OHM_VERDICT_SUPPORTED,
    OHM_VERDICT_UNDECIDED
} ohm_verdict;

const char *ohm_verdict_name(ohm_verdict verdict);      /* "proved" */

typedef enum {
    OHM_GROUND_EXACT,           /* rationals: a proof together with `proof` */
    OHM_GROUND_BALLS,           /* enclosures that decide */
    OHM_GROUND_FLOATS           /* doubles: never more than supported */
} ohm_ground;

typedef struct ohm_claim_case ohm_claim_case;           /* claim_case.h */

typedef struct {
    const char *id;             /* "C17-46" */
    const char *source, *where;
    const char *statement;      /* one plain line, as the source has it */
    const char *domain;         /* for which circuits, states, numbers */
    ohm_verdict expected;       /* what the ledger says */
    ohm_ground ground;
    const char *method;         /* what is evaluated, on what */
    const char *proof;          /* the general argument behind the evaluations; NULL: none */
    const char *correction;     /* the statement that is true instead; NULL: none */
    const char *falsified_by;   /* the planted error this method must catch */
    void (*decide)(ohm_claim_case *c);
} ohm_claim;

/* What several rows share: kept from one to the next because making it takes time. */
typedef struct ohm_claim_store ohm_claim_store;
ohm_status ohm_claim_store_alloc(ohm_claim_store **out, ohm_error *err);
void ohm_claim_store_free(ohm_claim_store *store);      /* takes NULL */

typedef struct {
    ohm_verdict verdict;
    ohm_json *evidence;         /* owned: ohm_claim_outcome_clear */
} ohm_claim_outcome;

/* Decides from scratch; with `planted`, the evaluator makes the error that
 * falsified_by names. */
ohm_status ohm_claim_decide(ohm_claim_outcome *out, const ohm_claim *claim, bool planted,
                            ohm_claim_store *store, ohm_error *err);
void ohm_claim_outcome_clear(ohm_claim_outcome *outcome);

/* {id, source, where, statement, domain, verdict, method, evidence, falsified_by} and,
 * where there are any, proof and correction.  Without outcome (NULL) the verdict is the
 * expected one and evidence is null.  Takes the evidence out of the outcome. */
ohm_json *ohm_claim_json(const ohm_claim *claim, ohm_claim_outcome *outcome);

#endif
