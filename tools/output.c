/* tools/output.c -- see output.h */
#include "output.h"

#include "envelope.h"

#include <errno.h>
#include <string.h>

bool
has_suffix(const char *path, const char *suffix)
{
    const size_t length = path != NULL ? strlen(path) : 0, end = strlen(suffix);

    return length >= end && strcmp(path + length - end, suffix) == 0;
}

ohm_status
output_open(cli_output *out, cli_run *run, ohm_error *err)
{
    const char *path = run->common->output;
    ohm_status status;

    *out = (cli_output){ .run = run, .stream = stdout, .json = run->common->json };
    if (path == NULL || strcmp(path, "-") == 0)
        return OHM_OK;
    if ((status = ohm_file_open(&out->file, path, run->common->force, err)) != OHM_OK)
        return status;
    out->stream = ohm_file_stream(out->file);
    out->json = out->json || has_suffix(path, ".json");
    return OHM_OK;
}

ohm_status
output_open_report(cli_output *out, cli_run *run, ohm_error *err)
{
    const char *path = run->common->output;

    if (path != NULL && strcmp(path, "-") != 0 && !has_suffix(path, ".json") && !has_suffix(path, ".txt"))
        return ohm_fail(err, OHM_E_ARG, "-o %s: the suffix must be .json or .txt", path);
    return output_open(out, run, err);
}

static ohm_status
put_into_place(cli_output *out, ohm_status status, ohm_error *err)
{
    ohm_file *const file = out->file;

    out->file = NULL;
    if (file != NULL) {
        if (status == OHM_OK)
            return ohm_file_commit(file, err);
        ohm_file_discard(file);
        return status;
    }
    errno = 0;
    if ((fflush(stdout) != 0 || ferror(stdout)) && status == OHM_OK)
        return ohm_fail(err, OHM_E_IO, "standard output: %s", errno != 0 ? strerror(errno) : "write error");
    return status;
}

ohm_status
output_close(cli_output *out, ohm_status status, ohm_error *err)
{
    const char *interrupted = out->run->interrupted;

    run_end_progress(out->run);
    if (status != OHM_OK || interrupted[0] == '\0')
        return put_into_place(out, status, err);
    if (out->file != NULL && has_suffix(out->run->common->output, ".graphml"))
        fprintf(out->stream, "<!-- interrupted at %s -->\n", interrupted);
    else if (!out->json || (out->file != NULL && has_suffix(out->run->common->output, ".csv")))
        fprintf(out->stream, "# interrupted at %s\n", interrupted);
    if ((status = put_into_place(out, status, err)) != OHM_OK)
        return status;
    return ohm_fail(err, OHM_E_INTERRUPT, "interrupted at %s", interrupted);
}

ohm_status
output_result(cli_output *out, ohm_json *result, ohm_error *err)
{
    ohm_json *envelope = envelope_around(result, out->run);
    const ohm_status status = ohm_json_write(out->stream, envelope, false, err);

    ohm_json_free(envelope);
    return status;
}
