// Vectors of four floats, which every 64-bit processor has: SSE2 on Intel and AMD, NEON on ARM.
#define LANES 4
#if defined(__aarch64__)
#define MANY_REGISTERS 1
#else
#define MANY_REGISTERS 0
#endif
#include "vectors.h"

#if defined(__aarch64__)
const Backend small_backend = VECTOR_BACKEND("neon");
#else
const Backend small_backend = VECTOR_BACKEND("sse2");
#endif
