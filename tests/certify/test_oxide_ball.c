/* tests/certify/test_oxide_ball.c -- mirrors lib/certify/oxide_ball.c */
#include "certify/oxide_ball.h"
#include "certify/ball_text.h"
#include "device/oxide.h"
#include "support/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BITS = 128, CELLS = 8 };

typedef struct {
    ohm_oxide_model *model;
    ohm_oxide *oxide;
    double *old, *guess;
    ohm_oxide_question question;
    size_t species, nodes;
} scene;

static void
profile(double *to, const scene *s, size_t unknowns)
{
    for (size_t i = 0; i < unknowns; i++)
        ohm_oxide_profile(to + i * s->nodes, s->oxide, 0, i);
}

/* The preset, `steps` steps of 5 ms under U = 10 from the first one; the last is the question. */
static void
scene_make(scene *s, int steps, ohm_grid_kind grid)
{
    double voltage = 0.0;
    ohm_error err;

    memset(s, 0, sizeof *s);
    test_ok(ohm_oxide_model_preset(&s->model, "std", CELLS, grid, &err), &err);
    test_ok(ohm_oxide_alloc(&s->oxide, s->model, 1, OHM_OXIDE_IE, &err), &err);
    s->species = s->model->species_count;
    s->nodes = s->model->nodes;
    s->old = calloc(s->species * s->nodes, sizeof *s->old);
    s->guess = calloc((s->species + 1) * s->nodes, sizeof *s->guess);
    test_ok(ohm_oxide_start(s->oxide, &voltage, &err), &err);
    for (int k = 0; k < steps; k++) {
        profile(s->old, s, s->species);
        s->question.voltage_old = voltage;
        voltage = 10.0;
        test_ok(ohm_oxide_step(s->oxide, 5e-3, &voltage, &err), &err);
    }
    profile(s->guess, s, s->species + 1);
    s->question.model = s->model;
    s->question.dt = 5e-3;
    s->question.voltage = voltage;
    s->question.old = s->old;
    s->question.guess = s->guess;
}

static void
scene_free(scene *s)
{
    ohm_oxide_free(s->oxide);
    ohm_oxide_model_free(s->model);
    free(s->old);
    free(s->guess);
}

/* The identity holds in balls to 25 digits, and the doubles of the step lie by the enclosure. */
START_TEST(the_identity_holds)
{
    ohm_oxide_answer *answer;
    ohm_error err;
    scene s;

    scene_make(&s, 1 + _i % 3, _i < 3 ? OHM_GRID_UNIFORM : OHM_GRID_COSINE);
    const ohm_oxide_record *record = ohm_oxide_last(s.oxide, 0);

    test_ok(ohm_oxide_ball_step(&answer, &s.question, BITS, &err), &err);
    ck_assert(arb_contains_zero(answer->defect));
    ck_assert_double_le(ohm_ball_magnitude(answer->defect), 1e-25);
    for (size_t k = 0; k < (s.species + 1) * s.nodes; k++)
        ck_assert_double_le(fabs(ohm_ball_middle(answer->state + k) - s.guess[k]),
                            1e-10 * (1.0 + fabs(s.guess[k])));
    /* the energies of the doubles, whose Newton stops at 1e-12 */
    ck_assert_double_eq_tol(ohm_ball_middle(answer->energy), record->energy, 1e-10);
    ck_assert_double_eq_tol(ohm_ball_middle(answer->remainder), record->remainder, 1e-10);
    for (size_t i = 0; i < s.species; i++)
        ck_assert_double_eq_tol(ohm_ball_middle(answer->dissipation + i), record->dissipation[i], 1e-8);
    ohm_oxide_answer_free(answer);
    scene_free(&s);
}
END_TEST

/* theory/drift-diffusion.md sec. 5: H(0), H(1), Dis(1), R(1), in 40-digit arithmetic. */
START_TEST(the_public_check_is_met)
{
    ohm_oxide_answer *answer;
    ohm_error err;
    scene s;

    scene_make(&s, 1, OHM_GRID_UNIFORM);
    test_ok(ohm_oxide_ball_step(&answer, &s.question, BITS, &err), &err);
    ck_assert_double_eq_tol(ohm_ball_middle(answer->energy_old), 1.194821260569, 1e-11);
    ck_assert_double_eq_tol(ohm_ball_middle(answer->energy), 5.913514483024, 1e-11);
    ck_assert_double_eq_tol(ohm_ball_middle(answer->dissipation), 76.35935610440, 1e-9);
    ck_assert_double_eq_tol(ohm_ball_middle(answer->dissipation + 1), 0.5618841126910, 1e-11);
    ck_assert_double_eq_tol(ohm_ball_middle(answer->dissipation + 2), 53.87603782493, 1e-9);
    ck_assert_double_eq_tol(ohm_ball_middle(answer->remainder), 0.5285604488409, 1e-11);
    ohm_oxide_answer_free(answer);
    scene_free(&s);
}
END_TEST

START_TEST(a_planted_sign_is_caught)
{
    ohm_oxide_answer *answer;
    ohm_error err;
    scene s;

    scene_make(&s, 1, OHM_GRID_UNIFORM);
    s.question.planted = true;
    test_ok(ohm_oxide_ball_step(&answer, &s.question, BITS, &err), &err);
    ck_assert(!arb_contains_zero(answer->defect));
    ohm_oxide_answer_free(answer);
    scene_free(&s);
}
END_TEST

START_TEST(nothing_is_claimed_from_nonsense)
{
    ohm_oxide_answer *answer;
    scene s;

    scene_make(&s, 1, OHM_GRID_UNIFORM);
    s.model->species[0].stored = false;
    ck_assert_int_eq(ohm_oxide_ball_step(&answer, &s.question, BITS, NULL), OHM_E_METHOD);
    s.model->species[0].stored = true;
    s.guess[2] = NAN;
    ck_assert_int_eq(ohm_oxide_ball_step(&answer, &s.question, BITS, NULL), OHM_E_UNPROVED);
    scene_free(&s);
}
END_TEST

/* B(-s) = B(s) + s, B(s) (e^s - 1) = s, and the two ways to B' meet. */
START_TEST(bernoulli_keeps_its_identities)
{
    ohm_rng *rng = test_rng((unsigned long)_i);
    arb_t s, value, slope, other, back;

    arb_init(s);
    arb_init(value);
    arb_init(slope);
    arb_init(other);
    arb_init(back);
    for (int k = 0; k < 40; k++) {
        arb_set_d(s, ohm_rng_between(rng, -1.0, 1.0) * pow(2.0, (double)ohm_rng_below(rng, 24) - 18.0));
        ohm_bernoulli_ball(value, slope, s, BITS);
        arb_neg(back, s);
        ohm_bernoulli_ball(other, back, back, BITS);
        arb_sub(other, other, value, BITS);
        ck_assert(arb_overlaps(other, s));
        arb_add(back, back, slope, BITS);               /* B'(s) + B'(-s) = -1 */
        arb_add_ui(back, back, 1, BITS);
        ck_assert(arb_contains_zero(back));
        arb_expm1(other, s, BITS);
        arb_mul(other, other, value, BITS);
        ck_assert(arb_overlaps(other, s));
        ck_assert(arb_is_negative(slope));
    }
    arb_zero(s);
    arb_add_error_2exp_si(s, -60);
    ohm_bernoulli_ball(value, slope, s, BITS);
    ck_assert(arb_contains_si(value, 1));
    ck_assert_double_le(ohm_ball_radius(value), 1e-17);
    arb_clear(s);
    arb_clear(value);
    arb_clear(slope);
    arb_clear(other);
    arb_clear(back);
    ohm_rng_free(rng);
}
END_TEST

Suite *
test_suite(void)
{
    Suite *suite = suite_create("certify/oxide_ball");
    TCase *cases = tcase_create("oxide_ball");

    tcase_set_timeout(cases, 60.0);
    tcase_add_loop_test(cases, the_identity_holds, 0, 6);
    tcase_add_test(cases, the_public_check_is_met);
    tcase_add_test(cases, a_planted_sign_is_caught);
    tcase_add_test(cases, nothing_is_claimed_from_nonsense);
    tcase_add_loop_test(cases, bernoulli_keeps_its_identities, 0, 4);
    suite_add_tcase(suite, cases);
    return suite;
}
