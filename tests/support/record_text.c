/* tests/support/record_text.c -- see record_text.h */
#include "support/record_text.h"

#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
test_record_write(char path[64], const char *suffix, const char *text)
{
    snprintf(path, 64, "/tmp/ohmega-record-%ld%s", (long)getpid(), suffix);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

ohm_status
test_record_read(ohm_record **out, const char *suffix, const char *text, ohm_error *err)
{
    char path[64];

    test_record_write(path, suffix, text);
    const ohm_status status = ohm_record_read(out, path, err);
    unlink(path);
    return status;
}

ohm_record *
test_record(const char *suffix, const char *text)
{
    ohm_record *record;
    ohm_error err;

    test_ok(test_record_read(&record, suffix, text, &err), &err);
    return record;
}
