/* tests/case/test_checkpoint.c -- mirrors lib/case/checkpoint.c */
#include "case/checkpoint.h"
#include "support/random_circuit.h"
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char FINGERPRINT[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
static const char OTHER[] = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";
enum { SAMPLES = 9 };

static char path[64], rows_path[80];

static void
fresh_paths(void)
{
    snprintf(path, sizeof path, "/tmp/ohmega-checkpoint-%ld", (long)getpid());
    snprintf(rows_path, sizeof rows_path, "%s.samples", path);
    remove(path);
    remove(rows_path);
}

static void
remove_paths(void)
{
    remove(path);
    remove(rows_path);
}

/* What the samples of a run looked like; and a plug to pull. */
typedef struct {
    size_t count, die_at;           /* samples; fails at this one, 0 never */
    double time[SAMPLES], first[SAMPLES];
} watcher;

static ohm_status
look(void *data, const ohm_sample *sample, ohm_error *err)
{
    watcher *seen = data;

    ck_assert_uint_lt(seen->count, SAMPLES);
    seen->time[seen->count] = sample->time;
    seen->first[seen->count++] = sample->w[0] + sample->current[0] + sample->potential[0] + sample->delivered[0];
    return seen->count == seen->die_at ? ohm_fail(err, OHM_E_INTERNAL, "killed") : OHM_OK;
}

static ohm_status
run(double *w, test_problem *circuit, watcher *seen, bool resume, bool replace, const char *fingerprint, ohm_error *err)
{
    const double times[SAMPLES] = { 0.0, 0.1, 0.5, 0.6, 1.0, 1.7, 2.0, 2.1, 3.0 };
    const ohm_checkpoint_options options = {
        path, fingerprint, 0.0, resume, replace, circuit->graph->edges, circuit->graph->nodes, look, seen
    };
    ohm_simulation simulation = { .time = 3.0, .rtol = 1e-7, .atol = 1e-8, .samples = SAMPLES, .sample_time = times };
    ohm_checkpoint *checkpoint;
    ohm_status status = ohm_checkpoint_open(&checkpoint, &options, err);

    if (status != OHM_OK)
        return status;
    simulation.checkpoints = ohm_checkpoint_hooks(checkpoint);
    memcpy(w, circuit->w, circuit->graph->edges * sizeof *w);
    status = ohm_simulate(w, NULL, NULL, NULL, NULL, &circuit->problem, &simulation, ohm_checkpoint_take, checkpoint, NULL, err);
    ohm_checkpoint_free(checkpoint);
    return status;
}

/* Killed at any sample, resumed: the same end and the same samples as undisturbed. */
START_TEST(killed_and_resumed_ends_alike)
{
    ohm_rng *rng = test_rng(7);
    test_problem *circuit = test_problem_make(TEST_GRID, TEST_SINES | TEST_POLARITY, rng);
    const size_t m = circuit->graph->edges;
    double *whole = calloc(m, sizeof *whole), *w = calloc(m, sizeof *w);
    watcher undisturbed = { 0 }, seen = { 0 };
    ohm_error err;

    fresh_paths();
    test_ok(run(whole, circuit, &undisturbed, false, false, FINGERPRINT, &err), &err);
    ck_assert_uint_eq(undisturbed.count, SAMPLES);
    remove_paths();
    seen.die_at = (size_t)_i;
    ck_assert_int_eq(run(w, circuit, &seen, false, false, FINGERPRINT, &err), OHM_E_INTERNAL);
    seen = (watcher){ 0 };
    if (access(path, F_OK) != 0)                        /* killed before the first state: begins */
        ck_assert(access(rows_path, F_OK) != 0);
    for (int again = 0; again < 2; again++) {           /* also what has ended goes on to the same end */
        seen = (watcher){ 0 };
        test_ok(run(w, circuit, &seen, true, false, FINGERPRINT, &err), &err);
        ck_assert(memcmp(w, whole, m * sizeof *w) == 0);
        ck_assert(memcmp(&seen, &undisturbed, sizeof seen) == 0);
    }
    remove_paths();
    free(whole);
    free(w);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* Turns one bit of a file; returns false beyond its end. */
static bool
flip_bit(const char *name, long at)
{
    FILE *file = fopen(name, "r+b");
    int byte;

    fseek(file, at, SEEK_SET);
    byte = fgetc(file);
    if (byte != EOF) {
        fseek(file, at, SEEK_SET);
        fputc(byte ^ 4, file);
    }
    fclose(file);
    return byte != EOF;
}

START_TEST(damage_is_noticed_and_nothing_lost)
{
    ohm_rng *rng = test_rng(8);
    test_problem *circuit = test_problem_make(TEST_GRID, TEST_SINES, rng);
    double *w = calloc(circuit->graph->edges, sizeof *w);
    watcher seen = { 0 };
    ohm_error err;

    fresh_paths();
    test_ok(run(w, circuit, &seen, false, false, FINGERPRINT, &err), &err);
    for (long at = 0; flip_bit(path, at); at += 37) {   /* any bit of the state */
        seen = (watcher){ 0 };
        ck_assert_int_eq(run(w, circuit, &seen, true, false, FINGERPRINT, &err), OHM_E_CONTENT);
        ck_assert(flip_bit(path, at));                  /* still there, and whole once mended */
    }
    for (long at = 3; at < 200; at += 41) {             /* and of the samples */
        ck_assert(flip_bit(rows_path, at));
        seen = (watcher){ 0 };
        ck_assert_int_eq(run(w, circuit, &seen, true, false, FINGERPRINT, &err), OHM_E_CONTENT);
        ck_assert(flip_bit(rows_path, at));
    }
    seen = (watcher){ 0 };
    test_fails(run(w, circuit, &seen, true, false, OTHER, &err), OHM_E_CONTENT, &err, "another circuit");
    ck_assert_int_eq(truncate(rows_path, 100), 0);
    seen = (watcher){ 0 };
    test_fails(run(w, circuit, &seen, true, false, FINGERPRINT, &err), OHM_E_CONTENT, &err, "samples");
    ck_assert_int_eq(truncate(path, 300), 0);
    test_fails(run(w, circuit, &seen, true, false, FINGERPRINT, &err), OHM_E_CONTENT, &err, "cut short");
    remove_paths();
    free(w);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(old_files_stay_unless_they_may_go)
{
    ohm_rng *rng = test_rng(9);
    test_problem *circuit = test_problem_make(TEST_GRID, 0, rng);
    double *w = calloc(circuit->graph->edges, sizeof *w);
    watcher seen = { 0 };
    ohm_error err;

    fresh_paths();
    test_ok(run(w, circuit, &seen, false, false, FINGERPRINT, &err), &err);
    test_fails(run(w, circuit, &seen, false, false, FINGERPRINT, &err), OHM_E_IO, &err, "--force");
    seen = (watcher){ 0 };
    test_ok(run(w, circuit, &seen, false, true, FINGERPRINT, &err), &err);
    remove_paths();
    free(w);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/checkpoint");
    TCase *cases = tcase_create("checkpoint");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, killed_and_resumed_ends_alike, 1, SAMPLES + 1);
    tcase_add_test(cases, damage_is_noticed_and_nothing_lost);
    tcase_add_test(cases, old_files_stay_unless_they_may_go);
    suite_add_tcase(suite, cases);
    return suite;
}
