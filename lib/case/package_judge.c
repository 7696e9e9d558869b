/* lib/case/package_judge.c -- whether an expectation came true; see package.h */
#include "case/package.h"
#include "base/array.h"
#include "base/text.h"
#include "io/csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool
within(double found, double wanted, const ohm_expectation *e)
{
    return found == wanted || fabs(found - wanted) <= e->tolerance + e->relative * fabs(wanted);
}

/* The scalar as text for people; "nothing" for none. */
static void
show(char text[OHM_JUDGEMENT_TEXT], const ohm_json *value)
{
    char number[OHM_TEXT_DOUBLE];
    double x;
    bool truth;

    if (ohm_json_as_string(value) != NULL)
        snprintf(text, OHM_JUDGEMENT_TEXT, "%.*s", OHM_JUDGEMENT_TEXT - 1, ohm_json_as_string(value));
    else if (ohm_json_as_number(&x, value))
        snprintf(text, OHM_JUDGEMENT_TEXT, "%s", ohm_text_double(number, x));
    else if (ohm_json_as_bool(&truth, value))
        snprintf(text, OHM_JUDGEMENT_TEXT, "%s", truth ? "true" : "false");
    else
        snprintf(text, OHM_JUDGEMENT_TEXT, "nothing");
}

static bool
same_scalar(const ohm_json *a, const ohm_json *b)
{
    const char *const s = ohm_json_as_string(a), *const t = ohm_json_as_string(b);
    bool p, q;

    if (s != NULL || t != NULL)
        return s != NULL && t != NULL && strcmp(s, t) == 0;
    if (ohm_json_as_bool(&p, a))
        return ohm_json_as_bool(&q, b) && p == q;
    return ohm_json_is_null(a) && ohm_json_is_null(b);
}

static void
show_expected(char text[OHM_JUDGEMENT_TEXT], const ohm_expectation *e)
{
    char low[OHM_TEXT_DOUBLE], high[OHM_TEXT_DOUBLE];
    size_t used;

    if (e->kind == OHM_EXPECT_BETWEEN) {
        snprintf(text, OHM_JUDGEMENT_TEXT, "%s to %s", ohm_text_double(low, e->low),
                 ohm_text_double(high, e->high));
        return;
    }
    show(text, e->value);
    used = strlen(text);
    if (e->tolerance > 0.0)
        used += (size_t)snprintf(text + used, OHM_JUDGEMENT_TEXT - used, " +- %s",
                                 ohm_text_double(low, e->tolerance));
    if (e->relative > 0.0 && used < OHM_JUDGEMENT_TEXT)
        snprintf(text + used, OHM_JUDGEMENT_TEXT - used, " to %s relative",
                 ohm_text_double(low, e->relative));
}

static ohm_status
judge_value(ohm_judgement *verdict, const ohm_expectation *e, const ohm_json *answer, ohm_error *err)
{
    ohm_json *found;
    ohm_error why = { OHM_OK, "" };
    double x, wanted;
    const ohm_status status = ohm_pick(&found, answer, e->path, e->take, &why);

    snprintf(verdict->what, sizeof verdict->what, "%s", e->path);
    show_expected(verdict->expected, e);
    if (status == OHM_E_CONTENT) {
        snprintf(verdict->found, sizeof verdict->found, "%.*s", OHM_JUDGEMENT_TEXT - 1, why.text);
        return OHM_OK;
    }
    if (status != OHM_OK)
        return ohm_fail(err, status, "%s", why.text);
    show(verdict->found, found);
    if (e->kind == OHM_EXPECT_BETWEEN)
        verdict->holds = ohm_json_as_number(&x, found) && x >= e->low && x <= e->high;
    else if (ohm_json_as_number(&wanted, e->value))
        verdict->holds = ohm_json_as_number(&x, found) && within(x, wanted, e);
    else
        verdict->holds = same_scalar(found, e->value);
    ohm_json_free(found);
    return OHM_OK;
}

static void
judge_text(ohm_judgement *verdict, const ohm_expectation *e, const char *output)
{
    verdict->holds = strstr(output, e->text) != NULL;
    snprintf(verdict->what, sizeof verdict->what, "output");
    snprintf(verdict->expected, sizeof verdict->expected, "\"%.*s\"", OHM_JUDGEMENT_TEXT - 3, e->text);
    snprintf(verdict->found, sizeof verdict->found, "%s", verdict->holds ? "it" : "other text");
}

/* work/file, for the caller to free; NULL where memory is refused. */
static char *
path_in(const char *work, const char *file)
{
    const size_t size = strlen(work) + strlen(file) + 2;
    char *path = OHM_ARRAY(char, size);

    if (path != NULL)
        snprintf(path, size, "%s/%s", work, file);
    return path;
}

static void
judge_file(ohm_judgement *verdict, const ohm_expectation *e, const char *path)
{
    struct stat facts;
    const bool there = stat(path, &facts) == 0 && S_ISREG(facts.st_mode);

    verdict->holds = there && facts.st_size > 0;
    snprintf(verdict->what, sizeof verdict->what, "figure %.*s", OHM_JUDGEMENT_TEXT - 8, e->text);
    snprintf(verdict->expected, sizeof verdict->expected, "drawn");
    snprintf(verdict->found, sizeof verdict->found, "%s",
             verdict->holds ? "drawn" : there ? "an empty file" : "no such file");
}

static ohm_status
read_table(ohm_csv **csv, const char *path, ohm_error *err)
{
    ohm_source *source;
    ohm_status status = ohm_source_open(&source, path, err);

    *csv = NULL;
    if (status != OHM_OK)
        return status;
    status = ohm_csv_read(csv, source, err);
    ohm_source_close(source);
    return status;
}

/* Says where two tables differ first and worst; true where nowhere. */
static bool
compare_tables(char text[OHM_JUDGEMENT_TEXT], const ohm_csv *found, const ohm_csv *like,
               const ohm_expectation *e)
{
    size_t off = 0, worst = 0;
    double most = -1.0;

    if (found->columns != like->columns || found->rows != like->rows) {
        snprintf(text, OHM_JUDGEMENT_TEXT, "%zu rows of %zu columns, not %zu of %zu", found->rows,
                 found->columns, like->rows, like->columns);
        return false;
    }
    for (size_t c = 0; c < like->columns; c++)
        if (strcmp(found->name[c], like->name[c]) != 0) {
            snprintf(text, OHM_JUDGEMENT_TEXT, "column %zu is %.40s, not %.40s", c, found->name[c],
                     like->name[c]);
            return false;
        }
    for (size_t k = 0; k < like->rows * like->columns; k++) {
        const double distance = fabs(found->value[k] - like->value[k]);

        off += !within(found->value[k], like->value[k], e);
        if (distance > most) {
            most = distance;
            worst = k;
        }
    }
    if (like->rows * like->columns == 0)
        snprintf(text, OHM_JUDGEMENT_TEXT, "no numbers on either side");
    else
        snprintf(text, OHM_JUDGEMENT_TEXT, "%zu of %zu numbers differ; at most by %.3g, row %zu of %.40s",
                 off,
                 like->rows * like->columns, most, worst / like->columns, like->name[worst % like->columns]);
    return off == 0;
}

static ohm_status
judge_table(ohm_judgement *verdict, const ohm_expectation *e, const char *path, const char *like_path,
            const char *work, ohm_error *err)
{
    const size_t folder = strlen(work) + 1;     /* of no interest in the verdict: a temporary name */
    ohm_csv *found = NULL, *like = NULL;
    ohm_error why = { OHM_OK, "" };
    ohm_status status = read_table(&found, path, &why);

    if (status == OHM_OK)
        status = read_table(&like, like_path, &why);
    snprintf(verdict->what, sizeof verdict->what, "table %.*s", OHM_JUDGEMENT_TEXT - 7, e->text);
    snprintf(verdict->expected, sizeof verdict->expected, "%.*s", OHM_JUDGEMENT_TEXT - 1, e->like);
    if (status == OHM_OK)
        verdict->holds = compare_tables(verdict->found, found, like, e);
    else
        snprintf(verdict->found, sizeof verdict->found, "%.*s", OHM_JUDGEMENT_TEXT - 1,
                 strncmp(why.text, work, folder - 1) == 0 ? why.text + folder : why.text);
    ohm_csv_free(found);
    ohm_csv_free(like);
    return status == OHM_E_NOMEM ? ohm_fail(err, status, "%s", why.text) : OHM_OK;
}

ohm_status
ohm_expectation_judge(ohm_judgement *verdict, const ohm_expectation *expectation, const char *output,
                      const ohm_json *answer, const char *work, ohm_error *err)
{
    char *path = NULL, *like = NULL;
    ohm_status status = OHM_OK;

    *verdict = (ohm_judgement){ .holds = false };
    if (expectation->kind == OHM_EXPECT_VALUE || expectation->kind == OHM_EXPECT_BETWEEN)
        return judge_value(verdict, expectation, answer, err);
    if (expectation->kind == OHM_EXPECT_TEXT) {
        judge_text(verdict, expectation, output);
        return OHM_OK;
    }
    path = path_in(work, expectation->text);
    like = path_in(work, expectation->like != NULL ? expectation->like : "");
    if (path == NULL || like == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "%s: out of memory", expectation->text);
    else if (expectation->kind == OHM_EXPECT_TABLE)
        status = judge_table(verdict, expectation, path, like, work, err);
    else
        judge_file(verdict, expectation, path);
    free(path);
    free(like);
    return status;
}
