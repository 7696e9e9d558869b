/* validation/bench/bench_perceptron.c -- how long figures 1 and 2 of [SIL20] take.
 *
 *     bench_perceptron [REALIZATIONS [THREADS]]
 *
 * Six curves (OR, AND, XOR; single layer with sigmoid, two layers with parabolas) of
 * 1000 epochs of 100 samples, at both levels and with every instruction set this machine
 * has.  Seconds are of the wall clock and of all threads together; data, shuffles and the
 * error after every epoch are included. */
#include "learning/perceptron_lanes.h"
#include "learning/perceptron_train.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const char *const GATE[3] = { "or", "and", "xor" };

static double
seconds(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* One curve; false where it fails. */
static bool
train_one(const char *gate, size_t hidden, bool device, size_t realizations, size_t threads, size_t set)
{
    const ohm_perceptron_shape shape = { 2, hidden, 1 };
    ohm_perceptron_task *task = NULL;
    ohm_perceptron_run *run = NULL;
    ohm_perceptron_plan plan;
    ohm_error err;
    ohm_status status = ohm_perceptron_task_gate(&task, gate, OHM_CODE_01, &err);

    ohm_perceptron_defaults(&plan, &shape, hidden > 0 ? OHM_NODE_PARABOLA : OHM_NODE_SIGMOID);
    plan.rate = hidden > 0 && gate == GATE[2] ? 0.01 : 0.1;
    plan.device = device;
    plan.realizations = realizations;
    plan.threads = threads;
    if (status == OHM_OK)
        status = ohm_perceptron_train_with(&run, &plan, task, set, NULL, &err);
    if (status != OHM_OK)
        fprintf(stderr, "bench_perceptron: %s\n", err.text);
    ohm_perceptron_run_free(run);
    ohm_perceptron_task_free(task);
    return status == OHM_OK;
}

static bool
time_six(bool device, size_t realizations, size_t threads, size_t set, const char *name)
{
    const double wall = seconds(CLOCK_MONOTONIC), all = seconds(CLOCK_PROCESS_CPUTIME_ID);
    const double samples = 6.0 * (double)realizations * 1000.0 * 100.0;

    for (size_t hidden = 0; hidden <= 2; hidden += 2)
        for (size_t g = 0; g < 3; g++)
            if (!train_one(GATE[g], hidden, device, realizations, threads, set))
                return false;
    const double passed = seconds(CLOCK_MONOTONIC) - wall, used = seconds(CLOCK_PROCESS_CPUTIME_ID) - all;

    printf("%-6s %-8s R = %zu, %zu threads: %.3f s wall, %.3f s processor, %.3g samples/s\n",
           device ? "device" : "ideal", name, realizations, threads, passed, used, samples / passed);
    return true;
}

int
main(int argc, char **argv)
{
    const size_t realizations = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 100;
    const size_t threads = argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : 1;
    const ohm_lanes_set *sets;
    const size_t count = ohm_lanes_sets(&sets);

    for (int device = 0; device < 2; device++)
        for (size_t set = 0; set < count; set++)
            if (!time_six(device == 1, realizations, threads, set, sets[set].name))
                return EXIT_FAILURE;
    return EXIT_SUCCESS;
}
