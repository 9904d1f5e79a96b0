// Compiles several lessons at a time, for `run` and `verify`.

import Foundation
import LessonKit
import Live
import Processes

/// Compiles lessons, as many at a time as there are cores. The lock guards the results.
final class LessonCompilation: @unchecked Sendable {
  private let lock = NSLock()
  private let builder: Builder
  private let compiler: LessonCompiler
  private var done = 0
  private var failed: Set<String> = []

  init(_ builder: Builder, _ library: LessonLibrary, lessons: Int) {
    self.builder = builder
    compiler = builder.lessonCompiler(library, lessons: lessons)
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
    guard case .program(let program) = try compiler.compile(lesson) else { return false }
    // A second name of the file, which the cache does not remove.
    let name = builder.compiledProgram(lesson).path
    let temporary = name + "-\(UUID().uuidString)"
    defer { unlink(temporary) }
    return link(program.path, temporary) == 0 && rename(temporary, name) == 0
  }
}
