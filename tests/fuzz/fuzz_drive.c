/* tests/fuzz/fuzz_drive.c -- any bytes as a drive file of a small circuit. */
#include "case/drive_file.h"
#include "fuzz/fuzz.h"
#include "io/edgelist.h"

#include <math.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char edges[] = "a b\nb c\nc a\nd e\n";
    ohm_source *source = fuzz_source(edges, sizeof edges - 1);
    ohm_circuit *circuit;
    ohm_table *table;
    ohm_error err;

    fuzz_assert(ohm_edgelist_read(&table, source, NULL) == OHM_OK);
    ohm_source_close(source);
    fuzz_assert(ohm_circuit_from_table(&circuit, table, "fuzz", NULL, NULL) == OHM_OK);
    source = fuzz_source(data, size);
    const ohm_status status = ohm_drive_file_read(circuit, source, 1.0, &err);
    if (status != OHM_OK) {
        fuzz_refused(status, OHM_E_CONTENT, &err);
    } else {
        double emf[4], potential[5], injection[5];

        ohm_drive_at(emf, potential, injection, 0.5, circuit->drive);
        for (int k = 0; k < 4; k++)
            fuzz_assert(!isnan(emf[k]) && !isnan(potential[k]) && !isnan(injection[k]));
    }
    ohm_source_close(source);
    ohm_circuit_free(circuit);
    return 0;
}
