/* tests/certify/test_certificate.c -- mirrors lib/certify/certificate.c */
#include "certify/certificate.h"
#include "certify/sample.h"
#include "topology/exempt.h"

/* auto takes the charges where they know the answer, and says so; the doubles lie within 1e-10 of
 * the balls, and one that is moved does not. */
START_TEST(doubles_are_held_against_the_balls)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = test_problem_make(TEST_COMPLETE, _i % 2 ? TEST_RELAX : 0, rng);
    const size_t m = circuit->graph->edges;
    const ohm_proof proof = { .time = sample_time(circuit, 0.5), .bits = 128 };
    double *w = sample_simulate(circuit, proof.time);
    ohm_certificate *certificate;
    ohm_comparison comparison;
    ohm_error err;

    test_ok(ohm_certify(&certificate, &circuit->problem, circuit->w, &proof, NULL, &err), &err);
    ck_assert_int_eq(certificate->method, _i % 2 ? OHM_PROOF_TAYLOR : OHM_PROOF_FLUX_CHARGE);
    ck_assert_uint_eq(certificate->w->count, m);
    test_ok(ohm_certificate_compare(&comparison, certificate, w, &err), &err);
    ck_assert_double_le(comparison.outside, 1e-10);
    ck_assert_double_le(comparison.error, 1e-10);
    w[m - 1] += 1e-6;
    test_ok(ohm_certificate_compare(&comparison, certificate, w, &err), &err);
    ck_assert_double_eq_tol(comparison.outside, 1e-6, 1e-9);
    ck_assert_uint_eq(comparison.edge, m - 1);
    w[0] = NAN;
    test_ok(ohm_certificate_compare(&comparison, certificate, w, &err), &err);
    ck_assert(isinf(comparison.outside) && isinf(comparison.error));
    ohm_certificate_free(certificate);
    free(w);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* A double inside a wide ball is not outside, though its error may be as large as the ball. */
START_TEST(wide_balls_contain)
{
    ohm_rng *rng = test_rng(3);
    test_problem *circuit = test_problem_make(TEST_COMPLETE, 0, rng);
    const ohm_proof proof = { .time = sample_time(circuit, 0.5), .bits = 24 };
    double *w = sample_simulate(circuit, proof.time);
    ohm_certificate *certificate;
    ohm_comparison comparison;
    ohm_error err;

    test_ok(ohm_certify(&certificate, &circuit->problem, circuit->w, &proof, NULL, &err), &err);
    ck_assert_double_ge(certificate->w->max_radius, 1e-9);
    test_ok(ohm_certificate_compare(&comparison, certificate, w, &err), &err);
    ck_assert_double_eq(comparison.outside, 0.0);
    ck_assert_double_ge(comparison.error, 1e-10);
    ohm_certificate_free(certificate);
    free(w);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* r_off = 1.1, r_on = 0.3: the balls of the exact quotient and of its rounded form are two. */
START_TEST(the_exact_quotient_is_another_circuit)
{
    test_problem *circuit = test_problem_ring(2, -1.0);
    const double r_off[2] = { 1.1, 1.1 };
    ohm_proof proof = { .time = 0.1, .bits = 128 };
    ohm_certificate *rounded, *exact;
    ohm_error err;
    arb_t x, y;

    for (size_t k = 0; k < 2; k++) {
        circuit->w[k] = 0.5;
        circuit->device->r_on[k] = 0.3;
        circuit->device->xi[k] = (1.1 - 0.3) / 0.3;
    }
    test_ok(ohm_certify(&rounded, &circuit->problem, circuit->w, &proof, NULL, &err), &err);
    proof.r_off = r_off;
    test_ok(ohm_certify(&exact, &circuit->problem, circuit->w, &proof, NULL, &err), &err);
    arb_init(x);
    arb_init(y);
    test_ok(ohm_ball_read(x, rounded->w->ball[0].mid, rounded->w->ball[0].rad, 200, &err), &err);
    test_ok(ohm_ball_read(y, exact->w->ball[0].mid, exact->w->ball[0].rad, 200, &err), &err);
    ck_assert(!arb_overlaps(x, y));
    ck_assert_double_eq_tol(ohm_ball_middle(x), ohm_ball_middle(y), 1e-15);
    arb_clear(x);
    arb_clear(y);
    ohm_certificate_free(rounded);
    ohm_certificate_free(exact);
    test_problem_free(circuit);
}
END_TEST

START_TEST(bad_questions_are_refused)
{
    test_problem *circuit = test_problem_ring(3, 0.1);
    ohm_certificate *certificate;
    ohm_error err;

    for (size_t k = 0; k < 3; k++)
        circuit->w[k] = 0.5;
    const ohm_proof negative = { .time = -1.0, .bits = 128 }, few = { .time = 1.0, .bits = 8 }, plain =
        { .time = 1.0, .bits = 64 };

    test_fails(ohm_certify(&certificate, &circuit->problem, circuit->w, &negative, NULL, &err), OHM_E_ARG,
               &err, "time -1");
    test_fails(ohm_certify(&certificate, &circuit->problem, circuit->w, &few, NULL, &err), OHM_E_ARG, &err,
               "8 bits");
    circuit->w[1] = 1.5;
    test_fails(ohm_certify(&certificate, &circuit->problem, circuit->w, &plain, NULL, &err), OHM_E_DOMAIN,
               &err, "w[1] = 1.5");
    ohm_certificate_free(NULL);
    test_problem_free(circuit);
}
END_TEST

/* Every allocation of ours, and of the solvers', refused once, by every method. */
START_TEST(refused_memory_is_reported)
{
    static const ohm_proof_method methods[] = { OHM_PROOF_CLOSED_FORM, OHM_PROOF_FLUX_CHARGE, OHM_PROOF_TAYLOR };
    const ohm_proof proof = { .method = methods[_i], .time = 0.125, .bits = 32 };
    ohm_status status = OHM_E_NOMEM;
    ohm_certificate *certificate;

    exempt_flint();
    test_problem *circuit = test_problem_ring(3, -1.0);

    for (size_t k = 0; k < 3; k++)
        circuit->w[k] = 0.5;
    for (unsigned long k = 0; test_alloc_enabled() && status == OHM_E_NOMEM; k++) {
        test_alloc_refuse(k);
        status = ohm_certify(&certificate, &circuit->problem, circuit->w, &proof, NULL, NULL);
        const bool refused = test_alloc_allow();

        ck_assert_msg(refused == (status == OHM_E_NOMEM), "allocation %lu: %s", k, ohm_status_name(status));
    }
    if (test_alloc_enabled()) {
        ck_assert_int_eq(status, OHM_OK);
        ohm_certificate_free(certificate);
    }
    test_problem_free(circuit);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/certificate");
    TCase *cases = tcase_create("certificate");

    tcase_add_loop_test(cases, doubles_are_held_against_the_balls, 0, 8);
    tcase_add_test(cases, wide_balls_contain);
    tcase_add_test(cases, the_exact_quotient_is_another_circuit);
    tcase_add_test(cases, bad_questions_are_refused);
    tcase_add_loop_test(cases, refused_memory_is_reported, 0, 3);
    suite_add_tcase(suite, cases);
    return suite;
}
