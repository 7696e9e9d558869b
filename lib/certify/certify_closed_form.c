/* lib/certify/certify_closed_form.c -- see certify_closed_form.h */
#include "certify/certify_closed_form.h"
#include "base/array.h"
#include "certify/ball_text.h"
#include "certify/relaxing_law.h"
#include "topology/cycle.h"

#include <math.h>
#include <stdlib.h>

/* A piece of time below this part of the way is given up. */
static const double PIECE_MIN = 1.0 / (1 << 20);

typedef struct {
    const ohm_ball_circuit *circuit;
    long bits;
    signed char *pass;              /* M: a_k, 0 where no current flows */
    size_t length;                  /* edges of the loop */
    bool uniform;                   /* every edge is a loop of its own */
    arb_ptr emf, injection;         /* M, joined nodes: scratch */
    arb_t linear, square;           /* of the equation for q */
} loop;

static void
loop_clear(loop *l)
{
    free(l->pass);
    _arb_vec_clear(l->emf, (slong)l->circuit->edges);
    _arb_vec_clear(l->injection, (slong)l->circuit->nodes);
    arb_clear(l->linear);
    arb_clear(l->square);
}

static ohm_status
loop_init(loop *l, const ohm_ball_circuit *circuit, ohm_error *err)
{
    *l = (loop){ .circuit = circuit, .bits = circuit->bits };
    l->emf = _arb_vec_init((slong)circuit->edges);
    l->injection = _arb_vec_init((slong)circuit->nodes);
    arb_init(l->linear);
    arb_init(l->square);
    if ((l->pass = OHM_ZEROS(signed char, circuit->edges)) == NULL)
        return ohm_fail(err, OHM_E_NOMEM, "certify: out of memory for %zu edges", circuit->edges);
    return OHM_OK;
}

/* ---- which formula ---------------------------------------------------------------- */

static ohm_status
refuse(const char *why, ohm_error *err)
{
    return ohm_fail(err, OHM_E_METHOD, "closed-form does not apply: %s (try --method %s)", why,
                    "flux-charge where alpha is 0, else taylor");
}

static bool
same_wave(const ohm_drive *drive, size_t a, size_t b)
{
    const size_t *slot = drive->slot[OHM_DRIVE_EMF];
    const size_t first = slot != NULL ? slot[a] : OHM_NONE, second = slot != NULL ? slot[b] : OHM_NONE;

    if (first == OHM_NONE || second == OHM_NONE)
        return first == second && drive->emf[a] == drive->emf[b];
    const ohm_waveform *x = &drive->moving[first].wave, *y = &drive->moving[second].wave;

    return x->dc == y->dc && x->amplitude == y->amplitude && x->frequency == y->frequency
        && x->phase == y->phase;
}

/* Whether element k is as element 0, passed as it is. */
static bool
same_element(const loop *l, size_t k)
{
    const ohm_memristors *d = l->circuit->problem->device;

    return d->r_on[k] == d->r_on[0] && arb_equal(l->circuit->xi + k, l->circuit->xi)
        && d->alpha[k] == d->alpha[0]
        && d->w_rest[k] == d->w_rest[0] && d->beta[k] == d->beta[0]
        && arb_equal(l->circuit->w0 + k, l->circuit->w0)
        && d->polarity[k] * l->pass[k] == d->polarity[0] * l->pass[0];
}

static bool
all_same(const loop *l)
{
    for (size_t k = 1; k < l->circuit->edges; k++)
        if (!same_element(l, k))
            return false;
    return true;
}

/* The ones are a circulation, the elements and EMFs equal: every edge for itself. */
static bool
is_eulerian(loop *l)
{
    const ohm_ball_circuit *circuit = l->circuit;
    bool balanced = circuit->edges > 0 && !circuit->grounded;

    _arb_vec_zero(l->injection, (slong)circuit->nodes);
    for (size_t k = 0; k < circuit->edges; k++) {
        l->pass[k] = 1;
        arb_add_ui(l->injection + circuit->graph->head[k], l->injection + circuit->graph->head[k], 1,
                   l->bits);
        arb_sub_ui(l->injection + circuit->graph->tail[k], l->injection + circuit->graph->tail[k], 1,
                   l->bits);
    }
    for (size_t v = 0; v < circuit->nodes && balanced; v++)
        balanced = arb_is_zero(l->injection + v);
    for (size_t k = 1; k < circuit->edges && balanced; k++)
        balanced = same_wave(circuit->problem->drive, 0, k);
    return balanced && all_same(l);
}

static ohm_status
take_cycle(loop *l, ohm_error *err)
{
    const ohm_ball_circuit *circuit = l->circuit;
    ohm_sign_matrix *cycle;
    const ohm_status status = ohm_cycle_alloc(&cycle, circuit->graph, circuit->forest, err);

    if (status != OHM_OK)
        return status;
    for (size_t k = 0; k < circuit->edges; k++)
        l->pass[k] = 0;
    for (size_t e = 0; e < cycle->start[cycle->rows]; e++)
        l->pass[cycle->column[e]] = cycle->sign[e];
    l->length = cycle->start[cycle->rows];
    ohm_sign_matrix_free(cycle);
    return OHM_OK;
}

static ohm_status
classify(loop *l, ohm_error *err)
{
    const ohm_ball_circuit *circuit = l->circuit;
    const ohm_memristors *device = circuit->problem->device;

    if (device->windowed)
        return refuse("a window is on", err);
    if (device->rectified)
        return refuse("some polarity is 0", err);
    if (device->active)
        return refuse("some element is active", err);
    if (device->control == OHM_CONTROL_VOLTAGE)
        return refuse("the control is by voltage", err);
    if (circuit->problem->drive->has_injection)
        return refuse("currents are injected", err);
    if ((l->uniform = is_eulerian(l))) {
        l->length = 1;
        return OHM_OK;
    }
    if (circuit->forest->chords != 1)
        return refuse("the circuit has not exactly one loop, nor a uniform state that stays uniform", err);
    const ohm_status status = take_cycle(l, err);

    if (status != OHM_OK || !device->relaxing)
        return status;
    if (l->length != circuit->edges || !all_same(l))
        return refuse("alpha is not 0, and the elements of the loop are not all alike", err);
    return OHM_OK;
}

/* ---- alpha = 0 -------------------------------------------------------------------- */

static void
set_quadratic(loop *l)
{
    const ohm_ball_circuit *circuit = l->circuit;
    arb_t part;

    arb_init(part);
    for (size_t k = 0; k < circuit->edges && !(l->uniform && k > 0); k++) {
        if (l->pass[k] == 0)
            continue;
        arb_mul(part, circuit->xi + k, circuit->w0 + k, l->bits);
        arb_add_ui(part, part, 1, l->bits);
        arb_addmul(l->linear, part, circuit->r_on + k, l->bits);
        arb_mul(part, circuit->xi + k, circuit->r_on + k, l->bits);
        arb_mul(part, part, circuit->rate + k, l->bits);
        arb_mul_2exp_si(part, part, -1);
        if (l->pass[k] > 0)
            arb_sub(l->square, l->square, part, l->bits);
        else
            arb_add(l->square, l->square, part, l->bits);
    }
    arb_clear(part);
}

/* Sum round the loop of what stands at emf[k * stride]. */
static void
round_loop(arb_t out, size_t stride, const loop *l)
{
    arb_zero(out);
    for (size_t k = 0; k < l->circuit->edges && !(l->uniform && k > 0); k++) {
        if (l->pass[k] > 0)
            arb_add(out, out, l->emf + k * stride, l->bits);
        else if (l->pass[k] < 0)
            arb_sub(out, out, l->emf + k * stride, l->bits);
    }
}

/* The stable root 2 Q / (B + sqrt(B^2 + 4 A Q)), on which sum R = sqrt(...) > 0. */
static void
solve_quadratic(arb_t q, const arb_t flux, const loop *l)
{
    arb_t root;

    arb_init(root);
    arb_mul(root, l->square, flux, l->bits);
    arb_mul_2exp_si(root, root, 2);
    arb_addmul(root, l->linear, l->linear, l->bits);
    arb_sqrt(root, root, l->bits);                  /* not finite where it may be negative */
    arb_add(root, root, l->linear, l->bits);
    arb_div(q, flux, root, l->bits);
    arb_mul_2exp_si(q, q, 1);
    arb_clear(root);
}

/* Memories for the charges in q; the edge not shown to be within its bounds, or OHM_NONE. */
static size_t
memories(arb_ptr w, const arb_t q, const loop *l)
{
    const ohm_ball_circuit *circuit = l->circuit;
    size_t leaver = OHM_NONE;
    arb_t rest;

    arb_init(rest);
    for (size_t k = 0; k < circuit->edges; k++) {
        arb_mul(w + k, circuit->rate + k, q, l->bits);
        arb_mul_si(w + k, w + k, -l->pass[k], l->bits);
        arb_add(w + k, w + k, circuit->w0 + k, l->bits);
        arb_sub_ui(rest, w + k, 1, l->bits);
        if (leaver == OHM_NONE && !(arb_is_nonnegative(w + k) && arb_is_nonpositive(rest)))
            leaver = k;
    }
    arb_clear(rest);
    return leaver;
}

/* Flux of all times from `from` to `to`: that in the middle, and the drive times the way from it. */
static void
flux_during(arb_t flux, double from, double to, const loop *l)
{
    arb_t time, way;

    arb_init(time);
    arb_init(way);
    arb_set_d(time, 0.5 * (from + to));
    arb_set_d(way, nextafter(to - from, INFINITY));     /* more than either half */
    ohm_ball_circuit_flux(l->emf, l->injection, time, l->circuit, l->bits);
    round_loop(flux, 1, l);
    arb_get_mag(arb_radref(time), way);
    ohm_ball_circuit_drive(l->emf, l->injection, 1, time, l->circuit, l->bits);
    round_loop(time, 1, l);
    arb_mul(way, way, time, l->bits);
    arb_get_mag(arb_radref(way), way);
    arb_add_error_mag(flux, arb_radref(way));
    arb_clear(time);
    arb_clear(way);
}

static ohm_status
follow(arb_ptr w, size_t *pieces, double t, loop *l, ohm_error *err)
{
    double from = 0.0, step = t;
    arb_t flux, q;
    ohm_status status = OHM_OK;

    arb_init(flux);
    arb_init(q);
    while (status == OHM_OK && from < t) {
        const double to = from + step < t ? from + step : t;

        flux_during(flux, from, to, l);
        solve_quadratic(q, flux, l);
        const size_t leaver = memories(w, q, l);

        if (leaver == OHM_NONE) {
            from = to;
            step *= 2.0;
            ++*pieces;
        } else if (step < PIECE_MIN * t) {
            status = ohm_fail(err, OHM_E_UNPROVED,
                              "closed-form: not shown that edge %zu stays inside its bounds near "
                              "t = %.6g s", leaver, from);
        } else {
            step = 0.5 * (to - from);
        }
    }
    arb_set_d(q, t);
    ohm_ball_circuit_flux(l->emf, l->injection, q, l->circuit, l->bits);
    round_loop(flux, 1, l);
    solve_quadratic(q, flux, l);
    memories(w, q, l);
    arb_clear(flux);
    arb_clear(q);
    return status;
}

/* ---- alpha != 0 ------------------------------------------------------------------- */

static ohm_status
relax(arb_ptr w, double t, loop *l, ohm_error *err)
{
    const ohm_ball_circuit *circuit = l->circuit;
    ohm_status status;
    arb_t time, kappa;

    if (circuit->problem->drive->moving_count > 0)
        return refuse("alpha is not 0 and the drive moves", err);
    arb_init(time);
    arb_init(kappa);
    ohm_ball_circuit_drive(l->emf, l->injection, 1, time, circuit, l->bits);
    round_loop(kappa, 1, l);
    arb_div_ui(kappa, kappa, l->length, l->bits);       /* the mean EMF along the loop */
    arb_mul(kappa, kappa, circuit->rate, l->bits);
    arb_mul_si(kappa, kappa, l->pass[0], l->bits);
    arb_div(kappa, kappa, circuit->r_on, l->bits);
    const ohm_relaxing_law law = { circuit->alpha, circuit->w_rest, kappa, circuit->xi, circuit->w0 };

    arb_set_d(time, t);
    if ((status = ohm_relaxing_law_at(w, time, &law, l->bits, err)) == OHM_OK)
        for (size_t k = 1; k < circuit->edges; k++)
            arb_set(w + k, w);
    arb_clear(time);
    arb_clear(kappa);
    return status;
}

ohm_status
ohm_certify_closed_form(arb_ptr w, size_t *pieces, double t, const ohm_ball_circuit *circuit, ohm_error *err)
{
    ohm_status status;
    loop l;

    *pieces = 0;
    status = loop_init(&l, circuit, err);
    if (status == OHM_OK)
        status = classify(&l, err);
    if (status == OHM_OK && circuit->problem->device->relaxing) {
        *pieces = 1;
        status = relax(w, t, &l, err);
    } else if (status == OHM_OK) {
        set_quadratic(&l);
        status = follow(w, pieces, t, &l, err);
    }
    for (size_t k = 0; k < circuit->edges; k++)
        arb_add_error_2exp_si(w + k, -circuit->bits);   /* an exact one, too, is printed to `bits` */
    loop_clear(&l);
    return status;
}
