/* lib/figure/plot.c -- see plot.h */
#include "figure/plot.h"

#include "base/array.h"
#include "base/file.h"
#include "figure/gnuplot.h"
#include "figure/script.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The three files of one figure, all written aside until all are right. */
typedef struct {
    char *script_path, *data_path;
    ohm_file *output, *script, *data;
} figure_files;

static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

/* The format of a suffix, and where the suffix starts. */
static ohm_status
find_format(ohm_figure_format *format, size_t *stem, const char *path, ohm_error *err)
{
    static const char *const SUFFIXES[] = {
        [OHM_FORMAT_SVG] = ".svg", [OHM_FORMAT_PDF] = ".pdf", [OHM_FORMAT_PNG] = ".png",
    };

    *format = OHM_FORMAT_SVG;
    *stem = 0;
    for (const char *c = path; *c != '\0'; c++)
        if (iscntrl((unsigned char)*c))
            return ohm_fail(err, OHM_E_ARG, "figure: control character %d in the name", *c);
    const char *suffix = strrchr(base_name(path), '.');
    for (size_t k = 0; suffix != NULL && k < sizeof SUFFIXES / sizeof *SUFFIXES; k++) {
        if (strcmp(suffix, SUFFIXES[k]) == 0) {
            *format = (ohm_figure_format)k;
            *stem = (size_t)(suffix - path);
            return OHM_OK;
        }
    }
    return ohm_fail(err, OHM_E_ARG, "%s: a figure ends in .svg, .pdf or .png", path);
}

/* The first `stem` characters of path, and a suffix; NULL where memory is refused. */
static char *
with_suffix(const char *path, size_t stem, const char *suffix)
{
    char *text = OHM_ARRAY(char, stem + strlen(suffix) + 1);

    if (text != NULL) {
        memcpy(text, path, stem);
        strcpy(text + stem, suffix);
    }
    return text;
}

static void
discard(figure_files *files)
{
    ohm_file_discard(files->output);
    ohm_file_discard(files->script);
    ohm_file_discard(files->data);
    free(files->script_path);
    free(files->data_path);
}

static ohm_status
open_files(figure_files *files, const char *path, size_t stem, bool replace, ohm_error *err)
{
    files->script_path = with_suffix(path, stem, ".gp");
    files->data_path = with_suffix(path, stem, ".dat");
    if (files->script_path == NULL || files->data_path == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "figure: memory for its names");
    ohm_status status = ohm_file_open(&files->output, path, replace, err);
    if (status == OHM_OK)
        status = ohm_file_open(&files->script, files->script_path, replace, err);
    if (status == OHM_OK)
        status = ohm_file_open(&files->data, files->data_path, replace, err);
    return status;
}

/* Puts all three in place; each is done with, placed or not. */
static ohm_status
commit_files(figure_files *files, ohm_error *err)
{
    ohm_file **all[] = { &files->data, &files->script, &files->output };
    ohm_status status = OHM_OK;

    for (int k = 0; k < 3 && status == OHM_OK; k++) {
        ohm_file *file = *all[k];

        *all[k] = NULL;
        status = ohm_file_commit(file, err);
    }
    return status;
}

/* The variables that make the script read and write the files aside; NULL where
 * memory is refused. */
static char *
redirection(const figure_files *files)
{
    char *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size);

    if (stream == NULL)
        return NULL;
    fputs("data = ", stream);
    ohm_gnuplot_quote(stream, ohm_file_aside(files->data));
    fputs("; output = ", stream);
    ohm_gnuplot_quote(stream, ohm_file_aside(files->output));
    if (fclose(stream) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

/* cairo stamps a PDF with the time of day and no switch stops it: the digits are
 * overwritten with a fixed day, so that equal figures are equal files. */
static ohm_status
fix_pdf_date(const char *path, ohm_error *err)
{
    static const char MARK[] = "/CreationDate (D:", DAY[] = "20000101000000";
    FILE *file = fopen(path, "r+b");
    size_t matched = 0;
    int c = 0;

    if (file == NULL)
        return ohm_fail(err, OHM_E_IO, "%s: cannot be read back", path);
    /* the mark's first character is nowhere else in it, so a mismatch starts over */
    while (matched < sizeof MARK - 1 && (c = getc(file)) != EOF)
        matched = c == MARK[matched] ? matched + 1 : (size_t)(c == MARK[0]);
    bool fixed = matched < sizeof MARK - 1;         /* no date, nothing to fix */
    if (!fixed)
        fixed = fseek(file, 0, SEEK_CUR) == 0 && fwrite(DAY, 1, sizeof DAY - 1, file) == sizeof DAY - 1;
    if (fclose(file) != 0 || !fixed)
        return ohm_fail(err, OHM_E_IO, "%s: its date cannot be set", path);
    return OHM_OK;
}

static ohm_status
draw(figure_files *files, const char *path, const ohm_sheet *sheet, ohm_figure_format format, ohm_error *err)
{
    FILE *script = ohm_file_stream(files->script), *data = ohm_file_stream(files->data);

    ohm_sheet_write_data(data, sheet);
    ohm_sheet_write_script(script, sheet, format, base_name(files->data_path), base_name(path));
    if (fflush(data) != 0 || fflush(script) != 0)
        return ohm_fail(err, OHM_E_IO, "%s: its script and data cannot be written", path);
    char *before = redirection(files);
    if (before == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "figure: memory to call gnuplot");
    ohm_status status = ohm_gnuplot_run(ohm_file_aside(files->script), before, err);
    free(before);
    if (status == OHM_OK && format == OHM_FORMAT_PDF)
        status = fix_pdf_date(ohm_file_aside(files->output), err);
    return status;
}

ohm_status
ohm_sheet_write(const char *path, const ohm_sheet *sheet, bool replace, ohm_error *err)
{
    figure_files files = { 0 };
    ohm_figure_format format;
    size_t stem;

    ohm_status status = find_format(&format, &stem, path, err);
    if (status == OHM_OK)
        status = ohm_sheet_check(sheet, err);
    if (status == OHM_OK)
        status = open_files(&files, path, stem, replace, err);
    if (status == OHM_OK)
        status = draw(&files, path, sheet, format, err);
    if (status == OHM_OK)
        status = commit_files(&files, err);
    discard(&files);
    return status;
}

ohm_status
ohm_figure_write(const char *path, const ohm_figure *figure, bool replace, ohm_error *err)
{
    const ohm_sheet sheet = {
        .title = figure->title, .count = 1, .panel = figure, .width = figure->width, .height = figure->height,
    };

    return ohm_sheet_write(path, &sheet, replace, err);
}
