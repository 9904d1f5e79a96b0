// The AVX-512 backend: vectors of sixteen floats and 32 registers. Intel's servers since 2017, AMD
// since 2022.
#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#include "backend.h"
#pragma clang attribute push(                                                      \
    __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma"))), apply_to = function)
#define LANES 16
#define MANY_REGISTERS 1
#include "vector_backend.h"

const Backend avx512_backend = VECTOR_BACKEND("avx512");
#pragma clang attribute pop
#endif
