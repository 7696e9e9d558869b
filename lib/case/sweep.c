/* lib/case/sweep.c -- see sweep.h */
#include "case/sweep.h"
#include "base/array.h"
#include "base/text.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void
ohm_sweep_free(ohm_sweep *sweep)
{
    if (sweep == NULL)
        return;
    for (size_t v = 0; v < sweep->variables && sweep->variable != NULL; v++) {
        ohm_sweep_variable *const variable = &sweep->variable[v];

        for (size_t k = 0; k < ohm_json_size(variable->values) && variable->text != NULL; k++)
            free(variable->text[k]);
        free(variable->text);
        ohm_json_free(variable->values);
    }
    free(sweep->variable);
    free(sweep->column);
    free(sweep->levels);
    ohm_pipeline_free(sweep->pipeline);
    ohm_json_free(sweep->tree);
    free(sweep);
}

static ohm_status
no_memory(ohm_error *err)
{
    return ohm_fail(err, OHM_E_NOMEM, "sweep: out of memory");
}

/* ---- values --------------------------------------------------------------- */
/* n numbers from a to b, the ends exact. */
static ohm_status
spread(ohm_json **out, const ohm_json *node, bool log, ohm_error *err)
{
    const char *const name = log ? "logspace" : "linspace";
    long long count = 0;
    double a = 0.0, b = 0.0;

    if (ohm_json_size(node) != 3 || !ohm_json_as_number(&a, ohm_json_at(node, 0))
        || !ohm_json_as_number(&b, ohm_json_at(node, 1)) || !ohm_json_as_integer(&count, ohm_json_at(node, 2))
        || count < 1 || count > OHM_SWEEP_POINTS_MAX)
        return ohm_fail(err, OHM_E_CONTENT, "\"%s\": must be [first, last, how many]", name);
    if (log && !(a > 0.0 && b > 0.0))
        return ohm_fail(err, OHM_E_CONTENT, "\"logspace\": both ends must be > 0");
    *out = ohm_json_array();
    for (long long k = 0; k < count; k++) {
        const double part = count > 1 ? (double)k / (double)(count - 1) : 0.0;
        const double x = log ? a * pow(b / a, part) : a + (b - a) * part;

        ohm_json_append(*out, ohm_json_number(k == 0 ? a : k == count - 1 ? b : x));
    }
    return OHM_OK;
}

static ohm_status
range(ohm_json **out, const ohm_json *node, ohm_error *err)
{
    long long a = 0, b = 0, step = 1;
    const size_t given = ohm_json_size(node);

    if ((given != 2 && given != 3) || !ohm_json_as_integer(&a, ohm_json_at(node, 0))
        || !ohm_json_as_integer(&b, ohm_json_at(node, 1))
        || (given == 3 && !ohm_json_as_integer(&step, ohm_json_at(node, 2))) || step == 0
        || (step > 0 ? a > b : a < b) || fabs(((double)b - (double)a) / (double)step) >= OHM_SWEEP_POINTS_MAX)
        return ohm_fail(err, OHM_E_CONTENT, "\"range\": must be [first, last] or [first, last, step], whole "
                        "numbers, the step towards the last");
    *out = ohm_json_array();
    for (long long k = 0; k <= (b - a) / step; k++)
        ohm_json_append(*out, ohm_json_integer(a + k * step));
    return OHM_OK;
}

static ohm_status
seeds(ohm_json **out, const ohm_json *node, uint64_t first, ohm_error *err)
{
    long long count = 0;

    if (!ohm_json_as_integer(&count, node) || count < 1 || count > OHM_SWEEP_POINTS_MAX
        || first > (uint64_t)INT64_MAX - (uint64_t)count)
        return ohm_fail(err, OHM_E_CONTENT, "\"seeds\": must be how many, a whole number >= 1");
    *out = ohm_json_array();
    for (long long k = 0; k < count; k++)
        ohm_json_append(*out, ohm_json_integer((long long)first + k));
    return OHM_OK;
}

static ohm_status
listed(ohm_json **out, const ohm_json *node, ohm_error *err)
{
    const size_t count = ohm_json_size(node);

    if (count == 0 || count > OHM_SWEEP_POINTS_MAX)
        return ohm_fail(err, OHM_E_CONTENT, "must be a list of values, with one at least");
    *out = ohm_json_array();
    for (size_t k = 0; k < count; k++) {
        const ohm_json *const value = ohm_json_at(node, k);

        if (ohm_json_is_null(value) || ohm_json_is_array(value) || ohm_json_is_object(value))
            return ohm_fail(err, OHM_E_CONTENT, "value %zu is no number, text or boolean", k);
        ohm_json_append(*out, ohm_json_copy(value));
    }
    return OHM_OK;
}

static ohm_status
read_values(ohm_json **out, const ohm_json *node, uint64_t seed, ohm_error *err)
{
    const ohm_json *const value = ohm_json_value_at(node, 0);
    const char *const kind = ohm_json_key_at(node, 0);

    *out = NULL;
    if (ohm_json_is_array(node))
        return listed(out, node, err);
    if (kind != NULL && ohm_json_size(node) == 1) {
        if (strcmp(kind, "linspace") == 0 || strcmp(kind, "logspace") == 0)
            return spread(out, value, kind[1] == 'o', err);
        if (strcmp(kind, "range") == 0)
            return range(out, value, err);
        if (strcmp(kind, "seeds") == 0)
            return seeds(out, value, seed, err);
    }
    return ohm_fail(err, OHM_E_CONTENT, "must be a list of values, or one of {\"linspace\"}, {\"logspace\"}, "
                    "{\"range\"}, {\"seeds\"}");
}

/* A scalar as it stands in a command, for the caller to free. */
static char *
as_word(const ohm_json *value)
{
    char number[OHM_TEXT_DOUBLE];
    const char *text = ohm_json_as_string(value);
    long long whole;
    double x;
    bool truth;

    if (ohm_json_as_integer(&whole, value)) {
        snprintf(number, sizeof number, "%lld", whole);
        text = number;
    } else if (ohm_json_as_number(&x, value))
        text = ohm_text_double(number, x);
    else if (ohm_json_as_bool(&truth, value))
        text = truth ? "true" : "false";
    return ohm_copy(text, strlen(text) + 1, 1);
}

/* ---- variables ------------------------------------------------------------ */
static bool
is_name(const char *name)
{
    if (!isalpha((unsigned char)*name) && *name != '_')
        return false;
    while (isalnum((unsigned char)*name) || *name == '_')
        name++;
    return *name == '\0';
}

/* Refuses a name that is none, is one of ours, or is taken. */
static ohm_status
check_name(const ohm_sweep *sweep, const char *name, ohm_error *err)
{
    if (!is_name(name))
        return ohm_fail(err, OHM_E_CONTENT, "\"%.40s\": a name is letters, digits and _", name);
    if (strcmp(name, "point") == 0 || strcmp(name, "exit") == 0 || strcmp(name, "message") == 0)
        return ohm_fail(err, OHM_E_CONTENT, "\"%s\": is a column of every table", name);
    for (size_t v = 0; v < sweep->variables; v++)
        if (strcmp(sweep->variable[v].name, name) == 0)
            return ohm_fail(err, OHM_E_CONTENT, "\"%.40s\": is there twice", name);
    for (size_t c = 0; c < sweep->columns; c++)
        if (strcmp(sweep->column[c].name, name) == 0)
            return ohm_fail(err, OHM_E_CONTENT, "\"%.40s\": is there twice", name);
    return OHM_OK;
}

static ohm_status
fill_variable(ohm_sweep_variable *variable, const ohm_json *node, uint64_t seed, ohm_error *err)
{
    ohm_status status = read_values(&variable->values, node, seed, err);

    if (status != OHM_OK)
        return ohm_fail_within(err, status, "vary: %.40s", variable->name);
    if (ohm_json_failed(variable->values)
        || (variable->text = OHM_ZEROS(char *, ohm_json_size(variable->values))) == NULL)
        return no_memory(err);
    for (size_t k = 0; k < ohm_json_size(variable->values); k++)
        if ((variable->text[k] = as_word(ohm_json_at(variable->values, k))) == NULL)
            return no_memory(err);
    return OHM_OK;
}

static ohm_status
add_variable(ohm_sweep *sweep, size_t factor, const char *name, const ohm_json *node, uint64_t seed,
             ohm_error *err)
{
    ohm_sweep_variable *wider;
    ohm_status status = check_name(sweep, name, err);

    if (status != OHM_OK)
        return ohm_fail_within(err, status, "vary");
    if ((wider = ohm_resize(sweep->variable, sweep->variables + 1, sizeof *wider)) == NULL)
        return no_memory(err);
    sweep->variable = wider;
    ohm_sweep_variable *const now = &sweep->variable[sweep->variables++];
    *now = (ohm_sweep_variable){ .name = name, .factor = factor };
    if ((status = fill_variable(now, node, seed, err)) != OHM_OK)
        return status;
    const size_t levels = ohm_json_size(now->values);
    if (sweep->levels[factor] == 0)
        sweep->levels[factor] = levels;
    if (sweep->levels[factor] != levels)
        return ohm_fail(err, OHM_E_CONTENT, "vary: %.40s has %zu values, the others it moves with %zu", name,
                        levels, sweep->levels[factor]);
    return OHM_OK;
}

static ohm_status
count_points(ohm_sweep *sweep, ohm_error *err)
{
    sweep->points = 1;
    for (size_t f = 0; f < sweep->factors; f++) {
        if (sweep->levels[f] > OHM_SWEEP_POINTS_MAX / sweep->points)
            return ohm_fail(err, OHM_E_CONTENT, "vary: more than %d points", OHM_SWEEP_POINTS_MAX);
        sweep->points *= sweep->levels[f];
    }
    return OHM_OK;
}

static ohm_status
read_vary(ohm_sweep *sweep, uint64_t seed, ohm_error *err)
{
    const ohm_json *const vary = ohm_json_get(sweep->tree, "vary");
    const bool grouped = ohm_json_is_array(vary);
    ohm_status status;

    if ((!grouped && !ohm_json_is_object(vary)) || ohm_json_size(vary) == 0)
        return ohm_fail(err, OHM_E_CONTENT, "\"vary\": must be an object of names with their values, or a "
                        "list of such");
    sweep->factors = ohm_json_size(vary);
    if ((sweep->levels = OHM_ZEROS(size_t, sweep->factors)) == NULL)
        return no_memory(err);
    for (size_t f = 0; f < sweep->factors; f++) {
        const ohm_json *const group = ohm_json_at(vary, f);

        if (grouped && (!ohm_json_is_object(group) || ohm_json_size(group) == 0))
            return ohm_fail(err, OHM_E_CONTENT, "\"vary\": entry %zu must be an object of names with their "
                            "values", f);
        for (size_t k = 0; k < (grouped ? ohm_json_size(group) : 1); k++) {
            const char *name = grouped ? ohm_json_key_at(group, k) : ohm_json_key_at(vary, f);
            const ohm_json *values = grouped ? ohm_json_value_at(group, k) : ohm_json_value_at(vary, f);

            if ((status = add_variable(sweep, f, name, values, seed, err)) != OHM_OK)
                return status;
        }
    }
    return count_points(sweep, err);
}

size_t
ohm_sweep_level(const ohm_sweep *sweep, size_t variable, size_t point)
{
    for (size_t f = sweep->factors - 1; f > sweep->variable[variable].factor; f--)
        point /= sweep->levels[f];
    return point % sweep->levels[sweep->variable[variable].factor];
}

/* ---- columns -------------------------------------------------------------- */
static ohm_status
read_column(ohm_sweep_column *column, const ohm_json *node, ohm_error *err)
{
    const char *take = ohm_json_as_string(ohm_json_get(node, "take"));
    ohm_status status = OHM_OK;

    column->path = ohm_json_as_string(ohm_json_is_object(node) ? ohm_json_get(node, "path") : node);
    if (column->path == NULL || (ohm_json_is_object(node) && ohm_json_size(node) != (take != NULL ? 2 : 1)))
        return ohm_fail(err, OHM_E_CONTENT, "must be a path, or {\"path\", \"take\"}");
    if (take != NULL)
        status = ohm_take_parse(&column->take, take, err);
    return status == OHM_OK ? ohm_pick_check(column->path, column->take, err) : status;
}

static ohm_status
read_columns(ohm_sweep *sweep, ohm_error *err)
{
    const ohm_json *const columns = ohm_json_get(sweep->tree, "columns");
    const size_t count = ohm_json_size(columns);

    if (!ohm_json_is_object(columns) || count == 0)
        return ohm_fail(err, OHM_E_CONTENT, "\"columns\": must be an object of names with their paths");
    if ((sweep->column = OHM_ZEROS(ohm_sweep_column, count)) == NULL)
        return no_memory(err);
    for (size_t c = 0; c < count; c++) {
        const char *name = ohm_json_key_at(columns, c);
        ohm_status status = check_name(sweep, name, err);

        if (status == OHM_OK) {
            sweep->column[sweep->columns].name = name;
            status = read_column(&sweep->column[sweep->columns++], ohm_json_value_at(columns, c), err);
        }
        if (status != OHM_OK)
            return ohm_fail_within(err, status, "columns: %.40s", name);
    }
    return OHM_OK;
}

/* ---- the whole ------------------------------------------------------------ */
typedef struct {                    /* what fills the places of a point */
    const ohm_sweep *sweep;
    size_t point;
    bool *used;                     /* by variable, or NULL */
    char number[OHM_TEXT_DOUBLE];   /* of the point, as text */
} filling;

static const char *
place_text(void *data, const char *name, size_t length)
{
    filling *const f = data;

    for (size_t v = 0; v < f->sweep->variables; v++) {
        const ohm_sweep_variable *const variable = &f->sweep->variable[v];

        if (strlen(variable->name) != length || memcmp(variable->name, name, length) != 0)
            continue;
        if (f->used != NULL)
            f->used[v] = true;
        return variable->text[ohm_sweep_level(f->sweep, v, f->point)];
    }
    if (length != 5 || memcmp(name, "point", 5) != 0)
        return NULL;
    snprintf(f->number, sizeof f->number, "%zu", f->point);
    return f->number;
}

ohm_status
ohm_sweep_fill(ohm_pipeline **out, const ohm_sweep *sweep, size_t point, ohm_error *err)
{
    filling f = { .sweep = sweep, .point = point };

    return ohm_pipeline_fill(out, sweep->pipeline, place_text, &f, err);
}

/* Fills the first point: every place must have a name, and every name a place. */
static ohm_status
check_places(const ohm_sweep *sweep, ohm_error *err)
{
    filling f = { .sweep = sweep, .used = OHM_ZEROS(bool, sweep->variables) };
    ohm_pipeline *filled;
    ohm_status status;

    if (f.used == NULL)
        return no_memory(err);
    status = ohm_pipeline_fill(&filled, sweep->pipeline, place_text, &f, err);
    ohm_pipeline_free(filled);
    for (size_t v = 0; v < sweep->variables && status == OHM_OK; v++)
        if (!f.used[v])
            status = ohm_fail(err, OHM_E_CONTENT, "vary: %.40s: the command has no place {%.40s}",
                              sweep->variable[v].name, sweep->variable[v].name);
    free(f.used);
    return status;
}

static ohm_status
check_members(const ohm_json *tree, ohm_error *err)
{
    static const char *const members[] = { "title", "command", "vary", "columns" };

    if (!ohm_json_is_object(tree))
        return ohm_fail(err, OHM_E_CONTENT, "must be an object with command, vary and columns");
    for (size_t k = 0; k < ohm_json_size(tree); k++) {
        size_t m = 0;

        while (m < sizeof members / sizeof *members && strcmp(ohm_json_key_at(tree, k), members[m]) != 0)
            m++;
        if (m == sizeof members / sizeof *members)
            return ohm_fail(err, OHM_E_CONTENT, "\"%.40s\": no such member of a sweep",
                            ohm_json_key_at(tree, k));
    }
    return OHM_OK;
}

static ohm_status
assemble(ohm_sweep *sweep, uint64_t seed, ohm_error *err)
{
    ohm_status status;

    if ((status = check_members(sweep->tree, err)) != OHM_OK
        || (status = ohm_pipeline_read(&sweep->pipeline, ohm_json_get(sweep->tree, "command"), err)) != OHM_OK
        || (status = read_vary(sweep, seed, err)) != OHM_OK || (status = read_columns(sweep, err)) != OHM_OK)
        return status;
    return check_places(sweep, err);
}

ohm_status
ohm_sweep_read(ohm_sweep **out, ohm_source *source, uint64_t seed, ohm_error *err)
{
    ohm_sweep *sweep = OHM_ZEROS(ohm_sweep, 1);
    ohm_status status;

    *out = NULL;
    if (sweep == NULL)
        return no_memory(err);
    status = ohm_json_read_from(&sweep->tree, source, err);
    if (status == OHM_OK && (status = assemble(sweep, seed, err)) != OHM_OK)
        ohm_fail_within(err, status, "%s", ohm_source_name(source));
    if (status != OHM_OK)
        ohm_sweep_free(sweep);
    else
        *out = sweep;
    return status;
}

/* ---- rows ----------------------------------------------------------------- */
/* The value of a column; what cannot be picked is null and explained, once. */
static ohm_json *
column_value(const ohm_sweep_column *column, const ohm_json *result, ohm_error *why, bool *starved)
{
    ohm_error here = { OHM_OK, "" };
    ohm_json *value;
    const ohm_status status = ohm_pick(&value, result, column->path, column->take, &here);

    if (status == OHM_OK)
        return value;
    *starved = *starved || status == OHM_E_NOMEM;
    if (why->text[0] == '\0')
        ohm_fail(why, status, "column %.40s: %s", column->name, here.text);
    return ohm_json_null();
}

ohm_status
ohm_sweep_row(char **row, const ohm_sweep *sweep, size_t point, int code, const char *message,
              const ohm_json *result, ohm_error *err)
{
    ohm_json *object = ohm_json_object(), *values = ohm_json_array();
    ohm_error why = { OHM_OK, "" };
    ohm_status status;
    bool starved = false;

    *row = NULL;
    for (size_t c = 0; c < sweep->columns; c++)
        ohm_json_append(values, result != NULL ? column_value(&sweep->column[c], result, &why, &starved)
                        : ohm_json_null());
    if (message == NULL || *message == '\0')
        message = why.text[0] != '\0' ? why.text : NULL;
    ohm_json_set(object, "point", ohm_json_integer((long long)point));
    ohm_json_set(object, "exit", ohm_json_integer(code));
    ohm_json_set(object, "message", ohm_json_string(message));
    ohm_json_set(object, "values", values);
    status = starved ? no_memory(err) : ohm_json_print(row, object, err);
    ohm_json_free(object);
    return status;
}
