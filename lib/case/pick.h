/* lib/case/pick.h -- one value out of a JSON answer, by its path.
 *
 *     gamma                   a member; invariants.cut a member of a member
 *     w[3]  samples[-1].w[0]  an element; -1 is the last one
 *     samples[*].power        all of them: many numbers, for a `take`
 *
 * A take makes one number of many: mean, sd (sample deviation, n - 1), median, min, max,
 * sum, count, first or last of the numbers at the path, in order; an array at its end counts as
 * its elements.  Text that is no number ("3/7") may be picked, not taken. */
#ifndef OHM_CASE_PICK_H
#define OHM_CASE_PICK_H

#include "base/status.h"
#include "io/json.h"

typedef enum {
    OHM_TAKE_VALUE,             /* the one value there */
    OHM_TAKE_MEAN, OHM_TAKE_SD, OHM_TAKE_MEDIAN, OHM_TAKE_MIN, OHM_TAKE_MAX, OHM_TAKE_SUM, OHM_TAKE_COUNT,
    OHM_TAKE_FIRST, OHM_TAKE_LAST
} ohm_take;

/* Reads the name of a take; OHM_E_CONTENT lists the names. */
ohm_status ohm_take_parse(ohm_take *take, const char *name, ohm_error *err);

/* Whether this is a path at all, and [*] comes with a take; OHM_E_CONTENT says where it
 * stops being one. */
ohm_status ohm_pick_check(const char *path, ohm_take take, ohm_error *err);

/* A scalar of its own, for the caller to free: null where nothing is at the path, or
 * where there are too few numbers for the take.  OHM_E_CONTENT where an array or an object is there and
 * no take, or something other than numbers with one. */
ohm_status ohm_pick(ohm_json **value, const ohm_json *root, const char *path, ohm_take take, ohm_error *err);

#endif
