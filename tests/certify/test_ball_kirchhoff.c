/* tests/certify/test_ball_kirchhoff.c -- mirrors lib/certify/ball_kirchhoff.c */
#include "certify/ball_kirchhoff.h"
#include "certify/ball_matrix.h"
#include "certify/sample.h"
#include "topology/cycle.h"

/* The refined solution of random EMFs is i = K S with the inverse in balls, to every bit. */
START_TEST(refined_solutions_are_the_response)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const long bits = _i % 2 ? 300 : 128;
    test_problem *circuit = test_problem_make((test_graph_kind)(_i / 4 % TEST_BARE), _i / 2 % 2 ? TEST_ACTIVE
                                              : TEST_PER_EDGE, rng);
    sample s = sample_of(circuit, bits, OHM_PLANT_NONE);
    const slong m = (slong)s.edges, n = (slong)s.balls->nodes;
    arb_ptr emf = _arb_vec_init(m), resistance = _arb_vec_init(m), potential = _arb_vec_init(n);
    ohm_ball_kirchhoff *kirchhoff;
    ohm_sign_matrix *cycles;
    arb_mat_t response;
    arb_t current;
    ohm_error err;

    arb_init(current);
    arb_mat_init(response, m, m);
    for (slong k = 0; k < m; k++) {
        arb_set_d(emf + k, ohm_rng_between(rng, -1.0, 1.0));
        arb_set_d(resistance + k, (circuit->device->sign[k] < 0 ? -1.0 : 1.0) * ohm_rng_between(rng, 1.0,
                                                                                                20.0));
    }
    test_ok(ohm_cycle_alloc(&cycles, s.balls->graph, s.balls->forest, &err), &err);
    test_ok(ohm_ball_kirchhoff_alloc(&kirchhoff, s.balls, &err), &err);
    if (ohm_ball_response(response, cycles, resistance, bits, NULL) == OHM_OK
        && ohm_ball_kirchhoff_factor(kirchhoff, resistance, NULL) == OHM_OK) {
        test_ok(ohm_ball_kirchhoff_solve(s.w, potential, emf, NULL, 1, resistance, kirchhoff, bits, &err),
                &err);
        for (slong k = 0; k < m; k++) {
            arb_dot(current, NULL, 0, arb_mat_entry(response, k, 0), 1, emf, 1, m, bits);
            arb_sub(current, current, s.w + k, bits);
            ck_assert_double_le(ohm_ball_magnitude(current), ldexp(1.0, (int)(32 - bits)));
        }
    } else {
        ck_assert(circuit->device->active);
    }
    ohm_ball_kirchhoff_free(kirchhoff);
    ohm_sign_matrix_free(cycles);
    arb_clear(current);
    arb_mat_clear(response);
    _arb_vec_clear(emf, m);
    _arb_vec_clear(resistance, m);
    _arb_vec_clear(potential, n);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/ball_kirchhoff");
    TCase *cases = tcase_create("ball_kirchhoff");

    tcase_add_loop_test(cases, refined_solutions_are_the_response, 0, 4 * TEST_BARE);
    suite_add_tcase(suite, cases);
    return suite;
}
