// Filters system calls with seccomp (man 2 seccomp). A forbidden call fails with EPERM and does not
// kill the program.

#ifdef __linux__
#define _GNU_SOURCE
#endif

#include "CSandbox.h"

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef __x86_64__
enum { architecture = AUDIT_ARCH_X86_64 };
#else
enum { architecture = AUDIT_ARCH_AARCH64 };
#endif

#define LOAD(field) \
  BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, field))
// The lower half of an argument on little-endian machines.
#define LOAD_ARGUMENT(n) \
  BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)(offsetof(struct seccomp_data, args) + 8 * (n)))
#define LOAD_UPPER_HALF(n) \
  BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)(offsetof(struct seccomp_data, args) + 8 * (n) + 4))
#define RETURN(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define FAIL(error) RETURN(SECCOMP_RET_ERRNO | (error))
#define IF_EQUAL(value, then, otherwise) \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), (then), (otherwise))
#define IF_BITS(value, then, otherwise) \
  BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (uint32_t)(value), (then), (otherwise))
#define FORBID(call) IF_EQUAL(__NR_##call, 0, 1), FAIL(EPERM)

// Rejects calls of another architecture and of x32, which have other numbers.
#ifdef __x86_64__
#define BEGIN \
  LOAD(arch), IF_EQUAL(architecture, 1, 0), FAIL(EPERM), LOAD(nr), \
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), FAIL(EPERM)
#else
#define BEGIN LOAD(arch), IF_EQUAL(architecture, 1, 0), FAIL(EPERM), LOAD(nr)
#endif

static int install(struct sock_filter *filter, size_t count) {
  struct sock_fprog program = {(unsigned short)count, filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

int sandbox_can_forbid_calls(void) { return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0; }

int sandbox_keep_to_itself(void) {
  if (!sandbox_can_forbid_calls()) return 1;
  // The process identifier stays the same over exec.
  const uint32_t self = (uint32_t)getpid();
  struct sock_filter filter[] = {
    BEGIN,
    // New threads, but no new processes. The flags of clone3 are in memory, which a filter can't
    // read: ENOSYS makes the C library use clone.
    IF_EQUAL(__NR_clone3, 0, 1), FAIL(ENOSYS),
    IF_EQUAL(__NR_clone, 0, 4), LOAD_ARGUMENT(0), IF_BITS(CLONE_THREAD, 0, 1),
    RETURN(SECCOMP_RET_ALLOW), FAIL(EPERM),
#ifdef __NR_fork
    FORBID(fork), FORBID(vfork),
#endif
    // Signals to itself only.
    IF_EQUAL(__NR_kill, 2, 0), IF_EQUAL(__NR_tgkill, 1, 0), IF_EQUAL(__NR_rt_sigqueueinfo, 0, 4),
    LOAD_ARGUMENT(0), IF_EQUAL(self, 0, 1), RETURN(SECCOMP_RET_ALLOW), FAIL(EPERM),
    FORBID(tkill), FORBID(rt_tgsigqueueinfo), FORBID(pidfd_open), FORBID(pidfd_send_signal),
    FORBID(pidfd_getfd),
    // Limits may be read, not set.
    IF_EQUAL(__NR_prlimit64, 0, 6), LOAD_ARGUMENT(2), IF_EQUAL(0, 0, 3), LOAD_UPPER_HALF(2),
    IF_EQUAL(0, 0, 1), RETURN(SECCOMP_RET_ALLOW), FAIL(EPERM),
    FORBID(setrlimit),
    // Network, and all else that affects other processes.
    FORBID(socket), FORBID(socketpair), FORBID(connect), FORBID(bind), FORBID(listen),
    FORBID(ptrace), FORBID(process_vm_readv), FORBID(process_vm_writev), FORBID(shmget),
    FORBID(msgget), FORBID(semget), FORBID(mq_open), FORBID(memfd_create), FORBID(keyctl),
    FORBID(add_key), FORBID(bpf), FORBID(perf_event_open), FORBID(io_uring_setup),
    FORBID(userfaultfd), FORBID(unshare), FORBID(setns), FORBID(mount), FORBID(umount2),
    FORBID(pivot_root), FORBID(chroot), FORBID(setpriority), FORBID(sched_setscheduler),
    FORBID(setsid), FORBID(setpgid), FORBID(setuid), FORBID(setgid), FORBID(setresuid),
    FORBID(setresgid), FORBID(reboot), FORBID(kexec_load), FORBID(init_module),
    FORBID(finit_module), FORBID(settimeofday), FORBID(clock_settime), FORBID(sethostname),
    // File operations by name that Landlock does not cover.
#ifdef __NR_chmod
    FORBID(chmod), FORBID(chown), FORBID(lchown), FORBID(utime), FORBID(utimes),
#endif
    FORBID(fchmodat), FORBID(fchownat), FORBID(utimensat), FORBID(setxattr), FORBID(lsetxattr),
    FORBID(removexattr), FORBID(lremovexattr),
    RETURN(SECCOMP_RET_ALLOW),
  };
  return install(filter, sizeof filter / sizeof filter[0]);
}

int sandbox_stay_in_group(void) {
  if (!sandbox_can_forbid_calls()) return 1;
  struct sock_filter filter[] = {
    BEGIN,
    // Nothing is done, and no error told: what starts programs in groups of their own goes on.
    IF_EQUAL(__NR_setsid, 0, 1), FAIL(0), IF_EQUAL(__NR_setpgid, 0, 1), FAIL(0),
    RETURN(SECCOMP_RET_ALLOW),
  };
  return install(filter, sizeof filter / sizeof filter[0]);
}

// Where the path of the program to start lies, and the memory around it that the program can't map.
// A filter sees the address of a path, not its characters: after exec nothing can lie there.
enum { path_start = 0x10000, path_size = 0x4000, unmappable = 0x100000 };
// MAP_FIXED_NOREPLACE, which older headers lack.
enum { fixed_elsewhere = 0x100000 };

// A program's code can run before main: the loader calls what its file lists. So the ban on
// starting others and on changing files comes before exec, and leaves open what the loader needs:
// reading.
static int forbid_other_programs(void) {
  const uint32_t changes = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
  struct sock_filter filter[] = {
    BEGIN,
    FORBID(execveat),
    IF_EQUAL(__NR_execve, 0, 7), LOAD_UPPER_HALF(0), IF_EQUAL(0, 0, 4), LOAD_ARGUMENT(0),
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, path_start, 0, 2),
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, path_start + path_size, 1, 0),
    RETURN(SECCOMP_RET_ALLOW), FAIL(EPERM),
    // Nothing is put where the path was: not by its address, not by growing down to it.
    IF_EQUAL(__NR_mmap, 0, 11), LOAD_ARGUMENT(3), IF_BITS(MAP_GROWSDOWN, 8, 0),
    LOAD_UPPER_HALF(0), IF_EQUAL(0, 0, 5), LOAD_ARGUMENT(0),
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, unmappable, 3, 0), IF_EQUAL(0, 0, 3), LOAD_ARGUMENT(3),
    IF_BITS(MAP_FIXED | fixed_elsewhere, 1, 0), RETURN(SECCOMP_RET_ALLOW), FAIL(EPERM),
    IF_EQUAL(__NR_mremap, 0, 4), LOAD_ARGUMENT(3), IF_BITS(MREMAP_FIXED, 0, 1), FAIL(EPERM),
    RETURN(SECCOMP_RET_ALLOW),
    IF_EQUAL(__NR_prctl, 0, 4), LOAD_ARGUMENT(0), IF_EQUAL(PR_SET_MM, 0, 1), FAIL(EPERM),
    RETURN(SECCOMP_RET_ALLOW),
    // Files are read only.
    IF_EQUAL(__NR_openat, 0, 4), LOAD_ARGUMENT(2), IF_BITS(changes, 0, 1), FAIL(EPERM),
    RETURN(SECCOMP_RET_ALLOW),
#ifdef __NR_open
    IF_EQUAL(__NR_open, 0, 4), LOAD_ARGUMENT(1), IF_BITS(changes, 0, 1), FAIL(EPERM),
    RETURN(SECCOMP_RET_ALLOW),
    FORBID(creat), FORBID(unlink), FORBID(rename), FORBID(mkdir), FORBID(rmdir), FORBID(link),
    FORBID(symlink), FORBID(mknod),
#endif
#ifdef __NR_renameat
    FORBID(renameat),
#endif
    FORBID(openat2), FORBID(open_by_handle_at), FORBID(unlinkat), FORBID(renameat2),
    FORBID(mkdirat), FORBID(linkat), FORBID(symlinkat), FORBID(mknodat), FORBID(truncate),
    RETURN(SECCOMP_RET_ALLOW),
  };
  return install(filter, sizeof filter / sizeof filter[0]);
}

int sandbox_execute(const char *path, char *const *arguments) {
  if (!sandbox_can_forbid_calls()) return execv(path, arguments);
  if (strlen(path) >= path_size) return errno = ENAMETOOLONG, -1;
  char *place = mmap((void *)path_start, path_size, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  if (place == MAP_FAILED) return -1;
  strcpy(place, path);
  if (forbid_other_programs() != 0) return -1;
  return execv(place, arguments);
}

// Runs before main, and so before most of a student's code. The libraries are loaded by then, so no
// file is needed.
__attribute__((constructor)) static void forbid_files(void) {
  if (getenv(SANDBOX_VARIABLE) == NULL) return;
  struct sock_filter filter[] = {
    BEGIN,
#ifdef __NR_open
    FORBID(open), FORBID(creat), FORBID(unlink), FORBID(rename), FORBID(mkdir), FORBID(rmdir),
    FORBID(link), FORBID(symlink),
#endif
    FORBID(openat), FORBID(openat2), FORBID(open_by_handle_at), FORBID(unlinkat),
    FORBID(renameat2), FORBID(mkdirat), FORBID(linkat), FORBID(symlinkat), FORBID(truncate),
    FORBID(execve), FORBID(execveat),
#ifdef __NR_renameat
    FORBID(renameat),
#endif
    RETURN(SECCOMP_RET_ALLOW),
  };
  if (install(filter, sizeof filter / sizeof filter[0]) != 0) _exit(70);
}

#else

#include <unistd.h>

int sandbox_can_forbid_calls(void) { return 0; }
int sandbox_keep_to_itself(void) { return 1; }
int sandbox_stay_in_group(void) { return 1; }
int sandbox_execute(const char *path, char *const *arguments) { return execv(path, arguments); }

#endif
