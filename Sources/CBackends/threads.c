// The little that dividing work among threads needs from C: a shared counter, a thread's own flag,
// and memory that stays.
#include <stdlib.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "CBackends.h"

static size_t threads = 1;
static _Thread_local bool inside;

__attribute__((constructor)) static void count_cores(void) {
  const long cores = sysconf(_SC_NPROCESSORS_ONLN);
  const char *wish = getenv("CONVBOOK_THREADS");
  const long wished = wish ? strtol(wish, NULL, 10) : 0;
  backend_set_threads(wished > 0 ? (size_t)wished : cores > 0 ? (size_t)cores : 1);
}

#ifdef __GLIBC__
// Training asks for the same large blocks at every step. Given back to the system after each and
// fetched anew, every page of them is cleared and mapped again, which took a twentieth of the time.
__attribute__((constructor)) static void keep_memory(void) {
  mallopt(M_MMAP_THRESHOLD, 64 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
}
#endif

// Read by any thread, changed only while none computes; atomic so that nobody has to prove it.
size_t backend_threads(void) { return __atomic_load_n(&threads, __ATOMIC_RELAXED); }

void backend_set_threads(size_t count) {
  __atomic_store_n(&threads, count == 0 ? 1 : count > 256 ? 256 : count, __ATOMIC_RELAXED);
}

size_t backend_next(size_t *counter) { return __atomic_fetch_add(counter, 1, __ATOMIC_RELAXED); }
bool backend_is_inside(void) { return inside; }
void backend_set_inside(bool value) { inside = value; }
