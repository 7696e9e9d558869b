/* lib/case/pipeline.c -- see pipeline.h */
#include "case/pipeline.h"
#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void
ohm_pipeline_free(ohm_pipeline *pipeline)
{
    if (pipeline == NULL)
        return;
    for (size_t c = 0; c < pipeline->commands && pipeline->command != NULL; c++) {
        ohm_words *const command = &pipeline->command[c];

        for (size_t k = 0; k < command->words && command->word != NULL; k++)
            free(command->word[k]);
        free(command->word);
    }
    free(pipeline->command);
    free(pipeline);
}

static ohm_status
no_memory(ohm_error *err)
{
    return ohm_fail(err, OHM_E_NOMEM, "command: out of memory");
}

/* Room for so many commands, all empty. */
static ohm_pipeline *
new_pipeline(size_t commands)
{
    ohm_pipeline *out = OHM_ZEROS(ohm_pipeline, 1);

    if (out != NULL && (out->command = OHM_ZEROS(ohm_words, commands)) == NULL) {
        free(out);
        return NULL;
    }
    if (out != NULL)
        out->commands = commands;
    return out;
}

static bool
make_words(ohm_words *command, size_t words)
{
    if ((command->word = OHM_ZEROS(char *, words)) == NULL)
        return false;
    command->words = words;
    return true;
}

/* ---- places --------------------------------------------------------------- */
/* What stands at `text`: one character (length 1 or, for a doubled brace, 2), a place
 * {name} (its length), or a brace that stands alone (0). */
static size_t
piece_length(bool *place, const char *text)
{
    const char brace = text[0] == '{' || text[0] == '}' ? text[0] : '\0';

    *place = false;
    if (brace == '\0')
        return 1;
    if (text[1] == brace)
        return 2;
    *place = brace == '{';
    const size_t name = strcspn(text + 1, "{}");
    return brace == '{' && name > 0 && text[1 + name] == '}' ? name + 2 : 0;
}

static ohm_status
check_word(const char *word, ohm_error *err)
{
    bool place;

    for (const char *at = word; *at != '\0';) {
        const size_t length = piece_length(&place, at);

        if (length == 0)
            return ohm_fail(err, OHM_E_CONTENT, "command: \"%.80s\": a brace stands alone; write {NAME} for "
                            "a place, {{ and }} for braces", word);
        at += length;
    }
    return OHM_OK;
}

/* Writes the filled word to `out` (NULL: only counts); the bytes it takes, without the
 * terminator.  SIZE_MAX with *missing where nothing fills a place. */
static size_t
fill_word(char *out, const char *word, ohm_place_fn *fill, void *data, const char **missing)
{
    size_t total = 0, length;
    bool place;

    for (const char *at = word; *at != '\0'; at += length) {
        const char *piece = at;
        size_t size = 1;

        length = piece_length(&place, at);
        if (place) {
            if ((piece = fill(data, at + 1, length - 2)) == NULL) {
                *missing = at;
                return SIZE_MAX;
            }
            size = strlen(piece);
        }
        if (out != NULL)
            memcpy(out + total, piece, size);
        total += size;
    }
    if (out != NULL)
        out[total] = '\0';
    return total;
}

static ohm_status
filled_copy(char **out, const char *word, ohm_place_fn *fill, void *data, ohm_error *err)
{
    const char *missing = NULL;
    const size_t size = fill_word(NULL, word, fill, data, &missing);

    if (size == SIZE_MAX)
        return ohm_fail(err, OHM_E_CONTENT, "command: \"%.80s\": nothing is called %.*s", word,
                        (int)strcspn(missing + 1, "}"), missing + 1);
    if ((*out = OHM_ARRAY(char, size + 1)) == NULL)
        return no_memory(err);
    (void)fill_word(*out, word, fill, data, &missing);
    return OHM_OK;
}

ohm_status
ohm_pipeline_fill(ohm_pipeline **out, const ohm_pipeline *pattern, ohm_place_fn *fill, void *data,
                  ohm_error *err)
{
    ohm_pipeline *filled = new_pipeline(pattern->commands);
    ohm_status status = filled != NULL ? OHM_OK : no_memory(err);

    for (size_t c = 0; c < pattern->commands && status == OHM_OK; c++) {
        const ohm_words *const from = &pattern->command[c];

        if (!make_words(&filled->command[c], from->words))
            status = no_memory(err);
        for (size_t k = 0; k < from->words && status == OHM_OK; k++)
            status = filled_copy(&filled->command[c].word[k], from->word[k], fill, data, err);
    }
    if (status != OHM_OK) {
        ohm_pipeline_free(filled);
        filled = NULL;
    }
    *out = filled;
    return status;
}

/* ---- reading -------------------------------------------------------------- */
static ohm_status
read_command(ohm_words *command, const ohm_json *node, ohm_error *err)
{
    const size_t words = ohm_json_size(node);

    if (!ohm_json_is_array(node) || words == 0)
        return ohm_fail(err, OHM_E_CONTENT, "command: must be an array of words, or an array of such arrays");
    if (!make_words(command, words))
        return no_memory(err);
    for (size_t k = 0; k < words; k++) {
        const char *text = ohm_json_as_string(ohm_json_at(node, k));
        ohm_status status;

        if (text == NULL)
            return ohm_fail(err, OHM_E_CONTENT, "command: word %zu is no text: put it between quotes", k);
        if ((status = check_word(text, err)) != OHM_OK)
            return status;
        if ((command->word[k] = ohm_copy(text, strlen(text) + 1, 1)) == NULL)
            return no_memory(err);
    }
    return OHM_OK;
}

ohm_status
ohm_pipeline_read(ohm_pipeline **out, const ohm_json *node, ohm_error *err)
{
    const bool several = ohm_json_is_array(ohm_json_at(node, 0));
    const size_t commands = several ? ohm_json_size(node) : 1;
    ohm_pipeline *read = new_pipeline(commands);
    ohm_status status = read != NULL ? OHM_OK : no_memory(err);

    for (size_t c = 0; c < commands && status == OHM_OK; c++)
        status = read_command(&read->command[c], several ? ohm_json_at(node, c) : node, err);
    if (status != OHM_OK) {
        ohm_pipeline_free(read);
        read = NULL;
    }
    *out = read;
    return status;
}
