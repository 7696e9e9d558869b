/* validation/bench/bench_contrastive.c -- how long an update takes, and what Iris comes to.
 *
 *     bench_contrastive IRIS.csv [SEEDS]
 *
 * Updates of periodic lattices (linear; transistors), XOR and Iris; then Iris on the 3 x 3 grid
 * with its four centre diagonals over SEEDS random roles and splits (100). */
#include "base/array.h"
#include "base/rng.h"
#include "bench.h"
#include "io/csv.h"
#include "learning/contrastive_start.h"
#include "learning/contrastive_train.h"

#include <math.h>
#include <string.h>

enum { FEATURES = 4, SPECIES = 3, TRAIN = 10, GRID = 9, SEEDS = 100, EPOCHS = 50 };

static const ohm_contrastive_start quasi_k = { OHM_START_QUASI, NULL, 0.5, 2.0 };
static const ohm_contrastive_start start_k = { OHM_START_UNIFORM, NULL, 0.5, 2.0 };
static const ohm_contrastive_start start_gates = { OHM_START_UNIFORM, NULL, 1.5, 3.0 };

/* A network whose edges share their bounds. */
typedef struct {
    ohm_graph *graph;
    ohm_contrastive_plan plan;
    double *low, *high, *v_th, *strength;
} setting;

static double *
filled(size_t n, double value)
{
    double *array = OHM_ARRAY(double, n);

    for (size_t k = 0; array != NULL && k < n; k++)
        array[k] = value;
    return array;
}

static void
setting_open(setting *s, ohm_graph *graph, ohm_contrastive_edge edge)
{
    const bool gates = edge == OHM_EDGE_TRANSISTOR;

    s->graph = graph;
    s->low = filled(graph->edges, gates ? 1.1 : 0.01);
    s->high = filled(graph->edges, gates ? 5.5 : 100.0);
    s->v_th = filled(graph->edges, 0.7);
    s->strength = filled(graph->edges, 1.0);
    ohm_contrastive_defaults(&s->plan, edge);
    s->plan.graph = graph;
    s->plan.low = s->low;
    s->plan.high = s->high;
    s->plan.v_th = s->v_th;
    s->plan.strength = s->strength;
}

static void
setting_close(setting *s)
{
    free(s->low);
    free(s->high);
    free(s->v_th);
    free(s->strength);
    ohm_graph_free(s->graph);
}

static ohm_graph *
torus(size_t side)
{
    ohm_graph *graph;
    ohm_error err;

    bench_ok(ohm_graph_alloc_blank(&graph, side * side, 2 * side * side, &err), &err);
    for (size_t v = 0; v < side * side; v++) {
        graph->tail[2 * v] = graph->tail[2 * v + 1] = v;
        graph->head[2 * v] = v / side * side + (v + 1) % side;
        graph->head[2 * v + 1] = (v + side) % (side * side);
    }
    return graph;
}

/* Seconds of one update, the best of five runs. */
static double
time_updates(ohm_learner *learner, const ohm_contrastive_batch *batch, size_t updates)
{
    double best = INFINITY;
    ohm_error err;

    for (int run = 0; run < 5; run++) {
        const double start = bench_now();

        for (size_t k = 0; k < updates; k++)
            bench_ok(ohm_learner_step(NULL, learner, batch, &err), &err);
        best = fmin(best, (bench_now() - start) / (double)updates);
    }
    return best;
}

static void
bench_lattice(size_t side, size_t targets, size_t updates)
{
    const size_t n = side * side, source[2] = { 0, n / 2 + side / 2 }, index = 0;
    const ohm_readout target[3] = { { 7, OHM_NONE }, { n - 2, OHM_NONE }, { 5, OHM_NONE } };
    const double x[2] = { 0.0, 1.0 }, label[3] = { 0.3, 0.6, 0.4 };
    const ohm_contrastive_samples samples = { 1, x, label };
    const ohm_contrastive_batch batch = { &samples, &index, 1 };
    ohm_learner *learner;
    ohm_error err;
    setting s;

    setting_open(&s, torus(side), OHM_EDGE_LINEAR);
    s.plan.sources = 2;
    s.plan.source = source;
    s.plan.targets = targets;
    s.plan.target = target;
    bench_ok(ohm_learner_alloc(&learner, &s.plan, 1, 1, &err), &err);
    bench_ok(ohm_contrastive_begin(ohm_learner_parameters(learner), &s.plan, &quasi_k, &err), &err);
    printf("linear %3zu x %-3zu %zu targets  %10.2f us an update (%s)\n", side, side, targets,
           1e6 * time_updates(learner, &batch, updates), ohm_learner_solver(learner));
    ohm_learner_free(learner);
    setting_close(&s);
}

static void
bench_xor(void)
{
    static const double x[16] = { 0.0, 0.0, 0.11, 0.33, 0.0, 0.45, 0.11, 0.33,
                                  0.45, 0.0, 0.11, 0.33, 0.45, 0.45, 0.11, 0.33 };
    static const double label[4] = { -0.01, 0.01, 0.01, -0.01 };
    static const size_t source[4] = { 0, 5, 10, 15 }, index[4] = { 0, 1, 2, 3 };
    static const ohm_readout target = { 2, 8 };
    const ohm_contrastive_samples samples = { 4, x, label };
    const ohm_contrastive_batch batch = { &samples, index, 4 };
    double output[4];
    size_t solved = 0;
    ohm_error err;
    setting s;

    setting_open(&s, torus(4), OHM_EDGE_TRANSISTOR);
    s.plan.sources = 4;
    s.plan.source = source;
    s.plan.targets = 1;
    s.plan.target = &target;
    s.plan.rate = 50.0;
    for (uint64_t seed = 1; seed <= 10; seed++) {
        ohm_learner *learner;

        s.plan.seed = seed;
        bench_ok(ohm_learner_alloc(&learner, &s.plan, 4, 4, &err), &err);
        bench_ok(ohm_contrastive_begin(ohm_learner_parameters(learner), &s.plan, &start_gates, &err), &err);
        const double start = bench_now();

        for (size_t step = 0; step < 40000; step++)
            bench_ok(ohm_learner_step(output, learner, &batch, &err), &err);
        const double seconds = bench_now() - start;

        solved += ohm_contrastive_signs(output, label, 4, 1) == 1.0;
        if (seed == 1)
            printf("transistor 4 x 4, XOR: 40000 steps of 4 samples %.3f s (%.2f us a sample-update)\n",
                   seconds, seconds / 160000.0 * 1e6);
        ohm_learner_free(learner);
    }
    printf("XOR, fixed layout: %zu of 10 starts solved\n", solved);
    setting_close(&s);
}

/* ---- Iris -------------------------------------------------------------------------------- */
typedef struct {
    double *train, *test;
    size_t train_class[TRAIN * SPECIES], test_class[150 - TRAIN * SPECIES];
    size_t source[FEATURES + 1];
    ohm_readout target[SPECIES];
} split;

static ohm_graph *
grid_with_diagonals(void)
{
    static const size_t tail[16] = { 0, 0, 1, 1, 2, 3, 3, 4, 4, 5, 6, 7, 4, 4, 4, 4 };
    static const size_t head[16] = { 1, 3, 2, 4, 5, 4, 6, 5, 7, 8, 7, 8, 0, 2, 6, 8 };
    ohm_graph *graph;
    ohm_error err;

    bench_ok(ohm_graph_alloc(&graph, GRID, 16, tail, head, &err), &err);
    return graph;
}

/* Ten flowers of each species to train, the others to test, scaled to [0, 1] by the former. */
static void
draw_split(split *s, const ohm_csv *iris, ohm_rng *rng)
{
    size_t order[50], trains = 0, tests = 0;
    double low[FEATURES], high[FEATURES];

    for (size_t f = 0; f < FEATURES; f++) {
        low[f] = INFINITY;
        high[f] = -INFINITY;
    }
    for (size_t c = 0; c < SPECIES; c++) {
        for (size_t k = 0; k < 50; k++)
            order[k] = 50 * c + k;
        ohm_rng_shuffle(order, 50, rng);
        for (size_t k = 0; k < 50; k++) {
            const bool trained = k < TRAIN;
            double *x = (trained ? s->train + trains * (FEATURES + 1) : s->test + tests * (FEATURES + 1));

            for (size_t f = 0; f < FEATURES; f++) {
                x[f] = iris->value[order[k] * iris->columns + f];
                low[f] = trained ? fmin(low[f], x[f]) : low[f];
                high[f] = trained ? fmax(high[f], x[f]) : high[f];
            }
            x[FEATURES] = 0.0;
            if (trained)
                s->train_class[trains++] = c;
            else
                s->test_class[tests++] = c;
        }
    }
    for (size_t k = 0; k < 150; k++) {
        double *x = k < trains ? s->train + k * (FEATURES + 1) : s->test + (k - trains) * (FEATURES + 1);

        for (size_t f = 0; f < FEATURES; f++)
            x[f] = fmin(1.0, fmax(0.0, (x[f] - low[f]) / (high[f] - low[f])));
    }
}

/* Eight of the nine nodes, in random roles. */
static void
draw_roles(split *s, ohm_rng *rng)
{
    size_t node[GRID];

    for (size_t v = 0; v < GRID; v++)
        node[v] = v;
    ohm_rng_shuffle(node, GRID, rng);
    for (size_t k = 0; k <= FEATURES; k++)
        s->source[k] = node[k];
    for (size_t t = 0; t < SPECIES; t++)
        s->target[t] = (ohm_readout){ node[FEATURES + 1 + t], OHM_NONE };
}

static double
iris_once(setting *w, split *s, double *seconds)
{
    const ohm_contrastive_data train = { .count = TRAIN * SPECIES, .x = s->train, .classes = SPECIES,
                                         .class_of = s->train_class, .kind = OHM_CLASSES_SLIDE };
    const ohm_contrastive_data test = { .count = 150 - TRAIN * SPECIES, .x = s->test, .classes = SPECIES,
                                        .class_of = s->test_class };
    const size_t steps = EPOCHS * TRAIN * SPECIES;
    const ohm_contrastive_schedule schedule = { .steps = steps, .batch = 1, .shuffled = true,
                                               .every = steps };
    ohm_contrastive_history *history;
    ohm_learner *learner;
    double accuracy;
    ohm_error err;

    bench_ok(ohm_learner_alloc(&learner, &w->plan, train.count, train.count, &err), &err);
    bench_ok(ohm_contrastive_begin(ohm_learner_parameters(learner), &w->plan, &start_k, &err), &err);
    const double start = bench_now();

    bench_ok(ohm_contrastive_train(&history, learner, &w->plan, &train, &schedule, NULL, &err), &err);
    *seconds = fmin(*seconds, bench_now() - start);
    bench_ok(ohm_contrastive_accuracy(&accuracy, learner, &w->plan, &test, history->level, &err), &err);
    ohm_contrastive_history_free(history);
    ohm_learner_free(learner);
    return accuracy;
}

static int
ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void
bench_iris(const char *path, size_t seeds)
{
    double *accuracy = OHM_ZEROS(double, seeds), mean = 0.0, seconds = INFINITY;
    ohm_csv_words words = { 0, NULL };
    ohm_source *source;
    ohm_csv *iris;
    ohm_rng *rng;
    ohm_error err;
    setting w;
    split s;

    bench_ok(ohm_source_open(&source, path, &err), &err);
    bench_ok(ohm_csv_read_classes(&iris, &words, source, "species", &err), &err);
    ohm_source_close(source);
    setting_open(&w, grid_with_diagonals(), OHM_EDGE_LINEAR);
    s.train = OHM_ARRAY(double, 150 * (FEATURES + 1));
    s.test = OHM_ARRAY(double, 150 * (FEATURES + 1));
    w.plan.sources = FEATURES + 1;
    w.plan.source = s.source;
    w.plan.targets = SPECIES;
    w.plan.target = s.target;
    w.plan.rate = 0.5;
    for (size_t seed = 0; seed < seeds; seed++) {
        bench_ok(ohm_rng_alloc(&rng, 1, ohm_contrastive_stream(seed, OHM_DRAW_PLACES), &err), &err);
        draw_split(&s, iris, rng);
        draw_roles(&s, rng);
        w.plan.realization = seed;
        accuracy[seed] = iris_once(&w, &s, &seconds);
        mean += accuracy[seed] / (double)seeds;
        ohm_rng_free(rng);
    }
    qsort(accuracy, seeds, sizeof *accuracy, ascending);
    printf("Iris, %d epochs: %.2f ms; test accuracy over %zu random roles and splits: mean %.4f, median %.4f, "
           "worst %.4f\n", EPOCHS, 1e3 * seconds, seeds, mean,
           0.5 * (accuracy[(seeds - 1) / 2] + accuracy[seeds / 2]), accuracy[0]);
    free(accuracy);
    free(s.train);
    free(s.test);
    ohm_csv_free(iris);
    ohm_csv_words_free(&words);
    setting_close(&w);
}

int
main(int argc, char **argv)
{
    bench_lattice(4, 1, 200000);
    bench_lattice(4, 3, 200000);
    bench_lattice(10, 2, 5000);
    bench_lattice(20, 2, 500);
    bench_lattice(40, 2, 100);
    bench_lattice(100, 2, 10);
    bench_xor();
    if (argc > 1)
        bench_iris(argv[1], argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : SEEDS);
    return EXIT_SUCCESS;
}
