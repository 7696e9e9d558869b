/* lib/certify/real.h -- real numbers as balls that live in an arena.
 *
 * As exact.h, for what is not rational: every operation encloses the true result, and
 * a predicate is true only where it holds for every number in the balls.  320 bits.
 * Private. */
#ifndef OHM_CERTIFY_REAL_H
#define OHM_CERTIFY_REAL_H

#include "certify/exact.h"

typedef struct ohm_real ohm_real;

ohm_real *ohm_real_number(ohm_arena *arena, long p, long q);
ohm_real *ohm_real_decimal(ohm_arena *arena, const char *text);         /* "1.602e-19", enclosed */
ohm_real *ohm_real_pi(ohm_arena *arena);

ohm_real *ohm_real_add(const ohm_real *a, const ohm_real *b);
ohm_real *ohm_real_sub(const ohm_real *a, const ohm_real *b);
ohm_real *ohm_real_mul(const ohm_real *a, const ohm_real *b);
ohm_real *ohm_real_div(const ohm_real *a, const ohm_real *b);
ohm_real *ohm_real_scale(const ohm_real *a, long p, long q);
ohm_real *ohm_real_shift(const ohm_real *a, long p, long q);            /* a + p/q */
ohm_real *ohm_real_neg(const ohm_real *a);
ohm_real *ohm_real_exp(const ohm_real *a);
ohm_real *ohm_real_expm1(const ohm_real *a);
ohm_real *ohm_real_log(const ohm_real *a);
ohm_real *ohm_real_sqrt(const ohm_real *a);
ohm_real *ohm_real_sin(const ohm_real *a);
ohm_real *ohm_real_ei(const ohm_real *a);                               /* the exponential integral */

bool ohm_real_is_positive(const ohm_real *a);
bool ohm_real_is_negative(const ohm_real *a);
bool ohm_real_less(const ohm_real *a, const ohm_real *b);
/* Whether |a - b| < tolerance ("1e-25") for all numbers in the balls. */
bool ohm_real_close(const ohm_real *a, const ohm_real *b, const char *tolerance);

double ohm_real_double(const ohm_real *a);
/* {"mid","rad"}, null for NULL. */
ohm_json *ohm_real_json(const ohm_real *a);

#endif
