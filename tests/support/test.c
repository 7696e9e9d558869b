/* tests/support/test.c -- see test.h */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

ohm_rng *
test_rng(unsigned long seed)
{
    enum { TEST_STREAM = 0x7e57 };      /* away from the streams of the library */
    ohm_rng *rng;

    ck_assert_int_eq(ohm_rng_alloc(&rng, seed, TEST_STREAM, NULL), OHM_OK);
    return rng;
}

bool
test_close(double a, double b, double tol)
{
    return fabs(a - b) <= tol * fmax(fabs(a), fabs(b));
}

const char *
test_source_path(const char *name)
{
    static char path[4096];
    const char *top = getenv("OHM_SRCDIR");

    snprintf(path, sizeof path, "%s/%s", top != NULL ? top : ".", name);
    return path;
}

int
main(void)
{
    SRunner *runner = srunner_create(test_suite());

    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
