/* validation/bench/bench.h -- what the benchmark programs share: clocks and checks.
 *
 * Processor time, which is elapsed time for these one-threaded programs on an idle
 * machine; the best of several runs, because what disturbs a run on a shared one only
 * ever makes it longer. */
#ifndef OHM_BENCH_H
#define OHM_BENCH_H

#include "base/status.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static inline double
bench_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Largest resident memory of this process so far, in bytes. */
static inline double
bench_peak_memory(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return 1024.0 * (double)usage.ru_maxrss;
}

/* Ends the program where a call failed. */
static inline void
bench_ok(ohm_status status, const ohm_error *err)
{
    if (status != OHM_OK) {
        fprintf(stderr, "%s: %s\n", ohm_status_name(status), err->text);
        exit(EXIT_FAILURE);
    }
}

#endif
