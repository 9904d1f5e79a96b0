// Confines a program that is not trusted: limits of the system, no files but those named, no
// processes, no network.

#ifndef CSANDBOX_H
#define CSANDBOX_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a program may use; 0 leaves a limit as it is.
struct SandboxLimits {
  uint64_t seconds_of_processor;
  uint64_t bytes_of_memory;
  uint64_t bytes_of_a_file;
  uint64_t open_files;
};

/// Holds this process, and what it becomes or starts, to limits. Returns 0, or -1 with errno set.
int sandbox_limit(const struct SandboxLimits *limits);

/// Forbids all files but those below the folders named, for good. Returns 0; 1 where the system
/// has no such thing (Linux before 5.13, macOS); -1 with errno set.
int sandbox_allow_only(
    const char *const *readable, size_t readable_count,
    const char *const *runnable, size_t runnable_count);

/// Forbids new processes, network, signals to others, and everything that reaches beyond this
/// process, for good. Returns as sandbox_allow_only.
int sandbox_keep_to_itself(void);

/// The environment variable that makes a program linked with this forbid itself, before its main
/// begins, to open any file at all.
#define SANDBOX_VARIABLE "CONVBOOK_NO_FILES"

/// With that variable set, a program that crashes writes lines that begin so to standard error: where it
/// was and who had called, addresses in its own file, sixteen digits each, innermost first.
#define SANDBOX_CRASH "convbook: crashed at 0x"

/// Whether files, and everything else, can be forbidden here.
int sandbox_can_forbid_files(void);
int sandbox_can_forbid_calls(void);

#ifdef __cplusplus
}
#endif

/// Writes out what standard output still holds. Returns 0, or what kept any of the output from being
/// written: an errno, or -1 when an earlier failure's is not known any more.
int sandbox_output_failure(void);
#endif
