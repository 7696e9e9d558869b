/* tools/envelope.c -- see envelope.h */
#include "envelope.h"

#include "base/array.h"
#include "base/rng.h"
#include "command.h"
#include "libraries.h"

#include <stdlib.h>
#include <string.h>

/* A command's name is one word or two. */
static void
append_words(ohm_json *list, const char *name)
{
    while (*name != '\0') {
        const size_t length = strcspn(name, " ");
        char word[32];

        snprintf(word, sizeof word, "%.*s", (int)length, name);
        ohm_json_append(list, ohm_json_string(word));
        name += length + strspn(name + length, " ");
    }
}

/* The command line without what changes no result; it can be typed again. */
static ohm_json *
argv_json(const cli_run *run)
{
    ohm_json *list = ohm_json_array();

    ohm_json_append(list, ohm_json_string(PACKAGE_NAME));
    append_words(list, run->command->name);
    for (size_t k = 0; k < run->given->recorded; k++)
        ohm_json_append(list, ohm_json_string(run->given->record[k]));
    return list;
}

static ohm_json *
libraries_json(void)
{
    ohm_json *object = ohm_json_object();

    for (const cli_library *l = libraries; l->name != NULL; l++)
        if (l->version() != NULL)
            ohm_json_set(object, l->name, ohm_json_string(l->version()));
    return object;
}

static ohm_json *
inputs_json(const cli_run *run)
{
    ohm_json *list = ohm_json_array();

    for (size_t k = 0; k < run->inputs; k++) {
        ohm_json *input = ohm_json_object();

        ohm_json_set(input, "path", ohm_json_string(run->input[k].path));
        ohm_json_set(input, "sha256", ohm_json_string(run->input[k].sha256));
        ohm_json_append(list, input);
    }
    return list;
}

static ohm_json *
warnings_json(const cli_run *run)
{
    ohm_json *list = ohm_json_array();

    for (size_t k = 0; k < run->warnings; k++)
        ohm_json_append(list, ohm_json_string(run->warning[k]));
    return list;
}

static ohm_json *
timings_json(const cli_run *run)
{
    ohm_json *object = ohm_json_object();

    ohm_json_set(object, "seconds", ohm_json_number(run_seconds(run)));
    ohm_json_set(object, "threads", ohm_json_integer((long long)run->common->threads));
    return object;
}

ohm_json *
envelope_facts(const cli_run *run)
{
    ohm_json *all = ohm_json_object();

    ohm_json_set(all, "program", ohm_json_string(PACKAGE_NAME));
    ohm_json_set(all, "version", ohm_json_string(PACKAGE_VERSION));
    ohm_json_set(all, "command", ohm_json_string(run->command->name));
    ohm_json_set(all, "argv", argv_json(run));
    ohm_json_set(all, "options", options_json(run->values, run->command->options,
                                              run->command->option_count));
    ohm_json_set(all, "seed", ohm_json_integer((long long)run->common->seed));
    ohm_json_set(all, "rng", ohm_json_string(OHM_RNG_NAME));
    ohm_json_set(all, "libraries", libraries_json());
    ohm_json_set(all, "inputs", inputs_json(run));
    return all;
}

ohm_json *
envelope_around(ohm_json *result, const cli_run *run)
{
    ohm_json *all = envelope_facts(run);

    ohm_json_set(all, "warnings", warnings_json(run));
    if (run->common->timings)
        ohm_json_set(all, "timings", timings_json(run));
    if (run->interrupted[0] != '\0')
        ohm_json_set(all, "interrupted", ohm_json_string(run->interrupted));
    ohm_json_set(all, "result", result);
    return all;
}

ohm_status
fact_list_fill(fact_list *out, const cli_run *run, ohm_error *err)
{
    size_t count;

    *out = (fact_list){ .facts = envelope_facts(run) };
    count = ohm_json_size(out->facts);
    if (ohm_json_failed(out->facts) || (out->fact = OHM_ZEROS(ohm_fact, count)) == NULL
        || (out->text = OHM_ZEROS(char *, count)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "the facts of a run");
    for (; out->count < count; out->count++) {
        char **const text = &out->text[out->count];
        const ohm_status status = ohm_json_print(text, ohm_json_value_at(out->facts, out->count), err);

        if (status != OHM_OK)
            return status;
        out->fact[out->count] = (ohm_fact){ ohm_json_key_at(out->facts, out->count), *text };
    }
    return OHM_OK;
}

void
fact_list_free(fact_list *list)
{
    for (size_t k = 0; k < list->count; k++)
        free(list->text[k]);
    free(list->text);
    free(list->fact);
    ohm_json_free(list->facts);
}

ohm_status
envelope_comment(FILE *file, const char *prefix, const cli_run *run, ohm_error *err)
{
    fact_list list;
    const ohm_status status = fact_list_fill(&list, run, err);

    fprintf(file, "%sformat: 1\n", prefix);
    for (size_t k = 0; k < list.count; k++)
        fprintf(file, "%s%s: %s\n", prefix, list.fact[k].name, list.fact[k].text);
    fact_list_free(&list);
    return status;
}
