/* lib/case/perceptron_file.c -- see perceptron_file.h */
#include "case/perceptron_file.h"
#include "base/array.h"
#include "io/csv.h"

#include <stdint.h>
#include <stdlib.h>

/* ---- writing ------------------------------------------------------------------ */
/* Rows of one layer, weights without the bias; and the biases alone. */
static void
set_layer(ohm_json *object, const char *matrix, const char *biases, const double *weight, size_t rows,
          size_t fan)
{
    ohm_json *all = ohm_json_array(), *bias = ohm_json_array();

    for (size_t row = 0; row < rows; row++, weight += fan + 1) {
        ohm_json_append(all, ohm_json_numbers(weight, fan));
        ohm_json_append(bias, ohm_json_number(weight[fan]));
    }
    ohm_json_set(object, matrix, all);
    ohm_json_set(object, biases, bias);
}

ohm_json *
ohm_perceptron_weights_json(const double *weight, const ohm_perceptron_shape *shape)
{
    const size_t n = shape->inputs, hidden = shape->hidden;
    ohm_json *object = ohm_json_object();

    if (hidden == 0) {
        set_layer(object, "W1", "b1", weight, shape->outputs, n);
        return object;
    }
    set_layer(object, "W1", "b1", weight, hidden, n);
    set_layer(object, "W2", "b2", weight + hidden * (n + 1), shape->outputs, hidden);
    return object;
}

ohm_json *
ohm_perceptron_state_json(const ohm_perceptron_plan *plan, const double *weight, const double *rest,
                          size_t epoch)
{
    ohm_json *object = ohm_perceptron_weights_json(weight, &plan->shape);
    ohm_json *thresholds = ohm_json_array();

    for (size_t j = 0; j < ohm_perceptron_variables(plan); j++)
        ohm_json_append(thresholds, ohm_json_number(ohm_perceptron_threshold(plan, j)));
    ohm_json_set(object, "rest", ohm_json_numbers(rest, ohm_perceptron_nodes(&plan->shape)));
    ohm_json_set(object, "thresholds", thresholds);
    ohm_json_set(object, "epoch", ohm_json_integer((long long)epoch));
    return object;
}

/* ---- reading ------------------------------------------------------------------- */
void
ohm_perceptron_state_free(ohm_perceptron_state *state)
{
    if (state != NULL) {
        free(state->weight);
        free(state->rest);
        free(state->threshold);
    }
    free(state);
}

/* Reads n numbers, each `stride` further. */
static ohm_status
read_numbers(double *number, size_t stride, const ohm_json *array, size_t n, const char *name, ohm_error *err)
{
    if (!ohm_json_is_array(array) || ohm_json_size(array) != n)
        return ohm_fail(err, OHM_E_CONTENT, "%s: expected an array of %zu numbers", name, n);
    for (size_t k = 0; k < n; k++)
        if (!ohm_json_as_number(&number[k * stride], ohm_json_at(array, k)))
            return ohm_fail(err, OHM_E_CONTENT, "%s[%zu]: not a number", name, k);
    return OHM_OK;
}

static ohm_status
read_layer(double *weight, const ohm_json *object, const char *matrix, const char *biases, size_t rows,
           size_t fan, ohm_error *err)
{
    const ohm_json *all = ohm_json_get(object, matrix);
    ohm_status status = read_numbers(weight + fan, fan + 1, ohm_json_get(object, biases), rows, biases, err);

    if (status != OHM_OK)
        return status;
    if (!ohm_json_is_array(all) || ohm_json_size(all) != rows)
        return ohm_fail(err, OHM_E_CONTENT, "%s: expected %zu rows of %zu numbers", matrix, rows, fan);
    for (size_t row = 0; status == OHM_OK && row < rows; row++) {
        status = read_numbers(weight + row * (fan + 1), 1, ohm_json_at(all, row), fan, "row", err);
        if (status != OHM_OK)
            ohm_fail_within(err, status, "%s[%zu]", matrix, row);
    }
    return status;
}

static ohm_status
read_extras(ohm_perceptron_state *state, const ohm_json *object, size_t nodes, ohm_error *err)
{
    const ohm_json *rest = ohm_json_get(object, "rest"), *epoch = ohm_json_get(object, "epoch");
    const ohm_json *thresholds = ohm_json_get(object, "thresholds");
    ohm_status status = OHM_OK;
    long long number = 0;

    if (epoch != NULL && (!ohm_json_as_integer(&number, epoch) || number < 0))
        return ohm_fail(err, OHM_E_CONTENT, "epoch: not a whole number >= 0");
    state->epoch = (size_t)number;
    if (rest != NULL) {
        if ((state->rest = OHM_ARRAY(double, nodes)) == NULL)
            return ohm_fail(err, OHM_E_NOMEM, "perceptron: %zu nodes", nodes);
        status = read_numbers(state->rest, 1, rest, nodes, "rest", err);
    }
    if (status == OHM_OK && thresholds != NULL) {
        state->thresholds = ohm_json_size(thresholds);
        if ((state->threshold = OHM_ARRAY(double, state->thresholds)) == NULL)
            return ohm_fail(err, OHM_E_NOMEM, "perceptron: %zu thresholds", state->thresholds);
        status = read_numbers(state->threshold, 1, thresholds, state->thresholds, "thresholds", err);
    }
    return status;
}

/* The object that holds the weights: the root itself, or result.weights of an answer. */
static const ohm_json *
find_weights(const ohm_json *root)
{
    const ohm_json *result = ohm_json_get(root, "result");
    const ohm_json *weights = result != NULL ? ohm_json_get(result, "weights") : NULL;

    return weights != NULL ? weights : root;
}

ohm_status
ohm_perceptron_state_read(ohm_perceptron_state **out, const ohm_json *root, const ohm_perceptron_shape *shape,
                          ohm_error *err)
{
    const size_t n = shape->inputs, hidden = shape->hidden;
    const ohm_json *object = find_weights(root);
    ohm_perceptron_state *state = OHM_ZEROS(ohm_perceptron_state, 1);
    ohm_status status;

    *out = NULL;
    if (state != NULL)
        state->weight = OHM_ARRAY(double, ohm_perceptron_weights(shape));
    if (state == NULL || state->weight == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "perceptron: %zu weights", ohm_perceptron_weights(shape));
        goto failed;
    }
    if (!ohm_json_is_object(object)) {
        status = ohm_fail(err, OHM_E_CONTENT, "expected an object with W1, b1%s",
                          hidden > 0 ? ", W2 and b2" : "");
        goto failed;
    }
    status = read_layer(state->weight, object, "W1", "b1", hidden > 0 ? hidden : shape->outputs, n, err);
    if (status == OHM_OK && hidden > 0)
        status = read_layer(state->weight + hidden * (n + 1), object, "W2", "b2", shape->outputs, hidden,
                            err);
    if (status == OHM_OK && hidden == 0 && ohm_json_get(object, "W2") != NULL)
        status = ohm_fail(err, OHM_E_CONTENT, "W2: a single layer has none (these are of two layers)");
    if (status == OHM_OK)
        status = read_extras(state, object, ohm_perceptron_nodes(shape), err);
    if (status != OHM_OK)
        goto failed;
    *out = state;
    return OHM_OK;

failed:
    ohm_perceptron_state_free(state);
    return status;
}

/* ---- data -------------------------------------------------------------------------- */
ohm_status
ohm_perceptron_task_read(ohm_perceptron_task **out, ohm_source *source, size_t outputs,
                         ohm_perceptron_code code, bool real, ohm_error *err)
{
    const double low = code == OHM_CODE_PM ? -1.0 : 0.0;
    ohm_csv *csv;
    ohm_status status = ohm_csv_read_headless(&csv, source, err);

    *out = NULL;
    if (status != OHM_OK)
        return status;
    if (csv->columns <= outputs)
        status = ohm_fail(err, OHM_E_CONTENT, "%s: %zu columns leave no input beside %zu target%s",
                          ohm_source_name(source), csv->columns, outputs, outputs == 1 ? "" : "s");
    for (size_t row = 0; status == OHM_OK && !real && row < csv->rows; row++)
        for (size_t c = csv->columns - outputs; status == OHM_OK && c < csv->columns; c++) {
            const double label = csv->value[row * csv->columns + c];

            if (label != low && label != 1.0)
                status = ohm_fail(err, OHM_E_CONTENT, "%s:%zu: column %s: label %g is neither %g nor 1",
                                  ohm_source_name(source), csv->line[row], csv->name[c], label, low);
        }
    if (status == OHM_OK)
        status = ohm_perceptron_task_data(out, csv->columns - outputs, outputs, csv->rows, csv->value, code,
                                          real, err);
    ohm_csv_free(csv);
    return status;
}
