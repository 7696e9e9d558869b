/* tools/sweep_rows.c -- see sweep_rows.h */
#include "sweep_rows.h"

#include "base/array.h"
#include "base/text.h"
#include "io/json.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const suffix = ".journal";

ohm_status
sweep_job_parse(sweep_job *job, const char *text, ohm_error *err)
{
    char first[32];
    const char *slash = text != NULL ? strchr(text, '/') : NULL;

    *job = (sweep_job){ 0, 1 };
    if (text == NULL)
        return OHM_OK;
    snprintf(first, sizeof first, "%.*s", slash != NULL ? (int)(slash - text) : 0, text);
    if (slash == NULL || !ohm_text_to_size(&job->r, first) || !ohm_text_to_size(&job->m, slash + 1)
        || job->m == 0
        || job->r > job->m)
        return ohm_fail(err, OHM_E_ARG, "--job %s: must be r/m, job r of m: 1/m to m/m, or 0/m to (m-1)/m",
                        text);
    job->r %= job->m;
    return OHM_OK;
}

static ohm_status
no_memory(ohm_error *err)
{
    return ohm_fail(err, OHM_E_NOMEM, "the rows of a sweep: out of memory");
}

/* ---- names ---------------------------------------------------------------- */
static char *
journal_path(const char *table, sweep_job job)
{
    const size_t size = strlen(table) + 64;
    char *path = OHM_ARRAY(char, size);

    if (path != NULL && job.m == 1)
        snprintf(path, size, "%s%s", table, suffix);
    else if (path != NULL)
        snprintf(path, size, "%s.%zu-of-%zu%s", table, job.r, job.m, suffix);
    return path;
}

/* Whether `name` is that of a journal of the table called `base`. */
static bool
is_journal(const char *name, const char *base)
{
    const size_t length = strlen(name), least = strlen(base) + strlen(suffix);
    const char *middle = name + strlen(base);
    size_t cut;
    int end = 0;
    sweep_job job;

    if (length < least || strncmp(name, base, strlen(base)) != 0
        || strcmp(name + length - strlen(suffix), suffix) != 0)
        return false;
    cut = length - least;
    return cut == 0 || (sscanf(middle, ".%zu-of-%zu%n", &job.r, &job.m, &end) == 2 && (size_t)end == cut);
}

/* Calls `each` for the path of every journal of the table. */
static ohm_status
each_journal(const char *table, ohm_status (*each)(void *data, const char *path, ohm_error *err), void *data,
             ohm_error *err)
{
    const char *slash = strrchr(table, '/');
    const size_t folder = slash == NULL ? 0 : (size_t)(slash - table) + 1;
    const size_t room = folder + sizeof(((struct dirent *)NULL)->d_name) + 1;
    char *path = ohm_array(room, 1);
    const struct dirent *entry;
    ohm_status status = OHM_OK;
    DIR *all;

    if (path == NULL)
        return no_memory(err);
    snprintf(path, room, "%.*s", (int)folder, table);
    if ((all = opendir(folder > 0 ? path : ".")) == NULL)
        status = ohm_fail(err, OHM_E_IO, "%s: %s", folder > 0 ? path : ".", strerror(errno));
    while (status == OHM_OK && (entry = readdir(all)) != NULL)
        if (is_journal(entry->d_name, table + folder)) {
            snprintf(path + folder, room - folder, "%s", entry->d_name);
            status = each(data, path, err);
        }
    if (all != NULL)
        closedir(all);
    free(path);
    return status;
}

/* ---- taking up ------------------------------------------------------------ */
typedef struct {
    sweep_rows *rows;
    const char *head, *own;         /* own: the path of this job's journal */
} taking;

static ohm_status
take_line(void *data, const char *line, ohm_error *err)
{
    sweep_rows *const rows = data;
    ohm_json *row;
    long long point = -1;
    ohm_status status = ohm_json_parse(&row, line, err);

    if (status != OHM_OK)
        return status;
    if (!ohm_json_as_integer(&point, ohm_json_get(row, "point")) || point < 0
        || (size_t)point >= rows->points)
        status = ohm_fail(err, OHM_E_CONTENT, "a line is no row of this sweep");
    ohm_json_free(row);
    if (status != OHM_OK || rows->row[point] != NULL)
        return status;
    if ((rows->row[point] = ohm_copy(line, strlen(line) + 1, 1)) == NULL)
        return no_memory(err);
    rows->done++;
    return OHM_OK;
}

static ohm_status
take_journal(void *data, const char *path, ohm_error *err)
{
    const taking *const t = data;
    const ohm_status status = ohm_journal_replay(path, t->head, take_line, t->rows, err);

    if (status == OHM_E_CONTENT)
        return ohm_fail(err, status, "%s: not a journal of this sweep: its file, an input, an option or the "
                        "program has changed; remove it, or name another table", path);
    return status;
}

/* Refuses to work beside a piece of another cut: points could be done twice. */
static ohm_status
check_free(void *data, const char *path, ohm_error *err)
{
    const taking *const t = data;
    const char *cut = strstr(t->own, "-of-"), *other = strstr(path, "-of-");
    const bool same_cut = cut != NULL && other != NULL && strcmp(cut, other) == 0;

    if (!same_cut && strcmp(path, t->own) != 0 && ohm_journal_held(path))
        return ohm_fail(err, OHM_E_IO, "%s: is being written by a job of another --job r/m", path);
    return OHM_OK;
}

static ohm_status
remove_journal(void *data, const char *path, ohm_error *err)
{
    (void)data;
    if (ohm_journal_held(path))
        return ohm_fail(err, OHM_E_IO, "%s: another process is writing it", path);
    return unlink(path) == 0 ? OHM_OK : ohm_fail(err, OHM_E_IO, "%s: %s", path, strerror(errno));
}

ohm_status
sweep_rows_refresh(sweep_rows *rows, const char *table, const char *head, ohm_error *err)
{
    taking t = { rows, head, NULL };

    return table == NULL ? OHM_OK : each_journal(table, take_journal, &t, err);
}

/* Opens this job's journal and reads all. */
static ohm_status
take_up(sweep_rows *rows, const char *table, const char *own, const char *head, sweep_job job,
        sweep_start start, ohm_error *err)
{
    taking t = { rows, head, own };
    ohm_status status = each_journal(table, check_free, &t, err);

    if (status != OHM_OK)
        return status;
    if (start == SWEEP_NEW && access(own, F_OK) == 0)
        return ohm_fail(err, OHM_E_IO, "%s: exists already: --resume goes on with it, --force starts afresh",
                        own);
    if (start == SWEEP_FRESH && job.m == 1)
        status = each_journal(table, remove_journal, NULL, err);
    if (status == OHM_OK)
        status = ohm_journal_open(&rows->journal, own, head, start == SWEEP_FRESH, err);
    if (status == OHM_E_CONTENT)
        return take_journal(&t, own, err);      /* which says it better */
    return status == OHM_OK ? sweep_rows_refresh(rows, table, head, err) : status;
}

ohm_status
sweep_rows_open(sweep_rows *rows, size_t points, const char *table, const char *head, sweep_job job,
                sweep_start start, ohm_error *err)
{
    char *own;
    ohm_status status;

    *rows = (sweep_rows){ .points = points, .mutex = PTHREAD_MUTEX_INITIALIZER };
    if ((rows->row = OHM_ZEROS(char *, points)) == NULL)
        return no_memory(err);
    if (table == NULL)
        return OHM_OK;
    if ((own = journal_path(table, job)) == NULL)
        return no_memory(err);
    status = take_up(rows, table, own, head, job, start, err);
    free(own);
    return status;
}

void
sweep_rows_close(sweep_rows *rows)
{
    ohm_journal_close(rows->journal);
    for (size_t p = 0; p < rows->points && rows->row != NULL; p++)
        free(rows->row[p]);
    free(rows->row);
    *rows = (sweep_rows){ 0 };
}

ohm_status
sweep_rows_add(sweep_rows *rows, size_t point, char *row, const ohm_control *control, ohm_error *err)
{
    ohm_status status = OHM_OK;

    pthread_mutex_lock(&rows->mutex);
    if (rows->journal != NULL)
        status = ohm_journal_append(rows->journal, row, err);
    if (status == OHM_OK && rows->row[point] == NULL) {
        rows->row[point] = row;
        row = NULL;
        rows->done++;
    }
    if (control->progress != NULL)
        control->progress(control->data, (double)rows->done / (double)rows->points);
    pthread_mutex_unlock(&rows->mutex);
    free(row);
    return status;
}
