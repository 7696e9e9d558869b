/* tools/repro_work.c -- see repro_work.h */
#include "repro_work.h"

#include "base/array.h"
#include "base/file.h"
#include "base/hash.h"
#include "circuit_input.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static ohm_status
no_memory(ohm_error *err)
{
    return ohm_fail(err, OHM_E_NOMEM, "the work folder: out of memory");
}

/* a/b, for the caller to free. */
static char *
joined(const char *a, const char *b)
{
    const size_t size = strlen(a) + strlen(b) + 2;
    char *path = OHM_ARRAY(char, size);

    if (path != NULL)
        snprintf(path, size, "%s/%s", a, b);
    return path;
}

static bool
is_empty_folder(const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;
    size_t entries = 0;

    if (folder == NULL)
        return false;
    while ((entry = readdir(folder)) != NULL)
        entries += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(folder);
    return entries == 0;
}

ohm_status
repro_work_open(repro_work *work, const char *path, ohm_error *err)
{
    const char *place = getenv("TMPDIR");

    *work = (repro_work){ .temporary = path == NULL };
    work->path = path != NULL ? ohm_copy(path, strlen(path) + 1, 1)
        : joined(place != NULL ? place : "/tmp", "ohmega-repro-XXXXXX");
    if (work->path == NULL)
        return no_memory(err);
    if (path == NULL) {
        if (mkdtemp(work->path) != NULL)
            return OHM_OK;
        ohm_fail(err, OHM_E_IO, "%s: %s", work->path, strerror(errno));
        free(work->path);           /* it is not there: nothing to remove */
        work->path = NULL;
        return OHM_E_IO;
    }
    if (mkdir(path, 0777) == 0 || (errno == EEXIST && is_empty_folder(path)))
        return OHM_OK;
    return ohm_fail(err, OHM_E_IO, "--work %s: %s", path,
                    errno == EEXIST ? "exists already and is not an empty folder" : strerror(errno));
}

static int
remove_entry(const char *path, const struct stat *facts, int kind, struct FTW *at)
{
    (void)facts;
    (void)kind;
    (void)at;
    return remove(path);
}

void
repro_work_close(repro_work *work)
{
    enum { OPEN_FOLDERS = 16 };

    if (work->temporary && work->path != NULL)
        (void)nftw(work->path, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
    free(work->path);
    *work = (repro_work){ 0 };
}

/* Makes the folders on the way to a file. */
static ohm_status
make_folders(char *path, size_t from, ohm_error *err)
{
    for (char *slash = strchr(path + from, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        const int made = mkdir(path, 0777);
        const int why = errno;
        if (made != 0 && why != EEXIST)
            ohm_fail(err, OHM_E_IO, "%s: %s", path, strerror(why));
        *slash = '/';
        if (made != 0 && why != EEXIST)
            return OHM_E_IO;
    }
    return OHM_OK;
}

ohm_status
repro_work_save(const repro_work *work, const char *file, const char *bytes, size_t length, ohm_error *err)
{
    char *path = joined(work->path, file);
    ohm_file *target = NULL;
    ohm_status status = path != NULL ? make_folders(path, strlen(work->path) + 1, err) : no_memory(err);

    if (status == OHM_OK)
        status = ohm_file_open(&target, path, true, err);
    free(path);
    if (status != OHM_OK)
        return status;
    if (length > 0)
        fwrite(bytes, 1, length, ohm_file_stream(target));  /* commit asks the stream's error flag */
    return ohm_file_commit(target, err);
}

ohm_status
repro_work_copy(const repro_work *work, cli_run *run, const char *package, const char *file,
                const char *sha256, ohm_error *err)
{
    char found[OHM_SHA256_TEXT];
    char *path = joined(package, file), *bytes = NULL;
    size_t length = 0;
    ohm_status status = path != NULL ? input_bytes(&bytes, &length, run, path, err) : no_memory(err);

    if (status == OHM_OK && sha256 != NULL) {
        ohm_sha256_of(found, bytes, length);
        if (strcmp(found, sha256) != 0)
            status = ohm_fail(err, OHM_E_CONTENT, "%s: is not the file the manifest means: SHA-256 %s", path,
                              found);
    }
    if (status == OHM_OK)
        status = repro_work_save(work, file, bytes, length, err);
    free(bytes);
    free(path);
    return status;
}
