/* lib/topology/omega_exact.c -- see omega_exact.h */
#include "topology/omega_exact.h"
#include "base/array.h"
#include "topology/cycle.h"
#include "topology/incidence.h"
#include "topology/rational_door.h"

#include <stdlib.h>

/* Takes the matrix over as dense integers, also where it is empty. */
static void
to_integers(fmpz_mat_t dense, const ohm_sign_matrix *matrix)
{
    fmpz_mat_init(dense, (slong)matrix->rows, (slong)matrix->columns);
    for (size_t i = 0; i < matrix->rows; i++)
        for (size_t e = matrix->start[i]; e < matrix->start[i + 1]; e++)
            fmpz_set_si(fmpz_mat_entry(dense, (slong)i, (slong)matrix->column[e]), matrix->sign[e]);
}

/* projector = K^t (K P K^t)^-1 K P, P = diag(sign) or I where sign is NULL; false
 * where there is no inverse. */
static bool
project(ohm_rational_matrix *projector, const ohm_sign_matrix *matrix, const signed char *sign)
{
    const slong r = (slong)matrix->rows, m = (slong)matrix->columns;
    fmpz_mat_t k, kp, transposed, gram, x;

    if (r == 0)
        return true;                /* no rows: the zero matrix */
    to_integers(k, matrix);
    fmpz_mat_init_set(kp, k);
    for (slong j = 0; j < m && sign != NULL; j++)
        for (slong i = 0; i < r && sign[j] < 0; i++)
            fmpz_neg(fmpz_mat_entry(kp, i, j), fmpz_mat_entry(kp, i, j));
    fmpz_mat_init(transposed, m, r);
    fmpz_mat_transpose(transposed, k);
    fmpz_mat_init(gram, r, r);
    fmpz_mat_mul(gram, kp, transposed);
    fmpz_mat_init(x, r, m);
    const bool regular = fmpz_mat_solve(x, projector->denominator, gram, kp) != 0;

    if (regular) {
        fmpz_mat_mul(projector->numerator, transposed, x);
        ohm_rational_matrix_reduce(projector);
    }
    fmpz_mat_clear(k);
    fmpz_mat_clear(kp);
    fmpz_mat_clear(transposed);
    fmpz_mat_clear(gram);
    fmpz_mat_clear(x);
    return regular;
}

/* Turns a projector into the one on the orthogonal complement. */
static void
complement(ohm_rational_matrix *projector)
{
    fmpz_mat_neg(projector->numerator, projector->numerator);
    for (slong i = 0; i < fmpz_mat_nrows(projector->numerator); i++) {
        fmpz *entry = fmpz_mat_entry(projector->numerator, i, i);

        fmpz_add(entry, entry, projector->denominator);
    }
    ohm_rational_matrix_reduce(projector);
}

static ohm_status
from_forest(ohm_rational_matrix **out, const ohm_graph *graph, const ohm_forest *forest,
            const signed char *sign, ohm_error *err)
{
    const bool cycles = sign != NULL || forest->chords < graph->nodes - forest->components;
    ohm_sign_matrix *matrix;
    ohm_status status = cycles ? ohm_cycle_alloc(&matrix, graph, forest, err)
                               : ohm_incidence_reduced_alloc(&matrix, graph, forest, err);

    if (status == OHM_OK)
        status = ohm_rational_matrix_alloc(out, graph->edges, graph->edges, err);
    if (status == OHM_OK && !project(*out, matrix, sign)) {
        ohm_rational_matrix_free(*out);
        *out = NULL;
        status = ohm_fail(err, OHM_E_SINGULAR,
                          "omega: A P A^t of %zu loops is singular: active elements cancel", forest->chords);
    }
    if (status == OHM_OK && !cycles)
        complement(*out);
    ohm_sign_matrix_free(matrix);
    return status;
}

static ohm_status
build(ohm_rational_matrix **out, const ohm_graph *graph, const signed char *sign, ohm_error *err)
{
    ohm_forest *forest;
    ohm_status status = ohm_forest_alloc(&forest, graph, err);

    *out = NULL;
    if (status != OHM_OK)
        return status;
    status = from_forest(out, graph, forest, sign, err);
    ohm_forest_free(forest);
    return status;
}

ohm_status
ohm_omega_exact_alloc(ohm_rational_matrix **out, const ohm_graph *graph, ohm_error *err)
{
    return build(out, graph, NULL, err);
}

ohm_status
ohm_omega_signed_exact_alloc(ohm_rational_matrix **out, const ohm_graph *graph, const signed char *sign,
                             ohm_error *err)
{
    *out = NULL;
    for (size_t k = 0; k < graph->edges; k++)
        if (sign[k] != 1 && sign[k] != -1)
            return ohm_fail(err, OHM_E_ARG, "omega: sign %zu = %d: must be 1 or -1", k, sign[k]);
    return build(out, graph, sign, err);
}

/* The Laplacian of v's component without the row of v: rows in the forest's order. */
static slong
component_laplacian(fmpz_mat_t laplacian, slong *row, const ohm_graph *graph, const ohm_forest *forest,
                    size_t v)
{
    slong rows = 0;

    for (size_t w = 0; w < graph->nodes; w++)
        row[w] = w != v && forest->component[w] == forest->component[v] ? rows++ : -1;
    fmpz_mat_init(laplacian, rows, rows);
    for (size_t k = 0; k < graph->edges; k++) {
        const slong a = row[graph->tail[k]], b = row[graph->head[k]];

        if (graph->tail[k] == graph->head[k])
            continue;
        if (a >= 0)
            fmpz_add_ui(fmpz_mat_entry(laplacian, a, a), fmpz_mat_entry(laplacian, a, a), 1);
        if (b >= 0)
            fmpz_add_ui(fmpz_mat_entry(laplacian, b, b), fmpz_mat_entry(laplacian, b, b), 1);
        if (a >= 0 && b >= 0) {
            fmpz_sub_ui(fmpz_mat_entry(laplacian, a, b), fmpz_mat_entry(laplacian, a, b), 1);
            fmpz_sub_ui(fmpz_mat_entry(laplacian, b, a), fmpz_mat_entry(laplacian, b, a), 1);
        }
    }
    return rows;
}

/* p/q = the potential of u where one ampere goes in at u and out at v, held at 0. */
static void
solve_potential(fmpz_t p, fmpz_t q, slong *row, const ohm_graph *graph, const ohm_forest *forest, size_t u,
                size_t v)
{
    fmpz_mat_t laplacian, injected, potential;
    const slong rows = component_laplacian(laplacian, row, graph, forest, v);

    fmpz_mat_init(injected, rows, 1);
    fmpz_mat_init(potential, rows, 1);
    fmpz_one(fmpz_mat_entry(injected, row[u], 0));
    fmpz_mat_solve(potential, q, laplacian, injected);  /* positive definite: never singular */
    fmpz_set(p, fmpz_mat_entry(potential, row[u], 0));
    if (fmpz_sgn(q) < 0) {
        fmpz_neg(p, p);
        fmpz_neg(q, q);
    }
    fmpz_mat_clear(laplacian);
    fmpz_mat_clear(injected);
    fmpz_mat_clear(potential);
}

ohm_status
ohm_effective_resistance_exact(char **text, double *value, const ohm_graph *graph, size_t u, size_t v,
                               ohm_error *err)
{
    ohm_forest *forest;
    ohm_status status = OHM_OK;
    fmpz_t p, q;

    if (text != NULL)
        *text = NULL;
    if (u >= graph->nodes || v >= graph->nodes)
        return ohm_fail(err, OHM_E_ARG, "resistance: nodes %zu and %zu: there are %zu", u, v, graph->nodes);
    if ((status = ohm_forest_alloc(&forest, graph, err)) != OHM_OK)
        return status;
    slong *row = OHM_ARRAY(slong, graph->nodes);

    fmpz_init(p);
    fmpz_init_set_ui(q, 1);
    if (row == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "resistance: out of memory for %zu nodes", graph->nodes);
    else if (forest->component[u] != forest->component[v])
        status = ohm_fail(err, OHM_E_ARG, "resistance: no path joins nodes %zu and %zu", u, v);
    else if (u != v)
        solve_potential(p, q, row, graph, forest, u, v);
    if (status == OHM_OK && value != NULL)
        *value = ohm_rational_double(p, q);
    if (status == OHM_OK && text != NULL)
        status = ohm_rational_text(text, p, q, err);
    fmpz_clear(p);
    fmpz_clear(q);
    free(row);
    ohm_forest_free(forest);
    return status;
}
