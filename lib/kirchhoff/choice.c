/* lib/kirchhoff/choice.c -- see choice.h
 *
 * Every solver's time for new conductances and the solutions that go with them is
 * estimated: from its flops and entries where a count or an analysis gives them, for
 * conjugate gradients from the distance information has to travel.  The rates were fitted to forced runs
 * of validation/bench/bench_solvers (Intel Xeon, model 167, OpenBLAS, one thread);
 * what decides is only their ratios. */
#include "kirchhoff/choice.h"
#include "base/array.h"
#include "kirchhoff/loop.h"
#include "solve/dense.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Dense Cholesky and LU: orders 20 to 1500. */
static const double DENSE_PER_FLOP = 3e-11, DENSE_PER_ENTRY = 2e-9, DENSE_START = 2e-6;

/* A triangular solution with a sparse or a dense factor, both ways. */
static const double SOLVE_PER_ENTRY = 2e-9, DENSE_SOLVE_PER_ENTRY = 5e-10;

/* KLU, refactoring, with its condition estimate; fill counts L and U. */
static const double LU_PER_FLOP = 7e-10, LU_PER_ENTRY = 2e-8, LU_PER_UNKNOWN = 5e-8;

/* One iteration, and how many: 8 sqrt(distance) on lattices, up to 20 sqrt(distance)
 * on expanders and irregular graphs, to 1e-12. */
static const double CG_PER_ENTRY = 3e-9, CG_ITERATIONS = 10.0;

/* The walks over the tree, and what the cycles add to the dense system of loops. */
static const double LOOP_PER_UNKNOWN = 2.5e-8, LOOP_PER_CYCLE_STEP = 2e-9;

/* A direct solution is exact to rounding: cg has to be this much faster. */
static const double CG_MUST_WIN_BY = 1.2;

/* Below so many unknowns a direct solution takes microseconds, and is exact. */
enum { CG_FROM = 500 };

typedef struct {
    double solves;              /* per factorisation */
    double dense, cg, loop;     /* seconds of a factorisation and its solutions */
    int distance;               /* of the unknown farthest from ground */
} estimates;

static double
dense_seconds(double order, double solves, bool mixed_signs)
{
    const double flops = order * order * order * (mixed_signs ? 2.0 / 3.0 : 1.0 / 3.0);

    if (order > OHM_DENSE_MAX)
        return INFINITY;
    return DENSE_START + DENSE_PER_FLOP * flops
         + (DENSE_PER_ENTRY + solves * DENSE_SOLVE_PER_ENTRY) * order * order;
}

/* The farthest unknown, by the walk that cg is numbered by. */
static ohm_status
find_distance(int *distance, const ohm_reduced *reduced, ohm_error *err)
{
    const size_t n = (size_t)reduced->unknowns;
    int *work = OHM_ARRAY(int, 4 * n + 1);
    ohm_status status;

    *distance = 0;
    if (work == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "network: %zu unknowns", n);
    int *order = work, *depth = work + 3 * n;
    status = ohm_reduced_walk(order, work + n, work + 2 * n, depth, reduced, err);
    if (status == OHM_OK && n > 0)
        *distance = depth[order[n - 1]];
    free(work);
    return status;
}

static ohm_status
estimate(estimates *out, const ohm_reduced *reduced, bool mixed_signs, ohm_error *err)
{
    const double n = reduced->unknowns, entries = n + reduced->branches;
    const ohm_status status = find_distance(&out->distance, reduced, err);

    out->dense = dense_seconds(n, out->solves, mixed_signs);
    out->loop = out->solves * LOOP_PER_UNKNOWN * n
              + dense_seconds(ohm_loop_count(reduced), out->solves, mixed_signs);
    /* assembling and factoring cost about four iterations */
    out->cg = mixed_signs || n < CG_FROM ? INFINITY
            : CG_MUST_WIN_BY * CG_PER_ENTRY * entries
              * (4.0 + out->solves * CG_ITERATIONS * sqrt(out->distance));
    return status;
}

/* Seconds of a sparse factor, once its analysis is there. */
static double
sparse_seconds(const ohm_backend *backend, double n, double solves)
{
    const ohm_backend_facts *facts = ohm_backend_described(backend);
    const double solutions = solves * SOLVE_PER_ENTRY * facts->fill;

    if (facts->kind == OHM_SOLVER_CHOLESKY)
        return facts->seconds + solutions;
    return solutions + LU_PER_FLOP * facts->flops + LU_PER_ENTRY * facts->fill + LU_PER_UNKNOWN * n;
}

/* Keeps `candidate` in *best where it is expected to be faster, else frees it. */
static void
keep_faster(ohm_backend **best, double *best_seconds, ohm_backend *candidate, double seconds)
{
    if (*best != NULL && *best_seconds <= seconds) {
        ohm_backend_free(candidate);
        return;
    }
    ohm_backend_free(*best);
    *best = candidate;
    *best_seconds = seconds;
}

/* The fastest of all, by what is expected. */
static ohm_status
choose(ohm_backend **out, double *seconds, const ohm_reduced *reduced, bool mixed_signs,
       const estimates *expected, ohm_error *err)
{
    const double n = reduced->unknowns;
    const ohm_solver_kind sparse = mixed_signs ? OHM_SOLVER_LU : OHM_SOLVER_CHOLESKY;
    double rival = fmin(expected->dense, expected->cg);
    ohm_backend *best = NULL, *candidate;
    ohm_status status = OHM_OK;

    *seconds = INFINITY;
    /* a graph with a quarter of all pairs fills up: its analysis is not worth making */
    if (!(reduced->branches > n * n / 8.0 && isfinite(expected->dense))) {
        status = ohm_backend_alloc(&candidate, sparse, reduced, mixed_signs, rival, err);
        if (status == OHM_OK)
            keep_faster(&best, seconds, candidate, sparse_seconds(candidate, n, expected->solves));
        else if (status != OHM_E_METHOD)
            return status;
    }
    if (expected->loop < fmin(rival, *seconds)
        && ohm_backend_alloc(&candidate, OHM_SOLVER_LOOP, reduced, mixed_signs, INFINITY, NULL) == OHM_OK)
        keep_faster(&best, seconds, candidate,
                    expected->loop + LOOP_PER_CYCLE_STEP * ohm_backend_described(candidate)->flops);
    if (rival < *seconds) {
        const ohm_solver_kind kind = expected->dense < expected->cg ? OHM_SOLVER_DENSE : OHM_SOLVER_CG;
        const ohm_status other = ohm_backend_alloc(&candidate, kind, reduced, mixed_signs, INFINITY, err);

        if (other == OHM_OK)
            keep_faster(&best, seconds, candidate, rival);
        else if (best == NULL)
            return other;
    }
    *out = best;
    return best != NULL ? OHM_OK : status;
}

/* One sentence with the numbers the choice rests on. */
static void
explain(ohm_solver_choice *choice, const ohm_backend *backend, const ohm_reduced *reduced,
        const estimates *expected, double seconds, bool asked)
{
    const char *ordering = ohm_backend_described(backend)->ordering;
    char what[80], against[60] = "";

    if (choice->kind == OHM_SOLVER_CG || choice->kind == OHM_SOLVER_PETSC)
        snprintf(what, sizeof what, "%.3g flops an iteration", choice->flops);
    else if (choice->kind == OHM_SOLVER_LOOP)
        snprintf(what, sizeof what, "%d loops for %d unknowns, %.3g flops", ohm_loop_count(reduced),
                 reduced->unknowns, choice->flops);
    else
        snprintf(what, sizeof what, "%s%sfactor of %.3g entries, %.3g flops", ordering,
                 ordering[0] != '\0' ? ", " : "", choice->fill, choice->flops);
    if (asked) {
        snprintf(choice->why, sizeof choice->why, "asked for; %s", what);
        return;
    }
    if (isfinite(expected->cg) && choice->kind != OHM_SOLVER_CG)
        snprintf(against, sizeof against, "; cg %.2g s", expected->cg / CG_MUST_WIN_BY);
    else if (isfinite(expected->dense) && choice->kind != OHM_SOLVER_DENSE)
        snprintf(against, sizeof against, "; dense %.2g s", expected->dense);
    if (choice->kind == OHM_SOLVER_CG)
        seconds /= CG_MUST_WIN_BY;
    snprintf(choice->why, sizeof choice->why, "%s: about %.2g s%s", what, seconds, against);
}

ohm_status
ohm_choose_backend(ohm_backend **out, ohm_solver_choice *choice, const ohm_reduced *reduced,
                   const ohm_network_options *options, ohm_error *err)
{
    const bool asked = options->solver != OHM_SOLVER_AUTO;
    estimates expected = { options->solves > 0.0 ? options->solves : 1.0, INFINITY, INFINITY, INFINITY, 0 };
    double seconds = 0.0;
    ohm_status status;

    *out = NULL;
    if (asked)
        status = ohm_backend_alloc(out, options->solver, reduced, options->mixed_signs, INFINITY, err);
    else if ((status = estimate(&expected, reduced, options->mixed_signs, err)) == OHM_OK)
        status = choose(out, &seconds, reduced, options->mixed_signs, &expected, err);
    if (status != OHM_OK)
        return status;
    const ohm_backend_facts *facts = ohm_backend_described(*out);

    choice->kind = facts->kind;
    choice->unknowns = choice->kind == OHM_SOLVER_LOOP ? ohm_loop_count(reduced) : reduced->unknowns;
    choice->fill = facts->fill;
    choice->flops = facts->flops;
    explain(choice, *out, reduced, &expected, seconds, asked);
    return OHM_OK;
}
