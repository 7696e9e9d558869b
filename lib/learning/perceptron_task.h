/* lib/learning/perceptron_task.h -- what a perceptron learns: patterns and targets.
 *
 * Patterns are the 2^n corners of a truth table, in counting order with the first
 * input most significant, or the rows of user data. */
#ifndef OHM_LEARNING_PERCEPTRON_TASK_H
#define OHM_LEARNING_PERCEPTRON_TASK_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum { OHM_CODE_01, OHM_CODE_PM } ohm_perceptron_code;

enum { OHM_TABLE_INPUTS_MAX = 12 };     /* 4096 corners */

typedef struct {
    size_t inputs, outputs, patterns;   /* >= 1 each */
    double *input;                      /* patterns x inputs */
    double *target;                     /* patterns x outputs */
    double low, high;                   /* the code: 0 and 1, or -1 and 1 */
    bool real;                          /* targets are real numbers, not labels */
    bool *bit;                          /* patterns, the truth table; NULL for user data */
} ohm_perceptron_task;                  /* owns its arrays */

void ohm_perceptron_task_free(ohm_perceptron_task *task);       /* takes NULL */

/* "or", "and", "xor", "nand", "nor", "xnor", or "table:BITS" with 2^n binary digits,
 * digit k the output for input k read in binary.  OHM_E_ARG says what was expected. */
ohm_status ohm_perceptron_task_gate(ohm_perceptron_task **out, const char *gate,
                                    ohm_perceptron_code code, ohm_error *err);

/* Copies of user data, row by row inputs then targets; with `real` any finite target,
 * else only the two labels of the code.  OHM_E_CONTENT names the row and the number. */
ohm_status ohm_perceptron_task_data(ohm_perceptron_task **out, size_t inputs, size_t outputs,
                                    size_t patterns, const double *rows, ohm_perceptron_code code,
                                    bool real, ohm_error *err);

#endif
