/* lib/topology/families_random.c -- see families_random.h */
#include "topology/families_random.h"

#include "topology/igraph_door.h"

#include <igraph/igraph.h>

/* Counts up to here keep n^2 within igraph's 64-bit integers. */
static const size_t NODES_MAX = (size_t)1 << (sizeof(size_t) * 4 - 1);

static ohm_status
refuse(const char *family, igraph_error_t code, ohm_error *err)
{
    const ohm_status status = code == IGRAPH_ENOMEM ? OHM_E_NOMEM
        : code == IGRAPH_EINVAL || code == IGRAPH_EOVERFLOW ? OHM_E_ARG : OHM_E_INTERNAL;

    return ohm_fail(err, status, "%s: igraph: %s", family, igraph_strerror(code));
}

static ohm_status
take_edges(ohm_graph **out, const igraph_t *graph, ohm_error *err)
{
    const size_t edges = (size_t)igraph_ecount(graph);
    ohm_status status = ohm_graph_alloc_blank(out, (size_t)igraph_vcount(graph), edges, err);

    if (status != OHM_OK)
        return status;
    for (size_t k = 0; k < edges; k++) {
        (*out)->tail[k] = (size_t)IGRAPH_FROM(graph, (igraph_integer_t)k);
        (*out)->head[k] = (size_t)IGRAPH_TO(graph, (igraph_integer_t)k);
    }
    if ((status = ohm_graph_sort(*out, err)) != OHM_OK) {
        ohm_graph_free(*out);
        *out = NULL;
    }
    return status;
}

/* The end of every family: copies what was made, frees it, gives igraph back. */
static ohm_status
conclude(ohm_graph **out, const char *family, igraph_t *graph, ohm_igraph_visit *now, igraph_error_t code,
         ohm_error *err)
{
    ohm_status status;

    *out = NULL;
    if (code != IGRAPH_SUCCESS) {
        status = refuse(family, code, err);
    } else {
        status = take_edges(out, graph, err);
        igraph_destroy(graph);
    }
    ohm_igraph_leave(now);
    return status;
}

static ohm_status
check_count(const char *family, const char *name, size_t value, size_t least, ohm_error *err)
{
    if (value < least || value > NODES_MAX)
        return ohm_fail(err, OHM_E_ARG, "%s: %s = %zu: must be from %zu to %zu", family, name, value,
                        least, NODES_MAX);
    return OHM_OK;
}

ohm_status
ohm_graph_gnp(ohm_graph **out, size_t n, double p, ohm_rng *rng, ohm_error *err)
{
    const ohm_status status = check_count("gnp", "N", n, 1, err);
    igraph_t graph;
    ohm_igraph_visit now;

    *out = NULL;
    if (status != OHM_OK)
        return status;
    if (!(p >= 0.0 && p <= 1.0))
        return ohm_fail(err, OHM_E_ARG, "gnp: P = %g: must be in [0, 1]", p);
    ohm_igraph_enter(&now, rng);
    igraph_error_t code = now.code;
    if (code == IGRAPH_SUCCESS)
        code = igraph_erdos_renyi_game_gnp(&graph, (igraph_integer_t)n, p, IGRAPH_UNDIRECTED,
                                           IGRAPH_NO_LOOPS);
    return conclude(out, "gnp", &graph, &now, code, err);
}

ohm_status
ohm_graph_gnm(ohm_graph **out, size_t n, size_t m, ohm_rng *rng, ohm_error *err)
{
    const ohm_status status = check_count("gnm", "N", n, 1, err);
    igraph_t graph;
    ohm_igraph_visit now;

    *out = NULL;
    if (status != OHM_OK)
        return status;
    if (m > n * (n - 1) / 2)
        return ohm_fail(err, OHM_E_ARG, "gnm: M = %zu: there are only %zu pairs of %zu nodes", m,
                        n * (n - 1) / 2, n);
    ohm_igraph_enter(&now, rng);
    igraph_error_t code = now.code;
    if (code == IGRAPH_SUCCESS)
        code = igraph_erdos_renyi_game_gnm(&graph, (igraph_integer_t)n, (igraph_integer_t)m,
                                           IGRAPH_UNDIRECTED, IGRAPH_NO_LOOPS);
    return conclude(out, "gnm", &graph, &now, code, err);
}

ohm_status
ohm_graph_regular(ohm_graph **out, size_t n, size_t d, ohm_rng *rng, ohm_error *err)
{
    const ohm_status status = check_count("regular", "N", n, 1, err);
    igraph_t graph;
    ohm_igraph_visit now;

    *out = NULL;
    if (status != OHM_OK)
        return status;
    if (d >= n)
        return ohm_fail(err, OHM_E_ARG, "regular: D = %zu: must be below N = %zu", d, n);
    if (n % 2 == 1 && d % 2 == 1)
        return ohm_fail(err, OHM_E_ARG, "regular: D = %zu: N D must be even, N = %zu", d, n);
    ohm_igraph_enter(&now, rng);
    igraph_error_t code = now.code;
    if (code == IGRAPH_SUCCESS)
        code = igraph_k_regular_game(&graph, (igraph_integer_t)n, (igraph_integer_t)d, false, false);
    return conclude(out, "regular", &graph, &now, code, err);
}

ohm_status
ohm_graph_barabasi(ohm_graph **out, size_t n, size_t m, ohm_rng *rng, ohm_error *err)
{
    const ohm_status status = check_count("barabasi", "N", n, 2, err);
    igraph_t star, graph;
    ohm_igraph_visit now;

    *out = NULL;
    if (status != OHM_OK)
        return status;
    if (m < 1 || m >= n)
        return ohm_fail(err, OHM_E_ARG, "barabasi: M = %zu: must be from 1 to N - 1 = %zu", m, n - 1);
    ohm_igraph_enter(&now, rng);
    igraph_error_t code = now.code;
    if (code == IGRAPH_SUCCESS)
        code = igraph_star(&star, (igraph_integer_t)m + 1, IGRAPH_STAR_UNDIRECTED, 0);
    if (code == IGRAPH_SUCCESS) {
        /* attraction degree^1 + 0; this algorithm never joins a pair twice */
        code = igraph_barabasi_game(&graph, (igraph_integer_t)n, 1.0, (igraph_integer_t)m, NULL, true,
                                    0.0, IGRAPH_UNDIRECTED, IGRAPH_BARABASI_PSUMTREE, &star);
        igraph_destroy(&star);
    }
    return conclude(out, "barabasi", &graph, &now, code, err);
}

ohm_status
ohm_graph_famous(ohm_graph **out, const char *name, ohm_error *err)
{
    igraph_t graph;
    ohm_igraph_visit now;

    ohm_igraph_enter(&now, NULL);
    igraph_error_t code = now.code;
    if (code == IGRAPH_SUCCESS)
        code = igraph_famous(&graph, name);
    const ohm_status status = conclude(out, "famous", &graph, &now, code, err);

    if (code == IGRAPH_EINVAL)
        return ohm_fail(err, OHM_E_ARG, "famous: NAME = %s: unknown; Petersen, Tutte, Zachary are known",
                        name);
    return status;
}

ohm_status
ohm_graph_atlas(ohm_graph **out, size_t number, ohm_error *err)
{
    igraph_t graph;
    ohm_igraph_visit now;

    *out = NULL;
    if (number >= OHM_ATLAS_GRAPHS)
        return ohm_fail(err, OHM_E_ARG, "atlas: graph %zu: there are %d", number, OHM_ATLAS_GRAPHS);
    ohm_igraph_enter(&now, NULL);
    igraph_error_t code = now.code;
    if (code == IGRAPH_SUCCESS)
        code = igraph_atlas(&graph, (igraph_integer_t)number);
    return conclude(out, "atlas", &graph, &now, code, err);
}
