/* lib/certify/claims/oxide.c -- [JUN24]: drift and diffusion in an oxide memristor.
 * What is corrected: doc/theory/drift-diffusion.md sec. 2; the discrete free energy: sec. 3. */
#include "certify/claim_case.h"
#include "certify/claim_tables.h"

enum { STEPS = 24, CELLS = 4 };

/* One implicit Euler step in rational numbers, made backwards: the new state and the fluxes are
 * chosen, the old densities follow from the continuity equations and both potentials from
 * Poisson's.  So the balance is tested for any fluxes, whatever law they obey.  Exponents
 * a = 2 for n and p (their lifts are then rational) and a = 3 for D; z = -1, 1, 1. */
typedef struct {
    ohm_arena *arena;
    ohm_q *x, *h, *weight;              /* nodes, edges, boxes */
    ohm_q *n, *p, *d, *v, *lift;        /* new; lift: Vbar */
    ohm_q *n0, *p0, *d0, *v0, *lift0;   /* old */
    ohm_q *fn, *fp, *fd;                /* fluxes through the edges */
    ohm_q *nb, *pb;                     /* lifted contact data */
    ohm_q *lambda2, *dt, *u, *u0;       /* U at both times */
} step;

static ohm_q *
number(const step *s, long p, long q)
{
    return ohm_q_number(s->arena, p, q);
}

static ohm_q *
square(const ohm_q *v)
{
    return ohm_q_each(v, v);
}

/* v_{k+1} - v_k */
static ohm_q *
rise(const step *s, const ohm_q *v)
{
    ohm_q *difference = ohm_q_zero(s->arena, CELLS, 1);

    for (size_t k = 0; k < CELLS; k++)
        ohm_q_put(difference, k, 0, ohm_q_sub(ohm_q_entry(v, k + 1, 0), ohm_q_entry(v, k, 0)));
    return difference;
}

/* F_k - F_{k-1} at every node, nothing flowing in or out at the ends. */
static ohm_q *
outflow(const step *s, const ohm_q *flux)
{
    ohm_q *divergence = ohm_q_zero(s->arena, CELLS + 1, 1);

    for (size_t i = 0; i <= CELLS; i++) {
        const ohm_q *out = i < CELLS ? ohm_q_entry(flux, i, 0) : number(s, 0, 1);
        const ohm_q *in = i > 0 ? ohm_q_entry(flux, i - 1, 0) : number(s, 0, 1);

        ohm_q_put(divergence, i, 0, ohm_q_sub(out, in));
    }
    return divergence;
}

/* u + dt / w div F, at the contacts only where the species may move (the vacancies). */
static ohm_q *
earlier(const step *s, const ohm_q *u, const ohm_q *flux, bool contacts)
{
    ohm_q *change = ohm_q_times(ohm_q_each(outflow(s, flux), ohm_q_reciprocal(s->weight)), s->dt);

    if (!contacts) {
        ohm_q_set(change, 0, 0, 0, 1);
        ohm_q_set(change, CELLS, 0, 0, 1);
    }
    return ohm_q_add(u, change);
}

/* Poisson: -lambda^2 (slopes' difference) = w (D + p - n), V given at the ends. */
static ohm_q *
potential(const step *s, const ohm_q *n, const ohm_q *p, const ohm_q *d, const ohm_q *u)
{
    const ohm_q *charge = ohm_q_each(s->weight, ohm_q_sub(ohm_q_add(d, p), n));
    ohm_q *matrix = ohm_q_identity(s->arena, CELLS + 1), *right = ohm_q_zero(s->arena, CELLS + 1, 1);

    ohm_q_put(right, CELLS, 0, ohm_q_sub(u, number(s, 1, 1)));          /* Vb = (0, -1) */
    for (size_t i = 1; i < CELLS; i++) {
        const ohm_q *left = ohm_q_over(s->lambda2, ohm_q_entry(s->h, i - 1, 0));
        const ohm_q *next = ohm_q_over(s->lambda2, ohm_q_entry(s->h, i, 0));

        ohm_q_put(matrix, i, i - 1, ohm_q_neg(left));
        ohm_q_put(matrix, i, i, ohm_q_add(left, next));
        ohm_q_put(matrix, i, i + 1, ohm_q_neg(next));
        ohm_q_put(right, i, 0, ohm_q_entry(charge, i, 0));
    }
    return ohm_q_mul(ohm_q_inverse(matrix), right);
}

static void
draw_grid(step *s, ohm_claim_case *c)
{
    const ohm_q *raw = ohm_q_random(c->arena, CELLS, 1, 1, 5, c->rng);
    ohm_q *at = ohm_q_number(c->arena, 0, 1);

    s->arena = c->arena;
    s->h = ohm_q_over(raw, ohm_q_sum(raw));
    s->x = ohm_q_zero(c->arena, CELLS + 1, 1);
    s->weight = ohm_q_zero(c->arena, CELLS + 1, 1);
    for (size_t i = 0; i <= CELLS; i++) {
        const ohm_q *before = i > 0 ? ohm_q_entry(s->h, i - 1, 0) : number(s, 0, 1);
        const ohm_q *after = i < CELLS ? ohm_q_entry(s->h, i, 0) : number(s, 0, 1);

        at = ohm_q_add(at, before);
        ohm_q_put(s->x, i, 0, at);
        ohm_q_put(s->weight, i, 0, ohm_q_scale(ohm_q_add(before, after), 1, 2));
    }
}

/* from + (to - from) x */
static ohm_q *
affine(const step *s, const ohm_q *from, const ohm_q *to)
{
    const ohm_q *ones = ohm_q_filled(s->arena, CELLS + 1, 1, 1, 1);

    return ohm_q_add(ohm_q_times(ones, from), ohm_q_times(s->x, ohm_q_sub(to, from)));
}

/* Matched contacts: n = (1, 1/2), p = (1/4, 3/4), Vb = (0, -1): h'(n) - V and h'(p) + V agree. */
static void
draw_state(step *s, ohm_claim_case *c)
{
    s->nb = affine(s, number(s, 1, 1), number(s, 1, 2));
    s->pb = affine(s, number(s, 1, 4), number(s, 3, 4));
    s->n = ohm_q_random(c->arena, CELLS + 1, 1, 1, 9, c->rng);
    s->p = ohm_q_random(c->arena, CELLS + 1, 1, 1, 9, c->rng);
    s->d = ohm_q_random(c->arena, CELLS + 1, 1, 1, 9, c->rng);
    for (size_t end = 0; end <= CELLS; end += CELLS) {
        ohm_q_put(s->n, end, 0, ohm_q_entry(s->nb, end, 0));
        ohm_q_put(s->p, end, 0, ohm_q_entry(s->pb, end, 0));
    }
    s->lambda2 = ohm_q_random(c->arena, 1, 1, 1, 3, c->rng);
    s->dt = number(s, 1, 50);
    s->u = ohm_q_random(c->arena, 1, 1, 1, 9, c->rng);
}

static void
finish(step *s, ohm_claim_case *c)
{
    const ohm_q *zero = number(s, 0, 1), *one = number(s, 1, 1);

    s->n0 = earlier(s, s->n, s->fn, false);
    s->p0 = earlier(s, s->p, s->fp, false);
    s->d0 = earlier(s, s->d, s->fd, true);
    s->v = potential(s, s->n, s->p, s->d, s->u);
    s->v0 = potential(s, s->n0, s->p0, s->d0, s->u0);
    s->lift = affine(s, zero, ohm_q_sub(s->u, one));
    s->lift0 = affine(s, zero, ohm_q_sub(s->u0, one));
    ohm_claim_found(c, "h", s->h);
    ohm_claim_found(c, "n", s->n);
    ohm_claim_found(c, "p", s->p);
    ohm_claim_found(c, "d", s->d);
    ohm_claim_found(c, "flux_n", s->fn);
    ohm_claim_found(c, "flux_p", s->fp);
    ohm_claim_found(c, "flux_d", s->fd);
    ohm_claim_found(c, "lambda2", s->lambda2);
    ohm_claim_found(c, "dt", s->dt);
    ohm_claim_found(c, "u", s->u);
    ohm_claim_found(c, "u_old", s->u0);
}

static void
draw_step(step *s, ohm_claim_case *c)
{
    ohm_claim_next(c);
    draw_grid(s, c);
    draw_state(s, c);
    s->u0 = ohm_q_random(c->arena, 1, 1, 0, 9, c->rng);
    s->fn = ohm_q_random(c->arena, CELLS, 1, 0, 9, c->rng);
    s->fp = ohm_q_random(c->arena, CELLS, 1, 0, 9, c->rng);
    s->fd = ohm_q_random(c->arena, CELLS, 1, 0, 9, c->rng);
    finish(s, c);
}

/* Weighted sum over the nodes, and sum of |rise|^2 / h over the edges. */
static ohm_q *
over_boxes(const step *s, const ohm_q *v)
{
    return ohm_q_dot(s->weight, v);
}

static ohm_q *
field_energy(const step *s, const ohm_q *v)
{
    const ohm_q *slopes = square(rise(s, v));

    return ohm_q_scale(ohm_q_times(ohm_q_dot(slopes, ohm_q_reciprocal(s->h)), s->lambda2), 1, 2);
}

/* Breg of u^2: (u - v)^2; of u^3 / 2: u^3 / 2 - v^3 / 2 - (3/2) v^2 (u - v). */
static ohm_q *
bregman2(const ohm_q *u, const ohm_q *v)
{
    return square(ohm_q_sub(u, v));
}

static ohm_q *
bregman3(const ohm_q *u, const ohm_q *v)
{
    const ohm_q *cubes = ohm_q_sub(ohm_q_each(square(u), u), ohm_q_each(square(v), v));

    return ohm_q_scale(ohm_q_sub(cubes, ohm_q_scale(ohm_q_each(square(v), ohm_q_sub(u, v)), 3, 1)), 1, 2);
}

/* H; without its term D Vbar where `lifted` is false. */
static ohm_q *
free_energy(const step *s, bool old, bool lifted)
{
    const ohm_q *n = old ? s->n0 : s->n, *p = old ? s->p0 : s->p, *d = old ? s->d0 : s->d;
    const ohm_q *v = old ? s->v0 : s->v, *lift = old ? s->lift0 : s->lift;
    const ohm_q *species = ohm_q_add(bregman2(n, s->nb), bregman2(p, s->pb));
    const ohm_q *vacancies = ohm_q_scale(ohm_q_each(square(d), d), 1, 2);
    const ohm_q *inside = ohm_q_add(ohm_q_add(species, vacancies),
                                    lifted ? ohm_q_each(d, lift) : ohm_q_zero(s->arena, CELLS + 1, 1));

    return ohm_q_add(over_boxes(s, inside), field_energy(s, ohm_q_sub(v, lift)));
}

/* -sum F rise(h'(u) + z V) */
static ohm_q *
dissipation(const step *s)
{
    const ohm_q *n = ohm_q_sub(ohm_q_scale(s->n, 2, 1), s->v), *p = ohm_q_add(ohm_q_scale(s->p, 2, 1), s->v);
    const ohm_q *d = ohm_q_add(ohm_q_scale(square(s->d), 3, 2), s->v);
    const ohm_q *sum = ohm_q_add(ohm_q_add(ohm_q_dot(s->fn, rise(s, n)), ohm_q_dot(s->fp, rise(s, p))),
                                 ohm_q_dot(s->fd, rise(s, d)));

    return ohm_q_neg(sum);
}

static ohm_q *
remainder_of(const step *s)
{
    const ohm_q *species =
        ohm_q_add(ohm_q_add(bregman2(s->n0, s->n), bregman2(s->p0, s->p)), bregman3(s->d0, s->d));

    return ohm_q_add(over_boxes(s, species), field_energy(s, ohm_q_sub(s->v, s->v0)));
}

static ohm_q *
electron_current(const step *s)
{
    return ohm_q_neg(ohm_q_dot(s->h, ohm_q_sub(s->fp, s->fn)));
}

/* dt U I_el, and the work of a drive that changes. */
static ohm_q *
supplied(const step *s, bool changing)
{
    ohm_q *power = ohm_q_times(ohm_q_times(electron_current(s), s->u), s->dt);
    const ohm_q *jump = ohm_q_sub(s->u, s->u0);
    const ohm_q *dragged = ohm_q_times(over_boxes(s, ohm_q_each(s->x, s->d0)), jump);
    const ohm_q *charged = ohm_q_scale(ohm_q_times(ohm_q_times(jump, jump), s->lambda2), 1, 2);

    return changing ? ohm_q_add(power, ohm_q_add(dragged, charged)) : power;
}

/* H - H_old + dt Dis + R - what is supplied: zero where the balance is right. */
static ohm_q *
imbalance(const step *s, bool lifted, bool changing, bool with_remainder)
{
    const ohm_q *stored = ohm_q_sub(free_energy(s, false, lifted), free_energy(s, true, lifted));
    const ohm_q *lost = ohm_q_times(dissipation(s), s->dt);
    const ohm_q *left = ohm_q_add(stored, with_remainder ? ohm_q_add(lost, remainder_of(s)) : lost);

    return ohm_q_sub(left, supplied(s, changing));
}

static void
decide_balance(ohm_claim_case *c)
{
    for (int k = 0; k < STEPS; k++) {
        step s;

        draw_step(&s, c);
        const ohm_q *left = imbalance(&s, true, true, !c->planted);

        ohm_claim_found(c, "energy", free_energy(&s, false, true));
        ohm_claim_found(c, "imbalance", left);
        ohm_claim_printed(c, ohm_q_is_zero(left));
    }
}

static void
decide_lift(ohm_claim_case *c)
{
    for (int k = 0; k < STEPS; k++) {
        step s;

        draw_step(&s, c);
        ohm_claim_found(c, "imbalance", imbalance(&s, false, true, true));
        ohm_claim_printed(c, ohm_q_is_zero(imbalance(&s, false, true, true)));
        ohm_claim_corrected(c, ohm_q_is_zero(imbalance(&s, !c->planted, true, true)));
    }
}

static void
decide_work(ohm_claim_case *c)
{
    for (int k = 0; k < STEPS; k++) {
        step s;

        draw_step(&s, c);
        ohm_claim_found(c, "imbalance", imbalance(&s, true, false, true));
        ohm_claim_printed(c, ohm_q_is_zero(imbalance(&s, true, false, true)));
        ohm_claim_corrected(c, ohm_q_is_zero(imbalance(&s, true, !c->planted, true)));
    }
}

/* The dissipation slide adds lambda / 2 int |grad (V - Vbar)|^2: with lambda^2 here. */
static void
decide_extra_term(ohm_claim_case *c)
{
    for (int k = 0; k < STEPS; k++) {
        step s;

        draw_step(&s, c);
        const ohm_q *extra = ohm_q_times(field_energy(&s, ohm_q_sub(s.v, s.lift)), s.dt);
        const ohm_q *right = imbalance(&s, true, true, true);

        ohm_claim_found(c, "extra", extra);
        ohm_claim_printed(c, ohm_q_is_zero(ohm_q_add(right, extra)));
        ohm_claim_corrected(c, ohm_q_is_zero(c->planted ? ohm_q_add(right, extra) : right));
    }
}

/* A stationary state under bias: constant fluxes of n and p, none of D, U as before. */
static void
decide_bound(ohm_claim_case *c)
{
    for (int k = 0; k < STEPS; k++) {
        step s;

        ohm_claim_next(c);
        draw_grid(&s, c);
        draw_state(&s, c);
        const ohm_q *ones = ohm_q_filled(c->arena, CELLS, 1, 1, 1);

        s.u0 = s.u;
        s.fn = ohm_q_times(ones, ohm_q_random(c->arena, 1, 1, 1, 9, c->rng));
        s.fp = ohm_q_times(ones, ohm_q_random(c->arena, 1, 1, 1, 9, c->rng));
        s.fp = ohm_q_neg(s.fp);                 /* holes towards x = 0 where U > 0: I_el > 0 */
        s.fd = ohm_q_zero(c->arena, CELLS, 1);
        finish(&s, c);
        const ohm_q *stored = ohm_q_sub(free_energy(&s, false, true), free_energy(&s, true, true));
        const ohm_q *lost = ohm_q_times(dissipation(&s), s.dt), *given = supplied(&s, true);

        ohm_claim_found(c, "dissipation", dissipation(&s));
        ohm_claim_printed(c, ohm_q_sign(ohm_q_add(stored, c->planted ? ohm_q_neg(lost) : lost), 0, 0) <= 0);
        ohm_claim_control(c, ohm_q_is_zero(stored) && ohm_q_equal(lost, given));
    }
}

/* sum z F is not constant in x; with the displacement current it is. */
static void
decide_current(ohm_claim_case *c)
{
    for (int k = 0; k < STEPS; k++) {
        step s;

        draw_step(&s, c);
        const ohm_q *carried = ohm_q_sub(ohm_q_add(s.fp, s.fd), s.fn);
        const ohm_q *moved = ohm_q_over(rise(&s, ohm_q_sub(s.v, s.v0)), s.dt);
        const ohm_q *displaced = ohm_q_times(ohm_q_each(moved, ohm_q_reciprocal(s.h)), s.lambda2);
        const ohm_q *total = c->planted ? ohm_q_add(carried, displaced) : ohm_q_sub(carried, displaced);
        bool printed = true, right = true;

        for (size_t e = 1; e < CELLS; e++) {
            printed = printed && ohm_q_equal(ohm_q_entry(carried, e, 0), ohm_q_entry(carried, 0, 0));
            right = right && ohm_q_equal(ohm_q_entry(total, e, 0), ohm_q_entry(total, 0, 0));
        }
        ohm_claim_found(c, "carried", carried);
        ohm_claim_found(c, "total", total);
        ohm_claim_printed(c, printed);
        ohm_claim_corrected(c, right);
    }
}

static const ohm_claim rows[] = {
    {
        .id = "JUN-H", .source = "JUN24", .where = "free energy, discrete",
        .statement = "H - H_old + dt Dis + R = dt U I_el + (U - U_old) sum w x D_old + (lambda^2 / 2)(U - "
            "U_old)^2 for implicit Euler", .domain = "full model, matched contacts, any dt and grid",
        .expected = OHM_VERDICT_PROVED, .ground = OHM_GROUND_EXACT,
        .method = "general proof; besides, 24 random steps in rational numbers with exponents 2, 2, 3 and "
            "arbitrary fluxes, exactly",
        .proof = "h(u) - h(v) = h'(u)(u - v) - Breg(v|u), summation by parts (the test functions vanish at "
            "the contacts, D has no flux there) and Poisson's equation differenced in time; no law for the "
            "fluxes is used", .falsified_by = "the remainder R left out", .decide = decide_balance,
    },
    {
        .id = "JUN-1b", .source = "JUN24", .where = "free energy, degenerate",
        .statement = "the degenerate free energy is balanced without the term D Vbar",
        .domain = "U != 0, full model", .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "the balance JUN-H with and without it, 24 random steps, exactly",
        .proof = "JUN-H: D has no flux at the contacts while V is held there",
        .correction = "H contains z_D D Vbar, as in the linear case", .falsified_by = "the term left out",
        .decide = decide_lift,
    },
    {
        .id = "JUN-3", .source = "JUN24", .where = "free energy dissipation inequality",
        .statement = "dH/dt + dissipation <= 0 for matched contacts",
        .domain = "stationary states under a bias U > 0", .expected = OHM_VERDICT_REFUTED,
        .ground = OHM_GROUND_EXACT,
        .method = "24 random stationary states: dH = 0 and dt Dis = dt U I_el > 0; the bound must contain "
            "the electrical power", .falsified_by = "the dissipation with the wrong sign",
        .decide = decide_bound,
    },
    {
        .id = "JUN-5", .source = "JUN24", .where = "free energy estimate, degenerate",
        .statement = "the balance contains + (lambda / 2) int |grad(V - Vbar)|^2", .domain = "full model",
        .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "the balance JUN-H with and without it, 24 random steps, exactly",
        .proof = "JUN-H has no such term", .correction = "the balance has no such term",
        .falsified_by = "the term kept", .decide = decide_extra_term,
    },
    {
        .id = "JUN-9", .source = "JUN24", .where = "the equations, J_n + J_p + J_D",
        .statement = "the total current J_n + J_p + J_D is constant in x", .domain = "full model",
        .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT, .method = "24 random steps, exactly",
        .proof = "charge conservation and Poisson's equation differenced in time",
        .correction = "with the displacement current -lambda^2 d_t d_x V it is",
        .falsified_by = "the displacement with the wrong sign", .decide = decide_current,
    },
    {
        .id = "JUN-10", .source = "JUN24", .where = "free energy, Vbar with U(t)",
        .statement = "the balance holds unchanged when the voltage U(t) varies",
        .domain = "U != U_old, full model", .expected = OHM_VERDICT_CORRECTED, .ground = OHM_GROUND_EXACT,
        .method = "24 random steps with and without the work terms, exactly", .proof = "JUN-H",
        .correction = "it gains (U - U_old) sum w x D_old + (lambda^2 / 2)(U - U_old)^2",
        .falsified_by = "the work terms left out", .decide = decide_work,
    },
};

const ohm_claim_table ohm_claims_oxide = { rows, sizeof rows / sizeof *rows };
