/* lib/base/lanes.h -- eight doubles side by side, and elementary functions of them.
 *
 * For hot loops only, and private: included by .c files, not installed.  The vectors
 * are those of GCC and clang, so one text serves SSE2, AVX2 and AVX-512; with
 * -ffp-contract=off all three give the same bits.  The C library's expm1 costs 10-20 ns
 * a call; these cost about 2 ns a number and stay within 2 units in the last place
 * (tests/base/test_lanes.c measures them against long double).
 *
 * A kernel is written once as an always-inline body taking one struct, and OHM_KERNEL
 * makes the function that picks the widest instructions the machine has. */
#ifndef OHM_BASE_LANES_H
#define OHM_BASE_LANES_H

#include <stdint.h>
#include <string.h>

#ifdef __clang__
#pragma clang diagnostic ignored "-Wpsabi"
#else
#pragma GCC diagnostic ignored "-Wpsabi"    /* these never cross a call: all is inlined */
#endif

enum { OHM_LANES = 8 };

typedef double ohm_lanes __attribute__((vector_size(64)));
typedef int64_t ohm_lanes_mask __attribute__((vector_size(64)));    /* 0 or -1 */
typedef uint64_t ohm_lanes_bits __attribute__((vector_size(64)));

#define OHM_INLINE static inline __attribute__((always_inline, unused))

#if defined __x86_64__
#define OHM_KERNEL_CLONE(name, args, suffix, isa) \
    __attribute__((target(isa))) static void name##_##suffix(const args *a) { name##_body(a); }
/* Defines static void NAME(const ARGS *) from NAME_body. */
#define OHM_KERNEL(name, args) \
    static void name##_plain(const args *a) { name##_body(a); } \
    OHM_KERNEL_CLONE(name, args, avx2, "avx2") \
    OHM_KERNEL_CLONE(name, args, avx512, "avx512f,avx512dq,avx512vl") \
    static void name(const args *a) \
    { \
        if (__builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) \
            name##_avx512(a); \
        else if (__builtin_cpu_supports("avx2")) \
            name##_avx2(a); \
        else \
            name##_plain(a); \
    }
#else
#define OHM_KERNEL(name, args) static void name(const args *a) { name##_body(a); }
#endif

OHM_INLINE ohm_lanes
ohm_lanes_load(const double *from)
{
    ohm_lanes x;

    memcpy(&x, from, sizeof x);
    return x;
}

OHM_INLINE void
ohm_lanes_store(double *to, ohm_lanes x)
{
    memcpy(to, &x, sizeof x);
}

/* row -= factor * (a, b), a row of two registers. */
OHM_INLINE void
ohm_lanes_take_off(double *row, double factor, ohm_lanes a, ohm_lanes b)
{
    ohm_lanes_store(row, ohm_lanes_load(row) - factor * a);
    ohm_lanes_store(row + OHM_LANES, ohm_lanes_load(row + OHM_LANES) - factor * b);
}

OHM_INLINE ohm_lanes
ohm_lanes_all(double x)
{
    return (ohm_lanes){ x, x, x, x, x, x, x, x };
}

OHM_INLINE ohm_lanes
ohm_lanes_select(ohm_lanes_mask mask, ohm_lanes yes, ohm_lanes no)
{
    return (ohm_lanes)((mask & (ohm_lanes_mask)yes) | (~mask & (ohm_lanes_mask)no));
}

OHM_INLINE ohm_lanes
ohm_lanes_abs(ohm_lanes x)
{
    const ohm_lanes_mask sign = (ohm_lanes_mask)ohm_lanes_all(-0.0);

    return (ohm_lanes)((ohm_lanes_mask)x & ~sign);
}

OHM_INLINE ohm_lanes
ohm_lanes_min(ohm_lanes x, ohm_lanes y)
{
    return ohm_lanes_select(x < y, x, y);
}

OHM_INLINE ohm_lanes
ohm_lanes_max(ohm_lanes x, ohm_lanes y)
{
    return ohm_lanes_select(x > y, x, y);
}

/* x = k ln 2 + r with |r| <= ln(2)/2; *scale = 2^k.  |x| <= 709. */
OHM_INLINE ohm_lanes
ohm_lanes_reduce(ohm_lanes *scale, ohm_lanes x)
{
    const ohm_lanes magic = ohm_lanes_all(0x1.8p52);     /* adding it rounds to an integer */
    const ohm_lanes shifted = x * ohm_lanes_all(0x1.71547652b82fep0) + magic;
    const ohm_lanes k = shifted - magic;
    const ohm_lanes_bits one = (ohm_lanes_bits)ohm_lanes_all(1.0);

    *scale = (ohm_lanes)(((ohm_lanes_bits)shifted << 52) + one);
    return (x - k * ohm_lanes_all(0x1.62e42feep-1)) - k * ohm_lanes_all(0x1.a39ef35793c76p-33);
}

/* expm1(r) for |r| <= ln(2)/2: Taylor to r^14, whose next term is below 2^-56 |r|. */
OHM_INLINE ohm_lanes
ohm_lanes_expm1_short(ohm_lanes r)
{
    const ohm_lanes r2 = r * r, r4 = r2 * r2, r8 = r4 * r4;
    const ohm_lanes q0 = ohm_lanes_all(1.0 / 2.0) + r * ohm_lanes_all(1.0 / 6.0);
    const ohm_lanes q1 = ohm_lanes_all(1.0 / 24.0) + r * ohm_lanes_all(1.0 / 120.0);
    const ohm_lanes q2 = ohm_lanes_all(1.0 / 720.0) + r * ohm_lanes_all(1.0 / 5040.0);
    const ohm_lanes q3 = ohm_lanes_all(1.0 / 40320.0) + r * ohm_lanes_all(1.0 / 362880.0);
    const ohm_lanes q4 = ohm_lanes_all(1.0 / 3628800.0) + r * ohm_lanes_all(1.0 / 39916800.0);
    const ohm_lanes q5 = ohm_lanes_all(1.0 / 479001600.0) + r * ohm_lanes_all(1.0 / 6227020800.0);
    const ohm_lanes q6 = ohm_lanes_all(1.0 / 87178291200.0);
    const ohm_lanes low = (q0 + r2 * q1) + r4 * (q2 + r2 * q3);
    const ohm_lanes high = (q4 + r2 * q5) + r4 * q6;

    return r + r2 * (low + r8 * high);
}

/* e^x - 1, |x| <= 709. */
OHM_INLINE ohm_lanes
ohm_lanes_expm1(ohm_lanes x)
{
    ohm_lanes scale;
    const ohm_lanes p = ohm_lanes_expm1_short(ohm_lanes_reduce(&scale, x));

    return scale * p + (scale - 1.0);
}

/* e^x; arguments beyond +-708 count as that. */
OHM_INLINE ohm_lanes
ohm_lanes_exp(ohm_lanes x)
{
    ohm_lanes scale;
    const ohm_lanes within = ohm_lanes_max(ohm_lanes_min(x, ohm_lanes_all(708.0)), ohm_lanes_all(-708.0));
    const ohm_lanes p = ohm_lanes_expm1_short(ohm_lanes_reduce(&scale, within));
    const ohm_lanes value = scale + scale * p;

    return ohm_lanes_select(x == x, value, x);
}

/* ln x + rest for normal x > 0, |rest| an ulp or less; NaN for everything else.
 * The polynomial is that of fdlibm's log (Sun Microsystems, 1993, freely granted). */
OHM_INLINE ohm_lanes
ohm_lanes_log_and(ohm_lanes x, ohm_lanes rest)
{
    const ohm_lanes_bits one = (ohm_lanes_bits)ohm_lanes_all(1.0);
    const ohm_lanes_bits root = (ohm_lanes_bits)ohm_lanes_all(0x1.6a09e667f3bcdp-1);    /* sqrt(1/2) */
    const ohm_lanes_bits magic = (ohm_lanes_bits)ohm_lanes_all(0x1.8p52);
    const ohm_lanes_bits fraction = (ohm_lanes_bits){ 0 } + 0x000fffffffffffffu;
    const ohm_lanes_bits bits = (ohm_lanes_bits)x + (one - root);
    const ohm_lanes k = (ohm_lanes)((bits >> 52) + (magic - 1023u)) - ohm_lanes_all(0x1.8p52);
    const ohm_lanes f = (ohm_lanes)((bits & fraction) + root) - 1.0;
    const ohm_lanes half = 0.5 * f * f;
    const ohm_lanes s = f / (2.0 + f);
    const ohm_lanes z = s * s, w = z * z;
    const ohm_lanes even = w * (3.999999999940941908e-01
                                + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
    const ohm_lanes odd = z * (6.666666666666735130e-01
                               + w * (2.857142874366239149e-01
                                      + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
    const ohm_lanes value = k * 6.93147180369123816490e-01
        - ((half - (s * (half + even + odd) + (k * 1.90821492927058770002e-10 + rest))) - f);
    const ohm_lanes_mask sound =
        (x >= ohm_lanes_all(0x1p-1022)) & (x <= ohm_lanes_all(0x1.fffffffffffffp1023));

    return ohm_lanes_select(sound, value, ohm_lanes_all(0.0) / ohm_lanes_all(0.0));
}

OHM_INLINE ohm_lanes
ohm_lanes_log(ohm_lanes x)
{
    return ohm_lanes_log_and(x, ohm_lanes_all(0.0));
}

/* ln(1 + x), x > -1: what rounding 1 + x lost is handed on. */
OHM_INLINE ohm_lanes
ohm_lanes_log1p(ohm_lanes x)
{
    const ohm_lanes sum = 1.0 + x;
    const ohm_lanes lost = ohm_lanes_select(ohm_lanes_abs(x) < 1.0, x - (sum - 1.0), 1.0 - (sum - x));

    return ohm_lanes_log_and(sum, lost / sum);
}

#endif
