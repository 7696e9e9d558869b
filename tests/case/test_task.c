/* tests/case/test_task.c -- mirrors lib/case/task.c */
#include "case/task.h"
#include "support/test.h"
#include "topology/graph.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/ohmega-task-XXXXXX";
static ohm_table *table;
static ohm_error err;

static void
setup(void)
{
    static const char *const ids[] = { "in", "out", "7", "ground" };
    size_t node;

    strcpy(folder + sizeof folder - 7, "XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(ohm_table_alloc(&table, NULL), OHM_OK);
    for (int v = 0; v < 4; v++)
        ck_assert_int_eq(ohm_table_add_node(&node, table, ids[v], NULL), OHM_OK);
}

static const char *
path_of(const char *name)
{
    static char path[128];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void
write_file(const char *name, const char *text)
{
    FILE *file = fopen(path_of(name), "w");

    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

static void
teardown(void)
{
    static const char *const names[] = { "task.json", "train.csv", "test.csv" };

    ohm_table_free(table);
    for (int k = 0; k < 3; k++)
        (void)remove(path_of(names[k]));
    rmdir(folder);
}

/* Reads the text as a task. */
static ohm_status
read_text(ohm_task **task, const char *text)
{
    write_file("task.json", text);
    return ohm_task_read(task, path_of("task.json"), table, &err);
}

START_TEST(values_columns_and_pairs)
{
    ohm_task *task;

    write_file("train.csv", "a,y\n1,10\n2,20\n3,30\n");
    write_file("test.csv", "y,a\n40,4\n");
    test_ok(read_text(&task,
                      "{\"sources\":{\"in\":\"a\",\"ground\":0.5},\"targets\":[\"out\",[\"7\",\"in\"]],"
                      "\"labels\":[\"y\",-1],\"train\":\"train.csv\",\"test\":\"test.csv\"}"), &err);
    ck_assert(task->sources == 2 && task->source[0] == 0 && task->source[1] == 3);
    ck_assert(task->targets == 2 && task->plus[0] == 1 && task->minus[0] == OHM_NONE);
    ck_assert(task->plus[1] == 2 && task->minus[1] == 0 && task->classes == 0);
    ck_assert(task->train.count == 3 && task->train.source[2] == 2.0 && task->train.source[3] == 0.5);
    ck_assert(task->train.label[4] == 30.0 && task->train.label[5] == -1.0);
    ck_assert(task->test.count == 1 && task->test.source[0] == 4.0 && task->test.label[0] == 40.0);
    ck_assert(task->files == 3 && strlen(task->file[2].sha256) == 64);
    ohm_task_free(task);
}
END_TEST

START_TEST(one_sample_of_values_and_nodes_by_position)
{
    ohm_task *task;

    test_ok(read_text(&task, "{\"sources\":{\"0\":5},\"targets\":[1],\"labels\":[4]}"), &err);
    ck_assert(task->source[0] == 0 && task->plus[0] == 1 && task->train.count == 1 && task->test.count == 0);
    ck_assert(task->train.source[0] == 5.0 && task->train.label[0] == 4.0);
    ck_assert_uint_eq(ohm_task_node(table, "7"), 2);
    ck_assert_uint_eq(ohm_task_node(table, "4"), OHM_NONE);
    ohm_task_free(task);
}
END_TEST

START_TEST(classes_with_and_without_levels)
{
    ohm_task *task;

    write_file("train.csv", "a,class\n1,red\n2,blue\n3,red\n");
    test_ok(read_text(&task, "{\"sources\":{\"in\":\"a\"},\"targets\":[\"out\",\"7\"],\"labels\":\"class\","
                      "\"train\":\"train.csv\"}"), &err);
    ck_assert(task->classes == 2 && strcmp(task->class_name[1], "blue") == 0);
    ck_assert(task->train.label == NULL && task->train.class_of[1] == 1 && task->train.class_of[2] == 0);
    ohm_task_free(task);
    test_ok(read_text(&task, "{\"sources\":{\"in\":\"a\"},\"targets\":[\"out\",\"7\"],\"labels\":\"class\","
                      "\"class_levels\":[5,3],\"train\":\"train.csv\"}"), &err);
    ck_assert(task->train.label[0] == 5.0 && task->train.label[1] == 3.0);
    ck_assert(task->train.label[2] == 3.0 && task->train.label[3] == 5.0);
    ohm_task_free(task);
}
END_TEST

static const struct {
    const char *text, *words;
} BAD[] = {
    { "[1]", "expected an object" },
    { "{\"sources\":{\"in\":1},\"targets\":[1],\"labels\":[1],\"trian\":\"x\"}", "no key \"trian\"" },
    { "{\"targets\":[1],\"labels\":[1]}", "sources: expected an object" },
    { "{\"sources\":{\"nix\":1},\"targets\":[1],\"labels\":[1]}", "sources: no node" },
    { "{\"sources\":{\"in\":1,\"0\":2},\"targets\":[1],\"labels\":[1]}", "two sources on node 0" },
    { "{\"sources\":{\"in\":1},\"targets\":[],\"labels\":[]}", "targets: expected an array" },
    { "{\"sources\":{\"in\":1},\"targets\":[9],\"labels\":[1]}", "targets: no node" },
    { "{\"sources\":{\"in\":1},\"targets\":[true],\"labels\":[1]}", "named by a string" },
    { "{\"sources\":{\"in\":1},\"targets\":[\"in\"],\"labels\":[1]}", "is a source" },
    { "{\"sources\":{\"in\":1},\"targets\":[1],\"labels\":[1,2]}", "for each of the 1 targets" },
    { "{\"sources\":{\"in\":\"a\"},\"targets\":[1],\"labels\":[1]}", "there is no \"train\"" },
    { "{\"sources\":{\"in\":\"b\"},\"targets\":[1],\"labels\":[1],\"train\":\"train.csv\"}",
      "no column \"b\"" },
    { "{\"sources\":{\"in\":null},\"targets\":[1],\"labels\":[1]}", "expected a number" },
    { "{\"sources\":{\"in\":1},\"targets\":[1],\"labels\":\"a\","
      "\"class_levels\":[5,3],\"train\":\"train.csv\"}",
      "2 classes" },
    { "{\"sources\":{\"in\":1},\"targets\":[1],\"labels\":[1],\"class_levels\":5}", "expected [on, off]" },
    { "{\"sources\":{\"in\":1},\"targets\":[1],\"labels\":[1],\"train\":5}", "the name of a CSV file" }
};

START_TEST(bad_tasks_are_named)
{
    ohm_task *task;

    write_file("train.csv", "a\n1\n2\n");
    test_fails(read_text(&task, BAD[_i].text), OHM_E_CONTENT, &err, BAD[_i].words);
    ck_assert_ptr_null(task);
}
END_TEST

START_TEST(missing_files_are_named)
{
    ohm_task *task;

    test_fails(ohm_task_read(&task, path_of("nix.json"), table, &err), OHM_E_IO, &err, "nix.json");
    test_fails(read_text(&task, "{\"sources\":{\"in\":1},\"targets\":[1],\"labels\":[1],"
                         "\"train\":\"nix.csv\"}"),
               OHM_E_IO, &err, "nix.csv");
}
END_TEST

START_TEST(refused_memory_is_reported)
{
    write_file("train.csv", "a,class\n1,red\n2,blue\n");
    write_file("task.json", "{\"sources\":{\"in\":\"a\"},\"targets\":[\"out\",\"7\"],\"labels\":\"class\","
               "\"class_levels\":[5,3],\"train\":\"train.csv\",\"test\":\"train.csv\"}");
    for (unsigned long k = 0;; k++) {
        ohm_task *task = NULL;

        test_alloc_refuse(k);
        const ohm_status status = ohm_task_read(&task, path_of("task.json"), table, NULL);
        const bool refused = test_alloc_allow();
        ck_assert((status == OHM_OK) == (task != NULL));
        ck_assert(refused || status == OHM_OK);
        if (task != NULL)       /* stdio without its buffer reads all the same */
            ck_assert(task->train.count == 2 && task->test.count == 2 && task->files == 3);
        ohm_task_free(task);
        if (!refused)
            break;
    }
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("case/task");
    TCase *cases = tcase_create("task");

    tcase_add_checked_fixture(cases, setup, teardown);
    tcase_add_test(cases, values_columns_and_pairs);
    tcase_add_test(cases, one_sample_of_values_and_nodes_by_position);
    tcase_add_test(cases, classes_with_and_without_levels);
    tcase_add_loop_test(cases, bad_tasks_are_named, 0, sizeof BAD / sizeof *BAD);
    tcase_add_test(cases, missing_files_are_named);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
