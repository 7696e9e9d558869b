/* lib/case/column_name.h -- the columns of our tables by name: KIND[_NUMBER][_UNIT]; private. */
#ifndef OHM_CASE_COLUMN_NAME_H
#define OHM_CASE_COLUMN_NAME_H

#include "io/csv.h"

enum { OHM_COLUMN_TEXT = 64 };

typedef struct {                    /* time_s, w_12, i_3_A, delivered_588_A taken apart */
    char kind[OHM_COLUMN_TEXT], number[OHM_COLUMN_TEXT], unit[OHM_COLUMN_TEXT];
    double factor;                  /* what a value is multiplied by to be in `unit` */
} ohm_column_name;

/* What does not fit is all kind.  Units with a prefix (pS, um, V2) come out as SI units
 * with their factor, or as they are printed: "1/s", "V^2". */
void ohm_column_name_parse(ohm_column_name *out, const char *name);

/* What people call a kind: "Current" for "i"; itself where it has no other name. */
const char *ohm_column_spoken(const char *kind);

/* The columns of a kind, in order, into column[0 .. csv->columns-1]; returns how many. */
size_t ohm_column_select(size_t *column, const ohm_csv *csv, const char *kind);

#endif
