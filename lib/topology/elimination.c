/* lib/topology/elimination.c -- see elimination.h
 *
 * Eliminating an unknown joins all its neighbours.  The neighbours are kept as
 * sorted lists; unknowns wait in doubly linked queues, one for each degree. */
#include "topology/elimination.h"
#include "topology/graph.h"
#include "base/array.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    size_t count, room;
    size_t *item;                   /* ascending */
} set;

typedef struct {
    size_t n;
    set *near;                      /* n: neighbours not yet eliminated; at last the column */
    size_t *queue;                  /* n: first unknown of a degree */
    size_t *next, *previous;        /* n: its queue */
    size_t *merged;                 /* n: scratch */
    size_t least;                   /* no queue before this one holds anyone */
} market;

static void
market_release(market *m)
{
    for (size_t v = 0; m->near != NULL && v < m->n; v++)
        free(m->near[v].item);
    free(m->near);
    free(m->queue);
    free(m->next);
    free(m->previous);
    free(m->merged);
}

static void
enqueue(market *m, size_t v)
{
    size_t *first = &m->queue[m->near[v].count];

    m->next[v] = *first;
    m->previous[v] = OHM_NONE;
    if (*first != OHM_NONE)
        m->previous[*first] = v;
    *first = v;
    if (m->near[v].count < m->least)
        m->least = m->near[v].count;
}

static void
dequeue(market *m, size_t v)
{
    if (m->previous[v] != OHM_NONE)
        m->next[m->previous[v]] = m->next[v];
    else
        m->queue[m->near[v].count] = m->next[v];
    if (m->next[v] != OHM_NONE)
        m->previous[m->next[v]] = m->previous[v];
}

static ohm_status
market_open(market *m, size_t n, const size_t *start, const size_t *column)
{
    m->n = n;
    m->least = n;
    m->near = OHM_ZEROS(set, n);
    m->queue = OHM_ARRAY(size_t, n);
    m->next = OHM_ARRAY(size_t, n);
    m->previous = OHM_ARRAY(size_t, n);
    m->merged = OHM_ARRAY(size_t, n);
    if (m->near == NULL || m->queue == NULL || m->next == NULL || m->previous == NULL || m->merged == NULL)
        return OHM_E_NOMEM;
    for (size_t d = 0; d < n; d++)
        m->queue[d] = OHM_NONE;
    for (size_t v = 0; v < n; v++) {
        set *near = &m->near[v];

        near->count = near->room = start[v + 1] - start[v];
        if ((near->item = ohm_copy(column + start[v], near->count, sizeof *column)) == NULL)
            return OHM_E_NOMEM;
        enqueue(m, v);
    }
    return OHM_OK;
}

/* near(u) becomes near(u) + near(v) without u and v. */
static ohm_status
absorb(market *m, size_t u, size_t v)
{
    const set *from = &m->near[v];
    set *to = &m->near[u];
    size_t count = 0, i = 0, j = 0;

    while (i < to->count || j < from->count) {
        size_t next;

        if (j == from->count || (i < to->count && to->item[i] <= from->item[j])) {
            next = to->item[i];
            j += j < from->count && from->item[j] == next;
            i++;
        } else {
            next = from->item[j++];
        }
        if (next != u && next != v)
            m->merged[count++] = next;
    }
    if (count > to->room) {
        const size_t room = count + count / 4;
        size_t *item = ohm_resize(to->item, room, sizeof *item);

        if (item == NULL)
            return OHM_E_NOMEM;
        to->item = item;
        to->room = room;
    }
    memcpy(to->item, m->merged, count * sizeof *to->item);
    to->count = count;
    return OHM_OK;
}

/* Takes out unknown after unknown; leaves the column of each in its `near`. */
static ohm_status
eliminate(market *m, ohm_elimination *plan, double most_work)
{
    for (size_t p = 0; p < m->n; p++) {
        while (m->queue[m->least] == OHM_NONE)
            m->least++;
        const size_t v = m->queue[m->least];
        const double degree = (double)m->near[v].count;

        plan->work += degree * (degree + 3.0) / 2.0;
        if (plan->work > most_work)
            return OHM_E_METHOD;
        dequeue(m, v);
        plan->order[p] = v;
        plan->place[v] = p;
        for (size_t i = 0; i < m->near[v].count; i++) {
            const size_t u = m->near[v].item[i];

            dequeue(m, u);
            if (absorb(m, u, v) != OHM_OK)
                return OHM_E_NOMEM;
            enqueue(m, u);
        }
        plan->start[p + 1] = plan->start[p] + m->near[v].count;
    }
    return OHM_OK;
}

static int
compare_places(const void *a, const void *b)
{
    const size_t x = *(const size_t *)a, y = *(const size_t *)b;

    return (x > y) - (x < y);
}

static ohm_status
list_columns(ohm_elimination *plan, const market *m)
{
    if ((plan->row = OHM_ARRAY(size_t, plan->start[plan->n])) == NULL)
        return OHM_E_NOMEM;
    for (size_t p = 0; p < plan->n; p++) {
        const set *column = &m->near[plan->order[p]];
        size_t *row = plan->row + plan->start[p];

        for (size_t i = 0; i < column->count; i++)
            row[i] = plan->place[column->item[i]];
        qsort(row, column->count, sizeof *row, compare_places);
    }
    return OHM_OK;
}

ohm_status
ohm_elimination_alloc(ohm_elimination **out, size_t n, const size_t *start, const size_t *column,
                      double most_work, ohm_error *err)
{
    market m = { .n = 0 };
    ohm_elimination *plan = OHM_ZEROS(ohm_elimination, 1);
    ohm_status status = OHM_E_NOMEM;

    *out = NULL;
    if (plan == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "elimination: out of memory");
    plan->n = n;
    plan->order = OHM_ARRAY(size_t, n);
    plan->place = OHM_ARRAY(size_t, n);
    plan->start = OHM_ZEROS(size_t, n + 1);
    if (plan->order != NULL && plan->place != NULL && plan->start != NULL)
        status = market_open(&m, n, start, column);
    if (status == OHM_OK)
        status = eliminate(&m, plan, most_work);
    if (status == OHM_OK)
        status = list_columns(plan, &m);
    market_release(&m);
    if (status == OHM_OK) {
        *out = plan;
        return OHM_OK;
    }
    ohm_elimination_free(plan);
    if (status == OHM_E_METHOD)
        return ohm_fail(err, status, "elimination: %zu unknowns fill beyond %g multiplications", n,
                        most_work);
    return ohm_fail(err, status, "elimination: out of memory for %zu unknowns", n);
}

void
ohm_elimination_free(ohm_elimination *elimination)
{
    if (elimination == NULL)
        return;
    free(elimination->order);
    free(elimination->place);
    free(elimination->start);
    free(elimination->row);
    free(elimination);
}
