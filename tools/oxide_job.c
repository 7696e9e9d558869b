/* tools/oxide_job.c -- see oxide_job.h */
#include "oxide_job.h"

#include "base/array.h"
#include "envelope.h"
#include "io/csv.h"
#include "print.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Over the last complete period of a sine, or the whole run. */
static ohm_status
take_lobes(double *positive, double *negative, const oxide_job *job, ohm_error *err)
{
    const bool periodic = job->line == NULL && job->wave.amplitude != 0.0 && job->wave.frequency > 0.0;
    const double end = job->record[job->count].time;
    const double whole = periodic ? floor(end * job->wave.frequency * (1.0 + 1e-12)) : 0.0;
    ohm_loop_point *point = OHM_ARRAY(ohm_loop_point, job->count + 1);

    if (point == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu steps", job->count);
    for (size_t k = 0; k <= job->count; k++)
        point[k] = (ohm_loop_point){ job->record[k].time, job->record[k].voltage, job->record[k].current };
    if (whole > 0.0)
        ohm_loop_lobes(positive, negative, point, job->count + 1, (whole - 1.0) / job->wave.frequency,
                       whole / job->wave.frequency);
    else
        ohm_loop_lobes(positive, negative, point, job->count + 1, 0.0, end);
    free(point);
    return OHM_OK;
}

static ohm_json *
step_json(const ohm_oxide_record *record, const oxide_job *job)
{
    const bool euler = job->options->scheme == 0;
    ohm_json *step = ohm_json_object();

    ohm_json_set(step, "time", ohm_json_number(record->time));
    ohm_json_set(step, "voltage", ohm_json_number(record->voltage));
    ohm_json_set(step, "current", ohm_json_number(record->current));
    ohm_json_set(step, "energy", ohm_json_number(record->energy));
    ohm_json_set(step, "dissipation",
                 ohm_json_numbers(record->dissipation, job->config->model->species_count));
    ohm_json_set(step, "remainder", ohm_json_number(record->remainder));
    ohm_json_set(step, "identity_defect", euler ? ohm_json_number(record->identity_defect) : ohm_json_null());
    ohm_json_set(step, "mass", ohm_json_number(record->mass));
    if (job->config->model->recombination.rate != NULL)
        ohm_json_set(step, "recombination", ohm_json_number(record->recombination));
    return step;
}

static void
take_profile(double *values, const oxide_job *job, size_t unknown)
{
    if (job->plane == NULL)
        ohm_oxide_profile(values, job->oxide, 0, unknown);
    else
        memcpy(values, ohm_oxide_plane_profile(job->plane, unknown), job->mesh->nodes * sizeof *values);
}

static ohm_status
add_profile(ohm_json *result, const oxide_job *job, ohm_error *err)
{
    const ohm_oxide_model *model = job->config->model;
    double *values = OHM_ARRAY(double, model->nodes);

    if (values == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu nodes", model->nodes);
    ohm_json_set(result, "x", ohm_json_numbers(job->mesh != NULL ? job->mesh->x : model->x, model->nodes));
    if (job->mesh != NULL)
        ohm_json_set(result, "y", ohm_json_numbers(job->mesh->y, model->nodes));
    for (size_t i = 0; i <= model->species_count; i++) {
        take_profile(values, job, i);
        ohm_json_set(result, i < model->species_count ? model->species[i].name : "V",
                     ohm_json_numbers(values, model->nodes));
    }
    free(values);
    return OHM_OK;
}

static ohm_status
answer_json(cli_output *out, const oxide_job *job, double positive, double negative, ohm_error *err)
{
    ohm_json *result = ohm_json_object(), *initial = ohm_json_object(), *steps = ohm_json_array();
    ohm_json *lobes = ohm_json_object();
    ohm_status status = OHM_OK;

    ohm_json_set(initial, "energy", ohm_json_number(job->record[0].energy));
    ohm_json_set(initial, "mass", ohm_json_number(job->record[0].mass));
    ohm_json_set(initial, "voltage", ohm_json_number(job->record[0].voltage));
    ohm_json_set(initial, "current", ohm_json_number(job->record[0].current));
    for (size_t k = 1; k <= job->count; k++)
        ohm_json_append(steps, step_json(&job->record[k], job));
    ohm_json_set(lobes, "positive", ohm_json_number(positive));
    ohm_json_set(lobes, "negative", ohm_json_number(negative));
    ohm_json_set(result, "initial", initial);
    ohm_json_set(result, "steps", steps);
    ohm_json_set(result, "lobes", lobes);
    if (job->options->profile)
        status = add_profile(result, job, err);
    if (status != OHM_OK) {
        ohm_json_free(result);
        return status;
    }
    return output_result(out, result, err);
}

static ohm_status
answer_csv(cli_output *out, const oxide_job *job, ohm_error *err)
{
    enum { COLUMNS_MAX = 7 + OHM_OXIDE_SPECIES_MAX };
    const ohm_oxide_model *model = job->config->model;
    const char *name[COLUMNS_MAX] = { "time", "voltage", "current", "energy", "remainder", "mass" };
    char dissipation[OHM_OXIDE_SPECIES_MAX][OHM_OXIDE_NAME + 16];
    ohm_status status = envelope_comment(out->stream, "# ", out->run, err);
    size_t columns = 6;

    fputs("# format: 1\n# units: kT/q, q mu U_T N/L, scaled (see the manual)\n", out->stream);
    for (size_t i = 0; i < model->species_count; i++) {
        snprintf(dissipation[i], sizeof dissipation[i], "dissipation_%s", model->species[i].name);
        name[columns++] = dissipation[i];
    }
    if (job->options->scheme == 0)
        name[columns++] = "identity_defect";
    ohm_csv_write_names(out->stream, name, columns);
    for (size_t k = 1; status == OHM_OK && k <= job->count; k++) {
        const ohm_oxide_record *r = &job->record[k];
        double row[COLUMNS_MAX] = { r->time, r->voltage, r->current, r->energy, r->remainder, r->mass };

        for (size_t i = 0; i < model->species_count; i++)
            row[6 + i] = r->dissipation[i];
        row[6 + model->species_count] = r->identity_defect;
        status = ohm_csv_write_numbers(out->stream, row, columns, err);
    }
    return status;
}

static void
print_profile(FILE *file, const oxide_job *job)
{
    const ohm_oxide_model *model = job->config->model;
    double *values = OHM_ARRAY(double, model->nodes * (model->species_count + 1));

    if (values == NULL)
        return;                 /* the run's numbers stand above */
    fprintf(file, job->mesh != NULL ? "\n%14s %14s" : "\n%14s", "x", "y");
    for (size_t i = 0; i <= model->species_count; i++) {
        take_profile(values + i * model->nodes, job, i);
        fprintf(file, " %14s", i < model->species_count ? model->species[i].name : "V");
    }
    for (size_t j = 0; j < model->nodes; j++) {
        fprintf(file, "\n%14.8g", job->mesh != NULL ? job->mesh->x[j] : model->x[j]);
        if (job->mesh != NULL)
            fprintf(file, " %14.8g", job->mesh->y[j]);
        for (size_t i = 0; i <= model->species_count; i++)
            fprintf(file, " %14.8g", values[i * model->nodes + j]);
    }
    fputc('\n', file);
    free(values);
}

static void
answer_text(FILE *file, const oxide_job *job, double positive, double negative)
{
    const ohm_oxide_record *last = &job->record[job->count];
    double defect = 0.0;

    for (size_t k = 1; k <= job->count; k++)
        defect = fmax(defect, fabs(job->record[k].identity_defect));    /* fmax skips NaN: BDF2 */
    print_fact(file, "steps", "%zu, to t = %.10g", job->count, last->time);
    print_fact(file, "voltage", "%.10g", last->voltage);
    print_fact(file, "current", "%.15g", last->current);
    print_fact(file, "energy", "%.15g (at the start %.15g)", last->energy, job->record[0].energy);
    print_fact(file, "mass", "%.15g", last->mass);
    print_fact(file, "lobes", "%.12g for U > 0, %.12g for U < 0", positive, negative);
    print_fact(file, "energy identity", "holds in every step of implicit Euler, to %.3g", defect);
    if (job->options->profile)
        print_profile(file, job);
}

ohm_status
oxide_answer(cli_output *out, const oxide_job *job, ohm_error *err)
{
    double positive, negative;
    const ohm_status status = take_lobes(&positive, &negative, job, err);

    if (status != OHM_OK)
        return status;
    if (out->json)
        return answer_json(out, job, positive, negative, err);
    if (has_suffix(out->run->common->output, ".csv"))
        return answer_csv(out, job, err);
    answer_text(out->stream, job, positive, negative);
    return OHM_OK;
}

