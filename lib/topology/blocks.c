/* lib/topology/blocks.c -- see blocks.h
 *
 * Hopcroft and Tarjan, Commun. ACM 16, 372 (1973): a depth-first search that keeps
 * the edges of unfinished blocks on a stack. */
#include "topology/blocks.h"
#include "base/array.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const ohm_graph *graph;
    ohm_adjacency *adjacency;
    size_t *cursor;                 /* N: next place to look in the adjacency */
    size_t *found;                  /* N: when the node was found, 0 before */
    size_t *low;                    /* N: earliest node reached from below */
    size_t *path, deep;             /* N: nodes from the root to here */
    size_t *open, waiting;          /* M: edges whose block is not finished */
    bool *used;                     /* M */
} search;

static void
search_release(search *s)
{
    ohm_adjacency_free(s->adjacency);
    free(s->cursor);
    free(s->found);
    free(s->low);
    free(s->path);
    free(s->open);
    free(s->used);
}

static ohm_status
search_prepare(search *s, const ohm_graph *graph, ohm_error *err)
{
    const ohm_status status = ohm_adjacency_alloc(&s->adjacency, graph, err);

    if (status != OHM_OK)
        return status;
    s->graph = graph;
    s->cursor = ohm_copy(s->adjacency->start, graph->nodes, sizeof *s->cursor);
    s->found = OHM_ZEROS(size_t, graph->nodes);
    s->low = OHM_ARRAY(size_t, graph->nodes);
    s->path = OHM_ARRAY(size_t, graph->nodes);
    s->open = OHM_ARRAY(size_t, graph->edges);
    s->used = OHM_ZEROS(bool, graph->edges);
    if (s->cursor == NULL || s->found == NULL || s->low == NULL || s->path == NULL || s->open == NULL
        || s->used == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "blocks: out of memory for %zu nodes, %zu edges", graph->nodes,
                        graph->edges);
    return OHM_OK;
}

static void
descend(search *s, size_t v, size_t time)
{
    s->found[v] = s->low[v] = time;
    s->path[s->deep++] = v;
}

/* Leaves the deepest node; where nothing below its parent reaches higher, the
 * edges since the one between them are a block. */
static void
ascend(search *s, ohm_blocks *blocks)
{
    const size_t v = s->path[--s->deep];

    if (s->deep == 0)
        return;
    const size_t up = s->path[s->deep - 1];

    if (s->low[v] < s->low[up])
        s->low[up] = s->low[v];
    if (s->low[v] < s->found[up])
        return;
    const size_t last = s->adjacency->edge[s->cursor[up] - 1];  /* the edge up - v */
    size_t k;

    do
        blocks->of[k = s->open[--s->waiting]] = blocks->count;
    while (k != last);
    blocks->count++;
}

static void
run(search *s, ohm_blocks *blocks)
{
    size_t time = 0;

    for (size_t root = 0; root < s->graph->nodes; root++) {
        if (s->found[root] != 0)
            continue;
        descend(s, root, ++time);
        while (s->deep > 0) {
            const size_t v = s->path[s->deep - 1];

            if (s->cursor[v] == s->adjacency->start[v + 1]) {
                ascend(s, blocks);
                continue;
            }
            const size_t k = s->adjacency->edge[s->cursor[v]++], u = ohm_graph_across(s->graph, k, v);

            if (s->used[k])
                continue;
            s->used[k] = true;
            if (u == v) {
                blocks->of[k] = blocks->count++;
                continue;
            }
            s->open[s->waiting++] = k;
            if (s->found[u] == 0)
                descend(s, u, ++time);
            else if (s->found[u] < s->low[v])
                s->low[v] = s->found[u];
        }
    }
}

/* Renumbers the blocks by first edge and lists their edges. */
static void
arrange(ohm_blocks *blocks, size_t *name)
{
    size_t named = 0, place = 0;

    for (size_t b = 0; b < blocks->count; b++)
        name[b] = OHM_NONE;
    for (size_t k = 0; k < blocks->edges; k++) {
        if (name[blocks->of[k]] == OHM_NONE)
            name[blocks->of[k]] = named++;
        blocks->of[k] = name[blocks->of[k]];
        blocks->start[blocks->of[k] + 1]++;
    }
    for (size_t b = 0; b < blocks->count; b++) {
        const size_t edges = blocks->start[b + 1];

        blocks->start[b + 1] = place;
        place += edges;
    }
    for (size_t k = 0; k < blocks->edges; k++)
        blocks->edge[blocks->start[blocks->of[k] + 1]++] = k;
}

ohm_status
ohm_blocks_alloc(ohm_blocks **out, const ohm_graph *graph, ohm_error *err)
{
    search s = { .graph = NULL };
    ohm_blocks *blocks = OHM_ZEROS(ohm_blocks, 1);
    ohm_status status = OHM_OK;

    *out = NULL;
    if (blocks == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "blocks: out of memory");
    blocks->edges = graph->edges;
    blocks->of = OHM_ARRAY(size_t, graph->edges);
    blocks->start = OHM_ZEROS(size_t, graph->edges + 1);
    blocks->edge = OHM_ARRAY(size_t, graph->edges);
    if (blocks->of == NULL || blocks->start == NULL || blocks->edge == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "blocks: out of memory for %zu edges", graph->edges);
    if (status == OHM_OK)
        status = search_prepare(&s, graph, err);
    if (status == OHM_OK) {
        run(&s, blocks);
        arrange(blocks, s.open);    /* every block is closed: the stack is free */
        *out = blocks;
    } else {
        ohm_blocks_free(blocks);
    }
    search_release(&s);
    return status;
}

void
ohm_blocks_free(ohm_blocks *blocks)
{
    if (blocks == NULL)
        return;
    free(blocks->of);
    free(blocks->start);
    free(blocks->edge);
    free(blocks);
}

static int
compare_sizes(const void *a, const void *b)
{
    const size_t x = *(const size_t *)a, y = *(const size_t *)b;

    return (x > y) - (x < y);
}

ohm_status
ohm_block_graph_alloc(ohm_graph **out, const ohm_graph *graph, const ohm_blocks *blocks,
                      size_t block, size_t *place, ohm_error *err)
{
    const size_t *edge = blocks->edge + blocks->start[block];
    const size_t edges = blocks->start[block + 1] - blocks->start[block];
    size_t *node = OHM_ARRAY(size_t, 2 * edges), nodes = 0;
    ohm_status status;

    *out = NULL;
    if (node == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "blocks: out of memory for %zu edges", edges);
    for (size_t k = 0; k < 2 * edges; k++) {
        const size_t v = (k % 2 == 0 ? graph->tail : graph->head)[edge[k / 2]];

        if (place[v] == OHM_NONE)
            node[nodes++] = v;
        place[v] = 0;
    }
    qsort(node, nodes, sizeof *node, compare_sizes);
    for (size_t i = 0; i < nodes; i++)
        place[node[i]] = i;
    status = ohm_graph_alloc_blank(out, nodes, edges, err);
    if (status == OHM_OK) {
        for (size_t k = 0; k < edges; k++) {
            (*out)->tail[k] = place[graph->tail[edge[k]]];
            (*out)->head[k] = place[graph->head[edge[k]]];
        }
    }
    for (size_t i = 0; i < nodes; i++)
        place[node[i]] = OHM_NONE;
    free(node);
    return status;
}
