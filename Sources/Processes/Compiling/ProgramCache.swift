// Caches compiled programs in folders named by a hash of their inputs, so that concurrent
// compilations don't conflict.

import Foundation

/// A compiled program, which caches keep while this value exists.
package final class CompiledProgram: Sendable {
  package let path: String
  /// Holds a shared lock on the program's file.
  private let descriptor: Int32

  /// Locks a program.
  /// - Returns: nil when there is no such program.
  fileprivate init?(_ path: String) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    flock(descriptor, LOCK_SH)
    // Another process may remove it between the two calls.
    guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}

/// A folder of compiled programs, safe for concurrent processes.
package struct ProgramCache {
  static let programName = "program"
  private static let temporaryPrefix = "temporary-"
  /// The age in seconds after which a temporary folder is unused.
  private static let temporaryLifetime = 3600.0

  package let folder: URL
  /// The number of programs to keep, besides running ones.
  package var capacity: Int

  package init(folder: URL, capacity: Int = 64) {
    self.folder = folder
    self.capacity = capacity
  }

  /// Returns the program stored under a key; nil when there is none.
  func program(_ key: String) -> CompiledProgram? {
    let folder = folder.appendingPathComponent(key)
    let program = CompiledProgram(folder.appendingPathComponent(Self.programName).path)
    // Modification times order the programs by last use, and a lesson that is younger than its
    // program is taken for changed.
    if let program {
      utimes(folder.path, nil)
      utimes(program.path, nil)
    }
    return program
  }

  /// Creates a temporary folder to compile in.
  func temporaryFolder() throws -> URL {
    let folder = folder.appendingPathComponent(Self.temporaryPrefix + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Moves a temporary folder to a key atomically. When two are stored under one key, the first is
  /// kept.
  func store(_ temporary: URL, _ key: String) throws -> CompiledProgram {
    let result = rename(temporary.path, folder.appendingPathComponent(key).path)
    let code = errno
    guard let program = program(key) else {
      throw ProcessError(
        "\(folder.path): a program can't be stored", code: result == 0 ? ENOENT : code)
    }
    removeOldest()
    return program
  }

  /// Removes the least recently used programs beyond the capacity that do not run.
  private func removeOldest() {
    let keys: Set<URLResourceKey> = [.contentModificationDateKey]
    let folders =
      (try? FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: Array(keys))) ?? []
    let dated = folders.map { folder in
      (folder, (try? folder.resourceValues(forKeys: keys))?.contentModificationDate ?? .distantPast)
    }.sorted { $0.1 > $1.1 }
    let isTemporary = { (folder: URL) in
      folder.lastPathComponent.hasPrefix(Self.temporaryPrefix)
    }
    for (folder, _) in dated.filter({ !isTemporary($0.0) }).dropFirst(capacity) { remove(folder) }
    for (folder, date) in dated
    where isTemporary(folder) && -date.timeIntervalSinceNow > Self.temporaryLifetime {
      try? FileManager.default.removeItem(at: folder)
    }
  }

  private func remove(_ program: URL) {
    let descriptor = open(
      program.appendingPathComponent(Self.programName).path, O_RDONLY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    guard descriptor < 0 || flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return }
    // Renamed first, so that a folder under a key is always complete.
    let name = Self.temporaryPrefix + UUID().uuidString
    let doomed = folder.appendingPathComponent(name)
    guard rename(program.path, doomed.path) == 0 else { return }
    try? FileManager.default.removeItem(at: doomed)
  }
}
