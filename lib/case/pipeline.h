/* lib/case/pipeline.h -- commands of ours as JSON writes them down.
 *
 *     ["memory", "net.graphml"]                               one command, its words
 *     [["generate", "grid", "{N}", "{N}"], ["memory", "-"]]   several, each reading the last one's output
 *
 * Words may hold places {name}, to be filled; {{ and }} stand for braces.  No shell is
 * between these words and a command. */
#ifndef OHM_CASE_PIPELINE_H
#define OHM_CASE_PIPELINE_H

#include "base/status.h"
#include "io/json.h"

typedef struct {
    size_t words;
    char **word;                    /* owned, as its texts are */
} ohm_words;

typedef struct {
    size_t commands;                /* >= 1 */
    ohm_words *command;             /* owned */
} ohm_pipeline;

/* OHM_E_CONTENT says what is no command, or which brace stands alone. */
ohm_status ohm_pipeline_read(ohm_pipeline **out, const ohm_json *node, ohm_error *err);
void ohm_pipeline_free(ohm_pipeline *pipeline);     /* takes NULL */

/* The text of a place, or NULL for a name there is not. */
typedef const char *ohm_place_fn(void *data, const char *name, size_t length);

/* A pipeline of its own with every place filled.  OHM_E_CONTENT names a place that nothing
 * fills. */
ohm_status ohm_pipeline_fill(ohm_pipeline **out, const ohm_pipeline *pattern, ohm_place_fn *fill, void *data,
                             ohm_error *err);

#endif
