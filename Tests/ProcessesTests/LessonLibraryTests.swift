import Foundation
import Testing

@testable import Processes

@Suite struct LessonLibraryTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("convbook-library-\(UUID().uuidString)")

  /// Writes a file as if it had been changed some seconds ago.
  private func write(_ file: URL, age: Double) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("x".utf8).write(to: file)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: file.path)
  }

  @Test func itIsCurrentUntilItsSourcesChange() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let sources = folder.appendingPathComponent("Sources")
    let library = LessonLibrary(
      products: folder.appendingPathComponent("debug"), sources: sources)
    let source = sources.appendingPathComponent("Tensors/Fast/Fast.swift")
    try write(source, age: 100)
    for name in ["Tensors/Fast", "Tensors"] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -100)],
        ofItemAtPath: sources.appendingPathComponent(name).path)
    }
    #expect(!library.isCurrent, "it is missing")
    try write(library.file, age: 50)
    #expect(!library.isCurrent, "nothing tells which compiler built it")
    try library.recordBuild(begunAt: Date(timeIntervalSinceNow: -60))
    #expect(library.isCurrent)
    let manifest = folder.appendingPathComponent("Package.swift")
    try write(manifest, age: 20)
    #expect(!library.isCurrent)
    try write(manifest, age: 100)
    try write(sources.appendingPathComponent("Checks/Checks.swift"), age: 10)
    #expect(library.isCurrent, "it does not hold the right answers")
    try write(source, age: 20)
    #expect(!library.isCurrent)
    try library.recordBuild(begunAt: Date(timeIntervalSinceNow: -30))
    #expect(!library.isCurrent, "the build may not have seen the change")
    try library.recordBuild(begunAt: Date())
    #expect(library.isCurrent)
    let record = folder.appendingPathComponent("debug/LessonLibrary.build-record")
    try write(record, age: 0)
    #expect(!library.isCurrent, "another compiler built it")
  }
}
