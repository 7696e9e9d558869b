/* lib/certify/real.c -- see real.h */
#include "certify/real_door.h"
#include "certify/ball_text.h"

#include <stdlib.h>

static void
destroy_real(void *thing)
{
    ohm_real *a = thing;

    arb_clear(a->value);
    free(a);
}

ohm_real *
ohm_real_new(ohm_arena *arena)
{
    ohm_real *a = ohm_arena_make(arena, sizeof *a, destroy_real);

    if (a == NULL)
        return NULL;
    arb_init(a->value);
    a->arena = arena;
    return a;
}

/* Where an operation left the reals (log of a ball that touches 0), precision is exhausted. */
static ohm_real *
checked(ohm_real *a)
{
    if (a == NULL || arb_is_finite(a->value) != 0)
        return a;
    ohm_arena_fail(a->arena, OHM_E_PRECISION, "real: an enclosure is not finite");
    return NULL;
}

ohm_real *
ohm_real_number(ohm_arena *arena, long p, long q)
{
    ohm_real *a = ohm_real_new(arena);

    if (a == NULL)
        return NULL;
    arb_set_si(a->value, p);
    arb_div_si(a->value, a->value, q, OHM_REAL_BITS);
    return a;
}

ohm_real *
ohm_real_decimal(ohm_arena *arena, const char *text)
{
    ohm_real *a = ohm_real_new(arena);

    if (a != NULL && arb_set_str(a->value, text, OHM_REAL_BITS) != 0) {
        ohm_arena_fail(arena, OHM_E_INTERNAL, "real: no decimal number");
        return NULL;
    }
    return a;
}

ohm_real *
ohm_real_pi(ohm_arena *arena)
{
    ohm_real *a = ohm_real_new(arena);

    if (a != NULL)
        arb_const_pi(a->value, OHM_REAL_BITS);
    return a;
}

typedef void binary(arb_t z, const arb_t x, const arb_t y, slong bits);
typedef void unary(arb_t z, const arb_t x, slong bits);

static ohm_real *
of_two(const ohm_real *a, const ohm_real *b, binary *operation)
{
    ohm_real *c = a == NULL || b == NULL ? NULL : ohm_real_new(a->arena);

    if (c != NULL)
        operation(c->value, a->value, b->value, OHM_REAL_BITS);
    return checked(c);
}

static ohm_real *
of_one(const ohm_real *a, unary *operation)
{
    ohm_real *c = a == NULL ? NULL : ohm_real_new(a->arena);

    if (c != NULL)
        operation(c->value, a->value, OHM_REAL_BITS);
    return checked(c);
}

ohm_real *
ohm_real_add(const ohm_real *a, const ohm_real *b)
{
    return of_two(a, b, arb_add);
}

ohm_real *
ohm_real_sub(const ohm_real *a, const ohm_real *b)
{
    return of_two(a, b, arb_sub);
}

ohm_real *
ohm_real_mul(const ohm_real *a, const ohm_real *b)
{
    return of_two(a, b, arb_mul);
}

ohm_real *
ohm_real_div(const ohm_real *a, const ohm_real *b)
{
    return of_two(a, b, arb_div);
}

ohm_real *
ohm_real_scale(const ohm_real *a, long p, long q)
{
    return a == NULL ? NULL : ohm_real_mul(a, ohm_real_number(a->arena, p, q));
}

ohm_real *
ohm_real_shift(const ohm_real *a, long p, long q)
{
    return a == NULL ? NULL : ohm_real_add(a, ohm_real_number(a->arena, p, q));
}

ohm_real *
ohm_real_neg(const ohm_real *a)
{
    return ohm_real_scale(a, -1, 1);
}

ohm_real *
ohm_real_exp(const ohm_real *a)
{
    return of_one(a, arb_exp);
}

ohm_real *
ohm_real_expm1(const ohm_real *a)
{
    return of_one(a, arb_expm1);
}

ohm_real *
ohm_real_log(const ohm_real *a)
{
    return of_one(a, arb_log);
}

ohm_real *
ohm_real_sqrt(const ohm_real *a)
{
    return of_one(a, arb_sqrt);
}

ohm_real *
ohm_real_sin(const ohm_real *a)
{
    return of_one(a, arb_sin);
}

ohm_real *
ohm_real_ei(const ohm_real *a)
{
    return of_one(a, arb_hypgeom_ei);
}

/* ---- deciding ---------------------------------------------------------------------------- */

bool
ohm_real_is_positive(const ohm_real *a)
{
    return a != NULL && arb_is_positive(a->value) != 0;
}

bool
ohm_real_is_negative(const ohm_real *a)
{
    return a != NULL && arb_is_negative(a->value) != 0;
}

bool
ohm_real_less(const ohm_real *a, const ohm_real *b)
{
    return a != NULL && b != NULL && arb_lt(a->value, b->value) != 0;
}

bool
ohm_real_close(const ohm_real *a, const ohm_real *b, const char *tolerance)
{
    ohm_real *gap = ohm_real_sub(a, b);

    if (gap == NULL)
        return false;
    arb_abs(gap->value, gap->value);
    return ohm_real_less(gap, ohm_real_decimal(a->arena, tolerance));
}

/* ---- showing ------------------------------------------------------------------------------- */

double
ohm_real_double(const ohm_real *a)
{
    return a == NULL ? 0.0 : ohm_ball_middle(a->value);
}

/* Far fewer than are computed with, so that the digits do not hang on Arb's version: what is
 * cut off is in the radius. */
enum { SHOWN_BITS = 128 };

ohm_json *
ohm_real_json(const ohm_real *a)
{
    ohm_ball ball = { NULL, NULL };
    ohm_json *json;

    if (a == NULL || ohm_ball_print(&ball, a->value, SHOWN_BITS, NULL) != OHM_OK)
        return ohm_json_null();
    json = ohm_json_object();
    ohm_json_set(json, "mid", ohm_json_string(ball.mid));
    ohm_json_set(json, "rad", ohm_json_string(ball.rad));
    free(ball.mid);
    free(ball.rad);
    return json;
}
