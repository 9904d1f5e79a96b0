// The built program, run as people run it, and folders that vanish after a test.

import Foundation
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
    try Data(text.utf8).write(to: file)
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
