/* lib/certify/exact.h -- matrices of rational numbers that live in an arena.
 *
 * What the claims compute with: every operation gives a new matrix, owned by the
 * arena of its operands, so that a formula is written as it is read.  Trouble is
 * kept by the arena (ohm_arena_status) and the matrices after it are NULL, which
 * every operation takes; a predicate of NULL is false, so nobody concludes from a
 * false one without asking the arena.  A vector is a matrix of one column, a number
 * a matrix of one entry.  FLINT does the arithmetic, and aborts where memory runs
 * out.  Private: not installed. */
#ifndef OHM_CERTIFY_EXACT_H
#define OHM_CERTIFY_EXACT_H

#include "base/rng.h"
#include "certify/arena.h"
#include "io/json.h"
#include "topology/sign_matrix.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ohm_q ohm_q;

/* ---- making ----------------------------------------------------------------- */
ohm_q *ohm_q_zero(ohm_arena *arena, size_t rows, size_t columns);
ohm_q *ohm_q_identity(ohm_arena *arena, size_t n);
ohm_q *ohm_q_filled(ohm_arena *arena, size_t rows, size_t columns, long p, long q);
ohm_q *ohm_q_number(ohm_arena *arena, long p, long q);
ohm_q *ohm_q_vector(ohm_arena *arena, size_t n, const short (*fraction)[2]);    /* p, q */
ohm_q *ohm_q_of_signs(ohm_arena *arena, const ohm_sign_matrix *matrix);
/* Entries p/q with |p| <= most, 1 <= q <= 12; `least` > 0 asks for least <= p. */
ohm_q *ohm_q_random(ohm_arena *arena, size_t rows, size_t columns, long least, long most, ohm_rng *rng);
ohm_q *ohm_q_copy(ohm_arena *arena, const ohm_q *m);   /* into another arena */
void ohm_q_set(ohm_q *m, size_t i, size_t j, long p, long q);
void ohm_q_put(ohm_q *m, size_t i, size_t j, const ohm_q *number);

/* ---- shape and parts --------------------------------------------------------- */
size_t ohm_q_rows(const ohm_q *m);
size_t ohm_q_columns(const ohm_q *m);
ohm_q *ohm_q_entry(const ohm_q *m, size_t i, size_t j);
ohm_q *ohm_q_column(const ohm_q *m, size_t j);
ohm_q *ohm_q_pick_columns(const ohm_q *m, size_t count, const size_t *column);
ohm_q *ohm_q_transpose(const ohm_q *m);
ohm_q *ohm_q_diagonal(const ohm_q *vector);             /* diag(vector) */
ohm_q *ohm_q_diagonal_of(const ohm_q *m);               /* its diagonal, a vector */
ohm_q *ohm_q_stack(const ohm_q *above, const ohm_q *below);
ohm_q *ohm_q_beside(const ohm_q *left, const ohm_q *right);

/* ---- arithmetic --------------------------------------------------------------- */
ohm_q *ohm_q_add(const ohm_q *a, const ohm_q *b);
ohm_q *ohm_q_sub(const ohm_q *a, const ohm_q *b);
ohm_q *ohm_q_mul(const ohm_q *a, const ohm_q *b);
ohm_q *ohm_q_mul3(const ohm_q *a, const ohm_q *b, const ohm_q *c);
ohm_q *ohm_q_neg(const ohm_q *m);
ohm_q *ohm_q_scale(const ohm_q *m, long p, long q);     /* p/q m */
ohm_q *ohm_q_times(const ohm_q *m, const ohm_q *number);
ohm_q *ohm_q_over(const ohm_q *m, const ohm_q *number);
ohm_q *ohm_q_each(const ohm_q *a, const ohm_q *b);      /* entry by entry */
ohm_q *ohm_q_reciprocal(const ohm_q *m);                /* entry by entry */
ohm_q *ohm_q_absolute(const ohm_q *m);                  /* entry by entry */
ohm_q *ohm_q_inverse(const ohm_q *m);                   /* OHM_E_SINGULAR where there is none */
ohm_q *ohm_q_dot(const ohm_q *a, const ohm_q *b);       /* sum of a_ij b_ij */
ohm_q *ohm_q_sum(const ohm_q *m);
ohm_q *ohm_q_trace(const ohm_q *m);
ohm_q *ohm_q_determinant(const ohm_q *m);

/* ---- deciding ------------------------------------------------------------------ */
bool ohm_q_equal(const ohm_q *a, const ohm_q *b);       /* false where the shapes differ */
bool ohm_q_is_zero(const ohm_q *m);
bool ohm_q_is_symmetric(const ohm_q *m);
bool ohm_q_is_regular(const ohm_q *m);
bool ohm_q_is_positive_definite(const ohm_q *m);        /* of a symmetric matrix */
size_t ohm_q_rank(const ohm_q *m);
int ohm_q_sign(const ohm_q *m, size_t i, size_t j);     /* -1, 0, 1 */
int ohm_q_compare(const ohm_q *a, const ohm_q *b);      /* of two numbers */
bool ohm_q_all_positive(const ohm_q *m);
bool ohm_q_all_at_least(const ohm_q *m, long p, long q);
bool ohm_q_all_at_most(const ohm_q *m, long p, long q);

/* Of a square matrix, by Sturm's theorem on its characteristic polynomial: how many
 * distinct real eigenvalues are < 0 and > 0, how many distinct ones are not real. */
typedef struct {
    size_t negative, positive, complex;
    bool zero;
} ohm_q_spectrum;
ohm_q_spectrum ohm_q_count_eigenvalues(const ohm_q *m);
/* det(z I - m), constant term first, as a vector. */
ohm_q *ohm_q_characteristic(const ohm_q *m);

/* ---- showing -------------------------------------------------------------------- */
double ohm_q_double(const ohm_q *m, size_t i, size_t j);
/* "p/q" of a number, a list of a vector, a list of rows of a matrix; null for NULL. */
ohm_json *ohm_q_json(const ohm_q *m);

#endif
