// Threads for parallel loops, and memory that is not returned to the system.
//
// The threads spin for a while before they sleep, because a network is a series of short loops, and
// to wake a thread that sleeps takes as long as a small layer. A loop does not wait for threads
// that have not come: the caller computes their parts.
#ifdef __linux__
#define _GNU_SOURCE  // for sched_getaffinity
#include <sched.h>
#endif
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "CBackends.h"

enum { MOST_THREADS = 256 };

static atomic_size_t threads = 1;
static size_t cores = 1;
static _Thread_local bool inside;

__attribute__((constructor)) static void count_cores(void) {
  const long online = sysconf(_SC_NPROCESSORS_ONLN);
  if (online > 0) cores = (size_t)online;
#ifdef __linux__
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) cores = (size_t)CPU_COUNT(&allowed);
#endif
  const char *wish = getenv("CONVBOOK_THREADS");
  const long wished = wish ? strtol(wish, NULL, 10) : 0;
  backend_set_threads(wished > 0 ? (size_t)wished : cores);
}

#ifdef __GLIBC__
// Training allocates the same large blocks in every step. Returning them to the system each time,
// and mapping and clearing their pages again, takes a twentieth of the time.
__attribute__((constructor)) static void keep_memory(void) {
  mallopt(M_MMAP_THRESHOLD, 64 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
}
#endif

size_t backend_threads(void) { return atomic_load_explicit(&threads, memory_order_relaxed); }

void backend_set_threads(size_t count) {
  const size_t valid = count == 0 ? 1 : count > MOST_THREADS ? MOST_THREADS : count;
  atomic_store_explicit(&threads, valid, memory_order_relaxed);
}

size_t backend_next(size_t *counter) { return __atomic_fetch_add(counter, 1, __ATOMIC_RELAXED); }
bool backend_is_inside(void) { return inside; }

// MARK: The loop that runs

// One loop runs at a time. `state` is the number of the loop, whether threads may still join it,
// and how many have joined and not yet left, so that one operation closes the loop and tells
// whether there is somebody to wait for.
enum { OPEN = 1, JOINED = 2, LOOP = 1 << 16 };
static _Atomic uint64_t state;
static atomic_flag is_running = ATOMIC_FLAG_INIT;
static void (*loop_body)(void *context, size_t worker);
static void *loop_context;
static atomic_size_t loop_workers;

// Threads that have waited for long sleep: until a loop begins, the caller until the last has left.
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t loop_begins = PTHREAD_COND_INITIALIZER, loop_ends = PTHREAD_COND_INITIALIZER;
static atomic_int sleeping_threads;
static atomic_bool caller_sleeps;

static void pause_briefly(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static int64_t nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

// How long threads spin, twice what waking one took where it was measured; not at all where there
// are more threads than cores, because then another thread waits for this one's core.
enum { SPIN_NANOSECONDS = 100 * 1000, PAUSES_AT_ONCE = 32 };

// Spins until a condition holds or the time is over; evaluates to whether it holds.
#define SPIN_UNTIL(condition)                                        \
  ({                                                                 \
    bool holds = false;                                              \
    const int64_t end =                                              \
        nanoseconds() + (backend_threads() > cores ? 0 : SPIN_NANOSECONDS); \
    do                                                               \
      for (int n = 0; n < PAUSES_AT_ONCE && !holds; n++) {           \
        holds = (condition);                                         \
        if (!holds) pause_briefly();                                 \
      }                                                              \
    while (!holds && nanoseconds() < end);                           \
    holds;                                                           \
  })

static bool is_open_after(uint64_t loop) {
  const uint64_t now = atomic_load(&state);
  return now & OPEN && now / LOOP != loop;
}

static void *work(void *argument) {
  const size_t worker = (size_t)argument;
  inside = true;
  uint64_t loop = 0;  // the last one that this thread has seen
  while (true) {
    if (!SPIN_UNTIL(is_open_after(loop))) {
      pthread_mutex_lock(&mutex);
      atomic_fetch_add(&sleeping_threads, 1);
      while (!is_open_after(loop)) pthread_cond_wait(&loop_begins, &mutex);
      atomic_fetch_sub(&sleeping_threads, 1);
      pthread_mutex_unlock(&mutex);
    }
    uint64_t now = atomic_load(&state);
    if (!(now & OPEN)) continue;
    // If this number is already a later loop's, that of `now` is closed, and so is nothing lost.
    if (worker >= atomic_load(&loop_workers)) {
      loop = now / LOOP;
      continue;
    }
    if (!atomic_compare_exchange_strong(&state, &now, now + JOINED)) continue;
    loop = now / LOOP;
    loop_body(loop_context, worker);
    if ((atomic_fetch_sub(&state, JOINED) - JOINED) % LOOP == 0 && atomic_load(&caller_sleeps)) {
      pthread_mutex_lock(&mutex);
      pthread_cond_signal(&loop_ends);
      pthread_mutex_unlock(&mutex);
    }
  }
  return NULL;
}

// Starts threads until there are as many as a loop wants; once the system refuses, no more. Only
// the loop that runs calls it.
static void start_threads(size_t wanted) {
  static size_t started = 1;  // the first is the caller
  static bool is_refused = false;
  pthread_attr_t attributes;
  if (started >= wanted || is_refused || pthread_attr_init(&attributes) != 0) return;
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  // Signals are for the program's own threads, but for those of a crash.
  static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT};
  sigset_t blocked, before;
  sigfillset(&blocked);
  for (size_t n = 0; n < sizeof crashes / sizeof crashes[0]; n++) sigdelset(&blocked, crashes[n]);
  pthread_sigmask(SIG_BLOCK, &blocked, &before);
  pthread_t thread;
  while (started < wanted && !is_refused) {
    if (pthread_create(&thread, &attributes, work, (void *)started) == 0)
      started++;
    else
      is_refused = true;
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
}

void backend_run(size_t workers, void *context, void (*body)(void *context, size_t worker)) {
  if (workers <= 1 || inside || atomic_flag_test_and_set(&is_running)) {
    body(context, 0);
    return;
  }
  start_threads(workers);
  (loop_body = body, loop_context = context);
  atomic_store(&loop_workers, workers);
  atomic_store(&state, (atomic_load(&state) / LOOP + 1) * LOOP + OPEN);
  if (atomic_load(&sleeping_threads) > 0) {
    pthread_mutex_lock(&mutex);
    pthread_cond_broadcast(&loop_begins);
    pthread_mutex_unlock(&mutex);
  }
  inside = true;
  body(context, 0);
  inside = false;
  // Closes the loop: who has not joined it yet can't any more.
  if (atomic_fetch_sub(&state, OPEN) % LOOP != OPEN &&
      !SPIN_UNTIL(atomic_load(&state) % LOOP == 0)) {
    pthread_mutex_lock(&mutex);
    atomic_store(&caller_sleeps, true);
    while (atomic_load(&state) % LOOP != 0) pthread_cond_wait(&loop_ends, &mutex);
    atomic_store(&caller_sleeps, false);
    pthread_mutex_unlock(&mutex);
  }
  atomic_flag_clear(&is_running);
}
