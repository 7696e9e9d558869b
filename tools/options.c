/* tools/options.c -- see options.h */
#include "options.h"

#include "base/array.h"
#include "base/text.h"
#include "nearest.h"

#include <ctype.h>
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const option_row common_rows[] = {
    { "json", 0, OPTION_FLAG, offsetof(common_options, json), NULL, NULL,
      "print one JSON object instead of text", 0, OPTION_AROUND },
    { "output", 'o', OPTION_TEXT, offsetof(common_options, output), "FILE", NULL,
      "write to FILE, its type from the suffix; - is standard output", 0, OPTION_AROUND },
    { "force", 0, OPTION_FLAG, offsetof(common_options, force), NULL, NULL,
      "replace an output file that exists", 0, OPTION_AROUND },
    { "seed", 0, OPTION_SEED, offsetof(common_options, seed), "N", "1",
      "seed of every random number", 0, 0 },
    { "threads", 0, OPTION_COUNT, offsetof(common_options, threads), "N", "1",
      "threads for independent work; changes no result", RANGE_POSITIVE, OPTION_AROUND },
    { "quiet", 0, OPTION_FLAG, offsetof(common_options, quiet), NULL, NULL,
      "no progress, no warnings on standard error", 0, OPTION_AROUND },
    { "timings", 0, OPTION_FLAG, offsetof(common_options, timings), NULL, NULL,
      "add the time taken, which differs from run to run", 0, OPTION_AROUND },
    { "help", 'h', OPTION_FLAG, offsetof(common_options, help), NULL, NULL,
      "print this help", 0, OPTION_AROUND },
};
const size_t common_row_count = sizeof common_rows / sizeof common_rows[0];

/* What is being parsed; the rows of the command and the common ones are one list. */
typedef struct {
    const option_row *rows;
    size_t count;               /* of the command; the common rows follow */
    char *values;
    arguments *out;
    ohm_error *err;
} parser;

static const option_row *
row_at(const parser *p, size_t k)
{
    return k < p->count ? &p->rows[k] : &common_rows[k - p->count];
}

static size_t
row_total(const parser *p)
{
    return p->count + common_row_count;
}

/* ---- one value ------------------------------------------------------------ */

/* Which of the words "a|b|c" is `typed`; -1 for none. */
static int
word_index(const char *words, const char *typed)
{
    const size_t length = strlen(typed);

    for (int k = 0;; k++) {
        const size_t here = strcspn(words, "|");

        if (here == length && memcmp(words, typed, length) == 0)
            return k;
        if (words[here] == '\0')
            return -1;
        words += here + 1;
    }
}

/* The k-th of the words "a|b|c", which has that many. */
static ohm_json *
word_json(const char *words, int k)
{
    char word[64];

    if (k < 0)
        return ohm_json_null();
    for (; k > 0; k--)
        words += strcspn(words, "|") + 1;
    snprintf(word, sizeof word, "%.*s", (int)strcspn(words, "|"), words);
    return ohm_json_string(word);
}

static const char *
range_text(option_range range)
{
    switch (range) {
    case RANGE_FINITE: return "a finite number";
    case RANGE_NOT_NEGATIVE: return "a number >= 0";
    case RANGE_POSITIVE: return "a number > 0";
    case RANGE_NOT_ZERO: return "a number, not 0";
    }
    return "a number";
}

static bool
in_range(double x, option_range range)
{
    if (!isfinite(x))
        return false;
    switch (range) {
    case RANGE_FINITE: return true;
    case RANGE_NOT_NEGATIVE: return x >= 0.0;
    case RANGE_POSITIVE: return x > 0.0;
    case RANGE_NOT_ZERO: return x != 0.0;
    }
    return false;
}

static ohm_status
set_numbers(option_numbers *out, const option_row *row, const char *text, ohm_error *err)
{
    size_t count = 1;
    char *copy, *rest, *piece;

    for (const char *c = text; *c != '\0'; c++)
        count += *c == ',';
    free(out->value);
    out->count = 0;
    out->value = OHM_ARRAY(double, count);
    copy = ohm_copy(text, strlen(text) + 1, 1);
    if (out->value == NULL || copy == NULL) {
        free(copy);
        return ohm_fail(err, OHM_E_NOMEM, "--%s: %zu numbers", row->name, count);
    }
    for (rest = copy; (piece = strsep(&rest, ",")) != NULL; out->count++) {
        double *const x = &out->value[out->count];

        if (!ohm_text_to_double(x, piece) || !in_range(*x, row->range)) {
            ohm_fail(err, OHM_E_ARG, "--%s: number %zu, \"%s\", must be %s", row->name, out->count,
                     piece, range_text(row->range));
            free(copy);
            return OHM_E_ARG;
        }
    }
    free(copy);
    return OHM_OK;
}

static ohm_status
append_text(option_texts *out, const char *text, ohm_error *err)
{
    const char **longer = ohm_resize(out->text, out->count + 1, sizeof *longer);

    if (longer == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu options", out->count);
    out->text = longer;
    out->text[out->count++] = text;
    return OHM_OK;
}

/* Reads `text` into the place of the row (pairs have their own road). */
static ohm_status
set_value(void *place, const option_row *row, const char *text, ohm_error *err)
{
    double *const number = place;
    size_t *const count = place;

    switch (row->kind) {
    case OPTION_FLAG:
        *(bool *)place = true;
        return OHM_OK;
    case OPTION_COUNT:
        if (ohm_text_to_size(count, text) && *count != OPTION_NO_COUNT
            && (row->range != RANGE_POSITIVE || *count > 0))
            return OHM_OK;
        return ohm_fail(err, OHM_E_ARG, "--%s %s: must be a whole number%s", row->name, text,
                        row->range == RANGE_POSITIVE ? " >= 1" : "");
    case OPTION_SEED:
        if (ohm_text_to_u64(place, text) && *(uint64_t *)place <= INT64_MAX)    /* what JSON holds */
            return OHM_OK;
        return ohm_fail(err, OHM_E_ARG, "--%s %s: must be a whole number below 2^63", row->name, text);
    case OPTION_NUMBER:
        if (ohm_text_to_double(number, text) && in_range(*number, row->range))
            return OHM_OK;
        return ohm_fail(err, OHM_E_ARG, "--%s %s: must be %s", row->name, text, range_text(row->range));
    case OPTION_NUMBERS:
        return set_numbers(place, row, text, err);
    case OPTION_TEXT:
        *(const char **)place = text;
        return OHM_OK;
    case OPTION_TEXTS:
        return append_text(place, text, err);
    case OPTION_WORD:
        *(int *)place = word_index(row->argument, text);
        if (*(int *)place >= 0)
            return OHM_OK;
        return ohm_fail(err, OHM_E_ARG, "--%s %s: must be one of %s", row->name, text, row->argument);
    case OPTION_PAIR:
        break;
    }
    return ohm_fail(err, OHM_E_INTERNAL, "--%s: its kind reads no single text", row->name);
}

static ohm_status
set_presets(const parser *p)
{
    for (size_t k = 0; k < row_total(p); k++) {
        const option_row *row = row_at(p, k);
        void *const place = p->values + row->at;
        ohm_status status;

        if (row->kind == OPTION_NUMBER)
            *(double *)place = NAN;
        if (row->kind == OPTION_COUNT)
            *(size_t *)place = OPTION_NO_COUNT;
        if (row->kind == OPTION_WORD)
            *(int *)place = -1;
        if (row->preset == NULL)
            continue;
        status = set_value(place, row, row->preset, p->err);
        if (status != OHM_OK)
            return status;
    }
    return OHM_OK;
}

/* ---- the argument vector --------------------------------------------------- */

const char *
recorded_path(const char *path)
{
    const char *slash = strrchr(path, '/');

    return path[0] == '/' && slash[1] != '\0' ? slash + 1 : path;
}

/* Appends "prefix" "text" to what provenance keeps. */
static ohm_status
record(arguments *out, const char *prefix, const char *text, ohm_error *err)
{
    const size_t size = strlen(prefix) + strlen(text) + 1;
    char **longer = ohm_resize(out->record, out->recorded + 1, sizeof *longer);
    char *copy;

    if (longer == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu arguments", out->recorded);
    out->record = longer;
    if ((copy = ohm_array(size, 1)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "argument of %zu bytes", size);
    snprintf(copy, size, "%s%s", prefix, text);
    out->record[out->recorded++] = copy;
    return OHM_OK;
}

static ohm_status
take_operand(parser *p, const char *text)
{
    const char **longer = ohm_resize(p->out->operand, p->out->operands + 1, sizeof *longer);

    if (longer == NULL)
        return ohm_fail(p->err, OHM_E_NOMEM, "%zu arguments", p->out->operands);
    p->out->operand = longer;
    p->out->operand[p->out->operands++] = text;
    return record(p->out, "", recorded_path(text), p->err);
}

/* Sets one option; argv[optind] is what follows its argument. */
static ohm_status
take_option(parser *p, const option_row *row, const char *text, int argc, char **argv)
{
    void *const place = p->values + row->at;
    const bool kept = (row->flags & OPTION_AROUND) == 0;
    ohm_status status = OHM_OK;

    if (row->kind == OPTION_PAIR && optind >= argc)
        return ohm_fail(p->err, OHM_E_ARG, "--%s: takes two arguments, %s", row->name, row->argument);
    if (row->kind != OPTION_PAIR)
        status = set_value(place, row, text, p->err);
    if (status == OHM_OK && kept)
        status = record(p->out, "--", row->name, p->err);
    if (status == OHM_OK && kept && row->kind != OPTION_FLAG)
        status = record(p->out, "", recorded_path(text), p->err);
    if (row->kind == OPTION_PAIR && status == OHM_OK) {
        *(option_pair *)place = (option_pair){ text, argv[optind] };
        status = record(p->out, "", argv[optind++], p->err);
    }
    return status;
}

/* What getopt_long did not know: suggests the option that was probably meant. */
static ohm_status
unknown_option(const parser *p, const char *typed)
{
    const char *names[64], *guess;
    size_t n = 0;
    char bare[64];

    for (size_t k = 0; k < row_total(p) && n < 64; k++)
        names[n++] = row_at(p, k)->name;
    snprintf(bare, sizeof bare, "%.*s", (int)strcspn(typed + 2 * (strncmp(typed, "--", 2) == 0), "="),
             typed + 2 * (strncmp(typed, "--", 2) == 0));
    guess = nearest_name(bare, names, n);
    return guess != NULL
        ? ohm_fail(p->err, OHM_E_ARG, "%s: no such option; did you mean --%s?", typed, guess)
        : ohm_fail(p->err, OHM_E_ARG, "%s: no such option; see --help", typed);
}

static ohm_status
refused_option(const parser *p, int why, int argc, char **argv)
{
    const char *typed = optind > 0 && optind <= argc ? argv[optind - 1] : "?";
    char letter[3] = { '-', (char)optopt, '\0' };

    if (why == ':')
        return ohm_fail(p->err, OHM_E_ARG, "%s: needs an argument; see --help", typed);
    if (strncmp(typed, "--", 2) != 0 && isdigit((unsigned char)optopt))
        return ohm_fail(p->err, OHM_E_ARG, "-%c: reads as a negative number, which is no option: "
                        "sizes must be positive", optopt);
    if (strncmp(typed, "--", 2) != 0)
        return unknown_option(p, letter);
    if (optopt != 0)            /* getopt_long knew it: a flag was given "=value" */
        return ohm_fail(p->err, OHM_E_ARG, "%s: takes no argument", typed);
    return unknown_option(p, typed);
}

/* The rows as getopt_long wants them; val is 256 + the row's number. */
static struct option *
long_options(const parser *p)
{
    struct option *list = OHM_ZEROS(struct option, row_total(p) + 1);

    for (size_t k = 0; list != NULL && k < row_total(p); k++) {
        list[k].name = row_at(p, k)->name;
        list[k].has_arg = row_at(p, k)->kind == OPTION_FLAG ? no_argument : required_argument;
        list[k].val = 256 + (int)k;
    }
    return list;
}

static ohm_status
parse_all(parser *p, const struct option *list, int argc, char **argv)
{
    ohm_status status = OHM_OK;
    int found;

    opterr = 0;
    optind = 0;                 /* glibc: start afresh */
    while (status == OHM_OK && (found = getopt_long(argc, argv, "-:o:h", list, NULL)) != -1) {
        if (found == 1)
            status = take_operand(p, optarg);
        else if (found == '?' || found == ':')
            status = refused_option(p, found, argc, argv);
        else if (found >= 256)
            status = take_option(p, row_at(p, (size_t)(found - 256)), optarg, argc, argv);
        else
            for (size_t k = 0; k < row_total(p) && status == OHM_OK; k++)
                if (row_at(p, k)->letter == (char)found)
                    status = take_option(p, row_at(p, k), optarg, argc, argv);
    }
    for (; status == OHM_OK && optind < argc; optind++)     /* after "--" */
        status = take_operand(p, argv[optind]);
    return status;
}

static bool
is_missing(const void *place, const option_row *row)
{
    switch (row->kind) {
    case OPTION_NUMBER: return isnan(*(const double *)place);
    case OPTION_COUNT: return *(const size_t *)place == OPTION_NO_COUNT;
    case OPTION_WORD: return *(const int *)place < 0;
    case OPTION_TEXT: return *(const char *const *)place == NULL;
    case OPTION_PAIR: return ((const option_pair *)place)->first == NULL;
    case OPTION_TEXTS: return ((const option_texts *)place)->count == 0;
    case OPTION_NUMBERS: return ((const option_numbers *)place)->count == 0;
    case OPTION_FLAG:
    case OPTION_SEED: return false;
    }
    return false;
}

ohm_status
options_parse(arguments *out, void *values, const option_row *rows, size_t count,
              int argc, char **argv, ohm_error *err)
{
    parser p = { rows, count, values, out, err };
    struct option *list;
    ohm_status status = set_presets(&p);

    *out = (arguments){ 0 };
    if (status != OHM_OK)
        return status;
    if ((list = long_options(&p)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu options", row_total(&p));
    status = parse_all(&p, list, argc, argv);
    free(list);
    if (status != OHM_OK || ((const common_options *)values)->help)
        return status;
    for (size_t k = 0; k < count; k++)
        if ((rows[k].flags & OPTION_REQUIRED) != 0 && is_missing(p.values + rows[k].at, &rows[k]))
            return ohm_fail(err, OHM_E_ARG, "--%s %s is missing: %s", rows[k].name, rows[k].argument,
                            rows[k].help);
    return OHM_OK;
}

void
arguments_free(arguments *given)
{
    for (size_t k = 0; k < given->recorded; k++)
        free(given->record[k]);
    free(given->record);
    free(given->operand);
    *given = (arguments){ 0 };
}

void
options_free(void *values, const option_row *rows, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        void *const place = (char *)values + rows[k].at;

        if (rows[k].kind == OPTION_TEXTS)
            free(((option_texts *)place)->text);
        if (rows[k].kind == OPTION_NUMBERS)
            free(((option_numbers *)place)->value);
    }
}

/* ---- provenance ------------------------------------------------------------ */

static ohm_json *
texts_json(const char *const *text, size_t count)
{
    ohm_json *list = ohm_json_array();

    for (size_t k = 0; k < count; k++)
        ohm_json_append(list, ohm_json_string(text[k]));
    return list;
}

static ohm_json *
value_json(const void *place, const option_row *row)
{
    if (row->kind != OPTION_FLAG && row->kind != OPTION_SEED && row->kind != OPTION_TEXTS
        && is_missing(place, row))
        return ohm_json_null();
    switch (row->kind) {
    case OPTION_FLAG: return ohm_json_bool(*(const bool *)place);
    case OPTION_COUNT: return ohm_json_integer((long long)*(const size_t *)place);
    case OPTION_SEED: return ohm_json_integer((long long)*(const uint64_t *)place);
    case OPTION_NUMBER: return ohm_json_number(*(const double *)place);
    case OPTION_NUMBERS:
        return ohm_json_numbers(((const option_numbers *)place)->value,
                                ((const option_numbers *)place)->count);
    case OPTION_TEXT: return ohm_json_string(recorded_path(*(const char *const *)place));
    case OPTION_PAIR:
        return texts_json((const char *const[]){ ((const option_pair *)place)->first,
                                                 ((const option_pair *)place)->second }, 2);
    case OPTION_TEXTS:
        return texts_json(((const option_texts *)place)->text, ((const option_texts *)place)->count);
    case OPTION_WORD: return word_json(row->argument, *(const int *)place);
    }
    return ohm_json_null();
}

ohm_json *
options_json(const void *values, const option_row *rows, size_t count)
{
    const parser p = { rows, count, NULL, NULL, NULL };
    ohm_json *object = ohm_json_object();

    for (size_t k = 0; k < row_total(&p); k++) {
        const option_row *row = row_at(&p, k);

        if ((row->flags & OPTION_AROUND) == 0)
            ohm_json_set(object, row->name, value_json((const char *)values + row->at, row));
    }
    return object;
}
