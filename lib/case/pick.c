/* lib/case/pick.c -- see pick.h */
#include "case/pick.h"
#include "base/array.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_ROOM = 128 };

static const char *const take_names[] = {
    "value", "mean", "sd", "median", "min", "max", "sum", "count", "first", "last"
};

ohm_status
ohm_take_parse(ohm_take *take, const char *name, ohm_error *err)
{
    for (size_t k = 0; k < sizeof take_names / sizeof *take_names; k++)
        if (strcmp(name, take_names[k]) == 0) {
            *take = (ohm_take)k;
            return OHM_OK;
        }
    return ohm_fail(err, OHM_E_CONTENT, "take = \"%.40s\": must be one of value, mean, sd, median, min, "
                    "max, sum, count, first, last", name);
}

/* ---- the path ------------------------------------------------------------- */
typedef struct {                    /* one step of a path */
    enum { STEP_KEY, STEP_INDEX, STEP_ALL } kind;
    char key[KEY_ROOM];
    long index;                     /* from the end where negative */
} step;

static bool
read_index(step *out, const char **path)
{
    char *end;

    if (strncmp(*path, "[*]", 3) == 0) {
        out->kind = STEP_ALL;
        *path += 3;
        return true;
    }
    out->kind = STEP_INDEX;
    out->index = strtol(*path + 1, &end, 10);
    if (end == *path + 1 || *end != ']')
        return false;
    *path = end + 1;
    return true;
}

/* Reads the step *path begins with and moves past it, and past the dot that announces
 * another key; false where there is none. */
static bool
read_step(step *out, const char **path)
{
    size_t length;

    if (**path == '[') {
        if (!read_index(out, path))
            return false;
    } else {
        length = strcspn(*path, ".[]");
        if (length == 0 || length >= KEY_ROOM)
            return false;
        out->kind = STEP_KEY;
        memcpy(out->key, *path, length);
        out->key[length] = '\0';
        *path += length;
    }
    if (**path == '.')
        return *++*path != '\0' && **path != '[';
    return **path == '\0' || **path == '[';
}

static const char *
without_dot(const char *path)
{
    return path[0] == '.' ? path + 1 : path;
}

ohm_status
ohm_pick_check(const char *path, ohm_take take, ohm_error *err)
{
    const char *at = without_dot(path);
    step now;

    do {
        const char *const here = at;

        if (!read_step(&now, &at))
            return ohm_fail(err, OHM_E_CONTENT, "path \"%.80s\": \"%.40s\" is no step of a path such as "
                            "samples[-1].w[0]", path, here);
        if (now.kind == STEP_ALL && take == OHM_TAKE_VALUE)
            return ohm_fail(err, OHM_E_CONTENT, "path \"%.80s\": [*] are many numbers: say which to take "
                            "(\"take\": \"mean\")", path);
    } while (*at != '\0');
    return OHM_OK;
}

/* What the step leads to, or NULL. */
static const ohm_json *
follow(const ohm_json *node, const step *way)
{
    const long size = (long)ohm_json_size(node);

    if (way->kind == STEP_KEY)
        return ohm_json_get(node, way->key);
    if (way->index < -size || way->index >= size)
        return NULL;
    return ohm_json_at(node, (size_t)(way->index < 0 ? way->index + size : way->index));
}

/* ---- many numbers --------------------------------------------------------- */
typedef struct {
    size_t count, room;
    double *value;                  /* owned */
    bool foreign;                   /* met what is no number */
    bool starved;                   /* memory was refused */
} heap;

static void
heap_add(heap *all, double x)
{
    if (all->count == all->room) {
        const size_t room = 2 * all->room + 16;
        double *wider = ohm_resize(all->value, room, sizeof *wider);

        if (wider == NULL) {
            all->starved = true;
            return;
        }
        all->value = wider;
        all->room = room;
    }
    all->value[all->count++] = x;
}

/* Adds the number at the end of a path, or those of the array there; null counts as
 * absent. */
static void
gather_end(heap *all, const ohm_json *node)
{
    double x;

    if (node == NULL || ohm_json_is_null(node))
        return;
    if (ohm_json_is_array(node))
        for (size_t k = 0; k < ohm_json_size(node); k++)
            gather_end(all, ohm_json_at(node, k));
    else if (ohm_json_as_number(&x, node))
        heap_add(all, x);
    else
        all->foreign = true;
}

static void
gather(heap *all, const ohm_json *node, const char *path)
{
    step now;

    while (node != NULL && *path != '\0') {
        if (!read_step(&now, &path))
            return;
        if (now.kind == STEP_ALL) {
            for (size_t k = 0; k < ohm_json_size(node); k++)
                gather(all, ohm_json_at(node, k), path);
            return;
        }
        node = follow(node, &now);
    }
    gather_end(all, node);
}

static int
by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double
sum_of(const heap *all)
{
    double sum = 0.0;

    for (size_t k = 0; k < all->count; k++)
        sum += all->value[k];
    return sum;
}

static double
deviation(const heap *all)
{
    const double mean = sum_of(all) / (double)all->count;
    double sum = 0.0;

    for (size_t k = 0; k < all->count; k++)
        sum += (all->value[k] - mean) * (all->value[k] - mean);
    return all->count < 2 ? NAN : sqrt(sum / (double)(all->count - 1));
}

/* NaN where there are too few numbers; may sort them. */
static double
taken(heap *all, ohm_take take)
{
    const size_t n = all->count;

    if (take == OHM_TAKE_COUNT)
        return (double)n;
    if (take == OHM_TAKE_SUM)
        return sum_of(all);
    if (n == 0)
        return NAN;
    if (take == OHM_TAKE_MEAN)
        return sum_of(all) / (double)n;
    if (take == OHM_TAKE_SD)
        return deviation(all);
    if (take == OHM_TAKE_FIRST)
        return all->value[0];
    if (take == OHM_TAKE_LAST)
        return all->value[n - 1];
    qsort(all->value, n, sizeof *all->value, by_size);
    if (take == OHM_TAKE_MEDIAN)
        return 0.5 * (all->value[(n - 1) / 2] + all->value[n / 2]);
    return take == OHM_TAKE_MIN ? all->value[0] : all->value[n - 1];
}

static ohm_status
pick_many(ohm_json **value, const ohm_json *root, const char *path, ohm_take take, ohm_error *err)
{
    heap all = { 0 };

    gather(&all, root, without_dot(path));
    if (!all.foreign && !all.starved)
        *value = take == OHM_TAKE_COUNT ? ohm_json_integer((long long)all.count)
            : ohm_json_number(taken(&all, take));
    free(all.value);
    if (all.foreign)
        return ohm_fail(err, OHM_E_CONTENT, "path \"%.80s\": not all of it are numbers, of which to take "
                        "the %s", path, take_names[take]);
    return *value != NULL ? OHM_OK : ohm_fail(err, OHM_E_NOMEM, "path \"%.80s\": out of memory", path);
}

/* ---- one value ------------------------------------------------------------ */
ohm_status
ohm_pick(ohm_json **value, const ohm_json *root, const char *path, ohm_take take, ohm_error *err)
{
    const ohm_json *node = root;
    const char *at = without_dot(path);
    step now;
    const ohm_status status = ohm_pick_check(path, take, err);

    *value = NULL;
    if (status != OHM_OK)
        return status;
    if (take != OHM_TAKE_VALUE)
        return pick_many(value, root, path, take, err);
    while (node != NULL && *at != '\0' && read_step(&now, &at))
        node = follow(node, &now);
    if (ohm_json_is_array(node) || ohm_json_is_object(node))
        return ohm_fail(err, OHM_E_CONTENT, "path \"%.80s\": leads to %s of %zu, not to one value", path,
                        ohm_json_is_array(node) ? "an array" : "an object", ohm_json_size(node));
    *value = node != NULL ? ohm_json_copy(node) : ohm_json_null();
    return *value != NULL ? OHM_OK : ohm_fail(err, OHM_E_NOMEM, "path \"%.80s\": out of memory", path);
}
