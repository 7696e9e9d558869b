/* lib/certify/tree_walk.c -- see tree_walk.h */
#include "certify/tree_walk.h"

bool
ohm_tree_walk_start(ohm_tree_walk *walk, const ohm_scene *scene)
{
    if (scene->edges > OHM_TREE_WALK_EDGES || scene->nodes > OHM_TREE_WALK_NODES
        || scene->edges + 1 < scene->nodes || scene->components != 1) {
        *walk = (ohm_tree_walk){ .started = true };     /* walks over nothing */
        return false;
    }
    walk->nodes = scene->nodes;
    walk->edges = scene->edges;
    walk->picked = scene->nodes - 1;
    walk->started = false;
    for (size_t k = 0; k < scene->edges; k++) {
        walk->tail[k] = (unsigned char)ohm_q_double(scene->ends, k, 0);
        walk->head[k] = (unsigned char)ohm_q_double(scene->ends, k, 1);
    }
    for (size_t i = 0; i < walk->picked; i++)
        walk->edge[i] = i;
    return true;
}

/* The next subset in lexicographic order. */
static bool
next_subset(ohm_tree_walk *walk)
{
    size_t i = walk->picked;

    while (i > 0 && walk->edge[i - 1] == walk->edges - walk->picked + i - 1)
        i--;
    if (i == 0)
        return false;
    walk->edge[i - 1]++;
    for (; i < walk->picked; i++)
        walk->edge[i] = walk->edge[i - 1] + 1;
    return true;
}

/* N - 1 edges are a tree iff each joins two parts. */
static bool
is_tree(const ohm_tree_walk *walk)
{
    unsigned char part[OHM_TREE_WALK_NODES];

    for (size_t v = 0; v < walk->nodes; v++)
        part[v] = (unsigned char)v;
    for (size_t i = 0; i < walk->picked; i++) {
        const unsigned char from = part[walk->tail[walk->edge[i]]], to = part[walk->head[walk->edge[i]]];

        if (from == to)
            return false;
        for (size_t v = 0; v < walk->nodes; v++)
            if (part[v] == from)
                part[v] = to;
    }
    return true;
}

bool
ohm_tree_walk_next(ohm_tree_walk *walk)
{
    if (!walk->started) {
        walk->started = true;
        if (is_tree(walk))
            return true;
    }
    while (next_subset(walk))
        if (is_tree(walk))
            return true;
    return false;
}

bool
ohm_tree_walk_has(const ohm_tree_walk *walk, size_t edge)
{
    for (size_t i = 0; i < walk->picked; i++)
        if (walk->edge[i] == edge)
            return true;
    return false;
}

size_t
ohm_tree_walk_chords(size_t *chord, const ohm_tree_walk *walk)
{
    size_t count = 0;

    for (size_t k = 0; k < walk->edges; k++)
        if (!ohm_tree_walk_has(walk, k))
            chord[count++] = k;
    return count;
}
