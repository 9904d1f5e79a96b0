// Small files stand for programs.

import Foundation
import Testing

@testable import Processes

@Suite struct ProgramCacheTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("convbook-cache-\(UUID().uuidString)")

  private func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Stores a program that prints a text, `age` seconds ago.
  @discardableResult
  private func store(
    _ text: String, _ key: String, in cache: ProgramCache, age: Double = 0
  ) throws -> CompiledProgram {
    let temporary = try cache.temporaryFolder()
    let file = temporary.appendingPathComponent(ProgramCache.programName)
    try Data("#!/bin/sh\necho \(text)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: temporary.path)
    let program = try cache.store(temporary, key)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -age)],
      ofItemAtPath: folder.appendingPathComponent(key).path)
    return program
  }

  @Test func storedProgramsRun() throws {
    defer { remove() }
    let cache = ProgramCache(folder: folder)
    #expect(cache.program("a") == nil)
    let stored = try store("x", "a", in: cache)
    #expect(cache.program("a")?.path == stored.path)
    #expect(try ProcessOutput.run([stored.path]).output == "x\n")
  }

  /// Of two that are stored under a key the first is kept, and no temporary folder remains in its
  /// way.
  @Test func theFirstIsKept() throws {
    defer { remove() }
    let cache = ProgramCache(folder: folder)
    try store("x", "a", in: cache)
    let second = try store("y", "a", in: cache)
    #expect(try ProcessOutput.run([second.path]).output == "x\n")
  }

  @Test func theOldestAreRemoved() throws {
    defer { remove() }
    let cache = ProgramCache(folder: folder, capacity: 2)
    for (key, age) in [("c", 10.0), ("a", 30), ("b", 20)] {
      try store(key, key, in: cache, age: age)
    }
    // Used again, it is no longer the oldest.
    #expect(cache.program("c") != nil)
    try store("d", "d", in: cache)
    #expect(["a", "b"].allSatisfy { cache.program($0) == nil })
    #expect(["c", "d"].allSatisfy { cache.program($0) != nil })
  }

  @Test func whatRunsIsKept() throws {
    defer { remove() }
    let cache = ProgramCache(folder: folder, capacity: 1)
    let running = try store("a", "a", in: cache, age: 30)
    try store("b", "b", in: cache)
    let run = try ProcessOutput.run([running.path])
    withExtendedLifetime(running) {}
    #expect(run.output == "a\n")
  }

  /// A folder that a broken-off compile left is removed; one that is compiled in is not.
  @Test func leftTemporaryFoldersAreRemoved() throws {
    defer { remove() }
    let cache = ProgramCache(folder: folder)
    let (left, inUse) = (try cache.temporaryFolder(), try cache.temporaryFolder())
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -100_000)], ofItemAtPath: left.path)
    try store("a", "a", in: cache)
    #expect(!FileManager.default.fileExists(atPath: left.path))
    #expect(FileManager.default.fileExists(atPath: inUse.path))
  }
}
