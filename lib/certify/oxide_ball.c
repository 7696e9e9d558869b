/* lib/certify/oxide_ball.c -- see oxide_ball.h */
#include "certify/oxide_ball.h"
#include "base/array.h"
#include "certify/ball_matrix.h"

#include <stdlib.h>

/* Dense balls: 40 nodes of 4 unknowns take a second. */
enum { NODES_MAX = 40 };

/* Newton's steps from doubles, and the box that Krawczyk's operator is tried on: 2^-(bits / 2). */
enum { NEWTON_MAX = 8 };

void
ohm_oxide_answer_free(ohm_oxide_answer *answer)
{
    if (answer == NULL)
        return;
    if (answer->state != NULL) {
        _arb_vec_clear(answer->state, (slong)(answer->unknowns * answer->nodes));
        _arb_vec_clear(answer->dissipation, (slong)answer->unknowns - 1);
        arb_clear(answer->current);
        arb_clear(answer->energy);
        arb_clear(answer->energy_old);
        arb_clear(answer->remainder);
        arb_clear(answer->power);
        arb_clear(answer->work);
        arb_clear(answer->defect);
    }
    free(answer);
}

/* ---- fluxes ---------------------------------------------------------------------- */

/* B(s) = e^(-s/2) / sinhc(s/2), sinhc(x) = sinc(i x): no quotient 0 / 0. */
void
ohm_bernoulli_ball(arb_t value, arb_t slope, const arb_t s, long bits)
{
    acb_t half;
    arb_t part, other;
    mag_t size;

    acb_init(half);
    arb_init(part);
    arb_init(other);
    mag_init(size);
    arb_mul_2exp_si(acb_imagref(half), s, -1);
    acb_sinc(half, half, bits);
    arb_mul_2exp_si(part, s, -1);
    arb_neg(part, part);
    arb_exp(part, part, bits);
    arb_div(value, part, acb_realref(half), bits);
    arb_get_mag(size, s);
    if (mag_cmp_2exp_si(size, -8) < 0) {            /* -1/2 + s/6 - s^3/180 + ..., which alternates */
        arb_div_ui(slope, s, 6, bits);
        arb_set_d(part, 0.5);
        arb_sub(slope, slope, part, bits);
        mag_pow_ui(size, size, 3);
        mag_div_ui(size, size, 100);
        arb_add_error_mag(slope, size);
    } else {                                        /* (1 - B(-s)) / (e^s - 1) */
        arb_add(part, value, s, bits);
        arb_sub_ui(part, part, 1, bits);
        arb_neg(part, part);
        arb_expm1(other, s, bits);
        arb_div(slope, part, other, bits);
    }
    acb_clear(half);
    arb_clear(part);
    arb_clear(other);
    mag_clear(size);
}

/* F of one species on one edge, and its slopes by u_l, u_r and V_r - V_l. */
typedef struct {
    arb_t flux, by_left, by_right, by_drop;
} edge_flux;

static void
edge_flux_init(edge_flux *e)
{
    arb_init(e->flux);
    arb_init(e->by_left);
    arb_init(e->by_right);
    arb_init(e->by_drop);
}

static void
edge_flux_clear(edge_flux *e)
{
    arb_clear(e->flux);
    arb_clear(e->by_left);
    arb_clear(e->by_right);
    arb_clear(e->by_drop);
}

typedef struct {
    const ohm_oxide_question *question;
    const ohm_oxide_model *model;
    long bits;
    size_t species, nodes, count;   /* count: unknowns that are free */
    size_t *place;                  /* (species + 1) * nodes: number of the unknown, or SIZE_MAX */
    arb_ptr length, box;            /* nodes - 1: h; nodes: w */
    arb_ptr old;                    /* (species + 1) * nodes, V_old with it */
    arb_t lambda2, dt;
} step;

static void
take_flux(edge_flux *e, arb_srcptr state, size_t i, size_t k, const step *s)
{
    arb_srcptr u = state + i * s->nodes + k, v = state + s->species * s->nodes + k;
    arb_t drop, z, minus;

    arb_init(drop);
    arb_init(z);
    arb_init(minus);
    arb_set_d(z, s->model->species[i].charge);
    arb_sub(drop, v + 1, v, s->bits);
    arb_mul(drop, drop, z, s->bits);
    ohm_bernoulli_ball(e->by_left, e->by_drop, drop, s->bits);
    arb_add(minus, e->by_left, drop, s->bits);              /* B(-s) = B(s) + s */
    arb_neg(e->by_right, minus);
    arb_mul(e->flux, e->by_left, u, s->bits);
    arb_submul(e->flux, minus, u + 1, s->bits);
    arb_add_ui(minus, e->by_drop, 1, s->bits);              /* d B(-s) / ds */
    arb_mul(e->by_drop, e->by_drop, u, s->bits);
    arb_submul(e->by_drop, minus, u + 1, s->bits);
    arb_mul(e->by_drop, e->by_drop, z, s->bits);
    arb_set_d(z, s->model->species[i].mobility);
    arb_div(z, z, s->length + k, s->bits);
    arb_mul(e->flux, e->flux, z, s->bits);
    arb_mul(e->by_left, e->by_left, z, s->bits);
    arb_mul(e->by_right, e->by_right, z, s->bits);
    arb_mul(e->by_drop, e->by_drop, z, s->bits);
    arb_clear(drop);
    arb_clear(z);
    arb_clear(minus);
}

/* ---- the equations ---------------------------------------------------------------- */

static void
add_entry(arb_mat_t j, size_t row, size_t column, const arb_t value, int sign, const step *s)
{
    if (row == SIZE_MAX || column == SIZE_MAX)
        return;
    arb_ptr at = arb_mat_entry(j, (slong)row, (slong)column);

    if (sign > 0)
        arb_add(at, at, value, s->bits);
    else
        arb_sub(at, at, value, s->bits);
}

static void
add_value(arb_mat_t f, size_t row, const arb_t value, int sign, const step *s)
{
    if (row == SIZE_MAX)
        return;
    arb_ptr at = arb_mat_entry(f, (slong)row, 0);

    if (sign > 0)
        arb_add(at, at, value, s->bits);
    else
        arb_sub(at, at, value, s->bits);
}

/* F leaves node k and enters k + 1. */
static void
add_species(arb_mat_t f, arb_mat_t j, arb_srcptr state, size_t i, const step *s)
{
    const size_t *own = s->place + i * s->nodes, *field = s->place + s->species * s->nodes;
    edge_flux e;
    arb_t part;

    arb_init(part);
    edge_flux_init(&e);
    for (size_t k = 0; k < s->nodes; k++) {
        if (own[k] == SIZE_MAX)
            continue;
        arb_div(part, s->box + k, s->dt, s->bits);
        add_entry(j, own[k], own[k], part, 1, s);
        arb_sub(e.flux, state + i * s->nodes + k, s->old + i * s->nodes + k, s->bits);
        arb_addmul(arb_mat_entry(f, (slong)own[k], 0), part, e.flux, s->bits);
    }
    for (size_t k = 0; k + 1 < s->nodes; k++) {
        take_flux(&e, state, i, k, s);
        for (int side = 0; side < 2; side++) {
            const size_t row = own[k + (size_t)side];
            const int sign = side == 0 ? 1 : -1;

            add_value(f, row, e.flux, sign, s);
            add_entry(j, row, own[k], e.by_left, sign, s);
            add_entry(j, row, own[k + 1], e.by_right, sign, s);
            add_entry(j, row, field[k + 1], e.by_drop, sign, s);
            add_entry(j, row, field[k], e.by_drop, -sign, s);
        }
    }
    edge_flux_clear(&e);
    arb_clear(part);
}

/* lambda^2 (V_k - V_{k-1}) / h - lambda^2 (V_{k+1} - V_k) / h - w (sum z u - A), inside. */
static void
add_poisson(arb_mat_t f, arb_mat_t j, arb_srcptr state, const step *s)
{
    const size_t *field = s->place + s->species * s->nodes;
    arb_srcptr v = state + s->species * s->nodes;
    arb_t weight, part, charge;

    arb_init(weight);
    arb_init(part);
    arb_init(charge);
    for (size_t k = 0; k + 1 < s->nodes; k++) {
        arb_div(weight, s->lambda2, s->length + k, s->bits);
        arb_sub(part, v + k, v + k + 1, s->bits);
        arb_mul(part, part, weight, s->bits);
        for (size_t side = 0; side < 2; side++) {
            const size_t row = field[k + side];

            add_value(f, row, part, side == 0 ? 1 : -1, s);
            add_entry(j, row, field[k + side], weight, 1, s);
            add_entry(j, row, field[k + 1 - side], weight, -1, s);
        }
    }
    for (size_t k = 1; k + 1 < s->nodes; k++) {
        arb_zero(part);
        if (s->model->doping != NULL)
            arb_set_d(part, -s->model->doping[k]);
        for (size_t i = 0; i < s->species; i++) {
            arb_set_d(charge, s->model->species[i].charge);
            arb_addmul(part, charge, state + i * s->nodes + k, s->bits);
            arb_mul(charge, charge, s->box + k, s->bits);
            add_entry(j, field[k], s->place[i * s->nodes + k], charge, -1, s);
        }
        arb_submul(arb_mat_entry(f, (slong)field[k], 0), part, s->box + k, s->bits);
    }
    arb_clear(weight);
    arb_clear(part);
    arb_clear(charge);
}

static void
equations(arb_mat_t f, arb_mat_t j, arb_srcptr state, const step *s)
{
    arb_mat_zero(f);
    arb_mat_zero(j);
    for (size_t i = 0; i < s->species; i++)
        add_species(f, j, state, i, s);
    add_poisson(f, j, state, s);
}

/* ---- the new state ---------------------------------------------------------------- */

/* One zero of the equations in the box about `state`; the enclosure in its place. */
static ohm_status
enclose(arb_ptr state, const step *s, ohm_error *err)
{
    const slong n = (slong)s->count, all = (slong)((s->species + 1) * s->nodes);
    arb_ptr box = _arb_vec_init(all);
    arb_mat_t f, j, inverse, width, image;
    bool proved = true;

    arb_mat_init(f, n, 1);
    arb_mat_init(j, n, n);
    arb_mat_init(inverse, n, n);
    arb_mat_init(width, n, 1);
    arb_mat_init(image, n, 1);
    for (int i = 0; i < NEWTON_MAX && proved; i++) {
        equations(f, j, state, s);
        proved = arb_mat_approx_inv(inverse, j, s->bits) != 0;
        arb_mat_approx_mul(image, inverse, f, s->bits);
        for (slong k = 0; k < all && proved; k++)
            if (s->place[k] != SIZE_MAX) {
                arb_sub(state + k, state + k, arb_mat_entry(image, (slong)s->place[k], 0), s->bits);
                arb_get_mid_arb(state + k, state + k);
            }
    }
    equations(f, j, state, s);
    arb_mat_mul(image, inverse, f, s->bits);                /* Y F(x) */
    _arb_vec_set(box, state, all);
    for (slong k = 0; k < all; k++)
        if (s->place[k] != SIZE_MAX) {
            arb_add_error_2exp_si(box + k, -s->bits / 2);
            arb_add_error_2exp_si(arb_mat_entry(width, (slong)s->place[k], 0), -s->bits / 2);
        }
    equations(f, j, box, s);
    arb_mat_mul(j, inverse, j, s->bits);
    for (slong k = 0; k < n; k++)
        arb_sub_ui(arb_mat_entry(j, k, k), arb_mat_entry(j, k, k), 1, s->bits);
    arb_mat_mul(f, j, width, s->bits);
    arb_mat_add(image, image, f, s->bits);
    for (slong k = 0; k < n && proved; k++)
        proved = arb_contains_interior(arb_mat_entry(width, k, 0), arb_mat_entry(image, k, 0));
    for (slong k = 0; k < all && proved; k++)
        if (s->place[k] != SIZE_MAX)
            arb_sub(state + k, state + k, arb_mat_entry(image, (slong)s->place[k], 0), s->bits);
    _arb_vec_clear(box, all);
    arb_mat_clear(f);
    arb_mat_clear(j);
    arb_mat_clear(inverse);
    arb_mat_clear(width);
    arb_mat_clear(image);
    if (!proved)
        return ohm_fail(err, OHM_E_UNPROVED,
                        "oxide: no state after the step is shown to exist near the one given");
    return OHM_OK;
}

/* ---- the energy -------------------------------------------------------------------- */

/* Vbar at node k for voltage u, and h'(ubar) of a species with contacts. */
static void
lifted(arb_t potential, arb_t slope, size_t k, size_t i, double voltage, const step *s)
{
    const ohm_oxide_model *model = s->model;
    const bool has = model->species[i].contact[0].kind == OHM_CONTACT_OHMIC;
    arb_t x, part;

    arb_init(x);
    arb_init(part);
    arb_set_d(x, model->x[k]);
    arb_set_d(potential, model->potential[1]);
    arb_set_d(part, model->potential[0]);
    arb_sub(potential, potential, part, s->bits);
    arb_set_d(part, voltage);
    arb_add(potential, potential, part, s->bits);
    arb_mul(potential, potential, x, s->bits);
    arb_set_d(part, model->potential[0]);
    arb_add(potential, potential, part, s->bits);
    arb_zero(slope);
    if (has) {
        arb_set_d(part, model->species[i].contact[0].density);
        arb_log(part, part, s->bits);
        arb_set_d(slope, model->species[i].contact[1].density);
        arb_log(slope, slope, s->bits);
        arb_sub(slope, slope, part, s->bits);
        arb_mul(slope, slope, x, s->bits);
        arb_add(slope, slope, part, s->bits);
    }
    arb_clear(x);
    arb_clear(part);
}

/* u ln u - u - u log_v + v, Breg(u|v) of the Boltzmann enthalpy with ln v given; v NULL: h(u). */
static void
enthalpy(arb_t out, const arb_t u, const arb_t log_v, bool relative, long bits)
{
    arb_t part;

    arb_init(part);
    arb_log(part, u, bits);
    arb_sub(part, part, log_v, bits);
    arb_sub_ui(part, part, 1, bits);
    arb_mul(out, part, u, bits);
    if (relative) {
        arb_exp(part, log_v, bits);
        arb_add(out, out, part, bits);
    }
    arb_clear(part);
}

static void
take_energy(arb_t out, arb_srcptr state, double voltage, const step *s)
{
    const size_t last = s->species * s->nodes;
    arb_t potential, slope, part, before;

    arb_init(potential);
    arb_init(slope);
    arb_init(part);
    arb_init(before);
    arb_zero(out);
    for (size_t i = 0; i < s->species; i++) {
        const bool has = s->model->species[i].contact[0].kind == OHM_CONTACT_OHMIC;

        for (size_t k = 0; k < s->nodes; k++) {
            lifted(potential, slope, k, i, voltage, s);
            enthalpy(part, state + i * s->nodes + k, slope, has, s->bits);
            if (!has) {
                arb_set_d(slope, s->model->species[i].charge);
                arb_mul(slope, slope, potential, s->bits);
                arb_addmul(part, slope, state + i * s->nodes + k, s->bits);
            }
            arb_addmul(out, part, s->box + k, s->bits);
        }
    }
    for (size_t k = 0; k < s->nodes; k++) {         /* (lambda^2 / 2) sum (Delta (V - Vbar))^2 / h */
        lifted(potential, slope, k, 0, voltage, s);
        arb_sub(potential, state + last + k, potential, s->bits);
        if (k > 0) {
            arb_sub(part, potential, before, s->bits);
            arb_mul(part, part, part, s->bits);
            arb_mul(part, part, s->lambda2, s->bits);
            arb_div(part, part, s->length + k - 1, s->bits);
            arb_mul_2exp_si(part, part, -1);
            arb_add(out, out, part, s->bits);
        }
        arb_set(before, potential);
    }
    arb_clear(potential);
    arb_clear(slope);
    arb_clear(part);
    arb_clear(before);
}

/* Breg(u_old|u) summed, and the field's part. */
static void
take_remainder(arb_t out, arb_srcptr state, const step *s)
{
    const size_t last = s->species * s->nodes;
    arb_t part, other;

    arb_init(part);
    arb_init(other);
    arb_zero(out);
    for (size_t i = 0; i < s->species; i++)
        for (size_t k = 0; k < s->nodes; k++) {
            const size_t at = i * s->nodes + k;

            arb_log(other, state + at, s->bits);
            enthalpy(part, s->old + at, other, true, s->bits);
            arb_addmul(out, part, s->box + k, s->bits);
        }
    for (size_t k = 0; k + 1 < s->nodes; k++) {
        arb_sub(part, state + last + k + 1, state + last + k, s->bits);
        arb_sub(other, s->old + last + k + 1, s->old + last + k, s->bits);
        arb_sub(part, part, other, s->bits);
        arb_mul(part, part, part, s->bits);
        arb_mul(part, part, s->lambda2, s->bits);
        arb_div(part, part, s->length + k, s->bits);
        arb_mul_2exp_si(part, part, -1);
        arb_add(out, out, part, s->bits);
    }
    arb_clear(part);
    arb_clear(other);
}

/* Dissipation, power and current, edge by edge. */
static void
take_fluxes(ohm_oxide_answer *a, const step *s)
{
    arb_srcptr v = a->state + s->species * s->nodes;
    arb_t z, rise, here, there;
    edge_flux e;

    arb_init(z);
    arb_init(rise);
    arb_init(here);
    arb_init(there);
    edge_flux_init(&e);
    for (size_t i = 0; i < s->species; i++)
        for (size_t k = 0; k + 1 < s->nodes; k++) {
            arb_srcptr u = a->state + i * s->nodes + k;

            take_flux(&e, a->state, i, k, s);
            arb_set_d(z, s->model->species[i].charge);
            arb_log(rise, u + 1, s->bits);
            arb_log(here, u, s->bits);
            arb_sub(rise, rise, here, s->bits);
            arb_sub(here, v + k + 1, v + k, s->bits);
            arb_addmul(rise, z, here, s->bits);
            arb_submul(a->dissipation + i, e.flux, rise, s->bits);
            if (s->model->species[i].contact[0].kind != OHM_CONTACT_OHMIC)
                continue;
            lifted(here, rise, k + 1, i, s->question->voltage, s);
            arb_addmul(rise, z, here, s->bits);
            lifted(here, there, k, i, s->question->voltage, s);
            arb_addmul(there, z, here, s->bits);
            arb_sub(rise, rise, there, s->bits);
            arb_submul(a->power, e.flux, rise, s->bits);
            arb_mul(e.flux, e.flux, z, s->bits);
            arb_submul(a->current, e.flux, s->length + k, s->bits);
        }
    edge_flux_clear(&e);
    arb_clear(z);
    arb_clear(rise);
    arb_clear(here);
    arb_clear(there);
}

/* (U - U_old) sum w z x u_old over the species without contacts, and (lambda^2 / 2) (U - U_old)^2. */
static void
take_work(arb_t out, const step *s)
{
    arb_t turn, part;

    arb_init(turn);
    arb_init(part);
    arb_zero(out);
    for (size_t i = 0; i < s->species; i++)
        for (size_t k = 0; k < s->nodes && s->model->species[i].contact[0].kind != OHM_CONTACT_OHMIC; k++) {
            arb_set_d(part, s->model->species[i].charge);
            arb_mul(part, part, s->box + k, s->bits);
            arb_mul(part, part, s->old + i * s->nodes + k, s->bits);
            arb_set_d(turn, s->model->x[k]);
            arb_addmul(out, part, turn, s->bits);
        }
    arb_set_d(turn, s->question->voltage);
    arb_set_d(part, s->question->voltage_old);
    arb_sub(turn, turn, part, s->bits);
    arb_mul(part, turn, s->lambda2, s->bits);
    arb_mul_2exp_si(part, part, -1);
    if (s->question->planted)
        arb_sub(out, out, part, s->bits);
    else
        arb_add(out, out, part, s->bits);
    arb_mul(out, out, turn, s->bits);
    arb_clear(turn);
    arb_clear(part);
}

static void
take_identity(ohm_oxide_answer *a, const step *s)
{
    take_energy(a->energy, a->state, s->question->voltage, s);
    take_energy(a->energy_old, s->old, s->question->voltage_old, s);
    take_remainder(a->remainder, a->state, s);
    take_fluxes(a, s);
    take_work(a->work, s);
    arb_neg(a->defect, a->power);
    for (size_t i = 0; i < s->species; i++)
        arb_add(a->defect, a->defect, a->dissipation + i, s->bits);
    arb_mul(a->defect, a->defect, s->dt, s->bits);
    arb_add(a->defect, a->defect, a->energy, s->bits);
    arb_sub(a->defect, a->defect, a->energy_old, s->bits);
    arb_add(a->defect, a->defect, a->remainder, s->bits);
    arb_sub(a->defect, a->defect, a->work, s->bits);
}

/* ---- putting it together ----------------------------------------------------------- */

static ohm_status
check(const ohm_oxide_model *model, ohm_error *err)
{
    const char *why = NULL;

    for (size_t i = 0; i < model->species_count && why == NULL; i++) {
        const ohm_oxide_species *species = &model->species[i];

        if (species->exponent != 1.0 || species->saturation > 0.0)
            why = "a species has other statistics than Boltzmann's";
        else if (!species->stored)
            why = "a species is quasi-static";
        else if (species->contact[0].kind == OHM_CONTACT_SCHOTTKY
                 || species->contact[1].kind == OHM_CONTACT_SCHOTTKY)
            why = "a contact is a Schottky contact";
        else if (species->contact[0].kind != species->contact[1].kind)
            why = "a species has one contact only";
    }
    if (model->recombination.rate != NULL)
        why = "species recombine";
    if (model->nodes > NODES_MAX)
        why = "there are more than 40 nodes";
    return why == NULL ? OHM_OK : ohm_fail(err, OHM_E_METHOD, "oxide: not covered in balls: %s", why);
}

static void
step_clear(step *s)
{
    if (s->length != NULL) {
        _arb_vec_clear(s->length, (slong)s->nodes - 1);
        _arb_vec_clear(s->box, (slong)s->nodes);
        _arb_vec_clear(s->old, (slong)((s->species + 1) * s->nodes));
        arb_clear(s->lambda2);
        arb_clear(s->dt);
    }
    free(s->place);
}

static ohm_status
step_init(step *s, const ohm_oxide_question *question, long bits, ohm_error *err)
{
    const ohm_oxide_model *model = question->model;
    const size_t n = model->nodes;
    arb_t x;

    *s = (step){
        .question = question, .model = model, .bits = bits, .species = model->species_count, .nodes = n
    };
    if ((s->place = OHM_ARRAY(size_t, (s->species + 1) * n)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "oxide: out of memory for %zu nodes", n);
    s->length = _arb_vec_init((slong)n - 1);
    s->box = _arb_vec_init((slong)n);
    s->old = _arb_vec_init((slong)((s->species + 1) * n));
    arb_init(s->lambda2);
    arb_init(s->dt);
    arb_init(x);
    arb_set_d(s->lambda2, model->lambda2);
    arb_set_d(s->dt, question->dt);
    for (size_t k = 0; k + 1 < n; k++) {
        arb_set_d(s->length + k, model->x[k + 1]);
        arb_set_d(x, model->x[k]);
        arb_sub(s->length + k, s->length + k, x, bits);
        arb_mul_2exp_si(x, s->length + k, -1);
        arb_add(s->box + k, s->box + k, x, bits);
        arb_add(s->box + k + 1, s->box + k + 1, x, bits);
    }
    for (size_t i = 0; i <= s->species; i++)
        for (size_t k = 0; k < n; k++) {
            const bool end = k == 0 || k + 1 == n;
            const bool held = i == s->species || model->species[i].contact[0].kind == OHM_CONTACT_OHMIC;

            s->place[i * n + k] = end && held ? SIZE_MAX : s->count++;
            if (i < s->species)
                arb_set_d(s->old + i * n + k, question->old[i * n + k]);
        }
    arb_clear(x);
    return OHM_OK;
}

/* What is held at the ends, at a voltage. */
static void
set_ends(arb_ptr state, double voltage, const step *s)
{
    const size_t n = s->nodes, last = s->species * n;
    arb_t part;

    arb_init(part);
    for (size_t i = 0; i < s->species; i++)
        if (s->model->species[i].contact[0].kind == OHM_CONTACT_OHMIC) {
            arb_set_d(state + i * n, s->model->species[i].contact[0].density);
            arb_set_d(state + i * n + n - 1, s->model->species[i].contact[1].density);
        }
    arb_set_d(state + last, s->model->potential[0]);
    arb_set_d(state + last + n - 1, s->model->potential[1]);
    arb_set_d(part, voltage);
    arb_add(state + last + n - 1, state + last + n - 1, part, s->bits);
    arb_clear(part);
}

/* V_old from the old densities: Poisson's equation is linear, so its rows and columns answer. */
static ohm_status
solve_old_field(step *s, ohm_error *err)
{
    const size_t last = s->species * s->nodes;
    const slong n = (slong)s->nodes - 2, all = (slong)s->count;
    arb_mat_t f, j, right, matrix;
    ohm_status status;

    set_ends(s->old, s->question->voltage_old, s);
    arb_mat_init(f, all, 1);
    arb_mat_init(j, all, all);
    arb_mat_init(right, n, 1);
    arb_mat_init(matrix, n, n);
    equations(f, j, s->old, s);                     /* at V = 0 inside */
    for (slong i = 0; i < n; i++) {
        const slong row = (slong)s->place[last + (size_t)i + 1];

        arb_neg(arb_mat_entry(right, i, 0), arb_mat_entry(f, row, 0));
        for (slong k = 0; k < n; k++)
            arb_set(arb_mat_entry(matrix, i, k),
                    arb_mat_entry(j, row, (slong)s->place[last + (size_t)k + 1]));
    }
    if ((status = ohm_ball_solve(right, matrix, right, s->bits, err)) == OHM_OK)
        for (slong i = 0; i < n; i++)
            arb_set(s->old + last + (size_t)i + 1, arb_mat_entry(right, i, 0));
    arb_mat_clear(f);
    arb_mat_clear(j);
    arb_mat_clear(right);
    arb_mat_clear(matrix);
    return status;
}

static ohm_oxide_answer *
answer_alloc(const step *s)
{
    ohm_oxide_answer *a = OHM_ZEROS(ohm_oxide_answer, 1);

    if (a == NULL)
        return NULL;
    a->unknowns = s->species + 1;
    a->nodes = s->nodes;
    a->state = _arb_vec_init((slong)(a->unknowns * a->nodes));
    a->dissipation = _arb_vec_init((slong)s->species);
    arb_init(a->current);
    arb_init(a->energy);
    arb_init(a->energy_old);
    arb_init(a->remainder);
    arb_init(a->power);
    arb_init(a->work);
    arb_init(a->defect);
    for (size_t k = 0; k < a->unknowns * a->nodes; k++)
        arb_set_d(a->state + k, s->question->guess[k]);
    return a;
}

ohm_status
ohm_oxide_ball_step(ohm_oxide_answer **out, const ohm_oxide_question *question, long bits, ohm_error *err)
{
    ohm_oxide_answer *a = NULL;
    ohm_status status;
    step s;

    *out = NULL;
    if ((status = check(question->model, err)) != OHM_OK)
        return status;
    status = step_init(&s, question, bits, err);
    if (status == OHM_OK && (a = answer_alloc(&s)) == NULL)
        status = ohm_fail(err, OHM_E_NOMEM, "oxide: out of memory");
    if (status == OHM_OK)
        status = solve_old_field(&s, err);
    if (status == OHM_OK) {
        set_ends(a->state, question->voltage, &s);
        status = enclose(a->state, &s, err);
    }
    if (status == OHM_OK)
        take_identity(a, &s);
    step_clear(&s);
    if (status != OHM_OK) {
        ohm_oxide_answer_free(a);
        return status;
    }
    *out = a;
    return OHM_OK;
}
