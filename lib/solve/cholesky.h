/* lib/solve/cholesky.h -- sparse symmetric positive definite systems: the door to CHOLMOD.
 *
 * One symbolic analysis, then any number of matrices with the same pattern:
 *
 *     P A P^T = L D L^T  (simplicial)   or   L L^T  (supernodal, where it pays).
 *
 * The caller assembles and solves in the permuted order, so that nothing is permuted
 * or copied per factorisation: entry (i, j) of A goes to row order[i], column
 * order[j] of the door's own pattern, component i of a vector to place order[i].
 * Source: Chen, Davis, Hager, Rajamanickam, ACM TOMS 35, 22 (2008). */
#ifndef OHM_SOLVE_CHOLESKY_H
#define OHM_SOLVE_CHOLESKY_H

#include "base/status.h"
#include "solve/sparse.h"

#include <stddef.h>

typedef enum {
    OHM_CHOLESKY_AUTO,          /* from the analysis: what is expected to be faster */
    OHM_CHOLESKY_OFTEN,         /* the same for thousands of factorisations: METIS may cost more of them */
    OHM_CHOLESKY_SIMPLICIAL,    /* column by column; the only one whose columns can be read */
    OHM_CHOLESKY_SUPERNODAL     /* dense blocks */
} ohm_cholesky_kind;

typedef struct {
    ohm_cholesky_kind kind;     /* what was chosen */
    const char *ordering;       /* "AMD" or "METIS" */
    double fill;                /* entries of L, diagonal included */
    double flops;               /* of one factorisation */
    double seconds;             /* expected for one, on the machine the rates come from */
} ohm_cholesky_analysis;

typedef struct ohm_cholesky ohm_cholesky;

/* Analyses the matrix of order n with entries at the pairs (a[k], b[k]), their mirror
 * images and the diagonal.  AMD orders; METIS is tried, and kept where it fills less,
 * when a factorisation is long enough to repay its own time.
 * OHM_E_METHOD where the factor needs more than 32-bit indices, OHM_E_NOMEM. */
ohm_status ohm_cholesky_alloc(ohm_cholesky **out, size_t n, size_t pairs, const int *a, const int *b,
                              ohm_cholesky_kind kind, ohm_error *err);

/* The same, but OHM_E_METHOD as soon as no ordering can be expected to bring one
 * factorisation down to `seconds`: for who has another solver. */
ohm_status ohm_cholesky_alloc_within(ohm_cholesky **out, size_t n, size_t pairs, const int *a, const int *b,
                                     ohm_cholesky_kind kind, double seconds, ohm_error *err);
void ohm_cholesky_free(ohm_cholesky *cholesky);         /* takes NULL */

const ohm_cholesky_analysis *ohm_cholesky_analysed(const ohm_cholesky *cholesky);
const int *ohm_cholesky_order(const ohm_cholesky *cholesky);        /* n: place of each unknown */
const ohm_pattern *ohm_cholesky_pattern(const ohm_cholesky *cholesky);      /* permuted */

/* The values to be filled in before factoring, one per entry of the pattern; they
 * stay as they are. */
double *ohm_cholesky_values(ohm_cholesky *cholesky);

/* Factors the values.  OHM_E_SINGULAR names the unknown whose pivot is not positive.
 * Simplicial: allocates at the first call only; supernodal CHOLMOD takes and returns
 * one update block each time. */
ohm_status ohm_cholesky_factor(ohm_cholesky *cholesky, ohm_error *err);

/* Solves A X = B in place of B, n by columns, all in permuted order.  Allocates when
 * `columns` differs from the call before. */
ohm_status ohm_cholesky_solve(double *b, size_t columns, ohm_cholesky *cholesky, ohm_error *err);

/* log det A of the last factored matrix. */
double ohm_cholesky_log_determinant(const ohm_cholesky *cholesky);

/* The last factor, simplicial only (else OHM_E_METHOD): column j of L D is
 * row[start[j]] .. for count[j] entries, D_j first, then the entries of L, whose unit
 * diagonal is not stored, rows ascending.  Owned by the door, until the next factor. */
typedef struct {
    int n;
    const int *start, *count, *row;
    const double *value;
} ohm_ldl;

ohm_status ohm_cholesky_columns(ohm_ldl *out, const ohm_cholesky *cholesky, ohm_error *err);

#endif
