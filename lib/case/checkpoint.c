/* lib/case/checkpoint.c -- see checkpoint.h */
#include "case/checkpoint.h"
#include "base/array.h"
#include "base/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* First bytes of the file; the number changes with the layout of any state. */
static const char MAGIC[] = "ohmega checkpoint 1\n";

/* What follows the magic: sizes as they are in memory, for the machine that wrote. */
typedef struct {
    char fingerprint[OHM_SHA256_TEXT];
    char rows_hash[OHM_SHA256_TEXT];
    size_t rows;                    /* samples that count */
    size_t length;                  /* of the state that follows */
} header;

struct ohm_checkpoint {
    ohm_checkpoint_options options;
    char fingerprint[OHM_SHA256_TEXT];  /* a copy: the caller's need not live on */
    char *path, *rows_path;
    ohm_checkpoints hooks;
    unsigned char *state;           /* taken up; hooks.resume points here */
    FILE *rows;                     /* FILE.samples, at its end */
    bool bare;                      /* we made FILE.samples, and no state counts its rows yet */
    size_t row_count;
    ohm_sha256 *row_sum;            /* of the rows so far */
    double *row;                    /* one row: t, power, w, i, p, delivered */
    struct timespec kept;           /* when the last state was written */
};

void
ohm_checkpoint_free(ohm_checkpoint *checkpoint)
{
    if (checkpoint == NULL)
        return;
    if (checkpoint->rows != NULL)
        fclose(checkpoint->rows);
    if (checkpoint->bare)
        remove(checkpoint->rows_path);          /* rows without a state are of no use */
    ohm_sha256_free(checkpoint->row_sum);
    free(checkpoint->path);
    free(checkpoint->rows_path);
    free(checkpoint->state);
    free(checkpoint->row);
    free(checkpoint);
}

static size_t
row_length(const ohm_checkpoint *checkpoint)
{
    return 2 + 2 * checkpoint->options.edges + 2 * checkpoint->options.nodes;
}

/* ---- writing --------------------------------------------------------------------- */

static bool
due(void *data)
{
    ohm_checkpoint *checkpoint = data;
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - checkpoint->kept.tv_sec) + 1e-9 * (double)(now.tv_nsec - checkpoint->kept.tv_nsec)
        >= checkpoint->options.interval;
}

/* Rows must be on disk before a state counts them. */
static ohm_status
sync_rows(ohm_checkpoint *checkpoint, ohm_error *err)
{
    if (fflush(checkpoint->rows) != 0 || fsync(fileno(checkpoint->rows)) != 0)
        return ohm_fail(err, OHM_E_IO, "%s: %s", checkpoint->rows_path, strerror(errno));
    return OHM_OK;
}

static ohm_status
write_state(FILE *file, const header *head, const void *state, ohm_error *err)
{
    char sum[OHM_SHA256_TEXT];
    ohm_sha256 *whole;
    ohm_status status = ohm_sha256_alloc(&whole, err);

    if (status != OHM_OK)
        return status;
    ohm_sha256_add(whole, MAGIC, sizeof MAGIC - 1);
    ohm_sha256_add(whole, head, sizeof *head);
    ohm_sha256_add(whole, state, head->length);
    ohm_sha256_finish(sum, whole);
    ohm_sha256_free(whole);
    /* a failed write is seen when the file is committed */
    fwrite(MAGIC, 1, sizeof MAGIC - 1, file);
    fwrite(head, sizeof *head, 1, file);
    fwrite(state, 1, head->length, file);
    fwrite(sum, 1, sizeof sum, file);
    return OHM_OK;
}

static ohm_status
keep(void *data, const void *state, size_t length, size_t samples, ohm_error *err)
{
    ohm_checkpoint *checkpoint = data;
    header head;
    ohm_file *file;
    ohm_status status;

    (void)samples;
    memset(&head, 0, sizeof head);          /* padding goes into the sum too */
    memcpy(head.fingerprint, checkpoint->fingerprint, sizeof head.fingerprint);
    ohm_sha256_peek(head.rows_hash, checkpoint->row_sum);
    head.rows = checkpoint->row_count;
    head.length = length;
    if ((status = sync_rows(checkpoint, err)) != OHM_OK
        || (status = ohm_file_open(&file, checkpoint->path, true, err)) != OHM_OK)
        return status;
    if ((status = write_state(ohm_file_stream(file), &head, state, err)) != OHM_OK) {
        ohm_file_discard(file);
        return status;
    }
    clock_gettime(CLOCK_MONOTONIC, &checkpoint->kept);
    if ((status = ohm_file_commit(file, err)) == OHM_OK)
        checkpoint->bare = false;
    return status;
}

ohm_status
ohm_checkpoint_take(void *data, const ohm_sample *sample, ohm_error *err)
{
    ohm_checkpoint *checkpoint = data;
    const size_t m = checkpoint->options.edges, n = checkpoint->options.nodes;
    double *row = checkpoint->row;

    row[0] = sample->time;
    row[1] = sample->power;
    memcpy(row + 2, sample->w, m * sizeof *row);
    memcpy(row + 2 + m, sample->current, m * sizeof *row);
    memcpy(row + 2 + 2 * m, sample->potential, n * sizeof *row);
    memcpy(row + 2 + 2 * m + n, sample->delivered, n * sizeof *row);
    if (fwrite(row, sizeof *row, row_length(checkpoint), checkpoint->rows) != row_length(checkpoint))
        return ohm_fail(err, OHM_E_IO, "%s: %s", checkpoint->rows_path, strerror(errno));
    ohm_sha256_add(checkpoint->row_sum, row, row_length(checkpoint) * sizeof *row);
    checkpoint->row_count++;
    return checkpoint->options.take != NULL ? checkpoint->options.take(checkpoint->options.data, sample, err)
                                            : OHM_OK;
}

/* ---- reading --------------------------------------------------------------------- */

/* The whole file as bytes. */
static ohm_status
slurp(unsigned char **bytes, size_t *length, const char *path, ohm_error *err)
{
    FILE *file = fopen(path, "rb");
    size_t room = 65536, got;

    *bytes = NULL;
    *length = 0;
    if (file == NULL)
        return ohm_fail(err, OHM_E_IO, "%s: %s", path, strerror(errno));
    do {
        unsigned char *longer = ohm_resize(*bytes, room, 1);

        if (longer == NULL) {
            fclose(file);
            return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", path);
        }
        *bytes = longer;
        got = fread(*bytes + *length, 1, room - *length, file);
        *length += got;
        room *= 2;
    } while (got > 0);
    const bool failed = ferror(file) != 0;

    fclose(file);
    return failed ? ohm_fail(err, OHM_E_IO, "%s: cannot be read", path) : OHM_OK;
}

/* Checks the bytes of FILE and copies its header. */
static ohm_status
check_state(header *head, const unsigned char *bytes, size_t length, const ohm_checkpoint *checkpoint,
            ohm_error *err)
{
    const size_t before = sizeof MAGIC - 1 + sizeof *head;
    const char *path = checkpoint->path;
    char sum[OHM_SHA256_TEXT];

    if (length < sizeof MAGIC - 1 || memcmp(bytes, MAGIC, sizeof MAGIC - 1) != 0)
        return ohm_fail(err, OHM_E_CONTENT, "%s: no checkpoint of this version (expected \"%.*s\"; run without "
                        "--resume to begin anew)", path, (int)(sizeof MAGIC - 2), MAGIC);
    if (length < before + sizeof sum)
        return ohm_fail(err, OHM_E_CONTENT, "%s: cut short after %zu bytes", path, length);
    memcpy(head, bytes + sizeof MAGIC - 1, sizeof *head);
    ohm_sha256_of(sum, bytes, length - sizeof sum);
    if (memcmp(sum, bytes + length - sizeof sum, sizeof sum) != 0)
        return ohm_fail(err, OHM_E_CONTENT, "%s: damaged or cut short: its checksum does not fit", path);
    if (head->length != length - before - sizeof sum)
        return ohm_fail(err, OHM_E_CONTENT, "%s: holds %zu bytes of state, not %zu", path,
                        length - before - sizeof sum, head->length);
    if (strncmp(head->fingerprint, checkpoint->fingerprint, sizeof head->fingerprint) != 0)
        return ohm_fail(err, OHM_E_CONTENT, "%s: is of another circuit or other options (resume with those it "
                        "was made with)", path);
    return OHM_OK;
}

/* Hands the rows that count to the samples' taker and cuts off what came after them. */
static ohm_status
replay_rows(const header *head, ohm_checkpoint *checkpoint, ohm_error *err)
{
    const size_t m = checkpoint->options.edges, n = checkpoint->options.nodes, length = row_length(checkpoint);
    const double *row = checkpoint->row;
    const double *w = row + 2, *current = w + m, *potential = current + m, *delivered = potential + n;
    char sum[OHM_SHA256_TEXT];

    for (size_t i = 0; i < head->rows; i++) {
        ohm_status status;

        if (fread(checkpoint->row, sizeof *row, length, checkpoint->rows) != length)
            return ohm_fail(err, OHM_E_CONTENT, "%s: holds %zu of %zu samples", checkpoint->rows_path, i,
                            head->rows);
        ohm_sha256_add(checkpoint->row_sum, row, length * sizeof *row);
        const ohm_sample shown = { row[0], w, current, potential, delivered, row[1] };

        if (checkpoint->options.take != NULL
            && (status = checkpoint->options.take(checkpoint->options.data, &shown, err)) != OHM_OK)
            return status;
    }
    ohm_sha256_peek(sum, checkpoint->row_sum);
    if (strncmp(sum, head->rows_hash, sizeof sum) != 0)
        return ohm_fail(err, OHM_E_CONTENT, "%s: damaged: its checksum does not fit", checkpoint->rows_path);
    checkpoint->row_count = head->rows;
    const long end = (long)(head->rows * length * sizeof *row);

    if (fseek(checkpoint->rows, end, SEEK_SET) != 0 || ftruncate(fileno(checkpoint->rows), end) != 0)
        return ohm_fail(err, OHM_E_IO, "%s: %s", checkpoint->rows_path, strerror(errno));
    return OHM_OK;
}

static ohm_status
take_up(ohm_checkpoint *checkpoint, ohm_error *err)
{
    const size_t before = sizeof MAGIC - 1 + sizeof(header);
    unsigned char *bytes;
    header head;
    size_t length;
    ohm_status status = slurp(&bytes, &length, checkpoint->path, err);

    if (status == OHM_OK)
        status = check_state(&head, bytes, length, checkpoint, err);
    if (status == OHM_OK && (checkpoint->rows = fopen(checkpoint->rows_path, "r+b")) == NULL)
        status = ohm_fail(err, OHM_E_IO, "%s: %s", checkpoint->rows_path, strerror(errno));
    if (status == OHM_OK)
        status = replay_rows(&head, checkpoint, err);
    if (status == OHM_OK) {
        checkpoint->state = ohm_copy(bytes + before, head.length, 1);
        checkpoint->hooks.resume = checkpoint->state;
        checkpoint->hooks.length = head.length;
        if (checkpoint->state == NULL)
            status = ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", checkpoint->path);
    }
    free(bytes);
    return status;
}

/* Whether something has this name; what cannot be looked at is for the reader to refuse. */
static bool
is_there(const char *path)
{
    return access(path, F_OK) == 0 || errno != ENOENT;
}

/* A new pair of files; an old one only goes when it may.  Where a resumed run finds no state,
 * rows alone are what a kill before the first state left. */
static ohm_status
begin(ohm_checkpoint *checkpoint, ohm_error *err)
{
    const char *mode = checkpoint->options.replace || checkpoint->options.resume ? "wb" : "wbx";

    if (!checkpoint->options.replace && is_there(checkpoint->path))
        return ohm_fail(err, OHM_E_IO, "%s: is there already (--resume goes on from it, --force replaces it)",
                        checkpoint->path);
    if ((checkpoint->rows = fopen(checkpoint->rows_path, mode)) == NULL)
        return ohm_fail(err, OHM_E_IO, "%s: %s", checkpoint->rows_path, strerror(errno));
    checkpoint->bare = true;
    if (checkpoint->options.replace && remove(checkpoint->path) != 0 && errno != ENOENT)
        return ohm_fail(err, OHM_E_IO, "%s: %s", checkpoint->path, strerror(errno));
    return OHM_OK;
}

ohm_status
ohm_checkpoint_open(ohm_checkpoint **out, const ohm_checkpoint_options *options, ohm_error *err)
{
    static const char suffix[] = ".samples";
    const size_t length = strlen(options->path);
    ohm_checkpoint *checkpoint = OHM_ZEROS(ohm_checkpoint, 1);
    ohm_status status;

    *out = NULL;
    if (checkpoint == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "checkpoint: out of memory");
    checkpoint->options = *options;
    strncpy(checkpoint->fingerprint, options->fingerprint, sizeof checkpoint->fingerprint - 1);
    checkpoint->hooks = (ohm_checkpoints){ due, keep, checkpoint, NULL, 0 };
    checkpoint->path = ohm_copy(options->path, length + 1, 1);
    checkpoint->rows_path = OHM_ARRAY(char, length + sizeof suffix);
    checkpoint->row = OHM_ARRAY(double, row_length(checkpoint));
    if (checkpoint->path == NULL || checkpoint->rows_path == NULL || checkpoint->row == NULL) {
        status = ohm_fail(err, OHM_E_NOMEM, "checkpoint: out of memory");
    } else {
        memcpy(checkpoint->rows_path, options->path, length);
        memcpy(checkpoint->rows_path + length, suffix, sizeof suffix);
        clock_gettime(CLOCK_MONOTONIC, &checkpoint->kept);
        status = ohm_sha256_alloc(&checkpoint->row_sum, err);
    }
    if (status == OHM_OK)
        status = options->resume && is_there(checkpoint->path) ? take_up(checkpoint, err) : begin(checkpoint, err);
    if (status != OHM_OK) {
        ohm_checkpoint_free(checkpoint);
        return status;
    }
    *out = checkpoint;
    return OHM_OK;
}

const ohm_checkpoints *
ohm_checkpoint_hooks(const ohm_checkpoint *checkpoint)
{
    return &checkpoint->hooks;
}
