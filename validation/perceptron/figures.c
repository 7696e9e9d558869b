/* validation/perceptron/figures.c -- figures 1 and 2 of [SIL20], the map of a trained
 * gate, and what hidden layers can express.
 *
 *     figures DIR [THREADS]
 *
 * draws DIR/fig1.svg (single layer), fig2.svg (two layers), map.svg and sine.svg, and
 * prints the numbers behind them.  100 realizations of 1000 epochs a curve, seed 1. */
#include "base/array.h"
#include "base/rng.h"
#include "figure/plot.h"
#include "learning/perceptron_bound.h"
#include "learning/perceptron_curve.h"
#include "learning/perceptron_network.h"
#include "learning/perceptron_span.h"
#include "learning/perceptron_train.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    GATES = 3, EVERY = 4, POINTS = 1000 / EVERY + 1,
    MAP_SIDE = 161, MAP_CELLS = (MAP_SIDE - 1) * (MAP_SIDE - 1),
    SINE_GRID = 401, SINE_DRAWS = 20, SINE_WIDTHS = 6, WIDEST = 64
};

static const double TOP = 16.0;     /* of the axis: untrained parabolas lie far above */

static const char *const GATE[GATES] = { "or", "and", "xor" };
static const char *const GATE_LABEL[GATES] = { "OR", "AND", "XOR" };

static void
die(const char *what, const ohm_error *err)
{
    fprintf(stderr, "figures: %s: %s\n", what, err->text);
    exit(EXIT_FAILURE);
}

static void
draw(const char *folder, const char *name, const ohm_figure *figure)
{
    char path[4096];
    ohm_error err;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (ohm_figure_write(path, figure, true, &err) != OHM_OK)
        die(path, &err);
}

/* ---- learning curves ---------------------------------------------------------------- */
typedef struct {
    double epoch[POINTS], mean[POINTS], low[POINTS], high[POINTS];
} curve;

static ohm_perceptron_run *
train(const char *gate, size_t hidden, ohm_node_kind node, double rate, size_t threads, ohm_perceptron_plan *plan,
      ohm_perceptron_task **task)
{
    const ohm_perceptron_shape shape = { 2, hidden, 1 };
    ohm_perceptron_run *run;
    ohm_error err;

    if (ohm_perceptron_task_gate(task, gate, OHM_CODE_01, &err) != OHM_OK)
        die(gate, &err);
    ohm_perceptron_defaults(plan, &shape, node);
    plan->rate = rate;
    plan->every = EVERY;
    plan->threads = threads;
    if (ohm_perceptron_train(&run, plan, *task, NULL, &err) != OHM_OK)
        die(gate, &err);
    return run;
}

static void
take_curve(curve *c, const ohm_perceptron_run *run)
{
    ohm_perceptron_point point[POINTS];
    ohm_error err;

    if (ohm_perceptron_curve(point, run, 1, &err) != OHM_OK)
        die("curve", &err);
    for (size_t p = 0; p < POINTS; p++) {
        c->epoch[p] = (double)point[p].epoch;
        c->mean[p] = point[p].mean;
        c->low[p] = point[p].q10;
        c->high[p] = point[p].q90;
    }
}

static void
report(const char *network, const char *gate, const ohm_perceptron_run *run, const curve *c)
{
    const ohm_perceptron_summary sum = ohm_perceptron_summarize(run);

    printf("%-12s %-4s success %.2f [%.3f, %.3f]  diverged %zu  mean E_total %8.4g (200) %8.4g (1000)\n", network,
           gate, sum.success.fraction, sum.success.low, sum.success.high, sum.diverged, c->mean[200 / EVERY],
           c->mean[POINTS - 1]);
}

/* Three gates with their bands; two layers learn XOR at a tenth of the rate, as the paper has it. */
static void
draw_curves(const char *folder, const char *name, const char *network, size_t hidden, ohm_node_kind node,
            size_t threads)
{
    static curve curves[GATES];
    ohm_series series[2 * GATES];

    for (size_t g = 0; g < GATES; g++) {
        ohm_perceptron_plan plan;
        ohm_perceptron_task *task;
        ohm_perceptron_run *run = train(GATE[g], hidden, node, hidden > 0 && g == 2 ? 0.01 : 0.1, threads, &plan,
                                        &task);
        curve *c = &curves[g];

        take_curve(c, run);
        report(network, GATE_LABEL[g], run, c);
        series[g] = (ohm_series){ .mark = OHM_MARK_BAND, .style = g, .n = POINTS,
                                   .x = c->epoch, .y = c->high, .y_low = c->low };
        series[GATES + g] = (ohm_series){ .label = GATE_LABEL[g], .mark = OHM_MARK_LINE, .style = g,
                                           .n = POINTS, .x = c->epoch, .y = c->mean };
        ohm_perceptron_run_free(run);
        ohm_perceptron_task_free(task);
    }
    const ohm_figure figure = {
        .x = { "Epoch", NULL, false, 0.0, 1000.0 }, .y = { "Total error", NULL, false, 0.0, TOP },
        .count = 2 * GATES, .series = series
    };
    draw(folder, name, &figure);
}

/* ---- the map of XOR ------------------------------------------------------------------ */
typedef struct {
    double side[MAP_SIDE];
    double value[MAP_SIDE][MAP_SIDE];       /* V - 1/2 at (x1, x2) */
    double x[6 * MAP_CELLS], y[6 * MAP_CELLS];      /* pieces of the contour, a NaN between them */
    size_t n;
} map;

/* Where the value passes zero between two corners of a cell; false where it does not. */
static bool
crossing(double *x, double *y, const map *m, size_t i, size_t j, size_t k, size_t l)
{
    const double a = m->value[i][j], b = m->value[k][l];

    if ((a < 0.0) == (b < 0.0))
        return false;
    *x = m->side[i] + (m->side[k] - m->side[i]) * a / (a - b);
    *y = m->side[j] + (m->side[l] - m->side[j]) * a / (a - b);
    return true;
}

/* Marching squares, a saddle drawn as the pairs come. */
static void
trace_cell(map *m, size_t i, size_t j)
{
    const size_t edge[4][4] = { { i, j, i + 1, j }, { i + 1, j, i + 1, j + 1 },
                                { i + 1, j + 1, i, j + 1 }, { i, j + 1, i, j } };
    size_t met = 0;

    for (size_t e = 0; e < 4; e++) {
        double x, y;

        if (!crossing(&x, &y, m, edge[e][0], edge[e][1], edge[e][2], edge[e][3]))
            continue;
        m->x[m->n] = x;
        m->y[m->n++] = y;
        if (++met % 2 == 0) {
            m->x[m->n] = x;
            m->y[m->n++] = NAN;
        }
    }
}

/* The line V = 1/2 of the first realization of XOR at two layers, and the corners. */
static void
draw_map(const char *folder, size_t threads)
{
    static map m;
    static const double ONE[2][2] = { { 0.0, 1.0 }, { 1.0, 0.0 } }, ZERO[2][2] = { { 0.0, 1.0 }, { 0.0, 1.0 } };
    ohm_perceptron_plan plan;
    ohm_perceptron_task *task;
    ohm_perceptron_run *run = train("xor", 2, OHM_NODE_PARABOLA, 0.01, threads, &plan, &task);
    ohm_node_response answer[3];

    m.n = 0;
    for (size_t i = 0; i < MAP_SIDE; i++)
        m.side[i] = -0.5 + 2.0 * (double)i / (MAP_SIDE - 1);
    for (size_t i = 0; i < MAP_SIDE; i++)
        for (size_t j = 0; j < MAP_SIDE; j++) {
            const double x[2] = { m.side[i], m.side[j] };

            ohm_perceptron_answer(answer, x, run->weight, run->rest, &plan);
            m.value[i][j] = answer[2].value - 0.5;
        }
    for (size_t i = 0; i + 1 < MAP_SIDE; i++)
        for (size_t j = 0; j + 1 < MAP_SIDE; j++)
            trace_cell(&m, i, j);
    const ohm_series series[3] = {
        { .label = "V = 1/2", .mark = OHM_MARK_LINE, .n = m.n, .x = m.x, .y = m.y },
        { .label = "target 1", .mark = OHM_MARK_POINTS, .style = 1, .n = 2, .x = ONE[0], .y = ONE[1] },
        { .label = "target 0", .mark = OHM_MARK_POINTS, .style = 2, .n = 2, .x = ZERO[0], .y = ZERO[1] }
    };
    const ohm_figure figure = {
        .x = { "Input 1", NULL, false, -0.5, 1.5 }, .y = { "Input 2", NULL, false, -0.5, 1.5 },
        .count = 3, .series = series, .width = 86.0, .height = 80.0
    };
    draw(folder, "map.svg", &figure);
    ohm_perceptron_run_free(run);
    ohm_perceptron_task_free(task);
}

/* ---- sin x by random layers ---------------------------------------------------------------- */
static int
ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Median error of layers with weights U(-2, 2) and biases U(-6, 6), on [-pi, pi]. */
static double
median_error(ohm_node_kind kind, size_t hidden)
{
    const ohm_node node = { kind, 0.25, 0.01 };
    double x[SINE_GRID], y[SINE_GRID], weight[2 * WIDEST], error[SINE_DRAWS];
    ohm_error err;

    for (size_t p = 0; p < SINE_GRID; p++) {
        x[p] = M_PI * (2.0 * (double)p / (SINE_GRID - 1) - 1.0);
        y[p] = sin(x[p]);
    }
    for (size_t d = 0; d < SINE_DRAWS; d++) {
        ohm_rng *rng;

        if (ohm_rng_alloc(&rng, 1, d, &err) != OHM_OK)
            die("sine", &err);
        for (size_t k = 0; k < 2 * hidden; k++)
            weight[k] = ohm_rng_between(rng, -1.0, 1.0) * (k % 2 == 0 ? 2.0 : 6.0);
        if (ohm_perceptron_span_error(&error[d], x, y, SINE_GRID, 1, weight, hidden, &node, &err) != OHM_OK)
            die("sine", &err);
        ohm_rng_free(rng);
    }
    qsort(error, SINE_DRAWS, sizeof *error, ascending);
    return 0.5 * (error[SINE_DRAWS / 2 - 1] + error[SINE_DRAWS / 2]);
}

static void
draw_sine(const char *folder)
{
    const double bound = 0.5 - 3.0 / (M_PI * M_PI);
    double width[SINE_WIDTHS], hp[SINE_WIDTHS], parabola[SINE_WIDTHS];
    const double ends[2] = { 2.0, WIDEST }, level[2] = { bound, bound };

    printf("\nsin x, best linear output over H random nodes: median mean square error of %d layers\n", SINE_DRAWS);
    for (size_t k = 0; k < SINE_WIDTHS; k++) {
        const size_t hidden = (size_t)2 << k;

        width[k] = (double)hidden;
        hp[k] = median_error(OHM_NODE_HP, hidden);
        parabola[k] = median_error(OHM_NODE_PARABOLA, hidden);
        printf("  H = %2zu   hp %.2e   parabola %.5f\n", hidden, hp[k], parabola[k]);
    }
    printf("  floor of parabolas at any width: 1/2 - 3/pi^2 = %.5f\n", bound);
    const ohm_series series[3] = {
        { .label = "hp", .mark = OHM_MARK_LINE, .n = SINE_WIDTHS, .x = width, .y = hp },
        { .label = "parabola", .mark = OHM_MARK_POINTS, .style = 1, .n = SINE_WIDTHS, .x = width, .y = parabola },
        { .label = "1/2 - 3/π²", .mark = OHM_MARK_LINE, .style = 2, .n = 2, .x = ends, .y = level }
    };
    const ohm_figure figure = {
        .x = { "Hidden nodes", NULL, true, 2.0, WIDEST }, .y = { "Mean square error", NULL, true, NAN, NAN },
        .count = 3, .series = series, .width = 86.0, .height = 75.0
    };
    draw(folder, "sine.svg", &figure);
}

int
main(int argc, char **argv)
{
    const size_t threads = argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : 1;

    if (argc < 2 || threads == 0) {
        fputs("usage: figures DIR [THREADS]\n", stderr);
        return 2;
    }
    draw_curves(argv[1], "fig1.svg", "single layer", 0, OHM_NODE_SIGMOID, threads);
    draw_curves(argv[1], "fig2.svg", "two layers", 2, OHM_NODE_PARABOLA, threads);
    draw_map(argv[1], threads);
    draw_sine(argv[1]);
    return EXIT_SUCCESS;
}
