import Foundation
import Processes

/// An empty folder for one test, removed with everything in it when the last reference ends.
public final class TemporaryFolder: Sendable {
  /// Where it is, without symbolic links.
  public let url: URL

  /// Creates the folder.
  public init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("convbook-tests-\(UUID().uuidString)").resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file in it.
  public func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a file, its folders included.
  @discardableResult
  public func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> URL {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return file
  }

  /// Writes a text file, its folders included.
  @discardableResult
  public func write(_ text: String, to name: String, isProgram: Bool = false) throws -> URL {
    // A program that another test starts meanwhile would hold the file open for writing, and a file
    // that is can't be executed.
    let file = try ChildProcess.startLock.withLock { try write(Data(text.utf8), to: name) }
    if isProgram {
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }
    return file
  }
}

/// Calls a function with the path of an empty folder, which is removed afterwards.
public func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = try TemporaryFolder()
  return try withExtendedLifetime(folder) { try body(folder.url.path) }
}
