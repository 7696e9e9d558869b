/* lib/base/simd.h -- loops compiled for several vector widths.
 *
 * OHM_CLONES before a function makes the compiler build it for plain x86-64, AVX2
 * and AVX-512 and pick one at load time.  Lanes do the same operations in the same
 * order (no contraction, no reassociation), so the bytes do not depend on the pick. */
#ifndef OHM_BASE_SIMD_H
#define OHM_BASE_SIMD_H

/* clang 14 has no target_clones; sanitizers start after the loader resolves them */
#if defined __GNUC__ && !defined __clang__ && defined __x86_64__ && defined __linux__ \
    && !defined __SANITIZE_ADDRESS__
#define OHM_CLONES __attribute__((target_clones("default", "avx2", "avx512f"), optimize("O3")))
#else
#define OHM_CLONES
#endif

#endif
