// The built program, run as people run it, and folders that vanish after a test.

import Foundation
import Testing

@testable import Processes
@testable import convbook

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
    let change = folder.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0.path] }
    let run = try ProcessOutput.run(
      (change ?? []) + [URL.builtProducts.appendingPathComponent("convbook").path] + arguments,
      environment: ["CI": nil, Builder.skipBuildVariable: "1"].merging(environment) { $1 },
      timeLimit: 600)
    (status, output, errors) = (run.status, run.output, run.errors)
  }
}

/// A folder for one test, removed with it.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("convbook-tests-\(UUID().uuidString)").resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a file, its folders included.
  @discardableResult
  func write(_ text: String, to name: String, isProgram: Bool = false) throws -> URL {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    // A program that another test starts meanwhile would hold the file open for writing, and a file
    // that is can't be executed.
    try ChildProcess.startLock.withLock { try Data(text.utf8).write(to: file) }
    if isProgram {
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }
    return file
  }
}

extension URL {
  /// Where the programs of this build lie: in the folder of the test bundle.
  ///
  /// On Linux the bundle is this very program; on macOS a helper runs it and is told its path.
  static var builtProducts: URL {
    let path = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    let parts = URL(fileURLWithPath: path).pathComponents.prefix { !$0.hasSuffix(".xctest") }
    return URL(fileURLWithPath: NSString.path(withComponents: Array(parts)))
  }
}
