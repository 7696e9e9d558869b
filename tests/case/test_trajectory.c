/* tests/case/test_trajectory.c -- mirrors lib/case/trajectory.c */
#include "case/trajectory.h"
#include "io/csv.h"
#include "io/hdf5.h"
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SAMPLES = 20 };

/* Two nodes, the first held, and three parallel edges. */
static ohm_circuit *
small_circuit(void)
{
    ohm_circuit *circuit;
    ohm_table *table;
    ohm_error err;
    size_t at;

    test_ok(ohm_table_alloc(&table, &err), &err);
    test_ok(ohm_table_add_node(&at, table, "plus", &err), &err);
    test_ok(ohm_table_add_node(&at, table, "minus", &err), &err);
    for (int e = 0; e < 3; e++)
        test_ok(ohm_table_add_edge(&at, table, NULL, 0, 1, &err), &err);
    test_ok(ohm_table_add_column(&at, table, OHM_FOR_NODE, "potential", "double", &err), &err);
    test_ok(ohm_table_set_number(table, at, 0, 1.0, &err), &err);
    test_ok(ohm_circuit_from_table(&circuit, table, "small", NULL, &err), &err);
    return circuit;
}

/* All numbers of sample j, in the order of the file: 1 time, 3 w, 3 i, 2 v, 1 delivered, 1 power. */
static void
numbers(double row[11], unsigned long seed, int j)
{
    ohm_rng *rng = test_rng(seed);

    ohm_rng_restart(rng, (uint64_t)j);
    row[0] = j;
    for (int k = 1; k < 11; k++)
        row[k] = ohm_rng_normal(rng);
    ohm_rng_free(rng);
}

static ohm_status
write_samples(ohm_trajectory *trajectory, unsigned long seed, int count, ohm_error *err)
{
    for (int j = 0; j < count; j++) {
        double row[11];

        numbers(row, seed, j);
        const double delivered[2] = { row[9], NAN };        /* the second is no terminal */
        const ohm_sample sample = { .time = row[0], .w = row + 1, .current = row + 4, .potential = row + 7,
                                    .delivered = delivered, .power = row[10] };
        const ohm_status status = ohm_trajectory_take(trajectory, &sample, err);
        if (status != OHM_OK)
            return status;
    }
    return OHM_OK;
}

static const ohm_fact FACTS[] = { { "program", "ohmega" }, { "argv", "[\"two\nlines\"]" } };

static void
temporary(char path[32], const char *suffix)
{
    snprintf(path, 32, "traj-%ld%s", (long)getpid(), suffix);
    unlink(path);
}

static char *
content(const char *path)
{
    ohm_source *source;
    ohm_error err;
    size_t length;
    char *text;

    test_ok(ohm_source_open(&source, path, &err), &err);
    test_ok(ohm_source_all(&text, &length, source, &err), &err);
    ohm_source_close(source);
    return text;
}

START_TEST(rows_read_back_to_the_bit)
{
    ohm_circuit *circuit = small_circuit();
    ohm_trajectory *trajectory;
    ohm_source *source;
    ohm_csv *csv;
    char path[32], *text;
    ohm_error err;

    temporary(path, ".csv");
    test_ok(ohm_trajectory_open(&trajectory, path, false, circuit, FACTS, 2, &err), &err);
    test_ok(write_samples(trajectory, (unsigned long)_i, SAMPLES, &err), &err);
    ck_assert_int_ne(access(path, F_OK), 0);                /* not there before it is whole */
    test_ok(ohm_trajectory_close(trajectory, OHM_OK, SAMPLES - 1, &err), &err);

    static const char head[] = "# program: ohmega\n# argv: [\"two lines\"]\n# format: 1\n"
                               "# terminal: node 0 (id \"plus\")\n"
                               "time_s,w_0,w_1,w_2,i_0_A,i_1_A,i_2_A,v_0_V,v_1_V,delivered_0_A,power_W\n0,";
    text = content(path);
    ck_assert_int_eq(strncmp(text, head, strlen(head)), 0);
    free(text);
    test_ok(ohm_source_open(&source, path, &err), &err);
    test_ok(ohm_csv_read(&csv, source, &err), &err);
    ck_assert_uint_eq(csv->rows, SAMPLES);
    ck_assert_uint_eq(csv->columns, 11);
    for (int j = 0; j < SAMPLES; j++) {
        double row[11];

        numbers(row, (unsigned long)_i, j);
        for (int k = 0; k < 11; k++)
            ck_assert(csv->value[11 * j + k] == row[k]);
    }
    ohm_csv_free(csv);
    ohm_source_close(source);
    unlink(path);
    ohm_circuit_free(circuit);
}
END_TEST

START_TEST(an_interrupted_run_is_completed_and_says_so)
{
    ohm_circuit *circuit = small_circuit();
    ohm_trajectory *trajectory;
    char path[32], *text;
    ohm_error err;

    temporary(path, ".csv");
    test_ok(ohm_trajectory_open(&trajectory, path, false, circuit, NULL, 0, &err), &err);
    test_ok(write_samples(trajectory, 1, 3, &err), &err);
    ck_assert_int_eq(ohm_trajectory_close(trajectory, OHM_E_INTERRUPT, 2.25, &err), OHM_E_INTERRUPT);
    text = content(path);
    static const char last[] = "\n# interrupted at t=2.25\n";
    ck_assert_str_eq(text + strlen(text) - strlen(last), last);
    free(text);
    unlink(path);
    ohm_circuit_free(circuit);
}
END_TEST

START_TEST(a_failed_run_leaves_the_old_file)
{
    ohm_circuit *circuit = small_circuit();
    ohm_trajectory *trajectory;
    char path[32], *text;
    ohm_error err;
    FILE *old;

    temporary(path, ".csv");
    old = fopen(path, "w");
    fputs("old\n", old);
    fclose(old);
    test_fails(ohm_trajectory_open(&trajectory, path, false, circuit, NULL, 0, &err), OHM_E_IO, &err, path);
    test_ok(ohm_trajectory_open(&trajectory, path, true, circuit, NULL, 0, &err), &err);
    test_ok(write_samples(trajectory, 1, 3, &err), &err);
    ck_assert_int_eq(ohm_trajectory_close(trajectory, OHM_E_NOCONV, 2.0, &err), OHM_E_NOCONV);
    text = content(path);
    ck_assert_str_eq(text, "old\n");
    free(text);
    unlink(path);
    test_fails(ohm_trajectory_open(&trajectory, "x.xlsx", false, circuit, NULL, 0, &err), OHM_E_METHOD, &err, ".csv or .h5");
    test_fails(ohm_trajectory_open(&trajectory, "/nonexistent/x.csv", false, circuit, NULL, 0, &err), OHM_E_IO, &err,
               "/nonexistent/x.csv");
    ohm_circuit_free(circuit);
}
END_TEST

START_TEST(no_number_is_never_written)
{
    const double w[3] = { 0.0, NAN, 0.0 }, zero[3] = { 0.0, 0.0, 0.0 };
    const ohm_sample sample = { .time = 0.5, .w = w, .current = zero, .potential = zero, .delivered = zero };
    ohm_circuit *circuit = small_circuit();
    ohm_trajectory *trajectory;
    char path[32];
    ohm_error err;

    temporary(path, ".csv");
    test_ok(ohm_trajectory_open(&trajectory, path, false, circuit, NULL, 0, &err), &err);
    test_fails(ohm_trajectory_take(trajectory, &sample, &err), OHM_E_DOMAIN, &err, "t = 0.5 s");
    ohm_trajectory_close(trajectory, OHM_E_DOMAIN, 0.5, &err);
    ck_assert_int_ne(access(path, F_OK), 0);
    ohm_circuit_free(circuit);
}
END_TEST

START_TEST(a_full_disk_is_noticed)
{
    ohm_circuit *circuit = small_circuit();
    ohm_trajectory *trajectory;
    ohm_error err;
    char path[32];

    temporary(path, ".csv");
    if (access("/dev/full", W_OK) == 0 && symlink("/dev/full", path) == 0) {
        ohm_status status = ohm_trajectory_open(&trajectory, path, true, circuit, NULL, 0, &err);

        if (status == OHM_OK)
            status = ohm_trajectory_close(trajectory, write_samples(trajectory, 1, 200, &err), 1.0, &err);
        ck_assert_int_eq(status, OHM_E_IO);
        unlink(path);
    }
    ohm_circuit_free(circuit);
}
END_TEST

/* Equal runs give equal bytes: HDF5 would write times if it were let. */
START_TEST(hdf5_files_of_equal_runs_are_equal)
{
    char digest[2][OHM_SHA256_TEXT], path[32];
    ohm_circuit *circuit = small_circuit();
    ohm_trajectory *trajectory;
    ohm_error err;

    temporary(path, ".h5");
    if (ohm_hdf5_version() == NULL) {
        test_fails(ohm_trajectory_open(&trajectory, path, true, circuit, NULL, 0, &err), OHM_E_METHOD, &err, "not built in");
    } else {
        for (int again = 0; again < 2; again++) {
            test_ok(ohm_trajectory_open(&trajectory, path, true, circuit, FACTS, 2, &err), &err);
            test_ok(write_samples(trajectory, 1, 20000, &err), &err);  /* more than a chunk of `time` */
            ck_assert_int_eq(ohm_trajectory_close(trajectory, again ? OHM_E_INTERRUPT : OHM_OK, 5.0, &err),
                             again ? OHM_E_INTERRUPT : OHM_OK);
            test_ok(ohm_sha256_of_file(digest[again], path, &err), &err);
        }
        ck_assert_str_ne(digest[0], digest[1]);                         /* the second was interrupted */
        sleep(1);                                                       /* times have seconds */
        test_ok(ohm_trajectory_open(&trajectory, path, true, circuit, FACTS, 2, &err), &err);
        test_ok(write_samples(trajectory, 1, 20000, &err), &err);
        test_ok(ohm_trajectory_close(trajectory, OHM_OK, 5.0, &err), &err);
        test_ok(ohm_sha256_of_file(digest[1], path, &err), &err);
        ck_assert_str_eq(digest[0], digest[1]);
    }
    unlink(path);
    ohm_circuit_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/trajectory");
    TCase *cases = tcase_create("trajectory");

    tcase_add_loop_test(cases, rows_read_back_to_the_bit, 0, 5);
    tcase_add_test(cases, an_interrupted_run_is_completed_and_says_so);
    tcase_add_test(cases, a_failed_run_leaves_the_old_file);
    tcase_add_test(cases, no_number_is_never_written);
    tcase_add_test(cases, a_full_disk_is_noticed);
    tcase_add_test(cases, hdf5_files_of_equal_runs_are_equal);
    suite_add_tcase(suite, cases);
    return suite;
}
