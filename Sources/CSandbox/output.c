// Whether standard output was lost. C, because Swift 6 does not let `stdout` be touched.
#include <errno.h>
#include <stdio.h>

#include "CSandbox.h"

int sandbox_output_failure(void) {
  if (fflush(stdout) != 0) return errno;
  return ferror(stdout) ? -1 : 0;
}
