// Chooses the SIMD backend for this processor, once.
#include <stdlib.h>
#include <string.h>

#include "backend.h"

static const Backend *const broadcast[] = {
    &plain_backend, &sse2_or_neon_backend,
#if defined(__x86_64__)
    &avx2_backend,  &avx512_backend,
#endif
};

static bool runs(const Backend *set) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (set == &avx2_backend) return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (set == &avx512_backend)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq");
#endif
  (void)set;
  return true;
}

const Backend *backend_available(size_t index) {
  for (size_t i = 0; i < sizeof broadcast / sizeof *broadcast; i++)
    if (runs(broadcast[i]) && index-- == 0) return broadcast[i];
  return NULL;
}

static const Backend *chosen;

// Before main, so that no thread sees the choice change.
__attribute__((constructor)) static void choose(void) {
  const char *wish = getenv("CONVBOOK_BACKEND");
  for (size_t i = 0; backend_available(i); i++) {
    chosen = backend_available(i);
    if (wish && strcmp(wish, chosen->name) == 0) return;
  }
}

const Backend *backend_chosen(void) { return chosen; }
