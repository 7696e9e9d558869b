/* lib/case/sweep.h -- a grid or an ensemble of commands, and what to keep of their answers.
 *
 *     {"command": pipeline.h, with places {NAME},
 *      "vary": {NAME: VALUES...}             every value with every other, the last name fastest
 *          or [{NAME: VALUES...}...]         names of one object move together
 *      "columns": {NAME: PATH | {"path": PATH, "take": TAKE}...}}      of the "result" (pick.h)
 *
 * VALUES: [v, ...] numbers, texts or booleans
 *         {"linspace": [a, b, n]}            n equal steps from a to b
 *         {"logspace": [a, b, n]}            the same in the logarithm, a and b > 0
 *         {"range": [a, b]} or [a, b, step]  whole numbers, b included
 *         {"seeds": n}                       an ensemble: n whole numbers, from the sweep's own --seed
 *
 * {point} is the number of the point, 0, 1, ...  A point's row is one line of JSON,
 *
 *     {"point":3,"exit":0,"message":null,"values":[...]}     the columns' values, null where missing */
#ifndef OHM_CASE_SWEEP_H
#define OHM_CASE_SWEEP_H

#include "base/status.h"
#include "case/pick.h"
#include "case/pipeline.h"
#include "io/json.h"
#include "io/source.h"

#include <stdint.h>

enum { OHM_SWEEP_POINTS_MAX = 10000000 };

typedef struct {
    const char *name;               /* the tree's */
    size_t factor;                  /* which factor it moves with */
    ohm_json *values;               /* array of scalars, owned */
    char **text;                    /* the same as they stand in a command, owned */
} ohm_sweep_variable;

typedef struct {
    const char *name, *path;        /* the tree's */
    ohm_take take;
} ohm_sweep_column;

typedef struct {
    ohm_json *tree;                 /* owned */
    ohm_pipeline *pipeline;         /* owned */
    size_t factors, *levels;        /* owned */
    size_t points;                  /* the product of the levels */
    size_t variables, columns;
    ohm_sweep_variable *variable;   /* owned */
    ohm_sweep_column *column;       /* owned */
} ohm_sweep;

/* seed: where ensembles start.  OHM_E_CONTENT names the member and what is wrong. */
ohm_status ohm_sweep_read(ohm_sweep **out, ohm_source *source, uint64_t seed, ohm_error *err);
void ohm_sweep_free(ohm_sweep *sweep);          /* takes NULL */

/* Which level of its factor a variable has at a point. */
size_t ohm_sweep_level(const ohm_sweep *sweep, size_t variable, size_t point);

/* The commands of a point, every place filled. */
ohm_status ohm_sweep_fill(ohm_pipeline **out, const ohm_sweep *sweep, size_t point, ohm_error *err);

/* The row of a point as text, for the caller to free.  code and message say how the command
 * ended; result is its answer (NULL where there is none).  A column that cannot be picked
 * is missing, and the message says why. */
ohm_status ohm_sweep_row(char **row, const ohm_sweep *sweep, size_t point, int code, const char *message,
                         const ohm_json *result, ohm_error *err);

#endif
