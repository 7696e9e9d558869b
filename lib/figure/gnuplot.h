/* lib/figure/gnuplot.h -- the door to gnuplot, found on the PATH at run time; private. */
#ifndef OHM_FIGURE_GNUPLOT_H
#define OHM_FIGURE_GNUPLOT_H

#include "base/status.h"

/* Runs `gnuplot -d -e before script`, without the user's start-up files.
 * OHM_E_IO where there is no gnuplot, OHM_E_INTERNAL with its last line of
 * complaint where it fails. */
ohm_status ohm_gnuplot_run(const char *script, const char *before, ohm_error *err);

#endif
