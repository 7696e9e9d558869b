/* lib/case/package.c -- reading a manifest; see package.h.  package_judge.c judges. */
#include "case/package.h"
#include "base/array.h"
#include "base/hash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void
ohm_package_free(ohm_package *package)
{
    if (package == NULL)
        return;
    for (size_t s = 0; s < package->steps && package->step != NULL; s++) {
        ohm_pipeline_free(package->step[s].pipeline);
        free(package->step[s].expectation);
    }
    free(package->step);
    free(package->input);
    ohm_json_free(package->tree);
    free(package);
}

/* ---- members -------------------------------------------------------------- */
/* Refuses a member whose name is not in the list, which ends with NULL. */
static ohm_status
check_members(const ohm_json *object, const char *const *known, ohm_error *err)
{
    if (!ohm_json_is_object(object))
        return ohm_fail(err, OHM_E_CONTENT, "must be an object");
    for (size_t k = 0; k < ohm_json_size(object); k++) {
        const char *key = ohm_json_key_at(object, k);
        const char *const *name = known;

        while (*name != NULL && strcmp(*name, key) != 0)
            name++;
        if (*name == NULL)
            return ohm_fail(err, OHM_E_CONTENT, "\"%.40s\": no such member here", key);
    }
    return OHM_OK;
}

/* A text, or NULL where the member is absent and need not be there. */
static ohm_status
read_text(const char **text, const ohm_json *object, const char *key, bool required, ohm_error *err)
{
    const ohm_json *node = ohm_json_get(object, key);

    *text = ohm_json_as_string(node);
    if (*text != NULL || (node == NULL && !required))
        return OHM_OK;
    return ohm_fail(err, OHM_E_CONTENT, node == NULL ? "\"%s\" is missing" : "\"%s\": must be a text", key);
}

static ohm_status
read_size(double *value, const ohm_json *object, const char *key, ohm_error *err)
{
    const ohm_json *node = ohm_json_get(object, key);

    *value = 0.0;
    if (node == NULL || (ohm_json_as_number(value, node) && *value >= 0.0))
        return OHM_OK;
    return ohm_fail(err, OHM_E_CONTENT, "\"%s\": must be a number >= 0", key);
}

/* ---- files ---------------------------------------------------------------- */
/* Whether a path, wherever it starts within a word, leaves the folder it is relative to. */
static bool
leaves(const char *path)
{
    if (path[0] == '/')
        return true;
    for (const char *at = path; at != NULL; at = strchr(at, '/')) {
        at += *at == '/';
        if (strncmp(at, "..", 2) == 0 && (at[2] == '/' || at[2] == '\0'))
            return true;
    }
    return false;
}

/* A word may carry a path after a name of its own: csv:FILE, --drive=FILE. */
static bool
word_leaves(const char *word)
{
    if (leaves(word))
        return true;
    for (const char *at = strpbrk(word, ":="); at != NULL; at = strpbrk(at + 1, ":="))
        if (leaves(at + 1))
            return true;
    return false;
}

ohm_status
ohm_package_confine(const ohm_pipeline *pipeline, ohm_error *err)
{
    for (size_t c = 0; c < pipeline->commands; c++)
        for (size_t k = 0; k < pipeline->command[c].words; k++)
            if (word_leaves(pipeline->command[c].word[k]))
                return ohm_fail(err, OHM_E_CONTENT, "command: \"%.80s\" is outside the package: files are "
                                "relative to its folder and stay in it", pipeline->command[c].word[k]);
    return OHM_OK;
}

static ohm_status
read_file(const char **file, const ohm_json *object, const char *key, bool required, ohm_error *err)
{
    const ohm_status status = read_text(file, object, key, required, err);

    if (status != OHM_OK || *file == NULL)
        return status;
    if (**file == '\0' || leaves(*file))
        return ohm_fail(err, OHM_E_CONTENT, "\"%s\": \"%.80s\" is no file of the package", key, *file);
    return OHM_OK;
}

static ohm_status
read_input(ohm_package_input *input, const ohm_json *node, ohm_error *err)
{
    static const char *const members[] = { "file", "sha256", NULL };
    ohm_status status;

    *input = (ohm_package_input){ ohm_json_as_string(node), NULL };
    if (input->file != NULL)
        return *input->file != '\0' && !leaves(input->file) ? OHM_OK
            : ohm_fail(err, OHM_E_CONTENT, "\"%.80s\" is no file of the package", input->file);
    if ((status = check_members(node, members, err)) != OHM_OK ||
        (status = read_file(&input->file, node, "file", true, err)) != OHM_OK ||
        (status = read_text(&input->sha256, node, "sha256", false, err)) != OHM_OK)
        return status;
    if (input->sha256 != NULL && strlen(input->sha256) != OHM_SHA256_TEXT - 1)
        return ohm_fail(err, OHM_E_CONTENT, "\"sha256\": must be %d hexadecimal digits", OHM_SHA256_TEXT - 1);
    return OHM_OK;
}

/* ---- expectations --------------------------------------------------------- */
static ohm_status
read_between(ohm_expectation *out, const ohm_json *node, ohm_error *err)
{
    out->kind = OHM_EXPECT_BETWEEN;
    if (ohm_json_size(node) != 2 || !ohm_json_as_number(&out->low, ohm_json_at(node, 0)) ||
        !ohm_json_as_number(&out->high, ohm_json_at(node, 1)) || !(out->low <= out->high))
        return ohm_fail(err, OHM_E_CONTENT, "\"between\": must be two numbers, the smaller one first");
    return OHM_OK;
}

static ohm_status
read_value(ohm_expectation *out, const ohm_json *node, ohm_error *err)
{
    const ohm_json *const between = ohm_json_get(node, "between");
    const char *take;
    ohm_status status;
    double number;

    out->kind = OHM_EXPECT_VALUE;
    out->value = ohm_json_get(node, "value");
    if ((status = read_text(&take, node, "take", false, err)) != OHM_OK ||
        (take != NULL && (status = ohm_take_parse(&out->take, take, err)) != OHM_OK) ||
        (status = ohm_pick_check(out->path, out->take, err)) != OHM_OK)
        return status;
    if ((out->value == NULL) == (between == NULL))
        return ohm_fail(err, OHM_E_CONTENT, "\"path\" needs a \"value\" or a \"between\", and only one of "
                        "them");
    if (between != NULL)
        return read_between(out, between, err);
    if (ohm_json_is_array(out->value) || ohm_json_is_object(out->value))
        return ohm_fail(err, OHM_E_CONTENT, "\"value\": must be one number, text, true, false or null");
    if ((out->tolerance > 0.0 || out->relative > 0.0) && !ohm_json_as_number(&number, out->value))
        return ohm_fail(err, OHM_E_CONTENT, "\"tolerance\": only numbers have one");
    return OHM_OK;
}

static ohm_status
read_expectation(ohm_expectation *out, const ohm_json *node, ohm_error *err)
{
    static const char *const of_value[] = { "path", "take", "value", "between", "tolerance", "relative",
                                            NULL };
    static const char *const of_text[] = { "text", NULL };
    static const char *const of_table[] = { "table", "like", "tolerance", "relative", NULL };
    const bool table = ohm_json_get(node, "table") != NULL, text = ohm_json_get(node, "text") != NULL;
    ohm_status status = check_members(node, table ? of_table : text ? of_text : of_value, err);

    *out = (ohm_expectation){ .take = OHM_TAKE_VALUE };
    if (status != OHM_OK || (status = read_size(&out->tolerance, node, "tolerance", err)) != OHM_OK ||
        (status = read_size(&out->relative, node, "relative", err)) != OHM_OK)
        return status;
    if (table) {
        out->kind = OHM_EXPECT_TABLE;
        if ((status = read_file(&out->text, node, "table", true, err)) != OHM_OK)
            return status;
        return read_file(&out->like, node, "like", true, err);
    }
    if (text) {
        out->kind = OHM_EXPECT_TEXT;
        return read_text(&out->text, node, "text", true, err);
    }
    if ((status = read_text(&out->path, node, "path", true, err)) != OHM_OK)
        return status;
    return read_value(out, node, err);
}

/* ---- steps ---------------------------------------------------------------- */
static ohm_status
read_expectations(ohm_package_step *step, const ohm_json *node, ohm_error *err)
{
    const ohm_json *const list = ohm_json_get(node, "expect");
    const size_t count = ohm_json_size(list);
    const char *figure;
    ohm_status status = read_file(&figure, node, "figure", false, err);

    if (status != OHM_OK)
        return status;
    if (list != NULL && !ohm_json_is_array(list))
        return ohm_fail(err, OHM_E_CONTENT, "\"expect\": must be an array");
    if ((step->expectation = OHM_ZEROS(ohm_expectation, count + 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu expectations", count);
    for (size_t k = 0; k < count; k++) {
        ohm_expectation *const now = &step->expectation[step->expectations++];

        if ((status = read_expectation(now, ohm_json_at(list, k), err)) != OHM_OK)
            return ohm_fail_within(err, status, "expectation %zu", k);
        step->json = step->json || now->path != NULL;
    }
    if (figure != NULL)
        step->expectation[step->expectations++] = (ohm_expectation){ .kind = OHM_EXPECT_FILE,
                                                                     .text = figure };
    return OHM_OK;
}

static ohm_status
read_step(ohm_package_step *step, const ohm_json *node, ohm_error *err)
{
    static const char *const members[] = { "name", "command", "exit", "save", "figure", "needs", "expect",
                                           NULL };
    const ohm_json *const code = ohm_json_get(node, "exit");
    long long number = 0;
    ohm_status status;

    if ((status = check_members(node, members, err)) != OHM_OK ||
        (status = read_text(&step->name, node, "name", true, err)) != OHM_OK ||
        (status = ohm_pipeline_read(&step->pipeline, ohm_json_get(node, "command"), err)) != OHM_OK ||
        (status = ohm_package_confine(step->pipeline, err)) != OHM_OK ||
        (status = read_file(&step->save, node, "save", false, err)) != OHM_OK ||
        (status = read_text(&step->needs, node, "needs", false, err)) != OHM_OK)
        return status;
    if (code != NULL && !(ohm_json_as_integer(&number, code) && number >= 0 && number <= 255))
        return ohm_fail(err, OHM_E_CONTENT, "\"exit\": must be a whole number, 0 to 255");
    step->exit = (int)number;
    return read_expectations(step, node, err);
}

static ohm_status
read_lists(ohm_package *package, ohm_error *err)
{
    const ohm_json *const inputs = ohm_json_get(package->tree, "inputs");
    const ohm_json *const steps = ohm_json_get(package->tree, "steps");
    ohm_status status = OHM_OK;

    if ((inputs != NULL && !ohm_json_is_array(inputs)) || !ohm_json_is_array(steps)
        || ohm_json_size(steps) == 0)
        return ohm_fail(err, OHM_E_CONTENT, "\"inputs\" and \"steps\": must be arrays, and one step at "
                        "least");
    package->inputs = ohm_json_size(inputs);
    package->input = OHM_ZEROS(ohm_package_input, package->inputs);
    package->step = OHM_ZEROS(ohm_package_step, ohm_json_size(steps));
    if (package->input == NULL || package->step == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu steps", ohm_json_size(steps));
    for (size_t k = 0; k < package->inputs; k++)
        if ((status = read_input(&package->input[k], ohm_json_at(inputs, k), err)) != OHM_OK)
            return ohm_fail_within(err, status, "input %zu", k);
    for (size_t s = 0; s < ohm_json_size(steps); s++)
        if ((status = read_step(&package->step[package->steps++], ohm_json_at(steps, s), err)) != OHM_OK)
            return ohm_fail_within(err, status, "step %zu", s);
    return OHM_OK;
}

ohm_status
ohm_package_read(ohm_package **out, ohm_source *source, ohm_error *err)
{
    static const char *const members[] = { "title", "paper", "inputs", "steps", NULL };
    ohm_package *package = OHM_ZEROS(ohm_package, 1);
    ohm_status status;

    *out = NULL;
    if (package == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", ohm_source_name(source));
    status = ohm_json_read_from(&package->tree, source, err);
    if (status == OHM_OK) {
        if ((status = check_members(package->tree, members, err)) != OHM_OK ||
            (status = read_text(&package->title, package->tree, "title", true, err)) != OHM_OK ||
            (status = read_lists(package, err)) != OHM_OK)
            ohm_fail_within(err, status, "%s", ohm_source_name(source));
    }
    if (status != OHM_OK)
        ohm_package_free(package);
    else
        *out = package;
    return status;
}
