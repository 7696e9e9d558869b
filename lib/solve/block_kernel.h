/* lib/solve/block_kernel.h -- the elimination chain of block_tridiagonal.c.
 *
 * Included once for each vector type, for blocks of any size and again for 4 x 4 blocks
 * (three species) with every loop spelled out, which is five times as fast; with
 *
 *     KERNEL_TYPE          one number of every chain eliminated side by side
 *     KERNEL(name)         a name made the type's and the size's own
 *     KERNEL_UNROLL        _Pragma("GCC unroll 9"), or nothing where b is not a constant
 *     KERNEL_LOAD(left, right, q, a), KERNEL_STORE(array, value, q, a)
 *                          that know where position q of every chain lies: a chain from
 *                          the left reads `left`, one from the right reads `right`.
 *
 * "In" couples a position to the one eliminated before it, "out" to the one after:
 *
 *     D'_q = D_q - In_q X_{q-1},   X_q = D'_q^-1 Out_q,   y_q = D'_q^-1 (f_q - In_q y_{q-1}),
 *     solution_q = y_q - X_q solution_{q+1}.
 *
 * A position keeps X (b*b), the factors of D' (b*b) and y (b). */

enum { KERNEL(WIDTH) = sizeof(KERNEL_TYPE) / sizeof(double) };

OHM_INLINE double *
KERNEL(kept)(const ohm_block_system *a, size_t q, const size_t b)
{
    return a->factor + q * (2 * b + 1) * b * KERNEL(WIDTH);
}

OHM_INLINE void
KERNEL(keep)(double *to, const KERNEL_TYPE *values, const size_t count)
{
    KERNEL_UNROLL for (size_t e = 0; e < count; e++)
        memcpy(to + e * KERNEL(WIDTH), &values[e], sizeof values[e]);
}

OHM_INLINE void
KERNEL(recall)(KERNEL_TYPE *values, const double *from, const size_t count)
{
    KERNEL_UNROLL for (size_t e = 0; e < count; e++)
        memcpy(&values[e], from + e * KERNEL(WIDTH), sizeof values[e]);
}

/* `count` entries of position q. */
OHM_INLINE void
KERNEL(gather)(KERNEL_TYPE *entry, const double *left, const double *right, size_t q, const size_t count,
               const ohm_block_system *a)
{
    KERNEL_UNROLL for (size_t e = 0; e < count; e++)
        entry[e] = KERNEL_LOAD(left + e * a->stride, right + e * a->stride, q, a);
}

/* y := D'^-1 y by the factors in lu; the first `zeros` entries of y are known to be 0. */
OHM_INLINE void
KERNEL(substitute)(KERNEL_TYPE *y, const KERNEL_TYPE *lu, const size_t b, const size_t zeros)
{
    KERNEL_UNROLL for (size_t r = zeros + 1; r < b; r++)
        KERNEL_UNROLL for (size_t c = zeros; c < r; c++)
            y[r] -= lu[r * b + c] * y[c];
    KERNEL_UNROLL for (size_t step = 0; step < b; step++) {
        const size_t r = b - 1 - step;

        KERNEL_UNROLL for (size_t c = r + 1; c < b; c++)
            y[r] -= lu[r * b + c] * y[c];
        y[r] *= lu[r * b + r];
    }
}

/* a := its factors L (unit diagonal) and U, with the reciprocals of the pivots. */
OHM_INLINE void
KERNEL(decompose)(KERNEL_TYPE *a, const size_t b)
{
    KERNEL_UNROLL for (size_t k = 0; k < b; k++) {
        a[k * b + k] = 1.0 / a[k * b + k];
        KERNEL_UNROLL for (size_t r = k + 1; r < b; r++) {
            a[r * b + k] *= a[k * b + k];
            KERNEL_UNROLL for (size_t c = k + 1; c < b; c++)
                a[r * b + c] -= a[r * b + k] * a[k * b + c];
        }
    }
}

/* f := f - In previous: In has a diagonal and a last column. */
OHM_INLINE void
KERNEL(carry)(KERNEL_TYPE *f, const KERNEL_TYPE *in, const KERNEL_TYPE *previous, const size_t b)
{
    KERNEL_UNROLL for (size_t r = 0; r < b; r++)
        f[r] -= in[r] * previous[r];
    KERNEL_UNROLL for (size_t r = 0; r + 1 < b; r++)
        f[r] -= in[b + r] * previous[b - 1];
}

/* X := D'^-1 Out, column by column: all but the last have one entry. */
OHM_INLINE void
KERNEL(couple)(KERNEL_TYPE *x, const KERNEL_TYPE *lu, const KERNEL_TYPE *out, const size_t b)
{
    KERNEL_UNROLL for (size_t c = 0; c < b; c++) {
        KERNEL_TYPE column[OHM_BLOCK_MAX];

        KERNEL_UNROLL for (size_t r = 0; r < b; r++)
            column[r] = (KERNEL_TYPE){ 0 };
        if (c + 1 == b)
            KERNEL_UNROLL for (size_t r = 0; r + 1 < b; r++)
                column[r] = out[b + r];
        column[c] = out[c];
        KERNEL(substitute)(column, lu, b, c + 1 == b ? 0 : c);
        KERNEL_UNROLL for (size_t r = 0; r < b; r++)
            x[r * b + c] = column[r];
    }
}

/* Eliminates `length` positions. */
OHM_INLINE void
KERNEL(eliminate)(const ohm_block_system *a, size_t length, const size_t b)
{
    KERNEL_TYPE x[OHM_BLOCK_MAX * OHM_BLOCK_MAX], y[OHM_BLOCK_MAX];

    for (size_t q = 0; q < length; q++) {
        KERNEL_TYPE lu[OHM_BLOCK_MAX * OHM_BLOCK_MAX], f[OHM_BLOCK_MAX], side[2 * OHM_BLOCK_MAX];
        double *kept = KERNEL(kept)(a, q, b);

        KERNEL(gather)(lu, a->diagonal, a->diagonal, q, b * b, a);
        KERNEL(gather)(f, a->rhs, a->rhs, q, b, a);
        if (q > 0) {
            KERNEL(gather)(side, a->lower, a->upper, q, 2 * b - 1, a);
            KERNEL(carry)(f, side, y, b);
            KERNEL_UNROLL for (size_t c = 0; c < b; c++) {
                KERNEL_UNROLL for (size_t r = 0; r < b; r++)
                    lu[r * b + c] -= side[r] * x[r * b + c];
                KERNEL_UNROLL for (size_t r = 0; r + 1 < b; r++)
                    lu[r * b + c] -= side[b + r] * x[(b - 1) * b + c];
            }
        }
        KERNEL(decompose)(lu, b);
        KERNEL(gather)(side, a->upper, a->lower, q, 2 * b - 1, a);
        KERNEL(couple)(x, lu, side, b);
        KERNEL(substitute)(f, lu, b, 0);
        KERNEL_UNROLL for (size_t r = 0; r < b; r++)
            y[r] = f[r];
        KERNEL(keep)(kept, x, b * b);
        KERNEL(keep)(kept + b * b * KERNEL(WIDTH), lu, b * b);
        KERNEL(keep)(kept + 2 * b * b * KERNEL(WIDTH), y, b);
    }
}

/* The y of `length` positions again, for another rhs. */
OHM_INLINE void
KERNEL(forward)(const ohm_block_system *a, size_t length, const size_t b)
{
    KERNEL_TYPE y[OHM_BLOCK_MAX];

    for (size_t q = 0; q < length; q++) {
        KERNEL_TYPE lu[OHM_BLOCK_MAX * OHM_BLOCK_MAX], f[OHM_BLOCK_MAX], side[2 * OHM_BLOCK_MAX];
        double *kept = KERNEL(kept)(a, q, b);

        KERNEL(recall)(lu, kept + b * b * KERNEL(WIDTH), b * b);
        KERNEL(gather)(f, a->rhs, a->rhs, q, b, a);
        if (q > 0) {
            KERNEL(gather)(side, a->lower, a->upper, q, 2 * b - 1, a);
            KERNEL(carry)(f, side, y, b);
        }
        KERNEL(substitute)(f, lu, b, 0);
        KERNEL_UNROLL for (size_t r = 0; r < b; r++)
            y[r] = f[r];
        KERNEL(keep)(kept + 2 * b * b * KERNEL(WIDTH), y, b);
    }
}

/* Writes the solution at positions `length` - 1 .. 0; next holds it at `length`. */
OHM_INLINE void
KERNEL(backward)(const ohm_block_system *a, KERNEL_TYPE *next, size_t length, const size_t b)
{
    for (size_t step = 0; step < length; step++) {
        const size_t q = length - 1 - step;
        const double *kept = KERNEL(kept)(a, q, b);
        KERNEL_TYPE x[OHM_BLOCK_MAX * OHM_BLOCK_MAX], y[OHM_BLOCK_MAX];

        KERNEL(recall)(x, kept, b * b);
        KERNEL(recall)(y, kept + 2 * b * b * KERNEL(WIDTH), b);
        KERNEL_UNROLL for (size_t r = 0; r < b; r++)
            KERNEL_UNROLL for (size_t c = 0; c < b; c++)
                y[r] -= x[r * b + c] * next[c];
        KERNEL_UNROLL for (size_t r = 0; r < b; r++) {
            next[r] = y[r];
            KERNEL_STORE(a->solution + r * a->stride, y[r], q, a);
        }
    }
}
