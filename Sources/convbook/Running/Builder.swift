// Builds lessons with `swift build`, into the folder and in the configuration that this very
// program was built in, and keeps the compiler quiet unless it has something to complain about.

import Foundation
import LessonKit

/// Where and how lessons are built.
struct Builder {
  /// Holds the built programs: the folder this one runs from.
  let programs: URL

  /// The builder of the build that this program came from.
  init(programs: URL = Self.folderOfThisProgram) {
    self.programs = programs
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

  /// A lesson's program.
  func program(_ lesson: LessonFolder) -> String {
    programs.appendingPathComponent(lesson.name).path
  }

  /// Builds lessons: one as a product, several with everything else in one go. When the whole does
  /// not compile, each is built by itself, so that one broken lesson stops no other.
  ///
  /// - Returns: the compiler's words for each lesson that did not compile, by name.
  /// - Throws: a `CommandError` when there is no `swift` to build with.
  func build(_ lessons: [LessonFolder], _ line: StatusLine) throws -> [String: String] {
    if lessons.count > 1, try build(product: nil, line) == nil { return [:] }
    var complaints: [String: String] = [:]
    for lesson in lessons {
      complaints[lesson.name] = try build(product: lesson.name, line)
    }
    return complaints
  }

  /// - Returns: what the compiler complained of, nil when it did not.
  private func build(product: String?, _ line: StatusLine) throws -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["swift", "build", "--package-path", Project.folder.path]
      + ["--configuration", Self.configuration] + scratchPath
      + (product.map { ["--product", $0] } ?? [])
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw CommandError(.trouble, "swift can't be started: \(describe(error))")
    }
    var output = BuildOutput()
    let subject = product ?? "lessons"
    line.show { "Building \(subject)…" }
    while case let data = pipe.fileHandleForReading.availableData, !data.isEmpty {
      output.append(data)
      if let step = output.lastStep { line.show { "Building \(subject)… \(step)" } }
    }
    process.waitUntilExit()
    line.clear()
    switch (process.terminationReason, process.terminationStatus) {
    case (.exit, 0): return nil
    case (.exit, 127):
      throw CommandError(
        .trouble, "there is no “swift” on the PATH to build with; see swift.org/install.")
    default: return output.complaints
    }
  }

  /// The build folder above `<platform>/<configuration>`, should it be another than `.build`.
  private var scratchPath: [String] {
    guard programs.lastPathComponent == Self.configuration else { return [] }
    return [
      "--scratch-path", programs.deletingLastPathComponent().deletingLastPathComponent().path,
    ]
  }
}

/// What `swift build` prints: steps that pass by, and the words that matter.
struct BuildOutput {
  private var data = Data()

  init(_ text: String = "") { data = Data(text.utf8) }

  mutating func append(_ more: Data) { data += more }

  private var lines: [Substring] {
    String(decoding: data, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
  }

  /// "[12/34]", of the last step.
  var lastStep: String? {
    lines.last(where: Self.isStep).map { String($0.prefix { $0 != "]" }) + "]" }
  }

  /// Everything but the steps.
  var complaints: String {
    lines.filter { !Self.isStep($0) && !$0.hasPrefix("Building for ") }
      .joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func isStep(_ line: Substring) -> Bool {
    guard line.hasPrefix("[") else { return false }
    return line.dropFirst().prefix { $0 != "]" }.allSatisfy { $0.isNumber || $0 == "/" }
  }
}
