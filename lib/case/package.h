/* lib/case/package.h -- a reproducibility package: what its author ran and found.
 *
 * A folder with a manifest.json beside the files its commands read:
 *
 *     {"title": TEXT, "paper": any, "inputs": [FILE | {"file", "sha256"}...],
 *      "steps": [{"name": TEXT, "command": pipeline.h, "exit": 0, "save": FILE, "figure": FILE,
 *                 "needs": PROGRAM, "expect": [EXPECTATION...]}...]}
 *
 * title, steps and each step's name and command must be there.  EXPECTATION is one of
 *
 *     {"path", "take", "value", "tolerance", "relative"}  of the JSON answer's "result" (pick.h):
 *             |found - value| <= tolerance + relative |value|; both 0 unless given, then equal
 *     {"path", "take", "between": [low, high]}
 *     {"text": WORDS}             somewhere in what the command printed
 *     {"table": FILE, "like": FILE, "tolerance", "relative"}     two CSV files, number by number
 *
 * Every file is relative to the folder and stays in it.  A member that is not known is
 * refused, since a misspelt tolerance must not be ignored. */
#ifndef OHM_CASE_PACKAGE_H
#define OHM_CASE_PACKAGE_H

#include "base/status.h"
#include "case/pick.h"
#include "case/pipeline.h"
#include "io/json.h"
#include "io/source.h"

#include <stdbool.h>

typedef enum { OHM_EXPECT_VALUE, OHM_EXPECT_BETWEEN, OHM_EXPECT_TEXT, OHM_EXPECT_TABLE,
               OHM_EXPECT_FILE } ohm_expect_kind;

typedef struct {                    /* texts and nodes belong to the package */
    ohm_expect_kind kind;
    const char *path;               /* of a value */
    ohm_take take;
    const ohm_json *value;          /* a scalar */
    double low, high;               /* of BETWEEN */
    double tolerance, relative;
    const char *text;               /* the words of TEXT; the file of TABLE and FILE */
    const char *like;               /* of TABLE, in the package */
} ohm_expectation;

typedef struct {
    const char *name;
    ohm_pipeline *pipeline;         /* owned */
    int exit;
    const char *save;               /* where its output is kept, or NULL */
    const char *needs;              /* a program beside ours, or NULL */
    bool json;                      /* some expectation reads the JSON answer */
    size_t expectations;
    ohm_expectation *expectation;   /* owned */
} ohm_package_step;

typedef struct {
    const char *file, *sha256;      /* sha256 may be NULL */
} ohm_package_input;

typedef struct {
    ohm_json *tree;                 /* the manifest, owned */
    const char *title;
    size_t inputs, steps;
    ohm_package_input *input;       /* owned */
    ohm_package_step *step;         /* owned */
} ohm_package;

/* OHM_E_CONTENT names the step and what is wrong with it. */
ohm_status ohm_package_read(ohm_package **out, ohm_source *source, ohm_error *err);
void ohm_package_free(ohm_package *package);        /* takes NULL */

/* Whether a command's words name no file outside its folder: OHM_E_CONTENT for an absolute
 * path, or one through "..". */
ohm_status ohm_package_confine(const ohm_pipeline *pipeline, ohm_error *err);

enum { OHM_JUDGEMENT_TEXT = 160 };

typedef struct {
    bool holds;
    char what[OHM_JUDGEMENT_TEXT];    /* "gamma", "table run.csv" */
    char found[OHM_JUDGEMENT_TEXT], expected[OHM_JUDGEMENT_TEXT];
} ohm_judgement;

/* Judges one expectation.  output is what the command printed; answer its "result", or
 * NULL where there is none; work is the folder it ran in.  Only trouble of the judge's own is a failure: a
 * file that is not there, or a path that leads nowhere, is a verdict. */
ohm_status ohm_expectation_judge(ohm_judgement *verdict, const ohm_expectation *expectation,
                                 const char *output,
                                 const ohm_json *answer, const char *work, ohm_error *err);

#endif
