// Closes inherited descriptors.

#ifdef __linux__
#define _GNU_SOURCE
#endif

#include "CSandbox.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>
// From Linux 5.11 on; older headers lack it, and the call's number is the same everywhere.
enum { close_range_number = 436, close_range_on_exec = 1 << 2 };
#endif

static void close_on_exec(int descriptor) {
  int flags = fcntl(descriptor, F_GETFD);
  if (descriptor > 2 && flags >= 0) fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC);
}

void sandbox_close_on_exec(void) {
#ifdef __linux__
  if (syscall(close_range_number, 3, ~0U, close_range_on_exec) == 0) return;
#endif
  DIR *open = opendir("/dev/fd");
  if (open == NULL) {
    int count = getdtablesize();
    for (int descriptor = 3; descriptor < count; descriptor++) close_on_exec(descriptor);
    return;
  }
  for (struct dirent *entry; (entry = readdir(open)) != NULL;) close_on_exec(atoi(entry->d_name));
  closedir(open);
}
