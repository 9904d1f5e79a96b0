// The built program, run as people run it.

import Foundation
import TestSupport
import Testing

/// A finished run of `convbook`.
struct Run: Sendable {
  let status: Int32
  let output: String
  let errors: String

  /// Runs `convbook` without a terminal.
  ///
  /// - Parameter environment: added to this process's own, from which CI is removed.
  init(
    _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:]
  ) throws {
    let process = Process()
    process.executableURL = URL.builtProducts.appendingPathComponent("convbook")
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = folder }
    process.environment = ProcessInfo.processInfo.environment.filter { $0.key != "CI" }
      .merging(environment) { $1 }
    // Files, because two pipes read one after the other can wait for each other.
    let folder = try TemporaryFolder()
    let paths = ["output", "errors"].map { folder.url.appendingPathComponent($0) }
    let handles = try paths.map { path in
      try Data().write(to: path)
      return try FileHandle(forWritingTo: path)
    }
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = try String(contentsOf: paths[0], encoding: .utf8)
    errors = try String(contentsOf: paths[1], encoding: .utf8)
  }
}
