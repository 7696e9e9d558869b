/* tests/base/test_lanes.c -- mirrors lib/base/lanes.h */
#include "base/lanes.h"
#include "support/test.h"

#include <float.h>
#include <math.h>

/* The sum 2^k p + (2^k - 1) may cancel one bit (k = 1, p < 0), which doubles the
 * rounding of p; then half an ulp of its own. */
static const double ULPS = 2.0;

typedef struct {
    const double *in;
    double *expm1, *exp, *log, *log1p;
} lane_args;

OHM_INLINE void
evaluate_body(const lane_args *a)
{
    const ohm_lanes x = ohm_lanes_load(a->in);
    const ohm_lanes_mask positive = x > 0.0;
    const ohm_lanes size = ohm_lanes_select(positive, x, ohm_lanes_all(1.0));

    ohm_lanes_store(a->expm1, ohm_lanes_expm1(x));
    ohm_lanes_store(a->exp, ohm_lanes_exp(x));
    ohm_lanes_store(a->log, ohm_lanes_log(size));
    ohm_lanes_store(a->log1p, ohm_lanes_log1p(ohm_lanes_max(x, ohm_lanes_all(-0.999))));
}
OHM_KERNEL(evaluate, lane_args)

/* How far `got` is from the exact value, in units of its last place. */
static double
ulps(double got, long double exact)
{
    const double rounded = (double)exact;
    const double unit = fmax(nextafter(fabs(rounded), INFINITY) - fabs(rounded), DBL_MIN);

    return (double)(fabsl((long double)got - exact) / (long double)unit);
}

/* Every lane against the C library in long double, over magnitudes from 1e-18 to 700. */
START_TEST(functions_agree_with_long_double)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    double in[OHM_LANES], e1[OHM_LANES], e[OHM_LANES], l[OHM_LANES], l1[OHM_LANES];
    const lane_args args = { in, e1, e, l, l1 };

    for (int round = 0; round < 200; round++) {
        for (int j = 0; j < OHM_LANES; j++)
            in[j] = (j % 2 == 0 ? 1.0 : -1.0) * 700.0 * pow(10.0, -20.0 * ohm_rng_uniform(rng)
                                                                * ohm_rng_uniform(rng));
        evaluate(&args);
        for (int j = 0; j < OHM_LANES; j++) {
            const double x = in[j], size = x > 0.0 ? x : 1.0, above = fmax(x, -0.999);

            ck_assert_msg(ulps(e1[j], expm1l(x)) <= ULPS, "expm1(%a): %g ulp", x, ulps(e1[j], expm1l(x)));
            ck_assert_msg(ulps(e[j], expl(x)) <= ULPS, "exp(%a): %g ulp", x, ulps(e[j], expl(x)));
            ck_assert_msg(ulps(l[j], logl(size)) <= ULPS, "log(%a): %g ulp", size, ulps(l[j], logl(size)));
            ck_assert_msg(ulps(l1[j], log1pl(above)) <= ULPS, "log1p(%a): %g ulp", above,
                          ulps(l1[j], log1pl(above)));
        }
    }
    ohm_rng_free(rng);
}
END_TEST

/* Zero is exact, and what has no logarithm is NaN, not a number. */
START_TEST(edges_of_the_domain)
{
    double in[OHM_LANES] = { 0.0, -0.0, NAN, 1.0, DBL_MIN, 1e308, -1.0, 709.0 };
    double e1[OHM_LANES], e[OHM_LANES], l[OHM_LANES], l1[OHM_LANES], logs[OHM_LANES];
    const lane_args args = { in, e1, e, l, l1 };

    evaluate(&args);
    ck_assert(e1[0] == 0.0 && e1[1] == 0.0 && l1[0] == 0.0 && e[0] == 1.0);
    ck_assert(isnan(e1[2]) && isnan(e[2]));
    ck_assert(l[3] == 0.0);
    ck_assert(test_close(l[4], log(DBL_MIN), 2 * DBL_EPSILON)
              && test_close(l[5], log(1e308), 2 * DBL_EPSILON));
    in[1] = INFINITY;
    ohm_lanes_store(logs, ohm_lanes_log(ohm_lanes_load(in)));
    ck_assert(isnan(logs[0]) && isnan(logs[1]) && isnan(logs[2]) && isnan(logs[6]));
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("base/lanes");
    TCase *cases = tcase_create("lanes");

    tcase_add_loop_test(cases, functions_agree_with_long_double, 0, 8);
    tcase_add_test(cases, edges_of_the_domain);
    suite_add_tcase(suite, cases);
    return suite;
}
