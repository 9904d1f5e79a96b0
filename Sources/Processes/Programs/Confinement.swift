// Replaces this process by a confined program: resource limits, an allow list of files, no
// processes, no network. It runs in a separate process, `convbook confine`, because confinement is
// permanent, and Swift code must not run between fork and exec.

import CSandbox
import Foundation

/// The limits of a confined program, and their support on this system.
package struct Confinement: Sendable {
  /// The processor time in seconds; 0 for no limit.
  package var processorSeconds = 0
  /// The memory in MB; 0 for no limit.
  package var megabytes = 0
  /// The size of a written file in MB; 0 for no limit.
  package var fileMegabytes = 0
  /// Whether processes, the network and files other than `readableFiles` are forbidden, and the
  /// environment is empty but for `keptVariables`.
  package var isIsolated = false
  /// Whether the programs that it starts stay in its process group, and so end with it.
  package var keepsGroup = false
  /// Paths of files that an isolated program may read besides the system's libraries.
  package var readableFiles: [String] = []
  /// Names of the variables that an isolated program gets.
  package var keptVariables: [String] = []

  /// Descriptors that the program gets besides 0, 1 and 2.
  package var keptDescriptors: [Int32] = []

  package init() {}

  /// Whether this system can keep a program from opening files.
  package static let forbidsFiles = sandbox_can_forbid_files() != 0
  /// Whether this system can keep a program from starting others, and from the network.
  package static let forbidsCalls = sandbox_can_forbid_calls() != 0
  /// The prefix of the lines that an isolated program writes to standard error when it crashes,
  /// before a frame's address of sixteen hexadecimal digits.
  package static let crashAddressPrefix = SANDBOX_CRASH

  /// Replaces this process by a program within these limits. It gets the descriptors 0, 1 and 2,
  /// and `keptDescriptors`.
  ///
  /// - Parameter command: the path and the arguments.
  /// - Throws: `ProcessError` when the system rejects a limit, or the program can't be started.
  package func execute(_ command: [String]) throws(ProcessError) -> Never {
    var limits = SandboxLimits(
      seconds_of_processor: UInt64(processorSeconds), bytes_of_memory: UInt64(megabytes) << 20,
      bytes_of_a_file: isIsolated ? 1 : UInt64(fileMegabytes) << 20,
      open_files: isIsolated ? 64 : 0)
    guard sandbox_limit(&limits) == 0 else {
      throw ProcessError("limits can't be set", code: errno)
    }
    sandbox_close_on_exec()
    for descriptor in keptDescriptors { _ = fcntl(descriptor, F_SETFD, 0) }
    if keepsGroup, sandbox_stay_in_group() < 0 {
      throw ProcessError("its group can't be kept", code: errno)
    }
    if isIsolated {
      try forbidFiles(except: command[0])
      guard sandbox_keep_to_itself() >= 0 else {
        throw ProcessError("calls can't be forbidden", code: errno)
      }
      // The environment may contain secrets of the person who grades.
      for name in ProcessInfo.processInfo.environment.keys where !keptVariables.contains(name) {
        unsetenv(name)
      }
      setenv(SANDBOX_VARIABLE, "1", 1)
    }
    _ = withCStrings(command) {
      isIsolated ? sandbox_execute(command[0], $0) : execv(command[0], $0)
    }
    throw ProcessError("\(command[0]): can't be started", code: errno)
  }

  private func forbidFiles(except program: String) throws(ProcessError) {
    // The dynamic linker is executed too; it is among the libraries.
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

  /// The folders of the system's libraries and of Swift's.
  private static var libraryFolders: [String] {
    var folders: Set<String> = [
      "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache",
    ]
    // The folder of every library that this process has loaded. The file is read to its end,
    // because its stated size is 0.
    let data = try? FileHandle(forReadingAtPath: "/proc/self/maps")?.readToEnd()
    for line in String(decoding: data ?? Data(), as: UTF8.self).split(separator: "\n") {
      guard let start = line.firstIndex(of: "/"), line.contains(".so") else { continue }
      folders.insert(
        URL(fileURLWithPath: String(line[start...])).deletingLastPathComponent().path)
    }
    return folders.sorted()
  }
}
