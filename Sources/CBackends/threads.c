// What parallel loops need from C: an atomic counter, a thread-local flag, and memory that is not
// returned to the system.
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
// Training allocates the same large blocks in every step. Returning them to the system each time,
// and mapping and clearing their pages again, takes a twentieth of the time.
__attribute__((constructor)) static void keep_memory(void) {
  mallopt(M_MMAP_THRESHOLD, 64 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
}
#endif

// Any thread reads it; it changes only while none computes. Atomic, so that this need not be
// proved.
size_t backend_threads(void) { return __atomic_load_n(&threads, __ATOMIC_RELAXED); }

void backend_set_threads(size_t count) {
  __atomic_store_n(&threads, count == 0 ? 1 : count > 256 ? 256 : count, __ATOMIC_RELAXED);
}

size_t backend_next(size_t *counter) { return __atomic_fetch_add(counter, 1, __ATOMIC_RELAXED); }
bool backend_is_inside(void) { return inside; }
void backend_set_inside(bool value) { inside = value; }
