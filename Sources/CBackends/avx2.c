// The AVX2 backend: vectors of eight floats. Intel since 2013, AMD since 2015.
#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#include "backend.h"
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define LANES 8
#define MANY_REGISTERS 0
#include "vector_backend.h"

const Backend avx2_backend = VECTOR_BACKEND("avx2");
#pragma clang attribute pop
#endif
