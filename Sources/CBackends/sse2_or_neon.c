// The backend of every 64-bit processor: vectors of four floats, SSE2 on Intel and AMD, NEON on
// ARM.
#define LANES 4
#if defined(__aarch64__)
#define MANY_REGISTERS 1
#else
#define MANY_REGISTERS 0
#endif
#include "vector_backend.h"

#if defined(__aarch64__)
const Backend sse2_or_neon_backend = VECTOR_BACKEND("neon");
#else
const Backend sse2_or_neon_backend = VECTOR_BACKEND("sse2");
#endif
