/* lib/certify/ledger.h -- the table of all claims. */
#ifndef OHM_CERTIFY_LEDGER_H
#define OHM_CERTIFY_LEDGER_H

#include "certify/claim.h"

#include <stdio.h>

size_t ohm_ledger_count(void);
const ohm_claim *ohm_ledger_at(size_t k);               /* k < count; in the order of the manual */
const ohm_claim *ohm_ledger_find(const char *id);       /* NULL where there is none */

/* The table as a page of doc/: a section for every source, a line for every claim, and
 * below what is corrected and what would falsify it. */
ohm_status ohm_ledger_markdown(FILE *file, ohm_error *err);

#endif
