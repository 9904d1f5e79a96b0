// Picks the set of kernels, once.
#include <stdlib.h>
#include <string.h>

#include "kernels.h"

static const KernelSet *const all[] = {
    &plain_kernels, &small_kernels,
#if defined(__x86_64__)
    &avx2_kernels,  &avx512_kernels,
#endif
};

static bool runs(const KernelSet *set) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (set == &avx2_kernels) return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (set == &avx512_kernels)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq");
#endif
  (void)set;
  return true;
}

const KernelSet *kernel_available(size_t index) {
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (runs(all[i]) && index-- == 0) return all[i];
  return NULL;
}

static const KernelSet *chosen;

// Before main, so that no thread ever sees the choice change.
__attribute__((constructor)) static void choose(void) {
  const char *wish = getenv("CONVBOOK_KERNELS");
  for (size_t i = 0; kernel_available(i); i++) {
    chosen = kernel_available(i);
    if (wish && strcmp(wish, chosen->name) == 0) return;
  }
}

const KernelSet *kernel_chosen(void) { return chosen; }
