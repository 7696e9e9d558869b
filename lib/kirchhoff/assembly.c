/* lib/kirchhoff/assembly.c -- see assembly.h */
#include "kirchhoff/assembly.h"
#include "base/array.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

ohm_status
ohm_assembly_alloc(ohm_assembly **out, const ohm_reduced *reduced, const ohm_pattern *pattern,
                   const int *order, ohm_error *err)
{
    const int ground = reduced->unknowns;
    const size_t branches = (size_t)reduced->branches;
    ohm_assembly *assembly = OHM_ZEROS(ohm_assembly, 1);

    *out = NULL;
    if (assembly == NULL)
        goto nomem;
    assembly->branches = reduced->branches;
    assembly->entries = pattern->entries;
    assembly->edge = reduced->edge;
    assembly->at_tail = OHM_ARRAY(int, branches);
    assembly->at_head = OHM_ARRAY(int, branches);
    assembly->at_pair = OHM_ARRAY(int, branches);
    if (assembly->at_tail == NULL || assembly->at_head == NULL || assembly->at_pair == NULL)
        goto nomem;
    for (size_t b = 0; b < branches; b++) {
        const int t = reduced->tail[b], h = reduced->head[b];
        const int row = t == ground || order == NULL ? t : order[t];
        const int column = h == ground || order == NULL ? h : order[h];

        assembly->at_tail[b] = t == ground ? -1 : ohm_pattern_diagonal(pattern, row);
        assembly->at_head[b] = h == ground ? -1 : ohm_pattern_diagonal(pattern, column);
        assembly->at_pair[b] = t == ground || h == ground ? -1 : ohm_pattern_find(pattern, row, column);
    }
    *out = assembly;
    return OHM_OK;

nomem:
    ohm_assembly_free(assembly);
    return ohm_fail(err, OHM_E_NOMEM, "network: %zu branches", branches);
}

void
ohm_assembly_free(ohm_assembly *assembly)
{
    if (assembly == NULL)
        return;
    free(assembly->at_tail);
    free(assembly->at_head);
    free(assembly->at_pair);
    free(assembly);
}

void
ohm_assembly_sum(double *restrict value, const ohm_assembly *assembly, const double *restrict g)
{
    memset(value, 0, (size_t)assembly->entries * sizeof *value);
    for (int b = 0; b < assembly->branches; b++) {
        const double conductance = g[assembly->edge[b]];

        if (assembly->at_tail[b] >= 0)
            value[assembly->at_tail[b]] += conductance;
        if (assembly->at_head[b] >= 0)
            value[assembly->at_head[b]] += conductance;
        if (assembly->at_pair[b] >= 0)
            value[assembly->at_pair[b]] -= conductance;
    }
}

ohm_status
ohm_pairs_list(ohm_pairs *out, const ohm_reduced *reduced, ohm_error *err)
{
    const int ground = reduced->unknowns;
    const size_t branches = (size_t)reduced->branches;

    *out = (ohm_pairs){ 0, OHM_ARRAY(int, branches), OHM_ARRAY(int, branches) };
    if (out->a == NULL || out->b == NULL) {
        ohm_pairs_free(out);
        return ohm_fail(err, OHM_E_NOMEM, "network: %zu branches", branches);
    }
    for (size_t k = 0; k < branches; k++)
        if (reduced->tail[k] != ground && reduced->head[k] != ground) {
            out->a[out->count] = reduced->tail[k];
            out->b[out->count++] = reduced->head[k];
        }
    return OHM_OK;
}

void
ohm_pairs_free(ohm_pairs *pairs)
{
    free(pairs->a);
    free(pairs->b);
    *pairs = (ohm_pairs){ 0 };
}

void
ohm_assembly_scale(double *scale, const ohm_reduced *reduced, const double *g)
{
    const int n = reduced->unknowns;

    memset(scale, 0, (size_t)n * sizeof *scale);
    for (int b = 0; b < reduced->branches; b++) {
        const double size = fabs(g[reduced->edge[b]]);

        if (reduced->tail[b] != n)
            scale[reduced->tail[b]] += size;
        if (reduced->head[b] != n)
            scale[reduced->head[b]] += size;
    }
    for (int u = 0; u < n; u++)
        scale[u] = 1.0 / sqrt(scale[u]);
}
