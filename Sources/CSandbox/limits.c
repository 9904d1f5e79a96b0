// Sets resource limits (setrlimit).

#include <errno.h>
#include <sys/resource.h>

#include "CSandbox.h"

#ifdef __linux__
#include <signal.h>
#include <sys/prctl.h>
#endif

static int limit(int resource, uint64_t value) {
  if (value == 0) return 0;
  struct rlimit now;
  if (getrlimit(resource, &now) != 0) return -1;
  // A limit that is already lower stays.
  rlim_t wanted = (rlim_t)value;
  if (now.rlim_max != RLIM_INFINITY && now.rlim_max < wanted) wanted = now.rlim_max;
  struct rlimit new = {wanted, wanted};
  return setrlimit(resource, &new);
}

int sandbox_limit(const struct SandboxLimits *limits) {
#ifdef __linux__
  // Ends this process with its parent.
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return -1;
#endif
  struct rlimit none = {0, 0};
  if (setrlimit(RLIMIT_CORE, &none) != 0) return -1;
  if (limit(RLIMIT_CPU, limits->seconds_of_processor) != 0) return -1;
  if (limit(RLIMIT_FSIZE, limits->bytes_of_a_file) != 0) return -1;
  if (limit(RLIMIT_NOFILE, limits->open_files) != 0) return -1;
#ifdef __linux__
  // Not on macOS, where programs reserve far more address space than they use.
  if (limit(RLIMIT_AS, limits->bytes_of_memory) != 0) return -1;
#endif
  return 0;
}
