/* lib/certify/ball_text.c -- see ball.h and ball_text.h */
#include "certify/ball_text.h"
#include "base/array.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Decimal digits a bit is worth, and some to keep the printing below the radius. */
static const double DIGITS_PER_BIT = 0.30103;
enum { GUARD_DIGITS = 3 };

void
ohm_balls_free(ohm_balls *balls)
{
    if (balls == NULL)
        return;
    for (size_t k = 0; balls->ball != NULL && k < balls->count; k++) {
        free(balls->ball[k].mid);
        free(balls->ball[k].rad);
    }
    free(balls->ball);
    free(balls);
}

/* A copy of [from, to), or of `absent` where that is empty. */
static char *
piece(const char *from, const char *to, const char *absent)
{
    const size_t length = from < to ? (size_t)(to - from) : strlen(absent);
    char *copy = OHM_ARRAY(char, length + 1);

    if (copy == NULL)
        return NULL;
    memcpy(copy, from < to ? from : absent, length);
    copy[length] = '\0';
    return copy;
}

/* Arb writes "[mid +/- rad]", "[+/- rad]", or "mid" where the radius is 0; its rad
 * covers the rounding of its mid. */
static ohm_status
split(ohm_ball *out, const char *text, ohm_error *err)
{
    const char *from = text[0] == '[' ? text + 1 : text;
    const char *end = from + strcspn(from, "]");
    const char *sign = strstr(from, "+/-");
    const char *mid_end = sign != NULL ? sign : end;

    while (mid_end > from && mid_end[-1] == ' ')
        mid_end--;
    out->mid = piece(from, mid_end, "0");
    out->rad = sign != NULL ? piece(sign + strspn(sign, "+/- "), end, "0") : piece(end, end, "0");
    if (out->mid != NULL && out->rad != NULL)
        return OHM_OK;
    return ohm_fail(err, OHM_E_NOMEM, "ball: out of memory for its text");
}

ohm_status
ohm_ball_print(ohm_ball *out, arb_srcptr x, long bits, ohm_error *err)
{
    const slong digits = (slong)((double)bits * DIGITS_PER_BIT) + GUARD_DIGITS;
    ohm_status status;

    out->mid = out->rad = NULL;
    if (!arb_is_finite(x))
        return ohm_fail(err, OHM_E_PRECISION, "ball: it is not finite at %ld bits", bits);
    char *text = arb_get_str(x, digits, ARB_STR_MORE);

    status = split(out, text, err);
    flint_free(text);
    return status;
}

/* The printed radius; the least double where it is smaller than that. */
static double
radius_of(const ohm_ball *ball)
{
    const double radius = strtod(ball->rad, NULL);

    return radius > 0.0 || strpbrk(ball->rad, "123456789") == NULL ? radius : nextafter(0.0, 1.0);
}

ohm_status
ohm_balls_alloc(ohm_balls **out, arb_srcptr x, size_t n, long bits, ohm_error *err)
{
    ohm_balls *balls = OHM_ZEROS(ohm_balls, 1);
    ohm_status status = OHM_OK;

    *out = NULL;
    if (balls == NULL || (balls->ball = OHM_ZEROS(ohm_ball, n)) == NULL) {
        ohm_balls_free(balls);
        return ohm_fail(err, OHM_E_NOMEM, "ball: out of memory for %zu", n);
    }
    balls->count = n;
    for (size_t k = 0; k < n && status == OHM_OK; k++) {
        status = ohm_ball_print(&balls->ball[k], x + k, bits, err);
        if (status == OHM_OK)
            balls->max_radius = fmax(balls->max_radius, radius_of(&balls->ball[k]));
    }
    if (status != OHM_OK) {
        ohm_balls_free(balls);
        return status;
    }
    *out = balls;
    return OHM_OK;
}

ohm_status
ohm_ball_read(arb_t out, const char *mid, const char *rad, long bits, ohm_error *err)
{
    static const char plain[] = "0123456789+-.eE";      /* arb_set_str also reads "nan" and "[a +/- b]" */
    ohm_status status = OHM_OK;
    arb_t radius;

    arb_init(radius);
    if (mid[0] == '\0' || mid[strspn(mid, plain)] != '\0' || arb_set_str(out, mid, bits) != 0)
        status = ohm_fail(err, OHM_E_CONTENT, "ball: the midpoint \"%s\" is not a decimal number", mid);
    else if (rad[0] == '\0' || rad[strspn(rad, plain)] != '\0' || arb_set_str(radius, rad, bits) != 0
             || !arb_is_nonnegative(radius))
        status = ohm_fail(err, OHM_E_CONTENT, "ball: the radius \"%s\" is not a decimal number >= 0", rad);
    else
        arb_add_error(out, radius);
    arb_clear(radius);
    return status;
}

double
ohm_ball_magnitude(arb_srcptr x)
{
    double value;
    mag_t bound;

    mag_init(bound);
    arb_get_mag(bound, x);
    value = mag_get_d(bound);
    mag_clear(bound);
    return value;
}

double
ohm_ball_radius(arb_srcptr x)
{
    return mag_get_d(arb_radref(x));
}

double
ohm_ball_middle(arb_srcptr x)
{
    return arf_get_d(arb_midref(x), ARF_RND_NEAR);
}
