/* tests/certify/test_certify_closed_form.c -- mirrors lib/certify/certify_closed_form.c */
#include "certify/certify_closed_form.h"
#include "certify/certify_flux_charge.h"
#include "certify/certify_taylor.h"
#include "certify/sample.h"
#include "topology/families_lattice.h"

/* The formula and the general method are about the same memories: their balls overlap. */
static void
check_overlap(const sample *s, const sample *other)
{
    for (size_t k = 0; k < s->edges; k++) {
        ck_assert_msg(arb_overlaps(s->w + k, other->w + k), "edge %zu: %.17g, %.17g", k, ohm_ball_middle(s->w
                                                                                                         + k),
                      ohm_ball_middle(other->w + k));
        ck_assert_double_le(ohm_ball_radius(s->w + k), 1e-34);
    }
}

/* A ring with turned edges, a bridge and elements of every kind, alternating. */
START_TEST(one_loop_agrees_with_charges)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const size_t m = 2 + ohm_rng_below(rng, 5);
    test_problem *circuit = test_problem_ring(m, 0.0);
    size_t pieces;
    ohm_error err;

    for (size_t k = 0; k < m; k++) {
        const ohm_waveform wave = { ohm_rng_between(rng, -1.0, 1.0), _i % 2 ? 1.0 : 0.0, 0.7, 0.3, NULL };

        if (ohm_rng_below(rng, 2)) {
            const size_t tail = circuit->graph->tail[k];

            circuit->graph->tail[k] = circuit->graph->head[k];
            circuit->graph->head[k] = tail;
        }
        circuit->w[k] = ohm_rng_between(rng, 0.2, 0.8);
        circuit->device->r_on[k] = ohm_rng_between(rng, 0.5, 2.0);
        circuit->device->xi[k] = ohm_rng_between(rng, 0.0, 30.0);
        circuit->device->polarity[k] = ohm_rng_below(rng, 2) ? 1 : -1;
        ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, k, &wave, NULL);
    }
    sample s = sample_of(circuit, 128, OHM_PLANT_NONE), other = sample_of(circuit, 128, OHM_PLANT_NONE);
    const double t = sample_time(circuit, 2.0);

    test_ok(ohm_certify_closed_form(s.w, &pieces, t, s.balls, &err), &err);
    test_ok(ohm_certify_flux_charge(other.w, &pieces, t, other.balls, circuit->w, NULL, &err), &err);
    check_overlap(&s, &other);
    sample_free(&s);
    sample_free(&other);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

/* Uniform states: rings with one EMF, tori with all EMFs alike, with relaxation and without. */
static test_problem *
uniform_circuit(bool torus, double alpha, double emf, ohm_rng *rng)
{
    test_problem *circuit = test_problem_ring(torus ? 24 : 5, torus ? 0.0 : 5.0 * emf);
    const double w = ohm_rng_between(rng, 0.3, 0.7), xi = ohm_rng_between(rng, 0.5, 20.0);

    if (torus) {
        ohm_graph_free(circuit->graph);
        ohm_drive_free(circuit->drive);
        ck_assert_int_eq(ohm_graph_torus(&circuit->graph, 3, 4, 0, NULL), OHM_OK);
        ck_assert_int_eq(ohm_drive_alloc(&circuit->drive, 12, 24, NULL), OHM_OK);
        circuit->problem = (ohm_problem){ circuit->graph, circuit->device, circuit->drive };
    }
    for (size_t k = 0; k < circuit->graph->edges; k++) {
        const ohm_waveform wave = { emf, 0.0, 0.0, 0.0, NULL };

        circuit->w[k] = w;
        circuit->device->xi[k] = xi;
        circuit->device->alpha[k] = alpha;
        circuit->device->w_rest[k] = 0.25;
        if (torus)
            ohm_drive_set(circuit->drive, OHM_DRIVE_EMF, k, &wave, NULL);
    }
    ohm_memristors_survey(circuit->device);
    return circuit;
}

START_TEST(uniform_states_agree_with_the_integrator)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    const double alpha = _i / 2 % 3 == 0 ? 0.0 : _i / 2 % 3 == 1 ? 0.2 : -0.3;
    test_problem *circuit = uniform_circuit(_i % 2, alpha, ohm_rng_between(rng, -1.0, 1.0), rng);
    sample s = sample_of(circuit, 128, OHM_PLANT_NONE), other = sample_of(circuit, 128, OHM_PLANT_NONE);
    const double t = sample_time(circuit, 2.0);
    size_t pieces;
    ohm_error err;

    test_ok(ohm_certify_closed_form(s.w, &pieces, t, s.balls, &err), &err);
    test_ok(ohm_certify_taylor(other.w, &pieces, t, 40, other.balls, NULL, &err), &err);
    check_overlap(&s, &other);
    sample_free(&s);
    sample_free(&other);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(bounds_end_the_proof)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = uniform_circuit(_i % 2, _i < 2 ? 0.0 : 0.2, -0.5, rng);
    sample s = sample_of(circuit, 128, OHM_PLANT_NONE);
    size_t pieces;

    ck_assert_int_eq(ohm_certify_closed_form(s.w, &pieces, 1000.0, s.balls, NULL), OHM_E_UNPROVED);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(planted_signs_are_caught)
{
    static const ohm_plant plants[] = { OHM_PLANT_DRIVE, OHM_PLANT_RATE, OHM_PLANT_SWING, OHM_PLANT_DECAY };
    ohm_rng *rng = test_rng((unsigned long)_i);
    test_problem *circuit = uniform_circuit(_i / 4 % 2, 0.3, 0.8, rng);
    sample s = sample_of(circuit, 128, plants[_i % 4]);
    const double t = sample_time(circuit, 1.0);
    double *w = sample_simulate(circuit, t);
    size_t pieces;

    if (ohm_certify_closed_form(s.w, &pieces, t, s.balls, NULL) == OHM_OK)
        ck_assert(sample_contradicts(s.w, w, circuit->w, s.edges));
    free(w);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

START_TEST(other_circuits_are_refused_by_name)
{
    static const struct { unsigned feature; const char *word; } cases[] = {
        { TEST_WINDOWS, "window" }, { TEST_RECTIFIED, "polarity is 0" }, { TEST_ACTIVE, "active" },
        { TEST_VOLTAGE, "voltage" },
        { 0, "not exactly one loop" }
    };
    ohm_rng *rng = test_rng(4);
    test_problem *circuit = test_problem_make(TEST_GRID, cases[_i].feature, rng);

    circuit->device->sign[0] = cases[_i].feature & TEST_ACTIVE ? -1 : 1;
    ohm_memristors_survey(circuit->device);
    sample s = sample_of(circuit, 128, OHM_PLANT_NONE);
    size_t pieces;
    ohm_error err;

    test_fails(ohm_certify_closed_form(s.w, &pieces, 0.1, s.balls, &err), OHM_E_METHOD, &err, cases[_i].word);
    sample_free(&s);
    test_problem_free(circuit);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/certify_closed_form");
    TCase *cases = tcase_create("certify_closed_form");

    tcase_add_loop_test(cases, one_loop_agrees_with_charges, 0, 16);
    tcase_add_loop_test(cases, uniform_states_agree_with_the_integrator, 0, 12);
    tcase_add_loop_test(cases, bounds_end_the_proof, 0, 4);
    tcase_add_loop_test(cases, planted_signs_are_caught, 0, 8);
    tcase_add_loop_test(cases, other_circuits_are_refused_by_name, 0, 5);
    suite_add_tcase(suite, cases);
    return suite;
}
