/* validation/fluidic/figures.c -- what channels and their networks do, drawn.
 *
 *     figures DIR
 *
 * writes DIR/channel.svg (g_inf against voltage), loop.svg (hysteresis), cost.svg (training
 * the divider to 4 V at the author's rates), weights.svg, transient-potential.svg and
 * transient-conductance.svg and regression.svg (before and after). */
#include "base/array.h"
#include "figure/plot.h"
#include "learning/fluidic_loop.h"
#include "learning/fluidic_train.h"
#include "learning/fluidic_transient.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POINTS = 401, STEPS = 30, INSTANTS = 101, SAMPLES = 16 };

static const char *folder;
static ohm_error err;

static void
check(ohm_status status)
{
    if (status != OHM_OK) {
        fprintf(stderr, "figures: %s\n", err.text);
        exit(EXIT_FAILURE);
    }
}

static void
draw(const char *name, ohm_axis x, ohm_axis y, const ohm_series *series, size_t count)
{
    const ohm_figure figure = { .x = x, .y = y, .count = count, .series = series };
    char path[4096];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    check(ohm_figure_write(path, &figure, true, &err));
}

static ohm_axis
axis(const char *label, const char *unit)
{
    return (ohm_axis){ .label = label, .unit = unit, .low = NAN, .high = NAN };
}

/* ---- one channel ---------------------------------------------------------------------- */
static void
draw_channel(void)
{
    static const double pressure[] = { -0.05, 0.0, 0.05 };
    static const char *const label[] = { "ΔP = −50 mbar", "ΔP = 0", "ΔP = 50 mbar" };
    static double x[3][POINTS], y[3][POINTS];
    static ohm_cone_rule rule;
    static ohm_channel channel;
    const ohm_channel_geometry geometry = { 10.0, 200.0, 50.0 };
    ohm_series series[3];

    check(ohm_cone_rule_fill(&rule, &err));
    ohm_channel_set(&channel, &geometry, &rule);
    for (int c = 0; c < 3; c++) {
        for (int k = 0; k < POINTS; k++) {
            const ohm_channel_stimulus at = { -3.0 + 6.0 * k / (POINTS - 1), pressure[c], 0.2, 0.2 };
            ohm_channel_response out;

            ohm_channel_evaluate(&out, &at, OHM_DENSITY_PHYSICAL, &channel);
            x[c][k] = at.voltage;
            y[c][k] = out.g / out.ohmic;
        }
        series[c] = (ohm_series){ .label = label[c], .style = (size_t)c, .n = POINTS, .x = x[c], .y = y[c] };
    }
    draw("channel.svg", axis("Voltage base − tip", "V"), axis("Conductance g∞/g0", NULL), series, 3);
}

static void
draw_loop(void)
{
    static const double frequency[] = { 3.0, 33.0, 300.0 };
    static const char *const label[] = { "3 Hz", "33 Hz", "300 Hz" };
    static double t[3][POINTS], v[3][POINTS], g[3][POINTS];
    ohm_series series[3];

    for (int c = 0; c < 3; c++) {
        const ohm_channel_drive drive = {
            .geometry = { 10.0, 200.0, 50.0 }, .stimulus = { 0.0, 0.0, 0.2, 0.2 }, .amplitude = 1.0,
            .frequency = frequency[c], .settle = 20, .samples = POINTS
        };
        ohm_channel_lobes lobes;

        check(ohm_channel_loop(t[c], v[c], g[c], &lobes, &drive, &err));
        printf("loop at %g Hz: lobes %.6g and %.6g pW\n", frequency[c], lobes.positive, lobes.negative);
        for (int k = 0; k < POINTS; k++)
            g[c][k] *= v[c][k] * 1e-12;
        series[c] = (ohm_series){ .label = label[c], .style = (size_t)c, .n = POINTS, .x = v[c], .y = g[c] };
    }
    draw("loop.svg", axis("Voltage", "V"), axis("Current", "A"), series, 3);
}

/* ---- the divider ------------------------------------------------------------------------ */
typedef struct {
    ohm_graph *graph;
    ohm_fluidic *network;
    ohm_fluidic_samples samples;
} problem;

static const double divider_held[] = { 5.0, 0.0, 0.0 }, divider_label[] = { 4.0 };
static const size_t divider_plus[] = { 1 }, divider_minus[] = { OHM_NONE };

static void
make_divider(problem *p)
{
    static const size_t tail[] = { 0, 1 }, head[] = { 1, 2 };
    static const bool held[] = { true, false, true };

    check(ohm_graph_alloc(&p->graph, 3, 2, tail, head, &err));
    check(ohm_fluidic_alloc(&p->network, p->graph, held, &err));
    p->samples = (ohm_fluidic_samples){ 1, divider_held, 1, divider_plus, divider_minus, divider_label };
}

static void
free_problem(problem *p)
{
    ohm_fluidic_free(p->network);
    ohm_graph_free(p->graph);
}

typedef struct {
    double step[STEPS + 1], length[2][STEPS + 1];
} length_record;

static ohm_status
note_lengths(void *data, size_t step, double cost, const double *weight, const double *potential,
             ohm_error *e)
{
    length_record *record = data;

    (void)cost;
    (void)potential;
    (void)e;
    for (int k = 0; k < 2; k++)
        record->length[k][step] = weight[k] * 1e-6;
    return OHM_OK;
}

static void
draw_training(void)
{
    static const double alpha[OHM_FLUIDIC_KINDS] = { 2e-6, 3.5e-6, 100.0, 5e-4 };
    static double cost[OHM_FLUIDIC_KINDS][STEPS + 1];
    static length_record lengths;
    ohm_series series[OHM_FLUIDIC_KINDS];
    ohm_axis y = axis("Cost C/C0", NULL);

    for (int k = 0; k <= STEPS; k++)
        lengths.step[k] = k;
    for (int kind = 0; kind < OHM_FLUIDIC_KINDS; kind++) {
        ohm_fluidic_plan plan;
        ohm_fluidic_run *run;
        problem p;

        make_divider(&p);
        ohm_fluidic_plan_defaults(&plan);
        plan.kinds[OHM_FLUIDIC_LENGTH] = kind == OHM_FLUIDIC_LENGTH;
        plan.kinds[kind] = true;
        plan.rate[kind] = ohm_fluidic_author_rate((ohm_fluidic_kind)kind, alpha[kind]);
        plan.steps = STEPS;
        if (kind == OHM_FLUIDIC_LENGTH) {
            plan.watch = note_lengths;
            plan.watch_data = &lengths;
        }
        check(ohm_fluidic_train(&run, p.network, &p.samples, &plan, NULL, &err));
        for (int k = 0; k <= STEPS; k++)
            cost[kind][k] = fmax(run->cost[k] / run->cost[0], 1e-16);    /* below lies rounding */
        printf("divider to 4 V by %s: C/C0 = %.3g after %d steps\n",
               ohm_fluidic_kind_name((ohm_fluidic_kind)kind), run->cost[STEPS] / run->cost[0], STEPS);
        series[kind] = (ohm_series){
            .label = ohm_fluidic_kind_name((ohm_fluidic_kind)kind), .style = (size_t)kind, .n = STEPS + 1,
            .x = lengths.step, .y = cost[kind]
        };
        ohm_fluidic_run_free(run);
        free_problem(&p);
    }
    y.log = true;
    draw("cost.svg", axis("Step", NULL), y, series, OHM_FLUIDIC_KINDS);
    for (size_t k = 0; k < 2; k++)
        series[k] = (ohm_series){ .label = k == 0 ? "5 V to target" : "target to 0 V", .style = k,
                                  .n = STEPS + 1,
                                  .x = lengths.step, .y = lengths.length[k] };
    draw("weights.svg", axis("Step", NULL), axis("Length", "m"), series, 2);
}

/* ---- relaxation --------------------------------------------------------------------------- */
typedef struct {
    size_t seen;
    double time[INSTANTS], v[INSTANTS], g[2][INSTANTS];
} instants;

static void
hold_divider(double *potential, double t, void *data)
{
    (void)t;
    (void)data;
    potential[0] = 5.0;
    potential[2] = 0.0;
}

static ohm_status
note_instant(void *data, double t, const double *potential, const double *g, ohm_error *e)
{
    instants *record = data;

    (void)e;
    record->time[record->seen] = t;
    record->v[record->seen] = potential[1];
    for (int k = 0; k < 2; k++)
        record->g[k][record->seen] = g[k] * 1e-12;
    record->seen++;
    return OHM_OK;
}

static void
draw_transient(void)
{
    static instants record;
    const ohm_fluidic_motion motion = {
        .integrator = OHM_FLUIDIC_EULER, .initial = NAN, .dt = 5e-4, .instants = INSTANTS,
        .drive = hold_divider, .instant = note_instant, .instant_data = &record
    };
    problem p;

    make_divider(&p);
    ohm_fluidic_values(p.network, OHM_FLUIDIC_LENGTH)[0] = 5.0;
    check(ohm_fluidic_prepare(p.network, &err));
    check(ohm_fluidic_move(p.network, &motion, NULL, &err));
    const ohm_series v = { .style = 0, .n = INSTANTS, .x = record.time, .y = record.v };
    const ohm_series g[] = {
        { .label = "5 V to target", .style = 0, .n = INSTANTS, .x = record.time, .y = record.g[0] },
        { .label = "target to 0 V", .style = 1, .n = INSTANTS, .x = record.time, .y = record.g[1] }
    };
    draw("transient-potential.svg", axis("Time", "s"), axis("Potential of the target", "V"), &v, 1);
    draw("transient-conductance.svg", axis("Time", "s"), axis("Conductance", "S"), g, 2);
    free_problem(&p);
}

/* ---- regression ----------------------------------------------------------------------------- */
static void
draw_regression(void)
{
    static const size_t tail[] = { 0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 4, 4, 4, 5, 6, 6, 6, 8 };
    static const size_t head[] = { 3, 8, 4, 9, 2, 4, 5, 9, 6, 9, 4, 9, 7, 6, 5, 7, 9, 8, 7, 9 };
    static const bool held[10] = { [1] = true, [3] = true, [6] = true };
    static const size_t plus[] = { 5 }, minus[] = { OHM_NONE };
    static double source[SAMPLES * 10], x[SAMPLES], label[SAMPLES], before[SAMPLES], after[SAMPLES];
    ohm_fluidic_plan plan;
    ohm_fluidic_run *run;
    problem p;
    double cost;

    for (int j = 0; j < SAMPLES; j++) {
        x[j] = 1.0 + 3.0 * j / (SAMPLES - 1);
        source[10 * j + 3] = 11.0;
        source[10 * j + 6] = x[j];
        label[j] = 0.2 * x[j] + 0.3;
    }
    check(ohm_graph_alloc(&p.graph, 10, 20, tail, head, &err));
    check(ohm_fluidic_alloc(&p.network, p.graph, held, &err));
    p.samples = (ohm_fluidic_samples){ SAMPLES, source, 1, plus, minus, label };
    check(ohm_fluidic_cost(&cost, before, p.network, &p.samples, &err));
    ohm_fluidic_plan_defaults(&plan);
    plan.steps = 400;
    check(ohm_fluidic_train(&run, p.network, &p.samples, &plan, NULL, &err));
    printf("regression: MSE %.12g before, %.6g after %zu steps\n", cost, run->cost[run->steps], run->steps);
    check(ohm_fluidic_cost(&cost, after, p.network, &p.samples, &err));
    const ohm_series series[] = {
        { .label = "wanted", .style = 0, .n = SAMPLES, .x = x, .y = label },
        { .label = "before", .mark = OHM_MARK_POINTS, .style = 1, .n = SAMPLES, .x = x, .y = before },
        { .label = "after", .mark = OHM_MARK_POINTS, .style = 2, .n = SAMPLES, .x = x, .y = after }
    };
    draw("regression.svg", axis("Input", "V"), axis("Output", "V"), series, 3);
    ohm_fluidic_run_free(run);
    free_problem(&p);
}

int
main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: figures DIR\n", stderr);
        return EXIT_FAILURE;
    }
    folder = argv[1];
    draw_channel();
    draw_loop();
    draw_training();
    draw_transient();
    draw_regression();
    return 0;
}
