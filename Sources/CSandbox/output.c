// Whether standard output was lost. C, because Swift 6 does not let `stdout` be touched.
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "CSandbox.h"

void sandbox_write_lines(void) { setvbuf(stdout, NULL, _IOLBF, BUFSIZ); }

int sandbox_output_failure(void) {
  if (fflush(stdout) != 0) return errno;
  if (!ferror(stdout)) return 0;
  // An earlier write failed, and its errno is gone; a reader that has left can still be seen.
  struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
  return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) ? EPIPE : -1;
}
