// Confines a program: resource limits, its process group, an allow list of files, no processes, no
// network.

#ifndef CSANDBOX_H
#define CSANDBOX_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The resource limits of a program; 0 leaves a limit unchanged.
struct SandboxLimits {
  uint64_t seconds_of_processor;
  uint64_t bytes_of_memory;
  uint64_t bytes_of_a_file;
  uint64_t open_files;
};

/// Sets the limits of this process and its children. Returns 0, or -1 with errno set.
int sandbox_limit(const struct SandboxLimits *limits);

/// Has all open descriptors but 0, 1 and 2 closed when this process is replaced by a program: what
/// a shell or editor left open is no business of the program's.
void sandbox_close_on_exec(void);

/// Forbids all files except those in the given folders, permanently. Returns 0; 1 where the system
/// has no support (Linux before 5.13, macOS); -1 with errno set.
int sandbox_allow_only(
    const char *const *readable, size_t readable_count,
    const char *const *runnable, size_t runnable_count);

/// Forbids new processes, network, signals to other processes, and all else that affects them,
/// permanently. Returns as sandbox_allow_only.
int sandbox_keep_to_itself(void);

/// Keeps this process and those it starts in their process group, permanently: leaving it succeeds
/// and changes nothing. Returns as sandbox_allow_only.
int sandbox_stay_in_group(void);

/// Replaces this process by a program that can start no other and change no file, not even before
/// its main. Returns only on failure: -1 with errno set.
int sandbox_execute(const char *path, char *const *arguments);

/// The environment variable that makes a program linked with this library forbid itself all files
/// before main.
#define SANDBOX_VARIABLE "CONVBOOK_NO_FILES"

/// The prefix of the lines that a crashing program writes to standard error when that variable is
/// set: the frames' addresses in its file, sixteen hexadecimal digits each, innermost first.
#define SANDBOX_CRASH "convbook: crashed at 0x"

/// Return whether the system can forbid files, and system calls.
int sandbox_can_forbid_files(void);
int sandbox_can_forbid_calls(void);

#ifdef __cplusplus
}
#endif

/// Has standard output written at the end of each line, also into a pipe.
void sandbox_write_lines(void);

/// Flushes standard output. Returns 0, or the errno of a write that failed; -1 when an earlier
/// write failed, whose errno is lost.
int sandbox_output_failure(void);
#endif
