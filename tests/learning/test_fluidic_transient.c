/* tests/learning/test_fluidic_transient.c -- mirrors lib/learning/fluidic_transient.c */
#include "learning/fluidic_transient.h"
#include "learning/fluidic_sample.h"

#include <math.h>
#include <string.h>

static fluidic_sample s;
static ohm_error err;

enum { INSTANTS = 101 };

typedef struct {
    size_t seen;
    double v[INSTANTS], g[INSTANTS], last[10];
    size_t node;
} record;

static void
hold_sources(double *potential, double t, void *data)
{
    const fluidic_sample *sample = data;

    (void)t;
    for (size_t v = 0; v < sample->graph->nodes; v++)
        if (ohm_fluidic_held(sample->network)[v])
            potential[v] = sample->held[v];
}

static ohm_status
note(void *data, double t, const double *potential, const double *g, ohm_error *e)
{
    record *r = data;

    (void)t;
    (void)e;
    r->v[r->seen] = potential[r->node];
    r->g[r->seen++] = g[0];
    memcpy(r->last, potential, s.graph->nodes * sizeof *r->last);
    return OHM_OK;
}

static void
move(record *r, ohm_fluidic_integrator integrator, ohm_tau tau, double initial, double dt)
{
    const ohm_fluidic_motion motion = {
        .integrator = integrator, .tau = tau, .initial = initial, .dt = dt, .instants = INSTANTS,
        .drive = hold_sources, .drive_data = &s, .instant = note, .instant_data = r
    };

    *r = (record){ .node = s.plus[0] };
    test_ok(ohm_fluidic_move(s.network, &motion, NULL, &err), &err);
    ck_assert_uint_eq(r->seen, INSTANTS);
}

/* The divider of the specification: Euler at 1 ms from 50 pS. */
START_TEST(euler_as_the_paper_has_it)
{
    static const double numbers[][3] = { { 8.0, 12.5 }, { 250.0, 120.0 }, { 1.0, 0.97, 1.02 },
                                         { 0.2, 0.25, 0.15 } };
    static record r;

    sample_divider(&s, 4.0);
    for (int kind = 0; kind < OHM_FLUIDIC_KINDS; kind++)
        memcpy(ohm_fluidic_values(s.network, (ohm_fluidic_kind)kind), numbers[kind],
               ohm_fluidic_count(s.network, (ohm_fluidic_kind)kind) * sizeof(double));
    test_ok(ohm_fluidic_prepare(s.network, &err), &err);
    move(&r, OHM_FLUIDIC_EULER, OHM_TAU_CONSTANT, 50.0, 1e-3);
    ck_assert_double_eq_tol(r.v[0], 2.5, 1e-12);
    ck_assert_double_eq_tol(r.v[1], 2.532246342357, 1e-12);
    ck_assert_double_eq_tol(r.v[2], 2.570646021786, 1e-12);
    ck_assert(r.g[0] == 50.0);
    sample_free(&s);
}
END_TEST

/* Both integrators and both tau end where Newton's method does: e^(-100 ms / 4.8 ms) is
 * 1e-9; and they agree on the way to Euler's own error, which halves with its step. */
START_TEST(all_ways_lead_to_the_steady_state)
{
    static record euler, fine, exact;
    double p[10] = { 0.0 };

    sample_regression(&s, 1);
    memcpy(p, s.held, sizeof p);
    test_ok(ohm_fluidic_solve(p, s.network, &err), &err);
    for (int tau = 0; tau < 2; tau++) {
        move(&euler, OHM_FLUIDIC_EULER, (ohm_tau)tau, (double)NAN, 2e-3);
        move(&exact, OHM_FLUIDIC_ADAPTIVE, (ohm_tau)tau, (double)NAN, 2e-3);
        for (int v = 0; v < 10; v++) {
            ck_assert_double_eq_tol(euler.last[v], p[v], 1e-8);
            ck_assert_double_eq_tol(exact.last[v], p[v], 1e-8);
        }
    }
    move(&euler, OHM_FLUIDIC_EULER, OHM_TAU_CONSTANT, 50.0, 2e-4);
    move(&fine, OHM_FLUIDIC_EULER, OHM_TAU_CONSTANT, 50.0, 1e-4);
    move(&exact, OHM_FLUIDIC_ADAPTIVE, OHM_TAU_CONSTANT, 50.0, 1e-4);
    const double error = fabs(fine.g[50] - exact.g[50]), coarse = fabs(euler.g[25] - exact.g[50]);
    ck_assert_double_gt(error, 1e-4);
    ck_assert_double_gt(coarse / error, 1.9);
    ck_assert_double_lt(coarse / error, 2.1);
    sample_free(&s);
}
END_TEST

/* One channel at a fixed voltage relaxes as an exponential. */
START_TEST(a_single_channel_relaxes_exponentially)
{
    static const size_t tail[] = { 0 }, head[] = { 1 };
    static const bool held[] = { true, true };
    static record r;
    double g, one = 1.0;

    memset(&s, 0, sizeof s);
    test_ok(ohm_graph_alloc(&s.graph, 2, 1, tail, head, &err), &err);
    test_ok(ohm_fluidic_alloc(&s.network, s.graph, held, &err), &err);
    s.held[0] = 1.0;
    ohm_fluidic_conductances(&g, &one, s.network);
    move(&r, OHM_FLUIDIC_ADAPTIVE, OHM_TAU_CONSTANT, 20.0, 1e-3);
    for (int n = 0; n < INSTANTS; n++)
        ck_assert_double_eq_tol(r.g[n], g + (20.0 - g) * exp(-n * 1e-3 / 0.0048), 1e-7);
    sample_free(&s);
}
END_TEST

START_TEST(bad_steps_are_refused)
{
    ohm_fluidic_motion motion = { .dt = 0.0 };

    sample_divider(&s, 4.0);
    test_fails(ohm_fluidic_move(s.network, &motion, NULL, &err), OHM_E_ARG, &err, "dt = 0");
    sample_free(&s);
}
END_TEST

/* By Euler: SUNDIALS 6.4 itself does not survive a refusal in SUNContext_Create. */
START_TEST(refused_memory_is_reported)
{
    static record r;
    const ohm_fluidic_motion motion = {
        .integrator = OHM_FLUIDIC_EULER, .initial = NAN, .dt = 1e-3, .instants = 3, .drive = hold_sources,
        .drive_data = &s, .instant = note, .instant_data = &r
    };

    sample_divider(&s, 4.0);
    for (unsigned long k = 0;; k++) {
        r = (record){ .node = 1 };
        test_alloc_refuse(k);
        const ohm_status status = ohm_fluidic_move(s.network, &motion, NULL, NULL);
        const bool refused = test_alloc_allow();
        ck_assert_int_eq(status, refused ? OHM_E_NOMEM : OHM_OK);
        if (!refused)
            break;
    }
    sample_free(&s);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("learning/fluidic_transient");
    TCase *cases = tcase_create("transient");

    tcase_add_test(cases, euler_as_the_paper_has_it);
    tcase_add_test(cases, all_ways_lead_to_the_steady_state);
    tcase_add_test(cases, a_single_channel_relaxes_exponentially);
    tcase_add_test(cases, bad_steps_are_refused);
    tcase_add_test(cases, refused_memory_is_reported);
    suite_add_tcase(suite, cases);
    return suite;
}
