/* lib/certify/claims/oxide_step.c -- [JUN24]: steps of the standard device, enclosed.
 *
 * The doubles of device/oxide are only a guess; Krawczyk's operator shows that a state solves
 * the implicit step near them (oxide_ball.h). */
#include "base/array.h"
#include "certify/ball_text.h"
#include "certify/claim_case.h"
#include "certify/claim_tables.h"
#include "certify/oxide_ball.h"
#include "certify/real_door.h"
#include "device/oxide.h"

#include <stdio.h>
#include <stdlib.h>

enum { CELLS = 8, BITS = 192 };

typedef struct {
    ohm_oxide_model *model;
    ohm_oxide *oxide;
    double *old, *guess;        /* densities before, densities and potential after the last step */
} device;

static void
device_free(device *d)
{
    ohm_oxide_free(d->oxide);
    ohm_oxide_model_free(d->model);
    free(d->old);
    free(d->guess);
}

static void
keep(double *to, const device *d, size_t unknowns)
{
    for (size_t i = 0; i < unknowns; i++)
        ohm_oxide_profile(to + i * d->model->nodes, d->oxide, 0, i);
}

/* The preset at rest; then it is driven through `steps` voltages of 5 ms each. */
static ohm_status
run_device(device *d, ohm_oxide_question *question, const double *voltage, size_t steps, ohm_error *err)
{
    double now = 0.0;
    ohm_status status = ohm_oxide_model_preset(&d->model, "std", CELLS, OHM_GRID_UNIFORM, err);

    if (status != OHM_OK || (status = ohm_oxide_alloc(&d->oxide, d->model, 1, OHM_OXIDE_IE, err)) != OHM_OK)
        return status;
    const size_t species = d->model->species_count;

    d->old = OHM_ARRAY(double, species * d->model->nodes);
    d->guess = OHM_ARRAY(double, (species + 1) * d->model->nodes);
    if (d->old == NULL || d->guess == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "claims: out of memory for an oxide device");
    status = ohm_oxide_start(d->oxide, &now, err);
    for (size_t k = 0; status == OHM_OK && k < steps; k++) {
        keep(d->old, d, species);
        question->voltage_old = now;
        now = voltage[k];
        status = ohm_oxide_step(d->oxide, 5e-3, &now, err);
    }
    keep(d->guess, d, species + 1);
    question->model = d->model;
    question->dt = 5e-3;
    question->voltage = now;
    question->old = d->old;
    question->guess = d->guess;
    return status;
}

/* The last of the steps, enclosed; NULL where there is trouble, which goes to the arena. */
static ohm_oxide_answer *
enclose(ohm_claim_case *c, const double *voltage, size_t steps, bool planted)
{
    ohm_oxide_question question = { .planted = planted };
    ohm_oxide_answer *answer = NULL;
    device d = { .oxide = NULL };
    ohm_error err = { .text = "" };
    ohm_status status = run_device(&d, &question, voltage, steps, &err);

    if (status == OHM_OK)
        status = ohm_oxide_ball_step(&answer, &question, BITS, &err);
    if (status == OHM_E_UNPROVED)
        status = OHM_E_PRECISION;
    if (status != OHM_OK)
        ohm_arena_fail(c->arena, status, err.text);
    device_free(&d);
    return answer;
}

static ohm_real *
real_of(ohm_claim_case *c, const arb_t ball)
{
    ohm_real *x = ohm_real_new(c->arena);

    if (x != NULL)
        arb_set(x->value, ball);
    return x;
}

/* Nine digits: the densities before a step are doubles, which the last ones hang on. */
static void
found_rounded(ohm_claim_case *c, const char *name, const arb_t ball)
{
    char text[32];

    snprintf(text, sizeof text, "%.8e", ohm_ball_middle(ball));
    ohm_claim_found_json(c, name, ohm_json_string(text));
}

static void
decide_identity(ohm_claim_case *c)
{
    static const double voltage[3] = { 10.0, 10.0, 4.0 };

    for (size_t steps = 1; steps <= 3; steps++) {
        ohm_claim_next(c);
        ohm_oxide_answer *answer = enclose(c, voltage, steps, c->planted);

        if (answer == NULL)
            return;
        ohm_claim_found_count(c, "steps", steps);
        found_rounded(c, "energy", answer->energy);
        found_rounded(c, "current", answer->current);
        const ohm_real *defect = real_of(c, answer->defect), *none = ohm_real_number(c->arena, 0, 1);

        ohm_claim_printed(c, arb_contains_zero(answer->defect) != 0 && ohm_real_close(defect, none, "1e-25"));
        ohm_oxide_answer_free(answer);
    }
}

/* Two steps at U = 0 after one at U = 10: in the second nothing is displaced, and the current of
 * the species is all there is. */
static void
decide_pinched(ohm_claim_case *c)
{
    static const double voltage[3] = { 10.0, 0.0, 0.0 };

    ohm_claim_next(c);
    ohm_oxide_answer *answer = enclose(c, voltage, 3, false);

    if (answer == NULL)
        return;
    const ohm_real *current = real_of(c, answer->current);
    const ohm_real *seen = c->planted ? ohm_real_scale(current, 0, 1) : current;        /* U I at U = 0 */

    found_rounded(c, "current_at_zero_voltage", answer->current);
    ohm_claim_printed(c, !ohm_real_is_positive(seen) && !ohm_real_is_negative(seen));
    ohm_oxide_answer_free(answer);
}

static const ohm_claim rows[] = {
    {
        .id = "JUN-Hb", .source = "JUN24", .where = "free energy, linear diffusion",
        .statement = "the free energy identity JUN-H holds for steps of the linear model",
        .domain = "the standard device, 8 cells, steps of 5 ms at 10, 10, 4 V, to 1e-25",
        .expected = OHM_VERDICT_CERTIFIED, .ground = OHM_GROUND_BALLS,
        .method = "Krawczyk's operator encloses the state after an implicit step, and in it all terms of "
            "the identity", .falsified_by = "the field's work with the wrong sign", .decide = decide_identity,
    },
    {
        .id = "JUN-11", .source = "JUN24", .where = "numerical simulation, the pinched loop",
        .statement = "the loop of the full equations (eps = 1) is pinched: no current flows at U = 0",
        .domain = "the standard device, 8 cells, 10 V and then 0 V", .expected = OHM_VERDICT_REFUTED,
        .ground = OHM_GROUND_BALLS,
        .method = "the second step at 0 V after one at 10 V, enclosed: the current is not 0 (the slide's "
            "loop is that of the reduced model, JUN-r)",
        .falsified_by = "the power U I in place of the current", .decide = decide_pinched,
    },
};

const ohm_claim_table ohm_claims_oxide_step = { rows, sizeof rows / sizeof *rows };
