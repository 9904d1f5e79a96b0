// Compiles lessons directly to the library: `swift build` plans the whole package each time, and
// links every lesson to all objects.

import Foundation
import LessonKit
import Processes

/// Compiles lessons, as many at a time as there are cores. The lock guards the results.
final class LessonCompilation: @unchecked Sendable {
  private let lock = NSLock()
  private let builder: Builder
  private let library: LessonLibrary
  private let programs: ProgramCache
  private var done = 0
  private var failed: Set<String> = []

  /// The number of programs of each lesson that are kept: of its text, and of texts before.
  private static let keptPerLesson = 4

  init(_ builder: Builder, _ library: LessonLibrary, lessons: Int) {
    self.builder = builder
    self.library = library
    programs = ProgramCache(
      folder: builder.compiledLessons.appendingPathComponent("cache"),
      capacity: lessons * Self.keptPerLesson)
  }

  /// Compiles lessons.
  /// - Returns: those that can't be compiled like this; `swift build` has the last word on them.
  func failures(_ lessons: [LessonFolder], _ line: StatusLine) -> [LessonFolder] {
    line.show { [self] in
      "Building lessons… [\(lock.withLock { done })/\(lessons.count)]"
    }
    DispatchQueue.concurrentPerform(iterations: lessons.count) { index in
      let isCompiled = (try? compile(lessons[index])) ?? false
      lock.withLock {
        done += 1
        if !isCompiled { failed.insert(lessons[index].name) }
      }
    }
    line.clear()
    return lessons.filter { failed.contains($0.name) }
  }

  private func compile(_ lesson: LessonFolder) throws -> Bool {
    var compiler = SwiftCompiler(library: library)
    compiler.moduleName = lesson.moduleName
    // Those that `swift build` sets.
    compiler.conditions = ["DEBUG", "SWIFT_PACKAGE"]
    let sources = try lesson.swiftFiles.map { file in
      SwiftCompiler.Source(path: file.path, bytes: try Data(contentsOf: file))
    }
    guard case .program(let program) = try compiler.compile(sources, cache: programs)
    else { return false }
    // A second name of the file, which the cache does not remove.
    let name = builder.compiledProgram(lesson).path
    let temporary = name + "-\(UUID().uuidString)"
    defer { unlink(temporary) }
    return link(program.path, temporary) == 0 && rename(temporary, name) == 0
  }
}

extension LessonFolder {
  /// The Swift files of the lesson's target.
  fileprivate var swiftFiles: [URL] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var found: [URL] = []
    while let file = files?.nextObject() as? URL {
      if files?.level == 1, file.lastPathComponent == "Exercise" {
        files?.skipDescendants()
      } else if file.pathExtension == "swift" {
        found.append(file)
      }
    }
    return found.sorted { $0.path < $1.path }
  }

  /// The module's name as `swift build` makes it of the target's: "_9_edge_filter".
  fileprivate var moduleName: String {
    "_" + name.dropFirst().map { $0.isLetter || $0.isNumber ? $0 : "_" }
  }
}
