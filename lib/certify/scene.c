/* lib/certify/scene.c -- see scene.h */
#include "certify/scene.h"
#include "topology/cycle.h"
#include "topology/families_classic.h"
#include "topology/incidence.h"

#include <string.h>

/* ---- the graph and its matrices ------------------------------------------------------ */

ohm_q *
ohm_q_projector(const ohm_q *k)
{
    const ohm_q *t = ohm_q_transpose(k);

    if (ohm_q_rows(k) == 0)
        return ohm_q_mul(t, k);
    return ohm_q_mul3(t, ohm_q_inverse(ohm_q_mul(k, t)), k);
}

static void
take_matrices(ohm_scene *scene, const ohm_graph *graph)
{
    ohm_sign_matrix *incidence = NULL, *cycles = NULL;
    ohm_forest *forest = NULL;
    ohm_error err = { .text = "" };
    ohm_status status = ohm_forest_alloc(&forest, graph, &err);

    if (status == OHM_OK)
        status = ohm_incidence_reduced_alloc(&incidence, graph, forest, &err);
    if (status == OHM_OK)
        status = ohm_cycle_alloc(&cycles, graph, forest, &err);
    if (status != OHM_OK) {
        ohm_arena_fail(scene->arena, status, err.text);
    } else {
        scene->components = forest->components;
        scene->chords = forest->chords;
        scene->b = ohm_q_of_signs(scene->arena, incidence);
        scene->a = ohm_q_of_signs(scene->arena, cycles);
    }
    ohm_sign_matrix_free(cycles);
    ohm_sign_matrix_free(incidence);
    ohm_forest_free(forest);
}

void
ohm_scene_of_graph(ohm_scene *scene, ohm_arena *arena, const ohm_graph *graph)
{
    memset(scene, 0, sizeof *scene);
    scene->arena = arena;
    scene->nodes = graph->nodes;
    scene->edges = graph->edges;
    scene->ends = ohm_q_zero(arena, graph->edges, 2);
    for (size_t k = 0; k < graph->edges; k++) {
        ohm_q_set(scene->ends, k, 0, (long)graph->tail[k], 1);
        ohm_q_set(scene->ends, k, 1, (long)graph->head[k], 1);
    }
    take_matrices(scene, graph);
    scene->one = ohm_q_identity(arena, graph->edges);
    scene->omega = ohm_q_projector(scene->a);
    ohm_scene_calm(scene);
}

/* Where there is no memory for the graph, the scene stays without matrices. */
static void
take_and_free(ohm_scene *scene, ohm_arena *arena, ohm_status status, ohm_graph *graph)
{
    if (status == OHM_OK) {
        ohm_scene_of_graph(scene, arena, graph);
    } else {
        memset(scene, 0, sizeof *scene);
        scene->arena = arena;
        ohm_arena_fail(arena, status, "scene: no graph");
    }
    ohm_graph_free(graph);
}

void
ohm_scene_of_ends(ohm_scene *scene, ohm_arena *arena, size_t nodes, size_t edges,
                  const unsigned char (*ends)[2])
{
    ohm_graph *graph;
    const ohm_status status = ohm_graph_alloc_blank(&graph, nodes, edges, NULL);

    for (size_t k = 0; status == OHM_OK && k < edges; k++) {
        graph->tail[k] = ends[k][0];
        graph->head[k] = ends[k][1];
    }
    take_and_free(scene, arena, status, graph);
}

void
ohm_scene_ring(ohm_scene *scene, ohm_arena *arena, size_t nodes)
{
    ohm_graph *graph;
    const ohm_status status = ohm_graph_ring(&graph, nodes, NULL);

    take_and_free(scene, arena, status, graph);
}

void
ohm_scene_complete(ohm_scene *scene, ohm_arena *arena, size_t nodes)
{
    ohm_graph *graph;
    const ohm_status status = ohm_graph_complete(&graph, nodes, NULL);

    take_and_free(scene, arena, status, graph);
}

/* ---- states ---------------------------------------------------------------------------- */

void
ohm_scene_calm(ohm_scene *scene)
{
    ohm_arena *arena = scene->arena;

    scene->polarity = ohm_q_filled(arena, scene->edges, 1, 1, 1);
    scene->j = scene->one;
    ohm_scene_set_sign(scene, ohm_q_filled(arena, scene->edges, 1, 1, 1));
    scene->w = ohm_q_filled(arena, scene->edges, 1, 1, 2);
    scene->s = ohm_q_zero(arena, scene->edges, 1);
    scene->xi = ohm_q_number(arena, 10, 1);
    scene->alpha = ohm_q_number(arena, 0, 1);
    scene->beta = ohm_q_number(arena, 1, 1);
}

void
ohm_scene_set_sign(ohm_scene *scene, ohm_q *sign)
{
    scene->sign = sign;
    scene->p = ohm_q_diagonal(sign);
}

static ohm_q *
random_signs(ohm_arena *arena, size_t n, ohm_rng *rng)
{
    ohm_q *sign = ohm_q_zero(arena, n, 1);

    for (size_t k = 0; k < n; k++)
        ohm_q_set(sign, k, 0, ohm_rng_below(rng, 2) == 0 ? -1 : 1, 1);
    return sign;
}

static bool
signs_are_regular(const ohm_scene *scene)
{
    const ohm_q *t = ohm_q_transpose(scene->a);

    if (scene->chords == 0)
        return true;
    return ohm_q_is_regular(ohm_q_mul3(scene->a, scene->p, t))
        && ohm_q_is_regular(ohm_q_mul3(scene->a, ohm_q_diagonal(ohm_scene_resistance(scene)), t));
}

/* Bounded: with all signs equal A P A^t is regular, and one in a few draws is. */
static void
draw_signs(ohm_scene *scene, ohm_rng *rng)
{
    enum { TRIES = 64 };

    for (int k = 0; k < TRIES; k++) {
        ohm_scene_set_sign(scene, random_signs(scene->arena, scene->edges, rng));
        if (signs_are_regular(scene))
            return;
    }
    ohm_scene_set_sign(scene, ohm_q_filled(scene->arena, scene->edges, 1, -1, 1));
}

void
ohm_scene_excite(ohm_scene *scene, unsigned kind, ohm_rng *rng)
{
    ohm_arena *arena = scene->arena;

    scene->w = ohm_q_zero(arena, scene->edges, 1);
    for (size_t k = 0; k < scene->edges; k++) {
        const bool zero = (kind & OHM_SCENE_CONDUCTING) != 0 && (k == 0 || ohm_rng_below(rng, 3) == 0);

        ohm_q_set(scene->w, k, 0, zero ? 0 : 1 + (long)ohm_rng_below(rng, 11), 12);
    }
    scene->s = ohm_q_random(arena, scene->edges, 1, 0, 9, rng);
    scene->xi = ohm_q_random(arena, 1, 1, 1, 40, rng);
    scene->alpha = ohm_q_random(arena, 1, 1, 1, 5, rng);
    scene->beta = ohm_q_random(arena, 1, 1, 1, 5, rng);
    if ((kind & OHM_SCENE_POLAR) != 0) {
        scene->polarity = random_signs(arena, scene->edges, rng);
        scene->j = ohm_q_diagonal(scene->polarity);
    }
    if ((kind & OHM_SCENE_MIXED) != 0)
        draw_signs(scene, rng);
}

/* ---- random graphs --------------------------------------------------------------------- */

enum { NODES_MOST = 5, EDGES_MOST = 9 };

static bool
is_taken(const ohm_graph *graph, size_t count, size_t u, size_t v)
{
    for (size_t k = 0; k < count; k++)
        if ((graph->tail[k] == u && graph->head[k] == v) || (graph->tail[k] == v && graph->head[k] == u))
            return true;
    return u == v;
}

/* A random tree, edges turned at random, then edges between random nodes. */
static void
draw_edges(ohm_graph *graph, bool simple, ohm_rng *rng)
{
    const size_t n = graph->nodes;

    for (size_t k = 0; k < graph->edges; k++) {
        size_t u = k + 1 < n ? k + 1 : ohm_rng_below(rng, n);
        size_t v = k + 1 < n ? ohm_rng_below(rng, k + 1) : ohm_rng_below(rng, n);

        while (simple && k + 1 >= n && is_taken(graph, k, u, v)) {
            u = ohm_rng_below(rng, n);
            v = ohm_rng_below(rng, n);
        }
        const bool turned = ohm_rng_below(rng, 2) == 0;

        graph->tail[k] = turned ? v : u;
        graph->head[k] = turned ? u : v;
    }
}

/* Whether some chord is no self-loop. */
static bool
has_cycle(const ohm_graph *graph)
{
    size_t loops = 0;

    for (size_t k = 0; k < graph->edges; k++)
        loops += graph->tail[k] == graph->head[k];
    return graph->edges - loops >= graph->nodes;        /* connected */
}

void
ohm_scene_random(ohm_scene *scene, ohm_arena *arena, unsigned kind, ohm_rng *rng)
{
    const bool simple = (kind & OHM_SCENE_SIMPLE) != 0;
    const size_t nodes = (simple ? 3 : 2) + ohm_rng_below(rng, simple ? NODES_MOST - 2 : NODES_MOST - 1);
    const size_t pairs = nodes * (nodes - 1) / 2, most = simple && pairs < EDGES_MOST ? pairs : EDGES_MOST;
    const size_t edges = nodes + ohm_rng_below(rng, most - nodes + 1);
    ohm_graph *graph;
    const ohm_status status = ohm_graph_alloc_blank(&graph, nodes, edges, NULL);

    if (status == OHM_OK)
        do
            draw_edges(graph, simple, rng);
        while ((kind & OHM_SCENE_CYCLIC) != 0 && !has_cycle(graph));
    take_and_free(scene, arena, status, graph);
    if (status == OHM_OK)
        ohm_scene_excite(scene, kind, rng);
}

/* ---- the two roads to the current -------------------------------------------------------- */

ohm_q *
ohm_scene_swing(const ohm_scene *scene)
{
    return ohm_q_add(ohm_q_filled(scene->arena, scene->edges, 1, 1, 1), ohm_q_times(scene->w, scene->xi));
}

ohm_q *
ohm_scene_resistance(const ohm_scene *scene)
{
    return ohm_q_each(scene->sign, ohm_scene_swing(scene));
}

ohm_q *
ohm_scene_drive(const ohm_scene *scene)
{
    return ohm_q_each(scene->sign, scene->s);
}

ohm_q *
ohm_scene_omega_bar(const ohm_scene *scene)
{
    const ohm_q *ap = ohm_q_mul(scene->a, scene->p), *t = ohm_q_transpose(scene->a);

    if (scene->chords == 0)
        return ohm_q_mul(t, ap);
    return ohm_q_mul3(t, ohm_q_inverse(ohm_q_mul(ap, t)), ap);
}

ohm_q *
ohm_scene_response(const ohm_scene *scene)
{
    const ohm_q *omega = ohm_scene_omega_bar(scene);
    const ohm_q *weighted = ohm_q_times(ohm_q_mul(omega, ohm_q_diagonal(scene->w)), scene->xi);

    return ohm_q_mul(ohm_q_inverse(ohm_q_add(scene->one, weighted)), omega);
}

ohm_q *
ohm_scene_current(const ohm_scene *scene)
{
    return ohm_q_mul(ohm_scene_response(scene), ohm_scene_drive(scene));
}

/* [R B^t; B 0] [i; p] = [S; 0] */
ohm_q *
ohm_scene_kirchhoff(const ohm_scene *scene)
{
    const size_t cuts = ohm_q_rows(scene->b);
    const ohm_q *above = ohm_q_beside(ohm_q_diagonal(ohm_scene_resistance(scene)),
                                      ohm_q_transpose(scene->b));
    const ohm_q *below = ohm_q_beside(scene->b, ohm_q_zero(scene->arena, cuts, cuts));
    const ohm_q *given = ohm_q_stack(scene->s, ohm_q_zero(scene->arena, cuts, 1));
    const ohm_q *found = ohm_q_mul(ohm_q_inverse(ohm_q_stack(above, below)), given);
    ohm_q *current = ohm_q_zero(scene->arena, scene->edges, 1);

    for (size_t k = 0; found != NULL && k < scene->edges; k++)
        ohm_q_put(current, k, 0, ohm_q_entry(found, k, 0));
    return current;
}

ohm_q *
ohm_scene_velocity(const ohm_scene *scene)
{
    const ohm_q *driven = ohm_q_over(ohm_q_each(scene->polarity, ohm_scene_current(scene)), scene->beta);

    return ohm_q_sub(ohm_q_times(scene->w, scene->alpha), driven);
}

ohm_q *
ohm_scene_circulation(const ohm_scene *scene, ohm_rng *rng)
{
    return ohm_q_mul(ohm_q_transpose(scene->a), ohm_q_random(scene->arena, scene->chords, 1, 0, 9, rng));
}

ohm_q *
ohm_scene_cut(const ohm_scene *scene, ohm_rng *rng)
{
    return ohm_q_mul(ohm_q_transpose(scene->b),
                     ohm_q_random(scene->arena, ohm_q_rows(scene->b), 1, 0, 9, rng));
}

/* ---- showing ------------------------------------------------------------------------------- */

/* A vector as a list, also where it has one entry. */
static ohm_json *
list_json(const ohm_q *vector)
{
    ohm_json *list = ohm_json_array();

    for (size_t k = 0; k < ohm_q_rows(vector); k++)
        ohm_json_append(list, ohm_q_json(ohm_q_entry(vector, k, 0)));
    return list;
}

static ohm_json *
ends_json(const ohm_scene *scene)
{
    ohm_json *list = ohm_json_array();

    for (size_t k = 0; k < scene->edges; k++) {
        ohm_json *pair = ohm_json_array();

        for (size_t end = 0; end < 2; end++)
            ohm_json_append(pair, ohm_json_integer((long long)ohm_q_double(scene->ends, k, end)));
        ohm_json_append(list, pair);
    }
    return list;
}

ohm_json *
ohm_scene_json(const ohm_scene *scene)
{
    ohm_json *json = ohm_json_object();

    ohm_json_set(json, "nodes", ohm_json_integer((long long)scene->nodes));
    ohm_json_set(json, "edges", ends_json(scene));
    ohm_json_set(json, "sign", list_json(scene->sign));
    ohm_json_set(json, "polarity", list_json(scene->polarity));
    ohm_json_set(json, "w", list_json(scene->w));
    ohm_json_set(json, "s", list_json(scene->s));
    ohm_json_set(json, "xi", ohm_q_json(scene->xi));
    ohm_json_set(json, "alpha", ohm_q_json(scene->alpha));
    ohm_json_set(json, "beta", ohm_q_json(scene->beta));
    return json;
}
