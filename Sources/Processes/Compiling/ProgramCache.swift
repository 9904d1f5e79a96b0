// Keeps compiled programs, each in a folder named by what it was made of, so that no two that are
// compiled at the same time can be mistaken for each other.

import Foundation

/// A compiled program, which no cache removes as long as this value lives.
package final class CompiledProgram: Sendable {
  package let path: String
  /// Holds a shared lock on the program's file.
  private let descriptor: Int32

  /// - Returns: nil when there is no such program.
  fileprivate init?(_ path: String) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    flock(descriptor, LOCK_SH)
    // It may have been removed between the two calls.
    guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}

/// A folder of compiled programs. Several processes may use it at the same time.
package struct ProgramCache {
  static let programName = "program"
  private static let temporaryPrefix = "temporary-"
  /// Seconds after which a temporary folder is one that nobody works in any more.
  private static let temporaryLifetime = 3600.0

  package let folder: URL
  /// How many programs are kept; those that run are kept besides.
  package var capacity: Int

  package init(folder: URL, capacity: Int = 64) {
    self.folder = folder
    self.capacity = capacity
  }

  /// Returns the program that was stored under a key, if it is there.
  func program(_ key: String) -> CompiledProgram? {
    let folder = folder.appendingPathComponent(key)
    let program = CompiledProgram(folder.appendingPathComponent(Self.programName).path)
    // Times of change order the programs by their last use.
    if program != nil { utimes(folder.path, nil) }
    return program
  }

  /// Makes a new folder to compile in.
  func temporaryFolder() throws -> URL {
    let folder = folder.appendingPathComponent(Self.temporaryPrefix + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Stores a folder that holds a program under a key, in one step. Of two that are stored under
  /// the same key at the same time the first is kept.
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

  /// Removes what was not used for longest, as far as it is above the capacity and does not run.
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
    // Renamed first: under its key a folder is always whole.
    let name = Self.temporaryPrefix + UUID().uuidString
    let doomed = folder.appendingPathComponent(name)
    guard rename(program.path, doomed.path) == 0 else { return }
    try? FileManager.default.removeItem(at: doomed)
  }
}
