/* lib/learning/perceptron_task.c -- see perceptron_task.h */
#include "learning/perceptron_task.h"
#include "base/array.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name, *bits;
} GATES[] = {
    { "or", "0111" }, { "and", "0001" }, { "xor", "0110" },
    { "nand", "1110" }, { "nor", "1000" }, { "xnor", "1001" }
};

void
ohm_perceptron_task_free(ohm_perceptron_task *task)
{
    if (task != NULL) {
        free(task->input);
        free(task->target);
        free(task->bit);
    }
    free(task);
}

static ohm_status
task_alloc(ohm_perceptron_task **out, size_t inputs, size_t outputs, size_t patterns,
           ohm_perceptron_code code, ohm_error *err)
{
    ohm_perceptron_task *task = OHM_ZEROS(ohm_perceptron_task, 1);

    *out = NULL;
    if (task != NULL) {
        task->input = ohm_array(patterns, inputs * sizeof *task->input);
        task->target = ohm_array(patterns, outputs * sizeof *task->target);
        task->bit = OHM_ZEROS(bool, patterns);
    }
    if (task == NULL || task->input == NULL || task->target == NULL || task->bit == NULL) {
        ohm_perceptron_task_free(task);
        return ohm_fail(err, OHM_E_NOMEM, "perceptron: %zu patterns of %zu inputs", patterns, inputs);
    }
    task->inputs = inputs;
    task->outputs = outputs;
    task->patterns = patterns;
    task->low = code == OHM_CODE_PM ? -1.0 : 0.0;
    task->high = 1.0;
    *out = task;
    return OHM_OK;
}

/* The binary digits of a gate, or NULL. */
static const char *
gate_bits(const char *gate)
{
    for (size_t k = 0; k < sizeof GATES / sizeof *GATES; k++)
        if (strcmp(gate, GATES[k].name) == 0)
            return GATES[k].bits;
    return strncmp(gate, "table:", 6) == 0 ? gate + 6 : NULL;
}

ohm_status
ohm_perceptron_task_gate(ohm_perceptron_task **out, const char *gate, ohm_perceptron_code code,
                         ohm_error *err)
{
    const char *bits = gate_bits(gate);
    size_t inputs = 1, patterns;
    ohm_status status;

    *out = NULL;
    if (bits == NULL)
        return ohm_fail(err, OHM_E_ARG, "gate \"%s\" is not or, and, xor, nand, nor, xnor or table:BITS",
                        gate);
    patterns = strspn(bits, "01");
    while (inputs < OHM_TABLE_INPUTS_MAX && (size_t)1 << inputs < patterns)
        inputs++;
    if (bits[patterns] != '\0' || patterns != (size_t)1 << inputs)
        return ohm_fail(err, OHM_E_ARG, "gate \"%.80s\": a table has 2^n digits 0 or 1, n = 1 .. %d", gate,
                        OHM_TABLE_INPUTS_MAX);
    status = task_alloc(out, inputs, 1, patterns, code, err);
    if (status != OHM_OK)
        return status;
    ohm_perceptron_task *task = *out;
    for (size_t p = 0; p < patterns; p++) {
        task->bit[p] = bits[p] == '1';
        task->target[p] = task->bit[p] ? task->high : task->low;
        for (size_t i = 0; i < inputs; i++)
            task->input[p * inputs + i] = p >> (inputs - 1 - i) & 1 ? task->high : task->low;
    }
    return OHM_OK;
}

ohm_status
ohm_perceptron_task_data(ohm_perceptron_task **out, size_t inputs, size_t outputs, size_t patterns,
                         const double *rows, ohm_perceptron_code code, bool real, ohm_error *err)
{
    const size_t columns = inputs + outputs;
    ohm_perceptron_task *task;
    ohm_status status;

    *out = NULL;
    if (inputs == 0 || outputs == 0 || patterns == 0)
        return ohm_fail(err, OHM_E_ARG, "perceptron: %zu rows of %zu inputs and %zu labels", patterns, inputs,
                        outputs);
    status = task_alloc(&task, inputs, outputs, patterns, code, err);
    if (status != OHM_OK)
        return status;
    free(task->bit);
    task->bit = NULL;
    task->real = real;
    for (size_t p = 0; p < patterns; p++)
        for (size_t k = 0; k < columns; k++) {
            const double x = rows[p * columns + k];
            const bool label = k >= inputs;

            if (!isfinite(x) || (label && !real && x != task->low && x != task->high)) {
                status = ohm_fail(err, OHM_E_CONTENT, label && isfinite(x)
                                  ? "row %zu, column %zu: label %g is neither %g nor %g"
                                  : "row %zu, column %zu: %g is not a finite number",
                                  p, k, x, task->low, task->high);
                ohm_perceptron_task_free(task);
                return status;
            }
            if (label)
                task->target[p * outputs + k - inputs] = x;
            else
                task->input[p * inputs + k] = x;
        }
    *out = task;
    return OHM_OK;
}
