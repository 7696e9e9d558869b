/* lib/case/checkpoint.h -- a run on disk, to be taken up again after a kill.
 *
 * Two files.  FILE holds the state at the end of a step, appears whole (written
 * aside, synced, renamed) and ends with the SHA-256 of all before it; FILE.samples
 * grows by a row per sample, and FILE says how many rows count and what they hash
 * to.  A kill at any moment leaves a FILE that is whole and rows that are at least
 * those it counts.  FILE also carries a fingerprint of everything that decides the
 * result, so that the state of another circuit is not taken up. */
#ifndef OHM_CASE_CHECKPOINT_H
#define OHM_CASE_CHECKPOINT_H

#include "base/hash.h"
#include "dynamics/simulate.h"

typedef struct ohm_checkpoint ohm_checkpoint;

typedef struct {
    const char *path;
    const char *fingerprint;        /* SHA-256 text of what decides the result */
    double interval;                /* seconds between states; 0: after every step */
    bool resume;                    /* take up what is there; begin where nothing is */
    bool replace;                   /* without resume: may replace what is there */
    size_t edges, nodes;            /* M and N of the samples */
    ohm_sample_fn take;             /* every sample goes on to this; NULL: nowhere */
    void *data;
} ohm_checkpoint_options;

/* Opens; with resume, reads and checks both files and hands the samples they hold to
 * `take` in order; without FILE it begins (resume of the hooks is then NULL), so that a
 * job may be started and restarted by one line.  OHM_E_IO: there already, not writable.  OHM_E_CONTENT:
 * of another circuit or other options, of another version, cut short, damaged (the
 * files are left as they are). */
ohm_status ohm_checkpoint_open(ohm_checkpoint **out, const ohm_checkpoint_options *options, ohm_error *err);

/* Takes NULL.  The files stay: a run that ended goes on from its last state to the same end.
 * Samples that no state counts are removed. */
void ohm_checkpoint_free(ohm_checkpoint *checkpoint);

/* What ohm_simulation.checkpoints is to point to, while the checkpoint lives. */
const ohm_checkpoints *ohm_checkpoint_hooks(const ohm_checkpoint *checkpoint);

/* Keeps a sample and hands it on; an ohm_sample_fn whose data is the checkpoint. */
ohm_status ohm_checkpoint_take(void *checkpoint, const ohm_sample *sample, ohm_error *err);

#endif
