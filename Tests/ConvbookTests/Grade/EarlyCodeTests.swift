// Code that runs before main, and so before anything that a program's libraries could forbid it.

#if os(Linux)
  import Foundation
  import Processes
  import TestSupport
  import Testing

  @testable import convbook

  @Suite struct EarlyCodeTests {
    /// Each attempt in C, with what makes it a success. Those of the loader and of ordinary
    /// programs must succeed.
    private static let attempts: [(name: String, code: String, isAllowed: Bool)] = [
      ("other program", "syscall(SYS_execve, \"/bin/true\", words, 0)", false),
      ("by descriptor", "syscall(SYS_execveat, 3, \"\", words, 0, 0x1000)", false),
      ("where the path was", "map(0x10000, MAP_FIXED)", false),
      ("over it", "map(0xf000, MAP_FIXED)", false), ("from zero", "map(0, MAP_FIXED)", false),
      ("near it", "map(0x10000, 0)", false),
      ("growing down", "map(0x200000, MAP_FIXED | MAP_GROWSDOWN)", false),
      (
        "moved there",
        "(long)mremap((void *)map(0, 0), 4096, 4096, MREMAP_MAYMOVE | MREMAP_FIXED, 0x10000)",
        false
      ),
      ("heap there", "prctl(PR_SET_MM, PR_SET_MM_START_BRK, 0x10000, 0, 0)", false),
      ("new file", "open(\"FOLDER/new\", O_CREAT | O_WRONLY, 0644)", false),
      ("change", "open(\"FOLDER/old\", O_RDWR)", false),
      ("remove", "unlink(\"FOLDER/old\")", false),
      ("rename", "rename(\"FOLDER/old\", \"FOLDER/new\")", false),
      ("process", "syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0)", false),
      ("network", "socket(AF_INET, SOCK_STREAM, 0)", false), ("memory", "map(0, 0)", true),
      ("library", "open(\"/etc/ld.so.cache\", O_RDONLY)", true),
    ]

    @Test(.enabled(if: Confinement.forbidsCalls)) func theBanComesFirst() throws {
      let folder = try TemporaryFolder()
      try folder.write("keep me", to: "old")
      let lines = Self.attempts.enumerated().map { number, attempt in
        "  printf(\"%d %d\\n\", \(number), (\(attempt.code)) >= 0);"
      }.joined(separator: "\n").replacing("FOLDER", with: folder.url.path)
      let file = try folder.write(
        """
        #define _GNU_SOURCE
        #include <fcntl.h>
        #include <signal.h>
        #include <stdio.h>
        #include <sys/mman.h>
        #include <sys/prctl.h>
        #include <sys/socket.h>
        #include <sys/syscall.h>
        #include <unistd.h>
        static char *words[] = {"true", 0};
        static long map(unsigned long place, int flags) {
          return (long)mmap((void *)place, 0x4000, 3, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
        }
        static void early(void) {
        \(lines)
          fflush(stdout);
        }
        __attribute__((section(".preinit_array"), used)) static void (*first)(void) = early;
        int main(void) { return 0; }
        """, to: "early.c")
      let program = folder.path("early")
      let built = try ProcessOutput.run(
        ["/usr/bin/env", "clang", "-Wno-everything", file.path, "-o", program])
      try #require(built.status == 0, "\(built.errors)")
      let pipe = try ProcessPipe()
      let process = try ChildProcess.start(
        [URL.builtProducts.appendingPathComponent("convbook").path, "confine", "--alone", "--"]
          + [program], leadsGroup: true, output: pipe.writing)
      pipe.closeWriting()
      #expect(process.wait(timeLimit: 60).status == 0)
      var reader = LineReader(pipe.reading)
      let said = reader.remainingLines().map { String(decoding: $0, as: UTF8.self) }
      #expect(
        said == Self.attempts.enumerated().map { "\($0) \($1.isAllowed ? 1 : 0)" }, "\(said)")
      #expect(
        try String(contentsOfFile: folder.path("old"), encoding: .utf8) == "keep me")
    }
  }
#endif
