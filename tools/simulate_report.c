/* tools/simulate_report.c -- what `ohmega simulate` says: samples as they come, and the result. */
#include "simulate.h"

#include "base/text.h"
#include "network_output.h"
#include "print.h"

#include <math.h>

/* Voltage and current of --pair; what a conductance at no voltage would be is null. */
static ohm_json *
pair_json(const motion *m, const ohm_sample *sample)
{
    const double voltage = sample->potential[m->u] - sample->potential[m->v];
    const double current = sample->delivered[m->u];
    ohm_json *object = ohm_json_object();

    ohm_json_set(object, "voltage", ohm_json_number(voltage));
    ohm_json_set(object, "current", ohm_json_number(current));
    ohm_json_set(object, "conductance", ohm_json_number(voltage != 0.0 ? current / voltage : NAN));
    return object;
}

static ohm_json *
loop_json(const motion *m)
{
    ohm_json *object = ohm_json_object(), *lobes = ohm_json_object();

    ohm_json_set(object, "from", ohm_json_number(m->from));
    ohm_json_set(object, "to", ohm_json_number(m->to));
    ohm_json_set(object, "points", ohm_json_integer((long long)m->loop.points));
    ohm_json_set(object, "area", ohm_json_number(ohm_hysteresis_area(&m->loop)));
    ohm_json_set(lobes, "positive", ohm_json_number(m->loop.positive));
    ohm_json_set(lobes, "negative", ohm_json_number(m->loop.negative));
    ohm_json_set(object, "lobes", lobes);
    ohm_json_set(object, "pinch", ohm_json_number(ohm_hysteresis_pinch(&m->loop)));
    return object;
}

static ohm_json *
sample_json(const motion *m, const ohm_sample *sample)
{
    const ohm_graph *graph = m->circuit->graph;
    ohm_json *object = ohm_json_object();

    ohm_json_set(object, "time", ohm_json_number(sample->time));
    ohm_json_set(object, "w", ohm_json_numbers(sample->w, graph->edges));
    ohm_json_set(object, "current", ohm_json_numbers(sample->current, graph->edges));
    ohm_json_set(object, "potential", ohm_json_numbers(sample->potential, graph->nodes));
    ohm_json_set(object, "terminals", terminals_json(m->circuit, m->terminal, m->terminals,
                                                     sample->potential, sample->delivered));
    ohm_json_set(object, "power", ohm_json_number(sample->power));
    if (m->pair)
        ohm_json_set(object, "pair", pair_json(m, sample));
    return object;
}

static void
print_sample_head(const motion *m)
{
    fprintf(m->table, "%-16s", "time [s]");
    for (size_t k = 0; k < m->terminals; k++)
        fprintf(m->table, "   node %7zu [A]", m->terminal[k]);
    fprintf(m->table, " %18s\n", "mean w");
}

/* A line for people: the time, and what every terminal delivers; the mean of w
 * where there is no terminal. */
static void
print_sample(motion *m, const ohm_sample *sample)
{
    const size_t edges = m->circuit->graph->edges;
    double sum = 0.0;

    if (!m->headed)
        print_sample_head(m);
    m->headed = true;
    fprintf(m->table, "%-16.10g", sample->time);
    for (size_t k = 0; k < m->terminals; k++)
        fprintf(m->table, " %18.11g", sample->delivered[m->terminal[k]]);
    for (size_t k = 0; k < edges; k++)
        sum += sample->w[k];
    fprintf(m->table, " %18.11g\n", edges > 0 ? sum / (double)edges : 0.0);
}

ohm_status
motion_take_sample(void *data, const ohm_sample *sample, ohm_error *err)
{
    motion *const m = data;

    if (m->pair && sample->time >= m->from && sample->time <= m->to)
        ohm_hysteresis_add(&m->loop, sample->potential[m->u] - sample->potential[m->v],
                           sample->delivered[m->u]);
    if (m->trajectory != NULL) {
        const ohm_status status = ohm_trajectory_take(m->trajectory, sample, err);

        if (status != OHM_OK)
            return status;
    }
    if (m->samples == 0)
        return OHM_OK;
    if (m->kept != NULL)
        ohm_json_append(m->kept, sample_json(m, sample));
    else if (m->table != NULL)
        print_sample(m, sample);
    return OHM_OK;
}

/* NaN, where a law does not hold, becomes null. */
static ohm_json *
invariants_json(const ohm_simulation_report *report)
{
    ohm_json *object = ohm_json_object();

    ohm_json_set(object, "cut", ohm_json_number(report->invariant_cut));
    ohm_json_set(object, "flux", ohm_json_number(report->invariant_flux));
    return object;
}

static ohm_json *
work_json(const ohm_simulation_report *report)
{
    ohm_json *object = ohm_json_object();

    ohm_json_set(object, "steps", ohm_json_integer((long long)report->steps));
    ohm_json_set(object, "rhs", ohm_json_integer((long long)report->rhs));
    ohm_json_set(object, "factorizations", ohm_json_integer((long long)report->work.factorizations));
    ohm_json_set(object, "solves", ohm_json_integer((long long)report->work.solves));
    ohm_json_set(object, "cg_iterations", ohm_json_integer((long long)report->work.cg_iterations));
    return object;
}

ohm_json *
motion_json(motion *m)
{
    const ohm_graph *graph = m->circuit->graph;
    ohm_json *result = ohm_json_object(), *events = ohm_json_object();

    ohm_json_set(result, "time", ohm_json_number(m->report.reached));
    ohm_json_set(result, "w", ohm_json_numbers(m->circuit->w, graph->edges));
    ohm_json_set(result, "current", ohm_json_numbers(m->current, graph->edges));
    ohm_json_set(result, "potential", ohm_json_numbers(m->potential, graph->nodes));
    ohm_json_set(result, "terminals", terminals_json(m->circuit, m->terminal, m->terminals,
                                                     m->potential, m->delivered));
    ohm_json_set(result, "power", ohm_json_number(ohm_memristors_power(m->circuit->w, m->current,
                                                                        m->circuit->device)));
    if (m->pair)
        ohm_json_set(result, "loop", loop_json(m));
    if (m->kept != NULL && m->samples > 0)
        ohm_json_set(result, "samples", m->kept);
    else
        ohm_json_free(m->kept);
    m->kept = NULL;
    ohm_json_set(result, "invariants", invariants_json(&m->report));
    ohm_json_set(events, "reached", ohm_json_integer((long long)m->report.events_reached));
    ohm_json_set(events, "released", ohm_json_integer((long long)m->report.events_released));
    ohm_json_set(result, "events", events);
    ohm_json_set(result, "work", work_json(&m->report));
    ohm_json_set(result, "method", ohm_json_string(ohm_method_name(m->report.method)));
    ohm_json_set(result, "solver", solver_json(&m->report.solver));
    return result;
}

static void
print_invariant(FILE *file, const char *name, double violation)
{
    if (isnan(violation))
        print_fact(file, name, "does not hold here");
    else
        print_fact(file, name, "kept to %.3g", violation);
}

void
motion_print(FILE *file, const motion *m)
{
    const ohm_simulation_report *report = &m->report;
    const size_t edges = m->circuit->graph->edges;
    double low = INFINITY, high = -INFINITY;
    char number[OHM_TEXT_DOUBLE];

    for (size_t k = 0; k < edges; k++) {
        low = fmin(low, m->circuit->w[k]);
        high = fmax(high, m->circuit->w[k]);
    }
    print_fact(file, "time", "%s s", ohm_text_double(number, report->reached));
    print_terminals(file, m->circuit, m->terminal, m->terminals, m->potential, m->delivered);
    if (edges > 0)
        print_fact(file, "states w", "%zu, from %.6g to %.6g", edges, low, high);
    print_fact(file, "dissipated", "%.6g W", ohm_memristors_power(m->circuit->w, m->current,
                                                                  m->circuit->device));
    if (m->pair)
        print_fact(file, "hysteresis loop", "area %.6g V A, lobes %.6g and %.6g V A, pinch %.3g",
                   ohm_hysteresis_area(&m->loop), m->loop.positive, m->loop.negative,
                   ohm_hysteresis_pinch(&m->loop));
    print_fact(file, "walls", "reached %zu times, left %zu times", report->events_reached,
               report->events_released);
    print_invariant(file, "current-law invariant", report->invariant_cut);
    print_invariant(file, "flux invariant", report->invariant_flux);
    print_fact(file, "method", "%s", ohm_method_name(report->method));
    print_solver(file, &report->solver);
    print_fact(file, "work", "%zu steps, %zu right-hand sides, %zu factorizations, %zu solves",
               report->steps, report->rhs, report->work.factorizations, report->work.solves);
}
