/* lib/case/task.h -- what a circuit is to learn, from a JSON file and tables beside it.
 *
 *     {"sources": {NODE: value or "column", ...},
 *      "targets": [NODE or [PLUS, MINUS], ...],
 *      "labels":  [value or "column", ...]  or  "column",
 *      "train": "FILE.csv", "test": "FILE.csv"}
 *
 * Nodes are named by id, or by position where no node has that id.  Numbers are values,
 * strings name columns.  A target is a node's potential, or the difference of two.  Labels
 * are one number a target, or the column of a class (any words).  A class c may be asked for
 * as one number a target: "class_levels": [on, off] makes target c on and the others off.
 * "train" and "test" lie beside the task, or are taken as written; without "train" there
 * is one sample, of values alone. */
#ifndef OHM_CASE_TASK_H
#define OHM_CASE_TASK_H

#include "base/hash.h"
#include "base/status.h"
#include "io/table.h"

#include <stdbool.h>

typedef struct {
    size_t count;               /* 0: none given */
    double *source;             /* count * sources */
    double *label;              /* count * targets, or NULL: classes without levels */
    size_t *class_of;           /* count, or NULL: numbers */
} ohm_task_samples;             /* owns its arrays */

enum { OHM_TASK_FILES = 3 };

typedef struct {
    size_t sources;
    size_t *source;             /* nodes */
    size_t targets;
    size_t *plus, *minus;       /* nodes; minus OHM_NONE: the potential of plus itself */
    size_t classes;             /* 0: labels are numbers */
    char **class_name;          /* in the order met */
    bool has_levels;            /* class_levels was given: */
    double on, off;
    ohm_task_samples train, test;
    size_t files;               /* what was read: the task, its tables */
    struct {
        char *path;
        char sha256[OHM_SHA256_TEXT];
    } file[OHM_TASK_FILES];
} ohm_task;                     /* owns everything */

/* Reads a task about the nodes of `table`.  OHM_E_CONTENT names file, key and what was
 * expected: a node that is none, a node given twice, a column the table lacks. */
ohm_status ohm_task_read(ohm_task **out, const char *path, const ohm_table *table, ohm_error *err);
void ohm_task_free(ohm_task *task);         /* takes NULL */

/* The node a text names: by id, or by position where no node has that id; OHM_NONE. */
size_t ohm_task_node(const ohm_table *table, const char *name);

#endif
