// Compiles a lesson directly to the library: `swift build` plans the whole package each time, and
// links every lesson to all objects.

import Foundation
import LessonKit
import Processes

/// Compiles lessons to one library, and keeps their programs.
public struct LessonCompiler: Sendable {
  private let library: LessonLibrary
  private let programs: ProgramCache

  /// The number of programs of each lesson that are kept: of its text, and of texts before.
  private static let keptPerLesson = 4

  /// Creates a compiler.
  ///
  /// - Parameters:
  ///   - library: the library that the programs are linked to.
  ///   - folder: the folder of the programs.
  ///   - lessons: the number of lessons that there are.
  package init(library: LessonLibrary, folder: URL, lessons: Int) {
    self.library = library
    programs = ProgramCache(folder: folder, capacity: lessons * Self.keptPerLesson)
  }

  /// Tells a build of the library and the compiler from another.
  var identity: String { "\(library.identity ?? "") \(SwiftCompiler.identity ?? "")" }

  /// Compiles a lesson, or returns the program of the same text, compiler and library.
  ///
  /// - Parameters:
  ///   - edits: a folder whose Swift files stand in for the lesson's of the same name.
  ///   - stopper: ends the compiler from another thread.
  /// - Throws: `ProcessError` when the compiler or the library is missing; a file system error when
  ///   a file can't be read or the cache can't be written.
  package func compile(
    _ lesson: LessonFolder, edits: URL? = nil, stopper: ProgramStopper? = nil
  ) throws -> SwiftCompiler.Result {
    var compiler = SwiftCompiler(library: library)
    compiler.moduleName = lesson.moduleName
    // Those that `swift build` sets.
    compiler.conditions = ["DEBUG", "SWIFT_PACKAGE"]
    let sources = try lesson.compiledFiles.map { file in
      let edited = edits?.appendingPathComponent(file.lastPathComponent)
      let bytes = edited.flatMap { try? Data(contentsOf: $0) }
      return SwiftCompiler.Source(path: file.path, bytes: try bytes ?? Data(contentsOf: file))
    }
    return try compiler.compile(sources, cache: programs, stopper: stopper)
  }
}

extension LessonFolder {
  /// The Swift files of the lesson's target.
  fileprivate var compiledFiles: [URL] {
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
