// convbook confine: becomes another program, after giving up for good what that may not have. Not for
// people, so `--help` does not list it.

import ArgumentParser
import CSandbox
import Foundation
import LessonKit

struct ConfineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confine", abstract: "Run a program within limits, for grade.",
    shouldDisplay: false)

  @Option(help: "Seconds of processor time.") var seconds = 0
  @Option(help: "Megabytes of memory.") var megabytes = 0
  @Option(help: "Megabytes of any file it writes.") var fileMegabytes = 0
  @Flag(help: "No processes, no network, and no files but the system's libraries.")
  var alone = false
  @Argument(parsing: .postTerminator, help: "A program's path and its arguments.")
  var program: [String] = []

  func run() throws {
    guard let path = program.first else { throw ValidationError("name a program after --.") }
    var limits = SandboxLimits(
      seconds_of_processor: UInt64(seconds), bytes_of_memory: UInt64(megabytes) << 20,
      bytes_of_a_file: alone ? 1 : UInt64(fileMegabytes) << 20, open_files: alone ? 64 : 0)
    guard sandbox_limit(&limits) == 0 else { throw Self.refused("limits can't be set") }
    if alone {
      try Confinement.forbidFiles(except: path)
      guard sandbox_keep_to_itself() >= 0 else { throw Self.refused("calls can't be forbidden") }
      // What the environment of whoever grades holds is nobody else's business.
      for name in ProcessInfo.processInfo.environment.keys where name != AnswerFrame.variable {
        unsetenv(name)
      }
      setenv(SANDBOX_VARIABLE, "1", 1)
    }
    let words = program.map { strdup($0) } + [nil]
    execv(path, words)
    throw Self.refused("\(path): can't be started")
  }

  fileprivate static func refused(_ words: String) -> CommandError {
    CommandError(.trouble, "\(words): \(String(cString: strerror(errno)))")
  }
}

/// What this system can hold a program to.
enum Confinement {
  /// Whether a program can be kept from files it has no business with.
  static let forbidsFiles = sandbox_can_forbid_files() != 0
  /// Whether a program can be kept from starting others, and from the network.
  static let forbidsCalls = sandbox_can_forbid_calls() != 0

  /// Where the system's libraries lie, and Swift's.
  private static var libraries: [String] {
    var folders = [
      "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache",
    ]
    // Every library this program itself has loaded, wherever Swift is installed.
    // Read to its end: such a file says of itself that it is empty.
    let data = try? FileHandle(forReadingAtPath: "/proc/self/maps")?.readToEnd()
    for line in String(decoding: data ?? Data(), as: UTF8.self).split(separator: "\n") {
      guard let start = line.firstIndex(of: "/"), line.contains(".so") else { continue }
      folders.append(URL(fileURLWithPath: String(line[start...])).deletingLastPathComponent().path)
    }
    return Array(Set(folders)).sorted()
  }

  fileprivate static func forbidFiles(except program: String) throws {
    // The program's interpreter is started with it, and lies among the libraries.
    let runnable = libraries + [program]
    let result = withUnsafePointers(to: runnable) { runnable, count in
      sandbox_allow_only(nil, 0, runnable, count)
    }
    guard result >= 0 else { throw ConfineCommand.refused("files can't be forbidden") }
  }

  private static func withUnsafePointers<Result>(
    to strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?, Int) -> Result
  ) -> Result {
    let copies = strings.map { UnsafePointer(strdup($0)) }
    defer { copies.forEach { free(UnsafeMutablePointer(mutating: $0)) } }
    return copies.withUnsafeBufferPointer { body($0.baseAddress, $0.count) }
  }
}
