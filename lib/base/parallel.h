/* lib/base/parallel.h -- independent pieces of work on several threads.
 *
 * Pieces must not share what they write; each keeps its result under its own index,
 * and the caller reduces in order of the index, so that nothing depends on threads. */
#ifndef OHM_BASE_PARALLEL_H
#define OHM_BASE_PARALLEL_H

#include "base/status.h"

#include <stddef.h>

/* Does piece `index`; its error text goes into err. */
typedef ohm_status ohm_parallel_work(void *data, size_t index, ohm_error *err);

/* Does pieces 0 .. count-1 on up to `threads` threads, the caller's among them, each
 * taking the next one left.  After a failure no new piece starts; the status and text
 * are those of the failed piece with the smallest index.  Where the system grants fewer
 * threads, fewer do the same work. */
ohm_status ohm_parallel(size_t count, size_t threads, ohm_parallel_work *work, void *data,
                        ohm_error *err);

#endif
