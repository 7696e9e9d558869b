/* lib/certify/ledger_file.h -- decided claims in files, and files against decided claims.
 *
 * A folder holds one file for every family of ids ("C17-4" goes to C17.json) and
 * SHA256SUMS.  A file is {"format":1,"family":"C17","claims":[...]}, a claim a line, as
 * ohm_claim_json has it; the same claims give the same bytes. */
#ifndef OHM_CERTIFY_LEDGER_FILE_H
#define OHM_CERTIFY_LEDGER_FILE_H

#include "certify/claim.h"

enum { OHM_LEDGER_FORMAT = 1 };

/* Writes the claims (JSON, those of a family side by side); the folder must be there. */
ohm_status ohm_ledger_write(const char *folder, const ohm_json *const *claims, size_t count, bool replace,
                            ohm_error *err);

/* Compares each claim with the stored one, and each file with its checksum.
 * OHM_E_UNPROVED names the file and the claim that differ, OHM_E_CONTENT what is no such
 * file, OHM_E_IO what cannot be read. */
ohm_status
ohm_ledger_compare(const char *folder, const ohm_json *const *claims, size_t count, ohm_error *err);

#endif
