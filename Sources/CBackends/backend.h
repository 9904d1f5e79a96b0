// The backends, declared for the files in this folder.
#ifndef BACKEND_H
#define BACKEND_H
#include "CBackends.h"

extern const Backend plain_backend;
extern const Backend sse2_or_neon_backend;
#if defined(__x86_64__)
extern const Backend avx2_backend;
extern const Backend avx512_backend;
#endif
#endif
