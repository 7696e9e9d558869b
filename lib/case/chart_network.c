/* lib/case/chart_network.c -- a circuit as a drawing; see chart.h
 *
 * Edges have the colour of their state w and the width of their current, nodes lie where
 * igraph's layout puts them.  Parallel edges are bowed apart, loops are circles. */
#include "case/chart_kinds.h"

#include "base/array.h"
#include "case/operating_point.h"
#include "topology/layout.h"

#include <math.h>
#include <stdlib.h>

enum {
    WIDTHS = 4,             /* classes of current */
    ARC = 17,               /* points of a bowed edge or a loop */
    NAMED_MAX = 40          /* nodes that can bear their names */
};

static const double WEIGHT[WIDTHS] = { 0.5, 1.3, 2.4, 4.0 };

/* A class is for currents up to this share of the largest. */
static const double SHARE[WIDTHS] = { 0.1, 0.35, 0.7, 1.0 };

/* A bow leaves the straight line by this share of its length, a loop by the mean edge. */
static const double BOW = 0.12, LOOP = 0.3;

typedef struct {
    const ohm_circuit *circuit;
    const double *x, *y;
    double *current;
    double largest, mean_length;
    size_t *before;         /* parallel edges that come first, of each edge */
} drawing;

bool
ohm_chart_network_fits(const ohm_record *record)
{
    return record->form == OHM_RECORD_CIRCUIT;
}

/* ---- measures -------------------------------------------------------------------- */

typedef struct {
    size_t low, high, edge;
} ends;

static int
by_ends(const void *a, const void *b)
{
    const ends *p = a, *q = b;

    if (p->low != q->low)
        return p->low < q->low ? -1 : 1;
    if (p->high != q->high)
        return p->high < q->high ? -1 : 1;
    return p->edge < q->edge ? -1 : 1;
}

/* Of every edge, how many between the same nodes come before it. */
static bool
count_parallel(size_t *before, const ohm_graph *graph)
{
    ends *sorted = OHM_ARRAY(ends, graph->edges);

    if (sorted == NULL)
        return false;
    for (size_t k = 0; k < graph->edges; k++) {
        const size_t t = graph->tail[k], h = graph->head[k];

        sorted[k] = (ends){ t < h ? t : h, t < h ? h : t, k };
    }
    qsort(sorted, graph->edges, sizeof *sorted, by_ends);
    for (size_t k = 0; k < graph->edges; k++) {
        const bool same = k > 0 && sorted[k].low == sorted[k - 1].low && sorted[k].high == sorted[k - 1].high;

        before[sorted[k].edge] = same ? before[sorted[k - 1].edge] + 1 : 0;
    }
    free(sorted);
    return true;
}

static void
measure_lengths(drawing *d)
{
    const ohm_graph *graph = d->circuit->graph;
    double sum = 0.0;
    size_t count = 0;

    for (size_t k = 0; k < graph->edges; k++)
        if (graph->tail[k] != graph->head[k]) {
            sum += hypot(d->x[graph->head[k]] - d->x[graph->tail[k]],
                         d->y[graph->head[k]] - d->y[graph->tail[k]]);
            count++;
        }
    d->mean_length = count > 0 ? sum / (double)count : 1.0;
}

/* The currents at the states of the file and the drive at t = 0; without a drive none. */
static ohm_status
find_currents(drawing *d, ohm_error *err)
{
    const ohm_network_options options = { 0 };
    ohm_operating_point *point;
    const size_t edges = d->circuit->graph->edges;

    const ohm_status status = ohm_operating_point_alloc(&point, d->circuit, &options, err);
    if (status != OHM_OK)
        return status;
    for (size_t k = 0; k < edges; k++) {
        d->current[k] = fabs(point->current[k]);
        d->largest = fmax(d->largest, d->current[k]);
    }
    ohm_operating_point_free(point);
    return OHM_OK;
}

/* ---- edges ----------------------------------------------------------------------- */

/* Point `at` of ARC along edge k: a line, a bow to alternating sides, or a circle. */
static void
place_on_edge(double *x, double *y, const drawing *d, size_t k, size_t at)
{
    const ohm_graph *graph = d->circuit->graph;
    const size_t t = graph->tail[k], h = graph->head[k], nth = d->before[k];
    const double share = (double)at / (ARC - 1);

    if (t == h) {
        const double radius = 0.5 * LOOP * d->mean_length * (1.0 + 0.5 * (double)nth);

        *x = d->x[t] + radius * sin(2.0 * M_PI * share);
        *y = d->y[t] + radius * (1.0 - cos(2.0 * M_PI * share));
        return;
    }
    /* sides are counted from the lower node, so that 0 -> 1 and 1 -> 0 do not meet */
    const double side = (nth % 2 == 1 ? 1.0 : -1.0) * (t < h ? 1.0 : -1.0) * (double)((nth + 1) / 2);
    const double bow = 4.0 * share * (1.0 - share) * BOW * side;
    const double dx = d->x[h] - d->x[t], dy = d->y[h] - d->y[t];

    *x = d->x[t] + share * dx - bow * dy;
    *y = d->y[t] + share * dy + bow * dx;
}

static size_t
class_of(const drawing *d, size_t k)
{
    size_t class = 0;

    if (d->largest == 0.0)
        return 1;               /* without a drive all are alike, and no hair */
    while (class + 1 < WIDTHS && d->current[k] > SHARE[class] * d->largest)
        class++;
    return class;
}

/* All edges of one width as a single line with gaps. */
static void
draw_class(ohm_canvas *canvas, const drawing *d, size_t class)
{
    const ohm_graph *graph = d->circuit->graph;
    size_t count = 0, n = 0;

    for (size_t k = 0; k < graph->edges; k++)
        count += class_of(d, k) == class;
    if (count == 0)
        return;
    double *x = ohm_canvas_numbers(canvas, count * (ARC + 1)),
        *y = ohm_canvas_numbers(canvas, count * (ARC + 1));
    double *w = ohm_canvas_numbers(canvas, count * (ARC + 1));
    for (size_t k = 0; x != NULL && y != NULL && w != NULL && k < graph->edges; k++) {
        const bool straight = d->before[k] == 0 && graph->tail[k] != graph->head[k];

        if (class_of(d, k) != class)
            continue;
        for (size_t at = 0; at < ARC; at += straight ? ARC - 1 : 1) {
            place_on_edge(&x[n], &y[n], d, k, at);
            w[n++] = d->circuit->w[k];
        }
        x[n] = y[n] = w[n] = NAN;
        n++;
    }
    ohm_canvas_add(canvas, (ohm_series){ .weight = WEIGHT[class], .n = n, .x = x, .y = y, .value = w });
}

/* The widths, in black, for the key alone. */
static void
draw_key(ohm_canvas *canvas, const drawing *d)
{
    static const double nowhere[1] = { NAN };
    static const struct { double scale; const char *unit; } UNITS[] = {
        { 1.0, "A" }, { 1e3, "mA" }, { 1e6, "µA" }, { 1e9, "nA" }, { 1e12, "pA" },
    };
    size_t u = 0;

    while (u + 1 < sizeof UNITS / sizeof *UNITS && d->largest * UNITS[u].scale < 1.0)
        u++;
    for (size_t class = 0; class < WIDTHS && d->largest > 0.0; class++)
        ohm_canvas_add(canvas, (ohm_series){
            .label = ohm_canvas_text(canvas, "%s %.2g %s", class == 0 ? "|i| up to" : "to",
                                     SHARE[class] * d->largest * UNITS[u].scale, UNITS[u].unit),
            .style = OHM_FIGURE_BLACK, .weight = WEIGHT[class], .n = 1, .x = nowhere, .y = nowhere });
}

/* ---- nodes ----------------------------------------------------------------------- */

/* Nodes as points: held ones as squares, the others as discs; few bear their names. */
static void
draw_nodes(ohm_canvas *canvas, const drawing *d, bool held, const size_t *terminal, size_t terminals)
{
    const ohm_graph *graph = d->circuit->graph;
    double *x = ohm_canvas_numbers(canvas, graph->nodes), *y = ohm_canvas_numbers(canvas, graph->nodes);
    size_t n = 0, next = 0;

    for (size_t v = 0; x != NULL && y != NULL && v < graph->nodes; v++) {
        const bool is_terminal = next < terminals && terminal[next] == v;

        next += is_terminal;
        if (is_terminal == held) {
            x[n] = d->x[v];
            y[n++] = d->y[v];
        }
    }
    if (n > 0)
        ohm_canvas_add(canvas, (ohm_series){
            .label = held ? "terminal" : NULL, .mark = OHM_MARK_POINTS, .style = held ? 1 : OHM_FIGURE_BLACK,
            .weight = held ? graph->nodes <= NAMED_MAX ? 3.2 : 2.0 : graph->nodes > 200 ? 0.35 : 0.8, .n = n,
            .x = x, .y = y });
}

static void
draw_names(ohm_canvas *canvas, const drawing *d)
{
    const size_t nodes = d->circuit->graph->nodes;
    double *y = ohm_canvas_numbers(canvas, nodes);
    const char **word = ohm_canvas_keep(canvas, ohm_array(nodes, sizeof *word));

    for (size_t v = 0; y != NULL && word != NULL && v < nodes; v++) {
        const char *id = ohm_table_node_id(d->circuit->table, v);

        y[v] = d->y[v];
        word[v] = ohm_canvas_text(canvas, "%.12s", id != NULL ? id : "");
    }
    ohm_canvas_add(canvas, (ohm_series){ .mark = OHM_MARK_WORDS, .n = nodes, .x = d->x, .y = y,
                                         .word = word });
}

static ohm_status
draw_all(ohm_canvas *canvas, drawing *d, ohm_error *err)
{
    const size_t nodes = d->circuit->graph->nodes;
    size_t *terminal, terminals;
    ohm_status status = ohm_circuit_terminals(&terminal, &terminals, d->circuit, err);

    if (status != OHM_OK)
        return status;
    ohm_canvas_panel(canvas, ohm_canvas_axis(NULL, NULL), ohm_canvas_axis(NULL, NULL));
    ohm_figure *panel = ohm_canvas_last(canvas);
    panel->bare = true;
    panel->colour = (ohm_axis){ "Memory w", NULL, false, 0.0, 1.0 };
    for (size_t class = 0; class < WIDTHS; class++)
        draw_class(canvas, d, class);
    draw_key(canvas, d);
    if (nodes > NAMED_MAX)
        draw_nodes(canvas, d, false, terminal, terminals);
    draw_nodes(canvas, d, true, terminal, terminals);
    if (nodes <= NAMED_MAX)
        draw_names(canvas, d);
    free(terminal);
    canvas->height = 86.0;
    return OHM_OK;
}

ohm_status
ohm_chart_network_draw(ohm_canvas *canvas, const ohm_record *record, const ohm_chart *chart, ohm_error *err)
{
    const ohm_graph *graph = record->circuit->graph;
    double *x = ohm_canvas_numbers(canvas, graph->nodes), *y = ohm_canvas_numbers(canvas, graph->nodes);
    drawing d = { .circuit = record->circuit, .x = x, .y = y,
                  .current = ohm_canvas_numbers(canvas, graph->edges),
                  .before = ohm_canvas_keep(canvas, OHM_ARRAY(size_t, graph->edges)) };

    (void)chart;
    if (canvas->failed || !count_parallel(d.before, graph))
        return ohm_canvas_refused(err);
    if (graph->nodes == 0 || graph->edges == 0)
        return ohm_fail(err, OHM_E_METHOD, "%s: no edges to draw", record->name);
    ohm_status status = ohm_layout(x, y, graph, err);
    if (status == OHM_OK)
        status = find_currents(&d, err);
    if (status != OHM_OK)
        return status;
    measure_lengths(&d);
    return draw_all(canvas, &d, err);
}
