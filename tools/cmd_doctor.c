/* tools/cmd_doctor.c -- what this build found: libraries, BLAS, programs. */
#include "command.h"

#include "libraries.h"
#include "output.h"
#include "programs.h"

#include <unistd.h>

typedef struct {
    common_options common;
} doctor_options;

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

    for (size_t k = 0; k < helper_program_count; k++) {
        ohm_json *one = ohm_json_object();

        ohm_json_set(one, "name", ohm_json_string(helper_programs[k].name));
        ohm_json_set(one, "found", ohm_json_bool(program_found(helper_programs[k].name)));
        ohm_json_set(one, "role", ohm_json_string(helper_programs[k].role));
        ohm_json_set(one, "package", ohm_json_string(helper_programs[k].package));
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
    for (size_t k = 0; k < helper_program_count; k++)
        if (program_found(helper_programs[k].name))
            fprintf(file, "  %-12s %-32s found\n", helper_programs[k].name, helper_programs[k].role);
        else
            fprintf(file, "  %-12s %-32s missing: install %s\n", helper_programs[k].name, helper_programs[k].role,
                    helper_programs[k].package);
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
