/* tools/repro_confine.h -- a package runs in its folder, also through a sweep.
 *
 * The manifest's own words are checked when it is read; a sweep runs commands that stand
 * in another file, which is looked at just before. */
#ifndef OHM_TOOLS_REPRO_CONFINE_H
#define OHM_TOOLS_REPRO_CONFINE_H

#include "case/pipeline.h"

/* OHM_E_CONTENT where a sweep among the commands would leave the folder `work`, or reads
 * its commands from the command before it. */
ohm_status repro_confine_sweeps(const ohm_pipeline *pipeline, const char *work, ohm_error *err);

#endif
