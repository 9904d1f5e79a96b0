// Turns this process into another program that may do less: limits of the system, no files but
// those named, no processes, no network. Called in a process of its own, `convbook confine`,
// because nothing of it can be taken back, and between fork and exec Swift code may not run.

import CSandbox
import Foundation

/// What a program is held to, and that this system can hold it to that.
package struct Confinement: Sendable {
  /// Seconds of processor time; 0 for no limit.
  package var processorSeconds = 0
  /// Megabytes of memory; 0 for no limit.
  package var megabytes = 0
  /// Megabytes of any file it writes; 0 for no limit.
  package var fileMegabytes = 0
  /// Whether it may start no process, reach no network and open no file but those it may read. It
  /// gets an empty environment, but for `keptVariables`.
  package var isIsolated = false
  /// Paths of files that an isolated program may read besides the system's libraries.
  package var readableFiles: [String] = []
  /// Names of the variables that an isolated program gets.
  package var keptVariables: [String] = []

  package init() {}

  /// Whether this system can keep a program from opening files.
  package static let forbidsFiles = sandbox_can_forbid_files() != 0
  /// Whether this system can keep a program from starting others, and from the network.
  package static let forbidsCalls = sandbox_can_forbid_calls() != 0
  /// How a line begins that an isolated program writes to its standard error when it crashes; the
  /// address of a frame in the program's file follows, sixteen hexadecimal digits.
  package static let crashAddressPrefix = SANDBOX_CRASH

  /// Becomes another program within these limits; returns never, unless it throws.
  ///
  /// - Parameter command: the program's path and its arguments.
  /// - Throws: when the system refuses a limit, or the program can't be started.
  package func execute(_ command: [String]) throws(ProcessError) -> Never {
    var limits = SandboxLimits(
      seconds_of_processor: UInt64(processorSeconds), bytes_of_memory: UInt64(megabytes) << 20,
      bytes_of_a_file: isIsolated ? 1 : UInt64(fileMegabytes) << 20,
      open_files: isIsolated ? 64 : 0)
    guard sandbox_limit(&limits) == 0 else {
      throw ProcessError("limits can't be set", code: errno)
    }
    if isIsolated {
      try forbidFiles(except: command[0])
      guard sandbox_keep_to_itself() >= 0 else {
        throw ProcessError("calls can't be forbidden", code: errno)
      }
      // It may hold keys and names of the one who grades.
      for name in ProcessInfo.processInfo.environment.keys where !keptVariables.contains(name) {
        unsetenv(name)
      }
      setenv(SANDBOX_VARIABLE, "1", 1)
    }
    _ = withCStrings(command) { execv(command[0], $0) }
    throw ProcessError("\(command[0]): can't be started", code: errno)
  }

  private func forbidFiles(except program: String) throws(ProcessError) {
    // The program's interpreter, the dynamic linker, is executed too; it lies among the libraries.
    let executable = Self.libraryFolders + [program]
    let result = withCStrings(readableFiles) { readable in
      withCStrings(executable) { executable in
        sandbox_allow_only(
          readable.map { UnsafePointer($0) }, readableFiles.count,
          executable.map { UnsafePointer($0) }, executable.count - 1)
      }
    }
    guard result >= 0 else { throw ProcessError("files can't be forbidden", code: errno) }
  }

  /// Where the system's libraries lie, and Swift's.
  private static var libraryFolders: [String] {
    var folders: Set<String> = [
      "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache",
    ]
    // The folder of every library that this process has loaded, wherever Swift is installed. The
    // file is read to its end, because it states its size as 0.
    let data = try? FileHandle(forReadingAtPath: "/proc/self/maps")?.readToEnd()
    for line in String(decoding: data ?? Data(), as: UTF8.self).split(separator: "\n") {
      guard let start = line.firstIndex(of: "/"), line.contains(".so") else { continue }
      folders.insert(
        URL(fileURLWithPath: String(line[start...])).deletingLastPathComponent().path)
    }
    return folders.sorted()
  }
}
