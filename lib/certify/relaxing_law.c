/* lib/certify/relaxing_law.c -- see relaxing_law.h */
#include "certify/relaxing_law.h"
#include "certify/ball_text.h"

#include <stdbool.h>

/* Bisections that bring w near enough for Newton's method, and its turns: each doubles the
 * digits. */
enum { BISECTIONS = 60, TURNS_MAX = 20 };

/* Bits beyond those asked for: what the logarithms lose near a root. */
enum { GUARD_BITS = 32 };

typedef struct {
    const ohm_relaxing_law *law;
    long bits;
    arb_t a, b, c;              /* D = a w^2 + b w + c */
    acb_t root[2];
    acb_t weight[2];            /* N / D' at the roots */
} fractions;

static void
fractions_init(fractions *f, const ohm_relaxing_law *law, long bits)
{
    f->law = law;
    f->bits = bits;
    arb_init(f->a);
    arb_init(f->b);
    arb_init(f->c);
    for (int i = 0; i < 2; i++) {
        acb_init(f->root[i]);
        acb_init(f->weight[i]);
    }
    arb_mul(f->a, law->alpha, law->xi, bits);
    arb_mul(f->b, f->a, law->w_rest, bits);
    arb_sub(f->b, law->alpha, f->b, bits);
    arb_mul(f->c, law->alpha, law->w_rest, bits);
    arb_add(f->c, f->c, law->kappa, bits);
    arb_neg(f->c, f->c);
}

static void
fractions_clear(fractions *f)
{
    arb_clear(f->a);
    arb_clear(f->b);
    arb_clear(f->c);
    for (int i = 0; i < 2; i++) {
        acb_clear(f->root[i]);
        acb_clear(f->weight[i]);
    }
}

/* D(w), and N(w) into n where it is not NULL. */
static void
rate_at(arb_t d, arb_t n, const arb_t w, const fractions *f)
{
    arb_mul(d, f->a, w, f->bits);
    arb_add(d, d, f->b, f->bits);
    arb_mul(d, d, w, f->bits);
    arb_add(d, d, f->c, f->bits);
    if (n != NULL) {
        arb_mul(n, f->law->xi, w, f->bits);
        arb_add_ui(n, n, 1, f->bits);
    }
}

/* The roots (-b +- s) / 2a, s^2 = b^2 - 4ac, where D' = +-s; false where s may be 0. */
static bool
split(fractions *f)
{
    acb_t s, part;
    bool apart;

    acb_init(s);
    acb_init(part);
    arb_mul(acb_realref(s), f->a, f->c, f->bits);
    arb_mul_2exp_si(acb_realref(s), acb_realref(s), 2);
    arb_neg(acb_realref(s), acb_realref(s));
    arb_addmul(acb_realref(s), f->b, f->b, f->bits);
    apart = !arb_contains_zero(acb_realref(s));
    acb_sqrt(s, s, f->bits);
    for (int i = 0; i < 2; i++) {
        acb_set(f->root[i], s);
        if (i == 1)
            acb_neg(f->root[i], f->root[i]);
        acb_set(part, f->root[i]);                  /* D' */
        acb_sub_arb(f->root[i], f->root[i], f->b, f->bits);
        acb_div_arb(f->root[i], f->root[i], f->a, f->bits);
        acb_mul_2exp_si(f->root[i], f->root[i], -1);
        acb_mul_arb(f->weight[i], f->root[i], f->law->xi, f->bits);
        acb_add_ui(f->weight[i], f->weight[i], 1, f->bits);
        acb_div(f->weight[i], f->weight[i], part, f->bits);
    }
    acb_clear(s);
    acb_clear(part);
    return apart;
}

/* T(w): real, because roots are real or conjugate. */
static void
time_at(arb_t out, const arb_t w, const fractions *f)
{
    acb_t part, other;

    acb_init(part);
    acb_init(other);
    arb_zero(out);
    for (int i = 0; i < 2; i++) {
        acb_sub_arb(part, f->root[i], w, f->bits);
        acb_sub_arb(other, f->root[i], f->law->w0, f->bits);
        acb_div(part, part, other, f->bits);
        acb_log(part, part, f->bits);
        acb_mul(part, part, f->weight[i], f->bits);
        arb_add(out, out, acb_realref(part), f->bits);
    }
    acb_clear(part);
    acb_clear(other);
}

/* Whether D keeps one sign between w0 and w: at both ends, and at its turning point c - b^2/4a,
 * -b/2a, unless that lies outside. */
static bool
no_rest_between(const arb_t w, const fractions *f)
{
    arb_t from, to, hull, turn, value;
    bool answer;

    arb_init(from);
    arb_init(to);
    arb_init(hull);
    arb_init(turn);
    arb_init(value);
    rate_at(from, NULL, f->law->w0, f);
    rate_at(to, NULL, w, f);
    answer = (arb_is_positive(from) && arb_is_positive(to)) || (arb_is_negative(from) && arb_is_negative(to));
    arb_union(hull, f->law->w0, w, f->bits);
    arb_div(turn, f->b, f->a, f->bits);
    arb_mul_2exp_si(turn, turn, -1);
    arb_mul(value, turn, f->b, f->bits);
    arb_mul_2exp_si(value, value, -1);
    arb_sub(value, f->c, value, f->bits);
    arb_neg(turn, turn);
    if (arb_overlaps(hull, turn))
        answer = answer && (arb_is_positive(from) ? arb_is_positive(value) : arb_is_negative(value));
    arb_clear(from);
    arb_clear(to);
    arb_clear(hull);
    arb_clear(turn);
    arb_clear(value);
    return answer;
}

/* A point near w(t), between w0 and the bound that it moves towards. */
static void
guess(arb_t w, const arb_t t, const fractions *f)
{
    arb_t low, high, time;
    bool up;

    arb_init(low);
    arb_init(high);
    arb_init(time);
    rate_at(time, NULL, f->law->w0, f);
    up = arb_is_positive(time);
    arb_set(low, f->law->w0);
    arb_set_ui(high, up ? 1 : 0);
    for (int i = 0; i < BISECTIONS; i++) {
        arb_add(w, low, high, f->bits);
        arb_mul_2exp_si(w, w, -1);
        arb_get_mid_arb(w, w);
        time_at(time, w, f);
        /* beyond a state at rest, or too late: come back */
        if (!no_rest_between(w, f) || !arb_lt(time, t))
            arb_set(high, w);
        else
            arb_set(low, w);
    }
    arb_clear(low);
    arb_clear(high);
    arb_clear(time);
}

/* out = N(X) = m - (T(m) - t) D(X) / N(X), m the middle of X.  Where that lies inside X, one w
 * with T(w) = t is in X, and in out. */
static void
newton(arb_t out, const arb_t x, const arb_t t, const fractions *f)
{
    arb_t middle, time, n;

    arb_init(middle);
    arb_init(time);
    arb_init(n);
    arb_get_mid_arb(middle, x);
    time_at(time, middle, f);
    arb_sub(time, time, t, f->bits);
    rate_at(out, n, x, f);
    arb_div(out, out, n, f->bits);
    arb_mul(out, out, time, f->bits);
    arb_sub(out, middle, out, f->bits);
    arb_clear(middle);
    arb_clear(time);
    arb_clear(n);
}

/* From a point near w(t) to a ball that is proved to hold it: the ball tried is twice as wide as
 * Newton's last move. */
static bool
close_in(arb_t w, const arb_t t, const fractions *f)
{
    bool proved = false;
    arb_t at, next, trial, move;

    arb_init(at);
    arb_init(next);
    arb_init(trial);
    arb_init(move);
    arb_set(at, w);
    for (int i = 0; i < TURNS_MAX && !proved; i++) {
        newton(next, at, t, f);
        arb_sub(move, next, at, f->bits);
        arb_mul_2exp_si(move, move, 1);
        arb_get_mid_arb(at, next);
        arb_set(trial, at);
        arb_add_error(trial, move);
        newton(next, trial, t, f);
        proved = arb_contains_interior(trial, next) && no_rest_between(trial, f);
    }
    newton(w, next, t, f);                          /* once more: as sharp as the bits allow */
    arb_clear(at);
    arb_clear(next);
    arb_clear(trial);
    arb_clear(move);
    return proved;
}

/* alpha != 0, xi > 0. */
static ohm_status
invert(arb_t w, const arb_t t, fractions *f, ohm_error *err)
{
    arb_t d;

    arb_init(d);
    rate_at(d, NULL, f->law->w0, f);
    const bool moves = !arb_contains_zero(d);

    arb_clear(d);
    if (!split(f) || !moves)
        return ohm_fail(err, OHM_E_PRECISION,
                        "closed-form: the circuit is at rest, or near two states at rest that are "
                        "one, at %ld bits", f->bits);
    guess(w, t, f);
    if (close_in(w, t, f))
        return OHM_OK;
    return ohm_fail(err, OHM_E_UNPROVED,
                    "closed-form: not shown that a memory in [0, 1] is reached; it ends near %.6g",
                    ohm_ball_middle(w));
}

/* xi = 0: w = r + (w0 - r) exp(alpha t), r = w_rest + kappa / alpha. */
static void
exponential(arb_t w, const arb_t t, const fractions *f)
{
    const ohm_relaxing_law *law = f->law;
    arb_t rest, growth;

    arb_init(rest);
    arb_init(growth);
    arb_mul(growth, law->alpha, t, f->bits);
    arb_exp(growth, growth, f->bits);
    arb_div(rest, law->kappa, law->alpha, f->bits);
    arb_add(rest, rest, law->w_rest, f->bits);
    arb_sub(w, law->w0, rest, f->bits);
    arb_mul(w, w, growth, f->bits);
    arb_add(w, w, rest, f->bits);
    arb_clear(rest);
    arb_clear(growth);
}

ohm_status
ohm_relaxing_law_at(arb_t w, const arb_t t, const ohm_relaxing_law *law, long bits, ohm_error *err)
{
    ohm_status status = OHM_OK;
    fractions f;
    arb_t rest;

    fractions_init(&f, law, bits + GUARD_BITS);
    arb_init(rest);
    if (arb_is_zero(law->xi))
        exponential(w, t, &f);
    else if (arb_is_zero(t))
        arb_set(w, law->w0);
    else
        status = invert(w, t, &f, err);
    arb_sub_ui(rest, w, 1, bits);
    if (status == OHM_OK && !(arb_is_nonnegative(w) && arb_is_nonpositive(rest)))
        status = ohm_fail(err, OHM_E_UNPROVED, "closed-form: w = %.6g is not shown to lie within its bounds",
                          ohm_ball_middle(w));
    arb_clear(rest);
    fractions_clear(&f);
    return status;
}
