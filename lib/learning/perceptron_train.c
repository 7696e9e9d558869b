/* lib/learning/perceptron_train.c -- see perceptron_train.h */
#include "learning/perceptron_train.h"
#include "base/array.h"
#include "base/parallel.h"
#include "base/rng.h"
#include "learning/perceptron_lanes.h"
#include "learning/perceptron_network.h"
#include "learning/perceptron_order.h"
#include "learning/perceptron_start.h"

#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const double WEIGHT_MAX = 1e6, ERROR_MAX = 1e9;      /* beyond, a run has diverged */

enum {
    CHUNK_BYTES = 24576,        /* samples unrolled over lanes at a time: half a first-level cache */
    LINE = 64                   /* bytes of the widest vector */
};

/* ---- a block: OHM_LANES realizations side by side -------------------------------- */
typedef struct {
    const ohm_perceptron_plan *plan;
    const ohm_perceptron_task *task;
    const ohm_lanes_set *set;
    const ohm_control *control;
    ohm_perceptron_run *run;
    double *tally;              /* R x OHM_TALLIES */
    size_t blocks;
    size_t *reached;            /* epochs made, of each block */
    pthread_mutex_t mutex;      /* guards the next line, and the caller's progress */
    size_t epochs_done;         /* of all blocks together */
} job;

typedef struct {
    job *job;
    size_t first;               /* its first realization */
    ohm_lanes lanes;
    size_t samples, chunk;      /* per epoch; unrolled at a time */
    double *memory;             /* owns what lanes points to */
    double *threshold, *x, *t, *noise, *multiplicity, *nominal;     /* writable, in memory */
    uint32_t *data, *order;     /* lanes x samples: patterns, and the order of this epoch */
    ohm_perceptron_shuffler *shuffler;
    ohm_rng *rng;
    ohm_rng *noise_rng[OHM_LANES];      /* each in its own stream, for a whole epoch */
    bool alive[OHM_LANES];
} block;

static void
block_free(block *b)
{
    free(b->memory);
    free(b->data);
    free(b->order);
    ohm_perceptron_shuffler_free(b->shuffler);
    ohm_rng_free(b->rng);
    for (size_t lane = 0; lane < OHM_LANES; lane++)
        ohm_rng_free(b->noise_rng[lane]);
}

/* Hands out `rows` rows of OHM_LANES numbers; with memory NULL only counts. */
static double *
carve(double *memory, size_t *used, size_t rows)
{
    double *start = memory == NULL ? NULL : memory + *used;

    *used += rows * OHM_LANES;
    return start;
}

/* Points everything into memory, or counts what is needed; the alignment holds because
 * every piece is a multiple of OHM_LANES numbers. */
static size_t
block_lay_out(block *b, double *memory)
{
    const ohm_perceptron_plan *plan = b->job->plan;
    const size_t weights = b->job->run->weights, nodes = b->job->run->nodes;
    const size_t variables = ohm_perceptron_variables(plan);
    size_t used = 0;

    b->lanes.weight = carve(memory, &used, weights);
    b->lanes.rest = carve(memory, &used, nodes);
    b->threshold = carve(memory, &used, weights);
    b->x = carve(memory, &used, b->chunk * plan->shape.inputs);
    b->t = carve(memory, &used, b->chunk * plan->shape.outputs);
    b->noise = plan->device && plan->write_noise > 0.0 ? carve(memory, &used, b->chunk * weights) : NULL;
    b->multiplicity = carve(memory, &used, b->job->task->patterns);
    b->lanes.running = carve(memory, &used, 1);
    b->lanes.error = carve(memory, &used, 1);
    b->lanes.tally = carve(memory, &used, OHM_TALLIES);
    b->lanes.work = carve(memory, &used, OHM_LANES_WORK(plan->shape.hidden, plan->shape.outputs));
    b->nominal = carve(memory, &used, variables);       /* one number each: more than enough */
    b->lanes.threshold = b->threshold;
    b->lanes.x = b->x;
    b->lanes.t = b->t;
    b->lanes.noise = b->noise;
    b->lanes.multiplicity = b->multiplicity;
    b->lanes.nominal = b->nominal;
    return used;
}

static void
block_set_law(block *b)
{
    const ohm_perceptron_plan *plan = b->job->plan;
    const ohm_perceptron_task *task = b->job->task;
    ohm_lanes *lanes = &b->lanes;

    lanes->inputs = plan->shape.inputs;
    lanes->hidden = plan->shape.hidden;
    lanes->outputs = plan->shape.outputs;
    lanes->node = plan->node;
    lanes->linear_output = plan->linear_output;
    lanes->rate = plan->rate;
    lanes->limit = plan->limit;
    lanes->device = plan->device;
    lanes->rate_in_amplitude = plan->rate_in_amplitude;
    lanes->window = plan->window;
    lanes->rise = plan->rise;
    lanes->compensate = plan->compensate;
    lanes->cure = plan->cure;
    lanes->patterns = task->patterns;
    lanes->pattern = task->input;
    lanes->target = task->target;
    lanes->read_limit = INFINITY;
    for (size_t j = 0; j < ohm_perceptron_variables(plan); j++) {
        b->nominal[j] = ohm_perceptron_threshold(plan, j);
        lanes->read_limit = fmin(lanes->read_limit, b->nominal[j]);
    }
}

static ohm_status
block_alloc(block *b, job *all, size_t first, ohm_error *err)
{
    const ohm_perceptron_plan *plan = all->plan;
    const size_t runs = plan->realizations, weights = all->run->weights;
    const size_t left = runs - first;

    *b = (block){ .job = all, .first = first };
    b->lanes.active = left < OHM_LANES ? left : OHM_LANES;
    b->samples = plan->samples > 0 ? plan->samples : all->task->patterns;
    const size_t noise = plan->device && plan->write_noise > 0.0 ? weights : 0;
    const size_t bytes = (plan->shape.inputs + plan->shape.outputs + noise) * OHM_LANES * sizeof(double);
    b->chunk = CHUNK_BYTES / bytes > 0 ? CHUNK_BYTES / bytes : 1;
    if (b->chunk > b->samples)
        b->chunk = b->samples;
    const size_t needed = block_lay_out(b, NULL) + LINE / sizeof(double);

    if ((b->memory = OHM_ZEROS(double, needed)) == NULL)
        goto nomem;
    const size_t past = (uintptr_t)b->memory % LINE / sizeof(double);
    block_lay_out(b, b->memory + (past > 0 ? LINE / sizeof(double) - past : 0));
    b->data = ohm_array(b->samples, OHM_LANES * sizeof *b->data);
    b->order = ohm_array(b->samples, OHM_LANES * sizeof *b->order);
    if (b->data == NULL || b->order == NULL)
        goto nomem;
    if (ohm_rng_alloc(&b->rng, plan->seed, 0, err) != OHM_OK
        || ohm_perceptron_shuffler_alloc(&b->shuffler, b->samples, err) != OHM_OK)
        goto nomem;
    for (size_t lane = 0; b->noise != NULL && lane < b->lanes.active; lane++)
        if (ohm_rng_alloc(&b->noise_rng[lane], plan->seed, 0, err) != OHM_OK)
            goto nomem;
    block_set_law(b);
    return OHM_OK;

nomem:
    block_free(b);
    return ohm_fail(err, OHM_E_NOMEM, "perceptron: a block of %d realizations", OHM_LANES);
}

/* ---- what a realization starts from ------------------------------------------------ */
static void
start_lane(block *b, size_t lane)
{
    const ohm_perceptron_plan *plan = b->job->plan;
    ohm_perceptron_run *run = b->job->run;
    const size_t r = b->first + lane, set = plan->initial_sets > 1 ? r : 0;
    double *weight = run->weight + r * run->weights, *times = run->multiplicity + r * run->patterns;
    uint32_t *data = b->data + lane * b->samples;

    ohm_perceptron_draw_data(data, times, b->samples, run->patterns, plan, r, b->rng);
    memcpy(b->order + lane * b->samples, data, b->samples * sizeof *data);
    for (size_t p = 0; p < run->patterns; p++)
        b->multiplicity[p * OHM_LANES + lane] = times[p];
    ohm_perceptron_draw_weights(weight, plan, r, b->rng);
    for (size_t k = 0; k < run->weights; k++)
        b->lanes.weight[k * OHM_LANES + lane] = weight[k];
    for (size_t k = 0; plan->initial_rest != NULL && k < run->nodes; k++)
        b->lanes.rest[k * OHM_LANES + lane] = plan->initial_rest[set * run->nodes + k];
    ohm_perceptron_draw_thresholds(b->threshold + lane, OHM_LANES, plan, r, b->rng);
    b->alive[lane] = true;
}

/* ---- an epoch -------------------------------------------------------------------------- */
static void
shuffle_orders(block *b, size_t epoch)
{
    for (size_t lane = 0; lane < b->lanes.active; lane++) {
        const size_t r = b->first + lane;
        uint32_t *order = b->order + lane * b->samples;

        if (b->job->plan->shuffled) {
            memcpy(order, b->data + lane * b->samples, b->samples * sizeof *order);
            ohm_rng_restart(b->rng, ohm_perceptron_stream_of(r, OHM_STREAM_SHUFFLE, epoch));
            ohm_perceptron_shuffle(order, b->shuffler, b->rng);
        }
        if (b->noise != NULL)
            ohm_rng_restart(b->noise_rng[lane], ohm_perceptron_stream_of(r, OHM_STREAM_NOISE, epoch));
    }
}

/* Unrolls samples from .. from+count-1 of every lane into x, t and noise. */
static void
fill_chunk(block *b, size_t from, size_t count)
{
    const ohm_perceptron_task *task = b->job->task;
    const size_t n = task->inputs, outputs = task->outputs, weights = b->job->run->weights;

    for (size_t lane = 0; lane < b->lanes.active; lane++) {
        const uint32_t *order = b->order + lane * b->samples + from;
        double *x = b->x + lane, *t = b->t + lane;

        for (size_t s = 0; s < count; s++) {
            const double *input = task->input + order[s] * n, *target = task->target + order[s] * outputs;

            for (size_t i = 0; i < n; i++, x += OHM_LANES)
                *x = input[i];
            for (size_t o = 0; o < outputs; o++, t += OHM_LANES)
                *t = target[o];
        }
        for (size_t k = 0; b->noise != NULL && k < count * weights; k++)
            b->noise[k * OHM_LANES + lane] = 1.0 + b->job->plan->write_noise
                                             * ohm_rng_normal(b->noise_rng[lane]);
    }
}

/* Whether a lane's weights and error are still numbers of an ordinary size. */
static bool
is_sound(const block *b, size_t lane)
{
    for (size_t k = 0; k < b->job->run->weights; k++)
        if (!(fabs(b->lanes.weight[k * OHM_LANES + lane]) <= WEIGHT_MAX))
            return false;
    return b->lanes.error[lane] <= ERROR_MAX;
}

/* Keeps what lane holds as the result of its realization. */
static void
keep_weights(block *b, size_t lane)
{
    ohm_perceptron_run *run = b->job->run;
    const size_t r = b->first + lane;

    for (size_t k = 0; k < run->weights; k++)
        run->weight[r * run->weights + k] = b->lanes.weight[k * OHM_LANES + lane];
    for (size_t k = 0; k < run->nodes; k++)
        run->rest[r * run->nodes + k] = b->lanes.rest[k * OHM_LANES + lane];
}

/* Stops a diverged lane: its weights are kept, and zeros computed instead of infinities. */
static void
stop_lane(block *b, size_t lane, size_t epoch)
{
    keep_weights(b, lane);
    for (size_t k = 0; k < b->job->run->weights; k++)
        b->lanes.weight[k * OHM_LANES + lane] = 0.0;
    b->job->run->diverged[b->first + lane] = b->job->plan->first_epoch + epoch;
    b->alive[lane] = false;
}

/* Measures the frozen weights after `epoch` and records; returns how many lanes live. */
static size_t
take_stock(block *b, size_t epoch)
{
    const ohm_perceptron_plan *plan = b->job->plan;
    ohm_perceptron_run *run = b->job->run;
    const double code = b->job->task->high - b->job->task->low, unit = 1.0 / (code * code);
    const bool recorded = epoch % plan->every == 0 || epoch == plan->epochs;
    const size_t point = (epoch + plan->every - 1) / plan->every;
    size_t living = 0;

    b->job->set->evaluate(&b->lanes);
    for (size_t lane = 0; lane < b->lanes.active; lane++) {
        const size_t r = b->first + lane, at = point * run->realizations + r;

        if (!b->alive[lane])
            continue;
        for (size_t k = 0; k < OHM_TALLIES; k++)
            b->job->tally[r * OHM_TALLIES + k] += b->lanes.tally[k * OHM_LANES + lane];
        b->lanes.error[lane] *= unit;
        if (!is_sound(b, lane)) {
            stop_lane(b, lane, epoch);
            continue;
        }
        living++;
        if (recorded)
            run->error[at] = b->lanes.error[lane];
        if (recorded && epoch > 0)
            run->running[at] = unit * b->lanes.running[lane];
    }
    memset(b->lanes.running, 0, OHM_LANES * sizeof(double));
    memset(b->lanes.tally, 0, OHM_TALLIES * OHM_LANES * sizeof(double));
    return living;
}

static double
accuracy_of(const block *b, size_t r, ohm_node_response *answer)
{
    const ohm_perceptron_run *run = b->job->run;
    const ohm_perceptron_task *task = b->job->task;
    size_t right = 0;

    for (size_t p = 0; p < task->patterns; p++) {
        ohm_perceptron_answer(answer, task->input + p * task->inputs, run->weight + r * run->weights,
                              run->rest + r * run->nodes, b->job->plan);
        right += ohm_perceptron_right(answer, task->target + p * task->outputs, b->job->plan, task);
    }
    return (double)right / (double)task->patterns;
}

/* Tells the caller how far all blocks are; one thread at a time. */
static ohm_status
report_epoch(job *all, ohm_error *err)
{
    const double total = (double)all->blocks * (double)all->plan->epochs;
    ohm_status status;

    pthread_mutex_lock(&all->mutex);
    status = ohm_control_point(all->control, (double)++all->epochs_done / total, err);
    pthread_mutex_unlock(&all->mutex);
    return status;
}

static ohm_status
block_train(block *b, ohm_error *err)
{
    const ohm_perceptron_plan *plan = b->job->plan;
    size_t living = take_stock(b, 0);

    for (size_t epoch = 1; epoch <= plan->epochs && living > 0; epoch++) {
        const ohm_status status = report_epoch(b->job, err);

        b->job->reached[b->first / OHM_LANES] = epoch - 1;
        if (status != OHM_OK)
            return status;
        shuffle_orders(b, plan->first_epoch + epoch);
        for (size_t from = 0; from < b->samples; from += b->chunk) {
            const size_t left = b->samples - from, count = left < b->chunk ? left : b->chunk;

            fill_chunk(b, from, count);
            b->job->set->train(&b->lanes, count);
        }
        living = take_stock(b, epoch);
    }
    b->job->reached[b->first / OHM_LANES] = plan->epochs;
    return OHM_OK;
}

static ohm_status
block_run(void *data, size_t index, ohm_error *err)
{
    job *all = data;
    ohm_node_response *answer;
    ohm_status status;
    block b;

    if ((status = block_alloc(&b, all, index * OHM_LANES, err)) != OHM_OK)
        return status;
    for (size_t lane = 0; lane < b.lanes.active; lane++)
        start_lane(&b, lane);
    status = block_train(&b, err);              /* when stopped, what was learnt is kept too */
    answer = OHM_ARRAY(ohm_node_response, all->run->nodes);
    if (answer == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "perceptron: %zu nodes", all->run->nodes);
    for (size_t lane = 0; answer != NULL && lane < b.lanes.active; lane++)
        if (b.alive[lane]) {
            keep_weights(&b, lane);
            all->run->accuracy[b.first + lane] = accuracy_of(&b, b.first + lane, answer);
        }
    free(answer);
    block_free(&b);
    return status;
}

/* ---- the ensemble -------------------------------------------------------------------------- */
/* Sums in order of the realizations, so that threads do not matter. */
static void
gather_audit(ohm_perceptron_audit *audit, const double *tally, size_t runs)
{
    double *const sum[OHM_TALLIES] = {
        [OHM_TALLY_PULSES] = &audit->pulses, [OHM_TALLY_DEAD] = &audit->dead,
        [OHM_TALLY_CROSSTALK] = &audit->crosstalk, [OHM_TALLY_CLIPPED] = &audit->clipped,
        [OHM_TALLY_CHARGE] = &audit->charge, [OHM_TALLY_SQUARE] = &audit->square,
        [OHM_TALLY_READS] = &audit->reads, [OHM_TALLY_READS_OVER] = &audit->reads_over,
        [OHM_TALLY_OUTSIDE] = &audit->outside, [OHM_TALLY_ACTIVE] = &audit->active
    };

    for (size_t r = 0; r < runs; r++)
        for (size_t k = 0; k < OHM_TALLIES; k++)
            *sum[k] += tally[r * OHM_TALLIES + k];
}

/* Keeps of an interrupted run the first `runs` realizations, up to `reached` epochs. */
static void
cut_short(ohm_perceptron_run *run, size_t runs, size_t reached, const ohm_perceptron_plan *plan)
{
    const size_t all = run->realizations;

    while (run->points > 1 && run->epoch[run->points - 1] > plan->first_epoch + reached)
        run->points--;
    for (size_t p = 1; p < run->points; p++) {
        memmove(run->error + p * runs, run->error + p * all, runs * sizeof *run->error);
        memmove(run->running + p * runs, run->running + p * all, runs * sizeof *run->running);
    }
    run->realizations = runs;
    run->reached = reached;
}

/* What a stopped ensemble has to show: the blocks before the first unfinished one, with all
 * their epochs; without any, the first block as far as it came. */
static void
keep_finished(job *all)
{
    const size_t runs = all->plan->realizations, epochs = all->plan->epochs;
    size_t whole = 0;

    while (whole < all->blocks && all->reached[whole] == epochs)
        whole++;
    const size_t kept = (whole > 0 ? whole : 1) * OHM_LANES;
    cut_short(all->run, kept < runs ? kept : runs, whole > 0 ? epochs : all->reached[0], all->plan);
}

ohm_status
ohm_perceptron_train_with(ohm_perceptron_run **out, const ohm_perceptron_plan *plan,
                          const ohm_perceptron_task *task, size_t set, const ohm_control *control,
                          ohm_error *err)
{
    const ohm_lanes_set *sets;
    const size_t runs = plan->realizations;
    job all = { .plan = plan, .task = task, .control = control, .blocks = (runs + OHM_LANES - 1) / OHM_LANES,
                .mutex = PTHREAD_MUTEX_INITIALIZER };
    ohm_status status;

    *out = NULL;
    if (set >= ohm_lanes_sets(&sets))
        return ohm_fail(err, OHM_E_ARG, "perceptron: no instruction set %zu", set);
    all.set = &sets[set];
    if ((status = ohm_perceptron_check(plan, task, err)) != OHM_OK
        || (status = ohm_perceptron_run_alloc(&all.run, plan, task->patterns, err)) != OHM_OK)
        return status;
    all.tally = ohm_zeros(runs, OHM_TALLIES * sizeof *all.tally);
    all.reached = OHM_ZEROS(size_t, all.blocks);
    if (all.tally == NULL || all.reached == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "perceptron: %zu realizations", runs);
    if (status == OHM_OK)
        status = ohm_parallel(all.blocks, plan->threads, block_run, &all, err);
    all.run->reached = plan->epochs;
    if (status == OHM_E_INTERRUPT)
        keep_finished(&all);
    if (plan->device && all.tally != NULL)
        gather_audit(&all.run->audit, all.tally, all.run->realizations);
    free(all.tally);
    free(all.reached);
    pthread_mutex_destroy(&all.mutex);
    if (status != OHM_OK && status != OHM_E_INTERRUPT) {
        ohm_perceptron_run_free(all.run);
        return status;
    }
    *out = all.run;
    return status;
}

ohm_status
ohm_perceptron_train(ohm_perceptron_run **out, const ohm_perceptron_plan *plan,
                     const ohm_perceptron_task *task, const ohm_control *control, ohm_error *err)
{
    return ohm_perceptron_train_with(out, plan, task, 0, control, err);
}
