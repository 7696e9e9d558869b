/* lib/base/journal.c -- see journal.h */
#include "base/journal.h"

#include "base/array.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct ohm_journal {
    char *path;
    int fd;
    off_t length;               /* of what is whole */
    bool broken;
};

static ohm_status
fail_errno(ohm_error *err, const char *path)
{
    return ohm_fail(err, OHM_E_IO, "%s: %s", path, strerror(errno));
}

static ohm_status
other_head(ohm_error *err, const char *path)
{
    return ohm_fail(err, OHM_E_CONTENT, "%s: is the journal of other work", path);
}

void
ohm_journal_close(ohm_journal *journal)
{
    if (journal == NULL)
        return;
    if (journal->fd != -1)
        close(journal->fd);     /* which lets the lock go */
    free(journal->path);
    free(journal);
}

/* ---- reading -------------------------------------------------------------- */
/* The next whole line without its end, or NULL at the end of what is whole. */
static char *
next_line(char **line, size_t *room, FILE *file)
{
    const ssize_t length = getline(line, room, file);

    if (length <= 0 || (*line)[length - 1] != '\n')
        return NULL;
    (*line)[length - 1] = '\0';
    return *line;
}

static ohm_status
replay_stream(const char *path, FILE *file, const char *head, ohm_journal_line *take, void *data,
              ohm_error *err)
{
    char *line = NULL;
    size_t room = 0;
    ohm_status status = OHM_OK;
    const char *first;

    errno = 0;
    first = next_line(&line, &room, file);
    if (first != NULL && strcmp(first, head) != 0)
        status = other_head(err, path);
    while (status == OHM_OK && first != NULL && next_line(&line, &room, file) != NULL)
        status = take(data, line, err);
    if (status == OHM_OK && (ferror(file) || errno == ENOMEM))
        status = errno == ENOMEM ? ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", path)
            : fail_errno(err, path);
    free(line);
    return status;
}

ohm_status
ohm_journal_replay(const char *path, const char *head, ohm_journal_line *take, void *data, ohm_error *err)
{
    FILE *file = fopen(path, "re");
    ohm_status status;

    if (file == NULL)
        return fail_errno(err, path);
    status = replay_stream(path, file, head, take, data, err);
    fclose(file);
    return status;
}

bool
ohm_journal_held(const char *path)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    const bool held = fd != -1 && flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;

    if (fd != -1)
        close(fd);
    return held;
}

/* ---- writing -------------------------------------------------------------- */
/* The file's folder, so that the file itself is still there after the machine died. */
static void
sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash == NULL ? NULL : ohm_copy(path, (size_t)(slash - path) + 2, 1);
    int fd;

    if (folder != NULL)
        folder[slash - path + 1] = '\0';
    fd = open(folder != NULL ? folder : ".", O_RDONLY | O_CLOEXEC);
    if (fd != -1) {
        (void)fsync(fd);        /* a file system that cannot is no reason to stop */
        close(fd);
    }
    free(folder);
}

/* Writes all of it; false with errno. */
static bool
write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        const ssize_t written = write(fd, bytes, length);

        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

ohm_status
ohm_journal_append(ohm_journal *journal, const char *line, ohm_error *err)
{
    const size_t length = strlen(line) + 1;
    char *whole;

    if (journal->broken)
        return ohm_fail(err, OHM_E_IO, "%s: could not be written before", journal->path);
    if ((whole = ohm_copy(line, length, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", journal->path);
    whole[length - 1] = '\n';
    const bool written = write_all(journal->fd, whole, length)
        && (fsync(journal->fd) == 0 || errno == EINVAL);
    const int why = errno;
    free(whole);
    if (written) {
        journal->length += (off_t)length;
        return OHM_OK;
    }
    journal->broken = true;
    if (ftruncate(journal->fd, journal->length) != 0)
        errno = why;            /* what is left of the line has no newline: readers drop it */
    return ohm_fail(err, OHM_E_IO, "%s: %s", journal->path, strerror(why));
}

typedef struct {
    off_t length;               /* of the whole lines told */
} measure;

static ohm_status
add_length(void *data, const char *line, ohm_error *err)
{
    measure *all = data;

    (void)err;
    all->length += (off_t)strlen(line) + 1;
    return OHM_OK;
}

/* Cuts off what is not whole, writes the head where there is none, and goes to the end. */
static ohm_status
prepare(ohm_journal *journal, const char *head, ohm_error *err)
{
    measure all = { 0 };
    const ohm_status status = ohm_journal_replay(journal->path, head, add_length, &all, err);
    struct stat facts;

    if (status != OHM_OK)
        return status;
    if (fstat(journal->fd, &facts) != 0)
        return fail_errno(err, journal->path);
    /* a file too short for its head holds the beginning of one, or nothing */
    const off_t head_length = (off_t)strlen(head) + 1;
    journal->length = facts.st_size >= head_length ? head_length + all.length : 0;
    if (ftruncate(journal->fd, journal->length) != 0 || lseek(journal->fd, journal->length, SEEK_SET) == -1)
        return fail_errno(err, journal->path);
    if (journal->length > 0)
        return OHM_OK;
    sync_folder(journal->path);
    return ohm_journal_append(journal, head, err);
}

ohm_status
ohm_journal_open(ohm_journal **out, const char *path, const char *head, bool fresh, ohm_error *err)
{
    ohm_journal *journal = OHM_ZEROS(ohm_journal, 1);
    ohm_status status = OHM_OK;

    *out = NULL;
    if (journal == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", path);
    journal->fd = -1;
    if ((journal->path = ohm_copy(path, strlen(path) + 1, 1)) == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", path);
    else if ((journal->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666)) == -1)
        status = fail_errno(err, path);
    else if (flock(journal->fd, LOCK_EX | LOCK_NB) != 0)
        status = errno == EWOULDBLOCK ? ohm_fail(err, OHM_E_IO, "%s: another process is writing it", path)
            : fail_errno(err, path);
    else if (fresh && ftruncate(journal->fd, 0) != 0)
        status = fail_errno(err, path);
    if (status == OHM_OK)
        status = prepare(journal, head, err);
    if (status != OHM_OK)
        ohm_journal_close(journal);
    else
        *out = journal;
    return status;
}
