/* tests/support/random_circuit.c -- see random_circuit.h */
#include "support/random_circuit.h"
#include "support/test.h"
#include "topology/forest.h"

#include <stdlib.h>

void
test_problem_free(test_problem *circuit)
{
    ohm_graph_free(circuit->graph);
    ohm_memristors_free(circuit->device);
    ohm_drive_free(circuit->drive);
    free(circuit->w);
    free(circuit);
}

static test_problem *
circuit_on(ohm_graph *graph)
{
    test_problem *circuit = calloc(1, sizeof *circuit);

    circuit->graph = graph;
    circuit->w = calloc(graph->edges + 1, sizeof *circuit->w);
    ck_assert_int_eq(ohm_memristors_alloc(&circuit->device, graph->edges, NULL), OHM_OK);
    ck_assert_int_eq(ohm_drive_alloc(&circuit->drive, graph->nodes, graph->edges, NULL), OHM_OK);
    circuit->problem = (ohm_problem){ graph, circuit->device, circuit->drive };
    return circuit;
}

static void
set_window(ohm_window *window, bool kinks, ohm_rng *rng)
{
    static const char *const names[] = { "none", "strukov", "joglekar:2", "prodromakis:1.5,1", "biolek:2" };

    ck_assert_int_eq(ohm_window_parse(window, names[ohm_rng_below(rng, kinks ? 5 : 4)], NULL), OHM_OK);
}

static void
set_devices(ohm_memristors *device, unsigned features, ohm_rng *rng)
{
    const double xi = ohm_rng_between(rng, 0.5, 10.0), alpha = ohm_rng_between(rng, -0.5, 0.5);

    for (size_t k = 0; k < device->edges; k++) {
        device->xi[k] = xi;
        if (features & TEST_PER_EDGE) {
            device->xi[k] = ohm_rng_between(rng, 0.0, 10.0);
            device->r_on[k] = ohm_rng_between(rng, 0.5, 2.0);
            device->beta[k] = ohm_rng_between(rng, 0.5, 2.0);
        }
        if (features & TEST_RELAX) {
            device->alpha[k] = features & TEST_PER_EDGE ? ohm_rng_between(rng, -0.5, 0.5) : alpha;
            device->w_rest[k] = (double)ohm_rng_below(rng, 3) / 2.0;
        }
        if (features & (TEST_POLARITY | TEST_RECTIFIED))
            device->polarity[k] = ohm_rng_below(rng, 2) ? 1 : -1;
        if (features & TEST_RECTIFIED && ohm_rng_below(rng, 2))
            device->polarity[k] = 0;
        if (features & TEST_ACTIVE && ohm_rng_below(rng, 5) == 0)
            device->sign[k] = -1;
        if (features & TEST_WINDOWS)
            set_window(&device->window[k], features & TEST_RECTIFIED, rng);
    }
    device->control = features & TEST_VOLTAGE ? OHM_CONTROL_VOLTAGE : OHM_CONTROL_CURRENT;
    ohm_memristors_survey(device);
}

static ohm_waveform
random_wave(unsigned features, ohm_rng *rng)
{
    ohm_waveform wave = { ohm_rng_normal(rng), 0.0, 0.0, 0.0, NULL };

    if (features & TEST_SINES)
        wave = (ohm_waveform){ 0.3 * wave.dc, ohm_rng_normal(rng), ohm_rng_between(rng, 0.2, 1.0),
                               ohm_rng_between(rng, -3.0, 3.0), NULL };
    return wave;
}

/* In every component with two nodes: a held pair, or a current from one to the other. */
static void
set_terminals(test_problem *circuit, unsigned features, ohm_rng *rng)
{
    const ohm_graph *graph = circuit->graph;
    ohm_forest *forest;

    ck_assert_int_eq(ohm_forest_alloc(&forest, graph, NULL), OHM_OK);
    for (size_t v = 0; v < graph->nodes; v++) {
        const size_t root = forest->root[forest->component[v]];
        ohm_waveform wave = random_wave(features, rng);

        if (v == root || ohm_rng_below(rng, 3) == 0)
            continue;
        if (ohm_rng_below(rng, 2)) {
            ohm_drive_set(circuit->drive, OHM_DRIVE_POTENTIAL, v, &wave, NULL);
            continue;
        }
        if (circuit->drive->injection[root] != 0.0 || circuit->drive->injection[v] != 0.0)
            continue;
        wave.amplitude = 0.0;
        ohm_drive_set(circuit->drive, OHM_DRIVE_INJECTION, v, &wave, NULL);
        wave.dc = -wave.dc;
        ohm_drive_set(circuit->drive, OHM_DRIVE_INJECTION, root, &wave, NULL);
    }
    ohm_forest_free(forest);
}

test_problem *
test_problem_make(test_graph_kind kind, unsigned features, ohm_rng *rng)
{
    test_problem *circuit = circuit_on(test_graph(kind, 12, rng));

    set_devices(circuit->device, features, rng);
    for (size_t k = 0; k < circuit->graph->edges; k++) {
        const ohm_waveform wave = random_wave(features, rng);

        ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, k, &wave, NULL);
        circuit->w[k] = ohm_rng_between(rng, 0.2, 0.8);
    }
    if (features & TEST_TERMINALS)
        set_terminals(circuit, features, rng);
    return circuit;
}

test_problem *
test_problem_ring(size_t m, double s)
{
    size_t *tail = calloc(m, sizeof *tail), *head = calloc(m, sizeof *head);
    const ohm_waveform wave = { s, 0.0, 0.0, 0.0, NULL };
    ohm_graph *graph;

    for (size_t k = 0; k < m; k++) {
        tail[k] = k;
        head[k] = (k + 1) % m;
    }
    ck_assert_int_eq(ohm_graph_alloc(&graph, m, m, tail, head, NULL), OHM_OK);
    free(tail);
    free(head);
    test_problem *circuit = circuit_on(graph);
    ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, 0, &wave, NULL);
    return circuit;
}

enum { RESTING_NODES = 6, RESTING_CYCLES = 5, RESTING_EDGES = RESTING_NODES * RESTING_CYCLES };

/* Adds weight to an edge u -> v: one that is there, or a new one. */
static void
add_to_edge(size_t *edges, size_t *tail, size_t *head, double *w, size_t u, size_t v, double weight, ohm_rng *rng)
{
    for (size_t k = 0; k < *edges; k++)
        if (tail[k] == u && head[k] == v && ohm_rng_below(rng, 4) > 0) {
            w[k] += weight;
            return;
        }
    tail[*edges] = u;
    head[*edges] = v;
    w[(*edges)++] = weight;
}

/* A positive circulation in (0, 1), and the graph it lives on. */
static size_t
draw_circulation(size_t *tail, size_t *head, double *w, ohm_rng *rng)
{
    size_t edges = 0, order[RESTING_NODES];

    for (size_t c = 0; c < RESTING_CYCLES; c++) {
        const double weight = ohm_rng_between(rng, 0.05, 0.18);     /* five of them stay below 0.9 */
        const size_t length = c == 0 ? RESTING_NODES : 1 + ohm_rng_below(rng, RESTING_NODES);

        for (size_t v = 0; v < RESTING_NODES; v++)
            order[v] = v;
        ohm_rng_shuffle(order, RESTING_NODES, rng);
        for (size_t v = 0; v < length; v++)
            add_to_edge(&edges, tail, head, w, order[v], order[(v + 1) % length], weight, rng);
    }
    return edges;
}

test_problem *
test_problem_resting(double alpha, double xi, bool polarities, bool active, ohm_rng *rng)
{
    size_t tail[RESTING_EDGES], head[RESTING_EDGES];
    double w[RESTING_EDGES], potential[RESTING_NODES];
    const size_t edges = draw_circulation(tail, head, w, rng);
    const double beta = ohm_rng_between(rng, 0.5, 2.0), r_on = ohm_rng_between(rng, 0.5, 2.0);
    signed char polarity[RESTING_EDGES];
    ohm_graph *graph;

    for (size_t v = 0; v < RESTING_NODES; v++)
        potential[v] = ohm_rng_normal(rng);
    for (size_t k = 0; k < edges; k++) {
        polarity[k] = polarities && ohm_rng_below(rng, 2) ? -1 : 1;
        if (polarity[k] < 0) {
            const size_t end = tail[k];

            tail[k] = head[k];
            head[k] = end;
        }
    }
    ck_assert_int_eq(ohm_graph_alloc(&graph, RESTING_NODES, edges, tail, head, NULL), OHM_OK);
    test_problem *circuit = circuit_on(graph);
    ohm_memristors *device = circuit->device;

    for (size_t k = 0; k < edges; k++) {
        const signed char sign = active && ohm_rng_below(rng, 3) == 0 ? -1 : 1;
        const double current = polarity[k] * alpha * beta / r_on * w[k];
        const double voltage = sign * r_on * (1.0 + xi * w[k]) * current;
        const ohm_waveform emf = { voltage + potential[head[k]] - potential[tail[k]], 0.0, 0.0, 0.0, NULL };

        device->alpha[k] = alpha;
        device->beta[k] = beta;
        device->r_on[k] = r_on;
        device->xi[k] = xi;
        device->polarity[k] = polarity[k];
        device->sign[k] = sign;
        circuit->w[k] = w[k];
        ck_assert_int_eq(ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, k, &emf, NULL), OHM_OK);
    }
    ohm_memristors_survey(device);
    return circuit;
}
