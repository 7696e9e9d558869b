/* tools/train_contrastive_case.c -- from files and options to an experiment; see train_contrastive.h */
#include "train_contrastive.h"

#include "base/array.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CURVE_POINTS = 1000 };       /* recorded at most, where --every does not say */

/* What class_levels are where a task has none: conductors reach them (theory: a target is a
 * weighted mean of the sources). */
static const double LEVEL_ON = 0.6, LEVEL_OFF = 0.25;

void
contrastive_case_free(contrastive_training *t)
{
    ohm_contrastive_ensemble_free(t->ensemble);
    ohm_contrastive_circuit_free(t->circuit);
    ohm_task_free(t->task);
    free(t->source);
    free(t->target);
    free(t->train_x);
    free(t->test_x);
}

/* ---- the circuit ------------------------------------------------------------------------ */
static ohm_status
mark_edges(bool *flag, const char *option, const option_numbers *list, size_t edges, ohm_error *err)
{
    for (size_t k = 0; k < list->count; k++) {
        const double e = list->value[k];

        if (e != floor(e) || e >= (double)edges)
            return ohm_fail(err, OHM_E_ARG, "--%s %g: edges are 0 .. %zu", option, e, edges - 1);
        flag[(size_t)e] = true;
    }
    return OHM_OK;
}

static ohm_status
read_circuit(contrastive_training *t, cli_run *run, ohm_error *err)
{
    const contrastive_options *o = t->options;
    const double *range = o->bounds.value;
    const char *path = run->given->operand[0];
    ohm_status status = ohm_contrastive_circuit_read(&t->circuit, path, (ohm_contrastive_edge)o->edge,
                                                     range[0], range[1], err);

    if (status == OHM_OK)
        status = run_note_input(run, path, t->circuit->sha256, err);
    if (status == OHM_OK)
        status = mark_edges(t->circuit->frozen, "freeze", &o->freeze, t->circuit->graph->edges, err);
    if (status == OHM_OK)
        status = mark_edges(t->circuit->cut, "prune", &o->prune, t->circuit->graph->edges, err);
    return status;
}

/* ---- the task ----------------------------------------------------------------------------- */
static ohm_contrastive_data
data_of(const contrastive_training *t, const ohm_task_samples *samples, const double *x)
{
    const ohm_task *task = t->task;

    return (ohm_contrastive_data){
        .count = samples->count, .x = x, .label = samples->label,
        .classes = samples->class_of != NULL ? task->classes : 0, .class_of = samples->class_of,
        .kind = (ohm_contrastive_classes)t->options->classes, .on = task->has_levels ? task->on : LEVEL_ON,
        .off = task->has_levels ? task->off : LEVEL_OFF
    };
}

static ohm_status
check_task(const contrastive_training *t, ohm_error *err)
{
    const contrastive_options *o = t->options;
    const ohm_contrastive_data *train = &t->experiment.train;

    if (train->classes > 0 && o->classes == OHM_CLASSES_FIXED && train->classes > t->task->targets)
        return ohm_fail(err, OHM_E_CONTENT,
                        "%s: labels: %zu classes for %zu targets: --classes fixed needs one each",
                        o->task, train->classes, t->task->targets);
    if (o->split > 0 && t->task->test.count > 0)
        return ohm_fail(err, OHM_E_ARG,
                        "--split %zu: %s has a \"test\" of its own: the samples to test are those "
                        "left over", o->split, o->task);
    return OHM_OK;
}

static ohm_status
read_task(contrastive_training *t, cli_run *run, ohm_error *err)
{
    ohm_contrastive_plan *p = &t->experiment.plan;
    ohm_status status = ohm_task_read(&t->task, t->options->task, t->circuit->table, err);

    if (status != OHM_OK)
        return status;
    for (size_t k = 0; status == OHM_OK && k < t->task->files; k++)
        status = run_note_input(run, t->task->file[k].path, t->task->file[k].sha256, err);
    if (status == OHM_OK)
        status = ohm_contrastive_sources(&t->source, &p->sources, t->circuit, t->task, err);
    if (status == OHM_OK)
        status = ohm_contrastive_inputs(&t->train_x, t->circuit, t->task, &t->task->train, err);
    if (status == OHM_OK)
        status = ohm_contrastive_inputs(&t->test_x, t->circuit, t->task, &t->task->test, err);
    if (status != OHM_OK)
        return status;
    if ((t->target = OHM_ARRAY(ohm_readout, t->task->targets)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "%zu targets", t->task->targets);
    for (size_t k = 0; k < t->task->targets; k++)
        t->target[k] = (ohm_readout){ t->task->plus[k], t->task->minus[k] };
    p->source = t->source;
    p->targets = t->task->targets;
    p->target = t->target;
    t->experiment.train = data_of(t, &t->task->train, t->train_x);
    t->experiment.test = data_of(t, &t->task->test, t->test_x);
    return check_task(t, err);
}

/* ---- plan and schedule ----------------------------------------------------------------------- */
static void
make_plan(contrastive_training *t)
{
    const contrastive_options *o = t->options;
    const ohm_contrastive_circuit *c = t->circuit;
    ohm_contrastive_plan *p = &t->experiment.plan;

    ohm_contrastive_defaults(p, (ohm_contrastive_edge)o->edge);
    p->graph = c->graph;
    p->both = o->pair == CONTRASTIVE_PAIR_BOTH;
    p->rule = (ohm_contrastive_rule)o->rule;
    p->law = (ohm_contrastive_law)o->law;
    p->eta = o->eta;
    p->rate = o->rate;
    p->gain = o->gain;
    p->power = o->power;
    p->r0 = o->r0;
    p->taps = (double)o->taps;
    p->low = c->low;
    p->high = c->high;
    p->v_th = c->v_th;
    p->strength = c->strength;
    p->curve_scale = o->v0;
    p->body = (ohm_transistor_law){ o->slope_factor, o->gamma, o->psi };
    p->cut = c->cut;
    p->frozen = c->frozen;
    p->hinge = o->hinge;
    p->overclamp = o->overclamp;
    p->bias = o->bias;
    p->noise = o->noise;
    p->threshold = o->threshold;
    p->desync = o->desync;
    p->seed = o->common.seed;
}

static ohm_status
make_schedule(contrastive_training *t, cli_run *run, ohm_error *err)
{
    contrastive_options *settled = run->settled;
    const contrastive_options *o = t->options;
    const ohm_contrastive_data *train = &t->experiment.train;
    ohm_contrastive_schedule *s = &t->experiment.schedule;
    const size_t count = o->split > 0 ? o->split * (train->classes > 0 ? train->classes : 1) : train->count;

    s->shuffled = o->order == CONTRASTIVE_ORDER_SHUFFLED;
    if (strcmp(o->batch, "full") != 0 && (!ohm_text_to_size(&s->batch, o->batch) || s->batch == 0))
        return ohm_fail(err, OHM_E_ARG, "--batch %s: expected full, or a whole number >= 1", o->batch);
    if (s->batch > count)
        s->batch = 0;
    const size_t epoch = s->batch == 0 ? 1 : (count + s->batch - 1) / s->batch;

    if (o->epochs != OPTION_NO_COUNT && o->epochs > SIZE_MAX / epoch)
        return ohm_fail(err, OHM_E_ARG, "--epochs %zu: too many", o->epochs);
    s->steps = o->epochs != OPTION_NO_COUNT ? o->epochs * epoch : o->steps;
    s->every = o->every != OPTION_NO_COUNT ? o->every : epoch * (1 + s->steps / epoch / CURVE_POINTS);
    settled->steps = s->steps;          /* of --epochs: only the data tell */
    settled->every = s->every;
    return OHM_OK;
}

/* "quasi:LO,HI", "uniform:LO,HI" or "file". */
static ohm_status
make_start(contrastive_training *t, ohm_error *err)
{
    ohm_contrastive_start *start = &t->experiment.start;
    const char *text = t->options->init, *comma = strchr(text, ',');
    const bool quasi = strncmp(text, "quasi:", 6) == 0, uniform = strncmp(text, "uniform:", 8) == 0;
    const char *first = text + (quasi ? 6 : 8);
    char number[OHM_TEXT_DOUBLE * 2];

    *start = (ohm_contrastive_start){ .kind = OHM_START_GIVEN, .given = t->circuit->theta };
    if (strcmp(text, "file") == 0)
        return OHM_OK;
    if ((!quasi && !uniform) || comma == NULL || (size_t)(comma - first) >= sizeof number)
        return ohm_fail(err, OHM_E_ARG, "--init %s: expected file, quasi:LO,HI or uniform:LO,HI", text);
    memcpy(number, first, (size_t)(comma - first));
    number[comma - first] = '\0';
    if (!ohm_text_to_double(&start->low, number) || !ohm_text_to_double(&start->high, comma + 1)
        || !(start->low <= start->high) || isinf(start->high - start->low))
        return ohm_fail(err, OHM_E_ARG, "--init %s: LO and HI must be two numbers, LO <= HI", text);
    start->kind = quasi ? OHM_START_QUASI : OHM_START_UNIFORM;
    return OHM_OK;
}

/* "file", "random" or "search:N". */
static ohm_status
make_placement(contrastive_training *t, ohm_error *err)
{
    const char *text = t->options->placement;
    const bool search = strncmp(text, "search:", 7) == 0;

    t->experiment.anywhere = strcmp(text, "random") == 0;
    if (search && (!ohm_text_to_size(&t->candidates, text + 7) || t->candidates == 0))
        return ohm_fail(err, OHM_E_ARG, "--placement %s: N must be a whole number >= 1", text);
    if (!search && !t->experiment.anywhere && strcmp(text, "file") != 0)
        return ohm_fail(err, OHM_E_ARG, "--placement %s: expected file, random or search:N", text);
    return OHM_OK;
}

ohm_status
contrastive_case(contrastive_training *t, cli_run *run, ohm_error *err)
{
    ohm_contrastive_experiment *x = &t->experiment;
    ohm_status status = read_circuit(t, run, err);

    if (status != OHM_OK)
        return status;
    make_plan(t);
    if ((status = ohm_window_parse(&x->plan.window, t->options->window, err)) != OHM_OK)
        return ohm_fail_within(err, OHM_E_ARG, "--window");
    x->split = t->options->split;
    x->scale = t->options->scale;
    x->damage = t->options->damage;
    x->tau = t->options->tau;
    x->dt = t->options->dt;
    status = read_task(t, run, err);
    if (status == OHM_OK)
        status = make_schedule(t, run, err);
    if (status == OHM_OK)
        status = make_start(t, err);
    if (status == OHM_OK)
        status = make_placement(t, err);
    return status == OHM_OK ? ohm_contrastive_check(&x->plan, err) : status;
}
