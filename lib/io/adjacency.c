/* lib/io/adjacency.c -- see adjacency.h */
#include "io/adjacency.h"

#include "base/array.h"
#include "io/matrix_market.h"

#include <stdlib.h>

typedef struct {
    size_t tail, head;
} arrow;

/* By head, then by tail: the columns of the matrix one after the other. */
static int
compare_arrows(const void *a, const void *b)
{
    const arrow *p = a, *q = b;

    if (p->head != q->head)
        return p->head < q->head ? -1 : 1;
    return p->tail < q->tail ? -1 : p->tail > q->tail;
}

/* How many of the sorted arrows from k on are the same. */
static size_t
run_length(const arrow *sorted, size_t k, size_t edges)
{
    size_t length = 1;

    while (k + length < edges && compare_arrows(&sorted[k], &sorted[k + length]) == 0)
        length++;
    return length;
}

static ohm_status
write_sorted(FILE *file, const arrow *sorted, size_t edges, size_t nodes, ohm_error *err)
{
    ohm_mtx mtx;
    size_t entries = 0;
    ohm_status status = OHM_OK;

    for (size_t k = 0; k < edges; k += run_length(sorted, k, edges))
        entries++;
    ohm_mtx_begin(&mtx, file, nodes, nodes, entries, true, "adjacency: edges from row to column");
    for (size_t k = 0, length; status == OHM_OK && k < edges; k += length) {
        length = run_length(sorted, k, edges);
        status = ohm_mtx_entry(&mtx, sorted[k].tail, sorted[k].head, (double)length, err);
    }
    return status == OHM_OK ? ohm_mtx_end(&mtx, err) : status;
}

ohm_status
ohm_adjacency_write(FILE *file, const ohm_table *table, ohm_error *err)
{
    const size_t edges = ohm_table_edges(table);
    arrow *sorted = OHM_ARRAY(arrow, edges);
    ohm_status status;

    if (sorted == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "adjacency: %zu edges", edges);
    for (size_t k = 0; k < edges; k++)
        sorted[k] = (arrow){ ohm_table_tails(table)[k], ohm_table_heads(table)[k] };
    qsort(sorted, edges, sizeof *sorted, compare_arrows);
    status = write_sorted(file, sorted, edges, ohm_table_nodes(table), err);
    free(sorted);
    return status;
}
