// A lesson's references: the trace beside its source, the pictures in Images/Expected.

import Foundation
import LessonKit

/// A lesson's references and its current output.
struct Reference {
  let trace: URL
  let pictures: URL
  let found: URL

  init(_ lesson: LessonFolder, found: URL) {
    trace = lesson.expectedTrace
    pictures = Project.images.appendingPathComponent("Expected").appendingPathComponent(lesson.name)
    self.found = found
  }

  private var foundTrace: URL { found.appendingPathComponent("trace.json") }

  /// Compares output and references.
  ///
  /// - Returns: the result, and the number of pictures that are unequal but within the tolerance.
  func judge() -> (result: LessonRun.Result, close: Int) {
    var reasons: [String] = []
    var isOnlyTrouble = true
    do {
      if let words = try traceDifference() {
        reasons.append(text("Trace: \(words)"))
        isOnlyTrouble = false
      }
    } catch {
      let words: Message =
        error is DecodingError
        ? "this is no trace; verify --record writes it anew" : Message(describe(error))
      reasons.append(text("Trace: \(shortPath(trace.path)): \(words)"))
    }
    let comparison = PictureDifference(expected: pictures, found: found)
    for problem in comparison.problems {
      reasons.append(text("Picture: \(problem.words)"))
      isOnlyTrouble = isOnlyTrouble && problem.isTrouble
      reasons += problem.lines.map { "  \($0)" }
      if let file = problem.differences { reasons.append(text("    differences \(file)")) }
    }
    guard !reasons.isEmpty else { return (.finished, comparison.close) }
    let reason = reasons.joined(separator: "\n")
    let result: LessonRun.Result =
      isOnlyTrouble
      ? .trouble(Messages.fileTrouble, reason: reason) : .failed("differs", reason: reason)
    return (result, comparison.close)
  }

  private func traceDifference() throws -> Message? {
    guard FileManager.default.fileExists(atPath: trace.path) else {
      return "there is no reference, \(shortPath(trace.path)); verify --record writes it"
    }
    return TraceDifference.first(
      expected: try TraceFile.entries(Data(contentsOf: trace)),
      found: try TraceFile.entries(Data(contentsOf: foundTrace)))
  }

  /// Records the output as the reference; removes obsolete pictures.
  func record() throws {
    let files = FileManager.default
    try Data(contentsOf: foundTrace).write(to: trace, options: .atomic)
    try files.createDirectory(at: pictures, withIntermediateDirectories: true)
    let new = PictureDifference.pictures(in: found)
    for name in PictureDifference.pictures(in: pictures).subtracting(new) {
      try files.removeItem(at: pictures.appendingPathComponent(name))
    }
    for name in new {
      try Data(contentsOf: found.appendingPathComponent(name))
        .write(to: pictures.appendingPathComponent(name), options: .atomic)
    }
  }
}
