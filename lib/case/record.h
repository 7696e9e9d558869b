/* lib/case/record.h -- an output file of ours, as it was read, whatever its format.
 *
 * CSV, HDF5, JSON and JSON Lines, MatrixMarket and circuit files are told apart by their
 * first bytes (circuits other than GraphML by their suffix), and who wrote them by the
 * facts they carry: the lines "# command: ..." of a table, the envelope of an answer.
 * A file of numbers from elsewhere is a table without a command. */
#ifndef OHM_CASE_RECORD_H
#define OHM_CASE_RECORD_H

#include "base/hash.h"
#include "base/status.h"
#include "case/circuit.h"
#include "io/csv.h"
#include "io/json.h"

typedef enum { OHM_RECORD_TABLE, OHM_RECORD_ANSWERS, OHM_RECORD_MATRIX, OHM_RECORD_CIRCUIT } ohm_record_form;

enum { OHM_RECORD_COMMAND = 64 };

typedef struct {
    char *name;                         /* the path, for messages */
    char sha256[OHM_SHA256_TEXT];       /* of the bytes read */
    char command[OHM_RECORD_COMMAND];   /* "simulate"; "": not said */
    ohm_record_form form;
    ohm_json *facts;                    /* command, argv, options of a table; NULL: none */
    ohm_csv *table;                     /* of a table, and of answers whose CSV would be one */
    size_t answers;                     /* envelopes of JSON Lines, or 1 of JSON */
    ohm_json **answer;
    size_t rows, columns;               /* of a matrix */
    double *entry;                      /* rows * columns, a row after the other */
    ohm_circuit *circuit;
} ohm_record;                           /* owns everything */

/* From a file, or "-".  OHM_E_CONTENT where it is neither a table of numbers, nor an
 * answer, nor a circuit; HDF5 cannot come from "-" (OHM_E_ARG). */
ohm_status ohm_record_read(ohm_record **out, const char *path, ohm_error *err);
void ohm_record_free(ohm_record *record);       /* takes NULL */

/* An option the command was given, or its default: NULL where the file does not say.
 * The k-th word of its command line. */
const ohm_json *ohm_record_option(const ohm_record *record, const char *name);
const char *ohm_record_argument(const ohm_record *record, size_t k);

/* What the k-th answer says; NULL where there is none. */
const ohm_json *ohm_record_result(const ohm_record *record, size_t k);

/* Whether the table has a column of this name; false without a table. */
bool ohm_record_has(const ohm_record *record, const char *column);

#endif
