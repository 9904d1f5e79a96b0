// Builds lessons in the build folder and configuration of this program; prints diagnostics only
// when something does not compile.

import Foundation
import LessonKit
import Live
import Processes

/// Builds lessons.
struct Builder {
  /// The folder of built programs, which contains this one.
  let programs: URL
  /// The folder of lessons compiled outside `swift build`.
  let compiledLessons: URL

  /// Creates a builder for the build folder of this program.
  init(programs: URL = Self.folderOfThisProgram, compiledLessons: URL? = nil) {
    self.programs = programs
    self.compiledLessons = compiledLessons ?? programs.appendingPathComponent("lessons")
  }

  private static var folderOfThisProgram: URL {
    URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
      .resolvingSymlinksInPath().deletingLastPathComponent()
  }

  #if DEBUG
    static let configuration = "debug"
  #else
    static let configuration = "release"
  #endif

  /// The library that lessons and answers compiled outside `swift build` are linked to.
  var library: LessonLibrary {
    LessonLibrary(
      products: programs, sources: Project.folder.appendingPathComponent("Sources"))
  }

  /// The environment variable that disables building the library: `swift test` locks the build
  /// folder, so that a build in a test would wait forever.
  static let skipBuildVariable = "CONVBOOK_SKIP_BUILD"

  /// Returns the library, built if it is missing or outdated: `swift run convbook` builds only this
  /// program.
  ///
  /// - Throws: `CommandError` when it does not compile, or `swift` is missing.
  func currentLibrary(_ line: StatusLine) throws -> LessonLibrary {
    let library = library
    let isBuilt = ProcessInfo.processInfo.environment[Self.skipBuildVariable] != nil
    guard !isBuilt && !library.isCurrent else { return library }
    let start = Date()
    if let diagnostics = try build(product: LessonLibrary.product, line) {
      throw CommandError(.trouble, "\(LessonLibrary.product) does not compile:\n\(diagnostics)")
    }
    try library.recordBuild(begunAt: start)
    return library
  }

  /// Returns what compiles lessons to the library.
  func lessonCompiler(_ library: LessonLibrary, lessons: Int) -> LessonCompiler {
    LessonCompiler(
      library: library, folder: compiledLessons.appendingPathComponent("cache"), lessons: lessons)
  }

  /// Returns the command that confines the one appended to it.
  static func confine(_ options: [String]) -> [String] {
    [Builder().programs.appendingPathComponent("convbook").path, "confine"] + options + ["--"]
  }

  /// Returns the path of a lesson's program, that built last.
  func program(_ lesson: LessonFolder) -> String {
    let (built, compiled) = (programs.appendingPathComponent(lesson.name), compiledProgram(lesson))
    // A program linked to a library that has changed since may not run.
    guard let age = Self.date(compiled), age >= Self.date(library.file) ?? .distantPast,
      age > Self.date(built) ?? .distantPast
    else { return built.path }
    return compiled.path
  }

  /// The program of a lesson compiled outside `swift build`.
  func compiledProgram(_ lesson: LessonFolder) -> URL {
    compiledLessons.appendingPathComponent(lesson.name)
  }

  private static func date(_ file: URL) -> Date? {
    (try? FileManager.default.attributesOfItem(atPath: file.path))?[.modificationDate] as? Date
  }

  /// Builds lessons: in debug each is compiled to the library; what can't be compiled like this,
  /// and everything in release, is built with `swift build`.
  ///
  /// - Returns: the compiler's diagnostics for each lesson that did not compile, by name.
  /// - Throws: `CommandError` when `swift` is missing.
  func build(_ lessons: [LessonFolder], _ line: StatusLine) throws -> [String: String] {
    guard Self.configuration == "debug", let library = try? currentLibrary(line) else {
      return try buildWithPackage(lessons, line)
    }
    let failures = LessonCompilation(self, library, lessons: Curriculum().lessons.count)
      .failures(lessons, line)
    return try buildEach(failures, line)
  }

  /// Builds the package, and each lesson separately when that fails, so that one failure does not
  /// affect the others.
  private func buildWithPackage(
    _ lessons: [LessonFolder], _ line: StatusLine
  ) throws -> [String: String] {
    if lessons.count > 1, try build(product: nil, line) == nil { return [:] }
    return try buildEach(lessons, line)
  }

  private func buildEach(
    _ lessons: [LessonFolder], _ line: StatusLine
  ) throws -> [String: String] {
    var diagnostics: [String: String] = [:]
    for lesson in lessons {
      try? FileManager.default.removeItem(at: compiledProgram(lesson))
      diagnostics[lesson.name] = try build(product: lesson.name, line)
    }
    return diagnostics
  }

  /// Builds a product or the package.
  /// - Returns: the compiler's diagnostics; nil when everything compiled.
  private func build(product: String?, _ line: StatusLine) throws -> String? {
    let pipe = try ProcessPipe()
    let process = try ChildProcess.start(
      ["/usr/bin/env", "swift", "build", "--package-path", Project.folder.path]
        + ["--configuration", Self.configuration] + scratchPath
        + (product.map { ["--product", $0] } ?? []),
      output: pipe.writing, errors: pipe.writing)
    pipe.closeWriting()
    var output = BuildOutput()
    let subject = product.map { Message($0) } ?? "lessons"
    line.show { "Building \(subject)…" }
    var reader = LineReader(pipe.reading)
    while reader.isOpen {
      if case .line(let text) = reader.next(within: 60) { output.append(text) }
      if let step = output.lastStep { line.show { "Building \(subject)… \(step)" } }
    }
    for rest in reader.remainingLines() { output.append(String(decoding: rest, as: UTF8.self)) }
    let status = process.wait().status
    line.clear()
    switch status {
    case 0: return nil
    case 127:
      throw CommandError(
        .trouble, "there is no “swift” on the PATH to build with; see swift.org/install.")
    default: return output.diagnostics
    }
  }

  /// The `--scratch-path` option, when the build folder is not `.build`.
  private var scratchPath: [String] {
    guard programs.lastPathComponent == Self.configuration else { return [] }
    return [
      "--scratch-path", programs.deletingLastPathComponent().deletingLastPathComponent().path,
    ]
  }
}

/// The output of `swift build`: steps and diagnostics.
struct BuildOutput {
  private var lines: [String] = []

  init(_ text: String = "") {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  mutating func append(_ line: String) { lines.append(line) }

  /// The counter of the last step: "[12/34]".
  var lastStep: String? {
    lines.last(where: Self.isStep).map { String($0.prefix { $0 != "]" }) + "]" }
  }

  /// The lines other than steps.
  var diagnostics: String {
    lines.filter { !Self.isStep($0) && !$0.hasPrefix("Building for ") }
      .joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func isStep(_ line: String) -> Bool {
    guard line.hasPrefix("[") else { return false }
    return line.dropFirst().prefix { $0 != "]" }.allSatisfy { $0.isNumber || $0 == "/" }
  }
}
