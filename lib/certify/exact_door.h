/* lib/certify/exact_door.h -- what a rational matrix is made of (private to exact*.c). */
#ifndef OHM_CERTIFY_EXACT_DOOR_H
#define OHM_CERTIFY_EXACT_DOOR_H

#include "certify/exact.h"

#include <flint/fmpq_mat.h>

struct ohm_q {
    fmpq_mat_t value;
    ohm_arena *arena;
};

/* 0 for NULL */
static inline slong
ohm_q_rows_of(const ohm_q *m)
{
    return m == NULL ? 0 : fmpq_mat_nrows(m->value);
}

static inline slong
ohm_q_columns_of(const ohm_q *m)
{
    return m == NULL ? 0 : fmpq_mat_ncols(m->value);
}

static inline fmpq *
ohm_q_at(const ohm_q *m, slong i, slong j)
{
    return fmpq_mat_entry(m->value, i, j);
}

static inline bool
ohm_q_same_shape(const ohm_q *a, const ohm_q *b)
{
    return ohm_q_rows_of(a) == ohm_q_rows_of(b) && ohm_q_columns_of(a) == ohm_q_columns_of(b);
}

/* A new matrix of the given shape beside `a`, where the operands are there and `fits`. */
ohm_q *ohm_q_result(const ohm_q *a, const ohm_q *b, bool fits, slong rows, slong columns);

#endif
