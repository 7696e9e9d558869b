/* tools/repro_confine.c -- see repro_confine.h */
#include "repro_confine.h"

#include "base/array.h"
#include "case/package.h"
#include "case/sweep.h"

#include <stdlib.h>
#include <string.h>

/* The commands of a sweep, with every value any place can take. */
static ohm_status
confine_sweep(const ohm_sweep *sweep, ohm_error *err)
{
    ohm_status status = ohm_package_confine(sweep->pipeline, err);

    for (size_t v = 0; v < sweep->variables && status == OHM_OK; v++) {
        ohm_words values = { ohm_json_size(sweep->variable[v].values), sweep->variable[v].text };

        status = ohm_package_confine(&(const ohm_pipeline){ 1, &values }, err);
    }
    return status;
}

/* A word that is a sweep's file; one that is none is the sweep's own affair. */
static ohm_status
confine_word(const char *word, const char *work, ohm_error *err)
{
    const size_t size = strlen(work) + strlen(word) + 2;
    char *path = OHM_ARRAY(char, size);
    ohm_source *source = NULL;
    ohm_sweep *sweep = NULL;
    ohm_status status = OHM_OK;

    if (path == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", word);
    snprintf(path, size, "%s/%s", work, word);
    if (ohm_source_open(&source, path, NULL) == OHM_OK && ohm_sweep_read(&sweep, source, 1, NULL) == OHM_OK
        && (status = confine_sweep(sweep, err)) != OHM_OK)
        ohm_fail_within(err, status, "%s", word);
    ohm_sweep_free(sweep);
    ohm_source_close(source);
    free(path);
    return status;
}

ohm_status
repro_confine_sweeps(const ohm_pipeline *pipeline, const char *work, ohm_error *err)
{
    ohm_status status = OHM_OK;

    for (size_t c = 0; c < pipeline->commands; c++) {
        const ohm_words *const words = &pipeline->command[c];

        if (strcmp(words->word[0], "sweep") != 0)
            continue;
        for (size_t k = 1; k < words->words && status == OHM_OK; k++)
            status = strcmp(words->word[k], "-") == 0
                ? ohm_fail(err, OHM_E_CONTENT, "command: sweep - : in a package a sweep is a file of it")
                : confine_word(words->word[k], work, err);
    }
    return status;
}
