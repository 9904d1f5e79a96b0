// The sets there are, for the files in this folder only.
#ifndef BACKEND_H
#define BACKEND_H
#include "CBackends.h"

extern const Backend plain_backend;
extern const Backend small_backend;
#if defined(__x86_64__)
extern const Backend avx2_backend;
extern const Backend avx512_backend;
#endif
#endif
