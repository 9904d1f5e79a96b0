// Compiles a lesson directly to the library: `swift build` plans the whole package each time, and
// links every lesson to all objects.

import Formatting
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
    // As `swift build` sets them. It names a package after its folder.
    compiler.packageName = Project.folder.lastPathComponent.lowercased()
    compiler.conditions = ["DEBUG", "SWIFT_PACKAGE"]
    let sources = try lesson.compiledFiles.map { file in
      let edited = edits?.appendingPathComponent(file.lastPathComponent)
      let bytes = edited.flatMap { try? Data(contentsOf: $0) }
      let source = SwiftCompiler.Source(path: file.path, bytes: try bytes ?? Data(contentsOf: file))
      try LessonFolder.check(source)
      return source
    }
    return try compiler.compile(sources, cache: programs, stopper: stopper)
  }
}

/// The error that a file can't be the text of a lesson. The compiler would blame another file.
private struct LessonTextError: FileError {
  let file: String
  let problem: Message
  let advice: Message
}

extension LessonFolder {
  /// - Throws: ``LessonTextError`` for a file that is not UTF-8, or has no text.
  fileprivate static func check(_ source: SwiftCompiler.Source) throws {
    guard let text = String(data: source.bytes, encoding: .utf8), !text.contains("\0") else {
      throw LessonTextError(
        file: source.path, problem: "its bytes are no UTF-8 text",
        advice: "Save it as UTF-8 in your editor.")
    }
    if text.allSatisfy(\.isWhitespace) {
      throw LessonTextError(
        file: source.path, problem: "it is empty",
        advice: "Undo what emptied it, or take the book's text again.")
    }
  }

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
