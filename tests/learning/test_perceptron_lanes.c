/* tests/learning/test_perceptron_lanes.c -- mirrors lib/learning/perceptron_lanes.c and its kernels */
#include "learning/perceptron_lanes.h"
#include "support/test.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* One node with one input of 1 and no bias, in every lane at another z. */
typedef struct {
    ohm_lanes lanes;
    _Alignas(64) double weight[2][OHM_LANES];
    _Alignas(64) double rest[1][OHM_LANES], x[1][OHM_LANES], t[1][OHM_LANES], one[1][OHM_LANES];
    _Alignas(64) double running[OHM_LANES], error[OHM_LANES], tally[OHM_TALLIES][OHM_LANES];
    _Alignas(64) double work[2][OHM_LANES];
    double pattern, target;
} bench;

static void
bench_set(bench *b, ohm_node_kind kind, double target)
{
    memset(b, 0, sizeof *b);
    b->lanes = (ohm_lanes){
        .inputs = 1, .outputs = 1, .node = { kind, 0.25, 0.01 }, .rate = 1.0, .limit = INFINITY,
        .window = INFINITY, .active = OHM_LANES, .weight = b->weight[0], .rest = b->rest[0], .x = b->x[0],
        .t = b->t[0], .multiplicity = b->one[0], .running = b->running, .error = b->error,
        .tally = b->tally[0], .work = b->work[0], .patterns = 1, .pattern = &b->pattern, .target = &b->target
    };
    b->pattern = 1.0;
    b->target = target;
    for (size_t lane = 0; lane < OHM_LANES; lane++) {
        b->x[0][lane] = b->one[0][lane] = 1.0;
        b->t[0][lane] = target;
    }
}

/* V and V' in lanes against the scalar law.  Either side is good to 2 ulp and squared or
 * multiplied three times. */
static const double LAW_TOL = 8.0 * DBL_EPSILON;

START_TEST(lanes_obey_the_scalar_law)
{
    enum { KINDS = OHM_NODE_LINEAR + 1 };
    static const double FAR = 1e30;     /* T - V rounds to T, so the step is T V' */
    ohm_rng *rng = test_rng((unsigned long)_i);
    const ohm_node_kind kind = (ohm_node_kind)(_i % KINDS);
    const double reach = _i < KINDS * 10 ? 3.0 : 340.0;    /* exp(-2 z) stays normal */
    const ohm_lanes_set *sets;
    bench b;

    for (size_t set = 0, count = ohm_lanes_sets(&sets); set < count; set++) {
        double z[OHM_LANES];

        bench_set(&b, kind, 0.0);
        for (size_t lane = 0; lane < OHM_LANES; lane++)
            b.weight[0][lane] = z[lane] = ohm_rng_between(rng, -reach, reach);
        sets[set].evaluate(&b.lanes);
        for (size_t lane = 0; lane < OHM_LANES; lane++) {
            const double v = ohm_node_at(&b.lanes.node, z[lane], 0.0, 0.0).value;

            ck_assert(test_close(b.error[lane], 0.5 * v * v, LAW_TOL));
            b.t[0][lane] = FAR;
        }
        sets[set].train(&b.lanes, 1);
        for (size_t lane = 0; lane < OHM_LANES; lane++) {
            const ohm_node_response at = ohm_node_at(&b.lanes.node, z[lane], 0.0, 0.0);
            const bool gain = kind == OHM_NODE_HPGAIN;          /* its state stops at 0 and 1 */
            const double step = FAR * at.bias_slope, bias = gain ? fmin(fmax(step, 0.0), 1.0) : step;

            ck_assert_msg(test_close(b.weight[1][lane], bias, LAW_TOL), "z %.17g: %.17g, not %.17g", z[lane],
                          b.weight[1][lane], bias);
        }
    }
    ohm_rng_free(rng);
}
END_TEST

/* NaN goes through every node and every width; the other lanes do not notice. */
START_TEST(nan_stays_in_its_lane)
{
    const ohm_lanes_set *sets;
    bench b;

    for (size_t set = 0, count = ohm_lanes_sets(&sets); set < count; set++)
        for (int kind = 0; kind <= OHM_NODE_LINEAR; kind++) {
            bench_set(&b, (ohm_node_kind)kind, 1.0);
            b.weight[0][5] = NAN;
            sets[set].evaluate(&b.lanes);
            for (size_t lane = 0; lane < OHM_LANES; lane++)
                ck_assert(isnan(b.error[lane]) == (lane == 5));
        }
}
END_TEST

START_TEST(the_baseline_is_always_there)
{
    const ohm_lanes_set *sets;
    const size_t count = ohm_lanes_sets(&sets);

    ck_assert_uint_ge(count, 1);
    ck_assert_str_eq(sets[count - 1].name, "baseline");
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/perceptron_lanes");
    TCase *cases = tcase_create("perceptron_lanes");

    tcase_add_loop_test(cases, lanes_obey_the_scalar_law, 0, 120);
    tcase_add_test(cases, nan_stays_in_its_lane);
    tcase_add_test(cases, the_baseline_is_always_there);
    suite_add_tcase(suite, cases);
    return suite;
}
