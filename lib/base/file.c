/* lib/base/file.c -- see file.h */
#include "base/file.h"

#include "base/array.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Hidden names tried before giving up: each one taken is another live writer, or
 * the remains of one that was killed. */
enum { NAMES_TRIED = 1000 };

struct ohm_file {
    char *path;         /* the target, links resolved */
    char *aside;        /* where the bytes go; equal to path where direct */
    FILE *stream;
    bool replace;
    bool direct;        /* path is a device or a pipe */
};

static void
file_free(ohm_file *file)
{
    free(file->path);
    free(file->aside);
    free(file);
}

static ohm_status
fail_errno(ohm_error *err, const char *path, int number)
{
    return ohm_fail(err, OHM_E_IO, "%s: %s", path, strerror(number));
}

/* Creates a hidden file in the target's folder; -1 with errno where it cannot. */
static int
create_aside(ohm_file *file, size_t room)
{
    const char *slash = strrchr(file->path, '/');
    const char *base = slash == NULL ? file->path : slash + 1;
    const int folder = (int)(base - file->path);
    int fd = -1;

    for (int k = 0; k < NAMES_TRIED && fd == -1; k++) {
        snprintf(file->aside, room, "%.*s.%s.%ld-%d", folder, file->path, base, (long)getpid(), k);
        fd = open(file->aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd == -1 && errno != EEXIST)
            break;
    }
    return fd;
}

/* Opens the descriptor: directly, or aside with the mode of what it replaces. */
static int
open_descriptor(ohm_file *file, const struct stat *old, size_t room)
{
    if (old != NULL && !S_ISREG(old->st_mode)) {
        file->direct = true;
        strcpy(file->aside, file->path);
        return open(file->path, O_WRONLY | O_CLOEXEC);
    }
    const int fd = create_aside(file, room);
    if (fd != -1 && old != NULL)
        (void)fchmod(fd, old->st_mode & 07777);     /* not ours to change: keep the default */
    return fd;
}

ohm_status
ohm_file_open(ohm_file **out, const char *path, bool replace, ohm_error *err)
{
    enum { MORE = 48 };             /* dots, process id, counter, terminator */
    ohm_file *file;
    struct stat old;
    int fd = -1;

    *out = NULL;
    const bool there = stat(path, &old) == 0;
    if (there && S_ISREG(old.st_mode) && !replace)
        return ohm_fail(err, OHM_E_IO, "%s: exists already", path);
    if (there && S_ISDIR(old.st_mode))
        return fail_errno(err, path, EISDIR);
    if ((file = OHM_ZEROS(ohm_file, 1)) == NULL)
        goto nomem;
    file->replace = replace;
    /* through links, so that the link stays and its target is replaced */
    file->path = there ? realpath(path, NULL) : ohm_copy(path, strlen(path) + 1, 1);
    if (file->path == NULL)
        goto nomem;
    const size_t room = strlen(file->path) + MORE;
    if ((file->aside = OHM_ARRAY(char, room)) == NULL)
        goto nomem;
    fd = open_descriptor(file, there ? &old : NULL, room);
    if (fd == -1) {
        const int number = errno;

        file_free(file);
        return fail_errno(err, path, number);
    }
    if ((file->stream = fdopen(fd, "w")) == NULL) {
        close(fd);
        if (!file->direct)
            unlink(file->aside);
        goto nomem;
    }
    *out = file;
    return OHM_OK;

nomem:
    if (file != NULL)
        file_free(file);
    return ohm_fail(err, OHM_E_NOMEM, "%s: memory to open it", path);
}

FILE *
ohm_file_stream(ohm_file *file)
{
    return file->stream;
}

const char *
ohm_file_aside(const ohm_file *file)
{
    return file->aside;
}

/* Syncs by name, since a library may have written there by name.  A file system
 * that cannot sync (EINVAL) is no reason to withhold the file. */
static int
sync_path(const char *path)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    int result;

    if (fd == -1)
        return -1;
    result = fsync(fd);
    if (result == -1 && errno == EINVAL)
        result = 0;
    close(fd);
    return result;
}

/* Renames into place.  Without `replace` a link refuses a target that has appeared
 * meanwhile; where the file system has no links, the check at opening must do. */
static int
put_in_place(const ohm_file *file)
{
    if (file->replace)
        return rename(file->aside, file->path);
    if (link(file->aside, file->path) == 0)
        return unlink(file->aside);
    if (errno == EEXIST)
        return -1;
    return rename(file->aside, file->path);
}

ohm_status
ohm_file_commit(ohm_file *file, ohm_error *err)
{
    ohm_status status = OHM_OK;
    const bool broken = ferror(file->stream) != 0;
    const int closed = fclose(file->stream);

    if (closed != 0)
        status = fail_errno(err, file->path, errno);
    else if (broken)
        status = ohm_fail(err, OHM_E_IO, "%s: could not be written", file->path);
    else if (!file->direct && (sync_path(file->aside) != 0 || put_in_place(file) != 0))
        status = fail_errno(err, file->path, errno);
    if (status != OHM_OK && !file->direct)
        unlink(file->aside);
    file_free(file);
    return status;
}

void
ohm_file_discard(ohm_file *file)
{
    if (file == NULL)
        return;
    fclose(file->stream);
    if (!file->direct)
        unlink(file->aside);
    file_free(file);
}
