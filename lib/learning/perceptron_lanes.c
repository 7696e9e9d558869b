/* lib/learning/perceptron_lanes.c -- see perceptron_lanes.h */
#include "learning/perceptron_lanes.h"

#include <math.h>
#include <stdint.h>

#define PASTE_(name, set) lanes_##name##_##set
#define PASTE(name, set) PASTE_(name, set)
#define KERNEL(name) PASTE(name, SET)

#if defined __x86_64__ && defined __GNUC__
#define HAVE_WIDE 1

#define SET avx512
#define VEC_BYTES 64
#define TARGET __attribute__((target("avx512f,avx512dq")))
#include "learning/perceptron_kernel.h"
#undef TARGET
#undef VEC_BYTES
#undef SET

#define SET avx2
#define VEC_BYTES 32
#define TARGET __attribute__((target("avx2")))
#include "learning/perceptron_kernel.h"
#undef TARGET
#undef VEC_BYTES
#undef SET
#endif

#define SET baseline
#define VEC_BYTES 16
#define TARGET
#include "learning/perceptron_kernel.h"

static const ohm_lanes_set SETS[] = {
#ifdef HAVE_WIDE
    { "avx512", lanes_train_avx512, lanes_evaluate_avx512 },
    { "avx2", lanes_train_avx2, lanes_evaluate_avx2 },
#endif
    { "baseline", lanes_train_baseline, lanes_evaluate_baseline }
};

size_t
ohm_lanes_sets(const ohm_lanes_set **sets)
{
    size_t first = 0;

#ifdef HAVE_WIDE
    if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512dq"))
        first = __builtin_cpu_supports("avx2") ? 1 : 2;
#endif
    *sets = SETS + first;
    return sizeof SETS / sizeof *SETS - first;
}
