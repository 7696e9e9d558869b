/* lib/certify/channel_ball.c -- see channel_ball.h */
#include "certify/channel_ball.h"
#include "certify/real_door.h"

/* What an integrand needs. */
typedef struct {
    const ohm_real *p, *r;
} integrand;

/* F(s) = s r / (1 - (1 - r) s) */
static void
fraction(acb_t f, const acb_t s, const arb_t r, slong bits)
{
    acb_t below;

    acb_init(below);
    arb_sub_ui(acb_realref(below), r, 1, bits);         /* -(1 - r) */
    acb_mul(below, below, s, bits);
    acb_add_ui(below, below, 1, bits);
    acb_mul_arb(f, s, r, bits);
    acb_div(f, f, below, bits);
    acb_clear(below);
}

/* The integrand is meromorphic with its pole beyond 1: a division by a ball with 0 gives a
 * non-finite result, which is what acb_calc_integrate asks for. */
static int
drift(acb_ptr out, const acb_t s, void *param, slong order, slong bits)
{
    const integrand *with = param;
    arb_t scale;

    (void)order;
    arb_init(scale);
    fraction(out, s, with->r->value, bits);
    acb_mul_arb(out, out, with->p->value, bits);
    acb_expm1(out, out, bits);
    arb_expm1(scale, with->p->value, bits);
    acb_div_arb(out, out, scale, bits);
    arb_clear(scale);
    return 0;
}

static int
bump(acb_ptr out, const acb_t s, void *param, slong order, slong bits)
{
    const integrand *with = param;
    acb_t rest;

    (void)order;
    acb_init(rest);
    fraction(out, s, with->r->value, bits);
    acb_sub_ui(rest, out, 1, bits);
    acb_mul(out, out, rest, bits);
    acb_mul_2exp_si(out, out, -1);
    acb_neg(out, out);
    acb_clear(rest);
    return 0;
}

static ohm_real *
integrate(acb_calc_func_t f, const ohm_real *p, const ohm_real *r)
{
    integrand with = { p, r };
    ohm_real *result = p == NULL || r == NULL ? NULL : ohm_real_new(r->arena);
    acb_t from, to, value;
    mag_t tolerance;

    if (result == NULL)
        return NULL;
    acb_init(from);
    acb_init(to);
    acb_init(value);
    mag_init(tolerance);
    acb_one(to);
    mag_set_ui_2exp_si(tolerance, 1, -OHM_REAL_BITS + 16);
    acb_calc_integrate(value, f, &with, from, to, OHM_REAL_BITS - 16, tolerance, NULL, OHM_REAL_BITS);
    acb_get_real(result->value, value);
    mag_clear(tolerance);
    acb_clear(value);
    acb_clear(to);
    acb_clear(from);
    if (arb_is_finite(result->value) != 0)
        return result;
    ohm_arena_fail(r->arena, OHM_E_PRECISION, "channel: the quadrature did not end");
    return NULL;
}

ohm_real *
ohm_channel_a_quadrature(const ohm_real *p, const ohm_real *r)
{
    return integrate(drift, p, r);
}

ohm_real *
ohm_channel_h0_quadrature(const ohm_real *r)
{
    return integrate(bump, r, r);
}

/* k = r / (1 - r) */
static ohm_real *
ratio(const ohm_real *r)
{
    return ohm_real_neg(ohm_real_div(r, ohm_real_shift(r, -1, 1)));
}

/* A = -k + k (k + 1) p e^(-p k) [Ei(p (k + 1)) - Ei(p k)] / (e^p - 1) */
ohm_real *
ohm_channel_a_closed(const ohm_real *p, const ohm_real *r)
{
    const ohm_real *k = ratio(r), *next = ohm_real_shift(k, 1, 1), *pk = ohm_real_mul(p, k);
    const ohm_real *ei = ohm_real_sub(ohm_real_ei(ohm_real_mul(p, next)), ohm_real_ei(pk));
    const ohm_real *scaled = ohm_real_mul(ohm_real_mul(p, ohm_real_exp(ohm_real_neg(pk))), ei);

    return ohm_real_sub(ohm_real_mul(ohm_real_mul(k, next), ohm_real_div(scaled, ohm_real_expm1(p))), k);
}

ohm_real *
ohm_channel_b(const ohm_real *r)
{
    const ohm_real *k = ratio(r), *lam = ohm_real_neg(ohm_real_log(r));

    return ohm_real_sub(ohm_real_mul(ohm_real_mul(k, ohm_real_shift(k, 1, 1)), lam), k);
}

/* k (k + 1) [(1 + 2 k) lam - 2] / 2 */
ohm_real *
ohm_channel_h0_closed(const ohm_real *r)
{
    const ohm_real *k = ratio(r), *lam = ohm_real_neg(ohm_real_log(r));
    const ohm_real *twice = ohm_real_shift(ohm_real_scale(k, 2, 1), 1, 1);
    const ohm_real *inner = ohm_real_shift(ohm_real_mul(twice, lam), -2, 1);

    return ohm_real_scale(ohm_real_mul(ohm_real_mul(k, ohm_real_shift(k, 1, 1)), inner), 1, 2);
}
