// Restricts file access with Landlock (docs.kernel.org/userspace-api/landlock.html). The constants
// are defined here, because a system's headers may be older than its kernel.

#ifdef __linux__
#define _GNU_SOURCE
#endif

#include "CSandbox.h"

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { create_ruleset = 444, add_rule = 445, restrict_self = 446 };
enum { rule_path_beneath = 1, create_ruleset_version = 1 };
enum {
  access_execute = 1 << 0,
  access_read_file = 1 << 2,
  access_read_directory = 1 << 3,
};

struct ruleset_attributes {
  uint64_t handled_access;
};

struct path_beneath {
  uint64_t allowed_access;
  int32_t parent;
} __attribute__((packed));

// Returns the access rights that a version of Landlock handles; all are denied unless allowed.
static uint64_t known_rights(long version) {
  if (version >= 5) return (1ull << 16) - 1;
  if (version >= 3) return (1ull << 15) - 1;
  if (version == 2) return (1ull << 14) - 1;
  return (1ull << 13) - 1;
}

static long landlock_version(void) {
  return syscall(create_ruleset, NULL, 0, create_ruleset_version);
}

int sandbox_can_forbid_files(void) { return landlock_version() > 0; }

static int allow(int ruleset, const char *path, uint64_t rights) {
  int parent = open(path, O_PATH | O_CLOEXEC);
  // A missing folder needs no rule.
  if (parent < 0) return errno == ENOENT ? 0 : -1;
  struct stat status;
  if (fstat(parent, &status) == 0 && !S_ISDIR(status.st_mode))
    rights &= ~(uint64_t)access_read_directory;
  struct path_beneath rule = {rights, parent};
  long result = syscall(add_rule, ruleset, rule_path_beneath, &rule, 0);
  close(parent);
  return (int)result;
}

int sandbox_allow_only(
    const char *const *readable, size_t readable_count,
    const char *const *runnable, size_t runnable_count) {
  long version = landlock_version();
  if (version <= 0) return 1;
  struct ruleset_attributes attributes = {known_rights(version)};
  int ruleset = (int)syscall(create_ruleset, &attributes, sizeof attributes, 0);
  if (ruleset < 0) return -1;
  const uint64_t reading = access_read_file | access_read_directory;
  int result = 0;
  for (size_t i = 0; i < readable_count && result == 0; i++)
    result = allow(ruleset, readable[i], reading);
  for (size_t i = 0; i < runnable_count && result == 0; i++)
    result = allow(ruleset, runnable[i], reading | access_execute);
  if (result == 0) result = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (result == 0) result = (int)syscall(restrict_self, ruleset, 0);
  close(ruleset);
  return result;
}

#else

int sandbox_can_forbid_files(void) { return 0; }

int sandbox_allow_only(
    const char *const *readable, size_t readable_count,
    const char *const *runnable, size_t runnable_count) {
  (void)readable, (void)readable_count, (void)runnable, (void)runnable_count;
  return 1;
}

#endif
