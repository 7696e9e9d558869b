/* lib/io/csv.h -- tables of numbers as comma-separated text.
 *
 * Strict: a header of names, then rows of as many finite numbers.  Lines that start
 * with # are comments; empty lines are skipped.  A name may be quoted ("a,b", with
 * "" for a quote).  What is ragged, or not a number, is refused with its line. */
#ifndef OHM_IO_CSV_H
#define OHM_IO_CSV_H

#include "base/status.h"
#include "io/source.h"

#include <stdio.h>

typedef struct {
    size_t columns, rows;
    char **name;                    /* columns of them, owned */
    double *value;                  /* rows * columns, a row after the other, owned */
    size_t *line;                   /* rows of them: where each stood in the file, owned */
} ohm_csv;

ohm_status ohm_csv_read(ohm_csv **out, ohm_source *source, ohm_error *err);

/* The same where the header may be missing: a first line of nothing but numbers is
 * a row, and the columns are called "1", "2", ... */
ohm_status ohm_csv_read_headless(ohm_csv **out, ohm_source *source, ohm_error *err);

/* Words, each once, in the order met. */
typedef struct {
    size_t count;
    char **word;                    /* owned, as the array is */
} ohm_csv_words;

void ohm_csv_words_free(ohm_csv_words *words);      /* empties it */

/* The same as ohm_csv_read where the column called `classes` holds words: its values are
 * their places in `words`, which grows (start it empty). */
ohm_status ohm_csv_read_classes(ohm_csv **out, ohm_csv_words *words, ohm_source *source, const char *classes,
                                ohm_error *err);

void ohm_csv_free(ohm_csv *csv);    /* takes NULL */

/* Position of the column of this name, or SIZE_MAX. */
size_t ohm_csv_find(const ohm_csv *csv, const char *name);

/* Writes one row and its newline: names (quoted where they need it), or numbers,
 * which must be finite.  The stream's errors wait for whoever closes it. */
void ohm_csv_write_names(FILE *file, const char *const *name, size_t n);
ohm_status ohm_csv_write_numbers(FILE *file, const double *value, size_t n, ohm_error *err);

/* One name as a field. */
void ohm_csv_write_name(FILE *file, const char *name);

#endif
