/* tests/support/backend_check.c -- see backend_check.h */
#include "support/backend_check.h"
#include "base/array.h"
#include "support/test.h"
#include "topology/families_classic.h"

#include <math.h>
#include <stdlib.h>

static size_t
place(const ohm_backend *backend, size_t u)
{
    const int *order = ohm_backend_order(backend);

    return order != NULL ? (size_t)order[u] : u;
}

static void
solve_one(ohm_backend *backend, const test_reduced *at, double tolerance, ohm_rng *rng)
{
    double *r = OHM_ARRAY(double, at->n), *x = OHM_ARRAY(double, at->n), *moved = OHM_ARRAY(double, at->n);
    size_t iterations = 0;
    ohm_error err;

    test_normals(r, at->n, rng);
    for (size_t u = 0; u < at->n; u++)
        moved[place(backend, u)] = r[u];
    test_ok(ohm_backend_solve(moved, tolerance, &iterations, backend, &err), &err);
    for (size_t u = 0; u < at->n; u++)
        x[u] = moved[place(backend, u)];
    ck_assert_double_le(test_reduced_error(at, x, r), tolerance);
    free(r), free(x), free(moved);
}

/* The sets differ in size by 2^l: none may be drowned by another. */
static void
solve_lanes(ohm_backend *backend, const test_reduced *at, double tolerance, ohm_rng *rng)
{
    const size_t lanes = OHM_NETWORK_LANES, size = at->n * lanes;
    double *r = OHM_ARRAY(double, size), *x = OHM_ARRAY(double, size), *scratch = OHM_ARRAY(double, size);
    double *one = OHM_ARRAY(double, at->n), *given = OHM_ARRAY(double, at->n);
    size_t iterations = 0;
    ohm_error err;

    test_normals(r, size, rng);
    for (size_t u = 0; u < at->n; u++)
        for (size_t l = 0; l < lanes; l++)
            x[place(backend, u) * lanes + l] = r[u * lanes + l] = ldexp(r[u * lanes + l], (int)l);
    test_ok(ohm_backend_solve_lanes(x, scratch, tolerance, &iterations, backend, &err), &err);
    for (size_t l = 0; l < lanes; l++) {
        for (size_t u = 0; u < at->n; u++) {
            one[u] = x[place(backend, u) * lanes + l];
            given[u] = r[u * lanes + l];
        }
        ck_assert_double_le(test_reduced_error(at, one, given), tolerance);
    }
    free(r), free(x), free(scratch), free(one), free(given);
}

ohm_backend *
test_backend_solves(ohm_solver_kind kind, const test_reduced *at, bool mixed_signs, double tolerance,
                    ohm_rng *rng)
{
    ohm_backend *backend;
    ohm_error err;

    test_ok(ohm_backend_alloc(&backend, kind, at->reduced, mixed_signs, INFINITY, &err), &err);
    ck_assert_int_eq(ohm_backend_described(backend)->kind, kind);
    for (int again = 0; again < 2; again++) {
        test_ok(ohm_backend_factor(backend, at->circuit->g, &err), &err);
        solve_one(backend, at, tolerance, rng);
        solve_lanes(backend, at, tolerance, rng);
    }
    return backend;
}

test_reduced *
test_backend_full_network(size_t nodes, ohm_rng *rng)
{
    ohm_graph *graph;
    ohm_error err;

    test_ok(ohm_graph_complete(&graph, nodes, &err), &err);
    return test_reduced_of(test_circuit_on(graph, 2.0, false, 0.0, rng));
}
