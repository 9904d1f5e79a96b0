// Writes the backtrace of a confined program that crashes. The Swift runtime would start another
// program, which is forbidden: this handler writes addresses, and the parent process looks them up.

#ifdef __linux__
#define _GNU_SOURCE
#endif

#include "CSandbox.h"

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <link.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

// The address range of the program's code without its libraries, and the load offset.
static uintptr_t code_start, code_end, code_offset;

// Called by dl_iterate_phdr for the program first; stops there.
static int find_code(struct dl_phdr_info *object, size_t size, void *data) {
  (void)size;
  (void)data;
  code_offset = object->dlpi_addr;
  for (int i = 0; i < object->dlpi_phnum; i++) {
    const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
    if (segment->p_type != PT_LOAD || !(segment->p_flags & PF_X)) continue;
    code_start = code_offset + segment->p_vaddr;
    code_end = code_start + segment->p_memsz;
  }
  return 1;
}

// Writes an address without the load offset, if it is in the program's code.
static void tell(uintptr_t address) {
  if (address < code_start || address >= code_end) return;
  char line[sizeof(SANDBOX_CRASH) + 20] = SANDBOX_CRASH;
  size_t length = sizeof(SANDBOX_CRASH) - 1;
  for (int shift = 60; shift >= 0; shift -= 4)
    line[length++] = "0123456789abcdef"[((address - code_offset) >> shift) & 15];
  line[length++] = '\n';
  (void)!write(STDERR_FILENO, line, length);
}

// Async-signal-safe calls only. SA_RESETHAND restores the default action, which ends the program.
static void on_crash(int number, siginfo_t *information, void *context) {
  (void)number;
  (void)information;
  const ucontext_t *machine = context;
#ifdef __x86_64__
  uintptr_t place = (uintptr_t)machine->uc_mcontext.gregs[REG_RIP];
  uintptr_t frame = (uintptr_t)machine->uc_mcontext.gregs[REG_RBP];
#else
  uintptr_t place = (uintptr_t)machine->uc_mcontext.pc;
  uintptr_t frame = (uintptr_t)machine->uc_mcontext.regs[29];
#endif
  tell(place);
  // Walks the frame pointers: each frame begins with its caller's frame and the return address, and
  // callers have higher addresses.
  for (int depth = 0; depth < 24 && frame % sizeof(void *) == 0 && frame > 4096; depth++) {
    const uintptr_t *words = (const uintptr_t *)frame;
    // The return address is after the call.
    tell(words[1] - 1);
    if (words[0] <= frame) break;
    frame = words[0];
  }
}

__attribute__((constructor)) static void tell_of_crashes(void) {
  if (getenv(SANDBOX_VARIABLE) == NULL) return;
  // Not in the handler: dl_iterate_phdr takes a lock that the crashed thread may hold.
  dl_iterate_phdr(find_code, NULL);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = on_crash;
  action.sa_flags = SA_SIGINFO | (int)SA_RESETHAND;
  const int signals[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE};
  for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
    sigaction(signals[i], &action, NULL);
}

#endif
