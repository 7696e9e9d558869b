/* tests/topology/test_elimination.c -- mirrors lib/topology/elimination.c */
#include "topology/elimination.h"
#include "topology/sample.h"

#include <math.h>
#include <string.h>

enum { N = 30 };

typedef struct {
    size_t start[N + 1], column[N * N];
    bool full[N][N];
} pattern;

static void
random_pattern(pattern *p, ohm_rng *rng)
{
    const double density = ohm_rng_uniform(rng);
    size_t entries = 0;

    memset(p, 0, sizeof *p);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < i; j++)
            p->full[i][j] = p->full[j][i] = ohm_rng_uniform(rng) < density * density;
    for (size_t i = 0; i < N; i++) {
        for (size_t j = 0; j < N; j++)
            if (p->full[i][j])
                p->column[entries++] = j;
        p->start[i + 1] = entries;
    }
}

/* Elimination of the full boolean matrix in the same order leaves the same pattern,
 * always takes an unknown of least degree, and costs what is said. */
START_TEST(pattern_by_full_elimination)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    bool gone[N] = { false };
    double work = 0.0;
    ohm_elimination *plan;
    pattern p;

    random_pattern(&p, rng);
    ck_assert_int_eq(ohm_elimination_alloc(&plan, N, p.start, p.column, HUGE_VAL, NULL), OHM_OK);
    for (size_t step = 0; step < N; step++) {
        const size_t v = plan->order[step];
        size_t least = N, column = plan->start[step], degree = 0;

        ck_assert(v < N && !gone[v]);
        ck_assert_uint_eq(plan->place[v], step);
        for (size_t i = 0; i < N; i++) {
            size_t near = 0;

            for (size_t j = 0; j < N && !gone[i]; j++)
                near += p.full[i][j] && !gone[j];
            least = !gone[i] && near < least ? near : least;
            degree = i == v ? near : degree;
        }
        ck_assert_uint_eq(degree, least);
        gone[v] = true;
        for (size_t later = step + 1; later < N; later++) {
            if (!p.full[v][plan->order[later]])
                continue;
            ck_assert_uint_lt(column, plan->start[step + 1]);
            ck_assert_uint_eq(plan->row[column++], later);
            for (size_t other = step + 1; other < later; other++)
                if (p.full[v][plan->order[other]])
                    p.full[plan->order[other]][plan->order[later]] =
                        p.full[plan->order[later]][plan->order[other]] = true;
        }
        ck_assert_uint_eq(column, plan->start[step + 1]);
        work += (double)(degree * (degree + 3)) / 2.0;
    }
    ck_assert(plan->work == work);
    ohm_elimination_free(plan);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(too_much_work_is_not_begun)
{
    ohm_rng *rng = test_rng(2);
    ohm_elimination *plan;
    ohm_error err;
    double work;
    pattern p;

    random_pattern(&p, rng);
    ck_assert_int_eq(ohm_elimination_alloc(&plan, N, p.start, p.column, HUGE_VAL, NULL), OHM_OK);
    work = plan->work;
    ohm_elimination_free(plan);
    ck_assert_int_eq(ohm_elimination_alloc(&plan, N, p.start, p.column, work, NULL), OHM_OK);
    ohm_elimination_free(plan);
    test_fails(ohm_elimination_alloc(&plan, N, p.start, p.column, work - 1.0, &err), OHM_E_METHOD, &err,
               "fill");
    ck_assert_ptr_null(plan);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(refused_memory_is_a_status)
{
    ohm_rng *rng = test_rng(4);
    ohm_elimination *plan = NULL;
    pattern p;

    random_pattern(&p, rng);
    test_survives_refusal(ohm_elimination_alloc(&plan, N, p.start, p.column, HUGE_VAL, NULL), plan,
                          ohm_elimination_free);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("topology/elimination");
    TCase *cases = tcase_create("elimination");

    tcase_add_loop_test(cases, pattern_by_full_elimination, 0, 50);
    tcase_add_test(cases, too_much_work_is_not_begun);
    tcase_add_test(cases, refused_memory_is_a_status);
    suite_add_tcase(suite, cases);
    return suite;
}
