/* tools/cmd_doctor.c -- what this build found: libraries, BLAS, programs. */
#include "command.h"

#include "libraries.h"
#include "output.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    common_options common;
} doctor_options;

typedef struct {                /* a program that is used where it is found */
    const char *name, *role, *package;
} helper;

static const helper helpers[] = {
    { "gnuplot", "figures", "gnuplot-nox" },
    { "ngspice", "cross-check of netlists", "ngspice" },
    { "pandoc", "the manual as HTML", "pandoc" },
    { "nauty-geng", "all graphs of an order (tests)", "nauty" },
};
enum { HELPERS = sizeof helpers / sizeof helpers[0] };

/* Whether `name` can be run from one of the directories in PATH. */
static bool
is_in_path(const char *name)
{
    const char *path = getenv("PATH");
    char file[4096];

    while (path != NULL && *path != '\0') {
        const int length = (int)strcspn(path, ":");

        snprintf(file, sizeof file, "%.*s/%s", length, path, name);
        if (length > 0 && access(file, X_OK) == 0)
            return true;
        path += length + (path[length] == ':');
    }
    return false;
}

static ohm_json *
libraries_result(void)
{
    ohm_json *list = ohm_json_array();

    for (const cli_library *l = libraries; l->name != NULL; l++) {
        ohm_json *one = ohm_json_object();

        ohm_json_set(one, "name", ohm_json_string(l->name));
        ohm_json_set(one, "version", ohm_json_string(l->version()));
        ohm_json_set(one, "role", ohm_json_string(l->role));
        ohm_json_set(one, "package", ohm_json_string(l->package));
        ohm_json_append(list, one);
    }
    return list;
}

static ohm_json *
programs_result(void)
{
    ohm_json *list = ohm_json_array();

    for (size_t k = 0; k < HELPERS; k++) {
        ohm_json *one = ohm_json_object();

        ohm_json_set(one, "name", ohm_json_string(helpers[k].name));
        ohm_json_set(one, "found", ohm_json_bool(is_in_path(helpers[k].name)));
        ohm_json_set(one, "role", ohm_json_string(helpers[k].role));
        ohm_json_set(one, "package", ohm_json_string(helpers[k].package));
        ohm_json_append(list, one);
    }
    return list;
}

static ohm_json *
doctor_result(void)
{
    ohm_json *result = ohm_json_object();
    ohm_json *threads = ohm_json_object();

    ohm_json_set(result, "libraries", libraries_result());
    ohm_json_set(threads, "blas", ohm_json_integer(1));
    ohm_json_set(threads, "processors", ohm_json_integer(sysconf(_SC_NPROCESSORS_ONLN)));
    ohm_json_set(result, "threads", threads);
    ohm_json_set(result, "programs", programs_result());
    return result;
}

static void
print_doctor(FILE *file)
{
    fprintf(file, "%s\n\nLibraries\n", PACKAGE_STRING);
    for (const cli_library *l = libraries; l->name != NULL; l++) {
        const char *version = l->version();

        if (version != NULL)
            fprintf(file, "  %-12s %-32s %s\n", l->name, l->role, version);
        else
            fprintf(file, "  %-12s %-32s not built in: install %s and configure again\n", l->name, l->role,
                    l->package);
    }
    fprintf(file, "\nThreads\n  BLAS 1 (equal runs give equal bytes), processors %ld\n\nPrograms\n",
            sysconf(_SC_NPROCESSORS_ONLN));
    for (size_t k = 0; k < HELPERS; k++)
        if (is_in_path(helpers[k].name))
            fprintf(file, "  %-12s %-32s found\n", helpers[k].name, helpers[k].role);
        else
            fprintf(file, "  %-12s %-32s missing: install %s\n", helpers[k].name, helpers[k].role,
                    helpers[k].package);
}

static ohm_status
run_doctor(cli_run *run, const void *values, ohm_error *err)
{
    cli_output out;
    ohm_status status = output_open_report(&out, run, err);

    (void)values;
    if (status != OHM_OK)
        return status;
    if (out.json)
        status = output_result(&out, doctor_result(), err);
    else
        print_doctor(out.stream);
    return output_close(&out, status, err);
}

const cli_command cmd_doctor = {
    .name = "doctor",
    .summary = "which libraries, BLAS, threads and programs were found",
    .operands = "",
    .about = "Says which libraries this ohmega was built with and which version is loaded, how many\n"
        "threads there are, and which helping programs are installed, or how to install them.",
    .example = "  ohmega doctor\n",
    .values_size = sizeof(doctor_options),
    .run = run_doctor,
};
