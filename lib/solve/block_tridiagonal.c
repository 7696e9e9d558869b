/* lib/solve/block_tridiagonal.c -- see block_tridiagonal.h */
#include "solve/block_tridiagonal.h"

#include "base/array.h"
#include "base/lanes.h"
#include "solve/block_core.h"

#include <stdlib.h>
#include <string.h>

#define SPELLED_OUT _Pragma("GCC unroll 9")

/* ---- eight systems: one chain each, from the left ------------------------------- */
OHM_INLINE ohm_lanes
eight_load(const double *left, const double *right, size_t q, const ohm_block_system *a)
{
    (void)right;
    (void)a;
    return ohm_lanes_load(left + q * OHM_LANES);
}

OHM_INLINE void
eight_store(double *array, ohm_lanes value, size_t q, const ohm_block_system *a)
{
    (void)a;
    ohm_lanes_store(array + q * OHM_LANES, value);
}

#define KERNEL_TYPE ohm_lanes
#define KERNEL_LOAD eight_load
#define KERNEL_STORE eight_store
#define KERNEL(name) eight_##name
#define KERNEL_UNROLL
#include "solve/block_kernel.h"
#undef KERNEL
#undef KERNEL_UNROLL
#define KERNEL(name) eight4_##name
#define KERNEL_UNROLL SPELLED_OUT
#include "solve/block_kernel.h"
#undef KERNEL
#undef KERNEL_UNROLL
#undef KERNEL_TYPE
#undef KERNEL_LOAD
#undef KERNEL_STORE

/* ---- one system: two chains, from either end ------------------------------------ */
typedef double two_ends __attribute__((vector_size(16)));

OHM_INLINE two_ends
ends_load(const double *left, const double *right, size_t q, const ohm_block_system *a)
{
    return (two_ends){ left[q], right[a->nodes - 1 - q] };
}

OHM_INLINE void
ends_store(double *array, two_ends value, size_t q, const ohm_block_system *a)
{
    array[q] = value[0];
    array[a->nodes - 1 - q] = value[1];
}

#define KERNEL_TYPE two_ends
#define KERNEL_LOAD ends_load
#define KERNEL_STORE ends_store
#define KERNEL(name) ends_##name
#define KERNEL_UNROLL
#include "solve/block_kernel.h"
#undef KERNEL
#undef KERNEL_UNROLL
#define KERNEL(name) ends4_##name
#define KERNEL_UNROLL SPELLED_OUT
#include "solve/block_kernel.h"
#undef KERNEL
#undef KERNEL_UNROLL

/* ---- the whole ------------------------------------------------------------------- */

/* Nodes each of the two chains eliminates before the one or two in the middle. */
static size_t
chain_length(const ohm_block_system *a)
{
    return (a->nodes - 1) / 2;
}

OHM_INLINE void
eight_solve_body(const ohm_block_system *a)
{
    ohm_lanes next[OHM_BLOCK_MAX] = { { 0 } };          /* nothing lies beyond the last node */

    if (a->block == 4) {
        eight4_eliminate(a, a->nodes, 4);
        eight4_backward(a, next, a->nodes, 4);
    } else {
        eight_eliminate(a, a->nodes, a->block);
        eight_backward(a, next, a->nodes, a->block);
    }
}
OHM_KERNEL(eight_solve, ohm_block_system)

OHM_INLINE void
eight_resolve_body(const ohm_block_system *a)
{
    ohm_lanes next[OHM_BLOCK_MAX] = { { 0 } };

    if (a->block == 4) {
        eight4_forward(a, a->nodes, 4);
        eight4_backward(a, next, a->nodes, 4);
    } else {
        eight_forward(a, a->nodes, a->block);
        eight_backward(a, next, a->nodes, a->block);
    }
}
OHM_KERNEL(eight_resolve, ohm_block_system)

OHM_INLINE void
ends_descend_body(const ohm_block_system *a)
{
    if (a->block == 4)
        ends4_eliminate(a, chain_length(a), 4);
    else
        ends_eliminate(a, chain_length(a), a->block);
}
OHM_KERNEL(ends_descend, ohm_block_system)

/* From the solution in the middle outwards. */
OHM_INLINE void
ends_return_body(const ohm_block_system *a)
{
    const size_t length = chain_length(a), first = length, last = a->nodes - 1 - length;
    two_ends next[OHM_BLOCK_MAX];

    for (size_t r = 0; r < a->block; r++)
        next[r] = (two_ends){ a->solution[r * a->stride + first], a->solution[r * a->stride + last] };
    if (a->block == 4)
        ends4_backward(a, next, length, 4);
    else
        ends_backward(a, next, length, a->block);
}
OHM_KERNEL(ends_return, ohm_block_system)

/* X and y where the two chains stopped: [X of the left, X of the right], [y, y]. */
static void
chain_ends(const double *x[2], const double *y[2], const ohm_block_system *a)
{
    const size_t b = a->block, length = chain_length(a);
    const double *kept = length == 0 ? NULL : ends_kept(a, length - 1, b);

    for (size_t side = 0; side < 2; side++) {
        x[side] = kept == NULL ? NULL : kept + side;
        y[side] = kept == NULL ? NULL : kept + 2 * b * b * ends_WIDTH + side;
    }
}

void
ohm_block_system_solve(ohm_block_system *blocks)
{
    const double *x[2], *y[2];

    if (blocks->lanes == OHM_LANES) {
        eight_solve(blocks);
        return;
    }
    ends_descend(blocks);
    chain_ends(x, y, blocks);
    block_core_factor(blocks, chain_length(blocks), x);
    block_core_solve(blocks, chain_length(blocks), y);
    ends_return(blocks);
}

void
ohm_block_system_resolve(ohm_block_system *blocks)
{
    const double *x[2], *y[2];

    if (blocks->lanes == OHM_LANES) {
        eight_resolve(blocks);
        return;
    }
    ends_forward(blocks, chain_length(blocks), blocks->block);
    chain_ends(x, y, blocks);
    block_core_solve(blocks, chain_length(blocks), y);
    ends_return(blocks);
}

/* An array of `entries` entry arrays with its pads; the pointer to node 0 of entry 0. */
static double *
entry_arrays(size_t entries, size_t stride)
{
    double *block = OHM_ZEROS(double, entries * stride + OHM_BLOCK_PAD);

    return block == NULL ? NULL : block + OHM_BLOCK_PAD;
}

static void
entry_arrays_free(double *array)
{
    if (array != NULL)
        free(array - OHM_BLOCK_PAD);
}

ohm_status
ohm_block_system_alloc(ohm_block_system **out, size_t nodes, size_t block, size_t lanes, ohm_error *err)
{
    const size_t nodes_max = (size_t)1 << 32;
    ohm_block_system *a;

    *out = NULL;
    if (nodes == 0 || nodes > nodes_max || block == 0 || block > OHM_BLOCK_MAX
        || (lanes != 1 && lanes != OHM_LANES))
        return ohm_fail(err, OHM_E_ARG, "blocks: %zu nodes of %zu unknowns, %zu lanes", nodes, block, lanes);
    if ((a = OHM_ZEROS(ohm_block_system, 1)) == NULL)
        goto nomem;
    a->nodes = nodes;
    a->block = block;
    a->lanes = lanes;
    /* a vector loop over nodes * lanes numbers may run on to the next multiple of 8 */
    a->stride = (nodes * lanes + 7) / 8 * 8 + 2 * OHM_BLOCK_PAD;
    a->diagonal = entry_arrays(block * block, a->stride);
    a->lower = entry_arrays(2 * block - 1, a->stride);
    a->upper = entry_arrays(2 * block - 1, a->stride);
    a->rhs = entry_arrays(block, a->stride);
    a->solution = entry_arrays(block, a->stride);
    a->factor = OHM_ARRAY(double, (nodes + 1) * lanes * (2 * block + 1) * block);
    a->core = OHM_ARRAY(double, 4 * block * block);
    a->core_pivot = OHM_ARRAY(int, 2 * block);
    if (a->diagonal == NULL || a->lower == NULL || a->upper == NULL || a->rhs == NULL
        || a->solution == NULL || a->factor == NULL || a->core == NULL || a->core_pivot == NULL)
        goto nomem;
    *out = a;
    return OHM_OK;

nomem:
    ohm_block_system_free(a);
    return ohm_fail(err, OHM_E_NOMEM, "blocks: %zu nodes of %zu unknowns, %zu lanes", nodes, block, lanes);
}

void
ohm_block_system_free(ohm_block_system *blocks)
{
    if (blocks == NULL)
        return;
    entry_arrays_free(blocks->diagonal);
    entry_arrays_free(blocks->lower);
    entry_arrays_free(blocks->upper);
    entry_arrays_free(blocks->rhs);
    entry_arrays_free(blocks->solution);
    free(blocks->factor);
    free(blocks->core);
    free(blocks->core_pivot);
    free(blocks->band);
    free(blocks->band_pivot);
    free(blocks);
}
