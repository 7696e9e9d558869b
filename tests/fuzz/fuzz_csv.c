/* tests/fuzz/fuzz_csv.c -- any bytes as a table of numbers, and back. */
#include "fuzz/fuzz.h"
#include "io/csv.h"

#include <math.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ohm_source *source = fuzz_source(data, size);
    ohm_csv *csv, *again;
    ohm_error err;
    const ohm_status status = ohm_csv_read(&csv, source, &err);

    ohm_source_close(source);
    if (status != OHM_OK) {
        fuzz_refused(status, OHM_E_CONTENT, &err);
        return 0;
    }
    char *text = NULL;
    size_t length;
    FILE *file = open_memstream(&text, &length);

    ohm_csv_write_names(file, (const char *const *)csv->name, csv->columns);
    for (size_t r = 0; r < csv->rows; r++)
        fuzz_assert(ohm_csv_write_numbers(file, csv->value + r * csv->columns, csv->columns, NULL) == OHM_OK);
    fclose(file);
    source = fuzz_source(text, length);
    fuzz_assert(ohm_csv_read(&again, source, NULL) == OHM_OK);
    ohm_source_close(source);
    fuzz_assert(again->rows == csv->rows && again->columns == csv->columns);
    for (size_t k = 0; k < csv->rows * csv->columns; k++)
        fuzz_assert(isfinite(csv->value[k]) && again->value[k] == csv->value[k]);
    free(text);
    ohm_csv_free(again);
    ohm_csv_free(csv);
    return 0;
}
