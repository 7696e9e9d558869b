/* lib/topology/families.h -- the table of graph families, by name.
 *
 * What `ohmega generate` offers: a front end reads names, arguments and help from
 * the table and hands the arguments back as text. */
#ifndef OHM_TOPOLOGY_FAMILIES_H
#define OHM_TOPOLOGY_FAMILIES_H

#include "base/rng.h"
#include "topology/graph.h"

#include <stdbool.h>

typedef struct {
    ohm_graph *graph;
    double *x, *y;                  /* N: where the nodes lie; NULL for most families */
    double *angle;                  /* N: direction of a nanowire [rad]; else NULL */
} ohm_generated;                    /* owns everything */

typedef enum {
    OHM_ARGUMENT_COUNT,             /* a whole number >= 0 */
    OHM_ARGUMENT_NUMBER,
    OHM_ARGUMENT_WORD,
    OHM_ARGUMENT_BOX                /* two numbers, "3x4.5" */
} ohm_argument_kind;

typedef struct {
    const char *name;               /* "N"; an option of the command starts with "--" */
    ohm_argument_kind kind;
    bool optional;
} ohm_family_argument;

typedef struct {                    /* an argument as read from its text */
    bool given;
    size_t count;
    double number, second;          /* a box: width, height */
    const char *word;               /* borrowed */
} ohm_family_value;

enum { OHM_FAMILY_ARGUMENTS = 3 };  /* at most */

typedef struct {
    const char *name;               /* "grid" */
    const char *help;               /* one line */
    bool random;                    /* depends on the seed */
    size_t arguments;
    ohm_family_argument argument[OHM_FAMILY_ARGUMENTS];
    ohm_status (*make)(ohm_generated *out, const ohm_family_value *value, ohm_rng *rng, ohm_error *err);
} ohm_family;

/* The whole table, in the order of the manual. */
const ohm_family *ohm_families(size_t *count);

/* NULL where no family has the name. */
const ohm_family *ohm_family_find(const char *name);

/* Makes a graph from texts in the order of family->argument, NULL where an optional
 * one is left out.  rng may be NULL unless the family is random.  OHM_E_ARG names
 * the argument that is missing or does not fit. */
ohm_status ohm_family_generate(ohm_generated **out, const ohm_family *family, const char *const *text,
                               ohm_rng *rng, ohm_error *err);
void ohm_generated_free(ohm_generated *generated);      /* takes NULL */

#endif
